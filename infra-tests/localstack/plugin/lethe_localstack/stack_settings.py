"""Sets what a template says of how long log groups and buckets keep what they hold, and of tables'
backups: LocalStack's CloudFormation creates them without.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-rule.html
"""

from collections.abc import Callable

from localstack.runtime import hooks

# CloudFormation's words for a rule's parts, and S3's.
RULE_PARTS: dict[str, Callable] = {
    "Id": lambda value: {"ID": value},
    "Status": lambda value: {"Status": value},
    "ExpirationInDays": lambda days: {"Expiration": {"Days": int(days)}},
    "NoncurrentVersionExpiration": lambda told: {
        "NoncurrentVersionExpiration": {"NoncurrentDays": int(told["NoncurrentDays"])}
    },
    "AbortIncompleteMultipartUpload": lambda told: {
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": int(told["DaysAfterInitiation"])}
    },
    "ExpiredObjectDeleteMarker": lambda value: {"Expiration": {"ExpiredObjectDeleteMarker": bool(value)}},
}


@hooks.on_infra_start()
def settle_as_told() -> None:
    """Adds what is missing to the providers of the three resources."""
    from localstack.services.dynamodb.resource_providers.aws_dynamodb_table import DynamoDBTableProvider
    from localstack.services.logs.resource_providers.aws_logs_loggroup import LogsLogGroupProvider
    from localstack.services.s3.resource_providers.aws_s3_bucket import S3BucketProvider

    LogsLogGroupProvider.create = then(LogsLogGroupProvider.create, keep_logs)
    S3BucketProvider.create = then(S3BucketProvider.create, keep_objects)
    DynamoDBTableProvider.create = then(DynamoDBTableProvider.create, keep_backups)


def then(create: Callable, settle: Callable) -> Callable:
    """A creation after which something is set, as soon as the resource is there."""
    from localstack.services.cloudformation.resource_provider import OperationStatus

    def create_and_settle(self, request):
        done = create(self, request)
        if done.status == OperationStatus.SUCCESS:
            settle(done.resource_model, request.aws_client_factory)
        return done

    return create_and_settle


def keep_logs(group: dict, clients) -> None:
    """For as many days as the group's resource says."""
    if days := group.get("RetentionInDays"):
        clients.logs.put_retention_policy(logGroupName=group["LogGroupName"], retentionInDays=int(days))


def keep_objects(bucket: dict, clients) -> None:
    """By the rules of the bucket's resource."""
    if told := bucket.get("LifecycleConfiguration"):
        clients.s3.put_bucket_lifecycle_configuration(
            Bucket=bucket["BucketName"],
            LifecycleConfiguration={"Rules": [rule(one) for one in told["Rules"]]},
        )


def rule(told: dict) -> dict:
    """A rule in S3's words.

    Raises KeyError for a part that is not known here: a rule without it would say something else.
    """
    said = {"Filter": {"Prefix": told.get("Prefix", "")}}
    for part, value in told.items():
        if part != "Prefix":
            said |= RULE_PARTS[part](value)
    return said


def keep_backups(table: dict, clients) -> None:
    """As the table's resource says."""
    if told := table.get("PointInTimeRecoverySpecification"):
        clients.dynamodb.update_continuous_backups(
            TableName=table["TableName"],
            PointInTimeRecoverySpecification={
                "PointInTimeRecoveryEnabled": str(told["PointInTimeRecoveryEnabled"]).lower() == "true"
            },
        )
