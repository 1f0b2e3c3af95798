"""What people type and post: signing in with its throttle, a PIN, and the forms that say a command of the wire."""

import threading
from datetime import timedelta
from typing import Any, NoReturn, get_origin

import msgspec
from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from council.views import asker
from kiosk import messages
from kiosk.commands import LONGEST_WAIT, forget_failures, may_try
from kiosk.models import TEXT_STEPS, DisplayCheck, Profile, TerminalCheck

# Argon2 takes 100 MB to check a password. Without a bound a few hundred people, or one who posts as many guesses at once,
# would take all the memory of the machine that counts the votes.
CHECKS_AT_ONCE = 4
CHECK_PATIENCE_SECONDS = 15.0
_checks = threading.BoundedSemaphore(CHECKS_AT_ONCE)


class SignInForm(forms.Form):
    """Login and password; `account` is set once they are right, `is_throttled` where they were not looked at."""

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

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        """Keep the request, whose address the throttle needs."""
        super().__init__(*args, **kwargs)
        self.request = request
        self.account: Any = None
        self.is_throttled = False

    def clean(self) -> dict[str, Any]:
        """Refuse a wrong pair of login and password, and any pair while the throttle blocks or too many are checked."""
        found = super().clean() or {}
        if "username" not in found or "password" not in found:
            return found
        # A place first, so that nobody's attempt is counted only because the machine was busy.
        if not _checks.acquire(timeout=CHECK_PATIENCE_SECONDS):
            self._refuse_for_now()
        try:
            self.account = self._checked(found["username"], found["password"])
        finally:
            _checks.release()
        if self.account is None:
            raise forms.ValidationError(_("Login or password is wrong."), code="wrong")
        return found

    def _checked(self, username: str, password: str) -> Any:
        addresses = [asker(self.request)]
        if not may_try(whom=username, addresses=addresses, at=timezone.now()):
            self._refuse_for_now()
        account = authenticate(self.request, username=username, password=password)
        if account is not None:
            forget_failures(whom=username, addresses=addresses)
        return account

    def _refuse_for_now(self) -> NoReturn:
        self.is_throttled = True
        raise forms.ValidationError(throttled_words(), code="throttled")


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
