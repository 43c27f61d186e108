"""The session at a glance: what ran when, in lanes over one line of time."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from host_assistant.language import _
from host_assistant.replay.lanes import Lanes
from host_assistant.show.state import ShowState
from host_assistant.values.instants import format_duration
from ui.pages.replay.pieces import LANES, LaneName, Piece, pieces_of
from ui.theme import face, tokens
from ui.widgets.tips import as_tip

GUTTER_PX: Final = 112
EDGE_PX: Final = 12
LANE_PX: Final = 26
GAP_PX: Final = 4
ORDERS_PX: Final = 44
SHORTEST_PX: Final = 5.0


def lane_name(lane: LaneName) -> str:
    return {
        "scenes": _("Scene"),
        "products": _("Card"),
        "prices": _("Price"),
        "orders": _("Orders/min"),
        "notes": _("Notes"),
        "trouble": _("Trouble"),
    }[lane]


class LanesView(QWidget):
    """A click anywhere asks to go to that moment."""

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._duration_ms = 1
        self._position_ms = 0
        self._pieces: dict[LaneName, tuple[Piece, ...]] = {}
        self._drawn = QPixmap()
        self._chart: QWidget | None = None
        self._cursor = QWidget(self)
        self._cursor.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._cursor.setStyleSheet(f"background: {tokens().ink};")
        self.setMinimumHeight(self._height())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("What happened when"))

    def show_session(self, lanes: Lanes, last: ShowState, duration_ms: int) -> None:
        self._duration_ms = max(duration_ms, 1)
        self._pieces = pieces_of(lanes, last)
        self._drawn = QPixmap()
        self.update()

    def pieces(self, lane: LaneName) -> tuple[Piece, ...]:
        return self._pieces.get(lane, ())

    def put_chart(self, chart: QWidget) -> None:
        """The orders a minute, drawn by a widget that spans the time line exactly."""
        self._chart = chart
        chart.setParent(self)
        self._place_chart()
        chart.show()
        self._cursor.raise_()

    @property
    def has_chart(self) -> bool:
        return self._chart is not None

    def set_position(self, position_ms: int) -> None:
        self._position_ms = position_ms
        self._cursor.setGeometry(round(self._x(position_ms)) - 1, 0, 2, self.height())

    def sizeHint(self) -> QSize:
        return QSize(600, self._height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if self._drawn.size() != self.size() * ratio:
            self._drawn = self._draw(ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_chart()
        self.set_position(self._position_ms)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.wanted.emit(self._ms(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.wanted.emit(self._ms(event.position().x()))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            tip = self.tip_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), as_tip(tip), self)
            return True
        return super().event(event)

    def tip_at(self, point: QPointF) -> str:
        """What lies under the pointer, with its time."""
        for lane in LANES:
            top, height = self._row(lane)
            if not top <= point.y() < top + height:
                continue
            for piece in reversed(self._pieces.get(lane, ())):
                if self._area(piece, lane).contains(point):
                    return f"{format_duration(piece.start_ms)}  {piece.tip}"
        return ""

    def _draw(self, ratio: float) -> QPixmap:
        drawn = QPixmap(self.size() * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(face(13))
        for lane in LANES:
            top, height = self._row(lane)
            ground = QRectF(GUTTER_PX, top, self.width() - GUTTER_PX - EDGE_PX, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens().raised))
            painter.drawRoundedRect(ground, 6, 6)
            painter.setPen(QColor(tokens().muted))
            painter.drawText(
                QRectF(0, top, GUTTER_PX - 8, height),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                lane_name(lane),
            )
            for piece in self._pieces.get(lane, ()):
                self._draw_piece(painter, piece, lane)
        painter.end()
        return drawn

    def _draw_piece(self, painter: QPainter, piece: Piece, lane: LaneName) -> None:
        area = self._area(piece, lane)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(piece.ground))
        if piece.start_ms == piece.end_ms:
            middle = area.center()
            half = 6.0
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(middle.x(), middle.y() - half),
                        QPointF(middle.x() + half, middle.y()),
                        QPointF(middle.x(), middle.y() + half),
                        QPointF(middle.x() - half, middle.y()),
                    ]
                )
            )
            return
        painter.drawRoundedRect(area, 5, 5)
        room = area.width() - 12
        words = QFontMetricsF(painter.font()).elidedText(
            piece.words, Qt.TextElideMode.ElideRight, room
        )
        if room > 24 and len(words) > 1:
            painter.setPen(QColor(piece.ink))
            painter.drawText(area.adjusted(6, 0, -6, 0), Qt.AlignmentFlag.AlignVCenter, words)

    def _area(self, piece: Piece, lane: LaneName) -> QRectF:
        top, height = self._row(lane)
        left, right = self._x(piece.start_ms), self._x(piece.end_ms)
        if piece.start_ms == piece.end_ms:
            return QRectF(left - 7, top, 14, height)
        return QRectF(left, top + 1, max(right - left - 1, SHORTEST_PX), height - 2)

    def _place_chart(self) -> None:
        if self._chart is not None:
            top, height = self._row("orders")
            width = self.width() - GUTTER_PX - EDGE_PX
            self._chart.setGeometry(GUTTER_PX, top, max(width, 1), height)

    def _row(self, lane: LaneName) -> tuple[int, int]:
        """(top, height) in pixels."""
        top = 0
        for each in LANES:
            height = ORDERS_PX if each == "orders" else LANE_PX
            if each == lane:
                return top, height
            top += height + GAP_PX
        raise ValueError(lane)

    def _height(self) -> int:
        top, height = self._row(LANES[-1])
        return top + height

    def _x(self, at_ms: int) -> float:
        room = self.width() - GUTTER_PX - EDGE_PX
        return GUTTER_PX + room * min(at_ms / self._duration_ms, 1.0)

    def _ms(self, x: float) -> int:
        room = max(self.width() - GUTTER_PX - EDGE_PX, 1)
        return round(min(max((x - GUTTER_PX) / room, 0.0), 1.0) * self._duration_ms)
