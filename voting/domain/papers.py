"""What tellers count in a vote on paper, and whether their numbers can be; nobody's choice is known here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from council.domain.sheets import has_unseen

NUMBERS = ("issued", "returned", "valid", "invalid", "blank", "for", "against", "abstain")
LEAST_TELLERS = 2
MOST_TELLERS = 20
LONGEST_NAME = 200


class PapersFault(StrEnum):
    """What is wrong with a count of papers."""

    NEGATIVE = "negative"
    MORE_ISSUED_THAN_ENTITLED = "more_issued_than_entitled"
    MORE_RETURNED_THAN_ISSUED = "more_returned_than_issued"
    RETURNED_DO_NOT_ADD_UP = "returned_do_not_add_up"
    VALID_DO_NOT_ADD_UP = "valid_do_not_add_up"
    TELLERS = "tellers"
    MORE_VOTES_THAN_PAPERS = "more_votes_than_papers"
    TOO_MANY_VOTES = "too_many_votes"
    TOO_FEW_VOTES = "too_few_votes"
    OTHER_CANDIDATES = "other_candidates"


class WrongPapers(ValueError):
    """A count of papers that cannot be; carries the fault, the number that is wrong, and what it is held against."""

    def __init__(self, fault: PapersFault, *, counted: int, limit: int) -> None:
        """Keep the fault and both numbers."""
        super().__init__(f"{fault}: {counted} against {limit}")
        self.fault = fault
        self.counted = counted
        self.limit = limit


@dataclass(frozen=True, slots=True)
class Papers:
    """The count of one vote on paper, in papers, and the tellers who made it.

    Missing papers are those issued and not returned; invalid, blank and missing are three numbers (RULES.md 3, case 8).
    Of an election ``votes`` are those of each candidate, by id; then ``for_`` are the votes of the one who has most, and the
    other valid papers are against. Refuses (WrongPapers) what does not add up, and fewer than two tellers.
    """

    issued: int
    returned: int
    valid: int
    invalid: int
    blank: int
    for_: int
    against: int
    abstain: int
    tellers: tuple[str, ...]
    votes: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse numbers that do not add up, and tellers who are no two people."""
        least = min(self.numbers().values())
        opened = self.valid + self.invalid + self.blank
        chosen = self.for_ + self.against + self.abstain
        _require(least >= 0, PapersFault.NEGATIVE, least, 0)
        _require(
            self.returned <= self.issued, PapersFault.MORE_RETURNED_THAN_ISSUED, self.returned, self.issued
        )
        _require(opened == self.returned, PapersFault.RETURNED_DO_NOT_ADD_UP, opened, self.returned)
        _require(chosen == self.valid, PapersFault.VALID_DO_NOT_ADD_UP, chosen, self.valid)
        known = _people(self.tellers)
        _require(known >= LEAST_TELLERS, PapersFault.TELLERS, known, LEAST_TELLERS)

    @classmethod
    def of(
        cls, numbers: Mapping[str, int], tellers: Sequence[str], votes: Mapping[str, int] | None = None
    ) -> Self:
        """Make a count of the numbers by their names on the wire and of the tellers; empty names fall away."""
        named = tuple(name for name in (" ".join(teller.split()) for teller in tellers) if name)
        fields = {"for_" if name == "for" else name: numbers[name] for name in NUMBERS}
        return cls(**fields, tellers=named, votes=votes or {})

    @classmethod
    def of_election(
        cls, numbers: Mapping[str, int], tellers: Sequence[str], votes: Mapping[str, int]
    ) -> Self:
        """Make the count of a ballot with candidates, of its papers and of the votes of each candidate."""
        most = max(votes.values())
        chosen = {"for": most, "against": numbers["valid"] - most, "abstain": 0}
        return cls.of({**numbers, **chosen}, tellers, votes)

    def numbers(self) -> dict[str, int]:
        """Return the numbers by their names on the wire."""
        return {name: getattr(self, "for_" if name == "for" else name) for name in NUMBERS}

    def to_plain(self) -> dict[str, Any]:
        """Return the count as the ledger keeps it."""
        plain = {**self.numbers(), "tellers": list(self.tellers)}
        return plain | {"votes": dict(self.votes)} if self.votes else plain


def _require(is_so: bool, fault: PapersFault, counted: int, limit: int) -> None:  # noqa: FBT001 -- the thing required
    if not is_so:
        raise WrongPapers(fault, counted=counted, limit=limit)


def _people(tellers: Sequence[str]) -> int:
    """Return how many people these names are; 0 where one of them cannot be a name or there are too many."""
    if len(tellers) > MOST_TELLERS or any(len(name) > LONGEST_NAME or has_unseen(name) for name in tellers):
        return 0
    return len({name.casefold() for name in tellers})
