"""A council meeting told as entries, for the tests of the record and of the minutes; no database.

The cast is fixed: the chair, the clerk, the mayor, and councillors; more are made up where a test wants a crowd.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from council.domain.halls import Shape, hall_plan
from council.domain.plans import to_plain
from voting.domain.record import Line

SPACE = UUID("6d1c3a52-6f5e-4c0e-9a53-3a6f0c8e1b11")
OPENS = datetime(2026, 11, 5, 8, 0, tzinfo=UTC)

CHAIR = "Мария Петрова Стоянова"
CLERK = "Елена Димитрова"
MAYOR = "Стефан Илиев Колев"
NAMES = (
    CHAIR,
    "Александър Георгиев Тодоров",
    "Борислав Николов",
    "Венета Христова-Маринова",
    "Георги Иванов Йорданов",
    "Десислава Ангелова",
    "Емил Костадинов",
    "Живко Желев",
    "Здравка Пейчева-Константинова",
    "Ивайло Шишков",
    "Йоана Щерева",
    "Калоян Цветанов",
    "Людмила Чолакова",
    "Николай Юлиянов Яков",
    "Огнян Ъглев",
    "Радостина Жекова",
    "Цветелина Фердинандова",
)
TITLES = (
    "Приемане на дневния ред",
    "Отчет за изпълнението на бюджета на общината за третото тримесечие на 2026 г.",
    "Изменение на Наредба № 7 за определянето на местните такси и цени на услуги",
    "Продажба на поземлен имот с идентификатор 12345.501.77 по плана на с. Долна река",
    "Разни",
)


def id_of(name: str) -> str:
    """Return the id of a person or thing, always the same for the same name."""
    return str(uuid5(SPACE, name))


class Story:
    """Entries as they would stand in a log, a second apart."""

    def __init__(self, names: Sequence[str] = NAMES, titles: Sequence[str] = TITLES) -> None:
        self.names = tuple(names)
        self.titles = tuple(titles)
        self.at = OPENS
        self.lines: list[Line] = []
        self.present: list[str] = []
        self.votes = 0

    @property
    def chair(self) -> str:
        """Return the chair as an actor."""
        return f"chair:{id_of(CHAIR)}"

    @property
    def clerk(self) -> str:
        """Return the clerk as an actor."""
        return f"clerk:{id_of(CLERK)}"

    def tell(self, kind: str, /, *, actor: str = "", seconds: int = 1, **body: Any) -> "Story":
        """Add one entry."""
        self.at += timedelta(seconds=seconds)
        at = self.at.isoformat(timespec="microseconds").replace("+00:00", "Z")
        self.lines.append((len(self.lines), kind, at, actor or self.chair, body))
        return self

    def arrive(self, *names: str, by_self: bool = True) -> "Story":
        """Let people come in."""
        for name in names:
            person = id_of(name)
            actor = f"councillor:{person}" if by_self else self.clerk
            self.tell("agenda.member.arrived", actor=actor, person=person, name=name, by_self=by_self)
            self.present.append(name)
        return self

    def leave(self, *names: str, by_self: bool = False) -> "Story":
        """Let people go out."""
        for name in names:
            person = id_of(name)
            actor = f"councillor:{person}" if by_self else self.clerk
            self.tell("agenda.member.left", actor=actor, person=person, name=name, by_self=by_self)
            self.present.remove(name)
        return self

    def quorum(self) -> dict[str, Any]:
        """Return the quorum as of now."""
        here = sum(name in self.names for name in self.present)
        needed = len(self.names) // 2 + 1
        return {"present": here, "needed": needed, "is_met": here >= needed}

    def open(self, **changes: Any) -> "Story":
        """Open the meeting."""
        return self.tell("agenda.meeting.opened", **self.opening() | changes)

    def under(self, **orders: Any) -> "Story":
        """Let the meeting have been opened under these standing orders."""
        opening = next(body for _, kind, _, _, body in self.lines if kind == "agenda.meeting.opened")
        opening["rules"]["orders"] = orders
        return self

    def opening(self) -> dict[str, Any]:
        """Return the body of the opening."""
        groups = (("Група „Единство за Долна река“", "ЕДР"), ("Гражданска листа", "ГЛ"), (None, None))
        people = [
            {
                "person": id_of(name),
                "name": name,
                "group": groups[place % 3][0],
                "group_short": groups[place % 3][1],
                "seat": place + 1,
                "mandate": True,
                "capacity": "",
            }
            for place, name in enumerate(self.names)
        ]
        people.append(
            {
                "person": id_of(MAYOR),
                "name": MAYOR,
                "group": None,
                "group_short": None,
                "seat": len(self.names) + 1,
                "mandate": False,
                "capacity": "кмет на общината",
            }
        )
        return {
            "meeting": id_of("meeting"),
            "number": 12,
            "title": "Редовно заседание",
            "held_on": "2026-11-05",
            "municipality": {"id": id_of("Долна река"), "name": "Община Долна река"},
            "body": {
                "id": id_of("council"),
                "name": "Общински съвет",
                "statutory_number": len(self.names),
            },
            "people": people,
            "hall": {"name": "Зала 1", **to_plain(hall_plan(Shape.HEMICYCLE, len(people)))},
            "items": [
                {
                    "item": id_of(title),
                    "number": str(place),
                    "title": title,
                    "motions": [{"motion": id_of(title + "!"), "kind": "main", "text": f"Приема: {title}"}],
                }
                for place, title in enumerate(self.titles, start=1)
            ],
            "rules": {"digest": "0" * 64},
            "quorum": self.quorum(),
            "without_quorum": False,
            "chair": {"person": id_of(CHAIR), "name": CHAIR},
            "clerk": {"person": id_of(CLERK), "name": CLERK},
        }

    def activate(self, title: str) -> "Story":
        """Take up an item."""
        return self.tell(
            "agenda.item.activated",
            seconds=40,
            item=id_of(title),
            number=str(self.titles.index(title) + 1),
            title=title,
        )

    def prepare(
        self,
        title: str,
        *,
        mode: str = "electronic",
        repeats: str | None = None,
        more: Mapping[str, Any] | None = None,
        **rule: Any,
    ) -> str:
        """Prepare a vote on an item and return its id; `more` is further fields of its entry."""
        self.votes += 1
        vote = id_of(f"vote {self.votes}")
        majority = {"base": "present", "fraction": "1/2", "is_strict": True} | rule
        body = {
            "vote": vote,
            "number": self.votes,
            "item": id_of(title),
            "item_number": str(self.titles.index(title) + 1),
            "motion": id_of(title + "!"),
            "title": title,
            "text": f"Приема: {title}",
            "mode": mode,
            "majority": majority,
            "repeats": repeats,
        }
        self.tell("voting.vote.prepared", **body | dict(more or {}))
        return vote

    def roll(self, recused: Sequence[str] = ()) -> list[dict[str, Any]]:
        """Return the roll as of now."""
        return [
            {
                "person": id_of(name),
                "name": name,
                "seat": place + 1,
                "group": "ЕДР",
                "weight": 1,
                "standing": "recused" if name in recused else "present" if name in self.present else "absent",
            }
            for place, name in enumerate(self.names)
        ]

    def open_vote(self, vote: str, *, recused: Sequence[str] = (), **more: Any) -> "Story":
        """Open a prepared vote; `more` is further fields of its entry."""
        return self.tell(
            "voting.vote.opened",
            vote=vote,
            roll=self.roll(recused),
            quorum=self.quorum(),
            without_quorum=False,
            **more,
        )

    def cast(self, vote: str, name: str, choice: str, *, press: int = 1) -> "Story":
        """Let somebody press."""
        person = id_of(name)
        return self.tell(
            "voting.ballot.cast",
            actor=f"councillor:{person}",
            seconds=0,
            vote=vote,
            person=person,
            choice=choice,
            press=press,
        )

    def close(self, vote: str, missing: Sequence[str] = ()) -> "Story":
        """Close a vote."""
        return self.tell(
            "voting.vote.closed", seconds=20, vote=vote, missing=[id_of(name) for name in missing]
        )

    def declare(self, vote: str, positions: Mapping[str, str], /, **changes: Any) -> "Story":
        """Declare a named vote from each name's position; the majority is more than half of those present."""
        sums = dict.fromkeys(
            ("for", "against", "abstain", "not_voting", "recused", "absent", "unreachable"), 0
        )
        for position in positions.values():
            sums[position] += 1
        here = sums["for"] + sums["against"] + sums["abstain"] + sums["not_voting"] + sums["unreachable"]
        body = {
            "vote": vote,
            "positions": {id_of(name): position for name, position in positions.items()},
            "tally": sums,
            **self.verdict(sums, here),
            "decision": str(100 + self.votes),
        }
        return self.tell("voting.vote.declared", **body | changes)

    def verdict(self, sums: Mapping[str, int], here: int) -> dict[str, Any]:
        """Return outcome and reason."""
        needed = here // 2 + 1
        enough = sums["for"] >= needed
        reason = {
            "code": "enough_for" if enough else "too_few_for" if sums["for"] else "nobody_for",
            "base": "present",
            "base_size": here,
            "fraction": "1/2",
            "is_strict": True,
            "needed": needed,
            "obtained": sums["for"],
            "against": sums["against"],
        }
        return {"outcome": "adopted" if enough else "rejected", "reason": reason}

    def vote(
        self,
        title: str,
        choices: Mapping[str, str],
        *,
        recused: Sequence[str] = (),
        repeats: str | None = None,
    ) -> str:
        """Tell an entire named vote: those present who have no choice did not vote."""
        vote = self.prepare(title, repeats=repeats)
        self.open_vote(vote, recused=recused)
        for name, choice in choices.items():
            self.cast(vote, name, choice)
        missing = [n for n in self.names if n in self.present and n not in choices and n not in recused]
        self.close(vote, missing)
        self.declare(vote, {name: self.position(name, choices, recused) for name in self.names})
        return vote

    def position(self, name: str, choices: Mapping[str, str], recused: Sequence[str]) -> str:
        """Return what became of somebody."""
        if name in recused:
            return "recused"
        return choices.get(name, "not_voting" if name in self.present else "absent")

    def adjourn(self) -> "Story":
        """End the meeting."""
        return self.tell("agenda.meeting.adjourned", seconds=60, quorum=self.quorum())

    def __iter__(self) -> Iterator[Line]:
        return iter(self.lines)
