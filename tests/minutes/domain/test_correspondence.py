"""What the minutes say of a sitting by correspondence: that it was one, until when, who answered, and who objected."""

from minutes.domain.blocks import Table
from minutes.domain.phrases import Clock, Phrase, Say, said
from tests.minutes.domain.telling import minutes, of, told
from tests.minutes.evening import evening
from tests.minutes.story import OPENS, Story
from tests.voting.domain.test_correspondence_steps import (
    ANNA,
    BORIS,
    UNTIL,
    VENETA,
    decided,
    object_to,
    sent_out,
    time_is_over,
    write,
)
from voting.domain.record import read_record


def held() -> Story:
    story = write(write(sent_out(), ANNA), BORIS, "against", actor=Story().clerk)
    object_to(story, VENETA)
    return decided(time_is_over(story), {ANNA: "for", BORIS: "against"}).adjourn()


def texts(story: Story) -> list[object]:
    return [getattr(part, "text", None) for part in minutes(story)]


def test_it_says_how_it_was_held_and_from_when_to_when() -> None:
    story = held()
    opened_at = read_record(story).opening.at  # type: ignore[union-attr]  # it was opened
    assert opened_at > OPENS
    told_so = said(Say.BY_CORRESPONDENCE, opened=Clock(opened_at), until=Clock(UNTIL))
    assert told_so in texts(story)
    assert not {Say.PRESENT_AT_OPENING, Say.MEMBERS_THERE, Say.IN_THE_ROOM} & told(story)
    assert {Say.MEMBERS_ANSWERED, Say.MODE_CORRESPONDENCE} <= told(story)
    assert not {Say.BY_CORRESPONDENCE, Say.MEMBERS_ANSWERED, Say.FIRST_ANSWER} & told(evening())


def test_who_took_part_stands_in_the_table_with_the_first_answer() -> None:
    story = held()
    by_name = {row[1]: row for row in of(story, Table)[0].rows}
    stays = {stay.name: stay.arrived_at for stay in read_record(story).stays}
    for name in (ANNA, BORIS):
        at = Clock(stays[name], has_seconds=False)
        assert by_name[name][4] == said(Say.FIRST_ANSWER_AT, at=at)
    assert (by_name[ANNA][5], by_name[BORIS][5]) == (Phrase(Say.AT_THE_SEAT), Phrase(Say.BY_THE_CLERK))
    assert by_name[VENETA][4] == Phrase(Say.NO_ANSWER)


def test_who_was_excused_needs_no_answer() -> None:
    story = write(sent_out(), ANNA)
    person = next(one for one in story.opening()["people"] if one["name"] == VENETA)["person"]
    story.tell("agenda.member.excused", actor=story.clerk, person=person, name=VENETA, ground="")
    by_name = {row[1]: row for row in of(time_is_over(story).adjourn(), Table)[0].rows}
    assert by_name[VENETA][4] == Phrase(Say.EXCUSED)


def test_where_it_is_adjourned_early_answers_could_be_given_until_then() -> None:
    story = write(sent_out(), ANNA).adjourn()
    record = read_record(story)
    assert record.opening is not None
    assert record.adjournment is not None
    assert record.adjournment.at < UNTIL
    ends = Clock(record.adjournment.at)
    assert said(Say.BY_CORRESPONDENCE, opened=Clock(record.opening.at), until=ends) in texts(story)


def test_that_enough_objections_ended_it_is_told_once() -> None:
    story = write(sent_out(), ANNA)
    for name in (VENETA, BORIS, ANNA):
        object_to(story, name)
    _, second, _ = read_record(story).objectors
    ended = said(Say.ENDED_BY_OBJECTIONS, limit=2, count=3, at=Clock(second.at))
    assert texts(time_is_over(story).adjourn()).count(ended) == 1
    assert Say.ENDED_BY_OBJECTIONS not in told(held())


def test_who_objected_is_told() -> None:
    (objector,) = read_record(held()).objectors
    assert said(Say.OBJECTED_TO_CORRESPONDENCE, name=VENETA, at=Clock(objector.at)) in texts(held())
