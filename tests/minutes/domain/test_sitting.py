"""What the minutes say about presiding and breaks, and who spoke in which order."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from minutes.domain.blocks import Facts, Heading, Listing, Sentence, SignatureBlock, Table
from minutes.domain.paragraphs import NotAdjourned, compose, compose_annex
from minutes.domain.phrases import Clock, Phrase, Say, Value, said
from tests.minutes.domain.telling import FIRST, WITNESS, minutes, of, opened, says, told
from tests.minutes.story import CHAIR, CLERK, NAMES, TITLES, Story, id_of
from tests.voting.domain.moved import moved
from tests.voting.domain.test_closed import closed, masked
from tests.voting.domain.test_sitting_steps import (
    asked,
    checked,
    given,
    handed,
    named,
    paused,
    pressed,
    resumed,
)
from voting.domain.closed import public_record
from voting.domain.record import read_record

CLOSED_BY = {Say.ITEM_CLOSED, Say.ITEM_CLOSED_ON_GROUND, Say.ITEM_CLOSED_BY_VOTE}


def sentences(story: Story, *kinds: Say) -> list[dict[str, Value]]:
    """Return the parameters of each sentence that says one of these."""
    found = [part.text for part in of(story, Sentence) if isinstance(part.text, Phrase)]
    return [dict(text.parameters) for text in found if text.say in kinds]


def test_without_a_break_nothing_is_said_of_breaks() -> None:
    assert Heading(1, Phrase(Say.BREAKS)) not in minutes(opened().adjourn())


def test_each_break_has_its_times_and_the_quorum_after_it() -> None:
    story = paused(opened())
    begun = Clock(story.at)
    resumed(story)
    gone_on = Clock(story.at)
    paused(story).adjourn()
    first, second = sentences(story, Say.BREAK)
    assert first["at"] == begun
    assert isinstance(first["until"], Clock)
    assert not first["until"].has_seconds
    assert second["at"] != begun
    (on,) = sentences(story, Say.RESUMED)
    assert on["at"] == gone_on
    quorum = said(Say.QUORUM_FOUND, present=12, needed=9, finding=Phrase(Say.QUORUM_MET))
    assert on["quorum"] == quorum
    assert Say.NOT_RESUMED in told(story)
    assert Say.WITHOUT_QUORUM not in told(story)


def test_another_day_and_going_on_without_a_quorum_are_said() -> None:
    story = paused(opened(), left=NAMES[:12]).arrive(NAMES[0])
    resumed(story, without_quorum=True).adjourn()
    assert len(sentences(story, Say.UNTIL_ANOTHER_DAY)) == 1
    assert Say.WITHOUT_QUORUM in told(story)


def test_who_left_for_another_day_was_checked_out_by_nobody() -> None:
    story = paused(opened(), left=NAMES[:12])
    members, *_ = of(resumed(story).adjourn(), Table)
    assert {row[5] for row in members.rows} == {Phrase(Say.AT_THE_SEAT), "–"}


def test_who_spoke_is_said_with_the_item_in_the_order_of_speaking() -> None:
    story = opened()
    named(given(asked(story, NAMES[0], "1"), NAMES[0], "1"), "ended", NAMES[0], "1")
    story.activate(FIRST)
    asked(asked(asked(story, NAMES[1], "2"), NAMES[2], "3"), NAMES[3], "4")
    named(story, "withdrawn", NAMES[3], "4")
    for name, request in ((NAMES[2], "3"), (NAMES[1], "2")):
        named(given(story, name, request, id_of(FIRST)), "ended", name, request)
    story.adjourn()
    assert [spoken(each) for each in sentences(story, Say.SPOKE_ON_ITEM)] == [[NAMES[2], NAMES[1]]]
    assert [spoken(each) for each in sentences(story, Say.SPOKE_OUTSIDE)] == [[NAMES[0]]]


def spoken(parameters: dict[str, Value]) -> list[Value]:
    """Return the names of those who spoke."""
    speeches = parameters["speeches"]
    assert isinstance(speeches, tuple)
    return [dict(speech.parameters)["name"] for speech in speeches if isinstance(speech, Phrase)]


def test_where_one_person_presided_nothing_is_said_of_it() -> None:
    assert Heading(1, Phrase(Say.PRESIDED)) not in minutes(opened().adjourn())


def test_the_chair_changing_hands_is_said_with_its_reason_and_who_presided_last_signs() -> None:
    story = handed(opened(), CHAIR, NAMES[1], reason="recusal")
    at = Clock(story.at)
    handed(story, NAMES[1], NAMES[2], reason="absence", was_taken=True).adjourn()
    (over,) = sentences(story, Say.HANDED_CHAIR)
    reason = Phrase(Say.FOR_RECUSAL)
    assert over == {"at": at, "before": CHAIR, "after": NAMES[1], "reason": reason}
    (taken,) = sentences(story, Say.TOOK_CHAIR)
    assert (taken["before"], taken["after"]) == (NAMES[1], NAMES[2])
    (block,) = of(story, SignatureBlock)
    assert [name for _, name in block.signers] == [NAMES[2], CLERK]


def test_who_pressed_on_the_chairs_word_is_named() -> None:
    story = pressed(opened(), CHAIR)
    told_word = {"on_word_of": {"person": id_of(CHAIR), "name": CHAIR}, "pressed_by": "Ася"}
    story.tell(
        "agenda.meeting.adjourned", actor=f"assistant:{id_of('Ася')}", quorum=story.quorum(), **told_word
    )
    assert sentences(story, Say.PRESSED_BY) == [{"names": ("Ася",)}]
    facts = [text for part in of(story, Facts) for _, text in part.pairs]
    by = said(Say.PERSON_IN_CAPACITY, name="Ася", capacity=Phrase(Say.AS_ASSISTANT))
    assert said(Say.AT_BY, at=Clock(story.at), name=by) in facts


def test_on_another_day_the_minutes_tell_whose_mandates_ended_and_began() -> None:
    story = paused(opened(), left=NAMES[:12]).arrive(NAMES[0])
    people = [someone for someone in story.opening()["people"] if someone["name"] != NAMES[1]]
    new = {"person": id_of("Нов"), "name": "Нов Съветник", "mandate": True}
    story.tell(
        "agenda.meeting.resumed",
        quorum=story.quorum(),
        without_quorum=True,
        day="2026-11-12",
        people=[*people, new],
    ).adjourn()
    assert sentences(story, Say.MANDATES_ENDED) == [{"names": (NAMES[1],)}]
    assert sentences(story, Say.MANDATES_BEGUN) == [{"names": ("Нов Съветник",)}]
    members, *_ = of(story, Table)
    names = [row[1] for row in members.rows]
    assert "Нов Съветник" in names
    assert NAMES[1] in names
    (held,) = sentences(story, Say.MEMBERS_OF)
    assert held["members"] == len(NAMES)


def test_where_no_mandate_changed_nothing_is_said_of_mandates() -> None:
    story = paused(opened(), left=NAMES[:12]).arrive(NAMES[0])
    listed = story.opening()["people"]
    story.tell("agenda.meeting.resumed", quorum=story.quorum(), day="2026-11-12", people=listed).adjourn()
    assert not told(story) & {Say.MANDATES_ENDED, Say.MANDATES_BEGUN}


def test_checks_of_the_quorum_name_who_was_there() -> None:
    story = Story().arrive(*NAMES[:3]).open()
    at = (story.at + timedelta(seconds=1)).isoformat()
    people = [{"person": id_of(name), "name": name} for name in NAMES[:3]]
    found = {"at": at, "present": 3, "needed": 9, "is_met": False, "call": 1, "lacking_since": at}
    story.tell("agenda.quorum.checked", actor=story.clerk, seconds=1, **found, people=people)
    met = found | {"needed": 3, "is_met": True, "call": 2}
    later = (story.at + timedelta(hours=1)).isoformat()
    story.tell("agenda.quorum.checked", actor=story.clerk, seconds=3600, **met | {"at": later}, people=people)
    said_by_it = told(story.adjourn())
    assert {Say.QUORUM_CHECKS, Say.QUORUM_CHECKED, Say.QUORUM_CHECKED_AT_SECOND_CALL} <= said_by_it


def test_the_agenda_is_told_as_it_was_adopted() -> None:
    story = opened()
    vote = story.vote(FIRST, dict.fromkeys(NAMES[:12], "for"))
    items = [{"item": id_of(FIRST), "number": "1", "title": FIRST}]
    story.tell("voting.agenda.adopted", vote=vote, number=1, items=items).adjourn()
    assert {Say.AGENDA_ADOPTED, Say.AGENDA_WITHOUT} <= told(story)
    on, off, *_ = of(story, Listing)
    assert [title for _, title in on.lines] == [FIRST]
    assert len(off.lines) == len(TITLES) - 1


def test_on_a_closed_item_the_annex_alone_names_who_was_counted_and_why_the_chair_was_handed_over() -> None:
    story = checked(closed(opened().activate(FIRST), FIRST), *NAMES[:11])
    handed(story, CHAIR, NAMES[1], reason="recusal")
    handed(checked(story.activate(TITLES[1]), *NAMES[:12]), NAMES[1], CHAIR, reason="return")
    record = read_record(story.adjourn().lines)
    public = {say for part in compose(public_record(record), WITNESS) for say in says(part)}
    assert {Say.HANDED_CHAIR_ONLY, Say.NAMES_CLOSED, Say.FOR_RETURN} <= public
    assert Say.FOR_RECUSAL not in public
    assert [len(check.said.people) for check in public_record(record).sitting.checks] == [0, 12]
    annex = {say for part in compose_annex(record) for say in says(part)}
    assert {Say.QUORUM_CHECKED, Say.FOR_RECUSAL} <= annex
    assert not {Say.NAMES_CLOSED, Say.FOR_RETURN} & annex


def closed_by_a_vote() -> Story:
    story = moved(opened().activate(FIRST), "Закрито", aim="closed")
    vote = story.prepare(FIRST, more={"motion": id_of("Закрито")})
    story.open_vote(vote)
    for name in NAMES[:12]:
        story.cast(vote, name, "for")
    story.close(vote).declare(
        vote, {name: story.position(name, dict.fromkeys(NAMES[:12], "for"), []) for name in NAMES}
    )
    return closed(story, FIRST)


@pytest.mark.parametrize(
    ("tell", "how"),
    [
        (lambda: masked().activate(FIRST), Say.ITEM_CLOSED),
        (lambda: closed(opened().activate(FIRST), FIRST), Say.ITEM_CLOSED_ON_GROUND),
        (closed_by_a_vote, Say.ITEM_CLOSED_BY_VOTE),
    ],
)
def test_the_annex_tells_since_when_and_by_what_an_item_is_closed(
    tell: Callable[[], Story], how: Say
) -> None:
    annex = compose_annex(read_record(tell().adjourn().lines))
    assert {say for part in annex for say in says(part)} & CLOSED_BY == {how}


def test_a_meeting_under_way_has_no_annex() -> None:
    with pytest.raises(NotAdjourned):
        compose_annex(read_record(masked().lines))
