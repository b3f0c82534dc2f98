"""Load the model that judges pairs of sentences, and ask it: text in, probabilities of the relations out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from summarizer.errors import ModelError
from summarizer.models.bundled import WEIGHTS, settings, weights_folder
from summarizer.models.device import pick_device, pick_dtype
from summarizer.models.encoder import remember_to_forget
from summarizer.models.files import BUNDLED, locate, sha256
from summarizer.models.low_rank import completed
from summarizer.models.pair_features import soft, surface
from summarizer.models.pair_network import pair_network
from summarizer.models.quiet import without_progress_bars

if TYPE_CHECKING:
    import numpy as np
    import torch

KIND = "relation"
LONGEST = 80
"""Tokens of a sentence that are read; one sentence of a hundred is longer."""
MOST_READ = 800_000_000
"""Bytes that all that was read of sentences may take: 8,000 sentences of the bundled model, 4,000 of the large one."""


class Reading(NamedTuple):
    """What the base encoder makes of one sentence.

    `tokens` leaves out the special ones, and `units` are their last states, rows of length 1. `middle` are the
    states of all tokens where the network takes over. `vector` is the sentence as the encoder by itself gives it.
    """

    tokens: list[int]
    middle: torch.Tensor
    units: torch.Tensor
    vector: torch.Tensor

    @property
    def size(self) -> int:
        """The bytes of its tensors."""
        return int(self.middle.nbytes + self.units.nbytes + self.vector.nbytes)


class Verdict(NamedTuple):
    """The probabilities of `RELATIONS`, in their order, and that a says all of b, and b all of a."""

    relations: tuple[float, ...]
    a_says_b: float
    b_says_a: float


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class PairModel:
    """A base encoder that reads sentences one by one, and a network that reads two of them together.

    What was read is remembered until `forget`: vectors of all sentences, all else of the last ones, `MOST_READ`
    bytes in all.
    """

    name: str
    base: Any
    tokenizer: Any
    network: Any
    rarity: torch.Tensor
    device: torch.device
    settings: Mapping[str, Any]
    """Which base encoder it is for ("base", "base_sha256"), and from which layer on the network reads ("split")."""
    readings: dict[str, Reading] = field(default_factory=dict, repr=False)
    known: dict[str, np.ndarray] = field(default_factory=dict, repr=False)

    def vectors(self, texts: Sequence[str], batch_size: int = 32) -> np.ndarray:
        """The base encoder's unit vectors of the texts, shape (len(texts), dimension), float32."""
        import numpy as np

        self.read([text for text in texts if text not in self.known], batch_size)
        size = int(self.base.config.hidden_size)
        return np.stack([self.known[text] for text in texts]) if texts else np.zeros((0, size), np.float32)

    def forget(self) -> None:
        """Drop what was read, so that a result depends on nothing that was judged before."""
        self.readings.clear()
        self.known.clear()

    def judge(self, pairs: Sequence[tuple[str, str]], batch_size: int = 32) -> list[Verdict]:
        """One verdict a pair, in order. Equal pairs get equal verdicts whichever sentence comes first."""
        import torch

        if not pairs:
            return []
        readings = self.read([text for pair in pairs for text in pair], batch_size)
        ordered = [(b, a) if turned(a, b) else (a, b) for a, b in pairs]
        order = sorted(range(len(pairs)), key=lambda i: sum(len(readings[text].tokens) for text in pairs[i]))
        found: dict[int, Verdict] = {}
        for start in range(0, len(order), batch_size):
            chosen = order[start : start + batch_size]
            batch = self.batch([ordered[i] for i in chosen], readings)
            with torch.inference_mode():
                relation, entails, _ = self.network(*batch)
            rows = zip(relation.softmax(-1).tolist(), entails.sigmoid().tolist(), strict=True)
            for i, (likely, (first, second)) in zip(chosen, rows, strict=True):
                one, other = (second, first) if turned(*pairs[i]) else (first, second)
                found[i] = Verdict(tuple(likely), one, other)
        return [found[i] for i in range(len(pairs))]

    def read(self, texts: Sequence[str], batch_size: int = 32) -> dict[str, Reading]:
        """What the base encoder makes of each text, by text."""
        found = {text: self.readings[text] for text in texts if text in self.readings}
        todo = sorted(set(texts) - found.keys(), key=lambda text: (len(text), text))
        taken = sum(reading.size for reading in self.readings.values()) if todo else 0
        for start in range(0, len(todo), batch_size):
            fresh = self._read(todo[start : start + batch_size])
            found |= fresh
            self.known.update((text, reading.vector.numpy()) for text, reading in fresh.items())
            self.readings.update(fresh)
            taken += sum(reading.size for reading in fresh.values())
            while taken > MOST_READ:
                taken -= self.readings.pop(next(iter(self.readings))).size
        return found

    def _read(self, texts: list[str]) -> dict[str, Reading]:
        import torch
        from torch.nn import functional

        split = int(self.settings["split"])
        tokens = self.tokenizer(
            texts, padding=True, truncation=True, max_length=LONGEST, return_tensors="pt"
        ).to(self.device)
        with torch.inference_mode():
            output = self.base(**tokens, output_hidden_states=True)
        lengths = tokens["attention_mask"].sum(1).tolist()
        found = {}
        for i, (text, n) in enumerate(zip(texts, lengths, strict=True)):
            last = output.last_hidden_state[i, :n].float()
            found[text] = Reading(
                tokens["input_ids"][i, 1 : n - 1].tolist(),
                output.hidden_states[split][i, :n].clone(),
                functional.normalize(last[1:-1], dim=-1).cpu(),
                functional.normalize(last.mean(0), dim=0).cpu(),
            )
        return found

    def batch(
        self, pairs: Sequence[tuple[str, str]], readings: Mapping[str, Reading]
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        """The pairs as the network takes them: states, mask, second, numbers."""
        import torch

        numbers = torch.tensor([self.numbers(a, b, readings) for a, b in pairs], device=self.device)
        return (*joined([(readings[a].middle, readings[b].middle) for a, b in pairs]), numbers)

    def numbers(self, a: str, b: str, readings: Mapping[str, Reading]) -> list[float]:
        """The `FEATURES` numbers of one pair."""
        one, other = readings[a], readings[b]
        likeness = soft(one.tokens, one.units, other.tokens, other.units, self.rarity)
        return [float(one.vector @ other.vector), *surface(a, b), *likeness]


def turned(a: str, b: str) -> bool:
    """Whether the network reads b first: the longer sentence comes first, so that the order given does not matter."""
    return (len(b), b) > (len(a), a)


def joined(
    pairs: Sequence[tuple[torch.Tensor, torch.Tensor]],
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """The states of each pair's sentences one after the other, padded, with the mask and where the second is."""
    import torch

    longest = max(len(a) + len(b) for a, b in pairs)
    like = pairs[0][0]
    states = like.new_zeros(len(pairs), longest, like.shape[1])
    mask = torch.zeros(len(pairs), longest, dtype=torch.bool, device=like.device)
    second = torch.zeros(len(pairs), longest, dtype=torch.long, device=like.device)
    for i, (a, b) in enumerate(pairs):
        end = len(a) + len(b)
        states[i, : len(a)], states[i, len(a) : end] = a, b
        mask[i, :end] = True
        second[i, len(a) : end] = 1
    return states, mask, second


@lru_cache(maxsize=2)
def load_pair_model(model: str = BUNDLED, device: str = "auto", dtype: str = "auto") -> PairModel:
    """The pair model "bundled", "large" or in a folder, on the encoder it was trained on. Loaded once and shared.

    Raises ModelError if files are missing, changed, or do not fit each other.
    """
    found = open_pair_model(model, device, dtype)
    found.network.layers.to(pick_dtype(dtype, found.device))
    remember_to_forget(found)
    return found


def open_pair_model(model: str, device: str = "auto", dtype: str = "auto") -> PairModel:
    """The same, loaded anew, for training: `dtype` is that of the base; the network is in float32."""
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    folder = weights_folder(KIND, model)
    told = settings(folder)
    where = pick_device(device)
    precision = pick_dtype(dtype, where)
    base, tokenizer = load_base(str(told.get("base", BUNDLED)), str(told.get("base_sha256", "")))
    split = told.get("split")
    if not isinstance(split, int) or not 0 <= split < base.config.num_hidden_layers:
        raise ModelError(f'model "{folder.name}": split must be a layer of its base, not {split!r}')
    network = fresh_network(base, split)
    try:
        weights = load_file(folder / WEIGHTS)
        rarity = weights.pop("rarity").float()
        network.load_state_dict(completed(weights, network.state_dict()))
    except (SafetensorError, RuntimeError, ValueError, KeyError, OSError) as error:
        raise ModelError(f'model "{folder.name}" does not fit its base encoder: {error}') from error
    kept: dict[str, Any] = {key: told[key] for key in ("base", "base_sha256", "split") if key in told}
    base = base.to(where, precision).eval()  # only now: changes are added to weights that are not rounded
    return PairModel(folder.name, base, tokenizer, network.to(where).eval(), rarity, where, kept)


def load_base(model: str, expected: str = "") -> tuple[Any, Any]:
    """The base encoder, in float32, and its tokenizer; ModelError if its weights are not the expected ones."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    files = locate(model)
    if expected and sha256(files.path / WEIGHTS) != expected:
        raise ModelError(f'the encoder "{files.name}" is not the one that the relation model was trained on')
    safe: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
    with without_progress_bars():
        base = AutoModel.from_pretrained(files.path, use_safetensors=True, dtype=torch.float32, **safe)
    return base, AutoTokenizer.from_pretrained(files.path, **safe)


def fresh_network(base: Any, split: int) -> Any:
    """A network whose layers are copies of the base's own from `split` up, its heads at random."""
    import copy

    from torch import nn

    encoder = copy.deepcopy(base.encoder).float()
    layers, encoder.layer = encoder.layer[split:], nn.ModuleList()
    places = encoder if hasattr(encoder, "compute_position_bias") else None
    return pair_network(layers, base.config.hidden_size, places=places)
