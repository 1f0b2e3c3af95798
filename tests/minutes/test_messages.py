"""The minutes in words: every phrase in every language, legal dates, local times."""

import re
from datetime import UTC, date, datetime
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import override, to_locale

from minutes.domain.phrases import Clock, Phrase, Say, said
from minutes.messages import Words
from minutes.messages.catalogue import FRACTIONS, WORDS
from minutes.messages.dates import DATES, MONTHS, ON_ANOTHER_DAY, TIMES, legal_date

DAY = date(2026, 11, 5)
LOCALE = Path(settings.BASE_DIR) / "locale"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def words(language: str = "en", zone: str = "Europe/Sofia") -> Words:
    return Words(language=language, zone=zone, day=DAY)


def test_everything_that_can_be_said_has_words() -> None:
    assert set(WORDS) == set(Say)


@pytest.mark.parametrize("language", sorted(set(MONTHS) - {"en"}))
def test_every_language_has_words_for_everything_with_the_same_parameters(language: str) -> None:
    path = LOCALE / to_locale(language) / "LC_MESSAGES" / "django.po"
    catalogue = read_po(BytesIO(path.read_bytes()))
    for message in (*WORDS.values(), *FRACTIONS.values()):
        with override("en"):
            english = str(message)
        entry = catalogue.get(english, context="minutes")
        assert entry is not None, english
        assert entry.string, english
        assert set(PLACEHOLDER.findall(entry.string)) == set(PLACEHOLDER.findall(english)), english


def test_words_carry_their_parameters() -> None:
    quorum = said(Say.QUORUM_FOUND, present=12, needed=9, finding=Phrase(Say.QUORUM_MET))
    assert words().of(said(Say.PRESENT_AT_OPENING, quorum=quorum)) == (
        "At the opening: 12 present, 9 needed – there is a quorum."
    )


def test_a_text_that_is_no_phrase_stands_as_it_is() -> None:
    assert words().of("100 % от %(name)s") == "100 % от %(name)s"
    assert words().of(said(Say.VOTE_HEADING, number=1, title="5 %(x)s")) == "Vote No 1. 5 %(x)s"


def test_several_texts_are_enumerated() -> None:
    assert words().of(said(Say.STAYS, stays=("а", "б"))) == "а, б"


@pytest.mark.parametrize(
    ("fraction", "text"),
    [(Fraction(1, 2), "half"), (Fraction(2, 3), "two thirds"), (Fraction(3, 7), "3/7")],
)
def test_fractions_are_words_where_there_are_some(fraction: Fraction, text: str) -> None:
    assert words().of(said(Say.MORE_THAN_PRESENT, fraction=fraction)) == f"more than {text} of those present"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "5 November 2026"),
        ("bg", "5 ноември 2026 г."),
        ("sr", "5. новембра 2026. године"),
        ("sr-latn", "5. novembra 2026. godine"),
        ("sl", "5. novembra 2026"),
        ("xx", "2026-11-05"),
    ],
)
def test_dates_are_written_as_in_law(language: str, text: str) -> None:
    assert legal_date(DAY, language).replace("\N{NO-BREAK SPACE}", " ") == text


def test_every_language_of_the_product_writes_dates_of_its_own() -> None:
    assert set(dict(settings.LANGUAGES)) == set(MONTHS) == set(DATES) == set(TIMES) == set(ON_ANOTHER_DAY)


@pytest.mark.parametrize("language", list(MONTHS))
def test_every_month_has_a_name_of_its_own(language: str) -> None:
    assert len(set(MONTHS[language])) == 12


@pytest.mark.parametrize(
    ("language", "at", "has_seconds", "text"),
    [
        ("en", datetime(2026, 11, 5, 8, 3, 9, tzinfo=UTC), True, "10:03:09"),
        ("bg", datetime(2026, 11, 5, 8, 3, 9, tzinfo=UTC), True, "10:03:09 ч."),
        ("bg", datetime(2026, 11, 5, 8, 3, 9, tzinfo=UTC), False, "10:03"),
        ("en", datetime(2026, 11, 5, 22, 30, 1, tzinfo=UTC), True, "00:30:01 on 6 November 2026"),
        ("bg", datetime(2026, 11, 5, 22, 30, 1, tzinfo=UTC), True, "00:30:01 ч. на 6 ноември 2026 г."),
        ("sr", datetime(2026, 11, 5, 8, 3, 9, tzinfo=UTC), True, "10:03:09 часова"),
        (
            "sr-latn",
            datetime(2026, 11, 5, 22, 30, 1, tzinfo=UTC),
            True,
            "00:30:01 časova dana 6. novembra 2026. godine",
        ),
        ("sl", datetime(2026, 11, 5, 22, 30, 1, tzinfo=UTC), True, "00:30:01 dne 6. novembra 2026"),
        ("xx", datetime(2026, 11, 5, 22, 30, 1, tzinfo=UTC), True, "00:30:01 2026-11-06"),
    ],
)
def test_times_are_local_and_name_another_day(
    language: str, at: datetime, has_seconds: bool, text: str
) -> None:
    told = said(Say.STAYS, stays=(said(Say.STAYS, stays=Clock(at, has_seconds=has_seconds)),))
    assert words(language).of(told).replace("\N{NO-BREAK SPACE}", " ") == text


def test_the_zone_is_named() -> None:
    assert words(zone="Europe/Ljubljana").of(Phrase(Say.LOCAL_TIMES)) == (
        "All times are local time (Europe/Ljubljana)."
    )
