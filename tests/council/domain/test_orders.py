"""Standing orders: what is refused, the plain form and its digest."""

import hashlib
import json
from dataclasses import replace

import pytest
from hypothesis import given

from council.domain.correspondence import NO_CORRESPONDENCE
from council.domain.elections import USUAL_ELECTIONS
from council.domain.ordering import USUAL_ORDER
from council.domain.orders import PLAIN, StandingOrders, read_orders
from council.domain.proxies import NO_PROXIES
from council.domain.rules import Majority, Tie
from council.domain.shares import HALF, Base, WrongOrders
from council.domain.sittings import PLAIN_SITTING
from council.domain.speaking import USUAL
from tests.council.domain.strategies import standing_orders


def test_plain_orders() -> None:
    assert PLAIN.to_plain() == {
        "quorum": {"base": "total", "fraction": "1/2", "is_strict": True},
        "majority": {"base": "for_against", "fraction": "1/2", "is_strict": True},
        "may_abstain": True,
        "may_change_ballot": True,
        "may_vote_unnamed": True,
        "window": {"seconds": 0, "least_seconds": 0, "at_end": "hold"},
        "may_arrive_in_vote": True,
        "may_join_open_vote": False,
        "counts_unreachable_as_present": True,
        "presence": "close",
        "call_order": "name",
        "assistant_may_press": False,
        "sitting": PLAIN_SITTING.to_plain(),
        "voting_order": USUAL_ORDER.to_plain(),
        "speaking": USUAL.to_plain(),
        "elections": USUAL_ELECTIONS.to_plain(),
        "proxies": NO_PROXIES.to_plain(),
        "correspondence": NO_CORRESPONDENCE.to_plain(),
    }


@given(standing_orders())
def test_orders_are_read_back(orders: StandingOrders) -> None:
    assert StandingOrders.from_plain(orders.to_plain()) == read_orders(orders.to_plain()) == orders


def test_fields_left_out_take_their_defaults() -> None:
    assert StandingOrders.from_plain({}) == PLAIN
    assert StandingOrders.from_plain({"may_change_ballot": False}) == replace(PLAIN, may_change_ballot=False)


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        ({"quota": 1, "zeal": 2}, "unknown in standing orders: quota, zeal$"),
        ({"may_change_ballot": "yes"}, "neither true nor false: 'yes'"),
        ({"counts_unreachable_as_present": 0}, "neither true nor false"),
        ({"call_order": "age"}, "not an order of names: 'age'"),
        ({"call_order": 1}, "not an order of names: 1"),
        ({"presence": "noon"}, "presence: not one of close, opening, registration: 'noon'"),
        ({"presence": 1}, "presence: not one of"),
        ({"quorum": None}, "a share has"),
        ({"speaking": {"zeal": 1}}, "not rules on speaking"),
        ({"sitting": {"decisions": "week"}}, "not one of year, term: 'week'"),
        ({"majority": "1/2"}, "a share has"),
        ({"window": {"seconds": "15"}}, "window: seconds: not a whole number"),
    ],
)
def test_malformed_orders_are_refused(plain: dict[str, object], said: str) -> None:
    with pytest.raises(WrongOrders, match=said):
        StandingOrders.from_plain(plain)


def test_digest_input_is_flat_text() -> None:
    assert replace(PLAIN, may_change_ballot=False).digest_input() == {
        "quorum.base": "total",
        "quorum.fraction": "1/2",
        "quorum.is_strict": "yes",
        "majority.base": "for_against",
        "majority.fraction": "1/2",
        "majority.is_strict": "yes",
        "may_abstain": "yes",
        "may_change_ballot": "no",
        "may_vote_unnamed": "yes",
        "window.seconds": "0",
        "window.least_seconds": "0",
        "window.at_end": "hold",
        "may_arrive_in_vote": "yes",
        "may_join_open_vote": "no",
        "counts_unreachable_as_present": "yes",
        "presence": "close",
        "call_order": "name",
        "assistant_may_press": "no",
        "sitting.decisions": "year",
        "sitting.lacking": "say_so",
        "sitting.publishes_closed": "yes",
        "sitting.agenda_first": "no",
        "sitting.annulment_grounds": "[]",
        "voting_order.places": "procedural reject postpone substitute correction corrected addition main",
        "voting_order.seconds_amendments": "no",
        "voting_order.seconds_procedural": "no",
        "voting_order.substitute_ends_corrections": "yes",
        "elections.order": "name",
        "elections.following": "run_off",
        "elections.lot": "no",
        "elections.needs_nominator": "yes",
        "elections.article": "",
        "proxies.most": "0",
        "proxies.counts_for_quorum": "no",
        "proxies.revocable": "yes",
        "proxies.article": "",
        "correspondence.is_allowed": "no",
        "correspondence.least_hours": "0",
        "correspondence.objections": "0",
        "speaking.kinds": json.dumps(USUAL.to_plain()["kinds"], sort_keys=True, separators=(",", ":")),
        "speaking.warning_seconds": "30",
        "speaking.grace_seconds": "30",
        "speaking.ends_after_grace": "yes",
        "speaking.extension_seconds": "60",
        "speaking.hears_waiting": "yes",
        "speaking.is_group_strict": "yes",
        "speaking.explained": '["against"]',
    }


def test_digest_is_sha256_of_canonical_json() -> None:
    flat = {name: text for name, text in PLAIN.digest_input().items() if name.startswith("speaking.")}
    speaking = json.dumps(flat, sort_keys=True, separators=(",", ":"))[1:-1]
    canonical = (
        '{"assistant_may_press":"no","call_order":"name","correspondence.is_allowed":"no","correspondence.least_hours":"0",'
        '"correspondence.objections":"0","counts_unreachable_as_present":"yes","elections.article":"",'
        '"elections.following":"run_off","elections.lot":"no","elections.needs_nominator":"yes",'
        '"elections.order":"name","majority.base":"for_against","majority.fraction":"1/2",'
        '"majority.is_strict":"yes","may_abstain":"yes","may_arrive_in_vote":"yes","may_change_ballot":"yes","may_join_open_vote":"no","may_vote_unnamed":"yes","presence":"close","proxies.article":"","proxies.counts_for_quorum":"no","proxies.most":"0","proxies.revocable":"yes","quorum.base":"total",'
        '"quorum.fraction":"1/2","quorum.is_strict":"yes","sitting.agenda_first":"no","sitting.annulment_grounds":"[]",'
        '"sitting.decisions":"year","sitting.lacking":"say_so","sitting.publishes_closed":"yes",'
        + speaking
        + ',"voting_order.places":"procedural reject postpone substitute correction corrected addition main",'
        '"voting_order.seconds_amendments":"no","voting_order.seconds_procedural":"no",'
        '"voting_order.substitute_ends_corrections":"yes",'
        '"window.at_end":"hold","window.least_seconds":"0","window.seconds":"0"}'
    )
    assert PLAIN.digest() == hashlib.sha256(canonical.encode()).hexdigest()


@given(standing_orders(), standing_orders())
def test_digests_are_equal_only_for_equal_orders(one: StandingOrders, other: StandingOrders) -> None:
    assert (one.digest() == other.digest()) == (one == other)


def test_lists_in_a_rule_are_part_of_the_digest() -> None:
    casting = Majority(Base.FOR_AGAINST, HALF, is_strict=True, floor=3, ties=(Tie.CASTING,))
    flat = replace(PLAIN, majority=casting).digest_input()
    assert (flat["majority.ties"], flat["majority.floor"]) == ('["casting"]', "3")
