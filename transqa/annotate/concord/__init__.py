"""Agreement inside a text: words that disagree with the word that governs them, and verbs in a form that cannot stand there.

A parse alone is not precise enough for that (3.6 % of right sentences, measured on a prototype). So two witnesses are asked: the
tree says which word agrees with which, and the words between them must be such as can stand there. And the lexicon has
a veto: a word disagrees only if none of its readings fits any reading of its controller, or of another noun of the same phrase.
"""

from transqa.annotate.concord.find import Disagreement, disagreements

__all__ = ["Disagreement", "disagreements"]
