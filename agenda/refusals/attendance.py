"""Why an arrival, a departure, an excuse or a recusal is refused."""

from django.utils.translation import gettext_lazy as _

from council.refusals import Refusal


class AlreadyCheckedIn(Refusal):
    """The person is present already."""

    code = "already-checked-in"
    sentence = _("%(name)s is already checked in.")


class NotCheckedIn(Refusal):
    """The person is not present."""

    code = "not-checked-in"
    sentence = _("%(name)s is not checked in.")


class AlreadyExcused(Refusal):
    """The person's absence is excused already."""

    code = "already-excused"
    sentence = _("The absence of %(name)s is excused already.")


class NotExcused(Refusal):
    """The person's absence is not excused."""

    code = "not-excused"
    sentence = _("The absence of %(name)s is not excused.")


class ProxiesNotAllowed(Refusal):
    """The standing orders know no proxies."""

    code = "proxies-not-allowed"
    sentence = _("The standing orders allow nobody to vote for somebody else.")


class NoWrittenForm(Refusal):
    """The clerk has not confirmed that the written proxy was shown."""

    code = "no-written-form"
    sentence = _("A proxy is given in writing. Have its form shown, and confirm that you have seen it.")


class GiverPresent(Refusal):
    """Who is present votes in person."""

    code = "giver-present"
    sentence = _("%(name)s is present and votes in person.")


class OwnProxy(Refusal):
    """Giver and holder are one person."""

    code = "own-proxy"
    sentence = _("Nobody can be given their own vote by proxy. Choose another councillor to vote.")


class AlreadyRepresented(Refusal):
    """There is a proxy of the giver already."""

    code = "already-represented"
    sentence = _("%(holder)s votes for %(name)s already. Withdraw that proxy first.")


class TooManyProxies(Refusal):
    """The holder has as many proxies as the standing orders allow."""

    code = "too-many-proxies"
    sentence = _("%(name)s votes for others already; the standing orders allow %(most)s for one councillor.")


class NotRepresented(Refusal):
    """The person has given no proxy."""

    code = "not-represented"
    sentence = _("Nobody votes for %(name)s by proxy.")


class ProxyBinding(Refusal):
    """The standing orders let no proxy be withdrawn."""

    code = "proxy-binding"
    sentence = _("The standing orders let no proxy be withdrawn; %(name)s can still come and vote in person.")


class ProxiesExceedRules(Refusal):
    """Proxies were entered that the standing orders do not allow any more."""

    code = "proxies-exceed-rules"
    sentence = _(
        "The standing orders do not allow all proxies that are entered. The clerk first withdraws those given by: "
        "%(names)s."
    )


class AlreadyRecused(Refusal):
    """The person has declared a conflict of interest on the item already."""

    code = "already-recused"
    sentence = _("%(name)s already takes no part in this item.")


class NoGround(Refusal):
    """A ground is needed and none was given."""

    code = "no-ground"
    sentence = _("Give the ground, in at most 1000 characters.")
