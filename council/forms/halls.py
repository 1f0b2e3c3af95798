"""Setting up halls and seats."""

from typing import Any

from council.domain.rosters import LARGEST_SEAT
from council.forms.owned import OwnedForm, bound
from council.models import Hall, Seat

MOST_ROWS = 40


class HallForm(OwnedForm):
    """A hall; with more rows than seats can fill it is drawn as if none were given."""

    class Meta:
        model = Hall
        fields = ("municipality", "body", "name", "shape", "rows")

    def __init__(self, *args: Any, **options: Any) -> None:
        """Bound the rows."""
        super().__init__(*args, **options)
        bound(self, "rows", MOST_ROWS)

    def save(self, commit: bool = True) -> Any:
        """Lay the hall out anew where another shape was chosen: seats put by hand stood as the old one had it."""
        if self.instance.seat_radius and {"shape", "rows"} & set(self.changed_data):
            self.instance.seat_radius = None
            self.instance.seats.update(x=None, y=None)
        return super().save(commit)


class SeatForm(OwnedForm):
    """A seat of a hall; a slip such as 10000 for 10 would have every screen wait while a plan of so many is drawn."""

    class Meta:
        model = Seat
        fields = ("number", "person")

    def __init__(self, *args: Any, **options: Any) -> None:
        """Bound the number as an import does."""
        super().__init__(*args, **options)
        bound(self, "number", LARGEST_SEAT)
