"""The few sentences that are said before gettext's catalogues can be asked."""

from collections.abc import Mapping

VIETNAMESE_AND_ENGLISH: dict[str, tuple[str, str]] = {
    "usage": (
        "Cách dùng: python3 packaging/bootstrap.py run | test",
        "Usage: python3 packaging/bootstrap.py run | test",
    ),
    "fetching": (
        "Đang tải những thứ chương trình cần; lần đầu mất vài phút…",
        "Fetching what the program needs; the first time takes a few minutes…",
    ),
    "system_packages": (
        "Đang cài thêm vào hệ thống: {packages}",
        "Adding to the system: {packages}",
    ),
    "type_this": (
        "Máy còn thiếu vài gói và cần mật khẩu quản trị để cài. "
        "Hãy gõ dòng dưới đây, rồi chạy lại lệnh vừa rồi:",
        "Some system packages are missing and installing them needs the administrator. "
        "Type this line, then run the same command again:",
    ),
    "packages_failed": (
        "Không cài được các gói hệ thống; lý do ở ngay trên. Thường là do mạng hoặc một lần cài "
        "khác đang chạy. Xem lại rồi chạy lại lệnh vừa rồi.",
        "The system packages could not be installed; the reason stands above, mostly the network "
        "or another installation under way. See to it, then run the same command again.",
    ),
    "other_linux": (
        "Hệ Linux này không phải Debian hay Ubuntu, nên không tự cài được gói hệ thống. "
        "Nếu cửa sổ không mở, hãy cài thư viện xcb của Qt, PortAudio và phông Noto.",
        "This Linux is neither Debian nor Ubuntu, so no system packages were added. "
        "If no window opens, install Qt's xcb libraries, PortAudio and the Noto fonts.",
    ),
    "tests_lack": (
        "Các bài thử dùng đến những chương trình này mà máy chưa có: {programs}. "
        "Bài thử cần chúng sẽ không đạt.",
        "The tests use these programs, which are not here: {programs}. "
        "The tests that need them will fail.",
    ),
    "no_venv": (
        "Python này thiếu phần tạo môi trường riêng (venv). Hãy cài gói python{version}-venv của "
        "hệ điều hành, hoặc Python từ python.org, rồi chạy lại lệnh vừa rồi.",
        "This Python lacks the part that makes environments (venv). Install your system's package "
        "python{version}-venv, or Python from python.org, then run the same command again.",
    ),
    "env_failed": (
        "Không tạo được thư mục {folder}; lý do ở ngay trên. Kiểm tra quyền ghi và chỗ trống trên "
        "đĩa, rồi chạy lại lệnh vừa rồi.",
        "The folder {folder} could not be made; the reason stands above. Check that the disk has "
        "room and may be written to, then run the same command again.",
    ),
    "fetch_failed": (
        "Không tải được các thư viện; lý do ở ngay trên. Chương trình chưa mở được. "
        "Kiểm tra mạng và chỗ trống trên đĩa, rồi chạy lại lệnh vừa rồi.",
        "The libraries could not be fetched; the reason stands above. The program cannot open yet. "
        "Check the network and the room on the disk, then run the same command again.",
    ),
    "narrow_python": (
        "Đây là Python 32 bit; Qt cần Python 64 bit. Cài bản 64 bit từ python.org.",
        "This is a 32-bit Python; Qt needs a 64-bit one. Install that from python.org.",
    ),
    "no_screen": (
        "Máy này không có màn hình, nên không mở được cửa sổ. "
        "Thay vào đó là một buổi diễn tập với hàng mẫu, chừng 20 giây; không ai xem được.",
        "This machine has no screen, so no window can open. "
        "Here is a rehearsal of the sample goods instead, about 20 seconds; nobody can see it.",
    ),
}


def sentence(key: str, environ: Mapping[str, str], **values: object) -> str:
    """The sentence in the system's language; in both when that is neither of them."""
    setting = next((environ[name] for name in ("LC_ALL", "LANG") if environ.get(name)), "")
    both = [words.format(**values) for words in VIETNAMESE_AND_ENGLISH[key]]
    if setting.lower().startswith("vi"):
        return both[0]
    if setting.lower().startswith("en"):
        return both[1]
    return "\n".join(both)
