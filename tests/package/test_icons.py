"""The icons: drawn once, legible on every toolbar, and as PNG what the drawing says.

`SSI_HISTORY_PICTURES=write` writes the PNGs anew.
"""

from __future__ import annotations

import base64
import json
import os
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from e2e.browsers import find_chromium, is_root

EXTENSION = Path(__file__).parents[2] / "extension"
ICONS = EXTENSION / "icons"
SIZES = (16, 20, 24, 32, 40, 48, 64, 96, 128)
TOOLBARS = {  # of Chromium and Firefox, as they come
    "icon.svg": ("#ffffff", "#202124", "#3c4043", "#2b2a33"),
    "icon-on-light.svg": ("#ffffff", "#f9f9fb", "#dfe1e5"),
}
LEGIBLE = 3.0  # WCAG 2.2, 1.4.11: parts of a graphic that one must tell apart
NOT_THE_SAME = 12  # of 255: what two versions of a browser may differ by in a pixel

DRAW = """async ([svg, size]) => {
    const image = new Image();
    image.src = "data:image/svg+xml;base64," + svg;
    await image.decode();
    const canvas = new OffscreenCanvas(size, size);
    canvas.getContext("2d").drawImage(image, 0, 0, size, size);
    const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
    return btoa(String.fromCharCode(...bytes));
}"""
DIFFERENCE = """async (pictures) => {
    const [one, other] = await Promise.all(pictures.map(async (picture) => {
        const image = new Image();
        image.src = "data:image/png;base64," + picture;
        await image.decode();
        const pen = new OffscreenCanvas(image.width, image.height).getContext("2d");
        pen.drawImage(image, 0, 0);
        return pen.getImageData(0, 0, image.width, image.height).data;
    }));
    if (one.length !== other.length) return 255;
    return one.reduce((most, value, at) => Math.max(most, Math.abs(value - other[at])), 0);
}"""


@dataclass(frozen=True)
class Drawn:
    """How far the kept files are from what the browser makes of the drawing, of 255; and another drawing."""

    off: dict[int, int]
    other_drawing_off: int


@pytest.fixture(scope="module")
def drawn() -> Drawn:
    """In a thread of its own: Playwright stands no second one beside it, and the browser tests have one."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(draw, find_chromium().path).result()


def draw(chromium: Path) -> Drawn:
    arguments = ["--disable-gpu", *(["--no-sandbox"] if is_root() else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        page = browser.new_page()
        svg, other = (base64.b64encode((ICONS / name).read_bytes()).decode() for name in TOOLBARS)
        pngs = {size: page.evaluate(DRAW, [svg, size]) for size in SIZES}
        if os.environ.get("SSI_HISTORY_PICTURES") == "write":
            for size, png in pngs.items():
                (ICONS / f"icon-{size}.png").write_bytes(base64.b64decode(png))
        kept = {size: base64.b64encode((ICONS / f"icon-{size}.png").read_bytes()).decode() for size in SIZES}
        off = {size: page.evaluate(DIFFERENCE, [kept[size], pngs[size]]) for size in SIZES}
        other_off = page.evaluate(DIFFERENCE, [pngs[32], page.evaluate(DRAW, [other, 32])])
        browser.close()
    return Drawn(off, other_off)


@pytest.mark.xdist_group("browser")
def test_each_png_is_the_drawing(drawn: Drawn) -> None:
    assert {size: off for size, off in drawn.off.items() if off > NOT_THE_SAME} == {}


@pytest.mark.xdist_group("browser")
def test_another_drawing_is_noticed(drawn: Drawn) -> None:
    assert drawn.other_drawing_off > NOT_THE_SAME


@pytest.mark.parametrize("name", TOOLBARS)
def test_every_part_is_legible_on_every_toolbar(name: str) -> None:
    tile, *bars = re.findall(r'fill="(#[0-9a-f]{6})"', (ICONS / name).read_text("utf-8"))
    assert len(bars) == 2
    for ground in (*TOOLBARS[name], *bars):
        assert contrast(tile, ground) >= LEGIBLE, f"{tile} on {ground}"


def test_the_manifest_names_every_size_and_both_toolbars() -> None:
    manifest = json.loads((EXTENSION / "manifest.json").read_text("utf-8"))
    pngs = {str(size): f"icons/icon-{size}.png" for size in SIZES}
    assert manifest["icons"] == pngs
    assert manifest["action"]["default_icon"] == pngs
    for icon in manifest["action"]["theme_icons"]:  # "dark" and "light" are the toolbar's text in Firefox
        assert (icon["dark"], icon["light"]) == ("icons/icon-on-light.svg", "icons/icon.svg")
    assert {path.name for path in ICONS.iterdir()} == {Path(png).name for png in pngs.values()} | set(TOOLBARS)


def contrast(one: str, other: str) -> float:
    """Between two colours, from 1 to 21, as WCAG defines it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
