"""Where the user's OBS is, and what it lets other programs do: read, never written."""


def is_server_off(host: str) -> bool:
    return host == ""
