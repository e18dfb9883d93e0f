"""Predicates that disagree with their subject: attributes, and participles with the auxiliary of subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.concord.clash import Clash
from transqa.annotate.concord.fit import Fit, judge, number_of, rule_of_number
from transqa.annotate.concord.readings import ANY, MASC_SING, THIRD_PLUR, THIRD_SING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.concord.sentence import Sentence


FARTHEST = 16
"""Words between a relative pronoun and a verb of its clause at most."""


def predicate_clashes(s: Sentence) -> Iterator[Clash]:
    """Yield attributes and participles that disagree with their subject."""
    facts = s.facts
    for k, token in enumerate(s.tokens):
        if token.upos not in {"ADJ", "VERB", "DET"} and not (
            token.upos == "NOUN" and s.words[k].participle and _is_detached(s, k)
        ):
            continue
        word = s.words[k]
        if s.low[k] in facts.concessives:
            yield from _concessive(s, k)
        elif token.upos != "DET" and word.modifier and word.modifier != ANY and _is_sayable(s, k):
            if _is_fronted(s, k):
                yield from _fronted(s, k)
            elif _is_inverted(s, k):
                yield from _inverted(s, k)
            elif _is_detached(s, k):
                yield from _detached(s, k)
            else:
                yield from _clash(s, k)


def _concessive(s: Sentence, k: int) -> Iterator[Clash]:
    """Yield quel that disagrees with the subject behind it: *quel que soit la raison*, *quelle est le prix*."""
    subject = s.child(k, "nsubj")
    between = 2 if s.form(k + 1) in s.facts.relative_objects else 1
    between += s.form(k + between) in s.facts.adverbial_clitics
    verb = s.words[k + between] if k + between < len(s) else None
    if subject is None or verb is None or not verb.verbs & s.facts.copulas or not k + between < subject <= k + 6:
        return
    if s.upos(subject) == "NOUN" and s.is_plain(subject) and not s.words[k].determiner & s.joined(subject):
        yield Clash(k, subject, "AGR102", s.joined(subject))


def _is_fronted(s: Sentence, k: int) -> bool:
    """Say whether a predicate stands before its verb and a pronoun hung to it: *si belle soit-elle*."""
    if (
        k + 2 >= len(s)
        or s.form(k - 1) not in s.facts.degrees
        or s.tokens[k + 2].text[0] != "-"
        or s.low[k + 2] not in s.facts.persons
    ):
        return False
    return bool(s.words[k + 1].verbs & (s.facts.copulas | s.facts.linking_verbs))


def _fronted(s: Sentence, k: int) -> Iterator[Clash]:
    wanted = s.alone(k + 2)
    if not s.words[k].modifier & wanted:
        yield Clash(k, k + 2, "AGR102", wanted)


def _is_inverted(s: Sentence, k: int) -> bool:
    """Say whether a predicate begins the sentence, before its copula and a subject: *Rares sont les jours*."""
    begins = all(s.upos(j) in {"PUNCT", "ADV", "CCONJ"} for j in range(k))
    follows = k + 2 < len(s) and s.upos(k + 1) in {"AUX", "VERB"} and bool(s.words[k + 1].verbs & s.facts.copulas)
    return begins and follows and s.tokens[k + 2].text[0] != "-" and s.low[k] not in s.facts.alone


def _inverted(s: Sentence, k: int) -> Iterator[Clash]:
    """Yield a predicate before its copula that disagrees with the subject right behind it."""
    at = k + 2
    if s.upos(at) in {"DET", "ADJ"}:
        at = s.tokens[at].head
    subject = k + 2 <= at <= k + 5 and (s.low[at] in s.facts.demonstratives or (s.upos(at) == "NOUN" and s.is_plain(at)))
    if subject and s.words[k + 1].finite and not s.words[k].modifier & s.joined(at):
        yield Clash(k, at, "AGR102", s.joined(at))


def _is_detached(s: Sentence, k: int) -> bool:
    """Say whether a predicate begins the sentence, parted by a comma from its subject: *Déçue, elle partit*."""
    begins = all(s.upos(j) in {"PUNCT", "ADV"} for j in range(k))
    if s.low[k] in s.facts.asides:
        return False
    return begins and s.form(k + 1) == "," and s.form(k + 2) in s.facts.persons and s.upos(k + 2) == "PRON"


def _detached(s: Sentence, k: int) -> Iterator[Clash]:
    wanted = s.alone(k + 2)
    others = s.form(k + 3) in s.facts.clitics - s.facts.negators - s.facts.reflexives - s.facts.adverbial_clitics
    if not s.words[k].modifier & wanted and not others and s.tokens[k + 2].deprel != "expl:subj":
        yield Clash(k, k + 2, "AGR102", wanted)


def _is_sayable(s: Sentence, k: int) -> bool:
    """Say whether a word is an adjective that changes, not one in the place of an adverb or a noun."""
    low = s.low[k]
    if k and s.tokens[k].text[0].isupper() and s.upos(k - 1) != "PUNCT":
        return False
    if low in s.facts.appositions and s.words[k].noun and not s.words[k].participle and low not in s.facts.alone:
        return False  # les personnes qui sont administrateurs
    if s.words[k].noun and any(s.low[c] in s.facts.relative_datives for c in s.children[k]) and not _is_reflexive(s, k):
        return False  # les contrats auxquels ils sont parties
    if s.words[k].finite & (THIRD_SING | THIRD_PLUR) and s.upos(k + 1) == "DET":
        return False  # le sera fait l'objet
    if not s.facts.fixed.isdisjoint((f"{s.form(k - 1)} {low}", f"{low} {s.form(k + 1)}")) or (
        s.upos(k - 1) == "ADP" and s.tokens[k - 1].head == k
    ):
        return False
    if s.form(k - 1) in s.facts.degrees and s.form(k - 2) in s.facts.partitives_plural:
        return False  # des plus risquées
    if low in s.facts.adverbial or low in s.facts.negations or s.is_colour(k):
        return False
    if s.upos(k - 1) == "DET" and not _is_one_of_kind(s, k):
        return False
    if s.upos(k - 1) == "ADJ" and s.upos(k - 2) == "DET" and s.upos(k - 3) == "ADP":
        return False  # elle est d'un naturel joyeux
    return not s.words[k].gerund or not s.words[k].modifier & MASC_SING or bool(s.helpers(k))


def _is_one_of_kind(s: Sentence, k: int) -> bool:
    """Say whether an adjective with an article says of a personal pronoun that it is the only one: *elle est la seule*."""
    helpers = s.helpers(k)
    if not (s.words[k].adjectives & s.facts.singling and s.low[k - 1] in s.facts.articles and helpers and helpers[-1] == k - 2):
        return False
    subject = s.subject_of(k, helpers[0])
    personal = subject is not None and s.upos(subject) == "PRON" and s.tokens[subject].relation == "nsubj"
    return personal and s.upos(k + 1) in {"ADP", "PUNCT", ""} and s.low[k - 1] not in s.facts.partitives_plural


def _is_reflexive(s: Sentence, k: int) -> bool:
    helpers = s.helpers(k)
    return bool(helpers) and s.reflexive_before(helpers[0])


def _clash(s: Sentence, k: int) -> Iterator[Clash]:
    at = _first_of_several(s, k)
    found = _verb_of(s, k, at)
    if found is None:
        return
    rule, verb = found
    controller = _controller(s, at, verb)
    judged = Fit.UNSURE
    if controller is not None and controller != k and s.can_govern(controller):
        judged = _judged(s, k, controller, verb, helped=bool(s.helpers(at)))
    if judged == Fit.CLASHES and controller is not None:
        impersonal = s.low[controller] in s.facts.impersonal
        yield Clash(k, controller, rule, MASC_SING if impersonal else s.joined(controller, verb))
    elif (judged == Fit.UNSURE or (controller is not None and _is_joined(s, controller))) and rule_of_number(s, at, verb):
        yield from _against_verb(s, k, at, verb, rule)


def _verb_of(s: Sentence, k: int, at: int) -> tuple[str, int] | None:
    """Return the rule that reports a predicate, and its verb: copula, first auxiliary or linking verb; None where it is none.

    A past participle with the auxiliary of subjects is AGR103's, any other attribute AGR102's.

    Args:
        s: a sentence.
        k: the predicate.
        at: the first of those that it is joined to.
    """
    helpers = s.helpers(at)
    if helpers:
        if not s.words[helpers[-1]].verbs & s.facts.copulas:
            return None
        rule, verb = ("AGR103" if s.words[k].participle and not s.words[k].adjective else "AGR102"), helpers[0]
        if s.words[helpers[-1]].gerund or any(s.upos(j) == "PUNCT" for j in range(helpers[-1], at)):
            return None  # étant donné les faits; être, hors de tout doute raisonnable, …
    else:
        linking = _linking_verb(s, at)
        if linking is None:
            return None
        rule, verb = "AGR102", linking
    return None if _is_doubtful(s, k, at, verb) else (rule, verb)


def _is_doubtful(s: Sentence, k: int, at: int, verb: int) -> bool:
    """Say whether a predicate may be none of its verb, or not of its subject."""
    if s.low[verb] in s.facts.disjunctives and s.upos(verb - 1) in {"", "PUNCT", "CCONJ"}:
        return True  # soit spécifiés, soit …
    if at != k and s.subject_pronoun(verb) is None and any(s.words[k].modifier & s.claim(j) for j in range(k) if s.is_nominal(j)):
        return True
    above = s.tokens[at].head if s.words[verb].infinitive else -1
    opinion = above >= 0 and bool(s.words[above].verbs & s.facts.attributive_verbs)  # the tagger may take it for a conjunction
    relative = (
        s.low[j] in s.facts.relative_objects and (opinion or s.upos(j) == "PRON") for j in range(max(0, verb - FARTHEST), verb)
    )
    return s.words[verb].infinitive and any(relative)  # ce qu'ils croyaient être normal


def _judged(s: Sentence, k: int, controller: int, verb: int, *, helped: bool) -> Fit:
    """Judge a predicate of its subject, or of the object that a relative pronoun before its verb stands for."""
    if helped or controller != _antecedent(s, verb) or s.form(k + 1) in s.facts.partitives:
        return judge(s, k, controller, verb)
    agrees = any(s.words[k].modifier & s.evidence(j) for j in range(controller + 1) if s.is_nominal(j))
    return Fit.AGREES if agrees else Fit.CLASHES


def _is_joined(s: Sentence, controller: int) -> bool:
    """Say whether a noun is the last of several, to which a relative clause in the plural belongs together."""
    return s.upos(controller) == "NOUN" and s.tokens[controller].relation == "conj" and not s.is_collective(controller)


def _against_verb(s: Sentence, k: int, at: int, verb: int, rule: str) -> Iterator[Clash]:
    """Yield a predicate in another number than its finite verb, where the subject is not known: *semblent être parti*."""
    finite = s.finite_verb(at, verb)
    if finite is not None and (wanted := number_of(s, finite)) and not s.words[k].modifier & wanted:
        yield Clash(k, finite, rule, wanted)


def _first_of_several(s: Sentence, k: int) -> int:
    """Return the first of predicates that are joined: *elle est belle et sage*."""
    token = s.tokens[k]
    if token.relation != "conj" or not 0 <= token.head < k or s.helpers(k) or s.child(k, "nsubj", "case", "mark") is not None:
        return k
    same = s.upos(token.head) in {"ADJ", "VERB"} and s.words[token.head].modifier
    first = token.head if same else next((j for j in range(k - 1, -1, -1) if s.upos(j) == "VERB"), None)
    if first is not None and _shares_auxiliary(s, k, first):
        return first
    near = all(s.upos(j) in {"CCONJ", "ADV", "PUNCT", "ADJ"} for j in range(token.head + 1, k))
    joined = any(s.upos(j) == "CCONJ" for j in range(token.head + 1, k))
    return token.head if same and near and joined else k


def _shares_auxiliary(s: Sentence, k: int, first: int) -> bool:
    """Say whether a participle behind a conjunction has the auxiliary of one before: *elle fut jugée en mai et condamnée*."""
    at = k - 1
    while at > first and s.upos(at) == "ADV":
        at -= 1
    helpers = s.helpers(first)
    if s.upos(at) != "CCONJ" or not s.words[k].participle or s.words[k].adjective or not helpers:
        return False
    if {s.upos(k), s.upos(first)} != {"VERB"} or s.words[k].finite:
        return False
    between = range(first + 1, k)
    if any(s.tokens[j].feat("VerbForm") == "Fin" or s.upos(j) == "PUNCT" for j in between):
        return False
    if s.tokens[k].head == first and s.subject_pronoun(helpers[0]) is not None:
        return True
    return not any(s.words[k].modifier & s.claim(j) for j in between if s.is_nominal(j))


def _linking_verb(s: Sentence, k: int) -> int | None:
    """Return the verb that a word is an attribute of; None where it is none."""
    token = s.tokens[k]
    if k > 1 and s.tokens[k - 1].text[0] == "-" and s.low[k - 1] in s.facts.persons and s.upos(k - 2) not in {"VERB", "AUX"}:
        return k - 2 if s.words[k - 2].verbs & s.facts.linking_verbs and not s.words[k].noun else None  # semblons-nous prêts
    by_degrees = token.relation == "obl" and s.upos(k) == "ADJ" and k - 1 in s.fixed  # de plus en plus attachée
    if (
        not (token.relation in {"xcomp", "obj", "advmod"} or by_degrees)
        or not 0 <= token.head < k
        or s.child(k, "case", "mark", "det") is not None
    ):
        return None
    lemmas = s.words[token.head].verbs
    if lemmas & s.facts.linking_verbs:
        return token.head if not s.words[k].noun or s.upos(k) == "ADJ" or s.words[k].participle else None
    relative = any(s.low[j] in s.facts.relative_objects for j in range(max(0, token.head - 6), token.head))
    if relative and _antecedent(s, token.head) is None:
        return None  # la manière qu'il juge indiquée
    return token.head if lemmas & s.facts.attributive_verbs and token.relation == "xcomp" else None


def _antecedent(s: Sentence, verb: int) -> int | None:
    """Return the noun right before the relative pronoun that is the object of a verb: *les voisins qu'elle trouve gentils*."""
    relative = next((c for c in s.children[verb] if s.low[c] in s.facts.relative_objects and s.tokens[c].relation == "obj"), None)
    noun = s.tokens[verb].head
    sure = relative is not None and s.tokens[verb].relation == "acl" and noun == relative - 1 and s.upos(noun) == "NOUN"
    return noun if sure and s.has_determiner(noun) and s.is_plain(noun) else None


def _controller(s: Sentence, k: int, verb: int) -> int | None:
    """Return what a predicate describes: the object before an attributive verb, else the subject."""
    if not s.helpers(k) and s.words[verb].verbs & s.facts.attributive_verbs:
        before = s.low[verb - 1] if verb and s.subject_pronoun(verb) != verb - 1 else ""
        if before in s.facts.object_clitics and before not in s.facts.reflexives_third:
            return verb - 1
        if before not in s.facts.reflexives_third:
            return _antecedent(s, verb)
    return s.subject_of(k, verb)
