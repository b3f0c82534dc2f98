"""Pairs whose relation is known because one sentence was made from the other: for training the relation model.

Contradictions between outlets are rare, so they are made: a figure, a name, a negation or the roles changed.
Harmless rewordings are made beside them, so that a model cannot learn that edited means contradicted.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_FIGURE = re.compile(
    r"(?<![\w.,/:-])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\d:/-]|,\d|\.\d|st\b|nd\b|rd\b|th\b)"
)
_AUXILIARY = r"is|was|were|are|has|had|have|will|would|could|should|did"
_AFTER_VERB = re.compile(rf"\b({_AUXILIARY})\b(?! (?:not|no|never|also)\b)(?= [a-z])")
_NEGATED = re.compile(rf"\b({_AUXILIARY}|does|do) not\b")
_PERSON = re.compile(r"\b[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]{2,}\b")
_ACTS = (
    "criticized accused praised urged told asked met defeated beat sued fired endorsed attacked blamed thanked "
    "called supported opposed replaced backed warned invited joined"
).split()
_ROLES = re.compile(
    rf"^(.*?)({_PERSON.pattern})((?: [a-z]+){{0,4}}? (?:{'|'.join(_ACTS)}) (?:[a-z]+ ){{0,3}})({_PERSON.pattern})(.*)$"
)
_OPPOSITES = (
    ("rose", "fell"), ("won", "lost"), ("approved", "rejected"), ("confirmed", "denied"), ("supports", "opposes"),
    ("increase", "decrease"), ("more", "less"), ("guilty", "innocent"), ("passed", "failed"), ("before", "after"),
    ("accepted", "declined"), ("higher", "lower"), ("allowed", "forbade"), ("upheld", "overturned"),
)  # fmt: skip
_REWORDINGS = (
    ("said", "told reporters"), ("percent", "%"), ("officials", "authorities"), ("because", "since"), ("about", "roughly"),
    ("announced", "made known"), ("several", "a number of"), ("would", "is going to"), ("United States", "U.S."),
    ("lawmakers", "legislators"), ("wants", "would like"), ("attack", "assault"), ("according to", "as reported by"),
    ("begin", "start"), ("President ", ""), ("Sen. ", "Senator "), ("did not", "didn’t"), ("Mr. ", ""), ("on Monday", "Monday"),
)  # fmt: skip
_SAID_LAST = re.compile(r"^([A-Z].{30,}), (?:[A-Z][\w.]+ ){1,3}said(?: [A-Z][a-z]+day)?\.$")
_TAIL = re.compile(r"^(.{50,}?), (?:which|who|while|and|as|after|but) .{30,}$")


@dataclass(frozen=True, slots=True)
class Edited:
    """An edited copy of a sentence, and how it relates to the sentence: a relation, or "none"."""

    text: str
    label: str


def other_figure(sentence: str, draw: random.Random, people: Sequence[str]) -> Edited | None:
    """One figure changed far beyond rounding; years are left alone."""
    found = [match for match in _FIGURE.finditer(sentence) if not re.fullmatch(r"(?:19|20)\d\d", match[1])]
    if not found:
        return None
    match = draw.choice(found)
    value = float(match[1].replace(",", ""))
    changed = value * draw.choice((0.3, 0.5, 1.6, 2.0, 3.0))
    put = f"{max(1, round(changed)):,}" if value == int(value) else f"{changed:.1f}"
    return None if put == match[1] else Edited(_put(sentence, match.span(1), put), "number")


def negated(sentence: str, draw: random.Random, people: Sequence[str]) -> Edited | None:
    """A "not" put in, or taken out."""
    if match := _NEGATED.search(sentence):
        return Edited(_put(sentence, match.span(), match[1]), "conflict")
    found = list(_AFTER_VERB.finditer(sentence))
    if not found:
        return None
    match = found[0]
    return Edited(_put(sentence, match.span(), match[1] + draw.choice((" not", " never"))), "conflict")


def opposite(sentence: str, draw: random.Random, people: Sequence[str]) -> Edited | None:
    """One word turned into its opposite."""
    pairs = [pair for one, other in _OPPOSITES for pair in ((one, other), (other, one))]
    draw.shuffle(pairs)
    for here, there in pairs:
        if match := re.search(rf"\b{here}\b", sentence):
            return Edited(_put(sentence, match.span(), there), "conflict")
    return None


def other_person(sentence: str, draw: random.Random, people: Sequence[str]) -> Edited | None:
    """A person's full name replaced by that of somebody else."""
    found = [match for match in _PERSON.finditer(sentence) if match.group() in people]
    others = [name for name in people if name not in sentence]
    if not found or not others:
        return None
    return Edited(_put(sentence, draw.choice(found).span(), draw.choice(others)), "conflict")


def swapped_roles(sentence: str, draw: random.Random, people: Sequence[str]) -> Edited | None:
    """Who did it to whom, turned round."""
    if match := _ROLES.match(sentence):
        before, one, act, other, after = match.groups()
        return Edited(f"{before}{other}{act}{one}{after}", "conflict")
    return None


def reworded(sentence: str, draw: random.Random, people: Sequence[str]) -> Edited | None:
    """Up to three other words for the same."""
    text = sentence
    for here, there in draw.sample(_REWORDINGS, len(_REWORDINGS)):
        text = re.sub(rf"(?<!\w){re.escape(here)}(?!\w)" if here[-1] != " " else here, there, text, count=1)
    return Edited(text, "same") if text != sentence else None


def rounded(sentence: str, draw: random.Random, people: Sequence[str]) -> Edited | None:
    """A large figure rounded, with "about" before it."""
    for match in _FIGURE.finditer(sentence):
        value = float(match[1].replace(",", ""))
        if value >= 23 and value == int(value) and not re.fullmatch(r"(?:19|20)\d\d", match[1]):
            near = round(value, 1 - len(str(int(value))) + (value >= 100))
            if 0 < abs(near - value) <= 0.05 * value and re.search(r"[a-z,] $", sentence[: match.start()]):
                word = draw.choice(("nearly " if near > value else "more than ", "about "))
                return Edited(_put(sentence, match.span(1), f"{word}{int(near):,}"), "same")
    return None


def shortened(sentence: str, draw: random.Random, people: Sequence[str]) -> Edited | None:
    """The first part of a sentence: a part of what it says; without who says it, the same."""
    if match := _SAID_LAST.match(sentence):
        return Edited(match[1] + ".", "same")
    if match := _TAIL.match(sentence):
        return Edited(match[1] + ".", "partial")
    return None


EDITS: Sequence[Callable[[str, random.Random, Sequence[str]], Edited | None]] = (
    other_figure, negated, other_person, opposite, swapped_roles, reworded, rounded, shortened,
)  # fmt: skip


def edited_pairs(sentences: Sequence[str], count: int, seed: int) -> list[tuple[str, str, str]]:
    """`count` of (sentence, edited copy, label), the kinds of edits in turn, each sentence used once.

    In half of the contradictions the rest of the sentence is reworded as well. Fewer come back where the
    sentences do not suffice.
    """
    draw = random.Random(seed)
    names: dict[str, int] = {}
    for sentence in sentences:
        for name in _PERSON.findall(sentence):
            names[name] = names.get(name, 0) + 1
    people = sorted(name for name, times in names.items() if times >= 3)
    left = draw.sample(sorted(set(sentences)), len(set(sentences)))
    pairs: list[tuple[str, str, str]] = []
    quota = {edit: -(-count // len(EDITS)) for edit in EDITS}
    for sentence in left:
        wanted = sorted(quota, key=lambda edit: -quota[edit])
        for edit in wanted:
            if quota[edit] and (found := edit(sentence, draw, people)):
                quota[edit] -= 1
                text = found.text
                if found.label in ("number", "conflict") and draw.random() < 0.5:
                    also = reworded(text, draw, people)
                    text = also.text if also else text
                pairs.append((sentence, text, found.label))
                break
        if len(pairs) >= count:
            break
    return pairs


def _put(sentence: str, span: tuple[int, int], text: str) -> str:
    return sentence[: span[0]] + text + sentence[span[1] :]


def edited_sides(pairs: Sequence[tuple[str, str]], seed: int) -> list[tuple[str, str, str]]:
    """Pairs that say the same, made to contradict by an edit of the second sentence: (first, edited, label)."""
    draw = random.Random(seed)
    people = sorted({name for a, _ in pairs for name in _PERSON.findall(a)})
    made = []
    for a, b in pairs:
        for edit in draw.sample((other_figure, negated, other_person, opposite), 4):
            if found := edit(b, draw, people):
                made.append((a, found.text, found.label))
                break
    return made
