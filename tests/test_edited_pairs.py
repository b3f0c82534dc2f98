"""The maker of edited pairs: labels follow from the edits, and one seed makes the same pairs. Invented sentences."""

from __future__ import annotations

import gzip
import importlib
import json
import random
import re
from pathlib import Path

import pytest

EVAL = Path(__file__).parent.parent / "eval"
SENTENCES = [
    f"{who} said on {day} that {number} workers at the plant in {town} {verb} the offer of ${number}.5 million from {other}."
    for who, other in (
        ("Ada Wynn", "Carl Pell"),
        ("Ada Sorrell", "Carl Haddow"),
        ("Ruth Pell", "Ada Danvers"),
    )
    for day, number in (("Monday", 14), ("Friday", 320), ("Tuesday", 7))
    for town, verb in (("Halvern", "approved"), ("Carrick", "were told about"))
]


@pytest.fixture
def maker(monkeypatch):
    monkeypatch.syspath_prepend(str(EVAL))
    return importlib.import_module("edited_pairs")


def test_one_seed_makes_the_same_pairs_and_another_makes_others(maker):
    assert maker.make(SENTENCES, 18, 0) == maker.make(SENTENCES, 18, 0)
    assert maker.make(SENTENCES, 18, 0) != maker.make(SENTENCES, 18, 1)


def test_each_sentence_is_used_once_and_always_changed(maker):
    pairs = maker.make(SENTENCES, 18, 0)
    assert len({pair.a for pair in pairs}) == len(pairs)
    assert all(pair.a != pair.b for pair in pairs)
    assert {pair.label for pair in pairs} == {"number", "conflict", "same"}
    assert all(pair.label == maker.KINDS[pair.kind][0] for pair in pairs)


@pytest.mark.parametrize("seed", range(20))
def test_a_changed_number_is_not_within_rounding(maker, seed):
    parts = importlib.import_module("edit_parts")
    changes = importlib.import_module("edit_changes")
    sentence = "The plan would cost $640 million over ten years."
    edited = changes.other_number(sentence, random.Random(seed), parts.people_in([sentence]))
    match = re.search(r"\$([\d.,]+) ?(m\b|million)", edited)
    if match and edited.endswith("ten years."):
        assert abs(float(match[1].replace(",", "")) - 640) > 0.2 * 640


def test_people_are_told_from_other_capitals(maker):
    parts = importlib.import_module("edit_parts")
    people = parts.people_in(["Ada Wynn met Ada Pell.", "Global Climate met Global Harbour, a global event."])
    assert people.given == {"Ada"}
    assert people.names == ("Ada Pell", "Ada Wynn")


def test_sentences_are_read_from_stories_and_documents(maker, tmp_path):
    rows = [
        {"articles": [{"text": SENTENCES[0] + " Too short."}]},
        {"document": "The U.S. 's plan , he said , would cut 14 of the schools in the valley by May ."},
    ]
    with gzip.open(tmp_path / "made.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)
    read = list(maker.sentences(tmp_path, "made"))
    assert read == [
        SENTENCES[0],
        "The U.S.'s plan, he said, would cut 14 of the schools in the valley by May.",
    ]


def test_the_report_counts_alarms(maker, capsys):
    pairs = [
        maker.Pair("a", "b", "number", "number"),
        maker.Pair("a", "b", "words", "same"),
        maker.Pair("a", "b", "negation", "conflict"),
    ]
    maker.report(pairs, ["number", "conflict", "none"], "system")
    told = capsys.readouterr().out
    assert re.search(r"number or conflict\s+2\s+0\.500\s+0\.500", told)
    assert re.search(r"words\s+1\s+told right 0\.000", told)
