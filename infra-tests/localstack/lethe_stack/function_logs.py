"""What the functions have logged, out of CloudWatch Logs."""

import json
import time
import urllib.request
from datetime import UTC, datetime

from lethe_stack.project import STACK_NAME, Instance, say, signed

PREFIX = f"/aws/lambda/{STACK_NAME}-"


def show(instance: Instance, function: str | None, follow: bool) -> None:
    """Prints the functions' lines, oldest first; goes on with new ones if it is to follow."""
    shown: set[str] = set()
    while True:
        for event in events(instance, function):
            if event["eventId"] not in shown:
                shown.add(event["eventId"])
                moment = datetime.fromtimestamp(event["timestamp"] / 1000, UTC)
                say(f"{moment:%H:%M:%S} {event['function']:<10} {event['message'].rstrip()}")
        if not follow:
            return
        time.sleep(1)


def events(instance: Instance, function: str | None) -> list[dict]:
    """The lines of one function or of all."""
    groups = call(instance, "DescribeLogGroups", {"logGroupNamePrefix": PREFIX + (function or "")})["logGroups"]
    found = []
    for group in groups:
        name = group["logGroupName"]
        page: dict = {}
        while page == {} or page.get("nextToken"):
            token = {"nextToken": page["nextToken"]} if page else {}
            page = call(instance, "FilterLogEvents", {"logGroupName": name, **token})
            found += [{**event, "function": name.removeprefix(PREFIX)} for event in page["events"]]
    return sorted(found, key=lambda event: event["timestamp"])


def call(instance: Instance, action: str, content: dict) -> dict:
    """Calls CloudWatch Logs."""
    request = urllib.request.Request(
        instance.endpoint(),
        data=json.dumps(content).encode(),
        headers={
            "Content-Type": "application/x-amz-json-1.1",
            "X-Amz-Target": f"Logs_20140328.{action}",
            **signed("logs"),
        },
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)
