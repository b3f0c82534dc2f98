"""An evaluation on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.evaluation.results import Evaluation
from summarizer.evaluation.tables import footnotes, rows, said_of, title_of
from summarizer.report.console import page_width, plain, print_heading, print_line, print_section

if TYPE_CHECKING:
    from rich.console import Console

MOST_SIDE_BY_SIDE = 3
"""Systems up to which an interval stands beside its value; of more it stands below."""
MOST_FAILURES = 5
"""Failures of a system that are listed; the files have them all."""


def print_evaluation(evaluation: Evaluation, console: Console) -> None:
    """Print the table, the differences between systems, what failed, and the signatures."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    print_heading(console, evaluation.title)
    print_line(console, f"{evaluation.n:,} {evaluation.unit}", style="dim")
    many = len(evaluation.systems) > MOST_SIDE_BY_SIDE
    table = Table(box=SIMPLE_HEAD, show_edge=False, header_style="bold")
    table.add_column("")
    table.add_column("n", justify="right")
    for system in evaluation.systems:
        table.add_column(
            plain(title_of(system, evaluation)), style="dim" if system.baseline else "", overflow="fold"
        )
    for name, count, cells in rows(evaluation):
        shown = (
            "\n".join((f"{cell.value}{cell.beats}", cell.interval)) if many else str(cell) for cell in cells
        )
        table.add_row(plain(name), f"{count:,}", *(Text(cell) for cell in shown))
    console.print()
    console.print(table, width=page_width(console))
    for line in footnotes(evaluation):
        print_line(console, line, style="dim")
    if evaluation.differences:
        print_section(console, "Differences")
        for one in evaluation.differences:
            print_line(
                console, f"{one.score}: {said_of(one)}", style="bold" if one.significant else "dim", indent=2
            )
    for system in evaluation.systems:
        failed = [
            f"{item.id}: {why}" for item, why in zip(evaluation.items, system.failures, strict=False) if why
        ]
        if failed:
            print_section(console, f"Failed: {system.name} ({len(failed)})")
            for line in failed[:MOST_FAILURES]:
                print_line(console, line, style="red", indent=2)
    print_section(console, "Signatures")
    for system in evaluation.systems:
        print_line(console, f"{system.name}: {system.signature}", style="dim", indent=2)
