"""What is wrong with the copy to a second disk, in words for chair and clerk: what is, and what is to be done."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ledger.domain.safekeeping import Trouble

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

# For each trouble: what is, and what is to be done.
COPY_WORDS: "Mapping[Trouble | None, tuple[_StrPromise, _StrPromise | str]]" = {
    None: (_("Everything recorded is copied to the second disk."), ""),
    Trouble.NOT_SET: (
        _("No copy is kept on a second disk."),
        _(
            "Have one connected and named in KVORUM_COPY: if the server's disk dies, all since the last backup is lost."
        ),
    ),
    Trouble.BEGINNING: (
        _("The copy on the second disk is being begun."),
        _("Wait a moment; until it is whole nothing can be put back from it."),
    ),
    Trouble.SAME_DISK: (
        _("The copy lies on the same disk as the database."),
        _("Name a folder of another disk in KVORUM_COPY: if this one dies, both are gone."),
    ),
    Trouble.LITTLE_ROOM: (_("The second disk is filling up."), _("Make room soon, or connect a larger one.")),
    Trouble.NO_FOLDER: (
        _("The second disk is not there: nothing is copied."),
        _("Voting goes on. Have it connected again; the copy then catches up by itself."),
    ),
    Trouble.NO_ROOM: (
        _("The second disk is full: nothing is copied."),
        _("Voting goes on. Have room made; the copy then catches up by itself."),
    ),
    Trouble.UNWRITABLE: (
        _("The second disk cannot be written to: nothing is copied."),
        _("Voting goes on. Have the disk and its permissions looked at; the server's log says what failed."),
    ),
    Trouble.FOREIGN: (
        _("The folder of the copy belongs to another database: nothing is copied."),
        _(
            "Voting goes on. Name an empty folder in KVORUM_COPY, or put that copy back if this database was set up anew."
        ),
    ),
    Trouble.AHEAD: (
        _("The copy knows more than the database: an older state was put back. Nothing is copied."),
        _("Call whoever runs the server before you go on: what is missing here may be in the copy."),
    ),
    Trouble.FAULT: (
        _("The copy to the second disk has failed."),
        _("Voting goes on. Call whoever runs the server; its log says what failed."),
    ),
    Trouble.SILENT: (
        _("Nothing has been heard of the copy to the second disk for half a minute."),
        _("Voting goes on. The second disk may hang; have it looked at."),
    ),
}


def copy_words(trouble: Trouble | None) -> str:
    """Return both sentences in the language now active."""
    what, to_do = COPY_WORDS[trouble]
    return f"{what} {to_do}".rstrip()
