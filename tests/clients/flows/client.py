"""`get_client()` and what no command asks."""

from uuid import uuid4

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import DeploymentFilter, FlowRunFilter
from prefect.exceptions import ObjectNotFound, PrefectHTTPStatusError
from prefect.states import Cancelled, Completed, Pending, Running, Scheduled


def show(title, value):
    print(f"{title}: {value}")


def refused(title, call):
    try:
        call()
    except (ObjectNotFound, PrefectHTTPStatusError) as error:
        show(title, type(error).__name__)
    else:
        show(title, "not refused")


with get_client(sync_client=True) as client:
    show("health", client.api_healthcheck())
    show("version", client.api_version())
    deployment = client.read_deployment_by_name("three-tasks/one")
    show("deployment", client.read_deployment(deployment.id) == deployment)
    show("deployments", [one.name for one in client.read_deployments()])

    client.pause_deployment(deployment.id)
    show("paused", client.read_deployment(deployment.id).paused)
    client.resume_deployment(deployment.id)
    show("paused", client.read_deployment(deployment.id).paused)

    run = client.create_flow_run_from_deployment(
        deployment.id, parameters={"n": 9}, name="by_client", tags=["x"], idempotency_key="one"
    )
    same = client.create_flow_run_from_deployment(deployment.id, idempotency_key="one")
    show("the same run", same.id == run.id)
    for state in (Pending(), Running(), Completed(message="done"), Cancelled(), Scheduled()):
        result = client.set_flow_run_state(run.id, state)
        show(state.name, (result.status.value, result.state and result.state.name, result.details))
    result = client.set_flow_run_state(run.id, Scheduled(), force=True)
    show("forced", (result.status.value, result.state.name))
    client.update_flow_run(run.id, name="renamed_1", tags=["y"])
    show("renamed", client.read_flow_run(run.id).name)
    show("states", [state.name for state in client.read_flow_run_states(run.id)])
    by_name = FlowRunFilter(name={"any_": ["renamed_1"]})
    show("found", [one.id == run.id for one in client.read_flow_runs(flow_run_filter=by_name)])
    by_tag = DeploymentFilter(tags={"all_": ["nothing"]})
    show("not found", client.read_deployments(deployment_filter=by_tag))

    refused("unknown run", lambda: client.read_flow_run(uuid4()))
    refused("unknown deployment", lambda: client.read_deployment(uuid4()))
    refused("unknown name", lambda: client.read_deployment_by_name("no/such"))
    refused("unknown pool", lambda: client.read_work_pool("nothing"))
    refused("unknown flow", lambda: client.read_flow_by_name("nothing"))
