"""What the minutes say about elections: who was nominated, each ballot with the votes of its candidates, who is elected."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from council.domain.elections import Way
from minutes.domain.blocks import Column, Plain, Table, Verdict
from minutes.domain.phrases import Clock, Phrase, Say, Text, said
from voting.domain.bodies import Reason
from voting.domain.elections import Contest, Returned
from voting.domain.facts import VoteResult
from voting.domain.majority import Outcome
from voting.domain.motions import MotionRecord

WAYS = {
    Way.AGAIN: Say.BALLOT_AGAIN,
    Way.RUN_OFF: Say.BALLOT_RUN_OFF,
    Way.RUN_OFF_MOST: Say.BALLOT_RUN_OFF_MOST,
    Way.WITHOUT_LAST: Say.BALLOT_WITHOUT_LAST,
    Way.MOST: Say.BALLOT_MOST,
}
ELECTED = {Outcome.ADOPTED: Say.ELECTED, Outcome.REJECTED: Say.NOT_ELECTED}


def ballot_words(contest: Contest) -> Phrase:
    """Return which ballot it is, for how many places."""
    if contest.told_way is None:
        return said(Say.BALLOT_FIRST, number=contest.ballot, places=contest.places)
    way = Phrase(WAYS[contest.told_way])
    return said(Say.BALLOT_FURTHER, number=contest.ballot, places=contest.places, way=way)


def tell_candidacies(motion: MotionRecord) -> Iterator[tuple[datetime, Phrase]]:
    """Return that an election was entered in the meeting, and each nomination and withdrawal, with its time."""
    if motion.moved_at is not None and motion.election is not None:
        at, places = Clock(motion.moved_at), motion.election.places
        yield motion.moved_at, said(Say.ELECTION_ENTERED, at=at, text=motion.text, places=places)
    for each in motion.candidacies:
        at, name = Clock(each.at), each.candidate.name
        if each.is_withdrawn:
            yield each.at, said(Say.CANDIDATE_WITHDRAWN, at=at, name=name)
        elif each.candidate.nominator:
            yield each.at, said(Say.CANDIDATE_NOMINATED_BY, at=at, name=name, by=each.candidate.nominator)
        else:
            yield each.at, said(Say.CANDIDATE_NOMINATED, at=at, name=name)


def tell_ballot(
    contest: Contest,
    votes: Mapping[str, int],
    returned: Returned,
    result: VoteResult,
    rule: Phrase,
    *,
    is_in_force: bool,
) -> list[Plain]:
    """Return the votes of the candidates, and who is elected and why; `rule` is the majority in words."""
    columns = (
        Column(Phrase(Say.CANDIDATE), 64),
        Column(Phrase(Say.COUNT_VOTES), 16, is_number=True),
        Column(Phrase(Say.OUTCOME), 20),
    )
    rows: tuple[tuple[Text, ...], ...] = tuple(
        (
            one.name,
            str(votes[one.candidate]),
            Phrase(Say.ELECTED) if one.candidate in returned.elected else "",
        )
        for one in contest.candidates
    )
    decision = said(Say.DECISION_ELECTED, number=result.decision) if result.decision else None
    if decision and not returned.elected:
        decision = said(Say.DECISION_NOT_ELECTED, number=result.decision)
    if decision and not is_in_force:
        decision = said(Say.DECISION_ANNULLED, number=result.decision)
    reason = said(Say.REASONS_OF_BALLOT, reasons=tuple(_reasons(contest, returned, result.reason, rule)))
    return [Table(columns, rows), Verdict(Phrase(ELECTED[result.outcome]), reason, decision, is_in_force)]


def _reasons(contest: Contest, returned: Returned, reason: Reason, rule: Phrase) -> Iterator[Text]:
    if contest.most_decides:
        yield said(Say.REASON_MOST, obtained=reason.obtained)
    else:
        yield said(
            Say.REASON_BALLOT,
            rule=rule,
            needed=reason.needed,
            base=reason.base_size,
            obtained=reason.obtained,
        )
    if returned.lot is not None:
        yield said(Say.EQUALS_DRAWN, names=_names(contest, returned.lot.drawn))
    if returned.way is not None:
        way, names = Phrase(WAYS[returned.way]), _names(contest, returned.standing)
        yield said(Say.BALLOT_FOLLOWS, number=contest.ballot + 1, way=way, names=names)


def _names(contest: Contest, candidates: tuple[str, ...]) -> tuple[str, ...]:
    names = {one.candidate: one.name for one in contest.candidates}
    return tuple(names[candidate] for candidate in candidates)
