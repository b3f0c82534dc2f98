"""Read a text or Markdown file as one article: YAML front matter tells about it, the rest is its text.

Markdown is not rendered: the text is kept as it is in the file, so that offsets point into what the author
wrote. A first line `# Title` gives the title if front matter gives none, and stays in the text.
"""

from __future__ import annotations

import re
from pathlib import Path

from summarizer.errors import InputError
from summarizer.readers.drafts import Found
from summarizer.readers.fields import Fields, is_nothing, kind
from summarizer.readers.files import Input, read_text
from summarizer.types import Article

LARGEST_FRONT_MATTER = 64 * 1024
"""Characters within which front matter must end; a file that just begins with dashes is all text."""

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_NAME = re.compile(r"[^\W\d_]+(?:[-_ ][^\W\d_]+)*")
_NULLS = ("null", "~")


def read_article(source: Input, format_name: str, encoding: str) -> Found:
    """The article in a file; its id and its outlet come from the file's name unless front matter tells.

    Raises InputError if the file is empty, binary, too large or in another encoding, or its front matter is
    broken.
    """
    whole = read_text(source, encoding)
    values, text = front_matter(source.name, whole)
    if not text.strip():
        raise InputError(f"{source.name}: nothing after the front matter")
    fields = Fields({})
    given_id, about = fields.string(values, "id"), fields.about_article(values)
    for name, value in (("id", given_id), *about.items()):
        if not value and not is_nothing(held := fields.value(values, name)):
            raise InputError(f"{source.name}: front matter: {name} must be one value, not {kind(held)}")
    about["outlet"] = about["outlet"] or ("" if source.path is None else outlet_from(source.stem))
    about["title"] = about["title"] or (heading(text) if format_name in ("md", "markdown") else "")
    return Found(source.name, Article(given_id or source.stem, text, **about), named=bool(given_id))


def heading(text: str) -> str:
    """The title in a Markdown text that begins with a line `# Title`, else ""."""
    first, _, _ = text.lstrip().partition("\n")
    return first[2:].strip().rstrip("#").rstrip() if first.startswith("# ") else ""


def front_matter(name: str, whole: str) -> tuple[dict[str, object], str]:
    """The values between the `---` lines that open a text, each as it is written, and the text behind them.

    A text that opens with a line of dashes but has no `key: value` lines behind it has no front matter.
    Raises InputError for broken YAML.
    """
    match = _FRONT_MATTER.match(whole[: LARGEST_FRONT_MATTER + 8])
    if match is None:
        return {}, whole
    values = parse_yaml(f"{name}: front matter", match.group(1), first_line=2)
    if not isinstance(values, dict):
        return {}, whole
    return {key: "" if value in _NULLS else value for key, value in values.items()}, whole[match.end() :]


def parse_yaml(name: str, text: str, first_line: int = 1) -> object:
    """The YAML value with every scalar as the string it is written as ("2026-03-14", "007", "yes").

    Only strings, lists and mappings can come out of it. Raises InputError naming the line.
    """
    import yaml

    try:
        return yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + first_line if error.problem_mark else first_line
        raise InputError(
            f'{name}, line {line}: not YAML ({error.problem}); a value that holds ": " or "#" needs quotes'
        ) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise InputError(f"{name}: not YAML ({str(error).splitlines()[0]})") from error


def outlet_from(stem: str) -> str:
    """A readable outlet from a file name: "harbor-herald" -> "Harbor Herald", "bbc-news" -> "BBC News".

    Nothing is made of a name with digits or other signs ("000_08094e76"): it says no outlet.
    """
    if not _NAME.fullmatch(stem):
        return ""
    words = re.split(r"[-_ ]", stem)
    return " ".join(words) if not stem.islower() else " ".join(map(_capital, words))


def _capital(word: str) -> str:
    """A word of an outlet's name as it is written: initials, told by having no vowel, in capitals."""
    initials = len(word) <= 4 and word.isascii() and not re.search("[aeiouy]", word)
    return word.upper() if initials else word.capitalize()


def read_story_file(path: Path, encoding: str) -> tuple[str, tuple[str, ...]]:
    """Title and reference summaries from a folder's `story.yaml`; it holds `title`, `references`, or both.

    Raises InputError for anything else in it, and for broken YAML.
    """
    values = parse_yaml(str(path), read_text(Input(path), encoding))
    if not isinstance(values, dict):
        raise InputError(f"{path}: must hold title: and references:, not {kind(values)}")
    fields = Fields({"story_title": "title", "references": "references"})
    for key in values:
        if key not in fields.mapping.values():
            raise InputError(f'{path}: no key "{key}" (there are: title, references)')
    return fields.string(values, "story_title"), fields.strings(values, "references")
