"""LocalStack's gateway on the loopback interface only; left to itself, it listens on every one."""

import functools
from types import SimpleNamespace

from localstack.runtime import hooks

LOOPBACK = "127.0.0.1"


@hooks.on_infra_start(priority=100)
def listen_on_loopback() -> None:
    """Puts the interface in, before the gateway's port is opened."""
    from localstack.runtime.server import twisted as server

    server.endpoints = SimpleNamespace(
        TCP4ServerEndpoint=functools.partial(server.endpoints.TCP4ServerEndpoint, interface=LOOPBACK),
        TCP6ServerEndpoint=server.endpoints.TCP6ServerEndpoint,
    )
