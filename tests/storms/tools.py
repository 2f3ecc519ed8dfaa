"""Programs of the system that the storms need: where they are, or how to come by them."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache


@cache
def tool(name: str, package: str) -> str:
    """The path of a program, installed by apt where it is missing and we may.

    AssertionError, which names the package, where it cannot be had.
    """
    if not (found := shutil.which(name)) and os.geteuid() == 0 and shutil.which("apt-get"):
        for words in (["update"], ["install", "--yes", "--no-install-recommends", package]):
            subprocess.run(["apt-get", "--quiet", *words], check=False, capture_output=True)
        found = shutil.which(name)
    assert found, f"{name} is missing, with which this is shown: install the package {package}"
    return found
