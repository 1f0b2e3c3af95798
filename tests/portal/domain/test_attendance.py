"""Who was there and what they missed, line by line, from the entries."""

from portal.domain.attendance import attendance_of
from tests.minutes.story import NAMES, TITLES, Story, id_of
from tests.voting.domain.test_correspondence_steps import prepared, sent_out, time_is_over, write
from voting.domain.facts import MeetingRecord
from voting.domain.record import read_record

ANNA, BORIS, VASIL, GALINA = NAMES[:4]


def attended() -> Story:
    """Return a meeting with three who come, one who is excused, and two votes that stand and one that does not."""
    told = Story()
    told.tell("agenda.member.excused", actor=told.clerk, person=id_of(GALINA), name=GALINA, ground="Болест")
    told.arrive(ANNA, BORIS, VASIL).open().activate(TITLES[0])
    told.vote(TITLES[0], {ANNA: "for", BORIS: "for"})
    told.leave(VASIL)
    told.vote(TITLES[0], {ANNA: "for"})
    annulled = told.vote(TITLES[0], {ANNA: "for"})
    told.tell("voting.annulment.proposed", vote=annulled, ground="g", actor=told.clerk)
    told.tell("voting.vote.annulled", vote=annulled, ground="g", proposed_by="x")
    told.arrive(VASIL)
    return told


def test_votes_missed_are_counted_and_annulled_ones_are_not() -> None:
    told = attended().adjourn()
    lines = {line.name: line for line in attendance_of(read_record(told.lines), told.at)}
    found = {name: (lines[name].state, lines[name].votes, lines[name].missed) for name in NAMES[:5]}
    assert found == {
        ANNA: ("present", 2, 0),
        BORIS: ("present", 2, 1),
        VASIL: ("present", 2, 2),
        GALINA: ("excused", 2, 2),
        NAMES[4]: ("absent", 2, 2),
    }
    assert [left is None for _, left in lines[VASIL].stays] == [False, True]
    arrived, left = lines[ANNA].stays[0]
    assert left is None
    assert lines[ANNA].minutes == int((told.at - arrived).total_seconds()) // 60


def test_a_recused_member_has_missed_nothing() -> None:
    told = Story().arrive(ANNA, BORIS).open().activate(TITLES[0])
    vote = told.prepare(TITLES[0])
    told.open_vote(vote, recused=[BORIS]).cast(vote, ANNA, "for").close(vote)
    told.declare(vote, dict.fromkeys(NAMES, "absent") | {ANNA: "for", BORIS: "recused"})
    line = next(line for line in attendance_of(read_record(told.lines), told.at) if line.name == BORIS)
    assert (line.votes, line.missed, line.recused) == (1, 0, 1)


def test_before_the_opening_there_are_no_lines() -> None:
    assert attendance_of(MeetingRecord(), Story().at) == ()


def test_by_correspondence_nobody_is_told_who_answered_before_a_vote_is_opened() -> None:
    told = write(sent_out(), ANNA)
    assert attendance_of(read_record(told), told.at) == ()
    opened = time_is_over(write(sent_out(), ANNA))
    opened.open_vote(prepared(opened))
    for story in (opened, told.adjourn()):
        lines = {line.name: line for line in attendance_of(read_record(story), story.at)}
        assert (lines[ANNA].state, lines[BORIS].state, lines[ANNA].minutes) == ("present", "absent", 0)
