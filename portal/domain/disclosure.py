"""Which entries of a log may be opened in public, and which leaves stand alone; how they are written is in export.

An opened entry shows actor, body and salt; a sealed one only its leaf, which tells nothing of them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ledger.kinds import Kind
from voting.domain.belonging import ON_THE_CURRENT_ITEM
from voting.domain.stages import Mode

Line = tuple[int, str, Mapping[str, Any]]

OPEN = frozenset(
    {
        Kind.MEETING_OPENED,
        Kind.MEMBER_ARRIVED,
        Kind.MEMBER_LEFT,
        Kind.EXCUSE_TAKEN_BACK,
        Kind.PROXY_ENTERED,
        Kind.PROXY_WITHDRAWN,
        Kind.ITEM_ACTIVATED,
        Kind.ITEM_FINISHED,
        Kind.ITEM_ADDED,
        Kind.PAPER_ADDED,
        Kind.ITEM_SELECTED,
        Kind.QUORUM_CHECKED,
        Kind.PRESIDING_CHANGED,
        Kind.FLOOR_REQUESTED,
        Kind.FLOOR_WITHDRAWN,
        Kind.FLOOR_GIVEN,
        Kind.FLOOR_INTERRUPTED,
        Kind.FLOOR_RESUMED,
        Kind.FLOOR_EXTENDED,
        Kind.FLOOR_ENDED,
        Kind.MEETING_PAUSED,
        Kind.MEETING_RESUMED,
        Kind.MEETING_ADJOURNED,
        # Moved aloud before the whole room.
        Kind.MOTION_MOVED,
        Kind.ELECTION_ENTERED,
        Kind.CANDIDATE_NOMINATED,
        Kind.CANDIDATE_WITHDRAWN,
        Kind.MOTION_WITHDRAWN,
        Kind.MOTION_ADVANCED,
        Kind.MOTIONS_LAPSED,
        Kind.MOTIONS_REVIVED,
        Kind.TEXT_SETTLED,
        Kind.AGENDA_ADOPTED,
        Kind.AGENDA_PUT_BACK,
        Kind.AGENDA_ARRANGED,
        Kind.DECISIONS_NUMBERED,
        Kind.CORRESPONDENCE_OBJECTED,
        Kind.VOTE_PREPARED,
        Kind.ITEMS_JOINED,
        Kind.ITEM_PULLED,
        Kind.VOTE_WITHDRAWN,
        Kind.VOTE_OPENED,
        Kind.VOTE_HELD,
        Kind.VOTE_RESUMED,
        Kind.VOTE_FELL_BACK,
        Kind.CHOICE_DROPPED,
        Kind.PRESENCE_REGISTERED,
        Kind.ROLL_EXTENDED,
        Kind.CALL_ORDERED,
        # Spoken aloud or shown by hand: public when it was given, corrected answers too.
        Kind.ANSWER_ENTERED,
        Kind.VOTE_CLOSED,
        Kind.TIE_SETTLED,
        Kind.LOT_COMMITTED,
        Kind.LOT_DRAWN,
        Kind.OBJECTION_RAISED,
        Kind.VOTE_DECLARED,
        Kind.ANNULMENT_PROPOSED,
        Kind.VOTE_ANNULLED,
        Kind.CORRECTION_ENTERED,
        Kind.RECORD_DRAFTED,
        Kind.SIGNER_REPLACED,
        Kind.RECORD_SIGNED,
        Kind.CHECKPOINT_NOTED,
        Kind.DOCUMENT_PUBLISHED,
    }
)
# Their directions are nobody's business before the close of their vote.
BALLOTS = frozenset({Kind.BALLOT_CAST, Kind.BALLOT_SPOKEN})
TAKEN = BALLOTS | {Kind.HANDS_COUNTED, Kind.PAPERS_COUNTED}
OPEN_AFTER_CLOSE = TAKEN | {Kind.ANSWER_WRITTEN}
# A ground is personal: that somebody was recused is on the roll, and who was excused is in record and table. A choice
# spoken aloud is nobody's ballot before it is confirmed, and then the ballot's own entry says it.
SEALED = frozenset({Kind.MEMBER_RECUSED, Kind.MEMBER_EXCUSED, Kind.CHOICE_SPOKEN, Kind.ITEM_CLOSED})


# By correspondence they tell who has answered.
TELL_WHO_ANSWERED = frozenset({Kind.MEMBER_ARRIVED, Kind.QUORUM_CHECKED})
# They list the agenda, and mask what is closed when they are written.
LISTING = frozenset({Kind.MEETING_OPENED, Kind.AGENDA_ADOPTED, Kind.AGENDA_PUT_BACK, Kind.AGENDA_ARRANGED})
# By these names a body says what else belongs to the item that it is about.
BELONGS = ("vote", "motion", "request", "paper", "correction")


def sealed_with_items(lines: Sequence[Line]) -> frozenset[int]:
    """Return the numbers of the entries that say anything of an item that is closed to the public.

    An entry does that if it names the item, or a vote, motion, request to speak or paper of it, whether it was written
    before the item was closed or after. A listing of the agenda does unless it masks the item. So does a correction of an
    entry that is one of these. A check of the quorum and a change of the chair do while the item is before the meeting: who
    is left out, or hands over, tells who is recused.
    """
    closed = {str(body["item"]) for _, kind, body in lines if kind == Kind.ITEM_CLOSED}
    if not closed:
        return frozenset()
    names = set(closed)
    for _, kind, body in lines:
        if kind not in LISTING and names.intersection(_texts(body)):
            names |= {str(body[name]) for name in BELONGS if body.get(name)}
            names |= {str(one["motion"]) for one in body.get("motions", ()) if isinstance(one, Mapping)}
            names |= {str(one["paper"]) for one in body.get("papers", ()) if isinstance(one, Mapping)}
    found: set[int] = set()
    current = ""
    for sequence, kind, body in lines:
        if kind == Kind.ITEM_ACTIVATED or (kind == Kind.ITEM_FINISHED and body["item"] == current):
            current = body["item"] if kind == Kind.ITEM_ACTIVATED else ""
        is_of_one = _unmasked(body, closed) if kind in LISTING else names.intersection(_texts(body))
        tells_of_current = kind in ON_THE_CURRENT_ITEM and current in closed
        if is_of_one or tells_of_current or (_corrects_entry(kind, body) and int(body["subject"]) in found):
            found.add(sequence)
    return frozenset(found)


def _corrects_entry(kind: str, body: Mapping[str, Any]) -> bool:
    return kind == Kind.CORRECTION_ENTERED and body["about"] == "entry"


def _unmasked(body: Mapping[str, Any], closed: Collection[str]) -> bool:
    return any(item["item"] in closed and item["title"] for item in body["items"])


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in a body, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from (str(key), *_texts(inner))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def opened(entries: Iterable[Line]) -> frozenset[int]:
    """Return the numbers of the entries that may be opened; each line is (sequence, kind, body), in order.

    Of ballots that is the last one of each person, pressed or spoken aloud, in a vote that was closed; not replaced ones,
    nor those of a vote without names, annulled while open or moved to another mode. A kind that is not known stays sealed.
    By correspondence, see written_down.
    """
    lines = list(entries)
    found: set[int] = set()
    modes: dict[str, str] = {}
    waiting: dict[str, dict[str, int]] = {}
    for sequence, kind, body in lines:
        if kind in OPEN:
            found.add(sequence)
        if kind in {Kind.VOTE_PREPARED, Kind.VOTE_FELL_BACK}:
            modes[body["vote"]] = body.get("mode", "")
        if kind in BALLOTS and modes.get(body["vote"]) == Mode.ELECTRONIC_UNNAMED:
            continue
        if kind in TAKEN:
            whose = body["person"] if kind in BALLOTS else f"count {sequence}"
            waiting.setdefault(body["vote"], {})[whose] = sequence
        elif kind == Kind.VOTE_FELL_BACK:
            waiting.pop(body["vote"], None)
        elif kind == Kind.VOTE_CLOSED:
            found |= set(waiting.pop(body["vote"], {}).values())
    return (frozenset(found) | written_down(lines)) - who_answered(lines) - sealed_with_items(lines)


def written_down(lines: Iterable[Line]) -> frozenset[int]:
    """Return the numbers of the answers in writing that votes took over which were closed, none of those replaced before."""
    motions: dict[str, str] = {}
    written: dict[tuple[str, str], int] = {}
    entered: dict[str, set[int]] = {}
    found: set[int] = set()
    for sequence, kind, body in lines:
        if kind == Kind.VOTE_PREPARED:
            motions[body["vote"]] = body["motion"]
        elif kind == Kind.ANSWER_WRITTEN:
            written[body["motion"], body["person"]] = sequence
        elif kind == Kind.ANSWER_ENTERED:
            answer = written.get((motions[body["vote"]], body["person"]))
            entered.setdefault(body["vote"], set()).update([answer] if answer is not None else [])
        elif kind == Kind.VOTE_CLOSED:
            found |= entered.get(body["vote"], set())
    return frozenset(found)


def who_answered(lines: Iterable[Line]) -> frozenset[int]:
    """Return the numbers of the entries that tell who has answered by correspondence, while nothing was put to the vote."""
    found: set[int] = set()
    is_by_correspondence = False
    for sequence, kind, body in lines:
        if kind == Kind.MEETING_OPENED:
            is_by_correspondence = bool(body.get("correspondence"))
        elif kind in {Kind.VOTE_OPENED, Kind.MEETING_ADJOURNED}:
            return frozenset()
        elif is_by_correspondence and kind in TELL_WHO_ANSWERED:
            found.add(sequence)
    return frozenset(found)
