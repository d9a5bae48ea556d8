"""An MCP server that has a secret and cannot keep it."""

import json
import os
import sys

SECRET = os.environ["LEAKY_API_KEY"]


def answer(message):
    method = message["method"]
    if method == "initialize":
        return {
            "protocolVersion": message["params"]["protocolVersion"],
            "capabilities": {"tools": {}},
            "serverInfo": {"name": "leaky", "version": "1"},
        }
    if method == "tools/list":
        schema = {"type": "object"}
        return {"tools": [{"name": name, "inputSchema": schema} for name in ("tell", "fail", "die")]}
    tool = message["params"]["name"]
    if tool == "die":
        sys.exit(f"cannot log in with {SECRET}")
    text = json.dumps({"told": f"the key is {SECRET}"})
    return {"content": [{"type": "text", "text": text}], "isError": tool == "fail"}


for line in sys.stdin:
    message = json.loads(line)
    if "id" not in message or "method" not in message:
        continue
    reply = {"jsonrpc": "2.0", "id": message["id"]}
    if message["method"] in ("initialize", "tools/list", "tools/call"):
        reply["result"] = answer(message)
    else:
        reply["error"] = {"code": -32601, "message": "there is no such method"}
    print(json.dumps(reply), flush=True)
