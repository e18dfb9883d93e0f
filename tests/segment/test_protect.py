"""What text rules do not see."""

from __future__ import annotations

import pytest

from transqa.segment.protect import find_protected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("voir https://exemple.fr/a?b=c!d. Fin", ["https://exemple.fr/a?b=c!d"]),
        ("(http://exemple.fr/a)", ["http://exemple.fr/a"]),
        ("à a.b@exemple.fr, merci", ["a.b@exemple.fr"]),
        ("DailyMail.com a contacté", ["DailyMail.com"]),
        ("le fichier setup.py et ./bin/run.sh", ["setup.py", "./bin/run.sh"]),
        ("dans C:\\temp\\x", ["C:\\temp\\x"]),
        ("tapez `x : y` ici", ["`x : y`"]),
        ("std::vector et a::b()", ["std::vector", "a::b()"]),
        ("%s et %(nom)s, %1$d, {nom}, {{x}}, ${y}, %NOM%", ["%s", "%(nom)s", "%1$d", "{nom}", "{{x}}", "${y}", "%NOM%"]),
        ("50 % des gens et 100%, soit 3% de plus", []),
        ('<a href="x?y">ici</a> et <br/>', ['<a href="x?y">', "</a>", "<br/>"]),
        ("a < b et c > d", []),
        ("&nbsp;et &#233; mais R&D", ["&nbsp;", "&#233;"]),
        ("#StopHate avec @marta, n°1 #2", ["#StopHate", "@marta"]),
        ("Bravo :) ou ;-) !", [":)", ";-)"]),
        ("un :yum: et 12:30", [":yum:"]),
        ("Rien à voir ici : rien.", []),
    ],
)
def test_stretches(text: str, expected: list[str]) -> None:
    """URLs, addresses, files, code, placeholders, markup, entities, handles, smileys."""
    assert [p.span.cut(text) for p in find_protected(text)] == expected


def test_long_lines_take_linear_time() -> None:
    """No pattern backtracks over a long line of almost-matches."""
    for piece in ("<a ", "{", "a.", "%(", "&a", "/a", "`", "http:/", "a-", '<a b="'):
        find_protected(piece * 20_000)
