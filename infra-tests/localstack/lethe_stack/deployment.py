"""Deploying template.yaml with the SAM CLI, as it is deployed to AWS."""

import os
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from xml.etree import ElementTree

from lethe_stack.certificate import certify
from lethe_stack.installation import SAM, python_of
from lethe_stack.project import REGION, ROOT, STACK_NAME, Failure, Instance, say, signed, tail, write
from lethe_stack.tools import require_jdk

STAGES_PATH = "_aws/execute-api"
PACKAGES_BUCKET = "lethe-packages"


def deploy(instance: Instance) -> None:
    """Builds and deploys the stack, and notes its outputs."""
    build = instance.folder / "build"
    instance.folder.mkdir(parents=True, exist_ok=True)
    sam(instance, "build", "--build-dir", str(build))
    settle(instance)
    make_packages_bucket(instance)
    sam(instance, "deploy", "--template-file", str(build / "template.yaml"), "--s3-bucket", PACKAGES_BUCKET)
    outputs = describe(instance)
    api = f"{instance.endpoint()}/{STAGES_PATH}/{outputs['ApiId']}/{outputs['ApiStage']}"
    write(instance.outputs, {
        **outputs,
        "apiUrl": api, "endpoint": instance.endpoint(), "region": REGION, "stackName": STACK_NAME,
    })
    certify(instance, outputs)


def sam(instance: Instance, command: str, *options: str) -> None:
    """Runs one command of the SAM CLI, in the environment that samconfig.toml calls `local`."""
    began = time.monotonic()
    log = instance.folder / f"sam-{command}.log"
    with log.open("w", encoding="utf-8") as output:
        done = subprocess.run(
            [str(python_of(SAM)), "-m", "samcli", command, "--config-file", str(ROOT / "samconfig.toml"),
             "--config-env", "local", *options],
            cwd=ROOT, env=environment(instance), stdin=subprocess.DEVNULL,
            stdout=output, stderr=subprocess.STDOUT,
        )
    if done.returncode != 0:
        raise Failure(f"{tail(log)}\n\nsam {command} failed. Its log is {log}")
    say(f"  sam {command} took {time.monotonic() - began:.0f} s")


def environment(instance: Instance) -> dict[str, str]:
    """The SAM CLI's environment: no profile and no credentials of the user's reach it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_") or name == "AWS_CA_BUNDLE"}
    return {
        **kept,
        "AWS_ENDPOINT_URL": instance.endpoint(),
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "JAVA_HOME": require_jdk(),
        "SAM_CLI_TELEMETRY": "0",
        "SAM_CLI_POLL_DELAY": "1",
    }


def cloudformation(instance: Instance, action: str) -> ElementTree.Element:
    """Calls CloudFormation about our stack."""
    request = urllib.request.Request(
        instance.endpoint(),
        data=f"Action={action}&StackName={STACK_NAME}&Version=2010-05-15".encode(),
        headers={"Content-Type": "application/x-www-form-urlencoded", **signed("cloudformation")},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return ElementTree.fromstring(answer.read())


def status(instance: Instance) -> str | None:
    """Our stack's status as CloudFormation tells it; nothing if there is no stack."""
    try:
        return cloudformation(instance, "DescribeStacks").findtext(".//{*}StackStatus")
    except urllib.error.HTTPError:
        return None


def make_packages_bucket(instance: Instance) -> None:
    """Makes the bucket that functions' packages go through; the SAM CLI's own way takes 15 seconds more."""
    request = urllib.request.Request(
        f"{instance.endpoint()}/{PACKAGES_BUCKET}", method="PUT", headers=signed("s3"))
    urllib.request.urlopen(request, timeout=60).close()


def settle(instance: Instance) -> None:
    """Waits until an interrupted deployment is over, and clears away one that failed or never began:
    LocalStack cannot deploy over it."""
    wait_until(lambda: not (status(instance) or "").endswith(("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS")))
    if (status(instance) or "").startswith(("CREATE_FAILED", "ROLLBACK", "REVIEW")):
        cloudformation(instance, "DeleteStack")
        wait_until(lambda: status(instance) in (None, "DELETE_COMPLETE"))


def wait_until(reached: Callable[[], bool]) -> None:
    """Waits, but not for ever: what comes next says what is wrong."""
    give_up = time.monotonic() + 120
    while not reached() and time.monotonic() < give_up:
        time.sleep(0.5)


def describe(instance: Instance) -> dict[str, str]:
    """The deployed stack's outputs."""
    answer = cloudformation(instance, "DescribeStacks")
    return {
        output.findtext("{*}OutputKey", ""): output.findtext("{*}OutputValue", "")
        for output in answer.iterfind(".//{*}Outputs/{*}member")
    }
