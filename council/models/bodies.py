"""Bodies with their terms, groups, mandates and roles."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from council.domain.orders import PLAIN, StandingOrders, read_orders
from council.models.municipalities import Owned
from council.models.people import Person


def plain_orders() -> dict[str, Any]:
    """Return the standing orders of a body that has laid down none."""
    return dict(PLAIN.to_plain())


class Body(Owned):
    """The council, or a committee of it."""

    name = models.CharField(_("name"), max_length=200)
    statutory_number = models.PositiveIntegerField(
        _("statutory number of members"), help_text=_("All seats by law, vacant ones included.")
    )
    pack = models.CharField(
        _("ready rules"),
        max_length=40,
        blank=True,
        default="",
        help_text=_(
            "Choosing them puts all their rules in place; single ones can be changed afterwards. "
            "Rules that say “unverified” wait for somebody who knows the law."
        ),
    )
    orders = models.JSONField(_("standing orders"), default=plain_orders)
    second_language = models.CharField(
        _("second language of displays"),
        max_length=10,
        choices=settings.LANGUAGES,
        blank=True,
        help_text=_("Displays show results in this language or script too. Empty: in one only."),
    )

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(name="a_body_has_members", condition=Q(statutory_number__gte=1)),
            models.UniqueConstraint(name="one_body_per_name", fields=["municipality", "name"]),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def standing_orders(self) -> StandingOrders:
        """The body's rules as typed values."""
        return read_orders(self.orders)


class Term(Owned):
    """The elected period of a body."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="terms", verbose_name=_("body"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                name="a_term_ends_after_it_starts", condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.starts_on.year}–{self.ends_on.year if self.ends_on else ''}"


class Group(Owned):
    """A political group (faction) of a term."""

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="groups", verbose_name=_("term"))
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=30)
    leader = models.ForeignKey(
        "Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("leader"),
        help_text=_("Who speaks for the group and asks for a recess in its name."),
    )

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(name="one_group_per_name_and_term", fields=["term", "name"])]

    def __str__(self) -> str:
        return self.name


class Mandate(Owned):
    """One person's seat in a body for the elected period; it makes the person a councillor."""

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="mandates", verbose_name=_("term"))
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="mandates", verbose_name=_("person")
    )
    group = models.ForeignKey(
        Group,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name=_("group"),
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True, help_text=_("The last day, included."))

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ["person__name", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                name="one_mandate_per_person_and_start", fields=["term", "person", "starts_on"]
            ),
            models.CheckConstraint(
                name="a_mandate_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.term}"


class Role(Owned):
    """An office that a person holds in a body. A councillor needs none: the mandate is enough."""

    class Kind(models.TextChoices):
        """What the person may do; see council.permissions."""

        CHAIR = "chair", _("chair")
        DEPUTY = "deputy", _("deputy chair")
        ASSISTANT = "assistant", _("chair's assistant")
        CLERK = "clerk", _("clerk")
        AUDITOR = "auditor", _("auditor")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="roles", verbose_name=_("body"))
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="roles", verbose_name=_("person")
    )
    kind = models.CharField(_("role"), max_length=20, choices=Kind)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["body", "kind"]
        constraints = [
            # Chair and clerk check each other, so nobody is both.
            models.UniqueConstraint(name="one_role_per_person_and_body", fields=["body", "person"])
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person}"
