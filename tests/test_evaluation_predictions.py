"""Summaries made elsewhere: paired by line or by id, and every way in which files do not belong together."""

from __future__ import annotations

import json

import pytest

from summarizer.config import ComponentConfig
from summarizer.errors import ConfigError, InputError
from summarizer.evaluation.metric_names import metric_config
from summarizer.evaluation.predictions import read_columns
from summarizer.evaluation.run import run_predictions

ROUGE = [ComponentConfig(name="rouge")]


def text(path, *lines):
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def jsonl(path, *rows):
    return text(path, *map(json.dumps, rows))


def test_text_lines_pair_up(tmp_path):
    mine = text(tmp_path / "mine.txt", "the otters came", "a ferry was late")
    theirs = text(tmp_path / "theirs.txt", "the otters came home", "")
    gold = text(tmp_path / "gold.txt", "the otters came home", "the ferry was late")
    found = run_predictions([mine, theirs], gold, {}, ROUGE)
    assert [system.name for system in found.systems] == ["mine.txt", "theirs.txt"]
    assert found.systems[1].score("rouge1").items == (1.0, 0.0)
    assert found.systems[0].score("words").value == 3.5
    assert found.items[1].texts == (("reference", "the ferry was late"),)
    assert {one.score for one in found.differences} >= {"rouge1", "rougeLsum"}


def test_ids_pair_up_in_any_order_and_format(tmp_path):
    gold = jsonl(
        tmp_path / "gold.jsonl",
        {"id": "a", "reference": "one otter", "document": "All about one otter."},
        {"id": "b", "reference": ["two otters", "a pair"], "document": "All about two."},
    )
    mine = text(tmp_path / "mine.csv", "id,summary", "b,two otters", "a,an eel")
    columns, items = read_columns([mine], gold, {})
    assert [example.prediction for example in columns[0].examples] == ["an eel", "two otters"]
    assert columns[0].examples[1].references == ("two otters", "a pair")
    assert columns[0].examples[0].sources == ("All about one otter.",)
    assert [item.id for item in items] == ["a", "b"]


def test_columns_can_be_named(tmp_path):
    gold = jsonl(tmp_path / "gold.jsonl", {"key": 1, "wanted": "one"}, {"key": 2, "wanted": "two"})
    mine = jsonl(tmp_path / "mine.jsonl", {"key": 2, "wrote": "two"}, {"key": 1, "wrote": "one"})
    fields = {"id": "key", "prediction": "wrote", "reference": "wanted"}
    columns, _ = read_columns([mine], gold, fields)
    assert [example.prediction for example in columns[0].examples] == ["one", "two"]
    assert len(read_columns([mine], gold, fields, limit=1)[1]) == 1


def test_files_of_one_name_are_told_apart(tmp_path):
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
    files = [text(tmp_path / name / "out.txt", "an otter") for name in ("x", "y")]
    columns, _ = read_columns(files, text(tmp_path / "gold.txt", "an otter"), {})
    assert len({column.name for column in columns}) == 2


@pytest.mark.parametrize(
    ("predictions", "references", "message"),
    [
        (
            ["one"],
            ["one", "two"],
            r"p\.txt has 1 lines, .*r\.txt has 2: they must pair up line by line, or both.*without a partner is .*r\.txt:2",
        ),
        (
            ["NaN", "two"],
            ["one", "two"],
            r'p\.txt:1: "prediction" is NaN, which stands for a missing text; give',
        ),
        ([], [], r"r\.txt: no reference in it; give one a line"),
        (["one", "two"], ["one", " "], r"r\.txt:2: empty reference; give it a text, or take the line out"),
    ],
)
def test_bad_text_files(tmp_path, predictions, references, message):
    with pytest.raises(InputError, match=message):
        read_columns([text(tmp_path / "p.txt", *predictions)], text(tmp_path / "r.txt", *references), {})


GOOD = {"id": "a", "reference": "one"}


@pytest.mark.parametrize(
    ("predictions", "references", "message"),
    [
        (
            [{"id": "b", "summary": "x"}],
            [GOOD],
            r'r\.jsonl:1: no prediction with the id "a" in .*p\.jsonl; add it, or',
        ),
        (
            [{"summary": "x"}, {"id": "b", "summary": "y"}],
            [GOOD],
            r"p\.jsonl:1: no id, though other lines have",
        ),
        (
            [{"id": "a", "summary": "x"}, {"id": "story-2", "summary": "x"}],
            [GOOD],
            r'p\.jsonl:2: no reference with the id "story-2"',
        ),
        (
            [{"id": "a", "summary": "x"}, {"id": "a", "summary": "y"}],
            [GOOD, {"id": "b", "reference": "y"}],
            r'p\.jsonl:2: the id "a" again; it was at .*p\.jsonl:1; take one of them out',
        ),
        (
            [{"id": "a", "summary": float("nan")}],
            [GOOD],
            r'p\.jsonl:1: "summary" is NaN, which stands for a missing',
        ),
        ([{"id": "a", "summary": 7}], [GOOD], r'p\.jsonl:1: "summary" is a number, not text'),
        (
            [{"id": "a", "summry": "x"}],
            [GOOD],
            r"p\.jsonl:1: no column prediction or .*--field prediction=COLUMN",
        ),
        ([{"id": "a", "summary": "x"}], [{"id": "a", "reference": ""}], r"r\.jsonl:1: empty reference"),
        ([{"id": "a", "summary": "x"}], [{"id": "a", "reference": []}], r"r\.jsonl:1: empty reference"),
    ],
)
def test_bad_tables(tmp_path, predictions, references, message):
    with pytest.raises(InputError, match=message):
        read_columns(
            [jsonl(tmp_path / "p.jsonl", *predictions)], jsonl(tmp_path / "r.jsonl", *references), {}
        )


def test_a_line_that_is_no_json_is_named(tmp_path):
    path = text(tmp_path / "p.jsonl", '{"id": "a", "summary": "x"}', "{")
    with pytest.raises(InputError, match=r"p\.jsonl:2: not JSON"):
        read_columns([path], jsonl(tmp_path / "r.jsonl", GOOD), {})


def test_metrics_with_options():
    assert metric_config("rouge") == ComponentConfig(name="rouge")
    assert metric_config("rouge,stemmer=true").options == {"stemmer": True}
    with pytest.raises(ConfigError, match='"stemmer" is not of the form option=value'):
        metric_config("rouge,stemmer")


def test_a_list_of_sentences_scores_as_lines(tmp_path):
    sentences = ["The otters came.", "A ferry was late."]
    gold = jsonl(tmp_path / "gold.jsonl", {"id": "a", "reference": "\n".join(sentences)})
    files = [
        jsonl(tmp_path / "list.jsonl", {"id": "a", "summary": sentences}),
        jsonl(tmp_path / "lines.jsonl", {"id": "a", "summary": "\n".join(sentences)}),
    ]
    found = run_predictions(files, gold, {}, ROUGE)
    assert [system.score("rougeLsum").value for system in found.systems] == [1.0, 1.0]


def test_a_file_is_given_once_and_not_too_many(tmp_path):
    gold = text(tmp_path / "gold.txt", "an otter")
    path = text(tmp_path / "p.txt", "an otter")
    with pytest.raises(InputError, match=r"p\.txt: given twice"):
        read_columns([path, path], gold, {})
    many = [text(tmp_path / f"p{i}.txt", "an otter") for i in range(17)]
    with pytest.raises(ConfigError, match="17 systems; at most 16"):
        read_columns(many, gold, {})
