"""A comparison as one self-contained HTML file: no request leaves it, no text of an article can run.

Jinja escapes every value; the content security policy admits this file's own style and script, by hash, and
nothing else. Without JavaScript every link still leads to the verbatim sentence; the script adds the filters
and the reader.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.components import package_version
from summarizer.report import overview
from summarizer.report.links import safe_url
from summarizer.report.page import MOST_LISTED, article_views, fact_views, passage_id, shown_speakers
from summarizer.report.words import NEAR, NOT_MENTIONED, STATES, STATUSES, WEAK, count, flag_reason, show_date
from summarizer.types import Comparison

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
STYLES = ("theme.css", "page.css", "profile.css", "matrix.css", "reader.css", "print.css")
SCRIPTS = ("theme.js", "reader.js", "matrix.js")
MANY_OUTLETS = 9
"""Outlets from which on the matrix shows signs without words and needs the whole width of a laptop."""

_CONTROL = {code: "\ufffd" for code in (*range(9), 11, 12, *range(14, 32), 127)}
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}")


def render(comparison: Comparison) -> str:
    """The comparison as an HTML page."""
    style, script = _joined(STYLES), _joined(SCRIPTS)
    facts = fact_views(comparison)
    quoted = overview.speakers(comparison)
    speakers = shown_speakers(quoted)
    return (
        _environment()
        .get_template("comparison.html.j2")
        .render(
            comparison=comparison,
            style=style,
            script=script,
            policy=_policy(style, script),
            title=overview.story_title(comparison.story),
            outlets=comparison.story.outlets,
            facts=facts,
            by_id={fact.id: fact for fact in facts},
            totals={status: len(comparison.with_status(status)) for status in STATUSES},
            claims={claim.id: claim for claim in comparison.claims},
            articles=article_views(comparison, facts, speakers),
            numbers={article.id: number for number, article in enumerate(comparison.story.articles)},
            speakers=speakers,
            unshown_speakers=len(quoted) - len(speakers),
            alone={fact.id for fact in comparison.facts if not fact.common},
            days=overview.days(comparison),
            views=overview.outlet_views(comparison),
            origins=overview.origin_groups(comparison),
            failures=overview.failures(comparison),
            listed=MOST_LISTED // max(1, len(comparison.story.outlets)),
            states=STATES,
            statuses=STATUSES,
            absent=NOT_MENTIONED,
            near=NEAR,
            loose=WEAK,
            many=len(comparison.story.outlets) >= MANY_OUTLETS,
            config=json.dumps(comparison.config, ensure_ascii=False, indent=2),
            version=package_version(),
        )
    )


def language(tag: str) -> str:
    """The BCP 47 tag if it is well-formed, else nothing."""
    return tag if _LANGUAGE.fullmatch(tag) else ""


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printable,
    )
    environment.filters |= {
        "date": show_date,
        "language": language,
        "safe_url": safe_url,
        "reason": flag_reason,
    }
    environment.globals |= {"passage_id": passage_id, "count": count, "sources": overview.sources}
    return environment


def _printable(value: Any) -> Any:
    """Control characters, which HTML does not allow, as replacement characters."""
    return value.translate(_CONTROL) if isinstance(value, str) else value


@lru_cache(maxsize=2)
def _joined(names: tuple[str, ...]) -> str:
    return "\n".join((TEMPLATES / name).read_text(encoding="utf-8") for name in names)


def _policy(style: str, script: str) -> str:
    def allowed(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    return (
        f"default-src 'none'; style-src {allowed(style)}; script-src {allowed(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
