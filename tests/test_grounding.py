"""The strict guard: what of a written summary is kept, and what gives way to a source sentence; no weights."""

from __future__ import annotations

import numpy as np
import pytest

from summarizer.borrowed import borrowed
from summarizer.grounding import ground
from summarizer.interfaces import Judgement
from summarizer.text import count_words, words
from summarizer.types import Article, Length, Story, Summary, SummarySentence

FERRY = "The ferry Aurora hit the north pier on Tuesday, injuring 14 people, the harbour master said."
ARTICLE = (
    f"{FERRY}\n\n"
    "Captain Ilse Brandt, who has sailed the line for ten years, was taken to hospital after the collision.\n\n"
    "Owner Marek Dol did not blame Captain Brandt for the damage to the pier.\n\n"
    "He will pay for the repairs himself, he told the council.\n\n"
    "“The brakes failed twice in the spring,” Tove Lund said. “Nobody in the office wanted to hear about it.”\n\n"
    "The council may close the north pier for a month."
)
STORY = Story("s", (Article("harbour", ARTICLE, outlet="Harbour News"),))


class Agreeing:
    """An aligner that calls every pair the same and counts shared words: only the rule itself decides."""

    def similarity(self, a, b):
        return np.array([[len(set(words(x)) & set(words(y))) for y in b] for x in a], dtype=float)

    def judge(self, pairs):
        return [Judgement("same", 0.9, "all are") for _ in pairs]


def strict(*texts: str, words: int | None = None, story: Story = STORY) -> Summary:
    written = Summary("harbour", "test", "test", tuple(SummarySentence(text) for text in texts))
    return ground(written, story, Agreeing(), strict=True, length=Length(words=words) if words else None)


KEPT = {
    "verbatim": ("The mayor opened the bridge in Selm.", "The mayor opened the bridge in Selm."),
    "a clause": (
        "The mayor opened the bridge in Selm, and the baker sold 300 loaves of bread.",
        "The mayor opened the bridge in Selm.",
    ),
    "who says so, in front": ("The mill will close in May, the owner said.", "The owner said the mill will close in May."),
    "says": ("Ada Wynn said that the mill is safe.", "Ada Wynn says the mill is safe."),
    "marks": ('Ada Wynn called it "a fair price" in court.', "Ada Wynn called it “a fair price” in court."),
}  # fmt: skip
REFUSED = {
    "a relative clause left out": ("The mill that burned down was his, said the mayor.", "The mill was his, said the mayor."),
    "a day left out": ("Ada Wynn sold the mill on Friday.", "Ada Wynn sold the mill."),
    "swapped actors": ("Ada Wynn sued Marek Dol over the mill.", "Marek Dol sued Ada Wynn over the mill."),
    "another's deed": ("Ada Wynn, who advised Marek Dol, sold it.", "Marek Dol sold it."),
    "lost negation": ("Ada Wynn did not sell the mill.", "Ada Wynn did sell the mill."),
    "lost denial": ("Ada Wynn denied that she sold the mill.", "Ada Wynn sold the mill."),
    "lost doubt": ("The mill may close for good in May.", "The mill close for good in May."),
    "lost attribution": ("The mill will close in May, the owner said.", "The mill will close in May."),
    "lost attribution in front": ("Police said Ada Wynn burned the mill.", "Ada Wynn burned the mill."),
    "lost account": ("Ada Wynn burned the mill, according to police.", "Ada Wynn burned the mill."),
    "lost condition": ("The mill will close, if the council agrees.", "The mill will close."),
    "lost exception": ("The whole town lost power, except the mill.", "The whole town lost power."),
    "narrowed denial": ("Ada Wynn did not sell the mill on Friday.", "Ada Wynn did not sell the mill."),
    "first of its kind": ("It was the first mill sold in May.", "It was the first mill sold."),
    "a figure": ("The mill employs 40 people in Selm.", "The mill employs 400 people in Selm."),
    "a lost bound": ("The mill employs nearly 40 people in Selm.", "The mill employs 40 people in Selm."),
    "a currency": ("The mill cost $40 in all.", "The mill cost 40 in all."),
    "lost marks": ("Ada Wynn called him “a thief” in court.", "Ada Wynn called him a thief in court."),
    "a main clause between commas": (
        "On Friday, the owner sold it, said the mayor, a friend.",
        "On Friday said the mayor.",
    ),
    "a fragment": ("Ada Wynn, who sold the mill, left.", "Ada Wynn."),
    "punctuation that turns it round": ("The owner, said the mayor, lied in court.", "The owner said the mayor lied in court."),
    "an item of a list of choices": ("It may be flour, bran, or chalk dust.", "It may be flour or chalk dust."),
}  # fmt: skip


@pytest.mark.parametrize(("source", "sentence"), KEPT.values(), ids=KEPT)
def test_the_same_words_in_the_same_order_are_borrowed(source, sentence):
    assert borrowed(sentence, source)


@pytest.mark.parametrize(("source", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_says_something_else_is_not_borrowed(source, sentence):
    assert not borrowed(sentence, source)


def test_a_fused_sentence_is_not_borrowed_from_either():
    first, second = "Ada Wynn sold the mill.", "Marek Dol was sued over the bridge."
    fused = "Ada Wynn sold the mill and was sued over the bridge."
    assert not borrowed(fused, first)
    assert not borrowed(fused, second)


def test_texts_without_spaces_and_without_words_are_no_error():
    assert not borrowed("市長は橋を開いた。", "市長は新しい橋を開いた。")
    assert not borrowed("", "")
    assert not borrowed("…", "“”")


def test_a_kept_sentence_rests_on_the_passage_that_says_all_of_it():
    (sentence,) = strict("Owner Marek Dol did not blame Captain Brandt for the damage to the pier").sentences
    assert not sentence.replaced
    best = sentence.support[0]
    assert ARTICLE[best.start : best.end] == f"{sentence.text}."


def test_an_aligner_that_agrees_to_everything_does_not_save_a_sentence():
    (sentence,) = strict("Captain Ilse Brandt did not blame Owner Marek Dol for the damage.").sentences
    assert sentence.text == "Owner Marek Dol did not blame Captain Brandt for the damage to the pier."
    assert sentence.replaced.startswith("Captain Ilse Brandt did not blame")


def test_a_pronoun_that_nobody_stands_before_is_neither_kept_nor_put_in_place():
    (sentence,) = strict("He will pay for the repairs himself, he told the council.").sentences
    assert sentence.replaced
    assert not sentence.text.startswith("He ")


def test_speech_is_shown_with_its_marks_behind_its_speaker():
    (sentence,) = strict("Nobody in the office wanted to hear about it.").sentences
    assert sentence.text == "Tove Lund: “Nobody in the office wanted to hear about it.”"
    assert sentence.replaced == "Nobody in the office wanted to hear about it."


def test_what_is_put_in_place_repeats_nothing_that_is_kept():
    kept, other = strict(
        "The council may close the north pier for a month.", "The north pier is shut for a month."
    ).sentences
    assert not kept.replaced
    assert other.replaced
    assert "month" not in other.text


def test_one_sentence_twice_is_kept_once():
    first, second = strict(FERRY, FERRY.replace("said", "says")).sentences
    assert first.text == FERRY
    assert not first.replaced
    assert second.replaced
    assert "ferry" not in second.text


def test_what_is_kept_has_the_room_before_what_is_put_in_place():
    texts = ("Dol sank the ferry.", "The council may close the north pier for a month.")
    summary = strict(*texts, words=20)
    assert texts[1] in summary.text
    assert count_words(summary.text) <= 20


def test_what_came_with_its_passage_stays_as_it_is():
    (own,) = strict(FERRY).sentences
    mixed = Summary("harbour", "test", "test", (own, SummarySentence("Dol sank the ferry.")))
    first, second = ground(mixed, STORY, Agreeing(), strict=True).sentences
    assert first == own
    assert second.replaced


def test_a_dateline_is_not_part_of_what_is_shown():
    text = "MARROW BAY (AP) — The ferry Aurora is back in service for all passengers."
    story = Story("s", (Article("a", text),))
    (kept,) = strict("The ferry Aurora is back in service for all passengers.", story=story).sentences
    (put,) = strict("The ferry sank.", story=story).sentences
    assert not kept.replaced
    assert kept.text == put.text


def test_a_language_without_spaces_gives_way_to_its_source():
    text = "市長は新しい橋を開いた。橋は川の北側にある。"
    (sentence,) = strict(
        "市長は橋を閉じた。", story=Story("s", (Article("a", text, language="ja"),))
    ).sentences
    assert sentence.replaced
    assert sentence.text in text
