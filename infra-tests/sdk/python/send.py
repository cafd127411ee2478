"""Sends a plan's events with Segment's library for Python, unmodified, and tells what it said.

    python send.py PLAN     PLAN: {"url", "writeKey", "events": [{"type", …}]}
    prints                  {"errors": ["…"]}
"""

import json
import re
import sys
from datetime import datetime

import segment.analytics as analytics


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as file:
        plan = json.load(file)
    errors: list[str] = []
    analytics.host = plan["url"]
    analytics.write_key = plan["writeKey"]
    analytics.gzip = plan.get("gzip", False)
    analytics.max_retries = 1
    analytics.on_error = lambda error, events: errors.append(str(error))
    for event in plan["events"]:
        send(dict(event))
    analytics.shutdown()
    print(json.dumps({"errors": errors}))


def send(event: dict) -> None:
    """Hands one event to the library, in its own argument names: user_id for userId."""
    call = getattr(analytics, event.pop("type"))
    arguments = {re.sub("[A-Z]", lambda c: "_" + c[0].lower(), name): value for name, value in event.items()}
    if "timestamp" in arguments:
        arguments["timestamp"] = datetime.fromisoformat(arguments["timestamp"])
    call(**arguments)


main()
