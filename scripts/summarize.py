"""Summarize articles from Python. Copy this file and change it.

python scripts/summarize.py examples/lindqvist-vaccine-trial
python scripts/summarize.py stories.jsonl --config bart-large-cnn --words 40
"""

from __future__ import annotations

import argparse
import sys

from summarizer import Engine, Failure, load_config, override, read_stories


def main(arguments: list[str] | None = None) -> int:
    """Print a summary of each article; the exit code is 1 if one could not be summarized."""
    parser = argparse.ArgumentParser(description="Summarize articles.")
    parser.add_argument("paths", nargs="+", help="files and folders")
    parser.add_argument("--config", default="default", help="a preset or a .yaml file")
    parser.add_argument("--words", type=int, default=60, help="at most so many words a summary")
    options = parser.parse_args(arguments)

    # A configuration names the systems. Any key can be set by its path, e.g. {"summarizer.name": "lexrank"}.
    config = override(load_config(options.config), {"length.words": options.words})

    # The engine loads its models on first use and keeps them: make one, and use it for all stories.
    engine = Engine(config)
    failed = 0

    # Stories are read one by one, so that a file may be larger than the memory.
    for story in read_stories(options.paths):
        outcomes = engine.summarize_articles(story)  # or engine.summarize([story]): one summary of them all
        for article, outcome in zip(story.articles, outcomes, strict=True):
            print(f"\n{article.label}: {article.title}")
            if isinstance(outcome, Failure):
                print(f"  failed: {outcome.message}")
                failed += 1
                continue
            for sentence in outcome.sentences:
                # Each sentence knows the passages it rests on, best first, and what speaks against it.
                places = ", ".join(f"{support.start}-{support.end}" for support in sentence.support)
                doubts = "; ".join(f"{flag.kind} {flag.detail}".strip() for flag in sentence.flags)
                print(f"  {sentence.text}  [{places}]{' ! ' if doubts else ''}{doubts}")
        for failure in story.failures:
            print(f"\n{failure.item} could not be read: {failure.message}")
            failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
