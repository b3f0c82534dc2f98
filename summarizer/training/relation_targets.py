"""What a label of a pair teaches the relation model: which of its outputs, and what they should say.

Beside the relations themselves it learns from other sets: inference (entailment, neutral, contradiction), likeness
("0.8"), paraphrase or not, pairs of which only it is known whether they share anything, and what a better model
thinks of a pair ("none:0.6 partial:0.4": distillation, Hinton et al. 2015), to which may be added how likely a says
all of b, and b all of a ("same:1 a>b:0.9 b>a:0.7").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isclose
from typing import TYPE_CHECKING

from summarizer.errors import InputError, nearest
from summarizer.models.pair_network import RELATIONS

if TYPE_CHECKING:
    import torch

UNKNOWN = -1.0
SAYS = ("a>b", "b>a")
"""What stands in a label for "the first sentence says all of the second", and for the reverse."""
TOLERANCE = 0.02
"""By how much probabilities may miss 1 in all: they were rounded."""


@dataclass(frozen=True, slots=True)
class Target:
    """What the outputs should say; `UNKNOWN` where the label does not tell.

    `relation` is an index of `RELATIONS`. The others are from 0 to 1: whether the pair shares anything, the first
    sentence says all of the second, the second all of the first, they contradict, how alike they are, and
    whether they are paraphrases. `likely` are probabilities of all `RELATIONS`, or empty.
    """

    relation: int = -1
    aligned: float = UNKNOWN
    a_says_b: float = UNKNOWN
    b_says_a: float = UNKNOWN
    contradicts: float = UNKNOWN
    alike: float = UNKNOWN
    paraphrase: float = UNKNOWN
    likely: tuple[float, ...] = ()

    def row(self, turned: bool) -> list[float]:
        """The target as numbers, for the pair the other way round if `turned`."""
        one, other = (self.b_says_a, self.a_says_b) if turned else (self.a_says_b, self.b_says_a)
        return [
            float(self.relation), self.aligned, one, other, self.contradicts, self.alike, self.paraphrase,
            *(self.likely or [UNKNOWN] * len(RELATIONS)),
        ]  # fmt: skip


TARGETS: Mapping[str, Target] = {
    **{relation: Target(relation=index) for index, relation in enumerate(RELATIONS)},
    "entailment": Target(a_says_b=1, contradicts=0),
    "neutral": Target(a_says_b=0, contradicts=0),
    "contradiction": Target(a_says_b=0, b_says_a=0, contradicts=1),
    "aligned": Target(aligned=1),
    "unaligned": Target(aligned=0),
    "paraphrase": Target(aligned=1, paraphrase=1),
    "not paraphrase": Target(paraphrase=0),
}
"""Label -> what it teaches."""


def target_of(label: str, place: str) -> Target:
    """What the label teaches; a number from 0 to 1 is how alike the sentences are. InputError for another word."""
    plain = label.strip().lower()
    if plain in TARGETS:
        return TARGETS[plain]
    if ":" in plain:
        return _probable(plain, place)
    try:
        alike = float(plain)
    except ValueError:
        alike = UNKNOWN
    if 0 <= alike <= 1:
        return Target(alike=alike)
    known = ", ".join(TARGETS)
    raise InputError(
        f'{place}: the label "{label}" is unknown{nearest(plain, TARGETS)} '
        f"(there are: {known}, numbers from 0 to 1, and probabilities as in none:0.6 partial:0.4)"
    )


def _probable(label: str, place: str) -> Target:
    """What a label such as "none:0.6 partial:0.4 a>b:0.1" teaches; the probabilities of `RELATIONS` are scaled to 1."""
    told: dict[str, float] = {}
    for part in label.split():
        name, _, share = part.partition(":")
        if name not in (*RELATIONS, *SAYS):
            raise InputError(
                f'{place}: the label "{label}" names no relation "{name}"{nearest(name, (*RELATIONS, *SAYS))}'
            )
        try:
            told[name] = float(share)
        except ValueError:
            told[name] = UNKNOWN
    relations = [told.get(name, 0.0) for name in RELATIONS]
    total = sum(relations)
    if not all(0 <= share <= 1 for share in told.values()) or not isclose(total, 1, abs_tol=TOLERANCE):
        raise InputError(
            f'{place}: the probabilities of the label "{label}" must be from 0 to 1, those of relations sum to 1'
        )
    says, said = (told.get(name, UNKNOWN) for name in SAYS)
    return Target(a_says_b=says, b_says_a=said, likely=tuple(share / total for share in relations))


def pair_loss(
    relation: torch.Tensor,
    entails: torch.Tensor,
    auxiliary: torch.Tensor,
    targets: torch.Tensor,
    smoothing: float,
) -> torch.Tensor:
    """The loss of the network's three outputs against rows of `Target.row`, a mean over the pairs.

    What a pair's label does not tell adds nothing. `smoothing` is that of the labels of relations.
    """
    import torch
    from torch.nn import functional

    likely = functional.log_softmax(relation, -1)
    classes = targets[:, 0].long()
    told = classes >= 0
    of_relation = functional.cross_entropy(
        relation, classes.clamp(min=0), reduction="none", label_smoothing=smoothing
    )
    total = (of_relation * told).sum()
    aligned, apart = torch.logsumexp(likely[:, 1:], -1), likely[:, 0]
    share = targets[:, 1].clamp(min=0)
    total = total - ((share * aligned + (1 - share) * apart) * (targets[:, 1] >= 0)).sum()
    shares = targets[:, -len(RELATIONS) :]
    total = total - (shares * likely * (shares >= 0)).sum()
    outputs, wanted = torch.cat([entails, auxiliary], -1), targets[:, 2 : -len(RELATIONS)]
    parts = functional.binary_cross_entropy_with_logits(outputs, wanted.clamp(min=0), reduction="none")
    total = total + (parts * (wanted >= 0)).sum()
    return total / len(targets)
