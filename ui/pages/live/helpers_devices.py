"""The phones that are in, each with the way out."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from host_assistant.language import _
from ui.pages.live.door import Door
from ui.pages.live.door_words import devices_words, role_name, seen_words
from ui.pages.live.helpers_invitation import ROLE_ICONS
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from host_assistant.desk.devices import Device


class DeviceRow(QWidget):
    def __init__(self, door: Door, device: Device) -> None:
        super().__init__()
        self.device_id = device.device_id
        sign = label()
        put_icon(sign, ROLE_ICONS[device.role], size_px=24)
        self._role = role_name(device.role)
        self.name = label(device.name or _("A phone"), "strong", wrap=True)
        self.seen = label("", "muted", wrap=True)
        self.out = button(
            _("Let out"),
            partial(door.throw_out, device),
            kind="small",
            name=_("Let {name} out").format(name=self.name.text()),
        )
        words = column(self.name, self.seen, gap=0)
        beside = row(sign, words, self.out, gap=12)
        beside.setStretch(1, 1)
        self.setLayout(beside)

    def show_seen(self, device: Device, now_ms: int) -> None:
        self.seen.setText(f"{self._role} · {seen_words(now_ms - device.seen_ms)}")


class DeviceList(QFrame):
    """Rows stay the same while their device stays, so that no press hits another one's button."""

    def __init__(self, door: Door) -> None:
        super().__init__()
        self._door = door
        self.rows: dict[str, DeviceRow] = {}
        self.title = label("", "muted")
        self.empty = label(
            _("No phone yet. Each one that comes in stands here, and can be let out again."),
            "muted",
            wrap=True,
        )
        inside = QWidget()
        inside.setProperty("kind", "clear")
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 4, 0)
        self._list.setSpacing(8)
        self._list.addWidget(self.empty)
        self._list.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        scroll.setMinimumHeight(120)
        # However many there are, the sheet grows no higher for them.
        scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        parts = column(self.title, scroll, gap=12)
        parts.setStretch(1, 1)
        self.setLayout(parts)
        self.title.setMinimumHeight(40)

    def show_now(self) -> None:
        devices = self._door.devices
        here = {device.device_id for device in devices}
        for gone in [each for each in self.rows if each not in here]:
            row_gone = self.rows.pop(gone)
            row_gone.hide()
            row_gone.deleteLater()
        now_ms = time.time_ns() // 1_000_000
        for device in devices:
            if device.device_id not in self.rows:
                made = DeviceRow(self._door, device)
                self.rows[device.device_id] = made
                self._list.insertWidget(self._list.count() - 2, made)
            self.rows[device.device_id].show_seen(device, now_ms)
        self.empty.setVisible(not devices)
        self.title.setText(devices_words(len(devices)) if devices else _("WHO IS IN"))
