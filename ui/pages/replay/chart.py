"""The orders a minute as bars, by pyqtgraph, which is loaded when a session is first opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from host_assistant.replay.lanes import MINUTE_MS
from ui.theme import tokens

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def orders_chart(orders_per_minute: Sequence[tuple[int, int]], duration_ms: int) -> QWidget:
    """Bars over exactly 0 to `duration_ms`, without axes; the mouse goes through to the lanes."""
    import pyqtgraph

    chart = pyqtgraph.PlotWidget(background=tokens().raised)
    chart.hideAxis("left")
    chart.hideAxis("bottom")
    chart.hideButtons()
    chart.setMenuEnabled(False)
    chart.setMouseEnabled(x=False, y=False)
    chart.setFrameShape(chart.Shape.NoFrame)
    chart.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    chart.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    chart.viewport().setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    plot = chart.getPlotItem()
    plot.layout.setContentsMargins(0, 0, 0, 0)
    highest = max((count for _minute, count in orders_per_minute), default=1)
    plot.getViewBox().setRange(
        xRange=(0, max(duration_ms, 1)), yRange=(0, highest), padding=0, disableAutoRange=True
    )
    chart.addItem(
        pyqtgraph.BarGraphItem(
            x0=[minute * MINUTE_MS for minute, _count in orders_per_minute],
            width=MINUTE_MS * 0.9,
            y0=0,
            height=[count for _minute, count in orders_per_minute],
            brush=tokens().leaf,
            pen=None,
        )
    )
    return chart  # type: ignore[no-any-return]
