"""Builds the list of first names: what share of the people who bear a name are women, by country, and how many bear it.

    pip download --no-deps --no-binary :all: names==0.3.0 && tar xzf names-0.3.0.tar.gz
    python -m transqa.train.names --insee fr-first-names.tsv --census names-0.3.0/names --to transqa/langs/und/first_names.txt

The French file is `name TAB male TAB female`: births by first name and sex in France since 1900 (INSEE, fichier des prénoms,
CC0). The American ones are the first names of the census of 1990 (U.S. Census Bureau, public domain): the share that a name
has among the women, or the men. Countries stay apart since names mean other things elsewhere: Jean is a man in France, mostly
a woman in the United States. Same input, same bytes.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from transqa.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Country = Mapping[str, "Bearers"]

LEAST = 100
"""Births that a French name needs. With fewer, a clerk's slip or two would move the share by percents; it leaves out half of
the names, but only one birth in 179."""
CUT = 0.004
"""Percent. The census lists men's names from here on but women's from 0.001: of a woman's name below, nobody knows how many men
bear it, so such a name is left out unless both lists have it."""
WOMEN_1990, MEN_1990 = 127_470_000, 121_240_000
"""Population of the United States in the census of 1990, by which its percentages become numbers of people."""
HEADER = """# First names with the share of women among those who bear them, in percent, and the power of ten of their number: in
# France births since 1900 (INSEE, fichier des prénoms, CC0), in the United States the census of 1990 (U.S. Census Bureau,
# public domain). 0 and 100 stand for less than 0.5 % and more than 99.5 %. Built by transqa/train/names.py.
"""


class Bearers(NamedTuple):
    """How many women and men bear a name."""

    women: float
    men: float


def read_insee(path: Path, least: int = LEAST) -> dict[str, Bearers]:
    """Return the births by name of the French file, for names with at least *least*.

    Raises:
        InputError: the file cannot be read or isn't `name TAB male TAB female`.
    """
    names = {}
    for number, row in _rows(path, "\t"):
        if number == 1 or len(row) < 3:
            continue
        name, men, women = row[0], _number(row[1], path, number), _number(row[2], path, number)
        if men + women >= least:
            names[name] = Bearers(women, men)
    return names


def read_census(folder: Path) -> dict[str, Bearers]:
    """Return the bearers of each name of the American files `dist.female.first` and `dist.male.first`.

    Raises:
        InputError: a file cannot be read or isn't `NAME share sum rank`.
    """
    counts: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for column, (sex, population) in enumerate((("female", WOMEN_1990), ("male", MEN_1990))):
        path = folder / f"dist.{sex}.first"
        for number, row in _rows(path, None):
            if row:
                counts[row[0].capitalize()][column] += _number(row[min(1, len(row) - 1)], path, number) / 100 * population
    rare = CUT / 100 * WOMEN_1990
    return {name: Bearers(women, men) for name, (women, men) in counts.items() if men or women >= rare}


def _rows(path: Path, separator: str | None) -> Iterator[tuple[int, list[str]]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as e:
        raise InputError(f"{path}: {e}; the docstring of transqa.train.names says where the file comes from") from None
    for number, line in enumerate(lines, 1):
        yield number, line.split(separator)


def _number(text: str, path: Path, line: int) -> float:
    if not re.fullmatch(r"\d+(\.\d+)?", text):
        raise InputError(f"{path}:{line}: '{text}' is no number; a line is a name and how many bear it")
    return float(text)


def write_names(countries: Mapping[str, Country], path: Path) -> None:
    """Write a line a name: the name, then for each country a tab and `share/power`, empty where the name is unknown.

    Args:
        countries: the names of each country, by its locale (`fr-FR`).
        path: the file.
    """
    names = sorted({name for known in countries.values() for name in known if name.split() == [name]})
    lines = [HEADER + "\t".join(["name", *countries])]
    lines += ["\t".join([name, *(_cell(known.get(name)) for known in countries.values())]) for name in names]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _cell(bearers: Bearers | None) -> str:
    if bearers is None:
        return ""
    total = bearers.women + bearers.men
    return f"{100 * bearers.women / total:.0f}/{len(str(round(total))) - 1}"


def main() -> None:
    """Run the command."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--insee", type=Path, required=True)
    ap.add_argument("--census", type=Path, required=True)
    ap.add_argument("--to", type=Path, required=True)
    a = ap.parse_args()
    write_names({"fr-FR": read_insee(a.insee), "en-US": read_census(a.census)}, a.to)


if __name__ == "__main__":
    main()
