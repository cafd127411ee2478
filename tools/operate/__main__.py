"""What an operator does by hand; `make redrive`, `make skip`, `make shards`, `make restore` and `make recover-vault` call it."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    EndpointConnectionError,
    NoCredentialsError,
    ParamValidationError,
)

from operate import Failure, stack
from operate.closing import Functions
from operate.failures import Failures
from operate.ledger import CONSUMERS, Ledger, require_place
from operate.positions import padded, shard_id, shard_number, unpadded
from operate.recovery import Recovery, recover
from operate.redrive import Report, look, redrive
from operate.restore import TABLES, Machine, restore, source_of
from operate.shards import moment, overview
from operate.stack import LONGEST_CALL, Stack
from operate.stream import Stream


def main() -> None:
    arguments = parser().parse_args()
    try:
        arguments.run(arguments)
    except Failure as failure:
        sys.exit(str(failure))
    except (ClientError, BotoCoreError) as error:
        sys.exit(said(error))
    except KeyboardInterrupt:
        sys.exit("Interrupted. The same command goes on from here.")


def parser() -> argparse.ArgumentParser:
    commands = argparse.ArgumentParser(prog="operate", description=__doc__)
    sub = commands.add_subparsers(required=True, metavar="COMMAND")
    put_back = add(sub, "redrive", "put records that were kept in the failures bucket back on the stream", run_redrive)
    put_back.add_argument("--prefix", default="undecodable/", help="which objects (undecodable/)")
    put_back.add_argument("--dry-run", action="store_true", help="only count them")
    skip = add(sub, "skip", "put a record that kills a consumer on its skip list", run_skip)
    skip.add_argument("--shard", required=True, help="shardId-000000000003, or 3")
    skip.add_argument("--sequence", required=True, help="its sequence number")
    shards = add(sub, "shards", "say how far a consumer is with each shard, and what is on its skip list", run_shards)
    for command in (skip, shards):
        command.add_argument("--consumer", choices=CONSUMERS, default="aggregate", help="of the stream (aggregate)")
    again = add(sub, "restore", "restore a table of a backup, while what uses it is closed", run_restore)
    again.add_argument("--table", required=True, choices=TABLES, help="which table")
    again.add_argument("--from", dest="source", required=True, help="the table that AWS restored of it")
    again.add_argument("--at", help="the time that it is of, if AWS does not say it: 2026-11-25T12:00:00Z")
    again.add_argument("--wait", type=int, help="seconds until whoever was called before is over (the functions' longest timeout)")
    add(sub, "recover-vault", "find rights again after the Vault was lost, and serve applications again", run_recover_vault)
    return commands


def add(sub, name: str, text: str, run) -> argparse.ArgumentParser:
    command = sub.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
    where = command.add_mutually_exclusive_group(required=True)
    where.add_argument("--outputs", type=Path, help="the outputs.json of a local stack")
    where.add_argument("--stack", help="a stack on AWS")
    return command


def run_redrive(arguments: argparse.Namespace) -> None:
    where = named(arguments)
    failures = Failures(where.client("s3"), where.output("FailuresBucket"))
    report = Report()
    if arguments.dry_run:
        look(failures, arguments.prefix, report)
        print(report.told("would be put back"))
    else:
        try:
            redrive(failures, stream_of(where), arguments.prefix, report)
        finally:
            print(report.told("put back"), flush=True)
    if report.left:
        sys.exit(1)


def run_skip(arguments: argparse.Namespace) -> None:
    number = shard_number(arguments.shard)
    sequence = padded(arguments.sequence)
    where = named(arguments)
    require_place(stream_of(where).shards(), number, sequence)
    until = ledger_of(where, arguments.consumer).skip(number, sequence, datetime.now(UTC))
    print(f"{shard_id(number)} skips {unpadded(sequence)}. It is on the list until {moment(until)}.")


def run_shards(arguments: argparse.Namespace) -> None:
    where = named(arguments)
    for line in overview(ledger_of(where, arguments.consumer), stream_of(where), datetime.now(UTC)):
        print(line, flush=True)


def run_restore(arguments: argparse.Namespace) -> None:
    where = named(arguments)
    name = TABLES[arguments.table]
    machine = Machine(where.client("stepfunctions"), where.output("RestoreStateMachine"))
    prefix = f"{machine.arn.rpartition(':')[2]}d-{arguments.table}"
    source = source_of(where.client("dynamodb"), where.output(f"{name}Table"), prefix, arguments.source, arguments.at)
    functions = Functions(where.client("lambda"), where.output(f"UsersOf{name}").split(","))
    restore(functions, machine, arguments.table, source, arguments.wait, lambda line: print(line, flush=True))


def run_recover_vault(arguments: argparse.Namespace) -> None:
    where = named(arguments)
    functions = where.client("lambda", patience=LONGEST_CALL)
    recover(Recovery(functions, where.output("RecoveryFunction")), lambda line: print(line, flush=True))


def named(arguments: argparse.Namespace) -> Stack:
    return stack.on_aws(arguments.stack) if arguments.stack else stack.of_make_run(arguments.outputs)


def stream_of(where: Stack) -> Stream:
    return Stream(where.client("kinesis"), where.output("StreamName"))


def ledger_of(where: Stack, consumer: str) -> Ledger:
    return Ledger(where.client("dynamodb"), where.output("LedgerTable"), consumer)


def said(error: ClientError | BotoCoreError) -> str:
    """What is wrong with AWS, without what it was given: that may be personal."""
    match error:
        case ClientError():
            code = error.response["Error"]["Code"]
            return f"AWS refused {error.operation_name}: {code}. Run it again when that is mended."
        case NoCredentialsError():
            return "There are no AWS credentials. Log in as for the AWS CLI."
        case EndpointConnectionError():
            return f"{error} Is the stack up? {stack.START_ONE}"
        case ParamValidationError():
            return "What was to be sent is not what AWS takes: a fault of this tool. Please report it."
        case _:
            return f"AWS could not be asked: {error}"


main()
