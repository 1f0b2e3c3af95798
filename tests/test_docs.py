"""The documentation says what is so: every message, kind, setting, command, refusal and file, and no other."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import msgspec
import pytest
from babel.messages.pofile import read_po
from django.core.management import call_command, get_commands
from django.utils.translation import to_locale
from PIL import Image
from pytest_django.fixtures import Settings

from council.management.commands.latin_catalogue import LANGUAGES_OF_A_PAGE, page_in_latin
from council.refusals import Refusal
from kiosk import messages
from kiosk.consumers import pace
from kiosk.desk.answers import REFUSALS
from ledger.kinds import Kind
from tests.pictures.pages import PRINTED
from voting.domain.record import STEPS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
APPS = ("ledger", "council", "agenda", "voting", "minutes", "kiosk", "portal")


def text(name: str) -> str:
    return (DOCS / name).read_text()


def section(page: str, heading: str) -> str:
    """Return what stands under the heading that names this, up to the next heading."""
    found = re.search(rf"^#+ [^\n]*{re.escape(heading)}.*?\n(.*?)(?=^#|\Z)", page, re.MULTILINE | re.DOTALL)
    return found.group(1) if found else ""


@pytest.mark.parametrize("name", sorted(messages.TYPES))
def test_every_message_has_a_heading_and_an_example(name: str) -> None:
    assert f'"type": "{name}"' in section(text("protocol.md"), name)


@pytest.mark.parametrize("struct", messages.Outgoing.__args__, ids=lambda struct: struct.__name__)
def test_every_answer_has_an_example(struct: type[msgspec.Struct]) -> None:
    assert f'"type": "{struct.__struct_config__.tag}"' in text("protocol.md")


def refusals_of_a_meeting() -> list[str]:
    apps = ("agenda", "voting", "kiosk")
    return sorted(
        kind.code
        for kind in REFUSALS.values()
        if kind is not Refusal and kind.__module__.split(".")[0] in apps and "code" in vars(kind)
    )


@pytest.mark.parametrize("code", refusals_of_a_meeting())
def test_every_refusal_that_a_screen_can_hear_is_in_the_protocol(code: str) -> None:
    assert f"`{code}`" in text("protocol.md")


def test_close_codes_are_those_that_the_server_sends() -> None:
    sources = [path for path in (ROOT / "kiosk").rglob("*.py") if "client" not in path.parts]
    sent = {code for path in sources for code in re.findall(r"\b(44\d\d|4503)\b", path.read_text())}
    told = set(re.findall(r"^\| (4\d{3}) \|", text("protocol.md"), re.MULTILINE))
    assert told == sent


def test_limits_in_the_protocol_are_those_in_the_code() -> None:
    page = text("protocol.md")
    assert f"{messages.LIMIT_BYTES // 1024} KiB" in page
    assert f"{pace.BURST} messages at once, then {pace.REFILL_PER_SECOND:g} a second" in page
    assert f"{pace.MOST_OVER} too many" in page


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_in_the_ledgers_table(kind: Kind) -> None:
    row = re.search(rf"^\| `{re.escape(kind)}` \| [^|]+ \| ([^|]+) \|$", text("ledger.md"), re.MULTILINE)
    assert row
    told = set(re.findall(r"`(\w+)`", row[1]))
    if kind in STEPS:  # the register's own kinds are not read back into a record
        read = {field.encode_name for field in msgspec.structs.fields(STEPS[kind][0])}
        assert read <= told


def settings_read() -> set[str]:
    return set(re.findall(r'"(KVORUM_\w+)"', (ROOT / "council" / "settings.py").read_text()))


@pytest.mark.parametrize("name", sorted(settings_read()))
def test_every_setting_is_described(name: str) -> None:
    assert f"`{name}`" in text("settings.md")


def own_commands() -> list[str]:
    return sorted(name for name, app in get_commands().items() if app in APPS)


@pytest.mark.parametrize("name", own_commands())
def test_every_command_is_in_a_page(name: str) -> None:
    assert any(re.search(rf"manage\.py {name}\b|`{name}`", page.read_text()) for page in PAGES)


@pytest.mark.parametrize(
    "target", sorted(set(re.findall(r"^(\w+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE)))
)
def test_make_targets_explain_themselves(target: str) -> None:
    assert re.search(rf"^{target}:.*## \w+", (ROOT / "Makefile").read_text(), re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_files_and_links_that_a_page_names_exist(page: Path) -> None:
    content = page.read_text()
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)]+)\)", content) if "://" not in link]
    assert [link for link in links if link and not (page.parent / link).exists()] == []
    named = re.findall(rf"`((?:{'|'.join(APPS)}|tests|docs)/[\w./-]+)`", content)
    assert [name for name in named if not (ROOT / name).exists()] == []


FOR_PEOPLE = ("councillor.md", "chair.md", "clerk.md")
TRANSLATED = (*FOR_PEOPLE, "emergency.md")
TRANSLATIONS = ("bg", "sr", "sr-Latn", "sl")


def labels(page: str) -> list[str]:
    """Return what a page tells to press, in order: what stands in italics."""
    found = re.findall(r"(?<!\*)\*([^\W\d_][^*]+)\*(?!\*)", text(page))
    return [" ".join(label.split()) for label in found]


@pytest.mark.parametrize("page", ["installing.md", "emergency.md", *FOR_PEOPLE])
def test_what_a_page_tells_to_press_is_on_a_screen(page: str) -> None:
    named = labels(page)
    assert named
    sources = [path for app in APPS for end in ("*.py", "*.html") for path in (ROOT / app).rglob(end)]
    shown = "\n".join(path.read_text() for path in sources)
    assert [label for label in named if label not in shown] == []


def test_functions_that_the_tour_names_stand_where_it_says() -> None:
    named = re.findall(r"`(\w+)`(?:\sof|\sin)\s`([\w/.]+\.py)`", text("tour.md"))
    assert len(named) > 8
    missing = [
        (name, path)
        for name, path in named
        if not re.search(rf"^(?:async )?(?:def|class) {name}\b", (ROOT / path).read_text(), re.MULTILINE)
    ]
    assert missing == []


@cache
def translations(language: str) -> dict[str, set[str]]:
    """Return what a screen says in a language for each English label, with and without what it adds in brackets."""
    found: dict[str, set[str]] = {}
    path = ROOT / "locale" / to_locale(language) / "LC_MESSAGES" / "django.po"
    for message in read_po(path.read_bytes().splitlines(keepends=True)):
        if message.id and isinstance(message.id, str):
            said = " ".join(message.string.split())
            found.setdefault(message.id, set()).add(said)
            found.setdefault(unbracketed(message.id), set()).add(unbracketed(said))
    return found


def unbracketed(label: str) -> str:
    return label.split(" (", maxsplit=1)[0]


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("name", TRANSLATED)
def test_a_translated_page_tells_to_press_what_its_screens_show(name: str, language: str) -> None:
    english, said = labels(name), labels(f"{language}/{name}")
    assert [label for label in english if not translations(language)[label] & set(said)] == []
    assert set(said) <= {shown for label in english for shown in translations(language)[label]}
    assert len(said) == len(english)


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("name", TRANSLATED)
def test_a_translated_page_has_the_parts_of_the_english_one(name: str, language: str) -> None:
    def parts(page: str) -> Counter[str]:
        return Counter(
            re.findall(r"^#+ |\*\*(?=[^*\n]+?\*\*)|^\d\. |^\* |^\||`[^`]+`", text(page), re.MULTILINE)
        )

    assert parts(name) == parts(f"{language}/{name}")


@pytest.mark.parametrize("name", TRANSLATED)
def test_serbian_pages_in_latin_letters_are_the_serbian_pages(name: str) -> None:
    assert text(f"sr-Latn/{name}") == page_in_latin(text(f"sr/{name}")), "run `manage.py latin_catalogue`"


def test_the_command_writes_a_page_in_latin_letters_and_leaves_its_languages(
    tmp_path: Path, settings: Settings
) -> None:
    settings.BASE_DIR, settings.LOCALE_PATHS = tmp_path, []
    (tmp_path / "docs" / "sr").mkdir(parents=True)
    languages = "[English](../chair.md) · [Български](../bg/chair.md) · [Српски](../sr/chair.md)\n"
    cyrillic = f"Љубица, PDF, `/trust/` ![Сала](../pictures/sr/a.png)\n\n{languages}"
    (tmp_path / "docs" / "sr" / "chair.md").write_text(cyrillic)
    call_command("latin_catalogue")
    written = (tmp_path / "docs" / "sr-Latn" / "chair.md").read_text()
    assert written == f"Ljubica, PDF, `/trust/` ![Sala](../pictures/sr-Latn/a.png)\n\n{languages}"


@pytest.mark.parametrize("language", ["", *TRANSLATIONS])
@pytest.mark.parametrize("name", TRANSLATED)
def test_a_page_names_itself_in_every_language(name: str, language: str) -> None:
    page = DOCS / language / name
    line = next(line for line in page.read_text().splitlines() if line.startswith(LANGUAGES_OF_A_PAGE))
    linked = {(page.parent / link).resolve() for link in re.findall(r"\]\(([^)]+)\)", line)}
    assert linked == {DOCS / name, *(DOCS / language / name for language in TRANSLATIONS)}


# What fits a page of A4 in 10 points, condensed, with the picture at half its width; words are longer without articles.
MOST_WORDS = {"": 520, "bg": 490, "sr": 480, "sr-Latn": 480, "sl": 485}

MOST_BYTES = 90_000


@pytest.mark.parametrize("language", MOST_WORDS)
@pytest.mark.parametrize("name", FOR_PEOPLE)
def test_pages_for_people_fit_a_page(name: str, language: str) -> None:
    page = DOCS / language / name
    lines = page.read_text().splitlines()
    words = sum(len(line.split()) for line in lines if not line.startswith(LANGUAGES_OF_A_PAGE))
    assert words <= MOST_WORDS[language], f"{words} words do not fit beside a picture"
    [picture] = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page.read_text())
    assert (page.parent / picture).resolve().parent == DOCS / "pictures" / language
    with Image.open(page.parent / picture) as shown:
        assert shown.size == PRINTED
    assert (page.parent / picture).stat().st_size < MOST_BYTES
