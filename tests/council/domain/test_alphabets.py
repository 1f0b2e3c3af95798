"""Names in the order of each language's alphabet, where code points would put them elsewhere."""

import pytest

from council.domain.alphabets import sorting_key

ORDERS = {
    "bg": ["Ана", "Яна", "Anna"],
    "sr": ["Дејан", "Ђорђе", "Лазар", "Љубица", "Никола", "Његош", "Ћира", "Уна", "Џон", "Шабан", "Zoran"],
    "sr-latn": [
        "Cane",
        "Čeda",
        "Ćira",
        "Dušan",
        "Džon",
        "Đorđe",
        "Lolić",
        "Luka",
        "Ljubica",
        "Nada",
        "Njegoš",
        "Šaban",
    ],
    "sl": ["Cene", "Črt", "Ljudmila", "Luka", "Štefan", "Zala", "Žan"],
    "en": ["Adam", "brown", "Clark", "Zoe", "Ørsted"],
}


@pytest.mark.parametrize("language", ORDERS)
def test_names_are_in_the_order_of_the_alphabet(language: str) -> None:
    names = ORDERS[language]
    assert sorted(sorted(names), key=lambda name: sorting_key(language, name)) == names


def test_a_language_of_a_country_sorts_as_the_language_and_an_unknown_one_by_code_points() -> None:
    assert sorting_key("en-gb", "Zoe") == sorting_key("en", "Zoe")
    assert sorting_key("xx", "a") < sorting_key("xx", "b") < sorting_key("xx", "é")


def test_a_shorter_name_comes_first_and_hyphens_are_spaces() -> None:
    names = ["Ана Боева", "Ана", "Ана-Мария", "ана"]
    assert sorted(names, key=lambda name: sorting_key("bg", name)) == ["Ана", "ана", "Ана Боева", "Ана-Мария"]
