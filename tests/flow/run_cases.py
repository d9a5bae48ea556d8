"""Runs rendered flows under real Prefect, with tools that are stubbed in this process.

The argument names a JSON file: `own`, whether each flow is to be a flow run of its
own; otherwise the bodies of all run inside one flow, and their tasks are task runs of
that. `cases`: the modules' `name`, the `function` in each, and what it is `told`.
Prints a JSON list of what each returned or raised, and of what its tasks sent to their
tools.
"""

import importlib
import json
import subprocess
import sys

from prefect import flow
from prefect.context import TaskRunContext

SENT = {}


def leaves(value):
    if isinstance(value, dict):
        value = list(value.values())
    return sum(map(leaves, value)) if isinstance(value, list) else 1


class Process:
    """What `mcp-call` would be, as far as `call_mcp_tool` uses it."""

    returncode = None

    def __init__(self, command, **_):
        self.tool = command[3]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def communicate(self, request, timeout):
        arguments = json.loads(request)
        SENT[TaskRunContext.get().task_run.name] = arguments
        self.returncode = 0
        n = leaves(arguments)
        rows = [{"name": f"{self.tool} é", "value": n + 0.5}, {"name": "", "value": -1}]
        odd = {"x": None, "flags": [True, False]}
        result = {"n": n, "text": 'a "b"\n{{c}}', "rows": rows, "odd key": odd}
        return json.dumps(result).encode(), b""


class Subprocess:
    PIPE = subprocess.PIPE
    TimeoutExpired = subprocess.TimeoutExpired
    Popen = Process


def outcome(case, own):
    module = importlib.import_module(case["name"])
    module.subprocess = Subprocess
    function = getattr(module, case["function"])
    SENT.clear()
    try:
        run = function if own else function.fn
        result, error = run(**case["told"]), None
    except Exception as raised:
        result, error = None, f"{type(raised).__name__}: {raised}"
    return {"result": result, "error": error, "sent": dict(SENT)}


@flow
def inside_one_flow(cases):
    return [outcome(case, own=False) for case in cases]


def main():
    with open(sys.argv[1]) as file:
        request = json.load(file)
    cases = request["cases"]
    if request["own"]:
        print(json.dumps([outcome(case, own=True) for case in cases]))
    else:
        print(json.dumps(inside_one_flow(cases)))


main()
