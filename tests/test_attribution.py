"""Who says it, how, and how surely, by the sentence itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.attribution import attributions, hedged, speaker


@pytest.mark.parametrize(
    ("sentence", "who", "how"),
    [
        ("The toll is 14, police said.", "police", "said"),
        ("According to Continental Press, talks failed.", "Continental Press", "said"),
        ("“No,” Dr. Helen Abara told reporters.", "Dr. Helen Abara", "said"),
        ("“We heard nothing,” said Ada Wynn, a baker, who denied it.", "Ada Wynn", "said"),
        ("The ministry said it would appeal.", "The ministry", "said"),
        ("A lawyer for Brandt said on Tuesday that he would appeal.", "A lawyer for Brandt", "said"),
        ("The ban's challengers argued that it was void.", "The ban's challengers", "claimed"),
        ("Karl Brandt, the mayor, denied the claim on Friday.", "Karl Brandt", "denied"),
        ("The Lindholm Post reported that the dam broke.", "The Lindholm Post", "reported"),
        ("It never happened,” the office said.", "the office", "said"),
        ("It fell twice, according to a new analysis of the dam.", "a new analysis of the dam", "said"),
        ("It fell, according to the Hallam County emergency agency.", "the Hallam County emergency agency", "said"),
        ("“No,” said a senior town official.", "a senior town official", "said"),
        ("“No,” said Brandt in a statement.", "Brandt", "said"),
        ("Sen. Karl Brandt, R-TX, who heads the panel, said it failed.", "Sen. Karl Brandt", "said"),
        ("The Lindholm Post now reports that it fell.", "The Lindholm Post", "reported"),
        ("Two died, gun control advocates say.", "gun control advocates", "said"),
        ("“It held,” said House Appropriations Chairman Karl Brandt.", "House Appropriations Chairman Karl Brandt", "said"),
    ],
)  # fmt: skip
def test_speaker_and_manner(sentence, who, how):
    (one,) = [one for one in attributions(sentence) if one.main]
    assert (one.speaker, one.manner) == (who, how)
    assert sentence[one.start : one.end] == who
    assert speaker(sentence) == who


@pytest.mark.parametrize(
    "sentence",
    [
        "The river rose by two metres.",
        "The number of confirmed cases rose to 40.",
        "It is said to be good.",
        "The court denied his request for bail.",
        "The judge rejected the appeal.",
        "The council added two buses to the line.",
        "Brandt, who has long said so, left.",
        "He read “The mayor said no” on the wall.",
        "A reversal of the previously announced plan came at noon.",
    ],
)
def test_nobody_says_it(sentence):
    assert attributions(sentence) == ()


def test_a_pronoun_is_an_attribution_but_no_name():
    (one,) = attributions("He said it would rain.")
    assert one.is_pronoun
    assert speaker("He said it would rain.") == ""


def test_a_subordinate_clause_is_told_apart():
    (one,) = attributions("Wynn was away when Brandt announced it.")
    assert (one.speaker, one.main) == ("Brandt", False)
    assert speaker("Wynn was away when Brandt announced it.") == ""


@pytest.mark.parametrize(
    "words",
    ["may fall", "might fall", "reportedly fell", "appears to fall", "is expected to fall", "could fall"],
)
def test_hedged(words):
    assert hedged(f"The bridge {words} soon.")


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge fell in May.",
        "The bridge could not fall.",
        "You could hear the bridge.",
        "The bridge fell on May 3.",
    ],
)
def test_not_hedged(sentence):
    assert not hedged(sentence)


@given(st.text(alphabet="Aab ,.“”\"'’said told according to", max_size=120))
def test_attributions_of_any_text_have_exact_spans(text):
    for one in attributions(text):
        assert text[one.start : one.end] == one.speaker
