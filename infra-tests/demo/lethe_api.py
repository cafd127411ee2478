"""Lethe's own APIs over plain HTTP, as far as the demonstration needs them."""

import json
import urllib.request


class LetheApi:
    """The deployed API.

    url: the stage included, such as http://127.0.0.1:4566/_aws/execute-api/abc/live
    """

    def __init__(self, url: str) -> None:
        self.url = url

    def new_customer(self, company: str, email: str) -> dict:
        """Takes in a customer; on AWS the operator signs this call."""
        return self._call("/v1/customers", {"company": company, "email": email})

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

    def _call(self, path: str, body: dict | None, secret_key: str | None = None, method: str | None = None) -> dict:
        headers = {"Content-Type": "application/json"}
        if secret_key:
            headers["Authorization"] = f"Bearer {secret_key}"
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(
                urllib.request.Request(self.url + path, data, headers, method=method), timeout=60) as answer:
            return json.load(answer)
