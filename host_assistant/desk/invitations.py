"""Letting devices in and out over HTTP, as the window does it: for the program's token alone."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from host_assistant.desk import errors
from host_assistant.desk.bodies import Body, read
from host_assistant.desk.codes import Codes
from host_assistant.desk.devices import Devices
from host_assistant.desk.roles import Role
from host_assistant.values.instants import iso


class Invitation(msgspec.Struct, frozen=True):
    """`url` is for the QR picture, `code` are six digits to read out, good until `expires_ms`."""

    url: str
    code: str
    expires_ms: int


class InvitationBody(Body, frozen=True):
    role: Role


class NothingBody(Body, frozen=True):
    pass


class Invitations:
    """`authority` is where the desk is open to the Wi-Fi now, None while it is not."""

    def __init__(self, codes: Codes, devices: Devices, authority: Callable[[], str | None]) -> None:
        self._codes = codes
        self._devices = devices
        self._authority = authority

    def current(self, role: Role, *, renewed: bool = False) -> Invitation | None:
        """How to get in with that role now; None while the Wi-Fi is closed. Any thread."""
        authority = self._authority()
        if authority is None:
            return None
        code = self._codes.renew(role) if renewed else self._codes.current(role)
        # After the "#" it is in no request and in no log of anything on the way.
        return Invitation(f"http://{authority}/#code={code.long}", code.digits, code.expires_ms)

    async def invite(self, request: Request) -> Response:
        body = await read(request, InvitationBody)
        invitation = self.current(body.role)
        if invitation is None:
            raise errors.wifi_closed()
        return errors.json_response(
            {
                "url": invitation.url,
                "code": invitation.code,
                "expires_at": iso(invitation.expires_ms),
            }
        )

    async def list(self, _request: Request) -> Response:
        devices = [
            {
                "device_id": device.device_id,
                "name": device.name,
                "role": device.role,
                "since": iso(device.since_ms),
                "seen": iso(device.seen_ms),
            }
            for device in self._devices.all()
        ]
        return errors.json_response({"devices": devices})

    async def throw_out(self, request: Request) -> Response:
        await read(request, NothingBody)
        device_id = request.path_params["device_id"]
        role = next((one.role for one in self._devices.all() if one.device_id == device_id), None)
        if role is None or not self._devices.throw_out(device_id):
            raise errors.unknown_device()
        # Whoever was thrown out may remember the six digits.
        if self._authority() is not None:
            self._codes.renew(role)
        return errors.json_response({"device_id": device_id})
