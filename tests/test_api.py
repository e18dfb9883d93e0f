"""check, check_file, check_pairs, align, fix: arguments, errors, invariants."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import transqa
from transqa import Config, ConfigError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FAULTY = "Elle a dit: «oui»."


def rules(report: transqa.Report) -> list[str]:
    return [f.rule for f in report.findings]


def test_source_may_be_missing() -> None:
    """Then what shows in the target is found."""
    assert rules(transqa.check(None, FAULTY)) == ["SPC101", "QUO102"]


def test_select_and_ignore() -> None:
    """Codes, prefixes, one text or several; the longer selector wins; families without rules may be named."""
    assert rules(transqa.check(None, FAULTY, select="QUO")) == ["QUO102"]
    assert rules(transqa.check(None, FAULTY, select=["SPC", "QUO1"], ignore=["SPC101"])) == ["QUO102"]
    assert rules(transqa.check(None, FAULTY, select=["SPC101"], ignore=["SPC"])) == ["SPC101"]
    assert rules(transqa.check(None, FAULTY, ignore="all")) == []
    assert rules(transqa.check(None, FAULTY, select=["GEN", "AGR", "VAR"])) == []


def test_prefixes_choose_what_the_profile_has_on() -> None:
    """A strict rule needs its profile, its code, or ALL."""
    text = "Vraiment\u00a0!"
    assert rules(transqa.check(None, text, select="SPC")) == []
    assert rules(transqa.check(None, text, select="SPC108")) == ["SPC108"]
    assert rules(transqa.check(None, text, select="ALL")) == ["SPC108"]
    assert rules(transqa.check(None, text, config={"profile": "strict"})) == ["SPC108"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"select": "QUX"}, "unknown rule or family 'QUX'.*QUO"),
        ({"target_lang": "french!"}, "'french!' is not a language tag"),
        ({"speaker": "woman"}, "speaker must be 'female', 'male' or None"),
        ({"config": {"profil": "strict"}}, "unknown key 'profil'.*did you mean 'profile'"),
        ({"config": {"profile": "stict"}}, "must be one of default, strict.*did you mean 'strict'"),
        ({"config": {"select": 3}}, "must be a list of rule codes"),
    ],
)
def test_bad_arguments(arguments: dict[str, Any], message: str) -> None:
    """One clear line each: what is wrong, and what was perhaps meant."""
    with pytest.raises(ConfigError, match=message) as e:
        transqa.check("One.", "Un.", **arguments)
    assert "\n" not in str(e.value)


def test_bad_texts() -> None:
    """Texts must be texts, and prose."""
    with pytest.raises(InputError, match="target must be a text, not bytes"):
        transqa.check("One.", b"Un.")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="longer than 1,000,000 characters"):
        transqa.check(None, "mot " * 300_000)


def test_swapped_texts_are_refused() -> None:
    """Both sides must clearly be in the other's language."""
    english = "The mayor said that she would not close the school, because the children of the village have no other."
    french = "La maire a dit qu’elle ne fermerait pas l’école, parce que les enfants du village n’en ont pas d’autre."
    with pytest.raises(InputError, match="look swapped"):
        transqa.check(french, english, "en", "fr")
    assert transqa.check(english, english, "en", "fr").findings[0].rule == "UNT101"


def test_config_from_file(tmp_path: Path) -> None:
    """A path is read as TOML, a project file by its table."""
    own, project = tmp_path / "transqa.toml", tmp_path / "pyproject.toml"
    own.write_text('ignore = ["QUO"]\n', encoding="utf-8")
    project.write_text('[tool.transqa]\nselect = "QUO"\n', encoding="utf-8")
    assert rules(transqa.check(None, FAULTY, config=own)) == ["SPC101"]
    assert rules(transqa.check(None, FAULTY, config=str(project))) == ["QUO102"]
    assert rules(transqa.check(None, FAULTY, config=Config(ignore=("SPC",)))) == ["QUO102"]


def test_check_file(tmp_path: Path) -> None:
    """Languages come from arguments, names of files, names of folders."""
    target = tmp_path / "article.fr.md"
    target.write_text("Elle a dit: *oui*.\n", encoding="utf-8")
    source = tmp_path / "article.en.md"
    source.write_text("She said: *yes*.\n", encoding="utf-8")
    report = transqa.check_file(target, source)
    assert (report.target.lang, report.target.format, report.source and report.source.lang) == ("fr", "markdown", "en")
    assert rules(report) == ["SPC101"]
    folder = tmp_path / "fr-CA"
    folder.mkdir()
    (folder / "texte.txt").write_text("Vraiment!", encoding="utf-8")
    assert rules(transqa.check_file(folder / "texte.txt")) == []
    (tmp_path / "texte.txt").write_text("Vraiment!", encoding="utf-8")
    assert rules(transqa.check_file(tmp_path / "texte.txt", target_lang="fr")) == ["SPC101"]
    with pytest.raises(
        ConfigError, match=r"language of the target not known; pass --target-lang fr, or name the file texte\.fr\.txt"
    ):
        transqa.check_file(tmp_path / "texte.txt")


def test_check_pairs_is_a_stream() -> None:
    """The first report comes before the second pair is read, and pairs are checked as partners."""
    read = []

    def pairs() -> Iterator[tuple[str, str]]:
        for i in range(1000):
            read.append(i)
            yield f"It costs {i + 100} euros.", f"Cela coûte {i + 100} euros !"

    first = next(iter(transqa.check_pairs(pairs())))
    assert read == [0]
    assert rules(first) == ["SPC102"]
    assert sum(1 for _ in islice(transqa.check_pairs(pairs()), 50)) == 50


def test_check_pairs_refuses_what_is_no_pair() -> None:
    """The message says which item; a bad selector is an error at once."""
    items: Any = [("One.", "Un."), "One."]
    reports = transqa.check_pairs(items)
    next(reports)
    with pytest.raises(InputError, match="pair 2: expected"):
        next(reports)
    with pytest.raises(ConfigError):
        transqa.check_pairs([], select="QUX")


def test_paired_segments_are_never_left_out() -> None:
    """A pair is a pair, however many sentences either side has."""
    (report,) = transqa.check_pairs([("One. Two. Three.", "Un, deux, trois.")])
    assert rules(report) == []
    assert report.alignment is not None
    assert [(b.source, b.target) for b in report.alignment] == [((0, 1, 2), (0,))]


def test_fix_takes_safe_edits_only() -> None:
    """Words are not changed unless asked for."""
    report = transqa.check(None, 'Il dit: "oui".')
    assert transqa.fix(report) == 'Il dit\u00a0: "oui".'
    assert transqa.fix(report, unsafe=True) == "Il dit\u00a0: «\u00a0oui\u00a0»."


TEXTS = st.text(st.sampled_from('ab é.,:;!?«»"“”’-–\u00a0\u202f\n\r\t1 2%()M'), max_size=120)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS)
def test_any_text_gives_a_report(source: str, target: str) -> None:
    """No input raises; spans lie in the texts; every sentence stands in one bead; safe edits change spaces alone."""
    report = transqa.check(source, target)
    for f in report.findings:
        assert all(0 <= p.start <= p.end <= len(target) for p in f.places)
        assert f.source_span is None or 0 <= f.source_span.start <= f.source_span.end <= len(source)
    alignment = report.alignment
    assert alignment is not None
    assert [i for b in alignment for i in b.source] == list(range(len(alignment.source)))
    assert [j for b in alignment for j in b.target] == list(range(len(alignment.target)))
    spacing = transqa.check(None, target, select=["SPC", "QUO101", "QUO102", "QUO103"])
    assert "".join(transqa.fix(spacing).split()) == "".join(target.split())


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_fixing_comes_to_rest(target: str) -> None:
    """Mending twice is enough, and then nothing safe is left."""
    for _ in range(3):
        target = transqa.fix(transqa.check(None, target))
    assert transqa.fix(transqa.check(None, target)) == target
