"""A small meeting without a fault, made up without a server, into which tests plant faults."""

import base64
import hashlib
import itertools
from typing import Any

import msgspec

from kiosk.client.history import History, Note
from ledger.domain.canonical import canonical
from ledger.domain.entries import leaf_bytes, salted_digest
from ledger.domain.tree import Edge, leaf_hash
from tests.cast import CHAIR, COUNCILLORS
from tests.storm.checker import Case
from tests.storm.truth import BallotRow, Entry, PositionRow, ReceiptRow, RefusalRow, Truth, VoteRow

EPOCH = "0f0f0f0f"
VOTE, MOTION = "40000000-0000-4000-8000-000000000001", "50000000-0000-4000-8000-000000000001"
ANNA, BORIS, VASIL = (str(person) for person in COUNCILLORS[:3])
TALLY = {"for": 1, "against": 1, "abstain": 0, "not_voting": 1, "recused": 0, "absent": 0, "unreachable": 0}


class Builder:
    """Writes the meeting down as it happens, on both sides."""

    def __init__(self) -> None:
        self.history = History()
        self.entries: list[Entry] = []
        self.receipts: list[ReceiptRow] = []
        self._clock = itertools.count(1)
        self._ids = itertools.count(1)
        self._edge = Edge()

    def note(self, who: str, what: Any, message: dict[str, Any], command: str = "") -> None:
        """Have a client note something, a second after the last."""
        text = msgspec.json.encode(message).decode()
        self.history.notes.append(Note(float(next(self._clock)), who, what, command, text))

    def entry(self, kind: str, actor: str, **body: Any) -> None:
        """Append an entry."""
        sequence, salt, text = len(self.entries), hashlib.sha256(b"%d" % len(self.entries)).digest(), ""
        text = canonical(body).decode()
        digest = salted_digest(salt=salt, actor=actor, body=text)
        at = moment(sequence)
        self.entries.append(Entry(sequence, kind, at, actor, digest.hex(), salt.hex(), text))
        self._edge = self._edge.extended([leaf_hash(leaf_bytes(sequence, kind, at, digest))])

    def checkpoint(self) -> str:
        """Return a note of the log as it is; its signature is not what the checker looks at."""
        root = base64.b64encode(self._edge.root).decode()
        return f"kvorum.test/log\n{len(self.entries)}\n{root}\n\n— kvorum.test c2lnbmF0dXJl\n"

    def command(self, who: str, actor: str, code: str, **message: Any) -> None:
        """Have a client send a command and hear its answer, which the server keeps as a receipt."""
        command = f"00000000-0000-4000-8000-{next(self._ids):012}"
        self.note(who, "sent", {"id": command, **message}, command)
        ok, v = code == "accepted", len(self.entries)
        reply = {"type": "reply", "id": command, "ok": ok, "code": code, "text": "", "at": moment(v), "v": v}
        told = {"choice": message.get("choice"), "press": message.get("press")} if ok else {}
        self.receipts.append(ReceiptRow(command, actor, msgspec.json.encode(reply | told).decode()))
        self.note(who, "heard", reply | {"choice": None, "press": None} | told, command)

    def frame(self, stage: str, cast: int, checkpoint: str, **known: Any) -> None:
        """Show the vote on the display and at Anna's seat."""
        vote = {
            "id": VOTE,
            "stage": stage,
            "mode": "electronic",
            "cast": cast,
            "numbers": None,
            "outcome": None,
        }
        for who in ("display", f"seat:{ANNA}"):
            audience = who.partition(":")[0]
            head = {
                "type": "frame",
                "audience": audience,
                "language": "en",
                "epoch": EPOCH,
                "v": len(self.entries),
            }
            self.note(who, "frame", head | {"checkpoint": checkpoint, "vote": vote | known})

    def ballot(self, person: str, choice: str, press: int) -> None:
        """Have a councillor press and the press recorded and shown at the seat."""
        actor, facts = f"councillor:{person}", {"vote": VOTE, "press": press, "choice": choice}
        self.entry("voting.ballot.cast", actor, person=person, **facts)
        self.command(f"seat:{person}", actor, "accepted", type="ballot.cast", **facts)
        mine = {"type": "mine", "epoch": EPOCH, "v": len(self.entries), "person": person}
        self.note(f"seat:{person}", "mine", mine | facts)


def moment(second: int) -> str:
    """Return a time of the meeting as the ledger writes it."""
    return f"2026-11-21T09:00:{second:02}.000000Z"


def plain_meeting() -> Case:
    """Return the meeting: Anna presses for, Boris abstain and then against, Vasil not at all; a tie.

    One more press of Vasil comes after the close and is refused.
    """
    build, chair = Builder(), f"chair:{CHAIR}"
    for person in (ANNA, BORIS, VASIL):
        build.entry("agenda.member.arrived", f"councillor:{person}", person=person, name="", by_self=True)
    majority = {"base": "for_against", "fraction": "1/2", "is_strict": True}
    build.entry("voting.vote.prepared", chair, vote=VOTE, motion=MOTION, mode="electronic", majority=majority)
    roll = [{"person": person, "weight": 1, "standing": "present"} for person in (ANNA, BORIS, VASIL)]
    build.entry("voting.vote.opened", chair, vote=VOTE, roll=roll)
    note = build.checkpoint()
    build.frame("open", 0, note)
    build.ballot(ANNA, "for", 1)
    build.ballot(BORIS, "abstain", 1)
    build.frame("open", 2, note)
    build.ballot(BORIS, "against", 2)
    build.entry("voting.vote.closed", chair, vote=VOTE, missing=[VASIL], unreachable=[])
    note = build.checkpoint()
    build.command(chair, chair, "accepted", type="vote.close", vote=VOTE, stage="open", missing=[VASIL])
    late = {"type": "ballot.cast", "vote": VOTE, "press": 1, "choice": "for"}
    build.command(f"seat:{VASIL}", f"councillor:{VASIL}", "vote-closed", **late)
    build.frame("closed", 2, note)
    positions = {ANNA: "for", BORIS: "against", VASIL: "not_voting"}
    result = {"tally": TALLY, "outcome": "rejected"}
    build.entry("voting.vote.declared", chair, vote=VOTE, positions=positions, **result)
    build.frame("declared", 2, build.checkpoint(), numbers=TALLY, outcome={"outcome": "rejected"})
    return Case(build.history, _truth(build, positions, result))


def _truth(build: Builder, positions: dict[str, str], result: dict[str, Any]) -> Truth:
    return Truth(
        epoch=EPOCH,
        size=len(build.entries),
        entries=build.entries,
        votes=[VoteRow(VOTE, "declared", "electronic", moment(8), result)],
        ballots=[
            BallotRow(VOTE, ANNA, "for", 1, moment(5)),
            BallotRow(VOTE, BORIS, "against", 2, moment(7)),
        ],
        positions=[PositionRow(VOTE, person, position) for person, position in positions.items()],
        receipts=build.receipts,
        refusals=[
            RefusalRow("00000000-0000-4000-8000-000000000005", "vote-closed", "ballot.cast vote-closed")
        ],
        faults=[],
    )
