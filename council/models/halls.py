"""Halls and their seats."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.models.bodies import Body
from council.models.municipalities import Owned
from council.models.people import Person


class Hall(Owned):
    """The plan of a room in which a body sits."""

    class Shape(models.TextChoices):
        """How the seats stand."""

        HEMICYCLE = "hemicycle", _("hemicycle")
        HORSESHOE = "horseshoe", _("horseshoe")
        ROWS = "rows", _("rows facing the chair")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="halls", verbose_name=_("body"))
    name = models.CharField(_("name"), max_length=200)
    shape = models.CharField(_("shape"), max_length=20, choices=Shape, default=Shape.HEMICYCLE)
    rows = models.PositiveSmallIntegerField(
        _("rows"), null=True, blank=True, help_text=_("Empty: as many as look best for the number of seats.")
    )
    # Of seats put by hand, in council.domain.plans.SCALE; none where they stand and look as the shape has them.
    seat_radius = models.PositiveSmallIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("hall")
        verbose_name_plural = _("halls")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(name="a_hall_has_rows", condition=Q(rows=None) | Q(rows__gte=1)),
            models.UniqueConstraint(name="one_hall_per_name_and_body", fields=["body", "name"]),
        ]

    def __str__(self) -> str:
        return self.name


class Seat(Owned):
    """A place in a hall, and who sits there."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="seats", verbose_name=_("hall"))
    number = models.PositiveSmallIntegerField(
        _("number"), help_text=_("From left to right as the chair sees it.")
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name=_("person"),
    )
    # Where it was put by hand, in council.domain.placing.PARTS; none where it stands as the hall's shape has it.
    x = models.PositiveSmallIntegerField(null=True, editable=False)
    y = models.PositiveSmallIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["hall", "number"]
        constraints = [
            models.CheckConstraint(name="seats_count_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="a_seat_is_placed_both_ways", condition=Q(x=None, y=None) | Q(x__gte=0, y__gte=0)
            ),
            models.UniqueConstraint(name="one_seat_per_number_and_hall", fields=["hall", "number"]),
            models.UniqueConstraint(name="one_seat_per_person_and_hall", fields=["hall", "person"]),
        ]

    def __str__(self) -> str:
        return f"{self.hall}, {self.number}"
