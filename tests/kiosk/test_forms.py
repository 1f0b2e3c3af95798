"""Signing in under attack: guesses are bounded in number and in what they cost at once."""

import threading
from typing import Any

import pytest
from django.contrib.auth.backends import BaseBackend
from django.test import RequestFactory

from kiosk import forms
from kiosk.forms import CHECKS_AT_ONCE, SignInForm

PATIENCE = 60.0


class Slow(BaseBackend):
    """Checks passwords until it is let go, and notes how many it checks at once."""

    now = most = 0
    lock = threading.Lock()
    is_full = threading.Event()
    go = threading.Event()

    def authenticate(self, _request: Any, **_given: Any) -> None:
        with Slow.lock:
            Slow.now += 1
            Slow.most = max(Slow.most, Slow.now)
            if Slow.now == CHECKS_AT_ONCE:
                Slow.is_full.set()
        Slow.go.wait(PATIENCE)
        with Slow.lock:
            Slow.now -= 1


@pytest.fixture
def slow(settings: Any, monkeypatch: pytest.MonkeyPatch) -> type[Slow]:
    """Return the only way to sign in."""
    # The count in the database has tests of its own.
    monkeypatch.setattr(forms, "may_try", lambda **_: True)
    settings.AUTHENTICATION_BACKENDS = [f"{__name__}.Slow"]
    Slow.now = Slow.most = 0
    Slow.is_full.clear()
    Slow.go.clear()
    return Slow


def sign_in(login: str) -> SignInForm:
    posted = {"username": login, "password": "x"}
    form = SignInForm(posted, request=RequestFactory().post("/sign-in/", posted))
    assert not form.is_valid()
    return form


def test_only_a_few_passwords_are_checked_at_once(slow: type[Slow], monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[SignInForm] = []
    people = [
        threading.Thread(target=lambda login=f"login-{number}": found.append(sign_in(login)))
        for number in range(CHECKS_AT_ONCE + 3)
    ]
    for person in people:
        person.start()
    assert slow.is_full.wait(PATIENCE)
    monkeypatch.setattr(forms, "CHECK_PATIENCE_SECONDS", 0.01)
    assert sign_in("one-too-many").is_throttled
    slow.go.set()
    for person in people:
        person.join(PATIENCE)
    assert slow.most == CHECKS_AT_ONCE
    assert [form.is_throttled for form in found] == [False] * len(people)
