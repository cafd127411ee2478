"""Lethe's own APIs over plain HTTP, as far as the demonstration needs them."""

import json
import urllib.error
import urllib.request


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Shows where a redirection leads instead of following it with the key."""

    def redirect_request(self, *_: object) -> None:
        return None


# On AWS the operator signs; the local gateway takes from it who calls, and does not look at the signature.
_SIGNED = (
    "AWS4-HMAC-SHA256 Credential=operator/20261128/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=00"
)


class LetheApi:
    """The deployed API.

    url: the stage included, such as http://127.0.0.1:4566/_aws/execute-api/abc/live
    """

    def __init__(self, url: str) -> None:
        self.url = url

    def new_customer(self, company: str, email: str) -> dict:
        """Takes in a customer, as the operator does."""
        return self._call("/v1/customers", {"company": company, "email": email}, authorization=_SIGNED)

    def new_application(self, secret_key: str, name: str) -> dict:
        """Makes an application of the customer's."""
        return self._call("/v1/apps", {"name": name}, secret_key)

    def switch_on(self, app: str, secret_key: str, feature: str) -> None:
        """Switches a feature of an application on, with the attestation that this asks for."""
        attestation = {"attestedBy": "make run", "lawfulBasis": "consent", "textVersion": "1"}
        self._call(f"/v1/apps/{app}/features/{feature}", attestation, secret_key, "PUT")

    def events(self, app: str, secret_key: str, **question: str) -> dict[str, dict[str, int]]:
        """Statistics of events: the number of each day, for each series."""
        return {
            key: {value["t"]: value["n"] for value in values}
            for key, values in self.statistic(app, secret_key, "events", **question).items()
        }

    def statistic(self, app: str, secret_key: str, name: str, **question: str) -> dict[str, list[dict]]:
        """What a statistic says, value by value, for each series: `{"t": "2026-11-24", "n": 12, …}`."""
        query = "&".join(f"{parameter}={value}" for parameter, value in question.items())
        answer = self._call(f"/v1/apps/{app}/insights/{name}?{query}", None, secret_key)
        return {series["key"]: series["values"] for series in answer["series"]}

    def ask_for_right(self, secret_key: str, request: dict) -> None:
        """Sends a request of a subject, in the form of OpenDSR."""
        self._call("/v2/requests", request, secret_key)

    def status(self, secret_key: str, request: str) -> dict:
        """How far a request is."""
        return self._call(f"/v2/requests/{request}", None, secret_key)

    def receipt(self, secret_key: str, request: str) -> bytes:
        """The receipt of an erasure that is done, as it was signed."""
        return self._get(f"/v2/requests/{request}/receipt", secret_key)

    def certificate(self) -> bytes:
        """The certificate that answers and receipts are signed under."""
        return self._get("/v2/certificate.pem")

    def results(self, secret_key: str, request: str) -> bytes:
        """The package of an access request. It is behind a link, which takes no key."""
        path = f"/v2/requests/{request}/results"
        question = urllib.request.Request(self.url + path, headers={"Authorization": f"Bearer {secret_key}"})
        try:
            with urllib.request.build_opener(_NoRedirect).open(question, timeout=60) as answer:
                raise RuntimeError(f"There is no link: {answer.status}")
        except urllib.error.HTTPError as answer:
            if answer.code != 303:
                raise
            with urllib.request.urlopen(answer.headers["Location"], timeout=60) as package:
                return package.read()

    def _get(self, path: str, secret_key: str | None = None) -> bytes:
        headers = {"Authorization": f"Bearer {secret_key}"} if secret_key else {}
        with urllib.request.urlopen(urllib.request.Request(self.url + path, headers=headers), timeout=60) as answer:
            return answer.read()

    def _call(
        self,
        path: str,
        body: dict | None,
        secret_key: str | None = None,
        method: str | None = None,
        authorization: str | None = None,
    ) -> dict:
        headers = {"Content-Type": "application/json"}
        if secret_key:
            authorization = f"Bearer {secret_key}"
        if authorization:
            headers["Authorization"] = authorization
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(
                urllib.request.Request(self.url + path, data, headers, method=method), timeout=60) as answer:
            return json.load(answer)
