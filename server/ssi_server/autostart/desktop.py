"""A desktop's own start-up entry: Linux without systemd. Its rules: the Desktop Entry and Autostart specifications."""

from __future__ import annotations

import re
from pathlib import Path

from .launch import Launch
from .system import System

_TEXT = """\
[Desktop Entry]
Type=Application
Name=SSI History
Comment=The history of your Social Selling Index
Exec={command}
Terminal=false
NoDisplay=true
"""


def system(config: Path) -> System:
    """`config` is the member's configuration folder, ~/.config by default."""
    return System(
        title="desktop start-up entry",
        file=config / "autostart" / "ssi-history.desktop",
        content=content,
        log="the log of your desktop session",
    )


def content(launch: Launch) -> bytes:
    """Variables go through `env`, since an entry has no place for them."""
    variables = [f"{name}={value}" for name, value in launch.environment.items()]
    words = ["/usr/bin/env", *variables, *launch.words] if variables else launch.words
    return _TEXT.format(command=" ".join(map(_quoted, words))).encode()


def _quoted(word: str) -> str:
    """Quoted as in a shell, then escaped as every value of such a file is."""
    shell = re.sub(r'(["`$\\])', r"\\\1", word).replace("%", "%%")
    return f'"{shell}"'.replace("\\", "\\\\")
