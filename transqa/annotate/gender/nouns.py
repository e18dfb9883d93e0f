"""Nouns and titles of the target that show the gender of a person: by their form, or by the words that determine them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.gender.sentence import CONTESTED, KIN, ROLE, WORD, Reading
from transqa.annotate.gender.whom import of_word
from transqa.annotate.gender.words import GRAMMATICAL, pronoun_form

if TYPE_CHECKING:
    from transqa.annotate.gender.referents import Referent
    from transqa.annotate.gender.sentence import Sentence
    from transqa.annotate.gender.words import FormFacts

PREDICATIVE = frozenset({"root", "xcomp", "conj", "appos", "obl", "parataxis", "ccomp", "advcl"})
"""Where an adjective may stand for a noun: elle est sculpteuse."""
BESIDE = frozenset({"nmod", "appos", "flat", "amod"})
NOUNS = ("noun", "name")
UNLINKED = 0.4
"""A word whose best link is less likely is taken to have none."""
ALIKE = 4
"""Letters that two spellings of a name have in common at least."""
NAME_WITHIN = 5
"""Words behind a title among which its name stands."""


def title(s: Sentence, i: int) -> Reading | None:
    """Return what a title shows: of the person whose name stands behind it, or else whom its link names."""
    gender = GRAMMATICAL.get(s.persons.titles.get(pronoun_form(s.tokens[i].text), ""))
    initial = i > 0 and _is_title_or_initial(s, i - 1)  # Mme A. M. Solveig
    return None if gender is None or initial else Reading(KIN, gender, _titled(s, i))


def _is_title_or_initial(s: Sentence, i: int) -> bool:
    form = pronoun_form(s.tokens[i].text)
    return form in s.persons.titles or (len(form) == 1 and s.tokens[i].text.endswith("."))


def _titled(s: Sentence, i: int) -> Referent | None:
    names = [k for k in range(i + 1, min(i + NAME_WITHIN, len(s.tokens))) if s.tokens[k].upos == "PROPN"]
    if not names or names[0] > i + 2:
        others = s.tokens[i + 1 : i + NAME_WITHIN]
        return None if any(pronoun_form(t.text) in s.persons.titles for t in others) else s.linked(i)  # M. et Mme Haddad
    own = (k for k in names if s.tokens[k].head in {i, *names} or s.tokens[i].head in names)
    persons = {r.person.id: r for k in own if (r := s.named(k)) is not None and r.person is not None}
    if persons:
        return next(iter(persons.values())) if len(persons) == 1 else None
    return _titled_alike(s, i, names[0])


def _titled_alike(s: Sentence, i: int, name: int) -> Referent | None:
    """Return whose title is linked with one whose name is spelt in another way there: Pitkeathly, Pitkeathley."""
    found = s.linked(i)
    if found is None:
        return None
    behind = s.referents.source.tokens(found.at.segment)[found.at.token + 1 :][:2]
    start = s.tokens[name].text[:ALIKE].casefold()
    return found if len(start) == ALIKE and any(t.text.casefold().startswith(start) for t in behind) else None


def noun(s: Sentence, i: int) -> Reading | None:
    """Return what a noun shows; None for one that says nothing of a person."""
    token = s.tokens[i]
    if token.upos not in {"NOUN", "ADJ", "VERB"}:
        return None
    facts = s.words.facts(token.text)
    if facts.fixed or (facts.known and not facts.person and not facts.counterparts) or not _stands_for_noun(s, i, facts):
        return None
    linked = s.linked(i, NOUNS)
    if not facts.person and (linked is None or not (facts.known or s.referents.says_gender(linked))):
        return None
    if _is_name(s, i) or _beside_kin(s, i) or s.trapped(i) or _is_other(s, i, facts, linked):
        return None
    sure = _gendered(linked) or token.upos != "NOUN" or _is_another(linked)
    referent = linked if sure else _without_link(s, i, facts) or linked
    if referent is None:
        return None
    gender = s.words.of(token)
    if facts.known and not facts.counterparts:
        gender = s.determined(i) if linked is not None and facts.serves_both else None
    return Reading(_kind(s, i, gender, facts), gender, referent)


def _without_link(s: Sentence, i: int, facts: FormFacts) -> Referent | None:
    """Return whom a noun speaks of that no link leads to a person of known gender."""
    if not s.close:
        return None
    found, rendered = described(s, i), _subject(s, i, facts) or _unanswered(s, i, facts)
    return rendered if found is None or (not _gendered(found) and _gendered(rendered)) else found


def _is_other(s: Sentence, i: int, facts: FormFacts, linked: Referent | None) -> bool:
    """Say whether a word is a verb that looks like a noun (gagnant), or a noun inside another for the person."""
    if linked is None:
        return facts.gerund and not s.has(i, "det", "amod", "case", "cop")
    return _within(s, i, linked)


def _kind(s: Sentence, i: int, gender: str | None, facts: FormFacts) -> str:
    """Return the rule that reports a noun: a bare masculine whose feminine is contested is a remark only."""
    if facts.kin:
        return KIN
    if not s.has(i, "det") and facts.participle:  # admise à seize ans, elle …
        return WORD
    return CONTESTED if gender == "Masc" and not s.has(i, "det") and facts.contested else ROLE


def described(s: Sentence, i: int) -> Referent | None:
    """Return whom a word describes as an attribute, in a role, in apposition, or beside whose name it stands."""
    for k in s.hanging(i):
        if s.tokens[k].upos == "PROPN" and s.tokens[k].relation in {"appos", "flat"} and (named := s.named(k)) is not None:
            return named
    number = s.tokens[i].feat("Number")
    found = (of_word(s, c) for c in s.controllers.described(i) if c != i and s.tokens[c].feat("Number") in {None, "", number})
    return next((r for r in found if r is not None), None)


def _subject(s: Sentence, i: int, facts: FormFacts) -> Referent | None:
    """Return the noun that is the subject of the verb in the source, where nothing else of the target answers to it."""
    token = s.tokens[i]
    if token.relation != "nsubj" or not facts.counterparts or token.feat("Number") == "Plur":
        return None
    found = s.referents.subject_of(s.segment, token.head)
    if found is None or found.person is None or s.referents.token(found.at).upos not in {"NOUN", "PROPN"}:
        return None
    near = {i, *s.hanging(i)}
    return None if any(k not in near and found.at == at for k, at in s.referents.answers(s.segment)) else found


def _unanswered(s: Sentence, i: int, facts: FormFacts) -> Referent | None:
    """Return the one noun of the source that a noun without a link may render, since nothing else answers to it.

    Both must say a gender by their meaning (*garçons* for girls), or the source by a compound (*policiers* for policewomen).
    """
    token = s.tokens[i]
    if any(p >= UNLINKED for _, p in s.referents.links(s.segment, i)) or not facts.counterparts:
        return None
    found = [r for r in s.referents.unanswered(s.segment) if s.referents.token(r.at).feat("Number") == token.feat("Number")]
    found = [r for r in found if s.referents.says_gender(r) and (facts.kin or s.referents.is_compound(r))]
    return found[0] if len(found) == 1 else None


def _stands_for_noun(s: Sentence, i: int, facts: FormFacts) -> bool:
    """Say whether a word is a noun, or an adjective or participle used as one: une élue, elle est sculpteuse."""
    token = s.tokens[i]
    if token.upos == "NOUN":
        return facts.noun or not facts.known
    if token.relation not in PREDICATIVE or not facts.noun:
        return False
    if token.upos == "VERB" and facts.gerund and any(k < i and s.tokens[k].relation in {"aux", "cop"} for k in s.hanging(i)):
        return not facts.participle  # elle était assistante: no present participle has an auxiliary
    if s.has(i, "aux"):
        return False
    return s.has(i, "det") or (token.upos == "ADJ" and s.linked(i, ("noun",)) is not None)


def _beside_kin(s: Sentence, i: int) -> bool:
    """Say whether a noun stands beside one that says the gender: femmes pasteurs, un juge femme."""
    token = s.tokens[i]
    others = [k for k in s.hanging(i) if s.tokens[k].relation in BESIDE]
    if token.head >= 0 and token.relation in BESIDE:
        others.append(token.head)
    return any(abs(k - i) == 1 and s.tokens[k].upos == "NOUN" and s.words.facts(s.tokens[k].text).kin for k in others)


def _is_name(s: Sentence, i: int) -> bool:
    """Say whether a word that looks like a noun is a name of the source."""
    text = s.tokens[i].text
    if not text[:1].isupper():
        return False
    return s.named(i) is not None or any(s.referents.token(at).text == text for at, _ in s.referents.links(s.segment, i))


def _within(s: Sentence, i: int, linked: Referent) -> bool:
    """Say whether the noun that a noun hangs on is led to the same person: that one is the person (assistante du procureur)."""
    token = s.tokens[i]
    within = token.relation == "nmod" and token.head >= 0 and s.has(i, "case")  # not élève infirmière
    other = s.linked(token.head, NOUNS) if within else None
    return other is not None and other.person is linked.person


def _is_another(linked: Referent | None) -> bool:
    """Say whether a link leads to a person with a name, whose gender nobody says."""
    return linked is not None and linked.person is not None and any(m.kind == "name" for m in linked.person.mentions)


def _gendered(referent: Referent | None) -> bool:
    return referent is not None and referent.person is not None and referent.person.gender is not None
