"""Bundled weights are the published ones, or are not loaded."""

import hashlib
import json

import pytest

from summarizer.errors import ModelError
from summarizer.models import bundled


@pytest.fixture
def shipped(tmp_path, monkeypatch):
    folder = tmp_path / "relation"
    folder.mkdir()
    (folder / "model.safetensors").write_bytes(b"weights")
    (folder / "model.json").write_text(json.dumps({"kind": "relation"}))
    monkeypatch.setattr(bundled, "_shipped", lambda name: tmp_path / name if "large" in name else folder)
    published = "9f07abfff9cbb29d1db1e8f4ed3ff9d6e4d4e3ae8b44ecb1c4ef7a6f5f5ad3f5"
    monkeypatch.setattr(bundled, "SHA256", dict.fromkeys(bundled.SHA256, published))
    return folder


def publish(monkeypatch, folder):
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    monkeypatch.setattr(bundled, "SHA256", {"relation": digest, "extractive": digest})


def test_published_weights_are_found(shipped, monkeypatch):
    publish(monkeypatch, shipped)
    assert bundled.weights_folder("relation") == shipped


def test_changed_weights_are_refused(shipped, monkeypatch):
    publish(monkeypatch, shipped)
    (shipped / "model.safetensors").write_bytes(b"weightz, longer")
    with pytest.raises(ModelError, match="not the file that was published"):
        bundled.weights_folder("relation")


def test_the_larger_relation_model_has_a_folder_and_a_hash_of_its_own(shipped, monkeypatch, tmp_path):
    large = shipped.rename(tmp_path / "relation_large")
    with pytest.raises(ModelError, match="not the file that was published"):
        bundled.weights_folder("relation", "large")
    monkeypatch.setitem(bundled.SHA256, "relation_large", hashlib.sha256(b"weights").hexdigest())
    assert bundled.weights_folder("relation", "large") == large
    with pytest.raises(ModelError, match=r'extractive model "large" has no model\.safetensors'):
        bundled.weights_folder("extractive", "large")


def test_weights_of_another_kind_are_refused(shipped, monkeypatch):
    publish(monkeypatch, shipped)
    with pytest.raises(ModelError, match='of kind "relation", wanted "extractive"'):
        bundled.weights_folder("extractive")


def test_a_folder_of_ones_own_needs_no_hash_but_all_files(shipped):
    assert bundled.weights_folder("relation", str(shipped)) == shipped
    (shipped / "model.json").unlink()
    with pytest.raises(ModelError, match=r"has no model\.json"):
        bundled.weights_folder("relation", str(shipped))


@pytest.mark.parametrize("content", ["{", "[1]"])
def test_settings_that_are_no_object_are_refused(shipped, content):
    (shipped / "model.json").write_text(content)
    with pytest.raises(ModelError, match=r"model\.json"):
        bundled.weights_folder("relation", str(shipped))


def test_a_misspelt_kind_is_named():
    with pytest.raises(ModelError, match="relation"):
        bundled.weights_folder("relatoin")
