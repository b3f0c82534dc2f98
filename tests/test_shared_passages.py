"""The passages that two claims share, and how their words are laid against each other. All sentences are invented."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from summarizer.aligners.lexicon import key, opposite
from summarizer.aligners.overlap import Overlap
from summarizer.aligners.shared import LONGEST, align, content, overlap, shared_spans
from summarizer.types import Claim

A = "The dam at Hallam broke at dawn on Tuesday, and the council had put off $4.3 million of repairs."
B = "In 2024 the council put off the $4.3 million repairs that inspectors had asked for, minutes show."


def claim(text: str, document: str = "a", start: int = 0) -> Claim:
    return Claim(document, document, text, start, start + len(text), 0)


def passages(document: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [document[start:end] for start, end in spans]


def test_the_shared_part_is_marked_in_both():
    ours, theirs = shared_spans(claim(A), claim(B, "b"))
    assert passages(A, ours) == ["council had put off $4.3 million of repairs"]
    assert passages(B, theirs) == ["council put off the $4.3 million repairs"]


def test_spans_point_into_the_documents():
    before = "An opening sentence. "
    ours, _ = shared_spans(claim(A, start=len(before)), claim(B, "b"))
    assert passages(before + A, ours) == passages(A, shared_spans(claim(A), claim(B, "b"))[0])


def test_a_lone_common_word_is_no_passage_but_names_and_numbers_are():
    ours, _ = shared_spans(claim("The harbour was closed."), claim("Children played by the harbour.", "b"))
    assert ours == ()
    a = "Repairs began in Carrick, where 14 crews had waited."
    ours, _ = shared_spans(claim(a), claim("Snow fell in Carrick as fourteen trains stood still.", "b"))
    assert passages(a, ours) == ["Carrick, where 14"]


def test_a_partial_link_carries_the_shared_part():
    (found,) = Overlap(same=0.9).judge([(claim(A), claim(B, "b"))])
    assert found.relation == "partial"
    assert passages(A, found.shared[0])
    assert passages(B, found.shared[1])


def test_moved_words_correspond_too():
    found = align("On Tuesday the board met in Carrick.", "The board met in Carrick on Tuesday.")
    assert len(found.pairs) + len(found.moved) == 4
    assert found.overlap == 1.0
    assert list(found.gaps()) == []


def test_gaps_hold_what_differs_in_one_place():
    ((left, right),) = align("Ada Wynn opened the school.", "Ada Pell opened the school.").gaps()
    assert [word.text for word in (*left, *right)] == ["Wynn", "Pell"]


def test_forms_and_synonyms_of_a_word_have_one_key():
    assert key("killed") == key("deaths") == key("die")
    assert key("closing") == key("shut") == key("closed")
    assert key("rose") == key("risen")
    assert key("houses") == key("homes")
    assert key("agreed") == key("agree")
    assert key("rose") != key("fell")


def test_opposites():
    assert opposite("approved", "rejected")
    assert opposite("convicted", "acquitted")
    assert opposite("safe", "unsafe")
    assert not opposite("closed", "disclosed")
    assert not opposite("approved", "accepted")


def test_numbers_are_known_in_any_spelling():
    for text in ("14", "fourteen", "Fourteen"):
        assert content(f"{text} crews")[0].key == "#14"
    assert content("$2.3 million")[0].value == content("$2.3m")[0].value == 2_300_000
    assert content("It began at 3:20 p.m.")[1].key == "#3:20"


@given(st.text(max_size=300), st.text(max_size=300))
def test_spans_are_exact_and_ordered_in_any_text(a, b):
    for word in content(a):
        assert a[word.start : word.end] == word.text
    ours, theirs = shared_spans(claim(a), claim(b, "b"))
    for text, spans in ((a, ours), (b, theirs)):
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))


@given(
    st.lists(st.sampled_from("dam broke dawn council repairs 14 Hallam not".split()), max_size=12).map(
        " ".join
    )
)
def test_overlap_needs_no_alignment(text):
    other = "Hallam council repairs broke dam"
    assert overlap(text, other) == align(text, other).overlap == overlap(other, text)


def test_a_very_long_claim_is_cut_not_hung():
    long = "word " * 5_000
    assert len(content(long)) == LONGEST
    assert align(long, long).overlap == 1.0
