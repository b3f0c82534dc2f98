"""Compare the outlets of one story from Python. Copy this file and change it.

python scripts/compare.py examples/lindqvist-vaccine-trial report.html
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from summarizer import Engine, load_config, read_articles, write_comparison


def main(arguments: list[str] | None = None) -> int:
    """Print the story, what is disputed and what only one outlet has, and write the report."""
    parser = argparse.ArgumentParser(description="Compare the outlets' articles on one story.")
    parser.add_argument("folder", help="a folder with the articles, or one file with them")
    parser.add_argument("report", type=Path, help="where to write the report: .html, .md, .json or .csv")
    parser.add_argument("--config", default="default", help="a preset or a .yaml file")
    options = parser.parse_args(arguments)

    story = read_articles([options.folder])
    comparison = Engine(load_config(options.config)).compare(story)

    print(
        f"{len(story.articles)} articles of {len(story.outlets)} outlets, {len(comparison.origins)} origins\n"
    )
    print(comparison.summary.text)

    # A fact is a group of claims that say the same; each outlet that has it, has a cell with its own claims.
    for status in ("disputed", "unclear", "unique"):
        facts = comparison.with_status(status)
        print(f"\n{len(facts)} {status}")
        for fact in facts[:3]:
            for cell in fact.cells:
                print(f"  {cell.outlet} ({cell.state}): {comparison.claim(cell.claims[0]).text}")

    # What an outlet leaves out of what the others share:
    shared = comparison.with_status("shared")
    for outlet in story.outlets:
        missing = [fact for fact in shared if fact.cell(outlet) is None]
        print(f"\n{outlet} has {len(shared) - len(missing)} of the {len(shared)} shared facts")

    write_comparison(comparison, options.report)
    print(f"\nreport: {options.report}")
    return 1 if comparison.failures else 0


if __name__ == "__main__":
    sys.exit(main())
