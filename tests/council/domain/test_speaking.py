"""Rules on speaking: the usual ones, their plain form, and what cannot be."""

from typing import Any

import pytest

from council.domain.speaking import (
    USUAL,
    Bound,
    KindRule,
    Of,
    Per,
    Speaking,
    SpeakingKind,
    WrongSpeaking,
)
from council.queries import packs

SPEECH = {"kind": "speech", "seconds": 300}


def test_the_usual_times_and_limits_are_those_of_veliko_tarnovo() -> None:
    seconds = {rule.kind.value: rule.seconds for rule in USUAL.kinds}
    assert (seconds["speech"], seconds["leader"], seconds["recess"]) == (300, 420, 900)
    assert {seconds[kind] for kind in ("procedural", "opposing", "reply", "answer", "personal")} == {120}
    bounds = {rule.kind.value: rule.bound for rule in USUAL.kinds}
    assert bounds["reply"] == Bound(3, Per.SPEECH, Of.ALL)
    assert bounds["personal"] == Bound(1, Per.ITEM, Of.PERSON)
    assert bounds["explanation"] == Bound(3, Per.VOTE, Of.ALL)
    assert bounds["recess"] == Bound(1, Per.SITTING, Of.GROUP)
    assert USUAL.explained == ("against",)


def test_leaders_come_before_other_speakers_and_a_procedural_motion_before_all() -> None:
    order = sorted((rule.kind for rule in USUAL.kinds), key=USUAL.priority)
    assert order[0] is SpeakingKind.PROCEDURAL
    assert order[-2:] == [SpeakingKind.LEADER, SpeakingKind.SPEECH]
    assert USUAL.priority("breach") == len(USUAL.kinds)


def test_serbia_adds_the_breach_of_the_rules_of_procedure() -> None:
    assert USUAL.rule("breach") is None
    assert packs()["rs"].orders.speaking.priority("breach") == 0


@pytest.mark.parametrize(
    "speaking",
    [
        USUAL,
        Speaking(group_seconds=900),
        Speaking(kinds=(KindRule(SpeakingKind.SPEECH),)),
        packs()["rs"].orders.speaking,
    ],
)
def test_rules_are_read_back(speaking: Speaking) -> None:
    assert Speaking.from_plain(speaking.to_plain()) == speaking


def test_fields_left_out_take_their_defaults() -> None:
    assert Speaking.from_plain({}) == USUAL
    (rule,) = Speaking.from_plain({"kinds": [{"kind": "speech"}]}).kinds
    assert rule == KindRule(SpeakingKind.SPEECH)


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        (None, "not rules on speaking"),
        ({"zeal": 1}, "not rules on speaking"),
        ({"kinds": {}}, "not a list"),
        ({"kinds": [7]}, "a kind of speech has"),
        ({"kinds": [{**SPEECH, "articles": 3}]}, "a kind of speech has"),
        ({"kinds": [{**SPEECH, "most": 3}]}, "belong together"),
        ({"kinds": [{"kind": "song"}]}, "not one of"),
        ({"kinds": [{**SPEECH, "is_strict": 1}]}, "neither true nor false"),
        ({"kinds": [{"kind": "speech", "seconds": 0}]}, "seconds is a whole number"),
        ({"kinds": [{"kind": "speech", "seconds": True}]}, "seconds is a whole number"),
        ({"kinds": [{**SPEECH, "most": 0, "per": "item", "of": "all"}]}, "most is a whole number"),
        ({"kinds": [{**SPEECH, "most": 1, "per": "speech", "of": "all"}]}, "tied to no speech"),
        ({"kinds": [{**SPEECH, "most": 1, "per": "vote", "of": "all"}]}, "explains no vote"),
        ({"kinds": [SPEECH, SPEECH]}, "stands once"),
        ({"kinds": [{"kind": "reply"}]}, "the ordinary speech is among them"),
        ({"kinds": [SPEECH, {"kind": "recess"}]}, "a recess has a length"),
        ({"warning_seconds": -1}, "warning_seconds"),
        ({"extension_seconds": 0}, "extension_seconds"),
        ({"group_seconds": 0}, "group_seconds"),
        ({"ends_after_grace": "yes"}, "neither true nor false"),
        ({"explained": ["unnamed"]}, "not positions"),
        ({"explained": "against"}, "not a list"),
    ],
)
def test_what_cannot_be_is_refused(plain: Any, said: str) -> None:
    with pytest.raises(WrongSpeaking, match=said):
        Speaking.from_plain(plain)
