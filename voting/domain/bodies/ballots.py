"""What is pressed, spoken, shown by hand, answered or counted on paper."""

from council.domain.orders import CallOrder
from voting.domain.bodies.parts import EntryBody
from voting.domain.choices import Answer, Choice


class BallotCast(EntryBody, frozen=True):
    """voting.ballot.cast: one accepted press; a later one of the same person replaces it."""

    vote: str
    person: str
    choice: Choice
    press: int


class ChoiceSpoken(EntryBody, frozen=True):
    """voting.choice.spoken: entered by the clerk, and no ballot until it is confirmed."""

    vote: str
    person: str
    name: str
    choice: Choice


class ChoiceDropped(EntryBody, frozen=True):
    """voting.choice.dropped."""

    vote: str
    person: str
    name: str


class BallotSpoken(EntryBody, frozen=True):
    """voting.ballot.spoken: what `entered_by`, an actor, entered and the entry's own actor confirmed."""

    vote: str
    person: str
    name: str
    choice: Choice
    press: int
    entered_by: str


class HandsCounted(EntryBody, frozen=True, rename={"for_": "for"}):
    """voting.hands.counted: numbers without names."""

    vote: str
    for_: int
    against: int
    abstain: int


class CallOrdered(EntryBody, frozen=True):
    """voting.call.ordered."""

    vote: str
    order: CallOrder


class AnswerEntered(EntryBody, frozen=True):
    """voting.answer.entered: what somebody answered; by voice or by hand a later one corrects it."""

    vote: str
    person: str
    answer: Answer


class AnswerWritten(EntryBody, frozen=True):
    """voting.answer.written: by correspondence, before there is a vote; a later one of the same person replaces it."""

    motion: str
    person: str
    choice: Choice


class CorrespondenceObjected(EntryBody, frozen=True):
    """voting.correspondence.objected."""

    person: str
    name: str


class PapersCounted(EntryBody, frozen=True, rename={"for_": "for"}):
    """voting.papers.counted: the tellers' numbers and names; of an election also the votes of each candidate, by id."""

    vote: str
    issued: int
    returned: int
    valid: int
    invalid: int
    blank: int
    for_: int
    against: int
    abstain: int
    tellers: tuple[str, ...]
    votes: dict[str, int] = {}
