"""What docs/deploy.md says to write down, taken from there: settings, the service's command, and the site for nginx."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

NAME = "ssi.example.org"
"""The server's name in the document."""

_DOCUMENT = (Path(__file__).parents[2] / "docs" / "deploy.md").read_text("utf-8")
_UPSTREAM = re.compile(r"^ +server 127\.0\.0\.1:8712;.*$", re.MULTILINE)


def settings() -> dict[str, str]:
    """Those of /etc/ssi-history.env."""
    lines = _block("sh", "SSI_HISTORY_DATA_DIR=").splitlines()
    return dict(line.split("=", 1) for line in lines)


def gunicorn() -> list[str]:
    """The words of ExecStart in the service, without the program's own path."""
    [command] = re.findall(r"^ExecStart=\S+/gunicorn (.+)$", _block("ini", "ssi_server.app"), re.MULTILINE)
    return shlex.split(command)


def nginx(port: int, servers: list[int], certificate: Path, key: Path) -> str:
    """The site as it is in the document, but for the port, the servers behind it, and where the certificate lies."""
    text = _block("nginx", "upstream")
    text = _UPSTREAM.sub("\n".join(f"    server 127.0.0.1:{one};" for one in servers), text)
    text = text.replace("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;")
    text = text.replace(f"/etc/ssl/certs/{NAME}.pem", str(certificate))
    return text.replace(f"/etc/ssl/private/{NAME}.key", str(key))


def _block(kind: str, within: str) -> str:
    """The one block of code of this kind that holds these words."""
    blocks = re.findall(rf"^```{kind}\n(.*?)^```$", _DOCUMENT, re.MULTILINE | re.DOTALL)
    [found] = [block for block in blocks if within in block]
    return str(found)
