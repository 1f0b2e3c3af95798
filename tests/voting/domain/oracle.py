"""What a majority decides, in whole numbers and nothing else: written from RULES, not from the code under test."""

from typing import Any


def outcome(rule: dict[str, Any], votes: dict[str, int], *, settled: str = "", earlier_ties: int = 0) -> str:
    """Return adopted, rejected or tied.

    `rule` is the plain form of a majority with all its fields; `votes` the numbers: for, against, abstain, silent,
    invalid, blank, unreachable (present, if counted so), recused, total, in_office.
    """
    in_favour, against, gone = votes["for"], votes["against"], 0
    for meaning, number in ((rule["abstaining"], votes["abstain"]), (rule["silence"], votes["silent"])):
        if meaning == "for":
            in_favour += number
        if meaning == "against":
            against += number
        if meaning == "not_present":
            gone += number
    if suffices(rule, votes, in_favour, against, gone):
        return "adopted"
    steps = rule["secret_ties"] if votes.get("secret") else rule["ties"]
    is_tie = in_favour == against and suffices(rule, votes, in_favour + 1, against, gone)
    if not is_tie or len(steps) <= earlier_ties:
        return "rejected"
    step = steps[earlier_ties]
    if step == "chair_side" and in_favour == 0:
        return "rejected"
    if step == "revote" or not settled:
        return "tied"
    return "adopted" if settled == "for" else "rejected"


def suffices(rule: dict[str, Any], votes: dict[str, int], in_favour: int, against: int, gone: int) -> bool:
    """Tell whether so many for are enough for each share of the rule."""
    papers = votes["invalid"] + votes["blank"]
    here = votes["for"] + votes["against"] + votes["abstain"] + votes["silent"] + votes["unreachable"] - gone
    bases = {
        "total": votes["total"],
        "in_office": votes["in_office"],
        "present": here + (papers if rule["counts_invalid"] else 0),
        "cast": in_favour + against + (votes["invalid"] if rule["counts_invalid"] else 0),
        "for_against": in_favour + against,
    }
    bases["present_with_recused"] = bases["present"] + votes["recused"]
    for share in (rule, *rule["also"]):
        top, bottom = map(int, share["fraction"].split("/"))
        size = share["size"] if share["base"] == "fixed" else bases[share["base"]]
        # in_favour / 1 compared with top / bottom * size, multiplied out
        left, right = in_favour * bottom, top * size
        if not (left > right if share["is_strict"] else left >= right) or in_favour < max(1, share["floor"]):
            return False
    return True
