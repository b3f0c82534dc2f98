"""An evaluation as one self-contained HTML page: table, plots, and from every dot the way to the text behind it.

Jinja escapes every value; the content security policy admits this page's own style, by hash, and nothing else.
The page has no script: what is folded opens by itself when a link leads into it.
"""

from __future__ import annotations

import base64
import hashlib
import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.components import package_version
from summarizer.evaluation import plots
from summarizer.evaluation.record import hardware
from summarizer.evaluation.results import Evaluation
from summarizer.evaluation.tables import footnotes, metric_signatures, number, rows, title_of
from summarizer.report.html import TEMPLATES as REPORT_TEMPLATES

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
MOST_ITEMS = 1_000
"""Items whose texts are on the page."""
LONGEST_TEXT = 20_000
"""Characters of a text that are on the page."""

_CONTROL = {code: "\ufffd" for code in (*range(9), 11, 12, *range(14, 32), 127)}


@dataclass(frozen=True, slots=True)
class Said:
    """What one system said of an item, its scores in one line, what they rest on, and why it failed."""

    name: str
    scores: str
    details: tuple[str, ...]
    output: str
    failure: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows of one item: its texts, and what each system said."""

    number: int
    id: str
    texts: tuple[tuple[str, str], ...]
    systems: tuple[Said, ...]


def render(evaluation: Evaluation) -> str:
    """The evaluation as an HTML page."""
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        _environment()
        .get_template("evaluation.html.j2")
        .render(
            evaluation=evaluation,
            style=style,
            policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
            headings=[title_of(system, evaluation) for system in evaluation.systems],
            rows=rows(evaluation),
            footnotes=footnotes(evaluation),
            distributions=plots.distributions(evaluation),
            differences=plots.differences(evaluation),
            items=[_shown(evaluation, i) for i in range(min(len(evaluation.items), MOST_ITEMS))],
            width=plots.WIDTH,
            hardware=hardware(),
            signatures=metric_signatures(evaluation),
            version=package_version(),
        )
    )


def _shown(evaluation: Evaluation, index: int) -> Shown:
    item = evaluation.items[index]
    systems = []
    for system in evaluation.systems:
        if not system.outputs:
            continue
        scores = ", ".join(
            f"{score.name} {number(value)}"
            for score in system.scores
            if index < len(score.items)
            and (value := score.items[index]) is not None
            and not math.isnan(value)
        )
        details = tuple(
            f"{score.name}: {'; '.join(score.details[index])}"
            for score in system.scores
            if index < len(score.details) and score.details[index]
        )
        failure = system.failures[index] if system.failures else ""
        systems.append(Said(system.name, scores, details, system.outputs[index], failure))
    return Shown(index, item.id, tuple((name, _bounded(text)) for name, text in item.texts), tuple(systems))


def _bounded(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]} … ({len(text):,} characters)"


@lru_cache(maxsize=1)
def _style() -> str:
    theme = (REPORT_TEMPLATES / "theme.css").read_text(encoding="utf-8")
    return "\n" + theme + (TEMPLATES / "evaluation.css").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printable,
    )


def _printable(value: Any) -> Any:
    """Control characters, which HTML does not allow, as replacement characters."""
    return value.translate(_CONTROL) if isinstance(value, str) else value
