"""An evaluation as JSON: every score with its items, differences, signatures and hardware, but no text of others."""

from __future__ import annotations

import dataclasses
import json
import math
import os
import platform
from pathlib import Path

from summarizer.components import package_version
from summarizer.evaluation.results import Evaluation

SCHEMA = "summarizer.evaluation/1"


def dumps(evaluation: Evaluation) -> str:
    """The evaluation as indented JSON; what has no value is null."""
    record = {
        "schema": SCHEMA,
        "version": package_version(),
        "title": evaluation.title,
        "unit": evaluation.unit,
        "n": evaluation.n,
        "items": [item.id for item in evaluation.items],
        "systems": [
            {
                "name": system.name,
                "signature": system.signature,
                "baseline": system.baseline,
                "failed": system.failed,
                "failures": {
                    item.id: why for item, why in zip(evaluation.items, system.failures, strict=False) if why
                },
                "scores": {score.name: dataclasses.asdict(score) for score in system.scores},
            }
            for system in evaluation.systems
        ],
        "differences": [
            {**dataclasses.asdict(one), "significant": one.significant} for one in evaluation.differences
        ],
        "notes": list(evaluation.notes),
        "settings": dict(evaluation.settings),
        "hardware": hardware(),
    }
    return json.dumps(_plain(record), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def hardware() -> dict[str, str]:
    """What the numbers were computed on: processor, cores, Python, and torch where it is loaded."""
    import sys

    found = {
        "processor": _processor(),
        "cores": str(os.cpu_count() or 1),
        "python": platform.python_version(),
    }
    if torch := sys.modules.get("torch"):
        found["torch"] = str(torch.__version__)
    return found


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


def _plain(value: object) -> object:
    """The value with None for NaN, which JSON does not know."""
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items() if key != "details"}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
