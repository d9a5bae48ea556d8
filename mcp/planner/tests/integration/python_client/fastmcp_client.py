"""A host on FastMCP 3: initializes a session and answers sampling requests.

A server that begins with "http" is there already; any other is started.
"""

import asyncio
import json
import sys

from fastmcp import Client
from fastmcp.client.transports import StdioTransport, StreamableHttpTransport

orders = json.load(sys.stdin)
answers = orders.get("answers")
asked = []


async def model(messages, params, context):
    asked.append({"max_tokens": params.maxTokens, "messages": len(messages)})
    return answers.pop(0)


async def main():
    server = orders["server"]
    if server.startswith("http"):
        transport = StreamableHttpTransport(server)
    else:
        transport = StdioTransport(server, [], env=orders.get("environment"))
    async with Client(transport, sampling_handler=model if answers else None) as client:
        called = await asyncio.gather(
            *(client.call_tool(call["tool"], call["arguments"]) for call in orders["calls"])
        )
        told = {
            "protocol": client.initialize_result.protocolVersion,
            "results": [result.structured_content for result in called],
            "asked": asked,
        }
    json.dump(told, sys.stdout)


asyncio.run(main())
