"""The front door: `host-assistant`, also as `python -m host_assistant`."""

import sys

from host_assistant.commands import missing_library


def main() -> int:
    try:
        from host_assistant.commands.front_door import run

        return run(sys.argv[1:])
    except ModuleNotFoundError as error:
        if not missing_library.is_of_others(error):
            raise
        missing_library.tell(error)
        return 1


if __name__ == "__main__":
    sys.exit(main())
