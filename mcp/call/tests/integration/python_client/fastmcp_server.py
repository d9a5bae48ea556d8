"""A server of FastMCP 3: on standard input and output, or on the port that is given."""

import asyncio
import os
import sys

from fastmcp import Context, FastMCP

server = FastMCP("fastmcp")


@server.tool
def add(a: int, b: int = 2) -> int:
    """Adds."""
    return a + b


@server.tool
def rows() -> list[dict[str, str]]:
    return [{"name": "Böb"}, {"name": "Ann"}]


@server.tool
def fail() -> str:
    raise ValueError("no such table")


@server.tool
async def hang() -> str:
    await asyncio.sleep(1000)
    return "late"


@server.tool
def leave() -> str:
    print("last words", file=sys.stderr, flush=True)
    os._exit(9)


@server.tool
async def ask_user(context: Context) -> str:
    return str(await context.elicit("Who?", response_type=str))


@server.tool
async def ask_model(context: Context) -> str:
    return str(await context.sample("Who?"))


if len(sys.argv) > 1:
    server.run(transport="http", port=int(sys.argv[1]), show_banner=False)
else:
    server.run(show_banner=False)
