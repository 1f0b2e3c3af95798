"""Nobody can tell what was chosen while a vote is open: an experiment with two worlds that differ in the choices only.

Both worlds run from the same rows with the same clock and the same random numbers; in each the same people press at the
same moments, and everything that anybody but the presser can read is written down: every audience's frames, documents,
pages, the admin, answers to others, logs, the portal with its exports and proofs. The two are the same byte for byte, so
that whoever reads them knows no more than before.

One thing is taken as given, and tested apart: that a digest over 32 random bytes and a choice hides the choice. In the
experiment it covers the salt alone; were anything else to carry the choice, the worlds would differ.
"""

import hashlib
import io
import itertools
import json
import logging
import os
import random
import re
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib import admin
from django.core import signing
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import cache, timezone

from council.domain.actors import Actor
from council.models import Account
from kiosk import messages
from kiosk.desk.batch import execute
from kiosk.desk.orders import Order
from kiosk.models import Display, RefusedAttempt, secret_digest
from kiosk.permissions import AUDIENCES
from kiosk.snapshots import frame, load, mine
from ledger import commands as ledger_commands
from ledger.domain.canonical import canonical
from ledger.domain.entries import salted_digest
from ledger.models import Entry, Log, Receipt
from tests.cast import CHAIR, CLERK, COUNCILLORS
from tests.chamber import AS_CHAIR, AS_CLERK, BEGINS, Chamber, chamber, councillor, give_accounts
from tests.correspondence import by_letter, decide, opened, shown_at, time_is_over
from voting.models import Vote

__all__ = ["chamber"]

ANNA, BORIS, VASIL, *OTHERS = COUNCILLORS
CHOICES = ("for", "against", "abstain")
NOW = BEGINS + timedelta(hours=1)
SECRET = "display-secret"
Readings = dict[str, bytes]
Step = Callable[[Chamber], None]


# --- The same world twice ----------------------------------------------------------------------------------------


@contextmanager
def the_same_chance(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let clock and random numbers be the same every time, and a digest cover its salt only."""
    counter = itertools.count()

    def same_bytes(size: int) -> bytes:
        seed = hashlib.sha256(str(next(counter)).encode()).digest()
        return (seed * (size // 32 + 1))[:size]

    with monkeypatch.context() as patched:
        patched.setattr(os, "urandom", same_bytes)
        patched.setattr(random, "_urandom", same_bytes)
        patched.setattr(timezone, "now", lambda: NOW)
        for module in (signing, cache):
            patched.setattr(module, "time", types.SimpleNamespace(time=NOW.timestamp))
        patched.setattr(ledger_commands, "salted_digest", lambda *, salt, **_: hashlib.sha256(salt).digest())
        forget_everything()
        yield


def forget_everything() -> None:
    """Empty what the product remembers between two readings."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in {"kiosk", "portal", "voting", "agenda", "council"}:
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


@dataclass
class World:
    """What people pressed in this world, and what everybody else could read."""

    chamber: Chamber
    choices: Mapping[UUID, str]
    caplog: pytest.LogCaptureFixture
    readings: Readings = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)

    def tell(self, by: Actor, *said: messages.CommandMessage) -> list[messages.Reply]:
        """Have commands carried out by the desk, and return the answers."""
        answers: list[messages.Reply] = []
        orders = [Order(message, by, "bg", answers.append) for message in said]
        with transaction.atomic():
            settled = execute(self.chamber.meeting.pk, orders, self.chamber.at())
        for order, reply in settled.answers:
            order.answer(reply)
        return answers

    def everybody_presses(self) -> None:
        """Let everybody press, Boris twice, Vasil something else first and once too late to count."""
        vote = self.chamber.vote().pk

        def press(number: int, choice: str, press_id: UUID) -> messages.BallotCast:
            return messages.BallotCast(id=press_id, vote=vote, press=number, choice=choice)  # type: ignore[arg-type]  # one of three

        for person, choice in self.choices.items():
            first, again = uuid4(), uuid4()
            if person == VASIL:
                self.tell(councillor(person), press(2, CHOICES[CHOICES.index(choice) - 1], first))
                self.tell(councillor(person), press(1, choice, again))
                self.tell(councillor(person), press(3, choice, uuid4()))
            else:
                self.tell(councillor(person), press(1, choice, first))
            if person == BORIS:
                self.tell(councillor(person), press(1, choice, first), press(5, choice, again))

    def everybody_answers(self) -> None:
        """Let everybody answer in writing, Boris twice, and Vasil by letter."""
        motion = self.chamber.motions[0].pk
        for person, choice in self.choices.items():
            said: dict[str, Any] = {"motion": motion, "choice": choice}
            if person == VASIL:
                self.tell(AS_CLERK, messages.LetterEnter(id=uuid4(), person=person, **said))
                continue
            if person == BORIS:
                other = {**said, "choice": CHOICES[CHOICES.index(choice) - 1]}
                self.tell(councillor(person), messages.AnswerWrite(id=uuid4(), **other))
                said["after"] = shown_at(motion, person)
            self.tell(councillor(person), messages.AnswerWrite(id=uuid4(), **said))

    def note(self, name: str, content: object) -> None:
        """Write down what was read."""
        text = content if isinstance(content, bytes) else str(content).encode()
        self.readings[f"{len(self.readings)} {name}"] = text


def run(
    chamber: Chamber,
    choices: Mapping[UUID, str],
    steps: list[Step],
    read: Callable[[World], None],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    begins: Callable[[World], None] = World.everybody_presses,
) -> Readings:
    """Let a world happen: all press, or begin otherwise, then the steps; read after each; and undo it all."""
    begin = next(chamber.seconds)
    caplog.clear()
    with the_same_chance(monkeypatch), caplog.at_level(logging.DEBUG), transaction.atomic():
        world = World(chamber, choices, caplog)
        begins(world)
        read(world)
        for step in steps:
            step(chamber)
            read(world)
        read_logs(world)
        transaction.set_rollback(True)
    chamber.seconds = itertools.count(begin)
    return world.readings


# --- Everything that can be read ---------------------------------------------------------------------------------


def read_screens(world: World) -> None:
    """Read every audience's frame in both languages, the documents, and the seat of Anna, who pressed the same."""
    loaded = load(world.chamber.meeting.pk, [ANNA])
    for audience in AUDIENCES:
        for language in ("bg", "en"):
            world.note(f"frame {audience} {language}", messages.encode(frame(loaded, audience, language)))
    world.note("mine", messages.encode(mine(loaded, ANNA)))
    world.note("agenda", loaded.agenda.body)
    world.note("hall", loaded.plan.document.body)


def read_answers(world: World) -> None:
    """Read what chair, clerk and another councillor are answered."""
    vote = world.chamber.vote()
    named: dict[str, Any] = {"vote": vote.pk, "stage": vote.stage}
    said = [
        (AS_CHAIR, messages.VoteDeclare(id=uuid4(), **named)),
        (AS_CHAIR, messages.VoteClose(id=uuid4(), **{**named, "stage": "closed"})),
        (AS_CHAIR, messages.VoteRepeat(id=uuid4(), **named)),
        (AS_CLERK, messages.HandsCount(id=uuid4(), in_favour=99, against=0, abstain=0, **named)),
        (councillor(ANNA), messages.BallotCast(id=uuid4(), vote=vote.pk, press=1, choice="abstain")),
    ]
    for by, message in said:
        world.note(f"answer to {by}", world.tell(by, message))  # type: ignore[arg-type]  # a command


def read_pages(world: World) -> None:
    """Read every page, state and file, as each who may read it."""
    meeting, loaded = world.chamber.meeting.pk, load(world.chamber.meeting.pk)
    size = loaded.v
    files = ["", "votes.csv", "ledger.jsonl", "checkpoints.json", "record.pdf"]
    files += [f"proofs/inclusion.json?entry={entry}" for entry in range(size)]
    files += [f"proofs/consistency.json?old={old}" for old in range(1, size, 3)]
    public = [
        *("/", "/sign-in/", "/ledger-key.pem", f"/display/{SECRET}/", f"/display/{SECRET}/state"),
        *(f"/meetings/{meeting}/live/{end}" for end in ("", "state")),
        *(f"/meetings/{meeting}/{end}" for end in files),
        f"/meetings/{meeting}/documents/hall/{loaded.plan.document.version}.json",
    ]
    read_addresses(world, "public", None, public)
    for person, room in ((CHAIR, "chair"), (CLERK, "clerk"), (ANNA, "seat")):
        ends = ("", "state", "token")
        rooms = ["/", f"/{room}/", *(f"/meetings/{meeting}/{room}/{end}" for end in ends)]
        read_addresses(world, room, Account.objects.get(person=person), rooms)
    refused = {address for address, status in world.statuses.items() if status not in {200, 302}}
    assert refused == {f"/meetings/{meeting}/record.pdf"}


def read_admin(world: World) -> None:
    """Read all of the setting up, as the installation's operator and as the municipality's staff."""
    for login in ("operator", "staff"):
        addresses = ["/setup/"]
        for model in admin.site._registry:
            base = f"/setup/{model._meta.app_label}/{model._meta.model_name}/"
            addresses += [base, f"{base}add/"]
            for row in model._default_manager.all()[:3]:
                addresses += [f"{base}{row.pk}/{end}" for end in ("change/", "history/")]
        read_addresses(world, login, Account.objects.get(login=login), addresses)
    assert list(world.statuses.values()).count(200) > 30


def read_addresses(world: World, who: str, account: Account | None, addresses: list[str]) -> None:
    client = Client()
    if account is not None:
        client.force_login(account)
    for address in addresses:
        response = client.get(address)
        world.statuses[address] = response.status_code
        world.note(f"{who} {address} headers", sorted(response.headers.items()))
        world.note(f"{who} {address}", b"".join(response) if response.streaming else response.content)


def read_records(world: World) -> None:
    """Read what is kept of refused attempts and answers, and what whoever verifies the ledger is told."""
    attempts = RefusedAttempt.objects.order_by("at", "command_id", "code")
    world.note("attempts", list(attempts.values_list("actor", "message", "command_id", "code")))
    world.note("receipts", sorted(Receipt.objects.values_list("actor", "answer")))
    out = io.StringIO()
    try:
        call_command("verify_ledger", stdout=out, no_color=True)
    except CommandError as error:  # the digests of this experiment are none
        out.write(str(error))
    world.note("verify_ledger", out.getvalue())


def read_logs(world: World) -> None:
    """Read what all of it has left in the logs."""
    for record in world.caplog.records:
        world.note("log", record.getMessage())


def read_everything(world: World) -> None:
    read_screens(world)
    read_answers(world)
    read_pages(world)
    read_records(world)


def read_while_answers_come(world: World) -> None:
    """Read everything of a sitting by correspondence, and what is answered to who tries to find out."""
    read_screens(world)
    motion = world.chamber.motions[0].pk
    item: dict[str, Any] = {"item": world.chamber.items[0].pk}
    said: list[tuple[Actor, messages.CommandMessage]] = [
        (AS_CHAIR, messages.ItemActivate(id=uuid4(), **item)),
        (AS_CHAIR, messages.VotePrepare(id=uuid4(), motion=motion)),
        (AS_CHAIR, messages.ItemFinish(id=uuid4(), **item)),
        (AS_CHAIR, messages.QuorumCheck(id=uuid4())),
        (AS_CLERK, messages.LetterEnter(id=uuid4(), person=BORIS, motion=motion, choice="for")),
        (AS_CLERK, messages.LetterEnter(id=uuid4(), person=BORIS, motion=motion, choice="against")),
        (
            councillor(ANNA),
            messages.AnswerWrite(id=uuid4(), motion=motion, choice="abstain", after=shown_at(motion, ANNA)),
        ),
    ]
    for by, message in said:
        world.note(f"answer to {by}", world.tell(by, message))
    read_pages(world)
    read_records(world)


def read_afterwards(world: World) -> None:
    """Read what stays when there is nobody left to ask."""
    read_screens(world)
    read_pages(world)
    read_records(world)


# --- The experiment ----------------------------------------------------------------------------------------------


def lookers(chamber: Chamber) -> None:
    """Make everybody who could look."""
    give_accounts(chamber)
    Account.objects.create_superuser("operator", "correct horse battery")
    Account.objects.create_user(
        "staff", "correct horse battery", is_staff=True, municipality=chamber.municipality
    )
    Display.objects.create(
        municipality=chamber.municipality,
        hall=chamber.hall,
        name="Екран",
        secret_digest=secret_digest(SECRET),
    )


@pytest.fixture
def answering(chamber: Chamber) -> Chamber:
    """Return a sitting by correspondence whose answers are awaited."""
    lookers(chamber)
    return opened(by_letter(chamber))


@pytest.fixture
def voting(chamber: Chamber) -> Chamber:
    """Return a meeting with a declared vote, and another open, and everybody who could look."""
    lookers(chamber)
    chamber.open()
    chamber.decide(dict.fromkeys(COUNCILLORS[:6], "for"))
    chamber.open_vote(motion=1)
    return chamber


def two_choices(seed: int) -> tuple[dict[UUID, str], dict[UUID, str]]:
    """Return choices of two worlds: Anna's the same, all others drawn anew."""
    chance = random.Random(seed)
    one = {person: chance.choice(CHOICES) for person in COUNCILLORS[:7]}
    other = {person: chance.choice([c for c in CHOICES if c != choice]) for person, choice in one.items()}
    return one, other | {ANNA: one[ANNA]}


def the_same_numbers(seed: int) -> tuple[dict[UUID, str], dict[UUID, str]]:
    """Return choices of two worlds that come to the same numbers: Anna's the same, the others' handed on to the next."""
    one = two_choices(seed)[0]
    others = [person for person in one if person != ANNA]
    assert len({one[person] for person in others}) > 1
    handed_on = dict(zip(others, [one[person] for person in (*others[1:], others[0])], strict=True))
    return one, one | handed_on


def differing(one: Readings, other: Readings) -> list[str]:
    """Return the names of what reads differently in the two worlds."""
    assert one.keys() == other.keys()
    return [name for name in one if one[name] != other[name]]


def hold(chamber: Chamber) -> None:
    chamber.on_vote(messages.VoteHold)


def fall_back(chamber: Chamber) -> None:
    chamber.on_vote(messages.VoteFallBack)
    if chamber.vote().stage == "held":
        chamber.on_vote(messages.VoteResume)
    chamber.on_vote(messages.HandsCount, AS_CLERK, in_favour=4, against=3, abstain=1)
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)


def annul(chamber: Chamber) -> None:
    chamber.on_vote(messages.VoteAnnul, ground="Спря токът")
    chamber.on_vote(messages.VoteConfirmAnnulment, AS_CLERK)


def adjourn(chamber: Chamber) -> None:
    chamber.do(messages.MeetingAdjourn, AS_CHAIR)


def close(chamber: Chamber) -> None:
    chamber.close()


def declare(chamber: Chamber) -> None:
    chamber.on_vote(messages.VoteDeclare)


def press_anew(chamber: Chamber) -> None:
    chamber.on_vote(messages.VoteFallBack, mode="electronic_unnamed")


def read_closed(world: World) -> None:
    """Once the vote is closed, read everything, and also what those are shown who pressed otherwise."""
    if world.chamber.vote().closed_at is None:
        read_screens(world)
        return
    read_afterwards(world)
    meeting = world.chamber.meeting.pk
    for person in (BORIS, VASIL):
        rooms = [f"/meetings/{meeting}/seat/{end}" for end in ("", "state")]
        read_addresses(world, str(person), Account.objects.get(person=person), rooms)
        world.note(f"mine {person}", messages.encode(mine(load(meeting, [person]), person)))


def test_a_vote_without_names_tells_who_voted_and_never_what(
    voting: Chamber, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Two worlds with the same numbers: from the close on nobody can tell one from the other, not by their own seat."""
    press_anew(voting)
    steps = [close, declare, adjourn]
    worlds = [
        run(voting, choices, steps, read_closed, monkeypatch, caplog) for choices in the_same_numbers(7)
    ]
    assert len(worlds[0]) > 300
    assert differing(*worlds) == []


@pytest.mark.parametrize("seed", [1, 2])
def test_an_open_vote_reads_the_same_whatever_was_chosen(
    voting: Chamber, seed: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    one, other = two_choices(seed)
    worlds = [run(voting, choices, [hold], read_everything, monkeypatch, caplog) for choices in (one, other)]
    assert len(worlds[0]) > 300
    assert differing(*worlds) == []


@pytest.mark.parametrize("seed", [8, 9])
def test_answers_in_writing_are_nobody_s_business_and_stay_so_without_a_vote(
    answering: Chamber, seed: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Not the chair's, nor the clerk's who tries the same answer; nor anybody's after a meeting that decided nothing."""

    def read(world: World) -> None:
        is_over = world.chamber.meeting_now().adjourned_at is not None
        (read_afterwards if is_over else read_while_answers_come)(world)

    worlds = [
        run(answering, choices, [adjourn], read, monkeypatch, caplog, World.everybody_answers)
        for choices in two_choices(seed)
    ]
    assert len(worlds[0]) > 150
    assert differing(*worlds) == []


def test_a_vote_by_correspondence_tells_what_was_answered(
    answering: Chamber, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def vote(chamber: Chamber) -> None:
        time_is_over(chamber)
        decide(chamber)

    worlds = [
        run(answering, choices, [vote], read_screens, monkeypatch, caplog, World.everybody_answers)
        for choices in two_choices(8)
    ]
    differ = differing(*worlds)
    assert {name.split()[1] for name in differ} >= {"frame"}
    assert min(int(name.split()[0]) for name in differ) >= len(worlds[0]) // 2 - 1


def test_so_does_all_of_the_setting_up(
    voting: Chamber, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    worlds = [run(voting, choices, [], read_admin, monkeypatch, caplog) for choices in two_choices(3)]
    assert len(worlds[0]) > 50
    assert differing(*worlds) == []
    shown = {model._meta.app_label for model in admin.site._registry}
    assert shown.isdisjoint({"voting", "ledger", "minutes"})


@pytest.mark.parametrize(
    "end",
    [
        [press_anew, close, declare, adjourn],
        [fall_back, adjourn],
        [hold, fall_back, adjourn],
        [annul, adjourn],
    ],
)
def test_ballots_that_came_to_nothing_stay_unknown_for_ever(
    voting: Chamber,
    end: list[Step],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A vote that fell back to raised hands, or was annulled while open, never tells; not in the archive either."""
    worlds = [run(voting, choices, end, read_afterwards, monkeypatch, caplog) for choices in two_choices(4)]
    assert differing(*worlds) == []


def test_after_the_close_only_chair_and_clerk_know_until_it_is_declared(
    voting: Chamber, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    worlds = [run(voting, choices, [close], read_screens, monkeypatch, caplog) for choices in two_choices(5)]
    assert {re.sub(r"^\d+ ", "", name).rpartition(" ")[0] for name in differing(*worlds)} == {
        "frame chair",
        "frame clerk",
    }


def test_the_experiment_sees_what_is_no_secret_any_more(
    voting: Chamber, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The counter-test: once it is declared, every audience, the archive and the exports read differently."""
    steps = [close, declare]
    worlds = [run(voting, choices, steps, read_afterwards, monkeypatch, caplog) for choices in two_choices(6)]
    found = " ".join(differing(*worlds))
    for audience in AUDIENCES:
        assert f"frame {audience} bg" in found
    for address in ("votes.csv", "ledger.jsonl", "live/state", "seat/state"):
        assert address in found


# --- What the experiment takes as given ----------------------------------------------------------------------------


def test_a_leaf_cannot_be_tried_out_without_its_salt(voting: Chamber) -> None:
    """The three choices are tried with everything that is public; without the 32 random bytes none fits."""
    vote = voting.vote()
    voting.press(BORIS, "against")
    row = Entry.objects.filter(log=voting.meeting.log).latest("sequence")
    assert json.loads(row.body)["choice"] == "against"
    assert len(bytes(row.salt)) == 32
    known = [b"", bytes(32), bytes(row.digest), row.at.encode(), vote.pk.bytes, BORIS.bytes]
    known += [bytes(Log.objects.get(pk=row.log_id).edge), str(row.sequence).encode()]
    for choice in CHOICES:
        body = canonical(json.loads(row.body) | {"choice": choice})
        said = canonical({"actor": row.actor, "body": json.loads(body)})
        for guess in known:
            assert hashlib.sha256(guess + said).digest() != bytes(row.digest)
    assert salted_digest(salt=bytes(row.salt), actor=row.actor, body=row.body) == bytes(row.digest)


def test_salts_are_never_the_same(voting: Chamber) -> None:
    for number in range(1, 30):
        voting.press(BORIS, "for", number)
    salts = [bytes(salt) for salt in Entry.objects.values_list("salt", flat=True)]
    assert len(set(salts)) == len(salts)


def test_a_receipt_cannot_be_tried_out_without_the_installations_key(voting: Chamber) -> None:
    world = World(voting, {BORIS: "against"}, None)  # type: ignore[arg-type]  # nothing is logged
    world.everybody_presses()
    vote = Vote.objects.latest("number")
    for receipt in Receipt.objects.all():
        for choice, press in itertools.product(CHOICES, (1, 5)):
            said = {
                "type": "ballot.cast",
                "id": str(receipt.command_id),
                "vote": str(vote.pk),
                "press": press,
                "choice": choice,
            }
            for text in (json.dumps(said, sort_keys=True, separators=(",", ":")), json.dumps(said)):
                assert hashlib.sha256(text.encode()).digest() != bytes(receipt.digest)
