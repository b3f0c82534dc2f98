"""How fast ROUGE is: pairs a second of ours and of the other packages, on the same pairs in the same run.

python benchmarks/rouge_speed.py [--pairs 2000] [--many 100000] [--evaluate-rouge rouge]

Prints pairs a CPU second, the ratio to Google's `rouge-score`, and the largest difference from its values; then the
time for many pairs with intervals. `rouge` counts otherwise and so gives other values. `evaluate` calls
`rouge-score`; its metric is fetched from the hub, or taken from a folder with `--evaluate-rouge`. What is not there is
said. Packages take turns, so that a machine that is busy for a while is so for all. Ratios travel between machines,
absolute figures do not.
"""

from __future__ import annotations

import argparse
import functools
import os
import random
import time
from collections.abc import Callable, Mapping, Sequence

from summarizer.metrics import Example, rouge
from summarizer.metrics.rouge_score import Rouge

TYPES = ("rouge1", "rouge2", "rougeL", "rougeLsum")
SENTENCES, WORDS = 3, 20
"""Of a made-up summary, about those of CNN/DailyMail."""
ROUNDS = 3
Values = Sequence[Sequence[float]]
"""F1 of each type, for each pair."""
Run = Callable[[Sequence[str], Sequence[str]], Values]
"""From predictions and references to values."""


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
    """Our F1 values; we work out intervals too, which the others do not."""
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


def evaluate_package(name: str, predictions: Sequence[str], references: Sequence[str]) -> Values:
    """Values of `evaluate`, whose metric `name` is on the hub or in a folder."""
    import evaluate

    metric = _evaluate_metric(evaluate.load, name)
    found = metric.compute(
        predictions=predictions,
        references=references,
        rouge_types=list(TYPES),
        use_stemmer=True,
        use_aggregator=False,
    )
    return list(zip(*(found[name] for name in TYPES), strict=True))


@functools.cache
def _evaluate_metric(load: Callable[[str], object], name: str) -> object:
    return load(name)


def usable(runs: Mapping[str, Run], *texts: Sequence[str]) -> dict[str, Run]:
    """The packages that score a few pairs, which also loads all they need; why the others do not is printed."""
    found = {}
    for name, run in runs.items():
        try:
            run(*(one[:5] for one in texts))
            found[name] = run
        except (ImportError, OSError) as error:
            print(f"{name}: not measured ({str(error).splitlines()[0]})")
    return found


def timed(runs: Mapping[str, Run], *texts: Sequence[str]) -> dict[str, tuple[float, Values]]:
    """CPU seconds (of all threads) of each package's fastest round, and its values."""
    fastest: dict[str, tuple[float, Values]] = {}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            start = time.process_time()
            values = run(*texts)
            seconds = time.process_time() - start
            if name not in fastest or seconds < fastest[name][0]:
                fastest[name] = seconds, values
    return fastest


def difference(one: Values, other: Values) -> float:
    """The largest difference between two packages' values."""
    return max(abs(a - b) for x, y in zip(one, other, strict=True) for a, b in zip(x, y, strict=True))


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description="Pairs a second of ROUGE implementations.")
    parser.add_argument("--pairs", type=int, default=2_000)
    parser.add_argument(
        "--many", type=int, default=100_000, help="pairs scored with intervals, 0 to leave out"
    )
    parser.add_argument(
        "--evaluate-rouge", default="rouge", help="the metric of `evaluate`: a name or a folder"
    )
    options = parser.parse_args()
    # Threads that wait for each other on a busy machine burn CPU seconds; nobody here has work for two.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    texts = pairs(options.pairs)
    runs = {
        "rouge-score": google,
        "rouge": rouge_package,
        "evaluate": functools.partial(evaluate_package, options.evaluate_rouge),
        "summarizer": ours,
    }
    found = timed(usable(runs, *texts), *texts)
    base, wanted = found["rouge-score"]
    types = ", ".join(TYPES)
    print(f"{options.pairs} pairs of {SENTENCES * WORDS} words, {types}, stemmed, best of {ROUNDS} rounds\n")
    print(f"{'package':<14}{'pairs/CPU s':>12}{'ratio':>9}   largest difference")
    for name, (seconds, values) in found.items():
        gap = difference(values, wanted)
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
