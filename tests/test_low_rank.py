"""A relation model may hold its encoder's layers as small changes, and is then the base with these changes."""

from __future__ import annotations

import json

import pytest
import torch
from safetensors.torch import load_file, save_file
from tiny_encoder import make_encoder, write_relation_model

from summarizer.errors import ModelError
from summarizer.models import bundled
from summarizer.models.files import sha256
from summarizer.models.low_rank import OF_BASE
from summarizer.models.pair_model import fresh_network, load_base, load_pair_model, open_pair_model

CHANGED = "layers.0.attention.attn.q"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A relation model with one change of its MPNet base."""
    base = make_encoder(tmp_path_factory.mktemp("encoder"), layers=2, mpnet=True)
    folder = tmp_path_factory.mktemp("large")
    encoder, tokenizer = load_base(str(base))
    torch.manual_seed(1)
    network = fresh_network(encoder, 0)
    weights = {name: value for name, value in network.state_dict().items() if not name.startswith(OF_BASE)}
    weights |= {
        f"{CHANGED}.down": torch.randn(3, 16),
        f"{CHANGED}.up": torch.randn(16, 3),
        "rarity": torch.ones(len(tokenizer)),
    }
    halves = {name: value.half() for name, value in weights.items()}
    return write_relation_model(folder, base, 0, halves)


def changed(folder, tmp_path, **changes):
    """The same model with some weights changed, None for one that is left out."""
    weights = load_file(folder / "model.safetensors") | changes
    save_file({k: v for k, v in weights.items() if v is not None}, tmp_path / "model.safetensors")
    (tmp_path / "model.json").write_text((folder / "model.json").read_text())
    return str(tmp_path)


@pytest.mark.filterwarnings("ignore::summarizer.models.device.SlowPrecision")
def test_the_network_is_the_base_with_its_changes(folder):
    model = open_pair_model(str(folder), "cpu", "bfloat16")
    held = load_file(folder / "model.safetensors")
    base = load_base(json.loads((folder / "model.json").read_text())["base"])[0]
    own = base.encoder.layer[0].attention.attn.q.weight
    change = held[f"{CHANGED}.up"].float() @ held[f"{CHANGED}.down"].float()
    found = model.network.state_dict()
    # in full precision, whatever that of the base
    assert torch.equal(found[f"{CHANGED}.weight"], own + change)
    assert torch.equal(found["layers.1.output.dense.weight"], base.encoder.layer[1].output.dense.weight)
    assert torch.equal(
        found["places.relative_attention_bias.weight"], base.encoder.relative_attention_bias.weight
    )
    assert torch.equal(found["mix.weight"], held["mix.weight"].float())
    assert model.base.dtype == torch.bfloat16


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({f"{CHANGED}.down": None}, "attn.q has no down"),
        ({f"{CHANGED}.up": None}, "attn.q has no up"),
        ({f"{CHANGED}.up": torch.zeros(16, 2)}, r"wanted \(out, rank\) @ \(rank, in\)"),
        ({f"{CHANGED}.up": torch.zeros(1, 3)}, r"no change of \(16, 16\)"),
        ({f"{CHANGED}.up": torch.zeros(3)}, "wanted"),
        ({f"{CHANGED}.weight": torch.zeros(16, 16)}, "both a weight and a change"),
        ({"layers.7.x.up": torch.zeros(16, 3), "layers.7.x.down": torch.zeros(3, 16)}, "no layer of the"),
        ({"mix.up": torch.zeros(192, 3), "mix.down": torch.zeros(3, 98)}, "mix is changed"),
        ({"mix.weight": None}, "Missing key.*mix.weight"),
        ({"layers.0.unknown": torch.zeros(1)}, "Unexpected key"),
        ({"rarity": None}, "rarity"),
    ],
)
def test_what_does_not_fit_is_refused(folder, tmp_path, changes, message):
    with pytest.raises(ModelError, match=f'(?s)"{tmp_path.name}" does not fit its base encoder: .*{message}'):
        open_pair_model(changed(folder, tmp_path, **changes), "cpu")


def test_only_a_file_with_changes_may_leave_layers_to_the_base(folder, tmp_path):
    none = {f"{CHANGED}.up": None, f"{CHANGED}.down": None}
    with pytest.raises(ModelError, match=r"Missing key.*layers\.0"):
        open_pair_model(changed(folder, tmp_path, **none), "cpu")


def test_the_large_model_is_loaded_by_its_name(folder, monkeypatch):
    monkeypatch.setattr(bundled, "_shipped", lambda name: folder if name == "relation_large" else None)
    monkeypatch.setitem(bundled.SHA256, "relation_large", sha256(folder / "model.safetensors"))
    model = load_pair_model.__wrapped__("large", "cpu", "float32")
    assert sum(model.judge([("Rain is expected.", "Nine members voted.")])[0].relations) == pytest.approx(1)
    monkeypatch.setitem(bundled.SHA256, "relation_large", "0" * 64)
    with pytest.raises(ModelError, match="not the file that was published"):
        open_pair_model("large", "cpu")
