"""Words for what was found before a meeting: what is, and what is to be done about it."""

from collections.abc import Mapping

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kiosk.domain.readiness import Cause, Finding
from ledger.domain.safekeeping import Light
from ledger.wording import COPY_WORDS

register = template.Library()

MOST_NAMES = 8
NOTHING = ""

LIGHTS: Mapping[Light, tuple[str, Promise]] = {
    Light.RED: ("✗", _("To be settled before the meeting")),
    Light.AMBER: ("!", _("To be known")),
    Light.GREEN: ("✓", _("In order")),
}
WHOLE: Mapping[Light, Promise] = {
    Light.RED: _("Not ready: the meeting could not be held like this."),
    Light.AMBER: _("The meeting can be held. Some things should be known or mended."),
    Light.GREEN: _("Ready for the meeting."),
}

# For each cause but the copy, whose words are COPY_WORDS: what is, and what is to be done (empty where nothing is).
WORDS: Mapping[Cause, tuple[Promise, Promise | str]] = {
    Cause.PRACTICE: (
        _("This is a practice meeting."),
        _("Nothing in it counts. For the real meeting open the readiness of that one."),
    ),
    Cause.TODAY: (_("The meeting is set for today."), NOTHING),
    Cause.OTHER_DAY: (
        _("The meeting is not set for today."),
        _(
            "If it is held today all the same, have its day corrected before it is opened: the record names it."
        ),
    ),
    Cause.HALL_FREE: (_("No other meeting is open in the hall."), NOTHING),
    Cause.HALL_IN_USE: (
        _("Another meeting is still open in the hall: %(names)s."),
        _(
            "Its chair adjourns it, or ends the rehearsal, on its own page; until then the displays show that one."
        ),
    ),
    Cause.NO_ITEMS: (_("The agenda is empty."), _("Enter the items at the clerk's desk.")),
    Cause.NO_MOTIONS: (
        _("Items on the agenda: %(count)s, none of them with a draft decision."),
        _("Nothing can be put to the vote. Enter the draft decisions at the clerk's desk."),
    ),
    Cause.AGENDA: (_("Items on the agenda: %(count)s, draft decisions: %(of)s."), NOTHING),
    Cause.TOO_FEW_COUNCILLORS: (
        _("Councillors in office: %(count)s. A quorum needs %(of)s."),
        _("Enter the mandates of this term, or mend their dates, in the administration."),
    ),
    Cause.TOO_MANY_COUNCILLORS: (
        _("Councillors in office: %(count)s, more than the statutory number of %(of)s."),
        _(
            "End the mandates of those who have left, or mend the body's statutory number: majorities are taken of it."
        ),
    ),
    Cause.COUNCILLORS: (_("Councillors in office: %(count)s of %(of)s."), NOTHING),
    Cause.NO_CHAIR: (
        _("Nobody can chair the meeting."),
        _("Give somebody the role of chair, with a sign-in, in the administration."),
    ),
    Cause.CHAIR: (_("People who can chair the meeting: %(count)s."), NOTHING),
    Cause.WITHOUT_SIGN_IN: (
        _("Councillors who cannot sign in: %(names)s."),
        _("Make an account for each in the administration, or enter their ballots as spoken aloud."),
    ),
    Cause.WITHOUT_SEAT: (
        _("Councillors without a seat in the hall's plan: %(names)s."),
        _("They can vote, but the plan does not show them. Give each a seat."),
    ),
    Cause.SEATED: (_("Every councillor has a sign-in and a seat."), NOTHING),
    Cause.NO_TERMINAL: (
        _("No terminal of a councillor is connected."),
        _("Switch the terminals on and open their seats; this page counts them as they come."),
    ),
    Cause.TOO_FEW_TERMINALS: (
        _("Terminals connected: %(count)s of %(of)s, fewer than a quorum. Missing: %(names)s."),
        _("Switch on the missing ones. If the network is down, votes go by show of hands."),
    ),
    Cause.SOME_TERMINALS: (
        _("Terminals connected: %(count)s of %(of)s. Missing: %(names)s."),
        _("If these councillors come, switch their terminals on, or give them a spare one."),
    ),
    Cause.TERMINALS: (_("Terminals connected: %(count)s, all of them."), NOTHING),
    Cause.NEVER_REHEARSED: (
        _("There has been no rehearsal in this hall."),
        _("Hold one: it takes a quarter of an hour and finds what is broken while there is time."),
    ),
    Cause.OLD_REHEARSAL: (
        _("The last rehearsal in this hall was %(count)s days ago."),
        _("Hold one again before an important vote."),
    ),
    Cause.UNFINISHED_REHEARSAL: (
        _("In the last rehearsal these terminals were not tried to the end: %(names)s."),
        _("Try them again."),
    ),
    Cause.TROUBLED_TERMINALS: (
        _("In the last rehearsal something was wrong with the terminals of: %(names)s."),
        _("The rehearsal's report says what. Mend it, or keep a spare terminal at hand."),
    ),
    Cause.REHEARSED: (_("The last rehearsal, %(count)s days ago, found nothing wrong."), NOTHING),
    Cause.NO_DISPLAY: (
        _("The hall has no display."),
        _("The gallery sees nothing but the public page. Make a display's address in the administration."),
    ),
    Cause.ILLEGIBLE_DISPLAYS: (
        _("In the last rehearsal these displays could not be read from the far end: %(names)s."),
        _("Enlarge the page on the screen, or use a larger screen."),
    ),
    Cause.DISPLAYS: (_("Displays of the hall: %(count)s."), NOTHING),
    Cause.NO_SIGNING_KEY: (
        _("No signing key is kept on this server for: %(names)s."),
        _(
            "The record can be drawn up, but they cannot sign it here. Put their key in place before the adjournment."
        ),
    ),
    Cause.SIGNING_KEYS: (_("Chair and clerk have their signing keys."), NOTHING),
    Cause.NO_SPACE: (
        _("The server's disk is full: %(count)s MB are free."),
        _("Make room now: without it no ballot can be stored."),
    ),
    Cause.LITTLE_SPACE: (_("The server's disk is filling up: %(count)s MB are free."), _("Make room soon.")),
    Cause.SPACE: (_("Free on the server's disk: %(count)s GB."), NOTHING),
    Cause.SERVERS_CLOCK: (
        _("Most terminals' clocks differ from the server's by about %(count)s seconds."),
        _("Probably the server's clock is wrong: the record takes its times from there. Set it."),
    ),
    Cause.DATABASE_CLOCK: (
        _("The database's clock differs from the server's by %(count)s seconds."),
        _("Have both take the time from the same source."),
    ),
    Cause.CLOCK: (_("The clocks agree."), NOTHING),
    Cause.EXCHANGE_AWAY: (
        _("Redis does not answer."),
        _("Voting goes on without it; screens follow within two seconds instead of at once. Start it."),
    ),
    Cause.LEDGER_FAULTS: (
        _("The ledger does not verify: %(names)s"),
        _("Do not open the meeting. Call whoever runs the server; verify_ledger says more."),
    ),
    Cause.LEDGER: (_("The ledger verifies."), NOTHING),
}


def _words(finding: Finding) -> tuple[Promise, Promise | str]:
    return COPY_WORDS[finding.trouble] if finding.cause is Cause.COPY else WORDS[finding.cause]


@register.filter
def what(finding: Finding) -> str:
    """Return what was found, in a sentence; of many names the first ones."""
    shown = ", ".join(finding.names[:MOST_NAMES])
    left = len(finding.names) - MOST_NAMES
    names = _("%(names)s and %(left)s more") % {"names": shown, "left": left} if left > 0 else shown
    return str(_words(finding)[0]) % {"count": finding.count, "of": finding.of, "names": names}


@register.filter
def to_do(finding: Finding) -> str:
    """Return what is to be done, empty where nothing is."""
    return str(_words(finding)[1])


@register.filter
def light_word(light: Light) -> str:
    """Return what a light means, for a heading."""
    return str(LIGHTS[light][1])


@register.filter
def light_sign(light: Light) -> str:
    """Return the sign that stands beside a light's colour."""
    return LIGHTS[light][0]


@register.filter
def whole_word(light: Light) -> str:
    """Return what the light of the whole says."""
    return str(WHOLE[light])
