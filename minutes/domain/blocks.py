"""The kinds of paragraph that the minutes are made of; how they look is the PDF's matter."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from minutes.domain.phrases import Text


class Tone(StrEnum):
    """How a sentence stands out."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    QUOTED = "quoted"


class Mark(StrEnum):
    """The shape beside a position's word in a list of names; who was not there stands back."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    NONE = "none"
    FAINT = "faint"


@dataclass(frozen=True, slots=True)
class Title:
    """The head of the document: who met, which document this is, what it covers.

    `running` names the document in a line, for the head of every page; `mark` lies across every page.
    """

    municipality: Text
    body: Text
    document: Text
    nature: Text
    subject: Text
    running: Text
    mark: Text | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a part of the document, 2 an agenda item, 3 a vote."""

    level: int
    text: Text


@dataclass(frozen=True, slots=True)
class Sentence:
    """A paragraph of running text."""

    text: Text
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels, each with what belongs to it."""

    pairs: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list whose lines carry their own numbers."""

    lines: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `share` is its part of the width, in hundredths."""

    header: Text
    share: int
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose header is repeated on every page it runs over."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A person and what became of them in a vote; `group` heads all in the same position."""

    name: Text
    position: Text
    group: Text
    mark: Mark


@dataclass(frozen=True, slots=True)
class NamedList:
    """The named list of a vote, to be set in columns."""

    lines: tuple[NamedLine, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a vote, each under its label."""

    cells: tuple[tuple[Text, int], ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a vote, why, and the decision that it makes."""

    outcome: Text
    reason: Text
    decision: Text | None
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Text to be reproduced letter by letter, e.g. a signed note; beside it the same as a QR code, where it is scanned."""

    text: str
    is_scanned: bool = False


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Where the signers are named, in the order in which they sign."""

    caption: Text
    signers: tuple[tuple[Text, str], ...]


Plain = (
    Title
    | Heading
    | Sentence
    | Facts
    | Listing
    | Table
    | NamedList
    | Numbers
    | Verdict
    | Verbatim
    | SignatureBlock
)


@dataclass(frozen=True, slots=True)
class Together:
    """Paragraphs that stay on one page where they fit on one."""

    parts: tuple[Plain, ...]

    def __iter__(self) -> Iterator[Plain]:
        return iter(self.parts)


Paragraph = Plain | Together
