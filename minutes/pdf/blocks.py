"""Turns each kind of paragraph into what reportlab lays out; pages, looks and tables stand in other files."""

from collections.abc import Iterable
from functools import singledispatchmethod
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, Image, Spacer
from reportlab.platypus import Paragraph as Running

from minutes.domain.blocks import (
    Facts,
    Heading,
    Listing,
    NamedList,
    Numbers,
    Sentence,
    SignatureBlock,
    Table,
    Title,
    Together,
    Verbatim,
    Verdict,
)
from minutes.domain.phrases import Text
from minutes.messages import Words
from minutes.pdf import styles
from minutes.pdf.fonts import printable
from minutes.pdf.pages import OnOnePage
from minutes.pdf.tables import Tables

ARMS = 22 * mm


class Setter:
    """Sets the paragraphs of one document; `width` is that of the text in points, `arms` a PNG for its head."""

    def __init__(self, *, words: Words, width: float, arms: bytes | None = None) -> None:
        self.words = words
        self.arms = arms
        self.width = width
        self.tables = Tables(words=words, width=width)

    @singledispatchmethod
    def flowables(self, paragraph: object) -> Iterable[Flowable]:
        """Return what is laid out for the paragraph."""
        raise TypeError(paragraph)

    @flowables.register
    def _(self, title: Title) -> Iterable[Flowable]:
        if self.arms:
            yield Image(BytesIO(self.arms), width=ARMS, height=ARMS, kind="proportional", mask="auto")
            yield Spacer(0, 2 * mm)
        for text, style in (
            (title.municipality, styles.MUNICIPALITY),
            (title.body, styles.MUNICIPALITY),
            (title.document, styles.DOCUMENT),
            (title.nature, styles.NATURE),
            (title.subject, styles.SUBJECT),
        ):
            yield Running(self.markup(text), style)
        yield HRFlowable(width="100%", thickness=0.6, color=styles.RULE, spaceBefore=0, spaceAfter=9)

    @flowables.register
    def _(self, heading: Heading) -> Iterable[Flowable]:
        flowable = Running(self.markup(heading.text), styles.HEADINGS[heading.level])
        flowable.outline_level = heading.level
        yield flowable

    @flowables.register
    def _(self, sentence: Sentence) -> Iterable[Flowable]:
        yield Running(self.markup(sentence.text), styles.SENTENCES[sentence.tone])

    @flowables.register
    def _(self, facts: Facts) -> Iterable[Flowable]:
        for label, text in facts.pairs:
            yield Running(self.markup(text), styles.FACT, bulletText=printable(self.words.of(label)))

    @flowables.register
    def _(self, listing: Listing) -> Iterable[Flowable]:
        for number, text in listing.lines:
            yield Running(self.markup(text), styles.LINE, bulletText=printable(self.words.of(number)))

    @flowables.register
    def _(self, table: Table) -> Iterable[Flowable]:
        yield self.tables.table(table)

    @flowables.register
    def _(self, named: NamedList) -> Iterable[Flowable]:
        yield self.tables.named(named)

    @flowables.register
    def _(self, numbers: Numbers) -> Iterable[Flowable]:
        yield self.tables.numbers(numbers)

    @flowables.register
    def _(self, verdict: Verdict) -> Iterable[Flowable]:
        outcome = self.markup(verdict.outcome)
        outcome = outcome[:1].upper() + outcome[1:]
        if not verdict.is_in_force:
            outcome = f"<strike>{outcome}</strike>"
        if verdict.decision is not None:
            decision = self.markup(verdict.decision)
            outcome = decision if verdict.is_in_force else f"{outcome}. {decision}"
        yield self.tables.boxed(
            [Running(outcome, styles.VERDICT), Running(self.markup(verdict.reason), styles.REASON)]
        )

    @flowables.register
    def _(self, verbatim: Verbatim) -> Iterable[Flowable]:
        yield self.tables.verbatim(verbatim)

    @flowables.register
    def _(self, block: SignatureBlock) -> Iterable[Flowable]:
        yield Running(self.markup(block.caption), styles.CAPTION)
        yield Spacer(0, 12 * mm)
        yield self.tables.signatures(block)

    @flowables.register
    def _(self, together: Together) -> Iterable[Flowable]:
        yield OnOnePage([flowable for part in together for flowable in self.flowables(part)])

    def markup(self, text: Text) -> str:
        """Return the words as reportlab's running text reads them: escaped, with line breaks."""
        return escape(printable(self.words.of(text))).replace("\n", "<br/>")
