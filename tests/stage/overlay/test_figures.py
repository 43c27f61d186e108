from hypothesis import given
from hypothesis import strategies as st

from host_assistant.stage.overlay.figures import figures_width, fit_figures, pieces
from host_assistant.stage.overlay.text import clean


@given(st.integers(10**6, 10**7 - 1), st.integers(10**6, 10**7 - 1))
def test_numbers_of_as_many_digits_are_as_wide(one: int, other: int) -> None:
    written = [f"{number:,}".replace(",", ".") for number in (one, other)]
    widths = {round(figures_width(text, "heavy", 60), 3) for text in written}
    assert len(widths) == 1


@given(st.text(max_size=40))
def test_the_pieces_are_the_text(text: str) -> None:
    assert "".join(pieces(text)) == clean(text)


def test_figures_shrink_until_they_fit() -> None:
    assert fit_figures("1.284", 1000, weight="heavy", largest_px=66, smallest_px=28) == 66
    small = fit_figures("1.234.567 tấn", 240, weight="heavy", largest_px=66, smallest_px=28)
    assert 28 <= small < 66
    assert fit_figures("9" * 99, 240, weight="heavy", largest_px=66, smallest_px=28) == 28
