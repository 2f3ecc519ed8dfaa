"""The OpenID Connect provider that is certified to be one, as a process of its own on this machine."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
CLIENT, SECRET = "ssi-history", "not so secret"


@contextmanager
def certified_provider(back_to: str, port: int = 0) -> Iterator[str]:
    """Its issuer, by a name that is another site than 127.0.0.1. It knows one client, whose people go `back_to` it."""
    client = {"client_id": CLIENT, "client_secret": SECRET, "redirect_uris": [back_to]}
    node = Path(sys.executable).parent / "node"
    command = [node, HERE / "oidc_provider.js", str(port), json.dumps(client)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            issuer = process.stdout.readline().strip()
            assert issuer, "the provider does not start: is oidc-provider installed?"
            yield issuer
        finally:
            process.terminate()


def environment(issuer: str, **others: str) -> dict[str, str]:
    """The settings of a server that knows it."""
    settings = {"ISSUER": issuer, "CLIENT_ID": CLIENT, "CLIENT_SECRET": SECRET} | others
    return {f"SSI_HISTORY_OPENID_{name}": value for name, value in settings.items()}
