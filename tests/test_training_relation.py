"""The relation model learns from labelled pairs, and what it saves is what the aligner loads."""

from __future__ import annotations

import json
import random

import pytest
import torch
from tiny_encoder import make_encoder

from summarizer.errors import InputError
from summarizer.models.pair_model import load_pair_model
from summarizer.models.pair_network import RELATIONS
from summarizer.training.recipe import recipe_from
from summarizer.training.relation_targets import Target, pair_loss, target_of
from summarizer.training.session import finetune


def pairs(count: int, seed: int) -> list[dict[str, str]]:
    draw = random.Random(seed)
    rows = []
    for _ in range(count):
        topic, other = draw.sample(["tram", "harbour", "bridge", "ferries", "budget", "rain"], 2)
        a = f"The council approved the {topic} on Monday with {draw.randint(3, 90)} votes."
        same = draw.random() < 0.5
        b = f"On Monday the {topic} was approved." if same else f"Prices of the {other} rose in the north."
        rows.append({"a": a, "b": b, "label": "same" if same else "none"})
    return rows


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    base = make_encoder(tmp_path_factory.mktemp("encoder"))
    folder = tmp_path_factory.mktemp("run")
    for name, count in (("train", 80), ("validation", 30)):
        lines = [json.dumps(row) for row in pairs(count, seed=count)]
        (folder / f"{name}.jsonl").write_text("\n".join(lines))
    recipe = recipe_from(
        {
            "kind": "relation",
            "model": str(base),
            "data": {
                "train": [str(folder / "train.jsonl")],
                "validation": [str(folder / "validation.jsonl")],
            },
            "training": {"epochs": 6, "learning_rate": 2e-3, "metric": "aligned_f1", "precision": "float32"},
            "options": {"fresh": True, "split": 1, "head_rate": 1e-2},
        }
    )
    return finetune(recipe, folder / "out", tell=lambda line: None)


def test_it_learns_to_tell_the_same_from_nothing_shared(trained):
    after = {change.name: change.after.value for change in trained.changes}
    assert after["aligned_f1"] > 0.9


def test_what_was_saved_says_what_was_learned(trained):
    model = load_pair_model(str(trained.model), "cpu", "float32")
    rows = pairs(20, seed=5)
    found = model.judge([(row["a"], row["b"]) for row in rows])
    right = [
        (verdict.relations[0] < 0.5) == (row["label"] != "none")
        for verdict, row in zip(found, rows, strict=True)
    ]
    assert sum(right) >= 18
    told = json.loads((trained.model / "model.json").read_text())
    assert told["kind"] == "relation"
    assert told["split"] == 1


def test_labels_of_other_sets_teach_what_they_can():
    assert target_of("Entailment ", "x:1") == Target(a_says_b=1, contradicts=0)
    assert target_of("0.4", "x:1").alike == 0.4
    assert target_of("entailment", "x:1").row(turned=True)[2:4] == [-1, 1]
    with pytest.raises(InputError, match='x:3: the label "sane" is unknown; did you mean "same"'):
        target_of("sane", "x:3")
    with pytest.raises(InputError, match="unknown"):
        target_of("4.5", "x:1")


def test_what_a_label_does_not_tell_adds_no_loss():
    logits = torch.randn(2, len(RELATIONS)), torch.randn(2, 2), torch.randn(2, 3)
    unknown = torch.tensor([Target().row(False)] * 2)
    assert float(pair_loss(*logits, unknown, 0.1)) == 0
    known = torch.tensor([target_of("same", "").row(False), Target().row(False)])
    expected = torch.nn.functional.cross_entropy(logits[0][:1], torch.tensor([2])) / 2
    assert float(pair_loss(*logits, known, 0.0)) == pytest.approx(float(expected), abs=1e-6)
    shared = torch.tensor([target_of("aligned", "").row(False)] * 2)
    chance = 1 - logits[0].softmax(-1)[:, 0]
    assert float(pair_loss(*logits, shared, 0.0)) == pytest.approx(float(-chance.log().mean()), abs=1e-5)
