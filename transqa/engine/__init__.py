"""Which rules run, and how their hits become findings."""

from transqa.engine.run import run, signature
from transqa.engine.select import resolve

__all__ = ["resolve", "run", "signature"]
