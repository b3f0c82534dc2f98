"""How well items were put into groups (sentences into facts, articles into stories), against a gold grouping.

An item names the groups it is in, so that one may be in several; with one group an item all measures are the
usual ones. Names of groups need not agree between the two sides, but must differ between stories.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from math import log
from typing import TYPE_CHECKING

from summarizer.components import signature
from summarizer.metrics.classification import f1_precision_recall
from summarizer.metrics.intervals import bootstrap_means, bootstrap_statistic
from summarizer.metrics.score import Score

if TYPE_CHECKING:
    import numpy as np

Memberships = Sequence[Collection[str]]
"""For each item the names of the groups that it is in."""


def b_cubed(
    gold: Memberships, found: Memberships, *, name: str = "bcubed", stories: Sequence[str] | None = None
) -> list[Score]:
    """B-cubed F1, precision and recall: `name`, `name_precision`, `name_recall`.

    For each item: how many of those grouped with it belong with it (precision), and how many of those that
    belong with it were grouped with it (recall), itself included; then the mean over items, and F1 of the two
    means. Bagga and Baldwin 1998; for items in several groups as Amigo et al. 2009. Intervals are drawn over
    items, or over `stories` where the story of each item is given. `items` are the F1 of each item.
    """
    import numpy as np

    _check(gold, found)
    theirs, ours = _partners(gold), _partners(found)
    pairs = [(_share(i, ours[i], found, gold), _share(i, theirs[i], gold, found)) for i in range(len(gold))]
    items = tuple(2 * p * r / (p + r) for p, r in pairs)
    numbers = bootstrap_means(np.array(pairs), groups=stories, statistic=_with_f1).T.tolist()
    return _scores((name, f"{name}_precision", f"{name}_recall"), numbers, items, "b-cubed", stories)


def pairwise(
    gold: Memberships, found: Memberships, *, name: str = "pairwise", stories: Sequence[str] | None = None
) -> list[Score]:
    """F1, precision and recall of the pairs of items that share a group. `items` are the F1 of an item's pairs.

    An item that is alone on both sides has no pairs and no value. F1 is 0 where nothing is found or there.
    """
    import numpy as np

    _check(gold, found)
    counts = [
        (len(theirs & ours) - 1, len(ours) - 1, len(theirs) - 1)
        for theirs, ours in zip(_partners(gold), _partners(found), strict=True)
    ]
    items = tuple(2 * hits / (a + b) if a + b else None for hits, a, b in counts)
    numbers = bootstrap_means(
        np.array(counts, dtype=float), groups=stories, statistic=f1_precision_recall
    ).T.tolist()
    return _scores((name, f"{name}_precision", f"{name}_recall"), numbers, items, "pairwise", stories)


def v_measure(
    gold: Sequence[str],
    found: Sequence[str],
    *,
    name: str = "v_measure",
    stories: Sequence[str] | None = None,
) -> list[Score]:
    """V-measure, homogeneity and completeness (Rosenberg and Hirschberg 2007) of items in one group each.

    Homogeneity is 1 if every found group holds items of one gold group only, completeness if every gold group
    is whole; V is their harmonic mean. `items` say of each item what share of its found group is of its gold
    group.
    """
    if len(gold) != len(found) or not gold:
        raise ValueError(
            f"{len(gold)} gold items, {len(found)} found items: give one group an item on both sides"
        )
    together, sizes = Counter(zip(gold, found, strict=True)), Counter(found)
    items = tuple(together[g, f] / sizes[f] for g, f in zip(gold, found, strict=True))

    def part(number: int) -> tuple[float, float, float]:
        return bootstrap_statistic(
            len(gold), lambda sample: _entropies(gold, found, sample)[number], groups=stories
        )

    numbers = [part(number) for number in range(3)]
    return _scores((name, "homogeneity", "completeness"), numbers, items, "v-measure", stories)


def _check(gold: Memberships, found: Memberships) -> None:
    if len(gold) != len(found) or not gold:
        raise ValueError(
            f"{len(gold)} gold items, {len(found)} found items: give the groups of each item on both sides"
        )
    for side, groups in (("gold", gold), ("found", found)):
        if not all(groups):
            raise ValueError(f"a {side} item is in no group; give an item of its own a group of its own")


def _partners(groups: Memberships) -> list[set[int]]:
    """For each item those that share a group with it, itself included."""
    members: dict[str, set[int]] = {}
    for i, names in enumerate(groups):
        for name in names:
            members.setdefault(name, set()).add(i)
    return [set().union(*(members[name] for name in names)) for names in groups]


def _share(i: int, partners: set[int], one: Memberships, other: Memberships) -> float:
    """How much of what `one` puts together with item `i` the `other` side puts there too, mean over its partners.

    Of an item in several groups as much counts as both sides have in common (Amigo et al. 2009).
    """
    shares = []
    for j in partners:
        together = len(set(one[i]) & set(one[j]))
        shares.append(min(together, len(set(other[i]) & set(other[j]))) / together)
    return sum(shares) / len(shares)


def _with_f1(means: np.ndarray) -> np.ndarray:
    import numpy as np

    precision, recall = means.T
    return np.stack([2 * precision * recall / (precision + recall), precision, recall], axis=1)


def _entropies(gold: Sequence[str], found: Sequence[str], sample: np.ndarray) -> tuple[float, float, float]:
    """V-measure, homogeneity and completeness of a sample of the items."""
    left, right = [gold[i] for i in sample], [found[i] for i in sample]
    n, joint, classes, clusters = (
        len(left),
        Counter(zip(left, right, strict=True)),
        Counter(left),
        Counter(right),
    )
    given_cluster = -sum(count / n * log(count / clusters[f]) for (_, f), count in joint.items())
    given_class = -sum(count / n * log(count / classes[g]) for (g, _), count in joint.items())
    homogeneity = 1 - given_cluster / _entropy(classes, n) if len(classes) > 1 else 1.0
    completeness = 1 - given_class / _entropy(clusters, n) if len(clusters) > 1 else 1.0
    total = homogeneity + completeness
    return (2 * homogeneity * completeness / total if total > 0 else 0.0), homogeneity, completeness


def _entropy(counts: Counter[str], n: int) -> float:
    return -sum(count / n * log(count / n) for count in counts.values())


def _scores(
    names: Sequence[str],
    numbers: Sequence[Sequence[float]],
    items: tuple[float | None, ...],
    measure: str,
    stories: Sequence[str] | None,
) -> list[Score]:
    signed = signature(measure, {"interval": "items" if stories is None else "stories"})
    n = sum(item is not None for item in items)
    return [
        Score(name, value, low, high, n, True, items, signed)
        for name, (value, low, high) in zip(names, numbers, strict=True)
    ]
