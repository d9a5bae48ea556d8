#!/usr/bin/env python3
"""A stand-in for mcp-call: -- SERVER TOOL as arguments, JSON on stdin, JSON on stdout."""

import json
import os
import sys
import time

dashes, server, tool = sys.argv[1:]
assert dashes == "--"
arguments = json.load(sys.stdin)
here = os.path.dirname(os.path.abspath(__file__))


def note():
    line = json.dumps([server, tool, arguments]) + "\n"
    handle = os.open(os.path.join(here, "calls"), os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    os.write(handle, line.encode())
    os.close(handle)


if tool == "users":
    result = {"rows": [{"name": "Ann", "salary": 120}, {"name": "Böb", "salary": 60.5}]}
elif tool == "fail":
    note()
    sys.exit("mcp-call: the tool answered: no such table")
elif tool == "raw":
    sys.stdout.write(arguments["text"])
    sys.exit()
elif tool == "garble":
    print("not JSON")
    sys.exit()
elif tool == "meet":
    # Comes back only when `together` calls have come: they must run at the same time.
    open(os.path.join(here, f"met-{arguments['name']}"), "w").close()
    give_up = time.monotonic() + 30
    while sum(name.startswith("met-") for name in os.listdir(here)) < arguments["together"]:
        if time.monotonic() > give_up:
            sys.exit("nobody else came")
        time.sleep(0.01)
    result = "met"
else:
    result = {"server": server, "arguments": arguments, "odd key": [1, 2], "n": 7}
note()
print(json.dumps(result))
