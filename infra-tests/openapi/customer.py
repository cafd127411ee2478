"""A customer that was taken in by the document's own examples, and what of its own stands where they name something."""

import functools
import json

import requests
from contract import OPERATIONS, bodies, parameters, schemes, sent, success
from picture import CHECKSUM, PNG

# What an example answer calls like this is what later examples mean by it.
SECRET_KEY = success("POST /v1/customers")[1][0]["secretKey"]
WRITE_KEY = success("POST /v1/apps")[1][0]["writeKey"]
DOMAIN = "privacy.example.com"

OPERATORS = "awsSignature"
SIGNED = "AWS4-HMAC-SHA256 Credential=alice/20261127/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=00"

# What must be done before an operation does well: what it is about is made by itself.
FIRST = {
    "GET /v1/apps/{app}/termination": ["POST /v1/apps/{app}/termination"],
    "DELETE /v1/apps/{app}/termination": ["POST /v1/apps/{app}/termination"],
    "GET /v1/customers/{customer}/termination": ["POST /v1/customers/{customer}/termination"],
    "DELETE /v1/customers/{customer}/termination": ["POST /v1/customers/{customer}/termination"],
    # Time to cancel a request in.
    "DELETE /v2/requests/{id}": ["PATCH /v1/apps/{app}"],
    "DELETE /v1/opengdpr_requests/{id}": ["PATCH /v1/apps/{app}"],
}


@functools.cache
def domain() -> str:
    """The domain that answers are signed for."""
    return OPERATIONS["GET /v2/discovery"].Case().call(timeout=60).headers["x-opendsr-processor-domain"][0]


class Customer:
    """Has an application, and what an operation is about."""

    def __init__(self, label: str):
        form = json.dumps(bodies("POST /v1/screenshots")[0])
        offered = json.loads(form)
        self.places = {
            str(offered["contentLength"]): str(len(PNG)),
            offered["checksumSha256"]: CHECKSUM,
            DOMAIN: domain(),
        }
        self.does("POST /v1/customers")
        self.does("POST /v1/apps")
        if "screenshots" in label:
            self.switches_on("screenshots")
        for before in FIRST.get(label, []):
            self.does(before)
        for maker in makers(label):
            answer = self.does(maker)
            if "upload" in answer:
                upload = answer["upload"]
                requests.put(upload["url"], PNG, headers=upload["headers"], timeout=60).raise_for_status()

    def does(self, label: str) -> dict:
        """Does what an operation has for an example."""
        case = self.case(label, bodies(label)[0])
        response = sent(case, self.headers(label))
        status, told = success(label)
        assert response.status_code == status, f"{label}: {response.status_code} {response.text}"
        answer = response.json()
        for example in told:
            self.learn(example, answer)
        return answer

    def switches_on(self, feature: str) -> None:
        label = "PUT /v1/apps/{app}/features/{feature}"
        case = self.case(label, bodies(label)[0])
        case.path_parameters["feature"] = feature
        assert sent(case, self.headers(label)).status_code == success(label)[0]

    def learn(self, example: dict, answer: dict) -> None:
        """What the answer has where the example has what later examples name."""
        for field, value in example.items():
            if isinstance(value, str) and value in NAMED and field in answer:
                self.places.setdefault(value, answer[field])

    def meant(self, value):
        """An example with what is this customer's in it."""
        text = json.dumps(value)
        for named, own in self.places.items():
            text = text.replace(named, own)
        return json.loads(text)

    def case(self, label: str, body):
        """The request that an operation has for an example."""
        content = {} if body is None else {"body": self.meant(body), "media_type": "application/json"}
        named = {"path_parameters": self.meant(parameters(label)), "query": self.meant(parameters(label, "query"))}
        return OPERATIONS[label].Case(**named, **content)

    def headers(self, label: str) -> dict[str, str]:
        """Shows who calls. That somebody of the operator's has signed is taken on trust by this stack's gateway."""
        if OPERATORS in schemes(label):
            return {"Authorization": SIGNED}
        key = {"secretKey": SECRET_KEY, "writeKeyAsToken": WRITE_KEY}
        shown = [self.places[key[scheme]] for scheme in sorted(schemes(label) & key.keys())]
        return {"Authorization": f"Bearer {shown[0]}"} if shown else {}


def makers(label: str) -> list[str]:
    """The operations that make what a path is about, the outermost first: `POST /v1/keys` for `/v1/keys/{key}/rotation`."""
    steps = label.split(" ", 1)[1].split("/")
    found = []
    for place, step in enumerate(steps):
        maker = "POST " + "/".join(steps[:place])
        if step.startswith("{") and maker in OPERATIONS and maker not in ("POST /v1/customers", "POST /v1/apps"):
            found.append(maker)
    return found


NAMED = {SECRET_KEY, WRITE_KEY} | {example for label in OPERATIONS for example in parameters(label).values()}
