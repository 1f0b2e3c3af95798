"""Answers made of a meeting's state: pages, states with their ETag, documents. Who may ask is settled before."""

import hashlib
from http import HTTPStatus
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from agenda.models import Meeting
from agenda.queries import ready_rules
from council.domain.actors import ActorRole
from council.wording import ROLES, role_words
from kiosk.domain.letters import is_collecting, sheet, usual_end
from kiosk.permissions import PERSONAL, Audience, Visitor
from kiosk.queries import READING
from kiosk.snapshots import Document, Loaded, agenda_for, frame, load, mine, own_profile
from kiosk.templatetags.screens import agenda_steps, reading

TEMPLATES: dict[Audience, str] = {
    "seat": "kiosk/seat.html",
    "chair": "kiosk/chair.html",
    "clerk": "kiosk/clerk.html",
    "display": "kiosk/display.html",
    "public": "kiosk/live.html",
}
SCRIPTS: dict[Audience, str] = {audience: f"kiosk/{audience}.js" for audience in TEMPLATES}
# What chair and clerk see also changes without an entry, when a link is lost; so theirs is a digest of the content.
BY_CONTENT: frozenset[Audience] = frozenset({"chair", "clerk"})


def load_for(visitor: Visitor) -> Loaded:
    """Load the meeting for a visitor, at a seat with the person's own ballot."""
    person = visitor.actor.person_id
    return load(visitor.meeting, [person] if visitor.audience == "seat" and person else [])


def page(
    request: HttpRequest, visitor: Visitor, base: str, *, template: str = "", **more: Any
) -> HttpResponse:
    """Return a room's page in its present state; `base` is its address, `template` one other than the audience's."""
    loaded = load_for(visitor)
    state = page_state(loaded, visitor)
    if visitor.audience == "seat":
        asked = request.GET
        state["reader"] = reading(state["items"], asked.get("paper", ""), asked.get("page", ""))
    content = {
        "state": state,
        "hall": {
            "view_box": loaded.plan.view_box,
            "radius": loaded.plan.seat_radius,
            "places": [msgspec.to_builtins(place) for place in loaded.plan.places],
        },
        "arms": loaded.meeting.municipality.arms_id,
        "addresses": addresses(visitor, base),
        "script": SCRIPTS[visitor.audience],
        "language_of_names": loaded.meeting.municipality.language,
        "time_zone": loaded.meeting.municipality.time_zone,
        "now": timezone.now(),
        "role": role_words(visitor.audience, ready_rules(loaded.meeting))
        if visitor.audience in ROLES
        else "",
        "profile": _profile(visitor),
        "speaking_kinds": [rule.kind.value for rule in loaded.floor.speaking.kinds],
        "usual_end": _usual_end(loaded.meeting) if loaded.meeting.by_correspondence else "",
        "next_press": ((state["mine"] or {}).get("press") or 0) + 1,
        **more,
    }
    with timezone.override(loaded.meeting.municipality.time_zone):
        response = render(request, template or TEMPLATES[visitor.audience], content)
    response["Cache-Control"] = "no-store"
    return response


def _usual_end(meeting: Meeting) -> str:
    """Return until when answers are collected unless the chair says otherwise, as a field for a moment has it."""
    now = timezone.localtime(timezone.now(), ZoneInfo(meeting.municipality.time_zone))
    return f"{usual_end(now, meeting.standing_orders.correspondence.least_hours):%Y-%m-%dT%H:%M}"


def _profile(visitor: Visitor) -> dict[str, Any] | None:
    person = visitor.actor.person_id
    return own_profile(person) if visitor.audience in PERSONAL and person else None


def page_state(loaded: Loaded, visitor: Visitor) -> dict[str, Any]:
    """Return what a page's blanks and conditions are filled from: the frame's fields, and what its script adds to them."""
    person = visitor.actor.person_id
    own = msgspec.to_builtins(mine(loaded, person)) if visitor.audience == "seat" and person else None
    state = msgspec.to_builtins(frame(loaded, visitor.audience, visitor.language))
    items = msgspec.json.decode(agenda_for(loaded, visitor.audience).body)["items"]
    console = state["console"] or {}
    return {
        **state,
        "mine": own,
        "me": str(person) if person else "",
        "role": visitor.actor.role.value,
        "acts": acts_here(state, visitor),
        "items": items,
        "next": agenda_steps(
            items, state["item"], console.get("selected"), only_first=bool(console.get("agenda_due"))
        ),
        "press": _press(own, state["vote"]),
        **_answering(state, own, items),
        "represented": [
            {**one, "press": _press(one, state["vote"]), "next_press": one["press"] + 1}
            for one in (own or {}).get("proxies", ())
            if one["vote"]
        ],
    }


def _answering(
    state: dict[str, Any], own: dict[str, Any] | None, items: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return how far a sitting by correspondence is: screen.js and letters.js go on from here."""
    is_collecting_now = is_collecting(state["meeting"], timezone.now())
    told = (state["console"] or {}).get("letters") or {"is_complete": True, "motions": []}
    letters = ((own or {}).get("letters") or {"letters": []})["letters"]
    cards = sheet(items, letters)
    return {
        "collecting": is_collecting_now,
        "awaits": is_collecting_now and not told["is_complete"],
        "entering": told["motions"],
        "letters": {
            "left": sum(not letter["choice"] for letter in letters),
            "of": len(letters),
            "waits": any(motion["stage"] == "pending" for card in cards for motion in card["motions"]),
            "cards": cards,
        },
    }


def acts_here(state: dict[str, Any], visitor: Visitor) -> bool:
    """Tell whether the person may press at this console: who presides and the assistant, and anybody before the opening."""
    if visitor.audience != "chair" or state["presiding"] is None:
        return True
    return visitor.actor.role is ActorRole.ASSISTANT or state["presiding"]["person"] == str(
        visitor.actor.person_id
    )


def _press(own: dict[str, Any] | None, vote: dict[str, Any] | None) -> dict[str, str]:
    """Return what the seat says of its vote before any script speaks: presses.js goes on from here."""
    if own and vote and own["vote"] == vote["id"] and own["choice"]:
        return {"stage": "recorded", "choice": own["choice"], "at": own["cast_at"]}
    return {"stage": "none", "choice": "", "at": ""}


def addresses(visitor: Visitor, base: str) -> dict[str, str]:
    """Return the addresses that a page's script and forms use; the public needs no token, which else says the language."""
    language = f"?lang={visitor.language}" if visitor.audience == "public" else ""
    return {
        "socket": f"/ws/meetings/{visitor.meeting}/{visitor.audience}{language}",
        "documents": f"/meetings/{visitor.meeting}/documents/",
        "papers": f"/meetings/{visitor.meeting}/papers/",
        "state": f"{base}state",
        "act": f"{base}act",
        "sign": f"{base}sign",
        "check": f"{base}check",
        "token": "" if visitor.audience == "public" else f"{base}token",
    }


def state_answer(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Return frame and, at a seat, `mine` as JSON; 304 where the asker has them already."""
    asked = request.headers.get("If-None-Match", "")
    is_by_content = visitor.audience in BY_CONTENT
    if not is_by_content and asked and asked == _version_tag(visitor.meeting):
        return _tagged(HttpResponse(status=HTTPStatus.NOT_MODIFIED), asked)
    loaded = load_for(visitor)
    body = _state_body(loaded, visitor)
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"' if is_by_content else f'"{loaded.epoch}-{loaded.v}"'
    if asked == tag:
        return _tagged(HttpResponse(status=HTTPStatus.NOT_MODIFIED), tag)
    return _tagged(HttpResponse(body, content_type="application/json"), tag)


def _state_body(loaded: Loaded, visitor: Visitor) -> bytes:
    person = visitor.actor.person_id
    own = mine(loaded, person) if visitor.audience == "seat" and person else None
    return msgspec.json.encode({"frame": frame(loaded, visitor.audience, visitor.language), "mine": own})


def _version_tag(meeting: UUID) -> str:
    """Return the tag of the newest state, which costs one row to know."""
    versions = Meeting.objects.using(READING).values_list("log__epoch", "log__size")
    epoch, v = versions.get(pk=meeting)
    return f'"{epoch}-{v}"'


def _tagged(response: HttpResponse, tag: str) -> HttpResponse:
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    return response


def document_answer(found: Document, version: str) -> HttpResponse:
    """Return a document that stays as it is at its address; 404 for any version but the present one."""
    if version != found.version:
        raise Http404
    response = HttpResponse(found.body, content_type="application/json")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
