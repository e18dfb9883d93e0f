"""Measures tokens, lexicons, tagger and parser, and writes docs/reference/parsing.md.

    python docs/parsing.py [--data ../shared/data] [--errors | --sample]

Needs ../shared; the speed is compared with spaCy where it is installed (extra `spacy`). `--errors` prints, instead, each
predicate whose controller is not the one that was found by hand; `--sample` 300 words of the French lexicon with their gender.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import io
import json
import os
import random
import subprocess
import sys
import time
import zipfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"  # one core, set before numpy is loaded

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from transqa.annotate.agreement import Controllers  # noqa: E402  # found beside this folder, installed or not
from transqa.langs import load_pack  # noqa: E402
from transqa.morphosyntax.embedded import EmbeddedPipeline  # noqa: E402
from transqa.morphosyntax.inflection import load_inflections  # noqa: E402
from transqa.morphosyntax.tokens import tokenise  # noqa: E402
from transqa.morphosyntax.tree import Form, feature  # noqa: E402
from transqa.segment.words import compounds  # noqa: E402
from transqa.train.syntax.harmony import harmonised  # noqa: E402
from transqa.train.syntax.scores import tally  # noqa: E402
from transqa.train.syntax.swap import only_form, swapped  # noqa: E402
from transqa.train.tokens_score import token_f1  # noqa: E402
from transqa.train.treebanks import Sentence, read_treebank  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.morphosyntax.tree import Token

PAGE = ROOT / "docs" / "reference" / "parsing.md"
LANGS = ROOT / "transqa" / "langs"
TESTS = (("fr", "fr_gsd-test"), ("fr", "fr_sequoia-test"), ("en", "en_ewt-test"))
"""Not learnt from: see transqa/train/syntax/recipes."""
PROTOTYPE = {
    "fr_gsd-test": {"upos": 96.3, "feats": 91.0, "gender": 95.8, "uas": 86.8, "las": 82.4},
    "fr_sequoia-test": {"upos": 98.0, "feats": 95.6, "gender": 97.6, "las": 85.9},
    "en_ewt-test": {"upos": 94.4, "feats": 95.8, "uas": 85.0, "las": 81.5},
}
"""Of research/morphology.md."""
COLUMNS = ("upos", "feats", "gender", "lemma", "uas", "las", "nsubj")
START = (
    "import time; start = time.perf_counter()\n"
    "from transqa.langs import load_pack\n"
    "from transqa.morphosyntax.pipeline import load_pipeline\n"
    "from transqa.morphosyntax.tokens import tokenise\n"
    "load_pipeline('{lang}', None).parse([tokenise('{text}', load_pack('{lang}'))])\n"
    "print(time.perf_counter() - start)"
)
ROUNDS = 5
KINDS = {"N": "NOUN", "J": "ADJ"}
GENDERS = {"m": {"Masc"}, "f": {"Fem"}, "e": {"Masc", "Fem"}}
ALIKE = {"NOUN": {"NOUN", "PROPN"}, "ADJ": {"ADJ"}}
"""Parts of speech of LanguageTool's dictionary, its genders, and which of ours its parts of speech can be."""

TEXT = """# How well words and sentences are analysed

Made by `python docs/parsing.py`, on the test parts of treebanks that the embedded networks did not learn from
(`transqa/train/syntax/recipes`). Timings are of one core of one machine; only their ratio says something.

## Tagger and parser

Per cent of words (gold tokens, punctuation included), with the habits of the treebank that is measured; features as a whole;
gender and nominal subjects (nsubj): F1; attachment with universal relations. *harmonised*: gender and number of the gold marked
as the lexicon marks them, as in training (`transqa/train/syntax/harmony.py`). *genders swapped*: half of the words that agree
stand in the other gender; the tree and the gender that the form shows must be found all the same. The prototype's figures are
those of research/morphology.md.

{accuracy}

## Speed

{speed}

## Size

{sizes}

## Tokens

F1 of tokens by their places.

{tokens}

## Inflection lexicon

{coverage}

{against}

Of 300 of its nouns and adjectives drawn at random (`python docs/parsing.py --sample`) and judged one by one by hand, the gender
of 297 is right, of one wrong (*demi-queue*, masculine, is given as epicene), of two doubtful (*boutisse*, *clausus*).

## Controllers

Of {judged} gendered predicates in 100 sentences of `../shared/data/gender/fr-swap.jsonl`, judged by hand
(docs/data/controllers.tsv; one annotator), the word that governs the gender is found for **{right}** ({share:.1%}).
With the predicate put into the other gender, as in the error that is looked for (the {swapped} for which the lexicon has one
form), it is found for {swapped_right} ({swapped_share:.1%}).
`python docs/parsing.py --errors` prints the others.
"""


def forms_of(sentence: Sentence) -> list[Form]:
    """Return the words of a treebank's sentence as forms; their places do not matter here."""
    return [Form(w.form, k, k + 1) for k, w in enumerate(sentence.words)]


def answers(trees: list[list[Token]]) -> Iterator[list[tuple[str, str, int, str, str]]]:
    """Yield what was found for each word, as `tally` takes it."""
    for tree in trees:
        yield [(t.upos, t.feats, t.head, t.deprel, t.lemma) for t in tree]


def accuracy(data: Path) -> Iterator[str]:
    """Yield the rows of the table of treebanks."""
    for lang, name in TESTS:
        pipeline = EmbeddedPipeline(lang, style=name.partition("_")[2].partition("-")[0])
        gold = read_treebank(data / "treebanks" / f"{name}.conllu.xz")
        trees = pipeline.parse([forms_of(s) for s in gold])
        yield scores(name, "as it is", gold, trees)
        even = [harmonised(s, load_inflections(lang)) for s in gold]
        if even != gold:
            yield scores(name, "harmonised", even, trees)
        other = with_other_genders(gold, lang)
        if other != gold:
            yield scores(name, "genders swapped", other, pipeline.parse([forms_of(s) for s in other]))
        yield row(f"{name}, prototype", "", *(str(PROTOTYPE[name].get(c, "")) for c in COLUMNS))


def scores(name: str, kind: str, gold: list[Sentence], trees: list[list[Token]]) -> str:
    """Return a row of the table of treebanks."""
    said = tally(gold, answers(trees))
    return row(f"{name}, {kind}", f"{said.words:,}", *(f"{said.shares()[c]:.2f}" for c in COLUMNS))


def with_other_genders(gold: list[Sentence], lang: str) -> list[Sentence]:
    """Return the sentences with half of the words that agree put into the other gender, where the lexicon has one form for it."""
    inflections, chance = load_inflections(lang), random.Random(7)  # noqa: S311  # no secret
    return [(swapped(s, inflections, chance) if inflections else None) or s for s in gold]


def tokens(data: Path) -> Iterator[str]:
    """Yield the rows of the table of tokens."""
    for lang, name in TESTS:
        gold = read_treebank(data / "treebanks" / f"{name}.conllu.xz")
        yield row(name, f"{100 * token_f1(gold, load_pack(lang)).f1:.2f}")


def seconds(run: Any) -> float:  # noqa: ANN401  # any callable
    """Return the least of some times of a call."""
    run()
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - start)
    return best


def spacy_like(gold: list[Sentence]) -> Any:  # noqa: ANN401  # a spaCy pipeline
    """Return a pipeline built as spaCy's own small ones (one tok2vec of 96 for morphologizer and parser), hardly trained.

    Its answers are worthless; its speed is that of a trained one: `fr_core_news_md` took as long in the same run.
    """
    import spacy
    from spacy.tokens import Doc
    from spacy.training import Example

    nlp = spacy.blank("xx")
    nlp.add_pipe("tok2vec")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    for name in ("morphologizer", "parser"):
        nlp.add_pipe(name, config={"model": {"tok2vec": listener}})
    examples = []
    for s in gold[:300]:
        words = [w.form for w in s.words]
        heads = [k if w.head < 0 else w.head for k, w in enumerate(s.words)]
        doc = Doc(nlp.vocab, words, heads=heads, deps=[w.deprel for w in s.words], pos=[w.upos for w in s.words])
        examples.append(Example(Doc(nlp.vocab, words), doc))
    nlp.initialize(lambda: examples)
    nlp.update(examples[:50])
    return nlp


def speed(data: Path) -> Iterator[str]:
    """Yield what is to be said of speed and start."""
    for lang, name in (TESTS[0], TESTS[2]):
        gold = read_treebank(data / "treebanks" / f"{name}.conllu.xz")
        start = min(started(lang) for _ in range(ROUNDS))
        yield f"- {rates(lang, gold)}. Process start to first parse {start:.2f} s (numpy and all imports; least of {ROUNDS})."


def rates(lang: str, gold: list[Sentence]) -> str:
    """Return the words a second of the embedded pipeline, and beside it of spaCy where it is installed."""
    pipeline, pack = EmbeddedPipeline(lang), load_pack(lang)
    words = sum(len(s.words) for s in gold)
    ours = words / seconds(lambda: pipeline.parse([forms_of(s) for s in gold]))
    with_tokens = words / seconds(lambda: pipeline.parse([tokenise(s.text, pack) for s in gold]))
    says = f"{lang}: {ours:,.0f} words/s, {with_tokens:,.0f} with the tokeniser"
    if not importlib.util.find_spec("spacy"):
        return says
    from spacy.tokens import Doc

    nlp = spacy_like(gold)
    theirs = words / seconds(lambda: list(nlp.pipe(Doc(nlp.vocab, [w.form for w in s.words]) for s in gold)))
    return f"{says}; spaCy (tok2vec of 96, morphologizer, parser) {theirs:,.0f}: ratio {ours / theirs:.1f}"


def started(lang: str) -> float:
    """Return the seconds from the start of a new interpreter's work to its first tree."""
    code = START.format(lang=lang, text={"fr": "La maison est grande.", "en": "The house is big."}[lang])
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout)


def sizes() -> Iterator[str]:
    """Yield the rows of the table of sizes."""
    for lang in ("fr", "en"):
        for file in ("syntax.npz", "inflection.txt"):
            raw = (LANGS / lang / file).read_bytes()
            packed = io.BytesIO()
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(file, raw)
            yield row(f"langs/{lang}/{file}", f"{len(raw) / 1e6:.2f} MB", f"{packed.tell() / 1e6:.2f} MB")


def coverage(data: Path) -> str:
    """Return how much of the French side of the news set the inflection lexicon knows."""
    inflections = load_inflections("fr")
    assert inflections is not None
    documents = json.loads((data / "align" / "en-fr-news-clean.json").read_text(encoding="utf-8"))
    seen: Counter[str] = Counter(w.text for d in documents for line in d["target"] for w in compounds(line))
    known = Counter({w: n for w, n in seen.items() if inflections.analyses(w)})
    lower = Counter({w: n for w, n in seen.items() if w.islower()})
    both = Counter({w: n for w, n in known.items() if w.islower()})
    return (
        f"Of {seen.total():,} words of the French news set ({len(seen):,} different ones) the lexicon knows "
        f"{known.total() / seen.total():.1%} ({len(known) / len(seen):.1%}); of those in lower case "
        f"{both.total() / lower.total():.1%} ({len(both) / len(lower):.1%}). The rest is names of other countries."
    )


def against(data: Path) -> str:
    """Return how often the lexicon and the dictionary of LanguageTool agree on the gender of nouns and adjectives."""
    inflections = load_inflections("fr")
    assert inflections is not None
    theirs: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    with gzip.open(data / "lexicons" / "fr-dicollecte.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            form, _, tag = line.rstrip("\n").split("\t")
            kind, gender = [*tag.split(), ""][:2]
            if kind in KINDS and gender in GENDERS:
                theirs[form, KINDS[kind]] |= GENDERS[gender]
    counts: Counter[str] = Counter()
    for (form, upos), genders in theirs.items():
        readings = [a for a in inflections.analyses(form) if a.upos in ALIKE[upos] or (upos == "ADJ" and "Tense=Past" in a.feats)]
        ours = {g for a in readings for g in _genders(a.feats)}
        counts["unknown" if not ours else "same" if ours == genders else "wider" if ours > genders else "other"] += 1
    return (
        f"Of {counts.total():,} noun and adjective forms of LanguageTool's dictionary (an older edition of the same work) it\n"
        f"gives {counts['same']:,} the same gender, leaves {counts['wider']:,} more open, contradicts {counts['other']:,}\n"
        f"and does not know {counts['unknown']:,} (signs, rare units, words with digits)."
    )


def _genders(feats: str) -> set[str]:
    gender = feature(feats, "Gender")
    return {"Masc", "Fem"} if gender is None else {gender}


def sample() -> Iterator[str]:
    """Yield 300 nouns and adjectives drawn at random from the lexicon, with their genders, for a person to judge."""
    inflections = load_inflections("fr")
    assert inflections is not None
    lemmas = sorted({(lemma, upos) for lemma, upos in inflections.lemmas() if upos in {"NOUN", "ADJ"}})
    for lemma, upos in random.Random(300).sample(lemmas, 300):  # noqa: S311  # no secret
        genders = sorted({g for _, feats in inflections.forms(lemma, upos) for g in [feature(feats, "Gender") or "epicene"]})
        yield f"{lemma}\t{upos}\t{'/'.join(genders)}"


def controllers(data: Path, *, swap: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield each predicate judged by hand with its sentence, and whether its controller is found.

    Args:
        data: the folder of the data.
        swap: give the predicate the other gender first, where the lexicon has one form for it; others are left out.
    """
    pipeline, pack = EmbeddedPipeline("fr"), load_pack("fr")
    lines = (ROOT / "docs" / "data" / "controllers.tsv").read_text(encoding="utf-8").splitlines()
    texts = {r["id"]: r["target"] for r in map(json.loads, (data / "gender" / "fr-swap.jsonl").open(encoding="utf-8"))}
    for line in lines:
        if line.startswith("#"):
            continue
        sentence, start, wanted = line.split("\t")
        text, at = texts[f"{sentence}-ok"], int(start)
        forms = tokenise(text, pack)
        place = next(k for k, f in enumerate(forms) if f.start == at)
        if swap:
            other = other_gender(forms[place].text)
            if other is None:
                continue
            forms[place] = forms[place]._replace(text=other)  # places stay those of the text
        tree = pipeline.parse([forms])[0]
        found = Controllers(tree, pack).controller(place)
        right = found is not None and str(tree[found].start) in wanted.split()
        word, shown = tree[place], "–" if found is None else tree[found].text
        due = " / ".join(t.text for t in tree if str(t.start) in wanted.split())
        governor = tree[word.head].text if word.head >= 0 else "–"
        yield f"{sentence}\t{word.text} ({word.upos} {word.deprel} of {governor}): {shown}, not {due}\t{text}", right


def other_gender(form: str) -> str | None:
    """Return a word in the other gender; None where the lexicon has none or several."""
    inflections = load_inflections("fr")
    assert inflections is not None
    return only_form(form, inflections.analyses(form), inflections)


def row(*cells: str) -> str:
    """Return a row of a table."""
    return f"| {' | '.join(cells)} |"


def page(data: Path) -> str:
    """Return the page."""
    judged = [right for _, right in controllers(data)]
    others = [right for _, right in controllers(data, swap=True)]
    heads = row("treebank", "words", *COLUMNS), row(*["---"] * (2 + len(COLUMNS)))
    return TEXT.format(
        accuracy="\n".join([*heads, *accuracy(data)]),
        speed="\n".join(speed(data)),
        sizes="\n".join([row("file", "on disk", "in the wheel"), row("---", "---", "---"), *sizes()]),
        tokens="\n".join([row("treebank", "F1"), row("---", "---"), *tokens(data)]),
        coverage=coverage(data),
        against=against(data),
        judged=len(judged),
        right=sum(judged),
        share=sum(judged) / len(judged),
        swapped=len(others),
        swapped_right=sum(others),
        swapped_share=sum(others) / len(others),
    )


def main() -> None:
    """Write the page, or print the errors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--sample", action="store_true")
    given = parser.parse_args()
    if given.errors:
        print(*(text for text, right in controllers(given.data) if not right), sep="\n")
        return
    if given.sample:
        print(*sample(), sep="\n")
        return
    PAGE.write_text(page(given.data), encoding="utf-8")
    print(PAGE.relative_to(ROOT))


if __name__ == "__main__":
    main()
