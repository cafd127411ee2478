"""The templates as their tests read them: what is in them, and what of it a deployment gets."""

from pathlib import Path

import pytest
from cfnlint.decode import cfn_yaml

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "template.yaml"
FIREWALL = ROOT / "firewall.yaml"

LETHE = cfn_yaml.load(str(TEMPLATE))
RESOURCES = LETHE["Resources"]


def of_type(*types: str) -> dict[str, dict]:
    """The template's resources of some types, by name."""
    return {name: r for name, r in RESOURCES.items() if r["Type"] in types}


def each(*types: str):
    """A test parameter for each resource of some types."""
    found = of_type(*types)
    assert found, f"the template has no {types}"
    return pytest.mark.parametrize("name, resource", found.items(), ids=found.keys())


def as_list(value) -> list:
    return value if isinstance(value, list) else [value]


def statements() -> list[tuple[str, dict]]:
    """Every statement of every role's policies, with the role's name; and of policies for roles that are not ours, with theirs."""
    within = [
        (name, policy)
        for name, role in of_type("AWS::IAM::Role").items()
        for policy in role["Properties"].get("Policies", [])
    ]
    beside = [
        (policy["Properties"]["RoleName"]["Ref"], policy["Properties"])
        for policy in of_type("AWS::IAM::RolePolicy").values()
    ]
    shared = [
        (role["Ref"], policy["Properties"])
        for policy in of_type("AWS::IAM::Policy").values()
        for role in policy["Properties"]["Roles"]
    ]
    for_others = [(name, policy["Properties"]) for name, policy in of_type("AWS::IAM::ManagedPolicy").items()]
    return [(role, statement) for role, policy in within + beside + shared + for_others for statement in policy["PolicyDocument"]["Statement"]]


def allowed(resource: str) -> dict[str, set[str]]:
    """Which actions each role may do to a resource."""
    found: dict[str, set[str]] = {}
    for role, statement in statements():
        if {"Fn::GetAtt": [resource, "Arn"]} in as_list(statement["Resource"]):
            found.setdefault(role, set()).update(as_list(statement["Action"]))
    return found


def of_bucket(bucket: str) -> dict[str, set[str]]:
    """Which actions each role may do to a bucket or in it."""
    found: dict[str, set[str]] = {}
    for role, statement in statements():
        if f"{bucket}.Arn" in str(statement["Resource"]) or f"'{bucket}', 'Arn'" in str(statement["Resource"]):
            found.setdefault(role, set()).update(as_list(statement["Action"]))
    return found


class Deployment:
    """The template with the parameters of one deployment, in one region."""

    def __init__(self, region: str, **parameters: str):
        unknown = parameters.keys() - LETHE["Parameters"].keys()
        assert not unknown, f"the template has no parameters {unknown}"
        defaults = {name: parameter["Default"] for name, parameter in LETHE["Parameters"].items()}
        self.references = {**defaults, **parameters, "AWS::Region": region, "AWS::NoValue": None}

    def resources(self) -> set[str]:
        """The conditional resources that it has."""
        return {name for name, r in RESOURCES.items() if "Condition" in r and self.has(r["Condition"])}

    def refused_by(self) -> set[str]:
        """The template's rules that it breaks: CloudFormation refuses it."""
        return {
            name
            for name, rule in LETHE["Rules"].items()
            if self.value(rule.get("RuleCondition", True))
            and not all(self.value(assertion["Assert"]) for assertion in rule["Assertions"])
        }

    def has(self, condition: str) -> bool:
        return self.value(LETHE["Conditions"][condition])

    def value(self, expression):
        """What an expression comes to; attributes stay as they are written."""
        if not isinstance(expression, dict) or len(expression) != 1:
            return expression
        [(function, of)] = expression.items()
        match function:
            case "Ref":
                return self.references[of]
            case "Condition":
                return self.has(of)
            case "Fn::Equals":
                return self.value(of[0]) == self.value(of[1])
            case "Fn::Not":
                return not self.value(of[0])
            case "Fn::And":
                return all(self.value(each_of) for each_of in of)
            case "Fn::Or":
                return any(self.value(each_of) for each_of in of)
            case "Fn::If":
                return self.value(of[1] if self.has(of[0]) else of[2])
        return expression
