"""Names: where a text has them, and when two are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.names import names, same_name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Sen. Ada Wynn met U.S. President Karl Brandt in New York on Tuesday.",
            [("Ada Wynn", "person"), ("U.S.", "place"), ("Karl Brandt", "person"), ("New York", "place")],
        ),
        (
            "The Department of Health and Human Services sued General Motors, the FBI said.",
            [("Department of Health and Human Services", "organization"), ("General Motors", "organization"), ("FBI", "organization")],
        ),
        ("But officials at the Department of Justice said the Justice Department’s lawyers left.", [("Department of Justice", "organization"), ("Justice Department", "organization")]),
        ("Secretary of State Karl Brandt left. The attorney general stayed.", [("Karl Brandt", "person")]),
        ("Officials said nothing. Everyone left. Police came.", []),
        ("Brandt said he would stay.", [("Brandt", "")]),
        ("Rep. Lena Dorn (D-Ore.) left King County.", [("Lena Dorn", "person"), ("King County", "place")]),
        ("House Speaker Ada Wynn left", [("House", "organization"), ("Ada Wynn", "person")]),
    ],
)  # fmt: skip
def test_names(text, found):
    assert [(name.text, name.kind) for name in names(text)] == found
    for name in names(text):
        assert text[name.start : name.end] == name.text


def test_titles_and_first_names_tell_he_and_she_and_a_surname_takes_them_over():
    found = names("Mr. Brandt met Helen Abara. Abara and Sen. Warren left.")
    assert [(name.text, name.title, name.gender) for name in found] == [
        ("Brandt", "Mr.", "he"),
        ("Helen Abara", "", "she"),
        ("Abara", "", "she"),
        ("Warren", "Sen.", ""),
    ]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Sen. Susan Collins", "Collins", True),
        ("Susan Collins", "Doug Collins", False),
        ("FBI", "Federal Bureau of Investigation", True),
        ("U.S.", "the United States", True),
        ("Justice Department", "Department of Justice", True),
        ("Joe Biden", "Joseph R. Biden Jr.", True),
        ("Apple", "Apple Inc.", True),
        ("New York", "New York City", True),
        ("General Motors", "GM", True),
        ("President Brandt’s", "Karl Brandt", True),
        ("Washington", "George Washington", False),
        ("Georgia", "Georgia State University", False),
        ("North Korea", "South Korea", False),
        ("Brandt", "Brandt Foundation", False),
        ("Helen Abara", "Karl Abara", False),
        ("", "Abara", False),
    ],
)
def test_same_name(a, b, same):
    assert same_name(a, b) is same
    assert same_name(b, a) is same


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_names_of_any_text_have_exact_spans(text):
    for name in names(text):
        assert text[name.start : name.end] == name.text
        assert same_name(name.text, name.text) or not name.text.strip(" .")


@given(st.text(alphabet="AaBb. ’'-ofFBIthe", max_size=40), st.text(alphabet="AaBb. ’'-ofFBIthe", max_size=40))
def test_same_name_is_symmetric(a, b):
    assert same_name(a, b) is same_name(b, a)
