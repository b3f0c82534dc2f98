"""Links, facts, origins, grounding and the story summary, on invented claims; no weights."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.aligners.overlap import Overlap
from summarizer.compare import link_claims
from summarizer.facts import group
from summarizer.grounding import ground
from summarizer.interfaces import Judgement
from summarizer.origins import origins
from summarizer.types import Article, Claim, Length, Link, Story, Summary, SummarySentence

OUTLETS = {"a": "A", "b": "B", "c": "C", "d": "D"}


def claim(identifier: str, text: str = "something happened here", position: int = 0) -> Claim:
    document = identifier[0]
    return Claim(identifier, document, text, 0, len(text), position)


def link(a: str, b: str, relation: str = "same", score: float = 0.9) -> Link:
    return Link(a, b, relation, score, "made up")  # type: ignore[arg-type]


def states(fact):
    return {cell.outlet: cell.state for cell in fact.cells}


def test_one_fact_of_three_outlets_and_one_of_one():
    claims = [claim("a1"), claim("b1"), claim("c1"), claim("c2", position=1)]
    facts = group(claims, [link("a1", "b1"), link("a1", "c1"), link("b1", "c1")], OUTLETS)
    assert [fact.status for fact in facts] == ["shared", "unique"]
    assert states(facts[0]) == {"A": "agree", "B": "agree", "C": "agree"}
    assert states(facts[1]) == {"C": "only"}
    assert facts[0].importance > facts[1].importance


def test_a_lone_claim_that_another_comes_close_to_is_unclear():
    claims = [claim("a1"), claim("b1"), claim("b2", position=1), claim("c1")]
    near = {"a1": ("b2", "0.2 sure"), "b2": ("a1", "0.2 sure")}
    facts = {fact.representative: fact for fact in group(claims, [link("a1", "c1")], OUTLETS, near)}
    assert (facts["b2"].status, facts["b2"].near) == ("unclear", "a1")
    assert states(facts["b2"]) == {"B": "unclear"}
    assert facts["b2"].cell("B").note == "0.2 sure"
    assert not facts["b2"].common
    assert facts["b1"].status == "unique"
    shared = next(fact for fact in facts.values() if fact.status == "shared")
    assert shared.near == ""  # it has a link: what comes close to it does not matter


def test_the_closest_of_the_near_misses_is_kept():
    class Unsure:
        def similarity(self, a, b):
            return np.ones((len(a), len(b)), dtype=np.float32)

        def judge(self, pairs):
            scores = {("a1", "b1"): 0.1, ("a1", "b2"): 0.2}
            return [Judgement(None, scores[x.id, y.id], f"{y.id}?", near=True) for x, y in pairs]

    claims = [claim("a1"), claim("b1"), claim("b2")]
    links, near = link_claims(claims, Unsure(), OUTLETS)
    assert links == ()
    assert near == {"a1": ("b2", "b2?"), "b1": ("a1", "b1?"), "b2": ("a1", "b2?")}


def test_a_bridging_sentence_does_not_merge_two_facts():
    # b1 states both x (with a1, c1) and y (with a2, d1); a1 and a2 have nothing to do with each other
    claims = [claim("a1"), claim("c1"), claim("b1"), claim("a2", position=1), claim("d1")]
    links = [
        link("a1", "c1"),
        link("a2", "d1"),
        *(link(x, "b1", "partial", 0.4) for x in ("a1", "c1", "a2", "d1")),
    ]
    facts = group(claims, links, OUTLETS)
    together = [{c for cell in fact.cells for c in cell.claims} for fact in facts]
    assert not any({"a1", "a2"} <= claims or {"c1", "d1"} <= claims for claims in together)
    assert {"a1", "c1", "b1"} in together
    assert {"a2", "d1", "b1"} in together


def test_a_chain_of_same_links_is_not_one_fact():
    claims = [claim("a1"), claim("b1"), claim("c1"), claim("d1")]
    facts = group(claims, [link("a1", "b1"), link("b1", "c1"), link("c1", "d1")], OUTLETS)
    assert all(len(fact.cells) <= 3 for fact in facts)


def test_a_claim_whose_partner_went_to_another_fact_is_not_shown_as_one_outlets_own():
    # b1 says what a1 says, which also d1 partly says; d1 and a1 have nothing to do with each other
    claims = [claim("a1"), claim("b1"), claim("c1"), claim("d1")]
    links = [link("a1", "b1"), link("a1", "c1"), link("b1", "d1", "partial", 0.5)]
    facts = group(claims, links, OUTLETS)
    assert [fact.status for fact in facts] == ["shared", "shared"]
    assert states(facts[1]) == {"D": "agree", "B": "partly"}


def test_a_sentence_at_odds_over_two_things_is_shown_at_odds_over_both():
    # c1 gives another figure than a1 and than b1, which are two figures of one matter: both disputes are seen
    claims = [claim("a1"), claim("b1", position=1), claim("c1")]
    links = [
        link("a1", "c1", "number", 0.9),
        link("b1", "c1", "number", 0.8),
        link("a1", "b1", "partial", 0.4),
    ]
    facts = group(claims, links, OUTLETS)
    at_odds = [
        (fact.representative, claim_id)
        for fact in facts
        for cell in fact.cells
        if cell.state == "number"
        for claim_id in cell.claims
    ]
    assert {frozenset(pair) for pair in at_odds} >= {frozenset(("a1", "c1")), frozenset(("b1", "c1"))}


def test_a_dispute_that_a_fact_shows_is_not_shown_again():
    # a1 and b1 agree and c1 is at odds with both: one fact
    claims = [claim("a1"), claim("b1"), claim("c1")]
    links = [link("a1", "b1"), link("a1", "c1", "number"), link("b1", "c1", "number", 0.8)]
    assert len(group(claims, links, OUTLETS)) == 1


@pytest.mark.parametrize("relation", ["number", "conflict"])
def test_a_contradicting_outlet_makes_the_fact_disputed(relation):
    facts = group(
        [claim("a1"), claim("b1"), claim("c1")], [link("a1", "b1"), link("a1", "c1", relation)], OUTLETS
    )
    assert facts[0].status == "disputed"
    assert states(facts[0]) == {"A": "agree", "B": "agree", "C": relation}
    assert facts[0].cell("C").note == "made up"
    assert facts[0].cell("D") is None


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 4)), min_size=1, unique=True), st.randoms())
def test_every_claim_is_placed_and_links_hold_facts_together(which, random):
    claims = [claim(f"{document}{n}", position=n) for document, n in which]
    links = [
        link(x.id, y.id, random.choice(["same", "partial", "number", "conflict"]), random.random())
        for i, x in enumerate(claims)
        for y in claims[i + 1 :]
        if x.document_id != y.document_id and random.random() < 0.4
    ]
    facts = group(claims, links, OUTLETS)
    placed = {c for fact in facts for cell in fact.cells for c in cell.claims}
    assert placed == {c.id for c in claims}
    pairs = {frozenset((one.a, one.b)) for one in links}
    for fact in facts:
        others = {c for cell in fact.cells for c in cell.claims} - {fact.representative}
        assert all(frozenset((fact.representative, other)) in pairs for other in others)
        assert (fact.status == "unique") == (len(fact.cells) == 1)
    assert [fact.importance for fact in facts] == sorted((fact.importance for fact in facts), reverse=True)
    assert group(claims, links, OUTLETS) == facts


def test_candidates_are_neighbours_not_all_pairs():
    class Counting:
        judged = 0

        def similarity(self, a, b):
            return np.array([[float(x == y) for y in b] for x in a], dtype=np.float32)

        def judge(self, pairs):
            self.judged += len(pairs)
            return [Judgement("same" if a.text == b.text else None, 1.0, "equal") for a, b in pairs]

    texts = [f"sentence number {n} of the article" for n in range(60)]
    claims = [Claim(f"{d}{n}", d, text, 0, 1, n) for d in "ab" for n, text in enumerate(texts)]
    aligner = Counting()
    links = link_claims(claims, aligner, {"a": "A", "b": "B"}).links
    assert len(links) == 60
    assert aligner.judged < 60 * 60 / 2
    assert link_claims(claims, aligner, {"a": "A", "b": "A"}) == ((), {})


def judge(a: str, b: str) -> Judgement:
    return Overlap().judge([(claim("a1", a), claim("b1", b))])[0]


def test_overlap_tells_same_partial_and_nothing():
    a = "The dam at Hallam broke at dawn on Tuesday, flooding the town."
    assert judge(a, "On Tuesday at dawn the Hallam dam broke and flooded the town.").relation == "same"
    assert (
        judge(a, "The Hallam dam, built in 1931 by the county, was due for costly repairs.").relation
        is not None
    )
    assert judge(a, "Shares of the company rose sharply in New York.").relation is None


def test_rules_find_figures_and_negation_and_let_rounding_pass():
    a = "At least 14 people were killed when the dam at Hallam broke on Tuesday."
    verdict = judge(a, "The break of the dam at Hallam on Tuesday killed 19 people.")
    assert verdict.relation == "number"
    assert "14" in verdict.why
    assert "19" in verdict.why
    assert judge(a, "The break of the dam at Hallam on Tuesday killed 14 people.").relation == "same"
    b = "The warning sirens at the Hallam dam sounded before the water came."
    assert (
        judge(b, "The warning sirens at the Hallam dam did not sound before the water came.").relation
        == "conflict"
    )
    c = "Nearly 300 homes in the lower town were destroyed by the flood."
    assert judge(c, "The flood destroyed 298 homes in the lower town.").relation == "same"


WIRE = (
    "The dam above the town gave way shortly before dawn on Tuesday after two days of rain. "
    "Engineers had warned in March that the spillway was cracked and could not carry a flood. "
    "Rescue crews from three counties searched the lower streets by boat until nightfall."
)
OWN = (
    "Ada Wynn was asleep when the water came through her kitchen door and lifted the table. "
    "She has lived below the dam for forty years and never once saw the river leave its bed. "
    "Her neighbours spent the day on the roof of the cannery, waiting for a boat."
)


def test_copies_of_a_wire_report_are_one_origin():
    copy = "By our staff\n\n" + WIRE.replace("shortly before dawn", "just before dawn")
    articles = [Article("wire", WIRE), Article("own", OWN), Article("copy", copy)]
    assert origins(articles) == (("wire", "copy"), ("own",))


def test_a_shared_quotation_is_no_copy():
    quote = "“We warned them in March, we warned them in June, and nobody at the county wrote back to us,” "
    articles = [
        Article("a", quote + "said Ada Wynn."),
        Article("b", quote + "a baker told this paper on Monday."),
    ]
    assert origins(articles) == (("a",), ("b",))


STORY = Story("s", (Article("wire", WIRE, outlet="Wire", title="Dam breaks"),))


def written(*texts: str) -> Summary:
    return Summary("wire", "test", "test", tuple(SummarySentence(text) for text in texts))


def test_a_supported_sentence_gets_its_passage():
    (sentence,) = ground(
        written("The dam gave way before dawn on Tuesday after two days of rain."), STORY, Overlap()
    ).sentences
    assert sentence.flags == ()
    best = sentence.support[0]
    assert WIRE[best.start : best.end].startswith("The dam above the town")


def test_unsupported_sentences_numbers_and_names_are_flagged():
    summary = written(
        "Shares of Corvane rose sharply in early trading.",
        "Rescue crews from 12 counties searched the lower streets by boat with Mayor Pryde.",
    )
    first, second = ground(summary, STORY, Overlap()).sentences
    assert ("unsupported", "") in [(flag.kind, flag.detail) for flag in first.flags]
    # the source says "three counties": the figure contradicts it, so it does not support the sentence
    found = {(flag.kind, flag.detail) for flag in second.flags}
    assert found == {("unsupported", ""), ("number", "12"), ("name", "Mayor"), ("name", "Pryde")}


def test_strict_puts_the_nearest_source_sentence_in_place():
    summary = written("Rescue crews from 12 counties searched the streets by boat.")
    (sentence,) = ground(summary, STORY, Overlap(), strict=True).sentences
    assert sentence.text.startswith("Rescue crews from three counties")
    assert sentence.replaced == "Rescue crews from 12 counties searched the streets by boat."
    assert sentence.flags == ()
    assert WIRE[sentence.support[0].start : sentence.support[0].end] == sentence.text


def test_strict_keeps_the_length_and_says_what_it_left_out():
    summary = written("Rescue crews from 12 counties searched the streets by boat.")
    grounded = ground(summary, STORY, Overlap(), strict=True, length=Length(words=5))
    assert grounded.sentences == ()
    assert "1 unsupported sentence left out" in grounded.notes
