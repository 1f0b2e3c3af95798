"""Who may ask to speak for what, how long and how often, as a part of standing orders; the queue itself is agenda's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Self, TypeVar

LONGEST_SECONDS = 24 * 60 * 60
MOST = 1000
Name = TypeVar("Name", bound=StrEnum)


class WrongSpeaking(ValueError):
    """Rules on speaking that cannot be: a kind named twice, a number out of reach, an unknown field."""


def _require_number(name: str, value: object, least: int, most: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise WrongSpeaking(f"{name} is a whole number from {least} to {most}, not {value!r}")


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise WrongSpeaking(f"neither true nor false: {value!r}")
    return value


def _several(value: object) -> Sequence[Any]:
    if not isinstance(value, list | tuple):
        raise WrongSpeaking(f"not a list: {value!r}")
    return value


def _member(of: type[Name], value: object) -> Name:
    if value not in list(of):
        raise WrongSpeaking(f"not one of {', '.join(of)}: {value!r}")
    return of(str(value))


class SpeakingKind(StrEnum):
    """For what somebody asks to speak."""

    SPEECH = "speech"
    LEADER = "leader"
    PROCEDURAL = "procedural"
    OPPOSING = "opposing"
    REPLY = "reply"
    ANSWER = "answer"
    PERSONAL = "personal"
    EXPLANATION = "explanation"
    BREACH = "breach"
    RECESS = "recess"


# What takes part in a debate, and so may be replied to and uses up a group's time.
DEBATING = frozenset({SpeakingKind.SPEECH, SpeakingKind.LEADER})
# What is also for those who have a seat without a mandate, a mayor for instance.
FOR_EVERYBODY = frozenset(
    {SpeakingKind.SPEECH, SpeakingKind.REPLY, SpeakingKind.ANSWER, SpeakingKind.PERSONAL}
)
# Only a leader speaks for a group or asks for a recess in its name.
OF_LEADERS = frozenset({SpeakingKind.LEADER, SpeakingKind.RECESS})
# Each is tied to an earlier speech of one of these kinds.
TIED = {
    SpeakingKind.REPLY: DEBATING,
    SpeakingKind.ANSWER: DEBATING,
    SpeakingKind.OPPOSING: frozenset({SpeakingKind.PROCEDURAL}),
}


class Per(StrEnum):
    """Within what speeches of a kind are counted; `speech` is the one that they are tied to."""

    SPEECH = "speech"
    VOTE = "vote"
    ITEM = "item"
    SITTING = "sitting"


class Of(StrEnum):
    """Whose speeches of a kind are counted together."""

    ALL = "all"
    GROUP = "group"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Bound:
    """At most so many in one speech, vote, item or sitting, of all together, of one group or of one person."""

    most: int
    per: Per
    of: Of

    def __post_init__(self) -> None:
        """Refuse (WrongSpeaking) a number that allows nothing or anything."""
        _require_number("most", self.most, 1, MOST)


@dataclass(frozen=True, slots=True)
class KindRule:
    """One kind of speech: its time in whole seconds (None: no limit; of a recess: how long the break is) and its bound.

    What exceeds the bound is refused if it `is_strict`, else it waits for the chair's leave.
    """

    kind: SpeakingKind
    seconds: int | None = None
    bound: Bound | None = None
    is_strict: bool = True

    def __post_init__(self) -> None:
        """Refuse (WrongSpeaking) a time out of reach, and a bound per speech of what is tied to none."""
        if self.seconds is not None:
            _require_number("seconds", self.seconds, 1, LONGEST_SECONDS)
        if self.kind is SpeakingKind.RECESS and self.seconds is None:
            raise WrongSpeaking("a recess has a length")
        if self.bound and self.bound.per is Per.SPEECH and self.kind not in TIED:
            raise WrongSpeaking(f"{self.kind} is tied to no speech")
        if self.bound and self.bound.per is Per.VOTE and self.kind is not SpeakingKind.EXPLANATION:
            raise WrongSpeaking(f"{self.kind} explains no vote")

    def to_plain(self) -> dict[str, Any]:
        """Return the rule as the ledger and a rule pack keep it; what it does not have is left out."""
        found: dict[str, Any] = {"kind": self.kind.value, "is_strict": self.is_strict}
        if self.seconds is not None:
            found["seconds"] = self.seconds
        if self.bound is not None:
            found |= {"most": self.bound.most, "per": self.bound.per.value, "of": self.bound.of.value}
        return found

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """Read what ``to_plain`` wrote; refuses (WrongSpeaking) unknown and malformed fields."""
        known = {"kind", "seconds", "is_strict", "most", "per", "of"}
        if not isinstance(plain, Mapping) or set(plain) - known:
            raise WrongSpeaking(f"a kind of speech has {', '.join(sorted(known))}, not {plain!r}")
        has_bound = {"most", "per", "of"} & set(plain)
        if has_bound and len(has_bound) < 3:
            raise WrongSpeaking(f"most, per and of belong together: {plain!r}")
        return cls(
            kind=_member(SpeakingKind, plain.get("kind")),
            seconds=plain.get("seconds"),
            bound=Bound(plain["most"], _member(Per, plain["per"]), _member(Of, plain["of"]))
            if has_bound
            else None,
            is_strict=_truth(plain.get("is_strict", True)),
        )


# Veliko Tarnovo, as RULES.md 4 has it from its standing orders; the articles were not taken down. The order is that of
# priority: what concerns the procedure first, then what follows from a speech or a vote, then leaders of groups.
VELIKO_TARNOVO = (
    KindRule(SpeakingKind.PROCEDURAL, 120),
    KindRule(SpeakingKind.OPPOSING, 120, Bound(1, Per.SPEECH, Of.ALL)),
    KindRule(SpeakingKind.RECESS, 900, Bound(1, Per.SITTING, Of.GROUP)),
    KindRule(SpeakingKind.REPLY, 120, Bound(3, Per.SPEECH, Of.ALL)),
    KindRule(SpeakingKind.ANSWER, 120, Bound(3, Per.SPEECH, Of.PERSON)),
    KindRule(SpeakingKind.PERSONAL, 120, Bound(1, Per.ITEM, Of.PERSON)),
    KindRule(SpeakingKind.EXPLANATION, 120, Bound(3, Per.VOTE, Of.ALL)),
    KindRule(SpeakingKind.LEADER, 420),
    KindRule(SpeakingKind.SPEECH, 300),
)


@dataclass(frozen=True, slots=True)
class Speaking:
    """The rules on speaking; in brackets what holds when nothing else is laid down. Times are whole seconds.

    * ``kinds``: what may be asked for, in the order of priority (those of Veliko Tarnovo).
    * ``warning_seconds``: how long before the end a speaker is warned (30).
    * ``grace_seconds``: how long after the end a speaker may finish (30).
    * ``ends_after_grace``: whether the floor then ends by itself, but for the chair's extending it (yes).
    * ``extension_seconds``: by how much the chair extends at a time (60).
    * ``group_seconds``: how long a group may speak on one item in all (None: no budget).
    * ``is_group_strict``: whether asking for more is refused; else it waits for the chair's leave (yes).
    * ``hears_waiting``: whether who waits when the council closes a debate is still heard (yes).
    * ``explained``: of which positions a vote may be explained (against only).
    """

    kinds: tuple[KindRule, ...] = VELIKO_TARNOVO
    warning_seconds: int = 30
    grace_seconds: int = 30
    ends_after_grace: bool = True
    extension_seconds: int = 60
    group_seconds: int | None = None
    is_group_strict: bool = True
    hears_waiting: bool = True
    explained: tuple[str, ...] = ("against",)

    def __post_init__(self) -> None:
        """Refuse (WrongSpeaking) a kind named twice, none to speak at all, numbers out of reach."""
        named = [rule.kind for rule in self.kinds]
        if len(named) != len(set(named)) or SpeakingKind.SPEECH not in named:
            raise WrongSpeaking(
                "each kind of speech stands once in the order, and the ordinary speech is among them"
            )
        for name, least in (("warning_seconds", 0), ("grace_seconds", 0), ("extension_seconds", 1)):
            _require_number(name, getattr(self, name), least, LONGEST_SECONDS)
        if self.group_seconds is not None:
            _require_number("group_seconds", self.group_seconds, 1, LONGEST_SECONDS)
        if not set(self.explained) <= {"for", "against", "abstain"}:
            raise WrongSpeaking(f"not positions: {self.explained!r}")

    def rule(self, kind: str) -> KindRule | None:
        """Return the rule of a kind, None for one that these orders do not know."""
        return next((rule for rule in self.kinds if rule.kind == kind), None)

    def priority(self, kind: str) -> int:
        """Return the place of a kind in the order, 0 first; one that is not known comes last."""
        return next((place for place, rule in enumerate(self.kinds) if rule.kind == kind), len(self.kinds))

    def to_plain(self) -> dict[str, Any]:
        """Return the rules as a plain mapping; a budget that there is not is left out."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        found |= {"kinds": [rule.to_plain() for rule in self.kinds], "explained": list(self.explained)}
        return {name: value for name, value in found.items() if value is not None}

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """Read what ``to_plain`` wrote; a field left out takes its default. Refuses (WrongSpeaking) unknown fields."""
        if not isinstance(plain, Mapping) or set(plain) - {field.name for field in fields(cls)}:
            raise WrongSpeaking(f"not rules on speaking: {plain!r}")
        given = dict(plain)
        if "kinds" in given:
            given["kinds"] = tuple(KindRule.from_plain(rule) for rule in _several(given["kinds"]))
        if "explained" in given:
            given["explained"] = tuple(_several(given["explained"]))
        for name in {"ends_after_grace", "is_group_strict", "hears_waiting"} & set(given):
            _truth(given[name])
        return cls(**given)


USUAL = Speaking()
