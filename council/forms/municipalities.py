"""Setting up a municipality with its arms."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from council.domain.arms import MOST_BYTES, ArmsFault, WrongArms, arms_image
from council.models import Municipality

ARMS_SENTENCES = {
    ArmsFault.TOO_HEAVY: _("The file is larger than 4 MB."),
    ArmsFault.NOT_PNG_OR_JPEG: _("The file is neither a PNG nor a JPEG."),
    ArmsFault.TOO_MANY_PIXELS: _("The picture has more than 16 million pixels. Make it smaller."),
    ArmsFault.TOO_SMALL: _("The picture is less than 48 pixels wide or high. Take a larger one."),
    ArmsFault.BROKEN: _("The picture cannot be read; the file seems to be damaged."),
}


class ArmsField(forms.FileField):
    """An uploaded picture of arms, given as its bytes; None where none was sent."""

    def clean(self, data: Any, initial: Any = None) -> bytes | None:
        """Refuse what cannot be kept, with the reason as the error's code."""
        upload = super().clean(data, initial)
        if not upload:
            return None
        content: bytes = upload.read(MOST_BYTES + 1)
        try:
            arms_image(content)
        except WrongArms as wrong:
            raise ValidationError(ARMS_SENTENCES[wrong.fault], code=wrong.fault) from None
        return content


class MunicipalityForm(forms.ModelForm):
    """A municipality, in a language and a time zone that exist, with its arms."""

    new_arms = ArmsField(
        label=_("new arms"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        help_text=_("A PNG or JPEG, best with a transparent ground. Empty: the arms stay as they are."),
    )
    has_no_arms = forms.BooleanField(label=_("show no arms"), required=False)

    language = forms.ChoiceField(label=_("language of the record"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(
        label=_("time zone"), choices=[(name, name) for name in sorted(available_timezones())]
    )

    class Meta:
        model = Municipality
        fields = ("name", "slug", "language", "time_zone", "is_demonstration")

    def changes_arms(self) -> bool:
        """Say whether other arms were asked for; then `new_arms` has them, None for none."""
        return bool(self.cleaned_data["new_arms"] or self.cleaned_data["has_no_arms"])
