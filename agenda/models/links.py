"""The newest connection of each terminal."""

from django.db import models

from agenda.models.meetings import Meeting
from council.models import Owned, Person


class Link(Owned):
    """The newest connection of a person's terminal in a meeting. Not an entry: a lost link ends nothing.

    `fence` rises with each connection; commands that carry an older one are superseded.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="links")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_fleeting = True  # written every few seconds for every seat, and nothing after a restart
    fence = models.PositiveIntegerField(default=0)
    is_connected = models.BooleanField(default=False)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_link_per_person_and_meeting", fields=["meeting", "person"])
        ]
