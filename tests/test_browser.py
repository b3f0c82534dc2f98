from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import report_cases

from summarizer.report import write_comparison

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
PHONE = {"width": 360, "height": 780}
Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium, chromium-browser or google-chrome on PATH")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("reports")
    paths = {name: folder / f"{name}.html" for name in report_cases.CASES}
    for name, path in paths.items():
        write_comparison(report_cases.CASES[name](), path)
    return paths


@pytest.fixture
def open_report(browser: Browser, reports: dict[str, Path]) -> Iterator[Open]:
    """Open a report; afterwards no request has left the file and nothing was complained about on the console."""
    contexts, requests, complaints = [], [], []

    def open_one(name: str, *, width: int = 1440, height: int = 900, **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("request", lambda request: requests.append(request))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(reports[name].as_uri())
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert all(one.url.startswith("file:") and one.is_navigation_request() for one in requests)
    assert complaints == []


def lit(page: Page) -> str:
    return "".join(page.locator(".lit").all_text_contents())


def in_view(element: Locator) -> bool:
    """Whether the middle of the element's first line is what is seen there: neither scrolled off nor covered."""
    element.page.wait_for_timeout(500)
    script = """one => { const box = one.getClientRects()[0];
        const seen = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        return one.contains(seen); }"""
    return bool(element.evaluate(script))


def shown_facts(page: Page) -> list[str]:
    return page.locator("tr[data-status]:visible .ref").all_text_contents()


def test_a_cell_opens_its_verbatim_sentence_in_the_article_beside(open_report: Open) -> None:
    comparison = report_cases.two_outlets()
    page = open_report("two")
    for fact in (1, 2):
        for outlet, quote in enumerate(
            ("Engineers found 14 cracks in the deck, police said.", "Inspectors counted 17 cracks.")
            if fact == 1
            else ("The bridge at Lowmere closed on Monday.", "Lowmere’s bridge was shut on Monday.")
        ):
            page.locator(f"#fact-{fact} td a").nth(outlet).click()
            assert lit(page) == quote
            assert in_view(page.locator(".lit").first)
            assert page.locator("#passage-outlet").text_content() == comparison.story.outlets[outlet]
    page.locator("#fact-1 td a").nth(1).click()
    assert "other figure" in page.locator("#passage").inner_text()
    assert "17, not 14" in page.locator("#passage").inner_text()
    page.locator("#fact-1 td a").nth(0).click()
    assert "Attributed to police." in page.locator("#passage-note").inner_text()


def test_a_far_passage_is_scrolled_to_in_its_pane(open_report: Open) -> None:
    page = open_report("twelve", width=1700)
    page.locator("#fact-20 td a").click()
    assert lit(page) == "Only Süddeutsches Küstenblatt spoke to the harbor master about dredging at pier 12."
    assert in_view(page.locator(".lit").first)
    assert page.locator("#pick").input_value() == "article-11"


def test_citations_of_the_summary_open_their_sentences(open_report: Open) -> None:
    page = open_report("two")
    page.locator("#story .cite", has_text="Clarion").first.click()
    assert lit(page) == "Inspectors counted 17 cracks."
    page.locator(".card .summary a").first.click()
    assert lit(page) == "Engineers found 14 cracks in the deck, police said."


def test_a_cell_with_several_sentences_turns_through_them(open_report: Open) -> None:
    page = open_report("two")
    page.evaluate(
        """() => { const [one, two] = document.querySelectorAll("#fact-1 td a, #fact-3 td a");
        const last = document.querySelector("#fact-3 td a");
        one.dataset.passages += ` ${last.dataset.passages}`; }"""
    )
    page.locator("#fact-1 td a").first.click()
    assert page.locator("#passage-count").text_content() == "Sentence 1 of 2"
    assert page.locator("#previous").is_disabled()
    page.locator("#next").click()
    assert lit(page) == "A ferry will carry foot passengers for free."
    assert page.locator("#next").is_disabled()


def test_filters_by_status_outlet_and_words(open_report: Open) -> None:
    page = open_report("two")
    assert shown_facts(page) == ["1", "2", "3", "4"]
    for name, facts in (("Disputed", ["1"]), ("Shared", ["2"]), ("Only one outlet", ["3", "4"])):
        button = page.locator("#filters button", has_text=name)
        button.click()
        assert shown_facts(page) == facts
        assert button.get_attribute("aria-pressed") == "true"
    page.locator("#outlet").select_option("in-1")
    assert shown_facts(page) == ["4"]
    page.locator("#filters button", has_text="All").click()
    page.locator("#outlet").select_option("out-1")
    assert shown_facts(page) == ["3"]
    page.locator("#outlet").select_option("")
    page.locator("#search").fill("INSPECTORS 17")
    assert shown_facts(page) == ["1"], (
        "the words of every outlet's sentence are searched, not only the fact's"
    )
    assert page.locator("#shown").text_content() == "Showing 1 of 4 facts"
    page.locator("#search").fill("zeppelin")
    assert shown_facts(page) == []
    page.locator("#clear").click()
    assert len(shown_facts(page)) == 4


def test_a_filter_keeps_what_two_origins_report(open_report: Open) -> None:
    page = open_report("copies")
    assert len(shown_facts(page)) == 4
    page.check("#independent")
    assert shown_facts(page) == []
    page.click("#clear")
    assert not page.is_checked("#independent")
    assert len(shown_facts(page)) == 4


def test_what_a_partial_sentence_shares_is_marked_in_its_article_and_in_the_wording(
    open_report: Open,
) -> None:
    page = open_report("copies")
    page.click("td.partly a.open")
    assert [one.text_content() for one in page.locator("#passage-wording mark").all()] == ["bridge"]
    assert {one.text_content() for one in page.locator(".said.common").all()} == {"bridge"}
    assert "Match: cosine 0.87 (score)." in (page.text_content("#passage-note") or "")
    page.keyboard.press("Escape")
    assert page.locator(".said.common").count() == 0


def test_a_fact_on_the_timeline_and_a_quotation_lead_to_their_places(open_report: Open) -> None:
    page = open_report("copies")
    page.click("#timeline .events .jump >> nth=0")
    assert page.evaluate("document.activeElement.closest('tr').id") == "fact-1"
    page.click("#quotes summary >> nth=0")
    assert page.locator("#quotes details[open] a.open").count() == 2
    page.locator("#quotes a.open").first.click()
    assert lit(page) == "The bridge"


def test_the_keyboard_is_enough(open_report: Open) -> None:
    page = open_report("two")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator("#search").focus()
    page.keyboard.press("Tab")
    focused = (
        "document.activeElement.closest('tr, article, body').id + ' ' + document.activeElement.className"
    )
    assert page.evaluate(focused) == "fact-1 open claim", "the matrix is one tab stop"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Clarion: partly"
    page.keyboard.press("Home")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    assert lit(page) == "Lowmere’s bridge was shut on Monday."
    assert page.evaluate("document.activeElement.classList.contains('lit')"), "focus follows to the sentence"
    page.keyboard.press("Escape")
    assert lit(page) == ""
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Clarion: partly"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('table')") is None, "one Tab leaves the matrix"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_the_number_after_a_sentence_leads_back_to_its_fact(open_report: Open) -> None:
    page = open_report("two")
    page.locator("#filters button", has_text="Disputed").click()
    page.locator("#article-1 .ref", has_text="4").click()
    assert shown_facts(page) == ["1", "2", "3", "4"], "a filter that hides the fact is lifted"
    assert page.evaluate("document.activeElement.closest('tr').id") == "fact-4"


@pytest.mark.parametrize("width", [360, 1440])
def test_hostile_text_neither_runs_nor_breaks_the_page(open_report: Open, width: int) -> None:
    page = open_report("hostile", width=width)
    assert page.locator("script").count() == 1
    assert page.locator("img, iframe, u, i").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    comparison = report_cases.hostile()
    for number in range(len(report_cases.HOSTILE)):
        page.locator("tr[data-status] td a").nth(2 * number).click()
        page.keyboard.press("Escape")
    page.locator("#fact-1 td a").first.click()
    assert lit(page) == comparison.claims[0].text
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_dark_and_light(open_report: Open) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    page = open_report("two")
    light = page.evaluate(ground)
    button = page.locator("#theme")
    assert button.get_attribute("aria-label") == "Use the dark colours"
    button.click()
    dark = page.evaluate(ground)
    assert dark != light
    assert button.get_attribute("aria-label") == "Use the light colours"
    page.reload()
    assert page.evaluate(ground) == dark, "the choice is kept"
    page.evaluate("localStorage.clear()")
    assert open_report("two", color_scheme="dark").evaluate(ground) == dark


@pytest.mark.parametrize("name", sorted(report_cases.CASES))
@pytest.mark.parametrize("width", [320, 360, 768, 1100, 1440])
def test_no_page_scrolls_sideways(open_report: Open, name: str, width: int) -> None:
    page = open_report(name, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_a_sentence_opens_over_the_page(open_report: Open) -> None:
    page = open_report("twelve", **PHONE)
    assert page.locator("#articles").is_hidden()
    link = page.locator("#fact-1 td a").nth(1)
    assert "Clarion" in link.inner_text()
    link.click()
    assert page.evaluate("document.activeElement.classList.contains('lit')")
    assert in_view(page.locator(".lit").first)
    assert page.locator("#articles").get_attribute("role") == "dialog"
    assert page.evaluate("document.getElementById('main').inert")
    page.locator("#close").click()
    page.wait_for_timeout(400)
    assert page.locator("#articles").is_hidden()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Clarion: partly"
    page.locator("nav a", has_text="Articles").click()
    assert page.locator("#article-0").is_visible()


def test_without_javascript_links_lead_to_the_sentences(open_report: Open) -> None:
    page = open_report("two", java_script_enabled=False)
    assert page.locator("#filters").is_hidden()
    link = page.locator("#fact-1 td a").nth(1)
    assert link.get_attribute("href") == "#" + str(
        page.locator(".said", has_text="17 cracks").get_attribute("id")
    )
    link.click()
    page.wait_for_timeout(500)
    (background,) = page.locator(".said:target").evaluate_all(
        "all => all.map(one => getComputedStyle(one).backgroundColor)"
    )
    assert background == "rgb(255, 230, 156)"


def test_right_to_left_text_runs_right_to_left(open_report: Open) -> None:
    page = open_report("right_to_left")
    direction = "one => getComputedStyle(one).direction"
    assert page.locator("#article-0 .text p").first.evaluate(direction) == "rtl"
    assert page.locator("#article-2 .text p").first.evaluate(direction) == "ltr"
    assert page.locator("#fact-1 .claim").evaluate(direction) == "rtl"
    assert page.locator("h1").evaluate(direction) == "rtl"
    assert page.locator("main").evaluate(direction) == "ltr"


def test_on_paper_articles_are_whole_and_states_are_words(open_report: Open) -> None:
    page = open_report("twelve")
    page.emulate_media(media="print")
    assert page.locator("#filters").is_hidden()
    assert page.locator("#fact-1 .word").first.is_visible()
    for number in range(12):
        assert page.locator(f"#article-{number}").is_visible()
    assert page.locator("#scroll").evaluate("one => one.scrollHeight <= one.clientHeight + 1")
    address = "one => getComputedStyle(one, '::after').content"
    assert "attr(href)" in page.locator(".source a").first.evaluate(
        address
    ) or "https://o0.example/" in page.locator(".source a").first.evaluate(address)


@pytest.mark.parametrize("name", sorted(report_cases.CASES))
def test_everything_that_can_be_used_has_a_name(open_report: Open, name: str) -> None:
    page = open_report(name)
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("a, button, select, input, summary, [role]")].filter(one => {
            const label = one.closest("label");
            const named = one.getAttribute("aria-labelledby") ?? one.getAttribute("aria-describedby");
            const text = one.getAttribute("aria-label")
                || (named && document.getElementById(named)?.textContent) || label?.textContent || one.textContent;
            return !one.hidden && one.getAttribute("role") !== "status" && !text?.trim();
        }).map(one => one.outerHTML)"""
    )
    assert nameless == []
    small = page.evaluate(
        """() => [...document.querySelectorAll("button:not(.more), td a, select, input")]
            .map(one => [one, one.getBoundingClientRect()])
            .filter(([one, box]) => box.width && box.height < 24).map(([one]) => one.outerHTML)"""
    )
    assert small == []


def test_motion_stops_where_it_is_not_wanted(open_report: Open) -> None:
    for wish, seconds, scrolling in (("reduce", "0s", "auto"), ("no-preference", "0.22s", "smooth")):
        page = open_report("two", reduced_motion=wish, **PHONE)
        page.locator("#fact-1 td a").first.click()
        duration = "one => getComputedStyle(one).transitionDuration"
        assert page.locator("#articles").evaluate(duration) == seconds
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == scrolling
