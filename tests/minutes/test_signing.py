"""Signatures: chair, then clerk; what others' programs say of them; every way in which a document is altered."""

import asyncio
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from council.refusals import Refusal
from minutes.domain.blocks import Sentence, Title
from minutes.domain.stages import Capacity
from minutes.messages import Words
from minutes.pdf import draw
from minutes.refusals import (
    CertificateOutOfDate,
    CertificateUnfit,
    NoSigningKey,
    RecordAltered,
    SigningOutOfOrder,
    WrongPin,
)
from minutes.signing import authority, check_signatures, sign_pdf
from minutes.signing.authority import AUTHORITY, issue_test_key
from minutes.signing.keys import has_key, key_file, trusted_roots
from tests.cast import CHAIR, CLERK, NAMES
from tests.minutes.conftest import AT, PINS

USAGE = authority._usage
ADD_EXTENSION = x509.CertificateBuilder.add_extension
WHO = {Capacity.CHAIR: CHAIR, Capacity.CLERK: CLERK}
pytestmark = pytest.mark.usefixtures("keys")


@pytest.fixture(scope="module")
def plain() -> bytes:
    title = Title("Община", "Съвет", "Протокол № 1", "за гласуванията", "5 ноември", "Протокол № 1")
    words = Words(language="en", zone="Europe/Sofia", day=AT.date())
    return draw((title, Sentence("За: 9, против: 8")), words=words, made_at=AT)


@pytest.fixture(scope="module")
def signed(plain: bytes, keys: Any) -> bytes:
    return sign(sign(plain, Capacity.CHAIR), Capacity.CLERK)


def sign(pdf: bytes, capacity: Capacity, **changes: Any) -> bytes:
    person = WHO[capacity]
    given = {"capacity": capacity, "person_id": person, "pin": PINS[person], "at": AT}
    return sign_pdf(pdf, **given | changes)


def refusal(pdf: bytes, capacity: Capacity, **changes: Any) -> type[Refusal]:
    with pytest.raises(Refusal) as caught:
        sign(pdf, capacity, **changes)
    return type(caught.value)


def with_content_added(pdf: bytes) -> bytes:
    """Return the document with a black box drawn over its page by an incremental update."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    box = writer.add_object(StreamObject(stream_data=b"q 0 0 0 rg 50 50 200 200 re f Q"))
    writer.add_stream_to_page(0, box)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def test_both_signatures_hold(signed: bytes) -> None:
    report = check_signatures(signed, at=AT)
    chair, clerk = report.signatures
    assert report.is_sound
    assert (chair.capacity, chair.signer, chair.signed_at) == (Capacity.CHAIR, NAMES[CHAIR], AT)
    assert (clerk.capacity, clerk.signer, clerk.signed_at) == (Capacity.CLERK, NAMES[CLERK], AT)
    assert (chair.covers_whole_file, clerk.covers_whole_file) == (False, True)


def test_the_chair_certifies_and_the_clerk_locks(signed: bytes) -> None:
    chair, clerk = PdfFileReader(BytesIO(signed)).embedded_regular_signatures
    assert chair.docmdp_level is not None
    assert chair.docmdp_level.name == "FILL_FORMS"
    assert clerk.docmdp_level is None
    assert clerk.fieldmdp is not None
    assert clerk.fieldmdp.action.name == "ALL"
    assert chair.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


def test_fields_have_no_box(signed: bytes) -> None:
    for embedded in PdfFileReader(BytesIO(signed)).embedded_regular_signatures:
        assert [int(side) for side in embedded.sig_field["/Rect"]] == [0, 0, 0, 0]


def test_one_signature_is_half_a_record(plain: bytes) -> None:
    assert not check_signatures(plain, at=AT).is_sound
    half = check_signatures(sign(plain, Capacity.CHAIR), at=AT)
    assert half.signatures[0].is_unaltered
    assert not half.is_sound


def test_pdfsig_calls_both_valid(signed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed)
    told = subprocess.run(["pdfsig", path], check=True, capture_output=True, text=True).stdout
    assert told.count("Signature Validation: Signature is Valid.") == 2
    assert told.count("Signature Type: ETSI.CAdES.detached") == 2
    assert NAMES[CHAIR] in told
    assert NAMES[CLERK] in told
    assert "Total document signed" in told


def test_pdfsig_trusts_the_authority_once_told_to(signed: bytes, tmp_path: Path) -> None:
    path, trust, root = tmp_path / "signed.pdf", tmp_path / "nss", tmp_path / "root.der"
    path.write_bytes(signed)
    trust.mkdir()
    root.write_bytes(trusted_roots()[0].dump())
    subprocess.run(["certutil", "-N", "-d", trust, "--empty-password"], check=True)
    subprocess.run(["certutil", "-A", "-d", trust, "-n", "root", "-t", "CT,CT,CT", "-i", root], check=True)
    told = subprocess.run(
        ["pdfsig", "-nssdir", trust, path], check=True, capture_output=True, text=True
    ).stdout
    assert told.count("Certificate Validation: Certificate is Trusted.") == 2


def test_openssl_verifies_the_chair_s_signature_over_the_bytes(signed: bytes, tmp_path: Path) -> None:
    embedded = PdfFileReader(BytesIO(signed)).embedded_regular_signatures[0]
    start, first, second, length = (int(part) for part in embedded.byte_range)
    (tmp_path / "bytes").write_bytes(signed[start : start + first] + signed[second : second + length])
    (tmp_path / "cms").write_bytes(embedded.signed_data and embedded.pkcs7_content)
    roots = key_file(CHAIR).parent / "roots" / "test-ca.pem"
    given = [
        "-inform",
        "DER",
        "-in",
        "cms",
        "-content",
        "bytes",
        "-binary",
        "-CAfile",
        roots,
        "-purpose",
        "any",
    ]
    at = ["-attime", str(int(AT.timestamp()))]
    told = subprocess.run(
        ["openssl", "cms", "-verify", "-cades", *given, *at, "-out", "out"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "CAdES Verification successful" in told.stderr, told.stderr


def test_the_authority_says_that_it_is_none() -> None:
    (root,) = trusted_roots()
    assert "TEST CA" in AUTHORITY
    assert root.subject.native["common_name"] == AUTHORITY


def test_keys_lie_outside_the_database_for_their_owner_only() -> None:
    assert has_key(CHAIR)
    assert not has_key(uuid4())
    assert key_file(CHAIR).name == f"{CHAIR}.p12"
    assert {path.stat().st_mode & 0o077 for path in key_file(CHAIR).parent.rglob("*") if path.is_file()} == {
        0
    }


def test_a_changed_byte_is_found(signed: bytes) -> None:
    place = signed.index(b"/Producer")
    altered = signed[: place + 11] + b"X" + signed[place + 12 :]
    report = check_signatures(altered, at=AT)
    assert [signature.is_intact for signature in report.signatures] == [False, False]
    assert not report.is_sound


def test_content_added_after_signing_is_found_where_pdfsig_sees_nothing(
    signed: bytes, tmp_path: Path
) -> None:
    altered = with_content_added(signed)
    report = check_signatures(altered, at=AT)
    assert [signature.is_intact for signature in report.signatures] == [True, True]
    assert [signature.is_untouched for signature in report.signatures] == [False, False]
    assert not report.is_sound
    path = tmp_path / "altered.pdf"
    path.write_bytes(altered)
    told = subprocess.run(["pdfsig", path], check=True, capture_output=True, text=True).stdout
    assert told.count("Signature is Valid.") == 2


def test_the_clerk_does_not_sign_what_was_altered_after_the_chair(plain: bytes) -> None:
    half = sign(plain, Capacity.CHAIR)
    assert refusal(with_content_added(half), Capacity.CLERK) is RecordAltered
    place = half.index(b"/Producer")
    assert refusal(half[: place + 11] + b"X" + half[place + 12 :], Capacity.CLERK) is RecordAltered


@pytest.mark.parametrize("nonsense", [b"", b"no document", b"%PDF-1.4\n%%EOF\n"])
def test_nonsense_is_no_document(nonsense: bytes) -> None:
    report = check_signatures(nonsense, at=AT)
    assert not report.is_readable
    assert not report.is_sound
    assert refusal(nonsense, Capacity.CHAIR) is RecordAltered


def test_a_cut_document_is_not_sound(signed: bytes) -> None:
    for length in range(len(signed) - 2000, len(signed), 97):
        assert not check_signatures(signed[:length], at=AT).is_sound


def test_order_is_kept(plain: bytes, signed: bytes) -> None:
    half = sign(plain, Capacity.CHAIR)
    assert refusal(plain, Capacity.CLERK) is SigningOutOfOrder
    assert refusal(half, Capacity.CHAIR) is SigningOutOfOrder
    assert refusal(signed, Capacity.CLERK) is SigningOutOfOrder
    assert refusal(signed, Capacity.CHAIR) is SigningOutOfOrder


def test_a_wrong_pin_and_a_missing_key_are_refused(plain: bytes) -> None:
    assert refusal(plain, Capacity.CHAIR, pin="") is WrongPin
    assert refusal(plain, Capacity.CHAIR, pin="грешен") is WrongPin
    assert refusal(plain, Capacity.CHAIR, person_id=uuid4()) is NoSigningKey


def test_a_file_that_is_no_key_is_no_wrong_pin(plain: bytes) -> None:
    person = uuid4()
    key_file(person).write_bytes(b"garbage")
    assert refusal(plain, Capacity.CHAIR, person_id=person) is NoSigningKey
    _, _, others = pkcs12.load_key_and_certificates(key_file(CHAIR).read_bytes(), PINS[CHAIR].encode())
    without = pkcs12.serialize_key_and_certificates(None, None, None, others, BestAvailableEncryption(b"1"))
    key_file(person).write_bytes(without)
    assert refusal(plain, Capacity.CHAIR, person_id=person, pin="1") is NoSigningKey


def test_a_certificate_out_of_date_is_refused_with_its_dates(plain: bytes) -> None:
    for at in (AT - timedelta(days=2), AT + timedelta(days=365 * 4)):
        assert refusal(plain, Capacity.CHAIR, at=at) is CertificateOutOfDate
    with pytest.raises(CertificateOutOfDate, match="2026-11-21"):
        sign(plain, Capacity.CHAIR, at=AT - timedelta(days=2))


def for_another_use(**_: bool) -> x509.KeyUsage:
    return USAGE(digital_signature=True)


def without_any_use(builder: Any, value: Any, *, critical: bool) -> Any:
    return builder if isinstance(value, x509.KeyUsage) else ADD_EXTENSION(builder, value, critical=critical)


@pytest.mark.parametrize(
    ("place", "name", "made"),
    [
        (authority, "_usage", for_another_use),
        (x509.CertificateBuilder, "add_extension", without_any_use),
    ],
)
def test_a_certificate_for_something_else_is_refused(
    plain: bytes, monkeypatch: pytest.MonkeyPatch, place: object, name: str, made: Callable[..., object]
) -> None:
    monkeypatch.setattr(place, name, made)
    person = uuid4()
    issue_test_key(person_id=person, name="Друг", pin="1", at=AT)
    assert refusal(plain, Capacity.CHAIR, person_id=person, pin="1") is CertificateUnfit


def test_an_unknown_authority_is_not_trusted(signed: bytes, settings: Any, tmp_path: Path) -> None:
    settings.SIGNING_DIR = tmp_path
    report = check_signatures(signed, at=AT)
    assert [signature.is_trusted for signature in report.signatures] == [False, False]
    assert all(signature.is_unaltered for signature in report.signatures)
    assert not report.is_sound


def test_signing_does_not_run_inside_an_event_loop(plain: bytes) -> None:
    async def inside() -> None:
        with pytest.raises(RuntimeError, match="event loop"):
            sign(plain, Capacity.CHAIR)
        with pytest.raises(RuntimeError, match="event loop"):
            check_signatures(plain, at=AT)

    asyncio.run(inside())


def test_the_signing_time_is_the_one_given(plain: bytes) -> None:
    at = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
    half = sign(plain, Capacity.CHAIR, at=at)
    assert check_signatures(half, at=at).signatures[0].signed_at == at
