"""Sets the minutes as an A4 document with embedded fonts; what it says comes in, and signing is in signing.

The same paragraphs in the same words make the same bytes. Drawing takes seconds for a long record: never on
the thread that serves a meeting.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

from minutes.domain.blocks import Paragraph, Title
from minutes.messages import Words
from minutes.pdf.blocks import Setter
from minutes.pdf.pages import Document


def draw(
    paragraphs: Sequence[Paragraph], *, words: Words, made_at: datetime, arms: bytes | None = None
) -> bytes:
    """Return the document. `made_at` is the date that it carries: the meeting's adjournment, not today's.

    `arms` is a PNG that stands over the title.
    """
    title = next(part for part in paragraphs if isinstance(part, Title))
    target = BytesIO()
    document = Document(target, title=title, words=words, made_at=made_at.astimezone(UTC))
    setter = Setter(words=words, width=document.width, arms=arms)
    document.build([flowable for part in paragraphs for flowable in setter.flowables(part)])
    return target.getvalue()
