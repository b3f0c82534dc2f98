"""Read YAML that people write by hand: plain values only, and the line of every key kept for error messages.

Plain words mean what they say: only `true` and `false` are booleans ("no" is a word, as in YAML 1.2), `1e-5`
is a number, a date stays text. Aliases, tags, repeated keys and oversized text are refused.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar

import yaml

from summarizer.errors import ConfigError

LARGEST = 256 * 1024
"""Characters of YAML that are read; a configuration has a few hundred."""

Place = tuple[str | int, ...]


def parse(text: str, source: str) -> tuple[Any, dict[Place, int]]:
    """The value of a YAML text, and the line (from 1) on which each key or item stands, by its path.

    Raises ConfigError, naming `source` and the line, for text that is not YAML or not plain values.
    """
    if len(text) > LARGEST:
        raise ConfigError(f"{source}: too large for a configuration (more than {LARGEST:,} characters)")
    lines: dict[Place, int] = {}
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        return (None if node is None else _value(loader, node, (), lines)), lines
    except yaml.YAMLError as error:
        raise ConfigError(f"{source}{_line_of(error)}: not valid YAML: {_reason(error)}") from error
    except (RecursionError, ValueError) as error:  # nested a thousand deep; a number of ten thousand digits
        raise ConfigError(f"{source}: not valid YAML: {str(error).splitlines()[0]}") from error


_TAG = "tag:yaml.org,2002:"
_PLAIN = ("null", "bool", "int", "float", "str", "seq", "map")


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader with the plain words of YAML 1.2's core schema, and without aliases."""

    yaml_implicit_resolvers: ClassVar[dict[Any, Any]] = {}  # type: ignore[misc]

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem="aliases are not supported", problem_mark=mark)
        return super().compose_node(parent, index)


for _tag, _pattern, _first in (
    ("null", r"(?:~|null|Null|NULL|)$", [*"~nN", ""]),
    ("bool", r"(?:true|True|TRUE|false|False|FALSE)$", [*"tTfF"]),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)$", [*"-+0123456789"]),
    (
        "float",
        r"[-+]?(?:(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?|[0-9]+[eE][-+]?[0-9]+)$",
        [*"-+.0123456789"],
    ),
):
    _Loader.add_implicit_resolver(f"{_TAG}{_tag}", re.compile(_pattern), _first)


def _value(loader: _Loader, node: yaml.Node, path: Place, lines: dict[Place, int]) -> Any:
    lines.setdefault(path, node.start_mark.line + 1)
    if node.tag.removeprefix(_TAG) not in _PLAIN:
        raise yaml.MarkedYAMLError(problem="tags are not supported", problem_mark=node.start_mark)
    if isinstance(node, yaml.MappingNode):
        return _mapping(loader, node, path, lines)
    if isinstance(node, yaml.SequenceNode):
        return [_value(loader, item, (*path, index), lines) for index, item in enumerate(node.value)]
    return loader.construct_object(node)


def _mapping(loader: _Loader, node: yaml.MappingNode, path: Place, lines: dict[Place, int]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        if not isinstance(key_node, yaml.ScalarNode) or key_node.tag != f"{_TAG}str":
            raise yaml.MarkedYAMLError(problem="a key must be a word", problem_mark=key_node.start_mark)
        if key in found:
            raise yaml.MarkedYAMLError(
                problem=f'the key "{key}" is given twice', problem_mark=key_node.start_mark
            )
        lines[(*path, key)] = key_node.start_mark.line + 1
        found[key] = _value(loader, value_node, (*path, key), lines)
    return found


def _line_of(error: yaml.YAMLError) -> str:
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    return f":{mark.line + 1}" if mark else ""


def _reason(error: yaml.YAMLError) -> str:
    if isinstance(error, yaml.MarkedYAMLError):
        return ", ".join(part for part in (error.problem, error.context) if part)
    return str(error).splitlines()[0]
