"""Entries about elections for the tests of the record and of the minutes; no tests."""

from collections.abc import Mapping
from typing import Any

from tests.minutes.story import NAMES, Story, id_of
from tests.voting.domain.moved import FIRST

OFFICE = "Избор на заместник-председател"
MOTION = id_of(OFFICE)
CANDIDATES = ("Анна", "Борис", "Вера")
PAPERS = {"issued": 12, "returned": 12, "valid": 12, "invalid": 0, "blank": 0, "abstain": 0}


def entered(story: Story, *names: str) -> Story:
    """Enter an election on the first item, with these candidates."""
    story.tell(
        "agenda.election.entered",
        actor=story.clerk,
        motion=MOTION,
        item=id_of(FIRST),
        kind="main",
        text=OFFICE,
        secrecy="secret",
        election={"places": 1},
    )
    for name in names:
        nominated(story, name)
    return story


def nominated(story: Story, name: str, nominator: str = "") -> Story:
    """Let a candidate be nominated."""
    return story.tell(
        "agenda.candidate.nominated",
        motion=MOTION,
        candidate=id_of(name),
        name=name,
        person=None,
        nominator=nominator,
    )


def gone(story: Story, name: str) -> Story:
    """Let a candidate stand no more."""
    return story.tell("agenda.candidate.withdrawn", motion=MOTION, candidate=id_of(name), name=name)


def contest(*names: str, **more: Any) -> dict[str, Any]:
    """Return a ballot between these candidates, the first one unless `more` says otherwise."""
    standing = [{"candidate": id_of(name), "name": name} for name in names]
    return {"ballot": 1, "places": 1, "candidates": standing, **more}


def prepared(story: Story, ballot: Mapping[str, Any], mode: str = "paper") -> str:
    """Prepare a ballot."""
    return story.prepare(FIRST, mode=mode, more={"motion": MOTION, "contest": ballot, "secrecy": "secret"})


def counted(story: Story, vote: str, votes: Mapping[str, int]) -> Story:
    """Open a ballot and count its twelve papers."""
    story.open_vote(vote)
    most = max(votes.values())
    return story.tell(
        "voting.papers.counted",
        actor=story.clerk,
        vote=vote,
        **PAPERS | {"for": most, "against": 12 - most},
        tellers=["Ана", "Борис"],
        votes={id_of(name): number for name, number in votes.items()},
    )


def declared(
    story: Story,
    vote: str,
    votes: Mapping[str, int],
    returned: Mapping[str, Any] | None,
    decision: str = "",
) -> Story:
    """Close a ballot and declare what it came to."""
    return told_result(story.close(vote), vote, votes, returned, decision=decision)


def told_result(
    story: Story, vote: str, votes: Mapping[str, int], returned: Mapping[str, Any] | None, **changes: Any
) -> Story:
    """Declare what a closed ballot came to, with these changes."""
    most = max(votes.values())
    sums = dict.fromkeys(("abstain", "not_voting", "recused", "unreachable"), 0)
    sums |= {"for": most, "against": 12 - most, "absent": len(NAMES) - 12}
    told = {"returned": returned} if returned is not None else {}
    return story.tell(
        "voting.vote.declared",
        vote=vote,
        positions={id_of(name): "unnamed" if name in NAMES[:12] else "absent" for name in NAMES},
        tally=sums,
        **story.verdict(sums, 12) | {"decision": ""} | told | changes,
    )
