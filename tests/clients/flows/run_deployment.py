"""`run_deployment(timeout=…)` that waits and that does not."""

import sys

from prefect.deployments import run_deployment

waited = run_deployment(sys.argv[1], timeout=120, poll_interval=1, flow_run_name="waited")
print("waited:", waited.state.type.value, waited.state.name)
left = run_deployment(sys.argv[1], timeout=0, flow_run_name="left", idempotency_key="same")
print("not waited:", left.state.type.value, left.state.name)
again = run_deployment(sys.argv[1], timeout=0, flow_run_name="again", idempotency_key="same")
print("the same run:", again.id == left.id)
ended = run_deployment(sys.argv[1], timeout=120, poll_interval=1, idempotency_key="same")
print("ended:", ended.state.type.value, ended.state.name)
