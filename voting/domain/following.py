"""What only the order of a meeting's entries tells; what they say together is record.py's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from agenda.domain.proxies import in_force
from ledger.kinds import Kind
from voting.domain.choices import Standing
from voting.domain.majority import Outcome


@dataclass(slots=True)
class Course:
    """What only the order of the entries tells: the item before everybody, who was there at each close."""

    rules: dict[str, Any] | None = None
    majorities: dict[str, object] = field(default_factory=dict)
    current: str | None = None
    done: set[str] = field(default_factory=set)
    joined: dict[str, dict[str, str]] = field(default_factory=dict)
    decisions: dict[str, set[str]] = field(default_factory=dict)
    motions: dict[str, str] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)
    proxies: dict[str, str] = field(default_factory=dict)
    at_close: dict[str, frozenset[str]] = field(default_factory=dict)
    proxies_at_close: dict[str, dict[str, str]] = field(default_factory=dict)
    earlier_ties: dict[str, int] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)
    recused: set[tuple[str, str]] = field(default_factory=set)
    rolls: dict[str, frozenset[str]] = field(default_factory=dict)

    def follow(self, kind: str, body: Mapping[str, Any]) -> None:
        """Take the next entry."""
        if kind == Kind.MEETING_OPENED:
            orders, number = body["rules"].get("orders", {}), body["body"]["statutory_number"]
            pack = {"pack": body["rules"]["pack"]} if "pack" in body["rules"] else {}
            self.rules = {"orders": orders, "statutory_number": number, **pack}
        elif kind in {Kind.ITEM_ACTIVATED, Kind.ITEM_FINISHED, Kind.MEETING_ADJOURNED}:
            self._move(body["item"] if kind == Kind.ITEM_ACTIVATED else None)
        elif kind == Kind.MEMBER_RECUSED:
            self.recused.add((body["item"], body["person"]))
        elif kind == Kind.VOTE_PREPARED:
            self.items[body["vote"]], self.motions[body["vote"]] = body["item"], body["motion"]
            self.majorities[body["vote"]] = body["majority"]
            before = body.get("follows_tie")
            self.earlier_ties[body["vote"]] = self.earlier_ties[before] + 1 if before else 0
        elif kind == Kind.VOTE_OPENED:
            self.rolls[body["vote"]] = frozenset(line["person"] for line in body["roll"])
        elif kind == Kind.VOTE_CLOSED:
            self.at_close[body["vote"]] = frozenset(self.present)
            self.proxies_at_close[body["vote"]] = in_force(self.proxies, self.present)
        else:
            self._come_and_go(kind, body)
            self._decide_together(kind, body)

    def _come_and_go(self, kind: str, body: Mapping[str, Any]) -> None:
        """Follow who is there, and who votes for whom; who comes votes in person."""
        if kind == Kind.MEMBER_ARRIVED:
            self.present.add(body["person"])
            self.proxies.pop(body["person"], None)
        elif kind == Kind.MEMBER_LEFT:
            self.present.discard(body["person"])
        elif kind == Kind.MEETING_PAUSED:
            self.present -= set(body["left"])
        elif kind == Kind.PROXY_ENTERED:
            self.proxies[body["person"]] = body["holder"]["person"]
        elif kind == Kind.PROXY_WITHDRAWN:
            del self.proxies[body["person"]]

    def _decide_together(self, kind: str, body: Mapping[str, Any]) -> None:
        """Follow what is decided by one vote: its items by their motions, and which votes decide a motion and stand."""
        if kind == Kind.ITEMS_JOINED:
            self.joined.setdefault(body["vote"], {}).update(
                {one["motion"]: one["item"] for one in body["items"]}
            )
        elif kind == Kind.ITEM_PULLED:
            joined = self.joined[body["vote"]]
            # Without the vote's own item nothing is joined to it.
            gone = [body["motion"]] if body["motion"] in joined else list(joined)
            self._part(body["vote"], {motion: joined.pop(motion) for motion in gone})
        elif kind == Kind.VOTE_DECLARED and body["outcome"] != Outcome.TIED:
            joined = self.joined.get(body["vote"], {})
            for motion in (self.motions[body["vote"]], *joined):
                self.decisions.setdefault(motion, set()).add(body["vote"])
            self.done |= set(joined.values())
        elif kind in {Kind.VOTE_DECLARED, Kind.VOTE_WITHDRAWN, Kind.VOTE_ANNULLED}:
            self._part(body["vote"], self.joined.get(body["vote"], {}))

    def _part(self, vote: str, joined: Mapping[str, str]) -> None:
        """Have items wait again that were joined to a vote, where no decision on them stands."""
        for motion in (self.motions[vote], *joined):
            self.decisions.setdefault(motion, set()).discard(vote)
        self.done -= {item for motion, item in joined.items() if not self.decisions[motion]}

    def standing(self, vote: str, person: str) -> Standing:
        """Return how somebody stands on the roll of a vote that is opened now."""
        if (self.items[vote], person) in self.recused:
            return Standing.RECUSED
        is_there = person in self.present or self.holder(vote, person) is not None
        return Standing.PRESENT if is_there else Standing.ABSENT

    def holder(self, vote: str, person: str) -> str | None:
        """Return who votes for somebody by proxy in a vote that is opened now.

        Who is recused votes for nobody, and who is not on its roll: they have no mandate, which only the roll tells.
        """
        holder, item = in_force(self.proxies, self.present).get(person), self.items[vote]
        if holder not in self.rolls[vote] or self.recused.intersection({(item, person), (item, holder)}):
            return None
        return holder

    def _move(self, item: str | None) -> None:
        if self.current is not None:
            self.done.add(self.current)
        self.current = item
        self.done -= {item or ""}
