"""The fields of standing orders that stand in groups of their own: a vote's time, ties, presence, elections."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.domain.correspondence import MOST_HOURS
from council.domain.elections import PaperOrder
from council.domain.orders import Presence, StandingOrders
from council.domain.windows import LONGEST_WINDOW, AtEnd
from council.forms.owned import OwnedForm

# By the field's name the rule and its part: the field says nothing of the other parts.
PARTS = {
    "window_seconds": ("window", "seconds"),
    "window_least_seconds": ("window", "least_seconds"),
    "window_at_end": ("window", "at_end"),
    "may_decline": ("majority", "may_decline"),
    "casts_unvoted": ("majority", "casts_unvoted"),
    "elections_order": ("elections", "order"),
    "elections_following": ("elections", "following"),
    "elections_lot": ("elections", "lot"),
    "elections_nominator": ("elections", "needs_nominator"),
    "proxies_most": ("proxies", "most"),
    "proxies_quorum": ("proxies", "counts_for_quorum"),
    "proxies_revocable": ("proxies", "revocable"),
    "correspondence_is_allowed": ("correspondence", "is_allowed"),
    "correspondence_least_hours": ("correspondence", "least_hours"),
    "correspondence_objections": ("correspondence", "objections"),
}

MOST_PROXIES = 20
MOST_OBJECTIONS = 1000

FOLLOWING = [
    ("", _("nothing: there is one ballot")),
    ("run_off", _("a run-off of the best two, by the same majority")),
    ("run_off_most", _("a run-off of the best two, in which the most votes decide")),
    ("run_off run_off_most", _("a run-off by the same majority, then one in which the most votes decide")),
    ("again run_off_most", _("the same candidates again, then a run-off in which the most votes decide")),
    ("without_last", _("a ballot without the last, as often as needed")),
    ("most", _("a ballot of all, in which the most votes decide")),
]


class OrdersForm(OwnedForm):
    """The standing orders that have several parts, each part in a field of its own."""

    may_abstain = forms.BooleanField(
        label=_("abstaining is a choice"),
        required=False,
        help_text=_("If not, every way of voting offers only for and against."),
    )
    presence = forms.ChoiceField(
        label=_("whose presence counts for a vote"),
        choices=[
            (Presence.CLOSE.value, _("who is there when it is closed")),
            (Presence.OPENING.value, _("who was there when it was opened")),
            (Presence.REGISTRATION.value, _("who registers in the vote itself")),
        ],
        help_text=_("By registration only at the terminals; who votes is registered too."),
    )
    may_arrive_in_vote = forms.BooleanField(
        label=_("people may check in while a vote is open or on hold"), required=False
    )
    window_seconds = forms.IntegerField(
        label=_("seconds for which a vote at the terminals is open"),
        min_value=0,
        max_value=LONGEST_WINDOW,
        help_text=_("0: until the chair closes it."),
    )
    window_least_seconds = forms.IntegerField(
        label=_("seconds before which the chair may not close it"), min_value=0, max_value=LONGEST_WINDOW
    )
    window_at_end = forms.ChoiceField(
        label=_("at the end of the time"),
        choices=[
            (AtEnd.HOLD.value, _("the vote is held, and the chair closes it")),
            (AtEnd.CLOSE.value, _("the vote is closed")),
        ],
    )
    may_decline = forms.BooleanField(
        label=_("the chair may leave a casting vote unused"),
        required=False,
        help_text=_("Only where the ready rules settle a tie by the chair's casting vote."),
    )
    casts_unvoted = forms.BooleanField(
        label=_("only a chair who has not voted has a casting vote"), required=False
    )
    publishes_closed = forms.BooleanField(
        label=_("the results of closed items are public"),
        required=False,
        help_text=_("Their papers and debate never are."),
    )
    agenda_first = forms.BooleanField(
        label=_("the agenda is adopted by a vote before any item but the first is called"), required=False
    )
    elections_order = forms.ChoiceField(
        label=_("order of the candidates on the paper"),
        choices=[
            (PaperOrder.NAME.value, _("by the alphabet")),
            (PaperOrder.NOMINATION.value, _("as they were nominated")),
        ],
    )
    elections_following = forms.ChoiceField(
        label=_("what follows a ballot in which too few are elected"), choices=FOLLOWING, required=False
    )
    elections_lot = forms.BooleanField(label=_("the lot decides between equals"), required=False)
    elections_nominator = forms.BooleanField(
        label=_("a candidate is nominated by somebody of the meeting"), required=False
    )

    proxies_most = forms.IntegerField(
        label=_("for how many others one councillor may vote by written proxy"),
        min_value=0,
        max_value=MOST_PROXIES,
        help_text=_("0: nobody votes for anybody else."),
    )
    proxies_quorum = forms.BooleanField(
        label=_("who is represented by proxy counts for the quorum"), required=False
    )
    proxies_revocable = forms.BooleanField(
        label=_("a proxy may be withdrawn during the meeting"),
        required=False,
        help_text=_("Who comes votes in person in any case."),
    )

    correspondence_is_allowed = forms.BooleanField(
        label=_("a sitting may be held by correspondence"),
        required=False,
        help_text=_("Councillors then answer every motion in writing, without coming together."),
    )
    correspondence_least_hours = forms.IntegerField(
        label=_("for how many hours answers can be given at least"), min_value=0, max_value=MOST_HOURS
    )
    correspondence_objections = forms.IntegerField(
        label=_("how many councillors' objections end a sitting by correspondence"),
        min_value=0,
        max_value=MOST_OBJECTIONS,
        help_text=_("0: nobody can object."),
    )

    def show_parts(self, orders: StandingOrders) -> None:
        """Show the parts as they are; an unusual order of ballots stays among the choices."""
        shown = {rule: getattr(orders, rule) for rule, _part in PARTS.values()}
        for name, (rule, part) in PARTS.items():
            value = getattr(shown[rule], part)
            self.initial[name] = " ".join(value) if isinstance(value, tuple) else value
        following = self.fields["elections_following"]
        now = self.initial["elections_following"]
        if isinstance(following, forms.ChoiceField) and now not in dict(FOLLOWING):
            following.choices = [*FOLLOWING, (now, now)]

    def changed_parts(self, plain: dict[str, Any]) -> dict[str, Any]:
        """Return plain standing orders with the parts that were changed."""
        for name, (rule, part) in PARTS.items():
            if name in self.changed_data:
                plain = plain | {rule: {**plain[rule], part: self.cleaned_data[name]}}
        return plain
