"""By which procedure an item is dealt with; what it changes in the course of the debate is the chair's to lead."""

from enum import StrEnum


class Procedure(StrEnum):
    """The readings and the quicker procedures of Slovene standing orders; the usual procedure has no name."""

    USUAL = ""
    FIRST_READING = "first_reading"
    SECOND_READING = "second_reading"
    SHORTENED = "shortened"
    URGENT = "urgent"
