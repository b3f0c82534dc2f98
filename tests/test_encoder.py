"""The bundled encoder gives the vectors of sentence-transformers, and remembers them only as long as told."""

from __future__ import annotations

import numpy as np
import pytest
from tiny_encoder import make_encoder

from summarizer.models.encoder import Encoder, load_encoder
from summarizer.models.files import locate

TEXTS = ["The dam broke at dawn.", "At dawn the dam gave way, flooding the town below it.", "Shares fell."]


def test_the_short_way_gives_the_vectors_of_the_library():
    from sentence_transformers import SentenceTransformer

    ours = load_encoder("bundled", "cpu", "float32").encode(TEXTS)
    theirs = SentenceTransformer(str(locate("bundled").path), device="cpu").encode(TEXTS)
    assert ours.shape == (3, 384)
    np.testing.assert_allclose(ours, theirs, atol=1e-5)


def test_vectors_are_unit_and_mean_something():
    vectors = load_encoder().encode(TEXTS)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert vectors[0] @ vectors[1] > 0.5 > vectors[0] @ vectors[2]


def test_no_text_gives_an_empty_matrix():
    assert load_encoder().encode([]).shape == (0, 384)


def test_each_text_is_computed_once_until_forgotten():
    import torch

    seen: list[str] = []

    def embed(texts):
        seen.extend(texts)
        return torch.tensor([[float(len(text)), 1.0] for text in texts])

    encoder = Encoder(embed, name="fake", dimension=2, window=8)
    first = encoder.encode(["aa", "b", "aa"])
    assert sorted(seen) == ["aa", "b"]
    np.testing.assert_array_equal(first[0], first[2])
    encoder.encode(["b"])
    assert len(seen) == 2
    encoder.forget()
    encoder.encode(["b"])
    assert len(seen) == 3


@pytest.mark.parametrize("device", ["no-such-device", "cuda:99"])
def test_a_device_that_is_not_there_is_named(device):
    from summarizer import ConfigError

    with pytest.raises(ConfigError, match=device.split(":")[0]):
        load_encoder("bundled", device)


def test_loading_says_nothing_whichever_way(tmp_path, capfd):
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Pooling, Transformer

    short, long = str(make_encoder(tmp_path / "short")), str(tmp_path / "long")
    modules = [Transformer(short), Pooling(16, pooling_mode="max")]  # which only the library can do
    SentenceTransformer(modules=modules, device="cpu").save(long)
    capfd.readouterr()
    for folder in (short, long):
        assert load_encoder(folder, "cpu", "float32").encode(TEXTS).shape == (3, 16)
    assert capfd.readouterr().err == ""
