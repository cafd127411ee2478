"""What S3 is asked, and what its answers mean."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from botocore.exceptions import ClientError
from botocore.response import StreamingBody
from fakes import stubbed
from operate.failures import Failures, Gone, Left, Listed, place
from operate.records import Record

LABEL = "AbCdEfGhIjKlMnOpQrSt_-"
KEY = f"undecodable/{LABEL}/000000000003/1"
OBJECT = {"Bucket": "bucket", "Key": KEY}
CONDITION = {**OBJECT, "IfMatch": '"1"'}
RECORD = Record(KEY, '"1"', "of somebody", b"who it is")


@pytest.fixture
def s3():
    with stubbed("s3") as client:
        yield client


def failures(s3) -> Failures:
    return Failures(s3.client, "bucket")


def listed() -> Listed:
    return Listed(KEY, 1, datetime.now(UTC))


def found(data: bytes, lane: str = "of somebody") -> dict:
    return {"ETag": '"1"', "Metadata": {"lane": lane}, "ContentLength": len(data),
            "Body": StreamingBody(BytesIO(data), len(data))}


def test_all_pages_are_listed(s3):
    moment = datetime.now(UTC)
    asked = {"Bucket": "bucket", "Prefix": "undecodable/"}
    s3.add_response("list_objects_v2", {
        "IsTruncated": True, "NextContinuationToken": "more",
        "Contents": [{"Key": "1", "Size": 5, "LastModified": moment}]}, asked)
    s3.add_response("list_objects_v2", {
        "IsTruncated": False, "Contents": [{"Key": "2", "Size": 6, "LastModified": moment}]},
        {**asked, "ContinuationToken": "more"})
    assert failures(s3).objects("undecodable/") == [Listed("1", 5, moment), Listed("2", 6, moment)]


def test_a_bucket_may_be_empty(s3):
    s3.add_response("list_objects_v2", {"IsTruncated": False})
    assert failures(s3).objects("undecodable/") == []


def test_an_object_is_read_as_it_is_now(s3):
    s3.add_response("get_object", found(b"who it is"), OBJECT)
    assert failures(s3).read(listed()) == RECORD


def test_an_object_that_has_grown_since_it_was_listed_stays(s3):
    s3.add_response("get_object", found(b"x" * (1024 * 1024 - 10)), OBJECT)
    with pytest.raises(Left, match="larger than a record may be"):
        failures(s3).read(listed())


def test_an_object_that_is_not_there_any_more_is_gone(s3):
    s3.add_client_error("get_object", "NoSuchKey")
    with pytest.raises(Gone):
        failures(s3).read(listed())
    s3.add_client_error("head_object", "404")
    with pytest.raises(Gone):
        failures(s3).check(listed())


def test_only_what_was_read_is_deleted(s3):
    s3.add_response("delete_object", {}, CONDITION)
    failures(s3).delete(RECORD)


@pytest.mark.parametrize("code", ["PreconditionFailed", "ConditionalRequestConflict"])
def test_what_was_changed_meanwhile_stays(s3, code):
    s3.add_client_error("delete_object", code, expected_params=CONDITION)
    with pytest.raises(Left, match="changed meanwhile"):
        failures(s3).delete(RECORD)


def test_what_is_deleted_already_is_no_matter(s3):
    s3.add_client_error("delete_object", "NoSuchKey", expected_params=CONDITION)
    failures(s3).delete(RECORD)


def test_what_may_not_be_deleted_is_a_failure(s3):
    s3.add_client_error("delete_object", "AccessDenied", expected_params=CONDITION)
    with pytest.raises(ClientError):
        failures(s3).delete(RECORD)


def test_localstack_is_asked_first(s3):
    s3.add_client_error("delete_object", "NotImplemented", expected_params=CONDITION)
    s3.add_response("head_object", {"ETag": '"1"'}, OBJECT)
    s3.add_response("delete_object", {}, OBJECT)
    failures(s3).delete(RECORD)
    s3.add_client_error("delete_object", "NotImplemented", expected_params=CONDITION)
    s3.add_response("head_object", {"ETag": '"2"'}, OBJECT)
    with pytest.raises(Left, match="changed meanwhile"):
        failures(s3).delete(RECORD)


def test_a_records_text_says_nothing_personal():
    assert "who it is" not in repr(RECORD) and "of somebody" not in repr(RECORD)


def test_a_place_is_told_without_whose_it_is():
    assert place(KEY) == "undecodable/…/000000000003/1"
    assert place("undecodable/nobody/000000000003/1") == "undecodable/nobody/000000000003/1"
    of_lambda = "aws/lambda/b1946ac9-2492-4d23-8a9f-0d2c5b1e7a60/shardId-000000000003/2026/11/26/2026-11-26T05.00.00-1"
    assert place(of_lambda) == of_lambda
