"""What the pages for phones need to draw the goods: pictures, weights, and the pictures' files."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from host_assistant.catalog.product import Product
from host_assistant.desk.errors import json_response, no_such_page
from host_assistant.desk.service import Service

# The shelf keeps pictures under the hash of their content, so a name never means another picture.
_KEPT: Final = "private, max-age=86400, immutable"
_KINDS: Final = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}


class GoodsShown:
    def __init__(self, service: Service) -> None:
        self._service = service

    async def goods(self, _request: Request) -> Response:
        """The goods of the show in the order of the sheet; prices and stock are in the state."""
        on_sale = self._service.state.on_sale()
        return json_response({"goods": [self._shown(one.product) for one in on_sale]})

    async def picture(self, request: Request) -> Response:
        """The picture of one of the show's goods, and no other file."""
        name = request.path_params["name"]
        shown = {one.product.picture for one in self._service.state.on_sale()}
        path = self._path_of(name)
        if name not in shown or path is None:
            raise no_such_page()
        try:
            content = await asyncio.to_thread(path.read_bytes)
        except OSError:
            raise no_such_page() from None
        return Response(content, headers={"Cache-Control": _KEPT}, media_type=_kind(name))

    def _shown(self, product: Product) -> dict[str, object]:
        name = product.picture
        path = None if name is None else self._path_of(name)
        return {
            "sku": product.sku,
            "name": product.name,
            "unit": product.unit,
            "unit_weight_g": product.unit_weight_g,
            "picture": f"/pictures/{name}" if path is not None and path.is_file() else None,
        }

    def _path_of(self, name: str) -> Path | None:
        """Where the picture of that name would lie; None for what cannot be the name of one."""
        folder = self._service.pictures
        if folder is None or Path(name).name != name or _kind(name) is None:
            return None
        return folder / name


def _kind(name: str) -> str | None:
    return _KINDS.get(Path(name).suffix.lower())
