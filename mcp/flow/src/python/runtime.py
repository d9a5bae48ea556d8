"""A Prefect flow whose tasks call tools of MCP servers."""

import json
import os
import re
import subprocess
from dataclasses import dataclass
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import Artifact

# What of a result an artifact holds: all of it up to so many bytes of JSON, or else
# so many characters of its beginning.
MOST_OUTPUT_BYTES = 262_144
BEGINNING_CHARACTERS = 8_192

# A number of a parameter. Of 3 that is to be a float, Prefect would make 3.0.
Number = int | float


class McpToolError(RuntimeError):
    """A tool could not be called, or answered with an error."""


class ReferenceNotFound(LookupError):
    """The result of a task lacks the part that another task refers to."""


@dataclass
class Reference:
    """The result of an earlier task, or a part of it.

    Prefect puts the result in place of the future before a task starts.
    """

    name: str
    path: list
    value: Any

    whole = "task {!r}: its result"

    def resolve(self):
        value = self.value
        for depth, step in enumerate(self.path):
            try:
                value = part_of(value, step)
            except LookupError:
                whole = self.whole.format(self.name)
                before = "".join(f"[{part!r}]" for part in self.path[:depth])
                raise ReferenceNotFound(
                    f"{whole}{before} has no [{step!r}]; there is {describe(value)}"
                ) from None
        return value


class Parameter(Reference):
    """The value that a run has for a parameter of the flow, or a part of it."""

    whole = "parameter {!r}: its value"


@dataclass
class Text:
    """Text in which other values are put in."""

    parts: list

    def resolve(self):
        return "".join(as_text(resolve(part)) for part in self.parts)


@dataclass
class Null:
    """A null that the plan gives, where None would mean that it gives nothing."""

    def resolve(self):
        return None


def part_of(value, step):
    if isinstance(value, dict) and isinstance(step, str):
        return value[step]
    if isinstance(value, list):
        if isinstance(step, int):
            return value[step]
        if re.fullmatch("-?[0-9]{1,9}", step):
            return value[int(step)]
    raise LookupError(step)


def describe(value):
    if isinstance(value, dict):
        keys = ", ".join(repr(key) for key in list(value)[:20])
        return f"an object with the keys {keys}" if keys else "an empty object"
    if isinstance(value, list):
        return f"a list of length {len(value)}"
    return f"the value {json.dumps(value, ensure_ascii=False)[:200]}"


def as_text(value):
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def resolve(value):
    if isinstance(value, (Reference, Text, Null)):
        return value.resolve()
    if isinstance(value, dict):
        return {key: resolve(item) for key, item in value.items()}
    if isinstance(value, list):
        return [resolve(item) for item in value]
    return value


def communicate(process, request):
    """Waits in short steps, between which Prefect can interrupt the task."""
    while True:
        try:
            return process.communicate(request, timeout=1)
        except subprocess.TimeoutExpired:
            request = None


class ToolResult(Artifact):
    """An artifact whose data is JSON, where others have the text of it."""

    def format(self, **_):
        return self.data


def keep(result, written):
    """Makes an artifact of a result, which is how others than the flow learn of it."""
    try:
        if len(written) <= MOST_OUTPUT_BYTES:
            data = {"output": result}
        else:
            beginning = written.decode()[:BEGINNING_CHARACTERS]
            data = {"output_beginning": beginning, "output_bytes": len(written)}
        ToolResult(
            type="mcp-result",
            description="What the MCP tool answered. Its JSON is under Raw.",
            data=data,
        ).create(_sync=True)
    except Exception as error:  # noqa: BLE001 (the tool has answered, whatever this is)
        get_run_logger().warning(
            "The result is not kept as an artifact: %s: %s", type(error).__name__, error
        )


def call_mcp_tool(server, tool, arguments, names=None):
    """Calls a tool through mcp-call and returns its result.

    Arguments that are None are not sent. `names` has the tool's names for those
    arguments that have another name in Python.
    """
    names = names or {}
    request = json.dumps(
        {
            names.get(name, name): resolve(value)
            for name, value in arguments.items()
            if value is not None
        }
    )
    program = os.environ.get("MCP_CALL") or "mcp-call"
    try:
        process = subprocess.Popen(
            [program, "--", server, tool],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    except OSError as error:
        raise McpToolError(
            f"cannot run {program!r} to call {tool!r} of MCP server {server!r}:"
            f" {error}; put mcp-call on the PATH, or its path into MCP_CALL"
        ) from error
    with process:
        try:
            output, log = communicate(process, request.encode())
        except BaseException:
            process.kill()
            raise
    if process.returncode != 0:
        reason = (log.strip() or output.strip()).decode(errors="replace")[-2000:]
        raise McpToolError(
            f"{tool!r} of MCP server {server!r} failed"
            f" (exit {process.returncode}): {reason}"
        )
    try:
        result = json.loads(output)
    except ValueError as error:
        raise McpToolError(
            f"{tool!r} of MCP server {server!r} answered with something other than"
            f" JSON: {output[:200]!r}"
        ) from error
    keep(result, output.strip())
    return result
