// SPDX-License-Identifier: GPL-3.0-or-later
// What other readings of a page have in the place of its lines.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>
#include <stdlib.h>

#include "ocr/inside.h"
#include "ocr/others.h"

enum { WIDTH = 1000, HEIGHT = 1400 };

typedef struct printed {
    int32_t x, y, w, h;
    const char *text;
    float confidence;
    bool begins; // a line
} printed;

static esc_doc *page(const printed *words, size_t count) {
    esc_doc *doc = esc_doc_new();
    esc_doc_add_page(doc, ESC_PAGE_OCR);
    doc->pages[0].width_px = WIDTH;
    doc->pages[0].height_px = HEIGHT;
    for (size_t first = 0, end; first < count; first = end) {
        char raw[200] = "";
        size_t at[20], n = 0;
        esc_box line = {words[first].x, words[first].y, 0, words[first].h};
        for (end = first; end < count && (end == first || !words[end].begins); end++) {
            if (end > first) strcat(raw, " ");
            at[n++] = strlen(raw);
            strcat(raw, words[end].text);
            line.w = words[end].x + words[end].w - line.x;
        }
        esc_doc_add_line(doc, ESC_NONE, raw, strlen(raw), line);
        for (size_t i = 0; i < n; i++) {
            const printed *word = &words[first + i];
            esc_doc_add_word(doc, (uint32_t)at[i], (uint32_t)strlen(word->text),
                             (esc_box){word->x, word->y, word->w, word->h}, word->confidence);
        }
    }
    return doc;
}

static const printed own[] = {{100, 100, 90, 30, "siendo", 0.9f, true},
                              {200, 100, 50, 30, "lxs", 0.5f, false},
                              {260, 100, 60, 30, "diez", 0.9f, false},
                              {100, 150, 60, 30, "acta", 0.9f, true},
                              {600, 150, 90, 30, "firmada", 0.9f, true}};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void holds(const esc_hearing *heard, const char *wanted) {
    char text[200] = "";
    for (uint32_t i = 0; i < heard->words_count; i++) {
        const esc_word *word = &heard->words[i].doc->words[heard->words[i].word];
        if (i) strcat(text, " ");
        strncat(text, esc_doc_text(heard->words[i].doc, word->raw), word->raw.len);
    }
    assert_string_equal(text, wanted);
}

static void hears(esc_other *other, const esc_doc *doc, const char *const *wanted) {
    esc_hearing *heard = esc_others_hear(other, doc);
    for (uint32_t i = 0; i < doc->lines_count; i++) {
        holds(&heard[i], wanted[i]);
        esc_hearing_free(&heard[i]);
    }
    free(heard);
}

static void words_go_to_the_line_that_they_stand_on(void **state) {
    (void)state;
    // One line over both cells, as another reading took it, and a word that the first one has not.
    static const printed words[] = {
        {102, 101, 88, 29, "siendo", 0.9f, true}, {201, 99, 49, 30, "las", 0.9f, false},
        {261, 100, 59, 30, "diez", 0.9f, false},  {335, 100, 80, 30, "horas", 0.9f, false},
        {101, 151, 60, 30, "acta", 0.9f, true},   {602, 150, 90, 30, "firmada", 0.9f, false},
        {100, 700, 90, 30, "lejos", 0.9f, true}};
    static const char *const wanted[] = {"siendo las diez horas", "acta", "firmada"};
    ESC_AUTODOC *doc = page(own, COUNT(own)), *reading = page(words, COUNT(words));
    esc_other other = {reading, 1, 0};
    hears(&other, doc, wanted);
}

// Another reading tore the line, and has one of its words twice.
static void what_was_torn_is_heard_from_left_to_right(void **state) {
    (void)state;
    static const printed words[] = {{201, 99, 49, 30, "las", 0.9f, true},
                                    {261, 100, 59, 30, "diez", 0.9f, false},
                                    {102, 101, 88, 29, "siendo", 0.9f, true},
                                    {203, 99, 50, 30, "lxs", 0.4f, false}};
    static const char *const wanted[] = {"siendo las diez", "", ""};
    ESC_AUTODOC *doc = page(own, COUNT(own)), *reading = page(words, COUNT(words));
    esc_other other = {reading, 1, 0};
    hears(&other, doc, wanted);
}

static void a_larger_picture_is_brought_to_size(void **state) {
    (void)state;
    static const printed words[] = {{300, 300, 270, 90, "siendo", 0.9f, true},
                                    {600, 300, 150, 90, "las", 0.9f, false}};
    static const char *const wanted[] = {"siendo las", "", ""};
    ESC_AUTODOC *doc = page(own, COUNT(own));
    ESC_AUTOOTHERS others = {0};
    esc_others_add(&others, page(words, COUNT(words)), 3);
    esc_others_place(&others, 1, &doc->pages[0]);
    assert_int_equal(others.readings[0].doc->words[1].box.x, 200);
    hears(&others.readings[0], doc, wanted);
}

static void a_skewed_picture_is_turned(void **state) {
    (void)state;
    // The page was turned back by 3 degrees, the other reading was not: at the left edge that is 21 pixels.
    static const printed words[] = {{60, 122, 90, 30, "siendo", 0.9f, true}};
    ESC_AUTODOC *doc = page(own, COUNT(own));
    doc->pages[0].skew_deg = 3;
    ESC_AUTOOTHERS others = {0};
    esc_others_add(&others, page(words, COUNT(words)), 1);
    esc_others_place(&others, 1, &doc->pages[0]);
    esc_box box = others.readings[0].doc->words[0].box;
    assert_in_range(box.x, 88, 92); // 500 + (-395 × cos 3° + 563 × sin 3°) - 45
    assert_in_range(box.y, 102, 104);
}

static bool known(const void *user, const char *word, size_t len) {
    (void)user;
    return len != 3 || memcmp(word, "lxs", 3);
}

static void a_reading_is_as_sure_as_the_page_of_what_both_have(void **state) {
    (void)state;
    printed words[2][15];
    for (int reading = 0; reading < 2; reading++)
        for (int i = 0; i < 15; i++)
            words[reading][i] = (printed){
                60 * i, 100, 50, 30, reading && i == 14 ? "lxs" : "siendo", reading ? 0.95f : 0.85f, !i};
    ESC_AUTODOC *doc = page(words[0], 15);
    esc_ocr ocr = {.known = known};
    ESC_AUTOOTHERS others = {0};
    esc_others_add(&others, page(words[1], 15), 1);
    esc_others_weigh(&others, &ocr, doc);
    for (int i = 0; i < 15; i++)
        assert_float_equal(others.readings[0].doc->words[i].confidence, 0.85f, 0.001f);
    assert_float_equal(others.readings[0].mistrust, 3.0 / (14 * 6 + 3),
                       0.001); // the share of unknown letters
}

static void too_few_shared_words_say_nothing(void **state) {
    (void)state;
    ESC_AUTODOC *doc = page(own, COUNT(own)), *same = page(own, COUNT(own));
    same->words[0].confidence = 0.99f;
    assert_float_equal(esc_reading_surer(same, doc), 0, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_go_to_the_line_that_they_stand_on),
        cmocka_unit_test(what_was_torn_is_heard_from_left_to_right),
        cmocka_unit_test(a_larger_picture_is_brought_to_size),
        cmocka_unit_test(a_skewed_picture_is_turned),
        cmocka_unit_test(a_reading_is_as_sure_as_the_page_of_what_both_have),
        cmocka_unit_test(too_few_shared_words_say_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
