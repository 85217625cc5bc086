// SPDX-License-Identifier: GPL-3.0-or-later
// Genders of nouns, as the language model knows them by their articles.
#pragma once

#include "correct/work.h"

// 'm' or 'f' where the form is met behind the articles of one gender far more often than behind those of the
// other, and its own ending carries none or has no twin (la aplicación, el plan, la carta; not el abogado, la
// abogada); 0 otherwise.
char esc_noun_gender(const esc_work *work, const esc_form *form);
// Whether the form is a plural in small letters that is met behind los or las: what is counted is one.
bool esc_noun_is_counted(const esc_work *work, const esc_form *form);
// How likely the form is behind a word, such as an article: ln P of the language model.
float esc_noun_behind(const esc_work *work, const char *article, const esc_form *form);
