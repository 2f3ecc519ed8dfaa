"""A folder with the extension, loaded by a real Chromium."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import sync_playwright

from e2e.browsers import find_chromium, is_root


def loaded_manifest(folder: Path) -> dict[str, Any]:
    """The manifest as the extension's own worker sees it.

    In a thread of its own: Playwright stands no second one beside it, and the browser tests have one.
    """
    chromium = find_chromium().path
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(_loaded, chromium, folder).result()


def _loaded(chromium: Path, folder: Path) -> dict[str, Any]:
    arguments = [f"--load-extension={folder}", f"--disable-extensions-except={folder}", "--disable-gpu"]
    arguments += ["--no-sandbox"] if is_root() else []
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(profile, executable_path=chromium, args=arguments)
        workers = context.service_workers or [context.wait_for_event("serviceworker")]
        manifest: dict[str, Any] = workers[0].evaluate("chrome.runtime.getManifest()")
        context.close()
    return manifest
