"""Whether a predicate agrees with its subject, and how sure that is."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from transqa.annotate.concord.nouns import NO_SUBJECTS
from transqa.annotate.concord.readings import ANY, MASC_SING, PERSONS, PLUR, SING, THIRD_PLUR, THIRD_SING

if TYPE_CHECKING:
    from transqa.annotate.concord.sentence import Sentence

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})
PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM", "ADV", "X"})
"""What a subject with its complements consists of."""
QUOTES = frozenset('«»“”„"*_')
COMPARED = 4
"""Words between a word that compares and que at most."""
NEAR_OBJECTS = frozenset({"obj", "iobj", "obl:arg", "nsubj", "nsubj:pass"})


class Fit(Enum):
    """What is known of the agreement of a predicate."""

    AGREES = auto()
    UNSURE = auto()
    CLASHES = auto()


def judge(s: Sentence, k: int, controller: int, verb: int) -> Fit:
    """Say whether a predicate agrees with what it describes.

    Args:
        s: a sentence.
        k: the predicate.
        controller: the word that it describes, by the tree.
        verb: its copula, first auxiliary or linking verb.
    """
    own = s.words[k].modifier
    if verb and s.tokens[verb].text[0].isupper() and not s.tokens[verb].text.isupper() and s.tokens[verb].text[0] != "-":
        return Fit.UNSURE if controller < verb else Fit.AGREES if own & s.joined(controller) else Fit.UNSURE
    if s.low[controller] in s.facts.impersonal:
        return _with_impersonal(s, k, verb)
    if _is_unresolved(s, k, controller) or (
        s.upos(k - 1) == "NOUN" and k - 1 not in s.fixed and verb < k - 1 != controller and own & s.joined(k - 1)
    ):
        return Fit.UNSURE  # d'un naturel joyeux
    if own & s.joined(controller, verb) or (s.is_collective(controller) and not own & SING) or _may_be_indirect(s, k, own):
        return Fit.AGREES
    if s.low[controller] in s.facts.object_clitics and controller == verb - 1:
        return Fit.AGREES if s.has_determiner(controller) else Fit.CLASHES
    if _agrees_with_object(s, k, controller, verb):
        return Fit.AGREES
    if s.upos(controller) == "PRON" and s.low[controller] in s.facts.persons and s.tokens[controller].relation != "dislocated":
        return _with_pronoun(s, k, controller, verb)
    if (not own & SING and _may_be_joined(s, controller, k)) or _is_of_other_number(s, k, controller, verb):
        return Fit.UNSURE  # several subjects that the tree has not joined
    known = s.upos(controller) == "NOUN" and s.has_determiner(controller) and s.is_plain(controller)
    if known and _shares_clause(s, k, controller, verb) and not _is_others(s, k, controller, verb):
        return Fit.CLASHES
    return Fit.UNSURE if _another(s, k, controller, verb) else Fit.CLASHES


def _is_others(s: Sentence, k: int, controller: int, verb: int) -> bool:
    """Say whether a predicate behind a conjunction may have another subject than the tree says: any noun of a relative clause."""
    relative = any(s.tokens[j].feat("PronType") == "Rel" for j in range(controller + 1, verb))
    nouns = (j for j in range(k) if s.is_nominal(j) and (relative or s.tokens[j].relation not in NO_SUBJECTS))
    return any(s.words[k].modifier & s.claim(j) for j in nouns)


def _with_impersonal(s: Sentence, k: int, verb: int) -> Fit:
    """Judge a predicate of a subject that refers to a clause: *c'est rares*; a noun may follow (*c'est belle chose*)."""
    plain = s.words[k].adjective and s.upos(k) == "ADJ" and number_of_form(s, verb) == SING
    ends = s.form(k + 1) in {"", ".", "!", "?", ","}
    return Fit.CLASHES if plain and ends and not s.words[k].modifier & MASC_SING else Fit.UNSURE


def number_of_form(s: Sentence, verb: int) -> int:
    """Return the number of a finite verb of the third person by its form; 0 for any other."""
    finite = s.words[verb].finite
    return PLUR if finite & THIRD_PLUR else SING if finite & THIRD_SING else 0


def _shares_clause(s: Sentence, k: int, controller: int, verb: int) -> bool:
    """Say whether a conjunction right before the verb shows that it has the subject of the clause before: *et fut connue*."""
    impersonal = s.tokens[controller].relation == "expl"
    if s.tokens[k].relation not in {"conj", "parataxis"} or not s.words[verb].finite or impersonal or not 0 <= controller < verb:
        return False
    at = verb - 1
    while at > controller and (s.low[at] in s.facts.clitics or s.upos(at) == "ADV"):
        at -= 1
    between = range(controller + 1, verb)
    subjects = (
        j
        for j in between
        if (s.low[j] in s.facts.quantity_words and s.upos(j) in NOMINAL)
        or (s.tokens[j].relation in {"nsubj", "expl"} and s.is_nominal(j))
    )
    series = s.low[at] == "," and not any(s.upos(j) in {"SCONJ", "PUNCT"} for j in range(controller + 1, at))
    return (s.upos(at) == "CCONJ" or series) and next(subjects, None) is None


def _is_of_other_number(s: Sentence, k: int, controller: int, verb: int) -> bool:
    """Say whether the finite verb is in another number than the subject of the tree, so that the tree may be wrong."""
    finite = s.finite_verb(k, verb)
    number = 0 if finite is None else number_of(s, finite)
    return bool(number) and not number & s.joined(controller, verb)


def _may_be_joined(s: Sentence, controller: int, k: int) -> bool:
    """Say whether other nouns in the clause may be subjects together with the one of the tree."""
    for j in range(controller + 1, k):
        joined = s.upos(s.tokens[j].head) if s.tokens[j].head >= 0 else ""
        if s.upos(j) == "SCONJ" or (s.upos(j) == "CCONJ" and joined in NOMINAL and s.tokens[j].head != k):
            return True
    for j in range(controller - 1, -1, -1):
        if s.upos(j) == "CCONJ" or s.is_nominal(j):
            return True
        if s.upos(j) in {"PUNCT", "SCONJ"} or s.tokens[j].feat("VerbForm") == "Fin":
            return s.form(j) == "," and s.is_nominal(j - 1)
    return False


def _is_unresolved(s: Sentence, k: int, controller: int) -> bool:
    """Say whether the tree does not say whom a predicate describes: a relative without its noun, a subject behind it."""
    token = s.tokens[controller]
    if token.upos == "PRON" and s.joined(controller) == ANY and s.low[controller] not in s.facts.persons:
        return True
    clitic = s.low[controller] in s.facts.clitics and s.low[controller] not in s.facts.persons
    if clitic and (s.has_determiner(controller) or s.helpers(k)):
        return True  # la leur; t'être utiles
    return (token.feat("PronType") == "Rel" and s.low[controller] not in s.facts.relative_subjects) or (
        controller > k and token.text[0] != "-"
    )


def _agrees_with_object(s: Sentence, k: int, controller: int, verb: int) -> bool:
    """Say whether an infinitive or an attribute can be said of an object beside its verb: *on les prie d'être prudents*."""
    own, token = s.words[k].modifier, s.tokens[k]
    if not s.words[verb].infinitive and (token.relation not in {"xcomp", "obj", "advmod"} or s.helpers(k)):
        return False
    heads = {token.head, -1 if s.words[token.head].finite else s.tokens[token.head].head} - {-1}
    near = (
        c
        for v in heads
        for c in s.children[v]
        if c < k and s.tokens[c].deprel in NEAR_OBJECTS and s.upos(c) in NOMINAL and not s.is_reflexive(c, controller)
        if s.low[c] not in s.facts.adverbial_clitics
    )
    if any(own & (s.evidence(c) if s.tokens[c].relation == "nsubj" else s.joined(c)) for c in near):
        return True
    behind = (c for c in s.children[token.head] if c > k and s.tokens[c].relation == "obj" and s.upos(c) in NOMINAL)
    return any(own & s.joined(c) for c in behind)


def _with_pronoun(s: Sentence, k: int, controller: int, verb: int) -> Fit:
    """Judge a predicate of a subject pronoun that it disagrees with."""
    own, before = s.words[k].modifier, s.upos(controller - 1)
    if before == "ADP" or s.tokens[controller - 1].deprel == "fixed":
        return Fit.UNSURE  # aucune d'entre elles
    if controller == s.subject_pronoun(verb):
        return Fit.CLASHES
    if before == "CCONJ" and not own & SING:
        return Fit.AGREES  # Pierre et elle
    between = range(controller + 1, verb)
    if _is_of_other_number(s, k, controller, verb) or _has_own_verb(s, k, controller, verb):
        return (
            Fit.CLASHES
            if _shares_clause(s, k, controller, verb) and not _is_of_other_number(s, k, controller, verb)
            else Fit.UNSURE
        )
    if _shares_clause(s, k, controller, verb):
        return Fit.CLASHES
    if s.words[verb].finite and any(s.tokens[j].feat("VerbForm") == "Fin" for j in between):
        return Fit.UNSURE  # ce que j'ai est prêt
    others = any(s.upos(j) == "PUNCT" or (s.is_nominal(j) and own & s.evidence(j)) for j in between)
    return Fit.AGREES if others else Fit.CLASHES


def _another(s: Sentence, k: int, controller: int, verb: int) -> bool:
    """Say whether another noun may be the subject, or the subject has no sure gender."""
    own = s.words[k].modifier
    token = s.tokens[controller]
    if (
        token.upos in {"X", "NUM"}
        or (token.upos == "PROPN" and not s.words[controller].known)
        or (s.is_oblique(controller) and not _is_antecedent(s, k, controller))
    ):
        return True
    definite = s.has_determiner(controller) or _is_bare_person(s, controller, verb)
    if token.upos == "NOUN" and not s.is_pronoun(controller) and not (definite and s.is_plain(controller)):
        return True
    if any(s.low[j] in QUOTES for j in range(min(controller, verb), max(controller, verb))):
        return True  # a title may be of another gender and number than its words
    if _is_compared(s, controller) or s.follows_conjunction(controller) or s.stranger_before(verb, controller):
        return True
    near = controller < verb and all(s.upos(j) in PHRASE or s.low[j] in s.facts.clitics for j in range(controller + 1, verb))
    if near and not _follows_verb(s, controller) and not _has_own_verb(s, k, controller, verb):
        return False
    if any(own & s.joined(g, k) for g in s.governors(controller + 1, controller)):
        return True
    if any(j != controller and s.is_nominal(j) and own & s.evidence(j) and not _is_taken(s, j, k) for j in range(k)):
        return True
    if _has_own_verb(s, k, controller, verb):
        return True
    behind = (
        c for c in range(k + 1, min(len(s), k + 6)) if s.upos(c) in NOMINAL and s.tokens[c].relation in {"nsubj", "obj", "conj"}
    )
    return any(own & s.joined(c) for c in behind)


def _is_bare_person(s: Sentence, controller: int, verb: int) -> bool:
    """Say whether a noun for a person that stands before its verb needs no determiner: *Maman est prête*."""
    near = all(s.low[j] in s.facts.clitics for j in range(controller + 1, verb))
    return near and controller < verb and s.is_person(controller) and s.upos(controller - 1) in {"", "PUNCT", "SCONJ"}


def _is_antecedent(s: Sentence, k: int, controller: int) -> bool:
    """Say whether a relative pronoun that is a subject stands right behind a noun, so that its clause speaks of it."""
    behind = controller + 1
    relative = s.tokens[k].head == controller and behind < k and s.tokens[behind].feat("PronType") == "Rel"
    return relative and s.tokens[behind].relation == "nsubj"


def _is_compared(s: Sentence, controller: int) -> bool:
    """Say whether a noun stands behind a comparison: *une autre raison que la maladie*."""
    j = controller - 1
    while j >= 0 and s.upos(j) in {"DET", "ADJ", "NUM"}:
        j -= 1
    return j > 0 and s.low[j] in s.facts.relative_objects and not s.facts.comparatives.isdisjoint(s.low[max(0, j - COMPARED) : j])


def _follows_verb(s: Sentence, controller: int) -> bool:
    """Say whether a finite verb stands right before a noun and its determiners, so that it may be its object."""
    j = controller - 1
    while j >= 0 and s.upos(j) in {"DET", "ADJ", "NUM"}:
        j -= 1
    return j >= 0 and s.tokens[j].feat("VerbForm") == "Fin" and s.upos(j) == "VERB"


def _has_own_verb(s: Sentence, k: int, controller: int, verb: int) -> bool:
    """Say whether a noun is the subject of another verb before that of a predicate: *que la sortie baisse est décidé*."""
    above = {k}
    at = k
    while s.tokens[at].head not in above and s.tokens[at].head >= 0:
        at = s.tokens[at].head
        above.add(at)
    between = range(controller + 1, verb)
    if any(s.upos(j) == "ADP" and s.words[j].finite and s.upos(j + 1) == "ADP" for j in between):
        return True  # le jour où le texte entre en vigueur est connu
    finite = any(s.tokens[j].feat("VerbForm") == "Fin" and j not in above and s.main(j) not in above for j in between)
    return finite and not any(s.upos(j) == "SCONJ" or s.tokens[j].feat("PronType") == "Rel" for j in between)


def _is_taken(s: Sentence, j: int, k: int) -> bool:
    """Say whether a word is the subject pronoun of another clause."""
    subject = s.low[j] in s.facts.persons and s.tokens[j].relation in {"nsubj", "expl"}
    return subject and s.tokens[j].head != k and s.tokens[k].relation not in {"conj", "parataxis"}


def _may_be_indirect(s: Sentence, k: int, own: int) -> bool:
    """Say whether the pronoun of a pronominal verb may be an indirect object, so that its participle stays as it is."""
    facts, verbs = s.facts, s.words[k].verbs
    children = (c for c in s.children[k] if s.low[c] in facts.reflexives and c < k)
    helpers = s.helpers(k)
    own_pronoun = any(s.tokens[c].relation in {"expl", "obj", "iobj"} for c in children)
    if not own_pronoun and not (helpers and s.reflexive_before(helpers[0])):
        return False
    objects = any(
        s.tokens[c].relation in {"obj", "ccomp", "xcomp"}
        and s.low[c] not in facts.reflexives
        and not s.low[c].endswith(facts.emphatics)
        and not s.words[c].nouns & facts.times
        for c in s.children[k]
    )
    relative = any(s.low[j] in facts.relative_objects for j in range(k))
    following = s.upos(k + 1)
    timed = any(s.low[j] in facts.uncounted or s.words[j].nouns & facts.times for j in range(k + 1, min(k + 5, len(s))))
    objects = objects or (following in {"DET", "NUM"} and not timed) or (following == "ADV" and s.form(k + 2) in facts.partitives)
    if not own & MASC_SING:
        clitics = facts.object_clitics.keys() - facts.reflexives
        before = any(s.tokens[c].relation == "obj" and c < k and s.low[c] in clitics for c in s.children[k])
        before = before or (bool(helpers) and s.form(helpers[0] - 1) in clitics)
        return before or (relative and bool(verbs & (facts.indirect_reflexives | facts.always_indirect)))
    if k + 1 < len(s) and s.words[k + 1].infinitive:
        return True
    return bool(verbs & facts.always_indirect) or ((objects or relative) and bool(verbs & facts.indirect_reflexives)) or objects


def rule_of_number(s: Sentence, k: int, verb: int) -> bool:
    """Say whether a predicate surely describes the subject of its verb, so that it has at least the number of the verb."""
    if (
        s.reflexive_before(verb)
        or s.words[verb].verbs & s.facts.attributive_verbs
        or s.words[k].verbs & s.facts.object_auxiliaries
    ):
        return False
    return not any(s.low[c] in s.facts.reflexives and c < k for c in s.children[k])


def number_of(s: Sentence, verb: int) -> int:
    """Return the set of singular or plural that a finite verb of the third person says of its subject; 0 for neither."""
    finite = s.words[verb].finite
    beside, before, after = s.subject_pronoun(verb), s.form(verb - 1), s.form(verb + 1)
    if beside is not None or {before, after} & s.facts.impersonal or before in s.facts.conjunct_objects:
        return 0
    if finite & ~(THIRD_SING | THIRD_PLUR | PERSONS["1", "Sing"] | PERSONS["2", "Sing"]):
        return 0
    return PLUR if finite & THIRD_PLUR else SING if finite & THIRD_SING else 0
