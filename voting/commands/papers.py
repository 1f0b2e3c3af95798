"""A vote on paper: entering what the tellers counted, and fixing at the close who could have been given a paper."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from agenda.commands import append
from agenda.models import Meeting
from council.domain.actors import Actor, ActorRole
from ledger.kinds import Kind
from voting.commands.taking import require_offered, take
from voting.domain.choices import Choice
from voting.domain.elections import Contest, require_votes
from voting.domain.papers import Papers, PapersFault, WrongPapers
from voting.domain.stages import Mode, VoteAct
from voting.models import Vote
from voting.queries import tally_papers
from voting.refusals import BY_PAPERS_FAULT, NotOnPaper, OtherCount, PapersNotCounted


def count_papers(
    *,
    meeting: Meeting,
    vote_id: UUID,
    stage: str,
    numbers: Mapping[str, int],
    tellers: Sequence[str],
    by: Actor,
    at: datetime,
    votes: Sequence[int] | None = None,
) -> Vote:
    """Note the tellers' numbers (papers.NUMBERS) and names; the last count entered holds.

    Of a ballot with candidates `votes` are theirs in the order of the paper, and nobody says for or against. Refuses another
    mode, papers for what is no choice, numbers that do not add up, more papers than people entitled, and fewer than two
    tellers.
    """
    vote = take(meeting, vote_id, stage, by, VoteAct.COUNT_PAPERS, (ActorRole.CLERK,))
    if vote.mode != Mode.PAPER:
        raise NotOnPaper
    if (vote.contest is None) is not (votes is None):
        raise OtherCount
    if numbers.get("abstain"):
        require_offered(meeting, Choice.ABSTAIN)
    try:
        papers = Papers.of(numbers, tellers) if votes is None else _of_ballot(vote, numbers, tellers, votes)
        tally_papers(vote, papers)
    except WrongPapers as wrong:
        raise BY_PAPERS_FAULT[wrong.fault](counted=wrong.counted, limit=wrong.limit) from None
    vote.papers = papers.to_plain()
    vote.save(update_fields=["papers"])
    body = {"vote": str(vote.pk), **vote.papers}
    append(log=meeting.log, kind=Kind.PAPERS_COUNTED, actor=str(by), body=body, at=at)
    return vote


def _of_ballot(
    vote: Vote, numbers: Mapping[str, int], tellers: Sequence[str], votes: Sequence[int]
) -> Papers:
    contest = msgspec.convert(vote.contest, Contest)
    if len(votes) != len(contest.candidates):
        raise WrongPapers(PapersFault.OTHER_CANDIDATES, counted=len(votes), limit=len(contest.candidates))
    of_each = {one.candidate: number for one, number in zip(contest.candidates, votes, strict=True)}
    require_votes(contest, of_each, valid=numbers["valid"])
    return Papers.of_election(numbers, tellers, of_each)


def require_papers(vote: Vote) -> None:
    """Refuse to close a vote on paper before its papers are counted."""
    if vote.papers is None:
        raise PapersNotCounted
