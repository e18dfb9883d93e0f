"""Whom a word of the target speaks of: by its link, its name, its verb, or the word that it agrees with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.gender.words import pronoun_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.gender.referents import Referent
    from transqa.annotate.gender.sentence import Sentence
    from transqa.morphosyntax.tree import Token

DEEPEST = 4
"""Steps from a word to the one that it agrees with, at most."""
SURE = 0.5
"""Probability of a link with something that is no person, from which a pronoun stands for that."""


def of_word(s: Sentence, i: int, steps: int = DEEPEST) -> Referent | None:
    """Return whom a word speaks of; None where nothing leads to a word of the source, or where it stands for a thing."""
    token = s.tokens[i]
    if pronoun_form(token.text) in s.pronouns.neuter:
        return None
    if token.upos == "PROPN":
        return s.named(i) or s.linked(i)
    if token.upos == "PRON":
        return of_pronoun(s, i)
    found = s.linked(i)
    if found is None and token.relation == "nsubj" and s.close:
        found = s.referents.subject_of(s.segment, token.head)
    if found is not None:
        return found
    c = s.controllers.controller(i)
    return of_word(s, c, steps - 1) if steps and c is not None and c != i else None


def of_group(s: Sentence, members: list[int]) -> Referent | None:
    """Return the first of several persons if all are known to be of one gender."""
    found = [of_word(s, k) for k in members]
    genders = {None if r is None or r.person is None else r.person.gender for r in found}
    first = found[0]
    return first._replace(several=True) if first is not None and len(genders) == 1 and None not in genders else None


def of_pronoun(s: Sentence, i: int) -> Referent | None:
    """Return whom a pronoun stands for."""
    token, form = s.tokens[i], pronoun_form(s.tokens[i].text)
    if form in s.pronouns.neuter or _doubles(s, i):
        return None
    found = s.linked(i)
    if form in s.pronouns.impersonal and _impersonal(s, token) and not _renders_subject(s, i, found):
        return None
    if found is not None:
        return None if s.referents.rival(found.at, s.segment, i) or _other_subject(s, token, found) else found
    links = s.referents.links(s.segment, i)
    if not s.close or any(s.referents.token(at).upos in {"PRON", "NOUN", "DET"} for at, p in links if p > SURE):
        return None
    if token.relation in {"nsubj", "expl"} and (found := s.referents.subject_of(s.segment, token.head)) is not None:
        thing = found.person is None and s.referents.token(found.at).upos == "NOUN"
        return (_of_lone_pronoun(s, i) if form in s.persons.pronouns else None) or found if thing else found
    if token.relation == "obj" and token.head >= 0:  # le may stand for what was said
        return None if s.masculine(form) else s.referents.object_of(s.segment, token.head)
    if form not in s.persons.pronouns:
        return None
    if "-" in form and (own := _emphasised(s, token)) not in {None, i} and s.tokens[own].upos != "PRON":
        return of_word(s, own, 0)
    return _of_lone_pronoun(s, i)


def _emphasised(s: Sentence, token: Token) -> int | None:
    """Return the noun or the subject that *lui-même* stresses."""
    if token.head < 0:
        return None
    return token.head if s.tokens[token.head].upos in {"PROPN", "NOUN"} else s.controllers.subject(token.head)


def _of_lone_pronoun(s: Sentence, i: int) -> Referent | None:
    """Return whom a pronoun without a link stands for: the source speaks of nobody else, and of no thing that it could be."""
    token = s.tokens[i]
    pointing = any(r.case == "demonstrative" for r in s.persons.pronouns[pronoun_form(token.text)])  # celle-ci may be a thing
    if (
        pointing
        or token.relation not in {"nsubj", "obl"}
        or token.feat("Number") == "Plur"
        or s.referents.speaks_of_things(s.segment)
    ):
        return None
    if any(t.upos in {"NOUN", "X"} and _alike(t, token) for t in (*s.tokens[:i], *_subjects_behind(s, i))):
        return None
    return s.referents.only_gender(s.segment)


def _subjects_behind(s: Sentence, i: int) -> Iterator[Token]:
    """Yield the subjects of the main clause, which a pronoun before it may stand for: *quand il est neuf, le bateau vaut …*."""
    clause = s.tokens[i].head
    above = s.tokens[clause].head if clause >= 0 and s.tokens[clause].relation == "advcl" else -1
    yield from (s.tokens[k] for k in s.hanging(above) if k > i and s.tokens[k].relation == "nsubj" and above >= 0)


def _alike(noun: Token, pronoun: Token) -> bool:
    return noun.feat("Number") == "Sing" and noun.feat("Gender") == pronoun.feat("Gender")


def _doubles(s: Sentence, i: int) -> bool:
    """Say whether a pronoun behind its verb only repeats a subject before it: l'inconvénient se trouvait-il réduit."""
    token = s.tokens[i]
    if not token.text.startswith("-") or token.head < 0:
        return False
    return any(k < i and s.tokens[k].relation == "nsubj" and s.tokens[k].upos in {"NOUN", "PROPN"} for k in s.hanging(token.head))


def _impersonal(s: Sentence, token: Token) -> bool:
    """Say whether a pronoun stands for nobody: il faut, il est dit que, il lui est donné de."""
    verb = s.tokens[token.head] if token.head >= 0 else token
    if _always_impersonal(s, verb) or any(
        s.tokens[k].lemma in s.pronouns.impersonal_verbs for k in s.hanging(token.head) if s.tokens[k].relation == "xcomp"
    ):  # il pleut, il ne peut rien arriver
        return True
    if s.has(token.head, "ccomp", "csubj", "advcl") and any(
        s.tokens[k].feat("Reflex") for k in s.hanging(token.head)
    ):  # il se peut que
        return True
    if token.deprel == "nsubj:pass" and verb.lemma in s.pronouns.impersonal_passives:
        return True
    if token.relation == "expl":
        return s.has(token.head, "ccomp", "xcomp", "csubj", "obj")
    return (token.deprel == "nsubj:pass" or verb.upos == "ADJ") and s.has(token.head, "ccomp", "csubj")


def _always_impersonal(s: Sentence, verb: Token) -> bool:
    adjective = verb.upos in {"ADJ", "NOUN"} and verb.lemma in s.pronouns.impersonal_adjectives
    return adjective or verb.lemma in s.pronouns.impersonal_verbs


def _renders_subject(s: Sentence, i: int, found: Referent | None) -> bool:
    """Say whether a pronoun that may be impersonal is linked with a personal subject of the source, and is alone with it."""
    if found is None or s.referents.rival(found.at, s.segment, i):
        return False
    token, source = s.tokens[i], s.referents.token(found.at)
    reflexive = token.relation == "expl" and any(s.tokens[k].feat("Reflex") for k in s.hanging(token.head))
    if reflexive or _always_impersonal(s, s.tokens[token.head]):  # il se peut bien qu'elle …
        return False
    if (token.deprel == "nsubj:pass") != (source.deprel == "nsubj:pass"):
        return False
    return source.upos == "PRON" and source.relation == "nsubj"


def _other_subject(s: Sentence, token: Token, linked: Referent) -> bool:
    """Say whether the source verb of a subject has another person for its subject than the word linked with it."""
    if token.relation != "nsubj":
        return False
    subject = s.referents.subject_of(s.segment, token.head)
    if subject is None or subject.person is linked.person:
        return False
    return subject.person is not None or s.referents.token(subject.at).upos == "PROPN"
