"""`client.read_task_runs(…)`: tells the id of the newest of a flow."""

import sys

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowFilter, FlowFilterName
from prefect.client.schemas.sorting import TaskRunSort

with get_client(sync_client=True) as client:
    of_flow = FlowFilter(name=FlowFilterName(any_=[sys.argv[1]]))
    newest = TaskRunSort.EXPECTED_START_TIME_DESC
    print(client.read_task_runs(flow_filter=of_flow, sort=newest, limit=1)[0].id)
