"""What a template says of keeping is set: rules in S3's words, and nothing that is not understood."""

from types import SimpleNamespace

import pytest
from lethe_localstack import stack_settings
from localstack.services.cloudformation.resource_provider import OperationStatus


def test_a_rule_is_told_in_s3s_words():
    told = {
        "Id": "a-day", "Status": "Enabled", "ExpirationInDays": "1",
        "NoncurrentVersionExpiration": {"NoncurrentDays": "2"},
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 3},
    }
    assert stack_settings.rule(told) == {
        "ID": "a-day", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 1},
        "NoncurrentVersionExpiration": {"NoncurrentDays": 2},
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 3},
    }


def test_a_rule_of_some_objects_is_not_one_of_all():
    assert stack_settings.rule({"Status": "Enabled", "Prefix": "work/"})["Filter"] == {"Prefix": "work/"}


def test_a_rule_that_says_more_than_is_known_is_not_half_set():
    with pytest.raises(KeyError):
        stack_settings.rule({"Status": "Enabled", "ExpirationInDays": 1, "ObjectSizeGreaterThan": 5})


@pytest.mark.parametrize("status, is_set", [(OperationStatus.SUCCESS, True), (OperationStatus.IN_PROGRESS, False)])
def test_it_is_set_when_the_resource_is_there(status, is_set):
    settled = []
    done = SimpleNamespace(status=status, resource_model={"LogGroupName": "a"})
    create = stack_settings.then(lambda *_: done, lambda model, clients: settled.append((model, clients)))
    assert create(None, SimpleNamespace(aws_client_factory="clients")) is done
    assert settled == ([(done.resource_model, "clients")] if is_set else [])
