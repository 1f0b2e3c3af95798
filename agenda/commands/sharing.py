"""One draft before several councils: its clerk offers it by a key, others take it over; each council decides by itself.

All are acts on drafts of meetings. The key is a secret of the offer: whoever was told it may read the item, of another
municipality too. What the councils have in common is the item's id, which is public as soon as one of them meets.
"""

from contextlib import ExitStack
from uuid import UUID, uuid4

from django.db.models import Max

from agenda.commands.drafts import number_after
from agenda.commands.locking import find_item, require_draft, require_role
from agenda.models import AgendaItem, Meeting, Motion, Paper
from agenda.pdf import discard, take_over
from agenda.queries import main_motion
from agenda.refusals import ClosedDraft, DraftChanged, DraftTaken, UnknownDraft, UnknownThing
from council.domain.actors import Actor, ActorRole


def offer_draft(*, meeting: Meeting, item_id: UUID, by: Actor) -> AgendaItem:
    """Let the clerks of other councils take an item over by its key; one that is offered keeps its key.

    Refuses an item that is closed to the public or was itself taken over, and a meeting that was opened.
    """
    require_role(by, meeting, ActorRole.CLERK)
    require_draft(meeting)
    item = find_item(meeting, item_id)
    if item.is_closed:
        raise ClosedDraft
    if item.draft not in {None, item.pk}:
        raise DraftTaken
    item.draft = item.pk
    item.offer = item.offer or uuid4()
    item.save(update_fields=["draft", "offer"])
    return item


def take_back_offer(*, meeting: Meeting, item_id: UUID, by: Actor) -> AgendaItem:
    """Let nobody else take an item over; councils that have it keep it, and another offer has another key.

    Refuses (UnknownThing) an item that is not offered, and a meeting that was opened: its drafts are public.
    """
    require_role(by, meeting, ActorRole.CLERK)
    require_draft(meeting)
    item = find_item(meeting, item_id)
    if item.offer is None:
        raise UnknownThing
    item.offer = None
    item.save(update_fields=["offer"])
    return item


def take_draft(*, meeting: Meeting, key: UUID, by: Actor) -> AgendaItem:
    """Put a draft that another council offers at the end of the agenda: title, text, way of voting and papers.

    The majority is that of this council's own rules. Refuses a key that nothing is offered under, a draft that the meeting
    has, a paper withdrawn at this moment, and a meeting that was opened.
    """
    require_role(by, meeting, ActorRole.CLERK)
    require_draft(meeting)
    # The other council's clerk could remove or change the item while it is read: its row is held till then.
    held = AgendaItem.objects.select_for_update(no_key=True)
    source = held.filter(offer=key, is_closed=False).first()
    if source is None:
        raise UnknownDraft
    if meeting.items.filter(draft=source.draft).exists():
        raise DraftTaken
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(
        municipality=meeting.municipality,
        meeting=meeting,
        position=last + 1,
        number=number_after(meeting),
        title=source.title,
        procedure=source.procedure,
        draft=source.draft,
    )
    motion = main_motion(source)
    if motion is not None:
        Motion.objects.create(
            municipality=meeting.municipality, item=item, text=motion.text, secrecy=motion.secrecy
        )
    _copy_papers(source, item)
    return item


def _copy_papers(source: AgendaItem, item: AgendaItem) -> None:
    """Give the item the papers that hold, with files of its own: the other council may withdraw its papers.

    Refuses (DraftChanged) where one of them is withdrawn meanwhile. What is refused leaves no files behind.
    """
    with ExitStack() as undo:
        for paper in source.papers.filter(replaced_by=None).order_by("position"):
            try:
                folder = take_over(
                    paper.municipality_id, paper.folder, paper.pages, for_municipality=item.municipality_id
                )
            except FileNotFoundError as gone:
                raise DraftChanged from gone
            undo.callback(discard, item.municipality_id, folder)
            Paper.objects.create(
                municipality_id=item.municipality_id,
                item=item,
                position=paper.position,
                title=paper.title,
                digest=paper.digest,
                size=paper.size,
                pages=paper.pages,
                folder=folder,
            )
        undo.pop_all()
