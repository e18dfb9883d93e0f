"""A user's spaCy pipeline: our tokens in, Universal Dependencies out, and one clear line for whatever is wrong with it."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from transqa import ConfigError, check
from transqa.morphosyntax.pipeline import FILE, load_pipeline, pipeline_mark
from transqa.morphosyntax.spacy_pipeline import RELATIONS, SpacyPipeline, describe
from transqa.morphosyntax.tree import ROOT, Form

if TYPE_CHECKING:
    from pathlib import Path


def forms(text: str, offset: int = 0) -> list[Form]:
    """Return the words of *text*, which spaces part."""
    out, at = [], offset
    for word in text.split(" "):
        out.append(Form(word, at, at + len(word)))
        at += len(word) + 1
    return out


def saved(folder: Path, lang: str = "fr", name: str = "") -> Path:
    """Write what tells a folder as a spaCy pipeline; spaCy itself is not needed."""
    folder.mkdir(parents=True)
    (folder / "meta.json").write_text(json.dumps({"lang": lang, "name": name or "own", "version": "1.0.0"}), encoding="utf-8")
    return folder


@pytest.fixture
def blank(tmp_path: Path) -> str:
    spacy = pytest.importorskip("spacy", reason="the extra spacy is not installed")
    spacy.blank("fr").to_disk(tmp_path / "blank")
    return str(tmp_path / "blank")


def trained(folder: Path, patterns: list[tuple[str, dict[str, str]]]) -> SpacyPipeline:
    """Return an English pipeline that knows some words by rule, written and loaded as a user's."""
    spacy = pytest.importorskip("spacy", reason="the extra spacy is not installed")
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    for word, attributes in patterns:
        ruler.add([[{"LOWER": word}]], attributes)
    nlp.to_disk(folder)
    return SpacyPipeline(str(folder), "en")


def check_trees(sentences: list[list[Any]]) -> None:
    """Each sentence is one tree: a root, and every head inside."""
    for tokens in sentences:
        assert [t.head for t in tokens].count(ROOT) == bool(tokens)
        for i in range(len(tokens)):
            seen, at = set(), i
            while at != ROOT:
                assert at not in seen
                seen.add(at)
                at = tokens[at].head


def test_blank_pipeline_gives_flat_trees(blank: str) -> None:
    """No tagger, no parser: X without features, all on the first word; spans are ours; an empty sentence stays empty."""
    pipeline = SpacyPipeline(blank, "fr")
    sentences = [forms("Elle est partie .", 10), [], forms("Oui")]
    trees = pipeline.parse(sentences)
    assert [[t[:3] for t in tokens] for tokens in trees] == [[tuple(f) for f in s] for s in sentences]
    assert {(t.upos, t.feats) for tokens in trees for t in tokens} == {("X", "")}
    assert [t.lemma for t in trees[0]] == ["Elle", "est", "partie", "."]
    assert [(t.head, t.deprel) for t in trees[0]] == [(ROOT, "root"), (0, "dep"), (0, "dep"), (0, "dep")]
    check_trees(trees)
    assert pipeline.parse([]) == []


def test_words_features_and_relations(tmp_path: Path) -> None:
    """Features are sorted as UD sorts them; labels of ClearNLP become those of UD; a tag that UD has not is X."""
    patterns = [
        ("letters", {"POS": "NOUN", "MORPH": "NumType=Card|Number=Plur|Case=Nom", "LEMMA": "letter"}),
        ("were", {"POS": "AUX", "MORPH": "VerbForm=Fin|Tense=Past", "LEMMA": "be"}),
        ("sent", {"POS": "VERB", "LEMMA": "send"}),
        (".", {"POS": "SPACE"}),
    ]
    pipeline = trained(tmp_path / "own", patterns)
    (tree,) = pipeline.parse([forms("Letters were sent .")])
    assert [(t.text, t.lemma, t.upos, t.feats) for t in tree] == [
        ("Letters", "letter", "NOUN", "Case=Nom|Number=Plur|NumType=Card"),
        ("were", "be", "AUX", "Tense=Past|VerbForm=Fin"),
        ("sent", "send", "VERB", ""),
        (".", ".", "X", ""),
    ]
    assert tree[0].feat("Number") == "Plur"
    check_trees([tree])


def test_relations_and_split_sentences(blank: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A parser that splits has its further roots put under the first, as parataxis."""
    from spacy.tokens import Doc

    pipeline = SpacyPipeline(blank, "fr")

    def parsed(docs: list[Doc]) -> Any:  # noqa: ANN401  # what nlp.pipe gives
        for doc in docs:
            heads = [2, 2, 2, 2, 4, 4]
            deps = ["nsubjpass", "auxpass", "ROOT", "punct", "ROOT", "strange"]
            yield Doc(doc.vocab, words=[w.text for w in doc], heads=heads, deps=deps)

    monkeypatch.setattr(pipeline, "_nlp", type("Nlp", (), {"pipe": staticmethod(parsed), "vocab": pipeline._nlp.vocab})())
    (tree,) = pipeline.parse([forms("Letters were sent . He slept")])
    assert [(t.head, t.deprel) for t in tree] == [
        (2, "nsubj:pass"),
        (2, "aux:pass"),
        (ROOT, "root"),
        (2, "punct"),
        (2, "parataxis"),
        (4, "strange"),
    ]


def test_our_sentence_stays_one(tmp_path: Path) -> None:
    """An untrained parser, left alone, makes every word a root; the sentence that we give it is one tree."""
    spacy = pytest.importorskip("spacy", reason="the extra spacy is not installed")
    nlp = spacy.blank("fr")
    nlp.add_pipe("parser").add_label("nsubj")
    nlp.initialize()
    nlp.to_disk(tmp_path / "own")
    check_trees(SpacyPipeline(str(tmp_path / "own"), "fr").parse([forms("Oui . Elle est partie . Non")] * 3))


def test_relations_are_those_of_ud() -> None:
    """No label of the table stands on both sides: mapping twice is mapping once."""
    assert not set(RELATIONS) & set(RELATIONS.values())


def test_loaded_once_and_marked(blank: str) -> None:
    """One pipeline for each language and name; its name and version are known without loading it."""
    pipeline = load_pipeline("fr", blank)
    assert pipeline is not None
    assert load_pipeline("fr", blank) is pipeline
    assert pipeline_mark("fr", blank) == f"{pipeline.name}.{pipeline.version}"
    report = check(None, "Elle est partie.", config={"pipelines": {"fr": blank}})
    assert report.signature.endswith(f"|pipelines:{pipeline_mark('fr', blank)}")


def test_language_without_parser() -> None:
    """No pipeline, no error."""
    assert load_pipeline("tlh", None) is None
    assert pipeline_mark("tlh", None) is None


def test_embedded_pipeline_of_the_nearest_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """fr-CA is served by the network of fr; its version is a digest, for which it is not loaded."""
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / FILE).write_bytes(b"network")
    monkeypatch.setattr("transqa.morphosyntax.pipeline.files", lambda _: tmp_path)
    monkeypatch.setattr("transqa.morphosyntax.pipeline._load_embedded", str.upper)
    assert str(load_pipeline.__wrapped__("fr-CA", None)) == "FR"
    assert pipeline_mark.__wrapped__("fr-CA", None) == f"fr.{hashlib.sha256(b'network').hexdigest()[:8]}"
    assert load_pipeline.__wrapped__("de", None) is None


def test_spacy_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Says what to install, before anything is checked."""
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(ConfigError) as e:
        check(None, "Oui.", config={"pipelines": {"fr": "fr_core_news_lg"}})
    assert str(e.value) == (
        "config: pipelines.fr names 'fr_core_news_lg', but spaCy is not installed; run: pip install 'transqa[spacy]'"
    )


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make believe that spaCy is installed: what is looked up before loading does not need it."""
    real = importlib.util.find_spec
    monkeypatch.setattr("transqa.morphosyntax.spacy_pipeline.find_spec", lambda name: real("json" if name == "spacy" else name))


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("fr_core_news_xl", "which is not installed; run: python -m spacy download fr_core_news_xl, or give a path"),
        ("models/none", "where there is nothing; give the path of a folder that spaCy wrote"),
        ("json", "which is no spaCy pipeline .* download json, or give a path"),
        ("__main__", "which is not installed"),
        ("{tmp}", "which is no spaCy pipeline"),
        ("{tmp}/file", "which is no spaCy pipeline"),
        ("{tmp}/bad", "which is no spaCy pipeline"),
        ("{tmp}/english", "a pipeline for 'en'; name one for 'fr', or change the key"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, named: str, message: str) -> None:
    """One line: which key, which name, what to do."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    saved(tmp_path / "bad").joinpath("meta.json").write_text("[1]", encoding="utf-8")
    saved(tmp_path / "english", "en")
    named = named.format(tmp=tmp_path)
    with pytest.raises(ConfigError, match=message) as e:
        describe(named, "fr-CA")
    assert str(e.value).startswith(f"config: pipelines.fr-CA names '{named}', ")
    assert "\n" not in str(e.value)


@pytest.mark.usefixtures("installed")
def test_description(tmp_path: Path) -> None:
    """Varieties of the language, and pipelines for any language, are welcome; other contents make another version."""
    one, two = saved(tmp_path / "one"), saved(tmp_path / "two", "xx", "all")
    assert describe(str(one), "fr-CA").name == "fr_own"
    assert describe(str(two), "fr").name == "xx_all"
    assert describe(str(one), "fr").version.startswith("1.0.0.")
    assert describe(str(one), "fr").version != describe(str(two), "fr").version


def test_broken_pipeline(tmp_path: Path) -> None:
    """It says that it is one, but spaCy cannot load it."""
    pytest.importorskip("spacy", reason="the extra spacy is not installed")
    with pytest.raises(ConfigError, match="which spaCy cannot load: ") as e:
        SpacyPipeline(str(saved(tmp_path / "own")), "fr")
    assert "\n" not in str(e.value)
