// SPDX-License-Identifier: GPL-3.0-or-later
// Degrees in initials before a name, which no dictionary can tell from others: "€.F.B. Ana", "Q.RB. Ana" for
// Q.F.B., "M.VZ. Ana" for M.V.Z. One letter may be misread, or stops be lost, but not all of them: who writes
// MVZ means it.
#include <string.h>

#include "correct/work.h"

enum { MOST_BYTES = 12, DEGREE_LETTERS = 3 };

// What the letters of a degree are read as.
static const struct degree {
    const char *text;
    const char *reads[DEGREE_LETTERS];
} degrees[] = {
    {"Q.F.B.", {"QAEOGC0€", "FREP", "B8"}},
    {"M.V.Z.", {"M", "VYv", "Z2"}},
    {"L.A.E.", {"L", "A", "E"}},
    {"L.C.P.", {"L", "C€", "P"}},
};

// The text without a blank that a piece begins, and of how many pieces it is; 0 where it is too long.
static uint32_t read_run(const esc_work *work, uint32_t piece, char ret[MOST_BYTES]) {
    const esc_unit *units = work->units.units;
    size_t len = 0;
    uint32_t count = 0;
    for (uint32_t i = piece; i < work->pieces.pieces_count; i++, count++) {
        if (work->pieces.pieces[i].unit_count != 1) return 0;
        const uint32_t unit = work->pieces.pieces[i].first_unit;
        if (i > piece && (units[unit].first || units[unit].blank_before)) break;
        const esc_form *form = work->form_of[unit];
        if (len + form->len >= MOST_BYTES) return 0;
        memcpy(ret + len, form->text, form->len);
        len += form->len;
    }
    ret[len] = 0;
    return count;
}

// Whether text is the degree with one letter misread at most, some of its stops lost or none.
static bool may_be(const char *text, const struct degree *degree) {
    int wrong = 0, stops = 0, lost = 0;
    if (!strcmp(text, degree->text)) return false;
    for (int i = 0; i < DEGREE_LETTERS; i++) {
        const char meant = degree->text[2 * i];
        const size_t step = strncmp(text, "€", strlen("€")) ? 1 : strlen("€");
        if (!*text || *text == '.' || !memmem(degree->reads[i], strlen(degree->reads[i]), text, step))
            return false;
        wrong += *text != meant;
        text += step;
        if (*text == '.') {
            stops += i < DEGREE_LETTERS - 1;
            text++;
        } else {
            lost++;
        }
    }
    return !*text && wrong <= 1 && lost + wrong > 0 && stops > 0;
}

static bool before_name(const esc_work *work, uint32_t piece) {
    if (piece + 1 >= work->pieces.pieces_count || !work->pieces.pieces[piece].unit_count) return false;
    const esc_unit *unit = esc_work_unit(work, piece);
    const esc_form *form = esc_work_first_form(work, piece);
    return !unit->first && unit->blank_before && form->kind == ESC_TOKEN_CAPITAL &&
           form->classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME);
}

// How often the document has the degree with all of its stops, as it is corrected.
static uint32_t times_of(const esc_work *work, const char *degree) {
    char text[MOST_BYTES];
    uint32_t count = 0;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        if (!work->pieces.pieces[i].unit_count) continue;
        size_t len;
        const char *said = esc_work_piece_text(work, i, &len);
        const char first = *esc_work_first_form(work, i)->text; // of the run
        if (first != *degree && esc_piece_is_raw(&work->pieces.pieces[i])) continue;
        count += (len == strlen(degree) && !memcmp(said, degree, len)) ||
                 (first == *degree && read_run(work, i, text) && !strcmp(text, degree));
    }
    return count;
}

// "MVZ. Ruiz", "M VZ Silvia" where M.V.Z. stands elsewhere: the same letters, whatever parts them.
static void follow_document(esc_work *work, const struct degree *degree) {
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const esc_unit *unit = work->pieces.pieces[i].unit_count ? esc_work_unit(work, i) : NULL;
        if (!unit || esc_unit_is_glued(unit)) continue;
        int letters = 0;
        uint32_t next = i;
        for (; next < work->pieces.pieces_count && next < i + 2 * DEGREE_LETTERS; next++) {
            const esc_form *form = esc_work_raw_form(work, next);
            if (!form || (next > i && esc_work_unit(work, next)->first)) break;
            if (letters && !strcmp(form->text, ".")) continue;
            const char *p = form->text;
            for (; *p && letters < DEGREE_LETTERS && *p == degree->text[2 * letters]; letters++)
                if (*++p == '.') p++;
            if (*p) break;
        }
        if (letters != DEGREE_LETTERS || !before_name(work, next)) continue;
        esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[i], next - i, ESC_EDIT_CODE,
                       degree->text, 0.9f, work->arena);
    }
}

void esc_work_repair_degrees(esc_work *work) {
    char text[MOST_BYTES];
    for (uint32_t i = 0; i + 1 < work->pieces.pieces_count; i++) {
        if (work->pieces.pieces[i].unit_count != 1 || !esc_work_is_glued(work, i + 1) ||
            esc_work_is_glued(work, i))
            continue;
        const uint32_t count = read_run(work, i, text);
        if (count < 2 || !before_name(work, i + count)) continue;
        for (size_t d = 0; d < sizeof degrees / sizeof *degrees; d++)
            if (may_be(text, &degrees[d])) {
                esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[i], count, ESC_EDIT_CODE,
                               degrees[d].text, 0.9f, work->arena);
                break;
            }
    }
    if (!esc_channel_is_scan(&work->channel)) return;
    for (size_t d = 0; d < sizeof degrees / sizeof *degrees; d++)
        if (times_of(work, degrees[d].text)) follow_document(work, &degrees[d]);
}
