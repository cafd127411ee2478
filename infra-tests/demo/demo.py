"""What `make run` shows: a customer with an application, events from Segment's library, the statistics, and a subject's rights.

    demo.py     needs .local/run/outputs.json; writes .local/stack.json
"""

import json
import random
import sys
import time
import urllib.error
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import segment.analytics as analytics

import rights
from lethe_api import LetheApi

LOCAL = Path(__file__).resolve().parents[2] / ".local"
OUTPUTS = LOCAL / "run" / "outputs.json"
DESCRIPTION = LOCAL / "stack.json"

DAYS = 7
SUBJECTS = 40
PATIENCE_SECONDS = 120

# Addresses of universities: documentation's own addresses are in no country.
ADDRESSES = ["130.149.7.201", "18.9.22.69", "133.11.0.1"]
PLATFORMS = ["ios", "android", "android"]
EVENTS = ["Application Opened", "Offering Shown", "Offering Clicked", "Goal Reached"]


def main() -> None:
    description = describe(json.loads(OUTPUTS.read_text(encoding="utf-8")))
    api = LetheApi(description["apiUrl"])
    demo = description["demo"]
    before = total(api, demo)
    sent, subject = send(description["apiUrl"], demo["writeKey"])
    await_total(api, demo, before + sent)
    show(api, description, sent)
    show_rights(api, description, subject)


def describe(outputs: dict) -> dict:
    """How to reach the stack and its demonstration; the one of before, if it still answers."""
    reach = {name: outputs[name] for name in ("apiUrl", "endpoint", "region", "stackName")}
    if DESCRIPTION.exists():
        known = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
        if {name: known.get(name) for name in reach} == reach and answers(known):
            return known
    api = LetheApi(reach["apiUrl"])
    customer = api.new_customer("Example GmbH", "privacy@example.com")
    app = api.new_application(customer["secretKey"], "Example App")
    api.switch_on(app["appId"], customer["secretKey"], "goals")
    description = {**reach, "demo": {
        "customerId": customer["customerId"],
        "appId": app["appId"],
        "writeKey": app["writeKey"],
        "secretKey": customer["secretKey"],
    }}
    half = DESCRIPTION.with_suffix(".half")
    half.write_text(json.dumps(description, indent=2) + "\n", encoding="utf-8")
    half.replace(DESCRIPTION)
    return description


def answers(description: dict) -> bool:
    """Whether a demonstration is still there."""
    try:
        total(LetheApi(description["apiUrl"]), description["demo"])
        return True
    except (urllib.error.URLError, KeyError):
        return False


def total(api: LetheApi, demo: dict) -> int:
    """How many events of the last days are counted."""
    return sum(number for days in ask(api, demo).values() for number in days.values())


def ask(api: LetheApi, demo: dict, **by: str) -> dict[str, dict[str, int]]:
    days = last_days()
    return api.events(demo["appId"], demo["secretKey"], **{"from": days[0], "to": days[-1]}, **by)


def last_days() -> list[str]:
    today = datetime.now(UTC).date()
    return [str(today - timedelta(days=ago)) for ago in reversed(range(DAYS))]


def send(url: str, write_key: str) -> tuple[int, str]:
    """Sends some days in the life of an app with Segment's library for Python, unmodified.

    Returns how many events, and one of those who sent them.
    """
    chance = random.Random(2026)
    now = datetime.now(UTC)
    failed: list[str] = []
    client = analytics.Client(write_key, host=url, on_error=lambda error, _: failed.append(str(error)))
    sent = 0
    known = [str(uuid.UUID(int=chance.getrandbits(128), version=4)) for _ in range(SUBJECTS - 1)]
    # The last is another each time: it will be erased, and what it did before that is not counted again.
    for number, subject in enumerate([*known, str(uuid.uuid4())]):
        context = {"ip": ADDRESSES[number % len(ADDRESSES)], "device": {"type": chance.choice(PLATFORMS)}}
        for ago in range(DAYS):
            for event in EVENTS[: chance.randint(0, len(EVENTS))]:
                client.track(anonymous_id=subject, event=event, context=context, timestamp=now - timedelta(days=ago))
                sent += 1
    client.shutdown()
    if failed:
        sys.exit(f"Segment's library could not deliver: {failed[0]}")
    return sent, subject


def await_total(api: LetheApi, demo: dict, number: int) -> None:
    """Waits until all that was sent is counted."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while total(api, demo) < number:
        if time.monotonic() > give_up:
            sys.exit("The events are not counted yet. See what the functions say: make logs")
        time.sleep(0.25)


def show(api: LetheApi, description: dict, sent: int) -> None:
    """The account for a person to read."""
    demo, url = description["demo"], description["apiUrl"]
    print(f"""
Lethe is up.

  API          {url}
  application  {demo['appId']}
  write key    {demo['writeKey']}
  secret key   {demo['secretKey']}

Sent {sent} events of {SUBJECTS} subjects with segment-analytics-python. The statistics say:
""")
    days = last_days()
    print(row("events", [day[5:] for day in days], "all"))
    for key, values in ask(api, demo, by="event").items():
        print(row(key, [values.get(day, 0) for day in days], sum(values.values())))
    for dimension in ("platform", "country"):
        groups = ask(api, demo, by=dimension)
        print(f"\n  by {dimension:<9} " + "   ".join(f"{key} {sum(days.values())}" for key, days in groups.items()))
    print()
    for name in ("users", "runs_per_user", "offering_funnel"):
        print(f"  {name:<15} " + told(api, demo, name))
    print(f"""
Send one yourself, and ask again:

  curl -u '{demo['writeKey']}:' -H 'Content-Type: application/json' \\
    -d '{{"event":"Hello Lethe","anonymousId":"me"}}' \\
    '{url}/v1/track'

  curl -H 'Authorization: Bearer {demo['secretKey']}' \\
    '{url}/v1/apps/{demo['appId']}/insights/events?by=event'
""")


def show_rights(api: LetheApi, description: dict, subject: str) -> None:
    """What a subject can ask for through the customer: what is held, and to be forgotten."""
    key = description["demo"]["secretKey"]
    folder = LOCAL / "run" / "rights"
    print(f"The subject {subject} asks what is held of it, and to be forgotten (docs/opendsr.md):\n")
    page = rights.access(api, key, subject, folder)
    print(f"  access          {page}, a page to open")
    before = total(api, description["demo"])
    receipt, times = rights.erase(api, key, subject, folder)
    print(f"  erasure         received {times['received']}, unreadable {times['begun']}, receipt {times['issued']}")
    print(f"  receipt         {receipt}")
    print(f"                  {rights.verify(receipt)}")
    print(f"  statistics      {before} events before, {total(api, description['demo'])} after")
    print("""
All of this for programs: .local/stack.json. What the functions say: make logs. To end it: make stop""")


def told(api: LetheApi, demo: dict, name: str) -> str:
    """The latest day, week or month of a statistic, with all that it is told in."""
    interval = "day" if name == "offering_funnel" else "month"
    values = api.statistic(demo["appId"], demo["secretKey"], name, interval=interval).get("total", [])
    if not values:
        return "nothing"
    return f"{interval} {values[-1]['t']}:  " + "   ".join(f"{k} {v}" for k, v in values[-1].items() if k != "t")


def row(key: str, cells: list, last: object) -> str:
    return f"  {key:<20}" + "".join(f"{cell:>7}" for cell in cells) + f"{last:>8}"


main()
