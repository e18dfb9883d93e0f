"""Participles with the auxiliary of objects: agreement with an object that stands before it, and with nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.concord.clash import Clash
from transqa.annotate.concord.readings import ANY, MASC_SING, SING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.concord.sentence import Sentence


def object_clashes(s: Sentence) -> Iterator[Clash]:
    """Yield participles with the auxiliary of objects that agree with none, or should agree with another."""
    for k, token in enumerate(s.tokens):
        word = s.words[k]
        if token.upos in {"VERB", "AUX"} and word.participle and not word.participle & MASC_SING and _stays(s, k):
            yield Clash(k, k + 1, "AGR104", MASC_SING)
        elif _may_follow(s, k) and word.participle != ANY and (auxiliary := _auxiliary(s, k)) is not None:
            yield from _clash(s, k, auxiliary)


def _may_follow(s: Sentence, k: int) -> bool:
    """Say whether a word can be the participle of an auxiliary; taggers take some for an adjective with an object."""
    word, upos = s.words[k], s.upos(k)
    if not word.participle:
        return False
    return upos == "VERB" or (upos == "ADJ" and not word.adjective and not word.noun and s.child(k, "obj") is not None)


def _stays(s: Sentence, k: int) -> bool:
    """Say whether a participle stays as it is before an infinitive or a noun fixed to it: *fait faire*, *rendu compte*."""
    at = k - 1
    while s.upos(at) == "ADV":
        at -= 1
    if k + 1 >= len(s) or at < 0 or not s.words[at].verbs & (s.facts.copulas | s.facts.object_auxiliaries):
        return False
    if s.words[k + 1].infinitive and s.upos(k + 1) == "VERB":
        return bool(s.words[k].verbs & s.facts.invariable_causatives)
    reflexive = s.form(at - 1) in s.facts.reflexives
    if reflexive and s.upos(k + 1) == "DET" and not any(s.low[j] in s.facts.relative_objects for j in range(k)):
        objects = any(s.tokens[c].relation == "obj" and c > k and s.upos(c) == "NOUN" for c in s.children[k])
        return objects and bool(s.words[k].verbs & s.facts.indirect_reflexives)
    return reflexive and s.low[k + 1] in s.facts.reflexive_objects and s.upos(k + 1) == "NOUN"


def _auxiliary(s: Sentence, k: int) -> int | None:
    """Return the auxiliary right before a participle, adverbs and a subject behind the auxiliary apart."""
    at = k - 1
    while at >= 0 and (s.upos(at) == "ADV" or s.tokens[at].text[0] == "-" or s.low[at] in s.facts.inserted):
        at -= 1 + (f"{s.form(at - 1)} {s.low[at]}" in s.facts.inserted)
    if at < 0 or not s.words[at].verbs & s.facts.object_auxiliaries or s.tokens[at].head != k:
        return None
    if s.tokens[at].text.isupper() and at:
        return None
    if s.low[k - 1] in s.facts.degrees_of_adjectives:
        return None  # ayant assez nées
    return at


def _clash(s: Sentence, k: int, auxiliary: int) -> Iterator[Clash]:
    own = s.words[k].participle
    if s.form(k + 1) and s.words[k + 1].infinitive and s.upos(k + 1) in {"VERB", "AUX"}:
        return  # les a fait venir
    wanted, controller = _object(s, k, auxiliary)
    bare_noun = (
        controller == auxiliary
        and s.words[k].noun & SING
        and s.upos(k + 1) not in {"DET", "NOUN"}
        and s.form(auxiliary - 1) not in s.facts.clitics - s.facts.adverbial_clitics
    )
    if not own & wanted and not bare_noun:
        yield Clash(k, controller, "AGR104", wanted)


def _object(s: Sentence, k: int, auxiliary: int) -> tuple[int, int]:
    """Return the set that the participle may have, and the object before it; the auxiliary where there is none."""
    at = auxiliary - 1
    while at >= 0 and s.low[at] in s.facts.clitics:
        if _is_object(s, at, auxiliary):
            if not _is_relative_dative(s, at):
                return _of_pronoun(s, k, at), at
            break
        at -= 1
    relative = _relative(s, auxiliary)
    if relative is None:
        return (ANY if _question(s, auxiliary) else MASC_SING), auxiliary
    if relative and s.low[relative - 1] in s.facts.impersonal:
        return MASC_SING, relative - 1  # ce que
    antecedent = s.controllers.controller(k)
    if antecedent is None or antecedent >= relative:
        antecedent = relative - 1 - (s.form(relative - 1) == ",")  # …, qu'elle a lues
    if antecedent < 0 or not _is_antecedent(s, k, antecedent, relative, auxiliary):
        return ANY, relative
    return s.joined(antecedent), antecedent


def _is_object(s: Sentence, at: int, auxiliary: int) -> bool:
    """Say whether a word before the auxiliary is an object pronoun, and surely the direct object."""
    low = s.low[at]
    pronoun = s.upos(at) == "PRON" or (s.upos(at) == "DET" and _is_verb(s, at + 1))
    if not pronoun or low not in s.facts.object_clitics or _is_subject(s, at, auxiliary):
        return False
    return low not in s.facts.dative_objects - s.facts.conjunct_objects or _relative(s, at) is None


def _is_relative_dative(s: Sentence, at: int) -> bool:
    """Say whether a pronoun is the indirect object of a relative clause whose object is its relative: *qu'il nous a lues*."""
    relative = _relative(s, at)
    if relative is None or s.low[at] not in s.facts.dative_objects or s.low[at] in s.facts.reflexives_third:
        return False
    return (
        s.upos(relative) == "PRON"
        and s.tokens[relative].relation == "obj"
        and (s.upos(relative - 1) == "NOUN" and not s.is_oblique(relative - 1))
    )


def _is_verb(s: Sentence, k: int) -> bool:
    """Say whether what follows a pronoun is an auxiliary or another pronoun; also before a subject (*les as-tu lues*)."""
    hung = k + 1 < len(s) and s.tokens[k + 1].text[0] == "-"
    return s.upos(k) in {"AUX", "PRON"} or (hung and bool(s.words[k].finite))


def _of_pronoun(s: Sentence, k: int, at: int) -> int:
    """Return the set that a participle may have behind an object pronoun."""
    found, dative = s.facts.object_clitics[s.low[at]], s.low[at] in s.facts.dative_objects
    if _relative(s, at) is not None or (dative and _question(s, at)):
        return ANY
    return found | (MASC_SING if dative or s.words[k].verbs & s.facts.causatives else 0)


def _is_antecedent(s: Sentence, k: int, antecedent: int, relative: int, auxiliary: int) -> bool:
    """Say whether que stands for a noun before it as the object of a participle that disagrees with all nouns before it."""
    own, verbs = s.words[k].participle, s.words[k].verbs
    if antecedent != relative - 1 and not own & MASC_SING:
        return False  # it agrees with something else
    behind_comma = s.form(relative - 1) == "," and antecedent == relative - 2 and s.tokens[antecedent].relation == "obj"
    if not (s.upos(relative) == "PRON" or behind_comma) or s.upos(relative - 1) in {"VERB", "AUX", "ADV", "ADP"}:
        return False  # disant que: a conjunction
    if antecedent >= relative or s.upos(antecedent) not in {"NOUN", "PRON"}:
        return False
    if own & MASC_SING:
        stays = verbs & (s.facts.causatives | s.facts.measures) or _has_object(s, k)
        if stays or s.words[antecedent].nouns & s.facts.clausal_nouns:
            return False
    if any(s.tokens[j].feat("VerbForm") == "Fin" for j in range(relative + 1, auxiliary)):
        return False
    first = 0
    if antecedent == relative - 1:  # right before: nouns before another verb cannot be meant
        first = next((j for j in range(antecedent, -1, -1) if s.tokens[j].feat("VerbForm") == "Fin"), 0)
    return not any(own & s.evidence(j) for j in range(first, relative) if s.is_nominal(j))


def _has_object(s: Sentence, k: int) -> bool:
    relations = {"obj", "ccomp", "xcomp"}
    return any(c > k and s.tokens[c].relation in relations and not s.low[c].endswith(s.facts.emphatics) for c in s.children[k])


def _is_subject(s: Sentence, at: int, auxiliary: int) -> bool:
    """Say whether nous or vous is the subject: then the verb has its person."""
    person = s.facts.persons.get(s.low[at], 0)
    return bool(person & s.words[auxiliary].finite) and s.tokens[at].relation == "nsubj"


def _relative(s: Sentence, before: int) -> int | None:
    """Return the nearest relative or interrogative object before a word, within the clause."""
    for at in range(before - 1, max(-1, before - 15), -1):
        if s.low[at] in s.facts.relative_objects:
            return at
        if s.low[at] in {".", ";", ":"}:
            return None
    return None


def _question(s: Sentence, before: int) -> bool:
    return any(s.low[at] in s.facts.questions for at in range(before))
