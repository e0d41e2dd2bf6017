"""Fixtures that several test files share."""

import pytest
from hypothesis import settings

from onrecord.coder import Coder

settings.register_profile("untimed", deadline=None)  # how long a test takes depends on the machine
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def coder() -> Coder:
    """One coder for all tests: its models take longer to load than most tests to run."""
    return Coder()
