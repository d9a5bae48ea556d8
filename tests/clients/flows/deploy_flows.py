"""`deploy(…)` of several flows, by their names in flows.py."""

import sys
from pathlib import Path

from prefect import deploy, flow

source = str(Path(__file__).parent)
deploy(
    *(
        flow.from_source(source=source, entrypoint=f"flows.py:{name}").to_deployment("all")
        for name in sys.argv[1:]
    ),
    work_pool_name="pool",
)
