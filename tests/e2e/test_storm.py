"""Many clicks, while the server comes and goes and the worker is ended at any moment: each click arrives, once."""

import random
import sys
import time
from datetime import UTC, datetime

import pytest

from e2e.kept import clicks
from e2e.linkedin import LinkedIn
from e2e.member import Member
from e2e.service import MemberService
from e2e.soak import SOAK
from e2e.ssi_page import page

CLICKS = 200 if SOAK else 8
SEED = random.SystemRandom().randrange(10_000)
KEPT = ("done", "waiting")
LONGEST_DEATH = 40  # seconds: until then a worker that was ended may hold its locks, and seem to be at work


def test_every_click_arrives_once_with_its_time(
    paired: Member, linkedin: LinkedIn, service: MemberService, capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\nstorm of {CLICKS} clicks in {paired.browser.name}, seed {SEED}\n")
    storm = Storm(paired, service, random.Random(SEED))
    linkedin.serve_ssi(page())
    paired.open_ssi_page()
    promised = [storm.click() for _ in range(CLICKS)]

    service.kill()
    service.start()
    # A badge may be that of before: the worker is ended at any moment, also between its work and what it shows of it.
    paired.let_time_pass_until("each has arrived", lambda: have_arrived(promised, service), seconds=60)
    paired.let_time_pass_until_badge("53", seconds=60)
    moments = clicks(service.data_dir)
    found = {click: number_within(click, moments) for click in [*promised, *storm.unsure]}
    assert {click: found[click] for click in promised if found[click] != 1} == {}
    assert {click: found[click] for click in storm.unsure if found[click] > 1} == {}
    assert sum(found.values()) == len(moments)


Click = tuple[datetime, datetime]  # the second in which it was made, and when the popup had said what came of it


def have_arrived(promised: list[Click], service: MemberService) -> bool:
    moments = clicks(service.data_dir)
    return all(number_within(click, moments) for click in promised)


def number_within(click: Click, moments: list[datetime]) -> int:
    return sum(click[0] <= moment <= click[1] for moment in moments)


class Storm:
    def __init__(self, member: Member, service: MemberService, dice: random.Random) -> None:
        self.unsure: list[Click] = []  # the popup asked to click again
        self._member, self._service, self._dice = member, service, dice
        self._up = True

    def click(self) -> Click:
        """The next click that the extension says it has kept."""
        while True:
            self._blow()
            second = next_second()
            popup = self._member.click_for_popup()
            if self._dice.random() < 0.3:
                time.sleep(self._dice.uniform(0, 0.8))
                self._member.stop_worker()
            state = popup.wait_for_outcome(seconds=LONGEST_DEATH)
            click = second, datetime.now(UTC)
            popup.close()
            if state in KEPT:
                return click
            self.unsure.append(click)

    def _blow(self) -> None:
        if self._dice.random() < 0.25:
            (self._service.kill if self._up else self._service.start)()
            self._up = not self._up


def next_second() -> datetime:
    """The beginning of a second in which nobody has clicked yet."""
    time.sleep(1 - time.time() % 1 + 0.01)
    return datetime.now(UTC).replace(microsecond=0)
