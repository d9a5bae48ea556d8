"""A host on mcp 2: discovers the server and answers input requests between two calls.

A server that begins with "http" is there already; any other is started.
"""

import asyncio
import json
import sys

import mcp_types as types
from mcp import Client
from mcp.client.stdio import StdioServerParameters

orders = json.load(sys.stdin)
answers = orders.get("answers")
asked = []


async def model(context, params):
    asked.append({"max_tokens": params.max_tokens, "messages": len(params.messages)})
    text = types.TextContent(type="text", text=answers.pop(0))
    return types.CreateMessageResult(role="assistant", content=text, model="scripted")


async def main():
    server = orders["server"]
    if not server.startswith("http"):
        server = StdioServerParameters(command=server, env=orders.get("environment"))
    async with Client(server, sampling_callback=model if answers else None) as client:
        called = await asyncio.gather(
            *(client.call_tool(call["tool"], call["arguments"]) for call in orders["calls"])
        )
        told = {
            "protocol": client.protocol_version,
            "results": [result.structured_content for result in called],
            "asked": asked,
        }
    json.dump(told, sys.stdout)


asyncio.run(main())
