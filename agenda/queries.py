"""Reads about meetings that more than one layer needs: who acts, who is there, who belongs to a meeting."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import F, QuerySet

from agenda.domain.floor import Asked, Clock
from agenda.domain.lacking import SECOND, Way, call_now, way_on
from agenda.domain.proxies import in_force
from agenda.domain.quorum import Quorum, count_quorum
from agenda.domain.stages import ItemStage, MeetingStage, MotionStage
from agenda.domain.voting_order import Proposed, order_of_voting
from agenda.models import AgendaItem, Attendance, Link, Meeting, Motion, Paper, Proxy, Recusal, Speech
from council.domain.actors import Actor, ActorRole
from council.domain.ordering import VotingOrder
from council.domain.packs import LegalBasis, Pack, Provenance
from council.models import Account, Group, Mandate, Role, Seat
from council.queries import (
    active_councillors,
    councillors_on,
    has_mandate,
    mandate_on,
    mandates_on,
    rules_of,
    term_on,
)

BEFORE_ALL = (ItemStage.ACTIVE, ItemStage.BEING_VOTED)
"""Stages of the item that everybody sees."""

PRESIDING = (Role.Kind.CHAIR, Role.Kind.DEPUTY)
OFFICES = {
    ActorRole.CHAIR: PRESIDING,
    ActorRole.ASSISTANT: (Role.Kind.ASSISTANT,),
    ActorRole.CLERK: (Role.Kind.CLERK,),
    ActorRole.AUDITOR: (Role.Kind.AUDITOR,),
}


def published(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Return those of the meetings that the public may know of: opened, and no practice."""
    return meetings.exclude(stage=MeetingStage.DRAFT).filter(is_practice=False)


def coming(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Return those not opened yet of which the public may know what, when and where, and no more; practice is none."""
    return meetings.filter(stage=MeetingStage.DRAFT, is_practice=False)


def is_published(meeting_id: UUID) -> bool:
    """Tell whether the public may know of the meeting."""
    return published(Meeting.objects.filter(pk=meeting_id)).exists()


def may_act(by: Actor, meeting: Meeting) -> bool:
    """Tell, from the database as it is now, whether the actor still is in this meeting what it says to be."""
    if by.person_id is None or not _may_sign_in(by.person_id):
        return False
    if by.role is ActorRole.ASSISTANT and not meeting.standing_orders.assistant_may_press:
        return False
    if by.role in OFFICES:
        return Role.objects.filter(
            body=meeting.body_id, person=by.person_id, kind__in=OFFICES[by.role]
        ).exists()
    if by.role is ActorRole.COUNCILLOR:
        return has_mandate(by.person_id, meeting.body_id, meeting.day)
    return Seat.objects.filter(hall=meeting.hall_id, person=by.person_id).exists()


def legal_bases(meeting: Meeting) -> dict[str, LegalBasis]:
    """Return the legal bases to choose from, by their key in a form: those of the rules in force on the meeting's day."""
    pack = ready_rules(meeting)
    return {f"§ {basis.key}": basis for basis in pack.bases if basis.key} if pack else {}


def quorum_provenance(meeting: Meeting) -> Provenance:
    """Return where the rule of the meeting's quorum was read; nowhere if the body has another than its ready rules."""
    pack = ready_rules(meeting)
    is_taken = pack and pack.orders.quorum == meeting.standing_orders.quorum
    return pack.quorum if pack and is_taken else Provenance()


def ready_rules(meeting: Meeting) -> Pack | None:
    """Return the pack that the meeting's rules come from, if they come from one that applies on its day."""
    code = meeting.rules.get("pack", "") if meeting.rules else meeting.body.pack
    return rules_of(code, meeting.day)


def may_preside(meeting: Meeting, person_id: UUID) -> bool:
    """Tell whether the person is the body's chair or a deputy now."""
    return may_act(Actor(ActorRole.CHAIR, person_id), meeting)


def councillors_who_may_act(meeting: Meeting, people: Collection[UUID]) -> frozenset[UUID]:
    """Return those of the people who hold a mandate on the day it sits and whose account is not disabled."""
    return active_councillors(meeting.body_id, meeting.day, people)


def _may_sign_in(person_id: UUID) -> bool:
    return not Account.objects.filter(person=person_id, is_active=False).exists()


def mandates(meeting: Meeting) -> Sequence[Mandate]:
    """Return the mandates in force on the day it sits, with person and group, ordered by name."""
    return list(mandates_on(meeting.body, meeting.day))


def mandate_of(meeting: Meeting, person_id: UUID) -> Mandate | None:
    """Return the person's mandate on the day it sits, with group, None of who has none."""
    return mandate_on(meeting.body_id, person_id, meeting.day)


def belongs(meeting: Meeting, person_id: UUID) -> bool:
    """Tell whether the person has a mandate on the day it sits or a seat in its hall.

    Of a meeting that is over a seat is none, unless the person was there: seats are given anew, and what was closed to
    the public stays closed.
    """
    if has_mandate(person_id, meeting.body_id, meeting.day):
        return True
    if meeting.stage == MeetingStage.ADJOURNED:
        return Attendance.objects.filter(meeting=meeting, person=person_id).exists()
    return Seat.objects.filter(hall=meeting.hall_id, person=person_id).exists()


def present_people(meeting: Meeting) -> frozenset[UUID]:
    """Return everybody who is checked in, with or without a mandate."""
    stays = Attendance.objects.filter(meeting=meeting, left_at=None)
    return frozenset(stays.values_list("person", flat=True))


def quorum(meeting: Meeting, at: datetime) -> Quorum:
    """Count the councillors checked in against what the standing orders need now, at the first call or the second."""
    councillors = [mandate.person_id for mandate in mandates(meeting)]
    there = who_counts(meeting, present_people(meeting).intersection(councillors))
    return quorum_of(meeting, present=len(there), in_office=len(councillors), call=call_at(meeting, at))


def who_counts(meeting: Meeting, there: frozenset[UUID], *, using: str = DEFAULT_DB_ALIAS) -> frozenset[UUID]:
    """Return those of the people there who count for a quorum, with those they represent where proxies count for it.

    A proxy counts only between two who are councillors on the day it sits. Without who is recused on the item before
    everybody, where the standing orders do not count the recused.
    """
    if meeting.standing_orders.proxies.counts_for_quorum:
        councillors = frozenset(councillors_on(meeting.body, meeting.day, using=using))
        there |= proxies(meeting, there & councillors, using=using).keys() & councillors
    if meeting.standing_orders.quorum.counts_recused:
        return there
    recused = Recusal.objects.using(using).filter(item__meeting=meeting, item__stage__in=BEFORE_ALL)
    return there.difference(recused.values_list("person", flat=True))


def proxies(meeting: Meeting, present: frozenset[UUID], *, using: str = DEFAULT_DB_ALIAS) -> dict[UUID, UUID]:
    """Return the holder by giver of the proxies in force while these people are there."""
    if not meeting.standing_orders.proxies.are_allowed:
        return {}
    rows = Proxy.objects.using(using).filter(meeting=meeting, ended_at=None)
    return in_force(dict(rows.values_list("giver", "holder")), present)


def call_at(meeting: Meeting, at: datetime) -> int:
    """Return which call to the meeting holds at this time, 1 or 2."""
    return call_now(meeting.standing_orders.quorum, meeting.last_check, at)


def way_now(meeting: Meeting, at: datetime) -> Way:
    """Return what the standing orders leave where a quorum is lacking.

    By correspondence nobody is called twice, and once votes are opened nobody can answer any more: to wait is to no avail.
    """
    orders = meeting.standing_orders
    rule = replace(orders.quorum, second_call=None) if meeting.by_correspondence else orders.quorum
    way = way_on(orders.sitting, rule, meeting.last_check, at)
    return Way.END if meeting.by_correspondence and way is Way.WAIT else way


def quorum_of(meeting: Meeting, *, present: int, in_office: int, call: int) -> Quorum:
    """Compare so many councillors present with what the first or the second call needs."""
    return count_quorum(
        present=present,
        statutory_number=meeting.statutory_number,
        in_office=in_office,
        rule=meeting.standing_orders.quorum,
        is_second_call=call == SECOND,
    )


def awaits_agenda(meeting: Meeting) -> bool:
    """Tell whether the standing orders have the agenda adopted first, and it is not; by correspondence nobody moves that."""
    is_asked = meeting.standing_orders.sitting.agenda_first and not meeting.by_correspondence
    return is_asked and not meeting.agenda_votes


def main_motion(item: AgendaItem, *, using: str = DEFAULT_DB_ALIAS) -> Motion | None:
    """Return the first main motion on an item that is no election: its draft decision."""
    motions = Motion.objects.using(using).filter(item=item, kind=Motion.Kind.MAIN, election__isnull=True)
    return motions.order_by("position").first()


def proposals(item: AgendaItem) -> list[Proposed]:
    """Return the motions on an item as the order of voting looks at them, in order of arrival.

    One that a vote is prepared on waits as the others do: another may come before it.
    """
    return [
        Proposed(
            motion=str(motion.pk),
            kind=motion.kind,
            aim=motion.aim,
            arrival=motion.position,
            is_pending=motion.stage in {MotionStage.PENDING, MotionStage.BEING_VOTED},
            is_applied=motion.is_applied,
            is_election=motion.election is not None,
        )
        for motion in item.motions.all()
    ]


def voting_order(item: AgendaItem, rules: VotingOrder) -> list[str]:
    """Return the ids of the motions on an item that wait for a vote, in the order in which they are voted."""
    return order_of_voting(proposals(item), rules, item.advanced)


def paper_with(meeting_id: UUID, digest: str) -> Paper | None:
    """Return a paper of the meeting with this SHA-256; there may be several, whose files are alike: one of an open item."""
    papers = Paper.objects.filter(item__meeting=meeting_id, digest=digest).order_by("item__is_closed", "pk")
    return papers.select_related("item__meeting__body", "item__meeting__municipality").first()


def current_item(meeting: Meeting) -> AgendaItem | None:
    """Return the item everybody sees, if there is one."""
    return AgendaItem.objects.filter(meeting=meeting, stage__in=BEFORE_ALL).first()


def running_speech(meeting: Meeting) -> Speech | None:
    """Return the speech of whoever has the floor now."""
    return Speech.objects.filter(meeting=meeting, given_at__isnull=False, ended_at=None).first()


def clock_of(speech: Speech) -> Clock | None:
    """Return the clock of a speech that was given."""
    if speech.given_at is None:
        return None
    return Clock(speech.given_at, speech.limit_seconds, speech.stood_for, speech.paused_at)


def speech_due_at(meeting: Meeting) -> datetime | None:
    """Return when the speech that runs ends by itself; None where none does, or its clock stands."""
    speaking, speech = meeting.standing_orders.speaking, running_speech(meeting)
    clock = clock_of(speech) if speech else None
    if clock is None or not speaking.ends_after_grace:
        return None
    return clock.ends_at(speaking.grace_seconds)


def requests(meeting: Meeting, at: datetime, *, using: str = DEFAULT_DB_ALIAS) -> list[Asked]:
    """Return what was asked for and not withdrawn: what was given first, in that order, then what waits, by arrival."""
    rows = Speech.objects.using(using).filter(meeting=meeting, withdrawn_at=None)
    ordered = rows.order_by(F("given_at").asc(nulls_last=True), "number")
    return [asked_of(speech, at) for speech in ordered]


def leaders(meeting: Meeting, *, using: str = DEFAULT_DB_ALIAS) -> frozenset[UUID]:
    """Return who leads a group of the term that the meeting falls into."""
    term = term_on(meeting.body, meeting.day, using=using)
    groups = Group.objects.using(using).filter(term=term).exclude(leader=None)
    return frozenset(groups.values_list("leader", flat=True))


def asked_of(speech: Speech, at: datetime) -> Asked:
    """Return a request as far as order and limits go."""
    clock = clock_of(speech)
    return Asked(
        request=str(speech.pk),
        kind=speech.kind,
        person=_text(speech.person_id),
        number=speech.number,
        group=speech.group,
        item=_text(speech.item_id),
        to=_text(speech.to_id),
        vote=_text(speech.vote),
        is_beyond=speech.is_beyond,
        is_given=clock is not None,
        is_ended=speech.ended_at is not None,
        spoken=clock.used(speech.ended_at or at) if clock else timedelta(),
    )


def _text(key: UUID | None) -> str | None:
    return str(key) if key else None


def links(meeting: Meeting) -> dict[UUID, Link]:
    """Return the newest link of each person whose terminal ever connected."""
    return {link.person_id: link for link in Link.objects.filter(meeting=meeting)}
