"""Which command each message is: one line per act, called with the locked meeting."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from agenda import commands as agenda
from agenda.domain.procedures import Procedure
from agenda.domain.secrecy import Secrecy
from agenda.models import Meeting
from agenda.queries import legal_bases
from agenda.refusals import Forbidden, UnknownThing
from council.domain.actors import Actor
from council.domain.rules import Majority
from kiosk import messages
from voting import commands as voting

Act = Callable[[Meeting, Any, Actor, datetime], object]


def _at_seat(act: Callable[..., object]) -> Act:
    def own(meeting: Meeting, _message: Any, by: Actor, at: datetime) -> object:
        if by.person_id is None:
            raise Forbidden
        return act(meeting=meeting, person_id=by.person_id, by=by, at=at)

    return own


def _on_vote(act: Callable[..., object], *names: str, **renamed: str) -> Act:
    """Call a vote's command with vote and stage, and with these fields of the message."""
    fields = {name: name for name in names} | renamed

    def on_vote(meeting: Meeting, message: Any, by: Actor, at: datetime) -> object:
        more = {argument: getattr(message, name) for argument, name in fields.items()}
        return act(meeting=meeting, vote_id=message.vote, stage=message.stage, by=by, at=at, **more)

    return on_vote


def _count_hands(meeting: Meeting, message: messages.HandsCount, by: Actor, at: datetime) -> object:
    hands = {"for": message.in_favour, "against": message.against, "abstain": message.abstain}
    return voting.count_hands(
        meeting=meeting, vote_id=message.vote, stage=message.stage, hands=hands, by=by, at=at
    )


def _activate(meeting: Meeting, message: messages.ItemActivate, by: Actor, at: datetime) -> object:
    act = voting.take_up_item if message.prepare else agenda.activate_item
    return act(meeting=meeting, item_id=message.item, by=by, at=at)


def _item_fields(meeting: Meeting, message: messages.ItemFields) -> dict[str, Any]:
    basis = legal_bases(meeting).get(message.majority)
    is_prescribed = basis is not None and basis.secrecy != Secrecy.OPEN
    secrecy = basis.secrecy if basis and is_prescribed else message.secrecy
    return {
        "title": message.title,
        "text": message.text,
        "majority": basis.majority.to_plain() if basis else parsed_majority(message.majority),
        "secrecy": Secrecy(secrecy) if secrecy else None,
        "rapporteur": UUID(message.rapporteur) if message.rapporteur else None,
        "is_closed": None if message.closed is None else message.closed == "yes",
        "is_consent": None if message.consent is None else message.consent == "yes",
        "procedure": None if message.procedure is None else Procedure(message.procedure),
    }


def parsed_majority(key: str) -> dict[str, Any] | None:
    """Return a majority from its key, such as "present > 1/2"; none from nothing. Refuses what is no majority."""
    if not key:
        return None
    try:
        base, sign, fraction = key.split(" ")
        plain = {"base": base, "fraction": fraction, "is_strict": {">": True, ">=": False}[sign]}
        return dict(Majority.from_plain(plain).to_plain())
    except (ValueError, KeyError):
        raise UnknownThing from None


def _simply(act: Callable[..., object], *names: str, **renamed: str) -> Act:
    """Call a command with the meeting and with these fields of the message."""
    fields = {name: name for name in names} | renamed

    def simply(meeting: Meeting, message: Any, by: Actor, at: datetime) -> object:
        more = {argument: getattr(message, name) for argument, name in fields.items()}
        return act(meeting=meeting, by=by, at=at, **more)

    return simply


def _count_papers(meeting: Meeting, message: messages.PapersOf, by: Actor, at: datetime) -> object:
    numbers = {name: getattr(message, name) for name in ("issued", "returned", "valid", "invalid", "blank")}
    if isinstance(message, messages.PapersCount):
        numbers |= {"for": message.in_favour, "against": message.against, "abstain": message.abstain}
    return voting.count_papers(
        meeting=meeting,
        vote_id=message.vote,
        stage=message.stage,
        numbers=numbers,
        tellers=message.tellers,
        votes=message.votes if isinstance(message, messages.CandidatesCount) else None,
        by=by,
        at=at,
    )


def _enter_election(meeting: Meeting, message: messages.ElectionEnter, by: Actor, at: datetime) -> object:
    basis = legal_bases(meeting).get(message.majority)
    return agenda.enter_election(
        meeting=meeting,
        item_id=message.item,
        office=message.office,
        places=message.places,
        majority=basis.majority.to_plain() if basis else parsed_majority(message.majority),
        by=by,
        at=at,
    )


def _nominate(meeting: Meeting, message: messages.CandidateNominate, by: Actor, at: datetime) -> object:
    return voting.nominate(
        meeting=meeting,
        motion_id=message.motion,
        name=message.name,
        nominator=UUID(message.nominator) if message.nominator else None,
        by=by,
        at=at,
    )


def _enter_correction(meeting: Meeting, message: messages.CorrectionEnter, by: Actor, at: datetime) -> object:
    words = {name: getattr(message, name) for name in ("asked_by", "entered", "right", "why")}
    return voting.enter_correction(
        meeting=meeting,
        subject=message.subject,
        entry=message.entry,
        matter=message.matter,
        words=words,
        by=by,
        at=at,
    )


def _move_motion(meeting: Meeting, message: messages.MotionMove, by: Actor, at: datetime) -> object:
    is_move = message.phrase == "reorder"
    return voting.move_motion(
        meeting=meeting,
        item_id=message.item,
        phrase=message.phrase,
        words=(message.moved, message.before) if is_move else (message.old, message.new),
        mover=UUID(message.mover) if message.mover else None,
        seconder=UUID(message.seconder) if message.seconder else None,
        by=by,
        at=at,
    )


ACTS: dict[type[messages.Command], Act] = {
    messages.MeetingOpen: _simply(agenda.open_meeting, "without_quorum", "answers_until"),
    messages.MeetingAdjourn: _simply(voting.adjourn_meeting),
    messages.ItemActivate: _activate,
    messages.ItemFinish: lambda meeting, message, by, at: agenda.finish_item(
        meeting=meeting, item_id=message.item, by=by, at=at
    ),
    messages.ItemClose: _simply(voting.close_item, "ground", item_id="item"),
    messages.ItemAdd: lambda meeting, message, by, at: agenda.add_item(
        meeting=meeting, **_item_fields(meeting, message), by=by, at=at
    ),
    messages.ItemChange: lambda meeting, message, by, _: agenda.change_item(
        meeting=meeting, item_id=message.item, **_item_fields(meeting, message), by=by
    ),
    messages.ItemMove: lambda meeting, message, by, _: agenda.move_item_by(
        meeting=meeting, item_id=message.item, steps={"up": -1, "down": 1}[message.to], by=by
    ),
    messages.ItemRemove: lambda meeting, message, by, _: agenda.remove_item(
        meeting=meeting, item_id=message.item, by=by
    ),
    messages.DraftOffer: lambda meeting, message, by, _: agenda.offer_draft(
        meeting=meeting, item_id=message.item, by=by
    ),
    messages.DraftTakeBack: lambda meeting, message, by, _: agenda.take_back_offer(
        meeting=meeting, item_id=message.item, by=by
    ),
    messages.DraftTake: lambda meeting, message, by, _: agenda.take_draft(
        meeting=meeting, key=message.key, by=by
    ),
    messages.MotionMove: _move_motion,
    messages.MotionWithdraw: _simply(voting.withdraw_motion, motion_id="motion"),
    messages.MotionAdvance: _simply(voting.advance_motion, "reason", motion_id="motion"),
    messages.MotionSettle: _simply(voting.settle_text, "text", motion_id="motion"),
    messages.PaperRename: lambda meeting, message, by, _: agenda.rename_paper(
        meeting=meeting, paper_id=message.paper, title=message.title, by=by
    ),
    messages.PaperWithdraw: lambda meeting, message, by, _: agenda.withdraw_paper(
        meeting=meeting, paper_id=message.paper, by=by
    ),
    messages.Recuse: lambda meeting, message, by, at: agenda.recuse(
        meeting=meeting, item_id=message.item, person_id=message.person, ground=message.ground, by=by, at=at
    ),
    messages.MeetingHandOver: _simply(agenda.hand_over, "reason", person_id="person"),
    messages.MeetingTakeOver: _simply(agenda.take_over, presiding_id="presiding"),
    messages.ItemSelect: _simply(agenda.select_item, item_id="item"),
    messages.ItemUnselect: lambda meeting, _, by, at: agenda.select_item(
        meeting=meeting, item_id=None, by=by, at=at
    ),
    messages.FloorAsk: _simply(voting.ask_for_floor, "kind", "to"),
    messages.FloorEnter: _simply(voting.enter_speaker, "kind", "to", person_id="person"),
    messages.FloorEnterGuest: _simply(voting.enter_guest, "name"),
    messages.FloorWithdraw: _simply(agenda.withdraw_request, request_id="request"),
    messages.FloorGive: _simply(voting.give_floor, request_id="request"),
    messages.FloorInterrupt: _simply(agenda.interrupt_speech, request_id="request"),
    messages.FloorResume: _simply(agenda.resume_speech, request_id="request"),
    messages.FloorExtend: _simply(agenda.extend_speech, request_id="request"),
    messages.FloorEnd: _simply(agenda.end_speech, request_id="request", is_withdrawn="withdraw"),
    messages.MeetingPause: _simply(voting.pause_meeting, "day", time_of_day="time"),
    messages.MeetingResume: _simply(agenda.resume_meeting, "without_quorum"),
    messages.SeatCheckIn: _at_seat(voting.check_in),
    messages.SeatCheckOut: _at_seat(agenda.check_out),
    messages.AttendanceCheckIn: lambda meeting, message, by, at: voting.check_in(
        meeting=meeting, person_id=message.person, by=by, at=at
    ),
    messages.AttendanceCheckOut: lambda meeting, message, by, at: agenda.check_out(
        meeting=meeting, person_id=message.person, by=by, at=at
    ),
    messages.AttendanceExcuse: _simply(agenda.excuse, "ground", person_id="person"),
    messages.ProxyEnter: _simply(
        agenda.enter_proxy, person_id="person", holder_id="holder", is_shown="shown"
    ),
    messages.ProxyWithdraw: _simply(agenda.withdraw_proxy, person_id="person"),
    messages.AttendanceUnexcuse: _simply(agenda.take_back_excuse, person_id="person"),
    messages.AgendaAdopt: _on_vote(voting.adopt_agenda, "items"),
    messages.QuorumCheck: _simply(agenda.check_quorum),
    messages.DecisionsNumberFrom: _simply(voting.number_from, "number"),
    messages.VotePrepare: lambda meeting, message, by, at: voting.prepare_vote(
        meeting=meeting, motion_id=message.motion, mode=message.mode, by=by, at=at
    ),
    messages.VoteJoin: _on_vote(voting.join_items, "items"),
    messages.ItemPull: _on_vote(voting.pull_out, item_id="item"),
    messages.VoteWithdraw: _on_vote(voting.withdraw_vote),
    messages.VoteOpen: _on_vote(voting.open_vote, "without_quorum"),
    messages.VoteHold: _on_vote(voting.hold_vote),
    messages.VoteResume: _on_vote(voting.resume_vote),
    messages.VoteFallBack: _on_vote(voting.fall_back, "mode"),
    messages.VoteClose: _on_vote(voting.close_vote, confirmed="missing"),
    messages.VoteDeclare: _on_vote(voting.declare_vote),
    messages.VoteSettleTie: _on_vote(voting.settle_tie, "choice"),
    messages.VoteDrawLot: _on_vote(voting.draw_lot, "word"),
    messages.VoteRepeat: _on_vote(voting.repeat_vote),
    messages.VoteAnnul: _on_vote(voting.propose_annulment, "ground", "details"),
    messages.VoteConfirmAnnulment: _on_vote(voting.confirm_annulment),
    messages.HandsCount: _count_hands,
    messages.SpokenEnter: _on_vote(voting.enter_spoken, "choice", person_id="person"),
    messages.SpokenConfirm: _on_vote(voting.confirm_spoken, "choice", person_id="person"),
    messages.SpokenDrop: _on_vote(voting.drop_spoken, person_id="person"),
    messages.RollAdmit: _on_vote(voting.admit_member, person_id="person"),
    messages.PresenceRegister: _on_vote(voting.register_presence),
    messages.PresenceEnter: _on_vote(voting.register_member, person_id="person"),
    messages.VoteObject: _on_vote(voting.raise_objection),
    messages.CallOrder: _on_vote(voting.order_call, "order"),
    messages.AnswerEnter: _on_vote(voting.enter_answer, "answer", person_id="person"),
    messages.AnswerWrite: _simply(voting.write_answer, "choice", "after", motion_id="motion"),
    messages.LetterEnter: _simply(voting.enter_letter, "choice", person_id="person", motion_id="motion"),
    messages.CorrespondenceObject: _simply(voting.object_to_correspondence),
    messages.PapersCount: _count_papers,
    messages.CandidatesCount: _count_papers,
    messages.ElectionEnter: _enter_election,
    messages.CandidateNominate: _nominate,
    messages.CandidateWithdraw: _simply(
        voting.withdraw_candidate, motion_id="motion", candidate_id="candidate"
    ),
    messages.CorrectionEnter: _enter_correction,
}
