"""What the minutes say of proxies: who voted for whom until when, and beside each name in a vote."""

from minutes.domain.attendance import tell_proxies
from minutes.domain.blocks import NamedList
from minutes.domain.paragraphs import Witness, compose
from minutes.domain.phrases import Clock, Phrase, Say, said
from tests.minutes.story import NAMES, TITLES
from tests.voting.domain.test_proxy_steps import (
    GIVER,
    HERE,
    HOLDER,
    entered,
    pressed,
    under,
    with_roll,
    withdrawn,
)
from voting.domain.record import read_record

WITNESS = Witness(1, "", "", "")


def test_a_named_line_and_a_sentence_tell_who_voted_for_whom() -> None:
    story, vote = with_roll(entered(under()))
    pressed(story, vote, HOLDER).close(vote)
    positions = dict.fromkeys(NAMES, "absent") | dict.fromkeys(HERE, "not_voting") | {GIVER: "for"}
    story.declare(vote, positions).activate(TITLES[1]).adjourn()
    blocks = compose(read_record(story), WITNESS)
    parts = [part for block in blocks for part in getattr(block, "parts", (block,))]
    (named,) = [part for part in parts if isinstance(part, NamedList)]
    names = [line.name for line in named.lines]
    assert said(Say.NAME_BY_PROXY, name=GIVER, holder=HOLDER) in names
    assert HOLDER in names
    (proxy,) = read_record(story).proxies
    assert said(Say.PROXY_GIVEN, holder=HOLDER, name=GIVER, at=Clock(proxy.at)) in [
        getattr(part, "text", None) for part in parts
    ]


def test_how_it_ended_is_told_and_nothing_where_there_was_none() -> None:
    def said_of(record: object) -> list[Say]:
        parts = tell_proxies(record.proxies)  # type: ignore[attr-defined]  # any record
        texts = [getattr(part, "text", None) for part in parts[1:]]
        return [text.say for text in texts if isinstance(text, Phrase)]

    assert said_of(read_record(withdrawn(entered(under())))) == [Say.PROXY_WITHDRAWN]
    assert said_of(read_record(entered(under()).arrive(GIVER))) == [Say.PROXY_ENDED_BY_ARRIVAL]
    assert tell_proxies(()) == []
