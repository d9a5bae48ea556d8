"""`flow.from_source(…).deploy(…)`."""

from pathlib import Path

from prefect import flow

flow.from_source(source=str(Path(__file__).parent), entrypoint="flows.py:three_tasks").deploy(
    name="from_source",
    work_pool_name="pool",
    cron="15 3 * * *",
    parameters={"n": 4},
    tags=["sdk"],
    description="From a folder",
)
