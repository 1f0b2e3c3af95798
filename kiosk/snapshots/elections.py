"""Makes what screens show of elections: the ballot under way with its candidates, their votes and what follows."""

import msgspec
from django.urls import reverse

from agenda.domain.elections import Candidate
from council.domain.rules import Majority
from kiosk import messages
from kiosk.snapshots.loading import Loaded, LoadedVote
from voting import wording
from voting.domain.elections import Contest, Returned
from voting.domain.stages import VoteStage


def contest_state(vote: LoadedVote, *, is_known: bool) -> messages.ContestState | None:
    """Return the ballot with its candidates; with their votes, and what follows, once that may be known."""
    contest, returned = parts(vote)
    if contest is None:
        return None
    rules = vote.row.meeting.standing_orders.elections
    votes = (vote.row.papers or {}).get("votes", {}) if is_known else {}
    elected = returned.elected if returned and is_known else ()
    follows = returned and returned.way and vote.row.stage == VoteStage.DECLARED and is_known
    return messages.ContestState(
        motion=str(vote.row.motion_id),
        ballot=contest.ballot,
        places=contest.places,
        text=wording.ballot_words(contest),
        candidates=[_standing(one, votes, elected) for one in contest.candidates],
        follows=wording.follows_words(contest, returned, rules.article) if follows and returned else None,
    )


def ballot_due(loaded: Loaded) -> messages.DueBallot | None:
    """Return the further ballot that an election on the active item needs after its last result, if one does."""
    if loaded.ballot_due is None:
        return None
    motion, contest, returned = loaded.ballot_due
    article = loaded.meeting.standing_orders.elections.article
    text = wording.follows_words(contest, returned, article)
    return messages.DueBallot(motion=str(motion.pk), text=text)


def _standing(one: Candidate, votes: dict[str, int], elected: tuple[str, ...]) -> messages.Standing:
    return messages.Standing(
        candidate=one.candidate,
        name=one.name,
        votes=str(votes[one.candidate]) if one.candidate in votes else None,
        is_elected=one.candidate in elected,
    )


def parts(vote: LoadedVote) -> tuple[Contest | None, Returned | None]:
    """Return the ballot that a vote is, and what it came to."""
    if vote.row.contest is None:
        return None, None
    found = (vote.result or {}).get("returned")
    contest = msgspec.convert(vote.row.contest, Contest)
    return contest, msgspec.convert(found, Returned) if found is not None else None


def reason_words(vote: LoadedVote) -> str:
    """Return who is elected and why, in one sentence for each thing; nothing of a vote without candidates."""
    contest, returned = parts(vote)
    if contest is None or returned is None or vote.result is None:
        return ""
    reason, majority = vote.result["reason"], Majority.from_plain(vote.row.majority)
    return wording.returned_words(contest, returned, reason, majority)


def aloud(vote: LoadedVote) -> str:
    """Return what the chair reads aloud of a ballot; nothing of a vote without candidates, or before it is counted."""
    contest, returned = parts(vote)
    votes = (vote.row.papers or {}).get("votes")
    if contest is None or returned is None or vote.result is None or votes is None:
        return ""
    return wording.returned_aloud(contest, returned, vote.result["reason"], votes)


def sheets(vote: LoadedVote) -> messages.BallotSheets | None:
    """Return where the papers and the tellers' protocol of a ballot are printed."""
    if vote.row.contest is None:
        return None
    at = [vote.row.meeting_id, vote.row.pk]
    return messages.BallotSheets(
        papers=reverse("ballot-papers", args=at), protocol=reverse("protocol", args=at)
    )
