"""A stand-in for Prefect: as much of it as a rendered flow uses."""

import dataclasses
import sys
import threading
import types
from concurrent.futures import ThreadPoolExecutor

SEEN = []
ARTIFACTS = []
WARNINGS = []
_EXECUTOR = ThreadPoolExecutor(64)
_LOCK = threading.Lock()


class Future:
    def __init__(self, name, inner):
        self.name = name
        self.inner = inner

    def wait(self):
        self.inner.exception()

    def result(self):
        return self.inner.result()


def _visit(value, found):
    """Puts results in place of futures, as Prefect does, and notes the futures."""
    if isinstance(value, Future):
        found.append(value.name)
        return value.result()
    if isinstance(value, list):
        return [_visit(item, found) for item in value]
    if isinstance(value, dict):
        return {key: _visit(item, found) for key, item in value.items()}
    if dataclasses.is_dataclass(value):
        names = [field.name for field in dataclasses.fields(value)]
        return dataclasses.replace(value, **{n: _visit(getattr(value, n), found) for n in names})
    return value


class Task:
    def __init__(self, function, name, options=None):
        self.function, self.name, self.options = function, name, options or {}

    def with_options(self, **options):
        return Task(self.function, self.name, options)

    def submit(self, *, wait_for=(), **arguments):
        seen = {"task": self.name, "options": self.options, "waits": []}
        SEEN.append(seen)

        def run():
            found = []
            _visit(list(wait_for), found)
            resolved = _visit(arguments, found)
            with _LOCK:
                seen["waits"] = sorted(set(found))
            return self.function(**resolved)

        return Future(self.options["task_run_name"], _EXECUTOR.submit(run))


def task(*, name):
    return lambda function: Task(function, name)


def flow(*, name):
    return lambda function: function


class Artifact:
    """Of the type `mcp-result` only; one whose data holds "unkept" cannot be made."""

    def __init__(self, *, type, description, data):
        assert type == "mcp-result" and description
        self.data = data

    def create(self, *, _sync):
        data = self.format(_sync=_sync)
        if "unkept" in str(data):
            raise ConnectionError("Prefect is not there")
        ARTIFACTS.append(data)


class Logger:
    def warning(self, message, *values):
        WARNINGS.append(message % values)


get_run_logger = Logger
artifacts = sys.modules["prefect.artifacts"] = types.ModuleType("prefect.artifacts")
artifacts.Artifact = Artifact
