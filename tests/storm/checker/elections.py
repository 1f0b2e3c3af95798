"""Ballots of elections recounted by rules written here anew: one place, a run-off of the best two, and then nothing."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

RUN_OFF = "run_off"


def paper_of(contest: Mapping[str, Any] | None) -> list[str]:
    """Return who stands on the paper of a ballot, by id; nobody where no people are elected."""
    return [one["candidate"] for one in contest["candidates"]] if contest else []


def follows_from(contest: Mapping[str, Any], before: Mapping[str, Any] | None) -> bool:
    """Tell whether a ballot is what `before`, the last declared result of its election, has follow; a first one if None."""
    if before is None or not before.get("standing"):
        return contest["ballot"] == 1
    is_named = (contest["ballot"], contest.get("way")) == (2, before["way"])
    return bool(is_named) and sorted(paper_of(contest)) == sorted(before["standing"])


def returned(
    contest: Mapping[str, Any], votes: Mapping[str, int], majority: Mapping[str, Any]
) -> dict[str, Any]:
    """Return whom a ballot for one place elects: who alone has most votes and enough; or who stands in the run-off."""
    if contest["places"] != 1 or majority["base"] != "for_against":
        msg = f"storms elect one by for and against, not {contest['places']} by {majority['base']}"
        raise ValueError(msg)
    most, second = sorted(votes.values(), reverse=True)[:2]
    share = Fraction(majority["fraction"]) * sum(votes.values())
    is_enough = most > share if majority["is_strict"] else most >= share
    if is_enough and most > second:
        return {"elected": [one for one in paper_of(contest) if votes[one] == most]}
    if contest["ballot"] > 1:
        return {"places": 1}
    return {
        "places": 1,
        "standing": [one for one in paper_of(contest) if votes[one] >= second],
        "way": RUN_OFF,
    }
