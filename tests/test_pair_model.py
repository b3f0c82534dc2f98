"""The pair model gives one answer a pair, whichever sentence comes first and whatever else is in the batch."""

from __future__ import annotations

import json

import pytest
import torch
from safetensors.torch import load_file, save_file
from tiny_encoder import CORPUS, make_encoder, write_relation_model

from summarizer.errors import ModelError
from summarizer.models import pair_features, pair_model
from summarizer.models.pair_features import FEATURES, SOFT, SURFACE, content_words, soft, surface
from summarizer.models.pair_model import PairModel, fresh_network, load_base, load_pair_model, turned

PAIRS = [
    (CORPUS[0], "On Monday the council approved the tram line."),
    (CORPUS[1], "Four members voted against the tram."),
    ("Rain is expected.", CORPUS[2]),
    (CORPUS[3], CORPUS[3]),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    base = make_encoder(tmp_path_factory.mktemp("encoder"))
    folder = tmp_path_factory.mktemp("relation")
    encoder, tokenizer = load_base(str(base))
    torch.manual_seed(1)
    network = fresh_network(encoder, 1)
    weights = dict(network.state_dict())
    weights["rarity"] = torch.rand(len(tokenizer)) + 0.5
    return write_relation_model(folder, base, 1, weights)


@pytest.fixture(scope="module")
def model(folder) -> PairModel:
    return load_pair_model(str(folder), "cpu", "float32")


def test_probabilities_of_each_pair(model):
    found = model.judge(PAIRS, batch_size=2)
    assert len(found) == len(PAIRS)
    for verdict in found:
        assert sum(verdict.relations) == pytest.approx(1, abs=1e-5)
        assert 0 <= verdict.a_says_b <= 1
        assert 0 <= verdict.b_says_a <= 1
    assert model.judge([]) == []


def test_the_order_of_a_pair_only_turns_who_says_whose(model):
    found = model.judge(PAIRS)
    back = model.judge([(b, a) for a, b in PAIRS])
    for one, other in zip(found[:3], back[:3], strict=True):
        assert one.relations == pytest.approx(other.relations, abs=1e-6)
        assert (one.a_says_b, one.b_says_a) == pytest.approx((other.b_says_a, other.a_says_b), abs=1e-6)


def test_padding_and_neighbours_in_the_batch_change_nothing(model):
    together = model.judge(PAIRS, batch_size=4)
    alone = [model.judge([pair])[0] for pair in PAIRS]
    for one, other in zip(together, alone, strict=True):
        assert one.relations == pytest.approx(other.relations, abs=1e-5)


def test_the_longer_sentence_is_read_first():
    assert turned("a", "bb")
    assert not turned("bb", "a")
    assert not turned("aa", "aa")
    assert turned("aa", "ab") != turned("ab", "aa")


def test_another_encoder_than_the_one_trained_on_is_refused(folder, tmp_path):
    told = json.loads((folder / "model.json").read_text())
    for name in ["model.safetensors"]:
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    (tmp_path / "model.json").write_text(json.dumps(told | {"base_sha256": "0" * 64}))
    with pytest.raises(ModelError, match="is not the one that the relation model was trained on"):
        load_pair_model(str(tmp_path))
    (tmp_path / "model.json").write_text(json.dumps(told | {"split": 7}))
    with pytest.raises(ModelError, match="split must be a layer"):
        load_pair_model(str(tmp_path), "cpu")


def test_weights_that_lack_a_part_are_refused(folder, tmp_path):
    weights = load_file(folder / "model.safetensors")
    del weights["mix.weight"]
    save_file(weights, tmp_path / "model.safetensors")
    (tmp_path / "model.json").write_text((folder / "model.json").read_text())
    with pytest.raises(ModelError, match="does not fit its base encoder"):
        load_pair_model(str(tmp_path))


def test_surface_numbers_are_symmetric_and_count_what_is_shared():
    a, b = "The tram cost 40 million, Ada Brandt said.", "Ada Brandt put the cost at 40 million."
    assert surface(a, b) == surface(b, a)
    assert len(surface(a, b)) == SURFACE
    assert surface(a, b)[4] == pytest.approx(1 / 3)
    assert surface(a, a)[0] == 1
    assert surface("Rain.", "")[0] == 0
    assert FEATURES == 1 + SURFACE + SOFT


def test_endings_and_common_words_do_not_count():
    assert content_words("The cities voted") == content_words("a city voted")


def test_soft_numbers_find_tokens_in_the_other_sentence():
    units = torch.eye(4)
    rarity = torch.tensor([1.0, 1.0, 3.0, 1.0])
    numbers = soft([0, 2], units[[0, 2]], [2], units[[2]], rarity)
    assert len(numbers) == SOFT
    assert numbers[:2] == pytest.approx([0.75, 1.0])  # 3 of 4 by weight, and all
    assert numbers[4:6] == pytest.approx([0.75, 1.0])
    assert soft([], units[:0], [1], units[[1]], rarity) == [0.0] * pair_features.SOFT


def test_what_is_remembered_takes_a_number_of_bytes(model, monkeypatch):
    model.forget()
    one = model.read([CORPUS[0]])[CORPUS[0]]
    assert one.size == sum(part.nbytes for part in (one.middle, one.units, one.vector)) > 0
    monkeypatch.setattr(pair_model, "MOST_READ", one.size)
    found = model.read(CORPUS[:4], batch_size=1)
    assert set(found) == set(CORPUS[:4])
    assert sum(reading.size for reading in model.readings.values()) <= one.size
    assert set(CORPUS[:4]) <= set(model.known)
    monkeypatch.setattr(pair_model, "MOST_READ", 10 * one.size)
    model.read(CORPUS[:4])
    assert set(model.readings) == set(CORPUS[:4])
    model.forget()
