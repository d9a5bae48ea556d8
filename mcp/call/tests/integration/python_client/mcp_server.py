"""A server of mcp 2: on standard input and output, or on the port that is given."""

import asyncio
import os
import sys

from mcp.server import MCPServer

server = MCPServer("mcp")


@server.tool()
def add(a: int, b: int = 2) -> int:
    """Adds."""
    return a + b


@server.tool()
def rows() -> list[dict[str, str]]:
    return [{"name": "Böb"}, {"name": "Ann"}]


@server.tool()
def fail() -> str:
    raise ValueError("no such table")


@server.tool()
async def hang() -> str:
    await asyncio.sleep(1000)
    return "late"


@server.tool()
def leave() -> str:
    print("last words", file=sys.stderr, flush=True)
    os._exit(9)


if len(sys.argv) > 1:
    server.run(transport="streamable-http", port=int(sys.argv[1]))
else:
    server.run()
