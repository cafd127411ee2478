"""A development certificate for the key that signs answers and receipts, by an authority of this machine's,
made as docs/receipts.md describes."""

import base64
import json
import subprocess
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from lethe_stack.project import Failure, Instance, say, signed

PARAMETER = "/lethe/certificate"
AUTHORITY = ("req", "-x509", "-newkey", "rsa:3072", "-noenc", "-keyout", "authority.key", "-out", "authority.pem",
             "-days", "7300", "-subj", "/CN=Lethe, on this machine only")


def certify(instance: Instance, outputs: dict[str, str]) -> None:
    """Puts the certificate where the functions look for it, unless there is one."""
    if called(instance, "ssm", "AmazonSSM.GetParameter", Name=PARAMETER):
        return
    key = called(instance, "kms", "TrentService.GetPublicKey", KeyId=outputs["SigningKey"])
    if key is None:
        raise Failure("The stack has no key to sign with.")
    folder = instance.folder / "certificate"
    folder.mkdir(exist_ok=True)
    (folder / "key.der").write_bytes(base64.b64decode(key["PublicKey"]))
    domain = urllib.parse.urlsplit(outputs["ApiUrl"]).hostname
    (folder / "names.cnf").write_text(f"subjectAltName=DNS:{domain}\n", encoding="utf-8")
    for command in (
        AUTHORITY,
        ("rsa", "-pubin", "-inform", "DER", "-in", "key.der", "-out", "key.pem"),
        ("req", "-new", "-newkey", "rsa:2048", "-noenc", "-keyout", "unused.key", "-subj", "/CN=lethe.localhost",
         "-out", "request.pem"),
        ("x509", "-req", "-in", "request.pem", "-force_pubkey", "key.pem", "-CA", "authority.pem", "-CAkey",
         "authority.key", "-CAcreateserial", "-days", "30", "-sha256", "-extfile", "names.cnf", "-out",
         "certificate.pem"),
    ):
        openssl(folder, *command)
    called(instance, "ssm", "AmazonSSM.PutParameter", Name=PARAMETER, Type="String", Overwrite=True,
           Value=(folder / "certificate.pem").read_text(encoding="utf-8"))
    say(f"  a development certificate is in {PARAMETER}; its authority is {folder / 'authority.pem'}")


def openssl(folder: Path, *arguments: str) -> None:
    """Runs one command of OpenSSL."""
    try:
        done = subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, text=True)
    except FileNotFoundError:
        raise Failure("OpenSSL 3 is missing. Get it: apt-get install openssl, or brew install openssl.") from None
    if done.returncode != 0:
        raise Failure(f"{done.stderr}\nopenssl {arguments[0]} failed. OpenSSL 3 is needed.")


def called(instance: Instance, service: str, action: str, **arguments) -> dict | None:
    """What an AWS API that speaks JSON answers; nothing if what is asked for is not there."""
    request = urllib.request.Request(
        instance.endpoint(),
        data=json.dumps(arguments).encode(),
        headers={"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": action, **signed(service)},
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read())
    except urllib.error.HTTPError as refused:
        if b"NotFound" in refused.read():
            return None
        raise
