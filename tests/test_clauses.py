"""Sentences that assert separate things are split; all others are left whole."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.clauses import clauses


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "The dam at Hallam broke at dawn, and the town was evacuated by noon.",
            ["The dam at Hallam broke at dawn", "the town was evacuated by noon."],
        ),
        (
            "Brandt was arrested in the harbour; his brother remained at large on Friday.",
            ["Brandt was arrested in the harbour", "his brother remained at large on Friday."],
        ),
        (
            "The council approved the new tram, but it refused to pay for the old bridge.",
            ["The council approved the new tram", "it refused to pay for the old bridge."],
        ),
        (
            "Ada Wynn said the dam was safe, but Karl Brandt said it was not.",
            ["Ada Wynn said the dam was safe, but Karl Brandt said it was not."],
        ),
    ],
)
def test_split(sentence, parts):
    assert [sentence[start:end] for start, end in clauses(sentence)] == parts


@pytest.mark.parametrize(
    "sentence",
    [
        "Police said the dam had broken, and the town was evacuated by noon.",
        "The dam at Hallam broke at dawn, and the town was evacuated, police said.",
        "If the dam at Hallam breaks again, and the town is flooded, the mayor will go.",
        "The council bought two buses, three trams, and the old bridge that the town had built.",
        "The mayor thanked the baker, and the man arrested in May by the police of Hallam.",
        "“The dam at Hallam broke at dawn, and the town was evacuated by noon,” she wrote.",
        "The law that the council passed in May, and the mayor signed in June, was struck down.",
        "The dam at Hallam broke at dawn, and it fell.",
        "He met the mayor of Hallam, and then left the town by the northern road.",
        "Not only was the dam old, but the town had no plan for a flood.",
    ],
)
def test_left_whole(sentence):
    assert clauses(sentence) == ((0, len(sentence)),)


@given(st.text(alphabet="The dam was it, and but; “”Aab.", max_size=120), st.integers(0, 20))
def test_clauses_of_any_text_are_in_order_and_within(text, start):
    start = min(start, len(text))
    spans = clauses(text, start)
    assert spans[0][0] == start
    assert spans[-1][1] == len(text)
    for (_, end), (following, _) in pairwise(spans):
        assert end < following
