// SPDX-License-Identifier: GPL-3.0-or-later
// What a paper says once more and otherwise: its number in the closing ("la presente acta número 75" of ACTA
// NÚMERO 74), and one id over two agreements. Told once all is read; nothing is repaired.
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "fields/codes.h"
#include "fields/reader.h"

static esc_field *find(const esc_reader *r, const char *pointer) {
    for (uint32_t i = 0; i < r->doc->fields_count; i++)
        if (!strcmp(esc_doc_text(r->doc, r->doc->fields[i].pointer), pointer)) return &r->doc->fields[i];
    return NULL;
}

// Whether two codes differ in a number and in nothing else: CI-SO-03/2020 and CI-SO-04/2020, but not 74 and
// 074, nor 74 and 74/2023.
static bool is_other_number(const char *a, const char *b) {
    bool differ = false;
    while (*a && *b) {
        if (esc_utf8_is_digit((unsigned char)*a) && esc_utf8_is_digit((unsigned char)*b)) {
            char *a_end, *b_end;
            differ |= strtoul(a, &a_end, 10) != strtoul(b, &b_end, 10);
            a = a_end, b = b_end;
            continue;
        }
        if (esc_utf8_lower((unsigned char)*a) != esc_utf8_lower((unsigned char)*b)) return false;
        a++, b++;
    }
    return differ && !*a && !*b;
}

void esc_check_number(esc_reader *r) {
    const esc_field *id = find(r, "/document/id");
    if (!id || id->flagged) return;
    const char *told = esc_doc_text(r->doc, id->value);
    esc_cursor c = esc_cursor_on(&r->body, 0, r->body.atoms_count);
    while (esc_cursor_find(&c, "presente acta|minuta")) {
        const uint32_t sign = c.at;
        esc_code_over_sign(&c);
        if (c.at >= c.end) continue;
        uint32_t to = esc_code_end(&r->body, c.at, c.end);
        if (to == c.at && c.at > sign) to += r->body.atoms[c.at].kind == ESC_ATOM_NUMBER;
        if (to == c.at) continue;
        const char *again = esc_stream_text(&r->body, r->arena, c.at, to);
        if (!is_other_number(told, again)) continue;
        esc_field *field = find(r, "/document/id");
        field->flagged = 1, field->confidence *= ESC_DOUBTED;
        esc_reader_put_other(r, ESC_VALUE_TEXT, again, "document.contradiction",
                             (esc_range){&r->body, c.at, to}, "/document/id");
        return;
    }
}

void esc_check_agreement_ids(esc_reader *r) {
    enum { MOST = 256 };
    uint32_t ids[MOST], count = 0;
    for (uint32_t i = 0; i < r->doc->fields_count && count < MOST; i++) {
        const char *pointer = esc_doc_text(r->doc, r->doc->fields[i].pointer);
        const size_t len = strlen(pointer);
        if (!strncmp(pointer, "/agreements/", 12) && !strcmp(pointer + len - 3, "/id")) ids[count++] = i;
    }
    for (uint32_t a = 0; a < count; a++)
        for (uint32_t b = a + 1; b < count; b++) {
            esc_field *first = &r->doc->fields[ids[a]], *second = &r->doc->fields[ids[b]];
            if (strcmp(esc_doc_text(r->doc, first->value), esc_doc_text(r->doc, second->value)) != 0)
                continue;
            if (!first->flagged) first->flagged = 1, first->confidence *= ESC_DOUBTED;
            if (!second->flagged) second->flagged = 1, second->confidence *= ESC_DOUBTED;
        }
}
