"""The relation model learns from labelled pairs, and what it saves is what the aligner loads."""

from __future__ import annotations

import json
import random

import numpy as np
import pytest
import torch
from safetensors.torch import load_file
from tiny_encoder import make_encoder

from summarizer.errors import ConfigError, InputError
from summarizer.models.pair_features import FEATURES
from summarizer.models.pair_model import fresh_network, load_base, load_pair_model, open_pair_model
from summarizer.models.pair_network import RELATIONS
from summarizer.training.recipe import recipe_from
from summarizer.training.relation import RelationKind
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


def run(base, folder, options, **training):
    """Train a relation model on 80 pairs."""
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
            "training": {"learning_rate": 2e-3, "precision": "float32", **training},
            "options": {"head_rate": 1e-2, **options},
        }
    )
    return finetune(recipe, folder / "out", tell=lambda line: None)


@pytest.fixture(scope="module", params=["bert", "mpnet"])
def trained(request, tmp_path_factory):
    base = make_encoder(tmp_path_factory.mktemp("encoder"), mpnet=request.param == "mpnet")
    options = {"fresh": True, "split": 1}
    return run(base, tmp_path_factory.mktemp("run"), options, epochs=6, metric="aligned_f1")


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


def test_small_changes_of_a_frozen_encoder_are_learned_and_saved(tmp_path, monkeypatch):
    base = make_encoder(tmp_path / "base", mpnet=True)
    save, kinds = RelationKind.save, []
    monkeypatch.setattr(RelationKind, "save", lambda kind, *told: kinds.append(kind) or save(kind, *told))
    options = {"fresh": True, "split": 0, "rank": 2}
    folder = run(base, tmp_path, options, epochs=2, batch_size=16, learning_rate=0.05).model
    held = load_file(folder / "model.safetensors")
    layers = {name for name in held if name.startswith(("layers.", "places."))}
    assert len(layers) == 3 * 6 * 2  # both halves for q, k, v, o and the two dense ones of each layer
    assert {name.rpartition(".")[2] for name in layers} == {"down", "up"}
    learned = kinds[0]._model
    learned.network.eval()
    learned.base.float()  # as the network is; where bfloat16 is fast, the encoder was read in that
    learned.forget()
    asked = [(row["a"], row["b"]) for row in pairs(10, seed=5)]
    expected = [verdict.relations for verdict in learned.judge(asked)]
    found = [verdict.relations for verdict in open_pair_model(str(folder), "cpu", "float32").judge(asked)]
    assert np.log(found) == pytest.approx(np.log(expected), abs=0.1)  # saved in half precision
    fresh = load_base(str(base))[0].state_dict()
    for name, value in learned.network.layers.state_dict().items():
        assert name.endswith((".down", ".up")) or torch.equal(value, fresh[f"encoder.layer.{name}"])


def test_small_changes_begin_with_an_encoder(tmp_path):
    with pytest.raises(ConfigError, match=r"options\.rank: .* set options\.fresh"):
        run(tmp_path / "none", tmp_path, {"rank": 2})


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


def test_a_better_models_probabilities_are_labels():
    told = target_of("none:0.6 partial:0.4", "x:1")
    assert told.likely == pytest.approx((0.6, 0.4, 0, 0, 0))
    logits = torch.randn(2, len(RELATIONS)), torch.randn(2, 2), torch.randn(2, 3)
    expected = torch.nn.functional.cross_entropy(logits[0], torch.tensor([told.likely] * 2))
    rows = torch.tensor([told.row(False)] * 2)
    assert float(pair_loss(*logits, rows, 0.1)) == pytest.approx(float(expected), abs=1e-5)
    with pytest.raises(
        InputError, match='x:2: the label "nine:1" names no relation "nine"; did you mean "none"'
    ):
        target_of("nine:1", "x:2")
    for wrong in (
        "none:0.6 partial:0.1",
        "none:two same:0",
        "none:1.5 same:-0.5",
        "same:1 a>b:2",
        "a>b:1 b>a:0",
    ):
        with pytest.raises(InputError, match="sum to 1"):
            target_of(wrong, "x:3")


def test_beside_them_stands_how_likely_one_says_all_of_the_other():
    told = target_of("partial:0.2 same:0.8 A>B:0.7 b>a:0", "x:1")
    assert told == Target(a_says_b=0.7, b_says_a=0, likely=pytest.approx((0, 0.2, 0.8, 0, 0)))
    assert told.row(turned=True)[2:4] == [0, 0.7]
    assert target_of("same:1 b>a:0.4", "x:1").row(turned=False)[2:4] == [-1, 0.4]
    logits = torch.randn(2, len(RELATIONS)), torch.randn(2, 2), torch.randn(2, 3)
    functional = torch.nn.functional
    relations = functional.cross_entropy(logits[0], torch.tensor([told.likely] * 2))
    says = functional.binary_cross_entropy_with_logits(logits[1], torch.tensor([[0.7, 0.0]] * 2))
    found = float(pair_loss(*logits, torch.tensor([told.row(False)] * 2), 0.1))
    assert found == pytest.approx(float(relations + 2 * says), abs=1e-5)


def test_layers_that_are_told_how_far_tokens_lie_apart_are_told_so(tmp_path):
    base, tokenizer = load_base(str(make_encoder(tmp_path / "base", mpnet=True)))
    network = fresh_network(base.eval(), 1).eval()
    network.segment.data.zero_()
    tokens = tokenizer(
        ["nine members voted", "rain is expected in the north"], padding=True, return_tensors="pt"
    )
    found = base(**tokens, output_hidden_states=True)
    seen = []
    network.layers[-1].register_forward_hook(lambda module, arguments, output: seen.append(output[0]))
    mask = tokens["attention_mask"].bool()
    second = (torch.arange(mask.shape[1]) >= 2).long().expand(2, -1)
    network(found.hidden_states[1], mask, second, torch.zeros(2, FEATURES))
    assert torch.allclose(seen[0][mask], found.last_hidden_state[mask], atol=1e-5)
