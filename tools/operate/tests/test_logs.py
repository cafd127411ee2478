"""Shipping logs again: what is taken is deleted, what is not stays."""

import base64
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO

import pytest
from fakes import Calls, PowerCut, stubbed
from operate import Failure
from operate.logs import Receiver, Undelivered, receiver_of, ship_again

KEY = "key-of-the-service"
RECORD = base64.b64encode(b"zipped lines").decode()


@contextmanager
def service(*answers: tuple[int, str | None]):
    """A service on loopback; its answers, and then that all is taken. None echoes the request's id."""
    came = []
    said = list(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            came.append((dict(self.headers), body))
            status, text = said.pop(0) if said else (200, None)
            self.send_response(status)
            self.end_headers()
            self.wfile.write((text if text is not None else json.dumps({"requestId": body["requestId"], "timestamp": 1})).encode())

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Receiver(f"http://127.0.0.1:{server.server_port}/?type=lethe", KEY, "arn:of-the-stream"), came
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class InMemoryUndelivered:
    def __init__(self, *names: str, calls: Calls | None = None):
        self.kept = {name: [RECORD, name] for name in names}
        self.calls = calls or Calls()

    def names(self) -> list[str]:
        return sorted(self.kept)

    def records(self, name: str) -> list[str]:
        return self.kept[name]

    def delete(self, name: str) -> None:
        self.calls.run(lambda: self.kept.pop(name))


def shipped(undelivered, receiver) -> list[str]:
    told = []
    ship_again(undelivered, receiver, told.append)
    return told


def test_an_object_goes_as_firehose_would_send_it():
    with service() as (receiver, came):
        assert shipped(InMemoryUndelivered("2026/1"), receiver) == ["1 object shipped, 0 objects left"]
    [(headers, body)] = came
    assert headers["X-Amz-Firehose-Access-Key"] == KEY
    assert headers["X-Amz-Firehose-Request-Id"] == body["requestId"]
    assert headers["X-Amz-Firehose-Source-Arn"] == "arn:of-the-stream"
    assert body["records"] == [{"data": RECORD}, {"data": "2026/1"}]


@pytest.mark.parametrize("answer", [(503, None), (200, "OK"), (200, '{"requestId":"another"}'), (200, "[]")])
def test_what_is_not_taken_stays_and_nothing_behind_it_is_sent(answer):
    undelivered = InMemoryUndelivered("a", "b", "c")
    told = []
    with service((200, None), answer) as (receiver, came), pytest.raises(Failure, match="did not take them"):
        ship_again(undelivered, receiver, told.append)
    assert undelivered.names() == ["b", "c"]
    assert len(came) == 2
    assert told == ["1 object shipped, 2 objects left"]


def test_a_service_that_is_away_takes_nothing():
    undelivered = InMemoryUndelivered("a")
    with pytest.raises(Failure, match="could not be reached"):
        shipped(undelivered, Receiver("http://127.0.0.1:1/", KEY, "arn"))
    assert undelivered.names() == ["a"]


@pytest.mark.parametrize("cut", range(7))
def test_killed_anywhere_nothing_is_lost(cut):
    undelivered = InMemoryUndelivered("a", "b", "c", calls=Calls(cut))
    with service() as (receiver, came):
        try:
            shipped(undelivered, receiver)
        except PowerCut:
            undelivered.calls = Calls()
            shipped(undelivered, receiver)
    assert undelivered.names() == []
    assert {body["records"][1]["data"] for _, body in came} == {"a", "b", "c"}


def test_objects_are_read_line_by_line_and_the_oldest_first():
    lines = "".join(json.dumps({"errorCode": "x", "rawData": data}) + "\n" for data in ("b25l", "dHdv"))
    with stubbed("s3") as s3:
        s3.add_response("list_objects_v2", {"Contents": [{"Key": "a"}, {"Key": "b"}]}, {"Bucket": "bucket"})
        s3.add_response("get_object", {"Body": BytesIO(lines.encode())}, {"Bucket": "bucket", "Key": "a"})
        s3.add_response("delete_object", {}, {"Bucket": "bucket", "Key": "a"})
        undelivered = Undelivered(s3.client, "bucket")
        assert undelivered.names() == ["a", "b"]
        assert undelivered.records("a") == ["b25l", "dHdv"]
        undelivered.delete("a")


def test_where_to_and_with_which_key_is_as_firehose_has_it():
    described = {
        "DeliveryStreamName": "lethe-logs", "DeliveryStreamARN": "arn:of-the-stream", "DeliveryStreamStatus": "ACTIVE",
        "DeliveryStreamType": "DirectPut", "VersionId": "1", "HasMoreDestinations": False,
        "Destinations": [{"DestinationId": "d", "HttpEndpointDestinationDescription": {
            "EndpointConfiguration": {"Url": "https://logs.example/"},
            "SecretsManagerConfiguration": {"Enabled": True, "SecretARN": "arn:of-a-secret-in-this-account"},
        }}],
    }
    with stubbed("firehose") as firehose, stubbed("secretsmanager") as secrets:
        firehose.add_response("describe_delivery_stream", {"DeliveryStreamDescription": described},
                              {"DeliveryStreamName": "lethe-logs"})
        secrets.add_response("get_secret_value", {"SecretString": '{"api_key":"k"}'},
                             {"SecretId": "arn:of-a-secret-in-this-account"})
        assert receiver_of(firehose.client, secrets.client, "lethe-logs") == Receiver("https://logs.example/", "k", "arn:of-the-stream")
