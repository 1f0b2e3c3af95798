"""What adopted procedural motions bring about on an item, by plain values."""

from agenda.domain.aims import Aim
from agenda.domain.secrecy import Secrecy
from tests.minutes.story import TITLES, id_of
from tests.voting.domain.beginnings import opened
from tests.voting.domain.moved import FIRST, decided, moved
from voting.domain.effects import NO_EFFECTS, Ruling, effects, effects_in
from voting.domain.record import read_record
from voting.domain.stages import Mode


def ruled(aim: str, vote: int, *, is_adopted: bool = True, stands: bool = True) -> Ruling:
    return Ruling(aim, vote, is_adopted, stands)


def test_without_a_motion_nothing_holds() -> None:
    assert effects([]) == NO_EFFECTS
    assert (NO_EFFECTS.closes_debate, NO_EFFECTS.ends_item, NO_EFFECTS.mode(Secrecy.OPEN)) == (
        None,
        None,
        None,
    )


def test_only_what_was_adopted_and_stands_holds() -> None:
    found = effects([ruled("close_debate", 2), ruled("postpone", 3, is_adopted=False), ruled("", 4)])
    assert (found.closes_debate, found.ends_item, found.fallen) == (2, None, {})


def test_what_was_annulled_has_fallen_until_it_is_adopted_again() -> None:
    annulled = ruled("take_out", 2, stands=False)
    assert effects([annulled]).fallen == {Aim.TAKE_OUT: 2}
    again = effects([annulled, ruled("take_out", 5)])
    assert (again.ends_item, again.fallen) == ((Aim.TAKE_OUT, 5), {})


def test_the_last_decision_on_the_way_of_voting_holds_if_the_matter_allows_it() -> None:
    both = effects([ruled("secret", 2), ruled("roll_call", 4)])
    assert (both.way, both.mode(Secrecy.OPEN), both.mode(Secrecy.NAMED)) == (
        (Aim.ROLL_CALL, 4),
        Mode.ROLL_CALL,
        Mode.ROLL_CALL,
    )
    secret = effects([ruled("secret", 2)])
    assert (secret.mode(Secrecy.OPEN), secret.mode(Secrecy.NAMED)) == (Mode.PAPER, None)
    assert both.mode(Secrecy.SECRET) is None


def test_a_record_tells_what_holds_on_an_item() -> None:
    story = moved(moved(opened(), "Отлага", kind="procedural", aim="postpone"), "Почивка")
    decided(story, "Отлага")
    decided(story, "Почивка")
    record = read_record(story.lines)
    assert effects_in(record, id_of(FIRST)).held == {Aim.POSTPONE: 1}
    assert effects_in(record, id_of(TITLES[1])) == NO_EFFECTS
