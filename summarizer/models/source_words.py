"""Hold a language model to the names and figures of the text that it summarizes, while it writes.

A word with a capital or a digit is taken for a name or a figure. It may be written only if the text has it,
letter by letter, and right behind another name only if it follows that name in the text: "Kim" is not put
before the surname of somebody else. At the start of a sentence any word of the text may have a capital, and so
may the commonest words of English. Numbers in words ("three") must stand in the text as well. What else is
written is the model's own: this keeps names and figures from being invented, not from being put in the wrong place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

NAME_SPAN = 3
"""How many words further on the next word of a name may stand: "President Trump" of "President Donald J. Trump"."""

_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")
_PARTIAL = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*[.,'’-]?\Z")
_LEAD = re.compile(r"[.,'’-]?[^\W_]")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_SENTENCE_START = re.compile(r"""(?:\A|[.!?:]["'”’)]*\s|\n)[\s"'“‘(]*\Z""")
_NAME_BEFORE = re.compile(rf"({_WORD.pattern}) \Z")
_MARKS = frozenset(".,'’-")
"""What may stand within a word."""
_NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands "
    "million millions billion billions trillion dozen dozens".split()
)
_NOTHING: frozenset[str] = frozenset()
_OPENERS = frozenset(
    "The A An In On At It He She They We This That These Those There As After Before But And Or If When While "
    "His Her Its Their Some Many Most More For From With Without Under Over Since Despite During Both Each "
    "However Meanwhile Also Not No All Other Others Earlier Later By To Of".split()
)


@dataclass(frozen=True, slots=True)
class SourceWords:
    """The words of one text, as far as a name or figure that is being written has to know them.

    `inside` are those that may stand within a sentence, `opening` those that may begin one, `behind` what may
    stand right behind a name.
    """

    inside: frozenset[str]
    opening: frozenset[str]
    behind: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, text: str) -> SourceWords:
        """Those of a text."""
        found = list(_WORD.finditer(text))
        inside = {form for match in found for form in _forms(match.group())}
        behind: dict[str, set[str]] = defaultdict(set)
        for i, match in enumerate(found):
            for other in found[i + 1 : i + 1 + NAME_SPAN]:
                if not _is_particular(other.group()) or "\n" in text[match.end() : other.start()]:
                    break
                behind[match.group()].update(_forms(other.group()))
        opening = inside | _OPENERS | {word[:1].upper() + word[1:] for word in inside}
        return cls(
            frozenset(inside), frozenset(opening), {name: frozenset(words) for name, words in behind.items()}
        )

    def known(self, before: str) -> frozenset[str]:
        """The names and figures that may follow what was written before."""
        if _SENTENCE_START.search(before):
            return self.opening
        name = _NAME_BEFORE.search(before)
        if name and _is_particular(name[1]) and not _opens(before, name):
            return self.behind.get(name[1], _NOTHING)
        return self.inside


class Vocabulary:
    """The tokens of a tokenizer as text, by what they may do to a word that is being written.

    Args:
        texts: the text of each token, by id; "" for those that write nothing.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.size = len(texts)
        self.by_text: dict[str, list[int]] = defaultdict(list)
        """Tokens that may go on with a word, by their text."""
        self.within: list[int] = []
        """Tokens that begin with a letter, a digit, or a mark and then one of those: they go on with a word."""
        self.starters: list[tuple[int, str]] = []
        """Tokens that end a word if there is one, and begin a name or figure: id, and what they begin."""
        self.numbers: list[tuple[int, str]] = []
        """Tokens that are a number in words behind a space."""
        for i, text in enumerate(texts):
            if text in _MARKS:
                self.by_text[text].append(i)
            elif _LEAD.match(text) and not _POSSESSIVE.fullmatch(text):
                self.within.append(i)
                self.by_text[text].append(i)
            else:
                begun = text[max((m.end() for m in re.finditer(r"[\W_]", text)), default=0) :]
                if _is_particular(begun):
                    self.starters.append((i, begun))
                if begun in _NUMBER_WORDS:
                    self.numbers.append((i, begun))

    @classmethod
    def of(cls, tokenizer: Any, size: int) -> Vocabulary:
        """That of a tokenizer, for a model with `size` outputs."""
        special = set(tokenizer.all_special_ids)
        pieces = tokenizer.convert_ids_to_tokens(range(min(len(tokenizer), size)))
        decoded = tokenizer.batch_decode(
            [[i] for i in range(len(pieces))], clean_up_tokenization_spaces=False
        )
        texts = [
            "" if i in special else f" {text}" if piece.startswith("▁") and not text.startswith(" ") else text
            for i, (piece, text) in enumerate(zip(pieces, decoded, strict=True))
        ]
        return cls([*texts, *[""] * (size - len(texts))])


class KeepToSource:
    """A logits processor (transformers' protocol): each row may write only the names and figures of its text.

    Args:
        vocabulary: of the model.
        sources: the words of the text of each row of the batch, before beams multiply them.
        beams: rows of the output for each of them.
        start: how many ids stand before what is written.
    """

    def __init__(
        self, vocabulary: Vocabulary, sources: Sequence[SourceWords], beams: int, start: int
    ) -> None:
        self.vocabulary = vocabulary
        self.sources = sources
        self.beams = beams
        self.start = start
        self._banned: dict[tuple[int, int, str], list[int]] = {}

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """The scores, those of the tokens that may not follow at minus infinity."""
        for row, ids in enumerate(input_ids[:, self.start :].tolist()):
            banned = self.banned(row // self.beams, "".join(self.vocabulary.texts[i] for i in ids))
            if len(banned) < self.vocabulary.size:
                scores[row, banned] = float("-inf")
        return scores

    def banned(self, source: int, written: str) -> list[int]:
        """The ids that may not follow what was written in a summary of the text of that index."""
        words, tokens = self.sources[source], self.vocabulary
        partial = _PARTIAL.search(written)
        if partial is None:
            return self._starters(source, words.known(f"{written} ")) + self._bare(
                source, words.known(written)
            )
        if not _is_particular(partial.group()):
            return self._starters(source, words.known(f"{written} "))
        known = words.known(written[: partial.start()])
        word = _POSSESSIVE.sub("", partial.group())
        goes_on = {
            i
            for other in known
            if other.startswith(word)
            for end in range(len(word) + 1, len(other) + 1)
            for i in tokens.by_text.get(other[len(word) : end], ())
        }
        held = [i for i in tokens.within if i not in goes_on]
        if goes_on and word.rstrip(".,'’-") not in known:  # it is not finished, and may not be left so
            return sorted(set(range(tokens.size)) - goes_on)
        return held + self._starters(source, words.known(f"{written} "))

    def _starters(self, source: int, known: frozenset[str]) -> list[int]:
        """The tokens that leave what is there and begin a name, figure or number that is not known."""
        key = (source, id(known), "starters")  # the sets live as long as their source
        if key not in self._banned:
            begun, tokens = _beginnings(known), self.vocabulary
            self._banned[key] = [i for i, text in tokens.starters if text not in begun] + [
                i for i, text in tokens.numbers if text not in self.sources[source].inside
            ]
        return self._banned[key]

    def _bare(self, source: int, known: frozenset[str]) -> list[int]:
        """The tokens that begin such a name or figure where no word has begun yet."""
        key = (source, id(known), "bare")
        if key not in self._banned:
            begun, texts = _beginnings(known), self.vocabulary.texts
            named = (i for i in self.vocabulary.within if _is_particular(texts[i]))
            self._banned[key] = [i for i in named if texts[i] not in begun]
        return self._banned[key]


def _opens(before: str, name: re.Match[str]) -> bool:
    """Whether the word before is a common one that only has a capital because it begins a sentence."""
    return name[1] in _OPENERS and bool(_SENTENCE_START.search(before[: name.start()]))


def _beginnings(words: frozenset[str]) -> set[str]:
    return {word[:end] for word in words for end in range(1, len(word) + 1)}


def _forms(word: str) -> set[str]:
    """A word, and the parts of it that stand for it: "Merkel" of "Merkel’s", "Jong" of "Jong-un"."""
    return {word, *re.findall(r"[^\W_]+", word)} if not word[0].isdigit() else {word}


def _is_particular(word: str) -> bool:
    """Whether a word is taken for a name or a figure."""
    return word[:1].isupper() or word[:1].isdigit()
