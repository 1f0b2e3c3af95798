"""What the live screens need beyond the meeting: displays, what opens a seat, people's settings, what was refused."""

import hashlib
import secrets

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from agenda.models import Meeting
from council.models import Hall, Owned, Person

TEXT_STEPS = (100, 125, 150, 175, 200)
"""Sizes of the text in percent, as A+ and A− go through them."""
PLAIN = "23456789abcdefghjkmnpqrstuvwxyz"


def secret_digest(secret: str) -> bytes:
    """Return what is stored of a display's secret; the secret has 256 random bits, so that no salt is needed."""
    return hashlib.sha256(secret.encode()).digest()


def new_seat_key() -> str:
    """Return ten letters and digits that nobody mistakes for one another: who has a sheet may have to type them."""
    return "".join(secrets.choice(PLAIN) for _ in range(10))


def new_secret() -> str:
    """Return a fresh secret for a display's address."""
    return secrets.token_urlsafe(32)


class Display(Owned):
    """A screen for the room, known by a secret address that can be revoked."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="displays", verbose_name=_("hall"))
    name = models.CharField(_("name"), max_length=100)
    secret_digest = models.BinaryField(unique=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)
    screen_height = models.PositiveSmallIntegerField(
        _("height of the picture, in cm"),
        default=100,
        validators=[MinValueValidator(10), MaxValueValidator(1000)],
        help_text=_(
            "Measured on the screen as it hangs, from the lower edge of the picture to the upper one."
        ),
    )
    farthest = models.PositiveSmallIntegerField(
        _("farthest viewer, in m"),
        default=8,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Outcome and numbers are made large enough to be read from there."),
    )

    class Meta:
        verbose_name = _("display")
        verbose_name_plural = _("displays")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class SeatAccess(Owned):
    """What lets a person in at a seat: a PIN that goes with the seat's sheet, and a clerk's code for another device.

    Neither can be read back: the PIN is an argon2id hash, the code a keyed digest, both with a pepper outside the database.
    """

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="seat_access", verbose_name=_("person")
    )
    key = models.CharField(
        max_length=10,
        unique=True,
        default=new_seat_key,
        help_text="Names the seat in the address of its sheet.",
    )
    pin_hash = models.CharField(max_length=200, blank=True)
    pin_made_at = models.DateTimeField(null=True, help_text="Sign-ins by an older PIN have ended.")
    code_digest = models.BinaryField(unique=True, null=True)
    code_expires_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField(
        null=True, help_text="A device let in then has the seat; those signed in before it are superseded."
    )


class DisplayReport(Owned):
    """What a display last said that it shows. `size` is how many entries there were then: the next report reaches them."""

    is_fleeting = True  # written every few seconds for every display, and nothing after a restart
    display = models.OneToOneField(Display, on_delete=models.CASCADE, related_name="report")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    epoch = models.CharField(max_length=32)
    v = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    is_behind = models.BooleanField(default=False)
    reported_at = models.DateTimeField()


class Profile(Owned):
    """How a person wants the pages of a meeting, on whatever device they sit down at."""

    class Contrast(models.TextChoices):
        """How far the colours stand apart."""

        NORMAL = "normal", _("normal")
        HIGH = "high", _("high")

    class Look(models.TextChoices):
        """What the pages look like; empty as each page does by itself."""

        NIGHT = "night", _("dark")
        PAPER = "paper", _("light")

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    text = models.PositiveSmallIntegerField(default=100, help_text="Size of the text in percent.")
    contrast = models.CharField(max_length=10, choices=Contrast, default=Contrast.NORMAL)
    look = models.CharField(max_length=10, choices=Look, blank=True)
    language = models.CharField(max_length=10, blank=True)
    has_sound = models.BooleanField(default=True)
    has_keys = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="text_of_100_to_200_percent", condition=models.Q(text__gte=100, text__lte=200)
            )
        ]


class FailedSignIns(models.Model):
    """How often signing in as somebody from an address has failed lately; whom and where are digests only."""

    whom = models.CharField(max_length=64)
    origin = models.CharField(max_length=64)
    failures = models.PositiveIntegerField(default=0)
    blocked_until = models.DateTimeField(null=True)
    forget_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_count_per_person_and_address", fields=["whom", "origin"])
        ]

    def __str__(self) -> str:
        return f"{self.failures} until {self.forget_at}"


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


class Rehearsal(Owned):
    """The run that presses every terminal and shows every display a test vote, in a practice meeting of its own."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="rehearsal")
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-started_at"]


class TerminalCheck(Owned):
    """What a terminal reported in a rehearsal, and what the person at it said; null is what nobody has said yet.

    `pressed` names the buttons whose press the server answered. `clock_offset_ms` is the server's clock less the device's.
    """

    rehearsal = models.ForeignKey(Rehearsal, on_delete=models.CASCADE, related_name="terminals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    device = models.CharField(max_length=80)
    pressed = models.CharField(max_length=40, blank=True)
    latency_ms = models.PositiveIntegerField(null=True, blank=True)
    clock_offset_ms = models.IntegerField(null=True, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    has_keys = models.BooleanField(null=True, blank=True)
    has_sound = models.BooleanField(null=True, blank=True)
    is_legible = models.BooleanField(null=True, blank=True)
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_check_per_terminal", fields=["rehearsal", "person"]),
        ]


class DisplayCheck(Owned):
    """What a display reported in a rehearsal: the version it shows, its size; whether it can be read the clerk says."""

    rehearsal = models.ForeignKey(Rehearsal, on_delete=models.CASCADE, related_name="displays")
    display = models.ForeignKey(Display, on_delete=models.PROTECT, related_name="+")
    v = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    is_legible = models.BooleanField(null=True)
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_check_per_display", fields=["rehearsal", "display"]),
        ]
