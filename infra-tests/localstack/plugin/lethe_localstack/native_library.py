"""The native library of AWS's runtime client, unpacked once for all functions of a LocalStack.

Left to itself, each process unpacks it to one and the same file in /tmp: a process that loads the file
while another one writes it crashes.
"""

import os
import platform
import tempfile
import zipfile
from pathlib import Path

PROPERTY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI"


def option(runtime: Path, folder: Path) -> list[str]:
    """The JVM's option that names the library; none where the client brings no library for this machine."""
    jar = next(runtime.glob("aws-lambda-java-runtime-interface-client-*.jar"))
    target = folder / "libaws-lambda-jni.so"
    if not target.exists():
        with zipfile.ZipFile(jar) as libraries:
            member = f"jni/libaws-lambda-jni.{system()}.so"
            if member not in libraries.namelist():
                return []
            content = libraries.read(member)
        # Whole or not there, whoever asks at the same time.
        half, name = tempfile.mkstemp(dir=folder)
        with os.fdopen(half, "wb") as file:
            file.write(content)
        os.replace(name, target)
    return [f"-D{PROPERTY}={target}"]


def system() -> str:
    """This machine, in the words of the client's file names."""
    architecture = {"arm64": "aarch_64", "aarch64": "aarch_64", "AMD64": "x86_64"}.get(
        platform.machine(), platform.machine())
    name = platform.system().lower()
    if name == "linux" and platform.libc_ver()[0] != "glibc":
        name = "linux_musl"
    return f"{name}-{architecture}"
