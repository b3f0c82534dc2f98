"""The relation aligner turns probabilities into judgements, and lets the rules speak first."""

from __future__ import annotations

import numpy as np
import pytest

from summarizer.aligners import relation
from summarizer.aligners.relation import Relation
from summarizer.components import sign
from summarizer.config import load_config
from summarizer.models.pair_model import Verdict
from summarizer.pipeline import Engine
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


def test_a_rule_on_figures_needs_the_models_consent(judged):
    a = "The storm killed 17 people in Lindholm and tore the roof off the old market hall."
    b = "By Tuesday the police of Lindholm spoke of 41 people killed by the storm, most of them at sea."
    assert judged(Model(0.9, 0.05, 0.0, 0.05, 0.0), a, b).decided_by == "rule"
    found = judged(Model(0.9, 0.06, 0.0, 0.04, 0.0), a, b)
    assert (found.relation, found.decided_by) == (None, "model")


def test_pairs_far_apart_are_not_read_by_the_model(judged):
    model = Model(0.0, 0.0, 1.0, 0.0, 0.0)
    assert judged(model, b="Rain is expected.", cosine=0.2, lone=0).relation is None
    assert model.asked == []
    assert judged(model, b="Rain is expected.", cosine=0.6, lone=0).relation == "same"
    assert judged(model, b="The council approved it.", cosine=0.2, lone=0).relation == "same"


def test_the_nearest_pairs_of_a_claim_without_a_link_are_read_in_any_case(monkeypatch):
    model = Model(0.85, 0.1, 0.05, 0.0, 0.0)
    monkeypatch.setattr(relation, "load_pair_model", lambda *args: model)
    texts = ["Rain is expected.", "Schools open again.", "A ship ran aground.", "Bread is dearer."]
    alike = dict(zip(texts, (0.1, 0.4, 0.2, 0.3), strict=True))
    vectors = {text: [cosine, np.sqrt(1 - cosine**2)] for text, cosine in alike.items()} | {A: [1.0, 0.0]}
    monkeypatch.setattr(model, "vectors", lambda some, size: np.array([vectors[text] for text in some]))
    own = Claim("a", "a", A, 0, len(A), 0)
    others = [Claim(text, "b", text, 0, len(text), 0) for text in texts]
    found = Relation(lone=2).judge([(own, other) for other in others])
    assert {b for _, b in model.asked} >= {texts[1], texts[3]}
    assert [one.near for one in found] == [False, True, False, False]  # the others are too far apart
    linked = Model(0.1, 0.2, 0.7, 0.0, 0.0)
    monkeypatch.setattr(relation, "load_pair_model", lambda *args: linked)
    monkeypatch.setattr(linked, "vectors", lambda some, size: np.array([vectors[text] for text in some]))
    same = Claim("x", "b", f"{A} It was late.", 0, 9, 0)
    vectors[same.text] = [1.0, 0.0]
    assert [one.relation for one in Relation(lone=2).judge([(own, same)])] == ["same"]


def test_claims_that_may_share_something_are_near(judged):
    assert judged(Model(0.89, 0.11, 0.0, 0.0, 0.0)).near
    assert not judged(Model(0.95, 0.05, 0.0, 0.0, 0.0)).near
    assert not judged(Model(0.1, 0.9, 0.0, 0.0, 0.0)).near  # it is linked


TEXTS = {
    "sure": "The tram got its approval at the start of the week.",
    "doubtful": "The tram was debated at the start of the week.",
    "unlike": "A pool will be built by the harbour.",
}


@pytest.fixture
def two_models(monkeypatch):
    """A first model that is sure of one of three pairs, in doubt of the next, and says nothing of the last."""
    first, second = Model(), Model(0.29, 0.71, 0.0, 0.0, 0.0)
    found = {TEXTS["sure"]: 0.02, TEXTS["doubtful"]: 0.6, TEXTS["unlike"]: 0.97}

    def judge(pairs, batch_size):
        first.asked += pairs
        return [Verdict((none, 0.0, 1 - none, 0.0, 0.0), 0.0, 0.0) for none in (found[b] for _, b in pairs)]

    first.judge, first.cosine = judge, 0.8
    models = {"bundled": first, "large": second}
    monkeypatch.setattr(relation, "load_pair_model", lambda model, *rest: models[model])
    claims = [Claim(name, name, text, 0, len(text), 0) for name, text in TEXTS.items()]
    return second, [(Claim("a", "a", A, 0, len(A), 0), claim) for claim in claims]


def test_what_the_first_model_is_in_doubt_about_the_second_reads_again(two_models):
    second, pairs = two_models
    alone = Relation().judge(pairs)
    assert [one.relation for one in alone] == ["same", "partial", None]
    assert second.asked == []
    found = Relation(second="large").judge(pairs)
    assert second.asked == [(A, TEXTS["doubtful"])]
    assert (found[0], found[2]) == (alone[0], alone[2])
    assert (found[1].relation, found[1].score) == ("partial", 0.71)
    assert found[1].why == "relation model large: 0.71 that they share a part"


def test_what_counts_as_doubt_is_an_option(two_models):
    second, pairs = two_models
    Relation(second="large", doubt_from=0.5).judge(pairs)
    assert second.asked == []
    Relation(second="large", doubt_from=0.0, doubt_to=1.0).judge(pairs)
    assert [b for _, b in second.asked] == list(TEXTS.values())


def test_the_preset_with_a_second_reading_is_signed_with_it():
    engine = Engine(load_config("thorough"))
    assert engine.aligner == Relation(second="large")
    assert "second:large" in sign(engine.aligner)
    assert engine.signature != Engine(load_config("default")).signature


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
