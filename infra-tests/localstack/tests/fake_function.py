"""Plays a function's process: speaks the Lambda Runtime API and does what each event says.

An event is {"do": …}: answer, fail, sleep, exit, kill, print, die. INIT says how it starts: well, or not;
WRITES_AT_END, which file it writes when it is asked to end.
"""

import json
import os
import signal
import sys
import time
import urllib.request
from pathlib import Path

API = f"http://{os.environ['AWS_LAMBDA_RUNTIME_API']}/2018-06-01/runtime/"


def post(path: str, body: object) -> None:
    urllib.request.urlopen(urllib.request.Request(API + path, data=json.dumps(body).encode()))


def end(*_) -> None:
    Path(os.environ["WRITES_AT_END"]).write_text("archive", encoding="utf-8")
    sys.exit(143)


def start() -> None:
    print("starting", flush=True)
    if "WRITES_AT_END" in os.environ:
        signal.signal(signal.SIGTERM, end)
    match os.environ.get("INIT", "well"):
        case "error":
            post("init/error", {"errorType": "InitFailure", "errorMessage": "no table"})
            sys.exit(1)
        case "exit":
            sys.exit(7)


def serve() -> None:
    while True:
        with urllib.request.urlopen(API + "invocation/next") as given:
            request_id = given.headers["Lambda-Runtime-Aws-Request-Id"]
            event = json.load(given)
        print(f"got {event['do']}", flush=True)
        match event["do"]:
            case "answer":
                post(f"invocation/{request_id}/response", {"pid": os.getpid(), "env": dict(os.environ)})
            case "fail":
                post(f"invocation/{request_id}/error", {"errorType": "Failure", "errorMessage": "as told"})
                time.sleep(0.2)
                print("its stack trace", flush=True)  # AWS's runtime prints it after its answer.
            case "die":
                post(f"invocation/{request_id}/error", {"errorType": "OutOfMemory", "errorMessage": "as told"})
                time.sleep(0.2)
                sys.exit(0)  # As AWS's runtime does after an error that it cannot survive.
            case "sleep":
                time.sleep(event["seconds"])
                post(f"invocation/{request_id}/response", {"pid": os.getpid()})
            case "exit":
                os._exit(event["status"])
            case "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            case "print":
                print("x" * event["bytes"], flush=True)
                post(f"invocation/{request_id}/response", "y" * event.get("answer", 0))


start()
serve()
