"""Who is elected by the papers of one ballot, and what follows; whether votes suffice is for majority.py to say.

A ballot elects as many as there are places left. Where there are no more candidates than places, each paper says for or
against each of them; else it marks at most as many as there are places, and a vote for one is a vote against the others.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from agenda.domain.elections import Candidate, Election, to_plain
from council.domain.alphabets import sorting_key
from council.domain.elections import MOST_DECIDES, ElectionRules, PaperOrder, Way
from council.domain.rules import Majority, Tie
from council.domain.shares import Base
from voting.domain.lots import draw
from voting.domain.majority import Outcome, Result, decide
from voting.domain.papers import Papers, PapersFault, WrongPapers
from voting.domain.tally import Tally


class Contest(Struct, frozen=True, omit_defaults=True):
    """One ballot of an election: who stands for how many places, in the order of the paper.

    ``way`` is None for the first one. ``elected`` are those whom earlier ballots elected.
    """

    ballot: int
    places: int
    candidates: tuple[Candidate, ...]
    way: Way | None = None
    elected: tuple[Candidate, ...] = ()

    @property
    def is_opposed(self) -> bool:
        """Whether there are more candidates than places."""
        return len(self.candidates) > self.places

    @property
    def most_decides(self) -> bool:
        """Whether the most votes are enough: never for whom nobody stands against, who is voted for or against."""
        return self.is_opposed and self.way in MOST_DECIDES

    @property
    def told_way(self) -> Way | None:
        """The way as it is told: nothing of the most votes where they do not decide."""
        return None if self.way in MOST_DECIDES and not self.most_decides else self.way


class Lot(Struct, frozen=True, omit_defaults=True):
    """A lot between equals: its seed, the word called out in the room, and the candidates in the order they were drawn."""

    seed: str
    drawn: tuple[str, ...]
    word: str = ""


class Returned(Struct, frozen=True, omit_defaults=True):
    """What a ballot came to: who is elected, how many places are left, and who stands in which further ballot.

    ``between`` are the equals between whom the lot has to decide first: until then nobody is elected and nothing follows.
    """

    elected: tuple[str, ...] = ()
    places: int = 0
    way: Way | None = None
    standing: tuple[str, ...] = ()
    lot: Lot | None = None
    between: tuple[str, ...] = ()


def first_ballot(
    election: Election,
    rules: ElectionRules,
    *,
    language: str,
    elected: tuple[Candidate, ...] = (),
) -> Contest:
    """Return the first ballot of an election, its candidates in the order of the rules.

    Where the election begins anew, ``elected`` are those whom earlier ballots elected: they stand no more.
    """
    out = {one.candidate for one in elected}
    candidates: Sequence[Candidate] = [one for one in election.candidates if one.candidate not in out]
    if rules.order is PaperOrder.NAME:
        candidates = sorted(candidates, key=lambda one: (sorting_key(language, one.name), one.candidate))
    return Contest(1, election.places, tuple(candidates), elected=elected)


def next_ballot(last: Contest, returned: Returned, election: Election) -> Contest:
    """Return the ballot that follows: of those who are to stand in it, whoever is still a candidate."""
    standing = still_standing(returned, election)
    return Contest(
        last.ballot + 1,
        returned.places,
        tuple(one for one in last.candidates if one.candidate in standing),
        returned.way,
        elected_so_far(last, returned),
    )


def still_standing(returned: Returned, election: Election) -> frozenset[str]:
    """Return who is to stand in a further ballot and is still a candidate."""
    return frozenset(candidate for candidate in returned.standing if election.find(candidate))


def elected_so_far(last: Contest, returned: Returned) -> tuple[Candidate, ...]:
    """Return whom the ballots up to this one elected."""
    return (*last.elected, *(one for one in last.candidates if one.candidate in returned.elected))


def repeated_ballot(repeated: Contest, election: Election, rules: ElectionRules, *, language: str) -> Contest:
    """Return the ballot that repeats another: a first one of all candidates, a further one of who is still a candidate."""
    if repeated.way is None:
        left = Election(repeated.places, election.candidates)
        return first_ballot(left, rules, language=language, elected=repeated.elected)
    standing = tuple(one for one in repeated.candidates if election.find(one.candidate))
    return replace(repeated, candidates=standing)


def ballot_due(
    election: Election,
    rules: ElectionRules,
    *,
    language: str,
    last: tuple[Contest, Returned] | None,
    repeated: Contest | None = None,
) -> Contest | None:
    """Return the ballot that is put up now: the repeated one, the one that follows the last result, or a first one.

    A first one also where none follows, or nobody is left for it; None where all places are filled.
    """
    if repeated is not None:
        return repeated_ballot(repeated, election, rules, language=language)
    if last is None:
        return first_ballot(election, rules, language=language)
    if still_standing(last[1], election):
        return next_ballot(*last, election)
    if not last[1].places:
        return None
    left = Election(last[1].places, election.candidates)
    return first_ballot(left, rules, language=language, elected=elected_so_far(*last))


def require_votes(contest: Contest, votes: Mapping[str, int], *, valid: int) -> None:
    """Refuse (WrongPapers) votes that are not those of exactly the candidates, and such as the valid papers cannot have."""
    if votes.keys() != {one.candidate for one in contest.candidates}:
        raise WrongPapers(PapersFault.OTHER_CANDIDATES, counted=len(votes), limit=len(contest.candidates))
    _check_votes(contest, votes, valid=valid)


def _check_votes(contest: Contest, votes: Mapping[str, int], *, valid: int) -> None:
    most, total = max(votes.values()), sum(votes.values())
    if min(votes.values()) < 0:
        raise WrongPapers(PapersFault.NEGATIVE, counted=min(votes.values()), limit=0)
    if most > valid:
        raise WrongPapers(PapersFault.MORE_VOTES_THAN_PAPERS, counted=most, limit=valid)
    if total > contest.places * valid:
        raise WrongPapers(PapersFault.TOO_MANY_VOTES, counted=total, limit=contest.places * valid)
    if contest.is_opposed and total < valid:
        raise WrongPapers(PapersFault.TOO_FEW_VOTES, counted=total, limit=valid)


def rule_of(contest: Contest, majority: Majority, votes: Mapping[str, int]) -> Majority:
    """Return the rule that one candidate is held against: without ways out of a tie, which are those of elections.

    Where the most votes decide that is one vote more than the best one has for whom there is no place.
    """
    if not contest.most_decides:
        plain = majority.to_plain()
        return Majority.from_plain({name: rule for name, rule in plain.items() if not name.endswith("ties")})
    beaten = sorted(votes.values(), reverse=True)[contest.places :][:1]
    return Majority(Base.FIXED, Fraction(1), is_strict=False, size=sum(beaten) + 1)


@dataclass(frozen=True, slots=True)
class Count:
    """What a counted vote came to: its tally, the result under its majority, and of an election who is elected."""

    tally: Tally
    result: Result
    returned: Returned | None = None

    def to_plain(self) -> dict[str, Any]:
        """Return tally, outcome and reason as the ledger keeps them, and what a ballot of an election came to."""
        plain = {
            "tally": self.tally.to_plain(),
            "outcome": self.result.outcome.value,
            "reason": self.result.reason.to_plain(),
        }
        return plain | {"returned": to_plain(self.returned)} if self.returned else plain


def count_ballot(  # noqa: PLR0913 -- one for each thing that decides
    *,
    contest: Contest,
    papers: Papers,
    tally: Tally,
    majority: Majority,
    rules: ElectionRules,
    statutory_number: int,
    in_office: int,
    recused_present: int = 0,
    seed: str = "",
    word: str = "",
) -> Count:
    """Return what a ballot came to: adopted if it elected anybody, with the reason of whoever has most votes.

    ``tally`` is that of the papers; ``seed`` in hexadecimal and ``word`` are those of the lot, empty where none is drawn.
    Where the lot has to decide first it is tied.
    """
    rule = rule_of(contest, majority, papers.votes)
    found = decide(
        majority=rule,
        tally=tally,
        statutory_number=statutory_number,
        in_office=in_office,
        recused_present=recused_present,
    )
    returned = settle(contest, papers.votes, rules, needed=found.reason.needed, seed=seed, word=word)
    if returned.between:
        return Count(tally, Result(Outcome.TIED, dataclasses.replace(found.reason, tie=Tie.LOT)), returned)
    outcome = Outcome.ADOPTED if returned.elected else Outcome.REJECTED
    return Count(tally, Result(outcome, found.reason), returned)


def settle(
    contest: Contest,
    votes: Mapping[str, int],
    rules: ElectionRules,
    *,
    needed: int,
    seed: str = "",
    word: str = "",
) -> Returned:
    """Return who is elected and what follows; ``needed`` are the votes that one candidate needs.

    Equals for whom there are not enough places are not elected, unless the rules let the lot decide: it is drawn with
    ``seed``, in hexadecimal, and ``word``, and waited for without a seed.
    """
    ranked = sorted(votes, key=lambda candidate: -votes[candidate])
    least = 1 if contest.most_decides else needed
    inside, tied = _cut([one for one in ranked if votes[one] >= least], contest.places, votes)
    lot = None
    if tied and rules.lot:
        if not seed:
            return _waiting(contest, tied)
        lot = _draw(tied, seed, word)
        inside = [*inside, *lot.drawn[: contest.places - len(inside)]]
    rest, places = [one for one in ranked if one not in inside], contest.places - len(inside)
    way = rules.after(contest.ballot) if places else None
    standing: Sequence[str] = ()
    if way in {Way.RUN_OFF, Way.RUN_OFF_MOST}:
        standing = [one for group in _cut(rest, 2 * places, votes) for one in group]
    elif way is Way.WITHOUT_LAST:
        standing, last = _without_last(rest, places, votes)
        if last and rules.lot:
            if not seed:
                return _waiting(contest, last)
            lot = _draw(last, seed, word)
            standing = [one for one in rest if one != lot.drawn[0]]
    elif way:
        standing = rest
    return Returned(
        elected=_as_on_paper(contest, inside),
        places=places,
        way=way if standing else None,
        standing=_as_on_paper(contest, standing),
        lot=lot,
    )


def _cut(ranked: Sequence[str], places: int, votes: Mapping[str, int]) -> tuple[Sequence[str], Sequence[str]]:
    """Return who has one of so many places, and the equals who share those that are left without being fewer."""
    if len(ranked) <= places or votes[ranked[places]] < votes[ranked[places - 1]]:
        return ranked[:places], ()
    limit = votes[ranked[places]]
    return [one for one in ranked if votes[one] > limit], [one for one in ranked if votes[one] == limit]


def _without_last(
    rest: Sequence[str], places: int, votes: Mapping[str, int]
) -> tuple[Sequence[str], Sequence[str]]:
    """Return who stands after the last one is left out, nobody if nobody can be, and equals of whom the lot takes one.

    Several last ones go together where more than enough stay; else the lot takes one of them, and without it all stay.
    """
    last = [one for one in rest if votes[one] == votes[rest[-1]]] if rest else []
    staying = [one for one in rest if one not in last]
    if len(staying) > places or (len(last) == 1 and len(staying) == places):
        return staying, ()
    return ((), ()) if len(rest) <= places else (rest, last)


def _waiting(contest: Contest, equals: Sequence[str]) -> Returned:
    return Returned(places=contest.places, between=_as_on_paper(contest, equals))


def _draw(lots: Sequence[str], seed: str, word: str) -> Lot:
    return Lot(seed, draw(seed=bytes.fromhex(seed), lots=lots, word=word), word)


def _as_on_paper(contest: Contest, candidates: Sequence[str]) -> tuple[str, ...]:
    return tuple(one.candidate for one in contest.candidates if one.candidate in candidates)
