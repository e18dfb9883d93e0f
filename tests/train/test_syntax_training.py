"""Training a tagger and parser, from a made-up treebank to the file; needs torch, which the checks do without."""

from __future__ import annotations

import io
import json
import re
import sys
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from transqa.errors import InputError
from transqa.fixes import write_output
from transqa.morphosyntax.embedded import EmbeddedPipeline
from transqa.morphosyntax.inflection import load_inflections
from transqa.morphosyntax.network import Network
from transqa.morphosyntax.tree import Form
from transqa.train.syntax import __main__ as command

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy.typing as npt

    from transqa.train.syntax.recipe import Corpus

    Train = Callable[..., int]

NOUNS = {"maison": "Fem", "lettre": "Fem", "porte": "Fem", "livre": "Masc", "jardin": "Masc", "train": "Masc"}
ADJECTIVES = {"grande": "grand", "verte": "vert", "lourde": "lourd"}
OTHERS = {"arrive": "arriver", "attend": "attendre"}
RECIPE = """
lang = "fr"
style = "two"
licences = "made up"
[banks]
one = ["one.conllu"]
two = ["two.conllu"]
[teachers]
seeds = [1, 2]
epochs = 6
[silver]
path = "text.tsv"
column = 1
words = 500
caps = { a = 400 }
exclude = ["Note"]
[pupil]
seed = 1
hidden = 24
epochs = 50
silver_parts = 2
gold_last = 30
swap_every = 3
[polish]
epochs = 2
"""


def copular(noun: str, adjective: str) -> str:
    """Return `Le jardin est vert .` as a tree, with the lemmas that a bank would give."""
    gender = NOUNS[noun]
    feats = f"Gender={gender}|Number=Sing"
    rows = [
        ("La" if gender == "Fem" else "Le", "le", "DET", f"Definite=Def|{feats}|PronType=Art", 2, "det"),
        (noun, noun, "NOUN", feats, 4, "nsubj"),
        ("est", "être", "AUX", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", 4, "cop"),
        (adjective if gender == "Fem" else ADJECTIVES[adjective], ADJECTIVES[adjective], "ADJ", feats, 0, "root"),
        (".", ".", "PUNCT", "_", 4, "punct"),
    ]
    return conllu(rows)


def verbal(noun: str, verb: str) -> str:
    """Return `Le train arrive !`."""
    gender = NOUNS[noun]
    rows = [
        ("La" if gender == "Fem" else "Le", "le", "DET", f"Definite=Def|Gender={gender}|Number=Sing|PronType=Art", 2, "det"),
        (noun, noun, "NOUN", f"Gender={gender}|Number=Sing", 3, "nsubj"),
        (verb, OTHERS[verb], "VERB", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", 0, "root"),
        ("!", "!", "PUNCT", "_", 3, "punct"),
    ]
    return conllu(rows)


def conllu(rows: list[tuple[str, str, str, str, int, str]]) -> str:
    lines = [f"{k}\t{f}\t{lemma}\t{u}\t_\t{feats}\t{h}\t{d}\t_\t_" for k, (f, lemma, u, feats, h, d) in enumerate(rows, 1)]
    return "\n".join([*lines, "", ""])


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write 40 sentences of two banks, and some text."""
    folder = tmp_path_factory.mktemp("data")
    one, two = list(product(NOUNS, ADJECTIVES)), list(product(NOUNS, OTHERS))
    (folder / "one.conllu").write_text("".join(copular(*pair) for pair in one), encoding="utf-8")
    (folder / "two.conllu").write_text(
        "".join(verbal(*p) for p in two) + "".join(copular(*p) for p in one[:10]), encoding="utf-8"
    )
    lines = [f"Le {n} est {a} et {b} .\tx\ta" for n, a, b in product(NOUNS, ADJECTIVES, ADJECTIVES)]
    (folder / "text.tsv").write_text("\n".join([*lines, "Note .\tx\tNote\n"]), encoding="utf-8")
    (folder / "recipe.toml").write_text(RECIPE, encoding="utf-8")
    return folder


@pytest.fixture
def train(monkeypatch: pytest.MonkeyPatch, data: Path) -> Train:
    """Run the command and return its exit code; it learns in longer steps, so that few are enough."""
    pytest.importorskip("torch", reason="the dependency group syntax is not installed")
    from transqa.train.syntax import recipe as module
    from transqa.train.syntax.fit import Schedule

    monkeypatch.setattr(module, "Schedule", partial(Schedule, rate=0.01))

    def call(to: Path, *more: str, recipe: str = "") -> int:
        line = ["train.syntax", recipe or str(data / "recipe.toml"), "--data", str(data), "--to", str(to), *more]
        monkeypatch.setattr("sys.argv", line)
        try:
            command.main()
        except SystemExit as e:
            return int(e.code or 0)
        return 0

    return call


def forms(text: str) -> list[Form]:
    out, at = [], 0
    for w in text.split(" "):
        out.append(Form(w, at, at + len(w)))
        at += len(w) + 1
    return out


def kept(network: Any) -> Any:  # noqa: ANN401  # torch's module
    """Round the weights of a network in place to what the file keeps of them."""
    import torch

    from transqa.train.syntax.weights import _quantised

    with torch.no_grad():
        for name, parameter in network.named_parameters():
            if name.startswith(("form.", "slots.")):
                held: dict[str, npt.NDArray[Any]] = {}
                _quantised(held, "x", parameter.numpy())
                parameter.copy_(torch.from_numpy(held["table.x"] * held["scale.x"].astype(np.float32)[:, None]))
            elif "bias_ih" in name:
                other = network.get_parameter(name.replace("_ih", "_hh"))
                parameter.copy_((parameter + other).half().float())
                other.zero_()
            else:
                parameter.copy_(parameter.half().float())
    return network


def test_from_treebank_to_trees(train: Train, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file parses its own sentences and new ones; numpy says what torch says; two runs, same bytes, also when taken up."""
    (tmp_path / "work").mkdir()
    assert train(tmp_path / "a.npz", "--work", str(tmp_path / "work")) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "teachers agree on" in shown.err
    assert "pupil: epoch 50, loss" in shown.err
    assert train(tmp_path / "b.npz") == 0
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.npz", "b.npz", "work"]
    assert sorted(p.name for p in (tmp_path / "work").iterdir()) == ["fr-1.pt", "fr-2.pt", "fr-polished.pt", "fr-pupil.pt"]
    capsys.readouterr()
    assert train(tmp_path / "c.npz", "--work", str(tmp_path / "work")) == 0
    assert "teacher" not in capsys.readouterr().err.replace("teachers agree", "")
    assert (tmp_path / "c.npz").read_bytes() == (tmp_path / "a.npz").read_bytes()
    raw = (tmp_path / "a.npz").read_bytes()
    check_answers(raw)
    check_against_torch(raw, data, tmp_path / "work" / "fr-polished.pt")


def check_answers(raw: bytes) -> None:
    """Sentences that are like those of the treebank, with words that it has and has not."""
    pipeline = EmbeddedPipeline("fr", raw)
    one, two, three = pipeline.parse(
        [forms("La porte est verte ."), forms("Le train attend !"), forms("La voiture est grande .")]
    )
    assert [(t.upos, t.head, t.deprel) for t in one] == [
        ("DET", 1, "det"),
        ("NOUN", 3, "nsubj"),
        ("AUX", 3, "cop"),
        ("ADJ", -1, "root"),
        ("PUNCT", 3, "punct"),
    ]
    assert [t.lemma for t in one] == ["le", "porte", "être", "vert", "."]
    assert (one[1].feats, one[3].feats) == ("Gender=Fem|Number=Sing",) * 2
    assert [(t.upos, t.head, t.deprel) for t in two] == [
        ("DET", 1, "det"),
        ("NOUN", 2, "nsubj"),
        ("VERB", -1, "root"),
        ("PUNCT", 2, "punct"),
    ]
    assert [(t.head, t.deprel) for t in three] == [(t.head, t.deprel) for t in one]
    with np.load(io.BytesIO(raw)) as arrays:
        about = json.loads(bytes(arrays["about"]))
    assert about["treebanks"] == ["one.conllu", "two.conllu"]
    assert (about["lang"], about["style"], about["styles"], about["licences"]) == ("fr", "two", ["one", "two"], "made up")


def check_against_torch(raw: bytes, data: Path, weights: Path) -> None:
    """The trained network, as the file has it."""
    import torch

    from transqa.train.syntax.recipe import Recipe, new_network

    corpus = Recipe(data / "recipe.toml", data).corpus(lambda _: None)
    network = new_network(corpus, len(corpus.large), 1, 24)
    network.load_state_dict(torch.load(weights, weights_only=True))
    with np.load(io.BytesIO(raw)) as held:
        compare(corpus, network, dict(held))


def compare(corpus: Corpus, network: Any, arrays: dict[str, npt.NDArray[Any]]) -> None:  # noqa: ANN401  # torch's module
    """Tags, heads and relations are alike in every word, in the habits of both banks."""
    from transqa.train.syntax.fit import Batches, answers
    from transqa.train.syntax.silver import unlabelled

    words = [
        s.split(" ") for s in ("La porte est verte .", "!", "Le livre attend la lettre et dort 12 fois à Paris .", "Oui oui")
    ]
    words += [[w.form for w in s.words] for s in corpus.banks["one"]]
    for style, name in enumerate(corpus.styles):
        items = unlabelled(words, corpus.table, style)
        wanted = answers(kept(network), Batches(corpus.table, corpus.large), items)
        found = Network(arrays, load_inflections("fr"), name)
        root = found.relations.index("root")
        assert found.tags == corpus.labels.tags
        for a, b in zip(found.run(words), wanted, strict=True):
            assert a.tags.tolist() == b.tags.tolist()
            assert a.heads.tolist() == b.heads.tolist()
            masked = (a.heads < 0) | (b.relations == root)  # numpy gives root to the root, and to nothing else
            assert a.relations[~masked].tolist() == b.relations[~masked].tolist()
            assert (a.relations[a.heads < 0] == root).all()


@pytest.mark.parametrize("seed", range(3))
def test_random_network(data: Path, seed: int) -> None:
    """Untrained weights, none of them near zero: every array of the file counts."""
    torch = pytest.importorskip("torch", reason="the dependency group syntax is not installed")
    from transqa.train.syntax.recipe import Recipe, new_network, packed

    recipe = Recipe(data / "recipe.toml", data)
    corpus = recipe.corpus(lambda _: None)
    network = new_network(corpus, len(corpus.large), seed, 16)
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            if not name.startswith(("form.", "slots.")):
                parameter.normal_(std=0.3)
    network.habits.weight.data *= 4
    compare(corpus, network, packed(recipe, corpus, network))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('lang = "fr"', 'lang = "fr', "recipe.toml: no recipe: "),
        ('lang = "fr"', "", "recipe.toml: lacks 'lang'; .*fr.toml shows all keys"),
        ('lang = "fr"', "lang = 3", "recipe.toml: has no text as 'lang'"),
        ('style = "two"', 'style = "three"', "style 'three' is none of its banks: one, two"),
        ("silver_parts = 2", "", "lacks 'pupil.silver_parts'"),
        ("epochs = 6", 'epochs = "6"', "has no whole number as 'teachers.epochs'"),
        ("[teachers]", "[students]", "lacks 'teachers.seeds'"),
        ("one.conllu", "none.conllu", "none.conllu: no such file"),
        ("one.conllu", "recipe.toml", "is this CoNLL-U"),
        ("text.tsv", "none.tsv", "none.tsv: no such file"),
        ("column = 1", "column = 5", "text.tsv, line 1: no column 5"),
    ],
)
def test_bad_recipes(
    train: Train, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, message: str
) -> None:
    """One line, exit code 2, nothing written."""
    assert old in RECIPE
    (tmp_path / "recipe.toml").write_text(RECIPE.replace(old, new), encoding="utf-8")
    (tmp_path / "out.npz").write_bytes(b"before")
    assert train(tmp_path / "out.npz", recipe=str(tmp_path / "recipe.toml")) == 2
    check_error(capsys, message)
    assert (tmp_path / "out.npz").read_bytes() == b"before"
    assert len(list(tmp_path.iterdir())) == 2
    assert data.is_dir()


def check_error(capsys: pytest.CaptureFixture[str], message: str) -> None:
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("transqa: ")
    assert shown.err.count("\n") == 1
    assert re.search(message, shown.err)


def test_places_that_cannot_be_written(train: Train, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Said before any work."""
    assert train(tmp_path) == 2
    check_error(capsys, "is a directory; name the file")
    assert train(tmp_path / "none" / "x.npz") == 2
    check_error(capsys, "none: no such directory")
    assert train(tmp_path / "x.npz", "--work", str(tmp_path / "none")) == 2
    check_error(capsys, "none: no such directory")
    assert train(tmp_path / "x.npz", recipe="none.toml") == 2
    check_error(capsys, "none.toml: no recipe")
    assert train(tmp_path / "x.npz", recipe="tlh") == 2
    check_error(capsys, "tlh.toml: no recipe")
    assert list(tmp_path.iterdir()) == []


def test_folder_without_permission(train: Train, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a mount that is read-only."""
    monkeypatch.setattr("os.access", lambda *_: False)
    assert train(tmp_path / "x.npz") == 2


def test_broken_network(data: Path, tmp_path: Path) -> None:
    """What an interrupted or another run left may be of no use."""
    pytest.importorskip("torch", reason="the dependency group syntax is not installed")
    from transqa.train.syntax.recipe import Recipe, new_network

    corpus = Recipe(data / "recipe.toml", data).corpus(lambda _: None)
    fresh = new_network(corpus, len(corpus.small), 1)
    for raw in (b"", b"no network", b"PK\x03\x04"):
        (tmp_path / "fr-1.pt").write_bytes(raw)
        with pytest.raises(InputError, match="no network of this recipe and data; delete it"):
            command.taken_up(tmp_path / "fr-1.pt", fresh, lambda: pytest.fail("made anew"))


def test_disk_that_runs_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stood there stays, and no remains lie beside it."""
    (tmp_path / "x.npz").write_bytes(b"before")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(InputError, match=r"x\.npz: cannot be written \(No space left"):
        write_output(tmp_path / "x.npz", b"after")
    assert [p.read_bytes() for p in tmp_path.iterdir()] == [b"before"]


def test_without_torch(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Says what to install."""
    monkeypatch.setitem(sys.modules, "torch", None)
    monkeypatch.setattr(command, "find_spec", lambda _: None)
    monkeypatch.setattr("sys.argv", ["train.syntax", "fr", "--data", str(tmp_path), "--to", str(tmp_path / "x.npz")])
    with pytest.raises(SystemExit) as e:
        command.main()
    assert e.value.code == 2
    check_error(capsys, "torch is not installed; run: pip install")
