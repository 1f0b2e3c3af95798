"""What the pages for setting up let somebody enter, and why it is refused; which rows one sees is in admin."""

from council.forms.bodies import BodyForm
from council.forms.halls import MOST_ROWS, HallForm, SeatForm
from council.forms.imports import ImportForm
from council.forms.majorities import (
    MAJORITIES,
    MajorityField,
    majority_key,
    majority_label,
    offer_majority,
    prescribed_secrecy,
)
from council.forms.municipalities import MunicipalityForm
from council.forms.owned import OwnedForm, OwnedFormSet
from council.forms.people import AccountForm, MandateForm, RoleForm

__all__ = [
    "MAJORITIES",
    "MOST_ROWS",
    "AccountForm",
    "BodyForm",
    "HallForm",
    "ImportForm",
    "MajorityField",
    "MandateForm",
    "MunicipalityForm",
    "OwnedForm",
    "OwnedFormSet",
    "RoleForm",
    "SeatForm",
    "majority_key",
    "majority_label",
    "offer_majority",
    "prescribed_secrecy",
]
