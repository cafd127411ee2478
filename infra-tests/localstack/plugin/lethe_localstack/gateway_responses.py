"""API Gateway's own answers as the API's OpenAPI document words them, as on AWS; LocalStack reads only
their statuses, and not from a document.

https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-gateway-responses.html
"""

import json
from collections.abc import Callable

from localstack.runtime import hooks

EXTENSION = "x-amazon-apigateway-gateway-responses"
HEADER = "gatewayresponse.header."
JSON = "application/json"
MESSAGE = "$context.error.messageString"


@hooks.on_infra_start(priority=100)
def honour() -> None:
    """Puts both halves in their places: reading the document, and answering by it."""
    from localstack.services.apigateway.legacy import provider
    from localstack.services.apigateway.next_gen.execute_api.handlers import gateway_exception

    provider.import_api_from_openapi_spec = reading(provider.import_api_from_openapi_spec)
    gateway_exception.GatewayExceptionHandler.create_exception_response = answer


def reading(import_api: Callable) -> Callable:
    """An import that also keeps the document's gateway responses."""
    from localstack.services.apigateway.models import apigateway_stores
    from localstack.services.apigateway.next_gen.execute_api.gateway_response import build_gateway_response

    def import_all(rest_api, context, open_api_spec, mode):
        imported = import_api(rest_api, context=context, open_api_spec=open_api_spec, mode=mode)
        kept = apigateway_stores[context.account_id][context.region].rest_apis[rest_api.id].gateway_responses
        for kind, told in open_api_spec.get(EXTENSION, {}).items():
            status = told.get("statusCode")
            kept[kind] = build_gateway_response(
                kind,
                status_code=None if status is None else str(status),
                response_parameters=told.get("responseParameters"),
                response_templates=told.get("responseTemplates"),
                default_response=False,
            )
        return imported

    return import_all


def answer(_, exception, context):
    """The answer to a request that API Gateway refuses."""
    from localstack.http import Response
    from localstack.services.apigateway.next_gen.execute_api.gateway_response import get_gateway_response_or_default

    worded = get_gateway_response_or_default(exception.type, context.deployment.rest_api.gateway_responses)
    headers = {"Content-Type": JSON, "x-amzn-ErrorType": exception.code}
    for name, value in (worded.get("responseParameters") or {}).items():
        headers[name.removeprefix(HEADER)] = value.strip("'")
    return Response(
        response=worded["responseTemplates"][JSON].replace(MESSAGE, json.dumps(exception.message)),
        headers=headers,
        status=int(worded.get("statusCode") or exception.status_code or 500),
    )
