"""The extractive summarizers of the library sumy, to compare ours with: LexRank, TextRank and LSA.

summarizer evaluate --task cnn-dailymail --system lexrank --system eval.sumy_systems:SumyLexRank

Sentences, words and the choice within the budget are ours, so that only the ranking differs. Needs
`pip install sumy`; run from the root of the repository, with PYTHONPATH=. if the package is installed elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from summarizer.components import sign
from summarizer.summarizers.selection import candidates, choose, summary_of
from summarizer.text import sentences, words
from summarizer.types import Length, Story, Summary


@dataclass(frozen=True)
class _Sumy:
    """Ranks sentences as sumy does, and takes them in that order as far as the length allows."""

    algorithm: ClassVar[str] = ""

    def summarize(self, stories: Sequence[Story], length: Length) -> list[Summary]:
        """One summary a story, in order; of a story with several articles, one from all of them."""
        return [self._one(story, length) for story in stories]

    def _one(self, story: Story, length: Length) -> Summary:
        pool = candidates(story)
        ranked = self._ranked([candidate.text for candidate in pool])
        chosen, notes = choose(pool, ranked, length)
        return summary_of(
            story, pool, chosen, system=f"sumy {self.algorithm}", signature=sign(self), notes=notes
        )

    def _ranked(self, texts: Sequence[str]) -> list[int]:
        """The places of the sentences, best first; sumy keeps one of several equal ones."""
        from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
        from sumy.nlp.stemmers import Stemmer

        document = ObjectDocumentModel([Paragraph([Sentence(text, _Tokenizer()) for text in texts])])
        order: list[int] = []

        def keep_order(rated: Sequence[Any]) -> Sequence[Any]:
            order.extend(one.order for one in rated)
            return rated

        self._summarizer(Stemmer("english"))(document, keep_order)
        return list(dict.fromkeys(order))

    def _summarizer(self, stemmer: Any) -> Any:
        raise NotImplementedError


class _Tokenizer:
    """Our sentences and words in the form in which sumy takes them; its own needs data from the network."""

    language = "english"

    def to_sentences(self, text: str) -> list[str]:
        return [sentence.text for sentence in sentences(text)]

    def to_words(self, text: str) -> tuple[str, ...]:
        return tuple(words(text))


@dataclass(frozen=True)
class SumyLexRank(_Sumy):
    """LexRank (Erkan and Radev 2004)."""

    algorithm: ClassVar[str] = "LexRank"

    def _summarizer(self, stemmer: Any) -> Any:
        from sumy.summarizers.lex_rank import LexRankSummarizer

        return LexRankSummarizer(stemmer)


@dataclass(frozen=True)
class SumyTextRank(_Sumy):
    """TextRank (Mihalcea and Tarau 2004)."""

    algorithm: ClassVar[str] = "TextRank"

    def _summarizer(self, stemmer: Any) -> Any:
        from sumy.summarizers.text_rank import TextRankSummarizer

        return TextRankSummarizer(stemmer)


@dataclass(frozen=True)
class SumyLsa(_Sumy):
    """Latent semantic analysis (Steinberger and Jezek 2004)."""

    algorithm: ClassVar[str] = "LSA"

    def _summarizer(self, stemmer: Any) -> Any:
        from sumy.summarizers.lsa import LsaSummarizer

        return LsaSummarizer(stemmer)
