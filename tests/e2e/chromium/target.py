"""One target of Chromium, spoken to over the Chrome DevTools Protocol.

The popup and the worker need this: Playwright does not list them among its pages.
"""

import json
import time
from itertools import count
from typing import Any

from playwright.sync_api import CDPSession, Error

from e2e.document import Gone
from e2e.patience import LATENESS

ANSWER_SECONDS = 30


class Target:
    def __init__(self, browser: CDPSession, target_id: str) -> None:
        self._browser = browser
        self._numbers = count(1)
        self._answers: dict[int, dict[str, Any]] = {}
        browser.on("Target.receivedMessageFromTarget", self._hear)
        attached = browser.send("Target.attachToTarget", {"targetId": target_id, "flatten": False})
        self._session: str = attached["sessionId"]

    def send(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        """The protocol's answer; raises Gone when there is none."""
        number = next(self._numbers)
        message = json.dumps({"id": number, "method": method, "params": params})
        try:
            self._browser.send("Target.sendMessageToTarget", {"sessionId": self._session, "message": message})
        except Error as closed:
            raise Gone(method) from closed
        answer = self._wait_for(number)
        if "error" in answer:
            raise Gone(f"{method}: {answer['error']['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    def close(self) -> None:
        """Let go of the target, which lives on."""
        self._browser.remove_listener("Target.receivedMessageFromTarget", self._hear)
        self._browser.send("Target.detachFromTarget", {"sessionId": self._session})

    def _hear(self, event: dict[str, Any]) -> None:
        if event["sessionId"] == self._session:
            message = json.loads(event["message"])
            if "id" in message:
                self._answers[message["id"]] = message

    def _wait_for(self, number: int) -> dict[str, Any]:
        start = time.monotonic()
        while number not in self._answers:
            waited = time.monotonic() - start
            if waited > ANSWER_SECONDS:
                raise Gone(f"no answer within {ANSWER_SECONDS} s")
            time.sleep(max(0.002, waited * LATENESS))
            self._browser.send("Browser.getVersion")  # events are heard only while a call is under way
        return self._answers.pop(number)
