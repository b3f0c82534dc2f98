"""The relation aligner turns probabilities into judgements, and lets the rules speak first."""

from __future__ import annotations

import numpy as np
import pytest

from summarizer.aligners import relation
from summarizer.aligners.relation import Relation
from summarizer.models.pair_model import Verdict
from summarizer.types import Claim

A = "The council approved the new tram line on Monday."
B = "The tram got its approval at the start of the week."


class Model:
    """Gives every pair the same verdict, and remembers what it was asked."""

    def __init__(self, *relations: float, a_says_b: float = 0.0, b_says_a: float = 0.0):
        self.verdict = Verdict(relations, a_says_b, b_says_a)
        self.asked: list[tuple[str, str]] = []
        self.cosine = 0.0

    def vectors(self, texts, batch_size):
        side = np.sqrt(1 - self.cosine**2)
        return np.array([[1.0, 0.0] if text == A else [self.cosine, side] for text in texts])

    def judge(self, pairs, batch_size):
        self.asked += pairs
        return [self.verdict for _ in pairs]


@pytest.fixture
def judged(monkeypatch):
    def judge(model: Model, a: str = A, b: str = B, cosine: float = 0.8, **options):
        monkeypatch.setattr(relation, "load_pair_model", lambda *args: model)
        model.cosine = cosine
        claims = [Claim(name, name, text, 0, len(text), 0) for name, text in (("a", a), ("b", b))]
        return Relation(**options).judge([(claims[0], claims[1])])[0]

    return judge


@pytest.mark.parametrize(
    ("relations", "expected"),
    [
        ((0.7, 0.2, 0.1, 0.0, 0.0), None),
        ((0.1, 0.3, 0.6, 0.0, 0.0), "same"),
        ((0.1, 0.6, 0.3, 0.0, 0.0), "partial"),
        ((0.02, 0.0, 0.0, 0.08, 0.9), "conflict"),
        ((0.02, 0.0, 0.0, 0.9, 0.08), "number"),
        ((0.1, 0.3, 0.0, 0.0, 0.6), "partial"),  # not sure enough of a contradiction
    ],
)
def test_the_likeliest_relation_above_its_threshold(judged, relations, expected):
    found = judged(Model(*relations), partial=0.5, same=0.5, conflict=0.9)
    assert found.relation == expected
    assert found.decided_by == "model"
    assert found.score == pytest.approx(1 - relations[0] if expected not in ("conflict", "number") else 0.98)
    assert "relation model" in found.why


def test_a_part_says_which_claim_says_more(judged):
    partly = (0.1, 0.8, 0.1, 0.0, 0.0)
    assert judged(Model(*partly, a_says_b=0.9)).contains == "a"
    assert judged(Model(*partly, b_says_a=0.9)).contains == "b"
    assert judged(Model(*partly, b_says_a=0.5)).contains == ""


def test_the_rules_come_before_the_model(judged):
    a, b = (
        "The storm killed 17 people in Lindholm on Monday.",
        "The storm killed 41 people in Lindholm on Monday.",
    )
    found = judged(Model(0.0, 0.0, 1.0, 0.0, 0.0), a, b)
    assert found.relation == "number"
    assert found.decided_by == "rule"


def test_pairs_far_apart_are_not_read_by_the_model(judged):
    model = Model(0.0, 0.0, 1.0, 0.0, 0.0)
    assert judged(model, b="Rain is expected.", cosine=0.2).relation is None
    assert model.asked == []
    assert judged(model, b="Rain is expected.", cosine=0.6).relation == "same"
    assert judged(model, b="The council approved it.", cosine=0.2).relation == "same"


def test_a_copy_needs_no_model(judged):
    model = Model(1.0, 0.0, 0.0, 0.0, 0.0)
    found = judged(model, b=A, cosine=1.0)
    assert (found.relation, found.score, found.decided_by) == ("same", 1.0, "score")
    assert model.asked == []


def test_nothing_to_judge_loads_nothing():
    assert Relation(model="/no/such/folder").judge([]) == []


def test_of_very_many_pairs_only_the_most_alike_are_read(monkeypatch):
    model = Model(1.0, 0.0, 0.0, 0.0, 0.0)
    monkeypatch.setattr(relation, "load_pair_model", lambda *args: model)
    near, far = (
        Claim("b", "b", "The council approved the new line of the tram on Monday.", 0, 56, 0),
        Claim("c", "c", "The council will discuss a new swimming pool on Friday.", 0, 55, 0),
    )
    cosines = {A: [1.0, 0.0], near.text: [0.9, np.sqrt(1 - 0.81)], far.text: [0.6, 0.8]}
    model.vectors = lambda texts, batch_size: np.array([cosines[text] for text in texts])
    first = Claim("a", "a", A, 0, len(A), 0)
    read, left = Relation(most_read=1).judge([(first, near), (first, far)])
    assert model.asked == [(A, near.text)]
    assert read.relation is None
    assert read.decided_by == "model"
    assert left.decided_by == "score"
    both = Relation(most_read=2).judge([(first, near), (first, far)])
    assert [one.decided_by for one in both] == ["model", "model"]
