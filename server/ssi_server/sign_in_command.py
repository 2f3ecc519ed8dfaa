"""The command that prints a new sign-in link, as it must be typed on this machine."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sysconfig
from pathlib import Path

from .config import Settings
from .options import HOST, PORT

_PROGRAM = "ssi-history"


def sign_in_command(settings: Settings, host: str, port: int) -> str:
    """With those options only that differ from what the command takes by itself."""
    words = [_program(), "sign-in"]
    if settings.data_dir != Settings.load(environ={}).data_dir:
        words += ["--data-dir", str(settings.data_dir)]
    if host != HOST:
        words += ["--host", host]
    if port != PORT:
        words += ["--port", str(port)]
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)


def _program() -> str:
    """Its name where that is enough, else where it was installed."""
    return _PROGRAM if shutil.which(_PROGRAM) else str(Path(sysconfig.get_path("scripts"), _PROGRAM))
