"""Tiny sentence scorers, made on the spot: random ones, and one that wants certain words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from summarizer.models.concepts import stem
from summarizer.models.sentence_scorer import SentenceScorer
from summarizer.training.extractive_network import scoring_network, weights_of


def random_network(vocabulary: int, seed: int = 0) -> torch.nn.Module:
    torch.manual_seed(seed)
    network = scoring_network(np.full(vocabulary + 1, -2.0, dtype=np.float32), 3, 8, 0.1)
    with torch.no_grad():
        network.meaning.weight[1:] += torch.randn(vocabulary, 3)
    return network.eval()


def wanting(*words: str) -> SentenceScorer:
    """A scorer that finds these words likely and all others unlikely, and all sentences alike."""
    network = random_network(1)
    vocabulary = {stem(word): 1 for word in words}
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.zero_()
        network.meaning.weight[1] = 10.0
        network.words[0].weight[0, -3:] = 1.0
        network.words[2].weight[0, 0] = 1.0
        network.words[4].weight[0, 0] = 1.0
        network.words[4].bias[0] = -8.0
        network.pairs[4].bias[0] = -9.0
    return SentenceScorer("wanting", vocabulary, weights_of(network))


def save(network: torch.nn.Module, vocabulary: list[str], folder: Path) -> Path:
    import json

    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    save_file(dict(weights_of(network)), folder / "model.safetensors")
    told = {"kind": "extractive", "vocabulary": vocabulary}
    (folder / "model.json").write_text(json.dumps(told), "utf-8")
    return folder
