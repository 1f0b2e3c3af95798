"""Who there is: municipalities, accounts, people, bodies, terms, mandates, groups, halls, seats, roles.

Tables and constraints only; what people do is in the commands. Every table carries its municipality, and
council.guards makes the database refuse a reference from one municipality into another.
"""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from council.domain.orders import PLAIN, StandingOrders


def plain_orders() -> dict[str, Any]:
    """Return the standing orders of a body that has laid down none."""
    return dict(PLAIN.to_plain())


class Arms(models.Model):
    """A picture of arms, found by the SHA-256 of its bytes; rows are added and never changed."""

    digest = models.CharField(primary_key=True, max_length=64)
    png = models.BinaryField()

    class Meta:
        verbose_name = verbose_name_plural = _("arms")

    def __str__(self) -> str:
        return self.digest


class Municipality(models.Model):
    """A tenant; owns everything else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("short address"), unique=True)
    language = models.CharField(_("language of the record"), max_length=10, default="en")
    time_zone = models.CharField(_("time zone"), max_length=60, default="Europe/Sofia")
    is_demonstration = models.BooleanField(
        _("demonstration"), default=False, help_text=_("Marks everything it shows as not a real council.")
    )
    # The picture stays in its own table: this row is read with every frame, and the digest alone makes its address.
    arms = models.ForeignKey(Arms, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    register_log = models.OneToOneField(
        "ledger.Log", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Owned(models.Model):
    """A row that belongs to one municipality."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", verbose_name=_("municipality")
    )

    class Meta:
        abstract = True


class Person(Owned):
    """Somebody the council deals with: a councillor once there is a mandate, else a mayor, rapporteur, clerk."""

    name = models.CharField(_("full name"), max_length=200)
    capacity = models.CharField(
        _("capacity"), max_length=200, blank=True, help_text=_("Mayor, rapporteur…; empty for councillors.")
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager["Account"]):
    """Creates accounts; a login is compared without regard to case."""

    def create_user(self, login: str, password: str | None = None, **fields: Any) -> "Account":
        """Return a new account with the password hashed."""
        account = self.model(login=login.lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def create_superuser(self, login: str, password: str | None = None, **fields: Any) -> "Account":
        """Return an operator's account: sets up municipalities, belongs to none, holds no role."""
        return self.create_user(login, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Return the account with this login."""
        return self.get(login=(username or "").lower())


class Account(AbstractBaseUser, PermissionsMixin):
    """A means of signing in, held by one person or by an operator of the installation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality"),
    )
    login = models.CharField(_("login"), max_length=150, unique=True)
    person = models.OneToOneField(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="account",
        verbose_name=_("person"),
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may set up the council"), default=False)

    USERNAME_FIELD = "login"
    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["login"]
        constraints = [
            models.CheckConstraint(
                name="an_account_of_a_person_has_a_municipality",
                condition=Q(person=None) | Q(municipality__isnull=False),
            ),
            models.CheckConstraint(
                name="an_operator_is_nobody_in_a_council",
                condition=Q(is_superuser=False) | Q(person=None, municipality=None),
            ),
        ]

    def __str__(self) -> str:
        return self.login

    def get_short_name(self) -> str:
        """Return what the pages greet the holder with."""
        return self.person.name if self.person else self.login


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
        return StandingOrders.from_plain(self.orders)


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
