"""Rows fetched without the ORM are those that the ORM reads, column by column, on both databases."""

import uuid
from typing import Any

import pytest
from django.db import DatabaseError, models, transaction

from agenda.models import Meeting
from kiosk import messages
from ledger.models import Entry, Log, Receipt
from ledger.statements import change, fetch
from tests.cast import COUNCILLORS
from tests.chamber import make_chamber
from tests.ledger import making
from voting.models import Ballot, Vote


def columns_of(row: models.Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@pytest.mark.django_db
@pytest.mark.parametrize("table", [Log, Meeting, Vote, Ballot, Entry])
def test_fetched_rows_are_those_of_the_orm(table: type[models.Model]) -> None:
    chamber = make_chamber()
    chamber.open()
    chamber.open_vote()
    chamber.press_all(dict.fromkeys(COUNCILLORS, "for"))
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)
    by_orm = {row.pk: columns_of(row) for row in table._default_manager.all()}
    fetched = fetch(table, "1 = 1")
    assert by_orm
    assert {row.pk: columns_of(row) for row in fetched} == by_orm
    assert not any(row._state.adding for row in fetched)


@pytest.mark.django_db
def test_a_condition_takes_its_values_in_order() -> None:
    log, other = making.meeting_log(), making.meeting_log()
    assert [row.pk for row in fetch(Log, "id = %s AND size = %s", log.pk, 0)] == [log.pk]
    assert fetch(Log, "id = %s AND size = %s", other.pk, 1) == []
    assert fetch(Receipt, "log_id = %s AND command_id = %s", log.pk, uuid.uuid4()) == []


@pytest.mark.django_db
def test_a_change_tells_how_many_rows_it_changed() -> None:
    log = making.meeting_log()
    statement = f"UPDATE {Log._meta.db_table} SET epoch = %s WHERE id = %s"
    assert change(statement, "new", log.pk) == 1
    assert change(statement, "newer", uuid.uuid4()) == 0
    assert Log.objects.get(pk=log.pk).epoch == "new"


@pytest.mark.django_db
def test_what_the_database_refuses_is_an_error_of_djangos() -> None:
    with pytest.raises(DatabaseError, match="no_such_column"), transaction.atomic():
        fetch(Log, "no_such_column = %s", "x")
