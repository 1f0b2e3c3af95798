"""Puts the minutes' phrases in words, in the council's language and local time; what is said is domain's."""

from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from django.utils.translation import override

from minutes.domain.phrases import Clock, Phrase, Text, Value
from minutes.messages.catalogue import FRACTIONS, WORDS
from minutes.messages.dates import clock_text, legal_date


class Words:
    """The words of one document: its language, its time zone, and the day its times fall on unless they say.

    Phrases repeat by the thousand in a long record, so each is put in words once.
    """

    def __init__(self, *, language: str, zone: str, day: date) -> None:
        self.language = language
        self.zone = ZoneInfo(zone)
        self.day = day
        self._known: dict[Phrase, str] = {}

    def of(self, text: Text) -> str:
        """Return the words; a text that is no phrase stands as it is."""
        if isinstance(text, str):
            return text
        if text not in self._known:
            parameters = {name: self._value(value) for name, value in text.parameters}
            with override(self.language):
                words = str(WORDS[text.say])
            self._known[text] = words % {"zone": self.zone.key, **parameters}
        return self._known[text]

    def _value(self, value: Value) -> str:
        match value:
            case Phrase() | str():
                return self.of(value)
            case Clock():
                return self._clock(value)
            case Fraction():
                with override(self.language):
                    return str(FRACTIONS.get(value, f"{value.numerator}/{value.denominator}"))
            case date():
                return legal_date(value, self.language)
            case tuple():
                return ", ".join(self.of(text) for text in value)
            case _:
                return str(value)

    def _clock(self, clock: Clock) -> str:
        local: datetime = clock.at.astimezone(self.zone)
        other_day = None if local.date() == self.day else local.date()
        return clock_text(local.time(), self.language, is_brief=not clock.has_seconds, day=other_day)
