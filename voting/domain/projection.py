"""What the tables must hold if the entries are true: rows as plain values, each result counted again.

The tables themselves are read and compared elsewhere. Ids are text, times aware UTC, as in a record.
"""

from collections.abc import Iterable
from datetime import datetime

from agenda.domain.elections import to_plain
from agenda.domain.stages import ItemStage, MeetingStage
from ledger.kinds import Kind
from voting.domain import motion_rows, sitting_rows
from voting.domain.facts import MeetingRecord, VoteRecord
from voting.domain.following import Course
from voting.domain.reading import Contradiction
from voting.domain.record import Line, RecordFault
from voting.domain.recount import positions_again, result_again
from voting.domain.stages import UNDER_WAY
from voting.domain.timing import runs_from

Columns = dict[str, object]
Table = dict[tuple[str, ...], Columns]
Tables = dict[str, Table]


def project(record: MeetingRecord, lines: Iterable[Line]) -> Tables:
    """Return the rows that follow from a meeting's entries; `record` is what read_record made of the same lines.

    Tables: meeting, speech, attendance, excuse, proxy, written, objector, recusal, item, motion, paper, vote, joined,
    decision, roll, ballot, spoken, answer, objection, annulment, correction.
    A row is found by its ids. Raise RecordFault for a roll on which somebody stands otherwise than they were there,
    and for a declared result that is not the one counted again.
    """
    course, declared = Course(), {}
    for line in lines:
        _, kind, _, _, body = line
        course.follow(kind, body)
        if kind == Kind.VOTE_OPENED:
            _require_standings(course, line)
        elif kind == Kind.VOTE_DECLARED:
            declared[body["vote"]] = line
    results = {vote.vote: _result(vote, course, declared.get(vote.vote)) for vote in record.votes}
    return {
        "meeting": {(): _meeting(record, course)},
        "speech": sitting_rows.speeches(record),
        "attendance": _attendance(record),
        "excuse": {(each.person,): {"ground": each.ground, "noted_at": each.at} for each in record.excuses},
        "proxy": sitting_rows.proxies(record),
        "written": sitting_rows.written_answers(record),
        "objector": {(each.person,): {"objected_at": each.at} for each in record.objectors},
        "recusal": {(each.item, each.person): {"ground": each.ground} for each in record.recusals},
        "item": _items(record, course),
        "motion": motion_rows.motions(record),
        "paper": _papers(record),
        "vote": {(vote.vote,): _vote(vote, course, results[vote.vote]) for vote in record.votes},
        "joined": _joined(record),
        "decision": _decisions(record),
        "roll": _rolls(record, course),
        "ballot": _ballots(record),
        "spoken": _spoken(record),
        "objection": {
            (vote.vote, objection.person): {"raised_at": objection.at}
            for vote in record.votes
            for objection in vote.objections
        },
        "answer": _answers(record),
        "annulment": _annulments(record),
        "correction": sitting_rows.corrections(record),
    }


def _meeting(record: MeetingRecord, course: Course) -> Columns:
    opening, adjournment = record.opening, record.adjournment
    if opening is None:
        return {
            "stage": MeetingStage.DRAFT.value,
            "opened_at": None,
            "adjourned_at": None,
            "rules": None,
            "quorum_check": sitting_rows.quorum_check(record),
        }
    return {
        **sitting_rows.meeting_columns(record),
        "opened_at": opening.at,
        "adjourned_at": adjournment.at if adjournment else None,
        "rules": course.rules,
        "number": opening.said.number,
        "title": opening.said.title,
        "held_on": opening.said.held_on,
        "is_practice": opening.said.is_practice,
    }


def _attendance(record: MeetingRecord) -> Table:
    """Return the stays; two that look alike, within one second's work, are one row found twice."""
    table: Table = {}
    for stay in record.stays:
        left = stay.left_at.isoformat() if stay.left_at else ""
        row = table.setdefault((stay.person, stay.arrived_at.isoformat(), left), {"times": 0})
        row["times"] = int(str(row["times"])) + 1
    return table


def _items(record: MeetingRecord, course: Course) -> Table:
    voted = {vote.item for vote in record.votes if vote.stage in UNDER_WAY}
    advanced = motion_rows.advanced(record)
    table: Table = {}
    for place, item in enumerate(record.items, start=1):
        key, stage = item.listed.item, ItemStage.OFF if item.is_off else ItemStage.PENDING
        if key == course.current:
            stage = ItemStage.BEING_VOTED if key in voted else ItemStage.ACTIVE
        elif key in course.done:
            stage = ItemStage.DONE
        table[(key,)] = {
            "place": place,
            "number": item.listed.number,
            "title": item.listed.title,
            "stage": stage.value,
            "procedure": item.listed.procedure.value,
            "draft": item.listed.draft,
            "is_closed": item.is_closed,
            "is_consent": item.listed.is_consent,
            "advanced": advanced.get(key, []),
        }
    return table


def _papers(record: MeetingRecord) -> Table:
    return {
        (paper.listed.paper,): {
            "item": item.listed.item,
            "title": paper.listed.title,
            "digest": paper.listed.digest,
            "size": paper.listed.size,
            "pages": paper.listed.pages,
            "replaces": paper.listed.replaces,
        }
        for item in record.items
        for paper in item.papers
    }


def _require_standings(course: Course, line: Line) -> None:
    sequence, _, _, _, body = line
    for one in body["roll"]:
        holder = (one.get("proxy") or {}).get("person")
        expected = course.standing(body["vote"], one["person"]), course.holder(body["vote"], one["person"])
        if (one["standing"], holder) != expected:
            raise RecordFault(sequence=sequence, code="roll-differs", about=one["person"])


def _result(vote: VoteRecord, course: Course, declared: Line | None) -> Columns | None:
    """Return the result counted again; refuse a declaration that says anything else."""
    if declared is None:
        return None
    sequence, _, _, _, body = declared
    try:
        again = result_again(vote, course)
    except Contradiction as wrong:
        raise RecordFault(sequence=sequence, code=wrong.code, about=wrong.about) from None
    for name, value in (again or {}).items():
        if body.get(name) != value:
            raise RecordFault(sequence=sequence, code="result-differs", about=name)
    return again


def _vote(vote: VoteRecord, course: Course, result: Columns | None) -> Columns:
    hands = vote.hands
    return {
        "number": vote.number,
        "item": vote.item,
        "motion": vote.motion,
        "stage": vote.stage.value,
        "mode": vote.mode.value,
        "secrecy": vote.secrecy.value,
        "call_order": vote.call_order.value,
        "majority": course.majorities[vote.vote],
        "title": vote.title,
        "text": vote.text,
        "repeats": vote.repeats,
        "opened_at": vote.opening.at if vote.opening else None,
        "runs_from": runs_from(vote),
        "closed_at": vote.close.at if vote.close else None,
        "declared_at": vote.result.at if vote.result else None,
        "hands": {"for": hands.for_, "against": hands.against, "abstain": hands.abstain} if hands else None,
        "papers": vote.papers.count.to_plain() if vote.papers else None,
        "missing": list(vote.close.missing) if vote.close else None,
        "presiding": vote.close.presiding if vote.close else None,
        "recused_present": vote.close.recused_present if vote.close else 0,
        "follows_tie": vote.follows_tie,
        "tie": vote.tie.to_plain() if vote.tie else None,
        "result": result,
        "contest": to_plain(vote.contest),
    }


def _decisions(record: MeetingRecord) -> Table:
    """Return the numbers that results took in the series of the body that met."""
    body = record.opening.said.body.id if record.opening else ""
    return {
        (vote.vote, motion): {"body": body, "series": numbered.series, "number": numbered.number}
        for vote in record.votes
        if vote.result is not None
        for motion, numbered in (
            (vote.motion, vote.result.numbered),
            *((one.motion, one.numbered) for one in vote.result.joined),
        )
        if numbered is not None
    }


def _joined(record: MeetingRecord) -> Table:
    return {
        (vote.vote, one.said.motion): {
            "item": one.said.item,
            "number": one.said.number,
            "title": one.said.title,
            "text": one.said.text,
            "pulled_by": one.pulled.person if one.pulled else None,
        }
        for vote in record.votes
        for one in vote.joined
    }


def _rolls(record: MeetingRecord, course: Course) -> Table:
    return {
        (vote.vote, line.person): {
            "name": line.name,
            "seat": line.seat,
            "group": line.group or "",
            "weight": line.weight,
            "standing": line.standing.value,
            "position": str(position),
            "registered_at": _registered_at(vote, line.person),
            "proxy": line.proxy.person if line.proxy else None,
        }
        for vote in record.votes
        for line, position in positions_again(vote, course)
    }


def _registered_at(vote: VoteRecord, person: str) -> datetime | None:
    return next((each.at for each in vote.registrations if each.person == person), None)


def _ballots(record: MeetingRecord) -> Table:
    return {
        (vote.vote, ballot.person): {
            "choice": ballot.choice.value,
            "press": ballot.press,
            "cast_at": ballot.at,
            "entered_by": _person(ballot.entered_by or "") or None,
            "confirmed_by": _person(ballot.confirmed_by or "") or None,
        }
        for vote in record.votes
        for ballot in vote.ballots
    }


def _spoken(record: MeetingRecord) -> Table:
    return {
        (vote.vote, spoken.person): {
            "choice": spoken.choice.value,
            "entered_by": _person(spoken.actor),
            "entered_at": spoken.at,
        }
        for vote in record.votes
        for spoken in vote.spoken
    }


def _answers(record: MeetingRecord) -> Table:
    return {
        (vote.vote, each.person): {
            "answer": each.answer.value,
            "before": each.before[-1].value if each.before else "",
            "entered_at": each.at,
        }
        for vote in record.votes
        for each in vote.answers
    }


def _annulments(record: MeetingRecord) -> Table:
    return {
        (vote.vote,): {
            "ground": vote.annulment.ground,
            "proposed_by": _person(vote.annulment.proposed_by),
            "proposed_at": vote.annulment.proposed_at,
            "confirmed_by": _person(vote.annulment.confirmed_by or "") or None,
            "confirmed_at": vote.annulment.confirmed_at,
        }
        for vote in record.votes
        if vote.annulment is not None
    }


def _person(actor: str) -> str:
    return actor.partition(":")[2]
