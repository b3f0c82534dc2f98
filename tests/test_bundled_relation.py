"""The relation model that ships with the package is the published one, and tells plain cases apart."""

from __future__ import annotations

from summarizer.aligners.relation import Relation
from summarizer.models.bundled import weights_folder
from summarizer.types import Claim

BASE = "The council of Lindholm approved the new tram line on Monday after a long debate."
SAME = "The council of Lindholm approved the new tram line Monday following a lengthy debate."
MORE = "Lindholm's council backed the tram line on Monday; work starts in May and shops on Harbour Street will close."
OTHER = ("Ferries to the islands were cancelled because of the storm.", "Trams are popular with tourists.")


def claim(name: str, text: str) -> Claim:
    return Claim(name, name, text, 0, len(text), 0)


def test_the_weights_are_the_published_ones():
    assert (weights_folder("relation") / "README.md").is_file()


def test_plain_cases_are_told_apart():
    aligner = Relation(device="cpu", dtype="float32")
    found = aligner.judge([(claim("a", BASE), claim("b", text)) for text in (SAME, MORE, *OTHER)])
    assert found[0].relation == "same"
    assert found[1].relation in ("same", "partial")
    assert found[1].score < found[0].score
    assert [one.relation for one in found[2:]] == [None, None]


def test_a_negation_is_a_conflict():
    other = BASE.replace("approved", "did not approve")
    found = Relation(device="cpu", dtype="float32").judge([(claim("a", BASE), claim("b", other))])[0]
    assert found.relation == "conflict"
    assert found.decided_by == "rule"
