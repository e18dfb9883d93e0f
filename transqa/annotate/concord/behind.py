"""Adjectives and participles behind a noun that disagree with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.concord.clash import Clash
from transqa.annotate.concord.readings import ANY, MASC_SING, SING, THIRD_PLUR, THIRD_SING, genders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.concord.sentence import Sentence

THIRD = THIRD_SING | THIRD_PLUR
NEAR = 4
"""Words between a relative pronoun and its verb, where the tagger took that for a noun."""
FARTHEST = 12
"""Words between a noun and an adjective behind it at most."""
WITHIN = frozenset({"ADV", "ADJ", "CCONJ", "ADP", "DET", "NOUN", "PROPN", "NUM", "X"})
"""What can stand between a noun and an adjective behind it: other adjectives, complements of the noun."""
ADVERBIAL = frozenset({"obl", "advmod", "nmod"})
COMPLEMENTS = frozenset({"nmod", "obl:arg"})
"""Relations of nouns that a noun or verb asks for; an adjective behind them does not speak of the subject."""
ENDS = frozenset({"aux", "cop", "obj", "case", "mark", "nsubj", "det"})
"""Relations of what an adjective behind its noun cannot have hanging on it."""


def described(s: Sentence, k: int) -> int | None:
    """Return the noun before an adjective or participle that it describes; also where there is no other verb (*Forêt brûlé*)."""
    token = s.tokens[k]
    if token.relation in {"amod", "acl"}:
        return token.head if 0 <= token.head < k else None
    if token.relation == "conj" and 0 <= token.head < k:
        first = s.tokens[token.head]
        near = all(s.upos(j) in {"ADV", "CCONJ"} for j in range(token.head + 1, k)) and s.words[token.head].modifier
        return first.head if near and first.relation in {"amod", "acl"} and 0 <= first.head < token.head else None
    if token.relation == "root" and s.words[k].only_participle:
        subject = s.child(k, "nsubj", "obl")
        bare = all(s.tokens[c].relation not in {"aux", "cop", "obj"} for c in s.children[k])
        return subject if bare and subject is not None and k - 2 <= subject < k and not s.is_oblique(subject) else None
    return None


def behind_clashes(s: Sentence, k: int, head: int) -> Iterator[Clash]:
    """Yield an adjective or participle behind its noun that agrees with no noun of the phrase."""
    wanted = s.joined(head, k)
    if k - head > FARTHEST or not _is_governor(s, head):
        return
    if s.words[k].modifier & wanted:
        wanted &= _of_neighbour(s, k, head)
        if s.words[k].modifier & wanted or not wanted:
            return
    if (
        any(c != head and _ends_description(s, c) for c in s.children[k])
        or not _describes(s, k, head)
        or _agrees_elsewhere(s, k, head, wanted)
    ):
        return
    yield Clash(k, head, "AGR101", wanted)


def _of_neighbour(s: Sentence, k: int, head: int) -> int:
    """Return the set of the adjective between a noun of open gender or number and one behind it: *prix bas payés*."""
    before = k - 1
    while before > head and s.upos(before) == "ADV":
        before -= 1
    same = (
        before == head + 1 and s.tokens[before].head == head and s.tokens[before].relation == "amod" and s.upos(before) == "ADJ"
    )
    return s.words[before].adjective or ANY if same else ANY


def _ends_description(s: Sentence, c: int) -> bool:
    """Say whether a word hangs on what seems an adjective and shows that it is none; *les* of *les plus grands* does not."""
    superlative = s.tokens[c].relation == "det" and s.form(c + 1) in s.facts.degrees
    return s.tokens[c].relation in ENDS and s.low[c] not in s.facts.degrees and not superlative


def _is_governor(s: Sentence, head: int) -> bool:
    """Say whether a word is a noun that an adjective behind it surely describes."""
    if s.low[head] in s.facts.demonstratives:
        return True
    word = s.words[head]
    if s.upos(head) != "NOUN" or not word.noun or not s.is_plain(head):
        return False
    if word.finite and s.upos(head - 1) in {"NOUN", "PROPN", "PRON"}:
        return False  # le ministre juge acceptables …
    if word.finite & THIRD and not s.facts.relative_objects.isdisjoint(s.low[max(0, head - NEAR) : head]):
        return False  # que ce dernier juge acceptables
    adverbial = s.tokens[head].relation in ADVERBIAL or s.child(head, "case") is not None
    adverbial = adverbial or any(s.low[c] in s.facts.totals for c in s.children[head])  # tous les jours
    return not (adverbial and word.nouns & s.facts.adverbial_nouns)


def _agrees_elsewhere(s: Sentence, k: int, head: int, wanted: int) -> bool:
    """Say whether an adjective can agree with another noun of the phrase, with several, or with something unsaid."""
    own = s.words[k].modifier
    others = list(_nouns_before(s, k, head))
    if any(s.low[j] in s.facts.quantity_words or s.low[j] in s.facts.persons for j in others if s.joined(j) == ANY):
        return True  # nous, on: of any gender
    if (
        own & s.seeming(head)
        or s.agrees(own, [g for g in s.governors(k, head) if g != head or own & wanted], k)
        or any(own & s.evidence(j) for j in others if not _says_nothing(s, j))
    ):
        return True
    if own & SING and _is_list(s, k) and _are_several(s, k, head):
        return True
    if not own & SING and wanted & SING and any(s.upos(j) == "CCONJ" for j in range(max(0, head - FARTHEST), head)):
        return any(genders(own) & s.evidence(j) for j in others)  # les fonctions et la latitude dévolues
    return not own & SING and _is_joined_unseen(s, head, k)  # la santé et la sécurité humaines, not joined in the tree


def _are_several(s: Sentence, k: int, head: int) -> bool:
    """Say whether a noun names several, each of one of the adjectives: *adresses municipale et postale, théâtres de guerre …*."""
    above = s.tokens[head].head
    if not s.joined(head, k) & SING:
        return True
    noun = 0 <= above < head and s.tokens[head].relation == "nmod" and s.upos(above) == "NOUN"
    return noun and not s.joined(above) & SING and bool(genders(s.words[k].modifier) & s.joined(above))


def _says_nothing(s: Sentence, j: int) -> bool:
    """Say whether a word is a name of open gender, which an adjective behind another noun does not speak of."""
    return s.upos(j) == "PROPN" and s.joined(j) == ANY


def _describes(s: Sentence, k: int, head: int) -> bool:
    """Say whether a word can be an adjective of a noun before it, by the words around it."""
    word, text, low = s.words[k], s.tokens[k].text, s.low[k]
    named = k == head + 1 and s.words[head].nouns & s.facts.namers
    if named and s.upos(k + 1) not in ({"", "PUNCT", "ADP"} if word.participle else {"", "PUNCT"}):
        return False  # le mot inclus désigne …
    if (text[0].isupper() and k) or s.words[k - 1].determiner or _is_apposition(s, k) or s.is_colour(k):
        return False
    if (
        word.determiner
        or low in s.facts.adverbial
        or f"{s.form(k - 1)} {low}" in s.facts.fixed
        or (word.gerund and word.modifier & MASC_SING)
    ):
        return False
    if word.finite & THIRD or (word.noun and s.upos(k - 1) == "VERB"):
        return False  # l'affiche dépeint une femme; ouvrant droit
    if any(s.upos(j) not in WITHIN for j in range(head + 1, k)) and not _is_detached(s, k, head):
        return False
    return not _belongs_behind(s, k)


def _belongs_behind(s: Sentence, k: int) -> bool:
    """Say whether a word may belong to what follows it: *il complète le formulaire*, *un support haute performance*."""
    if k + 1 >= len(s):
        return False
    word, following, upos = s.words[k], s.words[k + 1], s.upos(k + 1)
    if upos == "DET":
        return bool(word.verbal or word.participle or (k + 2 < len(s) and s.alone(k + 2) & word.modifier))
    if upos == "NOUN" and word.modifier & following.noun and not word.only_participle:
        return True
    return s.tokens[k + 1].text.isalpha() and not following.known and upos in {"NOUN", "X", "ADJ"}


def _is_apposition(s: Sentence, k: int) -> bool:
    """Say whether a word is a noun that may stand behind another and keep its form: *une interface utilisateur*."""
    low = s.low[k]
    return low in s.facts.appositions or bool(s.words[k].noun and low.endswith(s.facts.apposition_endings))


def _is_detached(s: Sentence, k: int, head: int) -> bool:
    """Say whether a participle behind a comma speaks of the noun that begins its sentence: *Le roi, blessé, …*."""
    comma = k - 1
    while comma > head and s.upos(comma) == "ADV":
        comma -= 1
    complements = all(s.upos(j) in {"ADP", "DET", "NOUN", "PROPN"} for j in range(head + 1, comma))
    if s.form(comma) != "," or not complements or not s.words[k].participle:
        return False
    if not s.has_determiner(head) or any(s.upos(j) == "CCONJ" for j in range(k, len(s))):
        return False  # a list: avertissements, mises en garde et renvois
    return all(s.tokens[j].head == head or s.upos(j) == "CCONJ" for j in range(head))


def _is_list(s: Sentence, k: int) -> bool:
    """Say whether an adjective stands in a list of several."""
    token = s.tokens[k]
    joined = any(s.tokens[c].relation == "conj" for c in s.children[k]) or token.relation == "conj"
    return joined or s.upos(k + 1) == "CCONJ" or s.form(k + 1) == ","


def _nouns_before(s: Sentence, k: int, head: int) -> Iterator[int]:
    """Yield words that may be nouns and that an adjective may belong to as well.

    Behind the noun of its phrase, that is any noun back to the verb before it; behind an adverbial, any before.
    """
    yield from (j for j in range(head + 1, k) if _may_be_noun(s, j))
    complement = s.tokens[head].deprel in COMPLEMENTS or s.child(head, "case") is None
    adverbial = s.tokens[head].deprel not in COMPLEMENTS and s.tokens[head].relation in {"obl", "advmod", "obj", "xcomp"}
    near = k - head == 1 and complement and not adverbial and not s.words[head].nouns & s.facts.adverbial_nouns
    detached = k - head == 1 and s.has_determiner(head) and s.form(_start(s, head) - 1) == ","  # …, selon une étude publiée
    for j in range(head - 1, -1, -1):
        if s.is_nominal(j) and j not in s.fixed:
            yield j
        if (near and _ends_phrase(s, j, head)) or (detached and s.low[j] == ","):
            return


def _start(s: Sentence, head: int) -> int:
    """Return the first word of a noun phrase with its preposition."""
    return min((c for c in s.children[head] if c < head and s.upos(c) != "PUNCT"), default=head)


def _ends_phrase(s: Sentence, j: int, head: int) -> bool:
    """Say whether a noun phrase cannot go on from a word; behind a copula and a complement, an adjective may be a predicate."""
    token = s.tokens[j]
    copula = bool(s.words[j].verbs & (s.facts.copulas | s.facts.linking_verbs)) and s.child(head, "case") is not None
    relative = s.tokens[j - 1].feat("PronType") == "Rel" if j else False  # un acte qui suit la même affaire fondé sur …
    verb = token.feat("VerbForm") in {"Fin", "Inf"} and not copula and not relative
    return verb or token.upos == "SCONJ" or s.low[j] in {";", ":", "(", "—", "–"}


def _may_be_noun(s: Sentence, j: int) -> bool:
    """Say whether a word between a noun and an adjective may be a noun that the tagger took for another."""
    if j in s.fixed:
        return False
    if s.low[j] in s.facts.quantity_words and s.upos(j - 1) in {"ADP", "DET"}:
        return True
    return s.upos(j) == "NOUN" or (
        bool(s.words[j].noun or s.low[j] in s.facts.either_gender)
        and s.upos(j - 1) in {"ADJ", "DET", "ADP", "CCONJ"}
        and s.upos(j) not in {"ADP", "DET"}
    )


def _is_joined_unseen(s: Sentence, head: int, k: int) -> bool:
    """Say whether a conjunction may join a noun to another that the tree does not join to it, so that both may be meant."""
    if any(s.upos(j) == "CCONJ" and j not in s.fixed for j in range(head + 1, k)):
        return not any(c < k and s.has_determiner(c) for c in s.coordinated(head))
    if s.tokens[head].relation == "conj" and s.upos(s.tokens[head].head) == "NOUN":
        own = genders(s.words[k].modifier)
        return any(
            own & genders(s.evidence(j)) & ~genders(s.joined(head))
            for j in range(max(0, head - FARTHEST), head)
            if s.is_nominal(j)
        )
    j = head - 1
    while s.upos(j) in {"DET", "ADP", "ADJ", "NUM"} or s.form(j) in s.facts.demonstratives:
        j -= 1
    return j > 0 and (s.upos(j) == "CCONJ" or s.low[j] == ",")
