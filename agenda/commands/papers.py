"""The clerk's acts on papers: receive, rename, withdraw. Drawing them is in agenda.pdf.

Until the meeting opens they are ordinary rows. Afterwards a paper can only be added, which is an entry; one in whose
place it stands remains.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from agenda.commands.entering import append
from agenda.commands.locking import (
    checked_line,
    find_item,
    lock_meeting,
    require_draft,
    require_not_adjourned,
    require_role,
)
from agenda.commands.opening import listed_paper
from agenda.domain.stages import MeetingStage
from agenda.models import AgendaItem, Meeting, Paper
from agenda.pdf import Taken, discard, take_in
from agenda.refusals import NoTitle, PaperKnown, UnknownThing, UnseenCharacter
from council.domain.actors import Actor, ActorRole
from ledger.kinds import Kind

MOST_TITLE = 300


def receive_paper(
    *,
    meeting: Meeting,
    item_id: UUID,
    name: str,
    content: Iterable[bytes],
    replaces: UUID | None,
    by: Actor,
    clock: Callable[[], datetime],
) -> Paper:
    """Take a file in as a paper of an item, by itself or in the place of another paper of the item.

    Refuses what take_in refuses, a file that the item has already, and an adjourned meeting. Checking and drawing take
    seconds and come before the lock, so that this opens its own transaction and asks `clock` when it has the lock; never
    call it inside a transaction, on a desk's thread or in an event loop.
    """
    require_role(by, meeting, ActorRole.CLERK)
    require_not_adjourned(meeting)
    find_item(meeting, item_id)
    taken = take_in(content, meeting.municipality_id)
    try:
        with transaction.atomic():
            # The meeting could have been opened or adjourned, or the item removed, while the pages were drawn.
            locked = lock_meeting(meeting.pk)
            return _add(locked, item_id, _title_of(name), taken, replaces, by, clock())
    except BaseException:
        discard(meeting.municipality_id, taken.folder)
        raise


def _add(
    meeting: Meeting,
    item_id: UUID,
    title: str,
    taken: Taken,
    replaces: UUID | None,
    by: Actor,
    at: datetime,
) -> Paper:
    require_role(by, meeting, ActorRole.CLERK)
    require_not_adjourned(meeting)
    item = find_item(meeting, item_id)
    same = Paper.objects.filter(item=item, digest=taken.digest).first()
    if same is not None:
        raise PaperKnown(title=same.title)
    old = _find_paper(meeting, replaces) if replaces is not None else None
    if old is not None and (old.item_id != item.pk or Paper.objects.filter(replaces=old).exists()):
        raise UnknownThing
    is_open = meeting.stage != MeetingStage.DRAFT
    position = _last_position(item) + 1
    if old is not None and not is_open:
        position = old.position
        remove_paper(old)
    paper = Paper.objects.create(
        municipality=meeting.municipality,
        item=item,
        position=position,
        title=title,
        digest=taken.digest,
        size=taken.size,
        pages=taken.pages,
        folder=taken.folder,
        replaces=old if is_open else None,
    )
    if is_open:
        body = {"item": str(item.pk), **listed_paper(paper)}
        append(log=meeting.log, kind=Kind.PAPER_ADDED, actor=str(by), body=body, at=at)
    return paper


def rename_paper(*, meeting: Meeting, paper_id: UUID, title: str, by: Actor) -> Paper:
    """Give a paper of a draft another title. Refuses an empty or overlong one, and once the meeting is opened."""
    paper = _of_draft(meeting, paper_id, by)
    paper.title = checked_line(title, MOST_TITLE)
    paper.save(update_fields=["title"])
    return paper


def withdraw_paper(*, meeting: Meeting, paper_id: UUID, by: Actor) -> None:
    """Take a paper of a draft back, with its files. Refuses once the meeting is opened: the ledger names it then."""
    remove_paper(_of_draft(meeting, paper_id, by))


def _of_draft(meeting: Meeting, paper_id: UUID, by: Actor) -> Paper:
    require_role(by, meeting, ActorRole.CLERK)
    require_draft(meeting)
    return _find_paper(meeting, paper_id)


def _find_paper(meeting: Meeting, paper_id: UUID) -> Paper:
    paper = Paper.objects.filter(item__meeting=meeting, pk=paper_id).first()
    if paper is None:
        raise UnknownThing
    return paper


def remove_paper(paper: Paper) -> None:
    """Delete a row of a draft, and once that is certain its files."""
    municipality, folder = paper.municipality_id, paper.folder
    paper.delete()
    transaction.on_commit(lambda: discard(municipality, folder))


def _last_position(item: AgendaItem) -> int:
    last = item.papers.order_by("-position").first()
    return last.position if last else 0


def _title_of(name: str) -> str:
    """Return the title that a file's name gives: what cannot stand in a record is left out of it."""
    plain = "".join(letter if letter.isprintable() else " " for letter in name)
    stem = plain.rpartition("/")[2].rpartition("\\")[2].removesuffix(".pdf").removesuffix(".PDF")
    words = stem.replace("_", " ").strip()[:MOST_TITLE]
    try:
        return checked_line(words, MOST_TITLE)
    except (NoTitle, UnseenCharacter):
        return "PDF"
