"""The rules: one file a rule, and this table of all of them.

A new rule: copy a file that is like it, add one row here, write `tests/rules/<CODE>.toml`, run `python docs/generate.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.rules import (
    add101_line_added,
    add102_paragraph_split,
    agr101_noun_phrase_disagreement,
    agr102_attribute_disagreement,
    agr103_participle_subject_disagreement,
    agr104_participle_object_disagreement,
    agr105_verb_disagreement,
    agr106_wrong_verb_form,
    con101_spelling_variants,
    gen101_word_of_other_gender,
    gen102_pronoun_of_other_gender,
    gen103_kinship_or_title_of_other_gender,
    gen104_role_noun_of_other_gender,
    gen105_masculine_role_noun_for_woman,
    gen106_speaker_of_other_gender,
    gen107_addressee_of_other_gender,
    gen108_person_of_two_genders,
    mtx101_broken_sentence,
    num101_number_changed,
    num102_number_lost,
    omi101_line_left_out,
    omi102_passage_moved,
    omi103_paragraphs_merged,
    quo101_mixed_space_in_quotes,
    quo102_missing_space_in_quotes,
    quo103_plain_space_in_quotes,
    quo104_foreign_quotation_marks,
    quo105_mixed_quotation_marks,
    quo106_unbalanced_quotation_mark,
    quo107_nested_same_quotation_marks,
    rep101_repeated_line,
    rep102_doubled_word,
    rep103_looping_phrase,
    spc101_missing_space_before_mark,
    spc102_plain_space_before_mark,
    spc103_space_where_none_belongs,
    spc104_missing_space_after_mark,
    spc105_doubled_space,
    spc106_trailing_space,
    spc107_plain_space_in_number,
    spc108_wrong_no_break_space,
    unt101_untranslated_line,
)
from transqa.rules.base import FAMILIES, Hit, Rule, RuleEntry

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["FAMILIES", "RULES", "Hit", "Rule", "RuleEntry"]


_MODULES: tuple[ModuleType, ...] = (
    add101_line_added,
    add102_paragraph_split,
    agr101_noun_phrase_disagreement,
    agr102_attribute_disagreement,
    agr103_participle_subject_disagreement,
    agr104_participle_object_disagreement,
    agr105_verb_disagreement,
    agr106_wrong_verb_form,
    con101_spelling_variants,
    gen101_word_of_other_gender,
    gen102_pronoun_of_other_gender,
    gen103_kinship_or_title_of_other_gender,
    gen104_role_noun_of_other_gender,
    gen105_masculine_role_noun_for_woman,
    gen106_speaker_of_other_gender,
    gen107_addressee_of_other_gender,
    gen108_person_of_two_genders,
    mtx101_broken_sentence,
    num101_number_changed,
    num102_number_lost,
    omi101_line_left_out,
    omi102_passage_moved,
    omi103_paragraphs_merged,
    quo101_mixed_space_in_quotes,
    quo102_missing_space_in_quotes,
    quo103_plain_space_in_quotes,
    quo104_foreign_quotation_marks,
    quo105_mixed_quotation_marks,
    quo106_unbalanced_quotation_mark,
    quo107_nested_same_quotation_marks,
    rep101_repeated_line,
    rep102_doubled_word,
    rep103_looping_phrase,
    spc101_missing_space_before_mark,
    spc102_plain_space_before_mark,
    spc103_space_where_none_belongs,
    spc104_missing_space_after_mark,
    spc105_doubled_space,
    spc106_trailing_space,
    spc107_plain_space_in_number,
    spc108_wrong_no_break_space,
    unt101_untranslated_line,
)

RULES: dict[str, RuleEntry] = {m.RULE.code: RuleEntry(m.RULE, m.check, m.__doc__ or "") for m in _MODULES}
"""All rules by code."""
