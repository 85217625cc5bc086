// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a very long page. Tesseract's results' iterator goes back to the page's beginning several
// times for each word, to order scripts that run to the left: ten thousand words take two minutes. Its plain
// iterator, the text for training and the list of confidences each walk the page once; confidences then are
// whole per cents. Private to the room.
#pragma once

#include "ocr/inside.h"

typedef struct esc_longpage {
    char *text;       // of Tesseract's: a line "WordStr … #word word …" for each line of the page
    const char *next; // piece
    int *confidences; // 0…100, of each word
    uint32_t word;    // number of the next one
    uint32_t blank;   // words of this line that are nothing but a blank
} esc_longpage;

// Whether the page is so long that this pays, and can be had so: place, at its beginning, is a plain
// iterator.
enum { ESC_LONGPAGE_WORDS = 2000 };
bool esc_longpage_open(TessBaseAPI *api, const TessPageIterator *place, uint32_t least_words,
                       esc_longpage *ret);
void esc_longpage_close(esc_longpage *page); // fine on an empty one
// The word at which place stands (where words are walked one by one, from the first on), not zero-terminated,
// empty for a picture; lent. *ret_confidence: 0…1.
const char *esc_longpage_word(esc_longpage *page, const TessPageIterator *place, size_t *ret_len,
                              float *ret_confidence);
