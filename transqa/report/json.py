"""JSON in the published schema: docs/reference/report.schema.json."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from transqa.model import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transqa.model import Report
    from transqa.report import Style


def render(reports: Sequence[Report], style: Style) -> str:  # noqa: ARG001  # one signature for all renderers
    """Return all reports as one JSON object."""
    data = {"schema_version": SCHEMA_VERSION, "reports": [r.to_dict() for r in reports]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
