// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/shared_titles.h"

#include <string.h>

#include "fields/titles.h"

static const struct {
    const char *several, *man, *woman;
} plurals[] = {{"cc", "C.", "C."},          {"brs", "Br.", "Br."},   {"lics", "Lic.", "Lic."},
               {"ings", "Ing.", "Ing."},    {"dres", "Dr.", "Dra."}, {"mtros", "Mtro.", "Mtra."},
               {"mtras", "Mtra.", "Mtra."}, {"sres", "Sr.", "Sra."}, {"sras", "Sra.", "Sra."}};

// Which of the plurals stands before the name, and none of its own; -1: none.
static int plural_before(const esc_stream *s, const esc_person_name *name) {
    if (name->title_from == name->from || name->title_from < name->title_to) return -1;
    for (size_t k = 0; k < sizeof plurals / sizeof *plurals; k++)
        if (esc_atom_is(&s->atoms[name->from], plurals[k].several) && esc_stream_sign(s, name->from + 1, '.'))
            return (int)k;
    return -1;
}

// Nothing but a comma or an "y" stands between the two, and the later has no title of its own.
static bool goes_on(const esc_stream *s, const esc_person_name *before, const esc_person_name *name) {
    for (uint32_t i = before->to; i < name->from; i++)
        if (!esc_stream_sign(s, i, ',') && !esc_atom_is(&s->atoms[i], "y|e")) return false;
    return name->from < before->to + 3 && name->title_from == name->title_to;
}

static void give(esc_reader *r, const esc_person_name *name, int which, uint32_t at, esc_people *all) {
    const char *key = esc_name_key(r, esc_name_text(r, name));
    for (uint32_t i = 0; i < all->items_count; i++) {
        esc_person *p = &all->items[i];
        if (p->title || strcmp(p->key, key) != 0) continue;
        p->title = esc_name_feminine(r, name) ? plurals[which].woman : plurals[which].man;
        p->title_from = at, p->title_to = at + 2;
    }
}

void esc_titles_share(esc_reader *r, const esc_roll *names, esc_people *all) {
    const esc_stream *s = &r->body;
    for (uint32_t i = 0; i < names->items_count; i++) {
        const int which = plural_before(s, &names->items[i]);
        const uint32_t at = names->items[i].from;
        if (which < 0) continue;
        give(r, &names->items[i], which, at, all);
        for (; i + 1 < names->items_count && goes_on(s, &names->items[i], &names->items[i + 1]); i++)
            give(r, &names->items[i + 1], which, at, all);
    }
}
