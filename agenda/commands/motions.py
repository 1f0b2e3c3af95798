"""Motions of an open meeting: moved, withdrawn, voted before others, lapsed and revived. Voting puts them to the vote."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.utils import translation

from agenda.commands.entering import append
from agenda.commands.locking import (
    MOST_TEXT,
    checked_ground,
    checked_text,
    find_item,
    require_open,
    require_role,
    require_together,
)
from agenda.domain.aims import PHRASES, Aim, Phrase
from agenda.domain.arranging import arranged
from agenda.domain.secrecy import Secrecy
from agenda.domain.stages import ItemStage, MotionAct, MotionStage, next_stage
from agenda.domain.voting_order import advanced_after, ends_with_item, order_of_voting, proposed_order
from agenda.models import AgendaItem, Meeting, Motion
from agenda.queries import belongs, main_motion, proposals
from agenda.refusals import (
    ItemInPlace,
    ItemNotWaiting,
    NoItemNumber,
    NoMotionWords,
    NoMover,
    NoSeconder,
    NothingToAmend,
    TextTooLong,
    UnknownThing,
    WordsNotFound,
    WrongItemStage,
    WrongMotionStage,
)
from agenda.wording import motion_text
from council.domain.actors import AT_THE_CHAIR, Actor, ActorRole
from council.models import Person
from council.queries import has_mandate
from ledger.kinds import Kind

MAY_ENTER = (*AT_THE_CHAIR, ActorRole.CLERK)


def move_motion(
    *,
    meeting: Meeting,
    item_id: UUID,
    phrase: str,
    words: tuple[str, str],
    mover: UUID | None,
    seconder: UUID | None,
    by: Actor,
    at: datetime,
) -> Motion:
    """Enter, as clerk or chair, a motion on the active item in the words of a stock phrase, in the council's language.

    `words` are those of the text that it is about and those that it brings, empty where the phrase takes none; for a
    change of the order the numbers of the item that is moved and of the one it comes before, or nothing: last. Refuses an
    item that is not active, a missing mover or seconder, missing or unfit words, words that the text does not have, items
    that are not waiting to be called, and one that is in that place already.
    """
    require_role(by, meeting, *MAY_ENTER)
    require_together(meeting)
    require_open(meeting)
    item = find_item(meeting, item_id)
    if item.stage not in {ItemStage.ACTIVE, ItemStage.BEING_VOTED}:
        raise WrongItemStage
    stock = PHRASES[phrase]
    old, new = _checked(item, stock, words)
    who = _mover(meeting, mover)
    second = _seconder(meeting, stock, who, seconder)
    last = item.motions.order_by("-position").first()
    # An amendment is decided as the text is that it would change.
    main = main_motion(item) if stock.kind == Motion.Kind.AMENDMENT else None
    with translation.override(meeting.municipality.language):
        text = motion_text(phrase, old, new)
    motion = Motion.objects.create(
        municipality_id=meeting.municipality_id,
        item=item,
        position=last.position + 1 if last else 1,
        kind=stock.kind,
        aim=stock.aim,
        phrase=phrase,
        old=old,
        new=new,
        text=text,
        majority=main.majority if main else None,
        secrecy=main.secrecy if main else Secrecy.OPEN,
        mover=who,
        seconder=second,
    )
    append(log=meeting.log, kind=Kind.MOTION_MOVED, actor=str(by), body=_moved(motion), at=at)
    return motion


def _checked(item: AgendaItem, stock: Phrase, words: tuple[str, str]) -> tuple[str, str]:
    """Return the words that the phrase takes, without surrounding space."""
    old, new = map(checked_text, words)
    if stock.aim is Aim.REORDER:
        return _checked_move(item.meeting, old.rstrip("."), new.rstrip("."))
    old, new = old if stock.takes_old else "", new if stock.takes_new else ""
    if (stock.takes_old and not old) or (stock.takes_new and not new):
        raise NoMotionWords
    if len(old) + len(new) > MOST_TEXT:
        raise TextTooLong(most=MOST_TEXT)
    if stock.kind == Motion.Kind.AMENDMENT:
        main = main_motion(item)
        if main is None:
            raise NothingToAmend
        if old not in main.text:
            raise WordsNotFound
    return old, new


def _checked_move(meeting: Meeting, moved: str, before: str) -> tuple[str, str]:
    """Return the numbers of an item that waits to be called and of the one it is to come before."""
    rows = AgendaItem.objects.filter(meeting=meeting).exclude(stage=ItemStage.OFF).order_by("position")
    listed = list(rows.values_list("number", "stage"))
    waiting = [number for number, stage in listed if stage == ItemStage.PENDING]
    if not moved:
        raise NoItemNumber
    for number in filter(None, (moved, before)):
        if number not in waiting:
            raise ItemNotWaiting(number=number)
    if arranged([number for number, _ in listed], [(moved, before)]) == list(range(len(listed))):
        raise ItemInPlace
    return moved, before


def _mover(meeting: Meeting, person: UUID | None) -> Person:
    if person is None or not (belongs(meeting, person) or person == meeting.presiding_id):
        raise NoMover
    return Person.objects.get(pk=person)


def _seconder(meeting: Meeting, stock: Phrase, mover: Person, person: UUID | None) -> Person | None:
    rules = meeting.standing_orders.voting_order
    is_needed = rules.seconds_amendments if stock.kind == "amendment" else rules.seconds_procedural
    is_needed = is_needed and stock.aim is not Aim.AGENDA  # the chair puts that to the vote
    if person is None and not is_needed:
        return None
    if person is None or person == mover.pk or not has_mandate(person, meeting.body_id, meeting.day):
        raise NoSeconder
    return Person.objects.get(pk=person)


def _moved(motion: Motion) -> dict[str, object]:
    return {
        "motion": str(motion.pk),
        "item": str(motion.item_id),
        "kind": motion.kind,
        "aim": motion.aim,
        "phrase": motion.phrase,
        "old": motion.old,
        "new": motion.new,
        "text": motion.text,
        "secrecy": motion.secrecy,
        "mover": named(motion.mover),
        "seconder": named(motion.seconder),
    }


def named(person: Person | None) -> dict[str, str] | None:
    """Return a person as entries name them."""
    return {"person": str(person.pk), "name": person.name} if person else None


def withdraw_motion(*, meeting: Meeting, motion_id: UUID, by: Actor, at: datetime) -> Motion:
    """Enter, as clerk or chair, that the mover withdraws a motion; refuses one that does not wait for a vote.

    With a main motion its amendments lapse: that is voting's matter, as all that lapses with a decision.
    """
    motion = _waiting(meeting, motion_id, by)
    motion.stage = next_stage(MotionStage.PENDING, MotionAct.WITHDRAW)
    motion.save(update_fields=["stage"])
    body = {"motion": str(motion.pk)}
    append(log=meeting.log, kind=Kind.MOTION_WITHDRAWN, actor=str(by), body=body, at=at)
    return motion


def advance_motion(*, meeting: Meeting, motion_id: UUID, reason: str, by: Actor, at: datetime) -> Motion:
    """Have, as clerk or chair, a motion of the active item voted before all others, for a reason.

    Refuses one that does not wait for a vote, or is the first already, and an unfit reason.
    """
    reason = checked_ground(reason)
    motion = _waiting(meeting, motion_id, by)
    item, rules, found = motion.item, meeting.standing_orders.voting_order, proposals(motion.item)
    if order_of_voting(found, rules, item.advanced)[0] == str(motion.pk):
        raise WrongMotionStage
    item.advanced = advanced_after(str(motion.pk), item.advanced)
    item.save(update_fields=["advanced"])
    body = {
        "item": str(item.pk),
        "motion": str(motion.pk),
        "proposed": proposed_order(found, rules),
        "order": order_of_voting(found, rules, item.advanced),
        "reason": reason,
    }
    append(log=meeting.log, kind=Kind.MOTION_ADVANCED, actor=str(by), body=body, at=at)
    return motion


def _waiting(meeting: Meeting, motion_id: UUID, by: Actor) -> Motion:
    """Return a motion of the active item that waits for a vote."""
    require_role(by, meeting, *MAY_ENTER)
    require_open(meeting)
    motion = Motion.objects.select_related("item").filter(item__meeting=meeting, pk=motion_id).first()
    if motion is None:
        raise UnknownThing
    if motion.item.stage not in {ItemStage.ACTIVE, ItemStage.BEING_VOTED}:
        raise WrongItemStage
    if motion.stage != MotionStage.PENDING:
        raise WrongMotionStage
    motion.item.meeting = meeting
    return motion


def lapse_motions(
    item: AgendaItem, motions: Collection[str], decided: Motion | None, by: Actor, at: datetime
) -> None:
    """Let motions lapse with a decision, or with the end of their item; nothing is entered where there are none."""
    waiting = item.motions.filter(pk__in=motions, stage=MotionStage.PENDING).order_by("position")
    lapsed = [str(pk) for pk in waiting.values_list("pk", flat=True)]
    if lapsed:
        item.motions.filter(pk__in=lapsed).update(stage=MotionStage.LAPSED, lapsed_by=decided)
        body = {"item": str(item.pk), "motions": lapsed, "by": str(decided.pk) if decided else None}
        append(log=item.meeting.log, kind=Kind.MOTIONS_LAPSED, actor=str(by), body=body, at=at)


def revive_motions(item: AgendaItem, decided: Motion | None, by: Actor, at: datetime) -> None:
    """Let motions wait again that lapsed with this motion's decision, or with the end of the item."""
    lapsed = item.motions.filter(stage=MotionStage.LAPSED, lapsed_by=decided).order_by("position")
    motions = [str(pk) for pk in lapsed.values_list("pk", flat=True)]
    if motions:
        item.motions.filter(pk__in=motions).update(stage=MotionStage.PENDING, lapsed_by=None)
        body = {"item": str(item.pk), "motions": motions}
        append(log=item.meeting.log, kind=Kind.MOTIONS_REVIVED, actor=str(by), body=body, at=at)


def lapse_with_item(item: AgendaItem, by: Actor, at: datetime) -> None:
    """Let amendments and procedural motions lapse that still wait when the item ends."""
    lapse_motions(item, ends_with_item(proposals(item)), None, by, at)
