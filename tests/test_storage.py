from __future__ import annotations

import dataclasses
import json

import pytest
from run_cases import contents

from summarizer.errors import ConfigError, InputError, ModelError
from summarizer.journal import LONGEST_SLUG, file_stem
from summarizer.report.index import IndexEntry, index_html, index_markdown
from summarizer.report.json import loads
from summarizer.storage import RunFolder
from summarizer.types import Article, Comparison, Failure, Story, Summary

SETTINGS = {"config": {"length": {"words": 60}}, "version": "1"}
HOSTILE = (
    "../../etc/passwd",
    "a/b",
    "A/b",
    "a b",
    "..",
    "",
    "CON",
    "x" * 5000,
    "новости",
    "\ud800",
    "a\nb",
    "<script>",
)


def story(name: str, text: str = "Rain fell on Tollen.") -> Story:
    return Story(name, (Article("a", text, outlet="Mail"),), title=f"About {name}")


def compared(one: Story) -> Comparison:
    return Comparison(one, (), (), (), Summary(one.id, "none", "none", ()))


def outcomes(path, stories, compare=compared, **options):
    with RunFolder(path, SETTINGS, ("md",), **options) as folder:
        return [(outcome.story, outcome.state) for outcome in folder.process(stories, compare)]


def test_results_are_written_and_kept(tmp_path):
    stories = [story("one"), story("two")]
    assert outcomes(tmp_path / "run", stories) == [("one", "done"), ("two", "done")]
    stem = tmp_path / "run/stories" / file_stem("two")
    assert loads(stem.with_suffix(".json").read_text("utf-8")) == compared(stories[1])
    assert "About two" in stem.with_suffix(".md").read_text("utf-8")
    records = [json.loads(line) for line in (tmp_path / "run/results.jsonl").read_text().splitlines()]
    assert [record["story"] for record in records] == ["one", "two"]
    assert f"(stories/{file_stem('one')}.md)" in (tmp_path / "run/index.md").read_text()

    def never(_: Story) -> Comparison:
        raise AssertionError("computed again")

    assert outcomes(tmp_path / "run", stories, never) == [("one", "kept"), ("two", "kept")]


def test_stopped_run_goes_on_and_ends_the_same(tmp_path):
    stories = [story(str(number)) for number in range(6)]
    outcomes(tmp_path / "whole", stories)

    def until_three(one: Story) -> Comparison:
        if one.id == "3":
            raise KeyboardInterrupt
        return compared(one)

    with pytest.raises(KeyboardInterrupt):
        outcomes(tmp_path / "cut", stories, until_three)
    states = [state for _, state in outcomes(tmp_path / "cut", stories)]
    assert states == ["kept"] * 3 + ["done"] * 3
    assert contents(tmp_path / "cut") == contents(tmp_path / "whole")


def test_what_a_kill_leaves_behind_is_mended(tmp_path):
    stories = [story(str(number)) for number in range(3)]
    outcomes(tmp_path / "whole", stories)
    outcomes(tmp_path / "cut", stories)
    journal = tmp_path / "cut/results.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(lines[0] + lines[1][:20])
    (tmp_path / "cut/stories" / f".{file_stem('1')}.json.99.tmp").write_text("{half")
    (tmp_path / "cut/stories" / f"{file_stem('2')}.md").unlink()
    assert outcomes(tmp_path / "cut", stories) == [("0", "kept"), ("1", "done"), ("2", "done")]
    assert contents(tmp_path / "cut") == contents(tmp_path / "whole")


def test_missing_file_or_altered_story_is_computed_again(tmp_path):
    outcomes(tmp_path, [story("one"), story("two"), story("three")])
    (tmp_path / "stories" / f"{file_stem('one')}.json").unlink()
    again = [story("one"), story("two", "Snow fell on Tollen."), story("three")]
    assert outcomes(tmp_path, again) == [("one", "done"), ("two", "done"), ("three", "kept")]
    assert outcomes(tmp_path, again) == [("one", "kept"), ("two", "kept"), ("three", "kept")]


def test_failures_are_listed_and_tried_again_and_the_order_is_that_of_the_stories(tmp_path):
    def picky(one: Story) -> Comparison:
        if one.id == "one":
            raise ValueError("no rain")
        return compared(one)

    stories = [
        story("one"),
        story("two"),
        Story("three", (), failures=(Failure("x.txt", "read", "is empty"),)),
    ]
    assert outcomes(tmp_path / "run", stories, picky) == [
        ("one", "failed"),
        ("two", "done"),
        ("three", "failed"),
    ]
    failures = [json.loads(line) for line in (tmp_path / "run/failures.jsonl").read_text().splitlines()]
    assert failures == [
        {"item": "one", "stage": "compare", "message": "ValueError: no rain"},
        {"item": "x.txt", "stage": "read", "message": "is empty"},
        {"item": "three", "stage": "read", "message": "none of its articles could be read"},
    ]
    assert "Traceback" in (tmp_path / "run/run.log").read_text()
    assert "no rain" in (tmp_path / "run/index.html").read_text()
    assert outcomes(tmp_path / "run", stories[:2]) == [("one", "done"), ("two", "kept")]
    outcomes(tmp_path / "straight", stories[:2])
    assert contents(tmp_path / "run") == contents(tmp_path / "straight")


def test_story_that_fails_after_a_change_loses_its_old_result(tmp_path):
    outcomes(tmp_path, [story("one")])

    def failing(_: Story) -> Comparison:
        raise ValueError("broken")

    assert outcomes(tmp_path, [story("one", "New text.")], failing) == [("one", "failed")]
    assert not list((tmp_path / "stories").iterdir())
    assert (tmp_path / "results.jsonl").read_text() == ""


def test_failed_articles_of_a_finished_story_are_told_each_time(tmp_path):
    one = dataclasses.replace(story("one"), failures=(Failure("b.txt", "read", "is empty"),))
    for _ in range(2):
        with RunFolder(tmp_path, SETTINGS) as folder:
            list(folder.process([one], compared))
        assert folder.failures == [Failure("b.txt", "read", "is empty")]


@pytest.mark.parametrize("error", [ConfigError("no such device"), ModelError("no such model")])
def test_error_that_concerns_all_stories_ends_the_run(tmp_path, error):
    def failing(_: Story) -> Comparison:
        raise error

    with pytest.raises(type(error)):
        outcomes(tmp_path, [story("one")], failing)
    assert outcomes(tmp_path, [story("one")]) == [("one", "done")]


def test_other_settings_are_refused_unless_restarted(tmp_path):
    outcomes(tmp_path, [story("one"), story("two")])
    other = {"config": {"length": {"words": 80}}, "version": "1"}
    with pytest.raises(ConfigError, match=r"config\.length\.words was 60, is 80"), RunFolder(tmp_path, other):
        pass
    with pytest.raises(ConfigError, match=r"formats was"), RunFolder(tmp_path, SETTINGS, ("csv",)):
        pass
    (tmp_path / "stories" / "notes.txt").write_text("mine")
    with RunFolder(tmp_path, other, restart=True) as folder:
        assert [outcome.state for outcome in folder.process([story("one")], compared)] == ["done"]
    names = {path.name for path in (tmp_path / "stories").iterdir()}
    assert names == {f"{file_stem('one')}.json", "notes.txt"}


def test_folder_with_other_files_is_refused_and_left_alone(tmp_path):
    (tmp_path / "thesis.doc").write_text("mine")
    for restart in (False, True):
        with pytest.raises(ConfigError, match=r"holds other files \(thesis\.doc\)"):
            outcomes(tmp_path, [], restart=restart)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]
    with pytest.raises(ConfigError, match="is not a folder"):
        outcomes(tmp_path / "thesis.doc", [])


def test_run_json_of_something_else_is_refused(tmp_path):
    (tmp_path / "run.json").write_text('{"schema": "theirs/1"}')
    for restart in (False, True):
        with pytest.raises(ConfigError, match="not from a run of this version"):
            outcomes(tmp_path, [], restart=restart)


def test_damaged_journal_is_refused(tmp_path):
    outcomes(tmp_path, [story("one")])
    journal = tmp_path / "results.jsonl"
    journal.write_text('{"story": "one"}\n' + journal.read_text())
    with pytest.raises(InputError, match=r"results\.jsonl:1: damaged"):
        outcomes(tmp_path, [story("one")])


def test_second_run_in_the_same_folder_is_kept_out(tmp_path):
    with RunFolder(tmp_path, SETTINGS, ("md",)), pytest.raises(ConfigError, match="another run is writing"):
        outcomes(tmp_path, [])
    assert outcomes(tmp_path, []) == []  # the lock is gone with the first


def test_any_id_gets_a_file_name_of_its_own(tmp_path):
    stems = [file_stem(name) for name in HOSTILE]
    assert len({stem.lower() for stem in stems}) == len(HOSTILE)
    for stem in stems:
        assert set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert 10 <= len(stem) <= LONGEST_SLUG + 11
    assert outcomes(tmp_path / "run", map(story, HOSTILE)) == [(name, "done") for name in HOSTILE]
    assert outcomes(tmp_path / "run", map(story, HOSTILE)) == [(name, "kept") for name in HOSTILE]
    assert {path.parent.name for path in tmp_path.rglob("*.json")} == {"run", "stories"}


def test_index_escapes_what_comes_from_articles():
    entry = IndexEntry(
        "<script>alert(1)</script> [x](y)\n| z",
        {"html": "stories/a.html", "md": "stories/a.md"},
        2,
        3,
        0,
        4,
        1,
    )
    failure = Failure("<b>", "read", "<img src=x onerror=alert(1)>")
    page = index_html([entry], [failure])
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; [x](y) | z</a>" in page
    assert '<a href="stories/a.md">md</a>' in page
    text = index_markdown([entry], [failure])
    assert "<" not in text
    assert r"\[x\](y) \| z](stories/a.html) [md](stories/a.md) | 2 | 3 | 0 | 4 | 1 |" in text
