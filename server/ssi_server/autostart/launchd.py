"""A launchd agent: macOS. Its keys are explained in launchd.plist(5)."""

from __future__ import annotations

import plistlib
from pathlib import Path
from typing import Any

from .launch import Launch
from .system import System

LABEL = "ssi-history"


def system(home: Path, user: int) -> System:
    """`user` is the member's number, since launchd speaks of them by that."""
    file = home / "Library" / "LaunchAgents" / f"{LABEL}.plist"
    log = home / "Library" / "Logs" / f"{LABEL}.log"
    domain = f"gui/{user}"
    return System(
        title="launchd agent",
        file=file,
        content=lambda launch: content(launch, log),
        log=str(log),
        start=(("launchctl", "bootstrap", domain, str(file)),),
        stop=(("launchctl", "bootout", f"{domain}/{LABEL}"),),
    )


def content(launch: Launch, log: Path) -> bytes:
    """Complaints go to `log`; what the server prints holds sign-in links and goes nowhere."""
    agent: dict[str, Any] = {
        "Label": LABEL,
        "ProgramArguments": list(launch.words),
        "EnvironmentVariables": dict(launch.environment),
        "RunAtLoad": True,
        "KeepAlive": {"SuccessfulExit": False},
        "ThrottleInterval": 60,
        "ProcessType": "Background",
        "StandardErrorPath": str(log),
    }
    return plistlib.dumps(agent, sort_keys=False)
