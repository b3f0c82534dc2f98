"""What is seen of words, pairs and sentences."""

from __future__ import annotations

import numpy as np
import pytest

from summarizer.models.concept_places import SENTENCE_FEATURES
from summarizer.models.concepts import PAIR_FEATURES, WORD_FEATURES, Concepts, Line, concepts_of, stem

LINES = (
    Line("The mayor opened a bridge in Vale.", 0, 0),
    Line("The bridge cost 40 million crowns.", 0, 1),
    Line("He said it was worth it.", 0, 2),
    Line("A bridge opened, Vale's mayor said.", 1, 0),
)
RARITY = np.array([-9.0, -0.1, -3.0], dtype=np.float32)


def made(lines: tuple[Line, ...] = LINES, titles: tuple[str, ...] = ("Mayor opens bridge",)) -> Concepts:
    return concepts_of(lines, titles, {"the": 1, "bridg": 2}, RARITY)


def test_endings_do_not_make_another_word():
    assert stem("Opened") == stem("opening") == stem("opens") == stem("open")
    assert stem("Vale's") == stem("Vale")
    assert stem("bus") != stem("bed") != ""


def test_shapes_and_memberships_are_right():
    concepts = made()
    assert concepts.word_features.shape == (len(concepts.words), WORD_FEATURES)
    assert concepts.pair_features.shape == (len(concepts.pairs), PAIR_FEATURES)
    assert concepts.sentence_features.shape == (4, SENTENCE_FEATURES)
    bridge = concepts.words.index(stem("bridge"))
    held = concepts.sentence_words[0][concepts.sentence_words[1] == bridge]
    assert held.tolist() == [0, 1, 3]
    assert concepts.known[bridge] == 2
    assert concepts.known[concepts.words.index("40")] == 0
    assert concepts.sizes.tolist() == [7, 6, 6, 6]


def test_pairs_stay_within_their_sentence():
    concepts = made()
    pairs = {(concepts.words[a], concepts.words[b]) for a, b in concepts.pairs.tolist()}
    assert (stem("cost"), "40") in pairs
    assert (stem("Vale"), "the") not in pairs


def test_a_word_of_the_title_that_opens_both_articles_looks_unlike_one_that_comes_late():
    concepts = made()
    early, late = (concepts.word_features[concepts.words.index(stem(word))] for word in ("bridge", "worth"))
    first, in_title, shares = 0, 14, 7
    assert early[first] < late[first]
    assert (early[in_title], late[in_title]) == (1, 0)
    assert (early[shares], late[shares]) == (1, 0.5)


def test_nothing_depends_on_the_numbers_that_articles_have():
    moved = tuple(Line(line.text, line.article * 5 + 2, line.position) for line in LINES)
    for one, other in ((made().word_features, made(moved).word_features), (made().sizes, made(moved).sizes)):
        assert np.array_equal(one, other)


@pytest.mark.parametrize("text", ["x", "?!", "東京で地震がありました。", "a" * 5000])
def test_odd_sentences_have_finite_features(text):
    concepts = concepts_of((Line(text, 0, 0), Line("…", 0, 1)), (), {}, RARITY[:1])
    for values in (concepts.word_features, concepts.pair_features, concepts.sentence_features):
        assert np.isfinite(values).all()
