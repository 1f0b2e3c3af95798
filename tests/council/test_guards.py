"""Every reference between municipalities is refused by the database in use, whichever it is."""

import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext

from agenda.models import AgendaItem
from council import guards
from council.guards import Relation, Table
from ledger.guards import verify, verify_all
from tests.council.rows import make, make_municipality

pytestmark = pytest.mark.django_db
RELATIONS = pytest.mark.parametrize("relation", guards.relations(), ids=lambda relation: relation.name)
TABLES = pytest.mark.parametrize("table", guards.tables(), ids=lambda table: table.name)
MODELS = {model._meta.db_table: model for model in apps.get_models()}


def field_of(relation: Relation) -> models.ForeignKey:
    fields = MODELS[relation.child.name]._meta.local_concrete_fields
    return next(field for field in fields if field.column == relation.column)


def make_child(relation: Relation, municipality: models.Model, parent: models.Model) -> models.Model:
    """Insert a child that refers to this parent; a municipality can refer only once it is there."""
    if relation.child.tenant == "id":
        MODELS[relation.child.name].objects.filter(pk=municipality.pk).update(
            **{field_of(relation).name: parent}
        )
        return municipality
    return make(MODELS[relation.child.name], municipality, **{field_of(relation).name: parent})


def make_parent(relation: Relation, municipality: models.Model) -> models.Model:
    return make(MODELS[relation.parent.name], municipality)


@RELATIONS
def test_inserting_a_reference_into_another_municipality_is_refused(relation: Relation) -> None:
    home, foreign = make_municipality(), make_municipality()
    stranger = make_parent(relation, foreign)
    with pytest.raises(IntegrityError, match=relation.name), transaction.atomic():
        make_child(relation, home, stranger)


@RELATIONS
def test_updating_a_reference_into_another_municipality_is_refused(relation: Relation) -> None:
    home, foreign = make_municipality(), make_municipality()
    child = make_child(relation, home, make_parent(relation, home))
    stranger = make_parent(relation, foreign)
    with pytest.raises(IntegrityError, match=relation.name), transaction.atomic():
        type(child).objects.filter(pk=child.pk).update(**{field_of(relation).name: stranger})


@RELATIONS
def test_a_reference_within_the_municipality_is_taken(relation: Relation) -> None:
    home = make_municipality()
    parent = make_parent(relation, home)
    child = make_child(relation, home, parent)
    child.refresh_from_db()
    assert getattr(child, field_of(relation).name) == parent


@TABLES
def test_a_row_never_changes_its_municipality(table: Table) -> None:
    home, foreign = make_municipality(), make_municipality()
    row = home if table.tenant == "id" else make(MODELS[table.name], home)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table.name} SET {table.tenant} = %s WHERE id = %s",
            [_plain(foreign.pk), _plain(row.pk)],
        )


def _plain(key: object) -> object:
    """Return the id as the database stores it."""
    return connection.ops.adapt_unknown_value(key) if connection.vendor == "postgresql" else key.hex


def test_relations_are_those_that_carry_a_municipality() -> None:
    names = {(relation.child.name, relation.column) for relation in guards.relations()}
    assert ("council_municipality", "register_log_id") in names
    assert ("council_account", "person_id") in names
    assert ("agenda_meeting", "log_id") in names
    assert ("voting_vote", "repeats_id") in names
    assert not [name for name in names if name[1] == "municipality_id"]


def test_every_foreign_key_of_an_owned_row_is_guarded_or_leads_out_of_municipalities() -> None:
    guarded = {(relation.child.name, relation.column) for relation in guards.relations()}
    tables = {table.name for table in guards.tables()}
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if field.is_relation and model._meta.db_table in tables and field.name != "municipality":
                related = field.related_model._meta.db_table
                assert related not in tables or (model._meta.db_table, field.column) in guarded


def test_no_name_is_longer_than_postgresql_keeps() -> None:
    names = [guard.name for guard in guards.tenant_guards()]
    assert max(map(len, names)) <= 63
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z_]+", name) for name in names)


def test_guards_are_in_force_after_migrate_and_stay_so() -> None:
    assert verify(guards.tenant_guards()) == []
    call_command("migrate", verbosity=0)
    assert verify_all() == []


def test_no_many_to_many_between_municipalities_tables_escapes() -> None:
    assert guards.unguarded() == []


def test_migrating_where_nothing_is_to_be_done_leaves_the_guards_alone() -> None:
    with CaptureQueriesContext(connection) as asked:
        call_command("migrate", verbosity=0)
    assert [query["sql"] for query in asked if " TRIGGER " in query["sql"]] == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL alters tables in place")
@pytest.mark.django_db(transaction=True)
def test_a_table_can_be_remade_between_the_signals() -> None:
    guards._before_migrate(using="default", plan=[(AgendaItem, False)])
    try:
        with connection.schema_editor() as editor:
            editor._remake_table(AgendaItem)
    finally:
        call_command("migrate", verbosity=0)
    assert verify_all() == []
