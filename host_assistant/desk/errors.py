"""What the desk answers when it does not do what was asked: a code, and words for a person."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response

from host_assistant.control_room.wording import sentence
from host_assistant.language import _
from host_assistant.show import refusals as no
from host_assistant.show.state import ShowState
from host_assistant.show.state_message import encode


class DeskError(Exception):
    """Ends a request with `{"error": code, "message": text}`, and "field" where one is wrong."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        field: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.field = field
        self.headers = headers

    def response(self) -> Response:
        said = {"error": self.code, "message": self.message}
        if self.field:
            said["field"] = self.field
        return json_response(said, self.status, self.headers)


def json_response(
    content: object, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    return Response(
        encode(content),
        status,
        {"Cache-Control": "no-store", **(headers or {})},
        media_type="application/json",
    )


def wrong_field(field: str, message: str) -> DeskError:
    return DeskError(422, "wrong_field", message, field=field)


def not_json() -> DeskError:
    return DeskError(400, "unreadable", _("The request could not be read: it is not JSON."))


# The rest of such a request is not waited for.
_NO_MORE = {"Connection": "close"}


def too_large(most_bytes: int) -> DeskError:
    message = _("The request is larger than {most} kB.").format(most=most_bytes // 1000)
    return DeskError(413, "too_large", message, headers=_NO_MORE)


def headers_too_large() -> DeskError:
    message = _("The request carries too much beside what is asked.")
    return DeskError(431, "too_large", message, headers=_NO_MORE)


def too_slow() -> DeskError:
    message = _("The request did not arrive in time. Nothing was taken; send it again.")
    return DeskError(408, "too_slow", message, headers=_NO_MORE)


def not_signed_in() -> DeskError:
    return DeskError(
        401,
        "not_signed_in",
        _("The token is missing or wrong. Lên Sóng shows the right one when it starts."),
        headers={"WWW-Authenticate": "Bearer"},
    )


def foreign_host() -> DeskError:
    return DeskError(403, "foreign_host", _("Only this computer may ask here."))


def other_address() -> DeskError:
    message = _("This is not the address that the computer of the show gave. Scan its code again.")
    return DeskError(403, "foreign_host", message)


def foreign_origin() -> DeskError:
    message = _("Another page tried to ask here. Only Lên Sóng's own pages may.")
    return DeskError(403, "foreign_origin", message)


def stale_page() -> DeskError:
    return DeskError(403, "stale_page", _("This page is an old one. Open it again."))


def device_not_signed_in() -> DeskError:
    message = _(
        "This device is not signed in, or no longer. Scan the code on the computer of the show."
    )
    return DeskError(401, "not_signed_in", message)


def not_for_this_role() -> DeskError:
    message = _("This device was not let in for that. Ask at the computer of the show.")
    return DeskError(403, "not_allowed", message)


def wrong_code() -> DeskError:
    message = _("This code is wrong or too old. Look at the computer of the show and try again.")
    return DeskError(403, "wrong_code", message)


def too_many_tries(wait_s: int) -> DeskError:
    message = _(
        "Too many wrong codes came in, so no more are looked at for {minutes} minutes. "
        "Scanning the picture of the code still works."
    ).format(minutes=-(-wait_s // 60))
    return DeskError(429, "too_many_tries", message, headers={"Retry-After": str(wait_s)})


def too_many_devices() -> DeskError:
    message = _(
        "As many devices are signed in as may be. Have one thrown out at the computer of the show."
    )
    return DeskError(409, "too_many_devices", message)


def no_such_page() -> DeskError:
    return DeskError(404, "not_found", _("There is nothing at this address."))


def wrong_method(headers: Mapping[str, str] | None) -> DeskError:
    return DeskError(
        405, "wrong_method", _("This address does not take such a request."), headers=headers
    )


def wifi_closed() -> DeskError:
    return DeskError(409, "wifi_closed", _("The door to the Wi-Fi is closed. Open it first."))


def unknown_device() -> DeskError:
    return DeskError(404, "unknown_device", _("No such device is signed in."))


def too_busy(wait_s: int = 1) -> DeskError:
    return DeskError(
        429,
        "too_busy",
        _("Too much is being asked at once. Ask again in a second; nothing was taken."),
        headers={"Retry-After": str(wait_s)},
    )


def other_show() -> DeskError:
    return DeskError(
        409,
        "other_show",
        _("It was written down in an earlier show. Send it into this one, or drop it?"),
    )


def taken_in_other_show() -> DeskError:
    return DeskError(
        409,
        "taken_in_other_show",
        _(
            "This order was taken in an earlier show and stands there, so it cannot be taken back "
            "here. Tell the host."
        ),
    )


def show_closed() -> DeskError:
    """The program is on its way out: the answer is as if no show were open."""
    return DeskError(409, no.ShowNotOpen.code, sentence(no.ShowNotOpen(), ShowState()))


def failed(code: str = "internal", message: str = "") -> DeskError:
    said = message or _(
        "Lên Sóng could not do this. The broadcast goes on; look at the screen whether it was "
        "taken before you ask again."
    )
    return DeskError(500, code, said)


# Refusals that say that what was sent is wrong, and the field that is: (status, field).
_ABOUT_A_FIELD: dict[type[no.Refused], tuple[int, str]] = {
    no.UnknownProduct: (422, "sku"),
    no.WrongPrice: (422, "price_vnd"),
    no.WrongDuration: (422, "until_s"),
    no.WrongQuantity: (422, "lines"),
    no.EmptyOrder: (422, "lines"),
    no.UnknownOrder: (404, ""),
    no.NotInInbox: (404, ""),
}


def refused(refusal: no.Refused, state: ShowState, field: str = "") -> DeskError:
    """The show's typed refusal as an answer; `field` says more exactly which one is wrong."""
    status, usual_field = _ABOUT_A_FIELD.get(type(refusal), (409, ""))
    told = (field or usual_field) if status == 422 else ""
    return DeskError(status, refusal.code, _said(refusal, state), field=told)


def _said(refusal: no.Refused, state: ShowState) -> str:
    """In the window's words, but where those name something to press there."""
    if isinstance(refusal, no.StageAway):
        return _(
            "OBS does not answer, so the broadcast cannot start. Open OBS on the computer of the "
            "show and ask again: it is found by itself."
        )
    return sentence(refusal, state)
