"""Rows of every source under our names, and what may not be torn apart when some are held out."""

from __future__ import annotations

import gzip
import json

import pytest
from training_cases import ODD_COLUMNS, article, odd_csv

from summarizer.errors import ConfigError, InputError
from summarizer.training.recipe import DataPart
from summarizer.training.rows import Column, Record, read_table
from summarizer.training.splits import hold_out
from summarizer.training.summaries import COLUMNS, examples_from

PAIRS = {"a": Column(("sentence1",)), "b": Column(("sentence2",)), "label": Column(("score",))}


def read(*sources, reads=COLUMNS, **data):
    part = DataPart(train=tuple(map(str, sources)), **data)
    return read_table(part.train, part, reads, part.train_split)


def test_odd_columns_quotes_and_line_breaks(tmp_path):
    path = odd_csv(tmp_path / "odd.csv", 3)
    table = read(path, columns=ODD_COLUMNS)
    assert [record.text("document") for record in table.records] == [article(i)[0] for i in range(3)]
    assert table.records[1].text("summary") == article(1)[1]
    assert table.records[1].place.startswith(f"{path}:")


def test_parquet_keeps_columns_that_no_article_has(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow.parquet import write_table

    rows = {"sentence1": ["A tram."], "sentence2": ["A bus."], "text": ["beside it"], "score": [0.25]}
    write_table(pyarrow.table(rows), tmp_path / "pairs.parquet")
    (record,) = read(tmp_path / "pairs.parquet", reads=PAIRS).records
    assert [record.text(name) for name in ("a", "b", "label")] == ["A tram.", "A bus.", "0.25"]


def test_a_folder_and_packed_files_are_read_whole(tmp_path):
    with gzip.open(tmp_path / "one.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"text": "One.", "summary": "1"}) + "\n")
    (tmp_path / "two.jsonl").write_text('{"body": "Two.", "highlights": "2"}\nnot json\n', "utf-8")
    table = read(tmp_path)
    assert [record.values for record in table.records] == [
        {"document": "One.", "summary": "1"},
        {"document": "Two.", "summary": "2"},
    ]
    assert len(table.problems) == 1
    assert "two.jsonl:2: not JSON" in table.problems[0]


def test_a_saved_data_set_is_read_by_split(tmp_path):
    datasets = pytest.importorskip("datasets")
    rows = {"document": ["One."], "summary": ["1"], "label": ["x"]}
    datasets.DatasetDict({"train": datasets.Dataset.from_dict(rows)}).save_to_disk(tmp_path / "saved")
    assert read(tmp_path / "saved").records[0].text("document") == "One."


def test_limit_and_what_is_missing(tmp_path):
    path = odd_csv(tmp_path / "odd.csv", 5)
    assert len(read(path, columns=ODD_COLUMNS, limit=2).records) == 2
    with pytest.raises(InputError, match=r"no column for document .*Body, as printed.*data.columns"):
        read(path)
    with pytest.raises(InputError, match='no column "Body"'):
        read(path, columns={"document": "Body"})
    with pytest.raises(ConfigError, match='documents is not read; did you mean "document"'):
        read(path, columns={"documents": "Nr"})
    (tmp_path / "notes.docx").write_text("x")
    with pytest.raises(InputError, match="not a table"):
        read(tmp_path / "notes.docx")
    (tmp_path / "empty.jsonl").write_text("")
    with pytest.raises(InputError, match="no rows to learn from"):
        read(tmp_path / "empty.jsonl")


def test_a_column_that_holds_no_text_is_named():
    with pytest.raises(InputError, match='x:1: the column for "summary" holds a list'):
        Record("x:1", {"summary": ["a"]}).text("summary")
    assert Record("x:1", {"label": 3}).text("label") == "3"
    assert Record("x:1", {}).text("label") == ""


def test_a_document_may_be_several_articles():
    articles = [{"text": "One.", "outlet": "Herald"}, {"text": "Two.", "title": "T"}]
    as_list = Record("x:1", {"document": articles, "summary": "s"})
    as_cell = Record("x:2", {"document": json.dumps(articles), "summary": "s"})
    bracket = Record("x:3", {"document": "[{not JSON, but text", "summary": "s"})
    several, same, one = examples_from([as_list, as_cell, bracket])
    assert [(a.text, a.outlet, a.title) for a in several.story.articles] == [
        ("One.", "Herald", ""),
        ("Two.", "", "T"),
    ]
    assert same.text == several.text == "One.\n\nTwo."
    assert one.text == "[{not JSON, but text"
    with pytest.raises(InputError, match="article 2 is no object with a text"):
        examples_from([Record("x:4", {"document": [{"text": "One."}, {"body": "Two."}], "summary": "s"})])


def test_a_summary_asks_for_its_own_length_rounded_up():
    (example,) = examples_from([Record("x:1", {"document": "One.", "summary": "word " * 41})])
    assert example.length.words == 50


def test_what_is_held_out_is_about_the_share_and_depends_on_the_seed():
    records = [Record(str(i), {"document": article(i)[0]}) for i in range(200)]
    train, held = hold_out(records, 0.2, seed=0)
    assert sorted(map(int, (r.place for r in (*train, *held)))) == list(range(200))
    assert 20 <= len(held) <= 60
    assert hold_out(records, 0.2, seed=0) == (train, held)
    assert hold_out(records, 0.2, seed=1)[1] != held


def test_near_duplicates_and_stories_are_held_out_together():
    records = [Record(str(i), {"document": article(i)[0]}) for i in range(100)]
    copies = [Record(f"copy {r.place}", {"document": r.values["document"] + " Updated."}) for r in records]
    train, held = hold_out([*records, *copies], 0.3, seed=0)
    places = {record.place for record in held}
    assert all((str(i) in places) == (f"copy {i}" in places) for i in range(100))
    of_story = [Record(str(i), {"a": f"sentence {i}", "story": f"story {i % 10}"}) for i in range(50)]
    train, held = hold_out(of_story, 0.3, seed=0)
    assert not {r.values["story"] for r in train} & {r.values["story"] for r in held}


def test_one_record_at_least_is_held_out():
    records = [Record(str(i), {"document": article(i)[0]}) for i in range(3)]
    assert len(hold_out(records, 0.001, seed=0)[1]) == 1
