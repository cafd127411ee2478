"""What is packed once; the tests' stack ships its logs, and is otherwise deployed as people's is."""

import json
import re
import tomllib

import pytest
from lethe_stack import deployment
from lethe_stack.project import ROOT, Instance

CHOSEN = tomllib.loads((ROOT / "samconfig.toml").read_text())["local"]["deploy"]["parameters"]["parameter_overrides"]


def package(build, name, handler="handler", size=3):
    (build / name / "lib").mkdir(parents=True)
    (build / name / "Handler.class").write_text(handler)
    (build / name / "lib/some.jar").write_bytes(b"x" * size)
    return f"  {name}:\n    Properties:\n      CodeUri: {name}\n      Timeout: 3\n"


def test_packages_that_hold_the_same_are_deployed_once(tmp_path):
    functions = [package(tmp_path, "First"), package(tmp_path, "Same"), package(tmp_path, "Other", handler="other"),
                 package(tmp_path, "Updated", size=4)]
    (tmp_path / "template.yaml").write_text("Resources:\n" + "".join(functions))
    deployment.share_packages(tmp_path)
    told = (tmp_path / "template.yaml").read_text()
    assert re.findall("CodeUri: (.*)", told) == ["First", "First", "Other", "Updated"]
    assert told.count("Timeout: 3") == 4
    deployment.share_packages(tmp_path)
    assert (tmp_path / "template.yaml").read_text() == told


@pytest.fixture
def secrets(monkeypatch):
    """Secrets Manager in memory: by name."""
    kept = {}

    def called(instance, service, action, **told):
        if action.endswith("CreateSecret"):
            kept[told["Name"]] = told["SecretString"]
            return {"ARN": f"arn:{told['Name']}"}
        return {"ARN": f"arn:{told['SecretId']}"} if told["SecretId"] in kept else None

    monkeypatch.setattr(deployment, "called", called)
    return kept


def test_peoples_stack_ships_nothing(secrets):
    assert deployment.log_shipping(Instance("run")) == []
    assert secrets == {}


def test_the_tests_stack_ships_and_is_set_like_peoples_otherwise(secrets):
    _, chosen = deployment.log_shipping(Instance("test"))
    assert chosen == f"{CHOSEN} LogsTo=https://localhost/logs LogsSecretArn=arn:lethe-log-shipping"
    assert len(json.loads(secrets["lethe-log-shipping"])["api_key"]) >= 32


def test_its_secret_is_made_once(secrets):
    first = deployment.log_shipping(Instance("test"))
    key = dict(secrets)
    assert deployment.log_shipping(Instance("test")) == first
    assert secrets == key
