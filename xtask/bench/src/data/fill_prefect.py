"""Writes flow runs into the database that Prefect is set to.

Standard input has a run on each line, as JSON: its name, tags, ids of what it belongs
to, when it is expected, and the types of state that it went through after SCHEDULED.
"""

import asyncio
import datetime
import json
import sys
import uuid

import sqlalchemy as sa
from prefect.server.database import provide_database_interface
from prefect.server.schemas.core import CreatedBy, FlowRunPolicy
from prefect.server.schemas.states import StateDetails, StateType

BATCH = 2000
STEP = datetime.timedelta(seconds=20)
TERMINAL = {"COMPLETED", "FAILED", "CANCELLED", "CRASHED"}


def rows_of(line):
    """The row of a run, and those of its states."""
    data = json.loads(line)
    expected = datetime.datetime.fromisoformat(data["expected"].replace("Z", "+00:00"))
    run_id = uuid.uuid4()
    run = {
        "id": run_id,
        "name": data["name"],
        "tags": data["tags"],
        "flow_id": uuid.UUID(data["flow_id"]),
        "deployment_id": uuid.UUID(data["deployment_id"]),
        "work_queue_id": uuid.UUID(data["work_queue_id"]),
        "work_queue_name": data["work_queue_name"],
        "expected_start_time": expected,
        "next_scheduled_start_time": None,
        "start_time": None,
        "end_time": None,
        "run_count": 0,
        "total_run_time": datetime.timedelta(0),
        "parameters": {"department": "Engineering"},
        "empirical_policy": FlowRunPolicy(),
        "created_by": CreatedBy(
            id=uuid.UUID(data["deployment_id"]), type="DEPLOYMENT", display_value=None
        ),
    }
    states = []
    for number, state in enumerate(["SCHEDULED", *data["states"]]):
        time = expected + STEP * number
        details = StateDetails(flow_run_id=run_id)
        if state == "SCHEDULED":
            details.scheduled_time = expected
            run["next_scheduled_start_time"] = None if data["states"] else expected
        if state == "RUNNING":
            run["start_time"] = time
            run["run_count"] = 1
        if state in TERMINAL:
            run["end_time"] = time
            run["total_run_time"] = STEP
        states.append(
            {
                "id": uuid.uuid4(),
                "flow_run_id": run_id,
                "type": StateType(state),
                "timestamp": time,
                "name": state.capitalize(),
                "state_details": details,
            }
        )
    last = states[-1]
    run["state_id"] = last["id"]
    run["state_type"] = last["type"]
    run["state_name"] = last["name"]
    run["state_timestamp"] = last["timestamp"]
    return run, states


async def write(database, lines):
    """Writes some runs and their states, which refer to each other."""
    runs, states = [], []
    for line in lines:
        run, its_states = rows_of(line)
        runs.append(run)
        states.extend(its_states)
    async with database.session_context(begin_transaction=True) as session:
        connection = await session.connection()
        await connection.execute(sa.text("PRAGMA defer_foreign_keys = ON"))
        await connection.execute(database.FlowRun.__table__.insert(), runs)
        await connection.execute(database.FlowRunState.__table__.insert(), states)


async def main():
    database = provide_database_interface()
    lines = []
    for line in sys.stdin:
        lines.append(line)
        if len(lines) == BATCH:
            await write(database, lines)
            lines = []
    if lines:
        await write(database, lines)


asyncio.run(main())
