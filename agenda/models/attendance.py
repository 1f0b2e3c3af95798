"""Who is there, who is excused, and who takes no part in an item."""

from django.db import models
from django.db.models import Q

from agenda.models.items import AgendaItem
from agenda.models.meetings import Meeting
from council.models import Owned, Person


class Attendance(Owned):
    """One stay of a person in a meeting: a timed arrival and, once gone, a timed departure.

    The times may run backwards where the server's clock was set; the ledger's sequence is the order.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendances")
    arrived_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["arrived_at"]
        constraints = [
            models.UniqueConstraint(
                name="nobody_is_present_twice", fields=["meeting", "person"], condition=Q(left_at=None)
            ),
        ]


class Excuse(Owned):
    """An absence that was excused, before it or during it; the ground is personal and may be empty."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="excuses")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ground = models.TextField(blank=True)
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="nobody_is_excused_twice", fields=["meeting", "person"]),
        ]


class Proxy(Owned):
    """A written proxy for the meeting: the holder votes for the giver, who stays away; who comes ends it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="proxies")
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["entered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="nobody_is_represented_twice", fields=["meeting", "giver"], condition=Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="nobody_represents_themselves", condition=~Q(giver=models.F("holder"))
            ),
        ]


class Recusal(Owned):
    """A declared conflict of interest: the person takes no part in the votes on this item."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="recusals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ground = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_recusal_per_item_and_person", fields=["item", "person"])
        ]
