// SPDX-License-Identifier: GPL-3.0-or-later
// What staff read is translated: English in the source, Spanish (po/es.po) unless English is asked for.
#pragma once

#include <libintl.h>

#define _(text) dgettext("escribano", text)
#define N_(text) text

// Chooses the language and finds the translations. The language is English where LANGUAGE, LC_ALL,
// LC_MESSAGES or LANG (the first that is set) begins with "en", and Spanish otherwise, also where the locale
// is C: the archive's staff come first. Only messages are translated; numbers are read and written
// independently of the locale. A language of "es" or "en" overrides the environment; NULL leaves the choice
// to it.
void esc_i18n_init(const char *language);

// "es" or "en": what esc_i18n_init chose.
const char *esc_i18n_language(void);
