"""Whom a pronoun, a surname or "the president" means, where the article makes it plain.

Conservative: one person of the right kind in the sentence so far and the two before it, or no answer.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from summarizer.names import Name, names, same_name
from summarizer.names.lists import DROPPED
from summarizer.quote_marks import Quoted

LOOK_BACK = 2
"""Sentences before a pronoun's own in which the person must be named."""
SUBJECT_WITHIN = 40
"""Characters from a sentence's start within which a name is taken for its subject."""

_PRONOUN = re.compile(r"\b(?:(?P<he>[Hh]e)|(?P<she>[Ss]he))\b(?!['’])")
_ROLES = (
    "president|vice president|senator|governor|mayor|congressman|congresswoman|prime minister|chancellor|"
    "attorney general|speaker|judge|sheriff|secretary of state|pope|king|queen|"
    "majority leader|minority leader|justice|ambassador"
)
_ROLE = re.compile(rf"\b[Tt]he (?P<role>{_ROLES})\b(?!['’]|\s+(?:of|and|for|pro|elect|[A-Z]))")
_BELONGING = re.compile(r"\b(?:for|of|to|with|from|by|at|in|on|and|under)\b")
"""A word before a name that makes it another's: "a lawyer for X"."""
_TALKED_ABOUT = re.compile(r"['’]|[^“”\"]*(?:”|[.,!?…]\")")
"""A name within a quotation, or one that owns what follows, is not who speaks next."""
_WHOLE = re.compile(r"(?:\s(?:of|from)\s.*)?")
_TITLE_OF = {"senator": ("Sen.", "Senator"), "governor": ("Gov.", "Governor")}
_Span = tuple[int, int]


@dataclass(frozen=True)
class Cast:
    """The people of an article, and whom its short forms of them mean."""

    text: str
    sentences: tuple[_Span, ...]
    """Where the sentences are, in order."""

    @cached_property
    def people(self) -> tuple[Name, ...]:
        """Every place where a person is named, in order."""
        return tuple(name for name in self._found if name.kind == "person" or name.text in self._surnames)

    def full(self, name: str) -> str:
        """The full name that the article gives for a name, title left out; the name itself where there is none.

        "The agency's Hahn" is a person, "a lawyer for Hahn" is not. Two people of one surname are left as they are.
        """
        if name not in self._fulls:
            self._fulls[name] = self._full(name)
        return self._fulls[name]

    def _full(self, name: str) -> str:
        person = next(
            (found for found in names(name) if found.kind == "person" or found.text in self._surnames), None
        )
        if person and _WHOLE.fullmatch(name, person.end) and not _BELONGING.search(name, 0, person.start):
            name = person.text
        known = [person for person in self._full_names if same_name(person, name)]
        return known[0] if len(known) == 1 else name

    def meant(self, pronoun: str, position: int, prefer: str = "") -> str:
        """The person that "he" or "she" at a place of the text means, or "" if that is not plain.

        `prefer` decides between several of the right kind, and counts where none is named near.
        """
        gender = "she" if pronoun.casefold() == "she" else "he"
        own = self._sentence_at(position)
        near = self._fitting(gender, self._start_of(own - LOOK_BACK), position)
        if len(near) <= 1 and (near or not prefer):
            return near[0] if near else ""
        if not prefer or self._genders.get(prefer, gender) != gender or prefer not in self._full_names:
            return ""
        return self._subject(gender, own) or (prefer if prefer in near or not near else "")

    def _fitting(self, gender: str, start: int, end: int) -> list[str]:
        """The people of that gender, or of none known, who are named between two places, each once."""
        found = (name for name in self._between(start, end) if self._gender(name) in (gender, ""))
        return list(dict.fromkeys(self.full(name.text) for name in found))

    def _subject(self, gender: str, own: int) -> str:
        """Who opens the sentence before, if it is a person who fits: "Brandt disagreed. “No,” he said"."""
        if own < 1:
            return ""
        start, end = self.sentences[own - 1]
        first = next(iter(self._between(start, min(end, start + SUBJECT_WITHIN))), None)
        if first is None or not self.text[start].isalpha() or _TALKED_ABOUT.match(self.text, first.end, end):
            return ""
        return self.full(first.text) if self._gender(first) in (gender, "") else ""

    def resolved(self, span: _Span, quotes: Sequence[Quoted]) -> str:
        """The sentence at a span with its pronouns and titles made plain; quoted words stay as they are.

        The surname takes their place, since that is what other outlets write.
        """
        start, end = span
        swaps = [
            swap for swap in self._swaps(start, end) if not any(q.start <= swap[0] < q.end for q in quotes)
        ]
        pieces: list[str] = []
        position = start
        for left, right, name in sorted(swaps):
            if left < position:
                continue
            pieces += (self.text[position:left], name)
            position = right
        return "".join((*pieces, self.text[position:end]))

    def _swaps(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        for match in _PRONOUN.finditer(self.text, start, end):
            if person_meant := self.meant(match.group() if match["she"] else "he", match.start()):
                yield match.start(), match.end(), _surname(person_meant)
        for match in _ROLE.finditer(self.text, start, end):
            if holder := self._holder(match["role"].casefold()):
                yield match.start(), match.end(), _surname(holder)

    def _holder(self, role: str) -> str:
        """The one person whom the article gives a title, or "" where there is none or several."""
        titles = _TITLE_OF.get(role, (role.title().replace(" Of ", " of "),))
        holders = {
            self.full(person.text)
            for person in self.people
            if person.title.endswith(titles)
            and not person.title.startswith(("Former", "Ex", "Then"))
            and (role != "president" or not person.title.endswith("Vice President"))
        }
        return holders.pop() if len(holders) == 1 else ""

    def _between(self, start: int, end: int) -> Sequence[Name]:
        return self.people[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _gender(self, name: Name) -> str:
        return name.gender or self._genders.get(self.full(name.text), "")

    def _start_of(self, sentence: int) -> int:
        return self.sentences[max(sentence, 0)][0] if self.sentences else 0

    def _sentence_at(self, position: int) -> int:
        return max(bisect_left(self.sentences, (position + 1, 0)) - 1, 0)

    @cached_property
    def _fulls(self) -> dict[str, str]:
        return {}

    @cached_property
    def _starts(self) -> list[int]:
        return [name.start for name in self.people]

    @cached_property
    def _found(self) -> tuple[Name, ...]:
        return names(self.text)

    @cached_property
    def _full_names(self) -> tuple[str, ...]:
        """Each person's first full name, one spelling a person; who shares a known surname is a person too."""
        kept: list[str] = []
        several = [name for name in self._found if " " in name.text and name.kind in ("person", "")]
        for name in sorted(several, key=lambda name: name.kind == ""):
            known = name.kind == "person" or any(name.text.split()[-1] == other.split()[-1] for other in kept)
            if known and not any(same_name(name.text, other) for other in kept):
                kept.append(name.text)
        return tuple(kept)

    @cached_property
    def _surnames(self) -> frozenset[str]:
        return frozenset(name.split()[-1] for name in self._full_names)

    @cached_property
    def _genders(self) -> dict[str, str]:
        return {self.full(name.text): name.gender for name in self._found if name.gender}


def _surname(full: str) -> str:
    return next((word for word in reversed(full.split()) if word.rstrip(".") not in DROPPED), full)
