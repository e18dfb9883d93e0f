"""Words before a noun that disagree with it: determiners, numbers, adjectives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.concord.clash import Clash
from transqa.annotate.concord.readings import ANY, MASC_PLUR, PLUR, SING, THIRD_PLUR, THIRD_SING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.concord.sentence import Sentence

THIRD = THIRD_SING | THIRD_PLUR
GAP = 5
"""Characters between two words that belong together at most: a space and markup; more hides a word that is no prose."""


def before_clashes(s: Sentence, head: int) -> Iterator[Clash]:
    """Yield what disagrees from the determiner to the noun."""
    own = agreed = s.words[head].noun
    members = _members(s, head)
    for k in members:
        theirs = _set(s, k)
        if theirs & agreed:
            agreed &= theirs
            continue
        if not (_is_measure(s, k, head) or _is_listed(s, k, head) or _excused(s, k, head)):
            yield Clash(k, head, "AGR101", agreed if theirs & own else own)
        return


def _is_measure(s: Sentence, k: int, head: int) -> bool:
    """Say whether a determiner belongs to a measure: *le 200 mètres*, *un trois pièces*."""
    counted = (
        any(s.tokens[j].relation == "nummod" or _is_ordinal(s, j) for j in range(k + 1, head))
        and s.tokens[k].relation != "nummod"
    )
    return counted and not _set(s, k) & PLUR and not s.words[head].noun & SING


def _is_listed(s: Sentence, k: int, head: int) -> bool:
    """Say whether a plural determiner may belong to several nouns in the singular: *les nom et adresse*."""
    if _set(s, k) & SING or s.words[head].noun & PLUR:
        return False
    joined = s.coordinated(head) or s.form(head + 1) in {",", "/"}
    return bool(joined) or any(s.upos(j) == "CCONJ" for j in range(head + 1, head + 5))


def _members(s: Sentence, head: int) -> list[int]:
    """Return the words before a noun that belong to it, from the nearest on."""
    found: list[int] = []
    for k in range(head - 1, -1, -1):
        token = s.tokens[k]
        total = _is_total(s, k, head)
        if k in s.fixed or not (total or _leads_to(s, k, head)) or s.tokens[k + 1].start - token.end > GAP:
            break
        if (token.upos == "ADV" and not total) or token.upos == "CCONJ" or s.low[k] == "," or _is_ordinal(s, k):
            continue
        if found and s.upos(found[-1]) == "DET" and not total and _is_adjective(s, k):
            break  # en avant première les billets
        if not (total or token.relation == "nummod" or _is_determiner(s, k) or _is_adjective(s, k)):
            break
        found.append(k)
    return found


def _is_ordinal(s: Sentence, k: int) -> bool:
    """Say whether a word is an ordinal number in figures: 7ème."""
    return s.tokens[k].upos == "ADJ" and s.low[k][0].isdigit() and not s.words[k].known


def _is_determiner(s: Sentence, k: int) -> bool:
    token, word = s.tokens[k], s.words[k]
    nothing_else = not (word.noun or word.modifier or word.pronoun)
    return bool(word.determiner) and (token.relation in {"det", "case"} or token.upos == "DET" or nothing_else)


def _is_adjective(s: Sentence, k: int) -> bool:
    token = s.tokens[k]
    return token.upos in {"ADJ", "VERB"} and token.relation in {"amod", "conj"} and bool(s.words[k].modifier)


def _is_total(s: Sentence, k: int, head: int) -> bool:
    """Say whether tout stands before a determiner that it must agree with: *tout les jours*, not *à tous une carte*."""
    if s.low[k] not in s.facts.totals or s.upos(k + 1) != "DET" or s.form(k - 1) in s.facts.before_total:
        return False
    if s.low[head] in s.facts.whole_nouns and s.words[k].determiner & MASC_PLUR:
        return True  # tous le monde
    if s.upos(k - 1) == "VERB":
        return s.low[head] in s.facts.whole_nouns or bool(s.words[head].nouns & s.facts.times)
    own, behind = s.words[k].determiner, s.words[k + 1].determiner
    return s.upos(k - 1) in {"", "PUNCT", "ADP", "CCONJ"} and bool(own & SING or behind & PLUR or k == 0)


def _leads_to(s: Sentence, k: int, head: int) -> bool:
    """Say whether a word before a noun hangs on it, by other words between them at most."""
    at = k
    for _ in range(3):
        at = s.tokens[at].head
        if at == head:
            return True
        if not k < at < head and not (0 <= at < k and s.upos(at) == "ADJ"):
            return False
    return False


def _set(s: Sentence, k: int) -> int:
    token, word = s.tokens[k], s.words[k]
    if token.relation == "nummod":
        return s.number(k)
    if token.relation in {"det", "case"} or token.upos == "DET" or s.low[k] in s.facts.totals or not word.modifier:
        return s.determiner(k) or ANY
    return word.modifier


def _excused(s: Sentence, k: int, head: int) -> bool:
    """Say whether a word before a noun may not belong to it."""
    if s.tokens[k].relation == "nummod":
        return not _counts(s, k, head)
    if s.tokens[k].upos == "ADJ" and s.words[k].modifier and not s.words[k].determiner and _may_stand_alone(s, k, head):
        return True
    return _is_other_noun(s, k, head) or _is_other_word(s, k, head)


def _is_other_noun(s: Sentence, k: int, head: int) -> bool:
    """Say whether the noun may be none, or not the one that a word before it belongs to."""
    noun, plural = s.words[head], s.words[k].determiner & PLUR
    if noun.adjective != ANY and noun.adjective & _set(s, k):
        return True  # une sinistre renommée
    if s.low[head] in s.facts.appositions and any(s.words[j].noun & _set(s, k) for j in range(k + 1, head)):
        return True  # la logique métier
    if plural and s.upos(head + 1) == "NOUN" and s.words[head + 1].noun & plural:
        return True  # des race conditions
    if noun.place or any(s.low[j] in s.facts.either_gender for j in range(k, head)):
        return True  # la variable nombre
    if noun.invariable and s.form(head + 1) in s.facts.partitives:
        return True  # la même avant de partir
    if noun.gerund and s.low[k] in s.facts.clitics | s.facts.quantities:
        return True  # une disposant de la vue
    pronoun = s.low[k] in s.facts.clitics and noun.verbal and k + 1 == head  # les filtre: pronoun and verb
    participle = s.tokens[k - 1].feat("VerbForm") == "Part" if k else False
    if s.form(k - 1) in s.facts.like:
        return pronoun
    return pronoun and (noun.infinitive or participle or s.upos(k - 1) not in {"", "ADP", "VERB"})


def _is_other_word(s: Sentence, k: int, head: int) -> bool:
    """Say whether a word before a noun may be a pronoun or an adverb."""
    low, before, following = s.low[k], s.upos(k - 1), s.upos(k + 1)
    if f"{low} {s.low[head]}" in s.facts.fixed:
        return True
    if low in s.facts.totals:
        if s.low[head] in s.facts.whole_nouns or (before == "VERB" and s.words[head].nouns & s.facts.times):
            return False  # tous le monde; il marche tout les soirs
        if before == "ADP" and following != "DET" and k + 1 != head and s.words[k].determiner & PLUR:
            return True  # je souhaite à tous bonne chance
        return s.form(k - 1) in s.facts.before_total or before in {"VERB", "AUX", "PRON", "ADV"}
    if following in {"DET", "CCONJ"} and s.words[k].determiner:
        return True  # chez certains la revue; une ou deux fois
    if low in s.facts.appositions:
        return True
    if k + 2 == head and (following == "ADV" or s.low[k + 1] in s.facts.degrees):
        return True  # le plus confiance
    return low in s.facts.singular_numbers and before == "CCONJ" and s.words[k - 2].numeral  # vingt et un juges


def _may_stand_alone(s: Sentence, k: int, head: int) -> bool:
    """Say whether what seems an adjective before a noun may be a noun or a verb: *le marin tête baissée*, *la petite reste*."""
    word, noun, before = s.words[k], s.words[head], s.upos(k - 1)
    if s.upos(k - 2) == "CCONJ" and s.form(k - 3) in s.facts.partitive_heads:
        return True  # l'une et l'autre parties
    if word.modifier & SING and not noun.noun & SING and "CCONJ" in {before, s.upos(k + 1)}:
        return True  # les premier et deuxième trimestres
    if before == "CCONJ" and word.noun and s.words[k - 2].noun:
        return True  # étudiants et étudiantes ambassadeurs
    if before == "AUX" and noun.finite:
        return True  # toi qui es vivante restes
    usual = bool(word.adjectives & s.facts.prenominal)
    if word.finite & THIRD and not usual and not (k and s.words[k - 1].determiner):
        return True  # la côte alterne falaises et plages
    if not k or not s.words[k - 1].determiner:
        verbal = bool(word.finite) or word.gerund
        return before not in {"ADJ", "CCONJ", "ADV"} and (not usual or (verbal and before != ""))
    if s.determiner(k - 1) & noun.noun or not s.determiner(k - 1) & word.nominal:
        return False
    alone = noun.adjective and s.upos(head + 1) == "ADP"  # la décision de ce dernier relative à …
    return not usual or bool(alone or (noun.finite and word.noun))


def _counts(s: Sentence, k: int, head: int) -> bool:
    """Say whether a number counts the noun right behind it: 4 partie, not Règle 24 Demande."""
    if (
        s.low[head] in s.facts.uncounted
        or head != k + 1
        or s.upos(k - 1) in {"NOUN", "PROPN", "X"}
        or (s.upos(k - 1) == "NUM" and s.low[k].isdigit())
        or not s.tokens[head].text.islower()
    ):
        return False
    if s.words[k].noun and s.words[head].adjective and not s.low[k].isdigit():
        return False  # un mille marin
    if s.words[head].finite & THIRD and s.upos(k - 1) in {"PRON", "SCONJ", "PUNCT"}:
        return False  # où 53 compte comme …
    digits = s.low[k]
    if {s.form(k - 1), s.form(k - 2)} & s.facts.totals or (k and s.tokens[k - 1].end == s.tokens[k].start):
        return False  # toutes deux; 1-1,5
    if s.upos(k - 1) == "DET" and s.words[k - 1].determiner & SING:
        return False
    return not digits.isdigit() or int(digits) < 1900 or int(digits) > 2100
