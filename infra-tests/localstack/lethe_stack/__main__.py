"""The command line of the local stack; `stack --help` lists it."""

import argparse
import os
import shlex
import sys

from lethe_stack import deployment, function_logs, instance, installation
from lethe_stack.project import LOCAL, Failure, Instance, fail, reach_loopback_directly, say
from lethe_stack.tools import all_tools, require_jdk


def main() -> None:
    arguments = parser().parse_args()
    reach_loopback_directly()
    try:
        LOCAL.mkdir(exist_ok=True)
        arguments.run(arguments)
    except Failure as failure:
        fail(str(failure))
    except KeyboardInterrupt:
        fail("Interrupted. The same command goes on from here.")


def parser() -> argparse.ArgumentParser:
    commands = argparse.ArgumentParser(prog="stack", description="Lethe's local stack: AWS on this machine.")
    commands.add_argument("--name", default="run", help="which stack: run (people's) or test (the tests')")
    sub = commands.add_subparsers(required=True, metavar="COMMAND")
    add(sub, "doctor", "say which tools are here and how to get those that are missing", doctor)
    add(sub, "env", "print where JDK 25 and Python 3.13 are, for a shell", env)
    setup = add(sub, "setup", "install what the stack runs on, in .local/tools", lambda a: installation.install(a.part))
    setup.add_argument("part", nargs="?", choices=[part.folder.name for part in installation.parts()], help="only this")
    add(sub, "up", "start LocalStack", lambda a: instance.up(Instance(a.name), a.port)).add_argument(
        "--port", type=int, default=os.environ.get("PORT", 4566))
    add(sub, "deploy", "build and deploy template.yaml", lambda a: deployment.deploy(Instance(a.name)))
    add(sub, "down", "stop it", lambda a: instance.down(Instance(a.name)))
    add(sub, "status", "say what is up and what is deployed", lambda a: status(Instance(a.name)))
    logs = add(sub, "logs", "print what the functions logged",
               lambda a: function_logs.show(Instance(a.name), a.function, a.follow))
    logs.add_argument("function", nargs="?", help="one of them: ingest, aggregate, …")
    logs.add_argument("--follow", action="store_true", help="go on with what they log from now on")
    return commands


def add(sub, name: str, text: str, run) -> argparse.ArgumentParser:
    command = sub.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
    return command


def doctor(_: argparse.Namespace) -> None:
    """Says what is here and what is not."""
    tools = all_tools()
    for tool in tools:
        print(f"  {tool.name}: {tool.found or 'missing. Get it: ' + tool.advice + '.'}")
    if not all(tool.found for tool in tools):
        sys.exit(1)


def status(stack: Instance) -> None:
    """Says whether LocalStack is up, and the state of the stack on it."""
    own = os.environ.get("LOCALSTACK_ENDPOINT")
    if not (instance.is_ready(stack.endpoint()) if own else instance.is_up(stack)):
        say(f"  {stack.name}: LocalStack is not up")
        return
    say(f"  {stack.name}: LocalStack at {stack.endpoint()}, stack {deployment.status(stack) or 'not deployed'}")


def env(_: argparse.Namespace) -> None:
    """Prints assignments that a shell can evaluate."""
    print(f"LETHE_JAVA_HOME={shlex.quote(require_jdk())}")
    print(f"LETHE_PYTHON={shlex.quote(sys.executable)}")


main()
