// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/paper_number.h"

#include <string.h>

#include "fields/codes.h"
#include "fields/phrases.h"

enum {
    FOOT_BEHIND = 5,
    MOST_KNOWN = 24,
    LONGEST_PART = 13,
    LONGEST_NUMBER = 80,
    LEAST_BY_LETTER = 3,
    LONG_PART = 5
};

// "Última hoja del acta", "Hoja de firmas de la minuta", "Las firmas que anteceden corresponden al acuerdo":
// what stands before the word at `at` speaks of this very paper.
static bool of_this_paper(const esc_stream *s, uint32_t at) {
    const uint32_t back = at > 12 ? at - 12 : 0;
    if (!at || !esc_atom_is(&s->atoms[at - 1], "del|al|la|presente")) return false;
    for (uint32_t i = at; i-- > back && !esc_stream_sign(s, i, '.');)
        if (esc_atom_is(&s->atoms[i], "hoja|foja|firmas|pagina|pertenece|corresponde|corresponden"))
            return true;
    return false;
}

// "Minuta CE/MIN/06/2019" and no more in a row of its own, behind the points.
static bool as_foot(const esc_reader *r, const esc_stream *s, uint32_t at, uint32_t to) {
    const uint32_t end = esc_stream_row_end(s, at);
    if (!esc_stream_begins(s, at) || s->atoms[at].shape == ESC_SHAPE_LOWER || end > to + FOOT_BEHIND)
        return false;
    for (uint32_t i = to; i < end; i++) // "… página 2 de 2"
        if (s->atoms[i].kind == ESC_ATOM_WORD && !esc_atom_is(&s->atoms[i], "pagina|pag|hoja|de"))
            return false;
    return s != &r->body || at >= r->sections.signatures.from || s->rows[s->atoms[at].row].gap;
}

static bool again_in(const esc_reader *r, const esc_stream *s, esc_paper_number *ret) {
    esc_cursor word = esc_cursor_on(s, 0, s->atoms_count);
    while (esc_cursor_find(&word, "acta|minuta|acuerdo")) {
        const uint32_t at = word.from;
        if (s == &r->body && at >= r->sections.agenda.from && at < r->sections.agenda.to) continue;
        esc_cursor c = esc_cursor_on(s, at + 1, s->atoms_count);
        esc_code_over_sign(&c);
        const uint32_t to = c.at < c.end ? esc_code_end(s, c.at, c.end) : 0;
        if (to <= c.at || !esc_code_is_yearly(s, c.at, to)) continue;
        const bool accord = esc_atom_is(&s->atoms[at], "acuerdo");
        if (!of_this_paper(s, at) && (accord || !as_foot(r, s, at, to))) continue;
        *ret = (esc_paper_number){.kind = accord                               ? "acuerdo"
                                          : esc_atom_is(&s->atoms[at], "acta") ? "acta"
                                                                               : "minuta",
                                  .kind_at = at,
                                  .stream = s,
                                  .from = c.at,
                                  .to = to};
        return true;
    }
    return false;
}

// "…, cuya acta se identifica con el número CE-ORD-03/2023".
static bool identified_in(const esc_stream *s, esc_paper_number *ret) {
    esc_cursor told = esc_cursor_on(s, 0, s->atoms_count);
    while (esc_cursor_find(&told, "acta|minuta que? se identifica con")) {
        const uint32_t at = told.from;
        esc_cursor c = esc_cursor_on(s, at, at + FOOT_BEHIND + 2);
        while (c.at < c.end && !esc_atom_is(&s->atoms[c.at], "numero|no|num|clave|folio")) c.at++;
        esc_code_over_sign(&c);
        const uint32_t to = c.at < s->atoms_count ? esc_code_end(s, c.at, s->atoms_count) : 0;
        if (to <= c.at || !esc_code_is_yearly(s, c.at, to)) continue;
        *ret = (esc_paper_number){esc_atom_is(&s->atoms[at], "acta") ? "acta" : "minuta", at, s, c.at, to};
        return true;
    }
    return false;
}

bool esc_paper_number_again(const esc_reader *r, esc_paper_number *ret) {
    return again_in(r, &r->margin, ret) || again_in(r, &r->body, ret) || identified_in(&r->body, ret);
}

// What the parts of the paper's numbers may be.
typedef struct parts {
    char texts[MOST_KNOWN][LONGEST_PART + 1];
    bool sure[MOST_KNOWN]; // the letters of the institution or of the body, not only another number's
    uint32_t count;
} parts;

static void add_part(parts *all, const char *text, bool sure) {
    const size_t len = strlen(text);
    if (len < 2 || len > LONGEST_PART || all->count == MOST_KNOWN) return;
    for (uint32_t i = 0; i < all->count; i++)
        if (!strcmp(all->texts[i], text)) {
            all->sure[i] |= sure;
            return;
        }
    memcpy(all->texts[all->count], text, len + 1);
    all->sure[all->count++] = sure;
}

// The first letters of the words of a name, in capitals.
static void add_initials(const esc_reader *r, parts *all, const char *name) {
    char letters[LONGEST_PART + 1];
    size_t n = 0;
    if (!name) return;
    const char *key = esc_fold(r->arena, name, strlen(name));
    for (const char *p = key; *p && n < LONGEST_PART;) {
        const size_t len = strcspn(p, " ");
        static const char *const links[] = {"de", "del", "la", "las", "los", "el", "y", "e", "en", "para"};
        bool link = false;
        for (size_t i = 0; i < sizeof links / sizeof *links; i++)
            link |= strlen(links[i]) == len && !strncmp(p, links[i], len);
        if (!link && *p >= 'a' && *p <= 'z') letters[n++] = (char)(*p - 'a' + 'A');
        p += len + strspn(p + len, " ");
    }
    letters[n] = 0;
    if (n >= 2) add_part(all, letters, true);
}

// Digits and letters of like shape.
static bool alike(char read, char meant) {
    static const char *const shapes[] = {"0OQDC", "1ILT", "5S", "6G", "8B", "2Z", "4A"};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (strchr(shapes[i], read) && strchr(shapes[i], meant)) return true;
    return false;
}

static bool digit(char c) { return c >= '0' && c <= '9'; }

// How a part that was read may be the known one: 0 not, 1 by a letter, 2 by shapes alone.
static int meant(const char *read, size_t n, const char *known, bool sure) {
    const size_t m = strlen(known);
    bool shapes = n == m, mixed = false;
    for (size_t i = 0; i < n; i++) {
        mixed |= digit(read[i]);
        shapes = shapes && (read[i] == known[i] || (alike(read[i], known[i]) && digit(read[i])));
    }
    if (shapes && mixed) return 2;
    if (!sure || n < LEAST_BY_LETTER || m < LEAST_BY_LETTER) return 0;
    uint32_t other = 0;
    for (size_t i = 0; i < n && n == m; i++) other += read[i] != known[i];
    const bool twice = n == m + 1 && read[n - 1] == read[n - 2] && !strncmp(read, known, m); // "ITCOO"
    bool figure = false; // "IEE2"; a letter for a letter only in long ones
    for (size_t i = 0; i < n && n == m; i++) figure |= read[i] != known[i] && digit(read[i]);
    return twice || (n == m && other == 1 && (figure || n >= LONG_PART)) ? 1 : 0;
}

// The one known part that this may be; NULL where none is, or two are.
static const char *known_part(const parts *all, const char *read, size_t n, bool figures) {
    const char *best = NULL;
    int most = 0;
    bool letters = figures;
    for (size_t i = 0; i < n; i++) letters |= !digit(read[i]);
    for (uint32_t i = 0; i < all->count; i++) {
        const char *known = all->texts[i];
        if (strlen(known) == n && !strncmp(known, read, n)) return NULL;
        const int how = letters ? meant(read, n, known, all->sure[i]) : 0;
        if (!how || how < most) continue;
        if (how == most && best)
            best = NULL;
        else
            best = known;
        most = how;
    }
    return best;
}

static void gather_parts(const esc_reader *r, const esc_stream *s, const char *number, parts *all) {
    for (uint32_t at = 0; at < s->atoms_count; at++) {
        if (s->atoms[at].shape != ESC_SHAPE_UPPER ||
            (at && s->atoms[at].glued && at > 0 && s->atoms[at - 1].kind == ESC_ATOM_SIGN &&
             strchr("/-", s->atoms[at - 1].text[0])))
            continue;
        const uint32_t to = esc_code_end(s, at, s->atoms_count);
        if (to == at || !strcmp(esc_code_text(s, r->arena, at, to), number)) continue;
        for (uint32_t i = at; i < to; i++)
            if (s->atoms[i].kind == ESC_ATOM_WORD && s->atoms[i].shape == ESC_SHAPE_UPPER)
                add_part(all, s->atoms[i].text, false);
        at = to - 1;
    }
}

// Some part may be mended at all: it has letters, and figures among them, or is long, or its end stands
// twice.
static bool doubtful(const char *number) {
    for (const char *p = number; *p;) {
        const size_t n = strcspn(p, "/-._");
        size_t letters = 0;
        for (size_t i = 0; i < n; i++) letters += !digit(p[i]);
        if (letters && n > 1 && (letters < n || n >= LONG_PART || p[n - 1] == p[n - 2])) return true;
        p += n + (p[n] != 0);
    }
    return false;
}

const char *esc_paper_number_mended(const esc_reader *r, const char *number) {
    const size_t len = strlen(number);
    if (!r->doc->edits_count || len > LONGEST_NUMBER || strchr(number, ' ') || !doubtful(number))
        return number;
    parts all = {.count = 0};
    if (r->acronym) { // read twice, or it is as doubtful as what it would mend
        const esc_atom *letters = &r->body.atoms[r->acronym_at];
        uint32_t seen = 0;
        for (uint32_t at = 0; at < r->body.atoms_count; at++)
            seen += r->body.atoms[at].hash == letters->hash && !strcmp(r->body.atoms[at].text, letters->text);
        add_part(&all, letters->text, seen > 1);
    }
    add_initials(r, &all, r->institution);
    add_initials(r, &all, r->body_key);
    gather_parts(r, &r->body, number, &all);
    char out[2 * LONGEST_NUMBER + 1];
    size_t n = 0;
    bool mended = false;
    for (size_t i = 0; i < len;) { // "J6/50/02": behind letters read as figures, figures may be letters

        const size_t part = strcspn(number + i, "/-._");
        const char *known = part > 1 ? known_part(&all, number + i, part, mended) : NULL;
        const char *text = known ? known : number + i;
        const size_t m = known ? strlen(known) : part;
        mended |= known != NULL;
        if (n + m + 2 > sizeof out) return number;
        memcpy(out + n, text, m);
        n += m, i += part;
        if (i < len) out[n++] = number[i++];
    }
    out[n] = 0;
    return mended ? esc_arena_strndup(r->arena, out, n) : number;
}
