"""Checks a receipt; `make verify-receipt` calls it."""

import argparse
import sys
from pathlib import Path

from receipts import Failure
from receipts.verification import verify


def main() -> None:
    arguments = parser().parse_args()
    try:
        print(
            verify(
                arguments.file.read_bytes(),
                arguments.certificate and arguments.certificate.read_bytes(),
                arguments.previous and arguments.previous.read_bytes(),
                arguments.closes and arguments.closes.read_bytes(),
            )
        )
    except Failure as failure:
        sys.exit(f"{arguments.file} does not hold: {failure}.")
    except OSError as error:
        sys.exit(f"{error.filename} cannot be read: {error.strerror}.")


def parser() -> argparse.ArgumentParser:
    command = argparse.ArgumentParser(prog="receipts", description=__doc__)
    command.add_argument("file", type=Path, help="the receipt")
    command.add_argument("--certificate", type=Path, help="the operator's certificate, which the receipt must be signed under")
    command.add_argument("--previous", type=Path, help="the customer's receipt before it")
    command.add_argument("--closes", type=Path, help="the receipt that this one closes")
    return command


main()
