"""I1 to I4: the acknowledged counts once, nothing else does, nothing after the close, one ballot each."""

import json
from collections import Counter
from collections.abc import Iterator

from tests.storm.checker.case import Case, Message, Violation
from tests.storm.checker.recount import AT_TERMINALS, UNNAMED, trace_votes

BALLOT = "voting.ballot.cast"
CHOICES = frozenset({"for", "against", "abstain"})


def acknowledged_counts_once(case: Case) -> Iterator[Violation]:
    """I1: each acknowledged press is one entry; the last entry of a person is the ballot and the position."""
    written = Counter(_key(entry.facts) for entry in case.entries(BALLOT))
    for sent in case.presses():
        reply = case.accepted(sent.id)
        count = written[_key(sent.message | {"person": sent.person})]
        if reply and count != 1:
            yield Violation("I1", f"press {sent.id} was acknowledged and written {count} times")
        if reply and (reply.message["choice"], reply.message["press"]) != (
            sent.message["choice"],
            sent.message["press"],
        ):
            yield Violation("I1", f"press {sent.id} was acknowledged as another: {reply.message}")
    yield from _same_answers(case)
    yield from _last_press_is_ballot(case)


# A copy of a command may be told that nothing can be done now: that takes nothing back of what its first brought about.
NOT_NOW = frozenset({"busy", "unavailable", "unknown", "rate-limited"})


def _same_answers(case: Case) -> Iterator[Violation]:
    for command_id, replies in case.replies.items():
        accepted = [reply for reply in replies if reply.message["ok"]]
        facts = {(reply.message["code"], reply.message["at"], reply.message["v"]) for reply in accepted}
        if len(facts) > 1:
            yield Violation("I1", f"command {command_id} was answered in {len(facts)} ways")
        if accepted and any(
            not later.message["ok"] and later.message["code"] not in NOT_NOW
            for later in replies
            if later.at > accepted[0].at and later.who == accepted[0].who
        ):
            yield Violation("I1", f"command {command_id} was accepted, then refused")


def _last_press_is_ballot(case: Case) -> Iterator[Violation]:
    last = {
        (vote, person): held
        for vote, traced in trace_votes(case.truth.entries).items()
        for person, held in traced.cast_at(case.truth.size).items()
    }
    rows = {(row.vote, row.person): (row.choice, row.press) for row in case.truth.ballots}
    for key in last.keys() | rows.keys():
        if last.get(key) != rows.get(key):
            yield Violation("I1", f"ballot of {key}: entries say {last.get(key)}, the table {rows.get(key)}")
    modes = {row.vote: row.mode for row in case.truth.votes if row.mode in AT_TERMINALS}
    positions = {(row.vote, row.person): row.position for row in case.truth.positions}
    ended = {row.vote for row in case.truth.votes if row.stage in {"closed", "declared"}}
    for (vote, person), (choice, _press) in last.items():
        counted = "voted" if modes.get(vote) == UNNAMED else choice
        if vote in ended & modes.keys() and positions.get((vote, person)) != counted:
            yield Violation(
                "I1", f"{person} pressed {choice} in {vote}, counted {positions.get((vote, person))}"
            )


def nothing_unsent(case: Case) -> Iterator[Violation]:
    """I2: every ballot and every counted choice was pressed at that person's terminal, and not refused."""
    refused = {row.command for row in case.truth.receipts if not json.loads(row.answer)["ok"]}
    pressed = {
        _key(sent.message | {"person": sent.person})
        for sent in case.presses()
        if sent.audience == "seat" and sent.id not in refused
    }
    for entry in case.entries(BALLOT):
        if _key(entry.facts) not in pressed or entry.actor != f"councillor:{entry.facts['person']}":
            yield Violation(
                "I2", f"entry {entry.sequence} of {entry.actor} was not pressed there: {entry.body}"
            )
    for row in case.truth.ballots:
        if (row.vote, row.person, row.press, row.choice) not in pressed:
            yield Violation("I2", f"the table has a ballot that nobody pressed: {row}")
    chosen = {(vote, person, choice) for vote, person, _press, choice in pressed}
    votes = {
        vote: traced
        for vote, traced in trace_votes(case.truth.entries).items()
        if traced.mode in AT_TERMINALS  # what was answered aloud or counted was not pressed; I5 recounts it
    }
    for line in case.truth.positions:
        if (
            line.vote in votes
            and line.position in CHOICES
            and (line.vote, line.person, line.position) not in chosen
        ):
            yield Violation("I2", f"counted and never pressed: {line}")
    for vote, counted in votes.items():
        for person, position in counted.declared_positions.items():
            if position in CHOICES and (vote, person, position) not in chosen:
                yield Violation("I2", f"declared and never pressed: {person} {position} in {vote}")


def nothing_by_name(case: Case) -> Iterator[Violation]:
    """I2: nobody's choice stands beside a name where the vote was without names."""
    for vote, traced in trace_votes(case.truth.entries).items():
        if traced.mode == UNNAMED and CHOICES & set(traced.declared_positions.values()):
            yield Violation("I2", f"choices were declared by name in {vote}, which was without names")


def nothing_after_close(case: Case) -> Iterator[Violation]:
    """I3: ballots were written while the vote was open, also by the clock of those in the room."""
    for vote, traced in trace_votes(case.truth.entries).items():
        for sequence in traced.untimely:
            yield Violation("I3", f"entry {sequence} is a ballot in {vote} while it was not open")
    closed_at = {row.vote: row.closed_at for row in case.truth.votes}
    for row in case.truth.ballots:
        if row.cast_at > (closed_at.get(row.vote) or row.cast_at):
            yield Violation("I3", f"the table has a ballot later than the close: {row}")
    closes = {
        sent.message["vote"]: reply.at
        for sent in case.sent.values()
        if sent.message["type"] == "vote.close" and (reply := case.accepted(sent.id))
    }
    for sent in case.presses():
        if case.accepted(sent.id) and sent.at > closes.get(sent.message["vote"], float("inf")):
            yield Violation("I3", f"press {sent.id} was made after the close had been answered, and accepted")


def one_ballot_each(case: Case) -> Iterator[Violation]:
    """I4: at most one ballot per person and vote, none off the roll, one position per line of the roll."""
    for key, count in Counter((row.vote, row.person) for row in case.truth.ballots).items():
        if count > 1:
            yield Violation("I4", f"{count} ballots of {key}")
    for key, count in Counter((row.vote, row.person) for row in case.truth.positions).items():
        if count > 1:
            yield Violation("I4", f"{count} positions of {key}")
    for vote, traced in trace_votes(case.truth.entries).items():
        for person in traced.ballots.keys() - traced.entitled:
            yield Violation("I4", f"{person} has a ballot in {vote} without the right to one")
        declared = set(traced.declared_positions)
        if traced.declared and traced.mode in AT_TERMINALS and declared != set(traced.roll):
            yield Violation("I4", f"the positions declared in {vote} are not those of its roll")


def _key(facts: Message) -> tuple[str, str, int, str]:
    return facts["vote"], facts["person"], facts["press"], facts["choice"]
