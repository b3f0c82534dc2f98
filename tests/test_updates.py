"""Which report is the later one, and how that reaches the links and cells of a comparison."""

from __future__ import annotations

import numpy as np
import pytest

from summarizer.aligners.rules import verdict
from summarizer.compare import link_claims
from summarizer.facts import group
from summarizer.types import Claim
from summarizer.updates import later

TEXTS = {
    "a": "At least nine people were killed when the dam broke.",
    "b": "Fourteen people are confirmed dead, the mayor said.",
    "c": "The flood has killed 19 people, police said at night.",
}
PUBLISHED = {"a": "2026-03-10T11:20:00-04:00", "b": "2026-03-10T15:30:00-04:00", "c": "2026-03-11"}
OUTLETS = {"a": "A", "b": "B", "c": "C"}


class Ruled:
    def similarity(self, a, b):
        return np.ones((len(a), len(b)), dtype=np.float32)

    def judge(self, pairs):
        return [verdict(a, b, 0.5) for a, b in pairs]


def claims() -> list[Claim]:
    return [Claim(key, key, text, 0, len(text), 0) for key, text in TEXTS.items()]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2026-03-10T11:20:00-04:00", "2026-03-10T15:30:00-04:00", "b"),
        ("2026-03-10T20:00:00+00:00", "2026-03-10T15:30:00-04:00", "a"),
        ("2026-03-11", "2026-03-10", "a"),
        ("2026-03-10", "2026-03-10T15:30:00Z", ""),
        ("2026-03-10", "2026-03-10", ""),
        ("", "2026-03-10", ""),
        ("tomorrow", "2026-03-10", ""),
    ],
)
def test_the_later_date(a, b, expected):
    assert later(a, b) == expected
    assert later(b, a) == {"a": "b", "b": "a", "": ""}[expected]


def test_the_later_report_has_the_newer_toll():
    links = link_claims(claims(), Ruled(), OUTLETS, PUBLISHED).links
    assert [(link.relation, link.newer) for link in links] == [("number", "b")] * 3
    assert all(link.newer == "" for link in link_claims(claims(), Ruled(), OUTLETS).links)


def test_a_date_explains_no_difference_in_what_does_not_run():
    sums = [
        Claim(key, key, text, 0, len(text), 0)
        for key, text in {
            "a": "The authority put off the repair of the dam, at $4.3 million, in 2024.",
            "b": "The authority put off the repair of the dam, at $9 million, in 2024.",
        }.items()
    ]
    ((link,), _) = link_claims(sums, Ruled(), OUTLETS, PUBLISHED)
    assert (link.relation, link.newer) == ("number", "")


def test_cells_say_who_has_the_newer_figure():
    found = claims()
    (fact,) = group(found, link_claims(found, Ruled(), OUTLETS, PUBLISHED).links, OUTLETS)
    center = fact.representative
    assert {cell.outlet: cell.newer for cell in fact.cells if cell.outlet != center.upper()} == {
        key.upper(): key > center for key in TEXTS if key != center
    }
