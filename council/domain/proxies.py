"""Voting for somebody who stays away, as a body's standing orders allow it; by itself nobody may."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

LONGEST_ARTICLE = 200


class WrongProxies(ValueError):
    """Rules of proxies that cannot be: an unknown field, a value of the wrong form."""


@dataclass(frozen=True, slots=True)
class ProxyRules:
    """The parameters of proxies; in brackets what holds when nothing else is laid down.

    * ``most``: how many proxies one member may hold (0: there are none).
    * ``counts_for_quorum``: whether who is represented counts for the quorum (no).
    * ``revocable``: whether a proxy may be taken back while its giver stays away (yes); who comes votes in person anyhow.
    * ``article``: where this was read; without one it is unverified.

    A proxy holds for one meeting.
    """

    most: int = 0
    counts_for_quorum: bool = False
    revocable: bool = True
    article: str = ""

    @property
    def are_allowed(self) -> bool:
        """Whether anybody may vote for somebody else at all."""
        return self.most > 0

    def to_plain(self) -> dict[str, int | bool | str]:
        """Return the parameters as numbers, truths and text."""
        return {
            "most": self.most,
            "counts_for_quorum": self.counts_for_quorum,
            "revocable": self.revocable,
            "article": self.article,
        }

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """Read what ``to_plain`` wrote; what is left out takes its default. Refuses (WrongProxies) anything else."""
        usual = cls().to_plain()
        if not isinstance(plain, Mapping) or not set(plain) <= set(usual):
            msg = f"not rules of proxies: {plain!r}"
            raise WrongProxies(msg)
        given = {**usual, **plain}
        for name, value in given.items():
            if type(value) is not type(usual[name]):
                msg = f"of the wrong form: {name} {value!r}"
                raise WrongProxies(msg)
        most, article = given["most"], given["article"]
        if most < 0 or len(article) > LONGEST_ARTICLE or not article.isprintable():
            msg = f"of the wrong form: {plain!r}"
            raise WrongProxies(msg)
        return cls(most, given["counts_for_quorum"], given["revocable"], article)


NO_PROXIES = ProxyRules()
