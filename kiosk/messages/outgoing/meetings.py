"""The meeting, its item and its floor in a frame."""

import msgspec

from kiosk.messages.outgoing.letters import Correspondence


class Quorum(msgspec.Struct, frozen=True, kw_only=True):
    """Who is needed and who is there, and the sentence that says so.

    `article` is where its rule was read, or says that it is unverified. Where it is lacking, `may_say_so` tells whether
    the chair may go on by saying so, and `way` what may be done else. `checked` tells of the last check on demand. While
    answers by correspondence are sealed, `present` is known to chair and clerk only.
    """

    present: int | None
    needed: int
    is_met: bool
    text: str
    article: str = ""
    may_say_so: bool = True
    way: str | None = None
    checked: str | None = None


class Presiding(msgspec.Struct, frozen=True, kw_only=True):
    """Who presides now, and the sentence that says so."""

    person: str
    name: str
    text: str


class Break(msgspec.Struct, frozen=True, kw_only=True):
    """A break: since when, until when it was announced, and the sentence that says so."""

    since: str
    until: str
    is_other_day: bool
    text: str


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Who has the floor, for what, and the clock of the speech, by the server's.

    Of `limit` seconds, None for no limit, those from `runs_from` to now are used, or to `paused_at` while the chair
    interrupts. `warning` seconds before the end the speaker is warned, `grace` after it the floor ends.
    """

    request: str
    person: str | None
    name: str
    since: str
    kind: str
    to: str | None
    limit: int | None
    runs_from: str
    paused_at: str | None
    warning: int
    grace: int


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who asked to speak, for what, to whose speech, and at which place of the queue."""

    request: str
    person: str | None
    name: str
    asked_at: str
    kind: str
    to: str | None
    limit: int | None
    place: int
    is_next: bool
    is_beyond: bool


class Floor(msgspec.Struct, frozen=True, kw_only=True):
    """Who speaks, and who waits in the order of the rules; outside the hall only who speaks.

    `extension` is by how many seconds the chair extends a speech.
    """

    speaker: Speaker | None
    queue: list[Waiting]
    extension: int = 0


class MeetingState(msgspec.Struct, frozen=True, kw_only=True):
    """The heading of a frame; `may_abstain` says whether abstaining is a choice in its votes.

    `has_proxies` says whether the standing orders let members vote for others, or somebody was to before they changed;
    `correspondence` is there where the council decides without coming together.
    """

    id: str
    number: int
    title: str
    body: str
    municipality: str
    is_demonstration: bool
    is_practice: bool
    is_rehearsal: bool
    stage: str
    stage_text: str
    quorum: Quorum
    may_abstain: bool = True
    has_proxies: bool = False
    correspondence: Correspondence | None = None


class ItemState(msgspec.Struct, frozen=True, kw_only=True):
    """The active agenda item; `note` says what procedural motions brought about on it.

    Of one that `is_closed` the public gets neither title nor note, and no vote and no floor beside it.
    """

    id: str
    number: str
    title: str
    note: str = ""
    is_closed: bool = False
