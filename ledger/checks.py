"""System checks of the ledger: the guards are in force, the signing key is there and private."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register  # noqa: A004 -- Django's name

from ledger import guards, queries, signing


@register(Tags.database)
def check_guards(*, databases: Sequence[str] | None = None, **_rest: Any) -> list[CheckMessage]:
    """Warn of guards that are not in force.

    Not an error: `migrate` runs this check first and would refuse to put them back. Servers start behind
    `guards.require_all`, which does refuse.
    """
    return [
        Warning(f"{alias}: {breach}", hint="Run manage.py migrate.", id="ledger.W001")
        for alias in databases or ()
        for breach in guards.verify_all(using=alias)
    ]


@register(Tags.security, deploy=True)
def check_key(**_rest: Any) -> list[CheckMessage]:
    """Warn of a signing key that is missing, readable by others, or without its public half."""
    try:
        public = signing.read_private_key().public_key().public_bytes_raw()
    except signing.SignerUnavailable as error:
        hint = "Run manage.py create_ledger_key, or correct KVORUM_LEDGER_KEY or the file's mode."
        return [Warning(f"Checkpoints cannot be signed: {error}", hint=hint, id="ledger.W002")]
    if public not in queries.public_keys():
        hint = "Add the output of openssl pkey -pubout to it."
        reason = f"{queries.public_key_file()} lacks the public half of the signing key."
        return [Warning(reason, hint=hint, id="ledger.W003")]
    return []
