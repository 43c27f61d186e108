"""Signing in with a code from the computer of the show, and signing out."""

from __future__ import annotations

import math
from typing import Annotated

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from host_assistant.desk import errors
from host_assistant.desk.bodies import Body, read
from host_assistant.desk.codes import Codes, TooManyTries, WrongCode
from host_assistant.desk.devices import Devices, TooManyDevices
from host_assistant.desk.guard import visitor_of
from host_assistant.desk.wifi_guard import COOKIE, address_of

SIGNED_IN_FOR_S = 12 * 3600


class SignInBody(Body, frozen=True):
    code: Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
    name: Annotated[str, msgspec.Meta(max_length=200)] = ""


class SignIn:
    def __init__(self, devices: Devices, codes: Codes) -> None:
        self._devices = devices
        self._codes = codes

    async def sign_in(self, request: Request) -> Response:
        """A good code sets the cookie and says which page is the device's: {"to": "/helper"}."""
        body = await read(request, SignInBody)
        try:
            role = self._codes.redeem(body.code, address_of(request.scope))
            admitted = self._devices.admit(
                role, body.name, instead_of=request.cookies.get(COOKIE, "")
            )
        except WrongCode:
            raise errors.wrong_code() from None
        except TooManyTries as put_off:
            raise errors.too_many_tries(math.ceil(put_off.wait_s)) from None
        except TooManyDevices:
            raise errors.too_many_devices() from None
        answer = errors.json_response({"to": f"/{role}"})
        answer.set_cookie(
            COOKIE, admitted.token, max_age=SIGNED_IN_FOR_S, httponly=True, samesite="strict"
        )
        return answer

    async def sign_out(self, request: Request) -> Response:
        device = visitor_of(request.scope).device
        if device is not None:
            self._devices.throw_out(device.device_id)
        answer = errors.json_response({"to": "/"})
        answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
        return answer
