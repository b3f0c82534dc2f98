"""Figures: what is read, what is normalized, and which two can both be true."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.quantities import quantities, stems


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "At least 14 people were killed and nearly 300 injured.",
            [(14, "least", "death"), (300, "about", "injury")],
        ),
        ("The toll rose to 17 dead on March 14.", [(17, "exact", "death")]),
        ("A $1.2 billion deal cut 3,200 jobs.", [(1.2e9, "exact", "$"), (3200, "exact", "job")]),
        ("Shares fell 22% to $5M.", [(22, "exact", "%"), (5e6, "exact", "$")]),
        ("Twenty-five arrests were made.", [(25, "exact", "arrest")]),
        ("About two hundred and six marchers came.", [(206, "about", "crowd")]),
        ("In 2019, on March 14, on page 12 and in Room 12, see No. 5.", []),
        ("Between 10 and 15 people died.", [(10, "exact", "death")]),
        ("More than half of the voters stayed at home.", [(50, "least", "%")]),
        ("Two dozen people were arrested.", [(24, "exact", "arrest")]),
        ("Half a million marchers came.", [(5e5, "exact", "crowd")]),
        ("Homes worth 50 dollars or less burned.", [(50, "most", "$")]),
        ("The toll rose from 14 to 17 dead.", [(14, "exact", "death"), (17, "exact", "death")]),
        ("It opened at 9:30 a.m. and closed at noon.", [(570, "exact", "clock"), (720, "exact", "clock")]),
        ("The 67-year-old and Mr. Brandt, 54, left.", [(67, "exact", "age"), (54, "exact", "age")]),
        (
            "It was the third storm and the 21st flood, first reported in the 4th District.",
            [(3, "exact", "rank"), (21, "exact", "rank")],
        ),
        (
            "Twenty-three minutes after the vote, over 16 years, millions of dollars went.",
            [(23, "exact", "minut"), (16, "exact", "year"), (1e6, "about", "$")],
        ),
        ("One of them left.", []),
    ],
)
def test_quantities(sentence, found):
    assert [(q.value, q.bound, q.unit) for q in quantities(sentence)] == found


@pytest.mark.parametrize(
    ("a", "b", "compatible"),
    [
        ("nearly 300 people were killed", "298 people were killed", True),
        ("14 people were killed", "17 people were killed", False),
        ("at least 14 people were killed", "17 people were killed", False),
        ("at least 14 people were killed", "at least 17 people were killed", False),
        ("$1.2 billion in cash", "$1.19 billion in cash", True),
        ("3,200 jobs would go", "4,000 jobs would go", False),
        ("up to 50 homes burned", "about 40 homes burned", True),
        ("10 to 15 homes burned", "12 homes burned", True),
        ("10 to 15 homes burned", "21 homes burned", False),
        ("between 10 and 15 homes burned", "10-15 homes burned", True),
        ("the Senate voted 52-48", "the Senate voted 52 to 48", True),
        ("the Senate voted 52-48", "the Senate voted 51-49", False),
        ("ten miles of road", "16 km of road", True),
        ("ten miles of road", "ten km of road", False),
        ("40 degrees Celsius", "104 degrees Fahrenheit", True),
        ("two-thirds of members", "66 percent of members", True),
        ("one in five adults", "20% of adults", True),
        ("dozens of homes burned", "40 homes burned", True),
        ("dozens of homes burned", "400 homes burned", False),
        ("a man aged 34", "a 35-year-old man", False),
        ("at 9 p.m. it burned", "at 21:00 it burned", True),
        ("it met for the second time", "it met for the 3rd time", False),
    ],
)
def test_compatible_figures(a, b, compatible):
    (left,), (right,) = quantities(a), quantities(b)
    assert left.compatible(right) is compatible
    assert right.compatible(left) is compatible


@given(st.text(max_size=200))
def test_quantities_of_any_text_do_not_fail(text):
    for quantity in quantities(text):
        assert quantity.value >= 0
        assert quantity.compatible(quantity)


def test_stems_join_the_forms_of_a_word():
    assert stems("The protesters marched") == stems("a protester marches") or "crowd" in stems(
        "protesters marched"
    )
    assert stems("killed") == stems("deaths")
    assert stems("the of and") == frozenset()


def test_a_tally_and_a_range_keep_both_figures():
    (tally,) = quantities("The Senate voted 52-48 to confirm him.")
    assert (tally.value, tally.against, tally.high) == (52, 48, None)
    (spread,) = quantities("Some 10 to 15 homes burned.")
    assert (spread.value, spread.high, spread.against) == (10, 15, None)


@given(st.text(alphabet="0123456789 ,.-–$%abdehiklmnoprstuvy", max_size=60))
def test_figures_have_exact_places(text):
    for quantity in quantities(text):
        assert " ".join(text[quantity.start : quantity.end].split()) == quantity.text
