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


def too_large() -> DeskError:
    return DeskError(413, "too_large", _("The request is larger than 1 MB."))


def not_signed_in() -> DeskError:
    return DeskError(
        401,
        "not_signed_in",
        _("The token is missing or wrong. Lên Sóng shows the right one when it starts."),
        headers={"WWW-Authenticate": "Bearer"},
    )


def foreign_host() -> DeskError:
    return DeskError(403, "foreign_host", _("Only this computer may ask here."))


def no_such_page() -> DeskError:
    return DeskError(404, "not_found", _("There is nothing at this address."))


def wrong_method(headers: Mapping[str, str] | None) -> DeskError:
    return DeskError(
        405, "wrong_method", _("This address does not take such a request."), headers=headers
    )


def too_busy() -> DeskError:
    return DeskError(
        429,
        "too_busy",
        _("Too much is being asked at once. Ask again in a second; nothing was taken."),
        headers={"Retry-After": "1"},
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
