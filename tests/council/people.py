"""Accounts that set up councils, and a browser in their hands; no tests."""

from typing import Any

from django.test import Client

from council.models import Account, Municipality

PASSWORD = "correct horse battery"


def signed_in(account: Account) -> Client:
    """Return a client in which the account is signed in, without the cost of hashing its password."""
    client = Client()
    client.force_login(account)
    return client


def make_staff(municipality: Municipality, login: str = "staff") -> Account:
    """Return an account that may set up the municipality."""
    return Account.objects.create_user(login, None, municipality=municipality, is_staff=True)


def make_operator() -> Account:
    """Return an account that looks after the installation."""
    return Account.objects.create_superuser("operator", None)


def filled(client: Client, address: str, **values: Any) -> dict[str, Any]:
    """Return what a browser would post from the page at `address`, with `values` typed in."""
    page = client.get(address).context
    parts = [page["adminform"].form]
    parts += [part for inline in page["inline_admin_formsets"] for part in _forms(inline.formset)]
    fields = {bound.html_name: bound for part in parts for bound in part if not bound.field.disabled}
    typed = {name: bound.field.prepare_value(bound.value()) for name, bound in fields.items()}
    return {name: value for name, value in typed.items() if value is not None and value is not False} | values


def _forms(formset: Any) -> list[Any]:
    return [formset.management_form, *formset.forms]


def errors(response: Any) -> list[str]:
    """Return every complaint of a page that was posted; none where it was accepted."""
    if response.status_code == 302:
        return []
    return [str(error) for error in response.context["errors"]]
