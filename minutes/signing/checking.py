"""Checks the signatures of a document, and what was appended to it after each; nothing is signed here.

Only a comparison of the revisions sees content added by an incremental update: the bytes that a signature covers stay
as they were, and many programs go on calling it valid.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

from minutes.domain.stages import Capacity
from minutes.signing.keys import trusted_roots

FIELDS: Mapping[Capacity, str] = {Capacity.CHAIR: "Chair", Capacity.CLERK: "Clerk"}
CAPACITIES = {name: capacity for capacity, name in FIELDS.items()}


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """One signature: by whom, in which capacity (None: in a field not ours), and whether it holds.

    `is_intact`: the signed bytes are as they were signed. `is_untouched`: what was appended afterwards is
    nothing but what the signature admits. `is_trusted`: the certificate leads to a trusted root at the time of checking.
    """

    capacity: Capacity | None
    signer: str
    signed_at: datetime | None
    is_intact: bool
    is_untouched: bool
    is_trusted: bool
    covers_whole_file: bool

    @property
    def is_unaltered(self) -> bool:
        """Whether the document still is what was signed, whoever signed it."""
        return self.is_intact and self.is_untouched


@dataclass(frozen=True, slots=True)
class SignaturesReport:
    """All signatures in the order in which they were made; none for a document that cannot be read."""

    is_readable: bool
    signatures: tuple[SignatureReport, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether chair and clerk have signed, in this order, as trusted people, and nothing changed since."""
        return tuple(signature.capacity for signature in self.signatures) == tuple(FIELDS) and all(
            signature.is_unaltered and signature.is_trusted for signature in self.signatures
        )


def check_signatures(pdf: bytes, *, at: datetime) -> SignaturesReport:
    """Return what the document's signatures are worth at the time `at`. Cannot run inside an event loop."""
    refuse_event_loop()
    try:
        reader = PdfFileReader(BytesIO(pdf))
        embedded = list(reader.embedded_regular_signatures)
        return SignaturesReport(is_readable=True, signatures=tuple(_report(each, at) for each in embedded))
    except (PdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        # Whoever alters a file need not leave it well formed, and pyHanko meets nonsense in many ways.
        return SignaturesReport(is_readable=False)


def refuse_event_loop() -> None:
    """Raise RuntimeError inside an event loop: pyHanko would start its own and fail half-way."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return
    raise RuntimeError("signatures are neither made nor checked inside an event loop")


def _report(embedded: EmbeddedPdfSignature, at: datetime) -> SignatureReport:
    capacity = CAPACITIES.get(embedded.field_name)
    signer = embedded.signer_cert.subject.native.get("common_name", "") if embedded.signer_cert else ""
    try:
        status = validate_pdf_signature(embedded, _trust(at))
    except SignatureValidationError:
        return SignatureReport(capacity, signer, None, *([False] * 4))
    return SignatureReport(
        capacity=capacity,
        signer=signer,
        signed_at=status.signer_reported_dt,
        is_intact=status.intact and status.valid,
        is_untouched=bool(status.docmdp_ok),
        is_trusted=bool(status.trusted),
        covers_whole_file=status.coverage.name == "ENTIRE_FILE",
    )


def _trust(at: datetime) -> ValidationContext:
    return ValidationContext(trust_roots=trusted_roots(), moment=at, allow_fetching=False)
