"""What every act on a meeting begins with: its lock, the actor's right, the stage it is at, the item meant."""

from functools import lru_cache
from uuid import UUID

from agenda.domain.stages import IN_SESSION, MeetingStage
from agenda.models import AgendaItem, Meeting
from agenda.queries import may_act
from agenda.refusals import (
    ByCorrespondence,
    Forbidden,
    MeetingPaused,
    NoGround,
    NoTitle,
    NotPresiding,
    TextTooLong,
    UnknownThing,
    UnseenCharacter,
    WrongMeetingStage,
)
from council.domain.actors import Actor, ActorRole
from council.domain.sheets import has_unseen
from ledger.commands import lock_log
from ledger.statements import fetch

MOST_TEXT = 20_000  # characters of a motion's text


def lock_meeting(meeting_id: UUID) -> Meeting:
    """Lock the meeting's log, which is the only lock of a meeting, and return the meeting as it then stands.

    Raises Meeting.DoesNotExist, and OperationalError when the lock is held elsewhere for over two seconds.
    """
    # Without the lock, a press could be committed between the count of a closing vote and its stage; whoever changes a
    # meeting waits here, so all that follows in the transaction is alone with it.
    log = lock_log(_log_of(meeting_id))
    for meeting in fetch(Meeting, "id = %s", meeting_id):
        meeting.log = log
        return meeting
    raise Meeting.DoesNotExist


@lru_cache(maxsize=1024)  # a meeting keeps its log
def _log_of(meeting_id: UUID) -> UUID:
    return Meeting.objects.values_list("log_id", flat=True).get(pk=meeting_id)


def require_role(by: Actor, meeting: Meeting, *roles: ActorRole) -> None:
    """Refuse (Forbidden) an actor of another role, or one who no longer holds it.

    Refuses (NotPresiding) the chair's acts to a chair or deputy who does not preside. After the adjournment nobody does.
    """
    require_office(by, meeting, *roles)
    is_in_session = meeting.stage in IN_SESSION
    if by.role is ActorRole.CHAIR and is_in_session and meeting.presiding_id != by.person_id:
        raise NotPresiding(name=meeting.presiding.name if meeting.presiding else "")


def require_office(by: Actor, meeting: Meeting, *roles: ActorRole) -> None:
    """Refuse (Forbidden) as require_role does, but ask of a chair or deputy only the office.

    In practice the clerk may do what is the chair's: a rehearsal must not need both.
    """
    is_stand_in = meeting.is_practice and by.role is ActorRole.CLERK and ActorRole.CHAIR in roles
    if not (by.role in roles or is_stand_in) or not may_act(by, meeting):
        raise Forbidden


def checked_ground(ground: str) -> str:
    """Return the ground without surrounding space; refuse (NoGround) an empty or overlong one.

    Refuses (UnseenCharacter) what would let the ground read otherwise on a page than in the record; lines may break.
    """
    ground = ground.strip()
    if not ground or len(ground) > 1000:
        raise NoGround
    if has_unseen(ground.replace("\r", "").replace("\n", "")):
        raise UnseenCharacter
    return ground


def checked_line(text: str, most: int) -> str:
    """Return a title without surrounding space; refuse (NoTitle, UnseenCharacter) as checked_ground does."""
    text = " ".join(text.split())
    if not text or len(text) > most:
        raise NoTitle(most=most)
    if has_unseen(text):
        raise UnseenCharacter
    return text


def checked_text(text: str) -> str:
    """Return a text of several lines without surrounding space and with one kind of line end.

    Refuses (TextTooLong) one that no motion may be as long as, and (UnseenCharacter) as checked_ground does.
    """
    text = text.replace("\r\n", "\n").strip()
    if len(text) > MOST_TEXT:
        raise TextTooLong(most=MOST_TEXT)
    if has_unseen(text.replace("\n", "")):
        raise UnseenCharacter
    return text


def require_draft(meeting: Meeting) -> None:
    """Refuse (WrongMeetingStage) a meeting that has begun: its agenda is in the ledger."""
    if meeting.stage != MeetingStage.DRAFT:
        raise WrongMeetingStage


def require_not_adjourned(meeting: Meeting) -> None:
    """Refuse (WrongMeetingStage) a meeting that is over."""
    if meeting.stage == MeetingStage.ADJOURNED:
        raise WrongMeetingStage


def require_open(meeting: Meeting) -> None:
    """Refuse a meeting in a break (MeetingPaused), and one that has not begun or is adjourned (WrongMeetingStage)."""
    require_in_session(meeting)
    if meeting.stage == MeetingStage.PAUSED:
        raise MeetingPaused


def require_in_session(meeting: Meeting) -> None:
    """Refuse (WrongMeetingStage) a meeting that has not begun or is adjourned; a break is part of it."""
    if meeting.stage not in IN_SESSION:
        raise WrongMeetingStage


def require_together(meeting: Meeting) -> None:
    """Refuse (ByCorrespondence) what takes people who come together, in a meeting in which nobody does."""
    if meeting.by_correspondence:
        raise ByCorrespondence


def find_item(meeting: Meeting, item_id: UUID) -> AgendaItem:
    """Return the item of this meeting; refuse (UnknownThing) any other id."""
    item = AgendaItem.objects.filter(meeting=meeting, pk=item_id).first()
    if item is None:
        raise UnknownThing
    return item
