"""Remembers what JSONPaths mean: LocalStack makes the tables of a parser anew for each that Step Functions comes by,
which took it a third of its time in the tests.
"""

from collections.abc import Callable
from functools import lru_cache

from localstack.runtime import hooks

# State machines have a few hundred.
MOST = 4096


@hooks.on_infra_start()
def remember_json_paths() -> None:
    """Reads each path once."""
    from localstack.services.stepfunctions.asl.component.common.path import result_path
    from localstack.services.stepfunctions.asl.utils import json_path

    for module in (json_path, result_path):
        module.parse = remembered(module.parse)


def remembered(parse: Callable) -> Callable:
    """What is read, read once: it is not changed by whoever uses it. What cannot be read fails each time."""
    return lru_cache(maxsize=MOST)(parse)
