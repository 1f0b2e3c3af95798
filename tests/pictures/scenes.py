"""The demo's meeting, step by step, and which pages are photographed at each; how, the camera knows."""

from contextlib import ExitStack

from playwright.sync_api import Page

from tests.browser.people import Absentee, Demo
from tests.pictures import acts
from tests.pictures.camera import HALL, LAPTOP, PERSONAL, PHONE, Camera, View

SITTER, SILENT, SECOND_SPEAKER = "seat-1", "seat-2", "seat-5"


# Rules under which the demo's council does not sit, for what only they bring about.
OTHER_RULES = """
from agenda.models import Motion
from council.models import Body
Motion.objects.update(majority=None, secrecy="open")
for body in Body.objects.all():
    body.pack = ""
    body.orders = {
        **body.orders,
        "presence": "registration",
        "window": {"seconds": 900, "least_seconds": 0, "at_end": "hold"},
        "majority": {"base": "for_against", "fraction": "1/2", "is_strict": True, "ties": ["lot"]},
    }
    body.save()
"""


# A meeting by correspondence instead of the demo's, with three of its items.
BY_CORRESPONDENCE = """
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4
from django.db.models import Count
from agenda.commands import create_meeting
from agenda.models import Meeting
from council.domain.correspondence import CorrespondenceRules
old = Meeting.objects.get()
rules = CorrespondenceRules(is_allowed=True, least_hours=1, objections=3)
old.body.orders = replace(old.body.standing_orders, correspondence=rules).to_plain()
old.body.save()
told = {"number": old.number + 1, "title": "Извънредно заседание", "held_on": old.held_on}
new = create_meeting(body=old.body, hall=old.hall, by_correspondence=True, **told)
short = old.items.annotate(parts=Count("motions")).filter(parts=1, motions__kind="main")
plain = short.exclude(motions__secrecy="secret").order_by("position")
for place, item in enumerate(plain[:3], start=1):
    parts = [*item.motions.all(), *item.papers.all()]
    item.pk, item.meeting, item.position, item.number = uuid4(), new, place, str(place)
    for row in (item, *parts):
        if row is not item:
            row.pk, row.item = uuid4(), item
        row._state.adding = True
        row.save()
Meeting.objects.filter(pk=old.pk).update(held_on=old.held_on + timedelta(days=1))
"""


def play(camera: Camera) -> None:
    """Hold the meeting and take every view on the way."""
    demo = camera.demo
    with ExitStack() as stack:
        chair = stack.enter_context(Absentee(demo, "chair", "chair"))
        clerk = stack.enter_context(Absentee(demo, "clerk", "clerk"))
        members = {login: stack.enter_context(Absentee(demo, login)) for login in demo.members}
        live = chair.page.replace("/chair/", "/live/")
        camera.take(_before(demo, live))
        members[SITTER].act("seat.check_in")
        acts.prepare(chair)
        camera.take(_rooms("prepared", demo, live))
        acts.open_vote(chair)
        camera.take(_rooms("open", demo, live))
        acts.vote_all([member for login, member in members.items() if login != SILENT])
        camera.take(_rooms("voted", demo, live))
        acts.hold(chair, stage="open")
        camera.take(_rooms("on hold", demo, live))
        chair.act("vote.resume", vote=acts.vote_of(chair), stage="held")
        chair.close_vote()
        camera.take(_rooms("closed", demo, live))
        chair.act("vote.declare", vote=acts.vote_of(chair), stage="closed")
        camera.take(_rooms("declared", demo, live))
        acts.finish(chair)
        acts.speak(chair, [members[login] for login in (SITTER, SECOND_SPEAKER, "seat-6")])
        camera.take(_rooms("floor", demo, live))
        acts.fall_back(chair)
        camera.take(_rooms("roll call", demo, live))
        acts.answer(clerk)
        acts.declare(chair)
        acts.finish(chair)
        acts.nominate(chair, clerk, members[SITTER])
        camera.take(_rooms("candidates", demo, live))
        acts.open_vote(chair)
        camera.take(_rooms("papers", demo, live))
        acts.count(clerk, 5, 4, 4)
        acts.declare(chair)
        camera.take(_rooms("run-off", demo, live))
        acts.finish(chair)
        acts.shut_out(chair)
        camera.take(_rooms("closed item", demo, live))
        acts.finish(chair)
        chair.act("meeting.pause", time="23:59")
        camera.take(_rooms("break", demo, live))
        chair.act("meeting.resume")
        chair.act("meeting.adjourn")
        camera.take([*_rooms("adjourned", demo, live), *_archive(chair.page.removesuffix("chair/"))])


def play_under_other_rules(camera: Camera) -> None:
    """Take a vote with an end and registration, a tie that a lot decides, and items voted together, under OTHER_RULES."""
    demo = camera.demo
    with ExitStack() as stack:
        chair = stack.enter_context(Absentee(demo, "chair", "chair"))
        clerk = stack.enter_context(Absentee(demo, "clerk", "clerk"))
        members = {login: stack.enter_context(Absentee(demo, login)) for login in demo.members}
        live = chair.page.replace("/chair/", "/live/")
        draft = acts.offer(clerk)
        camera.take([View("offered clerk", "clerk", "/clerk/", is_whole=True, before=_offered)])
        members[SITTER].act("seat.check_in")
        acts.prepare(chair)
        acts.open_vote(chair)
        camera.take(_rooms("countdown", demo, live))
        acts.tie(chair, list(members.values()))
        chair.close_vote()
        camera.take(_rooms("lot", demo, live))
        chair.act("vote.draw_lot", vote=acts.vote_of(chair), stage="closed", word="седемнадесет")
        camera.take(_rooms("lot drawn", demo, live))
        chair.act("vote.declare", vote=acts.vote_of(chair), stage="closed")
        acts.finish(chair)
        camera.take([View("draft of several councils", "", f"/drafts/{draft}/", is_whole=True)])
        acts.take_up(chair, 3)
        camera.take([View("joining chair", "chair", "/chair/", before=_joining)])
        acts.join(chair)
        camera.take(_rooms("joint", demo, live))
        acts.open_vote(chair)
        acts.vote_all(list(members.values()))
        acts.declare(chair)
        camera.take(_rooms("joint declared", demo, live))


def play_by_correspondence(camera: Camera) -> None:
    """Let the council decide without coming together, under BY_CORRESPONDENCE."""
    demo = camera.demo
    with ExitStack() as stack:
        chair = stack.enter_context(Absentee(demo, "chair", "chair"))
        clerk = stack.enter_context(Absentee(demo, "clerk", "clerk"))
        members = {login: stack.enter_context(Absentee(demo, login)) for login in demo.members}
        live = chair.page.replace("/chair/", "/live/")
        camera.take(_by_letter("letters due", demo, live))
        acts.open_for_answers(chair)
        camera.take(_by_letter("letters empty", demo, live))
        acts.write(members[SITTER], "for", "against")
        acts.write(members[SECOND_SPEAKER], "for", "for", "abstain")
        members[SECOND_SPEAKER].act("correspondence.object")
        acts.enter_letter(clerk, members[SILENT], "for")
        camera.take(_by_letter("letters written", demo, live))
        acts.write_rest([member for member in members.values() if member.state()["mine"]["letters"]])
        acts.take_up(chair, 0)
        camera.take(_by_letter("letters prepared", demo, live))
        acts.open_vote(chair)
        camera.take(_by_letter("letters counted", demo, live))
        acts.declare(chair)
        camera.take(_by_letter("letters declared", demo, live))


def _by_letter(step: str, demo: Demo, live: str) -> list[View]:
    """Return the views of the rooms; the seat's sheet is as long as the agenda."""
    return [
        View(one.name, one.who, one.path, one.sizes, is_whole=one.is_whole or one.who == SITTER)
        for one in _rooms(step, demo, live)
    ]


def _before(demo: Demo, live: str) -> list[View]:
    return [
        View("sign-in", "", "/sign-in/"),
        View("no such page", "", "/nowhere/", (LAPTOP, PHONE)),
        View("first page", "", "/", PERSONAL, is_whole=True),
        View("first page of the clerk", "clerk", "/", PERSONAL, is_whole=True),
        View("readiness", "clerk", "/clerk/", PERSONAL, is_whole=True, before=_readiness),
        View("rehearsals", "clerk", "/rehearsals/", (LAPTOP, PHONE), is_whole=True),
        View("setup", "clerk", "/setup/", (LAPTOP, PHONE), is_whole=True),
        View("setup meetings", "clerk", "/setup/agenda/meeting/", (LAPTOP,), is_whole=True),
        View("seats and PINs", "clerk", "/clerk/", PERSONAL, is_whole=True, before=_seats),
        View("code from the clerk", "", "/sign-in/code/", PERSONAL),
        View("hall plan", "clerk", "/halls/", PERSONAL, is_whole=True, before=_hall),
        View("seat agenda", SITTER, "/seat/", PERSONAL, before=_agenda),
        View("seat paper", SITTER, "/seat/", PERSONAL, before=_paper),
        View("seat settings", SITTER, "/seat/", PERSONAL, before=_settings),
        *_rooms("before", demo, live),
    ]


def _rooms(step: str, demo: Demo, live: str) -> list[View]:
    return [
        View(f"{step} seat", SITTER, "/seat/"),
        View(f"{step} chair", "chair", "/chair/"),
        View(f"{step} clerk", "clerk", "/clerk/", is_whole=True),
        View(f"{step} display", "display", demo.display, HALL),
        View(f"{step} live", "", live, PERSONAL, is_whole=True),
    ]


def _archive(archive: str) -> list[View]:
    return [
        View("archive", "", archive, PERSONAL, is_whole=True),
        View("archive vote", "", f"{archive}votes/1/", PERSONAL, is_whole=True),
        View("first page after", "", "/", (LAPTOP, PHONE), is_whole=True),
    ]


def _readiness(page: Page) -> None:
    page.goto(f"{page.url}ready/")


def _seats(page: Page) -> None:
    page.goto(f"{page.url}seats/")


def _agenda(page: Page) -> None:
    page.locator("[data-to-tab=agenda]").click()


def _joining(page: Page) -> None:
    page.locator(".joining summary").click()


def _offered(page: Page) -> None:
    """Open the forms of the second item, which is offered to other councils, and the one that takes a draft over."""
    _agenda(page)
    page.locator(".desk-item").nth(1).locator("summary").first.click()
    page.locator(".desk-agenda > details > summary").last.click()


def _hall(page: Page) -> None:
    page.locator("h2 a[href^='/halls/']").first.click()
    page.wait_for_url("**/halls/*/")


def _paper(page: Page) -> None:
    _agenda(page)
    page.locator("form[data-read] button:visible").first.click()
    page.locator("#reader-image:visible").wait_for()


def _settings(page: Page) -> None:
    page.locator("details.profile summary").click()
