"""transqa checks a translation against its source and reports what a careful reviser would mark.

    report = transqa.check(source, target, source_lang="en", target_lang="fr")
    for finding in report.findings:
        print(finding.rule, finding.message, finding.span.cut(target))

Importing this module loads nothing else; the names below are resolved when they are used (PEP 562).
"""

__version__ = "0.1.0"

_HOME = {
    "check": "transqa.api",
    "check_file": "transqa.api",
    "check_pairs": "transqa.api",
    "align": "transqa.api",
    "fix": "transqa.api",
    "Config": "transqa.config",
    "TransqaError": "transqa.errors",
    "InputError": "transqa.errors",
    "ConfigError": "transqa.errors",
    "Alignment": "transqa.model",
    "Bead": "transqa.model",
    "Document": "transqa.model",
    "Edit": "transqa.model",
    "Evidence": "transqa.model",
    "Finding": "transqa.model",
    "Report": "transqa.model",
    "Score": "transqa.model",
    "Segment": "transqa.model",
    "Severity": "transqa.model",
    "Span": "transqa.model",
}

TYPE_CHECKING = False
if TYPE_CHECKING:
    from transqa.api import align, check, check_file, check_pairs, fix
    from transqa.config import Config
    from transqa.errors import ConfigError, InputError, TransqaError
    from transqa.model import Alignment, Bead, Document, Edit, Evidence, Finding, Report, Score, Segment, Severity, Span

__all__ = [
    "Alignment",
    "Bead",
    "Config",
    "ConfigError",
    "Document",
    "Edit",
    "Evidence",
    "Finding",
    "InputError",
    "Report",
    "Score",
    "Segment",
    "Severity",
    "Span",
    "TransqaError",
    "align",
    "check",
    "check_file",
    "check_pairs",
    "fix",
]


def __getattr__(name: str) -> object:
    if name in _HOME:
        import importlib

        value = getattr(importlib.import_module(_HOME[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'transqa' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOME])
