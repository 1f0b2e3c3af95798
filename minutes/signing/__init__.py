"""Signs the record with pyHanko as chair, then as clerk; keys, the test authority and checking stand beside this.

The signatures are PAdES B-B. The chair's certifies the document and leaves only form filling (DocMDP, ISO 32000-1
section 12.8.2.2); the clerk's field locks all fields. The fields have no box: the signature block is drawn on the page,
because visible widgets break later checks. Signing takes half a second and cannot run inside an event loop.
"""

from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import (
    FieldMDPAction,
    FieldMDPSpec,
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
    append_signature_field,
)
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner

from minutes.domain.stages import Capacity
from minutes.refusals import RecordAltered, SigningOutOfOrder
from minutes.signing.checking import (
    FIELDS,
    SignatureReport,
    SignaturesReport,
    check_signatures,
    refuse_event_loop,
)
from minutes.signing.keys import load_signer

__all__ = ["SignatureReport", "SignaturesReport", "check_signatures", "sign_pdf"]


def sign_pdf(pdf: bytes, *, capacity: Capacity, person_id: UUID, pin: str, at: datetime) -> bytes:
    """Return the document with one more signature, made with the person's key at the time `at`.

    Refuses a missing key, a wrong PIN, a certificate out of date, signing out of order, and an altered document.
    """
    refuse_event_loop()
    signer = load_signer(person_id=person_id, pin=pin, at=at)
    _require_turn(pdf, capacity, at)
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    if capacity is Capacity.CHAIR:
        # Both fields before the first signature: a certified document admits no new ones.
        for spec in _fields():
            append_signature_field(writer, spec)
    signed = _DatedSigner(_metadata(capacity), signer=signer, at=at).sign_pdf(
        writer, existing_fields_only=True
    )
    return bytes(signed.getvalue())


class _DatedSigner(PdfSigner):  # type: ignore[misc]  # what is not analysed has no types
    """A signer that states the time it is given: the product's clock is an argument."""

    def __init__(self, metadata: PdfSignatureMetadata, *, signer: Any, at: datetime) -> None:
        super().__init__(metadata, signer=signer)
        self.at = at

    def init_signing_session(self, *given: Any, **named: Any) -> Any:
        session = super().init_signing_session(*given, **named)
        session.system_time = self.at
        return session


def _require_turn(pdf: bytes, capacity: Capacity, at: datetime) -> None:
    """Refuse a document on which others than those before have signed, or that changed after they did."""
    report = check_signatures(pdf, at=at)
    before = () if capacity is Capacity.CHAIR else (Capacity.CHAIR,)
    if not report.is_readable or not all(signature.is_unaltered for signature in report.signatures):
        raise RecordAltered
    if tuple(signature.capacity for signature in report.signatures) != before:
        raise SigningOutOfOrder


def _fields() -> tuple[SigFieldSpec, SigFieldSpec]:
    lock = FieldMDPSpec(FieldMDPAction.ALL)
    return (
        SigFieldSpec(FIELDS[Capacity.CHAIR], on_page=-1),
        SigFieldSpec(FIELDS[Capacity.CLERK], on_page=-1, field_mdp_spec=lock),
    )


def _metadata(capacity: Capacity) -> PdfSignatureMetadata:
    is_first = capacity is Capacity.CHAIR
    return PdfSignatureMetadata(
        field_name=FIELDS[capacity],
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=is_first,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
