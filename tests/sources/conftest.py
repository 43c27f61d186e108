"""The platforms' interfaces, on this machine."""

from collections.abc import Iterator

import pytest

from tests.sources.platform import Platform


@pytest.fixture(scope="module")
def one_platform() -> Iterator[Platform]:
    platform = Platform()
    yield platform
    platform.close()


@pytest.fixture
def platform(one_platform: Platform) -> Platform:
    one_platform.replies.clear()
    one_platform.asked.clear()
    return one_platform
