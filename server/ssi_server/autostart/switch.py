"""Switching on and off: writes and removes the files, and runs the commands that go with them."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryFile

from ..config import Unusable
from . import desktop, launchd, systemd, windows
from .launch import Launch
from .presence import Presence, presence, wait_for
from .system import Command, System

_STOP_SECONDS = 5
_START_SECONDS = 30


class Now(StrEnum):
    """What is the case after switching on."""

    STARTED = "started"
    RAN_ALREADY = "ran already"
    SILENT = "silent"
    NEXT_LOG_IN = "next log-in"


def systems_here() -> list[System]:
    """The ways to start something at log-in on this machine; the first is the one to use."""
    match platform.system():
        case "Darwin":
            return [launchd.system(Path.home(), os.getuid())]
        case "Windows":
            return [windows.system(Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming"))]
        case _:
            config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
            ways = [systemd.system(config), desktop.system(config)]
            return ways if _succeeds(systemd.REACHABLE) else ways[::-1]


def switch_on(systems: list[System], launch: Launch, port: int) -> Now:
    """Writes the first system's file and starts the server, unless one runs that was started otherwise.

    Raises Unusable where another program holds the port (nothing is changed then), a file cannot be written, or the
    system refuses.
    """
    if presence(port) is Presence.STRANGER:
        raise Unusable(f"Another program listens on port {port}; choose another port with --port.")
    system = systems[0]
    content = system.content(launch)
    were_on = switch_off(systems)
    if any(system.stop for system in were_on):
        wait_for(lambda found: found is Presence.NOBODY, port, _STOP_SECONDS)
    _write(system.file, content)
    _run(system.notice)
    if presence(port) is not Presence.NOBODY:
        return Now.RAN_ALREADY
    if not system.start:
        return Now.NEXT_LOG_IN
    _run(system.start)
    return Now.STARTED if wait_for(lambda found: found is Presence.OURS, port, _START_SECONDS) else Now.SILENT


def switch_off(systems: Iterable[System]) -> list[System]:
    """Those that were on; after this none is. Commands that fail are no obstacle: what counts is that the file goes."""
    were_on = [system for system in systems if system.file.exists()]
    for system in were_on:
        for command in system.stop:
            _succeeds(command)
        try:
            system.file.unlink()
        except OSError as error:
            raise Unusable(f"Cannot remove {system.file}: {error.strerror}.") from error
        for command in system.forget:
            _succeeds(command)
    return were_on


def _write(file: Path, content: bytes) -> None:
    """For the member's eyes only, since a database's address may hold a password; whole or not at all."""
    half = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        half.unlink(missing_ok=True)
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(content)
        half.replace(file)
    except OSError as error:
        raise Unusable(f"Cannot write {file}: {error.strerror}.") from error


def _run(commands: Iterable[Command]) -> None:
    """Raises Unusable with what the first that fails has said."""
    for command in commands:
        with TemporaryFile() as said:  # no pipe: a server that is started would keep it open
            done = subprocess.run(  # noqa: S603  # a platform's own command, no shell
                command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, check=False
            )
            said.seek(0)
            if done.returncode:
                complaint = said.read().decode(errors="replace").strip()
                raise Unusable(f"'{' '.join(command)}' did not work: {complaint or f'exit code {done.returncode}'}")


def _succeeds(command: Command) -> bool:
    if not shutil.which(command[0]):
        return False
    quiet = subprocess.DEVNULL
    done = subprocess.run(  # noqa: S603  # a platform's own command, no shell
        command, stdin=quiet, stdout=quiet, stderr=quiet, check=False
    )
    return not done.returncode
