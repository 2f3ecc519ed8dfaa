"""The extension's popup as the member sees it: its state and its figures."""

from e2e.patience import PATIENCE_SECONDS, until
from e2e.sheet import Sheet

PILLARS = ("brand", "people", "insights", "relationships")
FIGURES = {
    "total": "#total",
    **{pillar: f"#pillars li[data-pillar={pillar}] .value" for pillar in PILLARS},
    "industry rank": "#industry-rank",
    "network rank": "#network-rank",
    "industry average": "#industry-average",
    "network average": "#network-average",
}
STATE = "document.body?.dataset.state"


class Popup(Sheet):
    @property
    def state(self) -> str | None:
        """What the popup's body says of itself: `working`, `done`, `waiting`, …; None while it loads."""
        state: str | None = self.now(f"{STATE} ?? null")
        return state

    def wait_for_state(self, wanted: str, *, seconds: float = PATIENCE_SECONDS) -> None:
        self._wait(f"the popup is {wanted!r}", f"{STATE} === '{wanted}'", seconds)

    def wait_for_outcome(self, *, seconds: float = PATIENCE_SECONDS) -> str:
        """The state once the work is done."""
        return until(
            "the popup says what came of it",
            lambda: self.state if self.state not in (None, "working") else "",
            seconds=seconds,
        )

    def wait_for_outbox(self, number: int) -> None:
        """Until so many captures stand in the list of those that wait or need attention."""
        found = "document.querySelectorAll('#outbox li[data-id]').length"
        self._wait(f"the outbox lists {number}", f"{found} === {number}")

    def figures(self) -> dict[str, str]:
        return {name: self.text(selector) for name, selector in FIGURES.items()}
