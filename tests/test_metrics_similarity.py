"""Greedy matching of token vectors: by hand, with the bundled encoder, and with long and hostile text."""

from __future__ import annotations

import numpy as np
import pytest

from summarizer.errors import ModelError
from summarizer.metrics import Example
from summarizer.metrics.similarity import Similarity, matched
from summarizer.metrics.token_vectors import load_token_vectors


def test_matching_is_that_of_the_paper():
    x, y = np.array([1.0, 0.0]), np.array([0.0, 1.0])
    diagonal = (x + y) / np.sqrt(2)
    f1, precision, recall = matched(np.stack([x, diagonal]), np.stack([x, y, y]))
    assert precision == pytest.approx((1 + np.sqrt(0.5)) / 2)
    assert recall == pytest.approx((1 + 2 * np.sqrt(0.5)) / 3)
    assert f1 == pytest.approx(2 * precision * recall / (precision + recall))
    assert matched(np.zeros((0, 2)), np.stack([x])) == (0, 0, 0)


def test_vectors_are_those_of_the_model_without_its_framing_tokens():
    import torch
    from transformers import AutoModel, AutoTokenizer

    from summarizer.models.files import locate

    texts = ["The dam broke.", "At dawn the dam gave way and flooded the town."]
    ours = load_token_vectors().of(texts)
    folder = locate("bundled").path
    tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()
    for text, vectors in zip(texts, ours, strict=True):
        with torch.inference_mode():
            states = model(**tokenizer(text, return_tensors="pt")).last_hidden_state[0, 1:-1].numpy()
        np.testing.assert_allclose(vectors, states / np.linalg.norm(states, axis=1, keepdims=True), atol=1e-4)


def test_paraphrases_are_nearer_than_other_news_and_the_best_reference_counts():
    paraphrase, other = "At dawn the dam gave way.", "Shares fell on Friday."
    examples = [
        Example("same", "The dam broke at dawn.", ("The dam broke at dawn.",)),
        Example("paraphrase", "The dam broke at dawn.", (paraphrase,)),
        Example("other", "The dam broke at dawn.", (other,)),
        Example("both", "The dam broke at dawn.", (other, paraphrase)),
        Example("empty", "", (paraphrase,)),
    ]
    items = Similarity().score(examples)[0].items
    assert items[0] == pytest.approx(1, abs=1e-5)
    assert items[0] > items[1] > items[2] + 0.2
    assert items[3] == pytest.approx(items[1], abs=1e-5)
    assert items[4] == 0


def test_against_the_source_has_its_own_name():
    score = Similarity(against="sources").score(
        [Example("1", "Rain fell.", (), ("Rain fell all day.", "Trains stopped."))]
    )
    assert [one.name for one in score][:2] == ["similarity_to_source", "similarity_to_source_precision"]
    assert score[1].value > score[2].value


def test_a_text_longer_than_the_window_is_read_to_its_end():
    long = "The dam broke at dawn. " * 300
    vectors = load_token_vectors().of([long, ""])
    assert len(vectors[0]) == 300 * 6
    assert vectors[1].shape == (0, 384)


def test_a_layer_that_is_not_there_is_named():
    with pytest.raises(ModelError, match="no layer 40"):
        load_token_vectors(layer=40)
