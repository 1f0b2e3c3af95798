"""What stock phrases make of a text; where that cannot be told, nothing."""

import pytest

from agenda.domain.aims import ENDS_ITEM, PHRASES, Aim, amended

TEXT = "Приема бюджета за 2026 г., както следва."


@pytest.mark.parametrize(
    ("phrase", "old", "new", "expected"),
    [
        ("replace", "2026", "2027", "Приема бюджета за 2027 г., както следва."),
        ("delete", "за 2026 г.,", "", "Приема бюджета както следва."),
        ("delete", "за 2026 г.", "", "Приема бюджета, както следва."),
        ("delete", "Приема", "", "бюджета за 2026 г., както следва."),
        ("delete", "ет", "", "Приема бюджа за 2026 г., както следва."),
        ("delete", "както следва.", "", "Приема бюджета за 2026 г.,"),
        ("insert", "2026", "и 2027", "Приема бюджета за 2026 и 2027 г., както следва."),
        ("add", "", "Изпълнява кметът.", f"{TEXT}\nИзпълнява кметът."),
        ("substitute", "", "Отлага.", "Отлага."),
        ("replace", "2025", "2027", None),
        ("replace", "а", "о", None),
        ("", "", "", None),
    ],
)
def test_a_text_with_an_amendment_in_it(phrase: str, old: str, new: str, expected: str | None) -> None:
    assert amended(TEXT, phrase, old, new) == expected


def test_every_aim_has_a_phrase_and_those_that_end_an_item_are_procedural() -> None:
    assert {phrase.aim for phrase in PHRASES.values()} == set(Aim)
    assert {phrase.kind for phrase in PHRASES.values() if phrase.aim in ENDS_ITEM} == {"procedural"}
