"""The languages of the product: which one a browser gets, what a page offers, what a municipality may choose."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import to_locale

from council.commands import create_municipality

LANGUAGES = ["en", "bg", "sr", "sr-latn", "sl"]


def test_these_are_the_languages() -> None:
    assert [code for code, _name in settings.LANGUAGES] == LANGUAGES
    assert to_locale("sr-latn") == "sr_Latn"


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("bg-BG,bg;q=0.9,en;q=0.5", "bg"),
        ("sr-RS", "sr"),
        ("sr-Cyrl-RS", "sr"),
        ("sr-Latn-RS", "sr-latn"),
        ("sr-Latn", "sr-latn"),
        ("sl-SI", "sl"),
        ("de-AT, sl;q=0.4", "sl"),
        ("de-AT", "en"),
    ],
)
def test_a_browser_gets_the_language_and_script_that_it_asks_for(
    client: Client, db: None, asked: str, answered: str
) -> None:
    page = client.get(reverse("sign-in"), headers={"accept-language": asked})
    assert f'<html lang="{answered}"' in page.content.decode()
    assert page["Content-Language"] == answered


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_offers_every_language_by_its_own_name(client: Client, db: None, language: str) -> None:
    client.get(reverse("sign-in"), {"lang": language})
    page = client.get(reverse("sign-in")).content.decode()
    assert f'<html lang="{language}"' in page
    for code, name in [
        ("en", "English"),
        ("bg", "български"),
        ("sr", "српски"),
        ("sr-latn", "srpski (latinica)"),
    ]:
        assert f'href="?lang={code}"' in page
        assert f">{name}</a>" in page
    assert 'href="?lang=sl"' in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_municipality_keeps_its_record_in_any_of_them(db: None, language: str) -> None:
    made = create_municipality(name="Општина", slug="o", language=language, time_zone="Europe/Belgrade")
    assert made.language == language
