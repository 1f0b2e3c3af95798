"""The words of the adjournment's checkpoint: none before it, those of its own root for good afterwards."""

import pytest

from kiosk import messages
from kiosk.snapshots import frame, load
from ledger.domain.words import words_of
from ledger.models import Checkpoint
from tests.chamber import AS_CHAIR, Chamber


@pytest.mark.django_db(databases=["default", "reading"])
def test_the_five_words_are_those_of_the_adjournments_checkpoint(chamber: Chamber) -> None:
    chamber.open()
    assert load(chamber.meeting.pk).words is None
    chamber.do(messages.MeetingAdjourn, AS_CHAIR)
    signed = Checkpoint.objects.filter(log=chamber.meeting.log_id).latest("size")
    assert frame(load(chamber.meeting.pk), "display", "en").words == words_of(bytes(signed.root))
