"""Summarizers scored on cases: fair lengths, failures that count, summaries kept, and how data is read."""

from __future__ import annotations

import dataclasses
import gzip
import json
from dataclasses import dataclass
from typing import ClassVar

import pytest
from run_cases import Picky

from summarizer.components import build
from summarizer.errors import ConfigError, InputError
from summarizer.evaluation.cache import SummaryCache
from summarizer.evaluation.cases import read_cases
from summarizer.evaluation.run import run_task
from summarizer.evaluation.summaries import evaluate_systems
from summarizer.evaluation.systems import system_config
from summarizer.evaluation.tasks import Task, load_task, tasks
from summarizer.pipeline import Engine
from summarizer.summarizers.lead import Lead
from summarizer.types import Length

FIRST = "The harbour of Tollen counted fourteen otters on Monday."
SECOND = "The mayor praised the keepers for their patience."
THIRD = "A ferry to Brill was late by an hour."


@dataclass(frozen=True)
class Counting(Lead):
    """Lead that counts how many stories it was asked to summarize."""

    asked: ClassVar[list[str]] = []

    def summarize(self, stories, length):
        self.asked.extend(story.id for story in stories)
        assert not any(story.references for story in stories)
        return Lead().summarize(stories, length)


COUNTING = f"{__name__}:Counting"
PICKY = f"{Picky.__module__}:Picky"


def row(number, *, animal="otter", summary=FIRST):
    text = f"{FIRST} {SECOND} {THIRD}".replace("otter", animal)
    return {"id": f"n{number}", "document": text, "summary": summary}


def write(path, rows):
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    return path


def task(path, **more):
    settings = {
        "title": "Tollen",
        "data": str(path),
        "document": "document",
        "reference": "summary",
        "length": {"words": 20},
        **more,
    }
    return Task.model_validate(settings)


def test_scores_lengths_and_differences(tmp_path):
    path = write(tmp_path / "n.jsonl", [row(i) for i in range(8)])
    found = run_task(task(path, systems=("lead", "lexrank")))
    assert found.unit == "articles"
    assert found.n == 8
    lead = found.systems[0]
    assert lead.score("rouge1_recall").value == 1.0
    assert lead.score("words").value == 17
    assert lead.score("words").higher_is_better is None
    assert lead.outputs[0].splitlines() == [FIRST, SECOND]
    assert {one.score for one in found.differences} == {"rouge1", "rouge2", "rougeL", "rougeLsum"}
    assert "20 words" in found.notes[0]
    assert found.items[0].texts[0] == ("reference", FIRST)


def test_a_failed_item_is_counted_and_shown(tmp_path):
    rows = [row(0), row(1, animal="eel"), row(2)]
    found = run_task(task(write(tmp_path / "n.jsonl", rows), systems=(PICKY, "lead")))
    picky = found.systems[0]
    assert picky.failed == 1
    assert "no texts with eel" in picky.failures[1]
    assert (picky.score("rouge1").n, picky.score("rouge1").failed) == (2, 1)
    assert picky.score("rouge1").items[1] is None
    assert found.systems[1].failed == 0


def test_summaries_are_kept_and_failures_tried_again(tmp_path):
    Counting.asked.clear()
    path, kept = write(tmp_path / "n.jsonl", [row(0), row(1)]), tmp_path / "kept"
    first = run_task(task(path, systems=(COUNTING,)), cache=kept)
    assert Counting.asked == ["n0", "n1"]
    again = run_task(task(path, systems=(COUNTING,)), cache=kept)
    assert Counting.asked == ["n0", "n1"]
    assert again.systems[0].outputs == first.systems[0].outputs
    run_task(task(write(path, [row(0), row(1), row(2)]), systems=(COUNTING,)), cache=kept)
    assert Counting.asked == ["n0", "n1", "n2"]
    run_task(task(path, systems=(COUNTING,), length={"words": 9}), cache=kept)
    assert Counting.asked[3:] == ["n0", "n1", "n2"]

    heal = tmp_path / "healed"
    config = tmp_path / "picky.yaml"
    config.write_text(f"summarizer: {{name: '{PICKY}', options: {{unless: '{heal}'}}}}\n")
    eels = write(tmp_path / "eels.jsonl", [row(0, animal="eel")])
    assert run_task(task(eels, systems=(str(config),)), cache=kept).systems[0].failed == 1
    heal.touch()
    assert run_task(task(eels, systems=(str(config),)), cache=kept).systems[0].failed == 0


def test_a_damaged_cache_is_made_again(tmp_path):
    case = next(iter(read_cases(str(write(tmp_path / "n.jsonl", [row(0)])), task("x").reading())))
    length = Length(words=20)
    summary = Lead().summarize([case.story], length)[0]
    lead = Engine(system_config("summarizer", "lead"))
    cache = SummaryCache(tmp_path, lead, length)
    cache.add([case.story], [summary])
    assert SummaryCache(tmp_path, lead, length).get(case.story) == summary
    assert SummaryCache(tmp_path, lead, Length(words=21)).get(case.story) is None
    other = dataclasses.replace(case.story, title="Another title")
    assert SummaryCache(tmp_path, lead, length).get(other) is None
    cache.path.write_text(cache.path.read_text()[:-20])
    cut = SummaryCache(tmp_path, lead, length)
    assert cut.get(case.story) is None
    cut.add([case.story], [summary])
    assert SummaryCache(tmp_path, lead, length).get(case.story) == summary


def test_match_gives_the_others_the_words_that_one_system_used(tmp_path):
    path = write(tmp_path / "n.jsonl", [row(0)])
    config = tmp_path / "short.yaml"
    config.write_text("summarizer: {name: lead}\n")
    cases = list(read_cases(str(path), task(path).reading()))
    found = evaluate_systems(
        "t", cases, ["lexrank", "lead"], [build("metric", "rouge")], Length(sentences=1), match="lead"
    )
    assert [system.name for system in found.systems] == ["lead", "lexrank"]
    assert found.systems[1].score("words").value <= found.systems[0].score("words").value
    with pytest.raises(ConfigError, match='--match "other" is none of the systems'):
        evaluate_systems("t", cases, ["lead"], [], Length(sentences=1), match="other")


def test_stories_have_a_balance(tmp_path):
    articles = [
        {"outlet": "Mail", "text": f"{FIRST} {SECOND}"},
        {"outlet": "Echo", "text": f"{FIRST} {THIRD}"},
    ]
    path = write(tmp_path / "s.jsonl", [{"id": "s", "articles": articles, "summary": FIRST}])
    found = run_task(task(path, document="", articles="articles", systems=("lead",)))
    assert found.unit == "stories"
    assert found.systems[0].score("balance").value == 0.0


def test_csv_and_gzip_are_read_alike(tmp_path):
    rows = [row(0), row(1)]
    plain = write(tmp_path / "n.jsonl", rows)
    packed = tmp_path / "n.jsonl.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    table = tmp_path / "n.csv"
    table.write_text(
        "id,document,summary\n" + "".join(f'{r["id"]},"{r["document"]}","{r["summary"]}"\n' for r in rows)
    )
    stories = [[case.story for case in read_cases(str(p), task(p).reading())] for p in (plain, packed, table)]
    assert stories[0] == stories[1] == stories[2]


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ({"id": "n1", "document": FIRST, "summary": ""}, r'n\.jsonl:2: no reference summary in "summary"'),
        ({"id": "n1", "document": FIRST, "summary": float("nan")}, r"n\.jsonl:2: no reference summary"),
        (
            {"id": "n1", "document": FIRST, "summary": "nan"},
            r"n\.jsonl:2: NaN, which stands for a missing text",
        ),
        ({"id": "n1", "document": "", "summary": FIRST}, r'n\.jsonl:2: "document" is empty; mend the line'),
    ],
)
def test_bad_data_names_file_line_and_remedy(tmp_path, bad, message):
    path = write(tmp_path / "n.jsonl", [row(0), bad])
    with pytest.raises(InputError, match=message):
        run_task(task(path, systems=("lead",)))


def test_a_wrong_column_is_named(tmp_path):
    path = write(tmp_path / "n.jsonl", [row(0)])
    with pytest.raises(InputError, match='no column "sumary"'):
        run_task(task(path, reference="sumary"))


def test_every_task_of_the_package_is_valid(monkeypatch):
    monkeypatch.delenv("SUMMARIZER_DATA", raising=False)
    assert {"cnn-dailymail", "xsum", "multi-news", "wcep", "neus", "example"} <= set(tasks())
    for name in tasks():
        one = load_task(name)
        for metric in one.metrics:
            build("metric", metric.name, metric.options)
        if one.data.startswith("$SUMMARIZER_DATA/"):
            assert run_task(one) is None


def test_articles_that_cannot_be_read_are_told_in_a_note(tmp_path):
    articles = [{"outlet": "Tollen Post", "text": FIRST}, {"outlet": "Brill Echo", "text": " "}]
    path = write(tmp_path / "n.jsonl", [{"id": "a", "articles": articles, "summary": FIRST}])
    found = run_task(task(path, document="", articles="articles", systems=("lead",)))
    assert found.notes[-1] == 'The data has 1 problem, first n.jsonl:1, article 2: "text" is empty.'


ARTICLES = [f"{FIRST} {SECOND}", f"{THIRD} {FIRST}"]


@pytest.mark.parametrize("document", [ARTICLES, "</s>".join(ARTICLES), f" {' </s> '.join(ARTICLES)} </s> "])
def test_the_wcep_task_reads_lists_and_joined_texts(tmp_path, monkeypatch, document):
    write(tmp_path / "wcep-10.test.jsonl", [{"document": document, "summary": FIRST}])
    monkeypatch.setenv("SUMMARIZER_DATA", str(tmp_path))
    found = run_task(load_task("wcep").model_copy(update={"systems": ("lead",)}))
    assert (found.unit, found.n) == ("stories", 1)
    assert [text for name, text in found.items[0].texts if name != "reference"] == ARTICLES
    assert found.systems[0].score("rouge1_recall").value == 1.0


@pytest.mark.parametrize("document", ["</s> </s>", "", 3])
def test_a_joined_text_without_articles_is_told_with_its_line(tmp_path, document):
    path = write(tmp_path / "n.jsonl", [{"id": "a", "document": document, "summary": FIRST}])
    with pytest.raises(InputError, match=r"n\.jsonl:1.*(no articles|was expected|empty)"):
        run_task(task(path, document="", articles="document", separator="</s>"))


def hub_folder(path):
    """A folder as `abisee/cnn_dailymail` is on the hub: configurations in its README, a Parquet file a split."""
    datasets = pytest.importorskip("datasets")
    (path / "3.0.0").mkdir(parents=True)
    article = f"{FIRST} {SECOND} {THIRD}"
    for split, animal in (("train", "eel"), ("test", "otter")):
        rows = [{"article": article.replace("otter", animal), "highlights": FIRST, "id": f"{split}-1"}]
        datasets.Dataset.from_list(rows).to_parquet(path / "3.0.0" / f"{split}-00000-of-00001.parquet")
    (path / "README.md").write_text(
        "---\nconfigs:\n- config_name: 3.0.0\n  data_files:\n"
        "  - {split: train, path: 3.0.0/train-*}\n  - {split: test, path: 3.0.0/test-*}\n---\n",
        "utf-8",
    )
    return path


def test_the_task_of_the_hub_reads_a_folder_laid_out_like_it(tmp_path):
    folder = hub_folder(tmp_path / "cnn_dailymail")
    hub = load_task("cnn-dailymail-hub")
    local = hub.data.replace("abisee/cnn_dailymail", str(folder))
    found = run_task(hub.model_copy(update={"data": local, "systems": ("lead",)}))
    assert [item.id for item in found.items] == ["test-1"]
    assert found.systems[0].score("rouge1_recall").value == 1.0


def test_a_saved_data_set_is_read_by_its_split(tmp_path, monkeypatch):
    datasets = pytest.importorskip("datasets")
    rows = {"article": [f"{FIRST} {SECOND}"], "highlights": [FIRST], "id": ["a"]}
    split = datasets.Dataset.from_dict(rows)
    datasets.DatasetDict({"train": split, "test": split}).save_to_disk(tmp_path / "saved")
    monkeypatch.setenv("SUMMARIZER_DATA", str(tmp_path))
    hub = load_task("cnn-dailymail-hub")
    saved = hub.model_copy(update={"data": "$SUMMARIZER_DATA/saved", "systems": ("lead",)})
    assert run_task(saved).n == 1
    with pytest.raises(InputError, match='no split "tset"; did you mean "test"'):
        run_task(saved.model_copy(update={"split": "tset"}))


def test_a_bad_task_is_told_with_its_line(tmp_path):
    path = tmp_path / "t.yaml"
    path.write_text("title: Tollen\ndata: x.jsonl\nlenght: {words: 20}\n")
    with pytest.raises(ConfigError, match=r't\.yaml:3: lenght: no such key; did you mean "length"'):
        load_task(str(path))
    with pytest.raises(ConfigError, match='no task "neuss"; did you mean "neus"'):
        load_task("neuss")


def test_lead_words_is_exactly_as_long_as_the_system_it_is_matched_with(tmp_path):
    path = write(tmp_path / "n.jsonl", [row(0)])
    found = run_task(task(path, systems=("lead-words", "lead"), length={"words": 12}), match="lead")
    lead, cut = found.systems
    assert lead.score("words").value == cut.score("words").value == 9
    exact = run_task(task(path, systems=("lead-words",), length={"words": 12})).systems[0]
    assert exact.outputs == (f"{FIRST}\nThe mayor praised",)
    whole = run_task(task(path, systems=("lead-words",), length={"words": 500})).systems[0]
    assert whole.outputs == (f"{FIRST}\n{SECOND}\n{THIRD}",)
    sentences = run_task(task(path, systems=("lead-words",), length={"sentences": 1})).systems[0]
    assert sentences.outputs == (FIRST,)


def test_a_metric_takes_an_aligner_by_name(tmp_path):
    support = {"name": "support", "options": {"aligner": "overlap"}}
    path = write(tmp_path / "n.jsonl", [row(0)])
    found = run_task(task(path, systems=("lead",), metrics=(support,)))
    assert found.systems[0].score("support").value == 1.0
    with pytest.raises(ConfigError, match='no aligner "overlp"'):
        run_task(task(path, metrics=({**support, "options": {"aligner": "overlp"}},)))


def test_a_changed_model_folder_or_class_is_another_system(tmp_path):
    model = tmp_path / "model"
    model.mkdir()
    (model / "weights").write_text("1")
    engine = Engine(system_config("summarizer", PICKY))
    length = Length(words=20)
    engine.summarizer = Picky(unless=str(model))
    before = SummaryCache(tmp_path, engine, length).path
    assert SummaryCache(tmp_path, engine, length).path == before
    (model / "weights").write_text("22")
    assert SummaryCache(tmp_path, engine, length).path != before
    assert SummaryCache(None, engine, length).path is None


def test_number_precision_is_compared_though_its_name_ends_like_a_part(tmp_path):
    path = write(tmp_path / "n.jsonl", [row(i, animal="7 otter") for i in range(3)])
    found = run_task(
        task(path, systems=("lead", "lead-words"), metrics=({"name": "numbers"}, {"name": "rouge"}))
    )
    compared = {one.score for one in found.differences}
    assert "number_precision" in compared
    assert "rouge1_precision" not in compared
