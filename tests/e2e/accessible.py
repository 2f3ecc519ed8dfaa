"""What axe-core finds wrong with a document, and what of it cannot be reached or read."""

from typing import Any

from e2e.sheet import Sheet
from e2e.ssi_page import ROOT

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
FINDINGS = """(async () => {
  if (!window.axe) { %s }
  const { violations } = await window.axe.run(document);
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target).join(", ")}`);
})()"""
USABLE = """[...document.querySelectorAll("button, input, summary, a[href]")]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.matches(":disabled"))"""
FOCUSED = f"{USABLE}.indexOf(document.activeElement)"
NAMES = f"{USABLE}.map((each) => each.id || each.className || each.localName)"
RING = "getComputedStyle(document.activeElement).outlineStyle"
# What is only read aloud is one pixel wide.
CUT_OFF = """[...document.querySelectorAll("body *")]
  .filter((each) => each.innerText && each.clientWidth > 1 && each.scrollWidth > each.clientWidth + 1)
  .filter((each) => getComputedStyle(each).overflowX !== "visible")
  .map((each) => each.id || each.className || each.localName)"""


def findings(sheet: Sheet) -> list[str]:
    """What axe-core objects to, a line each."""
    found: list[str] = sheet.evaluate(FINDINGS % AXE)
    return found


def reached_by_keyboard(sheet: Sheet) -> tuple[list[str], list[str]]:
    """The controls that there are, and those that the Tab key comes to with a ring around them."""
    names: list[str] = sheet.evaluate(NAMES)
    reached: set[int] = set()
    for _ in range(2 * len(names) + 4):
        sheet.document.press("Tab")
        at, ring = sheet.evaluate(f"[{FOCUSED}, {RING}]")
        if at >= 0 and ring != "none":
            reached.add(at)
    return names, [names[at] for at in sorted(reached)]


def cut_off(sheet: Sheet) -> list[Any]:
    """Elements whose text is wider than the place that they give it."""
    found: list[Any] = sheet.evaluate(CUT_OFF)
    return found
