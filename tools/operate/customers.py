"""Taking in customers, by the API's route for the operator, signed with the user's AWS credentials.

https://docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.exceptions import NoCredentialsError
from botocore.httpsession import URLLib3Session
from botocore.utils import get_environ_proxies

from operate import Failure

SERVICE = "execute-api"


@dataclass(frozen=True)
class Api:
    """The stack's API: its address, with the stage, and who calls it."""

    url: str
    session: boto3.Session

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """What is answered with 201. Raises Failure with what is said otherwise."""
        return self._called("POST", path, json.dumps(body).encode(), 201)

    def get(self, path: str) -> dict[str, Any]:
        """What is answered with 200. Raises Failure with what is said otherwise."""
        return self._called("GET", path, None, 200)

    def delete(self, path: str) -> dict[str, Any]:
        """What is answered with 200. Raises Failure with what is said otherwise."""
        return self._called("DELETE", path, None, 200)

    def _called(self, method: str, path: str, body: bytes | None, expected: int) -> dict[str, Any]:
        credentials = self.session.get_credentials()
        if credentials is None:
            raise NoCredentialsError
        request = AWSRequest(
            method=method,
            url=self.url.rstrip("/") + path,
            data=body,
            headers={"Content-Type": "application/json"} if body else {},
        )
        SigV4Auth(credentials, SERVICE, self.session.region_name).add_auth(request)
        answer = URLLib3Session(proxies=get_environ_proxies(request.url)).send(request.prepare())
        try:
            told = json.loads(answer.content)
        except ValueError:
            told = {}
        if answer.status_code == expected:
            return told
        why = told.get("detail") or told.get("message") or "nothing more is said"
        raise Failure(f"It was answered {answer.status_code}: {why}")


def take_in(api: Api, name: str, email: str) -> Iterator[str]:
    """Takes in a customer, and says what to hand on."""
    made = api.post("/v1/customers", {"company": name, "email": email})
    yield f"customer:   {made['customerId']}"
    yield f"secret key: {made['secretKey']}"
    yield "Nobody can show the key again: hand it on by a way that only the customer reads."
