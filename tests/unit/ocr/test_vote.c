// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "ocr/vote.h"

// A reading of one line: "word/confidence word/confidence"; % for a slash within a word.
static esc_doc *heard(const char *line) {
    esc_doc *doc = esc_doc_new();
    esc_doc_add_page(doc, ESC_PAGE_OCR);
    ESC_AUTOBUF raw = {0};
    uint32_t at[16], len[16], count = 0;
    float confidence[16];
    for (const char *p = line; *p; count++) {
        size_t word = strcspn(p, "/");
        if (count) esc_buf_putc(&raw, ' ');
        at[count] = (uint32_t)raw.len;
        len[count] = (uint32_t)word;
        for (size_t i = 0; i < word; i++) esc_buf_putc(&raw, p[i] == '%' ? '/' : p[i]);
        char *end;
        confidence[count] = strtof(p + word + 1, &end);
        p = *end == ' ' ? end + 1 : end;
    }
    esc_doc_add_line(doc, ESC_NONE, esc_buf_text(&raw), raw.len, (esc_box){0});
    for (uint32_t i = 0; i < count; i++)
        esc_doc_add_word(doc, at[i], len[i], (esc_box){100 * (int32_t)i, 0, 90, 20}, confidence[i]);
    return doc;
}

static bool known(const void *user, const char *word, size_t len) {
    (void)user;
    static const char *const words[] = {"siendo", "las", "diez", "horas", "acta", "de", "la", "sesi\u00f3n"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == len && !memcmp(words[i], word, len)) return true;
    return false;
}

// Lets up to three readings vote and holds what comes out.
static void expect(const char *a, const char *b, const char *c, esc_ocr_known *knows, const char *wanted) {
    const char *const lines[] = {a, b, c};
    esc_doc *docs[3] = {0};
    esc_hearing hearings[3] = {0};
    uint32_t count = 0;
    for (int i = 0; i < 3; i++) {
        if (!lines[i]) continue;
        docs[count] = heard(lines[i]);
        for (uint32_t w = 0; w < docs[count]->words_count; w++) // where a word stands is not known
            docs[count]->words[w].box = (esc_box){0};
        esc_hearing_add(&hearings[count], docs[count], 0, docs[count]->words_count, 0);
        count++;
    }
    ESC_AUTOHEARING best = {0};
    esc_vote(hearings, count, knows, NULL, false, &best);
    ESC_AUTOBUF text = {0};
    for (uint32_t i = 0; i < best.words_count; i++) {
        const esc_heard *word = &best.words[i];
        esc_span raw = word->doc->words[word->word].raw;
        if (i) esc_buf_putc(&text, ' ');
        esc_buf_put(&text, esc_doc_text(word->doc, raw), raw.len);
    }
    assert_string_equal(esc_buf_text(&text), wanted);
    for (int i = 0; i < 3; i++) {
        esc_hearing_free(&hearings[i]);
        esc_doc_free(docs[i]);
    }
}

// What was taken off a page took its stops along: then the reading that still has one wins, less sure as it
// is.
static void lost_stops_are_missed_and_come_back(void **state) {
    (void)state;
    ESC_AUTODOC *own = heard("lista/0.9 de/0.9 Sí./0.8 3/0.9");
    ESC_AUTODOC *other = heard("lista./0.6 de/0.9 Si./0.7 3:/0.5");
    esc_hearing both[2] = {0};
    esc_hearing_add(&both[0], own, 0, own->words_count, 0);
    esc_hearing_add(&both[1], other, 0, other->words_count, 0);
    uint32_t missing = 0, more = 0;
    esc_vote_compare_stops(&both[0], &both[1], &missing, &more);
    assert_int_equal(missing, 2);
    assert_int_equal(more, 0);
    esc_vote_compare_stops(&both[1], &both[0], &missing, &more);
    assert_int_equal(more, 2);
    for (int lacking = 0; lacking < 2; lacking++) {
        ESC_AUTOHEARING best = {0};
        esc_vote(both, 2, NULL, NULL, lacking, &best);
        assert_int_equal(best.words_count, 4);
        assert_ptr_equal(best.words[0].doc, lacking ? other : own);
        assert_ptr_equal(best.words[2].doc, own); // not another letter
        assert_ptr_equal(best.words[3].doc, lacking ? other : own);
    }
    esc_hearing_free(&both[0]);
    esc_hearing_free(&both[1]);
}

static void one_reading_stays(void **state) {
    (void)state;
    expect("siendo/0.9 lxs/0.2", NULL, NULL, known, "siendo lxs");
}

static void each_word_is_taken_where_it_is_better(void **state) {
    (void)state;
    expect("siendo/0.9 lxs/0.5 diez/0.9 horas/0.9", "siondo/0.6 las/0.9 diez/0.9 horns/0.5", NULL, known,
           "siendo las diez horas");
}

static void a_known_word_outdoes_a_little_confidence(void **state) {
    (void)state;
    expect("acta/0.8 de/0.9", "acla/0.9 de/0.9", NULL, known, "acta de");
    expect("acta/0.8 de/0.9", "acla/0.9 de/0.9", NULL, NULL, "acla de");
}

static void two_against_one(void **state) {
    (void)state;
    expect("oficio/0.82 211/0.80", "oficio/0.82 217/0.78", "oficio/0.82 217/0.78", NULL, "oficio 217");
}

static void what_only_one_reading_has_comes_in_where_it_is_sure(void **state) {
    (void)state;
    expect("acta/0.9 la/0.9 sesi\u00f3n/0.95", "acta/0.9 de/0.95 la/0.9 sesi\u00f3n/0.9", NULL, known,
           "acta de la sesi\u00f3n");
    expect("acta/0.9 la/0.9 sesi\u00f3n/0.95", "acta/0.9 ~|/0.4 la/0.9 sesi\u00f3n/0.9", NULL, known,
           "acta la sesi\u00f3n");
}

static void an_empty_reading_takes_nothing_away(void **state) {
    (void)state;
    expect("acta/0.5 de/0.5", "", NULL, known, "acta de");
}

static void a_dash_that_only_others_have_stays_out(void **state) {
    (void)state;
    expect("3./0.9 acta/0.9", "3./0.95 \u2014/0.97 acta/0.95", "3./0.95 \u2014/0.97 acta/0.95", known,
           "3. acta");
    expect("3/0.6 acta/0.9", "3./0.9 \u2014/0.9 acta/0.9", NULL, known, "3. acta");
    expect("3./0.9 \u2014/0.9 acta/0.9", "3./0.95 acta/0.95", NULL, known,
           "3. \u2014 acta");                                                          // the page's own
    expect("3./0.9 \u2014/0.2 acta/0.9", "3./0.95 acta/0.95", NULL, known, "3. acta"); // noise
}

static void scrawl_does_not_grow(void **state) {
    (void)state;
    expect("A/0.3", "ja/0.8 A/0.5 las/0.8 A,/0.6", NULL, known, "A");
    expect("ac/0.3", "acta/0.7 de/0.7 la/0.7", NULL, known, "ac");
    expect("acta/0.3", "acta/0.97 de/0.97 la/0.97 sesión/0.97", NULL, known, "acta de la sesión"); // sure
}

static void a_reading_that_lost_words_takes_none_away(void **state) {
    (void)state;
    expect("acta/0.9 de/0.6 lx/0.6 sesión/0.6 horas/0.9", "acta/0.9 la/0.95 horas/0.9", NULL, known,
           "acta de lx sesión horas");
    expect("acta/0.6 de/0.6 la/0.6 sesión/0.6", "acta/0.95", NULL, known, "acta de la sesión");
    expect("acta/0.9 ~|/0.3 ¡=~/0.3 horas/0.9", "acta/0.9 a/0.9 horas/0.9", NULL, known,
           "acta a horas"); // noise
}

static void a_lone_dollar_was_a_digit(void **state) {
    (void)state;
    expect("acta/0.9 $/0.85", "acta/0.9 5/0.8", NULL, known, "acta 5");
    expect("acta/0.9 $5/0.85", "acta/0.9 55/0.8", NULL, known, "acta $5");
}

static void a_reading_that_is_mistrusted_has_to_be_surer(void **state) {
    (void)state;
    for (int mistrusted = 0; mistrusted < 2; mistrusted++) {
        ESC_AUTODOC *own = heard("oficio/0.8"), *other = heard("oficia/0.9");
        ESC_AUTOHEARING first = {0}, second = {0}, best = {0};
        esc_hearing_add(&first, own, 0, 1, 0);
        esc_hearing_add(&second, other, 0, 1, mistrusted ? 0.2f : 0);
        const esc_hearing both[] = {first, second};
        esc_vote(both, 2, NULL, NULL, false, &best);
        assert_ptr_equal(best.words[0].doc, mistrusted ? own : other);
    }
}

static void place(esc_doc *doc, const int32_t (*columns)[2]) { // where each word begins and ends
    for (uint32_t i = 0; i < doc->words_count; i++)
        doc->words[i].box = (esc_box){columns[i][0], 0, columns[i][1] - columns[i][0], 12};
}

static void words_are_the_same_only_in_their_place(void **state) {
    (void)state;
    ESC_AUTODOC *own = heard("veinticuatro/0.95 de/0.97 julio/0.94 de/0.94 dos/0.97"),
                *other = heard("veinticu\u00e1tro/0.9 de/0.97 julio-de/1.0 dos/0.97");
    place(own, (const int32_t[][2]){{397, 482}, {488, 504}, {508, 541}, {547, 563}, {569, 592}});
    place(other, (const int32_t[][2]){{397, 482}, {488, 504}, {508, 562}, {569, 592}});
    ESC_AUTOHEARING first = {0}, second = {0}, best = {0};
    esc_hearing_add(&first, own, 0, own->words_count, 0);
    esc_hearing_add(&second, other, 0, other->words_count, 0);
    const esc_hearing both[] = {first, second};
    esc_vote(both, 2, NULL, NULL, false, &best);
    assert_true(best.words_count <= own->words_count);
}

static void slashes_that_a_cleaned_picture_lost_come_back(void **state) {
    (void)state;
    static const struct {
        const char *own, *other, *wanted;
        bool any;
    } cases[] = {
        {"oficio/1 PAN/1 TAM/1 112/1 2018;/1", "oficio/1 PAN%TAM%112%2018;/0.6", "oficio PAN/TAM/112/2018;",
         true},
        {"oficio/1 PAN:TAM:112%2018/1", "oficio/1 PAN%TAM%112%2018/0.6", "oficio PAN/TAM/112/2018", true},
        {"oficio/1 PAN/1 TAM/1 113/1", "oficio/1 PAN%TAM%112/0.6", "oficio PAN TAM 113", false},
        {"oficio/1 PAN%TAM%112/1", "oficio/1 PAN/1 TAM/1 112/1", "oficio PAN/TAM/112", false},
        {"y/1 o/1", "y%o/0.9", "y o", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ESC_AUTODOC *own = heard(cases[i].own), *other = heard(cases[i].other);
        ESC_AUTOHEARING first = {0}, second = {0}, best = {0};
        esc_hearing_add(&first, own, 0, own->words_count, 0);
        esc_hearing_add(&best, own, 0, own->words_count, 0);
        esc_hearing_add(&second, other, 0, other->words_count, 0);
        const esc_hearing both[] = {first, second};
        assert_int_equal(esc_vote_restore_slashes(both, 2, &best), cases[i].any);
        ESC_AUTOBUF text = {0};
        for (uint32_t w = 0; w < best.words_count; w++) {
            const esc_heard *word = &best.words[w];
            esc_span raw = word->doc->words[word->word].raw;
            if (w) esc_buf_putc(&text, ' ');
            esc_buf_put(&text, esc_doc_text(word->doc, raw), raw.len);
        }
        assert_string_equal(esc_buf_text(&text), cases[i].wanted);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_reading_stays),
        cmocka_unit_test(lost_stops_are_missed_and_come_back),
        cmocka_unit_test(each_word_is_taken_where_it_is_better),
        cmocka_unit_test(a_known_word_outdoes_a_little_confidence),
        cmocka_unit_test(two_against_one),
        cmocka_unit_test(what_only_one_reading_has_comes_in_where_it_is_sure),
        cmocka_unit_test(an_empty_reading_takes_nothing_away),
        cmocka_unit_test(a_dash_that_only_others_have_stays_out),
        cmocka_unit_test(scrawl_does_not_grow),
        cmocka_unit_test(a_reading_that_lost_words_takes_none_away),
        cmocka_unit_test(a_lone_dollar_was_a_digit),
        cmocka_unit_test(a_reading_that_is_mistrusted_has_to_be_surer),
        cmocka_unit_test(words_are_the_same_only_in_their_place),
        cmocka_unit_test(slashes_that_a_cleaned_picture_lost_come_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
