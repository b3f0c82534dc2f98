"""An evaluation as a table, whatever the format: a row a score, a column a system; as Markdown, CSV and LaTeX."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.evaluation.results import Difference, Evaluation, SystemResult
from summarizer.metrics import Score
from summarizer.report.console import clean

MARKS = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖ"
"""The marks of the systems, in order; more systems than marks are not compared in one table."""
NO_VALUE = "–"


@dataclass(frozen=True, slots=True)
class Cell:
    """A number as it is shown: its value, its interval, and the marks of the systems that are significantly worse."""

    value: str
    interval: str = ""
    beats: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (f"{self.value}{self.beats}", self.interval) if part)


def title_of(system: SystemResult, evaluation: Evaluation) -> str:
    """The heading of a system's column: its mark and its name."""
    return f"{mark(evaluation, system.name)} {system.name}"


def mark(evaluation: Evaluation, name: str) -> str:
    """The sign that stands for the system of that name."""
    return MARKS[[system.name for system in evaluation.systems].index(name)]


def rows(evaluation: Evaluation) -> list[tuple[str, int, list[Cell]]]:
    """For each score that has a value somewhere: its name, how many it counts (by the first system), and the cells."""
    found = []
    for name in evaluation.score_names:
        scores = [system.score(name) for system in evaluation.systems]
        known = [score for score in scores if score is not None]
        if any(not math.isnan(score.value) for score in known):
            found.append((name, known[0].n, [_cell(evaluation, score, i) for i, score in enumerate(scores)]))
    return found


def number(value: float) -> str:
    """Three decimals, or one for what is counted in tens."""
    if math.isnan(value):
        return NO_VALUE
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"


def said_of(difference: Difference) -> str:
    """A difference on one line: "lead − lexrank: +0.021 [0.003, 0.040], p = 0.012"."""
    span = f"[{number(difference.low)}, {number(difference.high)}]"
    p = "p < 0.001" if difference.p < 0.001 else f"p = {difference.p:.3f}"
    sign = "+" if difference.value >= 0 else ""
    return f"{difference.a} − {difference.b}: {sign}{number(difference.value)} {span}, {p}"


def footnotes(evaluation: Evaluation) -> list[str]:
    """What a reader of the table must know: what marks and brackets mean, failures, notes, signatures."""
    lines = ["In brackets: 95% bootstrap interval."]
    if evaluation.differences:
        lines.append(
            f"{MARKS[:3]}…: significantly better than the system of that mark "
            "(p < .05, paired tests, corrected by Holm for the pairs of systems)."
        )
    lines += evaluation.notes
    lines += [
        f"{system.name}: {system.failed} of {len(system.failures)} failed; scores are over the others."
        for system in evaluation.systems
        if system.failed
    ]
    return lines


def markdown(evaluation: Evaluation) -> str:
    """The table in Markdown, the differences, and the signatures that make it reproducible."""
    from summarizer.evaluation.record import hardware

    header = ["", "n", *(title_of(system, evaluation) for system in evaluation.systems)]
    lines = [f"# {_md(evaluation.title)}", "", f"{evaluation.n} {evaluation.unit}.", ""]
    lines += [_md_row(header), _md_row(["---", "---:", *["---"] * len(evaluation.systems)])]
    lines += [_md_row([name, str(n), *map(str, cells)]) for name, n, cells in rows(evaluation)]
    lines += ["", *(f"- {_md(line)}" for line in footnotes(evaluation))]
    if evaluation.differences:
        lines += ["", "## Differences", ""]
        lines += [f"- {_md(one.score)}: {_md(said_of(one))}" for one in evaluation.differences]
    lines += ["", "## Signatures", ""]
    lines += [f"- {_md(system.name)}: `{clean(system.signature)}`" for system in evaluation.systems]
    lines += [f"- `{signature}`" for signature in metric_signatures(evaluation)]
    lines += [f"- {key}: `{value}`" for key, value in {**evaluation.settings, **hardware()}.items()]
    return "\n".join(lines) + "\n"


def comma_separated(evaluation: Evaluation) -> str:
    """A line for each score of each system, for spreadsheets and plotting."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["system", "score", "value", "low", "high", "n", "failed", "better_than", "signature"])
    for system in evaluation.systems:
        for score in system.scores:
            numbers = ["" if math.isnan(x) else repr(x) for x in (score.value, score.low, score.high)]
            better = " ".join(evaluation.better(score.name, system.name))
            writer.writerow(
                [
                    _inert(system.name),
                    score.name,
                    *numbers,
                    score.n,
                    score.failed,
                    _inert(better),
                    score.signature,
                ]
            )
    return out.getvalue()


def latex(evaluation: Evaluation) -> str:
    r"""The table as a LaTeX tabular for booktabs, intervals in small type; everything is escaped."""
    names = [_tex(system.name) for system in evaluation.systems]
    letters = [f"$^{{{chr(ord('a') + i)}}}$" for i in range(len(names))]
    lines = [
        f"% {_tex(evaluation.title)}, {evaluation.n} {evaluation.unit}",
        rf"\begin{{tabular}}{{lr{'l' * len(names)}}}",
        r"\toprule",
        " & ".join([" ", "$n$", *(f"{m}{n}" for m, n in zip(letters, names, strict=True))]) + r" \\",
        r"\midrule",
    ]
    for name, n, cells in rows(evaluation):
        shown = [_tex_cell(cell) for cell in cells]
        lines.append(" & ".join([_tex(name), str(n), *shown]) + r" \\")
    return "\n".join([*lines, r"\bottomrule", r"\end{tabular}"]) + "\n"


def _cell(evaluation: Evaluation, score: Score | None, index: int) -> Cell:
    if score is None or math.isnan(score.value):
        return Cell(NO_VALUE)
    beaten = evaluation.better(score.name, evaluation.systems[index].name)
    return Cell(
        number(score.value),
        f"[{number(score.low)}, {number(score.high)}]",
        "".join(mark(evaluation, name) for name in beaten),
    )


def metric_signatures(evaluation: Evaluation) -> Sequence[str]:
    """The signatures of the metrics; scores of labels and facts are signed by the system alone."""
    systems = {system.signature for system in evaluation.systems}
    found = (score.signature for system in evaluation.systems for score in system.scores)
    return [signature for signature in dict.fromkeys(found) if signature not in systems]


def _md(text: str) -> str:
    return "".join(f"\\{ch}" if ch in "\\`*_[]<>|#" else ch for ch in clean(text))


def _md_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(clean(cell).replace('|', chr(92) + '|') for cell in cells)} |"


def _inert(text: str) -> str:
    """Text that a spreadsheet cannot take for a formula."""
    text = clean(text)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def _tex(text: str) -> str:
    special = {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{ch: f"\\{ch}" for ch in "&%$#_{}"},
    }
    return "".join(special.get(ch, ch) for ch in clean(text))


def _tex_cell(cell: Cell) -> str:
    if cell.value == NO_VALUE:
        return "--"
    letters = "".join(chr(ord("a") + MARKS.index(one)) for one in cell.beats)
    raised = f"$^{{{letters}}}$" if letters else ""
    return rf"{cell.value}{raised} {{\scriptsize {cell.interval}}}"
