"""One name for each speaker of a story, however the outlets write it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from summarizer.names import same_name
from summarizer.types import Quotation


def speaker_names(quotations: Sequence[Quotation]) -> dict[str, str]:
    """The name to show for every speaker: the longest way in which the story writes it, the most frequent of those.

    Names are only held against names with the same last word, and a name that fits two different people keeps
    to itself.
    """
    counts = Counter(quotation.speaker for quotation in quotations if quotation.speaker.strip())
    by_last: dict[str, list[str]] = {}
    for name in sorted(counts, key=lambda name: (-len(name.split()), -counts[name], name)):
        by_last.setdefault(name.split()[-1].casefold(), []).append(name)
    shown: dict[str, str] = {}
    for alike in by_last.values():
        kept: list[str] = []
        for name in alike:
            fitting = [longer for longer in kept if same_name(name, longer)]
            shown[name] = fitting[0] if len(fitting) == 1 else name
            if not fitting:
                kept.append(name)
    return shown
