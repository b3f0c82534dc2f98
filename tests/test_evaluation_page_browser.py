"""The page of an evaluation in a browser: a dot opens its item, nothing leaves the file, it fits a phone."""

from __future__ import annotations

import shutil

import pytest
from test_evaluation_reports import HOSTILE, evaluation

from summarizer.evaluation.write import write_evaluation

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def test_a_dot_opens_its_item_and_the_page_is_quiet(tmp_path):
    if CHROMIUM is None:
        pytest.skip("no chromium, chromium-browser or google-chrome on PATH")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = tmp_path / "result.html"
    write_evaluation(evaluation(name=HOSTILE, text=HOSTILE), path)
    requests, complaints = [], []
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page(viewport={"width": 360, "height": 780})
        page.on("request", lambda one: requests.append(one.url))
        page.on("console", lambda one: complaints.append(one.text))
        page.on("dialog", lambda one: complaints.append(one.message))
        page.goto(path.as_uri())
        assert page.locator("details[open]").count() == 0
        page.locator("a[href='#item-1'] circle").first.click(force=True)
        page.wait_for_timeout(300)
        assert page.locator("details[open] #item-1").count() == 1
        wide = page.evaluate("document.documentElement.scrollWidth")
        browser.close()
    assert wide <= 360
    assert all(url.startswith("file:") for url in requests)
    assert complaints == []
