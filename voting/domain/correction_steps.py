"""What the entry of a correction adds to the record being read; nothing that stands there is changed by it."""

from voting.domain.belonging import NOWHERE
from voting.domain.corrections import About, CorrectionEntered, CorrectionRecord, touches_result
from voting.domain.reading import Contradiction, Reading
from voting.domain.stages import UNDER_WAY


def enter_correction(reading: Reading, body: CorrectionEntered) -> None:
    """Take in a correction of something that was entered before it; refuse one that touches a result."""
    if any(body.correction == earlier.said.correction for earlier in reading.corrections):
        raise Contradiction("corrected-twice", body.correction)
    _require_known(reading, body)
    is_of_vote = body.about is About.VOTE
    papers = reading.vote(body.subject).papers if is_of_vote else None
    if touches_result(
        body.matter,
        is_of_vote=is_of_vote,
        issued=papers.count.issued if papers else None,
        entered=body.entered,
        right=body.right,
    ):
        raise Contradiction("corrects-a-result", body.correction)
    reading.corrections.append(
        CorrectionRecord(
            number=len(reading.corrections) + 1,
            at=reading.at,
            actor=reading.actor,
            said=body,
            is_late=bool(reading.signings),
            items=reading.entry_items.get(int(body.subject), NOWHERE)
            if body.about is About.ENTRY
            else NOWHERE,
        )
    )


def _require_known(reading: Reading, body: CorrectionEntered) -> None:
    subject = body.subject
    if body.about is About.VOTE and reading.vote(subject).stage in UNDER_WAY:
        raise Contradiction("vote-under-way", subject)
    if body.about is About.ITEM and subject not in reading.items:
        raise Contradiction("unknown-item", subject)
    if body.about is About.ENTRY:
        if not subject.isdecimal() or int(subject) >= reading.sequence:
            raise Contradiction("unknown-entry", subject)
        if int(subject) in reading.of_results:
            raise Contradiction("corrects-a-result", body.correction)
