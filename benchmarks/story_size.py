"""What a comparison costs as a story grows: seconds and peak memory at 10, 50, 100 and 200 articles.

    python benchmarks/story_size.py DATA_FOLDER [SIZE ...]

The articles are those of one topic within two months of `allsides_articles`, each under an outlet of its own, so
that all are compared with all. Each size runs in a process of its own, which makes its peak memory its own.
"""

from __future__ import annotations

import gzip
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

TOPIC, MONTHS = "coronavirus", ("2020-03", "2020-04")
SIZES = (10, 50, 100, 200)


def articles(folder: Path, number: int) -> list[dict[str, str]]:
    """The first `number` articles of the topic, by date."""
    found = []
    for part in sorted(folder.glob("allsides_articles.part*.jsonl.gz")):
        with gzip.open(part, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        found += [row for row in rows if row["topic"] == TOPIC and str(row["date"]).startswith(MONTHS)]
    found.sort(key=lambda row: (str(row["date"]), row["id"]))
    if len(found) < number:
        raise SystemExit(f"{folder}: {len(found)} articles on {TOPIC}, {number} are needed")
    return found[:number]


def measure(folder: Path, number: int) -> dict[str, float]:
    """Seconds of a comparison of `number` articles, models loaded; peak memory of this process in GB."""
    from summarizer import Article, Engine, Story

    rows = articles(folder, number)
    story = Story(
        "big",
        tuple(
            Article(str(i), row["text"], f"Outlet {i}", row["title"] or "", str(row["date"]))
            for i, row in enumerate(rows)
        ),
    )
    engine = Engine()
    engine.compare(Story("warm", story.articles[:2]))
    started = time.perf_counter()
    comparison = engine.compare(story)
    return {
        "articles": number,
        "claims": len(comparison.claims),
        "links": len(comparison.links),
        "facts": len(comparison.facts),
        "seconds": round(time.perf_counter() - started, 1),
        "peak_gb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2),
    }


def main(arguments: list[str]) -> None:
    """Measure every size, each in a new process, and print a table."""
    folder = Path(arguments[0])
    if arguments[1:2] == ["--one"]:
        sys.stdout.write(json.dumps(measure(folder, int(arguments[2]))) + "\n")
        return
    sizes = [int(size) for size in arguments[1:]] or list(SIZES)
    sys.stdout.write("articles  claims   links   facts  seconds  s/article  peak GB\n")
    for size in sizes:
        command = [sys.executable, __file__, str(folder), "--one", str(size)]
        row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        sys.stdout.write(
            f"{row['articles']:8}{row['claims']:8}{row['links']:8}{row['facts']:8}{row['seconds']:9.1f}"
            f"{row['seconds'] / row['articles']:11.3f}{row['peak_gb']:9.2f}\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    main(sys.argv[1:])
