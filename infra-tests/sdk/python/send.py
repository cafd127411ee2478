"""Sends a plan's events with a library for Python, unmodified, and tells what it said.

    python send.py LIBRARY PLAN     LIBRARY: segment or rudderstack
                                    PLAN: a file, {"url", "writeKey", "events": [{"type", …}]}
    prints                          {"errors": ["…"]}
"""

import importlib
import json
import re
import sys
from datetime import datetime

# Segment's compresses only if it is told to, RudderStack's always.
OPTIONS = {"segment": {"gzip": True}, "rudderstack": {}}


def main(library: str, plan_file: str) -> None:
    with open(plan_file, encoding="utf-8") as file:
        plan = json.load(file)
    errors: list[str] = []
    client = importlib.import_module(f"{library}.analytics").Client(
        plan["writeKey"],
        host=plan["url"],
        on_error=lambda error, _: errors.append(str(error)),
        max_retries=1,
        **OPTIONS[library],
    )
    for event in plan["events"]:
        send(client, dict(event))
    client.shutdown()
    print(json.dumps({"errors": errors}))


def send(client, event: dict) -> None:
    """Hands one event to the library, in its own argument names: user_id for userId."""
    call = getattr(client, event.pop("type"))
    arguments = {re.sub("[A-Z]", lambda c: "_" + c[0].lower(), name): value for name, value in event.items()}
    if "timestamp" in arguments:
        arguments["timestamp"] = datetime.fromisoformat(arguments["timestamp"])
    call(**arguments)


main(*sys.argv[1:])
