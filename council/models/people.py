"""People and the accounts by which they sign in."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.models.municipalities import Municipality, Owned


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
