"""Files that belong to an installation beside its database: secrets, which are kept apart, and documents."""

import os
import shutil
from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

from django.conf import settings

from ledger.queries import public_key_file
from ledger.refusals import MissingFile
from ledger.safekeeping.formats import KeyFile, Keys

COOKIES = "secret-key"


def secret_places() -> dict[str, Path]:
    """Return the files and directories of secrets, under the names that a backup gives them."""
    return {
        "ledger.pem": Path(settings.LEDGER_KEY_FILE),
        "ledger.pem.pub": public_key_file(),
        "pin-pepper": Path(settings.PIN_PEPPER_FILE),
        COOKIES: Path(settings.SECRET_KEY_FILE),
        "signers": Path(settings.SIGNING_DIR),
        "tls": Path(settings.TLS_DIR),
    }


def document_places() -> dict[str, Path]:
    """Return the directories of documents, under the names that a backup gives them."""
    return {"papers": Path(settings.PAPERS_DIR)}


def read_keys() -> Keys:
    """Return all secrets that there are."""
    return Keys([KeyFile(name, path.read_bytes()) for name, path in _files(secret_places())])


def documents() -> Iterator[tuple[str, Path]]:
    """Yield all documents there are, each with the name that a backup gives it."""
    return _files(document_places())


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def keys_in_the_way(keys: Keys) -> list[Path]:
    """Return the files that hold something else than what the backup would put there.

    The secret of cookies is none of them: starting the program made one, which the backup's replaces.
    """
    there = [(_placed(file.name, secret_places()), file) for file in keys.files if file.name != COOKIES]
    return [path for path, file in there if path.exists() and path.read_bytes() != file.content]


def write_keys(keys: Keys) -> None:
    """Put secrets where they belong, readable by their owner only."""
    for file in keys.files:
        path = _placed(file.name, secret_places())
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f"{path.name}.restored")
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as written:
            written.write(file.content)
            os.fsync(written.fileno())
        draft.rename(path)


def write_document(name: str, content: Path) -> None:
    """Put a document where it belongs."""
    path = _placed(name, document_places())
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(content, path)


def _placed(name: str, places: dict[str, Path]) -> Path:
    """Return where a file of this name belongs; a name that would lead elsewhere is a damaged backup's."""
    first, _, rest = name.partition("/")
    if first not in places or ".." in rest.split("/"):
        raise MissingFile(file=name)
    return places[first] / rest if rest else places[first]


def _files(places: dict[str, Path]) -> Iterator[tuple[str, Path]]:
    for name, place in places.items():
        if place.is_file():
            yield name, place
        for path in sorted(place.rglob("*")) if place.is_dir() else ():
            if path.is_file():
                yield f"{name}/{path.relative_to(place)}", path
