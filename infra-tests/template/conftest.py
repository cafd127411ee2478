"""What the tests of the template share."""

import boto3
import pytest
from samcli.yamlhelper import yaml_parse
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from templates import TEMPLATE


@pytest.fixture(scope="session")
def made() -> dict[str, dict]:
    """The resources that SAM makes of the template."""
    template = yaml_parse(TEMPLATE.read_text(encoding="utf-8"))
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = "s3://bucket/key"
        if resource["Type"] == "AWS::Serverless::StateMachine":
            resource["Properties"]["DefinitionUri"] = "s3://bucket/key"
    session = boto3.Session(region_name="us-east-1")
    return Translator({}, Parser(), boto_session=session).translate(template, {})["Resources"]


@pytest.fixture(scope="session")
def api_document(made) -> dict:
    """The API's OpenAPI document, as SAM makes it of the template."""
    return made["Api"]["Properties"]["Body"]
