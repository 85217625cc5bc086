// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/buf.h"
#include "ocr/inside.h"

void esc_ocr_copy_block(esc_doc *to, const esc_doc *from, const esc_line *line, uint32_t *block) {
    if (line->block == *block && to->blocks_count) return;
    *block = line->block;
    bool none = line->block == ESC_NONE;
    esc_doc_add_block(to, none ? ESC_BLOCK_TEXT : from->blocks[line->block].kind,
                      none ? line->box : from->blocks[line->block].box);
}

void esc_ocr_copy_words(esc_doc *to, uint32_t block, const esc_doc *from, const uint32_t *words,
                        uint32_t count, esc_box box) {
    ESC_AUTOBUF raw = {0};
    for (uint32_t i = 0; i < count; i++) {
        const esc_word *word = &from->words[words[i]];
        if (i) esc_buf_putc(&raw, ' ');
        esc_buf_put(&raw, esc_doc_text(from, word->raw), word->raw.len);
    }
    esc_doc_add_line(to, block, esc_buf_text(&raw), raw.len, box);
    uint32_t at = 0;
    for (uint32_t i = 0; i < count; i++) {
        const esc_word *word = &from->words[words[i]];
        esc_doc_add_word(to, at, word->raw.len, word->box, word->confidence);
        for (uint32_t a = word->first_alt; a < word->first_alt + word->alt_count; a++) {
            const esc_alt *alt = &from->alts[a];
            esc_doc_add_alt(to, alt->at, alt->len, esc_doc_text(from, alt->text), alt->confidence);
        }
        at += word->raw.len + 1;
    }
}

void esc_ocr_finish_copy(esc_doc *to, const esc_doc *from) {
    for (uint32_t i = 0; i < from->blocks_count; i++)
        if (from->blocks[i].kind == ESC_BLOCK_STAMP || from->blocks[i].kind == ESC_BLOCK_SIGNATURE)
            esc_doc_add_block(to, from->blocks[i].kind, from->blocks[i].box);
    esc_page *page = &to->pages[0], made = *page;
    *page = from->pages[0];
    page->block_count = made.block_count;
    page->line_count = made.line_count;
}

void esc_ocr_scale_box(esc_box *box, double scale, const esc_page *page) {
    int32_t x = (int32_t)(box->x / scale), y = (int32_t)(box->y / scale);
    int32_t right = (int32_t)((box->x + box->w) / scale + 0.5),
            bottom = (int32_t)((box->y + box->h) / scale + 0.5);
    if (x < 0) x = 0;
    if (y < 0) y = 0;
    if (right > page->width_px) right = page->width_px;
    if (bottom > page->height_px) bottom = page->height_px;
    *box = right > x && bottom > y ? (esc_box){x, y, right - x, bottom - y} : (esc_box){0};
}

int64_t esc_ocr_shared_area(esc_box a, esc_box b) {
    int64_t right = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w, left = a.x > b.x ? a.x : b.x;
    int64_t bottom = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h, top = a.y > b.y ? a.y : b.y;
    return right > left && bottom > top ? (right - left) * (bottom - top) : 0;
}
