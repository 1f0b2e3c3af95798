"""The choice of a majority, among the usual ones and those of the body's pack."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.domain.packs import LegalBasis
from council.domain.rules import Majority
from council.domain.shares import Base
from council.wording import basis_words

OPEN = "open"

HALF, TWO_THIRDS, THREE_QUARTERS = Fraction(1, 2), Fraction(2, 3), Fraction(3, 4)

MAJORITIES = (
    (Majority(Base.FOR_AGAINST, HALF, is_strict=True), _("more votes for than against")),
    (Majority(Base.PRESENT, HALF, is_strict=True), _("more than half of those present")),
    (Majority(Base.IN_OFFICE, HALF, is_strict=True), _("more than half of those in office")),
    (Majority(Base.TOTAL, HALF, is_strict=True), _("more than half of the statutory number")),
    (Majority(Base.FOR_AGAINST, TWO_THIRDS, is_strict=False), _("at least two thirds of for and against")),
    (Majority(Base.PRESENT, TWO_THIRDS, is_strict=False), _("at least two thirds of those present")),
    (Majority(Base.TOTAL, TWO_THIRDS, is_strict=False), _("at least two thirds of the statutory number")),
    (
        Majority(Base.TOTAL, THREE_QUARTERS, is_strict=False),
        _("at least three quarters of the statutory number"),
    ),
)


def majority_key(plain: Mapping[str, object]) -> str:
    """Return the majority as the one text that stands for it in a form."""
    return f"{plain['base']} {'>' if plain['is_strict'] else '>='} {plain['fraction']}"


def majority_label(plain: Mapping[str, Any] | None) -> str:
    """Return a plain majority in words, an unusual one as its key; None is what the standing orders say."""
    if plain is None:
        return str(_("as the standing orders say"))
    labels = {majority_key(majority.to_plain()): label for majority, label in MAJORITIES}
    key = majority_key(plain)
    return str(labels.get(key, key))


class MajorityField(forms.ChoiceField):
    """A choice among the usual majorities, given and taken as plain values (StandingOrders.to_plain)."""

    def __init__(self, *, required: bool = True, **options: Any) -> None:
        """Offer the usual majorities; nothing too where it is not required."""
        self.bases: Mapping[str, LegalBasis] = {}
        self._plain = {
            majority_key(majority.to_plain()): majority.to_plain() for majority, _label in MAJORITIES
        }
        labels: list[tuple[str, Any]] = [
            (majority_key(majority.to_plain()), label) for majority, label in MAJORITIES
        ]
        empty: list[tuple[str, Any]] = [] if required else [("", _("as the standing orders say"))]
        super().__init__(choices=empty + labels, required=required, **options)

    def offer(self, plain: Mapping[str, Any] | None) -> None:
        """Keep a majority that a row has although it is none of the usual ones."""
        if plain and (key := majority_key(plain)) not in self._plain:
            self._plain = self._plain | {key: dict(plain)}  # a form's copy shares the mapping with all others
            self.choices: Any = [*self.choices, (key, key)]

    def offer_bases(self, bases: Mapping[str, LegalBasis]) -> None:
        """Offer legal bases too, each with the majority that it demands."""
        self.bases = bases
        self._plain = self._plain | {key: basis.majority.to_plain() for key, basis in bases.items()}
        self.choices = [*self.choices, *((key, basis_words(basis)) for key, basis in bases.items())]

    def prepare_value(self, value: Any) -> Any:
        """Return the key of a plain majority, of a legal basis that demands it if any, and what was sent as it is."""
        if not isinstance(value, dict):
            return value
        return next((key for key in self.bases if self._plain[key] == value), majority_key(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say whether another majority was sent."""
        return (self.prepare_value(initial) or "") != (data or "")

    def clean(self, value: Any) -> Any:
        """Return the plain majority, or None."""
        return self._plain.get(super().clean(value))


def prescribed_secrecy(form: forms.Form | forms.ModelForm) -> str | None:
    """Return how openly the legal basis chosen in a form's field `majority` has the matter voted; None if it is open."""
    field = form.fields["majority"]
    chosen = form.data.get(form.add_prefix("majority"), "")
    basis = field.bases.get(chosen) if isinstance(field, MajorityField) else None
    return basis.secrecy if basis and basis.secrecy != OPEN else None


def offer_majority(form: forms.Form | forms.ModelForm, plain: Mapping[str, Any] | None) -> None:
    """Let the form's field `majority` keep the one that its row has."""
    field = form.fields["majority"]
    if isinstance(field, MajorityField):
        field.offer(plain)
