"""What the minutes say about who was there, from when to when, and whether there was a quorum."""

from collections.abc import Sequence

from council.domain.orders import read_orders
from minutes.domain.blocks import Column, Heading, Paragraph, Sentence, Table, Tone
from minutes.domain.people import People
from minutes.domain.phrases import Clock, Phrase, Say, Text, Value, said
from voting.domain.bodies import Attendee, Quorum
from voting.domain.facts import Adjournment, ObjectionRecord, Opening, Stay
from voting.domain.proxies import ProxyRecord

NOTHING = "–"
IDENTIFIED = {
    "pin": Say.AT_THE_SEAT_BY_PIN,
    "password": Say.AT_THE_SEAT_BY_PASSWORD,
    "clerk": Say.AT_THE_SEAT_BY_CLERK,
}


def attendance(
    opening: Opening, adjournment: Adjournment, people: People, excused: frozenset[str]
) -> list[Paragraph]:
    """Return the part on attendance: numbers, members with their stays, others who came.

    `excused` are those whose absence is; on which ground is not told.
    """
    parts: list[Paragraph] = [Heading(1, Phrase(Say.ATTENDANCE)), *_numbers(opening, adjournment)]
    by_correspondence = opening.said.correspondence is not None
    parts.append(_counts(people, excused, by_correspondence=by_correspondence))
    parts.append(_members(people, excused, by_correspondence=by_correspondence))
    parts += _groups(people)
    came = [someone for someone in people.others if someone.person in people.stays]
    if came:
        parts += [Heading(2, Phrase(Say.OTHERS_PRESENT)), _others(came, people)]
    return parts


def tell_proxies(proxies: Sequence[ProxyRecord]) -> list[Paragraph]:
    """Return who voted for whom, from when to when; nothing where nobody did."""
    if not proxies:
        return []
    return [Heading(2, Phrase(Say.PROXIES)), *(Sentence(_proxy(one)) for one in proxies)]


def _proxy(one: ProxyRecord) -> Phrase:
    told: dict[str, Value] = {"holder": one.holder_name, "name": one.giver_name, "at": Clock(one.at)}
    if one.ended_at is None:
        return said(Say.PROXY_GIVEN, **told)
    ending = Say.PROXY_ENDED_BY_ARRIVAL if one.ended_by_arrival else Say.PROXY_WITHDRAWN
    return said(ending, end=Clock(one.ended_at), **told)


def quorum_words(quorum: Quorum) -> Phrase:
    """Return the quorum at one moment: present, needed, whether it was met."""
    finding = Phrase(Say.QUORUM_MET if quorum.is_met else Say.QUORUM_NOT_MET)
    return said(Say.QUORUM_FOUND, present=quorum.present, needed=quorum.needed, finding=finding)


def _numbers(opening: Opening, adjournment: Adjournment) -> list[Paragraph]:
    statutory = opening.said.body.statutory_number
    mandates = sum(someone.mandate for someone in opening.said.people)
    members = said(Say.MEMBERS_OF, statutory=statutory, members=mandates)
    if opening.said.correspondence is not None:
        until = min(opening.said.correspondence.until, adjournment.at)
        held = said(Say.BY_CORRESPONDENCE, opened=Clock(opening.at), until=Clock(until))
        return [Sentence(members), Sentence(held)]
    parts: list[Paragraph] = [
        Sentence(members),
        Sentence(said(Say.PRESENT_AT_OPENING, quorum=quorum_words(opening.said.quorum))),
    ]
    if opening.said.without_quorum:
        parts.append(Sentence(Phrase(Say.WITHOUT_QUORUM), Tone.STRONG))
    return parts


def tell_objectors(opening: Opening, objectors: Sequence[ObjectionRecord]) -> list[Paragraph]:
    """Return who objected to deciding by correspondence, and that it ended so where enough did."""
    told: list[Paragraph] = [
        Sentence(said(Say.OBJECTED_TO_CORRESPONDENCE, name=one.name, at=Clock(one.at))) for one in objectors
    ]
    limit = read_orders(opening.said.rules.orders).correspondence.objections
    if 0 < limit <= len(objectors):
        ended = Clock(objectors[limit - 1].at)
        told.append(
            Sentence(said(Say.ENDED_BY_OBJECTIONS, limit=limit, count=len(objectors), at=ended), Tone.STRONG)
        )
    return told


def _counts(people: People, excused: frozenset[str], *, by_correspondence: bool) -> Sentence:
    """Return how many members came or answered at all, how many of the others were excused and how many not."""
    away = [member.person for member in people.members if member.person not in people.stays]
    with_excuse = sum(person in excused for person in away)
    return Sentence(
        said(
            Say.MEMBERS_ANSWERED if by_correspondence else Say.MEMBERS_THERE,
            present=len(people.members) - len(away),
            excused=with_excuse,
            absent=len(away) - with_excuse,
        )
    )


def _members(people: People, excused: frozenset[str], *, by_correspondence: bool) -> Table:
    times = _first_answer if by_correspondence else _times
    columns = (
        Column(Phrase(Say.NUMBER_SIGN), 5, is_number=True),
        Column(Phrase(Say.NAME), 38),
        Column(Phrase(Say.GROUP), 15),
        Column(Phrase(Say.SEAT), 8, is_number=True),
        Column(Phrase(Say.FIRST_ANSWER if by_correspondence else Say.IN_THE_ROOM), 16),
        Column(Phrase(Say.RECORDED_BY), 18),
    )
    rows = [
        (
            str(place),
            member.name,
            member.group_short or member.group or NOTHING,
            _seat(member),
            times(people.stays.get(member.person, ()), is_excused=member.person in excused),
            _recorded_by(people.stays.get(member.person, ())),
        )
        for place, member in enumerate(people.members, start=1)
    ]
    return Table(columns, tuple(rows))


def _groups(people: People) -> list[Paragraph]:
    """Return what the groups' short names stand for, if any are used."""
    names = {
        member.group_short: member.group
        for member in people.members
        if member.group_short and member.group and member.group_short != member.group
    }
    if not names:
        return []
    groups = tuple(said(Say.GROUP_NAMED, short=short, name=name) for short, name in sorted(names.items()))
    return [Sentence(said(Say.GROUPS, groups=groups), Tone.MUTED)]


def _others(came: list[Attendee], people: People) -> Table:
    columns = (
        Column(Phrase(Say.NAME), 38),
        Column(Phrase(Say.CAPACITY), 28),
        Column(Phrase(Say.IN_THE_ROOM), 16),
        Column(Phrase(Say.RECORDED_BY), 18),
    )
    rows = [
        (
            someone.name,
            someone.capacity or NOTHING,
            _times(people.stays[someone.person]),
            _recorded_by(people.stays[someone.person]),
        )
        for someone in came
    ]
    return Table(columns, tuple(rows))


def _seat(member: Attendee) -> str:
    return NOTHING if member.seat is None else str(member.seat)


def _times(stays: tuple[Stay, ...], *, is_excused: bool = False) -> Text:
    if not stays:
        return Phrase(Say.EXCUSED if is_excused else Say.NOT_THERE)
    return said(Say.STAYS, stays=tuple(_time(stay) for stay in stays))


def _first_answer(stays: tuple[Stay, ...], *, is_excused: bool = False) -> Text:
    """Return when somebody answered first by correspondence, and is present since."""
    if not stays:
        return Phrase(Say.EXCUSED if is_excused else Say.NO_ANSWER)
    return said(Say.FIRST_ANSWER_AT, at=Clock(stays[0].arrived_at, has_seconds=False))


def _time(stay: Stay) -> Phrase:
    arrived = Clock(stay.arrived_at, has_seconds=False)
    if stay.left_at is None:
        return said(Say.STAY_TO_THE_END, arrived=arrived)
    return said(Say.STAY, arrived=arrived, left=Clock(stay.left_at, has_seconds=False))


def _recorded_by(stays: tuple[Stay, ...]) -> Text:
    """Return how arrivals and departures came into the record, and how whoever came was identified; each way once.

    Who left because the meeting goes on on another day was checked out by nobody.
    """
    ways: dict[Say, None] = {}
    for stay in stays:
        ways[
            IDENTIFIED.get(stay.identified_by, Say.AT_THE_SEAT) if stay.is_arrival_own else Say.BY_THE_CLERK
        ] = None
    departed = {
        stay.is_departure_own for stay in stays if stay.left_at is not None and not stay.left_with_all
    }
    if True in departed and not any(stay.is_arrival_own for stay in stays):
        ways[Say.AT_THE_SEAT] = None
    if False in departed:
        ways[Say.BY_THE_CLERK] = None
    phrases = tuple(Phrase(way) for way in ways)
    if len(phrases) > 1:
        return said(Say.RECORDED_WAYS, ways=phrases)
    return phrases[0] if phrases else NOTHING
