"""What is proposed and who is there: meetings, agenda items, motions, papers, attendance, recusals, links.

Tables and constraints only. From a meeting's opening on these are projections of its ledger, links excepted.
"""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agenda.domain.aims import Aim
from agenda.domain.floor import Ending
from agenda.domain.lacking import Check
from agenda.domain.procedures import Procedure
from agenda.domain.secrecy import Secrecy
from agenda.domain.stages import ItemStage, MeetingStage, MotionStage
from agenda.wording import AIMS, PROCEDURES
from council.domain.orders import StandingOrders
from council.domain.speaking import SpeakingKind
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
        return StandingOrders.from_plain(self.rules["orders"]) if self.rules else self.body.standing_orders

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


class AgendaItem(Owned):
    """What is dealt with, in its place on the agenda."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="items", verbose_name=_("meeting")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    number = models.CharField(_("number"), max_length=20)
    title = models.TextField(_("title"))
    rapporteur = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("rapporteur"),
    )
    stage = models.CharField(
        max_length=20,
        choices=[(s.value, s.value) for s in ItemStage],
        default=ItemStage.PENDING,
        editable=False,
    )
    procedure = models.CharField(
        _("procedure"),
        max_length=20,
        blank=True,
        default=Procedure.USUAL,
        choices=[(procedure.value, PROCEDURES[procedure]) for procedure in Procedure],
    )
    advanced = models.JSONField(
        default=list,
        editable=False,
        help_text="Motions that the chair has voted before the others, in order.",
    )

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(name="one_item_per_position", fields=["meeting", "position"]),
            models.UniqueConstraint(
                name="one_active_item_per_meeting",
                fields=["meeting"],
                condition=Q(stage__in=[ItemStage.ACTIVE, ItemStage.BEING_VOTED]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Motion(Owned):
    """What is proposed on an item."""

    class Kind(models.TextChoices):
        """What the motion would do."""

        MAIN = "main", _("main motion")
        AMENDMENT = "amendment", _("amendment")
        PROCEDURAL = "procedural", _("procedural motion")

    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, related_name="motions", verbose_name=_("agenda item")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.MAIN)
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    text = models.TextField(_("text put to the vote"))
    aim = models.CharField(
        _("what it is for"),
        max_length=20,
        blank=True,
        choices=[(aim.value, AIMS[aim]) for aim in Aim],
        help_text=_("Its place in the order of voting follows from it. Not for a main motion."),
    )
    mover = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("mover")
    )
    seconder = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("seconder")
    )
    phrase = models.CharField(
        max_length=20, blank=True, editable=False, help_text="The stock phrase it was moved with."
    )
    old = models.TextField(blank=True, editable=False, help_text="The words of the text that it is about.")
    new = models.TextField(blank=True, editable=False, help_text="The words that it brings.")
    is_applied = models.BooleanField(
        default=False, editable=False, help_text="An amendment that the main motion's text has in it."
    )
    lapsed_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        help_text="With whose decision it lapsed; without one, with the end of the item.",
    )
    stage = models.CharField(
        max_length=20,
        choices=[(s.value, s.value) for s in MotionStage],
        default=MotionStage.PENDING,
        editable=False,
    )
    majority = models.JSONField(
        _("majority"),
        null=True,
        blank=True,
        help_text=_("Empty: the majority of the body's standing orders."),
    )
    secrecy = models.CharField(
        _("way of voting"),
        max_length=20,
        choices=[
            (Secrecy.OPEN.value, _("as the chair decides")),
            (Secrecy.NAMED.value, _("by name")),
            (Secrecy.SECRET.value, _("secret, on paper")),
        ],
        default=Secrecy.OPEN,
        help_text=_("What law or standing orders prescribe for this matter."),
    )

    class Meta:
        verbose_name = _("motion")
        verbose_name_plural = _("motions")
        ordering = ["item", "position"]
        constraints = [models.UniqueConstraint(name="one_motion_per_position", fields=["item", "position"])]

    def __str__(self) -> str:
        return self.text[:80]


class Paper(Owned):
    """A document belonging to an item. Its files lie in `folder`, see agenda.pdf; they never change.

    One that is replaced after the opening stays, named by its successor's `replaces`.
    """

    has_files = True  # so that the copy to a second disk looks for them
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="papers")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("title"), max_length=300)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file, in hexadecimal.")
    size = models.PositiveIntegerField(help_text="Bytes.")
    pages = models.PositiveSmallIntegerField()
    folder = models.CharField(max_length=32)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by", editable=False
    )

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ["item", "position"]
        constraints = [models.UniqueConstraint(name="one_paper_per_position", fields=["item", "position"])]

    def __str__(self) -> str:
        return self.title


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


class Recusal(Owned):
    """A declared conflict of interest: the person takes no part in the votes on this item."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="recusals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ground = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_recusal_per_item_and_person", fields=["item", "person"])
        ]


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
