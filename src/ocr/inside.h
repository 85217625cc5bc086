// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of this room share.
#pragma once

#include <stdbool.h>
#include <time.h>

#include <tesseract/capi.h>

#include "ocr/ocr.h"

struct esc_ocr {
    TessBaseAPI *api;
    bool alternatives; // wanted
    char *version;
    esc_ocr_known *known; // NULL: every word is as good as any other
    const void *known_user;
};

// Whether every model of language is there in folder; Tesseract itself goes on where it finds one of several.
// Errors: as esc_ocr_check.
int esc_ocr_find_models(const char *language, const char *folder, esc_err *err);
// Gives whether Tesseract takes the models; even where it does not, it knows then in which folder they lie.
bool esc_ocr_open_models(const char *language, const char *datapath, TessBaseAPI **ret);

// Time on a clock of clock_gettime.
double esc_ocr_seconds(clockid_t clock);
// Whether this process has used more than deadline_s of processor time; false for 0, which is no deadline.
bool esc_ocr_is_late(double deadline_s);

// The share (0..1) of a word's letters in runs that the lexicon does not know; 0 where there is no lexicon.
double esc_unknown_share(const esc_ocr *ocr, const esc_doc *doc, uint32_t word);

// How many pixels two boxes share.
int64_t esc_ocr_shared_area(esc_box a, esc_box b);
// Divides a box by scale and keeps it inside of the page.
void esc_ocr_scale_box(esc_box *box, double scale, const esc_page *page);

// Begins in `to` the block that the line stands in, unless it is *block, in which the line before stood
// (ESC_NONE at first); *block becomes that of the line.
void esc_ocr_copy_block(esc_doc *to, const esc_doc *from, const esc_line *line, uint32_t *block);

// Appends the words of from (numbers in it; none of them with blanks within) to `to` as one line of that
// block.
void esc_ocr_copy_words(esc_doc *to, uint32_t block, const esc_doc *from, const uint32_t *words,
                        uint32_t count, esc_box box);

// What a page written anew takes over from the one before, once it has all its lines: what was noted of the
// picture, and what is known of the page but for its counts.
void esc_ocr_finish_copy(esc_doc *to, const esc_doc *from);

// Appends what the engine read (all of it lies in it since TessBaseAPIRecognize) to the last page of doc, of
// width × height pixels. Tesseract reads lines that run down or up the page, too: *ret_turn is the clockwise
// turn that would make most of the page's letters stand upright. Errors: LIMIT.
int esc_ocr_harvest(esc_ocr *ocr, int32_t width, int32_t height, esc_doc *doc, int32_t *ret_turn,
                    esc_err *err);
