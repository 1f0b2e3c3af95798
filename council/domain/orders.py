"""A body's standing orders as typed values and in plain form; quorum and majority are found elsewhere."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import lru_cache
from typing import Self

from council.domain.correspondence import NO_CORRESPONDENCE, CorrespondenceRules, WrongCorrespondence
from council.domain.elections import USUAL_ELECTIONS, ElectionRules, WrongElections
from council.domain.ordering import USUAL_ORDER, VotingOrder, WrongVotingOrder
from council.domain.proxies import NO_PROXIES, ProxyRules, WrongProxies
from council.domain.rules import Majority, QuorumRule
from council.domain.shares import HALF, Base, WrongOrders, named, truth
from council.domain.sittings import PLAIN_SITTING, SittingRules, WrongSitting
from council.domain.speaking import USUAL, Speaking, WrongSpeaking
from council.domain.windows import NO_WINDOW, Window

MORE_THAN_HALF_PRESENT = QuorumRule(Base.TOTAL, HALF, is_strict=True)
MORE_FOR_THAN_AGAINST = Majority(Base.FOR_AGAINST, HALF, is_strict=True)


class CallOrder(StrEnum):
    """In which order names are called in a roll call; drawn is by lot, anew for each vote."""

    NAME = "name"
    SEAT = "seat"
    DRAWN = "drawn"


class Presence(StrEnum):
    """Whose presence counts for a vote: who is there at its close, was at its opening, or registered in the vote."""

    CLOSE = "close"
    OPENING = "opening"
    REGISTRATION = "registration"


@dataclass(frozen=True, slots=True)
class StandingOrders:
    """The rules of one body that the engine follows; in brackets what holds when nothing else is laid down.

    * ``quorum``: who must be present (more than half of the statutory number).
    * ``majority``: the majority of a vote for which no other is named (more for than against).
    * ``may_abstain``: whether abstaining is a choice (yes); else votes are for or against, in every mode.
    * ``may_change_ballot``: whether a later press replaces the ballot while the vote is open.
    * ``may_vote_unnamed``: whether an open matter may be voted at the terminals without names, as by counted hands (yes).
    * ``window``: for how long an electronic vote is open (until the chair closes it), see council.domain.windows.
    * ``may_arrive_in_vote``: whether people may check in while a vote is open or held (yes).
    * ``may_join_open_vote``: whether who comes after the opening may be put on the roll of a vote on hold (not).
    * ``counts_unreachable_as_present``: whether those whose terminal was lost at the close count as present.
    * ``presence``: whose presence counts for a vote (who is there at the close); by registration in electronic votes only.
    * ``call_order``: in which order names are called in a roll call (of the alphabet); the clerk may choose another.
    * ``assistant_may_press``: whether an assistant may press at the chair's console on the chair's word (no).
    * ``sitting``: how a sitting runs, see council.domain.sittings.
    * ``voting_order``: in which order motions on an item are voted, and which need a seconder.
    * ``elections``: how people are elected, see council.domain.elections.
    * ``proxies``: whether members may vote for others who stay away (no), see council.domain.proxies.
    * ``correspondence``: whether the body may decide by written answers (no), see council.domain.correspondence.
    * ``speaking``: who may ask to speak for what, how long and how often, see council.domain.speaking.
    """

    quorum: QuorumRule = MORE_THAN_HALF_PRESENT
    majority: Majority = MORE_FOR_THAN_AGAINST
    may_abstain: bool = True
    may_change_ballot: bool = True
    may_vote_unnamed: bool = True
    may_join_open_vote: bool = False
    may_arrive_in_vote: bool = True
    window: Window = NO_WINDOW
    counts_unreachable_as_present: bool = True
    presence: Presence = Presence.CLOSE
    call_order: CallOrder = CallOrder.NAME
    assistant_may_press: bool = False
    sitting: SittingRules = PLAIN_SITTING
    voting_order: VotingOrder = USUAL_ORDER
    speaking: Speaking = USUAL
    elections: ElectionRules = USUAL_ELECTIONS
    proxies: ProxyRules = NO_PROXIES
    correspondence: CorrespondenceRules = NO_CORRESPONDENCE

    def to_plain(self) -> dict[str, object]:
        """Return the orders as a plain nested mapping, ready for canonical JSON."""
        return {
            "quorum": self.quorum.to_plain(),
            "majority": self.majority.to_plain(),
            "may_abstain": self.may_abstain,
            "may_change_ballot": self.may_change_ballot,
            "may_vote_unnamed": self.may_vote_unnamed,
            "window": self.window.to_plain(),
            "may_arrive_in_vote": self.may_arrive_in_vote,
            "may_join_open_vote": self.may_join_open_vote,
            "counts_unreachable_as_present": self.counts_unreachable_as_present,
            "presence": self.presence.value,
            "call_order": self.call_order.value,
            "assistant_may_press": self.assistant_may_press,
            "sitting": self.sitting.to_plain(),
            "voting_order": self.voting_order.to_plain(),
            "speaking": self.speaking.to_plain(),
            "elections": self.elections.to_plain(),
            "proxies": self.proxies.to_plain(),
            "correspondence": self.correspondence.to_plain(),
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
            may_abstain=named("may_abstain", truth, given["may_abstain"]),
            may_change_ballot=named("may_change_ballot", truth, given["may_change_ballot"]),
            may_vote_unnamed=named("may_vote_unnamed", truth, given["may_vote_unnamed"]),
            window=named("window", Window.from_plain, given["window"]),
            may_arrive_in_vote=named("may_arrive_in_vote", truth, given["may_arrive_in_vote"]),
            may_join_open_vote=named("may_join_open_vote", truth, given["may_join_open_vote"]),
            counts_unreachable_as_present=named(
                "counts_unreachable_as_present", truth, given["counts_unreachable_as_present"]
            ),
            presence=_presence(given["presence"]),
            call_order=_call_order(given["call_order"]),
            assistant_may_press=named("assistant_may_press", truth, given["assistant_may_press"]),
            sitting=_sitting(given["sitting"]),
            voting_order=_voting_order(given["voting_order"]),
            speaking=_speaking(given["speaking"]),
            elections=_elections(given["elections"]),
            proxies=_proxies(given["proxies"]),
            correspondence=_correspondence(given["correspondence"]),
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


def read_orders(plain: Mapping[str, object]) -> StandingOrders:
    """Read what ``to_plain`` wrote, as ``StandingOrders.from_plain`` does; the same rules are read once."""
    return _read_orders(json.dumps(plain))


@lru_cache(maxsize=256)
def _read_orders(text: str) -> StandingOrders:
    return StandingOrders.from_plain(json.loads(text))


def _call_order(value: object) -> CallOrder:
    if not isinstance(value, str) or value not in list(CallOrder):
        msg = f"not an order of names: {value!r}"
        raise WrongOrders(msg)
    return CallOrder(value)


def _presence(value: object) -> Presence:
    if not isinstance(value, str) or value not in list(Presence):
        msg = f"presence: not one of {', '.join(Presence)}: {value!r}"
        raise WrongOrders(msg)
    return Presence(value)


def _speaking(value: object) -> Speaking:
    try:
        return Speaking.from_plain(value)
    except WrongSpeaking as wrong:
        raise WrongOrders(str(wrong)) from None


def _elections(value: object) -> ElectionRules:
    try:
        return ElectionRules.from_plain(value)
    except WrongElections as wrong:
        raise WrongOrders(str(wrong)) from None


def _proxies(value: object) -> ProxyRules:
    try:
        return ProxyRules.from_plain(value)
    except WrongProxies as wrong:
        raise WrongOrders(str(wrong)) from None


def _correspondence(value: object) -> CorrespondenceRules:
    try:
        return CorrespondenceRules.from_plain(value)
    except WrongCorrespondence as wrong:
        raise WrongOrders(str(wrong)) from None


def _sitting(value: object) -> SittingRules:
    try:
        return SittingRules.from_plain(value)
    except WrongSitting as wrong:
        raise WrongOrders(str(wrong)) from None


def _voting_order(value: object) -> VotingOrder:
    try:
        return VotingOrder.from_plain(value)
    except WrongVotingOrder as wrong:
        raise WrongOrders(str(wrong)) from None


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True, separators=(",", ":"))


PLAIN = StandingOrders()
