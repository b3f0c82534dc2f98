"""Checks find what would waste a run, and let good data pass."""

from __future__ import annotations

import pytest
from training_cases import article

from summarizer.errors import InputError
from summarizer.training import checks
from summarizer.training.findings import Finding, stop_on
from summarizer.training.near_duplicates import near_duplicates
from summarizer.training.negatives import triplets
from summarizer.training.support import doubt, unsupported

TEXTS = [article(i)[0] for i in range(30)]
PLACES = [f"rows.csv:{i}" for i in range(30)]


def levels(findings):
    return [finding.level for finding in findings]


def test_lengths_are_told_and_many_cut_ones_warned_of():
    fits = list(checks.lengths("documents", [10, 20, 30], 50))
    assert str(fits[0]) == "  documents: tokens median 20, 90% 28, 99% 29, longest 30; the model takes 50"
    assert levels(fits) == ["fact"]
    assert levels(checks.lengths("documents", [10, 60, 70], 50)) == ["fact", "warning"]
    assert levels(checks.lengths("documents", [10] * 20 + [60], 50)) == ["fact", "fact"]


def test_repeated_inputs_and_contradicting_targets():
    same, other = list(
        checks.duplicates(["One  text", "one text", "two", "two"], ["a", "a", "b", "c"], PLACES)
    )
    assert "1 examples repeat another (rows.csv:0, rows.csv:1)" in same.what
    assert "1 inputs have several different targets (rows.csv:2, rows.csv:3)" in other.what
    assert list(checks.duplicates(TEXTS, TEXTS, PLACES)) == []


def test_leakage_is_found_through_small_changes_and_stops_if_there_is_much():
    changed = TEXTS[3].replace("million", "million euros") + "\nMore follows."
    assert near_duplicates(TEXTS, [changed, article(500)[0]]) == [(3, 0)]
    held = [article(1000 + i)[0] for i in range(40)]
    places = [f"val.csv:{i}" for i in range(41)]
    assert levels(checks.leakage(TEXTS, held, places)) == ["fact"]
    (little,) = checks.leakage(TEXTS, [*held, changed], places)
    assert (little.level, "val.csv:40" in little.what) == ("warning", True)
    (much,) = checks.leakage(TEXTS, TEXTS[:3], places)
    assert much.level == "stop"


def test_near_duplicates_of_long_and_of_empty_texts():
    long = [" ".join(article(i)[0] for i in range(n, n + 20)) for n in (0, 100)]
    assert near_duplicates(long, [long[1] + " One more word.", ""]) == [(1, 0)]


def test_balance_of_labels():
    assert levels(checks.balance(["same"] * 50 + ["none"] * 50)) == ["fact"]
    assert levels(checks.balance(["same"] * 99 + ["none"])) == ["fact", "warning"]
    assert levels(checks.balance(["same"] * 9)) == ["fact", "stop"]


def test_what_a_source_does_not_say():
    source = (
        "The council of Lindholm approved 1,250 homes on Friday, Mayor Ada Brandt said. Costs are rising."
    )
    assert not doubt(source, "Lindholm's council approved 1250 homes, said Brandt.")
    assert doubt(source, "Lindholm approved 1,350 homes.").numbers == ("1,350",)
    assert doubt(source, "In Lindholm, Okafor and Meyer approved homes.").names == ("Okafor", "Meyer")
    assert doubt(source, "Firefighters rescued several people after an earthquake overnight.").known < 0.5


def test_summaries_without_support_are_warned_of_and_stop_if_they_are_most():
    summaries = [article(i)[1] for i in range(30)]
    assert levels(unsupported(TEXTS, summaries, PLACES)) == ["fact"]
    some = [text.replace(" million", "99 million") if i < 10 else text for i, text in enumerate(summaries)]
    (warning,) = unsupported(TEXTS, some, PLACES)
    assert warning.level == "warning"
    assert "rows.csv:0: " in warning.what
    assert levels(unsupported(TEXTS, summaries[::-1], PLACES)) == ["stop"]


def test_only_stops_stop():
    stop_on([Finding("warning", "few examples", "add some")])
    with pytest.raises(InputError, match="nothing here: add rows"):
        stop_on([Finding("fact", "1 row"), Finding("stop", "nothing here", "add rows")])


def test_hard_negatives_are_of_the_story_and_never_aligned():
    pairs = [
        ("the tram opens in may", "in may the tram starts", True, "s1"),
        ("the tram opens in may", "the tram costs a lot", False, "s1"),
        ("the tram opens in may", "a tram for may", True, "s1"),
        ("rain is expected", "trams are late", False, "s1"),
        ("an orchard burned", "fire in an orchard", True, "s2"),
    ]
    rows = triplets(pairs, 2)
    assert rows[0] == (
        "the tram opens in may",
        "in may the tram starts",
        "the tram costs a lot",
        "rain is expected",
    )
    assert [row[1] for row in rows] == [
        "in may the tram starts",
        "a tram for may",
    ]  # s2 has no other sentence
    assert triplets(pairs, 0)[-1] == ("an orchard burned", "fire in an orchard")
