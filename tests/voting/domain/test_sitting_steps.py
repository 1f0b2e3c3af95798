"""What entries about presiding, breaks and the floor add to the record, the rows that follow, and those that cannot be."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.minutes.story import CHAIR, NAMES, TITLES, Story, id_of
from tests.voting.domain.beginnings import ANNA, BORIS, FIRST, SECOND, VENETA, fault_of, opened
from voting.domain.projection import Columns, project
from voting.domain.record import read_record


def paused(story: Story, *, left: tuple[str, ...] | None = None) -> Story:
    """Begin a break of half an hour, or one until another day, in which `left` leave."""
    until = (story.at + timedelta(minutes=30)).isoformat()
    story.tell(
        "agenda.meeting.paused",
        until=until,
        is_other_day=left is not None,
        left=[id_of(name) for name in left or ()],
    )
    for name in left or ():
        story.present.remove(name)
    return story


def resumed(story: Story, **changes: bool) -> Story:
    """Go on."""
    return story.tell("agenda.meeting.resumed", quorum=story.quorum(), **{"without_quorum": False} | changes)


def asked(story: Story, name: str, request: str = "r", *, is_guest: bool = False, **more: Any) -> Story:
    """Let somebody ask to speak."""
    person = None if is_guest else id_of(name)
    return story.tell(
        "agenda.floor.requested", request=request, person=person, name=name, by_self=not is_guest, **more
    )


def given(story: Story, name: str, request: str = "r", item: str | None = None, **more: Any) -> Story:
    """Give somebody the floor."""
    return story.tell("agenda.floor.given", request=request, name=name, item=item, **more)


def named(story: Story, act: str, name: str, request: str = "r", **more: Any) -> Story:
    """Let a request be withdrawn, or a speech be interrupted, go on, be extended or end."""
    return story.tell(f"agenda.floor.{act}", request=request, name=name, **more)


def handed(
    story: Story, before: str, after: str, *, reason: str = "speech", was_taken: bool = False
) -> Story:
    """Let the chair change hands."""
    return story.tell(
        "agenda.presiding.changed",
        **{"from": {"person": id_of(before), "name": before}, "to": {"person": id_of(after), "name": after}},
        reason=reason,
        was_taken=was_taken,
    )


def pressed(story: Story, word: str | None) -> Story:
    """Let an assistant call the second item, on somebody's word."""
    more = {"on_word_of": {"person": id_of(word), "name": word}, "pressed_by": "Ася"} if word else {}
    fields = {"item": id_of(SECOND), "number": "2", "title": SECOND}
    return story.tell("agenda.item.activated", actor=f"assistant:{id_of('Ася')}", **fields | more)


def selected(story: Story, title: str | None) -> Story:
    """Lay an item ready, or take it away."""
    item = id_of(title) if title else None
    return story.tell("agenda.item.selected", actor=story.clerk, item=item)


def meeting(story: Story) -> Columns:
    return project(read_record(story), story)["meeting"][()]


def test_a_break_is_in_the_record_and_in_the_row() -> None:
    story = paused(opened())
    begun, until = story.at, story.at + timedelta(minutes=30, seconds=-1)
    columns = meeting(story)
    assert [columns[name] for name in ("stage", "paused_at", "resumes_at")] == ["paused", begun, until]
    resumed(story)
    (one,) = read_record(story).sitting.breaks
    assert one.resumed is not None
    assert (one.paused_at, one.said.until, one.resumed.at) == (begun, until, story.at)
    assert one.resumed.said.quorum.present == 12
    columns = meeting(story)
    assert [columns[name] for name in ("stage", "paused_at", "resumes_at")] == ["open", None, None]


def test_a_meeting_may_be_adjourned_in_a_break() -> None:
    columns = meeting(paused(opened()).adjourn())
    assert [columns[name] for name in ("stage", "paused_at", "resumes_at")] == ["adjourned", None, None]


def test_until_another_day_every_stay_ends_and_who_comes_again_has_a_new_one() -> None:
    story = paused(opened(), left=NAMES[:12])
    at = story.at
    story.arrive(ANNA)
    resumed(story)
    stays = read_record(story).stays
    assert [stay.left_at for stay in stays] == [at] * 12 + [None]
    assert {stay.left_with_all for stay in stays[:12]} == {True}
    assert stays[-1].name == ANNA


def test_a_speech_is_in_the_record_and_a_row() -> None:
    story = asked(opened(), ANNA)
    asked_at = story.at
    given(story, ANNA, item=id_of(FIRST))
    given_at = story.at
    named(story, "ended", ANNA)
    (row,) = project(read_record(story), story)["speech"].values()
    # What entries from before there were kinds and clocks leave open.
    older = {"number": 1, "kind": "speech", "group": "", "to": None, "vote": None, "is_beyond": False}
    older |= {"limit_seconds": None, "paused_at": None, "stood_for": timedelta(), "ending": ""}
    assert row == older | {
        "person": id_of(ANNA),
        "name": ANNA,
        "item": id_of(FIRST),
        "asked_at": asked_at,
        "withdrawn_at": None,
        "given_at": given_at,
        "ended_at": story.at,
    }


def test_who_withdrew_or_has_spoken_asks_again_and_guests_share_a_name() -> None:
    story = named(asked(opened(), ANNA, "1"), "withdrawn", ANNA, "1")
    named(given(asked(story, ANNA, "2"), ANNA, "2"), "ended", ANNA, "2")
    asked(story, ANNA, "3")
    for request in "45":
        asked(story, "Guest", request, is_guest=True)
    speeches = read_record(story).sitting.speeches
    assert [speech.withdrawn_at is None for speech in speeches] == [False, True, True, True, True]
    assert [speech.given_at is None for speech in speeches] == [True, False, True, True, True]


def test_who_presides_follows_the_chair_from_hand_to_hand() -> None:
    assert meeting(opened())["presiding"] == id_of(CHAIR)
    story = handed(opened(), CHAIR, VENETA)
    assert meeting(story)["presiding"] == id_of(VENETA)
    handed(story, VENETA, CHAIR, reason="return")
    sitting = read_record(story).sitting
    assert [change.said.to.name for change in sitting.changes] == [VENETA, CHAIR]
    assert meeting(story)["presiding"] == id_of(CHAIR)


def test_who_pressed_for_the_chair_is_kept_by_name() -> None:
    sitting = read_record(pressed(opened(), CHAIR)).sitting
    assert [(one.person, one.name) for one in sitting.assistants] == [(id_of("Ася"), "Ася")]


def test_an_item_lies_ready_until_it_is_called_or_taken_away() -> None:
    story = selected(opened(), SECOND)
    assert meeting(story)["selected"] == id_of(SECOND)
    assert meeting(selected(story, None))["selected"] is None
    assert meeting(selected(story, SECOND).activate(FIRST))["selected"] == id_of(SECOND)
    assert meeting(story.activate(SECOND))["selected"] is None


def a_vote_opened_in_a_break() -> Story:
    story = opened()
    vote = story.prepare(FIRST)
    return paused(story).open_vote(vote)


def speaking() -> Story:
    return given(asked(opened(), ANNA), ANNA)


CONTRADICTIONS: list[tuple[str, Callable[[], Story]]] = [
    ("paused-twice", lambda: paused(paused(opened()))),
    ("not-paused", lambda: resumed(opened())),
    ("not-paused", lambda: resumed(resumed(paused(opened())))),
    ("not-all-left", lambda: paused(opened(), left=NAMES[:11])),
    ("meeting-paused", lambda: paused(opened()).activate(SECOND)),
    ("meeting-paused", a_vote_opened_in_a_break),
    ("meeting-adjourned", lambda: paused(opened().adjourn())),
    ("already-present", lambda: paused(opened()).arrive(ANNA)),
    ("meeting-paused", lambda: asked(paused(opened()), ANNA)),
    ("speech-under-way", lambda: paused(speaking())),
    ("speech-under-way", lambda: given(asked(speaking(), VENETA, "2"), VENETA, "2")),
    ("requested-twice", lambda: asked(asked(opened(), ANNA), VENETA)),
    ("requested-twice", lambda: asked(asked(opened(), ANNA), ANNA, "2")),
    ("requested-twice", lambda: asked(speaking(), ANNA, "2")),
    ("not-waiting", lambda: named(opened(), "withdrawn", ANNA)),
    ("not-waiting", lambda: named(speaking(), "withdrawn", ANNA)),
    ("not-waiting", lambda: given(named(asked(opened(), ANNA), "withdrawn", ANNA), ANNA)),
    ("unknown-item", lambda: given(asked(opened(), ANNA), ANNA, item="x")),
    ("not-speaking", lambda: named(asked(opened(), ANNA), "ended", ANNA)),
    ("not-speaking", lambda: named(named(speaking(), "ended", ANNA), "ended", ANNA)),
    ("unknown-item", lambda: selected(opened(), "?")),
    ("presides-not", lambda: handed(opened(), VENETA, CHAIR)),
    ("presides-not", lambda: handed(opened(), CHAIR, CHAIR)),
    ("on-nobodys-word", lambda: pressed(opened(), None)),
    ("on-nobodys-word", lambda: pressed(handed(opened(), CHAIR, VENETA), CHAIR)),
    ("meeting-not-open", lambda: paused(Story().arrive(VENETA))),
]


@pytest.mark.parametrize(("code", "told"), CONTRADICTIONS)
def test_an_entry_that_cannot_be_is_named(code: str, told: Callable[[], Story]) -> None:
    story = told()
    assert fault_of(story) == (story.lines[-1][0], code)


def stood_in(story: Story, before: str, after: str) -> Story:
    """Let somebody sign in the place of another."""
    return story.tell(
        "minutes.signer.replaced",
        actor=f"chair:{id_of(after)}",
        **{"from": officer(before), "to": officer(after), "ground": "болест"},
    )


def officer(name: str) -> dict[str, str]:
    return {"person": id_of(name), "name": name}


def chair_signed(story: Story, name: str) -> Story:
    story.tell("minutes.record.drafted", actor="operator", digest="d")
    return story.tell("minutes.record.signed", digest="e", by=id_of(name), capacity="chair")


def test_who_stands_in_signs_as_chair() -> None:
    story = stood_in(opened().adjourn(), CHAIR, VENETA)
    signs = read_record(chair_signed(story, VENETA)).sitting.signs
    assert signs is not None
    assert signs.name == VENETA


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (lambda: chair_signed(opened().adjourn(), VENETA), "signed-by-another"),
        (lambda: stood_in(opened().adjourn(), BORIS, VENETA), "signs-not"),
        (lambda: stood_in(opened().adjourn(), CHAIR, CHAIR), "signs-not"),
        (lambda: stood_in(chair_signed(opened().adjourn(), CHAIR), CHAIR, VENETA), "replaced-after-signing"),
        (
            lambda: chair_signed(opened().adjourn(), CHAIR).tell("minutes.record.drafted", digest="f"),
            "drafted-after-signing",
        ),
    ],
)
def test_nobody_else_signs_as_chair(told: Callable[[], Story], code: str) -> None:
    assert fault_of(told())[1] == code


def checked(story: Story, *names: str, needed: int = 9, **changes: object) -> Story:
    """Check the quorum."""
    at = (story.at + timedelta(seconds=1)).isoformat()
    people = [{"person": id_of(name), "name": name} for name in names]
    is_met = len(people) >= needed
    said = {"at": at, "present": len(people), "needed": needed, "is_met": is_met, "call": 1}
    said |= {"lacking_since": None if is_met else at, "people": people}
    return story.tell("agenda.quorum.checked", seconds=1, **said | changes)


def test_a_check_of_the_quorum_is_kept_and_another_day_begins_without_one() -> None:
    story = checked(opened(), *NAMES[:9])
    (check,) = read_record(story.lines).sitting.checks
    assert [one.name for one in check.said.people] == list(NAMES[:9])
    row = project(read_record(story.lines), story.lines)["meeting"][()]["quorum_check"]
    assert isinstance(row, dict)
    assert (row["present"], row["call"], row["lacking_since"]) == (9, 1, None)
    paused(story, left=tuple(story.present))
    assert project(read_record(story.lines), story.lines)["meeting"][()]["quorum_check"] is None


def test_a_check_before_the_opening_makes_a_row_of_a_draft() -> None:
    story = checked(Story().arrive(ANNA), ANNA)
    row = project(read_record(story.lines), story.lines)["meeting"][()]
    assert (row["stage"], bool(row["quorum_check"])) == ("draft", True)


@pytest.mark.parametrize(
    ("names", "changes", "code"),
    [
        ((ANNA,), {"present": 2}, "quorum-miscounted"),
        ((ANNA,), {"is_met": True}, "quorum-miscounted"),
        ((NAMES[16],), {}, "not-present"),
        ((ANNA,), {"lacking_since": "2026-11-11T00:00:00+00:00"}, "lacking-since-another-time"),
        ((ANNA,), {"at": "2026-11-11T00:00:00+00:00"}, "lacking-since-another-time"),
        ((ANNA,), {"lacking_since": None}, "lacking-since-another-time"),
        ((ANNA,), {"call": 2, "needed": 1, "is_met": True}, "lacking-since-another-time"),
    ],
)
def test_a_check_that_cannot_be_is_found(
    names: tuple[str, ...], changes: dict[str, object], code: str
) -> None:
    assert fault_of(checked(opened(), *names, **changes))[1] == code


def test_the_wait_goes_on_from_the_first_check_that_found_too_few() -> None:
    story = checked(opened(), ANNA)
    since = story.lines[-1][4]["lacking_since"]
    checked(story, ANNA, BORIS, lacking_since=since)
    checked(story, ANNA, needed=1, call=2, lacking_since=since)
    assert [check.said.call for check in read_record(story.lines).sitting.checks] == [1, 1, 2]


def adopting(story: Story, vote: str, *titles: str) -> Story:
    """Put down the agenda by a vote."""
    items = [{"item": id_of(title), "number": "1", "title": title} for title in titles]
    return story.tell("voting.agenda.adopted", vote=vote, number=1, items=items)


def voted(choice: str = "for") -> tuple[Story, str]:
    """Return a meeting with a declared vote on its first item."""
    story = opened()
    return story, story.vote(FIRST, dict.fromkeys(NAMES[:12], choice))


def test_what_is_not_on_the_adopted_agenda_is_off() -> None:
    story, vote = voted()
    adopting(story, vote, FIRST, SECOND)
    rows = project(read_record(story.lines), story.lines)
    assert rows["meeting"][()]["agenda_votes"] == [vote]
    assert rows["item"][(id_of(SECOND),)]["stage"] == "pending"
    assert rows["item"][(id_of(TITLES[2]),)]["stage"] == "off"
    story.activate(TITLES[2])
    assert fault_of(story)[1] == "item-off-the-agenda"


def test_what_is_added_later_is_off_and_what_lay_ready_may_go() -> None:
    story, vote = voted()
    selected(story, SECOND)
    adopting(story, vote, FIRST)
    story.tell("agenda.item.added", item=id_of("x"), number="9", title="x", motions=[])
    rows = project(read_record(story.lines), story.lines)
    assert rows["meeting"][()]["selected"] is None
    assert rows["item"][(id_of("x"),)]["stage"] == "off"


def test_what_lay_ready_and_is_on_the_adopted_agenda_stays_ready() -> None:
    story, vote = voted()
    selected(story, SECOND)
    adopting(story, vote, FIRST, SECOND)
    assert project(read_record(story.lines), story.lines)["meeting"][()]["selected"] == id_of(SECOND)


@pytest.mark.parametrize(
    ("choice", "titles", "times", "code"),
    [
        ("against", (FIRST,), 1, "agenda-not-adopted"),
        ("for", (FIRST,), 2, "agenda-adopted-twice"),
        ("for", (FIRST, "nowhere"), 1, "unknown-item"),
        ("for", (SECOND,), 1, "dealt-with-and-off"),
    ],
)
def test_an_agenda_that_cannot_be_is_found(
    choice: str, titles: tuple[str, ...], times: int, code: str
) -> None:
    story, vote = voted(choice)
    for _ in range(times):
        adopting(story, vote, *titles)
    assert fault_of(story)[1] == code


def put_back(story: Story, vote: str, *titles: str) -> Story:
    """Put the agenda back to these items."""
    items = [{"item": id_of(title), "number": "1", "title": title} for title in titles]
    return story.tell("voting.agenda.put_back", vote=vote, number=1, items=items)


def test_the_agenda_is_put_back_once_its_vote_is_annulled() -> None:
    story, vote = voted()
    adopting(story, vote, FIRST)
    story.tell("voting.annulment.proposed", vote=vote, ground="g", actor=story.clerk)
    story.tell("voting.vote.annulled", vote=vote, ground="g", proposed_by="x")
    put_back(story, vote, *TITLES)
    record = read_record(story.lines)
    rows = project(record, story.lines)
    assert rows["meeting"][()]["agenda_votes"] == []
    assert rows["item"][(id_of(SECOND),)]["stage"] == "pending"
    assert record.sitting.adoptions[0].put_back_at is not None
    assert fault_of(put_back(story, vote, *TITLES))[1] == "agenda-not-annulled"


def test_the_agenda_of_a_vote_that_stands_is_not_put_back() -> None:
    story, vote = voted()
    adopting(story, vote, FIRST)
    assert fault_of(put_back(story, vote, *TITLES))[1] == "agenda-not-annulled"


def test_the_agenda_is_put_back_once_its_vote_was_voted_again_and_not_adopted() -> None:
    story, vote = voted()
    adopting(story, vote, FIRST)
    again = story.vote(FIRST, dict.fromkeys(NAMES[:12], "against"), repeats=vote)
    put_back(story, vote, *TITLES)
    assert project(read_record(story.lines), story.lines)["meeting"][()]["agenda_votes"] == []
    # What was voted first stands again without its repetition, and may be put down again.
    story.tell("voting.annulment.proposed", vote=again, ground="g", actor=story.clerk)
    story.tell("voting.vote.annulled", vote=again, ground="g", proposed_by="x")
    adopting(story, vote, FIRST)
    assert project(read_record(story.lines), story.lines)["meeting"][()]["agenda_votes"] == [vote]


def test_the_agenda_of_a_vote_that_was_adopted_again_is_not_put_back() -> None:
    story, vote = voted()
    adopting(story, vote, FIRST)
    story.vote(FIRST, dict.fromkeys(NAMES[:12], "for"), repeats=vote)
    assert fault_of(put_back(story, vote, *TITLES))[1] == "agenda-not-annulled"


def ordered(choice: str = "for", aim: str = "reorder") -> tuple[Story, str]:
    """Return a story in which a motion to deal with the third item before the second was voted, and its vote."""
    story = opened().activate(FIRST)
    story.tell(
        "agenda.motion.moved",
        actor=story.clerk,
        motion=id_of("m"),
        item=id_of(FIRST),
        kind="procedural",
        aim=aim,
        phrase=aim,
        old="3",
        new="2",
        text="m",
        secrecy="open",
        mover={"person": id_of(NAMES[0]), "name": NAMES[0]},
        seconder=None,
    )
    vote = story.prepare(FIRST, more={"motion": id_of("m"), "text": "m"})
    story.open_vote(vote)
    for one in story.present:
        story.cast(vote, one, choice)
    story.close(vote)
    story.declare(vote, {one: choice if one in story.present else "absent" for one in story.names})
    return story, vote


def arranging(story: Story, vote: str, *titles: str) -> Story:
    """Put the items in this order."""
    items = [{"item": id_of(title), "number": "1", "title": title} for title in titles]
    return story.tell("voting.agenda.arranged", vote=vote, number=1, items=items)


MOVED = (TITLES[0], TITLES[2], TITLES[1], *TITLES[3:])


def test_items_come_into_the_order_that_was_voted_and_back() -> None:
    story, vote = ordered()
    record = read_record(arranging(story, vote, *MOVED).lines)
    assert [item.listed.title for item in record.items] == [*MOVED]
    assert project(record, story.lines)["item"][(id_of(TITLES[2]),)]["place"] == 2
    story.tell("voting.annulment.proposed", vote=vote, ground="g", actor=story.clerk)
    story.tell("voting.vote.annulled", vote=vote, ground="g", proposed_by="x")
    record = read_record(arranging(story, vote, *TITLES).lines)
    assert [item.listed.title for item in record.items] == [*TITLES]
    assert [one.is_back for one in record.sitting.arrangements] == [False, True]


@pytest.mark.parametrize(
    ("choice", "aim", "titles", "code"),
    [
        ("for", "reorder", TITLES, "order-differs"),
        ("for", "reorder", tuple(reversed(TITLES)), "order-differs"),
        ("for", "reorder", MOVED[:-1], "order-differs"),
        ("against", "reorder", MOVED, "arranges-nothing"),
        ("for", "other", MOVED, "arranges-nothing"),
    ],
)
def test_an_order_that_was_not_voted_is_found(
    choice: str, aim: str, titles: tuple[str, ...], code: str
) -> None:
    story, vote = ordered(choice, aim)
    assert fault_of(arranging(story, vote, *titles))[1] == code


def test_a_motion_to_move_an_item_that_was_called_is_found() -> None:
    story = opened().activate(TITLES[2])
    story.activate(FIRST)
    told = ordered()[0].lines
    moved = next(line for line in told if line[1] == "agenda.motion.moved")
    story.tell("agenda.motion.moved", actor=story.clerk, **moved[4])
    assert fault_of(story)[1] == "item-not-waiting"
