"""JSONL, JSON, CSV, Parquet, data sets: rows become articles and stories, and a bad row costs one row."""

import csv
import datetime
import gzip
import io
import json
import sys
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.errors import InputError
from summarizer.readers import ReadOptions, csv_rows, files, parquet_rows, read_articles, read_stories

ARTICLES = [
    {"outlet": "Post", "title": "Ferry sinks", "text": " One.\n", "date": "2026-03-14", "doc_id": "p1"},
    {
        "source": "Herald",
        "headline": "14 safe",
        "body": "Two. ",
        "published": "14 March",
        "link": "https://h.example",
    },
]


def write_jsonl(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def write_csv(path, rows, delimiter=","):
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def stories_in(path, **options):
    return list(read_stories([path], options=ReadOptions(**options)))


def told(story):
    assert all(failure.stage == "read" for failure in story.failures)
    return [(failure.item.rpartition("/")[2], failure.message) for failure in story.failures]


def test_story_a_row(tmp_path):
    row = {
        "id": 17,
        "main_event": "Ferry sinks off Ellery",
        "summary": "All were saved.",
        "articles": ARTICLES,
    }
    (story,) = stories_in(write_jsonl(tmp_path / "news.jsonl", [row]))
    assert (story.id, story.title, story.references) == ("17", "Ferry sinks off Ellery", ("All were saved.",))
    first, second = story.articles
    assert (first.id, first.outlet, first.text, first.published) == ("p1", "Post", " One.\n", "2026-03-14")
    assert (second.id, second.outlet, second.title) == ("article-2", "Herald", "14 safe")
    assert (second.text, second.published, second.url) == ("Two. ", "14 March", "https://h.example")
    assert story.failures == ()


def test_article_a_row_is_a_story_of_one_or_all_are_one(tmp_path):
    path = write_jsonl(tmp_path / "news.jsonl", ARTICLES)
    stories = stories_in(path)
    assert [(story.id, story.title) for story in stories] == [("p1", "Ferry sinks"), ("news-2", "14 safe")]
    merged = read_articles([path])
    assert (merged.id, merged.title) == ("news", "")
    assert [article.id for article in merged.articles] == ["p1", "news-2"]
    assert read_articles([path], options=ReadOptions(story="ferry", limit=1)).id == "ferry"


def test_document_with_summaries(tmp_path):
    rows = [
        {"id": "a", "document": "One.", "summary": "S."},
        {"id": "b", "article": "Two.", "highlights": ["S1.", "", "S2."]},
        {"id": "c", "content": "Three.", "summary": None, "abstract": " "},
    ]
    stories = stories_in(write_jsonl(tmp_path / "news.jsonl", rows))
    assert [story.references for story in stories] == [("S.",), ("S1.", "S2."), ()]


@pytest.mark.parametrize("write", [write_jsonl, write_csv])
def test_article_rows_are_gathered_by_story(tmp_path, write):
    rows = [
        {"story_id": "b", "text": "B1.", "event": "", "summary": "S."},
        {"story_id": "a", "text": "A1.", "event": "Ferry", "summary": ""},
        {"story_id": "b", "text": "B2.", "event": "Strike", "summary": "S."},
        {"story_id": "", "text": "Whose?", "event": "", "summary": ""},
        {"story_id": "a", "text": "", "event": "", "summary": ""},
    ]
    stories = stories_in(write(tmp_path / f"news.{'csv' if write is write_csv else 'jsonl'}", rows))
    assert [(story.id, story.title, story.references) for story in stories] == [
        ("b", "Strike", ("S.",)),
        ("a", "Ferry", ()),
        ("news-unread", "", ()),
    ]
    assert [article.text for article in stories[0].articles] == ["B1.", "B2."]
    assert [message for _, message in told(stories[1])] == ['"text" is empty']
    assert [message for _, message in told(stories[2])] == ["no story"]


def test_broken_rows_are_told_with_their_line_and_the_rest_is_read(tmp_path):
    path = tmp_path / "news.jsonl"
    lines = [
        b'{"text": "Good."}',
        b'{"text": "cut off',
        b"",
        b"[1, 2]",
        b'{"title": "No text"}',
        b'{"text": ["a", "list"]}',
        b'{"text": "caf\xe9"}',
        b'{"text": "half \\ud83d"}',
        b'{"text": ' + b"[" * 100_000 + b"}",
        b'{"text": "Good, too."}',
    ]
    path.write_bytes(b"\n".join(lines))
    stories = stories_in(path)
    assert [article.text for story in stories for article in story.articles] == ["Good.", "Good, too."]
    messages = dict(item for story in stories for item in told(story))
    assert messages.keys() == {f"news.jsonl:{line}" for line in (2, 4, 5, 6, 7, 8, 9)}
    assert messages["news.jsonl:2"].startswith("not JSON (Unterminated string")
    assert messages["news.jsonl:4"] == "a list, where an object was expected"
    assert messages["news.jsonl:5"] == "no text (there are: title)"
    assert messages["news.jsonl:6"] == '"text" is a list, not text'
    assert "byte 0xe9" in messages["news.jsonl:7"]
    assert "surrogate" in messages["news.jsonl:8"]
    assert len(read_articles([path]).articles) == 2


def test_bad_articles_in_a_story_row(tmp_path):
    row = {"id": "s", "articles": [{"text": "One."}, {"text": ""}, 3, "Just text.", {"title": "x"}]}
    (story,) = stories_in(write_jsonl(tmp_path / "news.jsonl", [row, {"id": "t", "articles": []}]), limit=1)
    assert [(article.id, article.text) for article in story.articles] == [
        ("article-1", "One."),
        ("article-4", "Just text."),
    ]
    assert told(story) == [
        ("news.jsonl:1, article 2", '"text" is empty'),
        ("news.jsonl:1, article 3", "a number, where an article was expected"),
        ("news.jsonl:1, article 5", "no text (there are: title)"),
    ]
    assert told(stories_in(tmp_path / "news.jsonl")[1]) == [("news.jsonl:2", "no articles in it")]


def test_fields_are_mapped_and_a_missing_one_names_the_nearest(tmp_path):
    rows = [
        {
            "key": "s1",
            "parts": [{"paper": "Post", "raw": "One.", "text": "not this", "key2": "x"}],
            "gold": "S.",
        }
    ]
    path = write_jsonl(tmp_path / "news.jsonl", rows)
    names = {
        "articles": "parts",
        "text": "raw",
        "outlet": "paper",
        "id": "key2",
        "story": "key",
        "references": "gold",
    }
    (story,) = stories_in(path, fields=names)
    (article,) = story.articles
    assert (story.id, story.references, article.id) == ("s1", ("S.",), "x")
    assert (article.outlet, article.text) == ("Post", "One.")
    with pytest.raises(
        InputError, match=r'no column "papr" \(for outlet\); did you mean "paper"\?.*there are: key'
    ):
        stories_in(path, fields={**names, "outlet": "papr"})
    with pytest.raises(InputError, match="no column with the text"):
        stories_in(write_jsonl(tmp_path / "pairs.jsonl", [{"a": "x", "b": "y"}]))


def test_mapped_column_of_the_wrong_type_is_told(tmp_path):
    path = write_jsonl(tmp_path / "news.jsonl", [{"text": "One.", "by": ["a"]}, {"text": "Two.", "by": "b"}])
    first, second = stories_in(path, fields={"outlet": "by"})
    assert told(first) == [("news.jsonl:1", 'column "by" (for outlet) holds a list, not text')]
    assert second.articles[0].outlet == "b"


def test_zero_bytes_in_rows_are_told(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_bytes(b'{"text": "One.\\u0000"}\n{"text": "Two."}\n')
    first, second = stories_in(path)
    assert told(first) == [("news.jsonl:1", "binary, not text (a zero byte at character 4)")]
    assert second.articles[0].text == "Two."
    table = tmp_path / "news.csv"
    table.write_bytes(b"text\n" + b"x" * 5000 + b"\na\x00b\n")
    assert told(stories_in(table)[1]) == [("news.csv:3", "binary, not text (a zero byte at character 1)")]


def test_column_names_in_other_spellings(tmp_path):
    row = {
        "Headline": "T",
        "publishedAt": "2026-01-02T03:04:05Z",
        "source": {"id": None, "name": "Post"},
        "TEXT": "One.",
    }
    (story,) = stories_in(write_jsonl(tmp_path / "news.jsonl", [row]))
    (article,) = story.articles
    assert (article.title, article.published, article.outlet) == ("T", "2026-01-02T03:04:05Z", "Post")


def test_duplicate_ids(tmp_path):
    articles = [{"id": "x", "text": text} for text in ("One.", "Two.", "One.", "Two.", "Three.")]
    rows = [{"id": "s", "articles": articles}, {"id": "s", "articles": [{"text": "Four."}]}]
    first, second = stories_in(write_jsonl(tmp_path / "news.jsonl", rows))
    assert [(article.id, article.text) for article in first.articles] == [
        ("x", "One."),
        ("x-2", "Two."),
        ("x-3", "Three."),
    ]
    assert [item for item, _ in told(first)] == [f"news.jsonl:1, article {n}" for n in (2, 3, 4, 5)]
    assert sum("read once" in message for _, message in told(first)) == 2
    assert second.id == "s-2"
    assert "another story" in told(second)[0][1]


def test_empty_binary_and_blank_tables(tmp_path):
    for data, message in [
        (b"", "no rows"),
        (b"\n\n", "no rows"),
        (b'{"text": "\x00\x01', "binary"),
        (b"PAR1....", "a Parquet file, not text"),
    ]:
        path = tmp_path / "news.jsonl"
        path.write_bytes(data)
        with pytest.raises(InputError, match=message):
            stories_in(path)


def test_stories_stream_and_memory_does_not_grow(tmp_path):
    path = tmp_path / "news.jsonl.gz"
    row = json.dumps({"articles": [{"text": "The council met. " * 1000}] * 2}).encode() + b"\n"
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(1000):
            file.write(row)
    tracemalloc.start()
    try:
        count = sum(len(story.articles) for story in read_stories([path]))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 2000
    assert peak < 8e6  # the file holds 34 MB


def test_file_that_breaks_off_keeps_what_was_read(tmp_path):
    path = tmp_path / "news.jsonl.gz"
    whole = gzip.compress(
        b"".join(json.dumps({"text": f"{n} {n**50}"}).encode() + b"\n" for n in range(20_000))
    )
    path.write_bytes(whole[: len(whole) // 2])
    story = read_articles([path])
    assert len(story.articles) > 1000
    assert len(story.failures) == 1
    assert "the rest was not read" in story.failures[0].message


def test_a_line_without_end_is_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LARGEST_ROW", 2**20)
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "One."}\n{"text": "' + b"x" * 2**22))
    first, second = stories_in(path)
    assert first.articles[0].text == "One."
    assert "a line longer than 1 million characters; the rest was not read" in told(second)[0][1]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks_in_tables(tmp_path, encoding):
    jsonl, table = tmp_path / "news.jsonl", tmp_path / "news.csv"
    jsonl.write_bytes('{"text": "Ça va."}\n{"text": "“Oui.”"}\n'.encode(encoding))
    table.write_bytes("text\r\nÇa va.\r\n“Oui.”\r\n".encode(encoding))
    for path in (jsonl, table):
        assert [story.articles[0].text for story in stories_in(path)] == ["Ça va.", "“Oui.”"]


def test_json_documents(tmp_path):
    path = tmp_path / "news.json"
    path.write_text(json.dumps([{"text": "One."}, 5, {"text": "Two."}], indent=2))
    assert [told(story) for story in stories_in(path)][1] == [
        ("news.json, item 2", "a number, where an object was expected")
    ]
    path.write_text(json.dumps({"status": "ok", "articles": [{"text": "One."}, {"text": "Two."}]}, indent=2))
    assert [len(story.articles) for story in stories_in(path)] == [2]
    for text, message in [
        ("3", "a number"),
        ("{", "not JSON"),
        ('{"a": 1}\n{"a": 2}', "format jsonl"),
        ("[]", "no rows"),
    ]:
        path.write_text(text)
        with pytest.raises(InputError, match=message):
            stories_in(path)


def test_csv_with_line_breaks_and_quotes(tmp_path):
    path = tmp_path / "news.csv"
    path.write_bytes(
        b"outlet,text\r\n"
        b'Post,"He said ""no"".\r\n\r\nThen, he left."\r\n'
        b"\r\n"
        b'Herald,An odd " quote\r\n'
        b"too,many,cells\r\n"
        b"few\r\n"
        b"Latin,caf\xe9\r\n"
        b'Tarn,"open to the end\r\nEcho,lost\r\n'
    )
    stories = stories_in(path)
    assert [(a.outlet, a.text) for story in stories for a in story.articles] == [
        ("Post", 'He said "no".\r\n\r\nThen, he left.'),
        ("Herald", 'An odd " quote'),
        ("Tarn", "open to the end\r\nEcho,lost\r\n"),
    ]
    messages = dict(item for story in stories for item in told(story))
    assert messages.keys() == {"news.csv:7", "news.csv:8", "news.csv:9"}
    assert messages["news.csv:7"] == "3 cells, where the header has 2; is a quote not closed?"
    assert "byte 0xe9" in messages["news.csv:9"]
    assert "café" in stories_in(path, encoding="cp1252")[4].articles[0].text


def test_csv_dialects_and_headers(tmp_path):
    for delimiter, suffix in [(";", "csv"), ("\t", "csv"), ("\t", "tsv")]:
        path = write_csv(tmp_path / f"news.{suffix}", [{"outlet": "Post", "text": "One, two."}], delimiter)
        assert stories_in(path)[0].articles[0].text == "One, two."
    path = tmp_path / "news.csv"
    for text, message in [
        ("text,text\na,b\n", 'two columns are called "text"'),
        ("\na\n", "first line is blank"),
        ("", "no rows"),
    ]:
        path.write_text(text)
        with pytest.raises(InputError, match=message):
            stories_in(path)


def test_csv_cells_longer_than_the_default_of_the_csv_module(tmp_path):
    text = "The council met again. " * 90_000
    path = write_csv(tmp_path / "news.csv", [{"text": text}])
    assert stories_in(path)[0].articles[0].text == text


def test_csv_cell_that_holds_articles_as_json(tmp_path):
    path = write_csv(
        tmp_path / "news.csv", [{"id": "s", "articles": json.dumps(ARTICLES)}, {"id": "t", "articles": "x"}]
    )
    first, second = stories_in(path)
    assert [article.outlet for article in first.articles] == ["Post", "Herald"]
    assert [article.text for article in second.articles] == ["x"]


def test_csv_rows_larger_than_the_limit_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr(csv_rows, "LARGEST_ROW", 100)
    before = csv.field_size_limit(100)
    try:
        path = tmp_path / "news.csv"
        path.write_text("text\nOne.\n" + "x" * 101 + "\nTwo.\n")
        stories = stories_in(path)
    finally:
        csv.field_size_limit(before)
    assert [article.text for story in stories for article in story.articles] == ["One.", "Two."]
    assert told(stories[1]) == [("news.csv:3", "not CSV (field larger than field limit (100))")]


def test_articles_as_columns_of_lists(tmp_path):
    rows = [
        {"id": "s", "articles": {"text": ["One.", "Two."], "outlet": ["Post", "Herald"]}},
        {"id": "t", "articles": {"text": "Three.", "tags": ["a", "b"]}},
    ]
    first, second = stories_in(write_jsonl(tmp_path / "news.jsonl", rows))
    assert [(article.outlet, article.text) for article in first.articles] == [
        ("Post", "One."),
        ("Herald", "Two."),
    ]
    assert [article.text for article in second.articles] == ["Three."]


def test_an_article_row_may_have_an_unused_articles_column(tmp_path):
    rows = [
        {"id": "s", "text": "", "articles": '[{"text": "One."}]'},
        {"id": "a", "text": "Two.", "articles": ""},
    ]
    stories = stories_in(write_csv(tmp_path / "news.csv", rows))
    assert [(story.id, story.articles[0].text) for story in stories] == [("s", "One."), ("a", "Two.")]
    nulls = write_jsonl(tmp_path / "news.jsonl", [{"text": "One.", "articles": None}, {"articles": []}])
    assert [len(story.articles) for story in stories_in(nulls)] == [1, 0]


def test_story_rows_and_odd_stories_among_gathered_ones(tmp_path):
    rows = [
        {"story": "a", "text": "One."},
        {"story": "b", "articles": [{"text": "Two."}]},
        {"story": ["c"], "text": "Three."},
    ]
    stories = stories_in(write_jsonl(tmp_path / "news.jsonl", rows), fields={"story": "story"})
    assert [(story.id, len(story.articles)) for story in stories] == [("b", 1), ("a", 1), ("news-unread", 0)]
    path = write_jsonl(tmp_path / "odd.jsonl", [{"text": "One.", "summary": {"a": 1}}])
    (story,) = stories_in(path, fields={"references": "summary"})
    assert told(story) == [
        ("odd.jsonl:1", 'column "summary" (for references) holds an object, not text or a list of texts')
    ]


def test_broken_table_in_a_folder_is_told_and_the_rest_is_read(tmp_path):
    (tmp_path / "a.csv").write_text("")
    write_jsonl(tmp_path / "b.jsonl", [{"text": "One."}])
    first, second = stories_in(tmp_path)
    assert (first.id, told(first)) == ("a", [("a.csv", "no rows")])
    assert second.articles[0].text == "One."


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "text": st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1),
            "outlet": st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")),
        }
    ).filter(lambda row: row["text"].strip()),
    min_size=1,
    max_size=30,
)


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "tsv"])
@given(rows=ROWS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_text_comes_back_as_it_was_written(tmp_path, suffix, rows):
    path = tmp_path / f"news.{suffix}"
    if suffix == "jsonl":
        write = io.StringIO()
        write.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    else:
        write = io.StringIO(newline="")
        writer = csv.DictWriter(write, ["outlet", "text"], delimiter="," if suffix == "csv" else "\t")
        writer.writeheader()
        writer.writerows(rows)
    path.write_bytes(write.getvalue().encode())
    story = read_articles([path])
    assert story.failures == ()
    assert [article.text for article in story.articles] == [row["text"] for row in rows]
    assert [a.outlet for a in story.articles] == [
        row["outlet"] if row["outlet"].strip() else "" for row in rows
    ]


def test_ten_thousand_rows(tmp_path):
    path = write_jsonl(tmp_path / "news.jsonl", [{"text": f"Number {n}."} for n in range(10_000)])
    story = read_articles([path])
    assert len({article.id for article in story.articles}) == 10_000
    assert len(stories_in(path, limit=3)) == 3


def test_parquet(tmp_path):
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    rows = [
        {
            "id": n,
            "articles": [{"text": f"{n}.", "date": datetime.datetime(2026, 1, 2, 3, 4)}],
            "blob": b"x",
            "n": 1.5,
        }
        for n in range(200)
    ]
    path = tmp_path / "news.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=50)
    stories = stories_in(path)
    assert [story.id for story in stories] == [str(n) for n in range(200)]
    assert stories[7].articles[0].published == "2026-01-02T03:04:00"
    with pytest.raises(InputError, match=r'no column "blub" .*did you mean "blob"'):
        stories_in(path, fields={"references": "blub"})
    flat = tmp_path / "flat.parquet"
    pq.write_table(
        pa.table({"text": ["One.", None, "Two."], "date": [datetime.date(2026, 1, 2), None, None]}), flat
    )
    story = read_articles([flat])
    assert [(article.id, article.published) for article in story.articles] == [
        ("flat-1", "2026-01-02"),
        ("flat-3", ""),
    ]
    assert told(story) == [("flat.parquet, row 2", '"text" is empty')]
    flat.write_bytes(b"PAR1 damaged")
    with pytest.raises(InputError, match="not a sound Parquet file"):
        stories_in(flat)


def test_parquet_that_unpacks_to_far_more_than_it_is(tmp_path, monkeypatch):
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr(parquet_rows, "LARGEST_ROW", 100_000)
    path = tmp_path / "bomb.parquet"
    table = pa.table({"text": ["One. " * 4000] * 20, "note": ["x" * 20_000] * 20})
    pq.write_table(table, path, compression="zstd", use_dictionary=["note"])
    with pytest.raises(InputError, match=r'bomb.parquet: column "text" unpacks from [\d,]+ bytes to 0 MB'):
        stories_in(path)
    pq.write_table(table, path, compression="zstd", use_dictionary=["note"], row_group_size=4)
    assert len(stories_in(path)) == 20
    pq.write_table(table.rename_columns(["blob", "text"]), path, compression="zstd", use_dictionary=["text"])
    assert len(stories_in(path)) == 20  # what is not read is not unpacked
    monkeypatch.setattr(
        parquet_rows, "LARGEST_BATCH", 100_000
    )  # each of its rows names one text of the dictionary
    with pytest.raises(InputError, match=r"bomb.parquet, from row 1 on: 8 rows take 0 MB"):
        stories_in(path)


def test_saved_data_set(tmp_path):
    datasets = pytest.importorskip("datasets")
    data = datasets.Dataset.from_list(
        [{"document": "One.", "summary": "S.", "label": 1}, {"document": "Two.", "summary": ""}]
    )
    data.save_to_disk(tmp_path / "flat")
    stories = stories_in(tmp_path / "flat")
    assert [(story.id, story.references) for story in stories] == [("flat-1", ("S.",)), ("flat-2", ())]
    datasets.DatasetDict({"train": data, "test": data.select([1])}).save_to_disk(tmp_path / "both")
    assert [story.articles[0].text for story in stories_in(tmp_path / "both", split="test")] == ["Two."]
    with pytest.raises(InputError, match=r"which split to read with --split \(there are: train, test\)"):
        stories_in(tmp_path / "both")
    assert len(stories_in(tmp_path / "flat", split="test")) == 2
    with pytest.raises(InputError, match=r'no split "tset"; did you mean "test"'):
        stories_in(tmp_path / "both", split="tset")


def test_data_set_by_id_is_streamed_with_its_configuration(monkeypatch):
    datasets = pytest.importorskip("datasets")
    calls = []

    def load(path, name, **options):
        calls.append((path, name, options))
        return datasets.IterableDataset.from_generator(
            lambda: iter([{"article": "One.", "highlights": "S."}])
        )

    monkeypatch.setattr(datasets, "load_dataset", load)
    (story,) = stories_in("hf:owner/news:3.0.0", split="test")
    assert calls == [("owner/news", "3.0.0", {"split": "test", "streaming": True})]
    assert (story.id, story.references) == ("news-1", ("S.",))

    for error in (
        datasets.exceptions.DatasetNotFoundError("Dataset 'owner/gone' doesn't exist"),
        RuntimeError("Dataset scripts are no longer supported, but found gone.py"),
    ):

        def fail(path, name, error=error, **options):
            raise error

        monkeypatch.setattr(datasets, "load_dataset", fail)
        with pytest.raises(InputError, match=r"dataset:owner/gone: cannot be loaded \(Dataset"):
            stories_in("dataset:owner/gone")


@pytest.mark.parametrize(("module", "name"), [("datasets", "hf:owner/news"), ("pyarrow", "news.parquet")])
def test_missing_extras_are_named(tmp_path, monkeypatch, module, name):
    (tmp_path / "news.parquet").write_bytes(b"PAR1")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(InputError, match=r'pip install "summarizer\[(datasets|parquet)\]"'):
        stories_in(name)
