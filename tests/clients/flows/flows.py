"""The flows that are deployed and run."""

import time

from prefect import flow, get_run_logger, pause_flow_run, task
from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact
from prefect.client.orchestration import get_client
from prefect.concurrency.sync import concurrency
from prefect.events.filters import EventAnyResourceFilter, EventFilter, EventNameFilter
from prefect.runtime import flow_run

# No run may outlive its test for long.
LONGEST_SECONDS = 90


@task
def add(left: int, right: int) -> int:
    get_run_logger().info("adding %s and %s", left, right)
    return left + right


@task
def double(number: int) -> int:
    get_run_logger().info("doubling %s", number)
    return 2 * number


def wait_for_task_run_events(count: int) -> None:
    """Waits until the server has so many events of the run's task runs.

    They are sent beside the flow, and who watches a run hears of nothing more once it
    has ended; a fast server would have it end before they are there.
    """
    of_task_runs = EventFilter(
        any_resource=EventAnyResourceFilter(id=[f"prefect.flow-run.{flow_run.id}"]),
        event=EventNameFilter(prefix=["prefect.task-run."]),
    )
    deadline = time.monotonic() + LONGEST_SECONDS
    with get_client(sync_client=True) as client:
        while len(client.read_events(of_task_runs, limit=50).events) < count:
            assert time.monotonic() < deadline, "the events of the task runs do not arrive"
            time.sleep(0.05)


@flow(name="three-tasks", log_prints=True)
def three_tasks(n: int = 1) -> int:
    """Three tasks that depend on each other."""
    first = add(n, 1)
    second = double(first)
    third = add(first, second)
    print(f"the result is {third}")
    wait_for_task_run_events(3 * len((first, second, third)))
    return third


@task(retries=2, retry_delay_seconds=0)
def fails_first(counter: list[int]) -> int:
    counter.append(1)
    if len(counter) < 3:
        raise ValueError(f"attempt {len(counter)} fails")
    return len(counter)


@flow(name="retries", retries=1, retry_delay_seconds=0)
def retries() -> None:
    from prefect.runtime import flow_run

    fails_first([])
    if flow_run.run_count < 2:
        raise ValueError("the first run fails")


@flow(name="fails")
def fails() -> None:
    double(1)
    raise ValueError("it was meant to fail")


@flow(name="sleeps")
def sleeps() -> None:
    get_run_logger().info("sleeping")
    for _ in range(LONGEST_SECONDS * 10):
        time.sleep(0.1)


@flow(name="maps")
def maps(numbers: list[int] = [1, 2, 3]) -> list[int]:
    return add.map(numbers, double.map(numbers)).result()


@flow(name="child", flow_run_name="child-of-{number}")
def child(number: int) -> int:
    return double(number)


@flow(name="parent")
def parent() -> int:
    return child(4) + child(5)


@task(tags=["limited"])
def limited(number: int) -> int:
    return number


@flow(name="tagged")
def tagged() -> list[int]:
    return limited.map([1, 2]).result()


@flow(name="artifacts")
def artifacts() -> None:
    create_markdown_artifact("# A report", key="report", description="In words")
    create_table_artifact([{"a": 1}, {"a": 2}], key="table")
    create_link_artifact("https://example.com", key="link", link_text="there")


@flow(name="pauses")
def pauses() -> None:
    double(1)
    pause_flow_run(timeout=LONGEST_SECONDS, poll_interval=1)
    double(2)


@flow(name="slots")
def slots() -> None:
    with concurrency("slots", occupy=1):
        double(1)
