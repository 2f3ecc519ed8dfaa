"""The language of Firefox's remote control, as far as it is needed: scripts with the browser's own rights.

A packet is its length in bytes, a colon, JSON: a command `[0, number, name, parameters]`, an answer
`[1, number, error, result]`. Firefox speaks first. No driver comes in between.
"""

import json
import socket
from itertools import count
from typing import Any

ANSWER_SECONDS = 60
RUN = """
const [given, done] = arguments;
(async () => { %s })().then((value) => done({ value }), (error) => done({ error: `${error}\\n${error.stack}` }));
"""


class ChromeError(Exception):
    """A script of ours has failed in the browser."""


class Marionette:
    def __init__(self, port: int) -> None:
        """Raises OSError while nobody listens."""
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=ANSWER_SECONDS)
        self._stream = self._socket.makefile("rb")
        self._numbers = count(1)
        self._receive()
        capabilities = {"acceptInsecureCerts": True, "timeouts": {"script": ANSWER_SECONDS * 1000}}
        session = self._command("WebDriver:NewSession", capabilities)
        self.version: str = session["capabilities"]["browserVersion"]
        self._command("Marionette:SetContext", {"value": "chrome"})

    def run(self, script: str, *given: Any) -> Any:
        """What the body of an asynchronous function returns that knows `given`; raises ChromeError where it throws."""
        parameters = {"script": RUN % script, "args": [list(given)], "sandbox": "system"}
        answer = self._command("WebDriver:ExecuteAsyncScript", parameters)["value"]
        if "error" in answer:
            raise ChromeError(answer["error"])
        return answer.get("value")

    def close(self) -> None:
        self._stream.close()
        self._socket.close()

    def _command(self, name: str, parameters: dict[str, Any]) -> dict[str, Any]:
        packet = json.dumps([0, next(self._numbers), name, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(packet), packet))
        _, _, error, result = self._receive()
        if error:
            raise ChromeError(f"{name}: {error['error']}: {error['message']}")
        answer: dict[str, Any] = result
        return answer

    def _receive(self) -> Any:
        length = b""
        while (byte := self._stream.read(1)) != b":":
            if not byte:
                raise ConnectionError("Firefox has hung up.")
            length += byte
        return json.loads(self._stream.read(int(length)))
