"""Under every pack, each rule that a screen shows names the article it was read in, or says that it is unverified."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from agenda.models import Motion
from council.domain.packs import LegalBasis, Pack
from council.queries import packs
from council.wording import provenance_words
from kiosk import messages
from kiosk.permissions import AUDIENCES
from kiosk.snapshots import desk_agenda, frame, load, mine
from tests.cast import COUNCILLORS
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber

A_RULE = re.compile(r"\d+/\d+ of |(?:is|are) needed \(")
"""How a rule is told: as a share of something, and after a vote as the votes that it takes of it."""


def bases(pack: Pack) -> Iterator[LegalBasis]:
    """Return the ordinary rule, and one verified and one unverified basis as far as there are."""
    yield pack.bases[0]
    for is_verified in (True, False):
        yield from [basis for basis in pack.bases[1:] if basis.provenance.is_verified is is_verified][:1]


def strings(value: Any) -> Iterator[str]:
    """Return every text in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def shown(chamber: Chamber) -> list[str]:
    """Return every text on the screens of all audiences, and in the clerk's agenda."""
    loaded = load(chamber.meeting.pk, COUNCILLORS[:1])
    screens: list[Any] = [frame(loaded, audience, "en") for audience in AUDIENCES]
    screens.append(mine(loaded, COUNCILLORS[0]))
    return [*strings(msgspec.to_builtins(screens)), *strings(desk_agenda(chamber.meeting_now()))]


@pytest.mark.parametrize("code", packs())
def test_every_rule_on_a_screen_names_its_article_or_is_unverified(chamber: Chamber, code: str) -> None:
    pack = packs()[code]
    chamber.body.pack, chamber.body.orders = code, pack.orders.to_plain()
    chamber.body.save()
    chamber.open()
    for place, basis in enumerate(bases(pack), start=3):
        majority = basis.majority.to_plain() if basis.key else None
        motion = Motion.objects.create(
            municipality=chamber.municipality,
            item=chamber.items[0],
            position=place,
            text="t",
            majority=majority,
        )
        source = provenance_words(basis.provenance)
        chamber.do(messages.VotePrepare, AS_CHAIR, motion=motion.pk, mode="hands")
        names_its_source(shown(chamber), source)
        chamber.on_vote(messages.VoteOpen)
        chamber.on_vote(messages.HandsCount, AS_CLERK, in_favour=6, against=3, abstain=0)
        chamber.on_vote(messages.VoteClose)
        chamber.on_vote(messages.VoteDeclare)
        told = shown(chamber)
        names_its_source(told, source)
        assert any(re.search(A_RULE, text) and "voted for" in text for text in told), (
            "the result tells its rule"
        )
    quorum = frame(load(chamber.meeting.pk), "public", "en").meeting.quorum
    assert quorum.article == provenance_words(pack.quorum)


def names_its_source(told: list[str], source: str) -> None:
    """Look at all rules told: each has a source, and that of the vote on the screens is one of them."""
    rules = {text for text in told if A_RULE.search(text)}
    anything = {
        source,
        "unverified",
        *(provenance_words(basis.provenance) for pack in packs().values() for basis in pack.bases),
    }
    for rule in rules:
        assert any(each and each in rule for each in anything), rule
    assert any(rule.endswith(f"({source})") for rule in rules)


def test_a_quorum_that_differs_from_the_ready_rules_is_unverified(chamber: Chamber) -> None:
    pack = packs()["bg"]
    chamber.body.pack = "bg"
    chamber.body.orders = {
        **pack.orders.to_plain(),
        "quorum": packs()["hu"].orders.quorum.to_plain() | {"floor": 3},
    }
    chamber.body.save()
    assert frame(load(chamber.meeting.pk), "public", "en").meeting.quorum.article == "unverified"
