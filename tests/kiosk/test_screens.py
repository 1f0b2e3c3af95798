"""The tags that fill a screen on the server: the same answers as the scripts give, and nothing unescaped."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation

from kiosk.templatetags.screens import agenda_steps, hall_names, holds, place_marks, reading, shown

SHARED = json.loads((Path(__file__).parents[1] / "js" / "conditions.json").read_text())


@pytest.mark.parametrize(("condition", "expected"), SHARED["conditions"])
def test_condition_as_the_scripts_decide_it(condition: str, *, expected: bool) -> None:
    assert holds(SHARED["state"], condition) is expected


@pytest.mark.parametrize("agenda", SHARED["agendas"])
def test_next_steps_as_the_scripts_say_them(agenda: dict[str, Any]) -> None:
    steps = agenda_steps(agenda["items"], agenda["active"], only_first=agenda.get("only_first", False))
    assert [motion["id"] for motion in steps.pop("order")] == agenda["order"]
    assert {name: found and found["id"] for name, found in steps.items()} == {
        "motion": agenda["motion"],
        "item": agenda["item"],
    }


PARTS = Path(__file__).parents[2] / "kiosk" / "templates" / "kiosk" / "parts"


@pytest.mark.parametrize("part", sorted(PARTS.glob("*.html")), ids=lambda part: part.name)
def test_a_number_that_an_act_takes_is_sent_as_one(part: Path) -> None:
    inputs = re.findall(r'<input[^>]*type="number"[^>]* name=[^>]*>', part.read_text())
    assert not [field for field in inputs if not re.search('data-kind="numbers?"', field)]


@pytest.mark.parametrize(("digest", "page", "expected"), SHARED["readings"])
def test_a_paper_is_read_as_the_scripts_read_it(
    digest: str, page: str, expected: dict[str, Any] | None
) -> None:
    assert reading(SHARED["papers"], digest, page) == expected


def test_values_as_their_readers_see_them() -> None:
    assert shown("for", words="choice") == "For"
    assert shown("2026-11-21T12:03:22.500+00:00", form="time") == "14:03:22"
    assert shown("2026-11-21T12:03:22.500+00:00", form="moment") == "21 November, 14:03"
    told = {"bg": "21 ноември, 14:03", "sr": "21. новембра, 14:03", "sl": "21. novembra, 14:03"}
    for language, text in told.items():
        with translation.override(language):
            assert shown("2026-11-21T12:03:22.500+00:00", form="moment") == text
    assert shown("origin\n12\nAbCdEfGhIjKlMnOpQrStUv=\n\n— sig", form="root") == "12 · AbCdEfGhIjKlMnOp"
    assert [shown(value) for value in (None, True, 0, "x")] == ["", "true", "0", "x"]


def test_marks_of_a_place_come_from_one_character_of_each_string() -> None:
    state = {"vote": {"voted": "v.", "positions": "+-"}, "console": {"links": "1_", "present": "10"}}
    assert place_marks(state, 0) == {"voted": "v", "position": "for", "link": "1", "present": "1"}
    assert place_marks(state, 1) == {"voted": ".", "position": "against", "link": "_", "present": "0"}
    assert place_marks(state, 2) == {}


def render(source: str, **state: Any) -> str:
    return Template("{% load screens %}" + source).render(Context({"state": state}))


def test_blanks_and_attributes_are_escaped() -> None:
    assert render('{% blank "title" %}', title="<b>&") == '<span data-blank="title">&lt;b&gt;&amp;</span>'
    assert render('{% field "vote" "id" %}', id='"x') == (
        '<input type="hidden" name="vote" value="&quot;x" data-value="id">'
    )
    assert render('{% follow "stage=s" %}', s="a b") == 'data-stage="a b" data-follows="stage=s"'


def test_when_hides_what_does_not_hold() -> None:
    assert render('{% when "vote" %}', vote=None) == 'data-when="vote" hidden'
    assert render('{% when "vote" %}', vote={"id": 1}) == 'data-when="vote"'


def test_names_stand_in_the_order_of_the_councils_alphabet() -> None:
    names = ["Ђорђе", "Ана", "Ћира", "Дејан", "Шабан", "Гост"]
    places = [{"name": name, "is_councillor": name != "Гост"} for name in names]
    context = Context({"state": {}, "hall": {"places": places}, "language_of_names": "sr"})
    shown_names = [place["name"] for place in hall_names(context)["places"]]
    assert shown_names == ["Ана", "Дејан", "Ђорђе", "Ћира", "Шабан"]


def test_a_link_follows_the_state() -> None:
    assert render('{% address "vote.page" %}', vote={"page": "/x/"}) == 'href="/x/" data-address="vote.page"'
