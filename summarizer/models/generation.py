"""Write text with a transformer: token ids in, texts out, in batches that fit the memory.

Prompts are sorted by length and padded; a batch that runs out of memory is halved and tried again, down to
one prompt. The model's own decoding defaults are not used: what is asked for here is all that decides the
output.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from summarizer.errors import ModelError
from summarizer.models.source_words import KeepToSource, SourceWords, Vocabulary
from summarizer.models.tokens import Tokens

if TYPE_CHECKING:
    import torch

BATCH_TOKENS = 16_384
"""Tokens of a batch, padding, beams and output counted; one prompt may have more."""
_DECODER_LIMITS = ("max_decoder_position_embeddings", "max_position_embeddings")

_OUT_OF_MEMORY = ("out of memory", "can't allocate memory", "cannot allocate memory", "not enough memory")


@dataclass(frozen=True, slots=True)
class Decoding:
    """How to write; lengths in tokens. At `temperature` 0 the output is always the same, else by `seed`."""

    max_new_tokens: int
    min_new_tokens: int = 0
    num_beams: int = 1
    length_penalty: float = 1.0
    no_repeat_ngram_size: int = 0
    repetition_penalty: float = 1.0
    temperature: float = 0.0
    seed: int = 0

    def settings(self) -> dict[str, Any]:
        """These options as transformers' `generate` takes them."""
        chosen: dict[str, Any] = {
            "max_new_tokens": self.max_new_tokens,
            "min_new_tokens": min(self.min_new_tokens, self.max_new_tokens),
            "num_beams": self.num_beams,
            "no_repeat_ngram_size": self.no_repeat_ngram_size,
            "repetition_penalty": self.repetition_penalty,
            "do_sample": self.temperature > 0,
            "use_cache": True,  # no default of transformers 5: without it each token reads the whole text again
        }
        if self.temperature > 0:
            chosen["temperature"] = self.temperature
        if self.num_beams > 1:
            chosen |= {"length_penalty": self.length_penalty, "early_stopping": True}
        return chosen


@dataclass(frozen=True, slots=True)
class Written:
    """A text that a model wrote. `finished` is False if it was cut off where its tokens ran out."""

    text: str
    finished: bool


class Generator:
    """A loaded language model.

    `window` is the number of tokens it reads at once, 0 where it names none; a causal model's output is among
    them. `writes_apart` is True for an encoder-decoder. `has_global_attention` is True for LED and its like.
    """

    def __init__(
        self, model: Any, tokenizer: Any, *, name: str, window: int, device: torch.device | None = None
    ) -> None:
        self.name = name
        self.window = window
        self.tokens = Tokens(tokenizer)
        self.writes_apart: bool = bool(model.config.is_encoder_decoder)
        spans = getattr(model.config, "attention_window", None)
        self.has_global_attention = spans is not None
        self.multiple: int = max(spans) if isinstance(spans, list) else spans or 1
        self._tokenizer = tokenizer
        self._model = model
        self._device = device

    def window_of(self, wanted: int) -> int:
        """The window to use: `wanted` tokens, or the model's own where that is 0; ModelError without either."""
        if not (self.window or wanted):
            raise ModelError(f"{self.name} does not say how many tokens it reads: set the option window")
        return min(size for size in (self.window, wanted) if size)

    def writable(self, tokens: int) -> int:
        """So many tokens, or as many as the decoder of an encoder-decoder has positions for."""
        limits = (getattr(self._model.config, key, None) for key in _DECODER_LIMITS)
        limit = next((limit for limit in limits if limit), None) if self.writes_apart else None
        return tokens if limit is None else min(tokens, limit - 1)

    def chat_prompt(self, turns: Sequence[Mapping[str, str]]) -> str:
        """The turns (role, content) as one text in the model's chat format, up to where its answer begins.

        Models that can think aloud are asked not to. Raises ModelError if the model has no chat format, or
        none for these roles.
        """
        from jinja2 import TemplateError

        if not self._tokenizer.chat_template:
            raise ModelError(
                f"{self.name} has no chat template: it was not made for chat; use an instruct model"
            )
        try:
            text: str = self._tokenizer.apply_chat_template(
                list(turns), tokenize=False, add_generation_prompt=True, enable_thinking=False
            )
        except TemplateError as error:
            raise ModelError(
                f"the chat template of {self.name} refuses the prompt ({error}); "
                'if it knows no system turn, set system_prompt to ""'
            ) from error
        return text

    def generate(
        self,
        prompts: Sequence[Sequence[int]],
        decoding: Decoding,
        *,
        batch_size: int = 8,
        global_tokens: Sequence[int] = (),
        sources: Sequence[Sequence[int]] = (),
        progress: Callable[[int], None] | None = None,
    ) -> list[Written]:
        """What the model writes to each prompt, in order.

        Args:
            prompts: token ids, control tokens included; none may be longer than the window.
            decoding: how to write.
            batch_size: most prompts a batch; BATCH_TOKENS may make it smaller.
            global_tokens: ids that attend to the whole input, for models that have global attention (LED).
            sources: ids of the text within each prompt, to whose names and figures the output is held; none: free.
            progress: called with the number of prompts done since its last call.

        Raises:
            ModelError: a prompt is longer than the window, or not even one prompt fits the memory.
        """
        beside = 0 if self.writes_apart else decoding.max_new_tokens
        for prompt in prompts:
            if self.window and len(prompt) + beside > self.window:
                raise ModelError(f"{self.name} reads {self.window:,} tokens, and was given {len(prompt):,}")
        written: list[Written | None] = [None] * len(prompts)
        waiting = self._batches(prompts, decoding, batch_size)
        while waiting:
            batch = waiting.pop(0)
            own = [sources[i] for i in batch] if sources else []
            texts = self._attempt([list(prompts[i]) for i in batch], decoding, global_tokens, own)
            if texts is None:
                if len(batch) == 1:
                    raise ModelError(
                        f"{self.name} ran out of memory on one text of {len(prompts[batch[0]]):,} tokens; "
                        "set a smaller window or fewer beams, or use a smaller model"
                    )
                middle = len(batch) // 2
                waiting[:0] = [batch[:middle], batch[middle:]]
                continue
            for i, text in zip(batch, texts, strict=True):
                written[i] = text
            if progress is not None:
                progress(len(batch))
        return [text for text in written if text is not None]

    def _batches(
        self, prompts: Sequence[Sequence[int]], decoding: Decoding, batch_size: int
    ) -> list[list[int]]:
        """Indices of the prompts, longest first, so that a batch too large for the memory shows at once."""
        batches: list[list[int]] = []
        for i in sorted(range(len(prompts)), key=lambda i: -len(prompts[i])):
            longest = len(prompts[batches[-1][0]]) if batches else 0
            rows = (len(batches[-1]) + 1 if batches else 1) * decoding.num_beams
            full = not batches or len(batches[-1]) >= batch_size
            if full or rows * (longest + decoding.max_new_tokens) > BATCH_TOKENS:
                batches.append([])
            batches[-1].append(i)
        return batches

    def _attempt(
        self,
        prompts: list[list[int]],
        decoding: Decoding,
        global_tokens: Sequence[int],
        sources: Sequence[Sequence[int]],
    ) -> list[Written] | None:
        """What the model writes to the batch, or None if it ran out of memory."""
        try:
            return self._write(prompts, decoding, global_tokens, sources)
        except (RuntimeError, MemoryError) as error:
            if not _is_out_of_memory(error):
                raise
        _release_memory()
        return None

    def _write(
        self,
        prompts: list[list[int]],
        decoding: Decoding,
        global_tokens: Sequence[int],
        sources: Sequence[Sequence[int]],
    ) -> list[Written]:
        import torch

        inputs = self._padded(prompts)
        if global_tokens:
            wanted = torch.tensor(list(global_tokens), device=self._device)
            inputs["global_attention_mask"] = torch.isin(inputs["input_ids"], wanted).long()
        start = 1 if self.writes_apart else inputs["input_ids"].shape[1]
        with torch.inference_mode(), torch.random.fork_rng(enabled=decoding.temperature > 0):
            if decoding.temperature > 0:
                torch.manual_seed(decoding.seed)
            output = self._model.generate(
                **inputs, **decoding.settings(), logits_processor=self._keepers(sources, decoding, start)
            )
        rows = output[:, start:].tolist()
        texts = self._tokenizer.batch_decode(rows, skip_special_tokens=True)
        # A forced end of sequence at the last allowed token is no end of the text.
        return [
            Written(text, self._length(row) < decoding.max_new_tokens)
            for text, row in zip(texts, rows, strict=True)
        ]

    def _keepers(
        self, sources: Sequence[Sequence[int]], decoding: Decoding, start: int
    ) -> list[KeepToSource]:
        if not sources:
            return []
        words = [
            SourceWords.of(self._tokenizer.decode(source, skip_special_tokens=True)) for source in sources
        ]
        return [KeepToSource(self._vocabulary, words, decoding.num_beams, start)]

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary.of(self._tokenizer, int(self._model.config.vocab_size))

    def _padded(self, prompts: list[list[int]]) -> dict[str, torch.Tensor]:
        import torch

        width = max(len(prompt) for prompt in prompts)
        width = -(-width // self.multiple) * self.multiple  # LED attends in spans and wants whole ones
        pad = self._model.generation_config.pad_token_id
        ids = torch.full((len(prompts), width), pad, dtype=torch.long)
        mask = torch.zeros_like(ids)
        for row, prompt in enumerate(prompts):
            place = slice(0, len(prompt)) if self.writes_apart else slice(width - len(prompt), width)
            ids[row, place] = torch.tensor(prompt, dtype=torch.long)
            mask[row, place] = 1
        return {"input_ids": ids.to(self._device), "attention_mask": mask.to(self._device)}

    def _length(self, row: list[int]) -> int:
        """Tokens up to and with the first end of sequence."""
        ends = self._model.generation_config.eos_token_id
        stops = set(ends) if isinstance(ends, list) else {ends}
        return next((i + 1 for i, token in enumerate(row) if token in stops), len(row))


def _is_out_of_memory(error: BaseException) -> bool:
    return isinstance(error, MemoryError) or any(part in str(error).lower() for part in _OUT_OF_MEMORY)


def _release_memory() -> None:
    import gc

    import torch

    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    elif torch.backends.mps.is_available():
        torch.mps.empty_cache()
