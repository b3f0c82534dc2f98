"""The renderings of an evaluation: equal numbers in every format, marks, escaping, and the way to the text."""

from __future__ import annotations

import csv
import io
import json
import math
import re

import pytest
from rich.console import Console

from summarizer.errors import ConfigError
from summarizer.evaluation import page, plots, record, tables
from summarizer.evaluation.results import Difference, Evaluation, Item, SystemResult
from summarizer.evaluation.show import print_evaluation
from summarizer.evaluation.write import write_evaluation
from summarizer.metrics import Score

HOSTILE = '<script>alert("x")</script>&_|{\\}$ \x1b[31m'


def score(name, value, items=(), better=True):
    return Score(name, value, value - 0.1, value + 0.1, len(items) or 5, better, tuple(items), f"{name}|v1")


def evaluation(*, name="mine", text="A text."):
    mine = SystemResult(
        name,
        "mine|v1",
        (
            score("rouge1", 0.5, (0.4, 0.6)),
            score("rouge1_recall", 0.7, (0.7, 0.7)),
            score("loss", 0.1, better=False),
        ),
        outputs=(text, ""),
        failures=("", "ValueError: no"),
    )
    base = SystemResult(
        "lead",
        "lead|v1",
        (
            score("rouge1", 0.3, (0.2, None)),
            score("loss", 0.4, better=False),
            score("words", 12.3, better=None),
        ),
        outputs=("Lead.", "Lead."),
        failures=("", ""),
        baseline=True,
    )
    return Evaluation(
        "Tollen news",
        "articles",
        2,
        (mine, base),
        (
            Difference("rouge1", name, "lead", 0.2, 0.1, 0.3, 0.01, 0.02, 0.02),
            Difference("loss", name, "lead", -0.3, -0.4, -0.2, 0.01, math.nan, 0.01),
        ),
        (Item("n1", (("reference", text), ("Mail", text))), Item("n2")),
        ("A note.",),
        {"systems": [name, "lead"]},
    )


def printed(one, width=120):
    stream = io.StringIO()
    print_evaluation(one, Console(file=stream, width=width, markup=False, emoji=False, highlight=False))
    return stream.getvalue()


def test_marks_show_which_system_is_worse_whichever_way_is_better():
    one = evaluation()
    assert one.better("rouge1", "mine") == ("lead",)
    assert one.better("loss", "mine") == ("lead",)
    assert one.better("rouge1", "lead") == ()
    cells = {name: cells for name, _, cells in tables.rows(one)}
    assert str(cells["rouge1"][0]) == "0.500ᵇ [0.400, 0.600]"
    assert str(cells["rouge1"][1]) == "0.300 [0.200, 0.400]"
    assert str(cells["words"][0]) == "–"
    assert str(cells["words"][1]) == "12.3 [12.2, 12.4]"


def test_terminal():
    text = printed(evaluation())
    assert "0.500ᵇ [0.400, 0.600]" in text
    assert "mine − lead: +0.200 [0.100, 0.300], p = 0.020" in text
    assert "mine: 1 of 2 failed" in text
    assert "n2: ValueError: no" in text


def test_markdown_csv_latex_and_json_say_the_same():
    one = evaluation()
    assert "| rouge1 | 2 | 0.500ᵇ [0.400, 0.600] | 0.300 [0.200, 0.400] |" in tables.markdown(one)
    lines = list(csv.DictReader(io.StringIO(tables.comma_separated(one))))
    first = lines[0]
    assert (first["system"], first["score"], first["value"], first["better_than"]) == (
        "mine",
        "rouge1",
        "0.5",
        "lead",
    )
    assert r"rouge1 & 2 & 0.500$^{b}$ {\scriptsize [0.400, 0.600]}" in tables.latex(one)
    assert r"rouge1\_recall" in tables.latex(one)
    data = json.loads(record.dumps(one))
    assert data["systems"][0]["scores"]["rouge1"]["items"] == [0.4, 0.6]
    assert data["systems"][0]["failures"] == {"n2": "ValueError: no"}
    assert data["differences"][1]["p_randomization"] is None
    assert data["differences"][0]["significant"] is True
    assert data["hardware"]["cores"]


def test_json_holds_no_text_of_articles():
    assert "A secret text" not in record.dumps(evaluation(text="A secret text."))


def test_page_is_self_contained_and_leads_from_dots_to_texts():
    html = page.render(evaluation())
    assert not re.findall(r'(?:src|href)="(?!#)', html)
    assert "<script" not in html
    targets = set(re.findall(r'id="(item-\d+)"', html))
    links = set(re.findall(r'href="#(item-\d+)"', html))
    assert links
    assert links <= targets
    assert html.count("<circle") == 3 + 2 + 2  # dots and means of rouge1; differences
    assert "Failed: ValueError: no" in html


@pytest.mark.parametrize(
    "render", [page.render, tables.markdown, tables.latex, tables.comma_separated, printed]
)
def test_hostile_names_and_texts_are_inert(render):
    text = render(evaluation(name=HOSTILE, text=HOSTILE))
    assert "\x1b" not in text
    if render is page.render:
        assert "<script" not in text
        assert "&lt;script&gt;" in text
    if render is tables.latex:
        assert r"\_" in text
        assert not re.search(r"(?<!\\)&_", text)


def test_a_formula_is_no_formula_in_csv():
    assert "'=HYPERLINK" in tables.comma_separated(evaluation(name='=HYPERLINK("x")'))


def test_axis_covers_equal_and_negative_values():
    one = evaluation()
    for plot in (*plots.distributions(one), *plots.differences(one)):
        for strip in plot.strips:
            assert 0 <= strip.low <= strip.x <= strip.high <= plots.WIDTH
        assert plot.ticks
    assert [plot.name for plot in plots.distributions(one)] == ["rouge1"]


def test_files_by_suffix(tmp_path):
    for suffix in (".md", ".csv", ".tex", ".html", ".json"):
        write_evaluation(evaluation(), tmp_path / f"result{suffix}")
        assert (tmp_path / f"result{suffix}").stat().st_size > 100
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="cannot write"):
        write_evaluation(evaluation(), tmp_path / "file" / "result.md")
