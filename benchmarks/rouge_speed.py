"""How fast ROUGE is: pairs a second of ours and of the other packages, on the same pairs in the same run.

python benchmarks/rouge_speed.py [--pairs 2000] [--many 100000]

Prints pairs a CPU second, the ratio to Google's `rouge-score`, and the largest difference from its values; then the
time for many pairs with intervals. `rouge` is measured where it is installed; it counts otherwise and so gives
other values. `evaluate` calls `rouge-score` and is as fast. Ratios travel between machines, absolute figures
do not.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import time
from collections.abc import Callable, Sequence

from summarizer.metrics import Example, rouge
from summarizer.metrics.rouge_score import Rouge

TYPES = ("rouge1", "rouge2", "rougeL", "rougeLsum")
SENTENCES, WORDS = 3, 20
"""Of a made-up summary, about those of CNN/DailyMail."""
Values = Sequence[Sequence[float]]
"""F1 of each type, for each pair."""


def pairs(count: int, seed: int = 0) -> tuple[list[str], list[str]]:
    """Made-up predictions and references that share about half of their words, by rank as in English."""
    draw = random.Random(seed)
    vocabulary = [f"{draw.choice('bcdfglmnprst')}{draw.choice('aeiou')}{i:x}s" for i in range(20_000)]
    weights = [1 / (rank + 10) for rank in range(len(vocabulary))]
    predictions, references = [], []
    for _ in range(count):
        words = draw.choices(vocabulary, weights, k=SENTENCES * WORDS)
        others = [word if draw.random() < 0.5 else draw.choice(vocabulary) for word in words]
        predictions.append(_lines(words))
        references.append(_lines(others))
    return predictions, references


def ours(predictions: Sequence[str], references: Sequence[str]) -> Values:
    """Our F1 values, without intervals, as the others give none."""
    scores = Rouge(types=TYPES, stemmer=True, f1_only=True)
    examples = [
        Example(str(i), p, (r,)) for i, (p, r) in enumerate(zip(predictions, references, strict=True))
    ]
    return list(zip(*(score.items for score in scores.score(examples)), strict=True))  # type: ignore[arg-type]


def google(predictions: Sequence[str], references: Sequence[str]) -> Values:
    """Values of `rouge-score`."""
    from rouge_score.rouge_scorer import RougeScorer

    scorer = RougeScorer(list(TYPES), use_stemmer=True)
    found = [scorer.score(r, p) for p, r in zip(predictions, references, strict=True)]
    return [[one[name].fmeasure for name in TYPES] for one in found]


def rouge_package(predictions: Sequence[str], references: Sequence[str]) -> Values:
    """Values of `rouge`, which has no stemmer and no Lsum of this kind."""
    from rouge import Rouge as Other

    found = Other().get_scores(list(predictions), list(references))
    return [[one[name]["f"] for name in ("rouge-1", "rouge-2", "rouge-l", "rouge-l")] for one in found]


def timed(
    run: Callable[[Sequence[str], Sequence[str]], Values], *texts: Sequence[str]
) -> tuple[float, Values]:
    """CPU seconds of the fastest of three runs, after one on a few pairs to load everything, and the values.

    CPU seconds of all threads: a machine that is busy with other things tells the same.
    """
    run(*(one[:5] for one in texts))
    fastest, values = float("inf"), []
    for _ in range(3):
        start = time.process_time()
        values = run(*texts)
        fastest = min(fastest, time.process_time() - start)
    return fastest, values


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description="Pairs a second of ROUGE implementations.")
    parser.add_argument("--pairs", type=int, default=2_000)
    parser.add_argument(
        "--many", type=int, default=100_000, help="pairs scored with intervals, 0 to leave out"
    )
    options = parser.parse_args()
    texts = pairs(options.pairs)
    base, wanted = timed(google, *texts)
    print(
        f"{options.pairs} pairs of {SENTENCES * WORDS} words, {', '.join(TYPES)}, stemmed, best of three runs\n"
    )
    print(f"{'package':<14}{'pairs/CPU s':>12}{'ratio':>9}   largest difference")
    print(f"{'rouge-score':<14}{options.pairs / base:>12.0f}{1:>9.1f}")
    for name, run in (("rouge", rouge_package), ("summarizer", ours)):
        if name != "summarizer" and importlib.util.find_spec(name) is None:
            print(f"{name:<14}   not installed")
            continue
        seconds, found = timed(run, *texts)
        gap = max(
            abs(a - b)
            for one, other in zip(found, wanted, strict=True)
            for a, b in zip(one, other, strict=True)
        )
        print(f"{name:<14}{options.pairs / seconds:>12.0f}{base / seconds:>9.1f}   {gap}")
    if options.many:
        texts = pairs(options.many, seed=1)
        start = time.perf_counter()
        rouge(*texts, stemmer=True)
        print(
            f"\n{options.many} pairs with precision, recall, F1 and intervals: {time.perf_counter() - start:.1f} s"
        )


def _lines(words: Sequence[str]) -> str:
    return "\n".join(" ".join(words[i : i + WORDS]) for i in range(0, len(words), WORDS))


if __name__ == "__main__":
    main()
