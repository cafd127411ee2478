"""DynamoDB Local and kinesis-local in place of what LocalStack would download."""

import os
from pathlib import Path

from localstack.runtime import hooks


@hooks.on_infra_start(priority=100)
def substitute() -> None:
    """Puts both in their places, before any service starts."""
    substitute_dynamodb()
    substitute_kinesis()


def substitute_dynamodb() -> None:
    """AWS's own DynamoDB Local, from Maven Central."""
    from localstack.services.dynamodb import packages, server

    libraries = Path(os.environ["LETHE_DYNAMODB"])
    java_home = os.environ["LETHE_JAVA_HOME"]

    class Installed:
        def install(self, *arguments) -> None:
            """Is done."""

        def get_java_env_vars(self) -> dict[str, str]:
            return {"JAVA_HOME": java_home}

    def command(self: server.DynamodbServer) -> list[str]:
        return [
            f"{java_home}/bin/java", "-Xmx512m", "--enable-native-access=ALL-UNNAMED",
            f"-Djava.library.path={libraries}", "-cp", f"{libraries}/*",
            "software.amazon.dynamodb.services.local.main.ServerRunner", "-port", str(self.port), "-inMemory",
        ]

    server.DynamodbServer._create_shell_command = command
    packages.dynamodblocal_package.get_installer = lambda *arguments: Installed()


def substitute_kinesis() -> None:
    """kinesis-local, the very kinesis-mock that LocalStack uses, from npm."""
    from localstack.services.kinesis import packages

    class Installed:
        def get_executable_path(self) -> str:
            return os.environ["LETHE_KINESIS"]

    packages.kinesismock_package.install = lambda *arguments: None
    packages.kinesismock_package.get_installer = lambda *arguments: Installed()
