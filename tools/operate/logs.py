"""Shipping logs again that the outside service did not take (docs/logs.md).

They go straight to it, not through Firehose: what it refuses once more stays where it is, and ends on its day. An object is
deleted only after it was taken, so nothing is lost wherever this ends; the service may get a request twice.

https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html
"""

import json
import os
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from botocore.awsrequest import AWSRequest
from botocore.exceptions import BotoCoreError
from botocore.httpsession import URLLib3Session
from botocore.utils import get_environ_proxies

from operate import Failure
from operate.redrive import counted


class Undelivered:
    """The bucket of what was not taken: objects of lines, each a record with why it was refused."""

    def __init__(self, s3, bucket: str):
        self.s3 = s3
        self.bucket = bucket

    def names(self) -> list[str]:
        """Of all objects, the oldest first: their names begin with the hour."""
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=self.bucket)
        return [found["Key"] for page in pages for found in page.get("Contents", [])]

    def records(self, name: str) -> list[str]:
        """What is in an object, each record in base64."""
        text = self.s3.get_object(Bucket=self.bucket, Key=name)["Body"].read().decode()
        return [json.loads(line)["rawData"] for line in text.splitlines()]

    def delete(self, name: str) -> None:
        self.s3.delete_object(Bucket=self.bucket, Key=name)


@dataclass(frozen=True)
class Receiver:
    """The outside service, as Firehose reaches it."""

    url: str
    key: str
    stream: str

    def take(self, records: list[str]) -> None:
        """Sends records in one request. Raises Failure if they are not taken."""
        request = str(uuid.uuid4())
        body = {"requestId": request, "timestamp": int(time.time() * 1000), "records": [{"data": data} for data in records]}
        asked = AWSRequest(method="POST", url=self.url, data=json.dumps(body).encode(), headers={
            "Content-Type": "application/json",
            "X-Amz-Firehose-Protocol-Version": "1.0",
            "X-Amz-Firehose-Request-Id": request,
            "X-Amz-Firehose-Source-Arn": self.stream,
            "X-Amz-Firehose-Access-Key": self.key,
        }).prepare()
        try:
            answer = URLLib3Session(
                verify=os.environ.get("AWS_CA_BUNDLE", True), proxies=get_environ_proxies(self.url), timeout=180
            ).send(asked)
        except BotoCoreError:
            raise Failure("The service could not be reached.") from None
        if answer.status_code != 200 or not acknowledges(answer.content, request):
            raise Failure(f"The service did not take them: it answered {answer.status_code}.")


def acknowledges(content: bytes, request: str) -> bool:
    """Whether an answer is one to a request."""
    try:
        return json.loads(content)["requestId"] == request
    except (ValueError, KeyError, TypeError):
        return False


def receiver_of(firehose, secrets, stream: str) -> Receiver:
    """Where a delivery stream delivers to, and the key that it shows there."""
    described = firehose.describe_delivery_stream(DeliveryStreamName=stream)["DeliveryStreamDescription"]
    told = described["Destinations"][0]["HttpEndpointDestinationDescription"]
    secret = secrets.get_secret_value(SecretId=told["SecretsManagerConfiguration"]["SecretARN"])
    key = json.loads(secret["SecretString"])["api_key"]
    return Receiver(told["EndpointConfiguration"]["Url"], key, described["DeliveryStreamARN"])


def ship_again(undelivered: Undelivered, receiver: Receiver, tell: Callable[[str], None]) -> None:
    """Ships all that is kept, and ends at what is not taken."""
    names = undelivered.names()
    shipped = 0
    try:
        for name in names:
            receiver.take(undelivered.records(name))
            undelivered.delete(name)
            shipped += 1
    finally:
        tell(f"{counted(shipped, 'object')} shipped, {counted(len(names) - shipped, 'object')} left")
