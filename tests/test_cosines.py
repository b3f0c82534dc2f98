"""Cosines of pairs: each text is encoded once, whatever the number of pairs it is in."""

from __future__ import annotations

import numpy as np
import pytest

from summarizer.aligners import cosines
from summarizer.aligners.cosines import pair_cosines

VECTORS = {"north": [0.0, 1.0], "east": [1.0, 0.0], "northeast": [0.6, 0.8]}


def test_each_text_is_encoded_once_and_pairs_keep_their_order(monkeypatch):
    monkeypatch.setattr(cosines, "PAIRS_AT_ONCE", 2)
    asked = []

    def encode(texts):
        asked.extend(texts)
        return np.array([VECTORS[text] for text in texts])

    pairs = [
        ("north", "east"),
        ("north", "northeast"),
        ("northeast", "east"),
        ("north", "north"),
        ("east", "north"),
    ]
    assert pair_cosines(encode, pairs) == pytest.approx([0.0, 0.8, 0.6, 1.0, 0.0])
    assert sorted(asked) == sorted(VECTORS)


def test_no_pairs_have_no_cosines():
    assert pair_cosines(lambda texts: np.zeros((len(texts), 2)), []) == []
