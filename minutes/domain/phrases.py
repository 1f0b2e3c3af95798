"""The closed vocabulary of what the minutes say, with parameters; the words for it are in messages.

A phrase names what is said and what it is said about. Which language, which date format and which time zone
it is put in is decided where it is put in words.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum, auto
from fractions import Fraction


class Say(StrEnum):
    """Everything that the minutes can say."""

    # Heading of the document.
    MINUTES_NUMBER = auto()
    MINUTES_SHORT = auto()
    MINUTES_NATURE = auto()
    PRACTICE_NATURE = auto()
    PRACTICE = auto()
    MINUTES_OF = auto()
    PAGE = auto()
    DATE = auto()
    OPENED = auto()
    ADJOURNED = auto()
    CHAIR = auto()
    CLERK = auto()
    AS_CHAIR = auto()
    AS_CLERK = auto()
    AT_BY = auto()
    ON = auto()
    LOCAL_TIMES = auto()
    # Attendance.
    ATTENDANCE = auto()
    MEMBERS_OF = auto()
    PRESENT_AT_OPENING = auto()
    QUORUM = auto()
    QUORUM_FOUND = auto()
    QUORUM_MET = auto()
    QUORUM_NOT_MET = auto()
    WITHOUT_QUORUM = auto()
    NUMBER_SIGN = auto()
    NAME = auto()
    GROUP = auto()
    GROUPS = auto()
    GROUP_NAMED = auto()
    SEAT = auto()
    IN_THE_ROOM = auto()
    STAYS = auto()
    RECORDED_BY = auto()
    RECORDED_WAYS = auto()
    CAPACITY = auto()
    STAY = auto()
    STAY_TO_THE_END = auto()
    NOT_THERE = auto()
    AT_THE_SEAT = auto()
    AT_THE_SEAT_BY_PIN = auto()
    AT_THE_SEAT_BY_PASSWORD = auto()
    AT_THE_SEAT_BY_CLERK = auto()
    BY_THE_CLERK = auto()
    OTHERS_PRESENT = auto()
    # Breaks.
    BREAKS = auto()
    BREAK = auto()
    UNTIL_ANOTHER_DAY = auto()
    RESUMED = auto()
    NOT_RESUMED = auto()
    # The floor.
    SPOKE_ON_ITEM = auto()
    SPOKE_OUTSIDE = auto()
    SPOKE = auto()
    # Agenda and votes.
    AGENDA = auto()
    AGENDA_EMPTY = auto()
    VOTES = auto()
    VOTES_NONE = auto()
    OVERVIEW = auto()
    VOTE = auto()
    ITEM = auto()
    SUBJECT = auto()
    OUTCOME = auto()
    DECISION = auto()
    ITEM_HEADING = auto()
    ITEM_WITHOUT_VOTE = auto()
    RECUSED_WITH_GROUND = auto()
    VOTE_HEADING = auto()
    TEXT_MAIN = auto()
    TEXT_AMENDMENT = auto()
    TEXT_PROCEDURAL = auto()
    MODE = auto()
    MODE_ELECTRONIC = auto()
    MODE_HANDS = auto()
    MODE_HANDS_BY_NAME = auto()
    MODE_ROLL_CALL = auto()
    MODE_PAPER = auto()
    LEFT_MODE = auto()
    LEFT_AT = auto()
    LEFT_AT_SETTING_ASIDE = auto()
    CORRECTED = auto()
    PAPERS = auto()
    PAPERS_COUNTED = auto()
    TELLERS = auto()
    COUNT_ENTERED = auto()
    COUNT_ENTERED_BY = auto()
    TIME = auto()
    TIMES = auto()
    TIME_WITHDRAWN = auto()
    TIME_OPENED = auto()
    TIME_CLOSED = auto()
    TIME_DECLARED = auto()
    HELD = auto()
    HELD_FROM = auto()
    MAJORITY = auto()
    REPEATS = auto()
    REPEATED_BY = auto()
    VOTE_NUMBER = auto()
    MISSING = auto()
    SPOKEN = auto()
    ADMITTED = auto()
    ADMITTED_BY = auto()
    OBJECTIONS = auto()
    OBJECTED = auto()
    DOUBT_ADOPTED = auto()
    DOUBT_REJECTED = auto()
    REASON_ENOUGH = auto()
    REASON_TOO_FEW = auto()
    REASON_TIE = auto()
    REASON_NOBODY = auto()
    DECISION_ADOPTED = auto()
    DECISION_REJECTED = auto()
    ADOPTED = auto()
    REJECTED = auto()
    ANNULLED = auto()
    WITHDRAWN = auto()
    ANNULMENT_PROPOSED_ONLY = auto()
    ANNULLED_BEFORE_RESULT = auto()
    ANNULLED_AFTER_RESULT = auto()
    PERSON_IN_CAPACITY = auto()
    # Majorities.
    MORE_THAN_TOTAL = auto()
    MORE_THAN_IN_OFFICE = auto()
    MORE_THAN_PRESENT = auto()
    MORE_THAN_FOR_AGAINST = auto()
    AT_LEAST_TOTAL = auto()
    AT_LEAST_IN_OFFICE = auto()
    AT_LEAST_PRESENT = auto()
    AT_LEAST_FOR_AGAINST = auto()
    # Positions, in a list of names and above numbers.
    FOR = auto()
    AGAINST = auto()
    ABSTAIN = auto()
    NOT_VOTING = auto()
    RECUSED = auto()
    ABSENT = auto()
    UNREACHABLE = auto()
    UNNAMED = auto()
    COUNT_FOR = auto()
    COUNT_AGAINST = auto()
    COUNT_ABSTAIN = auto()
    COUNT_NOT_VOTING = auto()
    COUNT_RECUSED = auto()
    COUNT_ABSENT = auto()
    COUNT_UNREACHABLE = auto()
    COUNT_UNNAMED = auto()
    COUNT_INVALID = auto()
    COUNT_BLANK = auto()
    # The end.
    END = auto()
    ADJOURNED_AT = auto()
    ENTRIES = auto()
    ENTRIES_EXPLAINED = auto()
    ENTRIES_SIZE = auto()
    ENTRIES_ROOT = auto()
    ENTRIES_WORDS = auto()
    ENTRIES_NOTE = auto()
    SIGNATURES = auto()
    SIGNED_ELECTRONICALLY = auto()
    # The report of a rehearsal.
    REHEARSAL = auto()
    REHEARSAL_NATURE = auto()
    REHEARSAL_SHORT = auto()
    REHEARSED_FROM = auto()
    REHEARSED_TO = auto()
    REHEARSAL_DONE = auto()
    REHEARSAL_LEGEND = auto()
    HALL = auto()
    TERMINALS = auto()
    DISPLAYS = auto()
    NO_DISPLAYS = auto()
    CHECKED_BY = auto()
    DEVICE = auto()
    BUTTONS = auto()
    KEYS = auto()
    SOUND = auto()
    LEGIBLE = auto()
    LATENCY = auto()
    SCREEN = auto()
    ENTRY_SHOWN = auto()
    YES = auto()
    NO = auto()


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; where it falls on another day than the meeting's, the words say which."""

    at: datetime
    has_seconds: bool = True


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing said, with its parameters by name in the order of their names."""

    say: Say
    parameters: tuple[tuple[str, "Value"], ...] = ()


Text = Phrase | str
Value = Phrase | str | int | Fraction | date | Clock | tuple["Text", ...]


def said(say: Say, **parameters: Value) -> Phrase:
    """Return the phrase; a tuple of texts is put in words as an enumeration."""
    return Phrase(say, tuple(sorted(parameters.items())))
