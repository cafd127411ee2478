"""Firehose delivers to HTTP endpoints as on AWS: gathered, with the access key, tried again, and what was not
taken is kept in S3. LocalStack posts each record at once and without a key, and drops what is refused.

https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html
https://docs.aws.amazon.com/firehose/latest/dev/retry.html
"""

import json
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from localstack.runtime import hooks

# The shortest and the longest time between two attempts.
PAUSES = (1.0, 30.0)
# For as long as Firehose waits for an answer.
PATIENCE = 180.0
BETWEEN_LOOKS = 0.2
DEFAULT_BUFFER = {"IntervalInSeconds": 60, "SizeInMBs": 5}
DEFAULT_RETRY = {"DurationInSeconds": 300}


@dataclass(frozen=True)
class Waiting:
    """A record: its data in base64, and when it came, in milliseconds."""

    data: str
    came: int


@dataclass(frozen=True)
class Refused:
    """Why a receiver did not take a request."""

    code: str
    message: str


@hooks.on_infra_start()
def deliver_to_http_endpoints() -> None:
    """Gathers what is for HTTP endpoints; all other destinations stay LocalStack's."""
    from localstack.services.firehose import provider

    provider.convert_http_config_to_desc = lambda told: told and dict(told)
    # LocalStack puts an update in the place of what was set before, and would drop where failures go.
    provider.convert_http_update_to_desc = lambda told: told and {
        "S3Configuration" if name == "S3Update" else name: value for name, value in told.items()
    }
    provider.FirehoseProvider._put_records = gathering(provider.FirehoseProvider._put_records)


def gathering(put: Callable) -> Callable:
    """Puts records in their stream's outbox if it is for an HTTP endpoint."""
    outboxes: dict[str, Outbox] = {}
    lock = threading.Lock()

    def put_or_gather(self, account, region, name, records):
        stream = Stream(account, region, name, lambda: self.get_store(account, region).delivery_streams.get(name))
        if stream.endpoint() is None:
            return put(self, account, region, name, records)
        with lock:
            outbox = outboxes.get(stream.arn())
            if outbox is None or not outbox.is_alive():
                outbox = outboxes[stream.arn()] = Outbox(stream)
                outbox.start()
        outbox.put([Waiting(as_text(each.get("Data") or each.get("data")), now()) for each in records])
        return [{"RecordId": str(uuid.uuid4())} for _ in records]

    return put_or_gather


@dataclass(frozen=True)
class Stream:
    """A delivery stream as it is set at the moment; nothing once it is deleted."""

    account: str
    region: str
    name: str
    described: Callable[[], dict | None]

    def endpoint(self) -> dict | None:
        for destination in (self.described() or {}).get("Destinations", []):
            if told := destination.get("HttpEndpointDestinationDescription"):
                return told
        return None

    def arn(self) -> str:
        return self.described()["DeliveryStreamARN"]

    def clients(self):
        from localstack.aws.connect import connect_to

        return connect_to(aws_access_key_id=self.account, region_name=self.region)


class Outbox(threading.Thread):
    """What waits to be delivered: for the buffer's time, or until the buffer is full."""

    def __init__(self, stream: Stream):
        super().__init__(daemon=True, name=f"firehose-{stream.name}")
        self.stream = stream
        self.lock = threading.Lock()
        self.waiting: list[Waiting] = []

    def put(self, records: list[Waiting]) -> None:
        with self.lock:
            self.waiting += records

    def run(self) -> None:
        while endpoint := self.stream.endpoint():
            if batch := self.due(endpoint):
                # One that is tried again holds up nothing that comes behind it.
                threading.Thread(target=deliver, args=(self.stream, batch), daemon=True).start()
            time.sleep(BETWEEN_LOOKS)

    def due(self, endpoint: dict) -> list[Waiting]:
        hints = DEFAULT_BUFFER | (endpoint.get("BufferingHints") or {})
        with self.lock:
            size = sum(len(record.data) for record in self.waiting) * 3 // 4
            is_full = size >= int(hints["SizeInMBs"]) << 20
            if not self.waiting or not (is_full or now() - self.waiting[0].came >= int(hints["IntervalInSeconds"]) * 1000):
                return []
            batch, self.waiting = self.waiting, []
            return batch


def deliver(stream: Stream, batch: list[Waiting], pause: Callable[[float], None] = time.sleep) -> None:
    """Sends a batch, again if it is not taken, and keeps it at last; each attempt goes by how the stream is set then."""
    request, attempts, tried_for, wait = str(uuid.uuid4()), 0, 0.0, PAUSES[0]
    while endpoint := stream.endpoint():
        attempts += 1
        refused = attempt(stream, endpoint, request, batch)
        if refused is None:
            return
        allowed = float((DEFAULT_RETRY | (endpoint.get("RetryOptions") or {}))["DurationInSeconds"])
        if tried_for + wait > allowed:
            keep(stream, endpoint, batch, attempts, refused)
            return
        pause(wait)
        tried_for, wait = tried_for + wait, min(wait * 2, PAUSES[1])


def attempt(stream: Stream, endpoint: dict, request: str, batch: list[Waiting]) -> Refused | None:
    """Sends a batch once; says why if it was not taken."""
    import requests
    from botocore.exceptions import ClientError

    url = endpoint["EndpointConfiguration"]["Url"]
    headers = {
        "Content-Type": "application/json",
        "X-Amz-Firehose-Protocol-Version": "1.0",
        "X-Amz-Firehose-Request-Id": request,
        "X-Amz-Firehose-Source-Arn": stream.arn(),
    }
    try:
        if key := access_key(stream, endpoint):
            headers["X-Amz-Firehose-Access-Key"] = key
    except ClientError as e:
        return Refused(f"SecretsManager.{e.response['Error']['Code']}", "The access key could not be read.")
    body = {"requestId": request, "timestamp": now(), "records": [{"data": record.data} for record in batch]}
    try:
        # What listens on this machine has a certificate that nobody issued.
        answer = requests.post(url, data=json.dumps(body), headers=headers, timeout=PATIENCE, allow_redirects=False,
                               verify=urlsplit(url).hostname not in ("localhost", "127.0.0.1"))
    except requests.Timeout:
        return Refused("HttpEndpoint.RequestTimeout", "The endpoint did not answer in time.")
    except requests.RequestException:
        return Refused("HttpEndpoint.ConnectionFailed", "The endpoint could not be reached.")
    return judged(request, answer.status_code, answer.headers.get("Content-Type", ""), answer.text)


def judged(request: str, status: int, kind: str, text: str) -> Refused | None:
    """What Firehose makes of an answer."""
    if status != 200:
        told = f"The following response was received from the endpoint destination. {status}: {text[:1000]}"
        return Refused("HttpEndpoint.DestinationException", told)
    try:
        said = json.loads(text)
        if kind.split(";")[0] == "application/json" and said["requestId"] == request and int(said["timestamp"]) > 0:
            return None
    except (ValueError, KeyError, TypeError):
        pass
    return Refused("HttpEndpoint.InvalidResponseFromDestination", "The response received from the endpoint is invalid.")


def access_key(stream: Stream, endpoint: dict) -> str | None:
    """The key that a receiver knows the stream by: of its secret, or as it is set."""
    told = endpoint.get("SecretsManagerConfiguration") or {}
    if str(told.get("Enabled")).lower() != "true":
        return endpoint["EndpointConfiguration"].get("AccessKey")
    secret = stream.clients().secretsmanager.get_secret_value(SecretId=told["SecretARN"])
    return json.loads(secret["SecretString"])["api_key"]


def keep(stream: Stream, endpoint: dict, batch: list[Waiting], attempts: int, refused: Refused) -> None:
    """Writes what was not taken, a line for each record."""
    told = endpoint["S3Configuration"]
    version = stream.described()["VersionId"]
    prefix = told.get("ErrorOutputPrefix") or ""
    at = datetime.now(UTC)
    lines = [
        json.dumps({
            "attemptsMade": attempts, "arrivalTimestamp": record.came, "errorCode": refused.code,
            "errorMessage": refused.message, "attemptEndingTimestamp": now(), "rawData": record.data,
        })
        for record in batch
    ]
    stream.clients().s3.put_object(
        Bucket=told["BucketARN"].rpartition(":")[2],
        Key=f"{prefix}http-endpoint-failed/{at:%Y/%m/%d/%H}/{stream.name}-{version}-{at:%Y-%m-%d-%H-%M-%S}-{uuid.uuid4()}",
        Body=("\n".join(lines) + "\n").encode(),
    )


def as_text(data: bytes | str) -> str:
    return data.decode() if isinstance(data, bytes) else data


def now() -> int:
    """The time in milliseconds."""
    return time.time_ns() // 1_000_000
