// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/labelled.h"

#include "fields/cells.h"
#include "fields/codes.h"
#include "fields/cursor.h"

enum { MOST_CELLS = 4, SLACK = 2 };

// "Expediente n.º: Órgano colegiado:" over "PLN/2024/9 El Pleno": two labels and, in the row below, a code
// and what the other has, whose blanks a scan lost. Gives where the label's value begins, or ESC_NONE.
static uint32_t beside_code(const esc_stream *s, const char *label, uint32_t row, uint32_t *ret_to) {
    const esc_row *heads = &s->rows[row];
    const uint32_t end = heads->first + heads->count;
    uint32_t first = heads->first;
    while (first < end && !esc_stream_sign(s, first, ':')) first++;
    if (first + 1 >= end || !esc_stream_sign(s, end - 1, ':') || row + 1 >= s->rows_count) return ESC_NONE;
    for (uint32_t i = first + 1; i + 1 < end; i++)
        if (esc_stream_sign(s, i, ':')) return ESC_NONE; // three of them
    const uint32_t value = s->rows[row + 1].first, row_end = value + s->rows[row + 1].count,
                   code = esc_code_end(s, value, row_end);
    if (code <= value || code >= row_end) return ESC_NONE;
    if (esc_cursor_looking_at(s, heads->first, label)) return *ret_to = code, value;
    if (esc_cursor_looking_at(s, first + 1, label)) return *ret_to = row_end, code;
    return ESC_NONE;
}

uint32_t esc_label_value(const esc_stream *s, const char *label, uint32_t rows, uint32_t *ret_to) {
    for (uint32_t row = 0; row < rows && row < s->rows_count; row++) {
        uint32_t begin[MOST_CELLS + 1], below[MOST_CELLS + 1];
        const uint32_t cells = esc_cells_of(s, row, MOST_CELLS, begin),
                       beside = cells < 2 ? beside_code(s, label, row, ret_to) : ESC_NONE;
        if (beside != ESC_NONE) return beside;
        for (uint32_t k = 0; k < cells; k++) {
            uint32_t colon = begin[k];
            while (colon < begin[k + 1] && !esc_stream_sign(s, colon, ':')) colon++;
            if (colon == begin[k + 1] || !esc_cursor_looking_at(s, begin[k], label)) continue;
            if (colon + 1 < begin[k + 1]) return *ret_to = begin[k + 1], colon + 1;
            if (k + 1 < cells && !esc_stream_sign(s, begin[k + 2] - 1, ':'))
                return *ret_to = begin[k + 2], begin[k + 1];
            const uint32_t under = row + 1 < s->rows_count ? esc_cells_of(s, row + 1, MOST_CELLS, below) : 0;
            for (uint32_t i = 0; i < under; i++) {
                const int apart = (int)s->atoms[below[i]].column - (int)s->atoms[begin[k]].column;
                if (apart >= -SLACK && apart <= SLACK && !esc_stream_sign(s, below[i + 1] - 1, ':'))
                    return *ret_to = below[i + 1], below[i];
            }
        }
    }
    return ESC_NONE;
}
