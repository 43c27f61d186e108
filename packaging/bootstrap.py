# coding: utf-8
"""From a bare machine to the open program, or to all tests run, with one command.

    python3 packaging/bootstrap.py run  [arguments of host-assistant]
    python3 packaging/bootstrap.py test [arguments of pytest]

The standard library only. This file keeps to a syntax that any Python reads, so that an old one
can say that it is too old; everything else is in first_start/.
"""

import sys

OLDEST = (3, 11)

if sys.version_info < OLDEST:
    sys.exit(
        "Cần Python 3.11 trở lên, đây là Python %d.%d. Cài bản mới từ python.org, "
        "hoặc gói python3.11 của hệ điều hành, rồi chạy lại bằng python3.11.\n"
        "Python 3.11 or newer is needed, this is Python %d.%d. Install one from python.org, "
        "or your system's package python3.11, then run this again with python3.11."
        % (sys.version_info[:2] * 2)
    )

if __name__ == "__main__":
    from first_start.steps import main

    sys.exit(main(sys.argv[1:]))
