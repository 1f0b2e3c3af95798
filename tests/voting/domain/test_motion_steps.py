"""Entries about motions: what they state, and those that contradict what came before them."""

from collections.abc import Callable
from typing import get_args

import pytest

from agenda.domain.aims import Aim
from agenda.domain.stages import MotionStage
from tests.minutes.story import NAMES, Story, id_of
from tests.voting.domain.beginnings import fault_of, opened
from tests.voting.domain.moved import (
    FIRST,
    MAIN,
    TEXT,
    advanced,
    decided,
    lapsed,
    moved,
    revived,
    settled,
    withdrawn,
)
from voting.domain.bodies.parts import AimText
from voting.domain.motion_rows import advanced as advanced_rows
from voting.domain.motion_rows import motions as rows
from voting.domain.record import read_record

BREAK, CHANGE = "Обявява почивка", "Заличава думите"


def with_settled() -> tuple[Story, str]:
    story = moved(opened(), CHANGE)
    vote = decided(story, CHANGE)
    return settled(story, CHANGE, vote), vote


def with_open_vote() -> Story:
    story = moved(opened(), BREAK, kind="procedural", aim="break")
    vote = story.prepare(FIRST, more={"motion": id_of(BREAK), "text": BREAK})
    return story.open_vote(vote)


def settled_on_another() -> Story:
    story = moved(moved(opened(), BREAK, kind="procedural", aim="break"), CHANGE)
    return settled(story, CHANGE, decided(story, BREAK))


def settled_by_a_procedural_motion() -> Story:
    story = moved(opened(), BREAK, kind="procedural", aim="break")
    return settled(story, BREAK, decided(story, BREAK))


def settled_twice() -> Story:
    story, vote = with_settled()
    return settled(story, CHANGE, vote, before="Друг текст", after="Трети")


def settled_from_another_text() -> Story:
    story = moved(opened(), CHANGE)
    return settled(story, CHANGE, decided(story, CHANGE), before="Съвсем друг")


def opened_with_another_text() -> Story:
    story = opened()
    vote = story.prepare(FIRST)
    return story.tell(
        "voting.vote.opened",
        vote=vote,
        text="Друг",
        roll=story.roll(),
        quorum=story.quorum(),
        without_quorum=False,
    )


CONTRADICTIONS: list[tuple[str, Callable[[], Story]]] = [
    ("motion-moved-twice", lambda: moved(moved(opened(), BREAK), BREAK)),
    (
        "unknown-item",
        lambda: opened().tell(
            "agenda.motion.moved", **dict(moved(opened(), BREAK).lines[-1][4]) | {"item": "x"}
        ),
    ),
    ("unknown-motion", lambda: withdrawn(opened(), "x")),
    ("motion-not-waiting", lambda: withdrawn(withdrawn(opened(), MAIN), MAIN)),
    ("motion-not-waiting", lambda: withdrawn(lapsed(opened(), MAIN), MAIN)),
    ("motion-not-waiting", lambda: withdrawn(with_open_vote(), id_of(BREAK))),
    ("impossible-order", lambda: advanced(opened(), MAIN, ["x", MAIN], [MAIN, "x"])),
    ("impossible-order", lambda: advanced(opened(), MAIN, [MAIN], [MAIN, "x"])),
    (
        "unknown-item",
        lambda: opened().tell(
            "agenda.motion.advanced", item="x", motion=MAIN, order=[MAIN], proposed=[MAIN], reason="r"
        ),
    ),
    ("unknown-motion", lambda: lapsed(opened(), MAIN, by="x")),
    ("not-lapsed", lambda: revived(opened(), MAIN)),
    ("amends-nothing", settled_by_a_procedural_motion),
    ("unknown-vote", settled_on_another),
    ("text-differs", settled_twice),
    ("text-differs", settled_from_another_text),
    ("text-differs", opened_with_another_text),
]


@pytest.mark.parametrize(("code", "told"), CONTRADICTIONS)
def test_an_entry_that_cannot_be_is_named(code: str, told: Callable[[], Story]) -> None:
    story = told()
    assert fault_of(story) == (story.lines[-1][0], code)


def test_a_motion_is_known_with_its_mover_and_seconder() -> None:
    record = read_record(moved(opened(), BREAK, kind="procedural", aim="break", seconder=NAMES[1]))
    (motion,) = (motion for motion in record.motions if motion.moved_at)
    assert motion.waits
    row = rows(record)[id_of(BREAK),]
    assert (row["mover"], row["seconder"], row["aim"]) == (id_of(NAMES[0]), id_of(NAMES[1]), "break")
    assert "mover" not in rows(record)[MAIN,]


def test_the_stage_of_a_motion_follows_from_what_became_of_it() -> None:
    def stage(story: Story, motion: str = MAIN) -> str:
        return str(rows(read_record(story))[motion,]["stage"])

    assert stage(opened()) == MotionStage.PENDING
    assert stage(withdrawn(opened(), MAIN)) == MotionStage.WITHDRAWN
    assert stage(lapsed(opened(), MAIN)) == MotionStage.LAPSED
    assert stage(revived(lapsed(opened(), MAIN), MAIN)) == MotionStage.PENDING
    assert stage(with_open_vote(), id_of(BREAK)) == MotionStage.BEING_VOTED
    story, _ = with_settled()
    assert stage(story, id_of(CHANGE)) == MotionStage.DONE


def test_a_main_motion_waits_again_once_its_text_is_another_one() -> None:
    story = moved(opened(), CHANGE)
    story.vote(FIRST, dict.fromkeys(story.present, "for"))
    assert rows(read_record(story))[MAIN,]["stage"] == MotionStage.DONE
    vote = decided(story, CHANGE)
    record = read_record(settled(story, CHANGE, vote))
    assert (rows(record)[MAIN,]["stage"], rows(record)[MAIN,]["text"]) == (MotionStage.PENDING, "Друг текст")
    assert rows(record)[id_of(CHANGE),]["is_applied"] is True
    back = read_record(settled(story, CHANGE, vote, before="Друг текст", after=TEXT, enters=False))
    assert rows(back)[MAIN,]["stage"] == MotionStage.DONE
    assert rows(back)[id_of(CHANGE),]["is_applied"] is False


def test_the_last_motion_that_was_advanced_is_the_first() -> None:
    story = moved(opened(), CHANGE)
    change = id_of(CHANGE)
    advanced(story, MAIN, [MAIN, change], [change, MAIN])
    advanced(story, change, [change, MAIN], [change, MAIN])
    assert advanced_rows(read_record(story)) == {id_of(FIRST): [change, MAIN]}


def test_entries_know_every_aim_of_a_motion() -> None:
    assert set(get_args(AimText)) == {"", *Aim}
