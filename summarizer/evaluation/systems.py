"""What a system's name means: a component, a preset, a configuration file, or a class of the user's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarizer.components import TABLES
from summarizer.config import SUFFIXES, Config, load_config, override, presets
from summarizer.errors import ConfigError, nearest

BASELINES: Mapping[str, Mapping[str, Mapping[str, object]]] = {
    "aligner": {
        "cosine": {
            "aligner.name": "embedding",
            "aligner.options.lexical": 0.0,
            "aligner.options.same": 0.75,
            "aligner.options.partial": 0.58,
            "aligner.options.near": 0.4,
        },
    },
    "summarizer": {"lead-words": {"summarizer.name": "summarizer.evaluation.lead_words:LeadWords"}},
}
"""Systems that exist to be beaten, as settings over the default: "cosine" is the encoder's cosine alone, "lead-words"
the first words of an article, cut where the budget ends."""
MOST_SYSTEMS = 16
"""Systems in one table, baselines included: each has a letter, and every two are compared."""


def system_config(kind: str, name: str) -> Config:
    """The configuration that `name` stands for where components of `kind` ("summarizer", "aligner") are scored.

    Args:
        kind: the part that a bare component name replaces; all else stays as the default has it.
        name: a component of that kind, "module:Class", a preset, a path that ends in .yaml, or one of
            its `BASELINES`.

    Raises ConfigError if it is none of these, naming the nearest.
    """
    if name.endswith(SUFFIXES):
        return load_config(name)
    if name in TABLES[kind] or ":" in name:
        return override(load_config("default"), {"name": name, f"{kind}.name": name}, source=f"system {name}")
    baselines = BASELINES[kind]
    if name in baselines:
        return override(load_config("default"), {"name": name, **baselines[name]}, source=f"system {name}")
    if name in presets():
        return load_config(name)
    known = [*TABLES[kind], *baselines, *presets()]
    raise ConfigError(
        f'no system "{name}"{nearest(name, known)} (there are: {", ".join(known)}; or a .yaml file, or module:Class)'
    )


def chosen_systems(names: Sequence[str]) -> list[str]:
    """The names in order, each once; ConfigError if they are too many for one table."""
    chosen = list(dict.fromkeys(names))
    if len(chosen) > MOST_SYSTEMS:
        raise ConfigError(f"{len(chosen)} systems; at most {MOST_SYSTEMS} can be compared at once")
    return chosen


def shown_names(names: Sequence[str]) -> dict[str, str]:
    """What tables call each system: of "module:Class" the class, unless two are called alike."""
    short = {name: name.rpartition(":")[2] for name in names}
    alike = [one for one in short.values() if list(short.values()).count(one) > 1]
    return {name: name if one in alike else one for name, one in short.items()}
