"""Whatever comes, in the form of docs/openapi.yaml or not, the answer is one that the document tells of, and no failure.

schemathesis makes the requests: the examples, each bound of each field and a step beyond it, and others at random, the same at each run.
"""

import functools
import itertools

from contract import CHECKS, SCHEMA, parameters, sent
from customer import Customer
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import negative_data_rejection

# One of those that are read by the same code.
FUZZED = SCHEMA.exclude(path_regex="/$").exclude(path_regex="^/v1/(identify|screen|page|group|alias|import|b|optin)$")

# What is not of the form is refused; of what SDKs send, what cannot be read is passed over.
FORMS = [negative_data_rejection]

# Of so many requests one keeps the path that it was made with; the others are about what is there.
ASTRAY = 4


@functools.cache
def customer(label: str) -> Customer:
    """One for each operation: what it ends, revokes or uses up is nobody else's."""
    return Customer(label)


@functools.cache
def number(label: str) -> itertools.count:
    return itertools.count(1)


def is_the_local_gateways(response) -> bool:
    """LocalStack fails by itself at a form without a boundary, before a function is called; API Gateway looks into no body."""
    sent_as = response.request.headers.get("Content-Type")
    return sent_as == "multipart/form-data" and response.text == "Error in apigateway invocation: list index out of range"


@FUZZED.parametrize()
@settings(
    max_examples=5,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
def test_every_answer_is_documented(case):
    label = case.operation.label
    asking = customer(label)
    if next(number(label)) % ASTRAY:
        case.path_parameters = {**case.path_parameters, **asking.meant(parameters(label))}
    response = sent(case, asking.headers(label))
    if not is_the_local_gateways(response):
        case.validate_response(response, checks=CHECKS + FORMS * ("tracking" not in case.operation.tags))
