"""What people do between two pictures, over plain forms."""

from collections.abc import Sequence
from typing import Any

from tests.browser.people import Absentee, found

CANDIDATES = ("Анна Кандидатова", "Борис Кандидатов", "Вера Кандидатова")


def vote_of(chair: Absentee) -> str:
    return str(chair.state()["frame"]["vote"]["id"])


def prepare(chair: Absentee) -> None:
    """Bring the second item, whose draft decision is long, to a prepared vote."""
    chair.act("meeting.open")
    take_up(chair, 1)


def take_up(chair: Absentee, place: int) -> None:
    """Bring the item at a place of the agenda to a prepared vote."""
    chair.act("vote.prepare", motion=begin(chair, place)["motions"][0]["id"])


def item_at(desk: Absentee, place: int) -> Any:
    """Return the item at a place of the agenda."""
    archive = desk.page.removesuffix("chair/").removesuffix("clerk/")
    address = f"{archive}documents/agenda/{desk.state()['frame']['agenda']}.json"
    return desk.client.get(address).json()["items"][place]


def offer(clerk: Absentee) -> str:
    """Offer the draft decision of the second item to other councils; returns the address part of its page."""
    item = item_at(clerk, 1)["id"]
    clerk.act("draft.offer", item=item)
    return str(item)


def begin(chair: Absentee, place: int) -> Any:
    """Bring the item at a place of the agenda before the meeting and return it."""
    item = item_at(chair, place)
    chair.act("item.activate", item=item["id"])
    return item


def finish(chair: Absentee) -> None:
    chair.act("item.finish", item=chair.state()["frame"]["item"]["id"])


def speak(chair: Absentee, members: Sequence[Absentee]) -> None:
    """Bring the third item before everybody; these members ask for the floor, and the first is given it.

    Then it is replied to, and another member has a procedural motion.
    """
    take_up(chair, 2)
    for member in members:
        member.act("floor.ask")
    first = chair.state()["frame"]["floor"]["queue"][0]
    chair.act("floor.give", request=first["request"])
    *_, second, third = members
    second.act("floor.ask", kind="reply")
    third.act("floor.ask", kind="procedural")


def fall_back(chair: Absentee) -> None:
    """End the speech and take the opened vote off the terminals, to a roll call."""
    chair.act("floor.end", request=chair.state()["frame"]["floor"]["speaker"]["request"])
    open_vote(chair)
    chair.act("vote.fall_back", vote=vote_of(chair), stage="open", mode="roll_call")


def answer(clerk: Absentee) -> None:
    """Enter an answer for everybody who is called."""
    while called := clerk.state()["frame"]["vote"]["call"]["now"]:
        clerk.act("answer.enter", vote=vote_of(clerk), stage="open", person=called["person"], answer="for")


def open_vote(chair: Absentee) -> None:
    chair.act("vote.open", vote=vote_of(chair), stage="prepared")


def hold(chair: Absentee, stage: str) -> None:
    chair.act("vote.hold", vote=vote_of(chair), stage=stage)


def vote_all(members: Sequence[Absentee]) -> None:
    for place, member in enumerate(member for member in members if member.may_vote):
        choice = ("for", "for", "for", "against", "abstain")[place % 5]
        vote = member.state()["frame"]["vote"]["id"]
        member.act("ballot.cast", vote=vote, press="1", choice=choice)


def declare(chair: Absentee) -> None:
    """Close the vote over all who are missing, and declare it."""
    chair.close_vote()
    chair.act("vote.declare", vote=vote_of(chair), stage="closed")


def join(chair: Absentee) -> None:
    """Put everything that can be decided with the prepared vote to that vote too."""
    items = [item["id"] for item in chair.state()["frame"]["console"]["joinable"]]
    chair.act("vote.join", vote=vote_of(chair), stage="prepared", items=items)


def nominate(chair: Absentee, clerk: Absentee, sitter: Absentee) -> None:
    """Bring the sixth item to the first ballot of an election, prepared; one member nominates all who stand."""
    item = begin(chair, 5)["id"]
    clerk.act("election.enter", item=item, office="Избор на заместник-председател", majority="total > 1/2")
    motion = chair.state()["frame"]["console"]["elections"][0]["motion"]
    nominator = sitter.state()["mine"]["person"]
    for name in CANDIDATES:
        clerk.act("candidate.nominate", motion=motion, name=name, nominator=nominator)
    chair.act("vote.prepare", motion=motion)


def count(clerk: Absentee, *votes: int) -> None:
    """Enter what the tellers of an open ballot counted for each candidate, in the order of the paper."""
    papers = dict.fromkeys(("issued", "returned", "valid"), sum(votes)) | {"invalid": 0, "blank": 0}
    tellers = ["Вера Броева", "Борис Броев"]
    clerk.act(
        "candidates.count", vote=vote_of(clerk), stage="open", votes=list(votes), tellers=tellers, **papers
    )


def shut_out(chair: Absentee) -> None:
    """Bring the seventh item before the meeting and close it to the public."""
    chair.act("item.close", item=begin(chair, 6)["id"], ground="чл. 28, лична тайна")


def tie(chair: Absentee, members: Sequence[Absentee]) -> None:
    """Have as many press for as against, with one abstaining where they are odd."""
    present = [member for member in members if member.may_vote]
    half = len(present) // 2
    choices = ["for"] * half + ["against"] * half + ["abstain"] * (len(present) % 2)
    for member, choice in zip(present, choices, strict=True):
        member.act("ballot.cast", vote=vote_of(chair), press="1", choice=choice)


def open_for_answers(chair: Absentee) -> None:
    """Open a sitting by correspondence, until the time that the console offers."""
    page = chair.client.get(chair.page).text
    chair.act("meeting.open", answers_until=found(r'name="answers_until" value="([^"]+)"', page))


def write(member: Absentee, *choices: str) -> None:
    """Answer as many motions as there are choices, in the agenda's order."""
    letters = member.state()["mine"]["letters"]["letters"]
    for letter, choice in zip(letters, choices, strict=False):
        member.act("answer.write", motion=letter["motion"], choice=choice, after=letter["written_at"] or "")


def enter_letter(clerk: Absentee, member: Absentee, *choices: str) -> None:
    """Have the clerk enter a member's letter, which answers as many motions as there are choices."""
    motions = clerk.state()["frame"]["console"]["letters"]["motions"]
    person = member.state()["mine"]["person"]
    for motion, choice in zip(motions, choices, strict=False):
        clerk.act("letter.enter", person=person, motion=motion["motion"], choice=choice)


def write_rest(members: Sequence[Absentee]) -> None:
    """Let everybody answer what they have not answered yet."""
    for place, member in enumerate(members):
        for letter in member.state()["mine"]["letters"]["letters"]:
            if not letter["choice"]:
                choice = ("for", "for", "against", "for", "abstain")[place % 5]
                member.act("answer.write", motion=letter["motion"], choice=choice)
