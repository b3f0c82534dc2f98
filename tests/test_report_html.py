from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
import report_cases

from summarizer.report.html import TEMPLATES, language, render, show_date
from summarizer.report.marked import marked_paragraphs
from summarizer.report.page import fact_views
from summarizer.types import Comparison

VOID = frozenset("meta link br img input hr use circle path rect".split())


class Page(HTMLParser):
    """The elements of a page, each closed in order, and its text without the fact numbers."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.elements or self.elements[-1][1].get("class") != "ref jump":
            self.text.append(data)

    def values(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.elements if name in attributes]


@pytest.fixture(params=sorted(report_cases.CASES), scope="module")
def case(request: pytest.FixtureRequest) -> Comparison:
    return report_cases.CASES[request.param]()


@pytest.fixture(scope="module")
def page(case: Comparison) -> Page:
    return Page(render(case))


def test_ids_are_unique_and_every_link_and_label_leads_somewhere(page: Page) -> None:
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    known = set(ids)
    inner = [href[1:] for href in page.values("href") if href.startswith("#")]
    assert set(inner) <= known
    for name in ("aria-labelledby", "aria-describedby"):
        assert set(page.values(name)) <= known
    for passages in page.values("data-passages"):
        assert set(passages.split()) <= known


def test_nothing_is_loaded_from_elsewhere_and_only_articles_are_linked(case: Comparison, page: Page) -> None:
    assert [
        tag for tag, _ in page.elements if tag in ("link", "img", "iframe", "object", "embed", "base")
    ] == []
    assert page.values("src") == []
    outer = [(attributes["href"], attributes.get("rel")) for tag, attributes in page.elements
             if tag == "a" and not attributes["href"].startswith("#")]  # fmt: skip
    assert {rel for _, rel in outer} <= {"noopener noreferrer nofollow"}
    assert all(href.startswith("https://") for href, _ in outer)
    for name in ("theme.css", "page.css", "matrix.css", "reader.css", "print.css"):
        assert "url(" not in (TEMPLATES / name).read_text(encoding="utf-8")


def test_no_attribute_of_the_page_is_a_handler_or_a_style(page: Page) -> None:
    names = {name for _, attributes in page.elements for name in attributes}
    assert {name for name in names if name.startswith("on")} == set()
    assert "style" not in names
    assert sum(tag == "script" for tag, _ in page.elements) == 1


def test_the_policy_admits_exactly_the_style_and_the_script_of_the_page(case: Comparison) -> None:
    text = render(case)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    rules = policy[1].replace("&#39;", "'")
    assert "default-src 'none'" in rules
    assert "unsafe" not in rules
    for tag in ("style", "script"):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in rules


def test_every_word_of_every_article_is_there(case: Comparison, page: Page) -> None:
    shown = re.sub(r"\s+|\ufffd|\x1b", "", "".join(page.text))
    for article in case.story.articles:
        for paragraph in marked_paragraphs(article.text, ()):
            words = "".join(segment.text for segment in paragraph.segments)
            assert re.sub(r"\s+|\x1b", "", words) in shown


def test_a_page_of_six_long_articles_stays_small() -> None:
    assert len(render(report_cases.twelve_outlets()).encode()) < 300_000


def test_headings_go_down_one_step_at_a_time(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_field_has_a_name_and_every_header_a_scope(page: Page) -> None:
    scopes = {attributes.get("scope") for tag, attributes in page.elements if tag == "th"}
    assert scopes <= {"col", "row", "rowgroup"}
    buttons = [attributes for tag, attributes in page.elements if tag == "button"]
    assert all(attributes["type"] == "button" for attributes in buttons)


def test_article_text_sets_its_own_direction() -> None:
    page = Page(render(report_cases.right_to_left()))
    for tag in ("blockquote", "h1", "h3"):
        found = [
            attributes
            for one, attributes in page.elements
            if one == tag and "dispute-" not in str(attributes)
        ]
        assert found
        assert all(attributes.get("dir") == "auto" for attributes in found)
    assert {"ar", "he"} <= set(page.values("lang"))


def test_facts_are_numbered_disputed_first_and_wordings_stand_together() -> None:
    facts = fact_views(report_cases.twelve_outlets())
    assert [fact.number for fact in facts] == list(range(1, 21))
    assert [fact.status for fact in facts] == ["disputed"] * 3 + ["shared"] * 5 + ["unique"] * 12
    versions = facts[0].versions
    assert [len(version) for version in versions] == [4, 1, 1, 1, 1, 1]
    assert {cell.state for cell in versions[0]} == {"agree"}
    assert facts[0].dispute == "Accounts conflict"
    (disputed, *_) = fact_views(report_cases.two_outlets())
    assert disputed.dispute == "Figures differ"


def test_passages_may_nest_overlap_and_cross_paragraphs() -> None:
    text = "One two three.\n\nFour five."
    spans = [(0, 14), (4, 7), (4, 20), (8, 8)]
    paragraphs = marked_paragraphs(text, spans)
    assert ["".join(segment.text for segment in one.segments) for one in paragraphs] == [
        "One two three.",
        "Four five.",
    ]
    marked = [(segment.text, segment.inside) for one in paragraphs for segment in one.segments]
    assert marked == [
        ("One ", ((0, 14),)),
        ("two", ((0, 14), (4, 7), (4, 20))),
        (" three.", ((0, 14), (4, 20))),
        ("Four", ((4, 20),)),
        (" five.", ()),
    ]
    begun = [span for one in paragraphs for segment in one.segments for span in segment.begins]
    assert sorted(begun) == [(0, 14), (4, 7), (4, 20)]


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2026-03-14", "14 March 2026"),
        ("2026-03-14T18:40:00+00:00", "14 March 2026, 18:40 UTC"),
        ("2026-03-14T18:40", "14 March 2026, 18:40"),
        ("last Tuesday", "last Tuesday"),
        ("", ""),
    ],
)
def test_dates_are_written_out(published: str, shown: str) -> None:
    assert show_date(published) == shown


def test_only_well_formed_language_tags_are_kept() -> None:
    assert [language(tag) for tag in ("en", "zh-Hant-TW", '"><script>', "", "e")] == [
        "en",
        "zh-Hant-TW",
        "",
        "",
        "",
    ]


# Contrast, as WCAG 2 computes it: 4.5 to 1 for text.


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_pair_of_text_and_ground_has_enough_contrast(theme: str) -> None:
    style = (TEMPLATES / "theme.css").read_text(encoding="utf-8")
    found = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", style)
    colours = {name: light if theme == "light" else dark for name, light, dark in found}
    states = ("agree", "partly", "number", "conflict", "only")
    pairs = [(text, ground) for text in ("ink", "soft", "link", *states) for ground in ("paper", "raised")]
    pairs += [(state, f"{state}-tint") for state in states]
    pairs += [("ink", "lit"), ("ink", "conflict-tint"), ("paper", "ink")]
    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}
