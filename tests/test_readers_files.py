"""Text and Markdown files, folders of them, standard input: what is read, what is told if it cannot."""

import gzip
import io
import os
import sys

import pytest

from summarizer.errors import ConfigError, InputError
from summarizer.readers import ReadOptions, files, read_articles, read_stories
from summarizer.readers.plain import outlet_from

BODY = "The ferry sank off Port Ellery at dawn.\r\n\r\n  “All 14 are safe,” Capt. Moe Lind said. \n\n"


@pytest.fixture
def stdin(monkeypatch):
    def give(data: bytes):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return give


def only_article(path, **options):
    (story,) = read_stories([path], options=ReadOptions(**options))
    assert story.failures == ()
    (article,) = story.articles
    return article


def failures_of(story):
    assert all(failure.stage == "read" for failure in story.failures)
    return {os.path.basename(failure.item): failure.message for failure in story.failures}


def test_text_file_is_one_article_with_its_text_untouched(tmp_path):
    path = tmp_path / "harbor-herald.txt"
    path.write_bytes(BODY.encode())
    article = only_article(path)
    assert article.text == BODY
    assert (article.id, article.outlet) == ("harbor-herald", "Harbor Herald")


@pytest.mark.parametrize(
    ("stem", "outlet"),
    [
        ("harbor-herald", "Harbor Herald"),
        ("the_daily_post", "The Daily Post"),
        ("bbc-news", "BBC News"),
        ("La Gaceta", "La Gaceta"),
        ("McKinley-Times", "McKinley Times"),
        ("000_08094e76a78722d0", ""),
        ("article2", ""),
        ("a--b", ""),
    ],
)
def test_outlet_is_made_of_a_file_name_only_if_it_reads_as_one(stem, outlet):
    assert outlet_from(stem) == outlet


def test_front_matter_gives_what_is_known_as_it_is_written(tmp_path):
    path = tmp_path / "x.md"
    path.write_text(
        "---\noutlet: The Tarn Post\nheadline: 'Ferry: 14 saved'\ndate: 2026-03-14T18:40:00+00:00\n"
        "link: https://tarn.example/a\nlang: en-GB\nid: 007\ntags: [sea, rescue]\n---\n\n" + BODY,
        newline="",
    )
    article = only_article(path)
    assert article.text == "\n" + BODY
    assert (article.id, article.outlet, article.title) == ("007", "The Tarn Post", "Ferry: 14 saved")
    assert article.published == "2026-03-14T18:40:00+00:00"
    assert (article.url, article.language) == ("https://tarn.example/a", "en-GB")


def test_front_matter_with_crlf_and_at_the_end_of_file(tmp_path):
    path = tmp_path / "x.md"
    path.write_bytes(b"---\r\noutlet: Post\r\n---\r\nBody.\r\n")
    article = only_article(path)
    assert (article.outlet, article.text) == ("Post", "Body.\r\n")
    path.write_bytes(b"---\noutlet: Post\n---")
    with pytest.raises(InputError, match="nothing after the front matter"):
        list(read_stories([path]))


@pytest.mark.parametrize(
    "text", ["---\nA pause.\n---\nThen more.\n", "---\nNo end of it.\n", "- one\n- two\n"]
)
def test_dashes_that_are_no_front_matter_are_text(tmp_path, text):
    path = tmp_path / "x.md"
    path.write_text(text)
    assert only_article(path).text == text


def test_broken_front_matter_names_the_line(tmp_path):
    path = tmp_path / "x.md"
    path.write_text("---\noutlet: Post\ntitle: Fire: 3 dead\n---\nBody.\n")
    with pytest.raises(InputError, match=r"x\.md: front matter, line 3: not YAML .*needs quotes"):
        list(read_stories([path]))
    path.write_text("---\ntitle: [a, b]\n---\nBody.\n")
    with pytest.raises(InputError, match="title must be one value, not a list"):
        list(read_stories([path]))


def test_yaml_tags_build_no_objects(tmp_path):
    path = tmp_path / "x.md"
    path.write_text(f"---\ntitle: !!python/object/apply:os.mkdir [{tmp_path}/made]\n---\nBody.\n")
    with pytest.raises(InputError, match="one value"):
        list(read_stories([path]))
    assert not (tmp_path / "made").exists()


def test_markdown_heading_is_the_title_and_stays_in_the_text(tmp_path):
    path = tmp_path / "x.md"
    path.write_text("\n# Ferry sinks #\n\nBody.\n")
    article = only_article(path)
    assert (article.title, article.text) == ("Ferry sinks", "\n# Ferry sinks #\n\nBody.\n")
    path.write_text("---\ntitle: Mine\n---\n# Ferry sinks\nBody.\n")
    assert only_article(path).title == "Mine"
    plain = tmp_path / "x.txt"
    plain.write_text("# Ferry sinks\nBody.\n")
    assert only_article(plain).title == ""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks_tell_the_encoding(tmp_path, encoding):
    path = tmp_path / "x.txt"
    path.write_bytes(BODY.encode(encoding))
    assert only_article(path).text == BODY


def test_wrong_encoding_names_the_byte_and_the_way_out(tmp_path):
    path = tmp_path / "x.txt"
    path.write_bytes("Le maire a été élu.".encode("cp1252"))
    with pytest.raises(InputError, match=r"not UTF-8 \(byte 0xe9 at offset 11\).*--encoding cp1252"):
        list(read_stories([path]))
    assert only_article(path, encoding="cp1252").text == "Le maire a été élu."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"MZ\x90\x00\x03\x00", "binary"),
        (b"a" * 10_000 + b"\x00", "binary"),
        (b"%PDF-1.7 \xe2\xe3", "a PDF, not text"),
        (b"PK\x03\x04....", "zip"),
    ],
)
def test_files_that_are_no_text(tmp_path, data, message):
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match=message) as error:
        list(read_stories([path]))
    assert str(path) in str(error.value)


def test_gzip_is_opened_and_bounded(tmp_path, monkeypatch):
    path = tmp_path / "post.txt.gz"
    path.write_bytes(gzip.compress(BODY.encode()))
    assert only_article(path).text == BODY
    assert only_article(path).id == "post"
    monkeypatch.setattr(files, "LARGEST_FILE", 2**20)
    path.write_bytes(gzip.compress(b"x" * (2**20 + 1)))
    with pytest.raises(InputError, match="larger than 1 MB"):
        list(read_stories([path]))
    path.write_bytes(gzip.compress(BODY.encode())[:-12])
    with pytest.raises(InputError, match="cannot be read"):
        list(read_stories([path]))


def test_article_of_two_megabytes(tmp_path):
    path = tmp_path / "long.txt"
    text = "The council met again. " * 90_000
    path.write_text(text)
    assert only_article(path).text == text


def test_sources_that_cannot_be_are_refused_before_any_is_read(tmp_path):
    good = tmp_path / "a.txt"
    good.write_text(BODY)
    unknown = tmp_path / "a.docx"
    unknown.write_text(BODY)
    for source, message in [
        (tmp_path / "gone.txt", "no such file"),
        (unknown, "no known suffix"),
        ("", "empty path"),
        ("x" * 5000 + ".txt", "cannot be read"),
        ("nul\0.txt", "cannot be read"),
        (good, "given twice"),
    ]:
        with pytest.raises(InputError, match=message):
            read_stories([good, source])
    with pytest.raises(InputError, match="nothing to read"):
        read_articles([])
    with pytest.raises(InputError, match="list of paths"):
        read_articles(str(good))
    assert only_article(unknown, format="txt").text == BODY


def test_pipes_and_devices_are_not_read(tmp_path):
    pipe = tmp_path / "x.txt"
    os.mkfifo(pipe)
    with pytest.raises(InputError, match="not a regular file"):
        read_stories([pipe])
    (tmp_path / "post.txt").write_text(BODY)
    story = read_articles([tmp_path])
    assert [article.id for article in story.articles] == ["post"]
    assert "not a regular file" in failures_of(story)["x.txt"]


def test_folder_of_articles_is_a_story(tmp_path):
    folder = tmp_path / "ferry"
    folder.mkdir()
    for name, text in {
        "b-post.md": "Two.",
        "a-herald.txt": "One.",
        "story.yaml": "title: 'Ferry: lost'",
    }.items():
        (folder / name).write_text(text)
    for name in (".hidden.txt", "gold.json", "map.png", "README.md"):
        (folder / name).write_bytes(b"\x00 not for reading")
    (story,) = read_stories([folder])
    assert (story.id, story.title, story.references, story.failures) == ("ferry", "Ferry: lost", (), ())
    assert [(article.id, article.text) for article in story.articles] == [
        ("a-herald", "One."),
        ("b-post", "Two."),
    ]
    assert read_articles([folder]) == story


def test_folder_with_trouble_reads_the_rest_and_tells(tmp_path):
    folder = tmp_path / "ferry"
    folder.mkdir()
    (folder / "good.txt").write_text(BODY)
    (folder / "empty.txt").write_text("")
    (folder / "latin.txt").write_bytes(b"caf\xe9")
    (folder / "notes.pdf").write_bytes(b"%PDF")
    (folder / "story.yaml").write_text("titel: Ferry\nreferences: [One., Two.]\n")
    (story,) = read_stories([folder])
    assert [article.id for article in story.articles] == ["good"]
    told = failures_of(story)
    assert told.keys() == {"empty.txt", "latin.txt", "notes.pdf", "story.yaml"}
    assert told["empty.txt"] == "empty"
    assert "byte 0xe9 at offset 3" in told["latin.txt"]
    assert "readable are .txt" in told["notes.pdf"]
    assert 'no key "titel"' in told["story.yaml"]


def test_story_file_gives_references(tmp_path):
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "story.yml").write_text("references:\n- The ferry sank.\n- All were saved.\n")
    (story,) = read_stories([tmp_path])
    assert story.references == ("The ferry sank.", "All were saved.")
    assert story.failures == ()


def test_folder_of_folders_is_a_story_each(tmp_path):
    for name in ("b", "a", "a/deep", "empty", "all-bad"):
        (tmp_path / "news" / name).mkdir(parents=True)
    for name in ("b/x.txt", "a/x.txt", "a/y.txt", "a/deep/z.txt", "all-bad/empty.txt"):
        (tmp_path / "news" / name).write_text("" if "bad" in name else name)
    (tmp_path / "news" / "README.md").write_text("About these.")
    stories = list(read_stories([tmp_path / "news"]))
    assert [(story.id, len(story.articles)) for story in stories] == [
        ("a", 2),
        ("a/deep", 1),
        ("all-bad", 0),
        ("b", 1),
    ]
    assert failures_of(stories[2]) == {"empty.txt": "empty"}
    merged = read_articles([tmp_path / "news"])
    assert merged.id == "news"
    assert [article.id for article in merged.articles] == ["x", "y", "z", "x-2"]
    assert failures_of(merged) == {"empty.txt": "empty"}


def test_folder_without_anything_to_read(tmp_path):
    (tmp_path / "gold.json").write_text("{}")
    with pytest.raises(InputError, match="no articles in this folder"):
        read_articles([tmp_path])


def test_links_do_not_lead_out_of_a_folder(tmp_path):
    (tmp_path / "secret.txt").write_text("Secret.")
    folder = tmp_path / "ferry"
    folder.mkdir()
    (folder / "good.txt").write_text(BODY)
    (folder / "inside.txt").symlink_to("good.txt")
    (folder / "outside.txt").symlink_to("../secret.txt")
    (folder / "loop").symlink_to(".")
    (story,) = read_stories([folder])
    assert [article.id for article in story.articles] == ["good", "inside"]
    assert failures_of(story).keys() == {"outside.txt", "loop"}


def test_one_bad_source_among_several_is_a_failure(tmp_path):
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "b.txt").write_text("")
    stories = list(read_stories([tmp_path / "b.txt", tmp_path / "a.txt"]))
    assert [(story.id, len(story.articles)) for story in stories] == [("b.txt", 0), ("a", 1)]
    merged = read_articles([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert (merged.id, len(merged.articles)) == (tmp_path.name, 1)
    assert failures_of(merged) == {"b.txt": "empty"}


def test_files_of_one_name_are_kept_apart_quietly(tmp_path):
    for outlet in ("post", "herald"):
        (tmp_path / outlet).mkdir()
        (tmp_path / outlet / "report.txt").write_text("The same wire report.")
    story = read_articles([tmp_path / "post" / "report.txt", tmp_path / "herald" / "report.txt"])
    assert [article.id for article in story.articles] == ["report", "report-2"]
    assert story.failures == ()


def test_given_ids_that_clash_are_told(tmp_path):
    for name, text in {"a": "One.", "b": "One.", "c": "Two."}.items():
        (tmp_path / f"{name}.md").write_text(f"---\nid: x\noutlet: Post\n---\n{text}")
    (story,) = read_stories([tmp_path])
    assert [(article.id, article.text) for article in story.articles] == [("x", "One."), ("x-2", "Two.")]
    told = failures_of(story)
    assert "read once" in told["b.md"]
    assert 'kept as "x-2"' in told["c.md"]


def test_ten_thousand_files(tmp_path):
    for number in range(10_000):
        (tmp_path / f"a{number:05}.txt").write_text("Short.")
    (story,) = read_stories([tmp_path])
    assert len(story.articles) == 10_000
    assert story.articles[-1].id == "a09999"
    assert len(read_articles([tmp_path], options=ReadOptions(limit=7)).articles) == 7


def test_standard_input_as_text(stdin):
    stdin(BODY.encode())
    story = read_articles(["-"])
    assert (story.id, story.articles[0].id, story.articles[0].text) == ("stdin", "stdin", BODY)
    assert story.articles[0].outlet == ""


@pytest.mark.parametrize(
    ("data", "options"),
    [
        (b'{"text": "One."}\n{"text": "Two."}\n', {}),
        (b'\xef\xbb\xbf{"text": "One."}\n{"text": "Two."}\n', {}),
        (b'\n [{"text": "One."}, {"text": "Two."}]', {}),
        (b'{\n "articles": [{"text": "One."}, {"text": "Two."}]}', {}),
        (b"text\nOne.\nTwo.\n", {"format": "csv"}),
        (gzip.compress(b"text\nOne.\nTwo.\n"), {"format": "csv"}),
    ],
)
def test_standard_input_as_rows(stdin, data, options):
    stdin(data)
    story = read_articles(["-"], options=ReadOptions(**options))
    assert [article.text for article in story.articles] == ["One.", "Two."]


def test_standard_input_that_opens_with_a_bracket_is_text(stdin):
    stdin(b"[Updated at noon] The ferry sank.")
    assert read_articles(["-"]).articles[0].text.startswith("[Updated")


def test_empty_standard_input(stdin):
    stdin(b"")
    with pytest.raises(InputError, match="standard input: empty"):
        read_articles(["-"])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"fields": {"txet": "a"}}, 'did you mean "text"'),
        ({"format": "jsnol"}, 'did you mean "json'),
        ({"limit": 0}, "at least 1"),
        ({"encoding": "utf-9"}, "not a text encoding"),
        ({"encoding": "hex"}, "not a text encoding"),
    ],
)
def test_options_are_checked(options, message):
    with pytest.raises(ConfigError, match=message):
        ReadOptions(**options)
