"""Social Stream Ninja's messages, as its api.md describes them, and everything that is none."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from host_assistant.show.comment import Comment
from host_assistant.sources.source import MAX_TEXT
from host_assistant.sources.ssn import Unreadable, read_messages

MESSAGE = {
    "id": 48211,
    "type": "tiktok",
    "chatname": "Hoa Nguyễn",
    "chatmessage": "cho em 2 thùng VT5 0912345678",
    "chatimg": "https://example.com/hoa.png",
    "chatbadges": [],
    "hasDonation": "",
    "membership": "",
    "contentimg": "",
    "textonly": True,
}


def read(*told: Any) -> tuple[Comment, ...]:
    content = json.dumps(told[0] if len(told) == 1 else list(told))
    return read_messages(content, most=100).comments


def one(**changed: Any) -> Comment | None:
    comments = read({**MESSAGE, **changed})
    return comments[0] if comments else None


def test_a_message_is_a_comment() -> None:
    comment = one()
    assert comment is not None
    assert comment.platform == "tiktok"
    assert comment.author == "Hoa Nguyễn"
    assert comment.text == "cho em 2 thùng VT5 0912345678"
    assert comment.at_ms is None


def test_a_list_of_messages_keeps_its_order() -> None:
    comments = read(*({**MESSAGE, "id": number, "chatmessage": str(number)} for number in range(5)))
    assert [comment.text for comment in comments] == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("2 th&ugrave;ng <b>VT5</b>", "2 thùng VT5"),
        ("5kg<br>0912345678", "5kg 0912345678"),
        ("ngon <img src='x.png' alt='😋'/> quá", "ngon 😋 quá"),
        ('<img src="https://x/kappa.png" title="Kappa">', "Kappa"),
        ("<script>alert(1)</script>5kg", "5kg"),
        ("<style>b{}</style><span onclick=alert(1)>3 kg</span>", "3 kg"),
        ("em <3 vải", "em <3 vải"),
        ("giá &lt; 40k", "giá < 40k"),
        ("<p>một</p><p>hai</p>", "một hai"),
        ("<svg onload=alert(1)>4kg", ""),
    ],
)
def test_markup_leaves_the_words_of_a_person(html: str, words: str) -> None:
    comment = one(chatmessage=html, textonly=False)
    assert (comment.text if comment else "") == words


def test_plain_text_is_left_as_it_was_written() -> None:
    comment = one(chatmessage="<b>5kg</b> &amp; 2", textonly=True)
    assert comment is not None
    assert comment.text == "<b>5kg</b> &amp; 2"


@pytest.mark.parametrize(
    "changed",
    [
        {"event": "joined", "chatmessage": "joined"},
        {"event": "gift", "hasDonation": "3 roses", "chatmessage": "sent 3 roses"},
        {"event": True, "chatmessage": "followed"},
        {"event": "viewer_update", "chatmessage": "120"},
        {"chatmessage": ""},
        {"chatmessage": "   "},
        {"chatmessage": None},
        {"chatmessage": 5},
        {"chatmessage": {"a": 1}},
        {"bot": True},
    ],
)
def test_what_nobody_wrote_is_no_comment(changed: dict[str, Any]) -> None:
    told = json.dumps({**MESSAGE, **changed})
    assert read_messages(told, most=1).comments == ()
    assert read_messages(told, most=1).ignored == 1


@pytest.mark.parametrize("event", [False, "", None])
def test_a_message_that_says_it_is_no_event_is_a_comment(event: object) -> None:
    assert one(event=event) is not None


def test_words_with_a_gift_are_a_comment() -> None:
    comment = one(hasDonation="20.000 đ", chatmessage="chốt 2 thùng VT5")
    assert comment is not None
    assert comment.text == "chốt 2 thùng VT5"


@pytest.mark.parametrize(
    "wrapped",
    [
        {"overlayNinja": MESSAGE},
        {"action": "extContent", "value": json.dumps(MESSAGE)},
        {"action": "content", "value": MESSAGE},
        {"extContent": MESSAGE},
        {"message": MESSAGE},
    ],
)
def test_a_wrapped_message_is_the_same_comment(wrapped: dict[str, Any]) -> None:
    assert read(wrapped) == read(MESSAGE)


@pytest.mark.parametrize(
    "other",
    [
        {"join": "room", "out": 4, "in": 3},
        {"action": "nextInQueue"},
        {"action": "extContent", "value": "{"},
        {"callback": {"get": "a", "result": True}},
        {
            "overlayNinja": {
                "overlayNinja": {"overlayNinja": {"overlayNinja": {"overlayNinja": {}}}}
            }
        },
        {"delete": {"chatname": "Hoa", "type": "tiktok"}},
        {},
    ],
)
def test_what_its_pages_tell_each_other_is_ignored(other: dict[str, Any]) -> None:
    assert read_messages(json.dumps(other), most=1).ignored == 1


@pytest.mark.parametrize(
    "content",
    ["", "hello", "3", '"text"', "[1]", "[[]]", "{", b"\xff\xfe", "[" * 100_000, "null"],
)
def test_nonsense_is_refused(content: str | bytes) -> None:
    with pytest.raises(Unreadable):
        read_messages(content, most=10)


def test_a_longer_list_than_allowed_is_refused() -> None:
    with pytest.raises(Unreadable):
        read_messages(json.dumps([MESSAGE] * 11), most=10)


def test_the_same_message_twice_has_one_id() -> None:
    first, second = read(MESSAGE, MESSAGE)
    assert first.outer_id == second.outer_id
    assert first.outer_id


def test_their_number_drawn_anew_does_not_make_two_comments_one() -> None:
    first, second = one(), one(chatmessage="3 thùng")
    assert first is not None
    assert second is not None
    assert first.outer_id != second.outer_id


@pytest.mark.parametrize("own", [None, "", True, [], 10**30, "x" * 101])
def test_without_an_id_of_theirs_none_is_made_up(own: object) -> None:
    comment = one(id=own)
    assert comment is not None
    assert comment.outer_id == ""


@pytest.mark.parametrize(
    ("kind", "platform"),
    [
        ("youtubeshorts", "youtube"),
        ("Facebook", "facebook"),
        ("<script>", "script"),
        ("", "ssn"),
        (None, "ssn"),
        ("x" * 100, "x" * 40),
    ],
)
def test_the_platform_is_a_short_plain_word(kind: object, platform: str) -> None:
    comment = one(type=kind)
    assert comment is not None
    assert comment.platform == platform


def test_half_of_an_emoji_costs_no_comment() -> None:
    told = json.dumps({**MESSAGE, "chatmessage": "5kg \ud83d"})
    (comment,) = read_messages(told, most=1).comments
    assert comment.text == "5kg"


def test_a_very_long_comment_is_cut() -> None:
    comment = one(chatmessage="a" * 20_000)
    assert comment is not None
    assert len(comment.text) == MAX_TEXT


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*MESSAGE, "event", "bot", "action", "value"]), json_values))
def test_no_message_is_too_odd(told: dict[str, Any]) -> None:
    messages = read_messages(json.dumps(told), most=1)
    assert len(messages.comments) + messages.ignored == 1


@given(st.text())
def test_no_markup_is_too_odd(html: str) -> None:
    comment = one(chatmessage=html, textonly=False)
    assert comment is None or comment.text
