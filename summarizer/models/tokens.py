"""Article text to token ids that cannot act: none of them is a control token, whatever the text says.

An article that holds "<|im_end|>" or "<doc-sep>" would otherwise end the turn or start another document. Text
of articles and trusted text (prompts, templates) are therefore turned into ids apart, and joined as ids.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

_MARKUP = re.compile(r"\s*[<\[|].*[>\]|]\s*", re.DOTALL)
_ROLE = re.compile(
    r"\[/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS)\]|<</?SYS>>|<\|[^|<>\n]{1,40}\|>|"
    r"</?(?:s|think|tool_call|tool_response|start_of_turn|end_of_turn)>",
    re.IGNORECASE,
)
"""Turn markers of common chat formats, some of which are plain text and not tokens of their own."""


class Tokens:
    """A tokenizer, seen as text to ids. `head` and `tail` are the ids that it puts around every input."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._control = _control_ids(tokenizer)
        self.head, self.tail = self._around()

    def of_text(self, texts: Sequence[str]) -> list[list[int]]:
        """The ids of texts that are not trusted: turn markers and control tokens in them are dropped."""
        if not texts:
            return []
        rows = self._rows([_ROLE.sub(" ", text) for text in texts])
        return [[token for token in row if token not in self._control] for row in rows]

    def of_prompt(self, text: str) -> list[int]:
        """The ids of trusted text, control tokens included."""
        return self._rows([text])[0] if text else []

    def named(self, token: str) -> int | None:
        """The id of a token that the vocabulary holds as such, else None."""
        found = self._tokenizer.convert_tokens_to_ids(token)
        return None if found is None or found == self._tokenizer.unk_token_id else int(found)

    def _rows(self, texts: Sequence[str]) -> list[list[int]]:
        rows: list[list[int]] = self._tokenizer(list(texts), add_special_tokens=False, verbose=False)[
            "input_ids"
        ]
        return rows

    def _around(self) -> tuple[list[int], list[int]]:
        bare = self._rows(["a"])[0]
        whole: list[int] = self._tokenizer("a")["input_ids"]
        start = next((i for i in range(len(whole)) if whole[i : i + len(bare)] == bare), 0)
        return whole[:start], whole[start + len(bare) :]


def _control_ids(tokenizer: Any) -> frozenset[int]:
    """Special tokens, and added ones that look like markup (a word that somebody added stays a word)."""
    added = {i for text, i in tokenizer.get_added_vocab().items() if _MARKUP.fullmatch(text)}
    return frozenset((added | set(tokenizer.all_special_ids)) - {tokenizer.unk_token_id})
