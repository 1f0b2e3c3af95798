"""Executes a batch of orders in the caller's transaction: fences, receipts, presses as sets, other acts singly."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db import transaction

from agenda.commands import lock_meeting
from agenda.models import Meeting
from council.refusals import Refusal
from kiosk import messages, refusals
from kiosk.desk import answers
from kiosk.desk.acts import ACTS
from kiosk.desk.links import fences_of, lose_links, raise_links, see_links
from kiosk.desk.orders import (
    Attempt,
    Due,
    LinkLost,
    LinkRaised,
    LinksSeen,
    Noted,
    Order,
    Settled,
    Task,
    TimeHasCome,
    Verdict,
)
from kiosk.desk.timers import do_what_is_due, due_at, end_votes_due
from kiosk.models import RefusedAttempt
from ledger.commands import NewReceipt, store_receipts
from ledger.models import Receipt
from ledger.queries import receipts
from voting.commands import CastPress, cast_ballots
from voting.domain.choices import Choice
from voting.domain.stages import Mode

MOST_ATTEMPTS = 20_000  # refused attempts kept of a meeting


@dataclass(slots=True)
class Batch:
    """The meeting as it is locked, what has been answered before, and what this batch comes to."""

    meeting: Meeting
    at: datetime
    kept: dict[UUID, Receipt | NewReceipt]
    fences: dict[UUID, int]
    settled: Settled
    receipts: list[NewReceipt]

    def answer(self, order: Order, verdict: Verdict) -> None:
        """Take note of a verdict, and of the receipt it leaves unless it may well be another next time."""
        self.settled.answers.append((order, answers.reply(order, verdict)))
        if not verdict.ok:
            self.settled.attempts.append(attempt(order, verdict.code))

    def settle(self, order: Order, verdict: Verdict) -> None:
        """Answer an order for good: the same command gets this answer again."""
        self.answer(order, verdict)
        made = answers.receipt(order, verdict)
        self.receipts.append(made)
        self.kept[order.message.id] = made


def attempt(order: Order, code: str) -> Attempt:
    """Return what is noted of a refused command."""
    tag = str(type(order.message).__struct_config__.tag)
    return Attempt(str(order.by), tag, str(order.message.id), code)


def execute(meeting_id: UUID, tasks: Sequence[Task], at: datetime, known: Due | None = None) -> Settled:
    """Carry out the tasks in their order under the meeting's lock, and return what to tell after COMMIT.

    `known` is what the last batch found due: presses and links change nothing of it.
    """
    meeting = lock_meeting(meeting_id)
    settled = Settled()
    _links(meeting, tasks, at, settled)
    end_votes_due(meeting, at)
    is_known = known is not None and known.size == meeting.log.size and not any(map(_may_set_a_time, tasks))
    orders = [task for task in tasks if isinstance(task, Order)]
    if orders:
        people = [order.by.person_id for order in orders if order.fence is not None and order.by.person_id]
        kept = receipts(meeting.log.pk, [order.message.id for order in orders])
        batch = Batch(meeting, at, {**kept}, fences_of(meeting, people), settled, [])
        for is_press, neighbours in groupby(_admitted(batch, orders), key=_press_of):
            if is_press:
                _cast(batch, list(neighbours))
            else:
                for order in neighbours:
                    _act(batch, order)
        meeting = batch.meeting  # locked anew after a refusal
        store_receipts(log=meeting.log, receipts=batch.receipts)
    if any(isinstance(task, TimeHasCome) for task in tasks):
        do_what_is_due(meeting, at)
    settled.due = Due(meeting.log.size, known.at if known and is_known else due_at(meeting, at))
    settled.attempts += [task.attempt for task in tasks if isinstance(task, Noted)]
    _note(meeting, settled.attempts, at)
    return settled


def _may_set_a_time(task: Task) -> bool:
    is_act = isinstance(task, Order) and not isinstance(task.message, messages.BallotCast)
    return is_act or isinstance(task, TimeHasCome)


def _links(meeting: Meeting, tasks: Sequence[Task], at: datetime, settled: Settled) -> None:
    raised = [task for task in tasks if isinstance(task, LinkRaised)]
    lost = [task for task in tasks if isinstance(task, LinkLost)]
    seen = [pair for task in tasks if isinstance(task, LinksSeen) for pair in task.seen]
    if raised:
        settled.fences += raise_links(meeting, raised, at)
    if lost:
        lose_links(meeting, lost)
    if seen:
        see_links(meeting, seen, at)
    settled.links_changed = bool(raised or lost)


def _admitted(batch: Batch, orders: Sequence[Order]) -> Iterator[Order]:
    """Yield the orders to be carried out; answer those answered before, then those of an older connection."""
    for order in orders:
        person = order.by.person_id
        if _known(batch, order):
            continue
        if order.fence is not None and person is not None and batch.fences.get(person, 0) != order.fence:
            batch.answer(
                order, answers.refused(refusals.ConnectionSuperseded(), batch.at, batch.meeting.log.size)
            )
        else:
            yield order


def _press_of(order: Order) -> UUID | None:
    """Return the vote that an order is a press for, so that neighbours are taken together."""
    return order.message.vote if isinstance(order.message, messages.BallotCast) else None


def _known(batch: Batch, order: Order) -> bool:
    """Answer an order whose id was answered before, alike for the same content; tell whether it was one."""
    kept = batch.kept.get(order.message.id)
    if kept is None:
        return False
    again = answers.replayed(order, kept)
    batch.answer(order, again or answers.refused(refusals.IdReused(), batch.at, batch.meeting.log.size))
    return True


def _cast(batch: Batch, orders: Sequence[Order]) -> None:
    fresh: dict[UUID, Order] = {}
    orders = [order for order in orders if not _known(batch, order)]
    # An id given twice here is answered from the first one's receipt.
    again = [order for order in orders if fresh.setdefault(order.message.id, order) is not order]
    presses = [
        CastPress(order.by, Choice(said.choice), said.press, said.person, Mode(said.mode))
        for order in fresh.values()
        if isinstance(said := order.message, messages.BallotCast)
    ]
    if presses:
        vote = _press_of(orders[0])
        assert vote is not None  # noqa: S101 -- groupby gave presses only
        found = cast_ballots(meeting=batch.meeting, vote_id=vote, presses=presses, at=batch.at)
        v = batch.meeting.log.size
        for order, press, answer in zip(fresh.values(), presses, found, strict=True):
            if isinstance(answer, Refusal):
                batch.settle(order, answers.refused(answer, batch.at, v))
            else:
                batch.settle(order, answers.accepted(batch.at, v, vote, press.number))
    for order in again:
        _known(batch, order)


def _act(batch: Batch, order: Order) -> None:
    if _known(batch, order):
        return
    try:
        # The savepoint lets a refused command undo itself alone, whatever it had begun.
        with transaction.atomic():
            ACTS[type(order.message)](batch.meeting, order.message, order.by, batch.at)
    except Refusal as refusal:
        batch.meeting = lock_meeting(batch.meeting.pk)
        batch.settle(order, answers.refused(refusal, batch.at, batch.meeting.log.size))
    else:
        vote = getattr(order.message, "vote", None)
        batch.settle(order, answers.accepted(batch.at, batch.meeting.log.size, vote))


def _note(meeting: Meeting, attempts: Sequence[Attempt], at: datetime) -> None:
    if not attempts:
        return
    RefusedAttempt.objects.bulk_create(
        RefusedAttempt(
            municipality_id=meeting.municipality_id,
            meeting=meeting,
            at=at,
            actor=one.actor,
            message=one.message,
            command_id=one.command_id,
            code=one.code,
        )
        for one in attempts
    )


def forget_old_attempts(meeting_id: UUID) -> None:
    """Keep only the newest refused attempts of a meeting, so that a flood cannot fill the disk."""
    attempts = RefusedAttempt.objects.filter(meeting=meeting_id).order_by("-at", "-pk")
    oldest_kept = attempts.values_list("at", flat=True)[MOST_ATTEMPTS - 1 : MOST_ATTEMPTS].first()
    if oldest_kept is not None:
        RefusedAttempt.objects.filter(meeting=meeting_id, at__lt=oldest_kept).delete()
