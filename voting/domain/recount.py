"""Counts a vote again from its entries: what became of everybody on its roll, and the result that follows from it."""

from functools import partial
from typing import Any, TypedDict

from agenda.domain.elections import to_plain
from council.domain.elections import ElectionRules
from council.domain.orders import Presence, StandingOrders
from voting.domain.choices import ANSWERS, Answer, Position, Standing
from voting.domain.elections import Contest, count_ballot
from voting.domain.facts import VoteRecord
from voting.domain.following import Course
from voting.domain.majority import Outcome, Result, decide
from voting.domain.modes import ANSWERED, AT_TERMINALS, COUNTED, SECRET, UNNAMED
from voting.domain.papers import Papers
from voting.domain.proxies import represented
from voting.domain.reading import Contradiction
from voting.domain.tally import Tally, count_papers, of_sums, without_names
from voting.domain.ties import TieRecord


class Around(TypedDict):
    """What decides a vote beside its tally and rule, in votes."""

    statutory_number: int
    in_office: int
    recused_present: int


def result_again(vote: VoteRecord, course: Course) -> dict[str, object] | None:
    """Return the result counted again from roll, ballots, answers or counts, and majority.

    Counted first with nothing settled: what chair or lot said is taken only where the vote ended in a tie that its rule
    settles so. Refuses (Contradiction) what was said to another tie, or to none, and hands that nobody there could raise.
    """
    if vote.result is None or vote.opening is None:
        return None
    rules = course.rules or {}
    orders = StandingOrders.from_plain(rules["orders"])
    tally = _tally(vote, course, counts_unreachable=orders.counts_unreachable_as_present)
    around: Around = {
        "statutory_number": rules["statutory_number"],
        "in_office": sum(line.weight for line in vote.opening.roll),
        "recused_present": vote.close.recused_present if vote.close else 0,
    }
    if vote.contest is not None and vote.papers is not None:
        return _returned_again(vote, vote.contest, vote.papers.count, tally, orders.elections, around)
    deciding = partial(
        decide,
        majority=vote.majority,
        tally=tally,
        **around,
        is_secret=vote.mode in SECRET,
        earlier_ties=course.earlier_ties[vote.vote],
        chair=_chair(vote, course),
    )
    result = deciding()
    if vote.tie is not None:
        _require_tie(vote, vote.tie, result)
        result = deciding(settled=vote.tie.choice)
    joined = {"joined": [to_plain(one) for one in vote.result.joined]} if vote.result.joined else {}
    return {
        "tally": tally.to_plain(),
        "outcome": result.outcome.value,
        "reason": result.reason.to_plain(),
        "decision": vote.result.decision,
        **joined,
    }


def _returned_again(
    vote: VoteRecord,
    contest: Contest,
    papers: Papers,
    tally: Tally,
    rules: ElectionRules,
    around: Around,
) -> dict[str, object]:
    """Return what a ballot came to, counted first without a lot: one is taken only between the equals who need it."""
    counting = partial(
        count_ballot,
        contest=contest,
        papers=papers,
        tally=tally,
        majority=vote.majority,
        rules=rules,
        **around,
    )
    counted = counting()
    if vote.tie is not None:
        _require_tie(vote, vote.tie, counted.result)
        if counted.returned is None or set(counted.returned.between) != set(vote.tie.drawn):
            raise Contradiction("drawn-of-others", vote.vote)
        counted = counting(seed=vote.tie.seed, word=vote.tie.word)
    return {**counted.to_plain(), "decision": vote.result.decision if vote.result else ""}


def _require_tie(vote: VoteRecord, tie: TieRecord, unsettled: Result) -> None:
    """Refuse what settles a vote that did not end in a tie, or in one that its rule settles otherwise."""
    if unsettled.outcome is not Outcome.TIED or unsettled.reason.tie is not tie.tie:
        raise Contradiction("settled-otherwise", vote.vote)


def _tally(vote: VoteRecord, course: Course, *, counts_unreachable: bool) -> Tally:
    sums, chosen = dict.fromkeys(("", *Position), 0), _chosen(vote)
    for line, position in positions_again(vote, course):
        sums[chosen[line.person] if position is Position.VOTED else position] += line.weight
    if vote.papers is not None:
        unnamed, recused = sums[Position.UNNAMED], sums[Position.RECUSED]
        return count_papers(vote.papers.count, roll=sum(sums.values()), present=unnamed, recused=recused)
    if vote.hands is not None:
        raised = (vote.hands.for_, vote.hands.against, vote.hands.abstain)
        if sum(raised) > sums[Position.UNNAMED]:
            raise Contradiction("more-hands-than-present", vote.vote)
        sums[Position.FOR], sums[Position.AGAINST], sums[Position.ABSTAIN] = raised
        sums[Position.NOT_VOTING] = sums[Position.UNNAMED] - sum(raised)
    return of_sums(sums, counts_unreachable_as_present=counts_unreachable)


def _chair(vote: VoteRecord, course: Course) -> Position | None:
    """Return what became of who presided at the close; None where only numbers were entered and nobody can tell."""
    if vote.mode in COUNTED or vote.close is None:
        return None
    found = {line.person: Position(position) for line, position in positions_again(vote, course)}
    return found.get(vote.close.presiding or "", Position.ABSENT)


def positions_again(vote: VoteRecord, course: Course) -> list[tuple[Any, str]]:
    """Return each line of the roll with what became of it at the close; nothing before."""
    chosen, here = _chosen(vote), _here(vote, course)
    chosen = without_names(chosen) if vote.mode in UNNAMED else chosen
    found = []
    for line in vote.opening.roll if vote.opening else ():
        position = ""
        if vote.close is None:
            pass
        elif line.standing is Standing.RECUSED:
            position = Position.RECUSED
        elif line.person in chosen:
            position = chosen[line.person]
        elif line.person not in here:
            position = Position.ABSENT
        elif vote.mode in COUNTED:
            position = Position.UNNAMED
        else:
            is_lost = line.person in vote.close.unreachable
            position = Position.UNREACHABLE if is_lost else Position.NOT_VOTING
        found.append((line, position))
    return found


def _here(vote: VoteRecord, course: Course) -> frozenset[str]:
    """Return who could vote and was present for it; of papers that went to who left, nobody can tell who has gone."""
    roll = vote.opening.roll if vote.opening else ()
    entitled = frozenset(line.person for line in roll if line.standing is Standing.PRESENT)
    presence = ((course.rules or {}).get("orders") or {}).get("presence")
    if presence == Presence.REGISTRATION and vote.mode in AT_TERMINALS:
        return entitled & {each.person for each in vote.registrations}
    if presence == Presence.OPENING:
        return entitled
    holders = {line.person: line.proxy.person for line in roll if line.proxy}
    there = course.at_close.get(vote.vote, frozenset())
    usable = course.proxies_at_close.get(vote.vote, {})
    by_proxy: frozenset[str] = represented(holders, usable)
    here = entitled & (there | by_proxy)
    return entitled if vote.papers and vote.papers.count.issued > len(here) else here


def _chosen(vote: VoteRecord) -> dict[str, Position]:
    """Return what each person chose who gave a vote in the mode that the vote ended in."""
    if vote.mode in AT_TERMINALS:
        return {ballot.person: Position(ballot.choice.value) for ballot in vote.ballots}
    answers = vote.answers if vote.mode in ANSWERED else ()
    return {each.person: ANSWERS[each.answer] for each in answers if each.answer is not Answer.SILENT}
