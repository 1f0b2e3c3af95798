"""Signed notes and checkpoints, against published notes and every way to be refused."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain import note
from ledger.domain.note import Commitment, NoteRefused
from tests.ledger.domain.vectors import ROOTS

# The example of c2sp.org/signed-note.
C2SP_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
C2SP_NOTE = (
    "This is an example message.\n\n"
    "— example.com/foo"
    " Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)

# The example of golang.org/x/mod/sumdb/note, whose private key is published too.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_SEED = base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
GO_TEXT = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
)
GO_NOTE = (
    f"{GO_TEXT}\n— PeterNeumann"
    " x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)

NAME = "kvorum.local/log/1"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
OTHER_PUBLIC = OTHER.public_key().public_bytes_raw()
TEXT = Commitment(NAME, 7, ROOTS[7]).text()


def signed(text: str = TEXT, *, name: str = NAME, key: Ed25519PrivateKey = KEY) -> str:
    return note.sign(text, name=name, public_key=key.public_key().public_bytes_raw(), signer=key.sign)


@pytest.mark.parametrize(("key", "published"), [(C2SP_KEY, C2SP_NOTE), (GO_KEY, GO_NOTE)])
def test_published_note_verifies(key: str, published: str) -> None:
    name, public_key = note.read_verifier_key(key)
    assert note.verifier_key(name, public_key) == key
    assert (
        note.verify(published, name=name, public_keys=[public_key]) == published.rpartition("\n\n")[0] + "\n"
    )
    with pytest.raises(NoteRefused):
        note.verify(published.replace("is", "iz", 1), name=name, public_keys=[public_key])


def test_signing_makes_the_published_note() -> None:
    key = Ed25519PrivateKey.from_private_bytes(GO_SEED)
    assert signed(GO_TEXT, name="PeterNeumann", key=key) == GO_NOTE


def test_checkpoint_is_three_lines() -> None:
    """The text is that of the example in c2sp.org/tlog-checkpoint."""
    text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    commitment = note.read_commitment(text)
    assert (commitment.origin, commitment.size) == ("example.com/behind-the-sofa", 20852163)
    assert commitment.text() == text


def test_checkpoint_may_have_extension_lines() -> None:
    assert note.read_commitment(TEXT + "an extension\n") == note.read_commitment(TEXT)


@given(st.integers(0, 2**60), st.binary(min_size=32, max_size=32))
def test_commitment_is_read_back_from_its_note(size: int, root: bytes) -> None:
    commitment = Commitment(NAME, size, root)
    text = note.verify(signed(commitment.text()), name=NAME, public_keys=[PUBLIC])
    assert note.read_commitment(text) == commitment


@given(st.data())
def test_any_flipped_bit_is_refused(data: st.DataObject) -> None:
    whole = signed().encode()
    place, bit = data.draw(st.integers(0, len(whole) - 1)), data.draw(st.integers(0, 7))
    bad = whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :]
    with pytest.raises(NoteRefused):
        note.verify(bad.decode("utf-8", "replace"), name=NAME, public_keys=[PUBLIC])


def test_signatures_of_other_keys_are_passed_over() -> None:
    line = signed(key=OTHER).rpartition("\n\n")[2]
    assert note.verify(signed() + line, name=NAME, public_keys=[PUBLIC]) == TEXT
    assert note.verify(signed() + line, name=NAME, public_keys=[OTHER_PUBLIC, PUBLIC]) == TEXT
    assert note.verify(signed() + line.replace(NAME, "elsewhere"), name=NAME, public_keys=[PUBLIC]) == TEXT


def test_a_wrong_signature_of_a_known_key_refuses_a_note_that_another_has_signed() -> None:
    line = signed(TEXT + "more\n", key=OTHER).rpartition("\n\n")[2]
    with pytest.raises(NoteRefused, match="does not fit"):
        note.verify(signed() + line, name=NAME, public_keys=[PUBLIC, OTHER_PUBLIC])


@pytest.mark.parametrize(("name", "key"), [("elsewhere", PUBLIC), (NAME, OTHER_PUBLIC)])
def test_a_note_of_nobody_known_is_refused(name: str, key: bytes) -> None:
    with pytest.raises(NoteRefused, match="no known key"):
        note.verify(signed(), name=name, public_keys=[key])


@pytest.mark.parametrize(
    "malformed",
    [
        "",
        TEXT,
        TEXT + "\n",
        signed() + "\n",
        signed()[:-1],
        signed().replace("— ", "- "),
        signed().replace(f"— {NAME}", "— a+b"),
        signed().replace(f"— {NAME}", "—"),
        signed().replace("7\n", "7\t\n"),
        signed() + f"— {NAME} AAAA\n",
        signed() + f"— {NAME} !!!!\n",
        signed() + f"— {NAME} AAAAAAB=\n",
        signed() + f"— {NAME} ééé\n",
        TEXT + "\n" + signed().rpartition("\n\n")[2] * 101,
    ],
)
def test_a_malformed_note_is_refused(malformed: str) -> None:
    with pytest.raises(NoteRefused):
        note.verify(malformed, name=NAME, public_keys=[PUBLIC])


@pytest.mark.parametrize(
    "text",
    [
        f"{NAME}\n7\n",
        TEXT[:-1],
        TEXT + "\n",
        TEXT.replace("\n7\n", "\n07\n"),
        TEXT.replace("\n7\n", "\n-7\n"),
        TEXT.replace("\n7\n", "\n٧\n"),
        f"\n7\n{base64.b64encode(ROOTS[7]).decode()}\n",
        f"{NAME}\n7\n{base64.b64encode(ROOTS[7][:31]).decode()}\n",
        f"{NAME}\n7\nnot base64\n",
    ],
)
def test_a_malformed_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NoteRefused):
        note.read_commitment(text)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u00a0b"])
def test_a_key_needs_a_name_that_a_line_can_hold(name: str) -> None:
    with pytest.raises(NoteRefused):
        signed(name=name)
    with pytest.raises(NoteRefused):
        note.verifier_key(name, PUBLIC)


@pytest.mark.parametrize("text", ["no newline", "a\tb\n", ""])
def test_a_text_that_no_note_can_hold_is_refused(text: str) -> None:
    with pytest.raises(NoteRefused):
        signed(text)


@pytest.mark.parametrize(
    "key",
    [
        "",
        "PeterNeumann",
        GO_KEY.replace("c74f20a3", "c74f20a4"),
        GO_KEY.replace("Peter", "Paul"),
        GO_KEY[:-4],
        note.verifier_key("a", PUBLIC).replace("+AQ", "+Ag"),
    ],
)
def test_a_wrong_verifier_key_is_refused(key: str) -> None:
    with pytest.raises(NoteRefused):
        note.read_verifier_key(key)
