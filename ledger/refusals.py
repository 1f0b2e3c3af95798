"""Why a backup is not made, kept or put back: one typed refusal each, with a sentence for the operator."""

from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class BackupRefused(Exception):
    """Nothing was changed. `code` never changes; `sentence` has `%(name)s` for each detail it mentions."""

    code: ClassVar[str]
    sentence: ClassVar["str | _StrPromise"]

    def __init__(self, **detail: object) -> None:
        """Keep the details that the sentence mentions."""
        super().__init__(self.code)
        self.detail = detail

    def __str__(self) -> str:
        """Return the sentence in the language now active."""
        return str(self.sentence) % self.detail


class NoBackup(BackupRefused):
    """The folder holds no base, or does not exist."""

    code = "no-backup"
    sentence = _(
        "%(folder)s holds no backup of Kvorum. Name the folder that KVORUM_COPY or manage.py backup wrote to."
    )


class DamagedBackup(BackupRefused):
    """No base is intact."""

    code = "damaged-backup"
    sentence = _(
        "No base in %(folder)s is intact: line %(line)s of %(file)s is not what its digest says. Use another backup."
    )


class DamagedCopy(BackupRefused):
    """A line of the copy is damaged and others follow it."""

    code = "damaged-copy"
    sentence = _(
        "Line %(line)s of %(file)s is damaged, so that what follows it cannot be put back. Use another copy, or add"
        " --as-far-as-intact to go without it; the report will say what is missing."
    )


class UnknownFormat(BackupRefused):
    """The backup was written by a release that this one does not know."""

    code = "unknown-format"
    sentence = _(
        "%(file)s was written by another release of Kvorum (%(what)s). Install that release and try again."
    )


class ForeignBackup(BackupRefused):
    """The backup belongs to another site than this installation is set up for."""

    code = "foreign-backup"
    sentence = _(
        "This backup is of “%(theirs)s”, and this installation is “%(ours)s”. Set KVORUM_SITE to the former if it is to"
        " take its place."
    )


class NotEmpty(BackupRefused):
    """There is something already where the backup would be put."""

    code = "not-empty"
    sentence = _(
        "%(what)s is not empty. A backup is put back only where there is nothing it could overwrite."
    )


class MissingFile(BackupRefused):
    """A file that belongs to the backup is not there, or is not what it was."""

    code = "missing-file"
    sentence = _(
        "%(file)s is missing or damaged, and belongs to the backup. Use another backup or find that file."
    )


class ForeignFolder(BackupRefused):
    """The folder for the copy holds that of another database."""

    code = "foreign-folder"
    sentence = _(
        "%(folder)s holds the copy of another database. If this one was set up anew, put the copy back with manage.py"
        " restore; otherwise name an empty folder."
    )


class CopyAhead(BackupRefused):
    """The copy holds entries that the database does not."""

    code = "copy-ahead"
    sentence = _(
        "%(folder)s holds more of a log than the database: an older state was put back. Restore the copy, or keep it"
        " somewhere else and name an empty folder."
    )
