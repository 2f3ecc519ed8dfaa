"""Firefox as a process: its preferences, its start, its end."""

import json
import subprocess
from pathlib import Path

from e2e.firefox.marionette import Marionette
from e2e.linkedin import HOST, LinkedIn
from e2e.patience import until
from e2e.service import free_port

START_SECONDS = 90
STOP_SECONDS = 20
ARGUMENTS = ("-marionette", "-headless", "-no-remote", "-remote-allow-system-access", "--width=1280", "--height=1000")


class FirefoxProcess:
    def __init__(self, path: Path, profile: Path, preferences: dict[str, str | int | bool]) -> None:
        self._port = free_port()
        everything = {**preferences, "marionette.port": self._port}
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in everything.items())
        (profile / "user.js").write_text("".join(lines), "utf-8")
        self._command = [path, *ARGUMENTS, "-profile", profile]

    def start(self) -> Marionette:
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return until("Firefox answers", self._connected, seconds=START_SECONDS, pause=0.1)

    def stop(self) -> None:
        """As a log-out of the system ends it."""
        self._process.terminate()
        self._process.wait(STOP_SECONDS)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait(STOP_SECONDS)

    def _connected(self) -> Marionette | None:
        assert self._process.poll() is None, f"Firefox ended: {self._process.returncode}"
        try:
            return Marionette(self._port)
        except OSError:
            return None


def preferences(linkedin: LinkedIn, addon: str, uuid: str, language: str) -> dict[str, str | int | bool]:
    """The genuine address leads to the stand-in; whatever else the browser might ask for is not there."""
    return {
        "network.dns.localDomains": HOST,
        "network.socket.forcePort": f"443={linkedin.port}",
        "network.proxy.type": 1,
        "network.proxy.http": "127.0.0.1",
        "network.proxy.http_port": 9,
        "network.proxy.ssl": "127.0.0.1",
        "network.proxy.ssl_port": 9,
        "network.proxy.no_proxies_on": HOST,
        "extensions.webextensions.uuids": json.dumps({addon: uuid}),
        "extensions.webextensions.keepUuidOnUninstall": True,
        "intl.locale.requested": language,
        "intl.accept_languages": language,
        "browser.startup.page": 0,
        "browser.sessionstore.resume_from_crash": False,
        "toolkit.startup.max_resumed_crashes": -1,
        "browser.aboutwelcome.enabled": False,
        "datareporting.policy.dataSubmissionEnabled": False,
    }
