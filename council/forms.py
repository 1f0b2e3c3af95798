"""What the pages for setting up let somebody enter, and why it is refused; which rows one sees is in admin."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, ClassVar
from uuid import UUID
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.domain.arms import MOST_BYTES, ArmsFault, WrongArms, arms_image
from council.domain.orders import CallOrder, StandingOrders
from council.domain.packs import LegalBasis
from council.domain.rosters import LARGEST_SEAT, File
from council.domain.rules import Majority
from council.domain.shares import Base
from council.domain.sheets import LIMIT_BYTES, has_unseen
from council.domain.sittings import LONGEST_GROUND, Lacking, Series
from council.models import Account, Body, Hall, Mandate, Municipality, Role, Seat
from council.queries import packs
from council.wording import basis_words

MOST_ROWS = 40
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


class OwnedForm(forms.ModelForm):
    """A form for a row of one municipality: whatever it refers to belongs to the same one.

    `account` is who fills it in, set by the admin; `parent` is the row it stands under, set by a formset. The
    municipality is chosen by operators only, and once.
    """

    account: ClassVar[Account | None] = None
    parent: Any = None

    def __init__(self, *args: Any, **options: Any) -> None:
        """Fix the municipality, unless an operator is adding the row."""
        super().__init__(*args, **options)
        field = self.fields.get("municipality")
        if field is None or self.account is None:
            return
        if not self.account.is_superuser:
            self.initial["municipality"] = self.account.municipality_id
            field.widget = forms.HiddenInput()
        field.disabled = not self.account.is_superuser or not self.instance._state.adding

    def clean(self) -> dict[str, Any]:
        """Refuse rows of other municipalities, and characters that nobody sees."""
        cleaned = super().clean() or self.cleaned_data
        tenant_id = self._tenant_id(cleaned)
        for name, value in list(cleaned.items()):
            if getattr(value, "municipality_id", tenant_id) != tenant_id:
                self.add_error(name, _("This belongs to another municipality."))
            if isinstance(value, str) and has_unseen(self._without_breaks(name, value)):
                self.add_error(name, _("There is a character in it that cannot be seen."))
        return cleaned

    def _tenant_id(self, cleaned: dict[str, Any]) -> UUID | None:
        municipality: Municipality | None = cleaned.get("municipality")
        owner: UUID | None = (self.parent or self.instance).municipality_id
        return municipality.pk if municipality else owner

    def _without_breaks(self, name: str, value: str) -> str:
        """Return the text without the line breaks that a text of several lines may have."""
        if isinstance(self.fields[name].widget, forms.Textarea):
            return value.replace("\r", "").replace("\n", "").replace("\t", "")
        return value


class OwnedFormSet(forms.BaseInlineFormSet):
    """Rows that stand under another and belong to its municipality."""

    def _construct_form(self, i: int, **options: Any) -> Any:
        form: Any = super()._construct_form(i, **options)  # type: ignore[misc]  # the stubs do not know it
        form.parent = self.instance
        return form

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """Give the new row its parent's municipality."""
        form.instance.municipality_id = self.instance.municipality_id
        return super().save_new(form, commit)


ARMS_SENTENCES = {
    ArmsFault.TOO_HEAVY: _("The file is larger than 4 MB."),
    ArmsFault.NOT_PNG_OR_JPEG: _("The file is neither a PNG nor a JPEG."),
    ArmsFault.TOO_MANY_PIXELS: _("The picture has more than 16 million pixels. Make it smaller."),
    ArmsFault.TOO_SMALL: _("The picture is less than 48 pixels wide or high. Take a larger one."),
    ArmsFault.BROKEN: _("The picture cannot be read; the file seems to be damaged."),
}


class ArmsField(forms.FileField):
    """An uploaded picture of arms, given as its bytes; None where none was sent."""

    def clean(self, data: Any, initial: Any = None) -> bytes | None:
        """Refuse what cannot be kept, with the reason as the error's code."""
        upload = super().clean(data, initial)
        if not upload:
            return None
        content: bytes = upload.read(MOST_BYTES + 1)
        try:
            arms_image(content)
        except WrongArms as wrong:
            raise ValidationError(ARMS_SENTENCES[wrong.fault], code=wrong.fault) from None
        return content


class MunicipalityForm(forms.ModelForm):
    """A municipality, in a language and a time zone that exist, with its arms."""

    new_arms = ArmsField(
        label=_("new arms"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        help_text=_("A PNG or JPEG, best with a transparent ground. Empty: the arms stay as they are."),
    )
    has_no_arms = forms.BooleanField(label=_("show no arms"), required=False)

    language = forms.ChoiceField(label=_("language of the record"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(
        label=_("time zone"), choices=[(name, name) for name in sorted(available_timezones())]
    )

    class Meta:
        model = Municipality
        fields = ("name", "slug", "language", "time_zone", "is_demonstration")

    def changes_arms(self) -> bool:
        """Say whether other arms were asked for; then `new_arms` has them, None for none."""
        return bool(self.cleaned_data["new_arms"] or self.cleaned_data["has_no_arms"])


class AccountForm(OwnedForm):
    """A means of signing in; the password is only ever set, never shown."""

    login = forms.CharField(
        label=_("login"),
        max_length=150,
        validators=[RegexValidator(r"^[\w.@-]+$", _("Letters, digits and . @ - _ only."))],
    )
    new_password = forms.CharField(
        label=_("new password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Empty: the password stays. A new one signs the person out everywhere."),
    )

    class Meta:
        model = Account
        fields = ("municipality", "login", "new_password", "person", "is_active", "is_staff")

    def __init__(self, *args: Any, **options: Any) -> None:
        """Ask for a municipality, but of operators, who have none."""
        super().__init__(*args, **options)
        self.fields["municipality"].required = not self.instance.is_superuser

    def clean_login(self) -> str:
        """Return the login as it is compared: without capitals."""
        return str(self.cleaned_data["login"]).lower()

    def clean(self) -> dict[str, Any]:
        """Refuse a weak password, and an operator who is somebody in a council."""
        cleaned = super().clean()
        if self.instance.is_superuser and cleaned.get("person"):
            self.add_error("person", _("An operator holds no office and no mandate."))
        if password := cleaned.get("new_password"):
            try:
                validate_password(password, self.instance)
            except ValidationError as weak:
                self.add_error("new_password", weak)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Set the new password; a new account without one cannot sign in."""
        if password := self.cleaned_data["new_password"]:
            self.instance.set_password(password)
        elif self.instance._state.adding:
            self.instance.set_unusable_password()
        return super().save(commit)


SIMPLE_RULES = (
    "call_order",
    "majority",
    "may_change_ballot",
    "may_join_open_vote",
    "counts_unreachable_as_present",
    "assistant_may_press",
)
"""The standing orders that a body's form asks for, each by its own name."""


class BodyForm(OwnedForm):
    """A body and its standing orders, each rule in a field of its own."""

    majority = MajorityField(label=_("majority"), help_text=_("Where a motion names no other."))
    may_change_ballot = forms.BooleanField(
        label=_("a ballot may be changed while the vote is open"), required=False
    )
    may_join_open_vote = forms.BooleanField(
        label=_("who comes after the opening of a vote may be put on its roll while it is on hold"),
        required=False,
    )
    counts_unreachable_as_present = forms.BooleanField(
        label=_("who is present with a lost terminal counts as present"), required=False
    )
    call_order = forms.ChoiceField(
        label=_("order of names in a roll call"),
        choices=[
            (CallOrder.NAME.value, _("by the alphabet")),
            (CallOrder.SEAT.value, _("by seat")),
            (CallOrder.DRAWN.value, _("drawn by lot for each vote")),
        ],
    )
    assistant_may_press = forms.BooleanField(
        label=_("an assistant may press at the chair's console, on the chair's word"), required=False
    )

    decisions = forms.ChoiceField(
        label=_("decisions are numbered"),
        choices=[
            (Series.YEAR.value, _("anew every year")),
            (Series.TERM.value, _("through a term of office")),
        ],
        help_text=_("The clerk sets the number that a series begins with, at the desk of a meeting."),
    )

    annulment_grounds = forms.CharField(
        label=_("grounds on which a closed vote may be annulled"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("One a line. Empty: on any ground."),
    )
    lacking = forms.ChoiceField(
        label=_("where a quorum is lacking"),
        choices=[
            (Lacking.SAY_SO.value, _("the chair may go on by saying so, and the record says it")),
            (Lacking.WAIT.value, _("nobody may go on; the council waits")),
            (Lacking.END.value, _("the meeting ends")),
        ],
    )

    class Meta:
        model = Body
        fields = ("municipality", "name", "statutory_number", "pack", "second_language")

    def __init__(self, *args: Any, **options: Any) -> None:
        """Show the standing orders as they are."""
        super().__init__(*args, **options)
        self.fields["pack"] = forms.ChoiceField(
            label=self.fields["pack"].label,
            help_text=self.fields["pack"].help_text,
            required=False,
            # A vote in a meeting ends a tie as a rejection: rules that end it otherwise would be broken there.
            choices=[
                ("", _("no ready rules")),
                *((pack.code, pack.name) for pack in packs().values() if not pack.breaks_ties),
            ],
        )
        self.orders = StandingOrders.from_plain(self.instance.orders)
        plain = self.orders.to_plain()
        for name in SIMPLE_RULES:
            self.initial[name] = plain[name]
        self.initial.update(self.orders.sitting.to_plain())
        self.initial["annulment_grounds"] = "\n".join(self.orders.sitting.annulment_grounds)
        offer_majority(self, self.orders.majority.to_plain())

    def clean_annulment_grounds(self) -> list[str]:
        """Return the grounds, a line each; refuse one that is too long."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["annulment_grounds"].splitlines()]
        if any(len(line) > LONGEST_GROUND for line in lines):
            raise ValidationError(
                _("A ground has at most %(most)s characters."), params={"most": LONGEST_GROUND}
            )
        return [line for line in lines if line]

    def save(self, commit: bool = True) -> Any:
        """Put the rules together again: those of a pack newly chosen, or as they were with what was changed."""
        pack = packs().get(self.cleaned_data["pack"]) if "pack" in self.changed_data else None
        orders = pack.orders if pack else self._changed_orders()
        self.instance.orders = orders.to_plain()
        return super().save(commit)

    def _changed_orders(self) -> StandingOrders:
        plain = self.orders.to_plain()
        # A majority says more than its field shows, such as its article: untouched, it stays whole.
        plain |= {name: self.cleaned_data[name] for name in SIMPLE_RULES if name in self.changed_data}
        plain["sitting"] = {name: self.cleaned_data[name] for name in self.orders.sitting.to_plain()}
        return StandingOrders.from_plain(plain)


class MandateForm(OwnedForm):
    """A mandate within its term, beside no other of the same person."""

    class Meta:
        model = Mandate
        fields = ("person", "group", "starts_on", "ends_on")

    def clean(self) -> dict[str, Any]:
        """Refuse days outside the term, a group of another term, and two mandates at once."""
        cleaned = super().clean()
        term, group = self.parent, cleaned.get("group")
        if group and group.term_id != term.pk:
            self.add_error("group", _("This is a group of another term."))
        if cleaned.get("starts_on") and cleaned.get("person"):
            self._refuse_wrong_days(cleaned, term)
        return cleaned

    def _refuse_wrong_days(self, cleaned: dict[str, Any], term: Any) -> None:
        starts_on, ends_on = cleaned["starts_on"], cleaned.get("ends_on")
        is_early = term.starts_on and starts_on < term.starts_on
        is_late = term.ends_on and (ends_on or starts_on) > term.ends_on
        if is_early or is_late:
            self.add_error("starts_on", _("The mandate lies outside the term."))
        others = Mandate.objects.filter(term_id=term.pk, person=cleaned["person"]).exclude(
            pk=self.instance.pk
        )
        others = others.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on))
        if ends_on:
            others = others.filter(starts_on__lte=ends_on)
        if others.exists():
            self.add_error("person", _("This person has another mandate in these days."))


class RoleForm(OwnedForm):
    """An office in a body."""

    class Meta:
        model = Role
        fields = ("person", "kind")


class HallForm(OwnedForm):
    """A hall; with more rows than seats can fill it is drawn as if none were given."""

    class Meta:
        model = Hall
        fields = ("municipality", "body", "name", "shape", "rows")

    def __init__(self, *args: Any, **options: Any) -> None:
        """Bound the rows."""
        super().__init__(*args, **options)
        _bound(self, "rows", MOST_ROWS)

    def save(self, commit: bool = True) -> Any:
        """Lay the hall out anew where another shape was chosen: seats put by hand stood as the old one had it."""
        if self.instance.seat_radius and {"shape", "rows"} & set(self.changed_data):
            self.instance.seat_radius = None
            self.instance.seats.update(x=None, y=None)
        return super().save(commit)


class SeatForm(OwnedForm):
    """A seat of a hall; a slip such as 10000 for 10 would have every screen wait while a plan of so many is drawn."""

    class Meta:
        model = Seat
        fields = ("number", "person")

    def __init__(self, *args: Any, **options: Any) -> None:
        """Bound the number as an import does."""
        super().__init__(*args, **options)
        _bound(self, "number", LARGEST_SEAT)


def _bound(form: forms.ModelForm, name: str, most: int) -> None:
    if field := form.fields.get(name):  # who may only look is shown texts and no fields
        field.validators.append(MaxValueValidator(most))
        field.widget.attrs["max"] = most


class ImportForm(forms.Form):
    """The files of an import."""

    groups = forms.FileField(label=_("groups"), required=False)
    councillors = forms.FileField(label=_("councillors"))
    seats = forms.FileField(label=_("seats"), required=False)

    def files_given(self) -> dict[str, File]:
        """Return the files that were sent, by what they hold; of a file too large only so much that it shows."""
        given = {name: upload for name, upload in self.cleaned_data.items() if upload}
        return {name: File(upload.name, upload.read(LIMIT_BYTES + 1)) for name, upload in given.items()}
