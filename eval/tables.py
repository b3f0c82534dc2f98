"""The tables of record in eval/results/: bundled systems on the validation sets, with intervals and significance.

SUMMARIZER_DATA=DIR python -m eval.tables [--only NAME] [--limit N] [--gold DIR]

Sets that are not on this machine are left out. The files hold numbers, signatures and hardware, and no text of
others. `--gold` names the folder with the labelled pairs and facts.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from eval import superpal_pairs
from summarizer.config import LengthConfig
from summarizer.evaluation import (
    Evaluation,
    evaluate_alignment,
    evaluate_facts,
    load_task,
    run_task,
    write_evaluation,
)
from summarizer.evaluation.gold import read_gold
from summarizer.evaluation.library import Library, library
from summarizer.evaluation.pairs import read_pairs

RESULTS = Path(__file__).parent / "results"
SUMMARIES = ("lead", "lead-words", "lexrank", "extractive")
SUMY = ("eval.sumy_systems:SumyLexRank", "eval.sumy_systems:SumyTextRank", "eval.sumy_systems:SumyLsa")
"""Shown in the tables of articles if sumy is installed; on whole stories they take minutes."""
ALIGNERS = ("default", "embedding", "overlap")
BY_SENTENCES = "-3-sentences"
LABELLED_BY = (
    "The labels were made by a large language model after a written guide; no person has checked them. Thresholds "
    "of the aligners were chosen with these labels in view, so that their numbers flatter a little."
)
TASKS = {
    "cnn-dailymail": LengthConfig(words=65),
    f"cnn-dailymail{BY_SENTENCES}": LengthConfig(sentences=3),
    "cnn-dailymail-sample": LengthConfig(words=65),
    "article-summaries": LengthConfig(words=65),
    "neus": LengthConfig(words=65),
    "allsides-fulltext": LengthConfig(words=65),
}
"""Table -> the length of summaries. The table of a task at another length has a name of its own."""


def tables(gold: Path | None, limit: int | None) -> Iterator[tuple[str, Callable[[], Evaluation | None]]]:
    """The name of each table, and how it is computed."""
    data = library(None)
    for name, length in TASKS.items():
        task = load_task(name.removesuffix(BY_SENTENCES))
        sumy = SUMY if task.document and importlib.util.find_spec("sumy") else ()
        systems = (*SUMMARIES, *sumy)
        task = task.model_copy(update={"systems": systems, "length": length, "limit": limit})
        yield name, lambda task=task: run_task(task)
    yield "alignment-superpal", lambda: _superpal(data)
    if gold is None:
        return
    pairs, facts = gold / "claim_pairs.dev.jsonl", gold / "story_facts.dev.jsonl"
    yield "alignment-dev", lambda: evaluate_alignment(*read_pairs(pairs, data), ALIGNERS).noting(LABELLED_BY)
    yield "facts-dev", lambda: evaluate_facts(list(read_gold(facts, data)), ALIGNERS).noting(LABELLED_BY)


def _superpal(data: Library) -> Evaluation | None:
    """Aligners on SuperPAL's development topics, on which nothing was tuned."""
    source = data.folder / superpal_pairs.FILE if data.folder else None
    if source is None or not source.exists():
        return None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "superpal.jsonl"
        file.write_text("".join(superpal_pairs.lines(source)), "utf-8")
        return evaluate_alignment(*read_pairs(file, data), ALIGNERS)


def main(arguments: list[str] | None = None) -> int:
    """Compute the tables and write each as Markdown and CSV."""
    parser = argparse.ArgumentParser(description="Compute the tables of record.")
    parser.add_argument("--only", action="append", help="only the table of this name")
    parser.add_argument("--limit", type=int, help="only the first so many articles or stories of each set")
    parser.add_argument("--gold", type=Path, help="the folder with the labelled pairs and facts")
    options = parser.parse_args(arguments)
    for name, compute in tables(options.gold, options.limit):
        if options.only and name not in options.only:
            continue
        evaluation = compute()
        if evaluation is None:
            print(f"{name}: its data set is not on this machine")
            continue
        for suffix in (".md", ".csv"):
            write_evaluation(evaluation, RESULTS / f"{name}{suffix}")
        print(f"{name}: {evaluation.n} {evaluation.unit}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
