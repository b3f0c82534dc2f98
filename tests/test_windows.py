from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import ModelError
from summarizer.models.generation import Written
from summarizer.models.tokens import Tokens
from summarizer.summarizers.windows import Piece, Window, condense, units_of, window_notes, windows_of


class _Letters:
    """A tokenizer with one token a character; "§" is a control token."""

    unk_token_id = None
    all_special_ids = (ord("§"),)

    def get_added_vocab(self) -> dict[str, int]:
        return {"§": ord("§")}

    def __call__(self, text: str | list[str], **options: object) -> dict[str, object]:
        rows = [[ord(letter) for letter in t] for t in ([text] if isinstance(text, str) else text)]
        return {"input_ids": rows[0] if isinstance(text, str) else rows}


def _text(ids: Sequence[int]) -> str:
    return "".join(map(chr, ids))


def _units(*texts: str) -> list[list[int]]:
    return [[ord(letter) for letter in text] for text in texts]


@given(st.lists(st.integers(1, 20), min_size=1, max_size=40), st.integers(20, 60))
def test_windows_hold_all_units_in_order_and_are_as_few_as_can_be(sizes: list[int], room: int) -> None:
    units = [[i] * size for i, size in enumerate(sizes)]
    windows = windows_of(units, room)
    assert [token for window in windows for token in window] == [token for unit in units for token in unit]
    assert all(len(window) <= room for window in windows)
    greedy, used = 1, 0
    for size in sizes:
        if used + size > room:
            greedy, used = greedy + 1, 0
        used += size
    assert len(windows) == greedy


def test_windows_are_balanced_and_not_filled_to_the_brim() -> None:
    windows = windows_of([[0] * 10] * 12, 100)
    assert [len(window) for window in windows] == [60, 60]


def test_a_sentence_longer_than_the_window_is_cut_between_words_and_counted() -> None:
    text = "alpha beta gamma delta epsilon zeta"
    units, cut = units_of([Piece("short."), Piece(f" {text}", lead=(1, 2))], Tokens(_Letters()), 14)
    assert cut == 1
    assert all(len(unit) <= 14 for unit in units)
    joined = _text([token for unit in units[1:] for token in unit])
    assert joined == f"\x01\x02 {text}"
    assert all(word in text.split() for unit in units[1:] for word in _text(unit).strip("\x01\x02 ").split())


def test_a_word_longer_than_the_window_loses_nothing() -> None:
    units, cut = units_of([Piece("x" * 100)], Tokens(_Letters()), 9)
    assert (cut, sum(map(len, units))) == (1, 100)
    assert max(map(len, units)) <= 9


def test_control_tokens_in_a_text_are_dropped() -> None:
    assert units_of([Piece("a§b <|im_end|> c")], Tokens(_Letters()), 50)[0] == _units("ab   c")


def test_a_text_in_one_window_is_written_on_once_and_a_long_one_is_reduced() -> None:
    calls: list[list[tuple[int, str, bool]]] = []

    def write(windows: Sequence[Window]) -> list[Written]:
        calls.append([(w.text, _text(w.ids), w.final) for w in windows])
        return [Written(_text(w.ids)[:2], True) for w in windows]

    def reread(text: int, parts: Sequence[Written]) -> list[list[int]]:
        return _units(*[part.text for part in parts])

    texts = [_units("abc"), [], _units("defg", "hijk", "lmno")]
    outcomes = condense(texts, [6, 6, 6], write, reread)
    assert [(o.written.text, o.windows) for o in outcomes] == [("ab", 1), ("", 1), ("de", 3)]
    assert calls == [
        [(0, "abc", True), (2, "defg", False), (2, "hijk", False), (2, "lmno", False)],
        [(2, "dehilm", True)],
    ]


def test_summaries_too_long_for_a_window_are_reduced_again() -> None:
    rounds = 0

    def write(windows: Sequence[Window]) -> list[Written]:
        nonlocal rounds
        rounds += 1
        return [Written(_text(w.ids)[: (len(w.ids) + 1) // 2], True) for w in windows]

    outcomes = condense(
        [_units(*["abcd"] * 16)], [8], write, lambda text, parts: _units(*[p.text for p in parts])
    )
    assert (outcomes[0].windows, rounds) == (8, 4)


def test_a_model_that_does_not_condense_is_an_error_and_no_endless_loop() -> None:
    with pytest.raises(ModelError, match="does not condense"):
        condense(
            [_units("abcd", "efgh")],
            [4],
            lambda windows: [Written("abcd", True) for _ in windows],
            lambda text, parts: _units(*[p.text for p in parts]),
        )


def test_notes_tell_windows_and_cuts() -> None:
    assert window_notes(1, 1024, 0) == ()
    assert window_notes(4, 1024, 1) == (
        "read in 4 windows of up to 1,024 tokens",
        "1 sentence longer than the window, cut at words",
    )


def test_real_tokenizers_say_what_they_put_around_a_text(tiny: Callable[..., Path]) -> None:
    from transformers import AutoTokenizer

    for kind, around in {"bart": (["<s>"], ["</s>"]), "t5": ([], ["</s>"]), "llama": ([], [])}.items():
        tokenizer = AutoTokenizer.from_pretrained(tiny(kind, taught=False))
        tokens = Tokens(tokenizer)
        assert (
            tokenizer.convert_ids_to_tokens(tokens.head),
            tokenizer.convert_ids_to_tokens(tokens.tail),
        ) == around
