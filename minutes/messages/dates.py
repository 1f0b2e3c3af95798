"""Dates and times of day as legal texts of each language write them; nothing else is put in words here.

Django's own formats are unfit here: they capitalise Bulgarian months, leave Serbian ones in the nominative and
pad the day with a zero.
"""

from collections.abc import Mapping
from datetime import date, time

from council.domain.scripts import in_latin

SERBIAN = (
    "јануара",
    "фебруара",
    "марта",
    "априла",
    "маја",
    "јуна",
    "јула",
    "августа",
    "септембра",
    "октобра",
    "новембра",
    "децембра",
)
MONTHS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "bg": (
        "януари",
        "февруари",
        "март",
        "април",
        "май",
        "юни",
        "юли",
        "август",
        "септември",
        "октомври",
        "ноември",
        "декември",
    ),
    "sr": SERBIAN,
    "sr-latn": tuple(in_latin(month) for month in SERBIAN),
    "sl": (
        "januarja",
        "februarja",
        "marca",
        "aprila",
        "maja",
        "junija",
        "julija",
        "avgusta",
        "septembra",
        "oktobra",
        "novembra",
        "decembra",
    ),
}
"""The months of each language, in the case that follows a day: genitive in Serbian and Slovene."""

DATES: Mapping[str, str] = {
    "en": "{day} {month} {year}",
    "bg": "{day} {month} {year} г.",
    "sr": "{day}. {month} {year}. године",
    "sr-latn": "{day}. {month} {year}. godine",
    "sl": "{day}. {month} {year}",
}
TIMES: Mapping[str, str] = {
    "en": "{time}",
    "bg": "{time} ч.",
    "sr": "{time} часова",
    "sr-latn": "{time} časova",
    "sl": "{time}",
}
ON_ANOTHER_DAY: Mapping[str, str] = {
    "en": "{time} on {date}",
    "bg": "{time} на {date}",
    "sr": "{time} дана {date}",
    "sr-latn": "{time} dana {date}",
    "sl": "{time} dne {date}",
}


def legal_date(day: date, language: str) -> str:
    """Return "5 November 2026", "5. новембра 2026. године"; the ISO form in a language not known here."""
    if language not in DATES:
        return day.isoformat()
    month = MONTHS[language][day.month - 1]
    # A space that does not break keeps the day with its month.
    return DATES[language].format(day=day.day, month=month, year=day.year).replace(" ", "\N{NO-BREAK SPACE}")


def clock_text(moment: time, language: str, *, is_brief: bool, day: date | None = None) -> str:
    """Return the time of day to the second, or briefly to the minute; with the day if one is given."""
    text = f"{moment:%H:%M}" if is_brief else f"{moment:%H:%M:%S}"
    if not is_brief:
        text = TIMES.get(language, "{time}").format(time=text).replace(" ", "\N{NO-BREAK SPACE}")
    if day is None:
        return text
    return ON_ANOTHER_DAY.get(language, "{time} {date}").format(time=text, date=legal_date(day, language))
