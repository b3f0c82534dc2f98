from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from pathlib import Path

import pytest
import report_cases
from rich.console import Console

from summarizer.errors import ConfigError, InputError
from summarizer.report import FORMATS, SUMMARY_FORMATS, check_format, write_comparison, write_summaries
from summarizer.report import csv as csv_report
from summarizer.report import json as json_report
from summarizer.report.files import write_atomically
from summarizer.report.links import safe_url
from summarizer.report.markdown import escape
from summarizer.report.markdown import render as render_markdown
from summarizer.report.overview import counts, origin_groups, outlet_views
from summarizer.report.terminal import print_comparison, print_summaries, terminal
from summarizer.types import Comparison

DOCS = Path(__file__).parent.parent / "docs"


@pytest.fixture(params=sorted(report_cases.CASES))
def case(request: pytest.FixtureRequest) -> Comparison:
    return report_cases.CASES[request.param]()


def printed(comparison: Comparison, **options: object) -> str:
    console = Console(file=io.StringIO(), highlight=False, markup=False, emoji=False, **options)  # type: ignore[arg-type]
    print_comparison(comparison, console)
    return console.file.getvalue()  # type: ignore[attr-defined]


# Files


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_of_a_comparison_is_written_and_leaves_no_other_file(
    case: Comparison, suffix: str, tmp_path: Path
) -> None:
    path = tmp_path / "new folder" / f"report{suffix}"
    write_comparison(case, path)
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert len(path.read_bytes()) > 100


@pytest.mark.parametrize("suffix", SUMMARY_FORMATS)
def test_every_format_of_summaries_is_written(case: Comparison, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"summaries{suffix}"
    write_summaries([case.story], [case.summary, *case.summaries], path)
    assert path.stat().st_size > 0


def test_an_unknown_suffix_is_refused_and_the_allowed_ones_are_named(tmp_path: Path) -> None:
    with pytest.raises(
        ConfigError, match=r'"\.htm" names no format; did you mean "\.html"\?.*\.md, \.json, \.csv'
    ):
        write_comparison(report_cases.two_outlets(), tmp_path / "x.htm")
    with pytest.raises(ConfigError, match="without a suffix"):
        check_format(Path("report"))
    check_format(Path("REPORT.HTML"))


def test_a_place_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ConfigError, match=r'cannot write ".*x\.md"'):
        write_comparison(report_cases.two_outlets(), tmp_path / "file" / "x.md")


def test_a_failed_write_keeps_the_old_file_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_lone_surrogates_are_written_as_question_marks(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.txt", "a\ud800b\r\n")
    assert (tmp_path / "a.txt").read_bytes() == b"a?b\r\n"


# JSON


def test_json_reads_back_to_an_equal_comparison(case: Comparison) -> None:
    assert json_report.loads(json_report.dumps(case)) == case


def test_json_that_is_none_or_another_version_is_refused() -> None:
    for text in ("", "{", "[" * 100_000, '{"a": NaN}'):
        with pytest.raises(InputError, match="not valid JSON"):
            json_report.loads(text)
    for text in ("[]", "{}", "3"):
        with pytest.raises(InputError, match=r'"schema": "summarizer\.comparison/1" was expected'):
            json_report.loads(text)
    with pytest.raises(InputError, match=r'has the schema "summarizer\.comparison/2"'):
        json_report.loads('{"schema": "summarizer.comparison/2"}')


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("facts", 0, "cells", 1, "state"), "maybe", r"facts\[0\]\.cells\[1\]\.state: Input should be"),
        (("claims", 0, "start"), "41", r"claims\[0\]\.start"),
        (("story", "articles"), None, r"story\.articles"),
        (("claims", 0, "start"), 3, "is not the text at 3-92"),
        (("claims", 0, "document_id"), "nowhere", 'is of article "nowhere"'),
        (("facts", 1, "representative"), "x", 'fact "f2" names claim "x"'),
        (("facts", 0, "cells", 0, "claims", 0), "x", 'fact "f1" names claim "x"'),
        (("links", 0, "a"), "x", 'a link names claim "x"'),
        (("origins", 0, 0), "x", 'an origin names article "x"'),
        (("profiles", 0, "only", 0), "x", 'the profile of "The Harbor Herald" names fact "x"'),
        (("timeline", 0, "fact_id"), "x", 'the timeline names fact "x"'),
        (("timeline", 0, "figures", 0, 2), "x", 'the event of fact "f1" names claim "x"'),
        (("claims", 0, "sentence_start"), 10_000, "the sentence of claim .* outside article"),
        (("links", 0, "shared"), [[[0, 10_000]], []], "the shared part of a link points to 0-10000"),
        (
            ("citations",),
            [{"article_id": "x", "source": "AP", "start": 0, "end": 1}],
            'of "AP" names article "x"',
        ),
        (("quotations",), [{"document_id": "x", "start": 0, "end": 1}], 'a quotation names article "x"'),
        (("summary", "sentences", 0, "support", 0, "end"), 10_000, "outside article"),
        (("summary", "sentences", 0, "support", 0, "article_id"), "x", 'names article "x"'),
    ],
)
def test_a_damaged_file_is_refused_and_the_place_named(
    path: tuple[object, ...], value: object, message: str
) -> None:
    document = json.loads(json_report.dumps(report_cases.two_outlets()))
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(InputError, match=f"damaged comparison: .*{message}"):
        json_report.loads(json.dumps(document))


def test_fields_that_a_later_writer_added_are_ignored() -> None:
    document = json.loads(json_report.dumps(report_cases.two_outlets()))
    document["later"] = 1
    document["story"]["articles"][0]["later"] = {}
    assert json_report.loads(json.dumps(document)) == report_cases.two_outlets()


LATER = {
    "claims": ("manner", "hedged", "resolved", "sentence_start", "sentence_end"),
    "links": ("decided_by", "shared", "contains", "newer"),
}
"""Fields that were added to the first version after files of it had been written."""


def test_a_file_from_before_fields_were_added_still_loads() -> None:
    made = report_cases.two_outlets()
    document = json.loads(json_report.dumps(made))
    for name in ("citations", "quotations", "profiles", "timeline"):
        del document[name]
    for part, names in LATER.items():
        for item in document[part]:
            for name in names:
                del item[name]
    for cell in (cell for fact in document["facts"] for cell in fact["cells"]):
        del cell["newer"]
    old = json_report.loads(json.dumps(document))
    assert old == dataclasses.replace(made, citations=(), quotations=(), profiles=(), timeline=())


def test_the_documented_schema_is_the_one_in_force() -> None:
    kept = json.loads((DOCS / "comparison.schema.json").read_text(encoding="utf-8"))
    assert kept == json_report.json_schema(), (
        "run: python -m summarizer.report.json > docs/comparison.schema.json"
    )
    assert set(kept["properties"]) == {"schema", *(field.name for field in dataclasses.fields(Comparison))}


def test_every_json_field_is_documented() -> None:
    page = (DOCS / "json-schema.md").read_text(encoding="utf-8")
    for definition in json_report.json_schema()["$defs"].values():
        for name in definition["properties"]:
            assert f"`{name}`" in page, name


# CSV


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_csv_has_a_row_for_each_sentence_and_none_for_an_outlet_that_is_silent() -> None:
    found = rows(csv_report.render(report_cases.two_outlets()))
    assert [(row["fact"], row["outlet"], row["state"], row["rank"]) for row in found] == [
        ("f1", "The Harbor Herald", "agree", "1"),
        ("f1", "Clarion", "number", "1"),
        ("f2", "The Harbor Herald", "agree", "1"),
        ("f2", "Clarion", "partly", "1"),
        ("f3", "The Harbor Herald", "only", "1"),
        ("f4", "Clarion", "only", "1"),
    ]
    story = report_cases.two_outlets().story
    for row in found:
        text = story.article(row["article"]).text
        assert text[int(row["start"]) : int(row["end"])] == row["sentence"]
    assert found[0]["speaker"] == "police"
    assert found[1]["note"] == "17, not 14"


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "\r=1", "＝1", "\n@x"])
def test_no_cell_can_be_a_formula(start: str) -> None:
    assert csv_report.safe_cell(start) == f"'{start}"
    assert csv_report.safe_cell("Fine = fine") == "Fine = fine"


# Markdown


def test_markdown_cites_verbatim_sentences_in_footnotes() -> None:
    page = render_markdown(report_cases.two_outlets())
    assert page.startswith("# Lowmere bridge closure\n")
    assert r"police said. \[The Harbor Herald\][^1] \[Clarion\][^2]" in page
    clarion = "[^2]: Clarion, [Bridge shut over cracks](<https://clarion.example/x>), 2026-03-14: "
    assert clarion + "Inspectors counted 17 cracks." in page
    assert "| The bridge at Lowmere closed on Monday. | agrees | partly |" in page
    assert "  - Clarion (other figure): Inspectors counted 17 cracks. (17, not 14)" in page
    assert "Only here (1):\n\n- Drivers face a detour of 40 miles." in page


def test_markdown_shows_hostile_text_and_never_obeys_it() -> None:
    from markdown_it import MarkdownIt

    page = render_markdown(report_cases.hostile())
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(page)
    for tag in ("<script", "<img", "<u>", "<i>", "<code>", "javascript:window"):
        assert tag not in html
    assert 'href="javascript' not in html
    assert "\x1b" not in page
    (row,) = re.findall(r"<tr>\s*<td>Sentence 9 is (.*?)</tr>", html, re.DOTALL)
    assert row.startswith(
        "{{ 7*7 }} {% raw %} ${x} `code` **bold** [t](javascript:alert(1)) | pipe here.</td>"
    )
    assert row.count("<td>") == 2


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("# x", r"\# x"),
        ("1. x", r"1\. x"),
        ("- x", r"\- x"),
        ("a *b* _c_ `d` [e](f) | ~g~", r"a \*b\* \_c\_ \`d\` \[e\](f) \| \~g\~"),
        ("<b> &amp;", "&lt;b&gt; &amp;amp;"),
        ("two\n\nlines", "two lines"),
    ],
)
def test_markdown_escapes(text: str, escaped: str) -> None:
    assert escape(text) == escaped


def test_markdown_says_what_failed_and_who_shares_text() -> None:
    assert "## Failed (1)\n\n- b.txt (read): the file is empty" in render_markdown(report_cases.empty())
    twelve = render_markdown(report_cases.twelve_outlets())
    assert "12 outlets, 10 independent origins." in twelve
    assert "- Continental Press, Orrin Valley 8 News, Lowmere Ledger" in twelve


# Links


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/b?c=1&d=2#e", "https://a.example/b?c=1&d=2#e"),
        (" HTTP://a.example/ä ", "HTTP://a.example/%C3%A4"),
        ("https://a.example/%20<b>\"'", "https://a.example/%20%3Cb%3E%22'"),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//a.example", ""),
        ("https:///x", ""),
        ("https://[", ""),
        ("https://a.example/\u202eb", ""),
        ("https://a.example/" + "b" * 3000, ""),
        ("", ""),
    ],
)
def test_only_http_urls_are_links(url: str, safe: str) -> None:
    assert safe_url(url) == safe


# Overview


def test_outlets_have_their_share_what_they_leave_out_and_what_only_they_have() -> None:
    views = outlet_views(report_cases.twelve_outlets())
    assert len(views) == 12
    for view in views:
        assert len(view.covered) == 6
        assert view.common == 8
        assert view.share == 0.75
        assert len(view.only) == 1
    (nobody,) = outlet_views(report_cases.empty())
    assert nobody.share == 0.0


def test_an_article_in_no_group_is_an_origin_of_its_own() -> None:
    comparison = dataclasses.replace(report_cases.twelve_outlets(), origins=(("a3", "a2"),))
    groups = [[article.id for article in group] for group in origin_groups(comparison)]
    assert len(groups) == 11
    assert ["a3", "a2"] in groups
    assert groups[:3] == [["a0"], ["a1"], ["a3", "a2"]]
    assert "11 independent origins" in counts(comparison)


# Terminal


@pytest.mark.parametrize("width", [80, 100, 200])
def test_the_terminal_keeps_its_width_and_shows_every_outlet(case: Comparison, width: int) -> None:
    from rich.cells import cell_len

    text = printed(case, width=width)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    folded = "".join(text.split())
    for outlet in case.story.outlets if case.facts else ():
        assert "".join(outlet.split()) in folded


def test_the_terminal_shows_states_in_signs_and_words_without_colours() -> None:
    text = printed(report_cases.two_outlets(), width=100, no_color=True)
    assert "\x1b" not in text
    for part in ("≠ other figure", "17, not 14", "◐ partly", "1 disputed, 1 shared, 2 in one outlet only"):
        assert part in text
    assert text.index("WHERE THEY DIFFER") < text.index("WHO REPORTS WHAT") < text.index("OUTLET BY OUTLET")


def test_article_text_cannot_control_the_terminal() -> None:
    text = printed(report_cases.hostile(), width=120, no_color=True)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[bold red]markup[/bold red]" in text
    assert "! No passage of the articles supports this sentence." in text


def test_failures_and_shared_text_are_printed() -> None:
    assert "✕ b.txt (read): the file is empty" in printed(report_cases.empty(), width=80)
    twelve = printed(report_cases.twelve_outlets(), width=200)
    assert "Continental Press, Orrin Valley 8 News, Lowmere Ledger: copies of one report" in twelve


def test_summaries_are_printed_under_their_titles() -> None:
    comparison = report_cases.two_outlets()
    console = Console(file=io.StringIO(), width=90)
    print_summaries([comparison.story], [comparison.summary, *comparison.summaries], console)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    for part in (
        "Lowmere bridge closure",
        "Bridge shut over cracks",
        "Inspectors counted 17 cracks.",
        "Clarion · extractive",
    ):
        assert part in text


def test_a_pipe_has_a_fixed_plain_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "37")
    console = terminal(io.StringIO())
    assert console.width == 100
    assert not console.is_terminal


# Summaries


def test_summaries_as_lines_are_those_of_the_array(tmp_path: Path) -> None:
    comparison = report_cases.two_outlets()
    for suffix in (".json", ".jsonl"):
        write_summaries([comparison.story], comparison.summaries, tmp_path / f"s{suffix}")
    array = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    lines = [json.loads(line) for line in (tmp_path / "s.jsonl").read_text(encoding="utf-8").splitlines()]
    assert array == lines
    assert array[0]["title"] == "Lowmere bridge closed"
    assert array[1]["summary"] == "Inspectors counted 17 cracks. Lowmere’s bridge was shut on Monday."
    assert array[0]["sentences"][0]["support"] == [
        {"article_id": "harbor", "start": 41, "end": 92, "score": 1.0}
    ]


def test_a_summary_of_an_unknown_document_is_refused(tmp_path: Path) -> None:
    comparison = report_cases.two_outlets()
    lost = dataclasses.replace(comparison.summary, document_id="elsewhere")
    with pytest.raises(InputError, match='summary of "elsewhere"'):
        write_summaries([comparison.story], [lost], tmp_path / "s.md")
