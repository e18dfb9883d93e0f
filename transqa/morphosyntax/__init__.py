"""What a word is and what governs it: tokens, inflection, part of speech, features and syntax (Universal Dependencies)."""
