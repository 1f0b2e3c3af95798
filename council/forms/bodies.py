"""Setting up a body and its standing orders."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from council.domain.orders import CallOrder, StandingOrders
from council.domain.shares import WrongOrders
from council.domain.sittings import LONGEST_GROUND, Lacking, Series
from council.forms.majorities import MajorityField, offer_majority
from council.forms.orders import OrdersForm
from council.models import Body
from council.queries import packs

# The standing orders that a body's form asks for, each by its own name.
SIMPLE_RULES = (
    "call_order",
    "majority",
    "may_abstain",
    "presence",
    "may_arrive_in_vote",
    "may_change_ballot",
    "may_vote_unnamed",
    "may_join_open_vote",
    "counts_unreachable_as_present",
    "assistant_may_press",
)


class BodyForm(OrdersForm):
    """A body and its standing orders, each rule in a field of its own."""

    majority = MajorityField(label=_("majority"), help_text=_("Where a motion names no other."))
    may_change_ballot = forms.BooleanField(
        label=_("a ballot may be changed while the vote is open"), required=False
    )
    may_vote_unnamed = forms.BooleanField(
        label=_("an open matter may be voted on at the terminals without names"), required=False
    )
    may_join_open_vote = forms.BooleanField(
        label=_("who comes after the opening of a vote may be put on its roll while it is on hold"),
        required=False,
    )
    counts_unreachable_as_present = forms.BooleanField(
        label=_("who is present with a lost terminal counts as present"), required=False
    )
    call_order = forms.ChoiceField(
        label=_("order of names in a roll call"),
        choices=[
            (CallOrder.NAME.value, _("by the alphabet")),
            (CallOrder.SEAT.value, _("by seat")),
            (CallOrder.DRAWN.value, _("drawn by lot for each vote")),
        ],
    )
    assistant_may_press = forms.BooleanField(
        label=_("an assistant may press at the chair's console, on the chair's word"), required=False
    )

    decisions = forms.ChoiceField(
        label=_("decisions are numbered"),
        choices=[
            (Series.YEAR.value, _("anew every year")),
            (Series.TERM.value, _("through a term of office")),
        ],
        help_text=_("The clerk sets the number that a series begins with, at the desk of a meeting."),
    )

    annulment_grounds = forms.CharField(
        label=_("grounds on which a closed vote may be annulled"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("One a line. Empty: on any ground."),
    )
    lacking = forms.ChoiceField(
        label=_("where a quorum is lacking"),
        choices=[
            (Lacking.SAY_SO.value, _("the chair may go on by saying so, and the record says it")),
            (Lacking.WAIT.value, _("nobody may go on; the council waits")),
            (Lacking.END.value, _("the meeting ends")),
        ],
    )

    class Meta:
        model = Body
        fields = ("municipality", "name", "statutory_number", "pack", "second_language")

    def __init__(self, *args: Any, **options: Any) -> None:
        """Show the standing orders as they are."""
        super().__init__(*args, **options)
        self.fields["pack"] = forms.ChoiceField(
            label=self.fields["pack"].label,
            help_text=self.fields["pack"].help_text,
            required=False,
            choices=[("", _("no ready rules")), *((pack.code, pack.name) for pack in packs().values())],
        )
        self.orders = StandingOrders.from_plain(self.instance.orders)
        plain = self.orders.to_plain()
        for name in SIMPLE_RULES:
            self.initial[name] = plain[name]
        self.initial.update(self.orders.sitting.to_plain())
        self.initial["annulment_grounds"] = "\n".join(self.orders.sitting.annulment_grounds)
        self.show_parts(self.orders)
        offer_majority(self, self.orders.majority.to_plain())

    def clean_annulment_grounds(self) -> list[str]:
        """Return the grounds, a line each; refuse one that is too long."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["annulment_grounds"].splitlines()]
        if any(len(line) > LONGEST_GROUND for line in lines):
            raise ValidationError(
                _("A ground has at most %(most)s characters."), params={"most": LONGEST_GROUND}
            )
        return [line for line in lines if line]

    def clean(self) -> dict[str, Any]:
        """Put the rules together again: those of a pack newly chosen or those there were, with what was changed.

        Refuses times of a vote that do not fit into each other, once the fields are right by themselves.
        """
        cleaned = super().clean()
        if not self.errors:
            pack = packs().get(cleaned["pack"]) if "pack" in self.changed_data else None
            try:
                self.orders = self._changed(pack.orders if pack else self.orders)
            except WrongOrders:
                self.add_error("window_least_seconds", _("This is longer than the vote is open."))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Keep the rules."""
        self.instance.orders = self.orders.to_plain()
        return super().save(commit)

    def _changed(self, orders: StandingOrders) -> StandingOrders:
        """Return the rules with what was changed; a majority left alone keeps what its field does not show."""
        plain = orders.to_plain()
        plain |= {name: self.cleaned_data[name] for name in SIMPLE_RULES if name in self.changed_data}
        sitting = orders.sitting.to_plain()
        plain["sitting"] = sitting | {
            name: self.cleaned_data[name] for name in sitting if name in self.changed_data
        }
        return StandingOrders.from_plain(self.changed_parts(plain))
