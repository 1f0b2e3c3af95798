"""The checker finds nothing in a meeting without faults, and the right thing once one is planted."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from kiosk.client.history import History, Note
from ledger.domain.canonical import canonical
from ledger.domain.entries import salted_digest
from tests.storm.checker import Case, Violation, check
from tests.storm.plain_meeting import ANNA, BORIS, EPOCH, VASIL, VOTE, moment, plain_meeting
from tests.storm.truth import BallotRow, Entry, PositionRow, VoteRow

BALLOT = "voting.ballot.cast"
Plant = Callable[[Case], Case]


def final(case: Case) -> dict[str, tuple[str, int]]:
    return {"display": (EPOCH, case.truth.size), f"seat:{ANNA}": (EPOCH, case.truth.size)}


def violations(case: Case) -> list[Violation]:
    return check(case, final(case))


def with_truth(case: Case, **changes: Any) -> Case:
    return Case(case.history, msgspec.structs.replace(case.truth, **changes))


def with_entries(case: Case, entries: list[Entry]) -> Case:
    return with_truth(case, entries=entries, size=len(entries))


def renumbered(entries: list[Entry]) -> list[Entry]:
    return [msgspec.structs.replace(entry, sequence=number) for number, entry in enumerate(entries)]


def rewritten(entry: Entry, **facts: Any) -> Entry:
    """Return the entry saying something else, its digest made to fit, as somebody with the database could."""
    body = canonical(entry.facts | facts).decode()
    digest = salted_digest(salt=bytes.fromhex(entry.salt), actor=entry.actor, body=body)
    return msgspec.structs.replace(entry, body=body, digest=digest.hex())


def with_notes(case: Case, notes: list[Note]) -> Case:
    history = History()
    history.notes = notes
    return Case(history, case.truth)


def with_heard(case: Case, what: str, change: Callable[[dict[str, Any]], dict[str, Any] | None]) -> Case:
    """Return the case with messages heard changed; None from `change` leaves one as it was."""

    def changed(note: Note) -> Note:
        message = change(msgspec.json.decode(note.text)) if note.what == what else None
        text = msgspec.json.encode(message).decode() if message else note.text
        return msgspec.structs.replace(note, text=text)

    return with_notes(case, [changed(note) for note in case.history.notes])


def without_entry(case: Case) -> Case:
    entries = case.truth.entries
    first = next(entry for entry in entries if entry.kind == BALLOT)
    return with_entries(case, renumbered([entry for entry in entries if entry is not first]))


def ballot_row_deleted(case: Case) -> Case:
    return with_truth(case, ballots=[row for row in case.truth.ballots if row.person != ANNA])


def ballot_row_added(case: Case) -> Case:
    return with_truth(case, ballots=[*case.truth.ballots, BallotRow(VOTE, VASIL, "for", 1, moment(6))])


def ballot_row_doubled(case: Case) -> Case:
    return with_truth(case, ballots=[*case.truth.ballots, case.truth.ballots[0]])


def ballot_row_changed(case: Case) -> Case:
    rows = [msgspec.structs.replace(row, choice="abstain") for row in case.truth.ballots]
    return with_truth(case, ballots=rows)


def ballot_row_later_than_close(case: Case) -> Case:
    rows = [msgspec.structs.replace(row, cast_at=moment(9)) for row in case.truth.ballots]
    return with_truth(case, ballots=rows)


def entry_doubled(case: Case) -> Case:
    entries = case.truth.entries
    place = next(entry.sequence for entry in entries if entry.kind == BALLOT)
    return with_entries(case, renumbered([*entries[: place + 1], entries[place], *entries[place + 1 :]]))


def entry_changed(case: Case) -> Case:
    entries = [rewritten(e, choice="abstain") if e.kind == BALLOT else e for e in case.truth.entries]
    return with_entries(case, entries)


def entry_late(case: Case) -> Case:
    """Write Vasil's refused press all the same, after the close."""
    entries = list(case.truth.entries)
    late = rewritten(entries[5], person=VASIL, press=1, choice="for")
    return with_entries(case, renumbered([*entries[:-1], late, entries[-1]]))


def entry_unsent(case: Case) -> Case:
    """Write a ballot of Vasil in time that his terminal never sent."""
    entries = list(case.truth.entries)
    forged = rewritten(entries[5], person=VASIL, press=7, choice="for")
    return with_entries(case, renumbered([*entries[:6], forged, *entries[6:]]))


def entry_of_somebody_else(case: Case) -> Case:
    """Turn Anna's ballot into Vasil's: the numbers stay."""
    entries = [
        rewritten(e, person=VASIL) if e.kind == BALLOT and e.facts["person"] == ANNA else e
        for e in case.truth.entries
    ]
    return with_entries(case, entries)


def off_the_roll(case: Case) -> Case:
    entries = list(case.truth.entries)
    roll = [line for line in entries[4].facts["roll"] if line["person"] != ANNA]
    entries[4] = rewritten(entries[4], roll=roll)
    return with_entries(case, entries)


def position_doubled(case: Case) -> Case:
    return with_truth(case, positions=[*case.truth.positions, PositionRow(VOTE, ANNA, "for")])


def position_invented(case: Case) -> Case:
    rows = [
        PositionRow(VOTE, VASIL, "against") if row.person == VASIL else row for row in case.truth.positions
    ]
    return with_truth(case, positions=rows)


def declared_otherwise(case: Case) -> Case:
    *entries, declared = case.truth.entries
    return with_entries(case, [*entries, rewritten(declared, outcome="adopted")])


def table_result_otherwise(case: Case) -> Case:
    result = (case.truth.votes[0].result or {}) | {"outcome": "adopted"}
    return with_truth(case, votes=[msgspec.structs.replace(case.truth.votes[0], result=result)])


def stage_put_back(case: Case) -> Case:
    return with_truth(case, votes=[msgspec.structs.replace(case.truth.votes[0], stage="open")])


def gap(case: Case) -> Case:
    entries = [
        e if e.sequence < 6 else msgspec.structs.replace(e, sequence=e.sequence + 1)
        for e in case.truth.entries
    ]
    return with_truth(case, entries=entries)


def number_reused(case: Case) -> Case:
    entries = list(case.truth.entries)
    entries[6] = msgspec.structs.replace(entries[6], sequence=5)
    return with_truth(case, entries=entries)


def declared_by_name(case: Case) -> Case:
    """Have the vote begun as one without names."""
    entries = list(case.truth.entries)
    entries[3] = rewritten(entries[3], mode="electronic_unnamed")
    return with_entries(case, entries)


def end_cut_off(case: Case) -> Case:
    return with_entries(case, case.truth.entries[:-1])


def fork(case: Case) -> Case:
    """Write the past anew, consistent in itself: another title, all digests fitting."""
    entries = list(case.truth.entries)
    entries[3] = rewritten(entries[3], title="another")
    return with_entries(case, entries)


def body_changed(case: Case) -> Case:
    entries = list(case.truth.entries)
    entries[3] = msgspec.structs.replace(entries[3], body=entries[3].body.replace("1/2", "2/3"))
    return with_entries(case, entries)


def verification_finds(case: Case) -> Case:
    return with_truth(case, faults=["entry 3: not what its digest says"])


def screen_behind(case: Case) -> Case:
    return with_truth(case, epoch="another")


def frames_differ(case: Case) -> Case:
    seen = iter(range(100))

    def change(message: dict[str, Any]) -> dict[str, Any] | None:
        return message | {"item": "other"} if next(seen) % 2 else None

    both = [note for note in case.history.notes if note.what == "frame" and note.who == "display"]
    doubled = with_notes(case, [note for shown in both for note in (shown, shown)])
    return with_heard(with_notes(case, case.history.notes + doubled.history.notes), "frame", change)


def went_back(case: Case) -> Case:
    frames = [note for note in case.history.notes if note.what == "frame" and note.who == "display"]
    return with_notes(case, [*case.history.notes, *reversed(frames)])


def alarm(case: Case) -> Case:
    return with_notes(case, [*case.history.notes, Note(99.0, "display", "alarm", "", "shown 7, server at 3")])


def ack_without_commit(case: Case) -> Case:
    """Answer the refused press as recorded."""

    def change(message: dict[str, Any]) -> dict[str, Any] | None:
        if message["code"] != "vote-closed":
            return None
        return message | {"ok": True, "code": "accepted", "choice": "for", "press": 1}

    return with_heard(case, "heard", change)


def ack_before_commit(case: Case) -> Case:
    return with_heard(case, "heard", lambda message: message | {"v": 5} if message.get("press") else None)


def answered_twice_differently(case: Case) -> Case:
    heard = next(note for note in case.history.notes if note.what == "heard")
    other = msgspec.json.encode(msgspec.json.decode(heard.text) | {"at": moment(59)}).decode()
    return with_notes(case, [*case.history.notes, msgspec.structs.replace(heard, text=other)])


def accepted_then_refused(case: Case) -> Case:
    return accepted_then(case, "vote-closed")


def accepted_then(case: Case, code: str) -> Case:
    """Have a copy of an accepted command refused."""
    heard = next(note for note in case.history.notes if note.what == "heard")
    other = msgspec.json.encode(msgspec.json.decode(heard.text) | {"ok": False, "code": code}).decode()
    return with_notes(case, [*case.history.notes, msgspec.structs.replace(heard, text=other, at=99.0)])


def pressed_after_close(case: Case) -> Case:
    """Have Boris's accepted last press leave after the chair had been told of the close."""
    notes = [
        msgspec.structs.replace(note, at=98.0)
        if note.who == f"seat:{BORIS}" and note.what == "sent" and "against" in note.text
        else note
        for note in case.history.notes
    ]
    return with_notes(case, notes)


def mine_ahead(case: Case) -> Case:
    return with_heard(case, "mine", lambda message: message | {"v": 4})


def frame_counts_too_many(case: Case) -> Case:
    return with_heard(case, "frame", lambda message: message | {"vote": message["vote"] | {"cast": 3}})


def frame_shows_early(case: Case) -> Case:
    def change(message: dict[str, Any]) -> dict[str, Any] | None:
        return message | {"vote": message["vote"] | {"numbers": {"for": 1}}}

    return with_heard(case, "frame", change)


def frame_at_wrong_stage(case: Case) -> Case:
    return with_heard(case, "frame", lambda message: message | {"vote": message["vote"] | {"stage": "held"}})


def frame_with_other_result(case: Case) -> Case:
    def change(message: dict[str, Any]) -> dict[str, Any] | None:
        if message["vote"]["stage"] != "declared":
            return None
        return message | {"vote": message["vote"] | {"outcome": {"outcome": "adopted"}}}

    return with_heard(case, "frame", change)


def refusal_unexplained(case: Case) -> Case:
    kept = [row for row in case.truth.receipts if "vote-closed" not in row.answer]
    return with_truth(case, receipts=kept, refusals=[])


def refusal_tells_choice(case: Case) -> Case:
    rows = [msgspec.structs.replace(row, text=row.text + " against") for row in case.truth.refusals]
    return with_truth(case, refusals=rows)


def receipt_tells_choice(case: Case) -> Case:
    receipts = [
        msgspec.structs.replace(row, answer=row.answer.replace("}", ',"choice":"for"}'))
        if "vote-closed" in row.answer
        else row
        for row in case.truth.receipts
    ]
    return with_truth(case, receipts=receipts)


PLANTED: list[tuple[str, Plant]] = [
    ("I1", without_entry),
    ("I1", ballot_row_deleted),
    ("I1", ballot_row_changed),
    ("I1", entry_doubled),
    ("I1", entry_changed),
    ("I1", ack_without_commit),
    ("I1", answered_twice_differently),
    ("I1", accepted_then_refused),
    ("I2", ballot_row_added),
    ("I2", entry_unsent),
    ("I2", entry_changed),
    ("I2", entry_of_somebody_else),
    ("I2", position_invented),
    ("I2", declared_by_name),
    ("I3", entry_late),
    ("I3", ballot_row_later_than_close),
    ("I3", pressed_after_close),
    ("I4", ballot_row_doubled),
    ("I4", position_doubled),
    ("I4", off_the_roll),
    ("I5", declared_otherwise),
    ("I5", table_result_otherwise),
    ("I5", stage_put_back),
    ("I5", entry_changed),
    ("I6", gap),
    ("I6", number_reused),
    ("I6", end_cut_off),
    ("I7", screen_behind),
    ("I7", frames_differ),
    ("I7", went_back),
    ("I7", alarm),
    ("I8", ack_without_commit),
    ("I8", ack_before_commit),
    ("I8", mine_ahead),
    ("I8", frame_counts_too_many),
    ("I8", frame_shows_early),
    ("I8", frame_at_wrong_stage),
    ("I8", frame_with_other_result),
    ("I9", fork),
    ("I9", body_changed),
    ("I9", end_cut_off),
    ("I9", verification_finds),
    ("I12", refusal_unexplained),
    ("I12", refusal_tells_choice),
    ("I12", receipt_tells_choice),
]


def test_meeting_without_faults_passes() -> None:
    assert violations(plain_meeting()) == []


def test_a_copy_of_an_accepted_command_may_be_told_to_come_again() -> None:
    found = violations(accepted_then(plain_meeting(), "busy"))
    assert "I1" not in {violation.invariant for violation in found}


@pytest.mark.parametrize(("invariant", "plant"), PLANTED, ids=[f"{i}-{p.__name__}" for i, p in PLANTED])
def test_planted_fault_is_found(invariant: str, plant: Plant) -> None:
    case = plain_meeting()
    found = check(plant(case), final(case))
    assert invariant in {violation.invariant for violation in found}


def test_history_survives_being_written_down() -> None:
    history = plain_meeting().history
    assert History.from_lines(history.to_lines()).notes == history.notes


def with_ballot(case: Case, votes: dict[str, int], declared: dict[str, Any], **contest: Any) -> Case:
    """Return the case with a ballot of an election at its end, in which the three councillors stand."""
    vote = f"40000000-0000-4000-8000-{len(case.truth.votes) + 1:012}"
    paper = {"ballot": 1, "places": 1, "candidates": [{"candidate": one} for one in votes]} | contest
    best, all_votes = max(votes.values()), sum(votes.values())
    numbers = {"for": best, "against": all_votes - best, "abstain": 0}
    nobody = {"not_voting": -all_votes, "recused": 0, "absent": 0, "unreachable": 0}  # the roll is empty
    tally = numbers | nobody
    result = {"tally": tally, "outcome": "adopted" if "elected" in declared else "rejected"}
    majority = {"base": "for_against", "fraction": "1/2", "is_strict": True}
    entries = list(case.truth.entries)
    for kind, facts in (
        *(("agenda.candidate.nominated", {"candidate": one}) for one in (ANNA, BORIS, VASIL)),
        (
            "voting.vote.prepared",
            {"motion": "office", "mode": "paper", "majority": majority, "contest": paper},
        ),
        ("voting.vote.opened", {"roll": []}),
        ("voting.papers.counted", numbers | {"votes": votes}),
        ("voting.vote.closed", {}),
        ("voting.vote.declared", result | {"positions": {}, "returned": declared}),
    ):
        entry = rewritten(entries[-1], vote=vote, **facts)
        entries.append(msgspec.structs.replace(entry, kind=kind, sequence=len(entries)))
    row = VoteRow(vote, "declared", "paper", moment(9), result)
    return with_truth(case, entries=entries, size=len(entries), votes=[*case.truth.votes, row])


FIRST = ({ANNA: 2, BORIS: 2, VASIL: 1}, {"places": 1, "standing": [ANNA, BORIS], "way": "run_off"})


def test_an_election_and_its_run_off_are_recounted() -> None:
    first = with_ballot(plain_meeting(), *FIRST)
    run_off = with_ballot(first, {ANNA: 3, BORIS: 2}, {"elected": [ANNA]}, ballot=2, way="run_off")
    assert violations(run_off) == []


@pytest.mark.parametrize(
    ("votes", "declared", "contest"),
    [
        ({ANNA: 3, BORIS: 2}, {"elected": [BORIS]}, {"ballot": 2, "way": "run_off"}),
        ({ANNA: 3, BORIS: 2}, {"places": 1}, {"ballot": 2, "way": "run_off"}),
        ({ANNA: 3, VASIL: 2}, {"elected": [ANNA]}, {"ballot": 2, "way": "run_off"}),
        ({ANNA: 3, BORIS: 2}, {"elected": [ANNA]}, {}),
    ],
    ids=["another is elected", "nobody is elected", "another stands", "no run-off"],
)
def test_a_run_off_that_went_otherwise_is_found(
    votes: dict[str, int], declared: dict[str, Any], contest: dict[str, Any]
) -> None:
    case = with_ballot(with_ballot(plain_meeting(), *FIRST), votes, declared, **contest)
    assert {violation.invariant for violation in violations(case)} == {"I5"}
