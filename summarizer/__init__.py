"""Summarize and compare news coverage across outlets: who reports what, where they agree, and where they differ.

    from summarizer import Engine, read_articles, write_comparison

    story = read_articles(["examples/lindqvist-vaccine-trial"])
    comparison = Engine().compare(story)
    print(comparison.summary.text)
    write_comparison(comparison, "report.html")

Names are imported when they are first used, so that `import summarizer` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from summarizer.errors import ConfigError, InputError, ModelError, SummarizerError
from summarizer.types import (
    Article,
    Cell,
    Claim,
    Comparison,
    Fact,
    Failure,
    Flag,
    Length,
    Link,
    Story,
    Summary,
    SummarySentence,
    Support,
)

if TYPE_CHECKING:
    from summarizer.config import Config, load_config, override
    from summarizer.pipeline import Engine
    from summarizer.readers import ReadOptions, read_articles, read_stories
    from summarizer.report import write_comparison, write_summaries
    from summarizer.training.recipe import load_recipe
    from summarizer.training.session import check_training, finetune

_LAZY = {
    "Config": "summarizer.config",
    "load_config": "summarizer.config",
    "override": "summarizer.config",
    "Engine": "summarizer.pipeline",
    "ReadOptions": "summarizer.readers",
    "read_articles": "summarizer.readers",
    "read_stories": "summarizer.readers",
    "write_comparison": "summarizer.report",
    "write_summaries": "summarizer.report",
    "load_recipe": "summarizer.training.recipe",
    "check_training": "summarizer.training.session",
    "finetune": "summarizer.training.session",
}

__all__ = [
    "Article",
    "Cell",
    "Claim",
    "Comparison",
    "Config",
    "ConfigError",
    "Engine",
    "Fact",
    "Failure",
    "Flag",
    "InputError",
    "Length",
    "Link",
    "ModelError",
    "ReadOptions",
    "Story",
    "SummarizerError",
    "Summary",
    "SummarySentence",
    "Support",
    "check_training",
    "finetune",
    "load_config",
    "load_recipe",
    "override",
    "read_articles",
    "read_stories",
    "write_comparison",
    "write_summaries",
]


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return getattr(importlib.import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
