"""How Qt dresses the window's parts; the `$names` are the theme's colours and sizes."""

from string import Template

SHEET = Template("""
* { font-size: ${body}px; color: $ink; }
QWidget#window, QWidget#page, QStackedWidget { background: $surface; }
QDialog { background: $raised; border: 1px solid $line; }
QToolTip { background: $control; color: $ink; border: 1px solid $line; padding: 6px; }

QLabel { background: transparent; padding: 1px 0; }
QLabel[role="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[role="heading"] { font-size: ${heading}px; font-weight: 600; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="hint"] { color: $muted; font-size: 13px; }
QLabel[role="small"] { color: $muted; font-size: 14px; }
QLabel[role="said"] { font-size: 16px; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="wrong"] { color: $brand_ink; }
QLabel[role="good"] { color: $leaf_ink; }
QLabel[role="warning"] { color: $gold_ink; }
QLabel[role="key"] { background: $control; color: $muted; border-radius: 6px; padding: 1px 6px;
  font-size: 13px; font-weight: 600; }

QFrame[kind="card"] QStackedWidget { background: transparent; }
QFrame[kind="card"], QFrame[kind="sheet"] { background: $raised; border-radius: ${corner}px; }
QFrame[kind="sheet"] { border: 1px solid $line; }
QFrame[kind="bar"] { background: $control; border-left: 4px solid $gold; border-radius: 8px; }
QFrame[kind="bar"][good="true"] { border-left-color: $leaf; }
QFrame[kind="bar"] QLabel[written="14"] { font-size: 14px; }
QFrame[kind="bar"] QLabel[written="13"] { font-size: 13px; }
QFrame[kind="bar"] QLabel[written="12"] { font-size: 12px; }
QFrame#band QFrame[kind="bar"] QLabel { padding: 0; }

QPushButton, QToolButton { background: $control; color: $ink; border: 2px solid transparent;
  border-radius: ${corner}px; padding: 0 16px; min-height: ${inner}px; font-size: ${button}px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $line; }
QPushButton:focus, QToolButton:focus { border-color: $focus; }
QPushButton:disabled, QToolButton:disabled { color: $muted; background: $raised;
  border-color: $line; }
QPushButton[kind="primary"] { background: $brand; color: $on_brand; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: #C51C45; }
QPushButton[kind="primary"]:focus { border-color: $focus; }
QPushButton[kind="primary"]:disabled { background: $raised; color: $muted; }
QPushButton[kind="quiet"], QToolButton[kind="quiet"] { background: transparent; }
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover { background: $control; }
QPushButton[kind="gold"] { background: transparent; border-color: $gold; color: $gold_ink;
  font-weight: 600; }
QPushButton[kind="gold"]:hover { background: $control; }
QPushButton[kind="gold"]:focus { border-color: $focus; }
QPushButton[kind="gold"][on="true"] { background: $gold; color: $on_gold; }
QPushButton[kind="choice"] { text-align: left; padding: 0; border-color: $line;
  background: $raised; }
QPushButton[kind="choice"]:hover { background: $control; }
QPushButton[kind="choice"]:checked { border-color: $gold; background: $control; }
QPushButton[kind="choice"]:focus { border-color: $focus; }
QPushButton[kind="pill"] { padding: 0 12px; min-height: 36px; min-width: 36px; }
QPushButton[kind="pill"]:checked { background: $ink; color: $surface; font-weight: 600; }
QPushButton[kind="tab"] { background: transparent; padding: 0 12px; min-height: 36px;
  color: $muted; font-weight: 600; }
QPushButton[kind="tab"]:hover { color: $ink; }
QPushButton[kind="tab"][some="true"] { color: $gold_ink; }
QPushButton[kind="tab"]:checked { background: $control; color: $ink; }
QPushButton[kind="tab"]:focus { border-color: $focus; }
QPushButton[kind="group"] { padding: 0; min-height: 38px; background: transparent;
  border-color: $line; border-radius: 10px; }
QPushButton[kind="group"]:hover { background: $control; }
QPushButton[kind="group"]:checked { background: $control; border-color: $gold; }
QPushButton[kind="group"]:focus { border-color: $focus; }
QFrame[kind="inbox"] { background: $surface; border-radius: 10px; }
QPushButton[kind="tiny"] { padding: 0; min-height: 36px; min-width: 36px; max-width: 36px;
  background: transparent; }
QPushButton[kind="tiny"]:hover { background: $control; }
QPushButton[kind="fold"] { background: transparent; padding: 0; text-align: left;
  min-height: 36px; }
QPushButton[kind="fold"]:hover { background: $control; }
QPushButton[kind="fold"]:focus { border-color: $focus; }
QPushButton[kind="small"], QToolButton[kind="small"], QPushButton[kind="smallprimary"] {
  padding: 0 8px; min-height: 36px; min-width: 36px; }
QPushButton[kind="smallprimary"] { background: $brand; color: $on_brand; font-weight: 600; }
QPushButton[kind="smallprimary"]:hover { background: #C51C45; }
QPushButton[kind="smallprimary"]:focus { border-color: $focus; }
QPushButton[kind="small"][on="true"] { color: $gold_ink; }

QLineEdit, QComboBox, QSpinBox, QPlainTextEdit, QTextEdit, QDoubleSpinBox {
  background: $surface; border: 2px solid $line; border-radius: 10px; padding: 0 12px;
  min-height: 40px; font-size: ${button}px; selection-background-color: $brand;
  selection-color: $on_brand; }
QPlainTextEdit, QTextEdit { padding: 8px 12px; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus {
  border-color: $focus; }
QLineEdit[wrong="true"], QComboBox[wrong="true"] { border-color: $brand_ink; }
QComboBox::drop-down { border: none; width: 32px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line; padding: 4px;
  selection-background-color: $control; selection-color: $ink; outline: none; }
QComboBox QAbstractItemView::item { min-height: 40px; }
QCheckBox, QRadioButton { background: transparent; spacing: 10px; min-height: 40px;
  border-radius: 8px; padding: 0 4px; border: 2px solid transparent; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }

QRadioButton::indicator { width: 18px; height: 18px; border-radius: 11px; border: 2px solid $muted;
  background: $surface; }
QRadioButton::indicator:checked { border: 6px solid $brand_ink; width: 10px; height: 10px; }

QWidget#rail { background: $raised; }
QToolButton[kind="place"] { background: transparent; border-radius: ${corner}px; color: $muted;
  padding: 6px 2px; min-height: 52px; font-size: 14px; }
QToolButton[kind="place"]:hover { color: $ink; }
QToolButton[kind="place"]:checked { background: $control; color: $ink; font-weight: 600; }
QFrame#band { background: $raised; border: none; }
QFrame#band > QLabel { font-weight: 600; }
QFrame#band[state="rehearsal"] { background: $gold; }
QFrame#band[state="rehearsal"] > QLabel { color: $on_gold; }
QFrame#band[state="on_air"] { background: $on_air; }
QFrame#band[state="on_air"] > QLabel { color: $on_on_air; }
QFrame#band[state="rehearsal"] > QPushButton { background: rgba(0,0,0,0.10); color: $on_gold; }
QFrame#band[state="on_air"] > QPushButton { background: #A80C14; color: $on_on_air; }
QFrame#band QPushButton { min-height: 36px; }
QFrame#band[state="rehearsal"] > QPushButton:focus { border-color: $on_gold; }
QFrame#band[state="on_air"] > QPushButton:focus { border-color: $on_on_air; }

QFrame#alarm { background: $gold; border: none; }
QFrame#alarm QLabel { color: $on_gold; }
QFrame#alarm QPushButton { background: $on_gold; color: $gold; font-weight: 600; }
QFrame#alarm QPushButton:hover { background: #3A2C00; }
QFrame#alarm QPushButton:focus { border-color: $surface; }
QFrame#alarm QPushButton:disabled { background: transparent; color: $on_gold;
  border-color: $on_gold; }
QFrame#alarm[flash="true"] { background: $on_on_air; }
QFrame[kind="count"] { background: $surface; }
QLabel[role="large"] { font-size: 22px; }
QLabel[role="far"] { font-size: 40px; font-weight: 600; }

QPushButton[kind="scene"] { text-align: left; padding: 0 10px; min-height: 50px; }
QPushButton[kind="scene"][scene="on_air"] { border-color: $on_air; font-weight: 600; }
QPushButton[kind="scene"][scene="shown"] { border-color: $gold; font-weight: 600; }
QPushButton[kind="scene"][scene="broken_off"] { border-color: $gold; font-weight: 600; }
QPushButton[kind="scene"][scene="asked"] { border: 2px dashed $muted; }
QPushButton[kind="scene"]:focus { background: $hover; }

QTableView, QTreeView, QListView { background: $raised; border: 1px solid $line;
  border-radius: ${corner}px; gridline-color: $line; alternate-background-color: $surface;
  selection-background-color: $control; selection-color: $ink; outline: none; }
QTableView:focus, QListView:focus, QTreeView:focus { border: 2px solid $focus; }
QTableView::item { padding: 0 8px; }
QListView[kind="choices"]::item { min-height: 40px; padding: 0 8px; }
QListView[kind="choices"]::item:hover, QListView[kind="choices"]::item:selected {
  background: $control; color: $ink; }
QTableView[drop="true"] { border: 2px dashed $brand_ink; }
QHeaderView::section { background: $raised; color: $muted; border: none;
  border-bottom: 1px solid $line; padding: 8px; font-weight: 600; }
QHeaderView::section:first { border-top-left-radius: ${corner}px; }
QHeaderView::section:last { border-top-right-radius: ${corner}px; }
QHeaderView, QTableCornerButton::section { background: transparent; border: none; }
QProgressBar { background: $control; border: none; border-radius: 6px; min-height: 12px;
  max-height: 12px; text-align: center; color: transparent; }
QProgressBar::chunk { background: $leaf; border-radius: 6px; }
QSlider::groove:horizontal { background: $control; height: 6px; border-radius: 3px; }
QSlider::sub-page:horizontal { background: $brand; border-radius: 3px; }
QSlider::handle:horizontal { background: $ink; width: 20px; margin: -8px 0; border-radius: 10px; }
QSlider:focus { border: 2px solid $focus; border-radius: 8px; }

QPushButton[kind="marker"] { background: transparent; padding: 0 6px; }
QPushButton[kind="marker"]:hover { background: $control; }
QPushButton[kind="marker"]:focus { border-color: $focus; }
QPushButton[kind="switch"] { text-align: left; padding: 0 6px; font-size: 15px;
  min-height: 36px; }

QScrollArea, QListView[kind="tiles"] { border: none; background: transparent; }
QListView[kind="tiles"]:focus { border: none; }
QWidget[kind="clear"] { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $hover; border-radius: 5px; min-height: 32px; min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: $raised; border: 1px solid $line; padding: 6px; }
QMenu::item { padding: 10px 20px; border-radius: 8px; }
QMenu::item:selected { background: $control; }
""")
