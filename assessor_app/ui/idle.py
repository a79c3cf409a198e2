"""Notices when nobody is at the desk any more: no key, no mouse, for so many minutes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from assessor_app.ui.main_window import Remember

IDLE_KEY = "idle_minutes"
IDLE_CHOICES = (5, 10, 15, 30, 60)
"""Minutes without a key or the mouse before the screen locks."""
IDLE_DEFAULT = 10

_SIGNS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """``idle`` once after the time has passed without a sign of life; the next sign begins it anew."""

    idle = Signal()

    def __init__(self, minutes: int, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.idle)
        self.set_minutes(minutes)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    @property
    def minutes(self) -> int:
        return self._timer.interval() // 60_000

    def set_minutes(self, minutes: int) -> None:
        """Wait so long from now on."""
        self._timer.setInterval(minutes * 60_000)
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS:
            self._timer.start()
        return False


def idle_minutes(remember: Remember) -> int:
    """Minutes without a sign of life before the screen locks, as the owner chose."""
    kept = remember.get(IDLE_KEY) or b""
    return int(kept) if kept.isdigit() and int(kept) in IDLE_CHOICES else IDLE_DEFAULT
