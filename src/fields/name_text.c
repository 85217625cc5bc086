// SPDX-License-Identifier: GPL-3.0-or-later
// How a person's name and title are written.
#include <string.h>

#include "fields/names.h"
#include "fields/phrases.h"

char *esc_name_text(const esc_reader *r, const esc_person_name *name) {
    // Trobajo is a surname, however much it looks like a word of minutes.
    for (uint32_t i = name->name_from; i < name->name_to; i++)
        if (r->body.atoms[i].twinned && r->body.atoms[i].shape == ESC_SHAPE_CAPITAL)
            r->body.atoms[i].text = r->body.atoms[i].raw;
    for (uint32_t i = name->name_from; i < name->name_to; i++)
        if (esc_stream_sign(&r->body, i, ',')) // surnames first: as printed
            return esc_stream_text(&r->body, r->arena, name->name_from, name->name_to);
    return esc_phrase_text(&r->body, r->arena, r->vocabulary, name->name_from, name->name_to);
}

char *esc_name_title(const esc_reader *r, const esc_person_name *name) {
    if (name->title_to == name->title_from) return NULL;
    const esc_atom *last = &r->body.atoms[name->title_to - 1];
    const esc_atom *first = &r->body.atoms[name->title_from];
    bool misread = !strcmp(first->norm, "d") && name->title_to > name->title_from + 2 &&
                   first->row == last->row && strchr("+*?'\"2!%^", last->text[0]);
    if (misread) return esc_arena_strndup(r->arena, "D.ª", strlen("D.ª"));
    char *text = esc_stream_text(&r->body, r->arena, name->title_from, name->title_to);
    if (last->kind != ESC_ATOM_SIGN) return text;
    const char *end = last->text[0] == '*' ? ".ª" : "."; // the closing dot belongs to an abbreviation
    size_t len = strlen(text);
    char *out = esc_arena_alloc(r->arena, len + 4);
    memcpy(out, text, len);
    strcpy(out + len, end);
    return out;
}
