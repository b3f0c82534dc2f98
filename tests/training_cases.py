"""Invented articles, pairs and tiny models to train on, and a run that can be killed at a step."""

from __future__ import annotations

import csv
import random
from pathlib import Path

from transformers import BertConfig, BertModel, BertTokenizer, TrainerCallback

from summarizer.training import session
from summarizer.training.kinds import kind_class
from summarizer.training.recipe import recipe_from

NAMES = "Brandt Lindholm Okafor Meyer Sato Alvarez Novak Haddad Ibsen Quist Farrow Tamm Osei Petrov Lund Varga".split()
THINGS = (
    "tram bridge harbour market library stadium clinic school theatre reservoir ferry archive orchard".split()
)
VERBS = "approved rejected delayed praised questioned defended cancelled reviewed".split()
REASONS = "costs safety noise traffic weather budgets flooding jobs tourism wages".split()


def article(number: int) -> tuple[str, str]:
    """An article of seven sentences in any order, and a summary that it supports."""
    chance = random.Random(number)
    one, two = chance.sample(NAMES, 2)
    thing, old = chance.sample(THINGS, 2)
    did, also = chance.sample(VERBS, 2)
    first, second, third = chance.sample(REASONS, 3)
    cost = chance.randint(10, 99)
    sentences = [
        f"The council of {one} {did} the {thing} on day {number}.",
        f"{two} {also} the plan because of {first} and {second}.",
        f'Critics spoke of {third}, and of "a gift, not a duty".',
        f"It will cost {cost} million.",
        f"The old {old} stays open until {2000 + number}.",
        f"{chance.choice(NAMES)} wants a vote on {chance.choice(REASONS)} before the {chance.choice(THINGS)} opens.",
        f"Letter {number * 7919} from {chance.choice(NAMES)} to {chance.choice(NAMES)} asks about the {chance.choice(THINGS)}.",
    ]
    chance.shuffle(sentences)
    return "\n".join(sentences), f"{one} {did} a {thing} for {cost} million."


def odd_csv(path: Path, count: int = 40) -> Path:
    """A CSV whose columns have odd names, and whose cells hold quotes, commas and line breaks."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["Nr", "Body, as printed", 'Kurz "fassung"'])
        writer.writerows([i, *article(i)] for i in range(count))
    return path


ODD_COLUMNS = {"document": "Body, as printed", "summary": 'Kurz "fassung"'}


def pairs_csv(path: Path, count: int = 48) -> Path:
    """Pairs of sentences of a dozen stories, half of them aligned."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["Sentence A", "Sentence B", "Verdict", "Story"])
        for i in range(count):
            sentences = article(i)[0].split("\n")
            other = article(i + 1000)[0].split("\n")
            aligned = i // 12 % 2 == 0
            match = " ".join(reversed(sentences[0].rstrip(".").split())) if aligned else other[1]
            writer.writerow([sentences[0], match, "same" if aligned else "none", f"story {i % 12}"])
    return path


def tiny_encoder(folder: Path) -> Path:
    """A BERT of one layer with dropout, and a vocabulary of letters."""
    folder.mkdir(parents=True)
    letters = [chr(i) for i in range(33, 127) if not chr(i).isupper()]
    vocabulary = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "[MASK]",
        *letters,
        *[f"##{letter}" for letter in letters],
    ]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    tokenizer = BertTokenizer(str(folder / "vocab.txt"), model_max_length=64)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


class Killed(TrainerCallback):
    """Ends the process's training at a step, as if it were killed there: before anything of it is saved."""

    def __init__(self, step: int) -> None:
        self.step = step

    def on_step_end(self, args, state, control, **kwargs):
        if state.global_step == self.step:
            raise KeyboardInterrupt


def train(recipe: dict, folder: Path, *, resume: bool = False, killed_at: int = 0) -> list[str]:
    """Run a training and return what was told; killed at a step if one is given."""
    chosen = recipe_from(recipe)
    cls = kind_class(chosen.kind)
    own, told = cls.trainer, []

    def trainer(self, *args):
        made = own(self, *args)
        if killed_at:
            made.add_callback(Killed(killed_at))
        return made

    cls.trainer = trainer
    try:
        session.finetune(chosen, folder, resume=resume, tell=told.append)
    except KeyboardInterrupt:
        assert killed_at
    finally:
        cls.trainer = own
    return told


def weights(folder: Path) -> dict[str, bytes]:
    """The weight files of a model, byte by byte."""
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*.safetensors"))}
