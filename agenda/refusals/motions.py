"""Why a motion is refused."""

from django.utils.translation import gettext_lazy as _

from council.refusals import Refusal


class WrongMotionStage(Refusal):
    """The motion is voted, withdrawn or lapsed, or has nothing to be voted before."""

    code = "wrong-motion-stage"
    sentence = _("This motion no longer waits for a vote.")


class NothingToAmend(Refusal):
    """An amendment of an item without a main motion."""

    code = "nothing-to-amend"
    sentence = _("This item has no draft decision that could be amended. Enter the text as another motion.")


class NoMover(Refusal):
    """A motion is moved by a person of the meeting or by who presides."""

    code = "no-mover"
    sentence = _("Say who moves it: a person of this meeting.")


class NoSeconder(Refusal):
    """The standing orders want a seconder: another person with a mandate."""

    code = "no-seconder"
    sentence = _("Such a motion needs a seconder: another councillor.")


class NoMotionWords(Refusal):
    """The stock phrase takes words that were not given."""

    code = "no-motion-words"
    sentence = _("Give the words that this motion is about.")


class NoItemNumber(Refusal):
    """A motion to change the order that does not say which item moves."""

    code = "no-item-number"
    sentence = _("Fill in “Move item number”: the number of the item that is to be moved.")


class ItemNotWaiting(Refusal):
    """A motion to change the order names an item that the agenda does not have, or that was called already."""

    code = "item-not-waiting"
    sentence = _("No item with the number %(number)s waits to be called. Only items that wait change places.")


class ItemInPlace(Refusal):
    """A motion to change the order that would move nothing."""

    code = "item-in-place"
    sentence = _("The item is in this place already. Name another place.")


class WordsNotFound(Refusal):
    """The words that an amendment is about do not stand in the text."""

    code = "words-not-found"
    sentence = _("These words do not stand in the text of the proposal.")
