"""Commands as they must be typed on this machine: the one for a new sign-in link first of all."""

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
    """With those options only that differ from what the command takes by itself, and are not in the environment."""
    if settings.proxies:  # The link leads to the proxy, wherever the server itself listens.
        return as_typed(settings, "sign-in", options=("--behind-proxy", ",".join(sorted(settings.proxies))))
    other_host = () if host == HOST else ("--host", host)
    other_port = () if port == PORT else ("--port", str(port))
    return as_typed(settings, "sign-in", options=(*other_host, *other_port))


def as_typed(settings: Settings, *words: str, options: tuple[str, ...] = ()) -> str:
    """A command for this installation, with its folder where that is not the usual one."""
    unusual = settings.data_dir != Settings.load(environ={}).data_dir
    command = [_program(), *words, *(("--data-dir", str(settings.data_dir)) if unusual else ()), *options]
    return subprocess.list2cmdline(command) if os.name == "nt" else shlex.join(command)


def as_shown(settings: Settings, *words: str) -> str:
    """The same for a page that strangers see: behind a proxy without anything of where the server keeps what."""
    return shlex.join((_PROGRAM, *words)) if settings.proxies else as_typed(settings, *words)


def _program() -> str:
    """Its name where that is enough, else where it was installed."""
    return _PROGRAM if shutil.which(_PROGRAM) else str(Path(sysconfig.get_path("scripts"), _PROGRAM))
