"""Makes a deployment of a rendered flow, and runs of it, under real Prefect.

The argument names a JSON file: the deployment's `entrypoint` and `schema`, and the
parameters of each run (`runs`). Prints a JSON list of what became of each: the status
with which the server `refused` it, or else the `state` it ended in, what it `returned`
and the data of its `artifacts`.
"""

import json
import sys
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.flow_engine import load_flow, load_flow_run, run_flow


def post(client, path, body):
    answer = client._client.post(path, json=body)
    return answer.status_code, answer.json()


def outcome(client, deployment, parameters):
    path = f"/deployments/{deployment}/create_flow_run"
    try:
        _, run = post(client, path, {"parameters": parameters})
    except Exception as refused:
        return {"refused": refused.response.status_code}
    run = load_flow_run(UUID(run["id"]))
    state = run_flow(load_flow(run), flow_run=run, return_type="state")
    wanted = {"artifacts": {"flow_run_id": {"any_": [str(run.id)]}}}
    _, artifacts = post(client, "/artifacts/filter", wanted)
    return {
        "state": state.type.value,
        "message": state.message,
        "returned": state.result(raise_on_failure=False) if state.is_completed() else None,
        "artifacts": [[a["type"], a["key"], a["data"]] for a in artifacts],
        "of_a_task_run": all(a["task_run_id"] for a in artifacts),
    }


def main():
    with open(sys.argv[1]) as file:
        request = json.load(file)
    with get_client(sync_client=True) as client:
        _, flow = post(client, "/flows/", {"name": "with parameters"})
        deployment = {
            "name": "d",
            "flow_id": flow["id"],
            "path": ".",
            "entrypoint": request["entrypoint"],
            "parameter_openapi_schema": request["schema"],
        }
        _, made = post(client, "/deployments/", deployment)
        print(json.dumps([outcome(client, made["id"], run) for run in request["runs"]]))


main()
