"""What the minutes say about who was there."""

from minutes.domain.blocks import (
    Table,
)
from minutes.domain.phrases import Phrase, Say
from tests.minutes.domain.telling import of, opened, says, told
from tests.minutes.evening import evening
from tests.minutes.story import MAYOR, NAMES, Story


def test_members_are_listed_by_name_with_their_stays() -> None:
    members, *_ = of(evening(), Table)
    assert [row[1] for row in members.rows] == sorted(NAMES, key=str.casefold)
    by_name = {row[1]: row for row in members.rows}
    stayed, absent, late = by_name[NAMES[1]], by_name[NAMES[16]], by_name[NAMES[14]]
    assert set(says(stayed[4])) == {Say.STAYS, Say.STAY_TO_THE_END}
    assert stayed[5] == Phrase(Say.AT_THE_SEAT)
    assert (absent[4], absent[5]) == (Phrase(Say.NOT_THERE), "–")
    assert late[5] == Phrase(Say.BY_THE_CLERK)
    assert set(says(by_name[NAMES[3]][4])) == {Say.STAYS, Say.STAY, Say.STAY_TO_THE_END}
    assert set(says(by_name[NAMES[3]][5])) == {Say.RECORDED_WAYS, Say.AT_THE_SEAT, Say.BY_THE_CLERK}


def test_short_names_of_groups_are_explained() -> None:
    members, *_ = of(evening(), Table)
    assert {row[2] for row in members.rows} == {"ЕДР", "ГЛ", "–"}
    assert Say.GROUPS in told(evening())
    plain = [someone | {"group_short": None} for someone in Story().opening()["people"]]
    assert Say.GROUPS not in told(opened(people=plain).adjourn())


def test_people_without_a_mandate_stand_apart_if_they_came() -> None:
    _, others, *_ = of(evening(), Table)
    assert [row[:2] for row in others.rows] == [(MAYOR, "кмет на общината")]
    assert Say.OTHERS_PRESENT not in told(opened().adjourn())


def test_somebody_not_listed_at_the_opening_is_not_lost() -> None:
    _, others, *_ = of(opened().arrive("Гост Гостев").adjourn(), Table)
    assert [row[:2] for row in others.rows] == [("Гост Гостев", "–")]


def test_a_seat_that_nobody_gave_is_left_open() -> None:
    people = [someone | {"seat": None} for someone in Story().opening()["people"]]
    members, *_ = of(opened(people=people).adjourn(), Table)
    assert {row[3] for row in members.rows} == {"–"}


def test_who_was_let_in_by_the_clerk_and_left_by_a_press_is_told_both_ways() -> None:
    story = Story().arrive(*NAMES[:11]).arrive(NAMES[11], by_self=False).open()
    members, *_ = of(story.leave(NAMES[11], by_self=True).adjourn(), Table)
    by_name = {row[1]: row for row in members.rows}
    assert set(says(by_name[NAMES[11]][5])) == {Say.RECORDED_WAYS, Say.AT_THE_SEAT, Say.BY_THE_CLERK}
