"""Every sentence of the product is in the catalogue of every language, whole, and in the words of the glossary."""

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import zip_longest
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import ngettext, override, to_locale

from council.domain.alphabets import ALPHABETS
from council.domain.scripts import in_latin

ROOT = Path(__file__).parent.parent
APPS = ("ledger", "council", "agenda", "voting", "minutes", "kiosk", "portal")
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]

LATIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9_-]*[A-Za-z0-9])?")
CYRILLIC = re.compile("[\u0400-\u04ff]")
# What is typed and what files are called, in any language.
TYPED = r"kvorum-hall\.crt|docs/\w+\.md|manage\.py \w+|KVORUM_\w+|--[a-z-]+|libnss3-tools|verify_ledger"
PLACEHOLDER = re.compile(rf"%\(\w+\)[a-z]|%[a-z%]|\{{\w*\}}|</?\w+[^>]*>|{TYPED}")
# Names and abbreviations that Cyrillic texts write in Latin letters too.
LATIN_NAMES = {
    *(
        "Android",
        "Atom",
        "CA",
        "CSV",
        "Chrome",
        "Chromium",
        "Edge",
        "Escape",
        "Firefox",
        "GB",
        "HTTP",
        "JSON",
        "JavaScript",
    ),
    *(
        "Kvorum",
        "JPEG",
        "Linux",
        "MB",
        "PDF",
        "PIN",
        "PNG",
        "QR",
        "Redis",
        "SHA-256",
        "Safari",
        "Shift",
        "Tab",
        "UTF-8",
        "Windows",
        "XFA",
    ),
    *("base64", "cm", "iPad", "iPhone", "m", "ms", "s"),
}
NAMED = re.compile(rf"\b({'|'.join(LATIN_NAMES)})\b")
LETTERS = {
    "bg": set("абвгдежзийѝклмнопрстуфхцчшщъьюя"),
    "sr": set(ALPHABETS["sr"]),
    "sr-latn": set("abcčćdđefghijklmnoprsštuvzž"),
    "sl": set("abcčdefghijklmnoprsštuvzž"),
}
FORMS = {"bg": 2, "sr": 3, "sr-latn": 3, "sl": 4}
QUOTES = {"bg": "„“", "sr": "„“", "sr-latn": "„“", "sl": "»«"}

# A word of the glossary, where it stands in an English sentence, and how every translation says it.
TERMS = {
    "Municipality": (r"\bmunicipalit(y|ies)\b", {"bg": "общин", "sr": "општин", "sl": "občin"}),
    "Councillor": (r"\bcouncillors?\b", {"bg": "съветни", "sr": "одборни", "sl": "svetni"}),
    "Mandate": (r"\bmandates?\b", {"bg": "мандат", "sr": "мандат", "sl": "mandat"}),
    "Group": (r"\bgroups?\b", {"bg": "груп", "sr": "груп", "sl": "skupin"}),
    "Hall, Seat": (r"\bhalls?\b", {"bg": "зал", "sr": "сал", "sl": "dvoran"}),
    "Meeting": (r"\bmeetings?\b", {"bg": "заседани", "sr": "седниц", "sl": "sej"}),
    "Agenda item": (r"\bagenda items?\b", {"bg": "точк", "sr": "тачк", "sl": "točk"}),
    "Quorum": (r"\bquorum\b", {"bg": "кворум", "sr": "кворум", "sl": "sklepč"}),
    "Vote": (r"\b(the|this|a) vote\b", {"bg": "гласуван", "sr": "гласањ", "sl": "glasovanj"}),
    "Roll": (r"\bthe roll\b", {"bg": "списъка за", "sr": "спис", "sl": "seznam"}),
    "Majority": (r"\bmajority\b", {"bg": "мнозинство", "sr": "већин", "sl": "večin"}),
    "Decision": (r"\bdecisions?\b", {"bg": "решени", "sr": "одлу", "sl": "sklep"}),
    "Annulment": (r"\bannul", {"bg": "анулир", "sr": "пониш", "sl": "razvelj"}),
    "Terminal, Display": (r"\bterminals?\b", {"bg": "терминал", "sr": "терминал", "sl": "terminal"}),
    "Ledger, Log, Entry": (r"\bledger\b", {"bg": "дневник", "sr": "дневник", "sl": "dnevnik"}),
    "Checkpoint": (r"\bcheckpoint\b", {"bg": "контролна", "sr": "контролн", "sl": "kontroln"}),
    "Record": (r"\bthe record\b", {"bg": "протокол", "sr": "записник", "sl": "zapisnik"}),
    "Standing orders": (r"\bstanding orders\b", {"bg": "правилник", "sr": "пословник", "sl": "poslovnik"}),
    "Practice": (r"\bpractice\b", {"bg": "учебн", "sr": "вежб", "sl": "vadben"}),
    "Demonstration": (r"\bdemonstration\b", {"bg": "демонстрац", "sr": "демонстрац", "sl": "predstavit"}),
}
OFFICES = {
    "Chair": (r"\bchair\b", {"bg": "председател", "sr": "председ", "sl": "predsed"}),
    "Clerk": (r"\bclerk\b", {"bg": "протоколчик", "sr": "записничар", "sl": "zapisnikar"}),
}
# Where a stem of the catalogue ends otherwise than the word of the glossary.
INFLECTED = {"списъка": "списък", "тачк": "тачка"}


@cache
def catalogue(language: str, root: Path = ROOT) -> Catalog:
    """Return the catalogue of a language in the project, or in a copy of it."""
    path = root / "locale" / to_locale(language) / "LC_MESSAGES" / "django.po"
    return read_po(path.read_bytes().splitlines(keepends=True), locale=to_locale(language))


def bare(text: str) -> str:
    """Return a text without its placeholders, tags and what is typed."""
    return PLACEHOLDER.sub("", text)


def texts(found: Sequence[str] | None) -> tuple[str, ...]:
    """Return the forms of a text: one, or that for one thing and those for several."""
    return (found,) if isinstance(found, str) else tuple(found or ())


def sentences(found: Catalog) -> set[tuple[str | None, tuple[str, ...]]]:
    """Return context and text of each sentence."""
    return {(message.context, texts(message.id)) for message in found if message.id}


def forms(language: str) -> Iterator[tuple[str, str]]:
    """Give each sentence beside its translation; of one with a number, every form beside its like."""
    for message in catalogue(language):
        if message.id:
            *several, last = texts(message.id)
            yield from zip_longest(several, texts(message.string), fillvalue=last)


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Collect the sentences of the sources, in a copy so that no catalogue is touched."""
    copy = tmp_path_factory.mktemp("sources")
    (copy / "locale").mkdir()
    leave_out = shutil.ignore_patterns("static", "migrations", "__pycache__", "node_modules")
    for app in APPS:
        shutil.copytree(ROOT / app, copy / app, ignore=leave_out)
    command = (sys.executable, "-m", "django", "makemessages", "--locale=bg", "--add-location=file")
    subprocess.run(command, cwd=copy, check=True, capture_output=True, env={"PATH": "/usr/bin:/bin"})
    return catalogue("bg", copy)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_has_every_sentence_and_no_other(language: str, extracted: Catalog) -> None:
    known, said = sentences(catalogue(language)), sentences(extracted)
    assert not said - known, "collect them with `make messages` and translate them"
    assert not known - said, "nobody says these any more"
    assert not catalogue(language).obsolete


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_translated(language: str) -> None:
    assert not [message.id for message in catalogue(language) if message.id and message.fuzzy]
    assert not [msgid for msgid, text in forms(language) if not text.strip()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_those_of_the_sentence(language: str) -> None:
    def placeholders(text: str) -> Counter[str]:
        return Counter(PLACEHOLDER.findall(text))

    assert not [(msgid, text) for msgid, text in forms(language) if placeholders(msgid) != placeholders(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_has_all_the_forms_of_the_language(language: str) -> None:
    several = [message for message in catalogue(language) if len(texts(message.id)) > 1]
    assert several
    assert catalogue(language).num_plurals == FORMS[language]
    assert not [message.id for message in several if len(texts(message.string)) != FORMS[language]]


@pytest.mark.parametrize(
    ("language", "number", "text"),
    [
        ("sr", 1, "додат је 1 ред"),
        ("sr", 3, "додата су 3 реда"),
        ("sr", 11, "додато је 11 редова"),
        ("sr", 21, "додат је 21 ред"),
        ("sr-latn", 22, "dodata su 22 reda"),
        ("sl", 1, "dodana je 1 vrstica"),
        ("sl", 2, "dodani sta 2 vrstici"),
        ("sl", 104, "dodane so 104 vrstice"),
        ("sl", 5, "dodanih je 5 vrstic"),
    ],
)
def test_numbers_take_their_form(language: str, number: int, text: str) -> None:
    with override(language):
        assert ngettext("%d row was added", "%d rows were added", number) % number == text


@pytest.mark.parametrize("language", ["bg", "sr"])
def test_cyrillic_texts_have_no_latin_letters(language: str) -> None:
    found = [(text, set(LATIN.findall(bare(text)))) for _msgid, text in forms(language)]
    assert not [(text, words - LATIN_NAMES) for text, words in found if words - LATIN_NAMES]


@pytest.mark.parametrize("language", ["sr-latn", "sl"])
def test_latin_texts_have_no_cyrillic_letters(language: str) -> None:
    assert not [text for _msgid, text in forms(language) if CYRILLIC.search(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_spelled_with_the_letters_of_its_language(language: str) -> None:
    def foreign(text: str) -> set[str]:
        words = set(re.findall(r"[^\W\d_]+", re.sub(NAMED, "", bare(text)).lower()))
        return {word for word in words if not set(word) <= LETTERS[language]}

    assert not [(text, foreign(text)) for _msgid, text in forms(language) if foreign(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotes_are_those_of_the_language(language: str) -> None:
    opening, closing = QUOTES[language]
    others = set('"”„“«»') - {opening, closing}
    said = [bare(text) for _msgid, text in forms(language)]
    assert not [text for text in said if others & set(text) or text.count(opening) != text.count(closing)]
    assert sum(opening in text for text in said) > 10


def test_serbian_in_latin_letters_is_serbian() -> None:
    cyrillic, latin = list(forms("sr")), list(forms("sr-latn"))
    assert latin == [(msgid, in_latin(text)) for msgid, text in cyrillic], "run `manage.py latin_catalogue`"


@cache
def glossary() -> dict[str, dict[str, str]]:
    """Return what the glossary calls a thing, by language and by the word in its first column."""
    bulgarian, others = (ROOT / "docs" / "glossary.md").read_text().split("## Serbian and Slovene")
    row = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
    said = {
        "bg": {word: last for word, _meaning, last in row.findall(bulgarian)},
        "sr": {word: serbian for word, serbian, _last in row.findall(others)},
        "sl": {word: last for word, _serbian, last in row.findall(others)},
    }
    return {
        language: {word: text.lower() for word, text in found.items()} for language, found in said.items()
    }


def test_the_glossary_speaks_every_language_of_one_thing_once() -> None:
    assert set(glossary()["sr"]) == set(glossary()["sl"]) <= set(glossary()["bg"])


@pytest.mark.parametrize("language", ["bg", "sr", "sl"])
@pytest.mark.parametrize("word", TERMS)
def test_the_glossary_has_the_word_of_the_catalogue(word: str, language: str) -> None:
    stem = TERMS[word][1][language]
    assert " ".join(INFLECTED.get(part, part) for part in stem.split()) in glossary()[language][word]


@pytest.mark.parametrize("language", ["bg", "sr", "sl"])
@pytest.mark.parametrize("word", [*TERMS, *OFFICES])
def test_one_word_for_one_thing(word: str, language: str) -> None:
    english, said = (TERMS | OFFICES)[word]
    found = [
        (msgid, text) for msgid, text in forms(language) if re.search(english, bare(msgid), re.IGNORECASE)
    ]
    assert found
    assert not [(msgid, text) for msgid, text in found if said[language] not in text.lower()]
