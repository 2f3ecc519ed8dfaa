"""A batch file in the member's Startup folder: Windows.

It starts `pythonw`, which has no console; a script for Windows Script Host would not even flash, but Windows is doing
away with VBScript. Nothing restarts the server there before the next log-in.
"""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

from ..config import Unusable
from .launch import Launch
from .system import System


def system(roaming: Path) -> System:
    """`roaming` is the folder that %APPDATA% names."""
    file = roaming / "Microsoft" / "Windows" / "Start Menu" / "Programs" / "Startup" / "ssi-history.cmd"
    return System(
        title="start-up file",
        file=file,
        content=content,
        log="nowhere: run 'ssi-history serve' to see what it says",
        start=((str(file),),),
    )


def content(launch: Launch) -> bytes:
    """In UTF-8, as its second line tells the command processor. Raises Unusable for a quotation mark in a setting."""
    python, *words = launch.words
    windowless = str(PureWindowsPath(python).with_name("pythonw.exe"))
    lines = [
        "@echo off",
        "chcp 65001 >nul",
        *(f"set {_quoted(f'{name}={value}')}" for name, value in launch.environment.items()),
        " ".join(['start "SSI History"', *map(_argument, (windowless, *words))]),
    ]
    return "".join(f"{line}\r\n" for line in lines).encode()


def _argument(word: str) -> str:
    """A last backslash would escape the quotation mark, so it is doubled."""
    return _quoted(word + "\\" if word.endswith("\\") else word)


def _quoted(text: str) -> str:
    if '"' in text:
        raise Unusable(f"A start-up file of Windows cannot carry a quotation mark: {text}")
    return f'"{text.replace("%", "%%")}"'
