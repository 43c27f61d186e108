"""What the order form says of a quantity that cannot be."""

from host_assistant.language import use
from tests.support.shows import BOX, Log, opening
from ui.pages.live.order_words import what_is_wrong


def test_a_whole_number_is_not_called_an_even_one() -> None:
    use("vi")
    on_sale = Log(opening()).state.products[BOX.sku]
    said = what_is_wrong("not_whole", on_sale)
    assert said == "Món này bán nguyên thùng. Hãy gõ số nguyên, ví dụ 1, 2, 3."
