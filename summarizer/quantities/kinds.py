"""Figures that are no plain counts: tallies, ages, times of day, ranks, shares of a whole, and vague plurals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.quantities.numbers import ORDINAL, WORDS, rank_of, value_of
from summarizer.quantities.quantity import Bound

_TALLY = re.compile(
    rf"(?<![\w$.,-])(?:(?P<for>\d{{1,4}})\s?[-–]\s?(?P<against>\d{{1,4}})|(?P<for_word>\d{{1,4}}|{WORDS})\s(?:votes\s)?to\s(?P<against_word>\d{{1,4}}|{WORDS}))"
    r"(?![\w.,-]*\d|%)",
    re.I,
)
_TALLIED = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|ruling|ruled|decision|decided|majority|pass(?:ed|es)?|approv(?:ed|es|al)|reject(?:ed|s)|confirm(?:ed|ation)|"
    r"advanced|lost|won|win|beat|defeat(?:ed)?|victory|score|game|match|draw|drew|tied?|split|party-line|verdict|acquit(?:ted)?|convict)\b",
    re.I,
)
_AGE = re.compile(
    rf"\b(?P<old>\d{{1,3}}|{WORDS})[\s-]years?[\s-]olds?\b|\b(?:aged?|age of)\s(?P<aged>\d{{1,3}})\b(?!\s?(?:to|and|or|[-–])\s?\d)"
    r"|(?<=[a-z]),\s(?P<apposed>\d{2}),(?=\s[a-z])",
    re.I,
)
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s?(?P<half>[ap])\.?m\b\.?|\b(?P<word>noon|midnight)\b|\b(?P<h24>[01]?\d|2[0-3]):(?P<m24>[0-5]\d)\b",
    re.I,
)
_RANK = re.compile(
    rf"\b(?:(?P<digits>\d{{1,4}}(?:st|nd|rd|th))(?![-\s](?:century|amendment|district|circuit|street|avenue|congress|floor|grade)\b)"
    rf"|(?P<word>{ORDINAL})(?=[\s-](?:straight|consecutive|time|day|night|week|month|year|quarter|term|round|place|anniversary|"
    r"person|man|woman|victim|case|death|suspect|vote|ballot|trial|debate|attack|accuser|storm|shutdown|wave|season)\b))",
    re.I,
)
_SHARE = re.compile(
    rf"\b(?P<out>\d{{1,3}}|{WORDS})\s(?:in|out\sof)(?:\severy)?\s(?P<whole>\d{{1,3}}|{WORDS})\b(?=\s[a-z])"
    r"|\b(?P<count>two|three|four)[\s-](?P<part>thirds|quarters|fourths|fifths)\b"
    r"|\b(?:a|one)[\s-](?P<one>third|quarter|fourth|fifth)\s(?=of\b)|\b(?P<half>half)\s(?=of\b|the\b|its\b|all\b)",
    re.I,
)
_PARTS = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5}
_VAGUE = re.compile(
    r"\b(?P<vague>tens of thousands|hundreds of thousands|dozens|scores|hundreds|thousands|millions|billions)\b(?=\s(?:of|more)?)",
    re.I,
)
_VAGUE_RANGES = {
    "dozens": (24, 99), "scores": (40, 199), "hundreds": (100, 1_999), "thousands": (1_000, 99_999),
    "tens of thousands": (10_000, 99_999), "hundreds of thousands": (100_000, 999_999), "millions": (1e6, 99e6),
    "billions": (1e9, 999e9),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A figure of a special kind at `start` to `end`; `unit` is empty where the noun after it tells."""

    start: int
    end: int
    value: float
    unit: str
    high: float | None = None
    against: float | None = None
    bound: Bound | None = None


def special(sentence: str) -> Iterator[Found]:
    """The figures of special kinds in a sentence; two of different kinds may overlap, the first counts."""
    if _TALLIED.search(sentence):
        yield from map(_tally, _TALLY.finditer(sentence))
    for match in _AGE.finditer(sentence):
        place = match.span("apposed") if match["apposed"] else match.span()
        yield Found(*place, value_of(match["old"] or match["aged"] or match["apposed"]), "age")
    yield from filter(None, map(_clock, _CLOCK.finditer(sentence)))
    yield from filter(None, map(_share, _SHARE.finditer(sentence)))
    for match in _RANK.finditer(sentence):
        yield Found(*match.span(), rank_of(match["digits"] or match["word"]), "rank")
    for match in _VAGUE.finditer(sentence):
        low, high = _VAGUE_RANGES[match["vague"].casefold()]
        yield Found(*match.span(), low, "", high=high, bound="about")


def _tally(match: re.Match[str]) -> Found:
    ours, theirs = match["for"] or match["for_word"], match["against"] or match["against_word"]
    return Found(*match.span(), value_of(ours), "tally", against=value_of(theirs))


def _clock(match: re.Match[str]) -> Found | None:
    if match["word"]:
        return Found(*match.span(), 720.0 if match["word"].casefold() == "noon" else 0.0, "clock")
    hour, minute = int(match["hour"] or match["h24"]), int(match["minute"] or match["m24"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].casefold() == "p" else 0)
    return Found(*match.span(), float(60 * hour + minute), "clock")


def _share(match: re.Match[str]) -> Found | None:
    if match["half"]:
        return Found(*match.span(), 50.0, "%")
    if match["out"]:
        part, whole = value_of(match["out"]), value_of(match["whole"])
        return Found(*match.span(), round(100 * part / whole, 1), "%") if 0 < part < whole <= 100 else None
    parts = _PARTS[(match["part"] or match["one"]).casefold().removesuffix("s")]
    return Found(*match.span(), round(100 * value_of(match["count"] or "one") / parts, 1), "%")
