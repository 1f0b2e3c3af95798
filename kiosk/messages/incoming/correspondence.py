"""What is answered in writing, in a sitting by correspondence."""

from uuid import UUID

from kiosk.messages.incoming.words import Choice, Command, Moment


class AnswerWrite(Command, tag="answer.write", frozen=True):
    """A councillor answers a motion, after the answer of that time; until the time is over a later one replaces it."""

    motion: UUID
    choice: Choice
    after: Moment = ""


class LetterEnter(Command, tag="letter.enter", frozen=True):
    """The clerk enters the answer of a letter that came in."""

    person: UUID
    motion: UUID
    choice: Choice


class CorrespondenceObject(Command, tag="correspondence.object", frozen=True):
    """A councillor objects to deciding by correspondence."""
