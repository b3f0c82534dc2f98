"""Compare summarizers on your own articles from Python. Copy this file and change it.

python scripts/evaluate.py articles.jsonl result.html --reference summary --system lead --system extractive
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from summarizer.evaluation import Task, run_task, write_evaluation


def main(arguments: list[str] | None = None) -> int:
    """Print each system's ROUGE-1 and what is better than what, and write the whole result."""
    parser = argparse.ArgumentParser(description="Compare summarizers on articles with reference summaries.")
    parser.add_argument("data", help="a .jsonl, .csv or .parquet file, or hf:owner/name")
    parser.add_argument(
        "result", type=Path, help="where to write the result: .html, .md, .csv, .tex or .json"
    )
    parser.add_argument(
        "--document", default="", help="the column with the texts, if it is not found by itself"
    )
    parser.add_argument("--reference", default="", help="the column with the reference summaries")
    parser.add_argument(
        "--system", action="append", help="lead, lexrank, extractive, a preset or a .yaml file"
    )
    parser.add_argument("--words", type=int, default=60, help="the budget of every system")
    options = parser.parse_args(arguments)

    task = Task(
        title=Path(options.data).name,
        data=options.data,
        document=options.document,
        reference=options.reference,
        length={"words": options.words},
        systems=tuple(options.system or ("lead", "extractive")),
    )
    evaluation = run_task(task)
    if evaluation is None:
        print(f"{task.data} is not there")
        return 1

    # A score has a value, an interval, and one item an article; a mark in the files says what it beats.
    for system in evaluation.systems:
        better = ", ".join(evaluation.better("rouge1", system.name))
        print(f"{system.name}: {system.score('rouge1')}{f', better than {better}' if better else ''}")

    # Every two systems are compared by paired tests, corrected for their number.
    for difference in evaluation.differences:
        if difference.score == "rouge1":
            print(f"{difference.a} - {difference.b}: {difference.value:+.4f}, p = {difference.p:.3f}")

    write_evaluation(evaluation, options.result)
    print(f"result: {options.result}")
    return 1 if any(system.failed for system in evaluation.systems) else 0


if __name__ == "__main__":
    sys.exit(main())
