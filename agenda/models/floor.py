"""Requests to speak and speeches."""

from datetime import timedelta

from django.db import models
from django.db.models import Q

from agenda.domain.floor import Ending
from agenda.models.items import AgendaItem
from agenda.models.meetings import Meeting
from council.domain.speaking import SpeakingKind
from council.models import Owned, Person


class Speech(Owned):
    """A request to speak and what became of it: withdrawn, or given the floor and ended. The rules make the order."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="speeches")
    number = models.PositiveIntegerField(help_text="Its arrival among the requests of the meeting.")
    kind = models.CharField(
        max_length=20,
        choices=[(kind.value, kind.value) for kind in SpeakingKind],
        default=SpeakingKind.SPEECH.value,
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="Empty for a guest."
    )
    name = models.CharField(max_length=200)
    group = models.CharField(
        max_length=200, blank=True, help_text="The person's group when it was asked for."
    )
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, related_name="+", help_text="On what it was held."
    )
    to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", help_text="The speech it is tied to."
    )
    vote = models.UUIDField(null=True, help_text="The vote that it explains.")
    is_beyond = models.BooleanField(default=False, help_text="Beyond a limit: the chair may allow it.")
    asked_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    given_at = models.DateTimeField(null=True)
    limit_seconds = models.PositiveIntegerField(null=True, help_text="Extensions included; empty: none.")
    paused_at = models.DateTimeField(null=True, help_text="Since when the chair interrupts.")
    stood_for = models.DurationField(default=timedelta, help_text="How long the clock stood before that.")
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(
        max_length=20, choices=[(each.value, each.value) for each in Ending], blank=True
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="one_request_per_number", fields=["meeting", "number"]),
            models.UniqueConstraint(
                name="one_speaker_at_a_time",
                fields=["meeting"],
                condition=Q(given_at__isnull=False, ended_at=None),
            ),
            models.UniqueConstraint(
                name="nobody_asks_twice_for_one_kind",
                fields=["meeting", "person", "kind"],
                condition=Q(withdrawn_at=None, ended_at=None),
            ),
            models.CheckConstraint(
                name="a_speech_is_given_before_it_ends",
                condition=Q(ended_at=None) | Q(given_at__isnull=False),
            ),
        ]
