"""Atlas without its user interface.

Reads one JSON object from standard input: the `tools` that the user has switched on, and his `chats`, one after the
other, each a `prompt` in a `session`. Writes one: the `version` of Atlas, and of each chat the `message` that it ended
with, and the `events` that the user interface would have shown.
"""

import asyncio
import json
import sys
import uuid

from atlas import atlas_client
from atlas.version import VERSION

# What Atlas prints goes to the log.
told_to, sys.stdout = sys.stdout, sys.stderr

publishers = []


class Publisher(atlas_client.CLIEventPublisher):
    """The publisher of a chat, which Atlas makes by itself."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        publishers.append(self)


atlas_client.CLIEventPublisher = Publisher


async def main():
    orders = json.load(sys.stdin)
    client = atlas_client.AtlasClient()
    await client.initialize()
    sessions = {}
    chats = []
    for chat in orders["chats"]:
        result = await client.chat(
            chat["prompt"],
            selected_tools=orders["tools"],
            session_id=sessions.setdefault(chat["session"], uuid.uuid4()),
        )
        events = publishers[-1].get_result().raw_events
        chats.append({"message": result.message, "events": events})
    await client.cleanup()
    json.dump({"version": VERSION, "chats": chats}, told_to, default=str)


asyncio.run(main())
