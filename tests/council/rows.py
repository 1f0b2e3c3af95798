"""Makes a row of any model in a given municipality, with whatever rows it needs; no tests."""

import itertools
import uuid
from datetime import UTC, date, datetime
from typing import Any

from django.db import models

from council.models import Municipality
from ledger.models import Log

NUMBERS = itertools.count(1)
# A column that a row may have only together with another one.
TOGETHER = {("Ballot", "confirmed_by"): "entered_by"}
NOW = datetime(2026, 11, 21, 7, 18, tzinfo=UTC)


def make_municipality(**values: Any) -> Municipality:
    """Return a municipality with a register, its name and short address made up."""
    number = next(NUMBERS)
    municipality = Municipality.objects.create(**{"name": f"Община {number}", "slug": f"m{number}"} | values)
    municipality.register_log = make(Log, municipality, purpose="register")
    municipality.save()
    return municipality


def make(model: type[models.Model], municipality: Municipality, **values: Any) -> Any:
    """Return a saved row of the model; fields not in `values` get whatever their type allows."""
    needed = {TOGETHER.get((model.__name__, name)) for name in values}
    for field in model._meta.concrete_fields:
        is_given = field.name in values or field.attname in values
        if field.attname == "municipality_id" and not is_given:
            values[field.attname] = municipality.pk
        elif not is_given and (field.name in needed or not _may_be_left_out(field)):
            values[field.name] = _value(field, municipality)
    return model.objects.create(**values)


def _may_be_left_out(field: models.Field) -> bool:
    return field.has_default() or field.null or field.primary_key


def _value(field: models.Field, municipality: Municipality) -> Any:
    if isinstance(field, models.ForeignKey):
        return make(field.related_model, municipality)
    if field.choices:
        return field.choices[0][0]
    number = next(NUMBERS)
    values = {
        models.BinaryField: uuid.uuid4().bytes * 2,
        models.BooleanField: False,
        models.DateTimeField: NOW,
        models.DateField: date(2026, 11, 21),
        models.IntegerField: number,
        models.JSONField: {},
        models.TextField: f"текст {number}",
        models.CharField: f"{number}",
        models.UUIDField: uuid.uuid4(),
    }
    return next(value for kind, value in values.items() if isinstance(field, kind))
