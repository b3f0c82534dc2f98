"""Build a component from a table by name and options, and sign it.

A component is a frozen dataclass: its fields are its options, one method does the work. A table maps names to
"module:Class", imported only when asked for. A name with a colon is itself such a path, so that a user's own
class needs no registration.
"""

from __future__ import annotations

import dataclasses
import hashlib
import importlib
import json
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from summarizer.errors import ConfigError, nearest

SUMMARIZERS: Mapping[str, str] = {
    "lead": "summarizer.summarizers.lead:Lead",
    "lexrank": "summarizer.summarizers.lexrank:LexRank",
    "extractive": "summarizer.summarizers.extractive:Extractive",
    "seq2seq": "summarizer.summarizers.seq2seq:Seq2Seq",
    "causal": "summarizer.summarizers.causal:Causal",
}
ALIGNERS: Mapping[str, str] = {
    "overlap": "summarizer.aligners.overlap:Overlap",
    "embedding": "summarizer.aligners.embedding:Embedding",
    "relation": "summarizer.aligners.relation:Relation",
}
METRICS: Mapping[str, str] = {
    "rouge": "summarizer.metrics.rouge_score:Rouge",
    "rouge-1.5.5": "summarizer.metrics.rouge155:Rouge155",
    "similarity": "summarizer.metrics.similarity:Similarity",
    "support": "summarizer.metrics.support:Support",
    "numbers": "summarizer.metrics.particulars:Numbers",
    "names": "summarizer.metrics.particulars:Names",
    "extractive": "summarizer.metrics.copying:Extractive",
    "novelty": "summarizer.metrics.copying:Novelty",
    "repetition": "summarizer.metrics.wording:Repetition",
    "length": "summarizer.metrics.wording:Length",
    "reading-ease": "summarizer.metrics.wording:ReadingEase",
}
TABLES: Mapping[str, Mapping[str, str]] = {"summarizer": SUMMARIZERS, "aligner": ALIGNERS, "metric": METRICS}


def component_class(kind: str, name: str) -> type[Any]:
    """The class called `name` in the table of `kind` (see `TABLES`), or at the path "module:Class"."""
    table = TABLES[kind]
    path = name if ":" in name else table.get(name)
    if path is None:
        raise ConfigError(f'no {kind} "{name}"{nearest(name, table)} (there are: {", ".join(table)})')
    module, _, attribute = path.partition(":")
    try:
        found = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise ConfigError(f'{kind} "{name}": cannot import {path}: {error}') from error
    if not (isinstance(found, type) and dataclasses.is_dataclass(found)):
        raise ConfigError(f'{kind} "{name}": {path} must be a dataclass whose fields are its options')
    return found


def build(kind: str, name: str, options: Mapping[str, object] | None = None) -> Any:
    """An instance of the named component with these options.

    Raises ConfigError for an unknown name or option, naming the nearest one, and for a value that the
    component refuses.
    """
    cls = component_class(kind, name)
    given = dict(options or {})
    allowed = [field.name for field in dataclasses.fields(cls) if field.init]
    for key in given:
        if key not in allowed:
            raise ConfigError(
                f'{kind} "{name}" has no option "{key}"{nearest(key, allowed)} '
                f"(it takes: {', '.join(allowed) or 'none'})"
            )
    try:
        return cls(**given)
    except (TypeError, ValueError) as error:
        raise ConfigError(f'{kind} "{name}": {error}') from error


def package_version() -> str:
    """The installed version of this package, or "0" where it runs from a checkout that was not installed."""
    try:
        return version("summarizer")
    except PackageNotFoundError:
        return "0"


def signature(name: str, options: Mapping[str, object]) -> str:
    """`name|option:value|...|v1.2.3`.

    What must be known to compute a result again. Options in sorted order.
    """
    parts = [name]
    parts += [f"{key}:{_plain(value)}" for key, value in sorted(options.items()) if value is not None]
    return "|".join([*parts, f"v{package_version()}"])


def sign(component: Any) -> str:
    """The signature of a component instance: its class name and every option, defaults included."""
    options = {
        field.name: getattr(component, field.name)
        for field in dataclasses.fields(component)
        if field.init and field.repr
    }
    return signature(type(component).__name__.lower(), options)


def digest(value: object) -> str:
    """Twelve hexadecimal digits that stand for any JSON-like value: equal values, equal digits."""
    canonical = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


def _plain(value: object) -> str:
    if isinstance(value, str | int | float | bool):
        return str(value)
    return digest(value)
