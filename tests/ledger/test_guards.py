"""The database refuses what nobody may do to a log, and says so when it could not."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F

from ledger import guards
from ledger.checks import check_guards
from ledger.guards import LEDGER_GUARDS, Guard, GuardsMissing
from ledger.models import Checkpoint, Entry, Log, Receipt
from tests.ledger import making, tampering

pytestmark = pytest.mark.django_db

TABLES = [Log, Entry, Checkpoint, Receipt]
IS_POSTGRESQL = connection.vendor == "postgresql"


@pytest.fixture(autouse=True)
def full_log(db: None) -> Log:
    """Return a log with something in every table."""
    log = making.log_of(3)
    making.checkpoint(log)
    Receipt.objects.create(
        log=log, command_id=making.BURGAS, actor=making.CHAIR, digest=bytes(32), answer="{}"
    )
    if IS_POSTGRESQL:  # references are checked at COMMIT, and tables with checks due cannot be altered
        execute("SET CONSTRAINTS ALL IMMEDIATE")
    return log


def refused(act: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError, match=r"refused|next|keeps|never changes"), transaction.atomic():
        act()


@pytest.mark.parametrize("table", TABLES)
def test_delete_is_refused(table: type[models.Model]) -> None:
    # As SQL, because Django itself refuses some of these already.
    refused(lambda: execute(f"DELETE FROM {table._meta.db_table}"))


@pytest.mark.parametrize("table", TABLES)
def test_truncate_is_refused(table: type[models.Model]) -> None:
    if not IS_POSTGRESQL:
        pytest.skip("SQLite has no TRUNCATE; its DELETE is refused")
    refused(lambda: execute(f"TRUNCATE {table._meta.db_table} CASCADE"))


@pytest.mark.parametrize(
    ("table", "change"),
    [
        *((Entry, {column: F(column)}) for column in ("kind", "at", "digest", "salt", "actor", "body")),
        (Entry, {"sequence": F("sequence") + 100}),
        (Receipt, {"answer": '{"is_accepted":false}'}),
        (Checkpoint, {"note": "another"}),
        (Checkpoint, {"note": ""}),
        (Log, {"size": 2}),
        (Log, {"purpose": "register"}),
        (Log, {"municipality_id": making.BURGAS}),
        (Log, {"origin": "kvorum.local/log/another"}),
    ],
)
def test_update_is_refused(table: type[models.Model], change: dict[str, Any]) -> None:
    refused(lambda: table._default_manager.update(**change))


@pytest.mark.parametrize("change", [{"root": bytes(32)}, {"size": 1}, {"at": making.AT.replace(hour=9)}])
def test_only_the_note_of_an_unsigned_checkpoint_may_come_later(
    full_log: Log, change: dict[str, Any]
) -> None:
    making.append(full_log, 1)
    unsigned = Checkpoint.objects.create(log=full_log, size=4, root=b"r" * 32, note="", at=making.AT)
    refused(lambda: Checkpoint.objects.filter(pk=unsigned.pk).update(note="signed", **change))
    assert Checkpoint.objects.filter(pk=unsigned.pk).update(note="signed") == 1
    refused(lambda: Checkpoint.objects.filter(pk=unsigned.pk).update(note="signed again"))


def test_a_log_may_grow_and_change_its_epoch(full_log: Log) -> None:
    assert Log.objects.filter(pk=full_log.pk).update(size=3, epoch="another") == 1


@pytest.mark.parametrize("sequence", [2, 4, 7])
def test_an_entry_that_is_not_the_next_is_refused(full_log: Log, sequence: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(**like_the_last(full_log), sequence=sequence)
    Entry.objects.create(**like_the_last(full_log), sequence=3)


def test_entries_in_one_statement_may_follow_one_another_but_leave_no_hole(full_log: Log) -> None:
    like = like_the_last(full_log)
    refused(lambda: Entry.objects.bulk_create(Entry(**like, sequence=number) for number in (3, 4, 6)))
    Entry.objects.bulk_create(Entry(**like, sequence=number) for number in (3, 4, 5))


def test_an_entry_of_a_new_log_begins_at_nought(full_log: Log) -> None:
    like = like_the_last(full_log) | {"log_id": making.meeting_log().pk}
    refused(lambda: Entry.objects.create(**like, sequence=1))
    Entry.objects.create(**like, sequence=0)


def like_the_last(log: Log) -> dict[str, Any]:
    [last] = Entry.objects.filter(log=log, sequence=2).values()
    return {name: value for name, value in last.items() if name not in {"id", "sequence"}}


@pytest.mark.parametrize("table", TABLES)
def test_replacing_a_row_is_refused(table: type[models.Model]) -> None:
    name = table._meta.db_table
    if IS_POSTGRESQL:
        columns = [field.column for field in table._meta.concrete_fields]
        same = ", ".join(f"{column} = EXCLUDED.{column}" for column in columns if column != "epoch")
        replace = f"INSERT INTO {name} SELECT * FROM {name} ON CONFLICT (id) DO UPDATE SET {same}"
        replace += ", size = 0" if table is Log else ""
        replace = replace.replace("size = EXCLUDED.size, ", "") if table is Log else replace
    else:
        replace = f"INSERT OR REPLACE INTO {name} SELECT * FROM {name} WHERE TRUE"
    refused(lambda: execute(replace))


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_guards_are_in_force() -> None:
    assert guards.verify_all() == []
    assert check_guards(databases=["default"]) == []
    assert check_guards() == []
    guards.require_all()


def test_guards_taken_away_are_missed_and_put_back() -> None:
    with tampering.guards_taken_away():
        missing = guards.verify(LEDGER_GUARDS)
        assert {breach.reason for breach in missing} == {"missing"}
        assert len(missing) == sum(bool(guard.statements(connection.vendor)) for guard in LEDGER_GUARDS)
        [warning, *_] = check_guards(databases=["default"])
        assert warning.msg == "default: ledger_log_no_update on ledger_log is missing"
        assert not warning.is_serious()  # or migrate would refuse to put them back
        with pytest.raises(GuardsMissing, match="ledger_entry_no_delete"):
            guards.require_all()
    assert guards.verify(LEDGER_GUARDS) == []


def test_installing_again_changes_nothing() -> None:
    guards.install(LEDGER_GUARDS)
    guards.install(LEDGER_GUARDS)
    assert guards.verify(LEDGER_GUARDS) == []


def test_an_altered_guard_is_noticed_and_mended() -> None:
    if IS_POSTGRESQL:
        execute(
            "CREATE OR REPLACE FUNCTION ledger_refuse_gap() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RETURN NULL; END $$"
        )
    else:
        execute("DROP TRIGGER ledger_entry_is_next")
        execute("CREATE TRIGGER ledger_entry_is_next BEFORE INSERT ON ledger_entry BEGIN SELECT 1; END")
    assert [str(breach) for breach in guards.verify_all()] == [
        "ledger_entry_is_next on ledger_entry is altered"
    ]
    guards.install(LEDGER_GUARDS)
    assert guards.verify_all() == []


def test_a_disabled_guard_is_noticed_and_mended() -> None:
    if not IS_POSTGRESQL:
        pytest.skip("SQLite cannot disable a trigger")
    execute("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_no_update")
    assert [breach.reason for breach in guards.verify_all()] == ["disabled"]
    guards.install(LEDGER_GUARDS)
    assert guards.verify_all() == []


def test_a_guard_of_another_release_is_noticed_and_mended() -> None:
    if not IS_POSTGRESQL:
        pytest.skip("SQLite keeps the statement itself")
    execute("COMMENT ON TRIGGER ledger_entry_no_update ON ledger_entry IS 'of old'")
    assert [breach.reason for breach in guards.verify_all()] == ["altered"]
    guards.install(LEDGER_GUARDS)
    assert guards.verify_all() == []


def test_a_guard_may_be_a_constraint_on_postgresql() -> None:
    guard = Guard(
        "receipts_have_an_actor",
        "ledger_receipt",
        sqlite="CREATE TRIGGER receipts_have_an_actor BEFORE INSERT ON ledger_receipt"
        " WHEN NEW.actor = '' BEGIN SELECT RAISE(ABORT, 'receipts_have_an_actor'); END",
        postgresql=(
            "ALTER TABLE ledger_receipt DROP CONSTRAINT IF EXISTS receipts_have_an_actor",
            "ALTER TABLE ledger_receipt ADD CONSTRAINT receipts_have_an_actor CHECK (actor <> '')",
        ),
    )
    log = making.meeting_log()
    assert [breach.reason for breach in guards.verify([guard])] == ["missing"]
    guards.install([guard])
    assert guards.verify([guard]) == []
    with pytest.raises(IntegrityError, match="receipts_have_an_actor"), transaction.atomic():
        Receipt.objects.create(log=log, command_id=making.VARNA, actor="", digest=bytes(32), answer="{}")


def test_a_guard_of_a_table_that_is_not_there_is_passed_over() -> None:
    guard = Guard("nowhere_no_update", "nowhere", sqlite="CREATE TRIGGER ...", postgresql=("CREATE ...",))
    guards.install([guard])
    assert guards.verify([guard]) == []


@pytest.mark.django_db(transaction=True)
def test_migrating_puts_the_guards_back_after_django_remade_a_table() -> None:
    altered = models.CharField(max_length=70)
    altered.set_attributes_from_name("kind")
    with connection.schema_editor() as editor:
        editor.alter_field(Entry, Entry._meta.get_field("kind"), altered)
    if not IS_POSTGRESQL:
        assert {breach.guard.table for breach in guards.verify_all()} == {"ledger_entry"}
    call_command("migrate", "ledger", verbosity=0, skip_checks=True)
    assert guards.verify_all() == []
    assert apps.get_app_config("ledger").label in guards._guarded
