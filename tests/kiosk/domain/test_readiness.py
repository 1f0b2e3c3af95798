"""The lights: each question's causes, the worst first, and the whole as bad as its worst part."""

from dataclasses import replace
from typing import Any

import pytest

from kiosk.domain.readiness import LITTLE_SPACE, NO_SPACE, Cause, Facts, Rehearsed, judge, overall
from kiosk.domain.rehearsals import BUTTONS, Terminal
from ledger.domain.safekeeping import Light, Trouble

GOOD_TERMINAL = Terminal(1, "Анна", True, "", BUTTONS, 40, 0, 1280, 800, True, True, True)
READY = Facts(
    is_practice=False,
    days_until=0,
    elsewhere=(),
    items=9,
    motions=8,
    in_office=17,
    statutory_number=17,
    quorum=9,
    chairs=2,
    without_sign_in=(),
    without_seat=(),
    linked=17,
    unlinked=(),
    rehearsed=Rehearsed(1, [GOOD_TERMINAL]),
    displays=1,
    without_key=(),
    free_space=10 * LITTLE_SPACE,
    database_clock_ms=3,
    is_exchange_there=True,
    faults=(),
    copy_trouble=None,
    copy_light=Light.GREEN,
)


def late(milliseconds: int) -> Terminal:
    return replace(GOOD_TERMINAL, clock_offset_ms=milliseconds)


def causes(**facts: Any) -> set[tuple[Light, Cause]]:
    """Return what is found of a meeting that is ready but for these facts, without the green."""
    found = judge(replace(READY, **facts))
    return {(one.light, one.cause) for one in found if one.light is not Light.GREEN}


def test_a_ready_meeting_is_green_in_every_question() -> None:
    found = judge(READY)
    assert overall(found) is Light.GREEN
    assert [one.cause for one in found] == [
        Cause.TODAY,
        Cause.HALL_FREE,
        Cause.AGENDA,
        Cause.COUNCILLORS,
        Cause.CHAIR,
        Cause.SEATED,
        Cause.TERMINALS,
        Cause.REHEARSED,
        Cause.DISPLAYS,
        Cause.SIGNING_KEYS,
        Cause.SPACE,
        Cause.CLOCK,
        Cause.LEDGER,
        Cause.COPY,
    ]


@pytest.mark.parametrize(
    ("facts", "light", "cause"),
    [
        ({"is_practice": True}, Light.AMBER, Cause.PRACTICE),
        ({"days_until": -1}, Light.AMBER, Cause.OTHER_DAY),
        ({"elsewhere": ["other"]}, Light.RED, Cause.HALL_IN_USE),
        ({"items": 0, "motions": 0}, Light.RED, Cause.NO_ITEMS),
        ({"motions": 0}, Light.AMBER, Cause.NO_MOTIONS),
        ({"in_office": 8}, Light.RED, Cause.TOO_FEW_COUNCILLORS),
        ({"in_office": 18}, Light.RED, Cause.TOO_MANY_COUNCILLORS),
        ({"chairs": 0}, Light.RED, Cause.NO_CHAIR),
        ({"without_sign_in": ["Анна"]}, Light.RED, Cause.WITHOUT_SIGN_IN),
        ({"without_seat": ["Анна"]}, Light.AMBER, Cause.WITHOUT_SEAT),
        ({"linked": 0, "unlinked": ["Анна"]}, Light.RED, Cause.NO_TERMINAL),
        ({"linked": 8, "unlinked": ["Анна"]}, Light.RED, Cause.TOO_FEW_TERMINALS),
        ({"linked": 9, "unlinked": ["Анна"]}, Light.AMBER, Cause.SOME_TERMINALS),
        ({"rehearsed": None}, Light.AMBER, Cause.NEVER_REHEARSED),
        ({"rehearsed": Rehearsed(31)}, Light.AMBER, Cause.OLD_REHEARSAL),
        ({"rehearsed": Rehearsed(1, [Terminal(2, "Борис")])}, Light.AMBER, Cause.UNFINISHED_REHEARSAL),
        (
            {"rehearsed": Rehearsed(1, [replace(GOOD_TERMINAL, has_keys=False)])},
            Light.AMBER,
            Cause.TROUBLED_TERMINALS,
        ),
        ({"displays": 0}, Light.AMBER, Cause.NO_DISPLAY),
        ({"rehearsed": Rehearsed(1, illegible=["Екран"])}, Light.AMBER, Cause.ILLEGIBLE_DISPLAYS),
        ({"without_key": ["Анна"]}, Light.AMBER, Cause.NO_SIGNING_KEY),
        ({"free_space": NO_SPACE - 1}, Light.RED, Cause.NO_SPACE),
        ({"free_space": LITTLE_SPACE - 1}, Light.AMBER, Cause.LITTLE_SPACE),
        ({"is_exchange_there": False}, Light.AMBER, Cause.EXCHANGE_AWAY),
        ({"database_clock_ms": -1001}, Light.AMBER, Cause.DATABASE_CLOCK),
        ({"faults": ["entry 3"]}, Light.RED, Cause.LEDGER_FAULTS),
        ({"copy_trouble": Trouble.NOT_SET, "copy_light": Light.AMBER}, Light.AMBER, Cause.COPY),
        ({"copy_trouble": Trouble.NO_ROOM, "copy_light": Light.RED}, Light.AMBER, Cause.COPY),
    ],
)
def test_each_cause_alone(facts: dict[str, Any], light: Light, cause: Cause) -> None:
    assert causes(**facts) == {(light, cause)}
    found = judge(replace(READY, **facts))
    assert found[0].cause is cause
    assert overall(found) is light


def test_most_clocks_against_one_say_that_the_server_is_wrong() -> None:
    wrong = Rehearsed(1, [late(-40_000), late(-41_000), late(-90_000)])
    assert (Light.AMBER, Cause.SERVERS_CLOCK) in causes(rehearsed=wrong)
    one_wrong = Rehearsed(1, [late(0), late(5), late(-90_000)])
    assert (Light.AMBER, Cause.SERVERS_CLOCK) not in causes(rehearsed=one_wrong)
    two = Rehearsed(1, [late(-40_000), late(-41_000)])
    assert (Light.AMBER, Cause.SERVERS_CLOCK) not in causes(rehearsed=two)


def test_a_meeting_under_way_is_not_read_from_its_ledger_and_redis_may_be_unused() -> None:
    found = judge(replace(READY, faults=None, is_exchange_there=None))
    assert not {Cause.LEDGER, Cause.LEDGER_FAULTS, Cause.EXCHANGE_AWAY} & {one.cause for one in found}
