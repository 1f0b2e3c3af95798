"""What comes in is a message of the vocabulary or is refused with a code; what goes out is one line of JSON."""

import json
from typing import Any, get_args
from uuid import uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.domain.aims import PHRASES
from kiosk import messages
from kiosk.desk.acts import ACTS
from kiosk.messages import LIMIT_BYTES, TYPES, Unreadable, decode, encode
from kiosk.messages.incoming.words import Phrase

ID = "1d9c1a5e-2c5b-4c5e-9f0e-3f4b7c0f8a11"
PRESS: dict[str, Any] = {"type": "ballot.cast", "id": ID, "vote": ID, "press": 1, "choice": "for"}
ANNUL: dict[str, Any] = {"type": "vote.annul", "id": ID, "vote": ID, "stage": "open", "ground": "g"}


def test_every_stock_phrase_can_be_sent() -> None:
    assert set(get_args(Phrase)) == set(PHRASES)


def code_of(text: str | bytes) -> tuple[str, str | None]:
    with pytest.raises(Unreadable) as refused:
        decode(text)
    return refused.value.code, refused.value.command_id


def without(message: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in message.items() if key != name}


def test_a_press_is_read() -> None:
    message = decode(json.dumps(PRESS))
    assert isinstance(message, messages.BallotCast)
    assert (str(message.vote), message.press, message.choice) == (ID, 1, "for")


def test_the_number_of_a_press_leaves_room_above_it() -> None:
    assert isinstance(decode(json.dumps(PRESS | {"press": 2**52})), messages.BallotCast)
    assert code_of(json.dumps(PRESS | {"press": 2**52 + 1})) == ("bad-message", ID)


def test_text_and_its_utf_8_are_read_alike() -> None:
    text = json.dumps(ANNUL | {"ground": "Прочетен беше друг текст 😀\nвтори ред"}, ensure_ascii=False)
    assert decode(text) == decode(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "nothing",
        '{"type": "ballot.cast"',
        '{"press": NaN}',
        '{"press": Infinity}',
        "{'type': 'x'}",
        "[" * 60_000,
        '{"a":' * 10_000,
        '{"v": ' + "9" * 5000 + "}",
        "\ufeff{}",
        "\ud800",
    ],
)
def test_what_is_not_json(text: str) -> None:
    assert code_of(text) == ("not-json", None)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig", "latin-1"])
def test_bytes_that_are_not_utf_8(encoding: str) -> None:
    text = json.dumps(ANNUL | {"ground": "é"}, ensure_ascii=False)
    assert code_of(text.encode(encoding)) == ("not-json", None)


@pytest.mark.parametrize("text", ["null", "true", "7", '"ballot.cast"', "[]", '[{"type": "ballot.cast"}]'])
def test_json_that_is_no_object(text: str) -> None:
    assert code_of(text) == ("bad-message", None)


@pytest.mark.parametrize(
    "text",
    [
        f'{{"type":"ballot.cast","id":"{ID}","vote":"{ID}","press":1,"choice":"for","choice":"against"}}',
        '{"type":"heartbeat","type":"heartbeat","epoch":"e","v":1,"heard":1}',
        f'{{"type":"ballot.cast","id":"{ID}","vote":{{"a":1,"a":2}},"press":1,"choice":"for"}}',
    ],
)
def test_a_key_given_twice(text: str) -> None:
    assert code_of(text)[0] == "duplicate-key"


@pytest.mark.parametrize("kind", ["ballot.count", "", None, 7, ["ballot.cast"], {}, "BALLOT.CAST", "hint"])
def test_an_unknown_message_is_answered_with_its_id(kind: Any) -> None:
    assert code_of(json.dumps(PRESS | {"type": kind})) == ("unknown-message", ID)
    assert code_of(json.dumps(without(PRESS, "type"))) == ("unknown-message", ID)


@pytest.mark.parametrize("name", ["id", "vote", "press", "choice"])
@pytest.mark.parametrize("value", [None, [], {}, "", 0, -1, 1.5, True, "1", "За", "fоr", 2**53, ID + "0"])
def test_a_field_of_the_wrong_kind(name: str, value: Any) -> None:
    assert code_of(json.dumps(PRESS | {name: value}))[0] == "bad-message"


@pytest.mark.parametrize("name", ["id", "vote", "press", "choice"])
def test_a_missing_field(name: str) -> None:
    assert code_of(json.dumps(without(PRESS, name)))[0] == "bad-message"


@pytest.mark.parametrize("name", ["weight", "person", "by", "at", "Choice", "choice "])
def test_a_field_too_many(name: str) -> None:
    assert code_of(json.dumps(PRESS | {name: "x"})) == ("bad-message", ID)


@pytest.mark.parametrize("text", ["a\x00b", "\x00", "a\n\x00", "\ud800", "a\udfffb"])
def test_texts_that_no_database_keeps(text: str) -> None:
    assert code_of(json.dumps(ANNUL | {"ground": text})) == ("bad-message", ID)


@pytest.mark.parametrize("given_id", ["\ud800", "<script>", "x" * 36, "\x00" * 36, 7, None, ["a"]])
def test_nothing_goes_back_but_what_looks_like_an_id(given_id: Any) -> None:
    assert code_of(json.dumps(PRESS | {"id": given_id, "type": "x"}))[1] is None
    assert code_of(json.dumps(PRESS | {"id": given_id})) == ("bad-message", None)


def test_the_limit_is_in_bytes() -> None:
    base = len(json.dumps(ANNUL | {"ground": ""}))
    assert decode(json.dumps(ANNUL | {"ground": "a" * (LIMIT_BYTES - base)}))
    for text in ("a" * (LIMIT_BYTES - base + 1), "я" * ((LIMIT_BYTES - base) // 2 + 1)):
        too_long = json.dumps(ANNUL | {"ground": text}, ensure_ascii=False)
        assert code_of(too_long) == ("oversize", None)
        assert code_of(too_long.encode()) == ("oversize", None)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda each: st.lists(each) | st.dictionaries(st.text(), each),
    )
)
def test_any_json_is_a_message_or_refused(value: Any) -> None:
    try:
        decode(json.dumps(value))
    except Unreadable:
        return


@given(st.binary())
def test_any_bytes_are_a_message_or_refused(content: bytes) -> None:
    try:
        decode(content)
    except Unreadable:
        return


def test_every_message_but_the_heartbeat_is_a_command_that_the_desk_knows() -> None:
    commands = set(ACTS) | {messages.BallotCast}
    assert {str(kind.__struct_config__.tag) for kind in commands} == TYPES - {"heartbeat"}


def test_what_goes_out_can_be_read_back() -> None:
    reply = messages.Reply(id=str(uuid4()), ok=False, code="too-late", text="Не е записано.")
    assert msgspec.json.decode(encode(reply), type=messages.Reply) == reply
    assert json.loads(encode(reply))["type"] == "reply"
    assert "\n" not in encode(reply)


def test_the_id_of_a_message_not_worth_reading_is_found_at_its_beginning() -> None:
    named = "1d9c1a5e-2c5b-4c5e-9f0e-3f4b7c0f8a11"
    said = f'{{"type": "ballot.cast", "id": "{named}", "press": 1}}'
    assert messages.id_within(said) == messages.id_within(said.encode()) == named
    assert messages.id_within('{"id": "<script>"}') is None
    assert messages.id_within(" " * messages.LIMIT_BYTES + said) is None
