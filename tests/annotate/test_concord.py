"""Disagreements inside a sentence: what is found, at which word, with which correction; and what is left alone."""

from __future__ import annotations

import pytest

from transqa.annotate.concord import Disagreement, disagreements
from transqa.annotate.concord.facts import facts
from transqa.annotate.concord.readings import ANY, FEM_SING, MASC_PLUR, MASC_SING, PLUR, SING, Readings
from transqa.api import _side
from transqa.langs import load_pack
from transqa.morphosyntax.inflection import load_inflections
from transqa.read import read_text

BAD = {
    # text: rule, wrong word, controller, suggestions
    "Une voiture rapides passe.": ("AGR101", "rapides", "voiture", ("rapide",)),
    "Un maison blanche.": ("AGR101", "Un", "maison", ("Une",)),
    "Les bateau partent.": ("AGR101", "Les", "bateau", ("Le",)),
    "Une très joli robe.": ("AGR101", "joli", "robe", ("jolie",)),
    "Elle range 4 chaise.": ("AGR101", "4", "chaise", ()),
    "Une dizaine de voisin.": ("AGR101", "voisin", "dizaine", ("voisins",)),
    "Il lit tout les journaux.": None,
    "Tout les amis sont venus.": ("AGR101", "Tout", "amis", ("Tous",)),
    "Il coûte deux cent euros.": ("AGR101", "cent", "euros", ("cents",)),
    "La lampe est cassé.": ("AGR103", "cassé", "lampe", ("cassée",)),
    "Elles sont content.": ("AGR102", "content", "Elles", ("contentes",)),
    "Elles semblent fatigué.": ("AGR102", "fatigué", "Elles", ("fatiguées",)),
    "Elle espère être élu.": ("AGR103", "élu", "Elle", ("élue",)),
    "Elle a ri et a été filmé.": ("AGR103", "filmé", "Elle", ("filmée",)),
    "Son vœu était que les femmes puissent être armés.": ("AGR103", "armés", "femmes", ("armées",)),
    "Elle s'est engagé le 3 mai.": ("AGR103", "engagé", "Elle", ("engagée",)),
    "Rare sont les jours sans vent.": ("AGR102", "Rare", "jours", ("Rares",)),
    "Je suis contents.": ("AGR102", "contents", "Je", ("content", "contente")),
    "Si grands soit-elle, elle tombe.": ("AGR102", "grands", "-elle", ("grande",)),
    "Fatiguées, il rentre.": ("AGR102", "Fatiguées", "il", ("Fatigué",)),
    "Quel que soit la raison, il part.": ("AGR102", "Quel", "raison", ("Quelle",)),
    "Il a l'air fatiguée.": ("AGR101", "fatiguée", "air", ("fatigué",)),
    "Nous avons vendue la maison.": ("AGR104", "vendue", "avons", ("vendu",)),
    "Les lettres que tu as écrit sont là.": ("AGR104", "écrit", "lettres", ("écrites",)),
    "Ces livres, nous les avons vendu.": ("AGR104", "vendu", "les", ("vendus", "vendues")),
    "Elle s'est faite couper les cheveux.": ("AGR104", "faite", "couper", ("fait",)),
    "Tu parle trop.": ("AGR105", "parle", "Tu", ("parles",)),
    "Les voisins dort.": ("AGR105", "dort", "voisins", ("dorment",)),
    "Que veut-tu ?": ("AGR105", "veut", "-tu", ("veux",)),
    "Ils viendra demain.": ("AGR105", "viendra", "Ils", ("viendront",)),
    "Il a oublier la clé.": ("AGR106", "oublier", "a", ("oublié",)),
    "Avez-vous signez la lettre ?": ("AGR106", "signez", "Avez", ("signé",)),
    "Pour gagné, il faut jouer.": ("AGR106", "gagné", "Pour", ("gagner",)),
    "Nous sommes perdu.": ("AGR103", "perdu", "Nous", ("perdus", "perdues")),
    "Elle fut punie hier et banni.": ("AGR103", "banni", "Elle", ("bannie",)),
    "Les cartes sont prêtes et sont désormais plus joli.": ("AGR102", "joli", "cartes", ("jolies",)),
    "Après avoir été saluée par ses voisins, il rentra chez lui.": ("AGR103", "saluée", "il", ("salué",)),
    "Née à Lyon en mai, il vit à Nice.": ("AGR102", "Née", "il", ("Né",)),
    "Elle veut être le premier à lire.": ("AGR102", "premier", "Elle", ("première",)),
    "C'est importants.": ("AGR102", "importants", "C'", ("important",)),
    "Les gens que tu trouves idiot sont partis.": ("AGR102", "idiot", "gens", ("idiots", "idiotes")),
    "Il se retrouva entourée de loups.": ("AGR102", "entourée", "Il", ("entouré",)),
    "Martine est absent.": ("AGR102", "absent", "Martine", ("absente",)),
    "Elle est l'un des sept gagnantes.": ("AGR101", "un", "gagnantes", ("une",)),
    "Il est l'une des rares danseurs ici.": ("AGR101", "une", "danseurs", ("un",)),
    "Les reines ont tous deux quitté le pays.": ("AGR101", "tous", "reines", ("toutes",)),
    "Sa beau-sœur rit.": ("AGR101", "beau-sœur", "beau-sœur", ("belle-sœur", "beau-frère")),
    "Les hommes les plus bavardes se taisent.": ("AGR101", "bavardes", "hommes", ("bavards",)),
    "Je connais tous le monde ici.": ("AGR101", "tous", "monde", ("tout",)),
    "Des règles tout à fait clair.": ("AGR101", "clair", "règles", ("claires",)),
    "Il pèse quelques 120 kilos.": ("AGR101", "quelques", "120", ("quelque",)),
    "La table qu'il nous a vendu est là.": ("AGR104", "vendu", "table", ("vendue",)),
    "La taille des salles ont changé.": ("AGR105", "ont", "taille", ("a",)),
    "La plupart des gens dort.": ("AGR105", "dort", "plupart", ("dorment",)),
    "Elle se lèvent tôt.": ("AGR105", "lèvent", "Elle", ("lève",)),
    "Elle lit avant d'allée au lit.": ("AGR106", "allée", "d'", ("aller",)),
    "Tu peux venir le cherché.": ("AGR106", "cherché", "venir", ("chercher",)),
    "Il peut gagné.": ("AGR106", "gagné", "peut", ("gagner",)),
}
GOOD = """
Une forêt tropicale et une rivière profonde.
Des yeux marron et une jupe vert olive.
Un homme et une femme heureux.
La mère et la fille contentes.
Une centaine de personnes sont venues, la plupart est partie.
Les premier et deuxième trimestres.
Les nom et adresse du client.
Il a remporté le 200 mètres.
Un des élèves est venu, l'une des voitures est cassée.
Elles se sont parlé, puis elles se sont rendu compte de leur erreur.
Elle s'est fait couper les cheveux.
Elle s'est lavé les mains.
On est contents, on est content, vous êtes seule.
Elle a l'air fatigué. Elle a l'air fatiguée.
Les lettres que j'ai voulu écrire.
Les dix kilomètres qu'il a couru.
Les chaleurs qu'il a fait.
Nous les avons fait venir. Il nous a vus, il nous a vu.
L'impression que tu as compris.
Étant donné la situation, il est parti.
Quelque chose de beau est arrivé.
Elle est des plus heureuses.
Cependant il est tard, et la plupart des gens dorment.
Paul et moi sommes partis. Comme bon vous semble.
Quel nom portent ces rues ? Où sont passés les enfants ?
C'est moi qui suis venu.
Les étudiant·e·s sont connecté·e·s ; chaque étudiant(e) est prêt(e).
« Les Fleurs du mal » est paru en 1857.
Il a besoin de repos et pour moi, c'est facile.
Les jours qui passent pendant que court le délai sont comptés.
La direction est d'ailleurs en ce sens libre, du reste elle n'est pas payée.
Le ministre fixe les conditions qu'il juge acceptables.
Les alinéas a) et b) sont abrogés.
Soit ils viennent, soit transformés en bois, ils restent.
Il vaut la peine d'être lu. Rares sont les jours sans vent.
Nous rendons publique une liste. Nous estimons important que tu viennes.
Étant donné la pluie, elle rentre. Ses forces étant épuisées, il tomba.
Elle a vu les dégâts, travaillé tard et dormi.
Les jours étant comptés, elle part. Désolé, elle est sortie.
Les contrats auxquels ils sont parties. Les personnes qui sont administrateurs.
La base sur laquelle peuvent être classés les dossiers.
Tant le titre que le texte sont prêts.
Il s'agit de la faute dont est accusé un voisin, et de la personne à qui a été accordé un prêt.
Le mot inclus désigne tout. Je vous souhaite à tous bonne chance.
Elle est d'un naturel joyeux. Elle s'est vu remettre un prix.
Paul est née en 1920, dit la fiche de la docteure Alice Paul.
Comme le montre la carte, tout va bien. Zéro faute, deux cent trois mots, la demie ouest.
Elle a une grand-mère, deux belles-filles et un petit-fils.
Une belle femme d'affaires, des hommes d'affaires.
Les modifications que ce dernier estime indiquées.
L'un et l'autre livres. Une personne à qui tout est permis.
Ni l'un ni l'autre. Le jour venu, elles furent prises par surprise.
"""


def found(text: str) -> list[Disagreement]:
    """Return the disagreements of a French text."""
    return disagreements(_side(read_text(text, "fr")))


@pytest.mark.parametrize("text", list(BAD))
def test_bad(text: str) -> None:
    """One word is marked, with its controller, its rule and its right forms."""
    expected = BAD[text]
    got = found(text)
    if expected is None:  # the parser must say which noun tout belongs to; behind a verb it may be a pronoun
        assert not got
        return
    rule, word, controller, suggestions = expected
    assert [(d.rule, d.span.cut(text), d.controller_span.cut(text)) for d in got] == [(rule, word, controller)]
    assert got[0].suggestions == suggestions
    assert bool(got[0].edits) == (len(suggestions) == 1)
    assert got[0].evidence[0].span == got[0].controller_span
    assert got[0].message


@pytest.mark.parametrize("text", [line for line in GOOD.splitlines() if line])
def test_good(text: str) -> None:
    """What may agree otherwise is left alone."""
    assert not [(d.rule, d.span.cut(text), d.message) for d in found(text)]


def test_order_and_segments() -> None:
    """Several sentences: in the order of the text, each word once, with the index of its segment."""
    text = "La lampe est cassé.\n\nIl dort.\n\nTu parle trop."
    got = found(text)
    assert [(d.segment, d.span.cut(text)) for d in got] == [(0, "cassé"), (2, "parle")]


def test_other_languages_are_silent() -> None:
    """Without a table of agreement nothing is looked for."""
    assert not facts(load_pack("en"))
    assert not disagreements(_side(read_text("He go home.", "en")))


def test_readings() -> None:
    """The set of a form is the union over its readings."""
    inflections = load_inflections("fr")
    assert inflections is not None
    readings = Readings(inflections)
    assert readings.word("belle").adjective == FEM_SING
    assert readings.word("pris").participle == MASC_SING | MASC_PLUR
    assert readings.word("élève").noun == SING
    assert readings.word("orange").adjective == ANY
    assert readings.word("les").determiner == PLUR
    assert not readings.word("zorglub").known
    assert readings.word("trouvé").only_participle
    assert readings.word("belle") is readings.word("belle")
