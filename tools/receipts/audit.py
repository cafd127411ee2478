"""Checks an audit; `make verify-audit` calls it."""

import argparse
import sys
from pathlib import Path

from receipts import Failure
from receipts.signature import checked, pinned_to


def verify(content: bytes, pinned: bytes | None = None) -> str:
    """What holds, in one line; a Failure if anything does not.

    `pinned`: the operator's certificate, in PEM or DER, as it was got on another way.
    """
    signed = checked(content, "audit")
    said = signed.said
    told = [
        f"{said['id']} of {said['application']}: form and signature hold",
        pinned_to(signed, pinned),
        f"measured until {said['measured']['until']}, it says that {len(said['breaches'])} things are against the policy"
        f" and {said['unknownSettings']} settings are not known",
    ]
    return "; ".join(told) + "."


def main() -> None:
    command = argparse.ArgumentParser(prog="receipts.audit", description=__doc__)
    command.add_argument("file", type=Path, help="the audit")
    command.add_argument("--certificate", type=Path, help="the operator's certificate, which the audit must be signed under")
    arguments = command.parse_args()
    try:
        print(verify(arguments.file.read_bytes(), arguments.certificate and arguments.certificate.read_bytes()))
    except Failure as failure:
        sys.exit(f"{arguments.file} does not hold: {failure}.")
    except OSError as error:
        sys.exit(f"{error.filename} cannot be read: {error.strerror}.")


if __name__ == "__main__":
    main()
