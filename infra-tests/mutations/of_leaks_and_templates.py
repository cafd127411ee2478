"""What is logged and answered, and what is deployed."""

from mutation import of

LEAKS = [
    *of("C3", "Fault.java",
        ("messages of failures are logged", "FaultTest", "return failure.getClass().getName()", "return failure.toString()")),
    *of("C3", "ApiHandler.java",
        ("a failure is logged as it is", "ArchitectureTest",
         'Fault.log(log, "A request was not answered.", e);', 'log.error("A request was not answered.", e);')),
    *of("C3", "JsonBody.java",
        ("an answer repeats the body", "BodyReaderTest IngestHandlerTest",
         '"The body is not valid JSON" + place(e.getLocation())', "e.getMessage()")),
    *of("C6", "ApiKey.java",
        ("a key shows itself", "ApiKeyTest", 'return "ApiKey[…]";', "return text;")),
    *of("3, R3", "Identity.java",
        ("an identity shows itself", "PseudonymTest",
         'return "Identity[" + kind + "]";', 'return "Identity[" + kind + sha256 + "]";')),
    *of("3, R3", "SubjectKey.java",
        ("a subject's key shows itself", "KeyringTest",
         'return "SubjectKey[…]";', "return java.util.HexFormat.of().formatHex(key);")),
]

TEMPLATES = [
    *of("1, C3", "template.yaml",
        ("X-Ray is on", "test_template.py", "TracingEnabled: false", "TracingEnabled: true"),
        ("executions are logged with their data", "test_template.py", "DataTraceEnabled: false", "DataTraceEnabled: true"),
        ("paths are logged as they were called", "test_template.py", "$context.resourcePath", "$context.path")),
    *of("1, C3", "firewall.yaml",
        ("the firewall keeps samples", "test_edge.py",
         "SampledRequestsEnabled: false, CloudWatchMetricsEnabled: true, MetricName: rate",
         "SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: rate")),
    *of("8", "template.yaml",
        ("ingest may do anything to its tables", "test_permissions.py",
         "Action: dynamodb:BatchGetItem\n"
         "                Resource:\n"
         "                  - !GetAtt RegistryTable.Arn",
         "Action: dynamodb:*\n"
         "                Resource:\n"
         "                  - !GetAtt RegistryTable.Arn"),
        ("archive may do anything to the Vault", "test_permissions.py",
         "# The keys of subjects whose facts are to be sealed, or opened again.\n              - Effect: Allow\n                Action: dynamodb:BatchGetItem\n",
         "# The keys of subjects whose facts are to be sealed, or opened again.\n              - Effect: Allow\n                Action: dynamodb:*\n"),
        ("ingest may write to any stream", "test_permissions.py",
         "Action: kinesis:PutRecords\n"
         "                Resource: !GetAtt Stream.Arn",
         "Action: kinesis:PutRecords\n"
         '                Resource: "*"'),
        ("control may write to subjects", "test_permissions.py", 'Condition: &keysOfApplications\n                  ForAllValues:StringNotLike:\n                    dynamodb:LeadingKeys: "*#*"',
         'Condition: &keysOfApplications\n                  ForAllValues:StringNotLike:\n                    dynamodb:LeadingKeys: "x"'),
        ("anybody takes in customers", "test_template.py",
         "# The operator's alone.\n            Auth: &operatorsAlone\n              Authorizer: AWS_IAM\n",
         "# The operator's alone.\n            Auth: &operatorsAlone\n              Authorizer: NONE\n"),
        ("anybody ends customers", "test_template.py",
         "            Method: POST\n            Path: /v1/customers/{customer}/termination\n            Auth: *operatorsAlone\n",
         "            Method: POST\n            Path: /v1/customers/{customer}/termination\n")),
    *of("3, R3", "template.yaml",
        ("the Vault has backups", "test_retention.py",
         "PointInTimeRecoveryEnabled: false\n"
         "      SSESpecification: *encrypted\n"
         "\n"
         "  # Applications' keys are kept",
         "PointInTimeRecoveryEnabled: true\n"
         "      SSESpecification: *encrypted\n"
         "\n"
         "  # Applications' keys are kept"),
        ("the Ledger has backups", "test_retention.py",
         "PointInTimeRecoveryEnabled: false\n"
         "      SSESpecification: &encrypted",
         "PointInTimeRecoveryEnabled: true\n"
         "      SSESpecification: &encrypted"),
        ("results of queries stay for a week", "test_retention.py", "- Id: a-day\n            Status: Enabled\n            ExpirationInDays: 1\n", "- Id: a-day\n            Status: Enabled\n            ExpirationInDays: 7\n")),
    *of("U7, T2", "template.yaml",
        ("the access log is shipped", "test_logs.py",
         "{ LogGroupName: !Ref IngestLog, FilterPattern", "{ LogGroupName: !Ref AccessLog, FilterPattern"),
        ("all that is shipped is kept once more", "test_logs.py", "S3BackupMode: FailedDataOnly", "S3BackupMode: AllData"),
        ("logs that were not taken stay for two years", "test_retention.py",
         "- Id: sixty-days\n            Status: Enabled\n            ExpirationInDays: !Ref LogDays\n",
         "- Id: sixty-days\n            Status: Enabled\n            ExpirationInDays: !Ref AccessLogDays\n"),
        ("who ships logs reads what was not taken", "test_logs.py",
         "Action: [s3:AbortMultipartUpload, s3:PutObject]\n                Resource: !Sub ${UndeliveredLogsBucket.Arn}/*",
         "Action: [s3:AbortMultipartUpload, s3:GetObject, s3:PutObject]\n                Resource: !Sub ${UndeliveredLogsBucket.Arn}/*")),
    *of("8, U3", "template.yaml",
        ("who queries reads all of the archive's bucket", "test_queries.py",
         "            Action: s3:GetObject\n"
         "            Resource: !Sub ${ArchiveBucket.Arn}/lines/*",
         "            Action: s3:GetObject\n"
         "            Resource: !Sub ${ArchiveBucket.Arn}/*"),
        ("results of queries may be anywhere", "test_queries.py",
         "EnforceWorkGroupConfiguration: true", "EnforceWorkGroupConfiguration: false")),
    *of("6, T9", "template.yaml",
        ("queries find what is past its time", "test_queries.py", "NOW-91DAYS,NOW", "2026-01-01,NOW")),
    *of("C6", "docs/openapi.yaml",
        ("a body has no example", "test_openapi_complete.py", "            example: { name: Tablet }\n", ""),
        ("a form takes any field", "test_openapi_complete.py",
         "    RotationForm:\n      type: object\n      additionalProperties: false\n", "    RotationForm:\n      type: object\n"),
        ("it is not told that there is no such path for who does not sign", "test_openapi_complete.py",
         "        application/json:\n"
         "          schema: { $ref: \"#/components/schemas/Error\" }\n"
         "          example: { code: not_found, message: No such path. }\n", "")),
]
