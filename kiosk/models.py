"""What the live screens need beyond the meeting: displays with their secret addresses, refused attempts."""

import hashlib
import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from agenda.models import Meeting
from council.models import Hall, Owned


def secret_digest(secret: str) -> bytes:
    """Return what is stored of a display's secret; the secret has 256 random bits, so that no salt is needed."""
    return hashlib.sha256(secret.encode()).digest()


def new_secret() -> str:
    """Return a fresh secret for a display's address."""
    return secrets.token_urlsafe(32)


class Display(Owned):
    """A screen for the room, known by a secret address that can be revoked."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="displays", verbose_name=_("hall"))
    name = models.CharField(_("name"), max_length=100)
    secret_digest = models.BinaryField(unique=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("display")
        verbose_name_plural = _("displays")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class RefusedAttempt(Owned):
    """A command that was refused, with its reason and never with a choice; the oldest are dropped."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    message = models.CharField(max_length=40)
    command_id = models.CharField(max_length=36, blank=True)
    code = models.CharField(max_length=40)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(name="refused_by_meeting_and_time", fields=["meeting", "at"])]
