"""A metric as the command line writes it: `rouge`, `rouge,stemmer=true`, `module:Class,option=value`."""

from __future__ import annotations

from summarizer.config import ComponentConfig
from summarizer.errors import ConfigError
from summarizer.yaml_source import parse


def metric_config(written: str) -> ComponentConfig:
    """The name and the options of a metric; ConfigError for what is not an option and a value."""
    name, *parts = written.split(",")
    options: dict[str, object] = {}
    for part in parts:
        key, equals, value = part.partition("=")
        if not equals:
            raise ConfigError(f'metric "{written}": "{part}" is not of the form option=value')
        options[key.strip()] = parse(value, f"metric {written}")[0]
    return ComponentConfig(name=name.strip(), options=options)
