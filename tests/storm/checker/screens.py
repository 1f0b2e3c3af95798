"""I7 and I8: screens end alike, and nothing was ever shown that was not committed."""

from collections.abc import Iterator

from tests.storm.checker.case import Case, Heard, Message, Violation, audience_and_person
from tests.storm.checker.recount import AT_TERMINALS, UNNAMED, Traced, trace_votes

ALIKE = ("seat", "display", "public")  # chair and clerk also see links, which are not entries


def screens_converge(case: Case, final: dict[str, tuple[str, int]]) -> Iterator[Violation]:
    """I7: `final`, what each screen shows at last, is the ledger's end; same version, same frame."""
    end = (case.truth.epoch, case.truth.size)
    for who, shown in final.items():
        if shown != end:
            yield Violation("I7", f"{who} stays at {shown}, the ledger is at {end}")
    seen: dict[tuple[str, str, str, int], Message] = {}
    for frame in case.frames:
        message = frame.message
        if message["audience"] in ALIKE:
            key = (message["audience"], message["language"], message["epoch"], message["v"])
            if seen.setdefault(key, message) != message:
                yield Violation("I7", f"{frame.who} was shown another frame than others at {key}")
    yield from _forward_only(case)


def _forward_only(case: Case) -> Iterator[Violation]:
    shown: dict[str, tuple[str, int]] = {}
    for frame in case.frames:
        epoch, v = shown.get(frame.who, ("", -1))
        if frame.message["epoch"] == epoch and frame.message["v"] < v:
            yield Violation("I7", f"{frame.who} went back from {v} to {frame.message['v']}")
        shown[frame.who] = (frame.message["epoch"], frame.message["v"])
    for note in case.alarms:
        yield Violation("I7", f"{note.who} raised an alarm: {note.text}")


def nothing_shown_uncommitted(case: Case) -> Iterator[Violation]:
    """I8: an acceptance, a `mine` and a frame say what the ledger had at their version, no more."""
    votes = trace_votes(case.truth.entries)
    for sent in case.sent.values():
        for reply in case.replies.get(sent.id, []):
            yield from _acceptance(votes, sent.person, sent.message, reply)
    for mine in case.mines:
        yield from _mine(votes, mine)
    for frame in case.frames:
        if frame.message["vote"] and frame.message["epoch"] == case.truth.epoch:
            yield from _frame(votes, frame)


def _acceptance(votes: dict[str, Traced], person: str, message: Message, reply: Heard) -> Iterator[Violation]:
    if not reply.message["ok"] or message["type"] != "ballot.cast":
        return
    vote = votes.get(message["vote"])
    written = (
        [(s, c) for s, who, c, press in vote.cast if (who, press) == (person, message["press"])]
        if vote
        else []
    )
    v = reply.message["v"]
    if v is None or not any(sequence < v and choice == message["choice"] for sequence, choice in written):
        yield Violation("I8", f"{reply.who} was told “recorded” at {v}, the ledger has {written}")


def _mine(votes: dict[str, Traced], mine: Heard) -> Iterator[Violation]:
    message, person = mine.message, audience_and_person(mine.who)[1]
    if not message["vote"] or message["vote"] not in votes or message["person"] != person:
        return
    vote = votes[message["vote"]]
    if vote.mode not in AT_TERMINALS:
        return  # answers aloud stand there too
    cast = vote.cast_at(message["v"]).get(person)
    if vote.mode == UNNAMED and vote.stage_at(message["v"]) not in {"prepared", "open", "held"}:
        if message["choice"]:
            yield Violation("I8", f"{mine.who} was shown a choice at {message['v']}, after the close")
        return
    shown = (message["choice"], message["press"]) if message["choice"] else None
    # A press that was refused, while the vote was held, counts in the number that is shown.
    is_same = shown == cast or bool(shown and cast and shown[0] == cast[0] and shown[1] > cast[1])
    if not is_same:
        yield Violation("I8", f"{mine.who} was shown {shown} at {message['v']}, the ledger had {cast}")


def _frame(votes: dict[str, Traced], frame: Heard) -> Iterator[Violation]:
    shown, v = frame.message["vote"], frame.message["v"]
    vote = votes.get(shown["id"])
    if vote is None or vote.stage_at(v) != shown["stage"]:
        yield Violation(
            "I8", f"{frame.who} was shown {shown['stage']} at {v}, the ledger had {vote and vote.stage_at(v)}"
        )
        return
    if shown["mode"] in AT_TERMINALS and shown["cast"] != len(vote.cast_at(v)):
        yield Violation(
            "I8",
            f"{frame.who} was shown {shown['cast']} ballots at {v}, the ledger had {len(vote.cast_at(v))}",
        )
    if shown["numbers"] and shown["stage"] not in {"closed", "declared", "annulled"}:
        yield Violation("I8", f"{frame.who} was shown numbers at {v} before the close")
    # Beside the tally a frame numbers invalid and blank papers, of which an electronic vote has none.
    tally = dict.fromkeys(shown["numbers"] or (), 0) | vote.declared.get("tally", {})
    if shown["stage"] == "declared" and (
        shown["numbers"] != tally or shown["outcome"]["outcome"] != vote.declared["outcome"]
    ):
        yield Violation("I8", f"{frame.who} was shown another result than was declared: {shown}")
