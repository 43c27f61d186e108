"""Cards to paint, and Qt's application, made once for the whole run."""

import pytest
from PySide6.QtWidgets import QApplication

from host_assistant.stage.overlay.fonts import ensure_gui


@pytest.fixture(autouse=True)
def _gui(qapp: QApplication) -> None:
    """The window's application stands first: Qt has only one, and other tests need widgets."""
    ensure_gui()
