"""Says who has signed a call of the API, as API Gateway does where a route asks for AWS credentials (IAM);
LocalStack lets everybody in there, and says of nobody who it is. That a signature is right is not looked at.

https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
"""

import re
from collections.abc import Callable

from localstack.runtime import hooks

# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
SIGNED = re.compile(r"AWS4-HMAC-SHA256 Credential=([A-Za-z0-9_-]{1,128})/\d{8}/[a-z0-9-]+/execute-api/aws4_request,")


@hooks.on_infra_start()
def tell_who_has_signed() -> None:
    """Adds it to what a function is told of a call."""
    from localstack.services.apigateway.next_gen.execute_api.handlers.parse import InvocationRequestParser

    InvocationRequestParser.create_context_variables = staticmethod(
        naming_callers(InvocationRequestParser.create_context_variables))


def naming_callers(context_variables: Callable) -> Callable:
    """The same variables, with the ARN of whoever has signed: a user's, called by its access key."""

    def named(context):
        variables = context_variables(context)
        signed = SIGNED.match(context.invocation_request["headers"].get("Authorization", ""))
        if signed:
            user = signed.group(1)
            arn = f"arn:aws:iam::{context.account_id}:user/{user}"
            variables["identity"] |= {"accessKey": user, "accountId": context.account_id, "caller": user,
                                      "user": user, "userArn": arn}
        return variables

    return named
