"""Sets of sentences: everything counted once, the length kept, nothing left hanging."""

from __future__ import annotations

import pytest
import scorers

from summarizer.summarizers.coverage import Taste
from summarizer.summarizers.extractive import covering
from summarizer.summarizers.selection import candidates
from summarizer.types import Article, Length, Story

TEXT = (
    "The weather was mild on the day of the festivities. A bridge was opened by the mayor of Vale. "
    "The mayor opened the bridge in Vale at noon. The harbour lost a crane to the storm. "
    "Children sang songs about boats and about birds."
)
STORY = Story("s", (Article("a", TEXT),))


def chosen(story: Story, length: Length, *words: str, taste: Taste | None = None) -> list[str]:
    pool = candidates(story)
    rows, _ = covering(story, pool, length, scorers.wanting(*words), taste)
    return [pool[row].text for row in sorted(rows)]


def test_the_sentences_with_the_wanted_words_are_taken_in_reading_order():
    opened, lost = chosen(STORY, Length(sentences=2), "crane", "bridge", "mayor", "vale", "storm", "open")
    assert "mayor" in opened
    assert lost == "The harbour lost a crane to the storm."


def test_what_is_said_twice_counts_once():
    taken = chosen(STORY, Length(sentences=2), "bridge", "mayor", "vale", "open", "boats")
    assert taken == [
        "A bridge was opened by the mayor of Vale.",
        "Children sang songs about boats and about birds.",
    ]


@pytest.mark.parametrize("words", [8, 15, 17, 30])
def test_no_more_words_than_allowed(words):
    taken = chosen(
        STORY, Length(words=words), "crane", "bridge", "mayor", "weather", "festivities", "songs", "birds"
    )
    assert taken
    assert sum(len(text.split()) for text in taken) <= words


def test_the_shortest_sentence_comes_with_a_note_where_none_fits():
    pool = candidates(STORY)
    rows, notes = covering(STORY, pool, Length(words=3), scorers.wanting("crane"))
    assert [pool[row].text for row in rows] == ["The harbour lost a crane to the storm."]
    assert notes
    assert "at most 3 words" in notes[0]


LEANING = Story(
    "s",
    (
        Article(
            "a",
            "A crane fell on the quay in the storm. It hit a boat and a shed near the water. The crane hit a shed there.",
        ),
    ),
)


def test_a_sentence_that_leans_on_another_does_not_come_without_it():
    wanted = ("hit", "boat", "shed")
    assert chosen(LEANING, Length(sentences=1), *wanted, taste=Taste(leaning=0, opening=0)) == [
        "It hit a boat and a shed near the water."
    ]
    assert chosen(LEANING, Length(sentences=1), *wanted, taste=Taste(leaning=5)) == [
        "The crane hit a shed there."
    ]
    both = chosen(
        LEANING, Length(sentences=2), "crane", "storm", "quay", "fell", *wanted, taste=Taste(leaning=5)
    )
    assert both[0].startswith("A crane fell")
    assert both[1].startswith("It hit")


def test_an_article_without_a_sentence_has_an_empty_choice():
    assert covering(Story("s", (Article("a", ""),)), [], Length(words=9), scorers.wanting("x")) == ([], ())


@pytest.mark.parametrize(
    "worse",
    [
        "“The crane hit a boat and a shed,” said a sailor.",
        "Watch: The crane hit a boat and a shed.",
        "HARBOUR MASTER: CRANES ARE SAFE FOR ALL The crane hit a boat and a shed.",
    ],
)
def test_a_summary_does_not_open_with_a_quotation_and_has_no_pointers(worse):
    better = "A crane near the harbour hit a boat and also a shed."
    text = f"The weather was mild on the day. {worse} {better}"
    assert chosen(Story("s", (Article("a", text),)), Length(sentences=1), "hit", "boat", "shed") == [better]
