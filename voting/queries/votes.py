"""Reads about votes: the vote under way, who is missing, what the roll's positions would be."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from agenda.domain.quorum import Quorum
from agenda.domain.secrecy import Secrecy
from agenda.models import Meeting
from agenda.queries import call_at, links, present_people, proxies, quorum_of, who_counts
from council.domain.actors import Actor, ActorRole
from council.domain.orders import Presence
from council.domain.rules import Majority
from ledger.kinds import Kind
from ledger.models import Entry
from voting.domain.choices import Answer, Choice, Position, Standing
from voting.domain.elections import Contest, Count, count_ballot
from voting.domain.majority import Settled, decide
from voting.domain.modes import ANSWERED, AT_TERMINALS, COUNTED, SECRET, UNNAMED, fallbacks
from voting.domain.papers import Papers
from voting.domain.proxies import represented
from voting.domain.roll import Roll, RollLine
from voting.domain.stages import UNDER_WAY, Mode, VoteStage
from voting.domain.tally import (
    Tally,
    count,
    count_hands,
    count_papers,
    count_unnamed,
    positions,
    unnamed_positions,
    without_names,
)
from voting.models import RollMember, Vote

# A terminal says something every five seconds, and that is written down within one more. Chair and clerk are to know
# of a silent one within ten.
SILENCE = timedelta(seconds=7.5)


def vote_under_way(meeting: Meeting) -> Vote | None:
    """Return the vote that is prepared, open, held or closed and not yet declared."""
    return Vote.objects.filter(meeting=meeting, stage__in=UNDER_WAY).first()


def proposed_as(vote: Vote) -> ActorRole | None:
    """Return the office in which the vote's annulment was proposed, as the ledger has it; None without a proposal."""
    proposals = Entry.objects.filter(log_id=vote.meeting.log_id, kind=Kind.ANNULMENT_PROPOSED)
    entry = proposals.filter(body__contains=f'"vote":"{vote.pk}"').order_by("-sequence").first()
    return Actor.parse(entry.actor).role if entry else None


def is_final(vote: Vote) -> bool:
    """Tell whether a result stands that a challenged one was voted again for: it is not voted a third time."""
    first = vote
    while first.follows_tie is not None:
        first = first.follows_tie
    repeated = first.repeats
    return repeated is not None and vote.stage == repeated.stage == VoteStage.DECLARED


def followed_by(vote: Vote) -> Vote | None:
    """Return a later ballot of the same election that is under way or stands; one that repeats this one is none."""
    later = Vote.objects.filter(motion=vote.motion_id, number__gt=vote.number).exclude(repeats=vote)
    gone = (VoteStage.WITHDRAWN, VoteStage.ANNULLED)
    return later.exclude(stage__in=gone).first() if vote.contest else None


def is_linked(seen_at: datetime | None, at: datetime, *, is_connected: bool) -> bool:
    """Tell whether a link's terminal was connected at this instant, as far as the server knows."""
    return is_connected and seen_at is not None and at - seen_at <= SILENCE


def missing(vote: Vote) -> Sequence[RollMember]:
    """Return the people on the roll who could vote, are present or represented and gave no vote, by seat and name.

    Nobody where only numbers are entered.
    """
    if vote.mode in COUNTED:
        return []
    voted = given_choices(vote)
    present = present_people(vote.meeting)
    present |= represented_in(vote, present)
    lines = vote.roll.filter(standing=Standing.PRESENT).exclude(person__in=voted).order_by("seat", "name")
    return [line for line in lines if line.person_id in present]


def present_for(vote: Vote) -> frozenset[UUID]:
    """Return whose presence counts for a vote if it closes now, of those without a ballot, as the standing orders say."""
    presence = vote.meeting.standing_orders.presence
    if registers(vote):
        return frozenset(vote.roll.exclude(registered_at=None).values_list("person", flat=True))
    if presence is Presence.OPENING:
        return frozenset(vote.roll.filter(standing=Standing.PRESENT).values_list("person", flat=True))
    present = present_people(vote.meeting)
    return present | represented_in(vote, present)


def holders_of(vote: Vote) -> dict[UUID, UUID]:
    """Return who votes for whom by the roll, by the person voted for; nobody where the rules know no proxies."""
    if not vote.meeting.standing_orders.proxies.are_allowed:
        return {}
    return dict(vote.roll.exclude(proxy=None).values_list("person", "proxy"))


def represented_in(vote: Vote, present: frozenset[UUID]) -> frozenset[UUID]:
    """Return for whom somebody else can vote by proxy while these people are there."""
    holders = holders_of(vote)
    return represented(holders, proxies(vote.meeting, present)) if holders else frozenset()


def registers(vote: Vote) -> bool:
    """Tell whether presence is established in the vote itself."""
    presence = vote.meeting.standing_orders.presence
    return presence is Presence.REGISTRATION and vote.mode in AT_TERMINALS


def registered(vote: Vote) -> int | None:
    """Return how many have registered for a vote or voted in it; None where nobody has to."""
    return len(_said_present(vote)) if registers(vote) else None


def _said_present(vote: Vote) -> frozenset[UUID]:
    """Return who has registered or voted; a vote by proxy says so of its giver only where that one counts for a quorum."""
    voted = frozenset(given_choices(vote))
    if not vote.meeting.standing_orders.proxies.counts_for_quorum:
        voted -= holders_of(vote).keys()
    return present_for(vote) | voted


def registered_quorum(vote: Vote, at: datetime) -> Quorum | None:
    """Compare who is present for a vote by registration with the quorum; None where presence needs none."""
    if not registers(vote):
        return None
    recused = vote.roll.filter(standing=Standing.RECUSED).values_list("person", flat=True)
    there = _said_present(vote) | present_people(vote.meeting).intersection(recused)
    counted = who_counts(vote.meeting, there)
    call = call_at(vote.meeting, at)
    return quorum_of(vote.meeting, present=len(counted), in_office=vote.roll.count(), call=call)


def positions_at_close(vote: Vote, at: datetime) -> dict[UUID, Position]:
    """Return what becomes of each person on the roll if the vote closes at this instant.

    Links matter at the terminals only: who is called by name and keeps silent was not unreachable.
    """
    roll, present = roll_of(vote), present_for(vote)
    if vote.mode in COUNTED:
        issued = vote.papers["issued"] if vote.papers else 0
        return unnamed_positions(roll=roll, present=present, issued=issued)
    found = links(vote.meeting) if vote.mode in AT_TERMINALS else {}
    linked = {
        person: is_linked(link.seen_at, at, is_connected=link.is_connected) for person, link in found.items()
    }
    # Who is represented is as reachable as who votes for them; who has come has a terminal of their own.
    away = holders_of(vote)
    if away:
        away = {giver: away[giver] for giver in away.keys() - present_people(vote.meeting)}
    linked |= {giver: linked.get(holder, True) for giver, holder in away.items()}
    told = positions(roll=roll, ballots=given_choices(vote), present=present, links=linked)
    return without_names(told) if vote.mode in UNNAMED else told


def given_choices(vote: Vote) -> dict[UUID, Choice]:
    """Return the choice of each person who gave a vote in the vote's mode: pressed it, or answered with it."""
    if vote.mode in AT_TERMINALS:
        return {person: Choice(choice) for person, choice in vote.ballots.values_list("person", "choice")}
    answers = vote.answers.exclude(answer=Answer.SILENT).values_list("person", "answer")
    return {person: Choice(answer) for person, answer in answers} if vote.mode in ANSWERED else {}


def ways_on(vote: Vote) -> tuple[Mode, ...]:
    """Return the modes in which a vote that is not closed may go on, as its matter and the standing orders have it."""
    stage = VoteStage(vote.stage)
    if stage not in {VoteStage.PREPARED, VoteStage.OPEN, VoteStage.HELD}:
        return ()
    may_be_unnamed = vote.meeting.standing_orders.may_vote_unnamed and vote.contest is None
    return fallbacks(Secrecy(vote.secrecy), Mode(vote.mode), stage, may_be_unnamed=may_be_unnamed)


def window_ends_at(vote: Vote) -> datetime | None:
    """Return when the time of an open electronic vote is over; None where the chair alone ends it."""
    seconds = vote.meeting.standing_orders.window.seconds
    is_timed = vote.stage == VoteStage.OPEN and vote.mode in AT_TERMINALS
    return vote.runs_from + timedelta(seconds=seconds) if is_timed and vote.runs_from and seconds else None


def closable_at(vote: Vote) -> datetime | None:
    """Return from when on the chair may close an electronic vote that has a least time; None where there is none."""
    least = vote.meeting.standing_orders.window.least_seconds
    is_timed = vote.mode in AT_TERMINALS and vote.runs_from is not None and least > 0
    return vote.runs_from + timedelta(seconds=least) if is_timed and vote.runs_from else None


def roll_of(vote: Vote) -> Roll:
    """Return the vote's frozen roll."""
    return Roll.of(
        RollLine(person, Standing(standing), weight)
        for person, standing, weight in vote.roll.order_by("seat", "name").values_list(
            "person", "standing", "weight"
        )
    )


def result_of(vote: Vote) -> dict[str, Any] | None:
    """Return what a vote came to: as it was declared, or as it would be, once closed; nothing before the close.

    A declared result is never counted again: whatever is changed in the body later, screens show what was declared.
    """
    if vote.closed_at is None:
        return None
    return vote.result or count_vote(vote).to_plain()


def count_vote(vote: Vote) -> Count:
    """Count a closed vote from its roll, positions and majority; the same rows give the same count."""
    roll = roll_of(vote)
    if vote.mode == Mode.HANDS:
        tally = count_raised(vote, vote.hands or {})
    elif vote.mode == Mode.PAPER:
        papers = vote.papers or {}
        counted = Papers.of(papers, papers["tellers"], papers.get("votes"))
        tally = tally_papers(vote, counted)
        if vote.contest:
            return count_ballot(
                contest=msgspec.convert(vote.contest, Contest),
                papers=counted,
                tally=tally,
                majority=Majority.from_plain(vote.majority),
                rules=vote.meeting.standing_orders.elections,
                statutory_number=vote.meeting.statutory_number,
                in_office=sum(line.weight for line in roll),
                recused_present=vote.recused_present,
                **_drawn(vote),
            )
    else:
        tally = _tally_one_by_one(vote, roll)
    result = decide(
        majority=Majority.from_plain(vote.majority),
        tally=tally,
        statutory_number=vote.meeting.statutory_number,
        in_office=sum(line.weight for line in roll),
        recused_present=vote.recused_present,
        is_secret=vote.mode in SECRET,
        earlier_ties=_earlier_ties(vote),
        settled=Settled(vote.tie["choice"]) if vote.tie and "choice" in vote.tie else None,
        chair=_chair(vote),
    )
    return Count(tally, result)


def _tally_one_by_one(vote: Vote, roll: Roll) -> Tally:
    """Return the tally of the positions; where they do not tell choices, with those of the ballots."""
    stored = vote.roll.values_list("person", "position")
    found = {person: Position(position) for person, position in stored}
    counts_lost = vote.meeting.standing_orders.counts_unreachable_as_present
    if vote.mode in UNNAMED:
        ballots = given_choices(vote)
        return count_unnamed(
            roll=roll, positions=found, ballots=ballots, counts_unreachable_as_present=counts_lost
        )
    return count(roll=roll, positions=found, counts_unreachable_as_present=counts_lost)


def _drawn(vote: Vote) -> dict[str, str]:
    """Return seed and word of a lot between candidates that was drawn."""
    tie = vote.tie or {}
    return {name: tie[name] for name in ("seed", "word") if name in tie}


def _earlier_ties(vote: Vote) -> int:
    """Return how often the vote ended in a tie before."""
    before = vote.follows_tie
    return 1 + _earlier_ties(before) if before else 0


def _chair(vote: Vote) -> Position | None:
    """Return what became of who presided at the close; None where only numbers were entered and nobody can tell."""
    if vote.mode in COUNTED:
        return None
    positions = vote.roll.filter(person=vote.presiding_id).values_list("position", flat=True)
    return Position(positions.first() or Position.ABSENT)


def count_raised(vote: Vote, hands: dict[str, int]) -> Tally:
    """Return the tally of a show of hands. Raises WrongHands for more hands than could be raised."""
    known = list(_known_positions(vote).values())
    return count_hands(
        for_=hands["for"],
        against=hands["against"],
        abstain=hands["abstain"],
        roll=len(known),
        present=known.count(Position.UNNAMED),
        recused=known.count(Position.RECUSED),
    )


def tally_papers(vote: Vote, papers: Papers) -> Tally:
    """Return the tally of a vote on paper. Raises WrongPapers for more papers than people who could be given one."""
    known = list(_known_positions(vote, papers.issued).values())
    return count_papers(
        papers,
        roll=len(known),
        present=known.count(Position.UNNAMED),
        recused=known.count(Position.RECUSED),
    )


def _known_positions(vote: Vote, issued: int = 0) -> dict[UUID, Position]:
    """Return the positions of a vote without names: as the close fixed them, before it as they would be now."""
    if vote.closed_at:
        return {person: Position(found) for person, found in vote.roll.values_list("person", "position")}
    return unnamed_positions(roll=roll_of(vote), present=present_for(vote), issued=issued)
