"""The dashboard in a real browser gives it nothing to complain of, and can be read by everybody, also on paper."""

import re
import struct
from pathlib import Path
from types import SimpleNamespace

import pytest

from e2e.accessible import AXE, FINDINGS, reached_by_keyboard
from e2e.document import Scheme
from e2e.policies import BrokenPolicies
from e2e.sample import Sample

PAGE_COUNT = re.compile(rb"/Type /Pages\s*/Count (\d+)")
BLANK = 12_000  # bytes; an empty page of 1280 × 800 makes a PNG of less
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_every_page_keeps_its_policy_fits_its_window_and_gives_axe_nothing_to_object_to(
    sample: Sample, scheme: Scheme, width: int
) -> None:
    assert len(sample.pages) > 3
    with sample.dashboard(scheme=scheme, width=width) as dashboard:
        for address in sample.pages:
            dashboard.open(address)
            assert dashboard.overflow() <= 0, f"{address} is wider than {width} pixels"
            assert len(dashboard.page.screenshot(full_page=True)) > BLANK, address
            dashboard.page.locator("details").evaluate_all("(all) => all.forEach((each) => { each.open = true; })")
            assert dashboard.page.evaluate(FINDINGS % AXE) == [], address
            assert dashboard.complaints == [], address


def test_charts_are_drawn_and_can_be_hovered_over(sample: Sample) -> None:
    with sample.dashboard() as dashboard:
        dashboard.open(sample.home)
        assert dashboard.hover_over_charts() >= 3
        assert dashboard.complaints == []


def test_the_watch_on_complaints_sees_a_broken_policy(sample: Sample, policies: BrokenPolicies) -> None:
    with sample.dashboard() as dashboard:
        dashboard.open(sample.home)
        dashboard.page.evaluate("document.body.setAttribute('style', 'color: red')")
        assert any("style-src" in complaint for complaint in dashboard.complaints)
    [report] = policies.take()
    assert report.startswith(f"{sample.home}: ")
    assert "style-src" in report


def test_every_control_is_reached_by_keyboard_with_a_ring_around_it(sample: Sample) -> None:
    with sample.dashboard() as dashboard:
        for address in (sample.home, sample.report, sample.share):
            dashboard.open(address)
            page = dashboard.page
            sheet = SimpleNamespace(evaluate=page.evaluate, document=page.keyboard)
            controls, reached = reached_by_keyboard(sheet)
            assert len(controls) > 5
            assert reached == controls, address


def test_every_figure_can_be_read_without_scripts(sample: Sample) -> None:
    with sample.dashboard(scripts=False) as dashboard:
        dashboard.open(sample.home)
        page = dashboard.page
        assert page.locator("noscript").is_visible()
        assert page.locator(".total-figure strong").inner_text().isdecimal()
        assert page.locator(".pillar-value").count() == 4
        assert page.locator(".around li").count() > 5
        assert page.locator(".aims li").count() == 4
        for summary in page.locator("main summary").all():
            summary.click()
        assert page.locator("main details:not([open])").count() == 0
        assert page.locator(".chart details tbody tr").count() > 100
        assert page.locator(".chart details tbody tr").last.is_visible()
        assert page.locator(".stage:visible").count() == 0


@pytest.mark.parametrize("range_", ["30", "365", "all", "2020-01-01..2020-12-31"])
def test_the_report_is_one_page_of_paper(sample: Sample, range_: str) -> None:
    with sample.dashboard() as dashboard:
        dashboard.open(f"{sample.report}?range={range_}")
        pdf = dashboard.page.pdf(prefer_css_page_size=True)
    assert PAGE_COUNT.findall(pdf) == [b"1"]
    assert re.findall(rb"/MediaBox \[0 0 (\d+)\.\d+ (\d+)\.\d+\]", pdf) == [(b"594", b"841")]


def test_the_report_has_room_for_every_goal_and_long_notes(sample: Sample) -> None:
    """As many words as there can be: six goals, each with its outlook, and notes that go on and on."""
    with sample.dashboard() as dashboard:
        dashboard.open(sample.report)
        dashboard.page.evaluate("""() => {
          const [goals] = document.querySelectorAll(".report-aims");
          goals.append(...[...goals.children].slice(0, 2).map((goal) => goal.cloneNode(true)));
          for (const note of document.querySelectorAll(".report-notes li")) note.append(" and so on".repeat(40));
        }""")
        assert dashboard.page.locator(".report-aims li").count() == 6
        assert PAGE_COUNT.findall(dashboard.page.pdf(prefer_css_page_size=True)) == [b"1"]


def test_paper_is_white_whatever_the_screen_is(sample: Sample) -> None:
    with sample.dashboard(scheme="dark") as dashboard:
        dashboard.open(sample.report)
        dashboard.page.emulate_media(media="print")
        for part in ("body", ".card"):
            ground = dashboard.page.locator(part).first.evaluate("(it) => getComputedStyle(it).backgroundColor")
            assert ground == "rgb(255, 255, 255)"


def test_the_picture_can_be_kept_as_png_and_as_svg(sample: Sample, tmp_path: Path) -> None:
    with sample.dashboard() as dashboard:
        dashboard.open(sample.share)
        kept = {}
        for name in ("PNG", "SVG"):
            with dashboard.page.expect_download() as download:
                dashboard.page.get_by_text(f"Download as {name}").click()
            assert download.value.suggested_filename.endswith(f".{name.lower()}")
            download.value.save_as(tmp_path / name)
            kept[name] = (tmp_path / name).read_bytes()
        assert dashboard.complaints == []
    assert kept["PNG"].startswith(PNG)
    assert struct.unpack(">II", kept["PNG"][16:24]) == (2400, 1260)
    assert len(kept["PNG"]) > 20_000  # an empty picture of that size has less
    assert kept["SVG"].startswith(b"<svg ")


def test_an_action_is_noted_by_one_click_and_stands_among_the_notes(sample: Sample) -> None:
    with sample.dashboard() as dashboard:
        dashboard.open(sample.home)
        dashboard.page.get_by_role("button", name="Joined a discussion or a group").first.click()
        assert "Noted for" in dashboard.page.get_by_role("status").first.inner_text()
        assert dashboard.page.locator(".around li").first.inner_text().count("Joined a discussion or a group") == 1
