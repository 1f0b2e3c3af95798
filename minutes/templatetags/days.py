"""Days as the reader's language writes them; nothing else is put in words here."""

from datetime import date

from django import template
from django.utils.translation import get_language

from minutes.messages.dates import legal_date

register = template.Library()


@register.filter(expects_localtime=True)
def in_words(day: date) -> str:
    """Return "21 November 2026", "21 ноември 2026 г.", "21. novembra 2026"."""
    return legal_date(day, get_language() or "en")
