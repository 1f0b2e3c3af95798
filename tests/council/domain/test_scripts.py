"""Serbian in Latin letters: every letter, capitals of the double ones, and what stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.domain.alphabets import ALPHABETS
from council.domain.scripts import LETTERS, in_latin


def test_every_letter_of_one_alphabet_becomes_one_of_the_other() -> None:
    assert sorted(in_latin(letter) for letter in ALPHABETS["sr"]) == sorted(ALPHABETS["sr-latn"])
    assert set(LETTERS) == set(ALPHABETS["sr"])


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Љубица Његош и Џон", "Ljubica Njegoš i Džon"),
        ("ЉУБИЧИЋ, КОЊ, ЏЕП, ПАЊ", "LJUBIČIĆ, KONJ, DŽEP, PANJ"),
        ("Љ", "Lj"),
        ("Ђурђевдан у Ћуприји, жеље и чежња", "Đurđevdan u Ćupriji, želje i čežnja"),
        ("Одлука бр. %(number)s у Kvorum-у (PDF)", "Odluka br. %(number)s u Kvorum-u (PDF)"),
        ("Щърбев ыщ", "Щъrbev ыщ"),
    ],
)
def test_texts(cyrillic: str, latin: str) -> None:
    assert in_latin(cyrillic) == latin


@given(st.text("абвгдђежзијклљмнњопрстћуфхцчџшАЂЉЊЏШ abc%(){}<>-.,0123456789"))
def test_nothing_serbian_stays_and_nothing_is_written_twice(text: str) -> None:
    once = in_latin(text)
    assert not set(once.lower()) & set(ALPHABETS["sr"])
    assert in_latin(once) == once
