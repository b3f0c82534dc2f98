"""How well aligners decide whether two sentences report the same claim, on labelled pairs.

python eval/alignment.py PAIRS.jsonl [--system embedding --system overlap --system cosine]

A pair is a JSON line with `a`, `b` and `label` (or `label_x`, the first of two labellings): same, partial, number,
conflict or none. Prints precision, recall and F1 of "aligned or not" (any label but none) and of each
relation, with 95%
bootstrap intervals over pairs (seeded), beside baselines.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from summarizer.components import build, sign
from summarizer.interfaces import Aligner
from summarizer.types import Claim

SYSTEMS: dict[str, tuple[str, dict[str, object]]] = {
    "embedding": ("embedding", {}),
    "overlap": ("overlap", {}),
    "cosine": ("embedding", {"lexical": 0.0, "same": 0.75, "partial": 0.58}),
}
RELATIONS = ("same", "partial", "number", "conflict")
DRAWS = 1_000
Labels = Sequence[str]


def read_pairs(path: Path) -> tuple[list[tuple[Claim, Claim]], list[str]]:
    """The pairs of the file as claims, and their labels; exits with file and line where a row is not usable."""
    pairs, labels = [], []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        row = json.loads(line)
        label = row.get("label", row.get("label_x"))
        if label not in (*RELATIONS, "none") or not row.get("a") or not row.get("b"):
            sys.exit(f"{path}:{number}: wants a, b and label (one of {', '.join(RELATIONS)}, none)")
        pairs.append((_claim(row["a"], "a"), _claim(row["b"], "b")))
        labels.append(label)
    return pairs, labels


def predicted(system: str, pairs: Sequence[tuple[Claim, Claim]]) -> tuple[list[str], str]:
    """What the named system says of each pair, and its signature."""
    name, options = SYSTEMS.get(system, (system, {}))
    aligner: Aligner = build("aligner", name, options)
    return [verdict.relation or "none" for verdict in aligner.judge(pairs)], sign(aligner)


def prf(gold: Labels, guess: Labels, wanted: Callable[[str], bool]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the pairs whose label is wanted."""
    hits = sum(wanted(g) and wanted(p) for g, p in zip(gold, guess, strict=True))
    found, there = sum(map(wanted, guess)), sum(map(wanted, gold))
    precision, recall = hits / found if found else 0.0, hits / there if there else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


def interval(gold: Labels, guess: Labels, wanted: Callable[[str], bool]) -> tuple[float, float]:
    """The 95% bootstrap interval of F1 over pairs."""
    draw = random.Random(0)
    n = len(gold)
    scores = []
    for _ in range(DRAWS):
        chosen = draw.choices(range(n), k=n)
        scores.append(prf([gold[i] for i in chosen], [guess[i] for i in chosen], wanted)[2])
    scores.sort()
    return scores[int(0.025 * DRAWS)], scores[int(0.975 * DRAWS) - 1]


def main() -> None:
    """Score each system on the pairs and print a table."""
    parser = argparse.ArgumentParser(description="Score aligners on labelled pairs.")
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--system", action="append", help="embedding, overlap, cosine, or module:Class")
    options = parser.parse_args()
    pairs, gold = read_pairs(options.pairs)
    print(f"{len(pairs)} pairs, {sum(label != 'none' for label in gold)} aligned\n")
    print(f"{'system':<12}{'what':<12}{'n':>5}{'P':>7}{'R':>7}{'F1':>7}   95% of F1")
    for system in options.system or list(SYSTEMS):
        guess, signature = predicted(system, pairs)
        for what in ("aligned", *RELATIONS):
            wanted = (
                (lambda label: label != "none")
                if what == "aligned"
                else (lambda label, what=what: label == what)
            )
            precision, recall, f1 = prf(gold, guess, wanted)
            low, high = interval(gold, guess, wanted)
            n = sum(map(wanted, gold))
            print(
                f"{system:<12}{what:<12}{n:>5}{precision:>7.3f}{recall:>7.3f}{f1:>7.3f}   {low:.3f}-{high:.3f}"
            )
        alarms = sum(
            p in ("number", "conflict") and g not in ("number", "conflict")
            for g, p in zip(gold, guess, strict=True)
        )
        print(
            f"{'':<12}false number/conflict alarms: {alarms} ({alarms / len(gold):.2%} of pairs)\n{'':<12}{signature}\n"
        )


def _claim(text: str, document: str) -> Claim:
    return Claim(document, document, text, 0, len(text), 0)


if __name__ == "__main__":
    main()
