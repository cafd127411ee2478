"""DynamoDB Local and kinesis-local in place of what LocalStack would download."""

import os
from pathlib import Path

from localstack.runtime import hooks

from lethe_localstack.tied_process import mark, tied

HERE = Path(__file__).parent


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
        return tied([
            f"{java_home}/bin/java", "-Xmx512m", "--enable-native-access=ALL-UNNAMED", f"-D{mark()}", *direct(),
            f"-Djava.io.tmpdir={os.environ['TMPDIR']}", f"-Djava.library.path={libraries}", "-cp", f"{libraries}/*",
            str(HERE / "LoopbackDynamoDb.java"), "-port", str(self.port), "-inMemory",
        ])

    server.DynamodbServer._create_shell_command = command
    packages.dynamodblocal_package.get_installer = lambda *arguments: Installed()


def direct() -> list[str]:
    """What makes DynamoDB Local answer the functions itself, in LocalStack's account and region."""
    from localstack import config
    from localstack.constants import AWS_REGION_US_EAST_1, DEFAULT_AWS_ACCOUNT_ID
    from localstack.services.dynamodb.utils import get_ddb_access_key

    return [
        f"-Dlethe.direct.port={os.environ['LETHE_DYNAMODB_PORT']}",
        f"-Dlethe.direct.gateway=http://127.0.0.1:{config.GATEWAY_LISTEN[0].port}/",
        f"-Dlethe.direct.key={get_ddb_access_key(DEFAULT_AWS_ACCOUNT_ID, AWS_REGION_US_EAST_1)}",
    ]


def substitute_kinesis() -> None:
    """kinesis-local, the very kinesis-mock that LocalStack uses, from npm."""
    from localstack.services.kinesis import packages
    from localstack.services.kinesis.kinesis_mock_server import KinesisMockNodeServer

    class Installed:
        def get_executable_path(self) -> str:
            return os.environ["LETHE_KINESIS"]

    def command(self: KinesisMockNodeServer) -> tuple[list[str], dict]:
        node = ["node", "--require", str(HERE / "loopback.cjs"), os.environ["LETHE_KINESIS"], mark()]
        return tied(node), self._environment_variables

    KinesisMockNodeServer._create_shell_command = command
    packages.kinesismock_package.install = lambda *arguments: None
    packages.kinesismock_package.get_installer = lambda *arguments: Installed()
