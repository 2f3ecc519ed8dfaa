"""A systemd user unit: most of today's Linux. Its rules stand in systemd.service(5) and systemd.syntax(7)."""

from __future__ import annotations

from pathlib import Path

from .launch import Launch
from .system import System

UNIT = "ssi-history.service"
REACHABLE = ("systemctl", "--user", "show-environment")
"""Succeeds where the member has a service manager of their own."""

_TEXT = """\
[Unit]
Description=SSI History, the history of your Social Selling Index
StartLimitIntervalSec=600
StartLimitBurst=10

[Service]
Type=exec
ExecStart=:/usr/bin/env {command}
{environment}StandardOutput=null
Restart=on-failure
RestartSec=10

[Install]
WantedBy=default.target
"""


def system(config: Path) -> System:
    """`config` is the member's configuration folder, ~/.config by default."""
    return System(
        title="systemd user unit",
        file=config / "systemd" / "user" / UNIT,
        content=content,
        log=f"journalctl --user --unit {UNIT}",
        notice=(("systemctl", "--user", "daemon-reload"), ("systemctl", "--user", "enable", UNIT)),
        start=(("systemctl", "--user", "restart", UNIT),),
        stop=(("systemctl", "--user", "disable", "--now", UNIT),),
        forget=(("systemctl", "--user", "daemon-reload"),),
    )


def content(launch: Launch) -> bytes:
    """The colon keeps `$` from being a variable; `env` runs programs whose path holds a quotation mark, which systemd
    itself refuses. What the server prints holds sign-in links, so it is not logged.
    """
    command = " ".join(map(_quoted, launch.words))
    variables = (f"Environment={_quoted(f'{name}={value}')}\n" for name, value in launch.environment.items())
    return _TEXT.format(command=command, environment="".join(variables)).encode()


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'
