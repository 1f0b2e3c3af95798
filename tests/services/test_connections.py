"""Tests of this process start from the template, whatever those before them have committed."""

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth import get_user_model
from django.db import connections, transaction

ACCOUNTS = get_user_model().objects


@pytest.mark.parametrize("_run", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_what_a_test_commits_is_gone_in_the_next(_run: int) -> None:
    assert not ACCOUNTS.exists()
    ACCOUNTS.create(login="clerk")
    assert ACCOUNTS.using("reading").count() == 1


@pytest.mark.parametrize("_run", [1, 2])
@pytest.mark.django_db(transaction=True)
async def test_the_same_for_asynchronous_tests(_run: int) -> None:
    assert not await ACCOUNTS.aexists()
    await ACCOUNTS.acreate(login="clerk")
    assert await sync_to_async(ACCOUNTS.using("reading").count)() == 1


@pytest.mark.parametrize("_run", [1, 2])
@pytest.mark.django_db
def test_a_test_that_rolls_back_reads_what_it_wrote(_run: int) -> None:
    assert not ACCOUNTS.exists()
    with transaction.atomic():
        ACCOUNTS.create(login="clerk")
    with transaction.atomic(using="reading"):
        assert ACCOUNTS.using("reading").count() == 1


@pytest.mark.django_db(transaction=True)
def test_elsewhere_reading_is_a_connection_of_its_own() -> None:
    assert connections["reading"] is not connections["default"]
