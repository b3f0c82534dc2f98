"""Aligners on labelled pairs: the statistics against values by hand, the two labellings, and bad files."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass

import numpy as np
import pytest

from summarizer.errors import ConfigError, InputError
from summarizer.evaluation import judged
from summarizer.evaluation.alignment import evaluate_alignment
from summarizer.evaluation.library import Library, library
from summarizer.evaluation.pairs import LABELS, read_pairs
from summarizer.evaluation.systems import shown_names, system_config
from summarizer.interfaces import Judgement

SAME = "The harbour of Tollen counted 14 otters on Monday."


@dataclass(frozen=True)
class Scripted:
    """Says what the first word of the second sentence tells it to."""

    def similarity(self, a, b):
        return np.ones((len(a), len(b)))

    def judge(self, pairs):
        said = [b.text.split()[0] for _, b in pairs]
        return [
            Judgement(None if word == "none" else word, 0.1 if word == "none" else 0.9, "scripted")
            for word in said
        ]


SCRIPTED = f"{__name__}:Scripted"


def write(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def pair(said, label, story="s1", **more):
    return {"a": SAME, "b": f"{said} and more words", "story": story, "label": label, **more}


def score_of(evaluation, name, system=0):
    return evaluation.systems[system].score(name)


def values(gold, guess, scores):
    found = judged.statistics(
        np.array([LABELS.index(one) for one in gold]),
        np.array([LABELS.index(one) for one in guess]),
        np.array(scores),
    )
    return dict(zip([name for name, _, _ in judged.STATISTICS], found, strict=True))


def test_statistics_by_hand():
    found = values(
        ["same", "partial", "none", "none", "number"],
        ["same", "same", "partial", "none", "number"],
        [0.9, 0.8, 0.7, 0.1, 0.6],
    )
    assert found["aligned precision"] == pytest.approx(3 / 4)
    assert found["aligned recall"] == 1.0
    assert found["aligned F1"] == pytest.approx(6 / 7)
    assert found["same precision"] == 0.5
    assert found["same recall"] == 1.0
    assert found["partial F1"] == 0.0
    assert found["number F1"] == 1.0
    assert math.isnan(found["conflict F1"])
    assert found["false alarms"] == 0.0
    assert found["exact label"] == pytest.approx(3 / 5)
    # ranks of the aligned pairs: 1, 2, 4
    assert found["average precision"] == pytest.approx((1 + 1 + 3 / 4) / 3)


def test_what_was_never_said_has_no_precision():
    found = values(["same", "none"], ["none", "none"], [0.2, 0.1])
    assert math.isnan(found["same precision"])
    assert found["same recall"] == 0.0
    assert found["same F1"] == 0.0


def test_false_alarms_are_disputes_where_none_is():
    assert values(["same", "none", "number"], ["conflict", "none", "conflict"], [1.0] * 3)[
        "false alarms"
    ] == (pytest.approx(1 / 3))


def test_calibration_by_hand():
    found = values(["same", "none", "same", "same"], ["same"] * 4, [0.95, 0.95, 0.35, 0.35])
    assert found["calibration error"] == pytest.approx((2 * 0.45 + 2 * 0.65) / 4)


def test_evaluation_has_baselines_intervals_and_signatures(tmp_path):
    rows = [pair("same", "same", f"s{i}") for i in range(6)] + [
        pair("none", "none", f"s{i}") for i in range(6)
    ]
    rows.append(pair("same", "none", "s7"))
    pairs, labellings = read_pairs(write(tmp_path / "p.jsonl", rows), Library(None))
    evaluation = evaluate_alignment(pairs, labellings, [SCRIPTED, "overlap"])
    assert [system.name for system in evaluation.systems] == ["Scripted", "overlap", "cosine"]
    assert [system.baseline for system in evaluation.systems] == [False, False, True]
    aligned = score_of(evaluation, "aligned precision")
    assert aligned.value == pytest.approx(6 / 7)
    assert aligned.low < aligned.value <= aligned.high <= 1.0
    assert aligned.n == 6
    assert aligned.signature.startswith("scripted|")
    assert evaluation.n == 13
    assert len(evaluation.systems[0].outputs) == len(evaluation.items) == 13


def test_two_labellings_are_scored_each_and_averaged(tmp_path):
    rows = [
        {**pair("same", ""), "label_x": "same", "label_y": "same"},
        {**pair("same", ""), "label_x": "none", "label_y": "same"},
    ]
    for row in rows:
        del row["label"]
    pairs, labellings = read_pairs(write(tmp_path / "p.jsonl", rows), Library(None))
    evaluation = evaluate_alignment(pairs, labellings, [SCRIPTED])
    assert labellings == ("label_x", "label_y")
    assert score_of(evaluation, "aligned precision").value == pytest.approx((0.5 + 1.0) / 2)
    assert score_of(evaluation, "exact label").items == (1.0, 0.5)
    assert any("means over 2 labellings" in note for note in evaluation.notes)


def test_a_clear_difference_is_significant_and_a_tie_is_not(tmp_path):
    rows = []
    for i in range(30):
        rows += [pair("same", "same", f"s{i}"), pair("none", "none", f"s{i}")]
    pairs, labellings = read_pairs(write(tmp_path / "p.jsonl", rows), Library(None))
    evaluation = evaluate_alignment(pairs, labellings, [SCRIPTED, "overlap"])
    one = next(
        d for d in evaluation.differences if (d.score, d.a, d.b) == ("aligned F1", "Scripted", "overlap")
    )
    assert one.value > 0
    assert one.significant
    assert "overlap" in evaluation.better("aligned F1", "Scripted")
    assert evaluation.better("aligned F1", "overlap") == ()
    tie = next(d for d in evaluation.differences if (d.a, d.b) == ("overlap", "cosine"))
    assert not tie.significant or tie.value != 0


def test_text_comes_from_the_data_set_where_the_line_has_none(tmp_path):
    text = "A title.\n\nThe ferry to Brill was late by an hour."
    write(
        tmp_path / "tollen.dev.jsonl", [{"id": "t1", "articles": [{"text": text, "outlet": "Tollen Mail"}]}]
    )
    start = text.index("The ferry")
    row = {
        "set": "tollen.dev",
        "story": "t1",
        "a_article": 0,
        "a_span": [start, len(text)],
        "b": "none of it",
        "label": "none",
    }
    pairs, _ = read_pairs(write(tmp_path / "p.jsonl", [row]), library(tmp_path))
    assert pairs[0].a.text == "The ferry to Brill was late by an hour."
    assert (pairs[0].a.start, pairs[0].story) == (start, "t1")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"a": SAME, "b": SAME, "label": "sam"}, 'label is "sam"; did you mean "same"'),
        ({"a": SAME, "b": SAME}, "no label; give label, or label_x and label_y"),
        ({"a": SAME, "label": "same"}, 'no sentence "b"'),
        ({"a": SAME, "b": "", "label": "same"}, 'no sentence "b"'),
        ({"a": 7, "b": SAME, "label": "same"}, '"a" must be text'),
        ({"a_span": [5, 2], "b": SAME, "label": "same"}, "start before end"),
        (
            {"a_span": [0, 5], "set": "x", "b": SAME, "label": "same"},
            "give the folder of the data sets with --data",
        ),
    ],
)
def test_bad_pairs_name_file_line_and_remedy(tmp_path, row, message):
    path = tmp_path / "p.jsonl"
    with pytest.raises(InputError, match=r"p\.jsonl:1: ") as caught:
        read_pairs(write(path, [row]), Library(None))
    assert message in str(caught.value)


def test_a_set_that_is_not_there_is_named(tmp_path):
    row = {"a_span": [0, 5], "a_article": 0, "set": "tollen.dev", "story": "t1", "b": SAME, "label": "same"}
    with pytest.raises(InputError, match=r"has no tollen\.dev\.jsonl\.gz"):
        read_pairs(write(tmp_path / "p.jsonl", [row]), library(tmp_path))
    row["set"] = "../secret"
    with pytest.raises(InputError, match="is not the name of a data set"):
        read_pairs(write(tmp_path / "p.jsonl", [row]), library(tmp_path))


def test_names_of_systems():
    assert system_config("aligner", "overlap").aligner.name == "overlap"
    assert system_config("aligner", "default").name == "default"
    assert system_config("aligner", "cosine").aligner.options["lexical"] == 0.0
    assert system_config("aligner", SCRIPTED).aligner.name == SCRIPTED
    with pytest.raises(ConfigError, match='no system "overlaps"; did you mean "overlap"'):
        system_config("aligner", "overlaps")


def test_tables_call_a_class_by_its_name_unless_two_are_alike():
    assert shown_names(["a.b:C", "lead"]) == {"a.b:C": "C", "lead": "lead"}
    assert shown_names(["a:C", "b:C"]) == {"a:C": "a:C", "b:C": "b:C"}
