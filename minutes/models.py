"""What a meeting leaves on paper: its record as a document and how far it is signed. A table only."""

from django.db import models
from django.db.models import Q

from agenda.models import Meeting
from council.models import Owned
from minutes.domain.stages import RecordStage


class Record(Owned):
    """The voting record of one meeting: the newest bytes of the document and their SHA-256.

    Everything in it can be drawn anew from the meeting's entries, but for the signatures.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="record")
    stage = models.CharField(
        max_length=20,
        choices=[(stage.value, stage.value) for stage in RecordStage],
        default=RecordStage.DRAFTED,
    )
    pdf = models.BinaryField()
    digest = models.CharField(max_length=64)
    drafted_at = models.DateTimeField()
    chair_signed_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-drafted_at"]
        constraints = [
            models.CheckConstraint(
                name="a_record_is_signed_in_order",
                condition=Q(stage=RecordStage.DRAFTED, chair_signed_at=None, signed_at=None)
                | Q(stage=RecordStage.CHAIR_SIGNED, chair_signed_at__isnull=False, signed_at=None)
                | Q(stage=RecordStage.SIGNED, chair_signed_at__isnull=False, signed_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.stage}"
