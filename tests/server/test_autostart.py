"""Switching on and off: on a Linux with a service manager, played by a script, and on one without."""

from __future__ import annotations

import ast
import configparser
import http.server
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ssi_server.autostart.presence import Presence, presence, wait_for
from ssi_server.autostart.switch import systems_here
from ssi_server.cli import main

RECORDER = """#!/bin/sh
echo "$*" >> "{calls}"
case "$*" in *"{refused}"*) echo "no such luck" >&2; exit 1;; esac
"""
SECONDS = 30


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With what shells, systemd and desktops hold for special."""
    return tmp_path / 'my "data" 100% $HOME żółw'


@pytest.fixture
def port() -> int:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A member's empty configuration folder, on a Linux without systemd."""
    monkeypatch.setattr("platform.system", lambda: "Linux")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path / "config"


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    """What a service manager was told, which does nothing."""
    return played(tmp_path)


def played(tmp_path: Path, program_name: str = "systemctl", refused: str = "refuses nothing") -> Path:
    calls, program = tmp_path / "calls", tmp_path / "bin" / program_name
    program.parent.mkdir()
    program.write_text(RECORDER.format(calls=calls, refused=refused))
    program.chmod(0o700)
    return calls


def autostart(*words: object) -> Result:
    return CliRunner().invoke(main, ["autostart", *map(str, words)])


@contextmanager
def running(words: list[str], port: int, variables: dict[str, str]) -> Iterator[None]:
    quiet = subprocess.DEVNULL
    with subprocess.Popen(words, env=os.environ | variables, stdout=quiet, stderr=quiet, cwd="/") as server:
        try:
            assert wait_for(lambda found: found is Presence.OURS, port, SECONDS)
            yield
        finally:
            server.terminate()


def told(calls: Path) -> list[str]:
    return [line for line in calls.read_text().splitlines() if line != "--user show-environment"]


def test_the_unit_starts_a_server_for_the_settings_that_were_in_force(
    calls: Path, config: Path, folder: Path, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ssi_server.autostart.switch._START_SECONDS", 0)
    database = f"sqlite:///{folder.parent / 'elsewhere 50% $x.sqlite3'}"
    monkeypatch.setenv("SSI_HISTORY_DATABASE_URL", database)
    result = autostart("on", "--data-dir", folder, "--port", port)
    assert result.exit_code == 0, result.output
    assert "journalctl" in result.stdout  # it does not answer, since this service manager does nothing
    assert told(calls) == [
        "--user daemon-reload",
        "--user enable ssi-history.service",
        "--user restart ssi-history.service",
    ]
    unit = config / "systemd" / "user" / "ssi-history.service"
    assert unit.stat().st_mode & 0o777 == 0o600

    monkeypatch.delenv("SSI_HISTORY_DATABASE_URL")
    service = configparser.RawConfigParser()
    service.optionxform = str  # type: ignore[assignment]
    service.read(unit, "utf-8")
    words = systemd_words(service["Service"]["ExecStart"].removeprefix(":/usr/bin/env "))
    [variable] = systemd_words(service["Service"]["Environment"])
    assert variable == f"SSI_HISTORY_DATABASE_URL={database}"
    with running(words, port, dict([variable.split("=", 1)])):
        assert (folder / "session.key").exists()
        assert (folder.parent / "elsewhere 50% $x.sqlite3").exists()


def test_on_twice_and_off_twice(calls: Path, config: Path, monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    monkeypatch.setattr("ssi_server.autostart.switch._START_SECONDS", 0)
    assert "off" in autostart("status", "--port", port).stdout.splitlines()
    for _ in range(2):
        assert autostart("on", "--port", port).exit_code == 0
        assert "on: systemd user unit" in autostart("status", "--port", port).stdout
    for said in ("SSI History starts no longer", "It was off already"):
        result = autostart("off")
        assert result.exit_code == 0
        assert said in result.stdout
    assert [path for path in config.rglob("*") if path.is_file()] == []
    assert told(calls)[-2:] == ["--user disable --now ssi-history.service", "--user daemon-reload"]


def test_a_server_that_runs_already_goes_on(calls: Path, folder: Path, port: int) -> None:
    serve = [sys.executable, "-m", "ssi_server.cli", "serve", "--no-browser", "--port", str(port)]
    with running([*serve, "--data-dir", str(folder)], port, {}):
        assert "runs already" in autostart("on", "--port", port).stdout
        assert f"the server runs on http://127.0.0.1:{port}" in autostart("status", "--port", port).stdout
    assert not [call for call in told(calls) if "restart" in call]


def test_a_port_that_somebody_else_holds_is_refused_before_anything_is_written(config: Path) -> None:
    with http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        result = autostart("on", "--port", other.server_port)
        assert presence(other.server_port) is Presence.STRANGER
        other.shutdown()
    assert result.exit_code == 1
    assert "Another program" in result.stderr
    assert not config.exists()


def test_a_port_that_nobody_would_find_again_is_refused(config: Path) -> None:
    done = CliRunner().invoke(main, ["autostart", "on", "--port", "0"])
    assert done.exit_code == 2
    assert "--port" in done.output
    assert not config.exists()


def test_a_service_manager_that_refuses_is_quoted(tmp_path: Path, port: int) -> None:
    played(tmp_path, refused="enable")
    result = autostart("on", "--port", port)
    assert result.exit_code == 1
    assert "systemctl --user enable" in result.stderr
    assert "no such luck" in result.stderr


def test_without_a_service_manager_the_desktop_is_asked(config: Path, folder: Path, port: int) -> None:
    result = autostart("on", "--data-dir", folder, "--port", port)
    assert "desktop start-up entry" in result.stdout
    assert "ssi-history serve" in result.stdout
    entry = configparser.RawConfigParser()
    entry.read(config / "autostart" / "ssi-history.desktop", "utf-8")
    line = entry["Desktop Entry"]["Exec"].replace("\\\\", "\\").replace("%%", "%")
    with running(["/bin/sh", "-c", f"exec {line}"], port, {}):
        assert (folder / "history.sqlite3").exists()
    assert "until you log out" in autostart("off").stdout


def test_the_unit_replaces_the_desktops_entry(
    tmp_path: Path, config: Path, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    autostart("on", "--port", port)
    played(tmp_path)
    monkeypatch.setattr("ssi_server.autostart.switch._START_SECONDS", 0)
    autostart("on", "--port", port)
    assert [path.name for path in config.rglob("*") if path.is_file()] == ["ssi-history.service"]


def test_on_a_mac_the_agent_is_loaded_at_once_and_unloaded_before_it_changes(
    tmp_path: Path, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform.system", lambda: "Darwin")
    monkeypatch.setattr("ssi_server.autostart.switch._START_SECONDS", 0)
    monkeypatch.setenv("HOME", str(tmp_path))
    calls, agent = played(tmp_path, "launchctl"), tmp_path / "Library" / "LaunchAgents" / "ssi-history.plist"
    for words in (["on", "--port", port], ["on", "--port", port], ["off"]):
        assert autostart(*words).exit_code == 0
        assert agent.exists() == (words[0] == "on")
    load, unload = f"bootstrap gui/{os.getuid()} {agent}", f"bootout gui/{os.getuid()}/ssi-history"
    assert told(calls) == [load, unload, load, unload]


def test_on_windows_the_file_lies_in_the_startup_folder_and_is_run_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform.system", lambda: "Windows")
    monkeypatch.setenv("APPDATA", str(tmp_path))
    [system] = systems_here()
    assert system.file.is_relative_to(tmp_path)
    assert system.start == ((str(system.file),),)


def test_a_folder_that_cannot_be_written_is_named(config: Path, port: int) -> None:
    config.write_text("a file where a folder should be")
    result = autostart("on", "--port", port)
    assert result.exit_code == 1
    assert f"Cannot write {config}" in result.stderr


def test_silence_lasts_no_longer_than_asked(port: int) -> None:
    begun = time.monotonic()
    assert not wait_for(lambda found: found is Presence.OURS, port, 0.3)
    assert time.monotonic() - begun < 5


def systemd_words(line: str) -> list[str]:
    """The words of a line as systemd.syntax(7) has it: all are quoted here, with the escapes of C and of specifiers."""
    quoted = re.findall(r'"(?:[^"\\]|\\.)*"', line)
    return [str(ast.literal_eval(word)).replace("%%", "%") for word in quoted]
