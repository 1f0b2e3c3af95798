"""A body's standing orders as typed values and in plain form; quorum and majority are found elsewhere."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import Self

from council.domain.sittings import PLAIN_SITTING, SittingRules, WrongSitting

HALF = Fraction(1, 2)
FRACTION_TEXT = re.compile(r"[0-9]{1,6}/[0-9]{1,6}")
LARGEST_DENOMINATOR = 999_999


class WrongOrders(ValueError):
    """Standing orders that cannot be: an impossible share, an unknown field, a value of the wrong form."""


class Base(StrEnum):
    """Of what a share is taken."""

    TOTAL = "total"
    IN_OFFICE = "in_office"
    PRESENT = "present"
    FOR_AGAINST = "for_against"


class CallOrder(StrEnum):
    """In which order names are called in a roll call; drawn is by lot, anew for each vote."""

    NAME = "name"
    SEAT = "seat"
    DRAWN = "drawn"


def least_whole(*, fraction: Fraction, base_size: int, is_strict: bool) -> int:
    """Return the least whole number, not below 1, more than (strict) or at least a fraction of the base."""
    share = fraction * base_size
    return max(1, floor(share) + 1 if is_strict else ceil(share))


def fraction_text(fraction: Fraction) -> str:
    """Return the fraction in lowest terms as ``numerator/denominator``; the whole is ``1/1``."""
    return f"{fraction.numerator}/{fraction.denominator}"


def parse_fraction(text: object) -> Fraction:
    """Read ``1/2``; refuses (WrongOrders) all but two whole numbers of up to six digits, the second not 0."""
    if not isinstance(text, str) or not FRACTION_TEXT.fullmatch(text):
        msg = f"not a fraction: {text!r}"
        raise WrongOrders(msg)
    numerator, denominator = (int(part) for part in text.split("/"))
    if denominator == 0:
        msg = f"not a fraction: {text!r}"
        raise WrongOrders(msg)
    return Fraction(numerator, denominator)


@dataclass(frozen=True, slots=True)
class Share:
    """More than (strict) or at least a fraction of a base; common to majority and quorum.

    Refuses (WrongOrders) a fraction outside 0 < f <= 1 or of more than six digits, and more than the whole.
    """

    base: Base
    fraction: Fraction
    is_strict: bool

    def __post_init__(self) -> None:
        """Refuse shares that nothing or everything would satisfy."""
        if not 0 < self.fraction <= 1:
            msg = f"a share lies above 0 and up to 1, not at {self.fraction}"
            raise WrongOrders(msg)
        if self.fraction.denominator > LARGEST_DENOMINATOR:
            msg = f"a share has up to six digits, unlike {self.fraction}"
            raise WrongOrders(msg)
        if self.is_strict and self.fraction == 1:
            msg = "nothing is more than the whole"
            raise WrongOrders(msg)

    def least(self, base_size: int) -> int:
        """Return the smallest whole number, not below 1, that satisfies this share of such a base."""
        return least_whole(fraction=self.fraction, base_size=base_size, is_strict=self.is_strict)

    def to_plain(self) -> dict[str, str | bool]:
        """Return ``{"base", "fraction": "1/2", "is_strict"}`` as the ledger keeps it."""
        return {
            "base": self.base.value,
            "fraction": fraction_text(self.fraction),
            "is_strict": self.is_strict,
        }

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """Read what ``to_plain`` wrote; refuses (WrongOrders) missing, unknown and malformed fields."""
        if not isinstance(plain, Mapping) or set(plain) != {"base", "fraction", "is_strict"}:
            msg = f"a share has base, fraction and is_strict, not {plain!r}"
            raise WrongOrders(msg)
        base = plain["base"]
        if base not in list(Base):
            msg = f"not a base: {base!r}"
            raise WrongOrders(msg)
        fraction = parse_fraction(plain["fraction"])
        return cls(base=Base(base), fraction=fraction, is_strict=_truth(plain["is_strict"]))


@dataclass(frozen=True, slots=True)
class Majority(Share):
    """The rule that turns a tally into a result: this share of the base must be *for*.

    Of for + against only a share that a tie cannot reach is taken, because a tie is rejected: at least half,
    or less, is refused (WrongOrders).
    """

    def __post_init__(self) -> None:
        """Refuse a share of for + against under which as many against as for would carry."""
        # A dataclass with slots is made anew: super() without arguments would name the discarded class.
        Share.__post_init__(self)
        carries_tie = self.fraction < HALF or (self.fraction == HALF and not self.is_strict)
        if self.base == Base.FOR_AGAINST and carries_tie:
            msg = "of for and against a majority is more than half, or at least a greater share"
            raise WrongOrders(msg)


@dataclass(frozen=True, slots=True)
class QuorumRule(Share):
    """How many of the statutory number must be present; other bases are refused (WrongOrders) for now."""

    def __post_init__(self) -> None:
        """Refuse a base that quorum is not taken of."""
        Share.__post_init__(self)
        if self.base != Base.TOTAL:
            msg = f"quorum is taken of the statutory number, not of {self.base}"
            raise WrongOrders(msg)


@dataclass(frozen=True, slots=True)
class StandingOrders:
    """The rules of one body that the engine follows; in brackets what holds when nothing else is laid down.

    * ``quorum``: who must be present (more than half of the statutory number).
    * ``majority``: the majority of a vote for which no other is named (more for than against).
    * ``may_change_ballot``: whether a later press replaces the ballot while the vote is open.
    * ``may_join_open_vote``: whether who comes after the opening may be put on the roll of a vote on hold (not).
    * ``counts_unreachable_as_present``: whether those whose terminal was lost at the close count as present.
    * ``call_order``: in which order names are called in a roll call (of the alphabet); the clerk may choose another.
    * ``assistant_may_press``: whether an assistant may press at the chair's console on the chair's word (no).
    * ``sitting``: how a sitting runs, see council.domain.sittings.
    """

    quorum: QuorumRule = QuorumRule(Base.TOTAL, HALF, is_strict=True)
    majority: Majority = Majority(Base.FOR_AGAINST, HALF, is_strict=True)
    may_change_ballot: bool = True
    may_join_open_vote: bool = False
    counts_unreachable_as_present: bool = True
    call_order: CallOrder = CallOrder.NAME
    assistant_may_press: bool = False
    sitting: SittingRules = PLAIN_SITTING

    def to_plain(self) -> dict[str, dict[str, str | bool] | bool | str]:
        """Return the orders as a plain nested mapping of texts and truths, ready for canonical JSON."""
        return {
            "quorum": self.quorum.to_plain(),
            "majority": self.majority.to_plain(),
            "may_change_ballot": self.may_change_ballot,
            "may_join_open_vote": self.may_join_open_vote,
            "counts_unreachable_as_present": self.counts_unreachable_as_present,
            "call_order": self.call_order.value,
            "assistant_may_press": self.assistant_may_press,
            "sitting": self.sitting.to_plain(),
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, object]) -> Self:
        """Read what ``to_plain`` wrote; a field left out takes its default: older orders stay readable.

        Refuses (WrongOrders) unknown fields and malformed values.
        """
        unknown = set(plain) - {field.name for field in fields(cls)}
        if unknown:
            msg = f"unknown in standing orders: {', '.join(sorted(unknown))}"
            raise WrongOrders(msg)
        given = {**cls().to_plain(), **plain}
        return cls(
            quorum=QuorumRule.from_plain(given["quorum"]),
            majority=Majority.from_plain(given["majority"]),
            may_change_ballot=_truth(given["may_change_ballot"]),
            may_join_open_vote=_truth(given["may_join_open_vote"]),
            counts_unreachable_as_present=_truth(given["counts_unreachable_as_present"]),
            call_order=_call_order(given["call_order"]),
            assistant_may_press=_truth(given["assistant_may_press"]),
            sitting=_sitting(given["sitting"]),
        )

    def digest_input(self) -> dict[str, str]:
        """Return every field as ``dotted.name: text`` (truths: yes, no), to take the digest of."""
        flat: dict[str, str] = {}
        for name, value in self.to_plain().items():
            if isinstance(value, dict):
                flat |= {f"{name}.{part}": _text(inner) for part, inner in value.items()}
            else:
                flat[name] = _text(value)
        return flat

    def digest(self) -> str:
        """Return SHA-256, in hexadecimal, of ``digest_input`` as canonical JSON (RFC 8785; all ASCII)."""
        text = json.dumps(self.digest_input(), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        msg = f"neither true nor false: {value!r}"
        raise WrongOrders(msg)
    return value


def _call_order(value: object) -> CallOrder:
    if not isinstance(value, str) or value not in list(CallOrder):
        msg = f"not an order of names: {value!r}"
        raise WrongOrders(msg)
    return CallOrder(value)


def _sitting(value: object) -> SittingRules:
    try:
        return SittingRules.from_plain(value)
    except WrongSitting as wrong:
        raise WrongOrders(str(wrong)) from None


def _text(value: str | bool) -> str:  # noqa: FBT001 -- a value of the orders, not a switch
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


PLAIN = StandingOrders()
