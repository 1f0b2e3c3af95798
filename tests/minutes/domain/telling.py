"""Composes the minutes of a story and looks into them; no tests."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from minutes.domain.blocks import (
    Plain,
    Together,
)
from minutes.domain.paragraphs import Witness, compose
from minutes.domain.phrases import Phrase, Say
from tests.minutes.story import NAMES, TITLES, Story
from voting.domain.record import read_record

WITNESS = Witness(
    size=104,
    root="cm9vdA==",
    words="lusab babad gutih tugad babab",
    note="log\n104\ncm9vdA==\n\n— log c2lnbmF0dXJl\n",
)
FIRST, SECOND, *_ = TITLES


def minutes(story: Story) -> list[Plain]:
    """Return the paragraphs one by one."""
    told: list[Plain] = []
    for part in compose(read_record(story), WITNESS):
        told += list(part) if isinstance(part, Together) else [part]
    return told


def of(story: Story, kind: type[Any]) -> list[Any]:
    return [part for part in minutes(story) if isinstance(part, kind)]


def says(value: object) -> Iterator[Say]:
    """Return everything that is said somewhere in a paragraph, nested phrases included."""
    if isinstance(value, Phrase):
        yield value.say
        for _, parameter in value.parameters:
            yield from says(parameter)
    elif isinstance(value, tuple):
        for part in value:
            yield from says(part)
    elif hasattr(value, "__dataclass_fields__"):
        for field in fields(value):  # type: ignore[arg-type]  # a dataclass, as just seen
            yield from says(getattr(value, field.name))


def told(story: Story) -> set[Say]:
    return {say for part in minutes(story) for say in says(part)}


def opened(**changes: Any) -> Story:
    return Story().arrive(*NAMES[:12]).open(**changes)
