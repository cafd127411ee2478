"""Firehose's HTTP deliveries: what is sent, what counts as taken, and what becomes of the rest."""

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace

import pytest
from lethe_localstack import firehose_http
from lethe_localstack.firehose_http import Outbox, Refused, Stream, Waiting

BATCH = [Waiting(base64.b64encode(line).decode(), 1_700_000_000_000) for line in (b"one", b"two")]


class Receiver(BaseHTTPRequestHandler):
    """Answers what it is told to, and keeps what came."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.came.append((dict(self.headers), body))
        status = self.server.statuses.pop(0) if self.server.statuses else 200
        answer = json.dumps({"requestId": body["requestId"], "timestamp": 1}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *arguments):
        """Nothing."""


@pytest.fixture
def receiver():
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    server.came, server.statuses = [], []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


class FakeS3:
    def __init__(self):
        self.objects = []

    def put_object(self, **told):
        self.objects.append(told)


def a_stream(url: str, s3=None, **settings) -> Stream:
    endpoint = {
        "EndpointConfiguration": {"Url": url},
        "SecretsManagerConfiguration": {"Enabled": "true", "SecretARN": "arn:of-a-secret"},
        "S3Configuration": {"BucketARN": "arn:aws:s3:::a-bucket"},
        **settings,
    }
    described = {
        "DeliveryStreamARN": "arn:of-a-stream", "VersionId": "1",
        "Destinations": [{"HttpEndpointDestinationDescription": endpoint}],
    }

    class Known(Stream):
        def clients(self):
            secrets = SimpleNamespace(get_secret_value=lambda SecretId: {"SecretString": f'{{"api_key":"key of {SecretId}"}}'})
            return SimpleNamespace(secretsmanager=secrets, s3=s3)

    return Known("000000000000", "us-east-1", "a-stream", lambda: described)


def address(server) -> str:
    return f"http://127.0.0.1:{server.server_port}/logs"


def test_a_batch_goes_as_one_request_with_the_secrets_key(receiver):
    firehose_http.deliver(a_stream(address(receiver)), BATCH)
    [(headers, body)] = receiver.came
    assert headers["X-Amz-Firehose-Access-Key"] == "key of arn:of-a-secret"
    assert headers["X-Amz-Firehose-Request-Id"] == body["requestId"]
    assert (headers["X-Amz-Firehose-Protocol-Version"], headers["X-Amz-Firehose-Source-Arn"]) == ("1.0", "arn:of-a-stream")
    assert [base64.b64decode(record["data"]) for record in body["records"]] == [b"one", b"two"]


def test_a_key_may_be_set_without_a_secret(receiver):
    stream = a_stream(address(receiver), SecretsManagerConfiguration=None)
    stream.endpoint()["EndpointConfiguration"]["AccessKey"] = "set"
    firehose_http.deliver(stream, BATCH)
    assert receiver.came[0][0]["X-Amz-Firehose-Access-Key"] == "set"


def test_what_is_refused_is_tried_again_as_the_same_request_and_not_kept(receiver):
    receiver.statuses = [503, 429]
    s3, pauses = FakeS3(), []
    firehose_http.deliver(a_stream(address(receiver), s3), BATCH, pauses.append)
    assert pauses == [1.0, 2.0]
    assert len({body["requestId"] for _, body in receiver.came}) == 1 < len(receiver.came)
    assert s3.objects == []


def test_what_is_not_taken_for_long_is_kept_record_by_record(receiver):
    receiver.statuses = [401] * 10
    s3, pauses = FakeS3(), []
    firehose_http.deliver(a_stream(address(receiver), s3, RetryOptions={"DurationInSeconds": 4}), BATCH, pauses.append)
    assert pauses == [1.0, 2.0]
    [kept] = s3.objects
    assert kept["Bucket"] == "a-bucket"
    assert kept["Key"].startswith("http-endpoint-failed/20")
    lines = [json.loads(line) for line in kept["Body"].decode().splitlines()]
    assert [base64.b64decode(line["rawData"]) for line in lines] == [b"one", b"two"]
    assert {(line["errorCode"], line["attemptsMade"]) for line in lines} == {("HttpEndpoint.DestinationException", 3)}
    assert "401" in lines[0]["errorMessage"]


def test_where_nobody_listens_it_is_kept_too():
    s3 = FakeS3()
    firehose_http.deliver(a_stream("https://localhost:1/", s3, RetryOptions={"DurationInSeconds": 0}), BATCH)
    assert '"HttpEndpoint.ConnectionFailed"' in s3.objects[0]["Body"].decode()


@pytest.mark.parametrize(
    "status, kind, text, is_taken",
    [
        (200, "application/json", '{"requestId":"r","timestamp":1}', True),
        (200, "application/json; charset=utf-8", '{"requestId":"r","timestamp":1}', True),
        (200, "text/html", '{"requestId":"r","timestamp":1}', False),
        (200, "application/json", '{"requestId":"another","timestamp":1}', False),
        (200, "application/json", '{"requestId":"r"}', False),
        (200, "application/json", "OK", False),
        (200, "application/json", "[]", False),
        (202, "application/json", '{"requestId":"r","timestamp":1}', False),
    ],
)
def test_only_an_answer_by_the_specification_takes_a_request(status, kind, text, is_taken):
    judged = firehose_http.judged("r", status, kind, text)
    assert (judged is None) if is_taken else isinstance(judged, Refused)


def test_records_wait_for_the_buffers_time_or_until_it_is_full(monkeypatch):
    monkeypatch.setattr(firehose_http, "now", lambda: 1_000_000)
    outbox = Outbox(a_stream("http://127.0.0.1:1/"))
    hints = {"BufferingHints": {"IntervalInSeconds": "60", "SizeInMBs": "1"}}
    outbox.put([Waiting("AAAA", 1_000_000 - 59_999)])
    assert outbox.due(hints) == []
    outbox.put([Waiting("A" * (1 << 21), 1_000_000)])
    assert len(outbox.due(hints)) == 2
    outbox.put([Waiting("AAAA", 1_000_000 - 60_000)])
    assert len(outbox.due(hints)) == 1
    assert outbox.due(hints) == []


def test_only_http_endpoints_are_gathered_for(receiver):
    put = firehose_http.gathering(lambda self, account, region, name, records: "LocalStack's")
    streams = {
        "http": a_stream(address(receiver), BufferingHints={"IntervalInSeconds": 0, "SizeInMBs": 1}).described(),
        "s3": {"DeliveryStreamARN": "arn:other", "Destinations": [{"S3DestinationDescription": {}}]},
    }
    streams["http"]["Destinations"][0]["HttpEndpointDestinationDescription"]["SecretsManagerConfiguration"] = None
    provider = SimpleNamespace(get_store=lambda account, region: SimpleNamespace(delivery_streams=streams))
    assert put(provider, "000000000000", "us-east-1", "s3", [{"Data": b"b25l"}]) == "LocalStack's"
    assert len(put(provider, "000000000000", "us-east-1", "http", [{"Data": b"b25l"}, {"data": "dHdv"}])) == 2
    deadline = threading.Event()
    for _ in range(50):
        if receiver.came:
            break
        deadline.wait(0.1)
    assert [record["data"] for record in receiver.came[0][1]["records"]] == ["b25l", "dHdv"]
    del streams["http"]


def test_how_it_is_put_into_localstack(monkeypatch):
    from localstack.services.firehose import provider

    for name in ("convert_http_config_to_desc", "convert_http_update_to_desc"):
        monkeypatch.setattr(provider, name, getattr(provider, name))
    monkeypatch.setattr(provider.FirehoseProvider, "_put_records", provider.FirehoseProvider._put_records)
    firehose_http.deliver_to_http_endpoints()
    assert provider.convert_http_config_to_desc({"S3Configuration": {}}) == {"S3Configuration": {}}
    assert provider.convert_http_config_to_desc(None) is None
    update = {"S3Update": {"BucketARN": "b"}, "RetryOptions": {}}
    assert provider.convert_http_update_to_desc(update) == {"S3Configuration": {"BucketARN": "b"}, "RetryOptions": {}}
    assert provider.FirehoseProvider._put_records.__name__ == "put_or_gather"
