"""Why what the tellers of a vote on paper counted is refused."""

from django.utils.translation import gettext_lazy as _

from council.refusals import Refusal
from voting.domain.papers import PapersFault


class NotOnPaper(Refusal):
    """Papers are counted only in a vote on paper."""

    code = "not-on-paper"
    sentence = _("This vote is not taken on paper.")


class PapersNotCounted(Refusal):
    """A vote on paper is closed only with its numbers."""

    code = "papers-not-counted"
    sentence = _("The papers have not been counted yet.")


class WrongPapersCount(Refusal):
    """The numbers of a vote on paper cannot be; each subclass is one fault, and a number below 0 is this."""

    code = "wrong-papers-count"
    sentence = _("There cannot be %(counted)s papers.")


class MorePapersThanPeople(WrongPapersCount):
    """More papers were issued than people may vote."""

    code = "more-papers-than-people"
    sentence = _("%(counted)s papers were issued, but only %(limit)s present may vote.")


class MorePapersReturned(WrongPapersCount):
    """More papers came back than were issued."""

    code = "more-papers-returned"
    sentence = _("%(counted)s papers were returned, but only %(limit)s were issued.")


class ReturnedDoNotAddUp(WrongPapersCount):
    """Valid, invalid and blank papers are not those returned."""

    code = "returned-papers-differ"
    sentence = _("Valid, invalid and blank papers are %(counted)s together, but %(limit)s were returned.")


class ValidDoNotAddUp(WrongPapersCount):
    """The choices are not as many as the valid papers."""

    code = "valid-papers-differ"
    sentence = _("For, against and abstained are %(counted)s together, but %(limit)s papers are valid.")


class TooFewTellers(WrongPapersCount):
    """Papers are counted by at least two people."""

    code = "too-few-tellers"
    sentence = _("Name at least %(limit)s different tellers.")


class OtherCandidates(WrongPapersCount):
    """The numbers are not those of the candidates on the paper."""

    code = "other-candidates"
    sentence = _("%(counted)s numbers were entered, but %(limit)s candidates stand on the paper.")


class MoreVotesThanPapers(WrongPapersCount):
    """A candidate has more votes than papers are valid."""

    code = "more-votes-than-papers"
    sentence = _("A candidate has %(counted)s votes, but only %(limit)s papers are valid.")


class TooManyVotes(WrongPapersCount):
    """The candidates have more votes together than the valid papers can give."""

    code = "too-many-votes"
    sentence = _(
        "The candidates have %(counted)s votes together, but the valid papers give at most %(limit)s."
    )


class TooFewVotes(WrongPapersCount):
    """Some valid paper chose nobody, and would be blank."""

    code = "too-few-votes"
    sentence = _(
        "The candidates have %(counted)s votes together, but %(limit)s papers are valid: each names somebody."
    )


BY_PAPERS_FAULT: dict[PapersFault, type[WrongPapersCount]] = {
    PapersFault.NEGATIVE: WrongPapersCount,
    PapersFault.MORE_ISSUED_THAN_ENTITLED: MorePapersThanPeople,
    PapersFault.MORE_RETURNED_THAN_ISSUED: MorePapersReturned,
    PapersFault.RETURNED_DO_NOT_ADD_UP: ReturnedDoNotAddUp,
    PapersFault.VALID_DO_NOT_ADD_UP: ValidDoNotAddUp,
    PapersFault.TELLERS: TooFewTellers,
    PapersFault.OTHER_CANDIDATES: OtherCandidates,
    PapersFault.MORE_VOTES_THAN_PAPERS: MoreVotesThanPapers,
    PapersFault.TOO_MANY_VOTES: TooManyVotes,
    PapersFault.TOO_FEW_VOTES: TooFewVotes,
}
