"""The words of the minutes: every phrase as a message to translate, in the order of the document."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

from minutes.domain.phrases import Say

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

WORDS: Mapping[Say, "_StrPromise"] = {
    # The head of the document and of its pages.
    Say.MINUTES_NUMBER: pgettext_lazy("minutes", "Minutes No %(number)s"),
    Say.MINUTES_SHORT: pgettext_lazy("minutes", "Minutes No %(number)s of %(held_on)s"),
    Say.MINUTES_NATURE: pgettext_lazy("minutes", "Record of attendance, votes and decisions"),
    Say.PRACTICE_NATURE: pgettext_lazy("minutes", "Record of a practice meeting: nothing in it counts"),
    Say.PRACTICE: pgettext_lazy("minutes", "Practice"),
    Say.MINUTES_OF: pgettext_lazy("minutes", "%(title)s, %(held_on)s"),
    Say.PAGE: pgettext_lazy("minutes", "Page %(page)s of %(pages)s"),
    Say.DATE: pgettext_lazy("minutes", "Date"),
    Say.ON: pgettext_lazy("minutes", "%(day)s"),
    Say.OPENED: pgettext_lazy("minutes", "Opened"),
    Say.ADJOURNED: pgettext_lazy("minutes", "Adjourned"),
    Say.CHAIR: pgettext_lazy("minutes", "Chair"),
    Say.CLERK: pgettext_lazy("minutes", "Clerk"),
    Say.AS_CHAIR: pgettext_lazy("minutes", "chair"),
    Say.AS_CLERK: pgettext_lazy("minutes", "clerk"),
    Say.AS_ASSISTANT: pgettext_lazy("minutes", "assistant, on the chair's word"),
    Say.PERSON_IN_CAPACITY: pgettext_lazy("minutes", "%(name)s (%(capacity)s)"),
    Say.AT_BY: pgettext_lazy("minutes", "%(at)s, by %(name)s"),
    Say.LOCAL_TIMES: pgettext_lazy("minutes", "All times are local time (%(zone)s)."),
    # Attendance.
    Say.ATTENDANCE: pgettext_lazy("minutes", "Attendance and quorum"),
    Say.MEMBERS_OF: pgettext_lazy(
        "minutes", "Statutory number of members: %(statutory)s; mandates held: %(members)s."
    ),
    Say.PRESENT_AT_OPENING: pgettext_lazy("minutes", "At the opening: %(quorum)s."),
    Say.BY_CORRESPONDENCE: pgettext_lazy(
        "minutes",
        "The meeting was held by correspondence: answers in writing could be given from %(opened)s to %(until)s, "
        "and nobody came together.",
    ),
    Say.MEMBERS_ANSWERED: pgettext_lazy(
        "minutes",
        "Members who answered: %(present)s; without an answer, excused: %(excused)s; without an answer or "
        "an excuse: %(absent)s.",
    ),
    Say.OBJECTED_TO_CORRESPONDENCE: pgettext_lazy(
        "minutes", "At %(at)s %(name)s objected to deciding by correspondence."
    ),
    Say.ENDED_BY_OBJECTIONS: pgettext_lazy(
        "minutes",
        "Objections by which deciding by correspondence ends: %(limit)s; raised: %(count)s. It ended so at %(at)s: what had "
        "not been put to the vote by then was left to a sitting.",
    ),
    Say.QUORUM: pgettext_lazy("minutes", "Quorum"),
    Say.QUORUM_FOUND: pgettext_lazy("minutes", "%(present)s present, %(needed)s needed – %(finding)s"),
    Say.QUORUM_MET: pgettext_lazy("minutes", "there is a quorum"),
    Say.QUORUM_NOT_MET: pgettext_lazy("minutes", "there is no quorum"),
    Say.WITHOUT_QUORUM: pgettext_lazy("minutes", "Continued although there was no quorum."),
    Say.NUMBER_SIGN: pgettext_lazy("minutes", "No"),
    Say.NAME: pgettext_lazy("minutes", "Name"),
    Say.GROUP: pgettext_lazy("minutes", "Group"),
    Say.GROUPS: pgettext_lazy("minutes", "Groups: %(groups)s."),
    Say.GROUP_NAMED: pgettext_lazy("minutes", "%(short)s – %(name)s"),
    Say.SEAT: pgettext_lazy("minutes", "Seat"),
    Say.CAPACITY: pgettext_lazy("minutes", "Capacity"),
    Say.IN_THE_ROOM: pgettext_lazy("minutes", "Present"),
    Say.FIRST_ANSWER: pgettext_lazy("minutes", "First answer"),
    Say.FIRST_ANSWER_AT: pgettext_lazy("minutes", "%(at)s"),
    Say.NO_ANSWER: pgettext_lazy("minutes", "no answer"),
    Say.STAYS: pgettext_lazy("minutes", "%(stays)s"),
    Say.STAY: pgettext_lazy("minutes", "%(arrived)s–%(left)s"),
    Say.STAY_TO_THE_END: pgettext_lazy("minutes", "%(arrived)s – end"),
    Say.NOT_THERE: pgettext_lazy("minutes", "absent"),
    Say.EXCUSED: pgettext_lazy("minutes", "excused"),
    Say.MEMBERS_THERE: pgettext_lazy(
        "minutes", "Members who came: %(present)s; excused: %(excused)s; absent without excuse: %(absent)s."
    ),
    Say.RECORDED_BY: pgettext_lazy("minutes", "Recorded"),
    Say.RECORDED_WAYS: pgettext_lazy("minutes", "%(ways)s"),
    Say.AT_THE_SEAT: pgettext_lazy("minutes", "personally"),
    Say.AT_THE_SEAT_BY_PIN: pgettext_lazy("minutes", "personally, with PIN"),
    Say.AT_THE_SEAT_BY_PASSWORD: pgettext_lazy("minutes", "personally, with password"),
    Say.AT_THE_SEAT_BY_CLERK: pgettext_lazy("minutes", "personally, let in by the clerk"),
    Say.BY_THE_CLERK: pgettext_lazy("minutes", "by the clerk"),
    Say.OTHERS_PRESENT: pgettext_lazy("minutes", "Others present"),
    Say.PROXIES: pgettext_lazy("minutes", "Proxies, in writing"),
    Say.PROXY_GIVEN: pgettext_lazy("minutes", "%(holder)s voted for %(name)s from %(at)s on."),
    Say.PROXY_WITHDRAWN: pgettext_lazy(
        "minutes", "%(holder)s voted for %(name)s from %(at)s to %(end)s, when the proxy was withdrawn."
    ),
    Say.PROXY_ENDED_BY_ARRIVAL: pgettext_lazy(
        "minutes", "%(holder)s voted for %(name)s from %(at)s to %(end)s, when %(name)s arrived."
    ),
    Say.NAME_BY_PROXY: pgettext_lazy("minutes", "%(name)s (by proxy: %(holder)s)"),
    # Who presided.
    Say.PRESIDED: pgettext_lazy("minutes", "Who presided"),
    Say.HANDED_CHAIR: pgettext_lazy(
        "minutes", "At %(at)s %(before)s handed the chair to %(after)s, %(reason)s."
    ),
    Say.HANDED_CHAIR_ONLY: pgettext_lazy("minutes", "At %(at)s %(before)s handed the chair to %(after)s."),
    Say.TOOK_CHAIR: pgettext_lazy(
        "minutes", "At %(at)s %(after)s took over the chair from %(before)s, who was not present."
    ),
    Say.FOR_RECUSAL: pgettext_lazy("minutes", "because of a conflict of interest"),
    Say.FOR_SPEECH: pgettext_lazy("minutes", "in order to speak"),
    Say.FOR_ABSENCE: pgettext_lazy("minutes", "because of an absence"),
    Say.FOR_RETURN: pgettext_lazy("minutes", "to preside again"),
    Say.PRESSED_BY: pgettext_lazy("minutes", "Pressed at the console on the chair's word: %(names)s."),
    # Breaks; a time on another day says which.
    Say.BREAKS: pgettext_lazy("minutes", "Breaks"),
    Say.BREAK: pgettext_lazy("minutes", "Break from %(at)s, announced until %(until)s by %(name)s."),
    Say.UNTIL_ANOTHER_DAY: pgettext_lazy(
        "minutes",
        "Interrupted until another day at %(at)s by %(name)s, to be resumed %(until)s. Everybody was checked out.",
    ),
    Say.RESUMED: pgettext_lazy("minutes", "Resumed at %(at)s by %(name)s. Quorum then: %(quorum)s."),
    Say.MANDATES_ENDED: pgettext_lazy("minutes", "Mandates that had ended by then: %(names)s."),
    Say.MANDATES_BEGUN: pgettext_lazy("minutes", "Mandates that had begun by then: %(names)s."),
    Say.NOT_RESUMED: pgettext_lazy("minutes", "It was not resumed before the adjournment."),
    Say.QUORUM_CHECKS: pgettext_lazy("minutes", "Checks of the quorum"),
    Say.NAMES_CLOSED: pgettext_lazy("minutes", "not named, as the session was closed"),
    Say.QUORUM_CHECKED: pgettext_lazy("minutes", "%(at)s, %(name)s: %(quorum)s. Present were: %(names)s."),
    Say.QUORUM_CHECKED_AT_SECOND_CALL: pgettext_lazy(
        "minutes", "%(at)s, %(name)s, second call: %(quorum)s. Present were: %(names)s."
    ),
    # The floor.
    Say.SPOKE_ON_ITEM: pgettext_lazy("minutes", "Spoke: %(speeches)s."),
    Say.SPOKE_OUTSIDE: pgettext_lazy("minutes", "Spoke while no item was before the council: %(speeches)s."),
    Say.SPOKE: pgettext_lazy("minutes", "%(name)s (%(about)s)"),
    Say.SPOKEN_FROM_TO: pgettext_lazy("minutes", "%(given)s–%(ended)s"),
    Say.SPOKEN_FOR: pgettext_lazy("minutes", "%(minutes)s min"),
    Say.TO_SPEECH_OF: pgettext_lazy("minutes", "%(kind)s, speech of %(name)s"),
    Say.OUT_OF_TURN: pgettext_lazy("minutes", "taken out of turn"),
    Say.FLOOR_WITHDRAWN: pgettext_lazy("minutes", "the floor was withdrawn"),
    Say.ENDED_BY_TIME: pgettext_lazy("minutes", "ended because the time was over"),
    Say.KIND_LEADER: pgettext_lazy("minutes", "for the group"),
    Say.KIND_PROCEDURAL: pgettext_lazy("minutes", "procedural motion"),
    Say.KIND_OPPOSING: pgettext_lazy("minutes", "against the procedural motion"),
    Say.KIND_REPLY: pgettext_lazy("minutes", "reply"),
    Say.KIND_ANSWER: pgettext_lazy("minutes", "answer to replies"),
    Say.KIND_PERSONAL: pgettext_lazy("minutes", "personal explanation"),
    Say.KIND_EXPLANATION: pgettext_lazy("minutes", "explanation of vote"),
    Say.KIND_BREACH: pgettext_lazy("minutes", "breach of the rules of procedure"),
    Say.KIND_RECESS: pgettext_lazy("minutes", "recess for the group"),
    # The agenda and the overview of its votes.
    Say.AGENDA: pgettext_lazy("minutes", "Agenda"),
    Say.AGENDA_PUT_BACK: pgettext_lazy(
        "minutes",
        "At %(at)s the agenda was put back to what it was before vote %(vote)s, which was annulled.",
    ),
    Say.AGENDA_ARRANGED: pgettext_lazy(
        "minutes", "At %(at)s the order of the items was changed, as vote No %(vote)s decided."
    ),
    Say.AGENDA_ARRANGED_BACK: pgettext_lazy(
        "minutes",
        "At %(at)s the order of the items became again what it was without vote No %(vote)s, which does not stand.",
    ),
    Say.AGENDA_ADOPTED: pgettext_lazy("minutes", "Put down at %(at)s as vote No %(vote)s adopted it."),
    Say.AGENDA_WITHOUT: pgettext_lazy("minutes", "Not on the agenda as it was adopted:"),
    Say.AGENDA_EMPTY: pgettext_lazy("minutes", "There was no agenda."),
    Say.PAPERS_LAID: pgettext_lazy("minutes", "Papers laid"),
    Say.PAPER: pgettext_lazy("minutes", "Paper"),
    Say.PAPER_PAGES: pgettext_lazy("minutes", "Pages"),
    Say.PAPER_DIGEST: pgettext_lazy("minutes", "SHA-256, beginning"),
    Say.PAPER_LAID: pgettext_lazy("minutes", "Laid"),
    Say.LAID_WITH_AGENDA: pgettext_lazy("minutes", "with the agenda"),
    Say.LAID_AT: pgettext_lazy("minutes", "in the meeting, %(at)s"),
    Say.LAID_IN_PLACE: pgettext_lazy("minutes", "in the meeting, %(at)s, in the place of an earlier one"),
    Say.PAPERS_EXPLAINED: pgettext_lazy(
        "minutes",
        "A file is one of these papers if its SHA-256 begins with these %(digits)s digits. "
        "The whole one is published with the agenda.",
    ),
    Say.OVERVIEW: pgettext_lazy("minutes", "Overview of the votes"),
    Say.VOTE: pgettext_lazy("minutes", "Vote"),
    Say.ITEM: pgettext_lazy("minutes", "Item"),
    Say.SUBJECT: pgettext_lazy("minutes", "Subject"),
    Say.OUTCOME: pgettext_lazy("minutes", "Outcome"),
    Say.DECISION: pgettext_lazy("minutes", "Decision"),
    # The course of the meeting.
    Say.VOTES: pgettext_lazy("minutes", "Votes and decisions"),
    Say.VOTES_NONE: pgettext_lazy("minutes", "No item was taken up."),
    Say.ITEM_HEADING: pgettext_lazy("minutes", "Item %(number)s. %(title)s"),
    Say.ITEM_WITHOUT_VOTE: pgettext_lazy("minutes", "No vote was taken on this item."),
    Say.FIRST_READING: pgettext_lazy("minutes", "Dealt with in first reading."),
    Say.SECOND_READING: pgettext_lazy("minutes", "Dealt with in second reading."),
    Say.SHORTENED_PROCEDURE: pgettext_lazy("minutes", "Dealt with by shortened procedure."),
    Say.URGENT_PROCEDURE: pgettext_lazy("minutes", "Dealt with by urgent procedure."),
    Say.RECUSED_WITH_GROUND: pgettext_lazy(
        "minutes", "Conflict of interest declared at %(at)s by %(name)s: %(ground)s"
    ),
    # One vote.
    Say.VOTE_NUMBER: pgettext_lazy("minutes", "Vote No %(number)s"),
    Say.VOTE_HEADING: pgettext_lazy("minutes", "Vote No %(number)s. %(title)s"),
    Say.TEXT_MAIN: pgettext_lazy("minutes", "Put to the vote"),
    Say.TEXT_AMENDMENT: pgettext_lazy("minutes", "Amendment"),
    Say.TEXT_PROCEDURAL: pgettext_lazy("minutes", "Procedural motion"),
    Say.MOVED_BY: pgettext_lazy("minutes", "Moved by"),
    Say.SECONDED_BY: pgettext_lazy("minutes", "%(mover)s, seconded by %(seconder)s"),
    # Motions on an item, in order of time.
    Say.MOTION_MAIN: pgettext_lazy("minutes", "main motion"),
    Say.MOTION_AMENDMENT: pgettext_lazy("minutes", "amendment"),
    Say.MOTION_PROCEDURAL: pgettext_lazy("minutes", "procedural motion"),
    Say.MOTION_MOVED: pgettext_lazy("minutes", "At %(at)s an oral motion (%(kind)s) by %(mover)s: %(text)s"),
    Say.MOTION_WITHDRAWN: pgettext_lazy("minutes", "At %(at)s withdrawn by its mover: %(text)s"),
    Say.MOTION_LAPSED: pgettext_lazy(
        "minutes", "At %(at)s lapsed with the decision on “%(by)s”, without a vote: %(text)s"
    ),
    Say.MOTION_LAPSED_WITH_ITEM: pgettext_lazy(
        "minutes", "At %(at)s lapsed with the end of the item, without a vote: %(text)s"
    ),
    Say.MOTION_ADVANCED: pgettext_lazy(
        "minutes", "At %(at)s put to the vote before the other motions: %(text)s Reason: %(reason)s"
    ),
    Say.CLOSED_ITEM: pgettext_lazy("minutes", "Closed session"),
    Say.CLOSED_ITEM_EXPLAINED: pgettext_lazy(
        "minutes", "This item was dealt with in closed session. What was said stands in the closed annex."
    ),
    Say.CLOSED_RESULT: pgettext_lazy("minutes", "What was decided: %(outcome)s; decision: %(decision)s."),
    Say.CLOSED_ANNEX: pgettext_lazy("minutes", "Closed annex"),
    Say.CLOSED_ANNEX_EXPLAINED: pgettext_lazy(
        "minutes",
        "Not for the public: this is all that the ledger has of the items dealt with in closed session.",
    ),
    Say.ITEM_CLOSED: pgettext_lazy("minutes", "Closed to the public at %(at)s."),
    Say.ITEM_CLOSED_ON_GROUND: pgettext_lazy("minutes", "Closed to the public at %(at)s: %(ground)s"),
    Say.ITEM_CLOSED_BY_VOTE: pgettext_lazy(
        "minutes", "Closed to the public at %(at)s by vote %(vote)s: %(ground)s"
    ),
    Say.DEBATE_CLOSED: pgettext_lazy("minutes", "By vote %(vote)s the debate on this item was closed."),
    Say.ITEM_POSTPONED: pgettext_lazy(
        "minutes", "By vote %(vote)s the item was postponed to a later meeting."
    ),
    Say.ITEM_TAKEN_OUT: pgettext_lazy("minutes", "By vote %(vote)s the item was taken off the agenda."),
    Say.ITEM_REJECTED: pgettext_lazy(
        "minutes", "By vote %(vote)s the proposal was rejected without a vote in substance."
    ),
    Say.BY_ROLL_CALL: pgettext_lazy("minutes", "By vote %(vote)s the council decided to vote by roll call."),
    Say.BY_SECRET_VOTE: pgettext_lazy("minutes", "By vote %(vote)s the council decided to vote in secret."),
    Say.TEXT_SETTLED: pgettext_lazy(
        "minutes",
        "At %(at)s the text with the adopted amendment was confirmed by %(name)s. Until then: “%(before)s” "
        "From then on: “%(after)s”",
    ),
    Say.TEXT_SETTLED_BACK: pgettext_lazy(
        "minutes",
        "At %(at)s the text without the amendment that fell was confirmed by %(name)s. Until then: “%(before)s” "
        "From then on: “%(after)s”",
    ),
    # Elections.
    Say.ELECTION_ENTERED: pgettext_lazy(
        "minutes", "At %(at)s an election was put forward: %(text)s Places: %(places)s."
    ),
    Say.CANDIDATE_NOMINATED: pgettext_lazy("minutes", "At %(at)s nominated: %(name)s."),
    Say.CANDIDATE_NOMINATED_BY: pgettext_lazy("minutes", "At %(at)s nominated by %(by)s: %(name)s."),
    Say.CANDIDATE_WITHDRAWN: pgettext_lazy("minutes", "At %(at)s stands no more: %(name)s."),
    Say.BALLOT: pgettext_lazy("minutes", "Ballot"),
    Say.BALLOT_FIRST: pgettext_lazy("minutes", "%(number)s; places to be filled: %(places)s"),
    Say.BALLOT_FURTHER: pgettext_lazy("minutes", "%(number)s, %(way)s; places to be filled: %(places)s"),
    Say.BALLOT_AGAIN: pgettext_lazy("minutes", "between the same candidates"),
    Say.BALLOT_RUN_OFF: pgettext_lazy("minutes", "run-off"),
    Say.BALLOT_RUN_OFF_MOST: pgettext_lazy("minutes", "run-off in which the most votes decide"),
    Say.BALLOT_WITHOUT_LAST: pgettext_lazy("minutes", "without who had the fewest votes"),
    Say.BALLOT_MOST: pgettext_lazy("minutes", "in which the most votes decide"),
    Say.BALLOT_FOLLOWS: pgettext_lazy("minutes", "Ballot %(number)s follows, %(way)s: %(names)s."),
    Say.CANDIDATE: pgettext_lazy("minutes", "Candidate"),
    Say.COUNT_VOTES: pgettext_lazy("minutes", "Votes"),
    Say.ELECTED: pgettext_lazy("minutes", "elected"),
    Say.NOT_ELECTED: pgettext_lazy("minutes", "not elected"),
    Say.DECISION_ELECTED: pgettext_lazy("minutes", "Decision No %(number)s: the election is valid."),
    Say.DECISION_NOT_ELECTED: pgettext_lazy("minutes", "Decision No %(number)s: nobody is elected."),
    Say.REASONS_OF_BALLOT: pgettext_lazy("minutes", "%(reasons)s"),
    Say.REASON_BALLOT: pgettext_lazy(
        "minutes",
        "Required: %(rule)s, that is at least %(needed)s of %(base)s. Most for one candidate: %(obtained)s.",
    ),
    Say.REASON_MOST: pgettext_lazy("minutes", "The most votes decide. Most for one candidate: %(obtained)s."),
    Say.EQUALS_DRAWN: pgettext_lazy(
        "minutes", "The lot decided between equals, drawn in this order: %(names)s."
    ),
    Say.MODE: pgettext_lazy("minutes", "Mode"),
    Say.MODE_ELECTRONIC: pgettext_lazy("minutes", "open, by name, electronic"),
    Say.MODE_ELECTRONIC_UNNAMED: pgettext_lazy("minutes", "open, without names, electronic"),
    Say.MODE_HANDS: pgettext_lazy("minutes", "open, by show of hands, numbers only"),
    Say.MODE_SIGNATURES: pgettext_lazy("minutes", "open, by signatures"),
    Say.MODE_CORRESPONDENCE: pgettext_lazy("minutes", "open, by name, by correspondence"),
    Say.MODE_HANDS_BY_NAME: pgettext_lazy("minutes", "open, by show of hands, entered by name"),
    Say.MODE_ROLL_CALL: pgettext_lazy("minutes", "open, by name, by roll call aloud"),
    Say.MODE_PAPER: pgettext_lazy("minutes", "secret, on paper, counted by tellers"),
    Say.LEFT_MODE: pgettext_lazy("minutes", "Mode until then"),
    Say.LEFT_AT: pgettext_lazy("minutes", "%(mode)s, left at %(at)s"),
    Say.LEFT_AT_SETTING_ASIDE: pgettext_lazy(
        "minutes", "%(mode)s, left at %(at)s; votes given until then and set aside: %(count)s"
    ),
    Say.CORRECTED: pgettext_lazy("minutes", "Answer corrected before the close: %(names)s."),
    Say.PAPERS: pgettext_lazy("minutes", "Papers"),
    Say.PAPERS_COUNTED: pgettext_lazy(
        "minutes",
        "issued %(issued)s, returned %(returned)s, not returned %(missing)s, valid %(valid)s, invalid "
        "%(invalid)s, blank %(blank)s",
    ),
    Say.TELLERS: pgettext_lazy("minutes", "Tellers"),
    Say.COUNT_ENTERED: pgettext_lazy("minutes", "Count"),
    Say.COUNT_ENTERED_BY: pgettext_lazy("minutes", "entered at %(at)s by %(name)s"),
    Say.TIME: pgettext_lazy("minutes", "Time"),
    Say.TIMES: pgettext_lazy("minutes", "%(moments)s"),
    Say.TIME_WITHDRAWN: pgettext_lazy("minutes", "withdrawn at %(at)s before it was opened"),
    Say.TIME_OPENED: pgettext_lazy("minutes", "opened %(at)s"),
    Say.TIME_CLOSED: pgettext_lazy("minutes", "closed %(at)s"),
    Say.TIME_DECLARED: pgettext_lazy("minutes", "result declared %(at)s"),
    Say.WINDOW: pgettext_lazy("minutes", "Time to vote"),
    Say.WINDOW_HELD: pgettext_lazy("minutes", "%(seconds)s s, then the vote was held"),
    Say.WINDOW_CLOSED: pgettext_lazy("minutes", "%(seconds)s s, then the vote closed by itself"),
    Say.HELD: pgettext_lazy("minutes", "Interrupted"),
    Say.HELD_FROM: pgettext_lazy("minutes", "%(held)s – %(resumed)s"),
    Say.MAJORITY: pgettext_lazy("minutes", "Majority required"),
    Say.REPEATS: pgettext_lazy("minutes", "Repeats"),
    Say.REPEATED_BY: pgettext_lazy("minutes", "Repeated by"),
    Say.MISSING: pgettext_lazy(
        "minutes",
        "Present at the close without a ballot, shown to the chair by name and confirmed: %(names)s.",
    ),
    Say.SPOKEN: pgettext_lazy(
        "minutes",
        "Spoken aloud by %(name)s at %(at)s: entered by %(entered)s, confirmed by %(confirmed)s.",
    ),
    Say.REGISTERED: pgettext_lazy("minutes", "Registered for this vote"),
    Say.REGISTERED_OF: pgettext_lazy(
        "minutes", "%(registered)s, of %(present)s present in the room at its opening"
    ),
    Say.REGISTERED_FOR: pgettext_lazy("minutes", "Registered without a terminal"),
    Say.REGISTERED_BY: pgettext_lazy("minutes", "%(name)s, at %(at)s, registered by %(by)s"),
    Say.ADMITTED: pgettext_lazy("minutes", "Joined during the vote"),
    Say.ADMITTED_BY: pgettext_lazy("minutes", "%(name)s, at %(at)s, admitted by %(by)s"),
    Say.OBJECTIONS: pgettext_lazy("minutes", "Objections before the result was declared: %(objections)s."),
    Say.OBJECTED: pgettext_lazy("minutes", "%(name)s at %(at)s"),
    Say.DOUBT_ADOPTED: pgettext_lazy(
        "minutes",
        "Those without a ballot (unreachable: %(unreachable)s, did not vote: %(silent)s) could have changed the "
        "outcome: all for would have made %(obtained)s for, where %(needed)s were needed.",
    ),
    Say.DOUBT_REJECTED: pgettext_lazy(
        "minutes",
        "Those without a ballot (unreachable: %(unreachable)s, did not vote: %(silent)s) could have changed the "
        "outcome: all against would have left %(obtained)s for, where %(needed)s would have been needed.",
    ),
    # Majorities; the fraction is a word, e.g. half.
    Say.MORE_THAN_TOTAL: pgettext_lazy(
        "minutes", "more than %(fraction)s of the statutory number of members"
    ),
    Say.MORE_THAN_IN_OFFICE: pgettext_lazy("minutes", "more than %(fraction)s of the members in office"),
    Say.MORE_THAN_PRESENT: pgettext_lazy("minutes", "more than %(fraction)s of those present"),
    Say.MORE_THAN_PRESENT_WITH_RECUSED: pgettext_lazy(
        "minutes", "more than %(fraction)s of those present, the recused among them"
    ),
    Say.MORE_THAN_CAST: pgettext_lazy("minutes", "more than %(fraction)s of the votes cast"),
    Say.MORE_THAN_FIXED: pgettext_lazy("minutes", "more than %(size)s votes for"),
    Say.AT_LEAST_FIXED: pgettext_lazy("minutes", "at least %(size)s votes for"),
    Say.MORE_THAN_FOR_AGAINST: pgettext_lazy(
        "minutes", "more than %(fraction)s of the votes for and against"
    ),
    Say.AT_LEAST_TOTAL: pgettext_lazy("minutes", "at least %(fraction)s of the statutory number of members"),
    Say.AT_LEAST_IN_OFFICE: pgettext_lazy("minutes", "at least %(fraction)s of the members in office"),
    Say.AT_LEAST_PRESENT: pgettext_lazy("minutes", "at least %(fraction)s of those present"),
    Say.AT_LEAST_FOR_AGAINST: pgettext_lazy("minutes", "at least %(fraction)s of the votes for and against"),
    Say.AT_LEAST_PRESENT_WITH_RECUSED: pgettext_lazy(
        "minutes", "at least %(fraction)s of those present, the recused among them"
    ),
    Say.AT_LEAST_CAST: pgettext_lazy("minutes", "at least %(fraction)s of the votes cast"),
    Say.RULE_PARTS: pgettext_lazy("minutes", "%(parts)s"),
    Say.RULE_OF_ARTICLE: pgettext_lazy("minutes", "%(rule)s (%(article)s)"),
    Say.NEVER_FEWER: pgettext_lazy("minutes", "never with fewer than %(floor)s votes for"),
    Say.ABSTAINING_FOR: pgettext_lazy("minutes", "abstaining counts as for"),
    Say.ABSTAINING_AGAINST: pgettext_lazy("minutes", "abstaining counts as against"),
    Say.ABSTAINING_NOT_PRESENT: pgettext_lazy("minutes", "who abstains counts as not present"),
    Say.SILENCE_FOR: pgettext_lazy("minutes", "not voting counts as for"),
    Say.SILENCE_AGAINST: pgettext_lazy("minutes", "not voting counts as against"),
    Say.SILENCE_NOT_PRESENT: pgettext_lazy("minutes", "who does not vote counts as not present"),
    Say.WITHOUT_INVALID: pgettext_lazy("minutes", "invalid and blank papers are left out"),
    # Results.
    Say.REASON_ENOUGH: pgettext_lazy(
        "minutes",
        "Required: %(rule)s, that is at least %(needed)s of %(base)s. Voted for: %(obtained)s. The "
        "majority was reached.",
    ),
    Say.REASON_TOO_FEW: pgettext_lazy(
        "minutes",
        "Required: %(rule)s, that is at least %(needed)s of %(base)s. Voted for: %(obtained)s. The "
        "majority was not reached.",
    ),
    Say.REASON_TIE: pgettext_lazy(
        "minutes",
        "Required: %(rule)s, that is at least %(needed)s of %(base)s. Voted for: %(obtained)s, "
        "against: %(against)s. A tie is a rejection.",
    ),
    Say.REASON_NOBODY: pgettext_lazy(
        "minutes", "Required: %(rule)s, that is at least %(needed)s of %(base)s. Nobody voted for."
    ),
    Say.REASON_TIE_SETTLED: pgettext_lazy(
        "minutes",
        "Required: %(rule)s, that is at least %(needed)s of %(base)s. A tie: for %(obtained)s, "
        "against %(against)s. %(settled)s",
    ),
    Say.TIE_REVOTE: pgettext_lazy("minutes", "It has to be voted a second time."),
    Say.LOT_FOR: pgettext_lazy("minutes", "The lot fell for it."),
    Say.LOT_AGAINST: pgettext_lazy("minutes", "The lot fell against it."),
    Say.CASTING_FOR: pgettext_lazy("minutes", "The chair's casting vote was for."),
    Say.CASTING_AGAINST: pgettext_lazy("minutes", "The chair's casting vote was against."),
    Say.CASTING_NONE: pgettext_lazy("minutes", "The chair gave no casting vote, so nothing is adopted."),
    Say.CHAIR_SIDE_FOR: pgettext_lazy("minutes", "The chair voted for, and that side prevails."),
    Say.CHAIR_SIDE_AGAINST: pgettext_lazy("minutes", "The chair voted against, and that side prevails."),
    Say.CHAIR_SIDE_NONE: pgettext_lazy("minutes", "The chair took no side, so nothing is adopted."),
    Say.FOLLOWS_TIE: pgettext_lazy("minutes", "Second vote after the tie of"),
    # Items decided by one vote.
    Say.TOGETHER: pgettext_lazy("minutes", "Decided together with it"),
    Say.JOINT_ITEM: pgettext_lazy("minutes", "Item %(number)s. %(title)s: %(text)s"),
    Say.JOINT_ITEM_DECIDED: pgettext_lazy(
        "minutes", "Item %(number)s. %(title)s: %(text)s (decision No %(decision)s)"
    ),
    Say.TAKEN_OUT: pgettext_lazy("minutes", "Taken out of the joint vote"),
    Say.TAKEN_OUT_BY: pgettext_lazy("minutes", "Item %(number)s, at %(at)s by %(name)s"),
    Say.DECIDED_WITH: pgettext_lazy(
        "minutes", "Voted together with item %(item)s, as vote No %(vote)s: %(outcome)s."
    ),
    Say.DECIDED_WITH_NUMBER: pgettext_lazy(
        "minutes",
        "Voted together with item %(item)s, as vote No %(vote)s: %(outcome)s. Decision No %(decision)s.",
    ),
    Say.SAID_BY_CHAIR: pgettext_lazy("minutes", "Word of the chair on the tie"),
    Say.SAID_AT: pgettext_lazy("minutes", "%(name)s, %(at)s"),
    Say.LOT: pgettext_lazy("minutes", "Lot"),
    Say.LOT_FIXED: pgettext_lazy("minutes", "Fixed before the draw, SHA-256 of the seed: %(commitment)s"),
    Say.LOT_DRAWN: pgettext_lazy("minutes", "Drawn at %(at)s; seed: %(seed)s"),
    Say.LOT_DRAWN_WITH_WORD: pgettext_lazy(
        "minutes", "Drawn at %(at)s with the word “%(word)s” called out in the room; seed: %(seed)s"
    ),
    Say.LOT_CHECKED: pgettext_lazy(
        "minutes",
        "How anybody can draw it again stands in the documentation of the ledger.",
    ),
    Say.DECISION_ADOPTED: pgettext_lazy("minutes", "Decision No %(number)s: the proposal is adopted."),
    Say.DECISION_REJECTED: pgettext_lazy("minutes", "Decision No %(number)s: the proposal is not adopted."),
    Say.DECISION_ANNULLED: pgettext_lazy(
        "minutes", "Decision No %(number)s is annulled and keeps its number."
    ),
    Say.ADOPTED: pgettext_lazy("minutes", "adopted"),
    Say.REJECTED: pgettext_lazy("minutes", "not adopted"),
    Say.TIED: pgettext_lazy("minutes", "a tie"),
    Say.ANNULLED: pgettext_lazy("minutes", "annulled"),
    Say.WITHDRAWN: pgettext_lazy("minutes", "withdrawn"),
    Say.ANNULMENT_PROPOSED_ONLY: pgettext_lazy(
        "minutes",
        "An annulment was proposed at %(at)s by %(proposed)s and not confirmed; the result stands. "
        "Ground: %(ground)s",
    ),
    Say.ANNULLED_BEFORE_RESULT: pgettext_lazy(
        "minutes",
        "Annulled at %(at)s before a result was declared: proposed by %(proposed)s, confirmed by "
        "%(confirmed)s. The ballots cast stay sealed. Ground: %(ground)s",
    ),
    Say.ANNULLED_AFTER_RESULT: pgettext_lazy(
        "minutes",
        "Annulled at %(at)s: proposed by %(proposed)s, confirmed by %(confirmed)s. Names and "
        "numbers stay visible and have no effect. Ground: %(ground)s",
    ),
    # Positions, in a list of names and above numbers.
    Say.FOR: pgettext_lazy("minutes", "for"),
    Say.AGAINST: pgettext_lazy("minutes", "against"),
    Say.ABSTAIN: pgettext_lazy("minutes", "abstained"),
    Say.NOT_VOTING: pgettext_lazy("minutes", "did not vote"),
    Say.RECUSED: pgettext_lazy("minutes", "recused"),
    Say.ABSENT: pgettext_lazy("minutes", "absent"),
    Say.UNREACHABLE: pgettext_lazy("minutes", "unreachable"),
    Say.VOTED: pgettext_lazy("minutes", "voted"),
    Say.UNNAMED: pgettext_lazy("minutes", "present"),
    Say.COUNT_FOR: pgettext_lazy("minutes", "For"),
    Say.COUNT_AGAINST: pgettext_lazy("minutes", "Against"),
    Say.COUNT_ABSTAIN: pgettext_lazy("minutes", "Abstained"),
    Say.COUNT_NOT_VOTING: pgettext_lazy("minutes", "Did not vote"),
    Say.COUNT_RECUSED: pgettext_lazy("minutes", "Recused"),
    Say.COUNT_ABSENT: pgettext_lazy("minutes", "Absent"),
    Say.COUNT_UNREACHABLE: pgettext_lazy("minutes", "Unreachable"),
    Say.COUNT_VOTED: pgettext_lazy("minutes", "Voted, without names"),
    Say.COUNT_UNNAMED: pgettext_lazy("minutes", "Present and entitled"),
    Say.COUNT_INVALID: pgettext_lazy("minutes", "Invalid"),
    Say.COUNT_BLANK: pgettext_lazy("minutes", "Blank"),
    # Corrections.
    Say.CORRECTIONS: pgettext_lazy("minutes", "Corrections"),
    Say.CORRECTIONS_EXPLAINED: pgettext_lazy(
        "minutes", "What was entered stays as it is; each correction stands beside it. None changes a result."
    ),
    Say.CORRECTION: pgettext_lazy(
        "minutes",
        "%(subject)s, %(matter)s. Entered: “%(entered)s”. Right: “%(right)s”. Why: %(why)s. "
        "Asked for by %(asked_by)s, entered by %(name)s (%(clerk)s) at %(at)s.",
    ),
    Say.SEE_CORRECTIONS: pgettext_lazy("minutes", "No %(numbers)s in the list of corrections"),
    Say.ABOUT_ENTRY: pgettext_lazy("minutes", "Entry No %(number)s of the ledger"),
    Say.ABOUT_ITEM: pgettext_lazy("minutes", "Agenda item %(number)s"),
    Say.WRONG_TIME: pgettext_lazy("minutes", "a time"),
    Say.WRONG_NAME: pgettext_lazy("minutes", "a name"),
    Say.WRONG_WORDING: pgettext_lazy("minutes", "a wording"),
    Say.WRONG_FIGURE: pgettext_lazy("minutes", "a number"),
    # The end of the document.
    Say.END: pgettext_lazy("minutes", "Adjournment"),
    Say.ADJOURNED_AT: pgettext_lazy(
        "minutes", "The meeting was adjourned at %(at)s by %(name)s. Quorum then: %(quorum)s."
    ),
    Say.ENTRIES: pgettext_lazy("minutes", "Checkpoint of the ledger"),
    Say.ENTRIES_EXPLAINED: pgettext_lazy(
        "minutes",
        "Everything in these minutes comes from the ledger of the meeting, in which every act is an"
        " entry. The checkpoint below commits to all entries up to the adjournment: were one of "
        "them changed, removed or moved later, it would no longer match.",
    ),
    Say.ENTRIES_SIZE: pgettext_lazy("minutes", "Entries covered"),
    Say.ENTRIES_ROOT: pgettext_lazy("minutes", "Root (SHA-256, base64)"),
    Say.ENTRIES_WORDS: pgettext_lazy("minutes", "In five words, as the hall's display showed it"),
    Say.ENTRIES_NOTE: pgettext_lazy(
        "minutes", "The signed note in full (a line ending in ↩ goes on in the next):"
    ),
    Say.SIGNATURES: pgettext_lazy("minutes", "Signatures"),
    Say.SIGNS_INSTEAD: pgettext_lazy(
        "minutes",
        "%(name)s signs in the place of %(before)s, who is prevented (entered at %(at)s): %(ground)s",
    ),
    Say.SIGNED_ELECTRONICALLY: pgettext_lazy(
        "minutes",
        "The electronic signatures are in this file itself, first that of the chair, then that of "
        "the clerk; a printed page carries none. What is entered after the signing stands in the addendum on the "
        "meeting's public page.",
    ),
    # The report of a rehearsal.
    Say.REHEARSAL: pgettext_lazy("minutes", "Rehearsal report"),
    Say.REHEARSAL_NATURE: pgettext_lazy("minutes", "Terminals and displays, tried through the real path"),
    Say.REHEARSAL_SHORT: pgettext_lazy("minutes", "Rehearsal of %(held_on)s"),
    Say.REHEARSED_FROM: pgettext_lazy("minutes", "Started"),
    Say.REHEARSED_TO: pgettext_lazy("minutes", "Ended"),
    Say.REHEARSAL_DONE: pgettext_lazy("minutes", "%(done)s of %(all)s terminals have answered everything."),
    Say.REHEARSAL_LEGEND: pgettext_lazy(
        "minutes",
        "A dash stands where nothing was reported. Latency: milliseconds from the press to its acknowledgement.",
    ),
    Say.HALL: pgettext_lazy("minutes", "Hall"),
    Say.TERMINALS: pgettext_lazy("minutes", "Terminals"),
    Say.DISPLAYS: pgettext_lazy("minutes", "Displays"),
    Say.NO_DISPLAYS: pgettext_lazy("minutes", "The hall has no display."),
    Say.CHECKED_BY: pgettext_lazy("minutes", "Checked by"),
    Say.DEVICE: pgettext_lazy("minutes", "Device"),
    Say.BUTTONS: pgettext_lazy("minutes", "Buttons"),
    Say.KEYS: pgettext_lazy("minutes", "Keys"),
    Say.SOUND: pgettext_lazy("minutes", "Sound"),
    Say.LEGIBLE: pgettext_lazy("minutes", "Legible"),
    Say.LATENCY: pgettext_lazy("minutes", "Latency"),
    Say.SCREEN: pgettext_lazy("minutes", "Screen"),
    Say.ENTRY_SHOWN: pgettext_lazy("minutes", "Entry shown"),
    Say.YES: pgettext_lazy("minutes", "yes"),
    Say.NO: pgettext_lazy("minutes", "no"),
}

FRACTIONS: Mapping[Fraction, "_StrPromise"] = {
    Fraction(1, 2): pgettext_lazy("minutes", "half"),
    Fraction(1, 3): pgettext_lazy("minutes", "one third"),
    Fraction(2, 3): pgettext_lazy("minutes", "two thirds"),
    Fraction(1, 4): pgettext_lazy("minutes", "one quarter"),
    Fraction(3, 4): pgettext_lazy("minutes", "three quarters"),
    Fraction(3, 5): pgettext_lazy("minutes", "three fifths"),
    Fraction(4, 5): pgettext_lazy("minutes", "four fifths"),
}
