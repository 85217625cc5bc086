// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/labelled.h"

#include "fields/cells.h"
#include "fields/cursor.h"

enum { MOST_CELLS = 4, SLACK = 2 };

uint32_t esc_label_value(const esc_stream *s, const char *label, uint32_t rows, uint32_t *ret_to) {
    for (uint32_t row = 0; row < rows && row < s->rows_count; row++) {
        uint32_t begin[MOST_CELLS + 1], below[MOST_CELLS + 1];
        const uint32_t cells = esc_cells_of(s, row, MOST_CELLS, begin);
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
