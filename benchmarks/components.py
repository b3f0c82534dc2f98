"""What each bundled summarizer and aligner costs: articles or stories a second, and peak memory.

    python benchmarks/components.py STORIES.jsonl [--limit N]

STORIES.jsonl is anything that `summarizer compare` reads. Every system runs in a process of its own, which makes its
peak memory its own; the first story warms it up and is not timed.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

SUMMARIZERS = ("lead", "lexrank", "extractive")
ALIGNERS = ("overlap", "embedding", "relation")


def measure(kind: str, name: str, path: Path, limit: int) -> dict[str, float]:
    """Seconds of work on stories after the first, how many articles or stories they are, and peak memory in MB."""
    from itertools import islice

    from summarizer import Engine, read_stories
    from summarizer.config import load_config, override

    changes = {f"{kind}.name": name} | ({"summarizer.name": "lead"} if kind == "aligner" else {})
    engine = Engine(override(load_config("default"), changes))
    work = engine.summarize_articles if kind == "summarizer" else engine.compare
    first, *stories = islice(read_stories([path]), limit + 1)
    work(first)
    started = time.perf_counter()
    for story in stories:
        work(story)
    return {
        "seconds": time.perf_counter() - started,
        "items": sum(len(story.articles) for story in stories) if kind == "summarizer" else len(stories),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
    }


def main() -> None:
    """Measure every system, each in a new process, and print a table."""
    parser = argparse.ArgumentParser(description="What each bundled summarizer and aligner costs.")
    parser.add_argument("stories", type=Path)
    parser.add_argument("--limit", type=int, default=20, help="stories that are timed")
    parser.add_argument("--one", nargs=2, metavar=("KIND", "NAME"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        sys.stdout.write(json.dumps(measure(*options.one, options.stories, options.limit)) + "\n")
        return
    for kind, names, unit in (("summarizer", SUMMARIZERS, "articles"), ("aligner", ALIGNERS, "stories")):
        sys.stdout.write(f"{kind:12}{unit}/s  peak MB\n")
        for name in names:
            command = [sys.executable, __file__, str(options.stories), "--limit", str(options.limit)]
            command += ["--one", kind, name]
            row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            sys.stdout.write(f"{name:12}{row['items'] / row['seconds']:10.1f}{row['peak_mb']:9.0f}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
