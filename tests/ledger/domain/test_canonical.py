"""Canonical JSON, held to rfc8785."""

from enum import StrEnum
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.canonical import LARGEST_INTEGER, NotCanonical, canonical, is_canonical, raw, spliced


class Choice(StrEnum):
    FOR = "for"


def below_surrogates(name: str) -> bool:
    return all(mark < "\ud800" for mark in name)


texts = st.text(st.characters(exclude_categories=["Cs"]))
names = texts.filter(below_surrogates)
integers = st.integers(-LARGEST_INTEGER, LARGEST_INTEGER)
values = st.recursive(
    st.none() | st.booleans() | integers | texts,
    lambda inner: st.lists(inner) | st.dictionaries(names, inner),
)


@given(values)
def test_canonical_is_that_of_rfc8785(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@given(values)
def test_canonical_is_recognised(value: Any) -> None:
    assert is_canonical(canonical(value).decode())


def test_canonical_reads_enums_and_tuples_as_their_json() -> None:
    assert canonical({"choice": Choice.FOR, "missing": ("a", "b")}) == b'{"choice":"for","missing":["a","b"]}'


def test_canonical_keeps_cyrillic_and_sorts_names() -> None:
    assert canonical({"я": 1, "а": "Кворум", "a": None}).decode() == '{"a":null,"а":"Кворум","я":1}'


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        float("nan"),
        [{"deep": 0.0}],
        LARGEST_INTEGER + 1,
        -LARGEST_INTEGER - 1,
        b"bytes",
        {1: "a number as a name"},
        {"\ue000": "sorted elsewhere by rfc8785"},
        {"\U0001f600": "sorted elsewhere by rfc8785"},
        {"a", "set"},
        "half a surrogate \ud800",
        object(),
    ],
)
def test_canonical_refuses(value: Any) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)


@pytest.mark.parametrize(
    "text", ['{"b":1,"a":2}', '{"a": 1}', '{"a":1.0}', "", "{", '{"a":1,"a":1}', '"\\u0041"', '"\ud800"']
)
def test_is_canonical_refuses(text: str) -> None:
    assert not is_canonical(text)


@given(st.dictionaries(names, values))
def test_spliced_puts_stored_json_in_unchanged(body: dict[str, Any]) -> None:
    stored = canonical(body).decode()
    assert spliced({"actor": "chair:1", "body": raw(stored)}) == rfc8785.dumps(
        {"actor": "chair:1", "body": body}
    )
