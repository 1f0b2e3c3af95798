"""Makes what only chair and clerk see: the missing, links, choices spoken aloud, objections, what is to be said."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.domain.aims import Aim
from agenda.models import Motion
from agenda.queries import awaits_agenda, ready_rules
from council.domain.rules import Majority, Tie
from kiosk import messages
from kiosk.snapshots import effects, elections, sitting
from kiosk.snapshots.calls import call_list
from kiosk.snapshots.letters import letters
from kiosk.snapshots.loading import DisplaySeen, Loaded, LoadedVote
from kiosk.snapshots.proxies import listed_proxies, represented_in, voter_for
from ledger.domain.safekeeping import Light
from ledger.wording import copy_words
from voting import wording
from voting.domain.choices import EMPTY_CODE, Position, Standing
from voting.domain.doubt import doubt
from voting.domain.majority import Outcome, ReasonCode, Settled
from voting.domain.modes import ANSWERED, AT_TERMINALS, COUNTED
from voting.domain.proclamation import proclamation
from voting.domain.stages import VoteStage
from voting.queries import Decided, under_other_packs, ways_on

DISPLAY_SILENCE = timedelta(seconds=12)
"""A display reports every five seconds: two reports were missed."""

TAKING = frozenset({VoteStage.OPEN, VoteStage.HELD})
"""Stages in which ballots may come."""


def console(loaded: Loaded) -> messages.Console:
    """Return what chair and clerk see beyond the room."""
    annulment = loaded.vote.annulment if loaded.vote else None
    joinable = loaded.vote.joinable if loaded.vote else []
    consent = [one for one in joinable if one.is_consent]
    is_open_question = annulment is not None and annulment.confirmed_at is None
    return messages.Console(
        missing=_missing(loaded),
        links="".join(_link(loaded, person) for person in loaded.plan.by_person),
        present="".join("1" if person in loaded.present else "0" for person in loaded.plan.by_person),
        annulment_by=str(annulment.proposed_by_id) if annulment and is_open_question else None,
        annulment_ground=annulment.ground if annulment and is_open_question else None,
        late=_late(loaded),
        spoken=_spoken(loaded.vote) if loaded.vote else [],
        answers=_answers(loaded, loaded.vote) if loaded.vote else [],
        objections=_objections(loaded.vote) if loaded.vote else [],
        aloud=_aloud(loaded, loaded.vote) if loaded.vote else None,
        doubt=_doubt(loaded, loaded.vote) if loaded.vote else None,
        elsewhere=_elsewhere(loaded, loaded.vote) if loaded.vote else "",
        displays=_displays(loaded),
        officers=sitting.officers(loaded.officers, loaded.present, ready_rules(loaded.meeting)),
        safekeeping=copy_words(loaded.copy.trouble) if loaded.copy.light == Light.RED else None,
        selected=sitting.selected(loaded.meeting),
        next_decision=loaded.next_decision,
        due=loaded.due,
        grounds=list(loaded.meeting.standing_orders.sitting.annulment_grounds),
        excused="".join("1" if person in loaded.excused else "0" for person in loaded.plan.by_person),
        attendance=_attendance_words(loaded),
        fallen=effects.fallen(loaded.effects),
        break_until=effects.break_until(loaded.effects, loaded.meeting),
        elections=loaded.elections,
        ballot_due=elections.ballot_due(loaded),
        sheets=elections.sheets(loaded.vote) if loaded.vote else None,
        agenda_due=_agenda_due(loaded),
        joinable=joinable,
        consent=consent,
        consent_numbers=", ".join(one.number for one in consent),
        ways={mode.value: True for mode in ways_on(loaded.vote.row)} if loaded.vote else {},
        proxies=listed_proxies(loaded),
        letters=letters(loaded.letters, loaded.plan),
    )


def _agenda_due(loaded: Loaded) -> Literal["", "vote", "under_way", "adopted", "maybe"]:
    """Return how far the agenda is from being adopted, where the standing orders have that done first."""
    meeting, vote = loaded.meeting, loaded.vote
    if not awaits_agenda(meeting):
        return ""
    if vote is None or vote.row.stage == VoteStage.ANNULLED:
        return "vote"
    is_its_own = vote.row.motion.aim == Aim.AGENDA
    if vote.row.stage != VoteStage.DECLARED:
        return "under_way" if is_its_own else "vote"
    if vote.result is None or vote.result["outcome"] != Outcome.ADOPTED:
        return "vote"
    # A draft decision may be the agenda's: some councils have its adoption as their first item.
    is_draft = not vote.row.motion.aim and vote.row.motion.kind != Motion.Kind.AMENDMENT
    return "adopted" if is_its_own else "maybe" if is_draft else "vote"


def _attendance_words(loaded: Loaded) -> str:
    """Return how many councillors are present, excused and absent without an excuse; who came is present."""
    councillors = {person for person, place in loaded.plan.by_person.items() if place.is_councillor}
    absent = councillors - loaded.present
    return _("%(present)s present, %(excused)s excused, %(absent)s absent") % {
        "present": len(councillors & loaded.present),
        "excused": len(absent & loaded.excused),
        "absent": len(absent - loaded.excused),
    }


def _displays(loaded: Loaded) -> list[messages.DisplayState]:
    now = timezone.now()
    return [
        messages.DisplayState(name=seen.name, state=_display_state(seen, now), v=seen.v)
        for seen in loaded.displays
    ]


def _display_state(seen: DisplaySeen, now: datetime) -> Literal["shown", "behind", "stale", "never"]:
    if seen.reported_at is None:
        return "never"
    if now - seen.reported_at > DISPLAY_SILENCE:
        return "stale"
    return "behind" if seen.is_behind else "shown"


def _link(loaded: Loaded, person: UUID) -> str:
    linked = loaded.links.get(person)
    return EMPTY_CODE if linked is None else str(int(linked))


def _missing(loaded: Loaded) -> list[messages.Absence]:
    vote = loaded.vote
    if vote is None or vote.row.stage not in TAKING or vote.row.mode in COUNTED:
        return []
    due = (loaded.present | represented_in(loaded, vote)) - vote.voted
    return _lines(loaded, vote, Standing.PRESENT, due)


def _late(loaded: Loaded) -> list[messages.Absence]:
    """Return who is on the roll of the vote under way as absent, where the standing orders let them join."""
    vote = loaded.vote
    if vote is None or vote.row.stage not in TAKING or not loaded.meeting.standing_orders.may_join_open_vote:
        return []
    return _lines(loaded, vote, Standing.ABSENT, vote.roll.keys())


def _lines(
    loaded: Loaded, vote: LoadedVote, standing: Standing, people: Collection[UUID]
) -> list[messages.Absence]:
    """Return those of the people who have this standing on the roll: those of the plan in its order, then all others.

    The others came onto the roll after the plan was drawn: the chair can close only over the heads of people who were shown.
    """
    of_plan = loaded.plan.by_person
    told = []
    for person in [*of_plan, *(person for person in vote.roll if person not in of_plan)]:
        line = vote.roll.get(person)
        if line is None or line.standing != standing or person not in people:
            continue
        by = voter_for(loaded, vote, person)[1] if line.proxy else ""
        is_linked = loaded.links.get(line.proxy if by and line.proxy else person, False)
        told.append(
            messages.Absence(person=str(person), name=line.name, seat=line.seat, is_linked=is_linked, by=by)
        )
    return told


def _spoken(vote: LoadedVote) -> list[messages.Spoken]:
    lines = ((one, vote.roll[one.person]) for one in vote.waiting)
    return [
        messages.Spoken(person=str(one.person), name=line.name, seat=line.seat, choice=one.choice)
        for one, line in lines
    ]


def _answers(loaded: Loaded, vote: LoadedVote) -> list[messages.Answered]:
    """Return the list from which names are called and answers entered, while that goes on."""
    if vote.row.stage not in TAKING or vote.row.mode not in ANSWERED:
        return []
    here = loaded.present | represented_in(loaded, vote)
    return [
        messages.Answered(
            person=str(one.person),
            name=one.name,
            seat=one.seat,
            answer=vote.answers.get(one.person),
            is_present=one.person in here,
            by=voter_for(loaded, vote, one.person)[1],
        )
        for one in call_list(loaded, vote)
    ]


def _objections(vote: LoadedVote) -> list[messages.Objection]:
    lines = ((person, at, vote.roll[person]) for person, at in vote.objections.items())
    return [
        messages.Objection(
            person=str(person),
            name=line.name,
            seat=line.seat,
            at=at.isoformat(timespec="milliseconds"),
            position=line.position,
        )
        for person, at, line in lines
    ]


def _aloud(loaded: Loaded, vote: LoadedVote) -> str | None:
    """Return the sentence that the chair reads aloud."""
    if vote.result is None:
        return None
    if returned := elections.aloud(vote) or elections.reason_words(vote):
        return returned
    reason = vote.result["reason"]
    parts = proclamation(
        numbers=_numbers(vote.result),
        code=ReasonCode(reason["code"]),
        needed=reason["needed"],
        outcome=Outcome(vote.result["outcome"]),
        tie=Tie(reason["tie"]) if "tie" in reason else None,
        settled=Settled(reason["settled"]) if "settled" in reason else None,
        may_abstain=loaded.meeting.standing_orders.may_abstain,
    )
    return wording.proclamation_words(parts)


def _doubt(loaded: Loaded, vote: LoadedVote) -> str | None:
    """Return whether those who did not vote could have turned the outcome; of raised hands it says nothing."""
    if vote.result is None or vote.row.mode not in AT_TERMINALS:
        return None
    found = doubt(
        majority=Majority.from_plain(vote.row.majority),
        numbers=_numbers(vote.result),
        outcome=Outcome(vote.result["outcome"]),
        statutory_number=loaded.meeting.statutory_number,
        in_office=sum(line.weight for line in vote.roll.values()),
        recused_present=vote.row.recused_present,
    )
    return wording.doubt_words(found) if found else None


def _elsewhere(loaded: Loaded, vote: LoadedVote) -> str:
    """Return what other packs would have made of a declared result; nothing of an election."""
    if vote.result is None or vote.row.declared_at is None or vote.row.contest:
        return ""
    return wording.elsewhere_words(under_other_packs(loaded.meeting, decided(vote, vote.result)))


def decided(vote: LoadedVote, result: Mapping[str, Any]) -> Decided:
    """Return the numbers of a result, and those around them."""
    in_office = sum(line.weight for line in vote.roll.values())
    return Decided(result["outcome"], result["tally"], in_office, vote.row.recused_present)


def _numbers(result: Mapping[str, Any]) -> dict[Position, int]:
    """Return the numbers by position; invalid and blank papers are nobody's position."""
    tally = result["tally"]
    return {position: tally[position] for position in Position if position in tally}
