"""The engine on the sample stories, with the bundled encoder, against their gold files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from summarizer import Config, Engine, Length, read_articles
from summarizer.config import ComponentConfig
from summarizer.text import count_words, one_line
from summarizer.types import Article, Failure, Story, Summary

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/gold.json"))
FEWEST_SHARED_FOUND = 0.38
"""Floor for the share of a sample story's shared facts that the default finds; measured .39 to .84 when it was set."""


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda path: path.name)
def sample(request, engine):
    story = read_articles([request.param])
    return json.loads((request.param / "gold.json").read_text("utf-8")), story, engine.compare(story)


def test_gold_files_quote_the_articles(sample):
    gold, story, _ = sample
    texts = {article.id: article.text for article in story.articles}
    assert set(gold["articles"]) == set(texts)
    for fact in gold["facts"]:
        for slug, quoted in fact["support"].items():
            assert all(sentence in texts[slug] for sentence in quoted), fact["fact"]


def test_nothing_fails_and_every_span_is_verbatim(sample):
    _, story, comparison = sample
    assert comparison.failures == ()
    assert len(comparison.summaries) == len(story.articles)
    for claim in comparison.claims:
        assert story.article(claim.document_id).text[claim.start : claim.end] == claim.text
    for summary in (*comparison.summaries, comparison.summary):
        assert summary.sentences
    for sentence in (sentence for summary in comparison.summaries for sentence in summary.sentences):
        assert _passages(story, sentence)[0] == sentence.text


def test_sentences_of_the_story_summary_are_verbatim_or_name_outlets_and_their_figures(sample):
    _, story, comparison = sample
    for sentence in comparison.summary.sentences:
        passages = _passages(story, sentence)
        cited = [story.article(support.article_id).label for support in sentence.support]
        if sentence.text in (passages[0], f"{cited[0]}: {passages[0]}"):
            continue
        assert any(outlet in sentence.text for outlet in cited)
        said = " ".join(passages).lower()
        figures = sentence.text.split(" as ", 1)[1].rstrip(".")
        for outlet in cited:
            figures = figures.replace(outlet, "")
        words = [word.strip(",") for word in figures.replace("later", "").replace(" as ", " ").split()]
        assert words
        assert all(word in said for word in words), sentence.text


def _passages(story, sentence):
    return [
        one_line(story.article(support.article_id).text[support.start : support.end])
        for support in sentence.support
    ]


def test_lengths_are_kept(sample):
    _, _, comparison = sample
    assert all(count_words(summary.text) <= 60 for summary in comparison.summaries)
    assert count_words(comparison.summary.text) <= 120


def test_origins_are_those_of_the_gold(sample):
    gold, _, comparison = sample
    assert {frozenset(group) for group in comparison.origins} == {
        frozenset(group) for group in gold["origins"]
    }


def test_shared_facts_are_found(sample):
    gold, _, comparison = sample
    claims = {claim.id: claim for claim in comparison.claims}
    shown = [
        {(claims[i].document_id, one_line(claims[i].text)) for cell in fact.cells for i in cell.claims}
        for fact in comparison.facts
        if fact.status != "unique"
    ]
    shared = [fact for fact in gold["facts"] if len(fact["support"]) > 1]
    found = 0
    for fact in shared:
        stated = {(slug, one_line(text)) for slug, texts in fact["support"].items() for text in texts}
        found += any(len({slug for slug, _ in stated & group}) > 1 for group in shown)
    assert found / len(shared) >= FEWEST_SHARED_FOUND


def test_the_summary_cites_several_outlets_a_sentence(sample):
    _, _, comparison = sample
    cited = [len({support.article_id for support in s.support}) for s in comparison.summary.sentences]
    assert max(cited) >= 2


def test_a_comparison_does_not_depend_on_what_was_compared_before(engine):
    one, other = (read_articles([path]) for path in EXAMPLES[:2])
    first = engine.compare(one)
    engine.compare(other)
    assert engine.compare(one) == first


@dataclass(frozen=True)
class Moody:
    """Fails on an article that says so, and with it on any batch it is in."""

    def summarize(self, stories, length):
        if any("fail" in story.articles[0].text for story in stories):
            raise RuntimeError("out of luck")
        return [Summary(story.articles[0].id, "moody", "moody", ()) for story in stories]


def test_one_failed_article_does_not_cost_the_others_theirs():
    config = Config(
        summarizer=ComponentConfig(name="tests.test_pipeline:Moody"), aligner=ComponentConfig(name="overlap")
    )
    story = Story(
        "s",
        (Article("a", "A fine day it was."), Article("b", "This will fail."), Article("c", "So it goes on.")),
    )
    outcomes = Engine(config).summarize_articles(story)
    assert [type(outcome) for outcome in outcomes] == [Summary, Failure, Summary]
    assert outcomes[1] == Failure("b", "summarize", "RuntimeError: out of luck")


def test_an_empty_article_is_a_recorded_failure(engine):
    comparison = engine.compare(
        Story("s", (Article("a", ""), Article("b", "The dam broke at dawn on Tuesday.")))
    )
    assert [failure.item for failure in comparison.failures] == ["a"]
    assert [claim.document_id for claim in comparison.claims] == ["b"]


@pytest.mark.parametrize("name", ["lead", "lexrank", "extractive"])
@pytest.mark.parametrize("length", [Length(words=40), Length(sentences=2), Length(words=60, sentences=1)])
def test_every_extractive_system_keeps_the_length_in_whole_sentences(name, length):
    story = read_articles([EXAMPLES[0]])
    config = Config(summarizer=ComponentConfig(name=name))
    summarizer = Engine(config).summarizer
    for article in story.articles:
        (summary,) = summarizer.summarize([Story("s", (article,))], length)
        assert summary.sentences
        assert count_words(summary.text) <= (length.words or 10_000)
        assert len(summary.sentences) <= (length.sentences or 10_000)
        for sentence in summary.sentences:
            (support,) = sentence.support
            assert one_line(article.text[support.start : support.end]) == sentence.text


@pytest.mark.parametrize("name", ["lead", "lexrank", "extractive"])
def test_an_article_without_a_usable_sentence_gets_an_empty_summary_and_a_note(name):
    summarizer = Engine(Config(summarizer=ComponentConfig(name=name))).summarizer
    (summary,) = summarizer.summarize([Story("s", (Article("a", "Read more: here"),))], Length(words=20))
    assert summary.sentences == ()
    assert summary.notes


def test_when_no_sentence_fits_the_shortest_is_taken_and_a_note_says_so():
    text = (
        "The old dam above the town gave way before dawn. The river then rose by two metres in one hour flat."
    )
    summarizer = Engine(Config(summarizer=ComponentConfig(name="lead"))).summarizer
    (summary,) = summarizer.summarize([Story("s", (Article("a", text),))], Length(words=3))
    assert summary.text == "The old dam above the town gave way before dawn."
    assert "shortest" in summary.notes[0]


def test_lexrank_reads_a_very_long_text_in_windows():
    text = " ".join(
        f"Sentence number {n} speaks of item {n % 17} and of thing {n % 5}." for n in range(1_200)
    )
    summarizer = Engine(Config(summarizer=ComponentConfig(name="lexrank"))).summarizer
    (summary,) = summarizer.summarize([Story("s", (Article("a", text),))], Length(sentences=3))
    assert len(summary.sentences) == 3
    assert "windows" in summary.notes[0]


def test_the_example_in_the_readme_runs_as_written(monkeypatch):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example = readme.split("```python\n", 1)[1].split("```", 1)[0]
    monkeypatch.chdir(ROOT)
    written: list[str] = []
    monkeypatch.setattr("summarizer.report.files.write_atomically", lambda path, text: written.append(text))
    exec(compile(example, "README.md", "exec"), {})
    assert len(written) == 1
    assert "Lindqvist" in written[0]
