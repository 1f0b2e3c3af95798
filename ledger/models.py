"""The ledger's four tables and their constraints; triggers are in `guards`, acts in `commands`."""

import uuid

from django.db import models
from django.db.models import Q


class Purpose(models.TextChoices):
    """What a log is for."""

    MEETING = "meeting"
    REGISTER = "register"


class Log(models.Model):
    """An append-only log: its size and the right edge of its tree are raised with every entry.

    `epoch` is random and renewed when a database is put back, so that screens notice. `origin` is the name
    under which its checkpoints are signed. `municipality_id` refers by value: the ledger knows no councils.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality_id = models.UUIDField(db_index=True)
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    epoch = models.CharField(max_length=32)
    origin = models.CharField(max_length=300, unique=True)
    size = models.PositiveBigIntegerField(default=0)
    edge = models.BinaryField(default=bytes)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality_id"],
                condition=Q(purpose="register"),
                name="one_register_per_municipality",
            ),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="log_purpose_is_known"),
        ]

    def __str__(self) -> str:
        return self.origin


class Entry(models.Model):
    """One line of a log; texts and bytes as they were hashed, see `domain.entries`."""

    log = models.ForeignKey(Log, on_delete=models.PROTECT, related_name="entries", db_index=False)
    sequence = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=64)
    at = models.CharField(max_length=27)
    digest = models.BinaryField(max_length=32)
    salt = models.BinaryField(max_length=32)
    actor = models.TextField()
    body = models.TextField()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=["log", "sequence"], name="one_entry_per_log_and_sequence")
        ]

    def __str__(self) -> str:
        return f"{self.log_id} {self.sequence} {self.kind}"


class Checkpoint(models.Model):
    """A signed commitment to the first `size` entries; `note` is empty while it awaits its signature."""

    log = models.ForeignKey(Log, on_delete=models.PROTECT, related_name="checkpoints", db_index=False)
    size = models.PositiveBigIntegerField()
    root = models.BinaryField(max_length=32)
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["log", "size"], name="one_checkpoint_per_log_and_size")
        ]

    def __str__(self) -> str:
        return f"{self.log_id} at {self.size}"

    @property
    def is_signed(self) -> bool:
        """Whether the signer has signed it yet."""
        return bool(self.note)


class Receipt(models.Model):
    """The answer that a command was given; the same command id gets it again.

    `digest` is a keyed digest of what the command said, so that other content under the same id is noticed.
    """

    log = models.ForeignKey(Log, on_delete=models.PROTECT, related_name="receipts", db_index=False)
    command_id = models.UUIDField()
    actor = models.TextField()
    digest = models.BinaryField(max_length=32)
    answer = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["log", "command_id"], name="one_receipt_per_log_and_command")
        ]

    def __str__(self) -> str:
        return f"{self.log_id} {self.command_id}"


class Copying(models.Model):
    """How the copy to a second disk stands; one row, so that every process can tell.

    `installation` names this database for good, `lineage` the copy that `line` lines of were written. While `is_noting`,
    triggers put every changed row's key into `Change` (see `safekeeping.noting`).
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    installation = models.CharField(max_length=32)
    lineage = models.CharField(max_length=32, blank=True)
    line = models.PositiveBigIntegerField(default=0)
    is_noting = models.BooleanField(default=False)
    trouble = models.CharField(max_length=20, blank=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_row_says_how_copying_stands")]

    def __str__(self) -> str:
        return f"{self.installation}: {self.trouble or 'well'}"


class Change(models.Model):
    """The key of a row that changed and is not in the copy yet; written by triggers only."""

    relation = models.CharField(max_length=63)
    key = models.TextField()

    def __str__(self) -> str:
        return f"{self.relation} {self.key}"
