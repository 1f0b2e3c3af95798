"""A country's rules as one file gives them: read, checked, and named with their source; who takes them is elsewhere."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from council.domain.orders import StandingOrders
from council.domain.rules import Majority
from council.domain.scripts import in_latin
from council.domain.shares import WrongOrders

SECRECIES = ("open", "named", "secret")
"""How openly a matter is to be decided, as agenda.domain.secrecy has it."""

NOT_SAID = object()


class WrongPack(ValueError):
    """A file of rules that cannot be: says the file, the key, and why."""

    def __init__(self, file: str, key: str, why: str) -> None:
        """Keep the key."""
        super().__init__(f"{file}: {key}: {why}")
        self.key = key


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a rule was read: the article and the address of its text. Without an article it is not verified."""

    article: str = ""
    source: str = ""

    @property
    def is_verified(self) -> bool:
        """Return whether the rule was read in its source."""
        return bool(self.article)


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """What a matter is decided under: the majority that the article demands, and how openly it is voted.

    ``title`` is what the matter is, in the pack's language; the key "" is that of every matter no other basis is for.
    """

    key: str
    majority: Majority
    provenance: Provenance
    title: str = ""
    secrecy: str = "open"


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: a basis, or the question of a quorum, with numbers, and what follows."""

    numbers: Mapping[str, int]
    outcome: str
    basis: str = ""
    is_quorum: bool = False
    settled: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """The rules of one country or land, between two days; an end that is not known is open."""

    code: str
    name: str
    language: str
    orders: StandingOrders
    quorum: Provenance
    bases: tuple[LegalBasis, ...]
    valid_from: date | None = None
    valid_to: date | None = None
    roles: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()

    def basis(self, key: str) -> LegalBasis | None:
        """Return the legal basis of this key, "" being the ordinary one; None if the pack has no such."""
        return next((basis for basis in self.bases if basis.key == key), None)

    def is_in_force(self, day: date) -> bool:
        """Tell whether the rules apply on this day."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


def role_names(pack: Pack | None, language: str) -> Mapping[str, str]:
    """Return what a pack calls chair, deputy and clerk in a language; nothing where it has no names in that one.

    Serbian is kept in Cyrillic letters and read in Latin ones too.
    """
    if pack is None or language.removesuffix("-latn") != pack.language:
        return {}
    is_latin = language != pack.language
    return {role: in_latin(name) if is_latin else name for role, name in pack.roles.items()}


class Table:
    """A table of the file whose keys are taken one by one; what nobody took is unknown to it."""

    def __init__(self, file: str, name: str, content: Mapping[str, Any]) -> None:
        self.file = file
        self.name = name
        self.left = dict(content)

    def take(self, key: str, kind: type, default: Any = NOT_SAID) -> Any:
        """Return the value of a key. Refuses (WrongPack) one that is missing without a default, or of another type."""
        value = self.left.pop(key, default)
        if value is NOT_SAID:
            raise self.wrong(key, "it is missing")
        if value is not default and type(value) is not kind:
            raise self.wrong(key, f"not a {kind.__name__}: {value!r}")
        return value

    def tables(self, key: str) -> list["Table"]:
        """Return the tables of an array, each named by its place, from 1."""
        return [
            Table(self.file, f"{self.path(key)}[{place}]", content)
            for place, content in enumerate(self.take(key, list, []), start=1)
        ]

    def table(self, key: str, default: Any = NOT_SAID) -> "Table":
        """Return the table under a key."""
        return Table(self.file, self.path(key), self.take(key, dict, default))

    def end(self) -> None:
        """Refuse (WrongPack) a key that nobody took."""
        for key in self.left:
            raise self.wrong(key, "the key is unknown")

    def path(self, key: str) -> str:
        """Return the full name of a key."""
        return f"{self.name}.{key}" if self.name else key

    def wrong(self, key: str, why: str) -> WrongPack:
        """Return the refusal of a key."""
        return WrongPack(self.file, self.path(key), why)


def read_pack(text: str, *, file: str) -> Pack:
    """Read a pack from TOML. Refuses (WrongPack) what is no TOML, and the first key that cannot be."""
    try:
        top = Table(file, "", tomllib.loads(text))
    except tomllib.TOMLDecodeError as wrong:
        raise WrongPack(file, "TOML", str(wrong)) from None
    quorum, ordinary = top.table("quorum"), top.table("ordinary")
    found = _provenance(quorum), _provenance(ordinary)
    orders = _orders(top.table("orders", {}), quorum.left, {**ordinary.left, "article": found[1].article})
    bases = (LegalBasis("", orders.majority, found[1]), *map(_basis, top.tables("basis")))
    pack = Pack(
        code=top.take("code", str),
        name=top.take("name", str),
        language=top.take("language", str),
        valid_from=top.take("valid_from", date, None),
        valid_to=top.take("valid_to", date, None),
        roles=_roles(top.table("roles", {})),
        orders=orders,
        quorum=found[0],
        bases=bases,
        examples=tuple(_example(table, {basis.key for basis in bases}) for table in top.tables("example")),
    )
    top.end()
    for place, basis in enumerate(bases):
        if pack.basis(basis.key) is not basis:
            raise WrongPack(file, f"basis[{place}].key", f"two have the key {basis.key!r}")
    return pack


def _provenance(table: Table) -> Provenance:
    """Take article and source, or the word that the rule is unverified: one of the two stands beside every rule."""
    article, source = table.take("article", str, ""), table.take("source", str, "")
    if table.take("unverified", bool, default=False) is bool(article):
        raise table.wrong("article", "a rule names the article it was read in, or says that it is unverified")
    if article and not source:
        raise table.wrong("source", "an article is read in a source")
    return Provenance(article, source)


def _orders(table: Table, quorum: Mapping[str, Any], ordinary: Mapping[str, Any]) -> StandingOrders:
    """Return the standing orders that quorum, ordinary majority and the further rules make together."""
    plain: dict[str, Any] = {}
    steps = (("quorum", {"quorum": quorum}), ("ordinary", {"majority": ordinary}), ("orders", table.left))
    for name, rules in steps:
        plain |= rules
        try:
            orders = StandingOrders.from_plain(plain)
        except WrongOrders as wrong:
            raise WrongPack(table.file, name, str(wrong)) from None
    return orders


def _basis(table: Table) -> LegalBasis:
    key, title = table.take("key", str), table.take("title", str, "")
    secrecy, provenance = table.take("secrecy", str, "open"), _provenance(table)
    if secrecy not in SECRECIES:
        raise table.wrong("secrecy", f"not one of {', '.join(SECRECIES)}: {secrecy!r}")
    try:
        majority = Majority.from_plain({**table.left, "article": provenance.article})
    except WrongOrders as wrong:
        raise WrongPack(table.file, table.name, str(wrong)) from None
    return LegalBasis(key, majority, provenance, title, secrecy)


def _roles(table: Table) -> dict[str, str]:
    roles: dict[str, str] = {
        key: table.take(key, str) for key in ("chair", "deputy", "clerk") if key in table.left
    }
    table.end()
    return roles


NUMBERS = ("total", "in_office", "present", "recused", "invalid", "for", "against", "abstain")


def _example(table: Table, keys: set[str]) -> Example:
    basis = table.take("basis", str, "")
    if basis not in keys:
        raise table.wrong("basis", f"no basis has the key {basis!r}")
    example = Example(
        numbers={name: table.take(name, int) for name in NUMBERS if name in table.left},
        outcome=table.take("outcome", str),
        basis=basis,
        is_quorum=table.take("is_quorum", bool, default=False),
        settled=table.take("settled", str, ""),
    )
    table.end()
    return example
