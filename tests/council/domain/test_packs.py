"""Packs of rules: what a file may say, and how what it may not say is refused."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from agenda.domain.secrecy import Secrecy
from council.domain.packs import (
    SECRECIES,
    Example,
    LegalBasis,
    Pack,
    Provenance,
    WrongPack,
    read_pack,
    role_names,
)
from council.domain.rules import Majority, Meaning
from council.domain.shares import HALF, Base

SHARE = 'base = "present"\nfraction = "1/2"\nis_strict = true\n'
QUORUM = f"[quorum]\n{SHARE.replace('present', 'total')}unverified = true\n"
ORDINARY = f"[ordinary]\n{SHARE}article = 'Art. 27'\nsource = 'https://law.example'\n"
NAMES = 'code = "xx"\nname = "Nowhere"\nlanguage = "en"\n'
BASIS = f'[[basis]]\nkey = "9"\nsecrecy = "named"\ntitle = "Budget"\n{SHARE}unverified = true\n'
PLAIN = NAMES + QUORUM + ORDINARY


def pack(text: str) -> Pack:
    return read_pack(text, file="xx.toml")


def test_ways_of_voting_are_those_of_the_agenda() -> None:
    assert set(SECRECIES) == set(Secrecy)


def test_a_pack_gives_standing_orders_and_legal_bases() -> None:
    found = pack(
        NAMES
        + "valid_from = 2020-01-01\nvalid_to = 2024-12-31\n"
        + "[roles]\nclerk = 'minute-taker'\n"
        + QUORUM
        + ORDINARY
        + "[orders]\nmay_join_open_vote = true\n"
        + BASIS
        + "[[example]]\nbasis = '9'\nfor = 3\npresent = 5\noutcome = 'adopted'\nsettled = 'for'\n"
    )
    half = Majority(Base.PRESENT, HALF, is_strict=True)
    ordinary = replace(half, article="Art. 27")
    assert (found.code, found.name, found.language, found.roles) == (
        *("xx", "Nowhere", "en"),
        {"clerk": "minute-taker"},
    )
    assert (found.orders.majority, found.orders.may_join_open_vote) == (ordinary, True)
    assert found.orders.quorum.least(17) == 9
    assert found.basis("") == LegalBasis("", ordinary, Provenance("Art. 27", "https://law.example"))
    assert found.basis("9") == LegalBasis("9", half, Provenance(), "Budget", "named")
    assert found.basis("10") is None
    assert found.examples == (Example({"present": 5, "for": 3}, "adopted", "9", settled="for"),)


def test_a_rule_without_an_article_is_not_verified() -> None:
    found = pack(PLAIN)
    assert (found.quorum.is_verified, found.bases[0].provenance.is_verified) == (False, True)


def test_a_majority_may_say_all_that_majorities_say() -> None:
    text = PLAIN.replace(
        "article = 'Art", 'floor = 3\nabstaining = "against"\nties = ["casting"]\narticle = \'Art'
    )
    also = '\n[[ordinary.also]]\nbase = "total"\nfraction = "1/3"\nis_strict = false\n'
    found = pack(text + also).orders.majority
    assert (found.floor, found.abstaining, found.also[0].fraction) == (3, Meaning.AGAINST, Fraction(1, 3))


@pytest.mark.parametrize(
    ("valid", "on", "is_in_force"),
    [
        ("", date(1900, 1, 1), True),
        ("valid_from = 2020-01-01\n", date(2019, 12, 31), False),
        ("valid_from = 2020-01-01\n", date(2020, 1, 1), True),
        ("valid_to = 2020-01-01\n", date(2020, 1, 1), True),
        ("valid_to = 2020-01-01\n", date(2020, 1, 2), False),
    ],
)
def test_rules_apply_between_their_days(valid: str, on: date, is_in_force: bool) -> None:
    assert pack(NAMES + valid + QUORUM + ORDINARY).is_in_force(on) is is_in_force


@pytest.mark.parametrize(
    ("text", "key", "why"),
    [
        ("code = ", "TOML", "Invalid value"),
        (QUORUM + ORDINARY, "code", "missing"),
        (NAMES + ORDINARY, "quorum", "missing"),
        (NAMES.replace('"xx"', "3") + QUORUM + ORDINARY, "code", "not a str: 3"),
        (NAMES + "valid_from = 2020-01-01T10:00:00\n" + QUORUM + ORDINARY, "valid_from", "not a date"),
        (NAMES + "quota = 1\n" + QUORUM + ORDINARY, "quota", "unknown"),
        (PLAIN + "[roles]\nking = 'x'\n", "roles.king", "unknown"),
        (PLAIN.replace("'Art. 27'", "''"), "ordinary.article", "unverified"),
        (PLAIN.replace("article =", "unverified = true\narticle ="), "ordinary.article", "unverified"),
        (PLAIN.replace("source = 'https://law.example'", ""), "ordinary.source", "read in a source"),
        (PLAIN.replace('"present"', '"everybody"'), "ordinary", "not a base: 'everybody'"),
        (PLAIN.replace('"1/2"', '"2"'), "quorum", "fraction: not a fraction"),
        (PLAIN.replace("is_strict = true", 'is_strict = "yes"'), "quorum", "is_strict: neither true nor false"),
        (PLAIN + "[orders]\nmay_change_ballot = 1\n", "orders", "may_change_ballot: neither true nor false"),
        (PLAIN + BASIS.replace("named", "loud"), "basis[1].secrecy", "not one of open, named, secret"),
        (PLAIN + BASIS.replace('key = "9"', ""), "basis[1].key", "missing"),
        (PLAIN + BASIS + BASIS, "basis[2].key", "two have the key '9'"),
        (PLAIN + BASIS.replace('"1/2"', '"3/2"'), "basis[1]", "above 0 and up to 1"),
        (PLAIN + "[[example]]\nbasis = '8'\noutcome = 'adopted'\n", "example[1].basis", "no basis has the key"),
        (PLAIN + "[[example]]\nvotes = 8\noutcome = 'adopted'\n", "example[1].votes", "unknown"),
        (PLAIN + "[[example]]\nfor = true\noutcome = 'adopted'\n", "example[1].for", "not a int: True"),
    ],
)  # fmt: skip
def test_a_refusal_names_file_key_and_reason(text: str, key: str, why: str) -> None:
    with pytest.raises(WrongPack) as wrong:
        pack(text)
    assert wrong.value.key == key
    assert str(wrong.value).startswith(f"xx.toml: {key}: ")
    assert why in str(wrong.value)


@pytest.mark.parametrize(
    ("own", "language", "found"),
    [("en", "en", "деловођа"), ("sr", "sr-latn", "delovođa"), ("sr", "bg", None), ("en", "sl", None)],
)
def test_offices_are_named_in_the_packs_own_language(own: str, language: str, found: str | None) -> None:
    text = (NAMES + "[roles]\nclerk = 'деловођа'\n" + QUORUM + ORDINARY).replace('"en"', f'"{own}"')
    assert role_names(pack(text), language).get("clerk") == found
    assert role_names(None, language) == {}
