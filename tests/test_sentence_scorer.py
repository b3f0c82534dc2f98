"""The scorer computes what was trained, and refuses folders that are not one."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest
import scorers
import torch
from safetensors.numpy import load_file, save_file

from summarizer.errors import ModelError
from summarizer.models.concepts import Line, stem
from summarizer.models.sentence_scorer import SentenceScorer, load_scorer
from summarizer.training.extractive_network import collate, lesson, weights_of

TEXTS = (
    "The mayor opened a bridge in Vale.",
    "It cost 40 million crowns.",
    "Boats will pass below the bridge.",
)
LINES = tuple(Line(text, 0, i) for i, text in enumerate(TEXTS))
VOCABULARY = [stem("bridge"), stem("mayor")]


def test_numpy_computes_what_torch_trained():
    network = scorers.random_network(2)
    scorer = SentenceScorer("x", {word: i for i, word in enumerate(VOCABULARY, 1)}, weights_of(network))
    concepts = scorer.concepts(LINES, ["Bridge opens"])
    network.load_state_dict({name: torch.from_numpy(value) for name, value in scorer.weights.items()})
    other = lesson(scorer.concepts(LINES[:2], []), TEXTS[:2], "A bridge.")
    with torch.inference_mode():
        found = network(**collate([other, lesson(concepts, TEXTS, "A bridge opened.")]))["sentences"][
            2:
        ].numpy()
    assert scorer.importance(concepts).sentences == pytest.approx(np.exp(found - found.max()), rel=1e-4)


def test_probabilities_and_marks_are_in_range():
    network = scorers.random_network(2)
    scorer = SentenceScorer("x", {word: i for i, word in enumerate(VOCABULARY, 1)}, weights_of(network))
    found = scorer.importance(scorer.concepts(LINES, []))
    for values in (found.words, found.pairs):
        assert ((values > 0) & (values < 1)).all()
    assert found.sentences.max() == 1
    assert (found.sentences > 0).all()


def test_one_sentence_is_enough():
    scorer = scorers.wanting("bridge")
    found = scorer.importance(scorer.concepts(LINES[:1], []))
    assert found.sentences.tolist() == [1.0]
    assert np.isfinite(found.words).all()


def test_a_saved_scorer_is_loaded_by_its_folder(tmp_path):
    network = scorers.random_network(2)
    loaded = load_scorer(str(scorers.save(network, VOCABULARY, tmp_path / "mine")))
    assert loaded.name == "mine"
    assert loaded.vocabulary == {VOCABULARY[0]: 1, VOCABULARY[1]: 2}
    assert set(loaded.weights) == set(network.state_dict())


def test_a_folder_of_another_kind_is_refused(tmp_path):
    folder = scorers.save(scorers.random_network(2), VOCABULARY, tmp_path)
    (folder / "model.json").write_text(json.dumps({"kind": "relation"}), "utf-8")
    with pytest.raises(ModelError, match='of kind "relation"'):
        load_scorer(str(folder))


def test_weights_of_another_vocabulary_are_refused(tmp_path):
    folder = scorers.save(scorers.random_network(2), [*VOCABULARY, "more"], tmp_path)
    with pytest.raises(ModelError, match="another vocabulary"):
        load_scorer(str(folder))


def test_missing_weights_are_named(tmp_path):
    folder = scorers.save(scorers.random_network(2), VOCABULARY, tmp_path)
    weights = load_file(folder / "model.safetensors")
    del weights["pairs_mean"]
    save_file(weights, folder / "model.safetensors")
    with pytest.raises(ModelError, match="lacks pairs_mean"):
        load_scorer(str(folder))


def test_a_file_that_is_no_safetensors_is_refused(tmp_path):
    folder = scorers.save(scorers.random_network(2), VOCABULARY, tmp_path)
    (folder / "model.safetensors").write_bytes(b"not weights at all")
    with pytest.raises(ModelError, match="cannot be read"):
        load_scorer(str(folder))


def test_the_bundled_scorer_is_there_and_needs_no_torch():
    code = (
        "import sys\nfrom summarizer.summarizers.extractive import Extractive\n"
        "from summarizer.types import Article, Length, Story\n"
        "text = 'Fog lay over the hills. The council of Vale voted on Monday to close the old harbour by 2031. "
        "Some people had brought sandwiches. The harbour will close in stages, the council said.'\n"
        "story = Story('s', (Article('a', text, title='Vale council votes to close harbour'),))\n"
        "print(Extractive().summarize([story], Length(words=20))[0].text)\nprint('torch' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    summary, torch_loaded = found.stdout.splitlines()
    assert "voted on Monday to close" in summary
    assert torch_loaded == "False"
