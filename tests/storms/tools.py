"""Programs of the system that tests need: where they are, or how to come by them.

`PYTHONPATH=tests python -m storms.tools` looks for all of them, and fetches those that are missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache

PACKAGES = {"nginx": "nginx-light", "promtool": "prometheus", "strace": "strace"}
"""By program: Debian's package. With dnf and brew nginx is in nginx; with brew promtool is in prometheus."""

_ELSEWHERE = "/usr/local/sbin:/usr/sbin:/sbin"
"""Where nginx lies, and where few look who are not root."""


@cache
def tool(name: str, package: str) -> str:
    """The path of a program, installed by apt where it is missing and we may.

    AssertionError, which names the package, where it cannot be had.
    """
    if not (found := _find(name)) and os.geteuid() == 0 and shutil.which("apt-get"):
        for words in (["update"], ["install", "--yes", "--no-install-recommends", package]):
            subprocess.run(["apt-get", "--quiet", *words], check=False, capture_output=True)
        found = _find(name)
    assert found, f"{name} is missing, with which this is shown: install the package {package}"
    return found


def _find(name: str) -> str | None:
    return shutil.which(name, path=f"{os.environ.get('PATH', os.defpath)}:{_ELSEWHERE}")


def main() -> None:
    try:
        for name, package in PACKAGES.items():
            sys.stdout.write(f"{tool(name, package)}\n")
    except AssertionError as missing:
        sys.exit(str(missing))


if __name__ == "__main__":
    main()
