"""Recovering the Vault: the function is called until it is done, and a failure is told."""

import io
import json

import pytest
from botocore.response import StreamingBody
from fakes import stubbed
from operate import Failure
from operate.recovery import Recovery, recover


def answer(status: str, recovered: int, subjects: int, ended: int) -> dict:
    text = json.dumps({"status": status, "recovered": recovered, "subjects": subjects, "ended": ended}).encode()
    return {"StatusCode": 200, "Payload": StreamingBody(io.BytesIO(text), len(text))}


def called(stubber, answered: dict) -> None:
    stubber.add_response("invoke", answered, {"FunctionName": "recovery", "Payload": b"{}"})


def test_it_is_called_until_it_is_done():
    said = []
    with stubbed("lambda") as stubber:
        called(stubber, answer("to be continued", 1, 450_000, 0))
        called(stubber, answer("done", 1, 7, 2))
        recover(Recovery(stubber.client, "recovery"), said.append)
    assert said == [
        "1 application served again, rights of 450,000 subjects put back, to be continued",
        "1 application served again, rights of 7 subjects put back; 2 applications ended before",
    ]


def test_a_failure_is_told():
    with stubbed("lambda") as stubber:
        called(stubber, {"FunctionError": "Unhandled", **answer("done", 0, 0, 0)})
        with pytest.raises(Failure, match="Its log says at what"):
            recover(Recovery(stubber.client, "recovery"), print)
