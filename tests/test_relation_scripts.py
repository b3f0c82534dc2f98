"""What the teacher of the relation model writes is what its third stage reads, by place, and without any news text."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.torch import load_file, save_file
from tiny_encoder import make_encoder

from summarizer.models.bundled import WEIGHTS
from summarizer.training.relation_targets import target_of

A = "The council of Lindholm approved the tram on Monday. Nine members voted for it, said the mayor."
B = "On Monday Lindholm’s council said yes to a tram. Prices rose by 3.4 percent in a year."
PLACES = [(0, 52, 0, 48), (0, 52, 49, 86), (53, 95, 0, 48)]
ROWS = [
    {"a": "Nine members voted for the tram.", "b": "The tram had nine votes.", "label": "same"},
    {
        "a": "Ferries stop at noon.",
        "b": "Rain is expected in the north, with 14 roads closed.",
        "label": "none",
    },
    {"a": "The bridge will reopen by spring.", "b": "The bridge stays closed for good.", "label": "conflict"},
]
INVENTED = [
    {**row, "event": "p0/tram", "kind": "", "part": "train"} for row in ROWS[:2]
] + [{**ROWS[2], "event": "p0/tram", "kind": "", "part": "held"}]  # fmt: skip


@pytest.fixture
def data(tmp_path, scripts):
    """A folder of data with one invented story, a table of places in it, and invented pairs."""
    story = {"id": "story-0", "articles": [{"text": A}, {"text": B}]}
    with gzip.open(tmp_path / f"{scripts.STORIES}.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(story))
    scripts.INVENTED.write_text("".join(f"{json.dumps(row)}\n" for row in INVENTED), "utf-8")
    return tmp_path


@pytest.fixture
def scripts(tmp_path, monkeypatch):
    """`relation_data`, with its tables in a folder of the test."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent / "scripts"))
    import relation_data

    for name in ("INVENTED", "SOFT", "SOFT_INVENTED"):
        monkeypatch.setattr(relation_data, name, tmp_path / getattr(relation_data, name).name)
    return relation_data


@pytest.mark.parametrize("mpnet", [False, True])
def test_what_a_teacher_writes_is_read_back(data, scripts, tmp_path, mpnet):
    import relation_teacher

    places = [dict(zip(scripts.PLACE, ("story-0", 0, a, b, 1, c, d), strict=True)) for a, b, c, d in PLACES]
    lines = scripts.crossings()
    assert lines == [{"a_line": 0, "b_line": 1}, {"a_line": 1, "b_line": 0}]
    asked = [*scripts.placed(places, data), *scripts.crossed(lines)]
    assert asked[1] == ("The council of Lindholm approved the tram on Monday.", B[49:])
    base = str(make_encoder(tmp_path / "base", mpnet=mpnet))
    inference = [{**row, "label": "entailment"} for row in ROWS]
    thoughts = relation_teacher.thoughts_of(base, inference, ROWS, asked, epochs=1, seeds=(1, 2))
    assert thoughts[:, :5].sum(1) == pytest.approx(1, abs=1e-5)
    relation_teacher.write_both(tmp_path, places, lines, thoughts)
    told = scripts.soft_pairs(scripts.SOFT, data) + scripts.soft_invented(scripts.SOFT_INVENTED)
    assert [(row["a"], row["b"]) for row in told] == asked
    for row, wanted in zip(told, thoughts, strict=True):
        target = target_of(row["label"], "")
        assert (*target.likely, target.a_says_b, target.b_says_a) == pytest.approx(wanted, abs=2e-3)
    written = gzip.decompress(scripts.SOFT.read_bytes()).decode()
    assert "tram" not in written
    assert scripts.SOFT.read_bytes()[3:8] == bytes(5)  # no name, no time


def test_easy_pairs_are_left_out_but_for_some(scripts, tmp_path):
    import relation_teacher

    places = [dict(zip(scripts.PLACE, ("s", 0, i, i + 1, 1, i, i + 1), strict=True)) for i in range(200)]
    easy, hard = (np.array([none, 1 - none, 0, 0, 0, 0, 0]) for none in (0.98, 0.9))
    thoughts = np.stack([easy] * 150 + [hard] * 51)
    relation_teacher.write_both(tmp_path, places, [{"a_line": 0, "b_line": 1}], thoughts)
    rows = scripts.table(scripts.SOFT)
    assert sum(row["none"] == "900" for row in rows) == 50
    assert 15 <= sum(row["none"] == "980" for row in rows) <= 45


def test_what_a_teacher_is_asked_does_not_depend_on_the_order_of_two_sentences(scripts, tmp_path):
    import relation_teacher

    asked = [(row["a"], row["b"]) for row in ROWS]
    base = str(make_encoder(tmp_path / "base"))
    both = [*asked, *((b, a) for a, b in asked)]
    found = relation_teacher.thoughts_of(base, ROWS, ROWS, both, epochs=1, seeds=(1,))
    assert found[:3, :5] == pytest.approx(found[3:, :5], abs=1e-5)
    assert found[:3, 5:] == pytest.approx(found[3:, :4:-1], abs=1e-5)


def test_the_third_stage_repeats_what_was_labelled_and_holds_back_what_is_held(data, scripts, monkeypatch):
    import relation_teacher

    places = [dict(zip(scripts.PLACE, (f"story-{i}", 0, 0, 52, 1, 0, 48), strict=True)) for i in range(40)]
    texts = [{"id": place["story"], "articles": [{"text": A}, {"text": B}]} for place in places]
    with gzip.open(data / f"{scripts.STORIES}.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(text)}\n" for text in texts)
    lines = scripts.crossings()
    relation_teacher.write_both(data, places, lines, np.array([[0.5, 0.5, 0, 0, 0, 0.1, 0.2]] * 42))
    monkeypatch.setattr(scripts, "first_stage", lambda *told, **more: [{**ROWS[0], "label": "0.5"}] * 9)
    monkeypatch.setattr(scripts, "second_stage", lambda gold, data: [{**ROWS[0], "label": "partial"}])
    found = scripts.third_stage(data, data, first=4)
    labels = [row["label"] for row in found]
    assert labels.count("none:0.5 partial:0.5 a>b:0.1 b>a:0.2") == 38 + 2  # two of 40 stories are watched
    assert {label: labels.count(label) for label in ("partial", "same", "none", "conflict", "0.5")} == {
        "partial": 2, "same": 2, "none": 2, "conflict": 0, "0.5": 4,
    }  # fmt: skip


def test_the_weights_that_ship_are_a_mean_by_shares(scripts, tmp_path):
    import torch
    import train_bundled

    for name, value in (("new", 1.0), ("old", 0.0)):
        (tmp_path / name).mkdir()
        save_file({"mix.bias": torch.full((2,), value).half()}, tmp_path / name / WEIGHTS)
    folders = [tmp_path / "new", tmp_path / "old"]
    mixed = load_file(
        train_bundled._mean(folders, tmp_path / "mixed", train_bundled.RELATION_SHARES) / WEIGHTS
    )
    assert mixed["mix.bias"].tolist() == pytest.approx([0.7, 0.7], abs=1e-3)
    assert mixed["mix.bias"].dtype == torch.float16
    even = load_file(train_bundled._mean(folders, tmp_path / "even") / WEIGHTS)
    assert even["mix.bias"].tolist() == [0.5, 0.5]


def test_the_recipes_of_the_larger_data_are_sound(scripts):
    import train_bundled

    from summarizer.training.recipe import recipe_from

    for settings in (train_bundled.RELATION_THIRD, train_bundled.RELATION_LARGE):
        recipe_from({"kind": "relation", "data": {"train": ["pairs.jsonl"]}, **settings})


def test_what_is_read_of_a_story_is_found_by_place(scripts, monkeypatch):
    import relation_candidates

    from summarizer.aligners.overlap import Overlap
    from summarizer.interfaces import Judgement

    class Reader(Overlap):
        def judge(self, pairs):
            return [Judgement(None, 0.1, "", "model" if "tram" in b.text else "score") for a, b in pairs]

    monkeypatch.setattr(relation_candidates, "Relation", Reader)
    story = {"id": "story-0", "articles": [{"text": A}, {"text": None}, {"text": B}]}
    found = [tuple(place.values()) for place in relation_candidates.candidates(story)]
    assert found == [("story-0", "0", 0, 52, "2", 0, 48), ("story-0", "0", 53, 95, "2", 0, 48)]


def test_invented_pairs_are_whole():
    """In the file that ships: parts, labels, no pair twice."""
    folder = Path(__file__).parent.parent / "scripts" / "labels"
    rows = [json.loads(line) for line in (folder / "disputes.jsonl").read_text("utf-8").splitlines()]
    assert {row["part"] for row in rows} == {"train", "held"}
    assert sum(row["part"] == "held" for row in rows) == 494
    assert len({(row["a"], row["b"]) for row in rows}) == len(rows)
    assert {row["label"] for row in rows} == {"none", "partial", "same", "number", "conflict"}
