"""Tags that fill a screen on the server exactly as its scripts fill it later; what a screen may know is not decided here.

A screen's template names what it shows by paths into the state (`vote.title`) and when it shows it by conditions
(`vote.stage:open,held mine.is_checked_in`). The tags write both into attributes, so that kiosk/fill.js does the same with
the next frame. tests/kiosk/conditions.json holds both sides to the same answers.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from council.domain.alphabets import sorting_key
from kiosk.domain.clocks import clock_text, minutes, phase, span, time_left
from kiosk.templatetags.words import WORDS, word

register = template.Library()

SEAT_RADIUS = 12
"""Radius of a seat as the plan's template draws it, before it is scaled to the hall."""

SHAPED = ("for", "against", "abstain", "not_voting")
"""Positions with a shape of their own on the plan."""


def resolve(state: Any, path: str) -> Any:
    """Return what the path leads to, None where it leads nowhere."""
    for step in path.split("."):
        if not isinstance(state, Mapping):
            return None
        state = state.get(step)
    return state


def plain(value: Any) -> str:
    """Return a value as attributes and conditions write it."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def holds(state: Any, condition: str) -> bool:
    """Tell whether every clause holds: `path`, `path:one,other` or `path:@other.path`, each negated by a leading `!`."""
    return all(
        _clause_holds(state, clause.removeprefix("!")) is not clause.startswith("!")
        for clause in condition.split()
    )


def _clause_holds(state: Any, clause: str) -> bool:
    path, colon, wanted = clause.partition(":")
    if not colon:
        return bool(resolve(state, path))
    found = plain(resolve(state, path))
    if wanted.startswith("@"):
        return bool(found) and found == plain(resolve(state, wanted[1:]))
    return found in wanted.split(",")


def shown(value: Any, *, words: str = "", form: str = "") -> str:
    """Return a value as its reader sees it: a word for a code, a time of the day, a shortened root, or as it is."""
    if words:
        return word(words, plain(value))
    if form == "time" and value:
        return timezone.localtime(datetime.fromisoformat(str(value))).strftime("%H:%M:%S")
    if form == "elapsed" and value:
        return _elapsed(str(value))
    if form in CLOCKS and value:
        return CLOCKS[form](value)
    if form == "root" and value:
        return _short_root(str(value))
    return plain(value)


CLOCKS: Mapping[str, Callable[[Any], str]] = {
    "clock": lambda speaker: clock_text(speaker, timezone.now()),
    "phase": lambda speaker: word("phase", phase(speaker, timezone.now())),
    "span": lambda seconds: span(int(seconds)),
    "moment": lambda at: _moment(timezone.localtime(datetime.fromisoformat(at))),
    "left": lambda until: time_left(until, timezone.now(), lambda unit: word("left", unit)),
}
"""What is shown of clocks of speeches, their limits, moments and times that end; the scripts go on from there."""


def _moment(at: datetime) -> str:
    told = {"day": at.day, "month": word("month", at.month), "time": f"{at:%H:%M}"}
    return word("moment", "day_and_time") % told


def _elapsed(since: str) -> str:
    """Return the minutes and seconds since then; the scripts count on by the server's clock."""
    seconds = max(0, int((timezone.now() - datetime.fromisoformat(since)).total_seconds()))
    return f"{seconds // 60}:{seconds % 60:02}"


def _short_root(note: str) -> str:
    """Return size and first letters of the root of a checkpoint: what fits on a photograph."""
    lines = note.split("\n")
    return f"{lines[1]} · {lines[2][:16]}" if len(lines) > 2 else note[:24]


def _state(context: Context) -> dict[str, Any]:
    return {**(context.get("state") or {}), "entry": context.get("entry")}


@register.simple_tag(takes_context=True)
def when(context: Context, condition: str) -> SafeString:
    """Write the condition, and `hidden` where it does not hold now."""
    hidden = "" if holds(_state(context), condition) else " hidden"
    return format_html('data-when="{}"{}', condition, hidden)


@register.simple_tag(takes_context=True)
def blank(context: Context, path: str, words: str = "", form: str = "") -> SafeString:
    """Write the text at the path, in an element that later frames fill."""
    kind = [("words", words), ("form", form)]
    extra = format_html_join("", ' data-{}="{}"', [(name, value) for name, value in kind if value])
    text = shown(resolve(_state(context), path), words=words, form=form)
    return format_html('<span data-blank="{}"{}>{}</span>', path, extra, text)


@register.simple_tag(takes_context=True)
def field(context: Context, name: str, path: str) -> SafeString:
    """Write a hidden field of a message whose value follows the state."""
    value = plain(resolve(_state(context), path))
    return format_html('<input type="hidden" name="{}" value="{}" data-value="{}">', name, value, path)


@register.simple_tag(takes_context=True)
def address(context: Context, path: str) -> SafeString:
    """Write a link's address that follows the state."""
    return format_html('href="{}" data-address="{}"', plain(resolve(_state(context), path)), path)


@register.simple_tag(takes_context=True)
def follow(context: Context, pairs: str) -> SafeString:
    """Write attributes for the stylesheet that follow the state: `stage=vote.stage` becomes data-stage."""
    state = _state(context)
    found = [pair.split("=") for pair in pairs.split()]
    values = format_html_join(
        " ", 'data-{}="{}"', [(name, plain(resolve(state, path))) for name, path in found]
    )
    return format_html('{} data-follows="{}"', values, pairs)


@register.simple_tag(takes_context=True)
def phase_of(context: Context, path: str) -> SafeString:
    """Write how far the clock of the speech at the path is, for the stylesheet: `data-phase`."""
    speaker = resolve(_state(context), path)
    return format_html(
        'data-phase-of="{}" data-phase="{}"', path, phase(speaker, timezone.now()) if speaker else ""
    )


@register.simple_tag(takes_context=True)
def marks(context: Context, place: int) -> SafeString:
    """Write what is known of a place of the hall: voted, position, link, presence, each a code as an attribute."""
    known = place_marks(_state(context), place)
    return format_html('data-place="{}"{}', place, format_html_join("", ' data-{}="{}"', known.items()))


@register.simple_tag(takes_context=True)
def place_word(context: Context, place: int) -> SafeString:
    """Write the word for the position of a place, in an element that later frames fill."""
    position = place_marks(_state(context), place).get("position", "")
    return format_html("<span data-place-word>{}</span>", word("position", position))


def place_marks(state: Mapping[str, Any], place: int) -> dict[str, str]:
    """Return the marks of a place by name; `position` in full, the others as their one character."""
    found = {
        "voted": _character(resolve(state, "vote.voted"), place),
        "position": word("code", _character(resolve(state, "vote.positions"), place)),
        "spoken": _character(resolve(state, "vote.spoken"), place),
        "link": _character(resolve(state, "console.links"), place),
        "present": _character(resolve(state, "console.present"), place),
        "excused": _character(resolve(state, "console.excused"), place),
    }
    return {name: mark for name, mark in found.items() if mark}


def _character(marks_of_all: str | None, place: int) -> str:
    return marks_of_all[place] if marks_of_all and place < len(marks_of_all) else ""


@register.filter
def worded(key: str, group: str) -> str:
    """Return the word for a code of this group, in a part that only the server draws."""
    return word(group, key)


@register.filter
def in_minutes(seconds: int) -> str:
    """Return whole seconds as minutes and seconds."""
    return minutes(seconds)


@register.simple_tag
def entry_of(found: Mapping[str, Any], key: str) -> Any:
    """Return what a mapping has for a key, None where it has nothing."""
    return found.get(key)


@register.simple_tag
def new_id() -> str:
    """Return the id of one command: a form posted twice is answered once."""
    return str(uuid4())


def agenda_steps(
    items: Sequence[Mapping[str, Any]],
    active: Mapping[str, Any] | None,
    selected: Mapping[str, Any] | None = None,
    *,
    only_first: bool = False,
) -> dict[str, Any]:
    """Return the motion of the active item to vote on next and the item to come next; steps.js says the same.

    Next comes what the clerk laid ready, else the first item that was not called yet; `only_first` while the agenda is to be
    adopted before anything else: then none but the first. `order` are the motions in the order of voting, where there are
    several to be voted.
    """
    current = next((item for item in items if active and item["id"] == active["id"]), None)
    motions = {motion["id"]: motion for motion in current["motions"]} if current else {}
    order = [motions[motion] for motion in current["order"]] if current else []
    first = items[0] if items and items[0] is not current else None
    coming = selected or next((item for item in items if item["stage"] == "pending"), None)
    return {
        "motion": next((motion for motion in order if motion["stage"] == "pending"), None),
        "item": first if only_first else coming,
        "order": order if len(order) > 1 else [],
    }


def reading(items: Sequence[Mapping[str, Any]], digest: str, page: str) -> dict[str, Any] | None:
    """Return what the reader shows of the paper with this digest, None where the agenda has none; reader.js says the same.

    `page` is as it was asked for: what is no number is the first, what is too much the last.
    """
    found = next(
        ((item, paper) for item in items for paper in item["papers"] if paper["digest"] == digest), None
    )
    if found is None:
        return None
    item, paper = found
    asked = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
    now = max(1, min(asked, paper["pages"]))
    return {
        "digest": digest,
        "title": paper["title"],
        "item": item["number"],
        "is_replaced": paper["is_replaced"],
        "page": now,
        "pages": paper["pages"],
        "previous": max(1, now - 1),
        "next": min(paper["pages"], now + 1),
        "is_first": now == 1,
        "is_last": now == paper["pages"],
    }


@register.inclusion_tag("kiosk/parts/hall.html", takes_context=True)
def hall_plan(context: Context) -> dict[str, Any]:
    """Draw the plan of the hall; later frames mark its places."""
    hall = context["hall"]
    scale = hall["radius"] / SEAT_RADIUS
    seated = [
        {**place, "transform": f"translate({place['x']} {place['y']}) scale({scale:.6f})"}
        for place in hall["places"]
        if place["x"] is not None
    ]
    return {**_own_context(context), "view_box": hall["view_box"], "seated": seated}


@register.inclusion_tag("kiosk/parts/names.html", takes_context=True)
def hall_names(context: Context) -> dict[str, Any]:
    """List everybody who may vote, in the order of the council's alphabet, with the position that later frames tell."""
    places = [place for place in context["hall"]["places"] if place["is_councillor"]]
    language = context["language_of_names"]
    places.sort(key=lambda place: sorting_key(language, place["name"]))
    return {**_own_context(context), "places": places}


def _own_context(context: Context) -> dict[str, Any]:
    return {"state": context["state"], "positions": SHAPED}


@register.inclusion_tag("kiosk/parts/words.html")
def page_words() -> dict[str, Any]:
    """Write all words into a template element, from which scripts take them."""
    return {
        "lines": [(f"{group}.{key}", text) for group, words in WORDS.items() for key, text in words.items()]
    }
