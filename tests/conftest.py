"""What several tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
"""Development data beside the checkout: there on the workplace, not in a clone elsewhere."""


@pytest.fixture
def shared() -> Path:
    """Return the folder of development data; the test is skipped, visibly, where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here")
    return SHARED
