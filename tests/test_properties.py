"""Whatever happens in a meeting, in whatever order: tables and entries agree, and screens show what is recorded.

Chair, clerk and councillors act at random, sensibly and not; every act is done whole or refused whole.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from agenda.domain.aims import PHRASES
from agenda.models import AgendaItem, Motion, Speech
from council.domain.elections import ElectionRules, Way
from council.domain.orders import CallOrder, StandingOrders
from council.domain.proxies import NO_PROXIES, ProxyRules
from council.domain.rules import Majority, Tie
from council.domain.shares import Base
from council.domain.speaking import USUAL, Speaking, SpeakingKind
from council.queries import packs
from council.refusals import Refusal
from kiosk import messages
from kiosk.permissions import AUDIENCES
from kiosk.snapshots import frame, load, mine
from ledger.queries import verify_log
from ledger.signing import ensure_key
from tests.cast import COUNCILLORS
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor, make_chamber
from tests.recount import CHOICES, elected_in, outcome_of, recounted
from voting.domain.choices import NAMELESS, Answer, Choice, Position
from voting.domain.stages import Mode
from voting.models import Vote
from voting.queries import differences, vote_under_way

VOTERS = COUNCILLORS[:4]
people = st.sampled_from(VOTERS)
places = st.integers(0, 1)
kinds = st.sampled_from([*SpeakingKind, SpeakingKind.SPEECH, SpeakingKind.REPLY, SpeakingKind.REPLY])
speaking = st.builds(
    Speaking,
    kinds=st.sampled_from([USUAL.kinds, packs()["rs"].orders.speaking.kinds]),
    group_seconds=st.sampled_from([None, 3]),
    is_group_strict=st.booleans(),
)
modes = st.sampled_from([*Mode, Mode.ELECTRONIC, Mode.ELECTRONIC_UNNAMED])
offices = st.sampled_from([AS_CHAIR, AS_CHAIR, AS_CHAIR, AS_CLERK])
WAYS_OUT = [(Tie.CASTING,), (Tie.CHAIR_SIDE,), (Tie.LOT,), (Tie.REVOTE, Tie.LOT)]
laid_down = st.builds(
    StandingOrders,
    majority=st.sampled_from(
        [
            Majority(base, StandingOrders().majority.fraction, is_strict=True)
            for base in Base
            if base is not Base.FIXED
        ]
        + [replace(StandingOrders().majority, ties=ways, secret_ties=(Tie.LOT,)) for ways in WAYS_OUT]
    ),
    may_change_ballot=st.booleans(),
    may_vote_unnamed=st.sampled_from([True, True, False]),
    may_join_open_vote=st.booleans(),
    counts_unreachable_as_present=st.booleans(),
    call_order=st.sampled_from(CallOrder),
    elections=st.builds(
        ElectionRules,
        following=st.sampled_from([(), (Way.RUN_OFF,), (Way.WITHOUT_LAST,), (Way.MOST,)]),
        lot=st.booleans(),
    ),
    speaking=speaking,
    proxies=st.sampled_from(
        [NO_PROXIES, ProxyRules(most=1), ProxyRules(most=2, counts_for_quorum=True, revocable=False)]
    ),
)
of_packs = st.sampled_from([pack.orders for pack in packs().values()])
orders = st.one_of(laid_down, laid_down, of_packs)
ON_FLOOR: list[type[messages.Command]] = [
    messages.FloorGive,
    messages.FloorGive,
    messages.FloorInterrupt,
    messages.FloorResume,
    messages.FloorExtend,
    messages.FloorEnd,
    messages.FloorWithdraw,
]
FALLBACKS = [*(mode.value for mode in Mode), Mode.ELECTRONIC_UNNAMED.value]
ON_VOTE: dict[type[messages.Command], dict[str, Any]] = {
    messages.VoteWithdraw: {},
    messages.VoteOpen: {"without_quorum": True},
    messages.VoteHold: {},
    messages.VoteResume: {},
    messages.VoteClose: {"missing": list(COUNCILLORS)},
    messages.VoteDeclare: {},
    messages.VoteRepeat: {},
    messages.VoteAnnul: {"ground": "g"},
    messages.VoteConfirmAnnulment: {},
}


CURRENT = ("active", "being_voted")
Step = Callable[[Chamber, st.DataObject], object]


def come_or_go(chamber: Chamber, data: st.DataObject) -> object:
    act = data.draw(st.sampled_from([messages.SeatCheckIn, messages.SeatCheckOut]))
    return chamber.do(act, councillor(data.draw(people)))


def take_up(chamber: Chamber, data: st.DataObject) -> object:
    return chamber.do(messages.ItemActivate, AS_CHAIR, item=chamber.items[data.draw(places)].pk)


def step_aside(chamber: Chamber, data: st.DataObject) -> object:
    item = chamber.items[data.draw(places)].pk
    return chamber.do(messages.Recuse, AS_CLERK, item=item, person=data.draw(people), ground="g")


def put_up(chamber: Chamber, data: st.DataObject) -> object:
    motion, mode = data.draw(st.sampled_from(motions_of(chamber))).pk, data.draw(modes)
    return chamber.do(messages.VotePrepare, AS_CHAIR, motion=motion, mode=mode)


def press(chamber: Chamber, data: st.DataObject) -> object:
    choice, number = data.draw(st.sampled_from(Choice)), data.draw(st.integers(1, 5))
    return chamber.press(data.draw(people), choice.value, number)


def entrust(chamber: Chamber, data: st.DataObject) -> object:
    """Enter a proxy for anybody, or take one back."""
    if data.draw(st.integers(0, 3)) == 0:
        return chamber.do(messages.ProxyWithdraw, AS_CLERK, person=data.draw(people))
    giver, holder = data.draw(people), data.draw(people)
    return chamber.do(messages.ProxyEnter, AS_CLERK, person=giver, holder=holder, shown=True)


def press_for_another(chamber: Chamber, data: st.DataObject) -> object:
    """Press by proxy for somebody, whoever holds that person's proxy."""
    choice, number = data.draw(st.sampled_from(Choice)), data.draw(st.integers(1, 5))
    return chamber.press(data.draw(people), choice.value, number, by_proxy_of=data.draw(people))


def count_hands(chamber: Chamber, data: st.DataObject) -> object:
    numbers = {name: data.draw(st.integers(0, 2)) for name in ("in_favour", "against", "abstain")}
    return chamber.on_vote(messages.HandsCount, AS_CLERK, **numbers)


def speak(chamber: Chamber, data: st.DataObject) -> object:
    """Let the clerk enter a choice spoken aloud, and the chair confirm or drop one, heard rightly or not."""
    said = {"person": data.draw(people), "choice": data.draw(st.sampled_from(Choice)).value}
    act = data.draw(st.sampled_from([messages.SpokenEnter, messages.SpokenConfirm, messages.SpokenDrop]))
    if act is messages.SpokenDrop:
        return chamber.on_vote(act, AS_CLERK, person=said["person"])
    return chamber.on_vote(act, AS_CLERK if act is messages.SpokenEnter else AS_CHAIR, **said)


def give_up_terminals(chamber: Chamber, data: st.DataObject) -> object:
    return chamber.on_vote(
        messages.VoteFallBack, data.draw(offices), mode=data.draw(st.sampled_from(FALLBACKS))
    )


def answer(chamber: Chamber, data: st.DataObject) -> object:
    """Enter what somebody answered, called or not; an answer once entered may be corrected."""
    given = data.draw(st.sampled_from(Answer))
    return chamber.on_vote(messages.AnswerEnter, AS_CLERK, person=data.draw(people), answer=given.value)


def count_papers(chamber: Chamber, data: st.DataObject) -> object:
    """Enter a count that adds up, of as many papers as there may be, or of more."""
    vote = chamber.vote()
    if vote.contest:
        return count_candidates(chamber, data, vote.contest)
    found = {
        name: data.draw(st.integers(0, 1)) for name in ("in_favour", "against", "abstain", "invalid", "blank")
    }
    valid = sum(found.values()) - found["invalid"] - found["blank"]
    returned = sum(found.values())
    more = {"valid": valid, "returned": returned, "issued": returned + data.draw(st.integers(0, 1))}
    return chamber.on_vote(messages.PapersCount, AS_CLERK, **found, **more, tellers=["Вера", "Борис"])


def count_candidates(chamber: Chamber, data: st.DataObject, contest: dict[str, Any]) -> object:
    """Enter three papers at most, one of them blank or not, whose marks may be too many."""
    valid, blank = data.draw(st.integers(0, 2)), data.draw(st.integers(0, 1))
    papers = {
        "issued": valid + blank,
        "returned": valid + blank,
        "valid": valid,
        "invalid": 0,
        "blank": blank,
    }
    votes = [data.draw(st.integers(0, valid)) for _ in contest["candidates"]]
    return chamber.on_vote(
        messages.CandidatesCount, AS_CLERK, **papers, votes=votes, tellers=["Вера", "Борис"]
    )


def elect(chamber: Chamber, data: st.DataObject) -> object:
    """Enter an election with its first candidates and put up its ballot, or change who stands in one."""
    motions = [motion for motion in motions_of(chamber) if motion.election]
    nominator = str(data.draw(people))
    if motions and data.draw(st.booleans()):
        motion = data.draw(st.sampled_from(motions))
        standing = (motion.election or {}).get("candidates", [])
        if standing and data.draw(st.booleans()):
            gone = UUID(data.draw(st.sampled_from(standing))["candidate"])
            return chamber.do(messages.CandidateWithdraw, AS_CLERK, motion=motion.pk, candidate=gone)
        return chamber.do(
            messages.CandidateNominate, AS_CLERK, motion=motion.pk, name="Вера", nominator=nominator
        )
    active = AgendaItem.objects.filter(meeting=chamber.meeting, stage="active").first() or chamber.items[0]
    rule = data.draw(st.sampled_from(["present >= 1/3", "cast > 1/3"]))
    office = {"office": "Избор", "places": data.draw(st.integers(1, 2)), "majority": rule}
    motion = chamber.do(messages.ElectionEnter, AS_CLERK, item=active.pk, **office)
    for name in ("Анна", "Борис"):
        chamber.do(messages.CandidateNominate, AS_CLERK, motion=motion.pk, name=name, nominator=nominator)
    return chamber.do(messages.VotePrepare, AS_CHAIR, motion=motion.pk)


def close_item(chamber: Chamber, data: st.DataObject) -> object:
    """Close an item to the public."""
    return chamber.do(
        messages.ItemClose, data.draw(offices), item=chamber.items[data.draw(places)].pk, ground="г"
    )


def excuse(chamber: Chamber, data: st.DataObject) -> object:
    act = data.draw(st.sampled_from([messages.AttendanceExcuse, messages.AttendanceUnexcuse]))
    return chamber.do(act, AS_CLERK, person=data.draw(people))


def check_quorum(chamber: Chamber, data: st.DataObject) -> object:
    return chamber.do(messages.QuorumCheck, data.draw(offices))


def move(chamber: Chamber, data: st.DataObject) -> object:
    """Move anything on an item, of which the words may not stand in the text."""
    item, phrase = chamber.items[data.draw(places)], data.draw(st.sampled_from([*PHRASES]))
    words = {
        "old": data.draw(st.sampled_from(["", "бюджета", "w"])),
        "new": data.draw(st.sampled_from(["", "n"])),
        "moved": data.draw(st.sampled_from(["", "1", "2", "3"])),
        "before": data.draw(st.sampled_from(["", "1", "2", "3"])),
    }
    mover = data.draw(people)
    return chamber.do(messages.MotionMove, AS_CLERK, item=item.pk, phrase=phrase, mover=str(mover), **words)


def work_on_motions(chamber: Chamber, data: st.DataObject) -> object:
    """Withdraw a motion, have it voted earlier, or settle the text that an amendment left."""
    motion = data.draw(st.sampled_from(motions_of(chamber))).pk
    acts = {
        messages.MotionWithdraw: {},
        messages.MotionAdvance: {"reason": "r"},
        messages.MotionSettle: {"text": "t"},
    }
    act = data.draw(st.sampled_from([*acts]))
    return chamber.do(act, data.draw(offices), motion=motion, **acts[act])


def adopt_agenda(chamber: Chamber, data: st.DataObject) -> object:
    """Put down any items as the agenda by the newest vote, whatever it decided."""
    items = data.draw(st.lists(st.sampled_from(chamber.items), unique=True))
    return chamber.on_vote(messages.AgendaAdopt, items=[item.pk for item in items])


def take_a_break(chamber: Chamber, _: st.DataObject) -> object:
    return chamber.do(messages.MeetingPause, AS_CHAIR, time="23:00")


def finish(chamber: Chamber, data: st.DataObject) -> object:
    return chamber.do(messages.ItemFinish, AS_CHAIR, item=chamber.items[data.draw(places)].pk)


def motions_of(chamber: Chamber) -> list[Motion]:
    """Return all motions of the meeting, those moved in it too."""
    return list(Motion.objects.filter(item__meeting=chamber.meeting).order_by("item__position", "position"))


def settle(chamber: Chamber, data: st.DataObject) -> object:
    """Settle a tie as the chair, or draw the lot, where one waits for it or not."""
    if data.draw(st.booleans()):
        return chamber.on_vote(messages.VoteDrawLot, word="мост")
    choice = data.draw(st.sampled_from(["for", "against", "none"]))
    return chamber.on_vote(messages.VoteSettleTie, choice=choice)


def admit(chamber: Chamber, data: st.DataObject) -> object:
    return chamber.on_vote(messages.RollAdmit, AS_CLERK, person=data.draw(people))


def raise_objection(chamber: Chamber, data: st.DataObject) -> object:
    """Object; no ballot and no position is another one for it."""
    vote = chamber.vote()
    held = list(vote.ballots.values()), list(vote.roll.values())
    found = chamber.on_vote(messages.VoteObject, councillor(data.draw(people)))
    assert (list(vote.ballots.values()), list(vote.roll.values())) == held
    return found


def ask(chamber: Chamber, data: st.DataObject) -> object:
    """Ask to speak for anything, also for what the rules do not have."""
    return chamber.do(messages.FloorAsk, councillor(data.draw(people)), kind=data.draw(kinds))


def work_the_floor(chamber: Chamber, data: st.DataObject) -> object:
    """Do as chair anything about one of the requests, whatever has become of it."""
    requests = list(Speech.objects.filter(meeting=chamber.meeting).order_by("number"))
    if not requests:
        return ask(chamber, data)
    act, request = data.draw(st.sampled_from(ON_FLOOR)), data.draw(st.sampled_from(requests))
    return chamber.do(act, AS_CHAIR, request=request.pk)


def go_on_after_a_break(chamber: Chamber, _: st.DataObject) -> object:
    return chamber.do(messages.MeetingResume, AS_CHAIR, without_quorum=True)


def conduct(act: type[messages.Command]) -> Step:
    return lambda chamber, data: chamber.on_vote(act, data.draw(offices), **ON_VOTE[act])


def annul(chamber: Chamber, data: st.DataObject) -> object:
    """Strike out any of the votes, also while another is under way."""
    vote = data.draw(st.sampled_from(list(Vote.objects.filter(meeting=chamber.meeting).order_by("number"))))
    named = {"vote": vote.pk, "stage": vote.stage}
    chamber.do(messages.VoteAnnul, AS_CHAIR, ground="g", **named)
    return chamber.do(messages.VoteConfirmAnnulment, AS_CLERK, **named)


AFTERWARDS = [conduct(messages.VoteRepeat), conduct(messages.VoteAnnul), annul, adopt_agenda]
QUIET = [entrust, excuse, check_quorum, work_on_motions, take_a_break, finish, close_item, *[elect] * 6]
ORDERLY: dict[str, list[Step]] = {
    "prepared": [
        give_up_terminals,
        *map(conduct, [messages.VoteOpen, messages.VoteOpen, messages.VoteWithdraw]),
    ],
    "open": [
        press,
        press,
        press,
        press_for_another,
        speak,
        speak,
        give_up_terminals,
        *map(conduct, [messages.VoteHold, messages.VoteClose]),
    ],
    "hands": [count_hands, conduct(messages.VoteClose)],
    "paper": [count_papers, count_papers, conduct(messages.VoteClose)],
    "roll_call": [answer, answer, answer, conduct(messages.VoteClose)],
    "hands_by_name": [answer, answer, answer, conduct(messages.VoteClose)],
    "signatures": [answer, answer, answer, conduct(messages.VoteClose)],
    "held": [
        press,
        press_for_another,
        come_or_go,
        speak,
        admit,
        *map(conduct, [messages.VoteResume, messages.VoteResume, messages.VoteClose]),
    ],
    "closed": [
        come_or_go,
        raise_objection,
        settle,
        *map(conduct, [messages.VoteDeclare, messages.VoteDeclare, messages.VoteAnnul]),
    ],
}


class Meeting(RuleBasedStateMachine):
    """A meeting in a transaction of its own, which is rolled back."""

    chamber: Chamber

    def __init__(self) -> None:
        super().__init__()
        self._whole = transaction.atomic()
        self._whole.__enter__()

    def teardown(self) -> None:
        assert verify_log(self.chamber.meeting.log_id) == []
        transaction.set_rollback(True)
        self._whole.__exit__(None, None, None)

    @initialize(rules=orders)
    def begin(self, rules: StandingOrders) -> None:
        self.chamber = make_chamber(orders=rules)
        for person in VOTERS[:3]:
            self.chamber.do(messages.SeatCheckIn, councillor(person))
        self.chamber.do(messages.MeetingOpen, AS_CHAIR, without_quorum=True)

    @property
    def vote(self) -> Vote | None:
        return Vote.objects.filter(meeting=self.chamber.meeting).order_by("number").last()

    @rule(data=st.data())
    def go_on(self, data: st.DataObject) -> None:
        """Do what comes next in an orderly meeting."""
        vote = self.vote
        if self.chamber.meeting_now().stage == "paused":
            steps = [go_on_after_a_break]
        elif not AgendaItem.objects.filter(meeting=self.chamber.meeting, stage__in=CURRENT).exists():
            steps = [take_up]
        elif vote is None or vote.stage in {"declared", "annulled", "withdrawn"}:
            steps = [
                put_up,
                put_up,
                *(AFTERWARDS if vote else []),
                take_up,
                ask,
                work_the_floor,
                move,
                *QUIET,
            ]
        else:
            steps = ORDERLY[vote.mode if vote.stage == "open" and vote.mode in ORDERLY else vote.stage]
        self.act(data.draw(st.sampled_from(steps)), data)

    @rule(data=st.data())
    def stumble(self, data: st.DataObject) -> None:
        """Do anything at all."""
        steps = [
            come_or_go,
            take_up,
            step_aside,
            put_up,
            ask,
            ask,
            work_the_floor,
            work_the_floor,
            move,
            *QUIET,
        ]
        if self.vote is not None:
            steps += [
                press,
                press_for_another,
                entrust,
                speak,
                admit,
                raise_objection,
                count_hands,
                annul,
                annul,
                *map(conduct, ON_VOTE),
            ]
            steps += [give_up_terminals, answer, count_papers, settle, adopt_agenda]
        self.act(data.draw(st.sampled_from(steps)), data)

    def act(self, step: Step, data: st.DataObject) -> None:
        """Take a step; if it is refused, entries, rows and screens are as they were."""
        before = self.screens()
        try:
            with transaction.atomic():
                step(self.chamber, data)
        except Refusal:
            assert self.screens() == before

    def screens(self) -> dict[str, str]:
        loaded = load(self.chamber.meeting.pk, VOTERS)
        shown = {audience: messages.encode(frame(loaded, audience, "bg")) for audience in AUDIENCES}
        return shown | {str(person): messages.encode(mine(loaded, person)) for person in VOTERS}

    @invariant()
    def tables_and_entries_agree(self) -> None:
        if hasattr(self, "chamber"):
            assert [str(one) for one in differences(self.chamber.meeting_now())] == []

    @invariant()
    def positions_add_up_to_the_roll(self) -> None:
        for vote in Vote.objects.filter(result__isnull=False):
            assert sum((vote.result or {})["tally"].values()) == vote.roll.count()
            if vote.mode == Mode.ELECTRONIC_UNNAMED:
                voted = vote.roll.filter(position=Position.VOTED).count()
                tally = (vote.result or {})["tally"]
                assert voted == sum(tally[choice] for choice in CHOICES) == vote.ballots.count()
            if vote.mode in {"electronic", "roll_call", "hands_by_name", "signatures"}:
                named = list(vote.roll.values_list("position", flat=True))
                known = [position for position in Position if position not in NAMELESS]
                assert {p.value: named.count(p) for p in known} == (vote.result or {})["tally"]

    @invariant()
    def outcomes_are_those_of_plain_arithmetic(self) -> None:
        """Hold each declared result against what was pressed and entered, counted without the engine."""
        for vote in Vote.objects.filter(result__isnull=False).select_related("meeting__body"):
            numbers, result = recounted(vote), vote.result or {}
            assert {**dict.fromkeys(numbers, 0), **result["tally"]} == numbers
            assert result["outcome"] == outcome_of(vote, numbers)
            assert set(result.get("returned", {}).get("elected", [])) == elected_in(vote, numbers)

    @invariant()
    def nobody_sees_a_direction_before_the_close(self) -> None:
        """Look at every audience; what is answered aloud or by raised hands is known to the hall."""
        if hasattr(self, "chamber") and (vote := vote_under_way(self.chamber.meeting_now())):
            loaded = load(self.chamber.meeting.pk)
            for audience in AUDIENCES:
                shown = frame(loaded, audience, "en").vote
                if shown is not None and vote.closed_at is None:
                    assert (shown.numbers, shown.outcome) == (None, None)
                    is_aloud = vote.mode in {"roll_call", "hands_by_name", "signatures"}
                    assert shown.positions is None or is_aloud

    @invariant()
    def nobody_learns_what_was_chosen_without_names(self) -> None:
        """Look at what is told by name once it is closed: to every audience, to each person, and in the ledger."""
        vote = self.vote if hasattr(self, "chamber") else None
        if vote is None or vote.mode != Mode.ELECTRONIC_UNNAMED or vote.closed_at is None:
            return
        loaded = load(self.chamber.meeting.pk, VOTERS)
        for audience in AUDIENCES:
            shown = frame(loaded, audience, "en").vote
            assert shown is None or not set(shown.positions or "") & set("+-=")
        assert {mine(loaded, person).choice for person in VOTERS} == {None}
        told = [body for kind, _, body in self.chamber.entries() if kind == "voting.vote.declared"]
        assert not set(CHOICES) & {
            one for body in told if body["vote"] == str(vote.pk) for one in body["positions"].values()
        }

    @invariant()
    def nobody_outside_learns_what_a_closed_item_is(self) -> None:
        """Look for the titles of closed items in what the public sees."""
        closed = AgendaItem.objects.filter(is_closed=True)
        if hasattr(self, "chamber") and closed.exists():
            shown = messages.encode(frame(load(self.chamber.meeting.pk), "public", "bg"))
            assert not [title for title in closed.values_list("title", flat=True) if title in shown]

    @invariant()
    def the_floor_keeps_to_its_rules(self) -> None:
        """Hold who speaks, and how often, against a count of rows that knows nothing of the engine."""
        asked = Speech.objects.filter(withdrawn_at=None)
        running = asked.exclude(given_at=None).filter(ended_at=None)
        if hasattr(self, "chamber") and self.chamber.meeting_now().stage != "open":
            assert not running.exists()
        assert running.count() <= 1
        for speech in asked:
            replies = asked.filter(to=speech, kind="reply")
            assert replies.count() <= 3
            assert speech.person_id not in replies.values_list("person", flat=True)
        for kind in ("personal", "recess"):
            pairs = list(
                asked.filter(kind=kind).values_list("group" if kind == "recess" else "person", "item")
            )
            once = [pair[:1] if kind == "recess" else pair for pair in pairs]
            assert len(once) == len(set(once))

    @invariant()
    def an_item_is_being_voted_while_a_vote_is_under_way(self) -> None:
        if hasattr(self, "chamber"):
            voted = AgendaItem.objects.filter(meeting=self.chamber.meeting, stage="being_voted").count()
            assert voted == (vote_under_way(self.chamber.meeting) is not None)


@pytest.mark.django_db
@pytest.mark.timeout(900)
def test_a_meeting_stays_whole_whatever_is_done_in_it() -> None:
    ensure_key()
    is_long = settings().max_examples > 100
    run_state_machine_as_test(
        Meeting,
        settings=settings(
            max_examples=200 if is_long else 12,
            stateful_step_count=30,
            deadline=None,
            derandomize=not is_long,
        ),
    )
