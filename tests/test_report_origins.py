"""Origins, dates, quotations and profiles as every report shows them, and pages that stay small."""

from __future__ import annotations

import csv
import dataclasses
import io

import pytest
import report_cases

from summarizer.report import csv as csv_report
from summarizer.report import html, markdown
from summarizer.report.marked import Paragraph, folded, marked_paragraphs
from summarizer.report.overview import days, outlet_views, speakers, spread
from summarizer.report.terminal import print_comparison, terminal
from summarizer.types import Article, Cell, Claim, Comparison, Fact, Link, Profile, Story, Summary, Wording


def on_terminal(comparison: Comparison) -> str:
    stream = io.StringIO()
    print_comparison(comparison, terminal(stream))
    return " ".join(stream.getvalue().split())


def test_every_report_says_how_many_origins_a_fact_has() -> None:
    independent, one_origin = "2 outlets, 2 origins", "2 outlets, 1 origin"
    for case, expected, other in (
        (report_cases.two_outlets(), independent, one_origin),
        (report_cases.copies(), one_origin, independent),
    ):
        for report in (html.render(case), markdown.render(case), on_terminal(case)):
            assert expected in report
            assert other not in report
    assert 'class="spread single"' in html.render(report_cases.copies())
    assert set(spread(report_cases.copies()).values()) == {(2, 1), (1, 1)}


def test_a_table_row_counts_outlets_and_origins() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_report.render(report_cases.copies()).removeprefix("\ufeff"))))
    assert {(row["outlets"], row["origins"]) for row in rows if row["status"] != "unique"} == {("2", "1")}
    assert rows[0]["first_reported"] == "2026-03-14"


def test_facts_stand_under_the_dates_of_their_first_report() -> None:
    case = report_cases.two_outlets()
    assert [(date, [event.fact_id for event in events]) for date, events in days(case)] == [
        ("2026-03-14", ["f1", "f2", "f4"]),
        ("2026-03-14T18:40:00+00:00", ["f3"]),
    ]
    for report in (html.render(case), markdown.render(case), on_terminal(case)):
        assert "Engineers found 14 cracks" in report
        assert "Inspectors counted 17 cracks" in report
    one_day = tuple(dataclasses.replace(event, date="2026-03-14") for event in case.timeline)
    assert days(dataclasses.replace(case, timeline=one_day)) == ()
    assert "When it was reported" not in html.render(dataclasses.replace(case, timeline=one_day))


def test_a_figure_that_changed_is_told_with_its_dates() -> None:
    case = report_cases.two_outlets()
    assert "FIGURES THAT CHANGED" not in on_terminal(case)
    first, other = case.facts[0].cells
    newer = dataclasses.replace(case.facts[0], cells=(first, dataclasses.replace(other, newer=True)))
    changed = dataclasses.replace(case, facts=(newer, *case.facts[1:]))
    told = on_terminal(changed).split("FIGURES THAT CHANGED (1)")[1]
    assert "· 14 March 2026, Clarion: Inspectors counted 17 cracks." in told
    assert "The figure changed" in html.render(changed)


def quoting() -> Comparison:
    texts = {
        "a": "“The deck is full of cracks,” said Ada Brandt. The bridge is shut.",
        "b": "“It is safe to walk on,” Ms. Brandt said.",
    }
    articles = tuple(Article(key, text, outlet=key.upper()) for key, text in texts.items())
    facts = [("unique", {"a": ("only", ["The bridge is shut."])})]
    return report_cases.by_hand(Story("s", articles), facts)  # type: ignore[arg-type]


def test_quotations_stand_under_one_name_of_their_speaker() -> None:
    (speaker,) = speakers(quoting())
    assert (speaker.name, speaker.outlets, len(speaker.quotations)) == ("Ada Brandt", ("A", "B"), 2)
    page = html.render(quoting())
    assert "2 quotations in 2 outlets" in page
    assert 'href="#p-0-1-28"' in page
    assert 'id="p-0-1-28"' in page
    assert "- Ada Brandt (A, B)\n  - A: “The deck is full of cracks,”" in markdown.render(quoting())
    assert "quotes Ada Brandt (1)" in on_terminal(quoting())


def test_profiles_show_wording_sources_and_the_share_of_the_summary() -> None:
    case = report_cases.two_outlets()
    harbor = Profile(
        "The Harbor Herald", wording=(Wording("deck", 2.3, 9, 1), Wording("shut", -2.0, 0, 7)), share=0.5
    )
    case = dataclasses.replace(case, profiles=(harbor, *case.profiles[1:]))
    assert outlet_views(case)[0].profile == harbor
    assert "deck (9, others 1)" in markdown.render(case)
    assert "shut (0, others 7)" in markdown.render(case)
    assert "its own words: deck (9, others 1)" in on_terminal(case)
    assert "behind 50% of the sentences" in html.render(case)
    assert '<th scope="row" dir="auto">deck</th><td>9</td><td>1</td><td>+2.3</td>' in html.render(case)


def test_citations_are_counted_under_the_outlet_that_is_meant() -> None:
    case = report_cases.twelve_outlets()
    names = {view.outlet: view.passes_on for view in outlet_views(case)}
    assert names["Clarion"] == (), "an outlet does not cite itself"
    article = Article(
        "x", "It sank, Clarion reported. It rose, AP said. It fell, according to the Associated Press.", "X"
    )
    story = dataclasses.replace(case.story, articles=(*case.story.articles, article))
    from summarizer.citations import citations

    case = dataclasses.replace(case, story=story, citations=citations(story.articles))
    assert outlet_views(case)[-1].passes_on == (("Clarion", 1), ("Associated Press", 1))


def test_the_part_that_a_partial_sentence_shares_is_marked_in_both() -> None:
    page = html.render(report_cases.copies())
    assert 'data-common="p-0-4-10 p-1-10-16" data-wording="4-10"' in page
    assert 'data-whys="cosine 0.87 (score)"' in page
    for element in ("p-0-4-10", "p-1-10-16"):
        assert f'id="{element}"' in page


def test_long_articles_are_folded_around_their_passages() -> None:
    lines = [f"Line {number} of the minutes." for number in range(100)]
    text = "\n".join(lines)
    start = text.index(lines[50])
    kept = folded(marked_paragraphs(text, [(start, start + len(lines[50]))]))
    shown = ["".join(segment.text for segment in paragraph.segments) for paragraph in kept]
    assert shown == [*lines[:6], "", *lines[49:52], ""]
    assert sum(paragraph.length for paragraph in kept) == sum(map(len, lines))


def test_one_endless_line_is_folded_too() -> None:
    text = "a" * 10_000 + "THE PASSAGE" + "b" * 10_000
    (paragraph,) = folded(marked_paragraphs(text, [(10_000, 10_011)]))
    assert isinstance(paragraph, Paragraph)
    assert "THE PASSAGE" in [segment.text for segment in paragraph.segments]
    assert sum(len(segment.text) for segment in paragraph.segments) < 1_500
    assert paragraph.length == len(text)


@pytest.mark.parametrize(("outlets", "facts"), [(2, 6_000), (150, 2_000)])
def test_a_huge_comparison_is_a_page_that_opens(outlets: int, facts: int) -> None:
    lines = [f"The ferry took {number} people home." for number in range(facts)]
    text = "\n".join(lines)
    articles = tuple(Article(f"a{i}", text if i == 0 else "Nothing.", f"Outlet {i}") for i in range(outlets))
    starts = [0]
    for line in lines[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    claims = tuple(
        Claim(f"c{i}", "a0", line, start, start + len(line), i)
        for i, (line, start) in enumerate(zip(lines, starts, strict=True))
    )
    made = tuple(
        Fact(f"f{i}", f"c{i}", "unique", (Cell("Outlet 0", "only", (f"c{i}",)),), 1.0) for i in range(facts)
    )
    page = html.render(Comparison(Story("s", articles), claims, (), made, Summary("s", "x", "x", ())))
    assert len(page) < 12_000_000
    assert "more facts would make this page too large to open" in page
    assert f'<span class="n">{facts}</span>' in page, "the count is that of all facts"


def test_a_report_without_profiles_dates_and_quotations_has_no_empty_sections() -> None:
    bare = dataclasses.replace(
        report_cases.two_outlets(), profiles=(), timeline=(), quotations=(), citations=()
    )
    page = html.render(bare)
    for absent in ("When it was reported", "Who is quoted", "In the story above", "Passes on"):
        assert absent not in page
    assert isinstance(bare.links[0], Link)
