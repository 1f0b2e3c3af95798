"""Municipalities with their arms, and what every table has of them."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Arms(models.Model):
    """A picture of arms, found by the SHA-256 of its bytes; rows are added and never changed."""

    digest = models.CharField(primary_key=True, max_length=64)
    png = models.BinaryField()

    class Meta:
        verbose_name = verbose_name_plural = _("arms")

    def __str__(self) -> str:
        return self.digest


class Municipality(models.Model):
    """A tenant; owns everything else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("short address"), unique=True)
    language = models.CharField(_("language of the record"), max_length=10, default="en")
    time_zone = models.CharField(_("time zone"), max_length=60, default="Europe/Sofia")
    is_demonstration = models.BooleanField(
        _("demonstration"), default=False, help_text=_("Marks everything it shows as not a real council.")
    )
    # The picture stays in its own table: this row is read with every frame, and the digest alone makes its address.
    arms = models.ForeignKey(Arms, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    register_log = models.OneToOneField(
        "ledger.Log", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Owned(models.Model):
    """A row that belongs to one municipality."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", verbose_name=_("municipality")
    )

    class Meta:
        abstract = True
