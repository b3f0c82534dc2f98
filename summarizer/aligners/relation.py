"""The aligner that reads both sentences together: rules where they are certain, then the trained relation model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from summarizer.aligners.cosines import pair_cosines
from summarizer.aligners.embedding import Embedding
from summarizer.aligners.rules import verdict
from summarizer.aligners.shared import overlap, shared_spans
from summarizer.interfaces import Judgement
from summarizer.models.pair_features import content_words
from summarizer.models.pair_model import Verdict, load_pair_model
from summarizer.models.pair_network import RELATIONS
from summarizer.types import Claim

if TYPE_CHECKING:
    import numpy as np

    from summarizer.models.pair_model import PairModel

DOUBTFUL_RULES = ("figures", "denial", "negation", "stance")
"""Rules that on real stories often took something near for the same thing: the model must find it possible too."""
COPIES = 0.8
"""Share of content words (Dice) from which two claims are near-copies, whose one difference no model need weigh."""
ALIKE = 0.35
"""The cosine below which a small probability that two claims share something means nothing."""
UNREAD = 0.15
"""The score of a pair that the model has not read, as a share of its cosine; of such labelled pairs 6% are linked."""


@dataclass(frozen=True)
class Relation:
    """Says how two claims relate by a model that reads both, after the rules on figures, names and negation.

    Args:
        model: "bundled", "large" (whose base encoder must be fetched), or a folder with a relation model that was
            trained here.
        second: another such model, which reads again the pairs that the first is in doubt about and has the last
            word on them; "" for none.
        doubt_from: from this probability of the first model that they share something, a pair is in doubt.
        doubt_to: up to this one.
        partial: at or above this probability that they share something, two claims are linked.
        same: at or above this probability, they say the same; below it they share a part.
        conflict: at or above this probability the model alone calls two claims contradictory.
        odds: below this probability of a contradiction, one that a rule on figures, denial, negation or stance finds
            does not stand, unless the claims are near-copies.
        near: from this probability on that two claims share something they may do so, though they are not linked,
            unless their vectors are far apart: of neither it is then said that its outlet alone has it.
        lone: of a claim that no link was found for, so many of its nearest pairs are read in any case, so that no
            outlet is wrongly said to be alone with what another says in other words.
        contains: at or above this probability that one says all of the other, the link says which.
        distance: pairs whose vectors are less alike than this (cosine), that share few words and in which no rule
            finds a contradiction are not read by the model: they are hardly ever linked, and they are most pairs.
        words: the share of the shorter sentence's content words that counts as few.
        most_read: pairs that the model reads of one story at most, the most alike first; in a story of very many
            articles the others are decided as the aligner `embedding` does.
        batch_size: pairs that the model reads at once.
    """

    model: str = "bundled"
    second: str = ""
    doubt_from: float = 0.05
    doubt_to: float = 0.95
    partial: float = 0.3
    same: float = 0.45
    conflict: float = 0.9
    odds: float = 0.05
    near: float = 0.08
    lone: int = 4
    contains: float = 0.7
    distance: float = 0.5
    words: float = 0.25
    most_read: int = 6_000
    batch_size: int = 32
    device: str = "auto"
    dtype: str = "auto"

    def similarity(self, a: Sequence[str], b: Sequence[str]) -> np.ndarray:
        """Cosines of the texts' vectors, shape (len(a), len(b))."""
        model = self._pair_model(self.model)
        cosines: np.ndarray = model.vectors(a, self.batch_size) @ model.vectors(b, self.batch_size).T
        return cosines

    def judge(self, pairs: Sequence[tuple[Claim, Claim]]) -> list[Judgement]:
        """One judgement a pair, in order; a pair's own judgement does not depend on which claim comes first."""
        if not pairs:
            return []
        model = self._pair_model(self.model)
        texts = [(a.text, b.text) for a, b in pairs]
        cosines = pair_cosines(lambda some: model.vectors(some, self.batch_size), texts)
        words = {text: content_words(text) for text in {text for pair in texts for text in pair}}
        near = [
            i
            for i, (a, b) in enumerate(texts)
            if a != b and (self._near(words[a], words[b], cosines[i]) or verdict(*pairs[i], 0.0))
        ]
        near.sort(key=lambda i: -cosines[i])
        read, left_over = sorted(near[: self.most_read]), near[self.most_read :]
        judged = dict(zip(read, self._read_all([pairs[i] for i in read], model), strict=True))
        more = self._for_lone_claims(pairs, judged, cosines)[: self.most_read - len(read)]
        judged.update(zip(more, self._read_all([pairs[i] for i in more], model), strict=True))
        scored = Embedding().judge_by([pairs[i] for i in left_over], [cosines[i] for i in left_over])
        judged.update(zip(left_over, scored, strict=True))
        found = [judged.get(i) or self._unread(a, b, cosines[i]) for i, (a, b) in enumerate(pairs)]
        return [
            one._replace(near=one.near and cosine >= ALIKE)
            for one, cosine in zip(found, cosines, strict=True)
        ]

    def _for_lone_claims(
        self,
        pairs: Sequence[tuple[Claim, Claim]],
        judged: Mapping[int, Judgement],
        cosines: Sequence[float],
    ) -> list[int]:
        """What was not read of the nearest pairs of claims without a link, the most alike first."""
        linked = {claim.id for i, found in judged.items() if found.relation is not None for claim in pairs[i]}
        room: dict[str, int] = {}
        chosen = []
        for i in sorted(range(len(pairs)), key=lambda i: -cosines[i]):
            lone = [claim.id for claim in pairs[i] if claim.id not in linked]
            lone = [one for one in lone if room.setdefault(one, self.lone) > 0]
            for one in lone:
                room[one] -= 1
            if lone and i not in judged and pairs[i][0].text != pairs[i][1].text:
                chosen.append(i)
        return chosen

    def _unread(self, a: Claim, b: Claim, cosine: float) -> Judgement:
        """What is said of a pair without asking the model: copies, and what is too far apart."""
        if a.text == b.text:
            return Judgement("same", 1.0, "word for word the same", "score")
        why = f"cosine {cosine:.2f}, few shared words"
        return Judgement(None, round(UNREAD * max(cosine, 0.0), 4), why, "score")

    def _read_all(self, pairs: Sequence[tuple[Claim, Claim]], model: PairModel) -> list[Judgement]:
        """What the models say: the second one, if there is one, of the pairs that leave the first in doubt.

        Those in which a rule finds a contradiction are always in doubt.
        """
        texts = [(a.text, b.text) for a, b in pairs]
        second = self._pair_model(self.second) if self.second else None  # a missing one is told at once
        ruled = [verdict(a, b, 0.0) for a, b in pairs]
        found = model.judge(texts, self.batch_size)
        readers = ["relation model"] * len(pairs)
        if second is not None:
            doubtful = [i for i, one in enumerate(found) if ruled[i] or self._in_doubt(one)]
            again = second.judge([texts[i] for i in doubtful], self.batch_size)
            for i, one in zip(doubtful, again, strict=True):
                found[i], readers[i] = one, f"relation model {Path(self.second).name}"
        together = zip(pairs, ruled, found, readers, strict=True)
        return [self._read(a, b, rule, one, reader) for (a, b), rule, one, reader in together]

    def _in_doubt(self, found: Verdict) -> bool:
        return self.doubt_from <= 1 - found.relations[RELATIONS.index("none")] <= self.doubt_to

    def _read(self, a: Claim, b: Claim, ruled: Judgement | None, found: Verdict, reader: str) -> Judgement:
        """What one model says of a pair, and the rules before it; `reader` names it to the user."""
        likely = dict(zip(RELATIONS, found.relations, strict=True))
        shared = round(1 - likely["none"], 4)
        against = likely["conflict"] + likely["number"]
        if ruled and (against >= self.odds or not _doubtful(ruled, a, b)):
            return ruled._replace(score=shared)
        if shared < self.partial:
            why = f"{reader}: {shared:.2f} that they share anything"
            return Judgement(None, shared, why, "model", near=shared >= self.near)
        if against >= self.conflict:
            kind: Literal["number", "conflict"] = (
                "number" if likely["number"] > likely["conflict"] else "conflict"
            )
            return Judgement(kind, round(against, 4), f"{reader}: {against:.2f} {kind}", "model")
        if likely["same"] >= self.same:
            return Judgement("same", shared, f"{reader}: {likely['same']:.2f} the same", "model")
        more: Literal["", "a", "b"] = ""
        if max(found.a_says_b, found.b_says_a) >= self.contains:
            more = "a" if found.a_says_b > found.b_says_a else "b"
        why = f"{reader}: {shared:.2f} that they share a part"
        return Judgement("partial", shared, why, "model", more, shared=shared_spans(a, b))

    def _near(self, a: frozenset[str], b: frozenset[str], cosine: float) -> bool:
        return cosine >= self.distance or len(a & b) >= self.words * max(min(len(a), len(b)), 1)

    def _pair_model(self, model: str) -> PairModel:
        return load_pair_model(model, self.device, self.dtype)


def _doubtful(found: Judgement, a: Claim, b: Claim) -> bool:
    """Whether what a rule found needs the model's consent."""
    return found.why.startswith(DOUBTFUL_RULES) and overlap(a.text, b.text) < COPIES
