"""A tiny sentence encoder (BERT, MPNet) from random weights: a folder that loads like the bundled one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers
from transformers import BertConfig, BertModel, MPNetConfig, MPNetModel, PreTrainedTokenizerFast

from summarizer.models.files import sha256

CORPUS = [
    "The council of Lindholm approved the new tram line on Monday after a long debate about the budget of the town.",
    "Nine members voted for the tram; four voted against it, and two left before the vote, said mayor Ada Brandt.",
    "Ferries will stop at noon until the inspection of the harbour bridge is over, and reopen by spring.",
    "Prices rose by 3.4 percent in a year. Rain is expected in the north, with 14 roads closed.",
]


def make_encoder(folder: Path, layers: int = 3, *, mpnet: bool = False) -> Path:
    """A folder with the encoder and its tokenizer."""
    torch.manual_seed(0)
    inner = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    inner.normalizer = normalizers.BertNormalizer(lowercase=True)
    inner.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    inner.train_from_iterator(
        CORPUS, trainers.WordPieceTrainer(vocab_size=300, special_tokens=special, show_progress=False)
    )
    inner.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    names = {"pad": "[PAD]", "unk": "[UNK]", "cls": "[CLS]", "sep": "[SEP]", "mask": "[MASK]"}
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=inner,
        model_max_length=64,
        **{f"{key}_token": token for key, token in names.items()},
    )
    tokenizer.save_pretrained(folder)
    config = (MPNetConfig if mpnet else BertConfig)(
        vocab_size=len(tokenizer),
        hidden_size=16,
        num_hidden_layers=layers,
        num_attention_heads=2,
        intermediate_size=24,
        max_position_embeddings=128,
        pad_token_id=0,
    )
    (MPNetModel if mpnet else BertModel)(config).save_pretrained(folder)
    return folder


def write_relation_model(folder: Path, base: Path, split: int, weights: Mapping[str, torch.Tensor]) -> Path:
    """The folder with a relation model of these weights on the encoder `base`."""
    save_file(dict(weights), folder / "model.safetensors")
    told = {
        "kind": "relation",
        "base": str(base),
        "base_sha256": sha256(base / "model.safetensors"),
        "split": split,
    }
    (folder / "model.json").write_text(json.dumps(told))
    return folder
