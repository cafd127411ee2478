"""What docs/openapi.yaml has for examples is taken as it stands there, with what is a customer's own in its places."""

import pytest
from contract import CHECKS, OPERATIONS, bodies, sent, success
from customer import Customer

# What takes a week, a work that must be done, or what nobody here makes: seen in `OpenApiTest`, and in the tests named.
ELSEWHERE = {
    "POST /v1/apps/{app}/encryption-keys",
    # `TerminationOnTheStackTest`, `CustomerTerminationTest`
    "POST /v1/apps/{app}/termination/collection",
    "GET /v1/apps/{app}/termination/receipt",
    "GET /v1/customers/{customer}/termination/receipt",
    # `RightsTest`
    "GET /v2/requests/{id}/receipt",
    "GET /v1/opengdpr_requests/{id}/receipt",
    "GET /v2/requests/{id}/results",
    "GET /v1/opengdpr_requests/{id}/results",
}


def examples() -> list:
    """Each example of each operation, with its place among them."""
    return [
        pytest.param(label, number, id=f"{label} {number}" if number else label)
        for label in OPERATIONS
        if label not in ELSEWHERE
        for number in range(len(bodies(label)))
    ]


@pytest.mark.parametrize("label, number", examples())
def test_an_example_is_answered_as_it_says(label, number):
    customer = Customer(label)
    case = customer.case(label, bodies(label)[number])
    response = sent(case, customer.headers(label))
    assert response.status_code == success(label)[0], response.text
    case.validate_response(response, checks=CHECKS)


def test_what_is_seen_elsewhere_takes_no_body():
    assert ELSEWHERE <= OPERATIONS.keys()
    assert all(bodies(label) == [None] for label in ELSEWHERE)
