"""Tables that disagree with the entries are found: every column, a row too many, a row too few."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import models, transaction

from agenda.models import AgendaItem, Attendance, Excuse, Meeting, Motion, Paper, Proxy, Recusal, Speech
from council.domain.orders import StandingOrders
from council.domain.proxies import ProxyRules
from council.models import Body
from kiosk import messages
from ledger.commands import append, lock_log
from ledger.kinds import Kind
from tests.cast import CHAIR, CLERK, COUNCILLORS, STRANGER
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor
from tests.correspondence import by_letter, enter, opened, write
from voting.domain.record import RecordFault
from voting.models import (
    Annulment,
    Ballot,
    Correction,
    CorrespondenceObjection,
    Decision,
    GivenAnswer,
    JoinedMotion,
    Objection,
    RollMember,
    SpokenChoice,
    Vote,
    WrittenAnswer,
)
from voting.queries import differences
from voting.queries.comparison import COLUMNS

ANNA, BORIS, VASIL, GALINA, *_ = COUNCILLORS
TABLES: dict[str, type[models.Model]] = {
    "meeting": Meeting,
    "speech": Speech,
    "excuse": Excuse,
    "proxy": Proxy,
    "written": WrittenAnswer,
    "objector": CorrespondenceObjection,
    "recusal": Recusal,
    "item": AgendaItem,
    "motion": Motion,
    "paper": Paper,
    "vote": Vote,
    "decision": Decision,
    "roll": RollMember,
    "ballot": Ballot,
    "spoken": SpokenChoice,
    "answer": GivenAnswer,
    "joined": JoinedMotion,
    "objection": Objection,
    "annulment": Annulment,
    "correction": Correction,
}


def speak(chamber: Chamber) -> None:
    chamber.on_vote(messages.SpokenEnter, AS_CLERK, person=BORIS, choice="against")


def correct(chamber: Chamber) -> None:
    words = {"asked_by": "Анна", "entered": "Бюждет", "right": "Бюджет", "why": "Грешка"}
    subject = str(chamber.items[0].pk)
    chamber.do(messages.CorrectionEnter, AS_CLERK, subject=subject, matter="wording", **words)


@pytest.fixture
def busy(chamber: Chamber) -> Chamber:
    """Return a meeting in which everything has happened that leaves a row."""
    add_paper(chamber)
    chamber.open()
    chamber.do(messages.AttendanceExcuse, AS_CLERK, person=GALINA, ground="Болест")
    chamber.do(messages.ItemAdd, AS_CLERK, title="Спешно", text="Приема")
    chamber.do(messages.Recuse, councillor(VASIL), item=chamber.items[0].pk, person=VASIL, ground="g")
    chamber.decide({ANNA: "for", BORIS: "against"})
    chamber.on_vote(messages.VoteAnnul, ground="g")
    chamber.on_vote(messages.VoteConfirmAnnulment, AS_CLERK)
    chamber.on_vote(messages.VoteRepeat)
    chamber.on_vote(messages.VoteOpen)
    chamber.press_all({ANNA: "for", BORIS: "against"})
    chamber.on_vote(messages.VoteFallBack)
    chamber.on_vote(messages.HandsCount, AS_CLERK, in_favour=5, against=2, abstain=1)
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)
    chamber.open_vote(motion=1)
    move(chamber)
    chamber.press_all({ANNA: "for", GALINA: "abstain"})
    speak(chamber)
    chamber.on_vote(messages.SpokenConfirm, person=BORIS, choice="against")
    chamber.close()
    chamber.on_vote(messages.VoteObject, councillor(BORIS))
    chamber.on_vote(messages.VoteDeclare)
    chamber.on_vote(messages.VoteRepeat)
    chamber.on_vote(messages.VoteFallBack, AS_CLERK, mode="roll_call")
    chamber.on_vote(messages.VoteOpen)
    for answer in ("silent", "for"):
        chamber.on_vote(messages.AnswerEnter, AS_CLERK, person=ANNA, answer=answer)
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)
    correct(chamber)
    chamber.do(messages.SeatCheckOut, councillor(GALINA))
    for person in (ANNA, BORIS):
        chamber.do(messages.FloorAsk, councillor(person))
    speech = chamber.meeting.speeches.get(person=ANNA)
    chamber.do(messages.FloorGive, AS_CHAIR, request=speech.pk)
    chamber.do(messages.FloorWithdraw, AS_CLERK, request=chamber.meeting.speeches.get(person=BORIS).pk)
    chamber.do(messages.ItemFinish, AS_CHAIR, item=chamber.items[0].pk)
    chamber.do(messages.ItemSelect, AS_CLERK, item=chamber.items[1].pk)
    chamber.do(messages.MeetingPause, AS_CHAIR, time="23:59")
    chamber.do(messages.MeetingAdjourn, AS_CHAIR)
    return chamber


def move(chamber: Chamber) -> None:
    """Move an amendment, with a seconder."""
    people = {"mover": str(ANNA), "seconder": str(BORIS)}
    item = chamber.items[0].pk
    words = {"old": "бюджета", "new": "бюджета за 2027"}
    chamber.do(messages.MotionMove, AS_CLERK, item=item, phrase="replace", **words, **people)


def add_paper(chamber: Chamber) -> None:
    """Put a paper on the agenda without its file."""
    own = {"municipality": chamber.municipality, "item": chamber.items[0]}
    Paper.objects.create(**own, position=1, title="Доклад", digest="0" * 64, size=9, pages=1, folder="0" * 32)


def found(chamber: Chamber) -> list[str]:
    return [str(one) for one in differences(chamber.meeting_now())]


def other(value: Any, field: Any) -> Any:
    """Return another value that the column's type allows."""
    if isinstance(field, models.DateTimeField):
        return (
            value + timedelta(microseconds=1) if value else datetime.fromisoformat("2026-11-21T09:00+00:00")
        )
    if isinstance(field, models.DateField | models.DurationField):
        return value + timedelta(days=1) if value is not None else datetime.fromisoformat("2026-11-28").date()
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.IntegerField):
        return (value or 0) + 1
    if isinstance(field, models.JSONField):
        return [value]
    choices = [key for key, _ in field.flatchoices if key != value]
    return choices[0] if choices else f"{value[:-1]}."


def committee(chamber: Chamber) -> Body:
    return Body.objects.create(municipality=chamber.municipality, name="Комисия", statutory_number=3)


STORED = {("item", "place"): "position"}
"""What is compared under another name than its column has."""

REFERENCES: dict[tuple[str, str], Callable[[Chamber], Any]] = {
    ("item", "draft"): lambda _: uuid4(),
    ("item", "place"): lambda _: 0,
    ("paper", "item"): lambda chamber: chamber.items[2].pk,
    ("paper", "digest"): lambda _: "f" * 64,
    ("paper", "replaces"): lambda _: Paper.objects.get().pk,
    ("vote", "item"): lambda chamber: chamber.items[2].pk,
    ("vote", "motion"): lambda chamber: chamber.motions[2].pk,
    ("vote", "repeats"): lambda chamber: chamber.vote().pk,
    ("vote", "follows_tie"): lambda chamber: chamber.vote().pk,
    ("vote", "presiding"): lambda _: STRANGER,
    ("decision", "body"): lambda chamber: committee(chamber).pk,
    ("motion", "mover"): lambda _: STRANGER,
    ("motion", "seconder"): lambda _: STRANGER,
    ("motion", "lapsed_by"): lambda chamber: chamber.motions[2].pk,
    ("ballot", "entered_by"): lambda _: STRANGER,
    ("ballot", "confirmed_by"): lambda _: STRANGER,
    ("spoken", "entered_by"): lambda _: STRANGER,
    ("written", "entered_by"): lambda _: STRANGER,
    ("meeting", "presiding"): lambda _: STRANGER,
    ("meeting", "selected"): lambda chamber: chamber.items[2].pk,
    ("speech", "person"): lambda _: STRANGER,
    ("speech", "to"): lambda chamber: chamber.meeting.speeches.get(person=ANNA).pk,
    ("speech", "vote"): lambda chamber: chamber.vote().pk,
    ("speech", "item"): lambda chamber: chamber.items[2].pk,
    ("roll", "proxy"): lambda _: STRANGER,
    ("annulment", "proposed_by"): lambda _: STRANGER,
    ("annulment", "confirmed_by"): lambda _: STRANGER,
    ("correction", "entered_by"): lambda _: STRANGER,
    ("joined", "item"): lambda chamber: chamber.items[0].pk,
    ("joined", "pulled_by"): lambda _: STRANGER,
}


def test_what_was_recorded_agrees(busy: Chamber) -> None:
    assert found(busy) == []


@pytest.mark.parametrize(
    "table", sorted(COLUMNS.keys() - {"spoken", "joined", "proxy", "written", "objector"})
)
def test_each_tampered_column_is_found(busy: Chamber, table: str) -> None:
    each_tampered_column_is_found(busy, table)


def test_so_is_one_of_a_choice_spoken_aloud_which_only_an_open_vote_has(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote()
    speak(chamber)
    each_tampered_column_is_found(chamber, "spoken")


def test_so_is_one_of_a_proxy_which_only_some_rules_know(chamber: Chamber) -> None:
    chamber.body.orders = StandingOrders(proxies=ProxyRules(most=1)).to_plain()
    chamber.body.save()
    chamber.open(BORIS)
    chamber.do(messages.ProxyEnter, AS_CLERK, person=ANNA, holder=BORIS, shown=True)
    each_tampered_column_is_found(chamber, "proxy")


@pytest.mark.parametrize("table", ["meeting", "written", "objector"])
def test_so_is_one_of_a_sitting_by_correspondence(chamber: Chamber, table: str) -> None:
    opened(by_letter(chamber))
    write(chamber, ANNA, "for")
    enter(chamber, BORIS, "against")
    chamber.do(messages.CorrespondenceObject, councillor(GALINA))
    each_tampered_column_is_found(chamber, table)


def test_so_is_one_of_what_is_voted_together(chamber: Chamber) -> None:
    own = {"municipality": chamber.municipality}
    Motion.objects.create(item=chamber.items[2], text="Приема разни", **own)
    chamber.open()
    chamber.do(messages.ItemActivate, AS_CHAIR, item=chamber.items[1].pk, prepare=True)
    chamber.on_vote(messages.VoteJoin, items=[chamber.items[2].pk])
    each_tampered_column_is_found(chamber, "joined")


def each_tampered_column_is_found(busy: Chamber, table: str) -> None:
    model = TABLES[table]
    rows = model.objects.filter(pk=busy.meeting.pk) if table == "meeting" else model.objects.all()
    for column in COLUMNS[table]:
        stored = STORED.get((table, column), column)
        row = next((row for row in reversed(rows) if getattr(row, stored)), rows[0])
        new = (
            REFERENCES[table, column](busy)
            if (table, column) in REFERENCES
            else other(getattr(row, stored), model._meta.get_field(stored))
        )
        with transaction.atomic():
            # Past the product's rules, as whoever writes to the database would.
            model.objects.filter(pk=row.pk).update(**{stored: new})
            lines = found(busy)
            transaction.set_rollback(True)
        assert any(line.startswith(table) and column in line for line in lines), (column, lines)
    assert found(busy) == []


def test_a_row_taken_away_is_found(busy: Chamber) -> None:
    for table in ("recusal", "roll", "ballot", "objection", "annulment"):
        row = TABLES[table].objects.all()[0]
        TABLES[table].objects.filter(pk=row.pk).delete()
        assert any(line.startswith(table) and line.endswith("not in the table") for line in found(busy))


def test_a_row_added_is_found(busy: Chamber) -> None:
    vote, own = busy.vote(), {"municipality": busy.municipality}
    Ballot.objects.create(vote=vote, person_id=VASIL, choice="for", press=1, cast_at=busy.at(), **own)
    RollMember.objects.create(vote=vote, person_id=STRANGER, name="x", standing="present", **own)
    Recusal.objects.create(item=busy.items[0], person_id=BORIS, ground="g", **own)
    Annulment.objects.create(vote=vote, ground="g", proposed_by_id=CHAIR, proposed_at=busy.at(), **own)
    Attendance.objects.create(meeting=busy.meeting, person_id=CLERK, arrived_at=busy.at(), **own)
    Vote.objects.create(
        meeting=busy.meeting,
        item=vote.item,
        motion=vote.motion,
        number=9,
        stage="withdrawn",
        majority={},
        **own,
    )
    lines = [line for line in found(busy) if line.endswith("not in the entries")]
    assert sorted(line.partition(" ")[0] for line in lines) == [
        "annulment",
        "attendance",
        "ballot",
        "recusal",
        "roll",
        "vote",
    ]


@pytest.mark.parametrize("column", ["arrived_at", "left_at"])
def test_a_stay_that_was_moved_is_found(busy: Chamber, column: str) -> None:
    stay = Attendance.objects.get(meeting=busy.meeting, person=GALINA)
    Attendance.objects.filter(pk=stay.pk).update(**{column: getattr(stay, column) + timedelta(seconds=1)})
    lines = found(busy)
    assert [line.partition(":")[0].partition(" ")[0] for line in lines] == ["attendance"] * 2
    assert {line.rpartition(": ")[2] for line in lines} == {"not in the table", "not in the entries"}


def test_choices_are_not_told_to_whoever_compares(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote()
    chamber.press(ANNA, "against")
    Ballot.objects.update(choice="for")
    (line,) = found(chamber)
    assert line == f"ballot {chamber.vote().pk} {ANNA}: choice differs from the entries"


def test_nor_is_what_was_answered_in_writing(chamber: Chamber) -> None:
    write(opened(by_letter(chamber)), ANNA, "against")
    WrittenAnswer.objects.update(choice="for")
    (line,) = found(chamber)
    assert line == f"written {chamber.motions[0].pk} {ANNA}: choice differs from the entries"


def test_a_draft_may_be_changed_freely(chamber: Chamber) -> None:
    chamber.do(messages.SeatCheckIn, councillor(ANNA))
    AgendaItem.objects.update(title="Друго")
    Motion.objects.all().delete()
    assert found(chamber) == []
    Meeting.objects.update(stage="open")
    assert len(found(chamber)) == 1


def test_entries_that_contradict_each_other_are_named(chamber: Chamber) -> None:
    chamber.open()
    with transaction.atomic():
        log = lock_log(chamber.meeting.log_id)
        append(log=log, kind=Kind.VOTE_HELD, actor="chair:x", body={"vote": str(uuid4())}, at=chamber.at())
    with pytest.raises(RecordFault, match=f"entry {len(chamber.entries()) - 1}: unknown-vote"):
        found(chamber)
