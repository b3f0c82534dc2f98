"""That our ROUGE has the values of Google's `rouge-score`: 24,000 of them over varied pairs, difference 0.0.

python eval/rouge_equality.py [--pairs 1000]

Pairs are random: English-looking words with shared runs, capitals, figures, punctuation, accents, other
scripts, symbols, empty and blank texts, lines, and long texts; each with the stemmer on and off. Exits with
1 if a value differs.
"""

from __future__ import annotations

import argparse
import random
import sys

from rouge_score.rouge_scorer import RougeScorer

from summarizer.metrics.rouge_score import Rouge
from summarizer.metrics.score import Example
from summarizer.metrics.tokens import loses_letters

TYPES = ("rouge1", "rouge2", "rougeL", "rougeLsum")
WORDS = (
    "the a of in and to was on for with that officials minister said reported thousands evacuated flooding rivers "
    "rising running runs ran happily national nationally relational conditional agreement argued hopping hopefulness "
    "police's 2024 1,200 3.5% $40m U.S. don't co-operation Zürich café naïve İstanbul ﬁnance Ångström ＡＢＣ straße K "
    "北京 москва सरकार 🙂 — …"
).split()
LONGEST = 400


def text(draw: random.Random) -> str:
    """A random text; one in twenty is empty or blank, one in twenty is long."""
    kind = draw.random()
    if kind < 0.05:
        return draw.choice(["", " ", "\n", "\n\n \n", "\t", "…"])
    words = draw.choices(WORDS, k=LONGEST if kind < 0.1 else draw.randint(1, 60))
    return "".join(
        word.upper() if draw.random() < 0.05 else word
        for pair in ((word, draw.choice([" ", " ", " ", "  ", "\n", ", ", "-", "\r\n"])) for word in words)
        for word in pair
    )


def pair(draw: random.Random) -> tuple[str, str]:
    """A reference and a prediction that often keeps a part of it."""
    reference = text(draw)
    words = reference.split(" ")
    start = draw.randrange(len(words))
    kept = " ".join(words[start : start + draw.randint(1, 30)])
    return reference, draw.choice([text(draw), f"{text(draw)} {kept}", f"{kept}\n{text(draw)}", reference])


def differences(pairs: int, seed: int = 0) -> tuple[int, int, float]:
    """How many values were compared, how many differ, and the largest difference."""
    draw = random.Random(seed)
    made: list[tuple[str, str]] = []
    while len(made) < pairs:
        one = pair(draw)
        # What our metric refuses instead of scoring zero: empty references, and texts in another script.
        if one[0].strip() and not any(map(loses_letters, one)):
            made.append(one)
    compared, differing, largest = 0, 0, 0.0
    for stemmer in (False, True):
        ours = Rouge(types=TYPES, stemmer=stemmer, tokenizer="reference")
        theirs = RougeScorer(list(TYPES), use_stemmer=stemmer)
        scores = {one.name: one.items for one in ours.score(_examples(made))}
        for i, (reference, prediction) in enumerate(made):
            for name, wanted in theirs.score(reference, prediction).items():
                for part, value in (
                    ("", wanted.fmeasure),
                    ("_precision", wanted.precision),
                    ("_recall", wanted.recall),
                ):
                    found = scores[name + part][i]
                    assert found is not None
                    compared += 1
                    differing += found != value
                    largest = max(largest, abs(found - value))
    return compared, differing, largest


def _examples(pairs: list[tuple[str, str]]) -> list[Example]:
    return [Example(str(i), prediction, (reference,)) for i, (reference, prediction) in enumerate(pairs)]


def main() -> None:
    """Compare and say what was found."""
    parser = argparse.ArgumentParser(description="Compare our ROUGE with rouge-score, value for value.")
    parser.add_argument("--pairs", type=int, default=1_000, help="random pairs (24 values each)")
    options = parser.parse_args()
    compared, differing, largest = differences(options.pairs)
    print(f"{compared} values compared, {differing} differ, largest difference {largest}")
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
