"""The charts in a real browser: drawn, switched, pointed at, walked through by keyboard, saved as pictures."""

import re
from collections.abc import Iterator
from contextlib import closing
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator, Page, Playwright

from bench.dashboard import TEN_YEARS, served, usable
from e2e.browsers import find_chromium
from e2e.chromium.browser import common_arguments
from e2e.sample import Sample
from e2e.watched import Watched

CHARTS = ("score", "pillar", "rank", "compare")
DRAWN = """(svg) => [...svg.querySelectorAll("path")]
  .map((path) => path.getAttribute("d") + path.getAttribute("fill")).sort().join()"""
SHOWN = """(canvas) => {
  const [{ start, end }] = echarts.getInstanceByDom(canvas).getOption().dataZoom;
  return end - start;
}"""  # percent of the range
CROWDED = """(svg) => {
  const all = (what) => [...svg.querySelectorAll(what)].map((drawn) => [drawn, drawn.getBoundingClientRect()]);
  const words = all("text").filter(([text]) => text.textContent.trim());
  const marks = all("path").filter(([, { width, height }]) => 0 < width && width < 14 && 0 < height && height < 14);
  const near = (a, b) => a.left < b.right + 1 && b.left < a.right + 1 && a.top < b.bottom + 3 && b.top < a.bottom + 3;
  return words.flatMap(([text, place]) => [...words, ...marks]
    .filter(([other, at]) => other !== text && near(place, at))
    .map(([other]) => `${text.textContent} / ${other.textContent || other.getAttribute("d")}`));
}"""
PNG = b"\x89PNG\r\n\x1a\n"
TRAVELLED = """() => ["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind))
  .filter(({ name }) => !name.includes("/vendor/")).reduce((sum, { transferSize }) => sum + transferSize, 0)"""
MOST_TRAVELLED = 150_000  # bytes of ten years by day, all but the chart library


@pytest.fixture(scope="module")
def tab(sample: Sample) -> Iterator[Watched]:
    with sample.dashboard() as tab:
        yield tab


@pytest.fixture
def dashboard(sample: Sample, tab: Watched) -> Iterator[Watched]:
    """Loaded anew for each test, in one tab: what it was made of stays with the browser."""
    tab.complaints.clear()
    tab.open(sample.home)
    yield tab
    assert tab.complaints == []  # Above all: no tooltip, switch or picture breaks the policy.


def stage(page: Page, axis: str) -> Locator:
    return page.locator(f".stage[data-axis={axis}]")


def drawn(chart: Locator) -> str:
    """What the picture is made of, to be compared with itself at another time."""
    shapes: str = chart.locator(".canvas svg").evaluate(DRAWN)
    return shapes


@pytest.mark.parametrize("axis", CHARTS)
def test_every_key_switches_what_it_names(dashboard: Watched, axis: str) -> None:
    chart = stage(dashboard.page, axis)
    keys = chart.locator(".keys button").all()
    assert len(keys) > 1
    for key in keys:
        before, pressed = drawn(chart), key.get_attribute("aria-pressed")
        key.click()
        assert key.get_attribute("aria-pressed") != pressed
        assert drawn(chart) != before, key.inner_text()
        key.press("Enter")
        assert key.get_attribute("aria-pressed") == pressed
        assert drawn(chart) == before, key.inner_text()


def test_pillars_are_stacked_and_unstacked(dashboard: Watched) -> None:
    chart = stage(dashboard.page, "pillar")
    before = drawn(chart)
    chart.get_by_role("button", name="Stacked").click()
    assert "100" in chart.locator(".canvas svg text").all_text_contents()
    chart.get_by_role("button", name="Stacked").press("Enter")
    assert drawn(chart) == before


def test_the_pointer_is_told_the_day_and_the_figures(dashboard: Watched) -> None:
    chart = stage(dashboard.page, "pillar")
    chart.scroll_into_view_if_needed()
    chart.locator(".canvas").hover()
    told = "\n".join(chart.locator(".canvas svg text").all_text_contents())
    assert re.search(r"\d{1,2} \w+ \d{4}", told)
    assert re.search(r"Brand\s+\d+\.\d+", told)


def test_arrow_keys_go_from_date_to_date_and_plus_and_0_zoom(dashboard: Watched) -> None:
    chart = stage(dashboard.page, "score")
    plot, told = chart.locator(".plot"), chart.locator(".told")
    dates = [row.split("\n")[0] for row in dashboard.page.locator("#table-score tbody time").all_text_contents()]
    plot.focus()
    before = drawn(chart)
    plot.press("+")
    assert drawn(chart) != before
    plot.press("0")
    assert drawn(chart) == before
    for key, at in (("End", 0), ("ArrowLeft", 1), ("ArrowLeft", 2), ("ArrowRight", 1)):
        plot.press(key)
        assert (told.text_content() or "").split("\n")[0] == dates[at]
    assert re.search(r"Total\s+\d+", told.text_content() or "")


def test_the_wheel_scrolls_the_page_and_zooms_with_a_key_held(dashboard: Watched) -> None:
    page, canvas = dashboard.page, stage(dashboard.page, "score").locator(".canvas")
    canvas.hover()
    place = page.evaluate("scrollY")
    page.mouse.wheel(0, -50)
    page.wait_for_function("(place) => scrollY === place - 50", arg=place)
    assert canvas.evaluate(SHOWN) == 100
    page.keyboard.down("Control")
    page.mouse.wheel(0, -50)
    page.keyboard.up("Control")
    page.wait_for_function(f"(canvas) => ({SHOWN})(canvas) < 100", arg=canvas.element_handle())
    assert page.evaluate("scrollY") == place - 50


@pytest.mark.parametrize("range_of_dates", ["", "?from=2020-01-01&to=2020-12-31"], ids=["a year", "an empty range"])
def test_words_stand_clear_of_each_other_and_of_the_notes(
    sample: Sample, dashboard: Watched, range_of_dates: str
) -> None:
    dashboard.open(sample.home + range_of_dates)
    for axis in ("score", "rank"):
        assert stage(dashboard.page, axis).locator(".canvas svg").evaluate(CROWDED) == []


def test_charts_fit_the_paper_and_the_window_again(dashboard: Watched) -> None:
    chart = stage(dashboard.page, "score")
    picture = chart.locator(".canvas svg")
    width, before = picture.get_attribute("width"), drawn(chart)
    printed = picture.evaluate(f"(svg) => {{ dispatchEvent(new Event('beforeprint')); return ({DRAWN})(svg); }}")
    assert picture.get_attribute("width") == "680"
    assert printed == drawn(chart) != before  # at once: no frame is drawn between the event and the paper
    dashboard.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert picture.get_attribute("width") == width != "680"


@pytest.mark.parametrize("axis", CHARTS)
def test_a_chart_is_saved_as_a_sharp_picture_with_its_title(dashboard: Watched, axis: str) -> None:
    chart = stage(dashboard.page, axis)
    title = chart.get_attribute("data-title") or ""
    saved = {}
    for form in ("png", "svg"):
        with dashboard.page.expect_download() as download:
            chart.locator(f"[data-save={form}]").click()
        assert re.fullmatch(rf"ssi-\w+-\d{{4}}-\d\d-\d\d.*\.{form}", download.value.suggested_filename)
        saved[form] = download.value.path().read_bytes()
    assert saved["png"].startswith(PNG)
    assert int.from_bytes(saved["png"][16:20], "big") >= 2400  # pixels across
    picture = ElementTree.fromstring(saved["svg"])  # noqa: S314  # our own
    words = {text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")}
    keys = {key.inner_text() for key in chart.locator("[data-figure][aria-pressed=true]").all()}
    assert {title, *keys} <= words


def test_a_range_is_chosen_and_two_dates_are_compared_without_scripts(sample: Sample) -> None:
    with sample.dashboard(scripts=False) as dashboard:
        dashboard.open(sample.home)
        page = dashboard.page
        assert not stage(page, "score").is_visible()
        page.get_by_role("link", name="90 days").click()
        assert "range=90" in page.url
        page.locator("#comparison [name=and]").fill("2000-01-01")
        page.get_by_role("button", name="Compare").click()
        assert "There is no capture on or before 1 January 2000." in page.locator("#comparison").inner_text()
        page.get_by_text("Show as table").first.click()
        assert page.locator("#table-score tbody tr").first.is_visible()
        assert dashboard.complaints == []


def test_ten_years_by_day_are_drawn_of_little_that_travels(playwright: Playwright) -> None:
    browser = playwright.chromium.launch(executable_path=find_chromium().path, args=common_arguments())
    with closing(browser), served(browser, TEN_YEARS) as signed_in:
        page = browser.new_context(storage_state=signed_in.context.storage_state()).new_page()  # with nothing cached
        usable(page, f"{signed_in.url}?range=all&every=day")
        assert 0 < page.evaluate(TRAVELLED) <= MOST_TRAVELLED
