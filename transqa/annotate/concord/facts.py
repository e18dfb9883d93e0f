"""What a language pack says of agreement: table `[agreement]`, as sets of words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from transqa.annotate.concord.readings import ANY, FEM_SING, MASC_SING, PERSONS, PLUR, SING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from transqa.langs import Pack

_OBJECTS = {"masculine": MASC_SING, "feminine": FEM_SING, "singular": SING, "plural": PLUR, "open": ANY}


@dataclass(frozen=True, slots=True)
class Facts:
    """Words with a behaviour of their own, in small letters; verbs, and nouns of kinds, by lemma.

    Attributes:
        pronouns: set of gender and number of pronouns that the dictionary does not tell all about.
        persons: set of persons of the verb of each subject pronoun.
        object_clitics: set of gender and number that an object pronoun before the verb says.
        object_auxiliaries: auxiliaries whose participle agrees with an object before them; table `[syntax]`.
        linking_verbs: verbs with an attribute of their subject; table `[syntax]`.
        reflexive_of: the letter that the reflexive pronoun of a subject pronoun begins with.
        hundreds: number words that take a plural when they are multiplied and last, with it.
        deictics: endings of pronouns (celui-ci).
        emphatics: endings of pronouns (moi-même).
        apposition_endings: endings of such nouns.
        participle_endings: endings of participles that sound like an infinitive.
        homophone_endings: the same with the endings of gender and number.
        also_objects: subject pronouns that may also be an object or stand by themselves.
        conjunct_objects: of these, those that stand before their verb as an object too.
        clitics: what stands between a subject pronoun and its verb: negation, object pronouns.
        negators: of these, the negation.
        adverbial_clitics: of these, pronouns of place and of what is spoken of (y, en).
        partitive_clitics: of these, the one that picks some of what is spoken of (en).
        reflexives: pronouns that may be reflexive.
        reflexives_third: those that are nothing else.
        dative_objects: object pronouns before an auxiliary that may be indirect objects as well.
        relative_objects: relative pronouns that are objects, and the conjunctions of the same form.
        impersonal: subjects that refer to a clause (c'est).
        demonstratives: pronouns that a participle may describe (celles perdues).
        concessives: adjectives that agree with the subject behind them (quel que soit, quelle est).
        relative_subjects: relative pronouns with gender and number that may be subjects.
        relative_datives: the same as indirect objects, in one word.
        quantities: pronouns that pick some of what their complement names: either agrees.
        many: words that ask for the plural of what can be counted, behind a partitive (beaucoup de).
        some: determiners that mean *about* before a number.
        quantity_words: adverbs and pronouns that may stand for persons or things unsaid (peu, beaucoup, quiconque).
        partitive_heads: pronouns that pick one or some of the nouns behind `partitives_plural`.
        articles: definite articles, which names of places have.
        disjunctives: forms of verbs that are conjunctions as well (soit … soit).
        totals: forms of tout, which may stand before another determiner.
        before_total: words that make an adverb of tout (avant tout, malgré tout).
        whole_nouns: nouns with tout in the singular (tout le monde).
        alone: forms of seul, which may single out the subject behind it.
        singular_numbers: number words that count one.
        open_numbers: number words with a noun in either number.
        uncounted: nouns that a number before or behind them does not count (months, streets).
        factors: what multiplies them.
        halves: forms of demi that do not stand before a noun.
        adding: conjunctions that add, with no choice.
        namers: nouns that name the word behind them, also without quotation marks (le mot inclus).
        like: conjunctions that taggers take for prepositions (comme le montre le tableau).
        partitives: prepositions of what is counted (de).
        partitives_plural: the same with the plural article.
        of: all these, with any article.
        collectives: nouns of quantity, kind or group: verb and adjective may agree with their complement (une centaine de
            personnes).
        proxies: nouns and pronouns whose complement governs (la plupart du monde, la plupart des gens).
        counted_plural: nouns of number whose complement stands in the plural.
        groups: nouns for groups of persons, whose complement names several.
        adverbial_nouns: nouns that stand as adverbs (un jour, deux fois, de cette façon).
        times: nouns of time, which as objects say how long.
        clausal_nouns: nouns that a clause with que completes (l'impression que), where que is no object.
        either_gender: nouns of which the dictionary has one gender and usage both, or which are names as well.
        appositions: nouns and participles that stand behind a noun and stay as they are (interface utilisateur, y
            compris).
        fixed: pairs of words that need not agree (grand chose, bon marché).
        neutral: pairs with a feminine noun that are neutral (quelque chose).
        locutions: by their first word, phrases whose nouns nothing describes, and adverbs of several words (d'affaires, à
            peine, plus ou moins).
        seeming_nouns: nouns of seeming: the adjective agrees with them or with the subject (avoir l'air).
        object_singular_forms: determiners of these.
        colours: forms of adjectives of colour.
        shades: words that make a colour invariable (vert clair, bleu marine).
        shade_adjectives: lemmas of those that are adjectives with forms of their own.
        colour_nouns: nouns that a colour may follow unchanged.
        prenominal: adjectives whose place is before the noun.
        singling: adjectives that, with an article, say that someone is the only or first one.
        adverbial: adjectives and participles that stand in the place of adverbs or nouns.
        asides: words of the speaker that begin a sentence.
        neutral_after_que: adjectives that stay as they are after a comparison with que (plus nombreux que prévu).
        degrees: adverbs of degree.
        degrees_of_adjectives: those that stand before adjectives, not before participles of verbs.
        comparatives: words before que that compare.
        negations: adverbs of negation behind the verb.
        connectives: adverbs that begin a clause.
        inserted: what stands between an auxiliary and its participle besides adverbs.
        copulas: verbs of being, auxiliaries of subjects.
        attributive_verbs: verbs with an attribute of their object, or of their subject if reflexive.
        presentatives: words that present the object before them with an attribute (la voilà prête).
        causatives: verbs whose participle stays before an infinitive, said or not.
        invariable_causatives: those whose participle always stays before an infinitive.
        measures: verbs whose object may be a measure, and impersonal ones (les dix kilomètres qu'il a couru).
        indirect_reflexives: verbs whose reflexive pronoun may be an indirect object beside a direct one (se laver les
            mains).
        always_indirect: verbs whose reflexive pronoun is an indirect object (se parler).
        reflexive_objects: objects fixed to a reflexive verb (se rendre compte).
        questions: words of question and quantity before a verb, which may be its object.
        modals: verbs with an infinitive.
        infinitive_verbs: verbs with an infinitive behind `verb_prepositions`.
        verb_prepositions: these prepositions.
        before_infinitive: prepositions before an infinitive.
        long_infinitive: of these, those that never stand before a noun without a determiner (avant de).
        motions: verbs of motion, with an infinitive of purpose (venir le chercher).
        keeps_participle: verbs whose complement with such a preposition may be a participle (laisser pour mort).
    """

    pronouns: Mapping[str, int]
    persons: Mapping[str, int]
    object_clitics: Mapping[str, int]
    object_auxiliaries: frozenset[str]
    linking_verbs: frozenset[str]
    reflexive_of: Mapping[str, str]
    hundreds: Mapping[str, tuple[str, str]]
    locutions: Mapping[str, tuple[tuple[str, ...], ...]]
    deictics: tuple[str, ...]
    emphatics: tuple[str, ...]
    apposition_endings: tuple[str, ...]
    participle_endings: tuple[str, ...]
    homophone_endings: tuple[str, ...]
    also_objects: frozenset[str]
    conjunct_objects: frozenset[str]
    clitics: frozenset[str]
    negators: frozenset[str]
    adverbial_clitics: frozenset[str]
    partitive_clitics: frozenset[str]
    reflexives: frozenset[str]
    reflexives_third: frozenset[str]
    dative_objects: frozenset[str]
    relative_objects: frozenset[str]
    impersonal: frozenset[str]
    demonstratives: frozenset[str]
    concessives: frozenset[str]
    relative_subjects: frozenset[str]
    relative_datives: frozenset[str]
    quantities: frozenset[str]
    some: frozenset[str]
    many: frozenset[str]
    quantity_words: frozenset[str]
    partitive_heads: frozenset[str]
    articles: frozenset[str]
    totals: frozenset[str]
    disjunctives: frozenset[str]
    before_total: frozenset[str]
    whole_nouns: frozenset[str]
    alone: frozenset[str]
    singular_numbers: frozenset[str]
    open_numbers: frozenset[str]
    uncounted: frozenset[str]
    factors: frozenset[str]
    halves: frozenset[str]
    adding: frozenset[str]
    namers: frozenset[str]
    like: frozenset[str]
    partitives: frozenset[str]
    partitives_plural: frozenset[str]
    of: frozenset[str]
    collectives: frozenset[str]
    proxies: frozenset[str]
    counted_plural: frozenset[str]
    groups: frozenset[str]
    adverbial_nouns: frozenset[str]
    times: frozenset[str]
    clausal_nouns: frozenset[str]
    either_gender: frozenset[str]
    appositions: frozenset[str]
    fixed: frozenset[str]
    neutral: frozenset[str]
    seeming_nouns: frozenset[str]
    object_singular_forms: frozenset[str]
    colours: frozenset[str]
    shades: frozenset[str]
    shade_adjectives: frozenset[str]
    colour_nouns: frozenset[str]
    prenominal: frozenset[str]
    singling: frozenset[str]
    adverbial: frozenset[str]
    asides: frozenset[str]
    neutral_after_que: frozenset[str]
    degrees: frozenset[str]
    degrees_of_adjectives: frozenset[str]
    comparatives: frozenset[str]
    negations: frozenset[str]
    connectives: frozenset[str]
    inserted: frozenset[str]
    copulas: frozenset[str]
    attributive_verbs: frozenset[str]
    presentatives: frozenset[str]
    causatives: frozenset[str]
    invariable_causatives: frozenset[str]
    measures: frozenset[str]
    indirect_reflexives: frozenset[str]
    always_indirect: frozenset[str]
    reflexive_objects: frozenset[str]
    questions: frozenset[str]
    modals: frozenset[str]
    infinitive_verbs: frozenset[str]
    verb_prepositions: frozenset[str]
    before_infinitive: frozenset[str]
    keeps_participle: frozenset[str]
    long_infinitive: frozenset[str]
    motions: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.pronouns)


_SETS = frozenset(Facts.__annotations__) - {
    "pronouns",
    "persons",
    "object_clitics",
    "object_auxiliaries",
    "linking_verbs",
    "reflexive_of",
    "hundreds",
    "locutions",
    "deictics",
    "emphatics",
    "apposition_endings",
    "participle_endings",
    "homophone_endings",
}
"""Attributes that are plain lists of the table."""


def _by_first(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return phrases as words, the longest first, by their first word; an apostrophe ends a word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.replace("'", "' ").split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(several, key=len, reverse=True)) for first, several in found.items()}


@cache
def facts(pack: Pack) -> Facts:
    """Return what a pack says; false where the language has no such table."""

    def words(key: str) -> frozenset[str]:
        return frozenset(pack.phrases("agreement", key))

    return Facts(
        pronouns=dict.fromkeys(words("open"), ANY) | dict.fromkeys(words("one"), SING) | dict.fromkeys(words("several"), PLUR),
        persons={word: bit for (person, number), bit in PERSONS.items() for word in words(f"{person}{number}")},
        object_clitics={word: bits for key, bits in _OBJECTS.items() for word in words(f"object_{key}")},
        object_auxiliaries=frozenset(pack.phrases("syntax", "object_auxiliaries")),
        linking_verbs=frozenset(pack.phrases("syntax", "linking_verbs")),
        reflexive_of=dict(pack.pairs("agreement", "reflexive_of")),
        hundreds={form: pair for pair in pack.pairs("agreement", "hundreds") for form in pair},
        deictics=pack.phrases("agreement", "deictics"),
        emphatics=pack.phrases("agreement", "emphatics"),
        apposition_endings=pack.phrases("agreement", "apposition_endings"),
        participle_endings=pack.phrases("agreement", "participle_endings"),
        homophone_endings=pack.phrases("agreement", "homophone_endings"),
        locutions=_by_first(pack.phrases("agreement", "locutions")),
        **{key: words(key) for key in _SETS},
    )
