"""WebSocket by hand, the client's half: the handshake, frames out, frames in. As light as measuring clients must be."""

import struct

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
HEAD_END = b"\r\n\r\n"


def handshake(*, port: int, path: str, cookie: str = "") -> bytes:
    """Return the request that opens a WebSocket; its origin is the server itself. Compression is not offered."""
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"Origin: http://127.0.0.1:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: a3ZvcnVtLWlzLWEtd29yZA==",
        "Sec-WebSocket-Version: 13",
        *([f"Cookie: {cookie}"] if cookie else []),
    ]
    return "\r\n".join(lines).encode() + HEAD_END


def is_accepted(head: bytes) -> bool:
    """Tell whether the server agreed to the handshake."""
    return head.startswith(b"HTTP/1.1 101 ")


def outgoing(opcode: int, payload: bytes) -> bytes:
    """Return a client's frame. It is masked, as it must be, with the key 0, which changes nothing."""
    size = len(payload)
    if size < 126:
        return bytes((0x80 | opcode, 0x80 | size, 0, 0, 0, 0)) + payload
    return struct.pack("!BBHI", 0x80 | opcode, 0x80 | 126, size, 0) + payload


def served(text: bytes) -> bytes:
    """Return a server's text frame."""
    size = len(text)
    return (bytes((0x81, size)) if size < 126 else struct.pack("!BBH", 0x81, 126, size)) + text


def incoming(buffer: bytearray) -> list[tuple[int, bytes]]:
    """Take whole frames of a server out of the buffer: opcode and payload of each."""
    found = []
    start = 0
    while len(buffer) - start >= 2:
        size, begin = buffer[start + 1] & 0x7F, start + 2
        mask = 4 if buffer[start + 1] & 0x80 else 0
        if size >= 126:
            wide = 2 if size == 126 else 8
            size = int.from_bytes(buffer[begin : begin + wide], "big")
            begin += wide
        begin += mask
        if len(buffer) < begin + size:
            break
        found.append((buffer[start] & 0x0F, bytes(buffer[begin : begin + size])))
        start = begin + size
    del buffer[:start]
    return found
