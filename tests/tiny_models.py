"""Tiny models of each architecture, made on the spot from random weights: folders that load like the real ones.

`teach` trains one for a moment to write TAUGHT whatever it reads, so that a test sees whole sentences come out.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import (
    AutoModelForCausalLM,
    AutoModelForSeq2SeqLM,
    BartConfig,
    LEDConfig,
    LlamaConfig,
    PegasusConfig,
    PreTrainedTokenizerFast,
    Qwen3_5Config,
    Qwen3_5ForConditionalGeneration,
    T5Config,
)

TAUGHT = (
    "The harbour bridge reopened on Friday.",
    "Engineers had replaced forty cables.",
    "The mayor of Lindholm thanked the crews and promised new lamps by spring.",
)
CORPUS = [
    *TAUGHT,
    "Here is a summary of the article:",
    "Ferries will stop at noon, said Ada Brandt of the port office, “until the inspection is over”.",
    "The council of Lindholm voted 9 to 4 for the tram; two members left before the vote.",
    "Prices rose by 3.4 percent in a year. Rain is expected in the north.",
    "summarize: system user assistant You summarize news articles at most words sentences",
]
CHATML = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n"
    "{% if enable_thinking is defined and not enable_thinking %}<think>\n\n</think>\n\n{% endif %}{% endif %}"
)
LLAMA = CHATML.partition("{% if enable_thinking")[0] + "{% endif %}"
SEQ2SEQ = ("bart", "pegasus", "t5", "led", "primera")
CAUSAL = ("llama", "qwen3.5")
STEPS = 200

_ENCODER_DECODER = {
    "d_model": 32,
    "encoder_layers": 1,
    "decoder_layers": 1,
    "encoder_attention_heads": 2,
    "decoder_attention_heads": 2,
    "encoder_ffn_dim": 48,
    "decoder_ffn_dim": 48,
    "dropout": 0.0,
}
_DECODER = {
    "hidden_size": 32,
    "intermediate_size": 48,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "num_key_value_heads": 1,
    "head_dim": 16,
}
_LINEAR_ATTENTION = {
    "num_hidden_layers": 2,
    "layer_types": ["linear_attention", "full_attention"],
    "linear_num_key_heads": 2,
    "linear_num_value_heads": 2,
    "linear_key_head_dim": 16,
    "linear_value_head_dim": 16,
    "tie_word_embeddings": True,
}


def make(kind: str, folder: Path, *, window: int = 256, taught: bool = True) -> Path:
    """A folder with a tiny model of that kind and its tokenizer, reading `window` tokens."""
    torch.manual_seed(0)
    tokenizer = _tokenizer(kind, window)
    config = _config(kind, tokenizer, window)
    if kind == "qwen3.5":
        model: Any = Qwen3_5ForConditionalGeneration(
            config
        )  # its folders hold an image encoder beside the writer
    else:
        auto: Any = AutoModelForSeq2SeqLM if config.is_encoder_decoder else AutoModelForCausalLM
        model = auto.from_config(config)
    if taught:
        teach(model, tokenizer)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def teach(model: Any, tokenizer: Any) -> None:
    """Train the model to write TAUGHT (a chat model with a preamble, PEGASUS with its own line breaks)."""
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    slower = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.0, total_iters=STEPS)
    joint = "<n>" if tokenizer.convert_tokens_to_ids("<n>") != tokenizer.unk_token_id else " "
    target = joint.join(TAUGHT)
    longest = min(150, tokenizer.model_max_length // 2)
    for step in range(STEPS):
        ids = torch.randint(
            10, len(tokenizer), (10 + step * 37 % longest,)
        ).tolist()  # texts of any kind and length
        if model.config.is_encoder_decoder:
            labels = torch.tensor([tokenizer(target)["input_ids"]])
            loss = model(input_ids=torch.tensor([ids]), labels=labels).loss
        else:
            turns = [
                {"role": "system", "content": CORPUS[-1]},
                {"role": "user", "content": tokenizer.decode(ids)},
            ]
            prompt = tokenizer.apply_chat_template(
                turns, tokenize=False, add_generation_prompt=True, enable_thinking=False
            )
            asked = tokenizer(prompt)["input_ids"]
            answer = tokenizer(f"Here is a summary:\n{target}<|im_end|>")["input_ids"]
            labels = torch.tensor([[-100] * len(asked) + answer])
            loss = model(input_ids=torch.tensor([asked + answer]), labels=labels).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        slower.step()


def _tokenizer(kind: str, window: int) -> PreTrainedTokenizerFast:
    special = {
        "bart": ["<s>", "<pad>", "</s>", "<unk>"],
        "led": ["<s>", "<pad>", "</s>", "<unk>"],
        "primera": ["<s>", "<pad>", "</s>", "<unk>", "<doc-sep>"],
        "t5": ["<pad>", "</s>", "<unk>"],
        "pegasus": ["<pad>", "</s>", "<unk>"],
        "llama": ["<|endoftext|>", "<|im_start|>", "<|im_end|>"],
        "qwen3.5": ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<think>", "</think>"],
    }[kind]
    inner = Tokenizer(models.BPE(unk_token=None if kind in CAUSAL else "<unk>"))
    trainer = trainers.BpeTrainer(vocab_size=600, special_tokens=special, show_progress=False)
    if kind in ("t5", "pegasus"):
        inner.normalizer = normalizers.NFKC()
        inner.pre_tokenizer = pre_tokenizers.Metaspace()
        inner.decoder = decoders.Metaspace()
    else:
        inner.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        inner.decoder = decoders.ByteLevel()
        trainer.initial_alphabet = pre_tokenizers.ByteLevel.alphabet()
    inner.train_from_iterator(CORPUS, trainer)
    if kind == "pegasus":
        inner.add_tokens(["<n>"])  # its line break, a token like any other
    names: dict[str, Any] = {"pad_token": "<pad>", "eos_token": "</s>", "unk_token": "<unk>"}
    if kind in CAUSAL:
        names = {"pad_token": "<|endoftext|>", "eos_token": "<|im_end|>", "chat_template": CHATML}
        if kind == "llama":
            names["chat_template"] = LLAMA
    elif kind in ("bart", "led", "primera"):
        names["bos_token"] = "<s>"
        inner.post_processor = _around(inner, "<s> $A </s>", ("<s>", "</s>"))
    else:
        inner.post_processor = _around(inner, "$A </s>", ("</s>",))
    return PreTrainedTokenizerFast(tokenizer_object=inner, model_max_length=window, **names)


def _around(inner: Tokenizer, single: str, tokens: tuple[str, ...]) -> Any:
    pairs = [(token, inner.token_to_id(token)) for token in tokens]
    return processors.TemplateProcessing(single=single, special_tokens=pairs)


def _config(kind: str, tokenizer: PreTrainedTokenizerFast, window: int) -> Any:
    common = {
        "vocab_size": len(tokenizer),
        "pad_token_id": tokenizer.pad_token_id,
        "eos_token_id": tokenizer.eos_token_id,
    }
    if kind == "t5":
        return T5Config(
            **common,
            d_model=32,
            d_kv=16,
            d_ff=48,
            num_layers=1,
            num_heads=2,
            dropout_rate=0.0,
            decoder_start_token_id=tokenizer.pad_token_id,
        )
    if kind == "pegasus":
        return PegasusConfig(
            **common,
            **_ENCODER_DECODER,
            max_position_embeddings=window,
            decoder_start_token_id=tokenizer.pad_token_id,
            forced_eos_token_id=tokenizer.eos_token_id,
        )
    if kind == "llama":
        return LlamaConfig(**common, **_DECODER, max_position_embeddings=window, tie_word_embeddings=True)
    if kind == "qwen3.5":
        text = {**common, **_DECODER, **_LINEAR_ATTENTION, "max_position_embeddings": window}
        picture = {
            "depth": 1,
            "hidden_size": 32,
            "intermediate_size": 48,
            "num_heads": 2,
            "out_hidden_size": 32,
        }
        return Qwen3_5Config(text_config=text, vision_config=picture, tie_word_embeddings=True)
    common |= {
        "bos_token_id": tokenizer.bos_token_id,
        "decoder_start_token_id": tokenizer.eos_token_id,
        "forced_bos_token_id": tokenizer.bos_token_id,
        "forced_eos_token_id": tokenizer.eos_token_id,
    }
    if kind == "bart":
        return BartConfig(**common, **_ENCODER_DECODER, max_position_embeddings=window)
    return LEDConfig(
        **common,
        **_ENCODER_DECODER,
        attention_window=16,
        max_encoder_position_embeddings=window,
        max_decoder_position_embeddings=128,
    )
