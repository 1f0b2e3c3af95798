"""Acts of a rehearsal: start, open its test vote, end, take what terminals and displays report, put it out of sight.

Each takes the meeting's lock in a transaction of its own; the entries are those of the commands it calls.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext, override

from agenda.commands import (
    activate_item,
    adjourn_meeting,
    check_in,
    create_meeting,
    lock_meeting,
    open_meeting,
    require_role,
)
from agenda.domain.stages import MeetingStage
from agenda.models import AgendaItem, Meeting, Motion
from agenda.queries import mandates
from agenda.refusals import WrongMeetingStage
from council.domain.actors import Actor, ActorRole
from council.domain.orders import MORE_FOR_THAN_AGAINST
from council.models import Hall
from kiosk.models import Display, DisplayCheck, Rehearsal, TerminalCheck
from kiosk.refusals import HallInUse, NoRehearsal
from voting.commands import close_vote, declare_vote, open_vote, prepare_vote, withdraw_vote
from voting.domain.stages import Mode, VoteStage
from voting.queries import missing, vote_under_way


def start_rehearsal(*, hall: Hall, by: Actor, at: datetime) -> Rehearsal:
    """Make a practice meeting of the hall's body with a test motion, check every councillor in and open it.

    All are checked in, so that a terminal that joins late can still press. Refuses who is not the body's clerk, and a
    hall in which a meeting is open.
    """
    with transaction.atomic():
        # Two clerks could both find the hall free: the hall's row lets them in one after the other.
        hall = Hall.objects.select_for_update().get(pk=hall.pk)
        if Meeting.objects.filter(hall=hall, stage=MeetingStage.OPEN).exists():
            raise HallInUse
        meeting, motion = _draft(hall, at)
        meeting = lock_meeting(meeting.pk)
        require_role(by, meeting, ActorRole.CLERK)
        for mandate in mandates(meeting):
            check_in(meeting=meeting, person_id=mandate.person_id, by=by, at=at)
        open_meeting(meeting=meeting, without_quorum=True, by=by, at=at)
        activate_item(meeting=meeting, item_id=motion.item_id, by=by, at=at)
        return Rehearsal.objects.create(
            municipality=hall.municipality, meeting=meeting, started_by_id=by.person, started_at=at
        )


def _draft(hall: Hall, at: datetime) -> tuple[Meeting, Motion]:
    own = {"municipality": hall.municipality}
    last = Meeting.objects.filter(body=hall.body, is_practice=True).aggregate(last=Max("number"))["last"]
    with override(hall.municipality.language):
        meeting = create_meeting(
            body=hall.body,
            hall=hall,
            number=(last or 0) + 1,
            title=gettext("Rehearsal"),
            held_on=at.astimezone(ZoneInfo(hall.municipality.time_zone)).date(),
            is_practice=True,
        )
        item = AgendaItem.objects.create(
            meeting=meeting, position=1, number="1", title=gettext("Test vote"), **own
        )
        text = gettext("This is a test. Please press each of the buttons.")
        # Whatever the rules make of a tie: nobody in a rehearsal is there to settle one.
        majority = MORE_FOR_THAN_AGAINST.to_plain()
        return meeting, Motion.objects.create(item=item, text=text, majority=majority, **own)


def open_test_vote(*, meeting: Meeting, by: Actor, at: datetime) -> None:
    """Put the test motion up for an electronic vote and open it: without a time, for it waits for every terminal.

    Refuses where no rehearsal runs.
    """
    with transaction.atomic():
        locked = _rehearsed(meeting).meeting
        motion = Motion.objects.filter(item__meeting=locked).latest("position")
        vote = prepare_vote(meeting=locked, motion_id=motion.pk, mode=Mode.ELECTRONIC, by=by, at=at)
        open_vote(
            meeting=locked,
            vote_id=vote.pk,
            stage=VoteStage.PREPARED,
            without_quorum=True,
            has_time=False,
            by=by,
            at=at,
        )


def end_rehearsal(*, meeting: Meeting, by: Actor, at: datetime) -> None:
    """Close and declare the test vote if it is under way, and adjourn the practice meeting."""
    with transaction.atomic():
        rehearsal = _rehearsed(meeting)
        locked = rehearsal.meeting
        _settle(locked, by, at)
        adjourn_meeting(meeting=locked, by=by, at=at)
        rehearsal.ended_at = at
        rehearsal.save(update_fields=["ended_at"])


def _settle(meeting: Meeting, by: Actor, at: datetime) -> None:
    vote = vote_under_way(meeting)
    if vote is None:
        return
    named: dict[str, Any] = {"meeting": meeting, "vote_id": vote.pk, "by": by, "at": at}
    if vote.stage == VoteStage.PREPARED:
        withdraw_vote(stage=vote.stage, **named)
        return
    if vote.stage != VoteStage.CLOSED:
        confirmed = [line.person_id for line in missing(vote)]
        close_vote(stage=vote.stage, confirmed=confirmed, without_quorum=True, **named)
    declare_vote(stage=VoteStage.CLOSED, **named)


def archive_practice(*, meeting: Meeting, by: Actor, at: datetime) -> None:
    """Put an adjourned practice meeting out of sight. Not an entry: nothing that happened in it changes.

    Refuses who is not the clerk, a real meeting, and one that is not over.
    """
    with transaction.atomic():
        locked = lock_meeting(meeting.pk)
        require_role(by, locked, ActorRole.CLERK)
        if not locked.is_practice or locked.stage != MeetingStage.ADJOURNED:
            raise WrongMeetingStage
        locked.archived_at = at
        locked.save(update_fields=["archived_at"])


def report_terminal(
    *, meeting: Meeting, by: Actor, device: str, said: Mapping[str, Any], at: datetime
) -> None:
    """Keep what a terminal reports; what it does not say now stays as it said before. Refuses where no rehearsal runs."""
    with transaction.atomic():
        rehearsal = _rehearsed(meeting)
        require_role(by, rehearsal.meeting, ActorRole.COUNCILLOR, ActorRole.PARTICIPANT)
        told = {name: value for name, value in said.items() if value not in {None, ""}}
        TerminalCheck.objects.update_or_create(
            rehearsal=rehearsal,
            person_id=by.person,
            defaults={**told, "municipality": meeting.municipality, "device": device[:80], "checked_at": at},
        )


def report_display(
    *, meeting: Meeting, display: Display, v: int, width: int, height: int, at: datetime
) -> None:
    """Keep what a display reports: the version it shows and its size in pixels. Refuses where no rehearsal runs."""
    with transaction.atomic():
        DisplayCheck.objects.update_or_create(
            rehearsal=_rehearsed(meeting),
            display=display,
            defaults={
                "municipality": meeting.municipality,
                "v": v,
                "width": width,
                "height": height,
                "checked_at": at,
            },
        )


def judge_display(*, meeting: Meeting, display_id: UUID, is_legible: bool, by: Actor) -> None:
    """Keep whether the clerk could read a display from the far end of the hall."""
    with transaction.atomic():
        rehearsal = _rehearsed(meeting)
        require_role(by, rehearsal.meeting, ActorRole.CLERK)
        DisplayCheck.objects.filter(rehearsal=rehearsal, display=display_id).update(is_legible=is_legible)


def _rehearsed(meeting: Meeting) -> Rehearsal:
    """Lock the meeting and return its rehearsal; refuse (NoRehearsal) where none runs."""
    locked = lock_meeting(meeting.pk)
    rehearsal = Rehearsal.objects.filter(meeting=locked, ended_at=None).first()
    if rehearsal is None:
        raise NoRehearsal
    rehearsal.meeting = locked
    return rehearsal
