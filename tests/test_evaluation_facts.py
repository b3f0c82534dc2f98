"""Whole comparisons against labelled facts: each count by hand, the counting rule, and bad files."""

from __future__ import annotations

import json
import math

import pytest

from summarizer.errors import InputError
from summarizer.evaluation.counting import count_apart, count_facts, count_nothing
from summarizer.evaluation.coverage import balance, count_summary, outlet_shares
from summarizer.evaluation.fact_scores import measure
from summarizer.evaluation.facts import evaluate_facts
from summarizer.evaluation.gold import GoldFact, GoldStory, read_gold
from summarizer.evaluation.library import Library
from summarizer.evaluation.matching import overlaps, shown_facts
from summarizer.types import (
    Article,
    Cell,
    Claim,
    Comparison,
    Fact,
    Story,
    Summary,
    SummarySentence,
    Support,
)

OTTERS = "The harbour counted 14 otters on Monday."
MAYOR = "The mayor of Tollen praised the keepers."
FERRY = "A ferry to Brill was late by an hour."
TEXTS = {"Mail": [OTTERS, MAYOR], "Echo": [OTTERS, FERRY], "Post": [MAYOR, FERRY]}


def story():
    return Story(
        "tollen",
        tuple(Article(str(i), " ".join(TEXTS[name]), outlet=name) for i, name in enumerate(TEXTS)),
    )


def span(article, sentence):
    start = story().articles[article].text.index(sentence)
    return start, start + len(sentence)


def gold(*facts):
    """A gold story with facts given as (sentence, articles, disputed)."""
    sentences = tuple(tuple(span(i, one) for one in TEXTS[name]) for i, name in enumerate(TEXTS))
    made = tuple(
        GoldFact(text, tuple((span(i, text),) if i in articles else () for i in range(len(TEXTS))), disputed)
        for text, articles, disputed in facts
    )
    return GoldStory(story(), sentences, made)


GOLD = (OTTERS, (0, 1), ""), (MAYOR, (0, 2), "number"), (FERRY, (1, 2), "")


def comparison(*facts, summary=()):
    """A comparison whose facts are given as (status, [(article, sentence), ...])."""
    claims: dict[str, Claim] = {}
    made = []
    for number, (status, places) in enumerate(facts):
        cells = []
        for article, sentence in places:
            start, end = span(article, sentence)
            claim = Claim(f"{article}:{start}", str(article), sentence, start, end, 0)
            claims[claim.id] = claim
            cells.append(Cell(list(TEXTS)[article], "agree", (claim.id,)))
        made.append(Fact(f"f{number}", cells[0].claims[0], status, tuple(cells), 1.0))
    return Comparison(story(), tuple(claims.values()), (), tuple(made), said(*summary))


def said(*places):
    sentences = tuple(
        SummarySentence(sentence, (Support(str(article), *span(article, sentence)),))
        for article, sentence in places
    )
    return Summary("tollen", "test", "test", sentences)


def counts(labelled, found):
    return count_facts(labelled, shown_facts(found))


def test_a_perfect_comparison():
    found = counts(
        gold(*GOLD),
        comparison(
            ("shared", [(0, OTTERS), (1, OTTERS)]),
            ("disputed", [(0, MAYOR), (2, MAYOR)]),
            ("shared", [(1, FERRY), (2, FERRY)]),
        ),
    )
    assert found["shared facts recall"] == (3, 3)
    assert found["shared facts precision"] == (3, 3)
    assert found["coverage cells"] == (9, 9)
    assert found["coverage cells, missed facts too"] == (9, 9)
    assert found["wrongly one outlet's"] == (0, 0)
    assert found["disputed facts recall"] == (1, 1)
    assert found["disputed facts precision"] == (1, 1)
    assert found["B-cubed precision"] == pytest.approx((6, 6))
    assert found["B-cubed recall"] == pytest.approx((6, 6))


def test_a_wrong_a_missed_and_a_lonely_fact():
    found = counts(
        gold(*GOLD),
        comparison(
            ("shared", [(0, OTTERS), (1, OTTERS)]),
            ("shared", [(0, MAYOR), (1, FERRY)]),  # no gold fact stands in both
            ("unique", [(2, MAYOR)]),
        ),
    )
    assert found["shared facts recall"] == (1, 3)
    assert found["shared facts precision"] == (1, 2)
    assert found["coverage cells"] == (3, 3)
    assert found["wrongly one outlet's"] == (1, 1)
    assert found["disputed facts recall"] == (0, 1)
    assert found["disputed facts precision"] == (0, 0)


def test_an_outlet_too_many_costs_a_cell():
    found = counts(gold(*GOLD), comparison(("shared", [(0, OTTERS), (1, OTTERS), (2, FERRY)])))
    assert found["shared facts precision"] == (1, 1)
    assert found["coverage cells"] == (2, 3)


def test_a_fact_of_one_outlet_is_not_wrong_if_no_other_has_it():
    labelled = gold((OTTERS, (0, 1), ""))
    found = counts(labelled, comparison(("unique", [(2, FERRY)]), ("unique", [(0, OTTERS)])))
    assert found["wrongly one outlet's"] == (1, 2)


def test_what_is_unclear_is_neither_shown_as_one_outlets_own_nor_as_shared():
    labelled = gold((OTTERS, (0, 1), ""))
    found = counts(
        labelled,
        comparison(("unique", [(2, FERRY)]), ("unclear", [(0, OTTERS)]), ("unclear", [(2, MAYOR)])),
    )
    assert found["wrongly one outlet's"] == (0, 1)
    assert found["own facts shown as own"] == (1, 2)
    assert found["shared facts precision"] == (0, 0)


def test_a_dispute_counts_only_if_the_fact_is_disputed():
    labelled = gold(*GOLD)
    found = counts(labelled, comparison(("disputed", [(0, OTTERS), (1, OTTERS)])))
    assert found["disputed facts recall"] == (0, 1)
    assert found["disputed facts precision"] == (0, 1)
    assert found["shared facts recall"] == (1, 3)


def test_articles_of_one_outlet_do_not_share_a_fact():
    labelled = gold((OTTERS, (0, 1), ""))
    same = Story("t", tuple(Article(a.id, a.text, outlet="Mail") for a in labelled.story.articles))
    assert GoldStory(same, labelled.sentences, labelled.facts).shared == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((0, 10), (0, 10), True),
        ((0, 10), (5, 20), True),
        ((0, 10), (6, 20), False),
        ((0, 100), (40, 50), True),
        ((0, 10), (10, 20), False),
    ],
)
def test_spans_match_if_half_of_the_shorter_is_common(one, other, expected):
    assert overlaps(one, [other]) is expected
    assert overlaps(other, [one]) is expected


def test_a_failed_story_counts_as_missed():
    assert count_nothing(gold(*GOLD)) == {"shared facts recall": (0, 3), "disputed facts recall": (0, 1)}


def test_apart_is_precise_and_finds_no_group():
    found = count_apart(gold(*GOLD))
    assert found["B-cubed precision"] == pytest.approx((6, 6))
    assert found["B-cubed recall"] == pytest.approx((3, 6))
    assert found["wrongly one outlet's"] == (6, 6)


def test_a_summary_keeps_what_its_own_sentences_state():
    summary = said((0, OTTERS), (2, FERRY))
    found = count_summary(gold(*GOLD), summary)
    assert found["summary keeps shared facts"] == (2, 3)
    assert found["summary words"] == (16, 1)


def test_what_a_sentence_cites_besides_is_not_kept():
    sentence = SummarySentence(OTTERS, (Support("0", *span(0, OTTERS)), Support("2", *span(2, FERRY))))
    found = count_summary(gold(*GOLD), Summary("tollen", "x", "x", (sentence,)))
    assert found["summary keeps shared facts"] == (1, 3)


def test_balance():
    assert balance(story(), said((0, OTTERS))) == 0.0
    even = said((0, MAYOR), (1, OTTERS), (2, MAYOR))
    assert balance(story(), even) == pytest.approx(1.0)
    assert outlet_shares(story(), said((0, OTTERS), (1, OTTERS))) == {"Mail": 0.5, "Echo": 0.5, "Post": 0.0}
    assert balance(story(), said((0, MAYOR), (1, OTTERS))) == pytest.approx(math.log(2) / math.log(3))
    assert math.isnan(balance(story(), said()))


def test_scores_are_ratios_of_sums():
    found = measure(
        [
            {"shared facts recall": (1, 1), "shared facts precision": (1, 4)},
            {"shared facts recall": (0, 3), "shared facts precision": (0, 0)},
        ],
        "x",
    )
    scores = {one.score.name: one.score for one in found}
    assert scores["shared facts recall"].value == 0.25
    assert scores["shared facts recall"].items == (1.0, 0.0)
    assert scores["shared facts precision"].items == (0.25, None)
    assert scores["shared facts F1"].value == 0.25
    assert scores["shared facts recall"].n == 4
    assert scores["shared facts recall"].low == 0.0


def line(**changes):
    labelled = gold(*GOLD)
    made = {
        "id": "t",
        "articles": [{"outlet": one.outlet, "text": one.text} for one in labelled.story.articles],
        "sentences": labelled.sentences,
        "facts": [
            {
                "fact": fact.text,
                "support": {str(i): spans for i, spans in enumerate(fact.support) if spans},
                "disputed": fact.disputed or None,
            }
            for fact in labelled.facts
        ],
    }
    return {**made, **changes}


def write(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_whole_evaluation_from_a_file_that_carries_its_articles(tmp_path):
    stories = list(read_gold(write(tmp_path / "s.jsonl", line(), line(id="u")), Library(None)))
    assert stories[0] == GoldStory(
        Story("t", tuple(Article(str(i), " ".join(TEXTS[n]), outlet=n) for i, n in enumerate(TEXTS))),
        gold().sentences,
        gold(*GOLD).facts,
    )
    evaluation = evaluate_facts(stories, ["overlap"])
    assert [one.name for one in evaluation.systems] == ["overlap", "lead", "lexrank", "apart"]
    scores = evaluation.systems[0]
    assert scores.score("shared facts recall").value == 1.0
    assert scores.score("shared facts precision").value == 1.0
    assert evaluation.systems[1].score("summary keeps shared facts").value == pytest.approx(2 / 3)
    assert evaluation.systems[3].score("B-cubed recall").value == pytest.approx(0.5)
    assert "missed" not in scores.outputs[0]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"sentences": [[[0, 5]]]}, '"sentences" has 1 lists for 3 articles'),
        ({"facts": [{"fact": "x", "support": {"7": [[0, 3]]}}]}, 'support of article "7"'),
        ({"facts": [{"fact": "x", "support": {"0": [[0, 30000]]}}]}, "ends after article 0"),
        ({"facts": [{"fact": "x", "support": {"0": [[3, 0]]}}]}, "start before end"),
        ({"facts": [{"fact": "x", "support": {}, "disputed": "confict"}]}, 'did you mean "conflict"'),
        ({"facts": {}}, '"facts" must be a list'),
        ({"articles": [{"outlet": "Mail", "text": ""}]}, '"articles" item 0 has no text'),
    ],
)
def test_bad_stories_name_file_line_and_remedy(tmp_path, changes, message):
    with pytest.raises(InputError, match=r"s\.jsonl:2") as caught:
        list(read_gold(write(tmp_path / "s.jsonl", line(), line(**changes)), Library(None)))
    assert message in str(caught.value)


def test_articles_are_asked_for_where_they_are_missing(tmp_path):
    row = line(set="tollen.dev", story="t")
    del row["articles"]
    with pytest.raises(
        InputError, match="give the folder of the data sets with --data DIR or in \\$SUMMARIZER_DATA"
    ):
        list(read_gold(write(tmp_path / "s.jsonl", row), Library(None)))


def test_stories_that_fail_are_shown_and_count_as_missed(monkeypatch):
    def fail(self, story):
        raise ValueError("no otters")

    monkeypatch.setattr("summarizer.pipeline.Engine.compare", fail)
    found = evaluate_facts([gold(*GOLD)], ["overlap"]).systems[0]
    assert found.failures == ("ValueError: no otters",)
    assert found.score("shared facts recall").value == 0.0
    assert found.score("shared facts F1").value == 0.0


def test_sentences_may_be_left_out(tmp_path):
    row = line()
    del row["sentences"]
    assert next(read_gold(write(tmp_path / "s.jsonl", row), Library(None))).sentences == gold().sentences
