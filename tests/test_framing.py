"""Profiles: who has, omits and quotes what, and which words differ by more than chance; invented texts."""

from __future__ import annotations

import math
from collections import Counter

import pytest

from summarizer.framing import PRIOR, profiles, wording
from summarizer.types import Article, Cell, Fact, Quotation, Story, Summary, SummarySentence, Support

PAD = " ".join(f"Filler word{chr(97 + i // 26)}{chr(97 + i % 26)} stands quietly." for i in range(60))
STORY = Story(
    "s",
    (
        Article("a", f"By Ada Post\nThe Post saw regime troops. {'The regime fell silent. ' * 8}{PAD}", outlet="Post"),
        Article("b", f"{'The government fell silent. ' * 8}{PAD} “The regime lies,” he said.", outlet="Radio"),
    ),
)  # fmt: skip


def fact(name: str, status: str, *outlets: str) -> Fact:
    return Fact(name, name, status, tuple(Cell(one, "agree", (name,)) for one in outlets), 1.0)  # type: ignore[arg-type]


def profile(outlet: str, **given: object) -> object:
    parts = {"facts": (), "quotations": (), "summary": Summary("s", "x", "x", ())} | given
    return next(one for one in profiles(STORY, **parts) if one.outlet == outlet)  # type: ignore[arg-type]


def test_words_are_told_apart_by_the_outlets_own_use_of_them() -> None:
    words = {one.word: one for one in profile("Post").wording}
    assert words["regime"].z > 1.96
    assert (words["regime"].count, words["regime"].elsewhere) == (9, 0), "the quoted word is not the outlet's"
    assert words["government"].z < -1.96
    assert (words["government"].count, words["government"].elsewhere) == (0, 8)
    assert not {"post", "the", "filler", "silent"} & words.keys()


def test_the_score_is_that_of_monroe_and_others() -> None:
    here, there = Counter({"x": 20, "y": 80}), Counter({"x": 5, "y": 195})
    a = PRIOR * 25 / 300
    odds = math.log((20 + a) / (100 + PRIOR - 20 - a)) - math.log((5 + a) / (200 + PRIOR - 5 - a))
    expected = odds / math.sqrt(1 / (20 + a) + 1 / (5 + a))
    found = wording(here, here + there)
    assert (found[0].word, found[0].count, found[0].elsewhere) == ("x", 20, 5)
    assert found[0].z == pytest.approx(expected, abs=0.005)


def test_one_outlet_or_no_words_tell_nothing() -> None:
    assert wording(Counter(x=9), Counter(x=9)) == ()
    assert wording(Counter(), Counter(x=9)) == ()
    assert wording(Counter(x=90), Counter(x=180)) == ()


def test_what_only_one_has_and_what_it_leaves_out() -> None:
    facts = (
        fact("f1", "shared", "Radio", "Sun"),
        fact("f2", "unique", "Post"),
        fact("f3", "disputed", "Post", "Sun"),
    )
    assert (profile("Post", facts=facts).only, profile("Post", facts=facts).omits) == (("f2",), ("f1",))
    assert (profile("Radio", facts=facts).only, profile("Radio", facts=facts).omits) == ((), ("f3",))


def test_quotations_are_counted_by_speaker() -> None:
    said = [
        Quotation("b", 0, 3, "police"),
        Quotation("b", 4, 9),
        Quotation("b", 4, 9, "police"),
        Quotation("b", 9, 12, "Ada"),
    ]
    assert profile("Radio", quotations=said).quoted == (("police", 2), ("Ada", 1))
    assert profile("Post", quotations=said).quoted == ()


def test_the_share_of_the_summary_is_that_of_its_sentences() -> None:
    both = SummarySentence("x", (Support("a", 0, 2), Support("b", 0, 2), Support("b", 3, 4)))
    one = SummarySentence("y", (Support("b", 0, 2),))
    summary = Summary("s", "x", "x", (both, one))
    assert (profile("Post", summary=summary).share, profile("Radio", summary=summary).share) == (0.5, 1.0)
