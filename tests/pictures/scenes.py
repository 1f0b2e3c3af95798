"""The demo's meeting, step by step, and which pages are photographed at each; how, the camera knows."""

from collections.abc import Sequence
from contextlib import ExitStack

from playwright.sync_api import Page

from tests.browser.people import Absentee, Demo
from tests.pictures.camera import HALL, LAPTOP, PERSONAL, PHONE, Camera, View

SITTER, SILENT, SECOND_SPEAKER = "seat-1", "seat-2", "seat-5"


def play(camera: Camera) -> None:
    """Hold the meeting and take every view on the way."""
    demo = camera.demo
    with ExitStack() as stack:
        chair = stack.enter_context(Absentee(demo, "chair", "chair"))
        members = {login: stack.enter_context(Absentee(demo, login)) for login in demo.members}
        live = chair.page.replace("/chair/", "/live/")
        archive = chair.page.removesuffix("chair/")
        camera.take(_before(demo, live))
        members[SITTER].act("seat.check_in")
        _prepare(chair)
        camera.take(_rooms("prepared", demo, live))
        _open(chair)
        camera.take(_rooms("open", demo, live))
        _vote([member for login, member in members.items() if login != SILENT])
        camera.take(_rooms("voted", demo, live))
        _hold(chair, stage="open")
        camera.take(_rooms("on hold", demo, live))
        chair.act("vote.resume", vote=_vote_of(chair), stage="held")
        chair.close_vote()
        camera.take(_rooms("closed", demo, live))
        chair.act("vote.declare", vote=_vote_of(chair), stage="closed")
        camera.take(_rooms("declared", demo, live))
        _finish(chair)
        _speak(chair, [members[login] for login in (SITTER, SECOND_SPEAKER, "seat-6")])
        camera.take(_rooms("floor", demo, live))
        _fall_back(chair)
        camera.take(_rooms("roll call", demo, live))
        _answer(demo)
        chair.close_vote()
        chair.act("vote.declare", vote=_vote_of(chair), stage="closed")
        _finish(chair)
        chair.act("meeting.pause", time="23:59")
        camera.take(_rooms("break", demo, live))
        chair.act("meeting.resume")
        chair.act("meeting.adjourn")
        camera.take([*_rooms("adjourned", demo, live), *_archive(archive)])


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


def _hall(page: Page) -> None:
    page.locator("h2 a[href^='/halls/']").first.click()
    page.wait_for_url("**/halls/*/")


def _paper(page: Page) -> None:
    _agenda(page)
    page.locator("form[data-read] button:visible").first.click()
    page.locator("#reader-image:visible").wait_for()


def _settings(page: Page) -> None:
    page.locator("details.profile summary").click()


def _vote_of(chair: Absentee) -> str:
    return str(chair.state()["frame"]["vote"]["id"])


def _prepare(chair: Absentee) -> None:
    """Bring the second item, whose draft decision is long, to a prepared vote."""
    chair.act("meeting.open")
    _begin(chair, 1)


def _begin(chair: Absentee, place: int) -> None:
    """Bring the item at a place of the agenda to a prepared vote."""
    address = f"{chair.page.removesuffix('chair/')}documents/agenda/{chair.state()['frame']['agenda']}.json"
    item = chair.client.get(address).json()["items"][place]
    chair.act("item.activate", item=item["id"])
    chair.act("vote.prepare", motion=item["motions"][0]["id"])


def _finish(chair: Absentee) -> None:
    chair.act("item.finish", item=chair.state()["frame"]["item"]["id"])


def _speak(chair: Absentee, members: Sequence[Absentee]) -> None:
    """Bring the third item before everybody; these members ask for the floor, and the first is given it.

    Then it is replied to, and another member has a procedural motion.
    """
    _begin(chair, 2)
    for member in members:
        member.act("floor.ask")
    first = chair.state()["frame"]["floor"]["queue"][0]
    chair.act("floor.give", request=first["request"])
    *_, second, third = members
    second.act("floor.ask", kind="reply")
    third.act("floor.ask", kind="procedural")


def _fall_back(chair: Absentee) -> None:
    """End the speech and take the opened vote off the terminals, to a roll call."""
    chair.act("floor.end", request=chair.state()["frame"]["floor"]["speaker"]["request"])
    _open(chair)
    chair.act("vote.fall_back", vote=_vote_of(chair), stage="open", mode="roll_call")


def _answer(demo: Demo) -> None:
    """Enter an answer for everybody who is called, as the clerk."""
    with Absentee(demo, "clerk", "clerk") as clerk:
        while called := clerk.state()["frame"]["vote"]["call"]["now"]:
            vote = clerk.state()["frame"]["vote"]
            clerk.act("answer.enter", vote=vote["id"], stage="open", person=called["person"], answer="for")


def _open(chair: Absentee) -> None:
    chair.act("vote.open", vote=_vote_of(chair), stage="prepared")


def _hold(chair: Absentee, stage: str) -> None:
    chair.act("vote.hold", vote=_vote_of(chair), stage=stage)


def _vote(members: Sequence[Absentee]) -> None:
    for place, member in enumerate(member for member in members if member.may_vote):
        choice = ("for", "for", "for", "against", "abstain")[place % 5]
        vote = member.state()["frame"]["vote"]["id"]
        member.act("ballot.cast", vote=vote, press="1", choice=choice)
