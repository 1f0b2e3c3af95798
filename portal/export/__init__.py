"""What of a meeting can be downloaded, as bytes: its ledger, its votes as a table, checkpoints, proofs.

The formats are described in docs/publishing.md. Nothing is decided here about what may be opened: see
domain.disclosure.
"""

import csv
import io
from base64 import b64encode
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from ledger.domain.entries import EntryRow
from ledger.domain.note import verifier_key
from ledger.domain.tree import leaf_hash
from ledger.models import Checkpoint
from portal.domain.disclosure import opened
from portal.domain.spreadsheets import harmless
from portal.queries import Archive
from voting.domain.choices import NAMELESS, Position
from voting.domain.facts import VoteRecord, VoteResult

POSITIONS = tuple(position.value for position in Position if position not in NAMELESS)
PAPERS = ("issued", "returned", "valid", "invalid", "blank")
COLUMNS = (
    *("vote", "item", "title", "mode", "outcome", "decision", "declared_at", "is_annulled"),
    *POSITIONS,
    *("person", "group", "seat", "weight", "position", "is_spoken"),
    *(f"papers_{number}" for number in PAPERS),
    "tellers",
    *("ballot", "candidates", "elected"),
    "together_with",
    "by_proxy",
)


def ledger_lines(entries: Sequence[EntryRow]) -> bytes:
    """Return one JSON object a line for each entry: its leaf, and its opening where that may be known."""
    open_ones = opened((entry.sequence, entry.kind, entry.facts) for entry in entries)
    return b"".join(_line(entry, is_open=entry.sequence in open_ones) for entry in entries)


def _line(entry: EntryRow, *, is_open: bool) -> bytes:
    told: dict[str, Any] = {"leaf": msgspec.Raw(entry.leaf)}
    if is_open:
        told["opening"] = {
            "actor": entry.actor,
            "body": msgspec.Raw(entry.body.encode()),
            "salt": entry.salt.hex(),
        }
    return msgspec.json.encode(told) + b"\n"


def checkpoint_list(*, origin: str, public_keys: Iterable[bytes], checkpoints: Iterable[Checkpoint]) -> bytes:
    """Return the log's signed notes with their sizes, and the keys to verify them (c2sp.org/signed-note)."""
    told = {
        "origin": origin,
        "verifier_keys": [verifier_key(origin, key) for key in public_keys],
        "checkpoints": [{"size": found.size, "note": found.note} for found in checkpoints],
    }
    return msgspec.json.encode(told)


def inclusion(*, entry: EntryRow, size: int, root: bytes, proof: Sequence[bytes]) -> bytes:
    """Return the proof that the entry is in the log of this size and root (RFC 9162, section 2.1.3)."""
    told = {
        "entry": entry.sequence,
        "size": size,
        "leaf": msgspec.Raw(entry.leaf),
        "leaf_hash": _text(leaf_hash(entry.leaf)),
        "root": _text(root),
        "proof": [_text(node) for node in proof],
    }
    return msgspec.json.encode(told)


def consistency(*, old: int, new: int, roots: tuple[bytes, bytes], proof: Sequence[bytes]) -> bytes:
    """Return the proof that the log only grew from the one size to the other (RFC 9162, section 2.1.4)."""
    old_root, new_root = (_text(root) for root in roots)
    told = {
        "old": old,
        "new": new,
        "old_root": old_root,
        "new_root": new_root,
        "proof": [_text(node) for node in proof],
    }
    return msgspec.json.encode(told)


def votes_table(archive: Archive) -> bytes:
    """Return every vote with a result, one row a person for each item that it decides; of one without names no choice.

    Where abstaining was a choice in none of them it has no column; nor have proxies where nobody voted by one.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    may_abstain = not archive.votes or any(vote.offers_abstaining for vote, _ in archive.votes)
    has_proxies = any(named.by_proxy for _, result in archive.votes for named in result.named)
    left_out = {*(() if may_abstain else (Position.ABSTAIN,)), *(() if has_proxies else ("by_proxy",))}
    told = [place for place, name in enumerate(COLUMNS) if name not in left_out]
    writer.writerow(COLUMNS[place] for place in told)
    for vote, result in archive.votes:
        for number, title, decision, others in _decided(vote, result):
            for row in _rows(vote, result, number, title, decision):
                whole = [*row[:-1], harmless("; ".join(others)), row[-1]]
                writer.writerow(whole[place] for place in told)
    return text.getvalue().encode("utf-8-sig")


def _decided(vote: VoteRecord, result: VoteResult) -> list[tuple[str, str, str, list[str]]]:
    """Return number, title and decision of each item that a vote decides, and the numbers of the others with it."""
    decisions = {one.motion: one.decision for one in result.joined}
    rows = [(vote.item_number, vote.title, result.decision)]
    rows += [(one.number, one.title, decisions.get(one.motion, "")) for one in vote.together]
    numbers = [number for number, *_ in rows]
    return [(*row, numbers[:place] + numbers[place + 1 :]) for place, row in enumerate(rows)]


def _rows(
    vote: VoteRecord, result: VoteResult, number: str, title: str, decision: str
) -> Iterable[list[str]]:
    is_annulled = vote.annulment is not None and vote.annulment.confirmed_at is not None
    numbers = result.tally.by_position()
    spoken = {ballot.person for ballot in vote.ballots if ballot.is_spoken}
    first = [
        *(str(vote.number), harmless(number), harmless(title), vote.mode.value),
        *(
            result.outcome.value,
            harmless(decision),
            result.at.isoformat(),
            "yes" if is_annulled else "no",
        ),
        *(str(numbers[Position(position)]) for position in POSITIONS),
    ]
    for named in result.named:
        line = named.line
        seat = "" if line.seat is None else str(line.seat)
        person = [harmless(line.name), harmless(line.group or ""), seat, str(line.weight)]
        spoke = "yes" if line.person in spoken else "no"
        yield [*first, *person, named.position.value, spoke, *_papers(vote), harmless(named.by_proxy)]


def _papers(vote: VoteRecord) -> list[str]:
    if vote.papers is None:
        return [""] * (len(PAPERS) + 4)
    count = vote.papers.count
    numbers = [str(getattr(count, name)) for name in PAPERS]
    return [*numbers, harmless("; ".join(count.tellers)), *_candidates(vote)]


def _candidates(vote: VoteRecord) -> list[str]:
    """Return the number of a ballot, its candidates with their votes, and who of them is elected; nothing of a text."""
    if vote.contest is None or vote.papers is None or vote.result is None or vote.result.returned is None:
        return [""] * 3
    votes, elected = vote.papers.count.votes, vote.result.returned.elected
    stood = [f"{one.name}: {votes[one.candidate]}" for one in vote.contest.candidates]
    chosen = [one.name for one in vote.contest.candidates if one.candidate in elected]
    return [str(vote.contest.ballot), harmless("; ".join(stood)), harmless("; ".join(chosen))]


def _text(digest: bytes) -> str:
    return b64encode(digest).decode()
