"""The two rules that numbers are held against, majority and quorum, as data; votes and attendance meet them elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from council.domain.shares import (
    Base,
    Share,
    WrongOrders,
    named,
    share_fields,
    share_mapping,
    truth,
    whole_number,
)


class Meaning(StrEnum):
    """What abstaining, or silence, means beyond its place in the base."""

    NOTHING = "nothing"
    AGAINST = "against"
    FOR = "for"
    NOT_PRESENT = "not_present"


class Tie(StrEnum):
    """What follows a tie: a second vote, the lot, the chair's casting vote, or the side on which the chair voted."""

    REVOTE = "revote"
    LOT = "lot"
    CASTING = "casting"
    CHAIR_SIDE = "chair_side"


LONGEST_ARTICLE = 200

TELLING = frozenset({Tie.CASTING, Tie.CHAIR_SIDE})
"""Ways out of a tie that make known how the chair votes."""


@dataclass(frozen=True, slots=True)
class Majority(Share):
    """The rule that turns a tally into a result: this share of the base must be *for*.

    * ``also``: further shares that must be reached too.
    * ``abstaining``, ``silence``: what they mean; by itself nothing beyond the base.
    * ``counts_invalid``: whether invalid and blank papers are part of the base.
    * ``ties``: what follows a tie, in this order, one step for each time the vote ends so; then it is rejected.
    * ``secret_ties``: the same for secret votes.
    * ``may_decline``: whether the chair may leave the casting vote unused.
    * ``casts_unvoted``: whether the chair has a casting vote only who has not voted before.
    * ``article``: where the rule was read; without one it is unverified.

    Refuses (WrongOrders) a way out of a tie that would tell how the chair votes in secret.
    """

    also: tuple[Share, ...] = ()
    abstaining: Meaning = Meaning.NOTHING
    silence: Meaning = Meaning.NOTHING
    counts_invalid: bool = True
    ties: tuple[Tie, ...] = ()
    secret_ties: tuple[Tie, ...] = ()
    may_decline: bool = True
    casts_unvoted: bool = False
    article: str = ""

    def __post_init__(self) -> None:
        """Refuse what would break a secret."""
        # A dataclass with slots is made anew: super() without arguments would name the discarded class.
        Share.__post_init__(self)
        if TELLING & set(self.secret_ties):
            msg = "a tie in a secret vote is not for the chair to break"
            raise WrongOrders(msg)

    @property
    def shares(self) -> tuple[Share, ...]:
        """Return all shares that must be reached, its own first."""
        return (self, *self.also)

    def to_plain(self) -> dict[str, object]:
        """Return the share, and what else is not as it is by itself."""
        further: dict[str, object] = {
            "also": [share.to_plain() for share in self.also],
            "abstaining": self.abstaining.value,
            "silence": self.silence.value,
            "counts_invalid": self.counts_invalid,
            "ties": [tie.value for tie in self.ties],
            "secret_ties": [tie.value for tie in self.secret_ties],
            "may_decline": self.may_decline,
            "casts_unvoted": self.casts_unvoted,
            "article": self.article,
        }
        plain = Share.to_plain(self)
        return plain | {name: value for name, value in further.items() if value != PLAIN_RULES[name]}

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """Read what ``to_plain`` wrote; a field left out means nothing special, so that older rules stay readable."""
        given = {**PLAIN_RULES, **share_mapping(plain, PLAIN_RULES)}
        return cls(
            **share_fields(given),
            also=named("also", _shares, given["also"]),
            abstaining=named("abstaining", _meaning, given["abstaining"]),
            silence=named("silence", _meaning, given["silence"]),
            counts_invalid=named("counts_invalid", truth, given["counts_invalid"]),
            ties=named("ties", _ties, given["ties"]),
            secret_ties=named("secret_ties", _ties, given["secret_ties"]),
            may_decline=named("may_decline", truth, given["may_decline"]),
            casts_unvoted=named("casts_unvoted", truth, given["casts_unvoted"]),
            article=named("article", _line, given["article"]),
        )


PLAIN_RULES: Mapping[str, object] = {
    "also": [],
    "abstaining": "nothing",
    "silence": "nothing",
    "counts_invalid": True,
    "ties": [],
    "secret_ties": [],
    "may_decline": True,
    "casts_unvoted": False,
    "article": "",
}
"""What a majority says beyond its share when it says nothing."""

QUORUM_BASES = frozenset({Base.TOTAL, Base.IN_OFFICE, Base.FIXED})


@dataclass(frozen=True, slots=True)
class QuorumRule(Share):
    """How many must be present: of the statutory number, of those in office, or a fixed number.

    Of the statutory number vacancies count as filled, of those in office they do not. ``counts_recused`` says whether
    who is recused counts as present. ``second_call`` is the quorum when called a second time, ``wait_minutes`` after
    the first; by itself there is none. Other bases are refused (WrongOrders).
    """

    counts_recused: bool = True
    second_call: Share | None = None
    wait_minutes: int = 0

    def __post_init__(self) -> None:
        """Refuse a base that quorum is not taken of."""
        Share.__post_init__(self)
        for share in (self, self.second_call):
            if share is not None and share.base not in QUORUM_BASES:
                msg = f"quorum is taken of the statutory number, of those in office or fixed, not of {share.base}"
                raise WrongOrders(msg)

    def to_plain(self) -> dict[str, object]:
        """Return the share, and what else is not as it is by itself."""
        plain = Share.to_plain(self)
        if not self.counts_recused:
            plain["counts_recused"] = False
        if self.second_call:
            plain["second_call"] = self.second_call.to_plain()
        if self.wait_minutes:
            plain["wait_minutes"] = self.wait_minutes
        return plain

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """Read what ``to_plain`` wrote; refuses (WrongOrders) missing, unknown and malformed fields."""
        given = share_mapping(plain, {"counts_recused", "second_call", "wait_minutes"})
        second = given.get("second_call")
        return cls(
            **share_fields(given),
            counts_recused=named("counts_recused", truth, given.get("counts_recused", True)),
            second_call=None if second is None else named("second_call", Share.from_plain, second),
            wait_minutes=named("wait_minutes", whole_number, given.get("wait_minutes", 0)),
        )


def _several(value: object) -> list[object]:
    if not isinstance(value, list | tuple):
        msg = f"not a list: {value!r}"
        raise WrongOrders(msg)
    return list(value)


def _shares(value: object) -> tuple[Share, ...]:
    return tuple(Share.from_plain(share) for share in _several(value))


def _ties(value: object) -> tuple[Tie, ...]:
    return tuple(_tie(tie) for tie in _several(value))


def _line(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_ARTICLE or not value.isprintable():
        msg = f"not a line of text: {value!r}"
        raise WrongOrders(msg)
    return value


def _meaning(value: object) -> Meaning:
    if not isinstance(value, str) or value not in list(Meaning):
        msg = f"not a meaning: {value!r}"
        raise WrongOrders(msg)
    return Meaning(value)


def _tie(value: object) -> Tie:
    if not isinstance(value, str) or value not in list(Tie):
        msg = f"not a way out of a tie: {value!r}"
        raise WrongOrders(msg)
    return Tie(value)
