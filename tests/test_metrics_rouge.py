"""ROUGE against `rouge-score`, values printed in papers, and its own laws."""

from __future__ import annotations

import importlib.util
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.components import build
from summarizer.errors import ConfigError, InputError
from summarizer.metrics import Example, rouge, sentence_lines
from summarizer.metrics.rouge_score import Rouge

ROOT = Path(__file__).parent.parent
NAMES = ("rouge1", "rouge2", "rougeL", "rougeLsum")


def equality_script():
    spec = importlib.util.spec_from_file_location("rouge_equality", ROOT / "eval" / "rouge_equality.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_all_values_are_those_of_rouge_score():
    compared, differing, largest = equality_script().differences(pairs=60, seed=7)
    assert (compared, differing, largest) == (60 * 24, 0, 0.0)


def test_the_python_backend_gives_the_same():
    predictions, references = (
        ["The river rose.\nNobody was hurt."],
        ["Nobody was hurt as the rivers rose.\nIt rained."],
    )
    rust = rouge(predictions, references, stemmer=True)
    python = rouge(predictions, references, stemmer=True, backend="python")
    assert [one.items for one in rust] == [one.items for one in python]
    assert "rouge-score-0" in python["rouge1"].signature
    assert "rouge-score-rs" in rust["rouge1"].signature


def test_the_example_of_the_reference_implementation():
    scores = rouge(["The quick brown dog jumps on the log."], ["The quick brown fox jumps over the lazy dog"])
    assert scores["rouge1_precision"].value == 0.75
    assert scores["rouge1_recall"].value == 2 / 3
    assert scores["rouge1"].value == pytest.approx(12 / 17)


@pytest.mark.parametrize(
    ("prediction", "f1"),
    [
        ("police kill the gunman", 3 / 4),
        ("the gunman kill police", 2 / 4),
        ("the gunman police killed", 2 / 4),
    ],
)
def test_rouge_l_of_the_examples_in_lin_2004(prediction, f1):
    assert rouge([prediction], ["police killed the gunman"])["rougeL"].value == f1


def test_rouge_lsum_is_the_union_over_sentences_as_in_lin_2004():
    scores = rouge(["w1 w3 w8 w9 w5\nw1 w2 w6 w7 w8"], ["w1 w2 w3 w4 w5"])
    assert scores["rougeLsum_recall"].value == 4 / 5
    assert scores["rougeL_recall"].value == 3 / 5  # w1 w3 w5 of the running text


def test_sentences_as_a_list_as_lines_and_found_in_the_text_score_the_same_lsum():
    sentences = ["Nobody was hurt.", "The river\nrose on Monday."]
    reference = "The river rose.\nNobody was hurt on Monday."
    listed = rouge([sentence_lines(sentences)], [reference])
    lined = rouge(["Nobody was hurt.\nThe river rose on Monday."], [reference])
    found = rouge(["Nobody was hurt. The river rose on Monday."], [reference], sentences="split")
    assert listed["rougeLsum"].value == lined["rougeLsum"].value == found["rougeLsum"].value
    assert listed["rougeLsum"].value > listed["rougeL"].value
    assert "sentences:split" in found["rougeLsum"].signature


def test_best_average_and_jackknife_of_several_references():
    references = ["a b", "a c d e", "x"]
    by = {
        how: rouge(["a b"], [references], combine=how)["rouge1"].value
        for how in ("best", "average", "jackknife")
    }
    first, second = 1.0, 2 / 6
    assert by["best"] == first
    assert by["average"] == pytest.approx((first + second + 0) / 3)
    assert by["jackknife"] == pytest.approx((second + first + first) / 3)


def test_every_script_has_words_and_the_signature_says_which_tokenizer_found_them():
    for prediction, reference, f1 in (
        ("今天天气很好", "今天天气不错", 4 / 6),
        ("Правительство объявило меры", "Правительство приняло меры", 2 / 3),
        ("हिन्दी भाषा", "हिन्दी की भाषा", 4 / 5),
        ("สวัสดีครับ", "สวัสดีครับ", 1.0),
        ("東京タワー", "東京タワーズ", 10 / 11),
        ("١٢٣", "١٢٣", 1.0),
    ):
        score = rouge([prediction], [reference])["rouge1"]
        assert score.value == pytest.approx(f1), prediction
        assert "tokenizer:unicode" in score.signature
    assert "tokenizer:reference" in rouge(["Café Zürich"], ["Cafés in Zürich"])["rouge1"].signature


def test_thai_is_not_one_word():
    assert 0 < rouge(["สวัสดีครับ"], ["สวัสดี"])["rouge1"].value < 1


def test_the_reference_tokenizer_refuses_what_it_cannot_read_instead_of_scoring_zero():
    with pytest.raises(InputError, match=r'loses most of "今天 2024".*"unicode"'):
        rouge(["今天 2024"], ["今天 2024"], tokenizer="reference")


def test_a_tokenizer_of_ones_own():
    scores = rouge(["a|b|c"], ["a|b|d"], tokenizer=f"{__name__}:by_bars")
    assert scores["rouge1"].value == pytest.approx(2 / 3)
    with pytest.raises(ConfigError, match="cannot import"):
        rouge(["a"], ["a"], tokenizer="nowhere_at_all:tokenize")
    with pytest.raises(ConfigError, match='did you mean "unicode"'):
        rouge(["a"], ["a"], tokenizer="unicod")


def by_bars(text):
    return text.split("|")


def test_wrong_input_names_what_is_wrong():
    with pytest.raises(InputError, match="2 predictions but 1 references"):
        rouge(["a", "b"], ["a"])
    with pytest.raises(InputError, match='"2" has an empty reference'):
        rouge(["a", "b"], ["a", " "])
    with pytest.raises(InputError, match='"1" has no reference'):
        rouge(["a"], [[]])
    with pytest.raises(InputError, match="sentence_lines"):
        rouge([["a", "b"]], ["a"])
    with pytest.raises(InputError, match="a list of predictions"):
        rouge("a", ["a"])
    with pytest.raises(ConfigError, match='no type "rouge0"'):
        build("metric", "rouge", {"types": ["rouge0"]})
    with pytest.raises(InputError, match="stemmer is for English"):
        rouge(["今天"], ["今天"], stemmer=True)


def test_a_failed_item_is_counted_and_has_no_value():
    examples = [Example("a", "x y", ("x z",)), Example("b", "", ("x",), failure="out of memory")]
    score = Rouge().score(examples)[0]
    assert score.items == (0.5, None)
    assert (score.value, score.n, score.failed) == (0.5, 1, 1)
    assert "1 failed" in str(score)
    none = Rouge().score(examples[1:])[0]
    assert math.isnan(none.value)
    assert "no value" in str(none)


def test_scores_print_with_interval_and_signature():
    printed = str(rouge(["a b", "c"], ["a b", "d"], types=("rouge1", "rougeLsum"), f1_only=True))
    assert printed.splitlines()[0].split() == ["rouge1", "0.5000", "[0.0000,", "1.0000]", "n=2"]
    assert printed.splitlines()[1].startswith("rougeLsum")
    assert printed.splitlines()[2].startswith("rouge|backend:rouge-score-rs")


TEXT = st.text(alphabet="abc \n", min_size=1, max_size=40).filter(lambda text: bool(text.strip()))


@settings(max_examples=40, deadline=None)
@given(TEXT, TEXT)
def test_f1_is_symmetric_and_precision_is_recall_the_other_way(a, b):
    one, other = rouge([a], [b]), rouge([b], [a])
    for name in ("rouge1", "rouge2", "rougeL"):
        assert one[name].value == pytest.approx(other[name].value)
        assert one[f"{name}_precision"].value == pytest.approx(other[f"{name}_recall"].value)


@settings(max_examples=40, deadline=None)
@given(TEXT, TEXT)
def test_scores_lie_between_0_and_1_and_a_text_matches_itself(a, b):
    for score in rouge([a, a], [b, a]):
        assert all(0 <= item <= 1 for item in score.items)
    assert rouge([a], [a])["rouge1"].value == 1
    assert rouge([a], [a])["rougeL"].value == 1


@settings(max_examples=40, deadline=None)
@given(TEXT, TEXT)
def test_longer_units_never_match_more(a, b):
    recall = {name: rouge([a], [b])[f"{name}_recall"].value for name in NAMES}
    assert recall["rougeL"] <= recall["rouge1"] + 1e-12
    assert recall["rougeLsum"] <= recall["rouge1"] + 1e-12


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT), min_size=2, max_size=6))
def test_the_order_of_items_changes_no_value(pairs):
    forward = rouge([a for a, _ in pairs], [b for _, b in pairs])
    backward = rouge([a for a, _ in pairs[::-1]], [b for _, b in pairs[::-1]])
    for one, other in zip(forward, backward, strict=True):
        assert one.items == other.items[::-1]
        assert one.value == pytest.approx(other.value)
