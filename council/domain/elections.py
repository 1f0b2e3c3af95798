"""How people are elected in a body, as its standing orders lay it down; ballots are counted in voting.domain.elections."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

LONGEST_ARTICLE = 200


class WrongElections(ValueError):
    """Rules of elections that cannot be: an unknown field, order or way, a value of the wrong form."""


class PaperOrder(StrEnum):
    """In which order candidates stand on the paper."""

    NAME = "name"
    NOMINATION = "nomination"


class Way(StrEnum):
    """What a further ballot is, after one that did not fill all places.

    ``again``: the same candidates once more. ``run_off``: the best two, or two for each place left, by the same majority.
    ``run_off_most``: the same, and the most votes decide. ``without_last``: all but the last. ``most``: all, and the most
    votes decide.
    """

    AGAIN = "again"
    RUN_OFF = "run_off"
    RUN_OFF_MOST = "run_off_most"
    WITHOUT_LAST = "without_last"
    MOST = "most"


MOST_DECIDES = frozenset({Way.RUN_OFF_MOST, Way.MOST})
"""Ballots in which the most votes are enough."""


@dataclass(frozen=True, slots=True)
class ElectionRules:
    """The parameters of elections; in brackets what holds when nothing else is laid down.

    * ``order``: in which order candidates stand on the paper (by name, in the council's alphabet).
    * ``following``: what follows the first ballot, the second and so on (a run-off, and then nothing). An elimination that
      comes last is repeated as long as there is somebody to be left out.
    * ``lot``: whether the lot decides between equals (no).
    * ``needs_nominator``: whether a candidate has to be nominated by somebody of the meeting (yes).
    * ``article``: where this was read; without one it is unverified.
    """

    order: PaperOrder = PaperOrder.NAME
    following: tuple[Way, ...] = (Way.RUN_OFF,)
    lot: bool = False
    needs_nominator: bool = True
    article: str = ""

    def after(self, ballot: int) -> Way | None:
        """Return what follows the ballot of this number, from 1; None if nothing does."""
        if ballot <= len(self.following):
            return self.following[ballot - 1]
        return Way.WITHOUT_LAST if self.following[-1:] == (Way.WITHOUT_LAST,) else None

    def to_plain(self) -> dict[str, str | bool]:
        """Return the parameters as texts and truths; ``following`` in one text."""
        return {
            "order": self.order.value,
            "following": " ".join(self.following),
            "lot": self.lot,
            "needs_nominator": self.needs_nominator,
            "article": self.article,
        }

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """Read what ``to_plain`` wrote; what is left out takes its default. Refuses (WrongElections) anything else."""
        usual = cls().to_plain()
        if not isinstance(plain, Mapping) or not set(plain) <= set(usual):
            msg = f"not rules of elections: {plain!r}"
            raise WrongElections(msg)
        given = {**usual, **plain}
        for name, value in given.items():
            if type(value) is not type(usual[name]):
                msg = f"of the wrong form: {name} {value!r}"
                raise WrongElections(msg)
        try:
            order, following = PaperOrder(given["order"]), tuple(map(Way, given["following"].split()))
        except ValueError as wrong:
            raise WrongElections(str(wrong)) from None
        article = given["article"]
        if len(article) > LONGEST_ARTICLE or not article.isprintable():
            msg = f"not a line of text: {article!r}"
            raise WrongElections(msg)
        return cls(order, following, given["lot"], given["needs_nominator"], article)


USUAL_ELECTIONS = ElectionRules()
