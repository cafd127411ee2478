"""Deploying template.yaml with the SAM CLI, as it is deployed to AWS."""

import json
import os
import re
import secrets
import subprocess
import time
import tomllib
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from lethe_stack.certificate import called, certify
from lethe_stack.installation import SAM, python_of
from lethe_stack.project import REGION, ROOT, STACK_NAME, Failure, Instance, say, signed, tail, write
from lethe_stack.tools import require_jdk

STAGES_PATH = "_aws/execute-api"
PACKAGES_BUCKET = "lethe-packages"

# Where a built template says which folder a function's package is.
CODE = re.compile(r"^(?P<field> +CodeUri: )(?P<folder>\w+)$", re.MULTILINE)

# The tests' stack ships its logs, to where nobody listens until a test does; people's does not.
SHIPS_LOGS = "test"
LOGS_TO = "https://localhost/logs"
LOGS_SECRET = "lethe-log-shipping"


def deploy(instance: Instance) -> None:
    """Builds and deploys the stack, and notes its outputs."""
    build = instance.folder / "build"
    instance.folder.mkdir(parents=True, exist_ok=True)
    sam(instance, "build", "--build-dir", str(build))
    share_packages(build)
    settle(instance)
    make_packages_bucket(instance)
    sam(instance, "deploy", "--template-file", str(build / "template.yaml"), "--s3-bucket", PACKAGES_BUCKET,
        *log_shipping(instance))
    outputs = describe(instance)
    api = f"{instance.endpoint()}/{STAGES_PATH}/{outputs['ApiId']}/{outputs['ApiStage']}"
    write(instance.outputs, {
        **outputs,
        "apiUrl": api, "endpoint": instance.endpoint(), "dynamoDbEndpoint": instance.dynamodb(),
        "region": REGION, "stackName": STACK_NAME,
    })
    certify(instance, outputs)


def share_packages(build: Path) -> None:
    """Has functions whose packages hold the same deployed from one of them: the SAM CLI builds one for each
    function, and packs and uploads each folder that the template names once."""
    template = build / "template.yaml"
    first: dict[frozenset, str] = {}

    def shared(line: re.Match) -> str:
        folder = first.setdefault(content(build / line["folder"]), line["folder"])
        return line["field"] + folder

    template.write_text(CODE.sub(shared, template.read_text(encoding="utf-8")), encoding="utf-8")


def content(package: Path) -> frozenset:
    """What a package holds: its files, libraries by their names and sizes, all else by its bytes."""
    return frozenset(
        (str(file.relative_to(package)), file.stat().st_size if file.suffix == ".jar" else file.read_bytes())
        for file in package.rglob("*") if file.is_file())


def log_shipping(instance: Instance) -> list[str]:
    """Options that switch it on, with a secret that is made for it; they take the place of all that samconfig.toml chooses."""
    if instance.name != SHIPS_LOGS:
        return []
    secret = called(instance, "secretsmanager", "secretsmanager.DescribeSecret", SecretId=LOGS_SECRET) or called(
        instance, "secretsmanager", "secretsmanager.CreateSecret", Name=LOGS_SECRET,
        ClientRequestToken=str(uuid.uuid4()), SecretString=json.dumps({"api_key": secrets.token_urlsafe(24)}))
    with (ROOT / "samconfig.toml").open("rb") as file:
        chosen = tomllib.load(file)["local"]["deploy"]["parameters"]["parameter_overrides"]
    return ["--parameter-overrides", f"{chosen} LogsTo={LOGS_TO} LogsSecretArn={secret['ARN']}"]


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
