"""The failures bucket: records that were passed over, each with its lane in the object's metadata.

They are named `undecodable/AbCdEfGhIjKlMnOpQrStUv/000000000003/4959…`: by label (or `nobody`), shard and sequence number.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from botocore.exceptions import ClientError

from operate.records import LARGEST_RECORD, LONGEST_LANE, Record

# As long as the bucket keeps anything; its lifecycle deletes some time later.
KEPT = timedelta(days=30)

NO_LANE = "it does not say in which lane it was"
TOO_LARGE = "it is larger than a record may be"
PAST_ITS_TIME = "its 30 days are over"
CHANGED = "it was changed meanwhile"

LANE = "lane"

# In an object's name.
LABEL = re.compile(r"(?<=/)[A-Za-z0-9_-]{22}(?=/)")


@dataclass(frozen=True)
class Listed:
    """An object, before it is read."""

    key: str
    size: int
    modified: datetime


class Left(Exception):
    """An object that stays as it is, and why."""


class Gone(Exception):
    """An object that is not there any more."""


class Failures:
    def __init__(self, s3, bucket: str):
        self.s3 = s3
        self.bucket = bucket

    def objects(self, prefix: str) -> list[Listed]:
        """All objects under a prefix: label by label, and each label's in their order."""
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix)
        return [Listed(found["Key"], found["Size"], found["LastModified"])
                for page in pages for found in page.get("Contents", [])]

    def check(self, listed: Listed) -> None:
        """Raises what `read` would, without reading."""
        check_listed(listed)
        lane_of(self._call(self.s3.head_object, listed.key))

    def read(self, listed: Listed) -> Record:
        """An object as it is now."""
        check_listed(listed)
        found = self._call(self.s3.get_object, listed.key)
        lane = lane_of(found)
        if found["ContentLength"] + len(lane.encode()) > LARGEST_RECORD:
            raise Left(TOO_LARGE)
        return Record(listed.key, found["ETag"], lane, found["Body"].read())

    def delete(self, record: Record) -> None:
        """Deletes an object if it is still what was read."""
        try:
            self.s3.delete_object(Bucket=self.bucket, Key=record.key, IfMatch=record.version)
        except ClientError as e:
            match e.response["Error"]["Code"]:
                case "NoSuchKey" | "404":
                    pass
                case "PreconditionFailed" | "ConditionalRequestConflict":
                    raise Left(CHANGED) from e
                case "NotImplemented":
                    self._look_and_delete(record)
                case _:
                    raise

    def _look_and_delete(self, record: Record) -> None:
        """For LocalStack, whose S3 has no conditional deletes."""
        try:
            found = self._call(self.s3.head_object, record.key)
        except Gone:
            return
        if found["ETag"] != record.version:
            raise Left(CHANGED)
        self.s3.delete_object(Bucket=self.bucket, Key=record.key)

    def _call(self, call, key: str) -> dict:
        try:
            return call(Bucket=self.bucket, Key=key)
        except ClientError as e:
            if e.response["Error"]["Code"] in ("NoSuchKey", "404"):
                raise Gone from e
            raise


def check_listed(listed: Listed) -> None:
    if listed.modified + KEPT <= datetime.now(UTC):
        raise Left(PAST_ITS_TIME)
    if listed.size > LARGEST_RECORD:
        raise Left(TOO_LARGE)


def lane_of(found: dict) -> str:
    lane = found["Metadata"].get(LANE, "")
    if not 0 < len(lane) <= LONGEST_LANE:
        raise Left(NO_LANE)
    return lane


def place(key: str) -> str:
    """An object's name without whose it is, as it may be told."""
    return LABEL.sub("…", key, count=1)
