// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/i18n.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/paths.h"

extern int _nl_msg_cat_cntr; // glibc's: the gettext manual's way to say that the language was changed

static const char *chosen = "es";

static const char *from_environment(void) {
    static const char *const names[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value) return strncmp(value, "en", 2) ? "es" : "en";
    }
    return "es";
}

void esc_i18n_init(const char *language) {
    chosen = strcmp(language ? language : from_environment(), "en") ? "es" : "en";
    // gettext translates in every locale but "C"; C.UTF-8 is on every Debian, the user's own may not be.
    setlocale(LC_CTYPE, "C.UTF-8");
    setlocale(LC_MESSAGES, "C.UTF-8");
    setenv("LANGUAGE", chosen, 1);
    _nl_msg_cat_cntr++;
    bindtextdomain("escribano", esc_paths_locale());
    bind_textdomain_codeset("escribano", "UTF-8");
}

const char *esc_i18n_language(void) { return chosen; }
