"""Copies with edits are one origin, common speech is not, and passing a report on confirms nothing."""

from __future__ import annotations

from summarizer.citations import citations
from summarizer.origins import Independence, origins
from summarizer.types import Article, Cell, Claim, Fact

WIRE = [
    "The ferry between Lindholm and the outer islands stopped on Monday after divers found a crack in its hull.",
    "Some 900 people use the line every day, and most of them have no other way to reach their work in town.",
    "The port office hired two fishing boats on Monday evening, which can carry forty passengers at a time.",
    "Repairs are expected to take three weeks if the shipyard in Kvitnes can find the steel that it needs.",
    "The ferry was built in 1974 and had passed its last inspection in the spring without any remark.",
]
OWN = [
    "Islanders woke up to find their only ship tied to the pier with a hole below the water line.",
    "Nobody could say on Monday how children from Outer Skerry would get to school for the rest of the month.",
    "A crack as long as a hand had been seen by divers under the engine room, said the harbour master.",
    "Fishermen will take over for now, with two boats that normally bring in cod from the northern banks.",
    "It may be three weeks before the old ship sails again, and it could be far longer without new plates.",
]
SPEECH = (
    "“We looked at that hull in April and I give you my word that there was nothing to be seen by anyone who knows ships. "
    "We have told the council again and again that a ship of this age cannot go on for ever without a new hull.”"
)


def articles(**texts: list[str]) -> tuple[Article, ...]:
    return tuple(Article(name, " ".join(text), outlet=name) for name, text in texts.items())


def test_a_copy_with_edits_is_found_and_an_own_report_is_not_one() -> None:
    edited = [
        WIRE[0].replace("stopped on Monday", "was halted Monday"),
        WIRE[2].replace("hired", "chartered"),
        "Passengers were angry about the short notice that they had been given by the company.",
        WIRE[3],
        WIRE[4].replace("without any remark", "with no remarks"),
    ]
    assert origins(articles(wire=WIRE, own=OWN, copy=edited)) == (("wire", "copy"), ("own",))


def test_common_speech_makes_no_copy_even_over_sentences_and_without_marks() -> None:
    bare = [sentence.strip("“”") for sentence in SPEECH.split(". ")]
    story = articles(a=[WIRE[0], SPEECH], b=[OWN[0], SPEECH], c=[OWN[2], *bare], d=[WIRE[3], *bare])
    assert origins(story) == (("a",), ("b",), ("c",), ("d",))


def test_a_credit_to_one_wire_makes_less_common_text_enough() -> None:
    rewritten = [WIRE[3], OWN[0], OWN[1], OWN[2]]
    story = (Article("w", " ".join(WIRE), outlet="Reuters"), Article("o", " ".join(rewritten), outlet="Post"))
    assert origins(story) == (("w",), ("o",))
    credited = Article("o", f"LINDHOLM (Reuters) — {' '.join(rewritten)}", outlet="Post")
    assert origins((story[0], credited)) == (("w", "o"),)


def test_the_order_of_articles_does_not_change_the_groups() -> None:
    story = articles(a=WIRE, b=OWN, c=[*WIRE[1:], OWN[0]], d=OWN[1:])
    for order in (story, story[::-1], (story[2], story[0], story[3], story[1])):
        assert {frozenset(group) for group in origins(order)} == {frozenset("ac"), frozenset("bd")}


def test_empty_articles_and_no_articles_are_fine() -> None:
    assert origins(()) == ()
    assert origins((Article("a", ""), Article("b", "\n\n"))) == (("a",), ("b",))


def counted(*texts: tuple[str, str], groups: tuple[tuple[str, ...], ...] | None = None) -> int:
    """How many origins a fact has that the whole text of each outlet states."""
    story = tuple(Article(outlet, text, outlet=outlet) for outlet, text in texts)
    claims = [Claim(a.id, a.id, a.text, 0, len(a.text), 0) for a in story]
    fact = Fact("f1", claims[0].id, "shared", tuple(Cell(a.outlet, "agree", (a.id,)) for a in story), 1.0)
    own = groups or tuple((article.id,) for article in story)
    return Independence(story, claims, own, citations(story)).count(fact)


def test_a_copy_and_an_outlet_that_cites_another_confirm_nothing() -> None:
    post, radio, times = (
        ("Post", "The ferry is back."),
        ("Radio", "The ferry sails."),
        ("Times", "A ferry came."),
    )
    assert counted(post, radio, times) == 3
    assert counted(post, radio, times, groups=(("Post", "Times"), ("Radio",))) == 2
    assert counted(post, ("Radio", "The ferry sails, according to the Post.")) == 1
    assert counted(("A", "Two sources told Reuters."), ("B", "The ferry is back, according to Reuters.")) == 1
