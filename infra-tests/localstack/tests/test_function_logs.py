"""The logs come whole, and in the order in which they were written."""

from lethe_stack import function_logs
from lethe_stack.project import Instance


def test_all_pages_of_all_functions_come_in_order(monkeypatch, capsys):
    def line(moment: int, text: str) -> dict:
        return {"eventId": text, "timestamp": moment, "message": text + "\n"}

    pages = {
        ("lethe-a", None): {"events": [line(1, "first")], "nextToken": "more"},
        ("lethe-a", "more"): {"events": [line(3000, "last")]},
        ("lethe-b", None): {"events": [line(2000, "between")]},
    }

    def call(_, action: str, content: dict) -> dict:
        if action == "DescribeLogGroups":
            return {"logGroups": [{"logGroupName": f"/aws/lambda/lethe-{name}"} for name in "ab"]}
        return pages[content["logGroupName"].removeprefix("/aws/lambda/"), content.get("nextToken")]

    monkeypatch.setattr(function_logs, "call", call)
    function_logs.show(Instance("run"), None, follow=False)
    assert [shown.split() for shown in capsys.readouterr().out.splitlines()] == [
        ["00:00:00", "a", "first"], ["00:00:02", "b", "between"], ["00:00:03", "a", "last"]]
