"""What a meeting deals with: agenda items, their motions and papers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agenda.domain.aims import Aim
from agenda.domain.procedures import Procedure
from agenda.domain.secrecy import Secrecy
from agenda.domain.stages import ItemStage, MotionStage
from agenda.models.meetings import Meeting
from agenda.wording import AIMS, PROCEDURES
from council.models import Owned, Person


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
    is_closed = models.BooleanField(
        _("closed session"), default=False, help_text=_("The public learns only that the item is closed.")
    )
    draft = models.UUIDField(
        null=True,
        editable=False,
        db_index=True,
        help_text="Of a draft before several councils the id of the item that offers it, in another municipality too.",
    )
    offer = models.UUIDField(
        null=True,
        unique=True,
        editable=False,
        help_text="The secret by which other councils take the draft over; null where it is not offered.",
    )
    is_consent = models.BooleanField(
        _("consent list"),
        default=False,
        help_text=_(
            "Laid ready to be decided in one vote with the others of the list; any councillor may take it out."
        ),
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
    election = models.JSONField(
        null=True,
        editable=False,
        help_text="Places and candidates, see agenda.domain.elections; not of a text.",
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
