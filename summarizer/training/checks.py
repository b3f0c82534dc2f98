"""Checks of training data that several kinds share. Each gives findings; a kind puts together those it needs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from summarizer.training.findings import Finding, Level
from summarizer.training.near_duplicates import near_duplicates

MOST_LEAKED = 0.05
"""Share of the validation set that may be in the training set; above it, what is measured means nothing."""
RARE = 0.02
"""Share of the examples below which a label is told about."""
SHOWN = 3
"""Places named in a finding."""


def lengths(name: str, counts: Sequence[int], window: int) -> Iterator[Finding]:
    """How long the texts are in tokens, and how many are longer than the `window` (0: there is none)."""
    import numpy as np

    shares = np.percentile(np.asarray(counts), [50, 90, 99, 100]).astype(int)
    told = ", ".join(f"{p} {v:,}" for p, v in zip(("median", "90%", "99%", "longest"), shares, strict=True))
    yield Finding("fact", f"{name}: tokens {told}" + (f"; the model takes {window:,}" if window else ""))
    cut = sum(count > window for count in counts) if window else 0
    if cut:
        share = cut / len(counts)
        what = f"{name}: {cut:,} of {len(counts):,} ({share:.0%}) are longer than {window:,} tokens and will be cut"
        mend = "raise the limit in options if the model takes more, or shorten them"
        yield Finding("warning" if share > 0.1 else "fact", what, mend if share > 0.1 else "")


def duplicates(texts: Sequence[str], targets: Sequence[str], places: Sequence[str]) -> Iterator[Finding]:
    """Inputs that come more than once, and those with different targets, which nobody can learn."""
    seen: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        seen[" ".join(text.split()).casefold()].append(number)
    repeated = [numbers for numbers in seen.values() if len(numbers) > 1]
    same = [n for n in repeated if len({targets[i].strip() for i in n}) == 1]
    other = [n for n in repeated if len({targets[i].strip() for i in n}) > 1]
    if same:
        what = f"{sum(len(n) - 1 for n in same):,} examples repeat another ({_places(same[0], places)})"
        yield Finding("warning", what, "take them out, unless they should count more")
    if other:
        what = f"{len(other):,} inputs have several different targets ({_places(other[0], places)})"
        yield Finding("warning", what, "keep the best one of each, unless several are right")


def leakage(
    train: Sequence[str], validation: Sequence[str], places: Sequence[str], what: str = "texts"
) -> Iterator[Finding]:
    """Validation texts that are, nearly word for word, in the training set; `places` are the validation's."""
    pairs = near_duplicates(train, validation)
    if not pairs:
        yield Finding("fact", f"no {what} of the validation set are in the training set")
        return
    share = len(pairs) / len(validation)
    level: Level = "stop" if share > MOST_LEAKED else "warning"
    told = f"{len(pairs):,} {what} of the validation set ({share:.0%}) are in the training set, nearly word for word"
    mend = "take them out of one of the two, or what is measured flatters"
    yield Finding(level, f"{told} ({_places([number for _, number in pairs], places)})", mend)


def balance(labels: Sequence[str]) -> Iterator[Finding]:
    """How often each label comes; a stop if there is only one."""
    counts = Counter(labels).most_common()
    told = ", ".join(f"{label} {count:,} ({count / len(labels):.0%})" for label, count in counts)
    yield Finding("fact", f"labels: {told}")
    if len(counts) == 1:
        yield Finding(
            "stop", f'all examples have the label "{counts[0][0]}"', "add examples with other labels"
        )
    for label, count in counts:
        if count / len(labels) < RARE:
            what = f'only {count:,} examples ({count / len(labels):.1%}) have the label "{label}"'
            yield Finding(
                "warning", what, "the model will hardly learn it: add examples, or join it to another"
            )


def too_few(count: int, least: int) -> Iterator[Finding]:
    """A warning if there are fewer examples than this kind of training usually needs."""
    if count < least:
        what = f"{count:,} examples are few"
        yield Finding("warning", what, f"from about {least:,} on, results get dependable")


def _places(numbers: Sequence[int], places: Sequence[str]) -> str:
    shown = ", ".join(places[i] for i in numbers[:SHOWN])
    return f"{shown} and {len(numbers) - SHOWN} more" if len(numbers) > SHOWN else shown
