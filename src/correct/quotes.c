// SPDX-License-Identifier: GPL-3.0-or-later
// Quotations: what was said or written by others is repeated as it was, and may be odd. Inside of quotation
// marks a valid word changes only by a confusion that the scan shows, and what stands only there bears no
// witness of the scan.
#include <string.h>

#include "correct/work.h"

// A quotation that goes on for longer has lost its end.
enum { MOST_UNITS = 120 };

typedef enum side { NEITHER, OPENS, CLOSES } side;

static side side_of(const esc_work *work, uint32_t unit) {
    static const char *const opening[] = {"«", "“", "„"}, *const closing[] = {"»", "”"};
    const char *text = work->form_of[unit]->text;
    for (size_t i = 0; i < sizeof opening / sizeof *opening; i++)
        if (!strcmp(text, opening[i])) return OPENS;
    for (size_t i = 0; i < sizeof closing / sizeof *closing; i++)
        if (!strcmp(text, closing[i])) return CLOSES;
    if (strcmp(text, "\"") != 0) return NEITHER;
    const esc_unit *this = &work->units.units[unit];
    return esc_unit_is_glued(this) ? CLOSES : OPENS;
}

void esc_work_mark_quotes(esc_work *work) {
    esc_unit *units = work->units.units;
    for (uint32_t u = 0; u < work->units.units_count; u++) {
        if (units[u].kind != ESC_TOKEN_PUNCT || side_of(work, u) != OPENS) continue;
        uint32_t end = u + 1, last = u + MOST_UNITS;
        if (last > work->units.units_count) last = work->units.units_count;
        while (end < last && (units[end].kind != ESC_TOKEN_PUNCT || side_of(work, end) == NEITHER)) end++;
        if (end == last || side_of(work, end) != CLOSES) continue;
        for (; u < end; u++) {
            units[u].quoted = true;
            work->form_of[u]->quoted++;
        }
    }
}
