"""Reads a meeting's entries, in order, into what they state together; storing and wording it are elsewhere.

The minutes are written from this, and verify_ledger holds the tables against it. An entry that cannot
follow from those before it is a fault that names it: a record is never guessed at.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from ledger.kinds import Kind
from voting.domain import (
    answer_steps,
    ballot_steps,
    bodies,
    correction_steps,
    correspondence_steps,
    floor_steps,
    joint,
    joint_steps,
    meeting_steps,
    motion_steps,
    motions,
    numbering_steps,
    proxy_steps,
    sitting,
    sitting_steps,
    tie_steps,
    ties,
    vote_steps,
)
from voting.domain.belonging import note_items
from voting.domain.corrections import CorrectionEntered
from voting.domain.facts import MeetingRecord
from voting.domain.reading import Contradiction, Reading

Line = tuple[int, str, str, str, Mapping[str, Any]]
Step = Callable[[Reading, Any], None]

STEPS: dict[str, tuple[type[bodies.EntryBody], Step]] = {
    Kind.MEETING_OPENED: (bodies.MeetingOpened, meeting_steps.open_meeting),
    Kind.MEMBER_ARRIVED: (bodies.MemberArrived, meeting_steps.arrive),
    Kind.MEMBER_LEFT: (bodies.MemberMoved, meeting_steps.leave),
    Kind.MEMBER_EXCUSED: (bodies.MemberExcused, meeting_steps.excuse),
    Kind.EXCUSE_TAKEN_BACK: (bodies.ExcuseTakenBack, meeting_steps.take_back_excuse),
    Kind.PROXY_ENTERED: (bodies.ProxyEntered, proxy_steps.enter_proxy),
    Kind.PROXY_WITHDRAWN: (bodies.ProxyWithdrawn, proxy_steps.withdraw_proxy),
    Kind.ITEM_ACTIVATED: (bodies.ItemActivated, meeting_steps.activate_item),
    Kind.ITEM_FINISHED: (bodies.ItemFinished, meeting_steps.finish_item),
    Kind.ITEM_ADDED: (bodies.ListedItem, meeting_steps.add_item),
    Kind.ITEM_CLOSED: (bodies.ItemClosed, meeting_steps.close_item),
    Kind.PAPER_ADDED: (bodies.PaperAdded, meeting_steps.add_paper),
    Kind.MOTION_MOVED: (motions.MotionMoved, motion_steps.move),
    Kind.ELECTION_ENTERED: (motions.ElectionEntered, motion_steps.enter_election),
    Kind.CANDIDATE_NOMINATED: (motions.CandidateNominated, motion_steps.nominate),
    Kind.CANDIDATE_WITHDRAWN: (motions.CandidateWithdrawn, motion_steps.withdraw_candidate),
    Kind.MOTION_WITHDRAWN: (motions.MotionNamed, motion_steps.withdraw),
    Kind.MOTION_ADVANCED: (motions.MotionAdvanced, motion_steps.advance),
    Kind.MOTIONS_LAPSED: (motions.MotionsLapsed, motion_steps.lapse),
    Kind.MOTIONS_REVIVED: (motions.MotionsRevived, motion_steps.revive),
    Kind.TEXT_SETTLED: (motions.TextSettled, motion_steps.settle),
    Kind.MEMBER_RECUSED: (bodies.MemberRecused, meeting_steps.recuse),
    Kind.ITEM_SELECTED: (sitting.ItemSelected, sitting_steps.select_item),
    Kind.QUORUM_CHECKED: (sitting.QuorumChecked, sitting_steps.check_quorum),
    Kind.PRESIDING_CHANGED: (sitting.PresidingChanged, sitting_steps.change_presiding),
    Kind.FLOOR_REQUESTED: (sitting.FloorRequested, floor_steps.request_floor),
    Kind.FLOOR_WITHDRAWN: (sitting.FloorNamed, floor_steps.withdraw_request),
    Kind.FLOOR_GIVEN: (sitting.FloorGiven, floor_steps.give_floor),
    Kind.FLOOR_INTERRUPTED: (sitting.FloorNamed, floor_steps.interrupt_speech),
    Kind.FLOOR_RESUMED: (sitting.FloorNamed, floor_steps.resume_speech),
    Kind.FLOOR_EXTENDED: (sitting.FloorExtended, floor_steps.extend_speech),
    Kind.FLOOR_ENDED: (sitting.FloorEnded, floor_steps.end_speech),
    Kind.MEETING_PAUSED: (sitting.MeetingPaused, sitting_steps.pause),
    Kind.MEETING_RESUMED: (sitting.MeetingResumed, sitting_steps.resume),
    Kind.MEETING_ADJOURNED: (bodies.MeetingAdjourned, meeting_steps.adjourn),
    Kind.AGENDA_ADOPTED: (sitting.AgendaAdopted, sitting_steps.adopt_agenda),
    Kind.AGENDA_PUT_BACK: (sitting.AgendaAdopted, sitting_steps.put_back_agenda),
    Kind.AGENDA_ARRANGED: (sitting.AgendaArranged, sitting_steps.arrange_agenda),
    Kind.DECISIONS_NUMBERED: (bodies.DecisionsNumbered, numbering_steps.number_from),
    Kind.ANSWER_WRITTEN: (bodies.AnswerWritten, correspondence_steps.write),
    Kind.CORRESPONDENCE_OBJECTED: (bodies.CorrespondenceObjected, correspondence_steps.object_to),
    Kind.VOTE_PREPARED: (bodies.VotePrepared, vote_steps.prepare),
    Kind.ITEMS_JOINED: (joint.ItemsJoined, joint_steps.join),
    Kind.ITEM_PULLED: (joint.ItemPulled, joint_steps.pull_out),
    Kind.VOTE_WITHDRAWN: (bodies.VoteNamed, vote_steps.withdraw),
    Kind.VOTE_OPENED: (bodies.VoteOpened, vote_steps.open_vote),
    Kind.VOTE_HELD: (bodies.VoteNamed, vote_steps.hold),
    Kind.VOTE_RESUMED: (bodies.VoteNamed, vote_steps.resume),
    Kind.VOTE_FELL_BACK: (bodies.VoteFellBack, vote_steps.fall_back),
    Kind.BALLOT_CAST: (bodies.BallotCast, vote_steps.cast),
    Kind.CHOICE_SPOKEN: (bodies.ChoiceSpoken, ballot_steps.speak),
    Kind.CHOICE_DROPPED: (bodies.ChoiceDropped, ballot_steps.drop),
    Kind.BALLOT_SPOKEN: (bodies.BallotSpoken, ballot_steps.confirm),
    Kind.ROLL_EXTENDED: (bodies.RollExtended, ballot_steps.admit),
    Kind.PRESENCE_REGISTERED: (bodies.PresenceRegistered, ballot_steps.register),
    Kind.OBJECTION_RAISED: (bodies.ObjectionRaised, ballot_steps.raise_objection),
    Kind.HANDS_COUNTED: (bodies.HandsCounted, vote_steps.count_hands),
    Kind.CALL_ORDERED: (bodies.CallOrdered, answer_steps.order_call),
    Kind.ANSWER_ENTERED: (bodies.AnswerEntered, answer_steps.answer),
    Kind.PAPERS_COUNTED: (bodies.PapersCounted, answer_steps.count_papers),
    Kind.VOTE_CLOSED: (bodies.VoteClosed, vote_steps.close),
    Kind.TIE_SETTLED: (ties.TieSettled, tie_steps.settle),
    Kind.LOT_COMMITTED: (ties.LotCommitted, tie_steps.commit),
    Kind.LOT_DRAWN: (ties.LotDrawn, tie_steps.draw_lot),
    Kind.VOTE_DECLARED: (bodies.VoteDeclared, vote_steps.declare),
    Kind.ANNULMENT_PROPOSED: (bodies.AnnulmentProposed, vote_steps.propose_annulment),
    Kind.VOTE_ANNULLED: (bodies.VoteAnnulled, vote_steps.annul),
    Kind.CORRECTION_ENTERED: (CorrectionEntered, correction_steps.enter_correction),
    Kind.RECORD_DRAFTED: (bodies.RecordDrafted, meeting_steps.draft),
    Kind.SIGNER_REPLACED: (sitting.SignerReplaced, sitting_steps.replace_signer),
    Kind.RECORD_SIGNED: (bodies.RecordSigned, meeting_steps.sign),
}


class RecordFault(ValueError):
    """An entry that is unknown, malformed, or contradicts those before it. `code` is stable, kebab-case."""

    def __init__(self, *, sequence: int, code: str, about: str = "") -> None:
        super().__init__(f"entry {sequence}: {code}" + (f" ({about})" if about else ""))
        self.sequence = sequence
        self.code = code
        self.about = about


def read_record(entries: Iterable[Line]) -> MeetingRecord:
    """Return what the entries state. Each is (sequence, kind, RFC 3339 UTC time, actor, body).

    Raise RecordFault with the sequence of the first entry that cannot be.
    """
    reading = Reading()
    for expected, (sequence, kind, at, actor, body) in enumerate(entries):
        try:
            _require_order(sequence, expected)
            shape, step = _known(kind)
            reading.begin(sequence=sequence, kind=kind, at=_moment(at), actor=actor)
            correspondence_steps.require_may_be(reading, kind)
            _note_assistant(reading, actor, body)
            step(reading, msgspec.convert(body, shape))
            note_items(reading, kind, body)
        except Contradiction as wrong:
            raise RecordFault(sequence=sequence, code=wrong.code, about=wrong.about) from None
        except msgspec.ValidationError as wrong:
            raise RecordFault(sequence=sequence, code="malformed-body", about=str(wrong)) from None
    return reading.finished()


def _require_order(sequence: int, expected: int) -> None:
    if sequence != expected:
        raise Contradiction("out-of-order", f"expected {expected}")


def _note_assistant(reading: Reading, actor: str, body: Mapping[str, Any]) -> None:
    """Note who pressed for the chair; refuse what an assistant pressed on the word of nobody, or of who did not preside."""
    role, _, person = actor.partition(":")
    if role != "assistant":
        return
    presiding = reading.sitting.presiding
    word = body.get("on_word_of") or {}
    if presiding is None or word.get("person") != presiding.person:
        raise Contradiction("on-nobodys-word", actor)
    reading.sitting.assistants[person] = str(body.get("pressed_by", ""))


def _known(kind: str) -> tuple[type[bodies.EntryBody], Step]:
    if kind not in STEPS:
        raise Contradiction("unknown-kind", kind)
    return STEPS[kind]


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Contradiction("malformed-time", text) from None
    if moment.utcoffset() != UTC.utcoffset(None):
        raise Contradiction("malformed-time", text)
    return moment
