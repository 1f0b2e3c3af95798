"""Exact shares: more than, or at least, a fraction of a base, and their plain form; whose rule it is stands elsewhere."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import Any, Self, TypeVar

T = TypeVar("T")
HALF = Fraction(1, 2)
FRACTION_TEXT = re.compile(r"[0-9]{1,6}/[0-9]{1,6}")
LARGEST_DENOMINATOR = 999_999
LARGEST_NUMBER = 999_999


class WrongOrders(ValueError):
    """Standing orders that cannot be: an impossible share, an unknown field, a value of the wrong form."""


class Base(StrEnum):
    """Of what a share is taken; who is recused is not among those present, but with ``present_with_recused``."""

    TOTAL = "total"
    IN_OFFICE = "in_office"
    PRESENT = "present"
    PRESENT_WITH_RECUSED = "present_with_recused"
    CAST = "cast"
    FOR_AGAINST = "for_against"
    FIXED = "fixed"


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
    """More than (strict) or at least a fraction of a base, and never less than a floor; common to majority and quorum.

    ``size`` is the number that a fixed base has, 0 with every other base. Refuses (WrongOrders) a fraction outside
    0 < f <= 1 or of more than six digits, more than the whole of what can be had, and a number that is none.
    """

    base: Base
    fraction: Fraction
    is_strict: bool
    size: int = 0
    floor: int = 0

    def __post_init__(self) -> None:
        """Refuse shares that nothing or everything would satisfy."""
        if not 0 < self.fraction <= 1:
            msg = f"a share lies above 0 and up to 1, not at {self.fraction}"
            raise WrongOrders(msg)
        if self.fraction.denominator > LARGEST_DENOMINATOR:
            msg = f"a share has up to six digits, unlike {self.fraction}"
            raise WrongOrders(msg)
        if self.is_strict and self.fraction == 1 and self.base is not Base.FIXED:
            msg = "nothing is more than the whole"
            raise WrongOrders(msg)
        if (self.size > 0) is not (self.base is Base.FIXED):
            msg = f"a fixed base has a size and no other base has one, unlike {self.base} with {self.size}"
            raise WrongOrders(msg)
        if self.base is Base.FIXED and self.fraction != 1:
            msg = f"a fixed number is needed whole, not {self.fraction} of it"
            raise WrongOrders(msg)

    def least(self, base_size: int) -> int:
        """Return the smallest whole number, not below 1 and the floor, that satisfies this share of such a base."""
        least = least_whole(fraction=self.fraction, base_size=base_size, is_strict=self.is_strict)
        return max(least, self.floor)

    def to_plain(self) -> dict[str, object]:
        """Return ``{"base", "fraction": "1/2", "is_strict"}`` as the ledger keeps it, and size and floor if any."""
        plain: dict[str, object] = {
            "base": self.base.value,
            "fraction": fraction_text(self.fraction),
            "is_strict": self.is_strict,
        }
        return plain | {name: number for name in ("size", "floor") if (number := getattr(self, name))}

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """Read what ``to_plain`` wrote; refuses (WrongOrders) missing, unknown and malformed fields."""
        return cls(**share_fields(share_mapping(plain)))


def share_mapping(plain: object, further: Collection[str] = ()) -> Mapping[str, object]:
    """Return a share's plain form as a mapping; refuses (WrongOrders) missing and unknown fields.

    ``further`` are the fields that a rule has beyond those of a share.
    """
    needed = {"base", "fraction", "is_strict"}
    if not isinstance(plain, Mapping) or not needed <= set(plain) <= {*needed, "size", "floor", *further}:
        msg = f"a share has base, fraction and is_strict, not {plain!r}"
        raise WrongOrders(msg)
    return plain


def share_fields(plain: Mapping[str, object]) -> dict[str, Any]:
    """Return the fields of a share, typed; refuses (WrongOrders) what is none of their values."""
    base = plain["base"]
    if base not in list(Base):
        msg = f"not a base: {base!r}"
        raise WrongOrders(msg)
    return {
        "base": Base(str(base)),
        "fraction": named("fraction", parse_fraction, plain["fraction"]),
        "is_strict": named("is_strict", truth, plain["is_strict"]),
        "size": named("size", whole_number, plain.get("size", 0)),
        "floor": named("floor", whole_number, plain.get("floor", 0)),
    }


def named(name: str, read: Callable[[object], T], value: object) -> T:
    """Return what was read of a field; a refusal (WrongOrders) says which field it is of."""
    try:
        return read(value)
    except WrongOrders as wrong:
        raise WrongOrders(f"{name}: {wrong}") from None


def truth(value: object) -> bool:
    """Return a truth as it is; refuses (WrongOrders) everything else."""
    if not isinstance(value, bool):
        msg = f"neither true nor false: {value!r}"
        raise WrongOrders(msg)
    return value


def whole_number(value: object) -> int:
    """Return a number from 0 to 999 999 as it is; refuses (WrongOrders) everything else."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST_NUMBER:
        msg = f"not a whole number: {value!r}"
        raise WrongOrders(msg)
    return value
