"""Who has signed a call is told as API Gateway tells it, and of nobody else."""

from types import SimpleNamespace

import pytest
from lethe_localstack.signed_callers import naming_callers

SIGNED = ("AWS4-HMAC-SHA256 Credential=alice/20261127/eu-central-1/execute-api/aws4_request, "
          "SignedHeaders=host;x-amz-date, Signature=00")


def identity(headers: dict[str, str]) -> dict[str, str | None]:
    context = SimpleNamespace(account_id="000000000000", invocation_request={"headers": headers})
    return naming_callers(lambda of: {"identity": {"sourceIp": "127.0.0.1", "userArn": None}})(context)["identity"]


def test_who_has_signed_is_told():
    assert identity({"Authorization": SIGNED}) == {
        "sourceIp": "127.0.0.1", "accessKey": "alice", "accountId": "000000000000", "caller": "alice",
        "user": "alice", "userArn": "arn:aws:iam::000000000000:user/alice"}


@pytest.mark.parametrize("headers", [
    {}, {"Authorization": "Bearer lethe_sk_1"}, {"Authorization": SIGNED.replace("execute-api", "s3")},
    {"Authorization": "x " + SIGNED},
], ids=["nothing", "a key", "another service", "no signature"])
def test_of_nobody_else_anything_is_told(headers):
    assert identity(headers) == {"sourceIp": "127.0.0.1", "userArn": None}
