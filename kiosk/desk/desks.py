"""The desks themselves: a queue and a thread for each active meeting, group commit, answers only after COMMIT."""

import asyncio
import logging
import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import NamedTuple
from uuid import UUID

from django.db import DatabaseError, InterfaceError, OperationalError, connection, connections, transaction
from django.utils import timezone

from agenda.commands import lock_meeting
from agenda.domain.stages import MeetingStage
from agenda.models import Meeting
from council.domain.actors import Actor
from council.refusals import Refusal
from kiosk import messages, refusals
from kiosk.desk import answers
from kiosk.desk.batch import attempt, execute, forget_old_attempts
from kiosk.desk.drafting import draft_soon, finish_drafting
from kiosk.desk.failures import is_lock_timeout
from kiosk.desk.orders import Due, LinkRaised, Order, Settled, Task, TimeHasCome
from kiosk.hub import hubs, turns
from ledger.queries import receipts

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 1000
MOST_WAITING = 10_000
IDLE_SECONDS = 60.0
HEALTH_SECONDS = 5.0
AGAIN = timedelta(seconds=1)  # until what was due is tried again
TIDY_EVERY = 1000  # refused attempts noted between two removals of the oldest


def after_commit() -> None:
    """Do nothing, between COMMIT and the answers. Tests of faults put a kill in its place."""


class Came(NamedTuple):
    """A task, and when it was handed to the desk."""

    task: Task
    at: datetime


class Desk:
    """Takes everything that queued while the last commit ran and settles it in one transaction."""

    def __init__(self, meeting: UUID, clock: Callable[[], datetime] = timezone.now) -> None:
        """Start the desk's thread; `clock` stamps what it commits."""
        self.meeting = meeting
        self._clock = clock
        self._noted = 0
        self._due: Due | None = None
        self._again_at: datetime | None = None
        self._settled_at = datetime.min.replace(tzinfo=UTC)
        self._queue: queue.SimpleQueue[Came | None] = queue.SimpleQueue()
        self._used_at = time.monotonic()
        self._thread = threading.Thread(target=self._run, name=f"desk-{meeting}", daemon=True)
        self._thread.start()

    @property
    def _due_at(self) -> datetime | None:
        return self._due.at if self._due else None

    def submit(self, task: Task) -> None:
        """Queue a task, from any thread. A command over the limit is answered `busy` at once."""
        if isinstance(task, Order) and self._queue.qsize() > MOST_WAITING:
            self._answer_all([task], refusals.Busy(), self._clock())
            return
        self._queue.put(Came(task, self._clock()))

    def is_empty(self) -> bool:
        """Tell whether nothing waits."""
        return self._queue.empty()

    def close(self) -> None:
        """Settle what waits, then end; blocks until then. Nothing may be submitted any more."""
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        try:
            while came := self._take():
                for tasks, at in self._in_turns(came):
                    try:
                        self._settle(tasks, at)
                    except Exception:
                        # Whatever failed, and while failing failed again: the meeting needs its desk.
                        logger.exception("a batch of %s could not even be answered", len(tasks))
        finally:
            connections.close_all()

    def _take(self) -> list[Came]:
        """Wait for a task, or for the time at which something is due, and return it with all that wait behind it.

        Return nothing once the desk is to end.
        """
        taken: list[Came] = []
        while len(taken) < MOST_AT_ONCE:
            try:
                came = self._queue.get(timeout=self._patience()) if not taken else self._queue.get_nowait()
            except queue.Empty:
                if taken:
                    break
                if self._due_at is not None and not self._patience():
                    taken.append(Came(TimeHasCome(), self._clock()))
                elif self._due_at is None and _retire(self):
                    break
                continue
            if came is None:
                self._queue.put(None)  # to be found again, once what came before it is settled
                break
            taken.append(came)
        return taken

    def _in_turns(self, taken: Sequence[Came]) -> Iterator[tuple[list[Task], datetime]]:
        """Yield the tasks with the time as of which they are settled: now, or in two turns.

        What came before something was due, and waited for a long commit until after that, is settled first, as of when
        it came: a slow disk takes nobody's time.
        """
        due = self._due_at
        if due is not None and due <= self._clock():
            in_time = [each for each in taken if each.at < due]
            if in_time:
                yield [each.task for each in in_time], max(self._settled_at, *(each.at for each in in_time))
            taken = [each for each in taken if each.at >= due]
        if taken:
            yield [each.task for each in taken], self._clock()

    def _patience(self) -> float:
        """Return for how many seconds nothing has to be done unless a task comes."""
        if self._due_at is None:
            return IDLE_SECONDS
        until = max(self._due_at, self._again_at or self._due_at)
        return min(IDLE_SECONDS, max(0.0, (until - self._clock()).total_seconds()))

    def _settle(self, tasks: Sequence[Task], at: datetime) -> None:
        self._renew_connection()
        has_reached_commit = False
        try:
            with turns.at_work(), transaction.atomic():
                settled = execute(self.meeting, tasks, at, self._due)
                self._tidy(len(settled.attempts))
                has_reached_commit = True
        except Exception as error:  # noqa: BLE001 -- every failure has its answer; the desk never dies
            # When something was due stays known: what came before counts as having come in time.
            self._again_at = self._clock() + AGAIN
            if has_reached_commit:
                self._ask_receipts(tasks, error, at)
            else:
                self._fail(tasks, error, at)
        else:
            after_commit()
            self._settled_at, self._due, self._again_at = at, settled.due, None
            _tell(self.meeting, settled)
            if settled.has_adjourned:
                draft_soon(self.meeting)

    def _tidy(self, noted: int) -> None:
        self._noted += noted
        if self._noted >= TIDY_EVERY:
            self._noted = 0
            forget_old_attempts(self.meeting)

    def _renew_connection(self) -> None:
        """Check the connection after a pause: it may have died while nothing happened."""
        now = time.monotonic()
        if now - self._used_at > HEALTH_SECONDS and connection.connection is not None:
            connection.health_check_done = False  # type: ignore[attr-defined]  # Django's own way, not in its stubs
            connection.close_if_unusable_or_obsolete()
        self._used_at = now

    def _fail(self, tasks: Sequence[Task], error: Exception, at: datetime) -> None:
        """Answer tasks of which certainly nothing was recorded."""
        if isinstance(error, OperationalError | InterfaceError):
            logger.warning("a batch of %s was not committed: %s", len(tasks), error)
            is_busy = is_lock_timeout(error)
            if not is_busy:
                connection.close()
            self._answer_all(tasks, refusals.Busy() if is_busy else refusals.Unavailable(), at)
        elif len(tasks) > 1:
            # One task's fault must not cost the others: each is tried by itself.
            logger.error("a batch of %s failed and is run singly", len(tasks), exc_info=error)
            for task in tasks:
                self._settle([task], at)
        else:
            logger.error("a command failed", exc_info=error)
            self._answer_all(tasks, refusals.InternalError(), at)

    def _ask_receipts(self, tasks: Sequence[Task], error: Exception, at: datetime) -> None:
        """Answer after a failure during COMMIT: what was recorded has left its receipt."""
        logger.warning("it is unknown whether a batch of %s was committed: %s", len(tasks), error)
        orders = [task for task in tasks if isinstance(task, Order)]
        try:
            connection.close()
            with transaction.atomic():
                # The lost COMMIT may still be under way in the database; it holds the lock until it is done.
                log = lock_meeting(self.meeting).log
                kept = receipts(log.pk, [order.message.id for order in orders])
        except (OperationalError, InterfaceError):
            connection.close()
            self._answer_all(tasks, refusals.Unknown(), at)
            return
        unrecorded: list[Task] = [task for task in tasks if not isinstance(task, Order)]
        settled = Settled()
        for order in orders:
            found = kept.get(order.message.id)
            verdict = answers.replayed(order, found) if found else None
            if verdict is None:
                unrecorded.append(order)
            else:
                settled.answers.append((order, answers.reply(order, verdict)))
        _tell(self.meeting, settled)
        self._fail(unrecorded, error, at)

    def _answer_all(self, tasks: Sequence[Task], refusal: Refusal, at: datetime) -> None:
        """Answer alike what could not be settled; the log explains what no row of an attempt can."""
        settled = Settled()
        for task in tasks:
            if isinstance(task, LinkRaised):
                settled.fences.append((task, None))
            elif isinstance(task, Order):
                logger.info("refused %s", attempt(task, refusal.code))
                settled.answers.append((task, answers.reply(task, answers.refused(refusal, at, 0))))
        _tell(self.meeting, settled)


def _tell(meeting: UUID, settled: Settled) -> None:
    """Give every task its answer, then let the screens know of links. Who is gone meanwhile keeps no one waiting."""
    told: list[Callable[[], None]] = [
        *(partial(task.raised, fence) for task, fence in settled.fences),
        *(partial(order.answer, reply) for order, reply in settled.answers),
    ]
    told += [hub.outbox.deliver for hub in hubs()]
    if settled.links_changed:
        told += [partial(hub.links_changed, meeting) for hub in hubs()]
    for tell in told:
        try:
            tell()
        except RuntimeError as error:  # its event loop has ended
            logger.info("an answer found nobody: %s", error)


_desks: dict[UUID, Desk] = {}
_lock = threading.Lock()


def submit(meeting: UUID, task: Task) -> None:
    """Hand a task to the meeting's desk in this process, which is opened at its first task."""
    # A desk that has been idle may end between being found and being handed the task; both happen under the lock.
    with _lock:
        desk = _desks.get(meeting)
        if desk is None:
            desk = _desks[meeting] = Desk(meeting)
        desk.submit(task)


def wake_desks() -> None:
    """Have every open meeting do what is due, now that this process has started.

    Whoever ran the clock of a vote may be gone, and screens that only fetch would wake no desk.
    """
    try:
        for meeting in Meeting.objects.filter(stage=MeetingStage.OPEN).values_list("pk", flat=True):
            submit(meeting, TimeHasCome())
    except DatabaseError as error:  # then the first act wakes a meeting's desk
        logger.warning("nobody could be asked what is due: %s", error)
    finally:
        connection.close()


def close_desks() -> None:
    """Settle what waits, end every desk of this process and finish what they had begun; blocks until then."""
    with _lock:
        ending = list(_desks.values())
        _desks.clear()
    for desk in ending:
        desk.close()
    finish_drafting()


def _retire(desk: Desk) -> bool:
    """Take an idle desk out of use, unless something was handed to it meanwhile."""
    with _lock:
        if not desk.is_empty():
            return False
        if _desks.get(desk.meeting) is desk:
            del _desks[desk.meeting]
        return True


async def ask(meeting: UUID, message: messages.CommandMessage, by: Actor, language: str) -> messages.Reply:
    """Submit a command that came over HTTP and wait for its answer."""
    loop = asyncio.get_running_loop()
    waiting: asyncio.Future[messages.Reply] = loop.create_future()

    def settle(reply: messages.Reply) -> None:
        if not waiting.done():
            waiting.set_result(reply)

    def answer(reply: messages.Reply) -> None:
        loop.call_soon_threadsafe(settle, reply)

    submit(meeting, Order(message, by, language, answer))
    return await waiting
