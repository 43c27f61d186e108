"""A buyer is kept clean, and nobody is made of nothing."""

from host_assistant.control_room.buyers import sealed_buyer
from host_assistant.show.buyer import Buyer


def test_texts_are_kept_on_one_line_without_what_misleads_the_eye() -> None:
    sealed = sealed_buyer(
        name=" chị\u202e\nHoa ", phone="+84 912 345 678", address="Hà\tNội\u200b", country=" VN "
    )
    assert sealed is not None
    assert sealed.buyer == Buyer(name="chị Hoa", phone="0912345678", address="Hà Nội", country="VN")


def test_half_a_number_is_kept_as_it_was_written() -> None:
    sealed = sealed_buyer(phone=" 0912\n345 ")
    assert sealed is not None
    assert sealed.buyer.phone == "0912 345"


def test_nothing_said_is_no_buyer() -> None:
    assert sealed_buyer(name=" \u200b", address="\n") is None


def test_no_two_seals_are_alike() -> None:
    one, other = sealed_buyer(name="chị Hoa"), sealed_buyer(name="chị Hoa")
    assert one is not None
    assert other is not None
    assert one.digest != other.digest
