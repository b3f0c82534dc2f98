from __future__ import annotations

import pytest

from summarizer.models.generation import Written
from summarizer.summarizers.finish import finish, token_budget, whole_sentences
from summarizer.types import Length

THREE = "The bridge reopened on Friday. Engineers had replaced forty cables. The mayor thanked the crews."


def _finished(text: str, length: Length | None = None, *, finished: bool = True, chat: bool = False):
    return finish(Written(text, finished), length or Length(words=60), chat=chat)


def test_whole_sentences_are_taken_as_far_as_the_words_allow() -> None:
    assert _finished(THREE, Length(words=10)) == (
        ("The bridge reopened on Friday.", "Engineers had replaced forty cables."),
        (),
    )
    assert _finished(THREE, Length(words=9))[0] == ("The bridge reopened on Friday.",)


def test_sentences_are_counted_too() -> None:
    assert len(_finished(THREE, Length(sentences=2))[0]) == 2
    assert len(_finished(THREE, Length(sentences=2, words=5))[0]) == 1


def test_a_sentence_that_was_cut_off_is_dropped_and_a_finished_one_is_kept() -> None:
    cut = "The bridge reopened on Friday. Engineers had repl"
    assert _finished(cut, finished=False)[0] == ("The bridge reopened on Friday.",)
    assert _finished(THREE, finished=False)[0] == _finished(THREE)[0]


def test_nothing_whole_is_an_empty_summary_with_a_note() -> None:
    assert _finished("Engineers had repl", finished=False) == ((), ("the model wrote no whole sentence",))
    assert _finished("") == ((), ("the model wrote no whole sentence",))


def test_where_no_sentence_fits_the_shortest_stays_and_a_note_says_so() -> None:
    kept, notes = _finished(THREE, Length(words=3))
    assert kept == ("The bridge reopened on Friday.",)
    assert notes == ("no sentence has at most 3 words; the shortest has 5",)


def test_a_sentence_said_twice_is_said_once() -> None:
    assert _finished(f"{THREE} The bridge REOPENED on Friday!")[0] == _finished(THREE)[0]


def test_pegasus_line_breaks_part_sentences() -> None:
    assert _finished("Bridge reopens .<n>Forty cables replaced .")[0] == (
        "Bridge reopens.",
        "Forty cables replaced.",
    )


def test_a_model_without_capitals_gets_them() -> None:
    text = "the bridge reopened on friday . engineers had replaced forty cables ."
    assert _finished(text)[0] == (
        "The bridge reopened on friday.",
        "Engineers had replaced forty cables.",
    )


@pytest.mark.parametrize(
    "around",
    [
        "Here is a summary of the article:\n\n{}",
        "Sure! Here's a concise 60-word summary:\n{}",
        "**Summary:** {}",
        "Summary: {}",
        "“{}”",
        "<think>\nThe user wants it short.\n</think>\n\n{}",
        "{}\n\nLet me know if you would like more detail!",
        "{}\n\n(Word count: 16)",
        "Key points:\n{}",
    ],
)
def test_what_chat_models_put_around_a_summary_is_dropped(around: str) -> None:
    assert _finished(around.format(THREE), chat=True)[0] == _finished(THREE)[0]


def test_bullets_become_sentences() -> None:
    bullets = "- The bridge reopened on Friday.\n* Engineers had replaced **forty** cables.\n3. The mayor thanked the crews."
    assert " ".join(_finished(bullets, chat=True)[0]) == THREE


@pytest.mark.parametrize(
    "text",
    [
        "“We are ready,” said the mayor. The bridge reopened on Friday.",
        "Here is where the two sides differ: the price.",
        "The mayor said: “Thank you.”",
    ],
)
def test_reporting_that_looks_like_a_preamble_or_a_quotation_stays(text: str) -> None:
    assert " ".join(_finished(text, chat=True)[0]) == text


def test_a_thought_that_never_ends_is_no_summary() -> None:
    assert whole_sentences(Written("<think>\nThe article says that the bridge", False), chat=True) == []


def test_the_budget_of_tokens_holds_the_length_that_is_asked_for() -> None:
    assert token_budget(Length(words=60)) >= 60 * 1.3
    assert token_budget(Length(words=600, sentences=1)) < token_budget(Length(words=600))
