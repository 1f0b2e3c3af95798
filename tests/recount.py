"""Counts a declared vote again from what was pressed, answered or entered, with plain arithmetic; no test."""

from collections import Counter
from typing import Any

from tests.voting.domain import oracle
from voting.models import Vote

CHOICES = ("for", "against", "abstain")
PLAIN = {
    "also": [],
    "abstaining": "nothing",
    "silence": "nothing",
    "counts_invalid": True,
    "ties": [],
    "secret_ties": [],
    "floor": 0,
    "size": 0,
}


def recounted(vote: Vote) -> dict[str, int]:
    """Return the numbers of a vote that follow from its rows: what each chose, and who was there and chose nothing."""
    roll = dict(vote.roll.values_list("person", "position"))
    if vote.mode in {"hands", "paper"}:
        return _unnamed(vote, Counter(roll.values()))
    rows = vote.ballots.values_list("person", "choice")
    if vote.mode not in {"electronic", "electronic_unnamed"}:
        rows = vote.answers.exclude(answer="silent").values_list("person", "answer")
    given = dict(rows)
    if vote.mode == "electronic_unnamed":
        assert given.keys() == {person for person, position in roll.items() if position == "voted"}
        assert not set(CHOICES) & set(roll.values())
    else:
        assert given == {person: position for person, position in roll.items() if position in CHOICES}
    numbers = Counter({**roll, **given}.values())
    return {name: numbers[name] for name in (*CHOICES, "not_voting", "recused", "absent", "unreachable")}


def _unnamed(vote: Vote, known: Counter[str]) -> dict[str, int]:
    """Return the numbers of a vote of which nobody's choice is known: those entered, and of the roll the rest."""
    entered: dict[str, Any] = (vote.hands if vote.mode == "hands" else vote.papers) or {}
    chosen = {name: entered[name] for name in CHOICES}
    spoiled = {name: entered[name] for name in ("invalid", "blank")} if vote.mode == "paper" else {}
    here = known["unnamed"] - sum(chosen.values()) - sum(spoiled.values())
    rest = {"not_voting": here, "recused": known["recused"], "absent": known["absent"], "unreachable": 0}
    return chosen | rest | (spoiled if any(spoiled.values()) else {})


def outcome_of(vote: Vote, numbers: dict[str, int]) -> str:
    """Return what the numbers of a vote decide, by its majority; the chair of the cast has no vote of her own."""
    if vote.contest:
        return "adopted" if elected_in(vote, numbers) else "rejected"
    rule, votes = _rule_and_votes(vote, numbers)
    earlier = ties_before(vote)
    steps = rule["secret_ties"] if votes["secret"] else rule["ties"]
    settled = (vote.tie or {}).get("choice", "")
    if steps[earlier : earlier + 1] == ["chair_side"] and vote.mode not in {"hands", "paper"}:
        settled = "none"  # seen from the roll: she took no side
    return oracle.outcome(rule, votes, settled=settled, earlier_ties=earlier)


def elected_in(vote: Vote, numbers: dict[str, int]) -> set[str]:
    """Return whom a ballot elects: with enough votes, and more than all for whom there is no place, or by the lot drawn."""
    if not vote.contest:
        return set()
    rule, numbered = _rule_and_votes(vote, numbers)
    places, marks = vote.contest["places"], (vote.papers or {})["votes"]
    is_most = len(marks) > places and vote.contest.get("way") in {"most", "run_off_most"}
    valid = numbers["for"] + numbers["against"]
    enough = {
        who: votes
        for who, votes in marks.items()
        if (votes > 0 if is_most else oracle.suffices(rule, numbered, votes, valid - votes, 0))
    }
    sure = {who for who in enough if sum(enough[other] >= enough[who] for other in enough) <= places}
    ahead = {who: sum(enough[other] > enough[who] for other in enough) for who in enough}
    equals = {who for who in enough if who not in sure and ahead[who] < places}
    if equals and vote.meeting.standing_orders.elections.lot:
        drawn = (vote.tie or {})["drawn"]
        assert set(drawn) == equals
        sure |= set(drawn[: places - len(sure)])
    return sure


def _rule_and_votes(vote: Vote, numbers: dict[str, int]) -> tuple[dict[str, Any], dict[str, int]]:
    """Return majority and numbers as the oracle takes them."""
    rule = {**PLAIN, **vote.majority}
    rule["also"] = [{**PLAIN, **share} for share in rule["also"]]
    counts_lost = vote.meeting.standing_orders.counts_unreachable_as_present
    votes = {
        **{name: numbers[name] for name in CHOICES},
        "silent": numbers["not_voting"],
        "invalid": numbers.get("invalid", 0),
        "blank": numbers.get("blank", 0),
        "unreachable": numbers["unreachable"] if counts_lost else 0,
        "recused": vote.recused_present,
        "total": vote.meeting.statutory_number,
        "in_office": vote.roll.count(),
        "secret": vote.mode == "paper",
    }
    return rule, votes


def ties_before(vote: Vote) -> int:
    """Return how many second votes on the same matter this one is."""
    return 1 + ties_before(vote.follows_tie) if vote.follows_tie else 0
