"""Moments, salted digests and leaves."""

import hashlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.entries import EntryRow, leaf_bytes, moment_text, salted_digest

SALT = bytes(range(32))
AT = datetime(2026, 11, 21, 7, 18, tzinfo=UTC)


def test_moment_text_is_utc_with_microseconds() -> None:
    assert moment_text(AT) == "2026-11-21T07:18:00.000000Z"
    sofia = timezone(timedelta(hours=2))
    assert moment_text(datetime(2026, 11, 21, 9, 18, 0, 5, sofia)) == "2026-11-21T07:18:00.000005Z"


def test_moment_text_refuses_a_time_without_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        moment_text(datetime(2026, 11, 21, 7, 18))  # noqa: DTZ001 -- the refused thing


@given(st.datetimes(datetime(1900, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 -- the zone is given apart
def test_moment_is_read_back(at: datetime) -> None:
    row = EntryRow(0, "k", moment_text(at), b"", b"", "", "{}")
    assert row.moment == at
    assert len(row.at) == 27


def test_salted_digest_is_sha256_of_salt_and_canonical_json() -> None:
    body = {"vote": "v", "choice": "against"}
    expected = hashlib.sha256(SALT + rfc8785.dumps({"actor": "councillor:1", "body": body})).digest()
    stored = rfc8785.dumps(body).decode()
    assert salted_digest(salt=SALT, actor="councillor:1", body=stored) == expected


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_salted_digest_depends_on_the_actor(one: str, other: str) -> None:
    digests = {salted_digest(salt=SALT, actor=actor, body="{}") for actor in (one, other)}
    assert len(digests) == len({one, other})


def test_salted_digest_refuses_a_short_salt() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        salted_digest(salt=b"short", actor="a", body="{}")


def test_leaf_is_canonical_json_of_its_four_parts() -> None:
    row = EntryRow(7, "voting.ballot.cast", "2026-11-21T07:18:00.000000Z", b"\xab" * 32, SALT, "a", '{"b":1}')
    assert row.leaf == rfc8785.dumps({"sequence": 7, "kind": row.kind, "at": row.at, "digest": "ab" * 32})
    assert row.leaf == leaf_bytes(7, row.kind, row.at, row.digest)
    assert row.facts == {"b": 1}
