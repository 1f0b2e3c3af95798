"""One sitting of a body."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agenda.domain.lacking import Check
from agenda.domain.stages import MeetingStage
from council.domain.orders import StandingOrders, read_orders
from council.models import Body, Hall, Owned, Person


class Meeting(Owned):
    """One sitting of a body."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("body"))
    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("hall"))
    log = models.OneToOneField("ledger.Log", on_delete=models.PROTECT, editable=False, related_name="+")
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=300)
    held_on = models.DateField(_("date"))
    is_practice = models.BooleanField(
        _("practice"),
        default=False,
        help_text=_(
            "Runs the real way and does not count: watermarked, in no register, number or public page."
        ),
    )
    by_correspondence = models.BooleanField(
        _("by correspondence"),
        default=False,
        help_text=_(
            "Nobody comes together: councillors answer every motion in writing, until a time said at the opening."
        ),
    )
    answers_until = models.DateTimeField(
        null=True, editable=False, help_text="By correspondence: until when answers could be given."
    )
    archived_at = models.DateTimeField(
        null=True, editable=False, help_text="Practice only: put out of sight."
    )
    stage = models.CharField(
        _("stage"),
        max_length=20,
        choices=[(s.value, s.value) for s in MeetingStage],
        default=MeetingStage.DRAFT,
        editable=False,
    )
    rules = models.JSONField(
        null=True,
        editable=False,
        help_text="Standing orders and statutory number as they were when the meeting was opened.",
    )
    opened_at = models.DateTimeField(null=True, editable=False)
    adjourned_at = models.DateTimeField(null=True, editable=False)
    presiding = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    selected = models.ForeignKey(
        "AgendaItem",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        help_text="The item laid ready to be called next.",
    )
    paused_at = models.DateTimeField(null=True, editable=False)
    resumes_at = models.DateTimeField(
        null=True, editable=False, help_text="When the meeting goes on, as it was announced."
    )
    quorum_check = models.JSONField(
        null=True, editable=False, help_text="The last check on demand of the day, see agenda.domain.lacking."
    )
    agenda_votes = models.JSONField(
        default=list,
        editable=False,
        help_text="The votes that adopted its agenda and changed it, in their order.",
    )
    sits_on = models.DateField(
        null=True, editable=False, help_text="The day that it was adjourned to or went on."
    )

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-held_on", "-number"]
        constraints = [
            # Practice meetings are numbered apart: they take no number of the body's series.
            models.UniqueConstraint(
                name="one_meeting_per_number_and_body", fields=["body", "number", "is_practice"]
            ),
            models.CheckConstraint(
                name="only_practice_is_archived", condition=Q(is_practice=True) | Q(archived_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def standing_orders(self) -> StandingOrders:
        """The rules it follows: its body's, from the opening on as they then were."""
        return read_orders(self.rules["orders"]) if self.rules else self.body.standing_orders

    @property
    def day(self) -> date:
        """The day whose mandates hold in it: when it is held, and from its adjournment to another day on that day."""
        return self.sits_on or self.held_on

    @property
    def last_check(self) -> Check | None:
        """The last check of its quorum on demand, on the day it sits."""
        return Check.from_plain(self.quorum_check) if self.quorum_check else None

    @property
    def statutory_number(self) -> int:
        """How many members its body has by law, from the opening on as it then was."""
        return int(self.rules["statutory_number"]) if self.rules else self.body.statutory_number
