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
from django.utils.translation import to_locale

ROOT = Path(__file__).parent.parent
APPS = ("ledger", "council", "agenda", "voting", "minutes", "kiosk", "portal")
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w*\}|</?\w+[^>]*>")
LATIN = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
# Names and abbreviations that Bulgarian writes in Latin letters too.
LATIN_NAMES = {"Atom", "CSV", "HTTP", "JSON", "Kvorum", "PDF", "PIN", "QR", "SHA-256", "UTF-8", "base64"}

# A word of the glossary, where it stands in an English sentence, and how every Bulgarian one says it.
TERMS = {
    "Municipality": (r"\bmunicipalit(y|ies)\b", "общин"),
    "Councillor": (r"\bcouncillors?\b", "съветни"),
    "Mandate": (r"\bmandates?\b", "мандат"),
    "Group": (r"\bgroups?\b", "груп"),
    "Hall, Seat": (r"\bhalls?\b", "зал"),
    "Meeting": (r"\bmeetings?\b", "заседани"),
    "Agenda item": (r"\bagenda items?\b", "точк"),
    "Quorum": (r"\bquorum\b", "кворум"),
    "Vote": (r"\b(the|this|a) vote\b", "гласуван"),
    "Roll": (r"\bthe roll\b", "списъка за"),
    "Majority": (r"\bmajority\b", "мнозинство"),
    "Decision": (r"\bdecisions?\b", "решени"),
    "Annulment": (r"\bannul", "анулир"),
    "Terminal, Display": (r"\bterminals?\b", "терминал"),
    "Ledger, Log, Entry": (r"\bledger\b", "дневник"),
    "Checkpoint": (r"\bcheckpoint\b", "контролна"),
    "Record": (r"\bthe record\b", "протокол"),
    "Standing orders": (r"\bstanding orders\b", "правилник"),
    "Practice": (r"\bpractice\b", "учебн"),
    "Demonstration": (r"\bdemonstration\b", "демонстрац"),
}
OFFICES = {"Chair": (r"\bchair\b", "председател"), "Clerk": (r"\bclerk\b", "протоколчик")}


@cache
def catalogue(language: str, root: Path = ROOT) -> Catalog:
    """Return the catalogue of a language in the project, or in a copy of it."""
    path = root / "locale" / to_locale(language) / "LC_MESSAGES" / "django.po"
    return read_po(path.read_bytes().splitlines(keepends=True), locale=to_locale(language))


def bare(text: str) -> str:
    """Return a text without its placeholders and tags."""
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


def test_bulgarian_has_no_latin_letters() -> None:
    found = [(text, set(LATIN.findall(bare(text)))) for _msgid, text in forms("bg")]
    assert not [(text, words - LATIN_NAMES) for text, words in found if words - LATIN_NAMES]


def test_bulgarian_quotes_are_bulgarian() -> None:
    said = [bare(text) for _msgid, text in forms("bg")]
    assert not [text for text in said if '"' in text or "”" in text or text.count("„") != text.count("“")]


def glossary() -> dict[str, str]:
    """Return the Bulgarian column of the glossary by the word in its first."""
    page = (ROOT / "docs" / "glossary.md").read_text()
    rows = re.findall(r"^\| ([^|]+) \|[^|]+\| ([^|]+) \|$", page, re.MULTILINE)
    return {word.strip(): bulgarian.lower() for word, bulgarian in rows}


@pytest.mark.parametrize("word", TERMS)
def test_the_glossary_has_the_word_of_the_catalogue(word: str) -> None:
    _english, bulgarian = TERMS[word]
    assert bulgarian.replace("списъка", "списък") in glossary()[word]


@pytest.mark.parametrize("word", [*TERMS, *OFFICES])
def test_one_bulgarian_word_for_one_thing(word: str) -> None:
    english, bulgarian = (TERMS | OFFICES)[word]
    found = [(msgid, text) for msgid, text in forms("bg") if re.search(english, bare(msgid), re.IGNORECASE)]
    assert found
    assert not [(msgid, text) for msgid, text in found if bulgarian not in text.lower()]
