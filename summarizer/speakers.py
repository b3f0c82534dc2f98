"""One name for each speaker of a story, however the outlets write it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from summarizer.names import same_name
from summarizer.types import Quotation

_ARTICLE = re.compile(r"^(?:the|an?) ")


def speaker_names(quotations: Sequence[Quotation]) -> dict[str, str]:
    """The name to show for every speaker: the longest way in which the story writes it, the most frequent of those.

    Names are only held against names with the same last word, and a name that fits two different people keeps
    to itself. Who is only described ("the Republican senator", "a spokesman") is nobody but who is described alike.
    """
    counts = Counter(quotation.speaker for quotation in quotations if quotation.speaker.strip())
    by_last: dict[str, list[str]] = {}
    for name in sorted(counts, key=lambda name: (-len(name.split()), -counts[name], name)):
        by_last.setdefault(name.split()[-1].casefold(), []).append(name)
    shown: dict[str, str] = {}
    for alike in by_last.values():
        kept: list[str] = []
        for name in alike:
            fitting = [longer for longer in kept if _same(name, longer)]
            shown[name] = fitting[0] if len(fitting) == 1 else name
            if not fitting:
                kept.append(name)
    return shown


def _same(name: str, longer: str) -> bool:
    if name.split()[-1][0].islower() or longer.split()[-1][0].islower():
        return _described(name) == _described(longer)
    return same_name(name, longer)


def _described(name: str) -> str:
    return _ARTICLE.sub("", name.casefold())
