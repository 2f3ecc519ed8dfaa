"""What the systems are given to read, byte for byte, and what comes out when it is read by their rules."""

from __future__ import annotations

import configparser
import os
import plistlib
import shutil
import subprocess
from pathlib import Path

import pytest

from ssi_server.autostart import desktop, launchd, systemd, windows
from ssi_server.autostart.launch import Launch, launch
from ssi_server.autostart.system import System
from ssi_server.config import Settings, Unusable

GOLDEN = Path(__file__).parent / "autostart_files"
HOME = Path("/home/zoë")
SETTINGS = {"SSI_HISTORY_DATABASE_URL": "postgresql+psycopg://ana:p%40s$s@db/ssi", "SSI_HISTORY_NOTE": "two words"}
SERVE = ("-P", "-m", "ssi_server.cli", "--data-dir", r"/home/zoë/50% $HOME\data", "serve", "--no-browser")
UNIX = Launch(('/opt/my "tools"/python3', *SERVE, "--port", "9000"), SETTINGS)
WINDOWS = Launch(
    (
        "C:\\Users\\Zoë\\a & b\\Scripts\\python.exe",
        *SERVE[:4],
        "D:\\50% history\\",
        *SERVE[5:],
        "--port",
        "9000",
    ),
    SETTINGS,
)


@pytest.mark.parametrize(
    ("system", "given"),
    [
        (systemd.system(HOME / ".config"), UNIX),
        (desktop.system(HOME / ".config"), UNIX),
        (launchd.system(HOME, 501), UNIX),
        (windows.system(Path("roaming")), WINDOWS),
    ],
    ids=lambda given: given.title if isinstance(given, System) else "",
)
def test_each_file_is_the_one_that_was_thought_through(system: System, given: Launch) -> None:
    golden = GOLDEN / system.file.name
    assert system.content(given).decode() == golden.read_bytes().decode()


def test_the_files_lie_where_the_systems_look_for_them() -> None:
    assert systemd.system(HOME / ".config").file == HOME / ".config/systemd/user/ssi-history.service"
    assert desktop.system(HOME / ".config").file == HOME / ".config/autostart/ssi-history.desktop"
    assert launchd.system(HOME, 501).file == HOME / "Library/LaunchAgents/ssi-history.plist"
    startup = Path("roaming/Microsoft/Windows/Start Menu/Programs/Startup")
    assert windows.system(Path("roaming")).file == startup / "ssi-history.cmd"


def test_launchd_reads_back_what_was_given() -> None:
    agent = plistlib.loads(launchd.content(UNIX, HOME / "log"))
    assert tuple(agent["ProgramArguments"]) == UNIX.words
    assert agent["EnvironmentVariables"] == SETTINGS


def test_a_desktop_reads_back_what_was_given() -> None:
    """A desktop undoes the escapes of a value and the double percent signs, then the quotes as a shell does."""
    entry = configparser.RawConfigParser()
    entry.read_string(desktop.content(UNIX).decode())
    line = entry["Desktop Entry"]["Exec"].replace("\\\\", "\\").replace("%%", "%")
    words = subprocess.run(["sh", "-c", f"printf '%s\\0' {line}"], capture_output=True, check=True).stdout
    variables = [f"{name}={value}" for name, value in SETTINGS.items()]
    assert words.decode().split("\0")[:-1] == ["/usr/bin/env", *variables, *UNIX.words]


def test_systemd_finds_nothing_to_complain_of(tmp_path: Path) -> None:
    """Its own word where it is installed; elsewhere at least the form."""
    unit = tmp_path / systemd.UNIT
    unit.write_bytes(systemd.content(UNIX))
    sections = configparser.RawConfigParser(strict=False)
    sections.read(unit, "utf-8")
    assert sections.sections() == ["Unit", "Service", "Install"]
    if shutil.which("systemd-analyze"):
        words = ["systemd-analyze", "--user", "--man=no", "verify", str(unit)]
        environment = os.environ | {"XDG_RUNTIME_DIR": str(tmp_path)}
        done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("text", ["a\nb", "a\x00b", "a\x1bb"])
def test_what_no_file_can_carry_is_refused(text: str) -> None:
    with pytest.raises(Unusable, match="line break or control character"):
        Launch(("python", text))
    with pytest.raises(Unusable, match="line break or control character"):
        Launch(("python",), {"SSI_HISTORY_NOTE": text})


def test_windows_refuses_a_setting_with_a_quotation_mark() -> None:
    with pytest.raises(Unusable, match="quotation mark"):
        windows.content(Launch(WINDOWS.words, {"SSI_HISTORY_NOTE": '"'}))


def test_the_settings_in_force_are_written_down(tmp_path: Path) -> None:
    environ = {"SSI_HISTORY_DATA_DIR": str(tmp_path), "SSI_HISTORY_NOTE": "kept", "HOME": "/not/kept"}
    usual = launch(Settings.load(environ=environ), 8712, environ)
    assert usual.words[1:] == ("-P", "-m", "ssi_server.cli", "--data-dir", str(tmp_path), "serve", "--no-browser")
    assert usual.environment == {"SSI_HISTORY_NOTE": "kept"}
    assert launch(Settings.load(environ=environ), 9000, environ).words == (*usual.words, "--port", "9000")
