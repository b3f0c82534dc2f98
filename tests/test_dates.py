"""Dates named in a sentence, placed by the day of publication."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.dates import dates

THURSDAY = "2020-05-14T10:00:00Z"


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("The dam broke on Tuesday.", [("2020-05-12", "2020-05-12")]),
        ("The council will meet on Friday.", [("2020-05-15", "2020-05-15")]),
        ("It met last Thursday, and next Monday it votes.", [("2020-05-07",) * 2, ("2020-05-18",) * 2]),
        ("On March 3 it rained; on Dec. 30 it snowed.", [("2020-03-03",) * 2, ("2019-12-30",) * 2]),
        ("It ran from March 3-5.", [("2020-03-03", "2020-03-05")]),
        ("He was born on 3 March 2016, a Thursday.", [("2016-03-03",) * 2, ("2020-05-14",) * 2]),
        ("It closed in 2016 and again in early March.", [("2016-01-01", "2016-12-31"), ("2020-03-01", "2020-03-31")]),
        ("In June 2016 talks failed.", [("2016-06-01", "2016-06-30")]),
        ("Yesterday, and again last night.", [("2020-05-13",) * 2, ("2020-05-13",) * 2]),
        ("Three days ago; last week; next month.", [("2020-05-11",) * 2, ("2020-05-04", "2020-05-10"), ("2020-06-01", "2020-06-30")]),
        ("Opened 2019-11-02.", [("2019-11-02",) * 2]),
        ("He may march with 2,000 people, USA Today says, on Feb. 30, 1999.", []),
    ],
)  # fmt: skip
def test_dates_against_the_day_of_publication(sentence, days):
    found = dates(sentence, THURSDAY)
    assert [(str(when.first), str(when.last)) for when in found] == [tuple(pair) for pair in days]
    for when in found:
        assert sentence[when.start : when.end] == when.text


def test_without_a_day_of_publication_only_what_is_said_is_known():
    tuesday, day = dates("On Tuesday it rained, on March 3 it did not, and yesterday neither.")
    assert (tuesday.weekday, tuesday.first) == (1, None)
    assert (day.month, day.day, day.year, day.first) == (3, 3, None, None)


@pytest.mark.parametrize(
    ("a", "b", "published", "compatible"),
    [
        ("on Tuesday", "on May 12", THURSDAY, True),
        ("on Tuesday", "on Wednesday", THURSDAY, False),
        ("on Tuesday", "on Wednesday", "", False),
        ("on Tuesday", "on May 12", "", True),
        ("on March 3", "on March 4", "", False),
        ("this week", "yesterday", THURSDAY, True),
        ("in 2016", "on March 3, 2016", "", True),
        ("in 2016", "in 2017", "", False),
        ("in May", "on May 3", "", True),
    ],
)
def test_compatible_dates(a, b, published, compatible):
    (left,), (right,) = dates(a, published), dates(b, published)
    assert left.compatible(right) is compatible
    assert right.compatible(left) is compatible


def test_the_day_is_the_same_however_two_articles_name_it():
    (ours,), (theirs,) = (
        dates("It broke on Tuesday.", "2020-05-14"),
        dates("It broke yesterday.", "2020-05-13"),
    )
    assert ours.first == theirs.first == date(2020, 5, 12)


@given(
    st.text(max_size=200), st.sampled_from(["", THURSDAY, "1801-01-01", "2999-12-31", "9999-12-31", "soon"])
)
def test_dates_of_any_text_have_exact_spans(text, published):
    for when in dates(text, published):
        assert text[when.start : when.end] == when.text
        assert when.compatible(when)


@pytest.mark.parametrize(
    "words", ["999 years ago", "999 months ago", "Mar. 99, 0000", "2020-13-45", "31 February 2020"]
)
def test_impossible_dates_do_not_fail(words):
    for published in ("", "1801-01-01", "2999-12-31"):
        dates(words, published)
