"""Whether a written sentence says no more than one sentence of its source.

Without a parser that can be shown only where the two are the same words in the same order, so that nobody gets
another's deed, and no word of denial, doubt or attribution is lost. Rules that let parts be left out (parentheses,
relative clauses, days) were tried: they kept next to nothing more, and each round of reading found one that changed
the sense.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from summarizer.attribution import attributions
from summarizer.clauses import clauses
from summarizer.quote_marks import quoted
from summarizer.text import one_line

FEWEST = 4
"""Words under which a sentence says too little."""
CACHED = 1_024
"""Source sentences whose parts are kept in memory: every written sentence asks for those of its article."""

_TOKEN = re.compile(r"[^\W_]+(?:[.,'’‐‑\-&/][^\W_]+)*|--+|[^\s.]")
_DASHES = frozenset("-–—")
_EQUAL = {"says": "said", "%": "percent", "u.s": "us", "u.k": "uk", "u.n": "un", "e.u": "eu"}
_SPOKEN = frozenset("said told announced confirmed claimed alleged argued insisted warned".split())
_ACCOUNT = re.compile(
    r"(?P<what>[^“”\"]+?), (?:(?P<who>[^,“”\"]+) (?:said|says)(?: on (?P<day>[A-Z][a-z]+day))?"
    r"|according to (?P<whose>[^,“”\"]+?))\.?"
)


def borrowed(sentence: str, source: str) -> bool:
    """Whether the sentence is the source sentence, one of its clauses, or it with who says so in front."""
    written = _forms(sentence)
    return sum(form[0].isalnum() for form in written) >= FEWEST and written in _versions(one_line(source))


@lru_cache(maxsize=CACHED)
def _versions(source: str) -> tuple[tuple[str, ...], ...]:
    parts = [source[start:end] for start, end in clauses(source)]
    return tuple(map(_forms, (source, *parts, *_reported(source))))


def _reported(source: str) -> Iterator[str]:
    """The sentence with who says so in front: "Police said the bridge is shut" of "The bridge is shut, police said"."""
    match = _ACCOUNT.fullmatch(source)
    if match is None:
        return
    who = "who" if match["who"] else "whose"
    if any(one.main and (one.start, one.end) == match.span(who) for one in attributions(source)):
        day = f"{match['day']} " if match["day"] else ""
        yield f"{match[who]} said {day}{match['what']}"


def _forms(text: str) -> tuple[str, ...]:
    """Words and punctuation in order, as they are compared: without case, full stops, and "that" after "said"."""
    text = one_line(text)
    marks: dict[int, str] = {}
    for span in quoted(text):
        marks[span.start - 1] = "“"
        if span.closed:
            marks[span.end] = "”"
    found: list[str] = []
    for match in _TOKEN.finditer(text):
        form = marks.get(match.start(), match.group().replace("’", "'").casefold())
        form = "—" if set(form) <= _DASHES else _EQUAL.get(form, form)
        if form == "that" and found and found[-1] in _SPOKEN:
            continue
        if form == "”" and found and found[-1] == ",":
            found.insert(-1, form)
        else:
            found.append(form)
    return tuple(found)
