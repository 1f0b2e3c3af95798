"""Frames of RFC 6455, cut out of streams that arrive in any pieces."""

from hypothesis import given
from hypothesis import strategies as st

from tests.storm.frames import Cutter, Kind, Piece, read_frame, unmask

REQUEST = b"GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"

# RFC 6455, section 5.7
HELLO = bytes.fromhex("810548656c6c6f")
MASKED_HELLO = bytes.fromhex("818537fa213d7f9f4d5158")
FRAGMENTS = [bytes.fromhex("010348656c"), bytes.fromhex("80026c6f")]
PING = bytes.fromhex("890548656c6c6f")
BYTES_256 = bytes.fromhex("827e0100") + bytes(256)
BYTES_64K = bytes.fromhex("827f0000000000010000") + bytes(65_536)


def cut(*parts: bytes) -> list[Piece]:
    cutter = Cutter()
    return [piece for part in parts for piece in cutter.feed(part)]


def test_examples_of_the_rfc() -> None:
    stream = REQUEST + HELLO + MASKED_HELLO + BYTES_256 + BYTES_64K
    assert cut(stream) == [
        Piece(Kind.HEAD, REQUEST),
        Piece(Kind.MESSAGE, HELLO, b"Hello"),
        Piece(Kind.MESSAGE, MASKED_HELLO, b"Hello"),
        Piece(Kind.MESSAGE, BYTES_256, bytes(256)),
        Piece(Kind.MESSAGE, BYTES_64K, bytes(65_536)),
    ]


def test_fragments_are_one_message_and_let_control_frames_pass() -> None:
    assert cut(REQUEST, FRAGMENTS[0], PING, FRAGMENTS[1])[1:] == [
        Piece(Kind.CONTROL, PING),
        Piece(Kind.MESSAGE, FRAGMENTS[0] + FRAGMENTS[1], b"Hello"),
    ]


def test_extensions_leave_the_head() -> None:
    head = REQUEST[:-2] + b"Sec-WebSocket-Extensions: permessage-deflate\r\nHost: hall\r\n\r\n"
    assert cut(head) == [Piece(Kind.HEAD, REQUEST[:-2] + b"Host: hall\r\n\r\n")]


def test_what_does_not_upgrade_passes_as_bytes() -> None:
    refusal = b"HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket\r\n\r\n"
    assert cut(refusal + b"\x81\x00sorry", b"!") == [
        Piece(Kind.HEAD, refusal),
        Piece(Kind.BYTES, b"\x81\x00sorry"),
        Piece(Kind.BYTES, b"!"),
    ]


def test_what_is_left_at_the_end_is_not_lost() -> None:
    cutter = Cutter()
    list(cutter.feed(REQUEST + FRAGMENTS[0] + HELLO[:3]))
    assert cutter.rest() == FRAGMENTS[0] + HELLO[:3]


@given(st.lists(st.integers(0, 400)), st.integers(1, 400))
def test_pieces_do_not_depend_on_how_the_stream_arrives(sizes: list[int], step: int) -> None:
    stream = REQUEST + b"".join(_frame(bytes([size % 256]) * size) for size in sizes)
    parts = [stream[start : start + step] for start in range(0, len(stream), step)]
    assert cut(*parts) == cut(stream)
    assert b"".join(piece.raw for piece in cut(*parts)) == stream


@given(st.binary(max_size=300), st.binary(min_size=4, max_size=4))
def test_masking_twice_is_no_mask(payload: bytes, mask: bytes) -> None:
    assert unmask(unmask(payload, mask), mask) == payload


def test_an_incomplete_frame_is_none() -> None:
    for frame in (HELLO, MASKED_HELLO, BYTES_256, BYTES_64K):
        assert all(read_frame(frame[:end]) is None for end in range(min(len(frame), 15)))
        assert read_frame(frame[:-1]) is None


def _frame(payload: bytes) -> bytes:
    length = len(payload)
    header = bytes([length]) if length < 126 else bytes([126]) + length.to_bytes(2, "big")
    return b"\x81" + header + payload
