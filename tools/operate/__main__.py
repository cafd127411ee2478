"""What an operator does by hand; `make redrive`, `make skip`, `make shards`, `make restore`, `make customer`,
`make sub-processor`, `make end-sub-processor`, `make privacy-contacts`, `make read`, `make recover-vault` and
`make ship-logs` call it."""

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
from operate.customers import Api, take_in
from operate.failures import Failures
from operate.ledger import CONSUMERS, Ledger, require_place
from operate.logs import Undelivered, receiver_of, ship_again
from operate.positions import padded, shard_id, shard_number, unpadded
from operate.reads import GROUNDS, IDENTITY_TYPES, RECIPIENTS, Reads, Why, fetch, require_new
from operate.recovery import Recovery, recover
from operate.redrive import Report, look, redrive
from operate.restore import TABLES, Machine, restore, source_of
from operate.shards import moment, overview
from operate.stack import LONGEST_CALL, Stack
from operate.stream import Stream
from operate.sub_processors import SAFEGUARDS, announce, end, whom_to_tell


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
    customer = add(sub, "customer", "take in a customer, and show its first secret key", run_customer)
    customer.add_argument("--name", required=True, help="the company")
    customer.add_argument("--email", required=True, help="where it is reached")
    another = add(sub, "sub-processor", "announce somebody else who will have data", run_sub_processor)
    another.add_argument("--name", required=True, help="who")
    another.add_argument("--country", required=True, help="where, as two letters: DE")
    another.add_argument("--purpose", required=True, help="what for")
    another.add_argument("--safeguard", required=True, choices=SAFEGUARDS, help="what a transfer there rests on")
    another.add_argument("--from", dest="first", help="the first day on which it has data (the first that may be): 2026-12-31")
    over = add(sub, "end-sub-processor", "say when somebody has no data any more", run_end_sub_processor)
    over.add_argument("--id", required=True, help="who, as announced: sub_…")
    over.add_argument("--until", help="the first day on which it has no data (today): 2026-12-31")
    add(sub, "privacy-contacts", "say whom to tell at customers' of what concerns privacy", run_privacy_contacts)
    read = add(sub, "read", "read what is held of a subject; it stands in its customer's register of disclosures", run_read)
    read.add_argument("--customer", required=True, help="whose users the subject is one of: cus_…")
    read.add_argument("--app", required=True, help="which application of theirs: app_…")
    read.add_argument("--to", required=True, type=Path, help="where the package is written: a new file")
    read.add_argument("--identity-type", choices=IDENTITY_TYPES, default="controller_customer_id",
                      help="of what is typed or piped in")
    read.add_argument("--recipient", choices=RECIPIENTS, help="who is to have it (operator)")
    why = read.add_mutually_exclusive_group(required=True)
    why.add_argument("--ground", choices=GROUNDS, help="why that is permitted")
    why.add_argument("--read", help="one that was begun, to go on with")
    read.add_argument("--reference", help="what you call the case; nothing of the subject")
    add(sub, "recover-vault", "find rights again after the Vault was lost, and serve applications again", run_recover_vault)
    add(sub, "ship-logs", "ship logs again that the outside service did not take", run_ship_logs)
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


def run_ship_logs(arguments: argparse.Namespace) -> None:
    where = named(arguments)
    receiver = receiver_of(where.client("firehose"), where.client("secretsmanager"), where.output("LogShipping"))
    undelivered = Undelivered(where.client("s3"), where.output("UndeliveredLogsBucket"))
    ship_again(undelivered, receiver, lambda line: print(line, flush=True))


def run_customer(arguments: argparse.Namespace) -> None:
    for line in take_in(api_of(named(arguments)), arguments.name, arguments.email):
        print(line)


def run_sub_processor(arguments: argparse.Namespace) -> None:
    form = {name: getattr(arguments, name) for name in ("name", "country", "purpose", "safeguard")}
    if arguments.first:
        form["from"] = arguments.first
    for line in announce(api_of(named(arguments)), form):
        print(line, flush=True)


def run_end_sub_processor(arguments: argparse.Namespace) -> None:
    api = api_of(named(arguments))
    for line in end(api, arguments.id, arguments.until):
        print(line, flush=True)


def run_privacy_contacts(arguments: argparse.Namespace) -> None:
    for line in whom_to_tell(api_of(named(arguments))):
        print(line)


def run_read(arguments: argparse.Namespace) -> None:
    require_new(arguments.to)
    if arguments.read and (arguments.recipient or arguments.reference):
        raise Failure("Who is to have it and its case stand in the register already: leave them out with READ.")
    reads = Reads(api_of(named(arguments)), arguments.customer, arguments.app)
    begun = arguments.read
    if begun is None:
        why = Why(arguments.recipient or "operator", arguments.ground, arguments.reference or "")
        entered = reads.begin(arguments.identity_type, typed(f"Whom ({arguments.identity_type})? "), why)
        begun = entered["id"]
        print(f"It stands in the register of disclosures: {begun}, by {entered['by']}.", flush=True)
    try:
        fetch(reads.found(begun), arguments.to)
    except KeyboardInterrupt:
        sys.exit(f"Interrupted. READ={begun} goes on with it.")
    print(f"What was found is in {arguments.to}. Delete it when it has served.")


def typed(question: str) -> str:
    """A line of the input, which no list of processes and no history of commands shows."""
    if sys.stdin.isatty():
        print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def api_of(where: Stack) -> Api:
    # A local stack is reached at an address of its own.
    return Api(where.outputs.get("apiUrl") or where.output("ApiUrl"), where.session)


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
