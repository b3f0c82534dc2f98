"""Adapters load on the base they name; nothing else in their files is believed."""

from __future__ import annotations

import json
import shutil
import sys

import pytest
import torch

from summarizer.errors import ModelError
from summarizer.models.adapter import Base, base_of, is_adapter, write_base
from summarizer.models.files import locate, weights_sha256
from summarizer.models.loading import load_writer

peft = pytest.importorskip("peft")


@pytest.fixture(scope="module")
def adapter(tiny, tmp_path_factory):
    """An adapter with random weights on a tiny model."""
    base = tiny("llama", window=256, taught=False)
    folder = tmp_path_factory.mktemp("adapter") / "mine"
    config = peft.LoraConfig(
        r=2, target_modules=["q_proj", "v_proj"], init_lora_weights=False, task_type="CAUSAL_LM"
    )
    torch.manual_seed(0)
    peft.get_peft_model(load_writer(str(base), torch.float32).model, config).save_pretrained(folder)
    write_base(folder, Base(str(base), "main", weights_sha256(base)))
    return folder


@pytest.fixture
def copy(adapter, tmp_path):
    return shutil.copytree(adapter, tmp_path / "copy")


def change(folder, name, **values):
    path = folder / name
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | values), "utf-8")


def test_an_adapter_changes_what_its_base_computes_and_is_merged(adapter):
    ids = torch.arange(5, 20)[None]
    with torch.no_grad():
        base = load_writer(base_of(adapter).model, torch.float32).model(ids).logits
        adapted = load_writer(str(adapter), torch.float32)
        found = adapted.model(ids).logits
    assert is_adapter(locate(str(adapter)).path)
    assert adapted.name == "mine"
    assert not torch.allclose(base, found)
    assert not any("lora" in name for name, _ in adapted.model.named_parameters())


def test_keys_that_could_import_code_are_not_handed_on(copy):
    change(copy, "adapter_config.json", megatron_config={"x": 1}, megatron_core="this_would_be_imported")
    load_writer(str(copy), torch.float32)
    assert "this_would_be_imported" not in sys.modules


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("base.json", {"sha256": "0" * 64}, "made for other weights"),
        ("base.json", {"model": ""}, "does not say which model"),
        ("base.json", {"model": "./nowhere"}, "no such folder"),
        ("adapter_config.json", {"peft_type": "PROMPT_TUNING"}, "only LoRA adapters"),
        ("adapter_config.json", {"target_modules": "(a+)+$"}, "only LoRA adapters"),
        ("adapter_config.json", {"target_modules": ["nothing"]}, "does not fit its base model"),
        ("adapter_config.json", {"r": 3}, "does not fit its base model"),
    ],
)
def test_what_does_not_fit_is_refused(copy, name, values, message):
    change(copy, name, **values)
    with pytest.raises(ModelError, match=message):
        load_writer(str(copy), torch.float32)


def test_an_adapter_of_an_adapter_and_pickled_ones_are_refused(copy, adapter):
    write_base(copy, Base(str(adapter)))
    with pytest.raises(ModelError, match="another adapter"):
        load_writer(str(copy), torch.float32)
    (copy / "adapter_model.safetensors").rename(copy / "adapter_model.bin")
    with pytest.raises(ModelError, match="pickled weights"):
        load_writer(str(copy), torch.float32)


def test_without_our_note_the_base_is_the_one_that_peft_names(copy, adapter):
    (copy / "base.json").unlink()
    assert base_of(copy).sha256 == ""
    assert (
        base_of(copy).model
        == json.loads((copy / "adapter_config.json").read_text())["base_model_name_or_path"]
    )
    (copy / "adapter_config.json").write_text("{")
    with pytest.raises(ModelError, match="cannot be read"):
        base_of(copy)
