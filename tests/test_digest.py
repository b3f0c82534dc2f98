"""The story's summary: borne out, cited, disputes told as such, nothing twice, and what is left out counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from summarizer.citations import citations
from summarizer.digest import story_summary
from summarizer.facts import group
from summarizer.origins import Independence
from summarizer.text import count_words, sentences
from summarizer.types import Article, Claim, Length, Link, Story, Summary

TEXTS = {
    "a": (
        "CARROW BAY (CP) — The old dam above Carrow Bay broke before dawn on Tuesday, killing at least nine people. "
        "Inspectors had rated the wall as poor three years ago. "
        "Nobody at the town hall would talk about sirens, which stood silent all night."
    ),
    "b": (
        "A dam broke above Carrow Bay early on Tuesday and at least 17 people died. "
        "Three years ago inspectors called its wall poor. "
        "The sirens of the town had wailed from midnight on, its mayor insists."
    ),
    "c": "Carrow Bay was flooded on Tuesday when its dam broke. Only here: the harbour master lost his cat in the flood.",
}
NAMES = {"a": "Continental Press", "b": "The Spark", "c": "Beacon"}
LONG = Length(words=200)


def summary(
    *links: tuple[str, str, str],
    length: Length = LONG,
    groups: tuple[tuple[str, ...], ...] = (),
    texts: Mapping[str, str] = TEXTS,
) -> Summary:
    """The summary of the story under links such as ("a0", "b0", "same"): article and number of its sentence."""
    story = Story("s", tuple(Article(key, text, outlet=NAMES[key]) for key, text in texts.items()))
    claims = [
        Claim(f"{article.id}{number}", article.id, one.text, one.start, one.end, number)
        for article in story.articles
        for number, one in enumerate(sentences(article.text))
    ]
    made = [Link(a, b, relation, 0.9, "made up") for a, b, relation in links]  # type: ignore[arg-type]
    facts = group(claims, made, NAMES)
    own = groups or tuple((article.id,) for article in story.articles)
    independence = Independence(story.articles, claims, own, citations(story.articles))
    return story_summary(story, claims, made, facts, independence, length)


def test_a_sentence_stands_without_its_dateline_and_cites_every_outlet_that_bears_it_out() -> None:
    (told,) = summary(("a0", "b0", "same"), ("a0", "c0", "same"), ("b0", "c0", "partial")).sentences
    first = told.support[0]
    text = TEXTS[first.article_id]
    assert told.text == text[first.start : first.end] == text.split(" — ")[-1].split(". ")[0] + "."
    assert sorted(one.article_id for one in told.support) == ["a", "b", "c"]


def test_nothing_that_only_one_outlet_has_and_nothing_twice() -> None:
    told = summary(("a0", "b0", "same"), ("a1", "b1", "same"))
    assert len(told.sentences) == 2
    assert "cat" not in told.text
    assert told.notes == ()


def test_counts_that_differ_are_told_in_one_sentence_after_the_event() -> None:
    told = summary(("a0", "b0", "number"))
    assert (
        told.sentences[0].text == "A dam broke above Carrow Bay early on Tuesday and at least 17 people died."
    )
    assert told.sentences[1].text == (
        "The Spark gives the number of deaths as at least 17, Continental Press as at least nine."
    )
    assert {one.article_id for one in told.sentences[1].support} == {"a", "b"}


def test_other_disagreements_are_told_in_both_outlets_words() -> None:
    told = summary(("a2", "b2", "conflict"))
    assert [sentence.text.split(":")[0] for sentence in told.sentences] == ["Continental Press", "The Spark"]
    assert told.text.count("sirens") == 2


def test_who_agrees_with_one_side_is_not_quoted_without_the_other() -> None:
    told = summary(("a2", "b2", "conflict"), ("b2", "c1", "same"), length=LONG)
    assert {"a", "b"} <= {one.article_id for sentence in told.sentences for one in sentence.support}


def test_a_dispute_that_does_not_fit_leaves_no_half_of_it() -> None:
    told = summary(("a2", "b2", "conflict"), length=Length(words=16))
    assert told.sentences == ()
    assert told.notes == ("1 more disputed, left out for length",)


@pytest.mark.parametrize("length", [Length(words=25), Length(sentences=1), Length(words=5), Length(words=60)])
def test_the_length_is_kept_and_what_is_left_out_is_counted(length: Length) -> None:
    told = summary(("a0", "b0", "same"), ("a1", "b1", "same"), ("a2", "b2", "conflict"), length=length)
    assert length.words is None or count_words(told.text) <= length.words
    assert length.sentences is None or len(told.sentences) <= length.sentences
    left_out = {
        0: "2 more shared facts, 1 disputed",
        1: "1 more shared fact, 1 disputed",
        2: "1 more disputed",
        4: "",
    }
    expected = left_out[len(told.sentences)]
    assert told.notes == ((f"{expected}, left out for length",) if expected else ())


def test_what_independent_origins_bear_out_comes_before_copies() -> None:
    links = (("a0", "c0", "same"), ("a1", "b1", "same"))
    assert "dam" in summary(*links, length=Length(sentences=1)).text
    links = (("a1", "b1", "same"), ("b0", "c0", "same"))
    told = summary(*links, length=Length(sentences=1), groups=(("a", "b"), ("c",)))
    assert {one.article_id for one in told.sentences[0].support} == {"b", "c"}


def test_a_story_without_shared_facts_says_so() -> None:
    told = summary()
    assert told.sentences == ()
    assert told.notes == ("no fact is reported by two or more outlets",)


def of_one_sentence_each(texts: Mapping[str, str], links: Sequence[Link]) -> Summary:
    """The summary of a story of articles that are one sentence each."""
    articles = tuple(Article(key, text, outlet=key.upper()) for key, text in texts.items())
    claims = [Claim(key, key, text, 0, len(text), 0) for key, text in texts.items()]
    outlet_of = {article.id: article.label for article in articles}
    facts = group(claims, links, outlet_of)
    independence = Independence(articles, claims, [(key,) for key in texts], ())
    return story_summary(Story("s", articles), claims, links, facts, independence, LONG)


def test_a_sentence_that_a_later_one_says_and_more_is_taken_out() -> None:
    texts = {
        "a": "The council of Lindholm voted for a new tram.",
        "b": "On Monday the council of Lindholm voted for a new tram that will run from the old market over university hill to the harbour.",
        "c": "A tram was approved.",
        "d": "Its rails shall reach the piers up north some day.",
    }
    links = [
        Link(a, b, relation, 0.9, "made up")  # type: ignore[arg-type]
        for a, b, relation in (("a", "b", "partial"), ("a", "c", "same"), ("b", "d", "same"))
    ]
    told = of_one_sentence_each(texts, links)
    assert [sentence.text for sentence in told.sentences][:1] == [texts["b"]]
    assert texts["a"] not in told.text


def test_two_sentences_that_share_most_do_not_stand_in_one_summary() -> None:
    texts = {
        "a": "Members voted for the new railway on Monday, seven of them against two.",
        "b": "Trams will run in Lindholm again after a decision in its council.",
        "c": "Rails are back.",
    }
    for score, expected in ((0.9, 1), (0.4, 2)):
        links = [
            Link("a", "b", "partial", score, "", "model"),
            Link("a", "c", "same", 0.9, ""),
            Link("b", "c", "same", 0.9, ""),
        ]
        assert len(of_one_sentence_each(texts, links).sentences) == expected


QUOTED = {
    "a": (
        "The mayor spoke to reporters after midnight on Tuesday. “I slept through the whole of that night,” said "
        "Mayor Ada Bell. “The sirens of this town never made a sound before the water came.” She left at once."
    ),
    "b": (
        "The sirens of the town had wailed from midnight on, the fire brigade says. "
        "“We were never told about a crack in that dam, not by anybody.” The people of the town are angry."
    ),
}


def test_what_is_only_quoted_stands_in_marks_behind_its_speaker() -> None:
    told = summary(("a2", "b1", "partial"), texts=QUOTED)
    said = next(sentence.text for sentence in told.sentences if "never made" in sentence.text)
    assert said == "Ada Bell: “The sirens of this town never made a sound before the water came.”"


def test_a_disagreement_with_a_quotation_is_not_put_into_the_outlets_mouth() -> None:
    told = summary(("a2", "b0", "conflict"), texts=QUOTED)
    assert {sentence.text for sentence in told.sentences} == {
        "The Spark: The sirens of the town had wailed from midnight on, the fire brigade says.",
        "Continental Press quotes Ada Bell: “The sirens of this town never made a sound before the water came.”",
    }


def test_speech_that_nobody_answers_for_stays_out() -> None:
    told = summary(("b1", "a1", "partial"), texts=QUOTED)
    assert "crack" not in told.text
