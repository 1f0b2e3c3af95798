"""A terminal over a socket: what is pressed there is sent again after a lost link until it is answered."""

import asyncio
import random
from uuid import UUID

from kiosk.client.browser import CONNECT_ERRORS, Browser, TokenRefusedError
from kiosk.client.history import Recorder
from kiosk.client.line import HALL_PACE, Line, Pace
from kiosk.client.pending import Pending
from kiosk.client.presser import Presser
from kiosk.client.wire import ENDED, FORBIDDEN, NOT_SENT, UNKNOWN, Answer, Head, Server, read_answer, write


class Terminal(Line, Presser):
    """Somebody's seat, chair's or clerk's console, or a display, at one meeting.

    `page` is where the token comes from, by default `/meetings/<uuid>/<audience>/`; a display's is its secret
    address.
    """

    def __init__(  # noqa: PLR0913 -- by keyword, most have a default
        self,
        server: Server,
        *,
        meeting: UUID | str,
        audience: str,
        browser: Browser,
        page: str = "",
        name: str = "",
        recorder: Recorder | None = None,
        pace: Pace = HALL_PACE,
        chance: random.Random | None = None,
    ) -> None:
        Line.__init__(self, server, pace=pace, chance=chance)
        Presser.__init__(self, name=name or audience, recorder=recorder)
        self.meeting = meeting
        self.audience = audience
        self.page = page or f"/meetings/{meeting}/{audience}/"
        self._browser = browser
        self._token = ""
        self._is_token_fresh = False
        self._pending = Pending()
        self._asking: dict[str, asyncio.Future[Answer]] = {}

    async def _ask(self, message: dict[str, object], *, press: int | None, patience: float) -> Answer:
        command_id, text = str(message["id"]), write(message)
        if not self.is_linked:
            return Answer(id=command_id, code=NOT_SENT)
        # Two askers of one id share the answer. Noted before it leaves: what has left may count at once.
        future = self._asking.setdefault(command_id, asyncio.get_running_loop().create_future())
        self._pending.add(command_id=command_id, text=text, press=press)
        self._note("sent", text, command_id)
        await self.put(text)
        asking = asyncio.create_task(self._keep_asking(command_id, text))
        try:
            return await asyncio.wait_for(asyncio.shield(future), patience)
        except TimeoutError:
            self._give_up(command_id)
            return future.result()
        except asyncio.CancelledError:
            self._give_up(command_id)
            raise
        finally:
            asking.cancel()

    async def _keep_asking(self, command_id: str, text: str) -> None:
        """Send a command again every few seconds: a message may be lost without the socket ending."""
        while True:
            await asyncio.sleep(self.pace.again)
            if self.is_linked and self._pending.is_wanted(command_id):
                self._note("sent", text, command_id)
                await self.put(text)

    def _give_up(self, command_id: str) -> None:
        self._settle(self._pending.give_up(command_id))
        self._note("unknown", "", command_id)

    def _settle(self, answer: Answer) -> None:
        future = self._asking.pop(answer.id or "", None)
        if future is not None and not future.done():
            future.set_result(answer)

    async def address(self) -> str:
        """Return the socket's address with the newest token, fetched anew where there is none."""
        if self.audience == "public":
            return self.server.socket(self.meeting, self.audience)
        if not self._token:
            try:
                self._token = await self._browser.token(self.page)
            except TokenRefusedError:
                self.ended = ENDED
                raise
            except CONNECT_ERRORS as error:
                raise ConnectionError(f"no token: {error}") from error
            self._is_token_fresh = True
        return self.server.socket(self.meeting, self.audience, self._token)

    def cookies(self) -> str:
        """Return the sign-in's cookies: a token alone is worth nothing."""
        return self._browser.cookies()

    def excuses(self, code: int) -> bool:
        """Give a refused token that was kept from before one more try with a fresh one."""
        is_excused = code in {ENDED, FORBIDDEN} and not self._is_token_fresh
        if is_excused:
            self._token = ""
        return is_excused

    def shows(self) -> tuple[str, int]:
        """Return what the heartbeat reports."""
        return self.screen.epoch, self.screen.v

    async def greeted(self, head: Head, text: str) -> None:
        """Keep the next token and send again what still waits for an answer."""
        self._token, self._is_token_fresh = head.token or self._token, False
        self._note("linked", text)
        if alarm := self.screen.greeted(head):
            self._note("alarm", alarm)
        again, given_up = self._pending.relinked()
        for waiting in given_up:
            self._give_up(waiting.id)
        for waiting in again:
            self._note("sent", waiting.text, waiting.id)
            await self.put(waiting.text)

    def heard(self, head: Head, text: str) -> None:
        """Show a state, hand out an answer, keep a token."""
        if head.type == "frame":
            if self.screen.show_frame(head, text):
                self._note("frame", text)
        elif head.type == "mine":
            if self.screen.show_mine(head, text):
                self._note("mine", text)
        elif head.type == "reply":
            answer = read_answer(text)
            self._note("heard", text, answer.id or "")
            # The server's own `unknown` is no answer yet: it lost sight of its COMMIT, and asking again will tell.
            if answer.code != UNKNOWN and self._pending.answered(answer):
                self._settle(answer)
        elif head.type == "pulse":
            self._token = head.token or self._token

    def lost(self, why: str, *, was_linked: bool) -> None:
        """Forget a token that did not get us in: the next try fetches another. After the last try give up."""
        if not was_linked:
            self._token = ""
        self._note("lost", why)
        if self.ended is not None:
            for command_id in list(self._asking):
                self._give_up(command_id)
