"""What is known of a language, as data: one folder a BCP-47 tag, read on demand and merged along the fallback chain."""

from transqa.langs.pack import Numerals, Pack, Quotes, load_pack
from transqa.langs.tags import fallback_chain, normalise_tag, primary_subtag, same_language

__all__ = ["Numerals", "Pack", "Quotes", "fallback_chain", "load_pack", "normalise_tag", "primary_subtag", "same_language"]
