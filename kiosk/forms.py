"""What people type and post: signing in with its throttle, a PIN, and the forms that say a command of the wire."""

import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any, NoReturn, get_origin

import msgspec
from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from council.domain.placing import DEEPEST, MOST_SEATS, PARTS
from council.domain.plans import SCALE
from council.domain.rosters import LARGEST_SEAT
from council.forms import MOST_ROWS
from council.models import Account, Hall
from council.views import asker
from kiosk import messages
from kiosk.commands import (
    ANYWHERE,
    LONGEST_WAIT,
    PIN_DIGITS,
    code_login,
    forget_failures,
    is_right_pin,
    may_try,
    pin_login,
    take_seat,
)
from kiosk.models import TEXT_STEPS, DisplayCheck, Profile, SeatAccess, TerminalCheck

# Argon2 takes 100 MB to check a password. Without a bound a few hundred people, or one who posts as many guesses at once,
# would take all the memory of the machine that counts the votes.
CHECKS_AT_ONCE = 4
CHECK_PATIENCE_SECONDS = 15.0
_checks = threading.BoundedSemaphore(CHECKS_AT_ONCE)


class SigningIn(forms.Form):
    """What all ways of signing in share: `account` is set once it is found, `is_throttled` where nobody looked for it."""

    wrong: Any = ""

    def __init__(self, data: QueryDict | None, *, request: HttpRequest) -> None:
        """Keep the request, whose address the throttle needs."""
        super().__init__(data)
        self.request = request
        self.account: Any = None
        self.is_throttled = False

    def settle(self, whom: str, addresses: list[str], account_for: Callable[[], Any]) -> None:
        """Find the account; refuse what is wrong, and anything while the throttle blocks or too many are checked."""
        # A place first, so that nobody's attempt is counted only because the machine was busy.
        if not _checks.acquire(timeout=CHECK_PATIENCE_SECONDS):
            self._refuse_for_now()
        try:
            if not may_try(whom=whom, addresses=addresses, at=timezone.now()):
                self._refuse_for_now()
            self.account = account_for()
        finally:
            _checks.release()
        if self.account is None:
            raise forms.ValidationError(self.wrong, code="wrong")
        forget_failures(whom=whom, addresses=addresses)

    def _refuse_for_now(self) -> NoReturn:
        self.is_throttled = True
        raise forms.ValidationError(throttled_words(), code="throttled")


class SignInForm(SigningIn):
    """Login and password."""

    wrong = _("Login or password is wrong.")
    username = forms.CharField(
        label=_("Login"),
        max_length=150,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a wrong pair of login and password."""
        found = super().clean() or {}
        if "username" in found and "password" in found:
            ask = partial(authenticate, self.request, **found)
            self.settle(found["username"], [asker(self.request)], ask)
        return found


class KeypadForm(SigningIn):
    """Digits typed on a large keypad, whose keys are buttons of the form where there is no script."""

    digits = forms.RegexField(r"^[0-9 -]*$")
    longest = 12

    def __init__(self, data: QueryDict | None, *, request: HttpRequest) -> None:
        """Take a key that was pressed instead of the digits as they were sent."""
        key = data.get("key", "") if data else ""
        typed = data.get("digits", "")[: self.longest] if data else ""
        self.is_typing = bool(key)
        self.typed = typed[:-1] if key == "back" else (typed + key)[: self.longest]
        super().__init__(None if self.is_typing else data, request=request)
        self.fields["digits"].error_messages = dict.fromkeys(("required", "invalid"), self.wrong)

    def clean_digits(self) -> str:
        """Return the digits without what people put between them."""
        return str(self.cleaned_data["digits"]).replace(" ", "").replace("-", "")

    @property
    def addresses(self) -> list[str]:
        """Return where wrong digits are counted: at the asker's address, and from all addresses together."""
        return [asker(self.request), ANYWHERE]


class SeatPinForm(KeypadForm):
    """The PIN of one person's seat."""

    longest = PIN_DIGITS
    wrong = _("This PIN is wrong. The clerk can give you a new one.")

    def __init__(self, data: QueryDict | None, *, request: HttpRequest, access: SeatAccess) -> None:
        """Keep whose seat it is."""
        super().__init__(data, request=request)
        self.access = access

    def clean(self) -> dict[str, Any]:
        """Refuse a wrong PIN."""
        found = super().clean() or {}
        if "digits" in found:
            self.settle(
                pin_login(self.access.person_id), self.addresses, partial(self._account_for, found["digits"])
            )
        return found

    def _account_for(self, digits: str) -> Account | None:
        return self.access.person.account if is_right_pin(self.access, digits) else None


class CodeForm(KeypadForm):
    """The clerk's code for another device: the number of the seat, then six digits."""

    wrong = _("This code is wrong, used or too old. Ask the clerk for another one.")

    def clean(self) -> dict[str, Any]:
        """Refuse a wrong code; a right one is used up, and its failures are counted by the seat it names."""
        found = super().clean() or {}
        if "digits" in found:
            code = found["digits"]
            self.settle(code_login(code), self.addresses, partial(take_seat, code=code, at=timezone.now()))
        return found


def throttled_words() -> str:
    """Return what somebody is told whom the throttle blocks."""
    minutes = LONGEST_WAIT // timedelta(minutes=1)
    return ngettext(
        "Too many failed attempts. Wait %(minutes)s minute and try again.",
        "Too many failed attempts. Wait a few minutes, %(minutes)s at most, and try again.",
        minutes,
    ) % {"minutes": minutes}


class ProfileForm(forms.Form):
    """Changes of a person's own settings; what was not posted stays as it is."""

    text = forms.TypedChoiceField(coerce=int, choices=[(step, step) for step in TEXT_STEPS])
    contrast = forms.ChoiceField(choices=Profile.Contrast)
    look = forms.ChoiceField(choices=Profile.Look)
    language = forms.ChoiceField(choices=settings.LANGUAGES)
    sound = forms.ChoiceField(choices=[("on", "on"), ("off", "off")])
    keys = forms.ChoiceField(choices=[("on", "on"), ("off", "off")])

    def __init__(self, data: QueryDict) -> None:
        """Ask only for the fields that were posted."""
        super().__init__(data)
        self.fields = {name: field for name, field in self.fields.items() if name in data}

    def changes(self) -> dict[str, Any]:
        """Return what was posted as the profile's fields."""
        switches = {"sound": "has_sound", "keys": "has_keys"}
        found = self.cleaned_data.items()
        return {
            switches.get(name, name): value == "on" if name in switches else value for name, value in found
        }


class PinForm(forms.Form):
    """The PIN that unlocks a signer's key."""

    pin = forms.CharField(
        label=_("PIN of your signature"),
        max_length=100,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )


def _list_fields() -> dict[str, frozenset[str]]:
    """Return, for each message, the names of its fields that may be posted more than once."""
    return {
        str(struct.__struct_config__.tag): frozenset(
            field.encode_name for field in msgspec.structs.fields(struct) if get_origin(field.type) is list
        )
        for struct in messages.Incoming.__args__
    }


LISTS = _list_fields()


def message_from_form(post: QueryDict) -> messages.Incoming:
    """Return the message that a form says with fields of its names; numbers and yes-or-no come as text.

    Raises Unreadable as messages.decode does.
    """
    kind, command_id = post.get("type", ""), post.get("id", "")[:36] or None
    if kind not in messages.TYPES:
        raise messages.Unreadable("unknown-message", command_id)
    found: dict[str, Any] = {}
    for name, values in post.lists():
        if name in LISTS[kind]:
            found[name] = [value for value in values if value]
        elif name != "csrfmiddlewaretoken":
            found[name] = values[-1]
            if len(values) > 1:
                raise messages.Unreadable("duplicate-key", command_id)
    try:
        message: messages.Incoming = msgspec.convert(found, messages.Incoming, strict=False)
    except msgspec.ValidationError:
        raise messages.Unreadable("bad-message", command_id) from None
    return message


class TerminalCheckForm(forms.ModelForm):
    """What a terminal reports in a rehearsal; everything may be left out."""

    pressed = forms.RegexField(r"^(for|against|abstain)(,(for|against|abstain)){0,2}$", required=False)

    class Meta:
        model = TerminalCheck
        fields = (
            *("pressed", "latency_ms", "clock_offset_ms", "width", "height"),
            *("has_keys", "has_sound", "is_legible"),
        )


class DisplayCheckForm(forms.ModelForm):
    """What a display reports in a rehearsal."""

    class Meta:
        model = DisplayCheck
        fields = ("v", "width", "height")


class DisplayShownForm(forms.Form):
    """Which version of a meeting a display shows."""

    epoch = forms.CharField(max_length=32)
    v = forms.IntegerField(min_value=0, max_value=2**31 - 1)


class HallShapeForm(forms.Form):
    """The few numbers that a hall is laid out from, and the radius of its seats as they are now, in SCALE."""

    shape = forms.ChoiceField(label=_("Shape"), choices=Hall.Shape.choices)
    rows = forms.IntegerField(label=_("Rows"), min_value=1, max_value=MOST_ROWS, required=False)
    count = forms.IntegerField(label=_("Seats"), min_value=1, max_value=MOST_SEATS)
    radius = forms.IntegerField(min_value=1, max_value=SCALE // 2, widget=forms.HiddenInput)


class SeatPlaceForm(forms.Form):
    """A seat's number and where it stands, in thousandths of the hall's width."""

    number = forms.IntegerField(min_value=1, max_value=LARGEST_SEAT)
    x = forms.IntegerField(min_value=0, max_value=PARTS)
    y = forms.IntegerField(min_value=0, max_value=DEEPEST)
    is_gone = forms.BooleanField(required=False)
