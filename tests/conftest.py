"""Fixtures that several test files share."""

import pytest

from onrecord.coder import Coder


@pytest.fixture(scope="session")
def coder() -> Coder:
    """One coder for all tests: its models take longer to load than most tests to run."""
    return Coder()
