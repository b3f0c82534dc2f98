"""Two claims that give one matter two outcomes: agreed or not, decided or not, sounded or silent, held or never held.

Each rule needs the two halves in so many words, and something else in common, so that they can speak of one matter.
"""

from __future__ import annotations

import re

from summarizer.aligners.lexicon import SAYING, key
from summarizer.aligners.shared import Finding, Word, content

_DEAL = r"(?:agreement|deal|accord|settlement|compromise|truce|ceasefire)"
_NO_DEAL = re.compile(
    rf"\bwithout (?:an? |any )?(?:\w+ )?{_DEAL}\b|\bnothing (?:was |had been )?agreed\b"
    rf"|\bno {_DEAL} (?:was |had been |has been )?(?:reached|struck|signed)\b"
    rf"|\bfail(?:ed|s|ing)? to (?:reach|strike|sign) (?:an? |any )?(?:\w+ )?{_DEAL}\b",
    re.IGNORECASE,
)
_A_DEAL = re.compile(
    rf"\b(?:reached|struck|signed|clinched|announced) (?:an?|the|their) (?:\w+ )?{_DEAL}\b"
    rf"|\b{_DEAL}(?:,| was| were| has been| had been)? (?:reached|struck|signed)\b",
    re.IGNORECASE,
)
_UNDECIDED = re.compile(
    r"\b(?:(?:not|never) (?:yet )?decided|(?:has|had|have)n['’]t (?:yet )?decided|yet to decide"
    r"|undecided(?: on| about)?) whether (?:or not )?to (\w+)",
    re.IGNORECASE,
)
_WILL = r"\b(?:will|would|decided to|agreed to|voted to|plans? to|is to|are to) (?:now |soon )?{verb}\b"
_SIGNAL = r"(?P<signal>siren|alarm|smoke detector|sprinkler|warning system|alert)s?\b"
_SILENT = re.compile(
    rf"\b{_SIGNAL}[^.;,]{{0,40}}\b(?:never|not|failed to|n['’]t) "
    r"(?:sound(?:ed)?|go off|went off|work(?:ed)?|make a sound|made a sound|ring|rang|activated?)\b",
    re.IGNORECASE,
)
_SOUNDED = re.compile(
    rf"\b{_SIGNAL} (?:\w+ )?"
    r"(?:sounded|went off|blared|wailed|rang|(?:was|were|had been) (?:sounded|activated|triggered))\b",
    re.IGNORECASE,
)
_NONE_HELD = re.compile(
    r"\b(?:there (?:was|were|had been|has been|have been)|held|had been) no "
    r"(meeting|vote|election|hearing|trial|warning|talk|consultation|negotiation|discussion|contact|explosion|fire|arrest|injury)s?\b",
    re.IGNORECASE,
)
_HELD = (
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|some|many|a series of) (?:\w+ )?{noun}s\b"
)
_OPEN = re.compile(
    r"(?:\b(?:no|not|never|if|unless|whether|could|may|might|should|until|without|hop\w+|wants?|before|near(?:ed|ing)?"
    r"|close|closer|alleged\w*|claims? of)\b|n['’]t)[^.;:]{0,40}$",
    re.IGNORECASE,
)
"""What before a passage leaves open whether it came to that."""
LEAST_SHARED = 2
"""Further content words, or one name, that both claims need in common."""
AFTER = 5
"""Content words after the verb of a decision that tell what is decided."""


def other_outcome(a: str, b: str) -> Finding | None:
    """One matter with two outcomes in two texts, or None."""
    for one, other in ((a, b), (b, a)):
        if finding := _deal(one, other) or _decided(one, other) or _sounded(one, other) or _held(one, other):
            return finding if one is a else finding.mirrored()
    return None


def _deal(one: str, other: str) -> Finding | None:
    """Talks that end without an agreement here, and with one there."""
    without, reached = _NO_DEAL.search(one), _told(_A_DEAL, other)
    if (
        without is None
        or reached is None
        or not _one_matter(one, other, f"{without.group()} {reached.group()}")
    ):
        return None
    return Finding("conflict", "outcome", without.group(), reached.group(), running=True)


def _decided(one: str, other: str) -> Finding | None:
    """Whether to do something is not decided here, and is to be done there."""
    undecided = _UNDECIDED.search(one)
    if undecided is None:
        return None
    decided = _told(re.compile(_WILL.format(verb=re.escape(undecided[1])), re.IGNORECASE), other)
    if decided is None:
        return None
    what, there = (_after(text, found.end()) for text, found in ((one, undecided), (other, decided)))
    if len(what & there) < min(LEAST_SHARED, len(what)) or not what:
        return None
    return Finding("conflict", "outcome", undecided.group(), decided.group(), running=True)


def _sounded(one: str, other: str) -> Finding | None:
    """An alarm that did not sound here, and did there."""
    silent, sounded = _SILENT.search(one), _told(_SOUNDED, other)
    if (
        silent is None
        or sounded is None
        or key(silent["signal"].casefold()) != key(sounded["signal"].casefold())
    ):
        return None
    return Finding("conflict", "outcome", silent.group(), sounded.group())


def _held(one: str, other: str) -> Finding | None:
    """Of what there was none here, and some there: "no meeting", "two meetings"."""
    none = _NONE_HELD.search(one)
    if none is None:
        return None
    some = _told(re.compile(_HELD.format(noun=re.escape(none[1])), re.IGNORECASE), other)
    if some is None or not {word.key for word in _others(one, none.group())} & {
        word.key for word in _others(other, some.group())
    }:
        return None
    return Finding("conflict", "outcome", none.group(), some.group())


def _told(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first match that the words before it do not leave open."""
    return next((match for match in pattern.finditer(text) if not _OPEN.search(text, 0, match.start())), None)


def _one_matter(one: str, other: str, besides: str) -> bool:
    """Whether two texts share a name or some content words, besides those of a passage."""
    ours, theirs = _others(one, besides), _others(other, besides)
    shared = {word.key for word in ours} & {word.key for word in theirs}
    names = {word.key for word in ours if word.name} & {word.key for word in theirs if word.name}
    return bool(names) or len(shared) >= LEAST_SHARED


def _others(text: str, besides: str) -> list[Word]:
    left_out = {word.key for word in content(besides)} | SAYING
    return [word for word in content(text) if word.key not in left_out and word.value is None]


def _after(text: str, place: int) -> set[str]:
    return {word.key for word in [word for word in content(text) if word.start >= place][:AFTER]}
