"""What each entry about proxies adds to the record being read, and what they mean for who may vote."""

from dataclasses import replace

import msgspec

from agenda.domain.proxies import beyond, in_force
from council.domain.actors import ActorRole
from voting.domain import bodies
from voting.domain.proxies import ProxyRecord, may_press
from voting.domain.reading import Contradiction, Reading


def enter_proxy(reading: Reading, body: bodies.ProxyEntered) -> None:
    """Note who votes for whom: for somebody who is not there and not represented yet, by somebody who is there.

    As withdrawing it, this is the clerk's.
    """
    _require_clerk(reading, body.person)
    if body.person in reading.present or body.holder.person not in reading.present:
        raise Contradiction("proxy-of-the-present", body.person)
    if body.person in reading.proxies:
        raise Contradiction("represented-twice", body.person)
    reading.proxies[body.person] = len(reading.proxies_given)
    reading.proxies_given.append(
        ProxyRecord(body.person, body.name, body.holder.person, body.holder.name, reading.at)
    )
    # What holds before the opening is known once it has told the rules.
    if reading.opening is not None:
        require_allowed(reading)


def require_allowed(reading: Reading) -> None:
    """Refuse more proxies of one holder than the standing orders allow."""
    holders = _holders(reading)
    for giver in beyond(holders, reading.orders.proxies.most):
        raise Contradiction("proxies-not-allowed", holders[giver])


def withdraw_proxy(reading: Reading, body: bodies.ProxyWithdrawn) -> None:
    """End a proxy that has not ended; from the opening on only where the standing orders let it be withdrawn."""
    _require_clerk(reading, body.person)
    place = reading.proxies.get(body.person)
    if place is None or reading.proxies_given[place].holder != body.holder.person:
        raise Contradiction("not-represented", body.person)
    if not reading.orders.proxies.revocable:
        raise Contradiction("proxy-binding", body.person)
    _end(reading, body.person, by_arrival=False)


def end_by_arrival(reading: Reading, person: str) -> None:
    """End the proxy of somebody who comes, if there is one."""
    if person in reading.proxies:
        _end(reading, person, by_arrival=True)


def _end(reading: Reading, person: str, *, by_arrival: bool) -> None:
    place = reading.proxies.pop(person)
    reading.proxies_given[place] = replace(
        reading.proxies_given[place], ended_at=reading.at, ended_by_arrival=by_arrival
    )


def usable(reading: Reading) -> dict[str, str]:
    """Return the holder by giver of the proxies in force now."""
    return in_force(_holders(reading), reading.present)


def _holders(reading: Reading) -> dict[str, str]:
    return {person: reading.proxies_given[place].holder for person, place in reading.proxies.items()}


def _require_clerk(reading: Reading, person: str) -> None:
    if reading.actor.partition(":")[0] != ActorRole.CLERK:
        raise Contradiction("proxy-by-another", person)


def require_presser(reading: Reading, line: bodies.RollLine) -> None:
    """Refuse a press that comes from neither the person on the line nor the holder of their proxy in force."""
    may = may_press(
        by=reading.actor.partition(":")[2],
        person=line.person,
        holder=line.proxy.person if line.proxy else None,
        usable=usable(reading),
        present=reading.present,
    )
    if not may:
        raise Contradiction("pressed-by-another", line.person)


def is_in_person_now(reading: Reading, line: bodies.RollLine) -> bool:
    """Tell whether somebody has come whose line still names the holder of a proxy: the numbers of presses begin anew."""
    return line.proxy is not None and line.person in reading.present


def give_in_person(reading: Reading, vote: str, person: str) -> None:
    """Take the proxy from the line of somebody who has come and gives a vote: it is theirs from now on."""
    roll, record = reading.rolls[vote], reading.vote(vote)
    line = roll[person]
    if not is_in_person_now(reading, line) or record.opening is None:
        return
    roll[person] = msgspec.structs.replace(line, proxy=None)
    opening = replace(record.opening, roll=tuple(roll.values()))
    reading.votes[vote] = replace(record, opening=opening)
