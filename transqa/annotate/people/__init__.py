"""Who is spoken of in a text: one cluster of mentions a person, with the person's gender and the words that say it."""

from transqa.annotate.people.mentions import Mention
from transqa.annotate.people.people import People, Person

__all__ = ["Mention", "People", "Person"]
