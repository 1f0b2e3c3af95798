"""What the pages for preparing a meeting let somebody enter; which rows one sees is in admin."""

from typing import Any

from django import forms
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from agenda.domain.secrecy import Secrecy
from agenda.models import AgendaItem, Meeting, Motion
from agenda.queries import legal_bases, main_motion
from agenda.refusals import CorrespondenceNotAllowed
from council.forms import MajorityField, OwnedForm, OwnedFormSet, offer_majority, prescribed_secrecy

# Positions are unique at every moment, so that rows which change places step aside first.
ASIDE = 10_000


class MeetingForm(OwnedForm):
    """A draft of a meeting in a hall of its body."""

    class Meta:
        model = Meeting
        fields = (
            *("municipality", "body", "hall", "number", "title", "held_on", "is_practice"),
            "by_correspondence",
        )

    def clean(self) -> dict[str, Any]:
        """Refuse the hall of another body, and a sitting by correspondence of one whose orders know none."""
        cleaned = super().clean()
        body, hall = cleaned.get("body"), cleaned.get("hall")
        if body and hall and hall.body_id != body.pk:
            self.add_error("hall", _("This is a hall of another body."))
        if body and cleaned.get("by_correspondence") and not body.standing_orders.correspondence.is_allowed:
            self.add_error("by_correspondence", str(CorrespondenceNotAllowed.sentence))
        return cleaned


class MotionForm(OwnedForm):
    """A motion on an item."""

    majority = MajorityField(label=_("majority"), required=False)

    class Meta:
        model = Motion
        fields = ("kind", "aim", "text", "mover", "seconder", "majority", "secrecy")
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **options: Any) -> None:
        """Keep an unusual majority."""
        super().__init__(*args, **options)
        offer_majority(self, self.instance.majority)

    def clean(self) -> dict[str, Any]:
        """Have the matter voted as its legal basis prescribes."""
        cleaned = super().clean()
        cleaned["secrecy"] = prescribed_secrecy(self) or cleaned.get("secrecy")
        return cleaned


class MotionFormSet(OwnedFormSet):
    """The motions of an item; a new one comes last."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Offer the legal bases of the meeting's rules."""
        super().add_fields(form, index)
        if not self.instance._state.adding:
            form.fields["majority"].offer_bases(legal_bases(self.instance.meeting))

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """Give the new motion the next position."""
        last = self.instance.motions.aggregate(last=Max("position"))["last"] or 0
        form.instance.position = last + 1
        return super().save_new(form, commit)


class AgendaItemForm(OwnedForm):
    """An item with its place on the agenda and the text of its main motion."""

    place = forms.IntegerField(label=_("place"), min_value=1, max_value=999)
    text = forms.CharField(label=_("main motion"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    majority = MajorityField(label=_("majority"), required=False)
    secrecy = forms.ChoiceField(
        label=_("way of voting"),
        choices=Motion._meta.get_field("secrecy").choices or (),
        initial=Secrecy.OPEN,
        required=False,
    )

    class Meta:
        model = AgendaItem
        fields = ("place", "number", "title", "rapporteur", "text", "majority", "secrecy")
        widgets = {"title": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **options: Any) -> None:
        """Show the main motion as it is."""
        super().__init__(*args, **options)
        self.motion = None if self.instance._state.adding else main_motion(self.instance)
        if not self.instance._state.adding:
            self.initial["place"] = self.instance.position
        if self.motion:
            names = ("text", "majority", "secrecy")
            self.initial = {**self.initial, **{name: getattr(self.motion, name) for name in names}}
            offer_majority(self, self.motion.majority)

    def clean(self) -> dict[str, Any]:
        """Refuse to empty a motion: it is deleted on the item's own page."""
        cleaned = super().clean()
        cleaned["secrecy"] = prescribed_secrecy(self) or cleaned.get("secrecy")
        if self.motion and not cleaned.get("text"):
            self.add_error("text", _("A motion needs its text."))
        if cleaned.get("majority") and not cleaned.get("text"):
            self.add_error("text", _("A majority is that of a motion: give its text."))
        return cleaned

    def save_motion(self) -> None:
        """Write the main motion down, once the item is saved."""
        text, majority = self.cleaned_data["text"], self.cleaned_data["majority"]
        if not text:
            return
        motion = self.motion or Motion(item=self.instance, municipality_id=self.instance.municipality_id)
        motion.text, motion.majority = text, majority
        motion.secrecy = self.cleaned_data["secrecy"] or motion.secrecy
        motion.save()


class AgendaFormSet(OwnedFormSet):
    """The items of a meeting, kept in the order of their places."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Offer the legal bases of the meeting's rules."""
        super().add_fields(form, index)
        if not self.instance._state.adding:
            form.fields["majority"].offer_bases(legal_bases(self.instance))

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """Put the new item at the end for now, and its motion under it."""
        last = self.instance.items.aggregate(last=Max("position"))["last"] or 0
        form.instance.position = last + 1
        item = super().save_new(form, commit)
        form.save_motion()
        return item

    def save_existing(self, form: Any, obj: Any, commit: bool = True) -> Any:
        """Save the item's motion too."""
        item = super().save_existing(form, obj, commit)
        form.save_motion()
        return item

    def save(self, commit: bool = True) -> Any:
        """Save all, then bring the items into the order of their places; equal places keep their order."""
        saved = super().save(commit)
        wanted = {form.instance.pk: form.cleaned_data["place"] for form in self.forms if form.cleaned_data}
        items = list(self.instance.items.order_by("position"))
        items.sort(key=lambda item: (wanted.get(item.pk, item.position), item.position))
        self.instance.items.update(position=F("position") + ASIDE)
        for position, item in enumerate(items, start=1):
            AgendaItem.objects.filter(pk=item.pk).update(position=position)
        return saved
