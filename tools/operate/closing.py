"""Closes functions while a table is restored, and opens them as they were, also after the one who closed was killed.

What was set before is kept as tags of the functions: in the place that it is about, and with nobody's machine.
"""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

# What was set before: a number, or NONE; since when it is closed; and whether it read a stream.
RESERVED = "lethe:reserved-before-restore"
SINCE = "lethe:closed-for-restore"
READ = "lethe:read-before-restore"
NONE = "none"


class Functions:
    """Functions that use a table, by their names."""

    def __init__(self, client, names: list[str], sleep: Callable[[float], None] = time.sleep):
        self.client = client
        self.names = names
        self.sleep = sleep

    def close(self, now: datetime) -> None:
        """Lets nobody call them any more; whoever is called still goes on. What is closed stays as it is."""
        for name in self.names:
            arn, tags = self.tags(name)
            if RESERVED not in tags:
                set_before = self.client.get_function_concurrency(FunctionName=name).get("ReservedConcurrentExecutions", NONE)
                reads = [mapping for mapping in self.mappings(name) if mapping["State"] not in ("Disabled", "Disabling")]
                self.client.tag_resource(Resource=arn, Tags={
                    RESERVED: str(set_before), SINCE: now.strftime("%Y-%m-%dT%H:%M:%SZ"), READ: "yes" if reads else "no"})
            self.client.put_function_concurrency(FunctionName=name, ReservedConcurrentExecutions=0)
            self.read(name, False)

    def settled(self, least: int | None = None) -> datetime:
        """When whoever was called before they were closed is over, for sure: their timeout, or as many seconds as are told."""
        ends = []
        for name in self.names:
            _, tags = self.tags(name)
            seconds = self.client.get_function_configuration(FunctionName=name)["Timeout"] if least is None else least
            since = datetime.strptime(tags[SINCE], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
            ends.append(since + timedelta(seconds=seconds + 1))
        return max(ends)

    def open(self) -> None:
        """Sets what was set before; tags go last, so that it can be done again."""
        for name in self.names:
            arn, tags = self.tags(name)
            if RESERVED not in tags:
                continue
            if tags[RESERVED] == NONE:
                self.client.delete_function_concurrency(FunctionName=name)
            else:
                self.client.put_function_concurrency(FunctionName=name, ReservedConcurrentExecutions=int(tags[RESERVED]))
            if tags[READ] == "yes":
                self.read(name, True)
            self.client.untag_resource(Resource=arn, TagKeys=[RESERVED, SINCE, READ])

    def tags(self, name: str) -> tuple[str, dict[str, str]]:
        arn = self.client.get_function_configuration(FunctionName=name)["FunctionArn"]
        return arn, self.client.list_tags(Resource=arn).get("Tags", {})

    def mappings(self, name: str) -> Iterator[dict]:
        for page in self.client.get_paginator("list_event_source_mappings").paginate(FunctionName=name):
            yield from page["EventSourceMappings"]

    def read(self, name: str, enabled: bool) -> None:
        """Has a function read its stream, or not; done when AWS says so."""
        wanted = "Enabled" if enabled else "Disabled"
        for mapping in self.mappings(name):
            state = mapping["State"]
            while state != wanted:
                # While a mapping changes, AWS takes no other change.
                if state in ("Enabled", "Disabled"):
                    self.client.update_event_source_mapping(UUID=mapping["UUID"], Enabled=enabled)
                self.sleep(2)
                state = self.client.get_event_source_mapping(UUID=mapping["UUID"])["State"]
