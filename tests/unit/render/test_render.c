// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/i18n.h"
#include "render/render.h"

static esc_doc *document(const char *text) {
    esc_doc *doc = esc_doc_new();
    assert_int_equal(esc_doc_add_text(doc, text, strlen(text), NULL), ESC_OK);
    return doc;
}

static void without_edits_the_text_comes_back(void **state) {
    (void)state;
    static const char *const texts[] = {"uno\ndos\n",   "uno\r\n\r\ndos", "a\n\fb\n", "a\fb",
                                        " x  y \n\n\n", "\fsegunda",      "una"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ESC_AUTODOC *doc = document(texts[i]);
        ESC_AUTOBUF out = {0};
        esc_render_text(doc, &out);
        assert_string_equal(esc_buf_text(&out), texts[i]);
    }
}

static void dropped_lines_stay_as_empty_lines(void **state) {
    (void)state;
    ESC_AUTODOC *doc = document("uno\n||\ndos\n");
    doc->lines[1].role = ESC_LINE_JUNK;
    ESC_AUTOBUF out = {0};
    esc_render_text(doc, &out);
    assert_string_equal(esc_buf_text(&out), "uno\n\ndos\n");
}

// A document with one edit and a few fields.
static esc_doc *edited(void) {
    esc_doc *doc = document("a \"lo\" celebración\n");
    esc_doc_add_token(doc, 0, 0, 1, ESC_TOKEN_WORD);
    uint32_t token = esc_doc_add_token(doc, 0, 2, 4, ESC_TOKEN_WORD);
    esc_doc_add_token(doc, 0, 7, 12, ESC_TOKEN_WORD);
    uint32_t edit =
        esc_doc_add_edit(doc, token, ESC_EDIT_REALWORD, ESC_BY_MODEL, ESC_EDIT_APPLIED, "\"la\"", 4, 0.97f);
    esc_span confusion = esc_doc_puts(doc, "a→o");
    doc->edits[edit].confusion = confusion;
    doc->edits[edit].scan_rate = 0.25f;
    esc_field *field = esc_doc_add_field(doc, ESC_VALUE_INTEGER, "5", "ordinal", 0.9f, "/session/ordinal");
    field->first_token = token;
    field->token_count = 2;
    esc_doc_add_field(doc, ESC_VALUE_TEXT, "Ana \"Nita\" Luz", "bullet", 0.8f, "/attendees/%d/name", 0);
    esc_doc_add_field(doc, ESC_VALUE_TEXT, "vocal", "bullet", 0.8f, "/attendees/%d/role", 0);
    esc_doc_add_field(doc, ESC_VALUE_TEXT, "=A/1", "code", 0.8f, "/oficios/0");
    esc_doc_add_field(doc, ESC_VALUE_TRUE, "", "quorum", 0.8f, "/quorum/declared");
    esc_doc_add_field(doc, ESC_VALUE_TEXT, "x", "none", 0.8f, "/no/such/place");
    return doc;
}

static const esc_render_about about = {.name = "a\xF3.txt", // not UTF-8
                                       .sha256 = "00",
                                       .bytes = 20,
                                       .type = "text"};

static int keep(void *user, const char *bytes, size_t len, esc_err *err) {
    (void)err;
    esc_buf_put(user, bytes, len);
    return ESC_OK;
}

static void json_is_whole_and_the_same_each_time(void **state) {
    (void)state;
    ESC_AUTODOC *doc = edited();
    ESC_AUTOBUF first = {0};
    ESC_AUTOBUF second = {0};
    assert_int_equal(esc_render_json(doc, &about, keep, &first, NULL), ESC_OK);
    assert_int_equal(esc_render_json(doc, &about, keep, &second, NULL), ESC_OK);
    assert_string_equal(esc_buf_text(&first), esc_buf_text(&second));

    json_t *root = json_loads(esc_buf_text(&first), 0, NULL);
    assert_non_null(root);
    const char *before, *after, *why, *line, *name, *role;
    int page, number, offset, length, ordinal, declared, year_is_null;
    json_t *year, *votes;
    assert_int_equal(json_unpack(root, "{s:[{s:i,s:i,s:i,s:i,s:s,s:s,s:s}], s:[{s:[{s:s}]}]}", "edits",
                                 "page", &page, "line", &number, "offset", &offset, "length", &length,
                                 "before", &before, "after", &after, "why", &why, "pages", "lines", "text",
                                 &line),
                     0);
    assert_int_equal(page, 1);
    assert_int_equal(number, 1);
    assert_int_equal(offset, 2);
    assert_int_equal(length, 4);
    assert_string_equal(before, "\"lo\"");
    assert_string_equal(after, "\"la\"");
    assert_string_equal(line, "a \"la\" celebración");
    assert_non_null(strstr(why, "25"));
    assert_int_equal(json_unpack(root, "{s:{s:{s:i,s:o}, s:[{s:s,s:s}], s:{s:b}, s:o}}", "fields", "session",
                                 "ordinal", &ordinal, "year", &year, "attendees", "name", &name, "role",
                                 &role, "quorum", "declared", &declared, "votes", &votes),
                     0);
    year_is_null = json_is_null(year);
    assert_int_equal(ordinal, 5);
    assert_true(year_is_null);
    assert_string_equal(name, "Ana \"Nita\" Luz");
    assert_string_equal(role, "vocal");
    assert_true(declared);
    assert_int_equal(json_array_size(votes), 0);
    json_decref(root);
}

// Takes pieces as long as there is room.
typedef struct shelf {
    size_t room, pieces, largest;
    esc_buf taken;
} shelf;

static int put_on_shelf(void *user, const char *bytes, size_t len, esc_err *err) {
    shelf *s = user;
    if (s->taken.len + len > s->room) return esc_fail(err, ESC_SYSTEM, ESC_WHY_DISK_FULL, "full");
    s->pieces++;
    if (len > s->largest) s->largest = len;
    esc_buf_put(&s->taken, bytes, len);
    return ESC_OK;
}

static void long_json_comes_in_pieces_and_stops_where_they_are_not_taken(void **state) {
    (void)state;
    enum { PAGES = 300, LINES = 40 };
    ESC_AUTODOC *doc = esc_doc_new();
    ESC_AUTOBUF page = {0};
    for (int i = 0; i < LINES; i++) esc_buf_puts(&page, "Se aprueba por unanimidad.\n");
    for (int i = 0; i < PAGES; i++)
        assert_int_equal(esc_doc_add_text(doc, esc_buf_text(&page), page.len, NULL), ESC_OK);
    shelf all = {.room = SIZE_MAX};
    assert_int_equal(esc_render_json(doc, &about, put_on_shelf, &all, NULL), ESC_OK);
    assert_true(all.taken.len > 1000000 && all.largest < 100000);
    json_t *root = json_loads(esc_buf_text(&all.taken), 0, NULL), *pages = json_object_get(root, "pages");
    assert_int_equal(json_array_size(pages), PAGES);
    assert_int_equal(json_array_size(json_object_get(json_array_get(pages, PAGES - 1), "lines")), LINES);
    ESC_AUTOFREE char *again = json_dumps(root, JSON_INDENT(1) | JSON_REAL_PRECISION(9));
    esc_buf_truncate(&all.taken, all.taken.len - 1);      // its line end
    assert_string_equal(esc_buf_text(&all.taken), again); // as if it had been written at once
    json_decref(root);

    shelf some = {.room = all.taken.len / 2};
    esc_err err = {0};
    assert_int_equal(esc_render_json(doc, &about, put_on_shelf, &some, &err), ESC_SYSTEM);
    assert_int_equal(err.why, ESC_WHY_DISK_FULL);
    assert_true(some.pieces && some.pieces < all.pieces);
    esc_buf_free(&all.taken);
    esc_buf_free(&some.taken);
}

static void csv_is_quoted_and_no_formula(void **state) {
    (void)state;
    ESC_AUTODOC *doc = edited();
    ESC_AUTOBUF out = {0};
    esc_render_csv_header(&out);
    esc_render_csv_row(doc, "acta, 1.txt", &out);
    const char *csv = esc_buf_text(&out);
    assert_memory_equal(csv, "\xEF\xBB\xBF", 3);
    assert_non_null(strstr(csv, "\"Ana \"\"Nita\"\" Luz, vocal\""));
    assert_non_null(strstr(csv, "\"'=A/1\""));
    assert_non_null(strstr(csv, "\r\n\"acta, 1.txt\","));
    int lines = 0;
    for (const char *p = csv; (p = strstr(p, "\r\n")); p += 2) lines++;
    assert_int_equal(lines, 2);
}

static void what_is_flagged_or_unsure_is_marked(void **state) {
    (void)state;
    ESC_AUTODOC *doc = edited();
    esc_i18n_init("en");
    esc_doc_add_field(doc, ESC_VALUE_TEXT, "2019-03-14", "date", 0.6f, "/date")->flagged = true;
    esc_doc_add_field(doc, ESC_VALUE_TEXT, "2018-03-14", "date", 0.4f, "/date")->flagged = true;
    esc_doc_add_field(doc, ESC_VALUE_TEXT, "2018-03-14", "date", 0.3f, "/date")->flagged = true;
    esc_doc_add_field(doc, ESC_VALUE_TEXT, "B/2", "code", 0.95f, "/oficios/1");
    esc_doc_add_field(doc, ESC_VALUE_TEXT, "C/3", "code", 0.95f, "/oficios/2")->flagged = true;
    ESC_AUTOBUF table = {0};
    esc_render_fields_table(doc, &table);
    const char *text = esc_buf_text(&table);
    assert_non_null(strstr(text, "2019-03-14  [REVIEW; another reading: 2018-03-14 (0.40); "
                                 "confidence 0.60]\n"));
    assert_non_null(strstr(text, "Ana \"Nita\" Luz, vocal  [0.80]\n"));
    assert_non_null(strstr(text, "B/2\n"));
    assert_non_null(strstr(text, "C/3  [REVIEW; confidence 0.95]\n"));
    ESC_AUTOBUF csv = {0};
    esc_render_csv_header(&csv);
    esc_render_csv_row(doc, "a", &csv);
    text = esc_buf_text(&csv);
    assert_non_null(strstr(text, ",\"Review\"\r\n"));
    assert_non_null(strstr(text, ",\"Date (another reading: 2018-03-14) | Oficios 3\"\r\n"));
    assert_non_null(strstr(text, "\"2019-03-14\"")); // the columns themselves stay as they were
    esc_i18n_init(NULL);
}

static void every_edit_has_a_sentence_in_both_languages(void **state) {
    (void)state;
    ESC_AUTODOC *doc = edited();
    for (int language = 0; language < 2; language++) {
        esc_i18n_init(language ? "en" : "es");
        for (int class = 0; class < ESC_EDIT_CLASS_COUNT; class ++) {
            doc->edits[0].class = (uint8_t) class;
            ESC_AUTOBUF out = {0};
            esc_render_why(doc, &doc->edits[0], &out);
            assert_non_null(
                strstr(esc_buf_text(&out), language ? "This scan shows" : "Este escaneo muestra"));
            assert_non_null(strstr(esc_buf_text(&out), "\"lo\""));
        }
    }
    esc_i18n_init(NULL);
}

static void sentences_say_what_was_amiss(void **state) {
    (void)state;
    static const struct {
        esc_edit_class class;
        const char *before, *after, *says;
    } cases[] = {
        {ESC_EDIT_DIGIT, "O", "0", "letters in place of digits"},
        {ESC_EDIT_DIGIT, "n0", "no", "digits in place of letters"},
        {ESC_EDIT_CODE, "AC/OO1/1999", "AC/001/1999", "letters in place of digits"},
        {ESC_EDIT_CODE, "1NE", "INE", "digits in place of letters"},
        {ESC_EDIT_CODE, "20 17", "2017", "torn apart"},
        {ESC_EDIT_CODE, "$C/003/2012", "SC/003/2012", "the form of a number, a code or an amount"},
        {ESC_EDIT_DIGIT, "-2", "2", "the form of a number, a code or an amount"},
        {ESC_EDIT_CASE, "O", "o", "a capital where a small letter belongs"},
        {ESC_EDIT_CASE, "instituto", "Instituto", "a small letter where a capital belongs"},
        {ESC_EDIT_CASE, "HOyO", "Hoyo", "mixed capitals"},
    };
    esc_i18n_init("en");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ESC_AUTODOC *doc = esc_doc_new();
        const size_t len = strlen(cases[i].before);
        assert_int_equal(esc_doc_add_text(doc, cases[i].before, len, NULL), ESC_OK);
        const uint32_t token = esc_doc_add_token(doc, 0, 0, (uint32_t)len, ESC_TOKEN_WORD);
        esc_doc_add_edit(doc, token, cases[i].class, ESC_BY_RULE, ESC_EDIT_APPLIED, cases[i].after,
                         strlen(cases[i].after), 0.9f);
        ESC_AUTOBUF out = {0};
        esc_render_why(doc, &doc->edits[0], &out);
        assert_non_null(strstr(esc_buf_text(&out), cases[i].says));
    }
    esc_i18n_init(NULL);
}

static void halves_of_a_word_are_told_as_such(void **state) {
    (void)state;
    static const char text[] = "el reglo-\nmento";
    ESC_AUTODOC *doc = esc_doc_new();
    assert_int_equal(esc_doc_add_text(doc, text, sizeof text - 1, NULL), ESC_OK);
    esc_doc_add_token(doc, 0, 0, 2, ESC_TOKEN_WORD);
    const uint32_t half = esc_doc_add_token(doc, 0, 3, 5, ESC_TOKEN_WORD);
    esc_doc_add_token(doc, 0, 8, 1, ESC_TOKEN_PUNCT);
    esc_doc_add_token(doc, 1, 0, 5, ESC_TOKEN_WORD);
    esc_doc_add_edit(doc, half, ESC_EDIT_NONWORD, ESC_BY_RULE, ESC_EDIT_APPLIED, "regla", 5, 0.9f);
    ESC_AUTOBUF out = {0};
    esc_i18n_init("en");
    esc_render_why(doc, &doc->edits[0], &out);
    assert_non_null(strstr(esc_buf_text(&out), "a part of a word"));
    esc_i18n_init(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_edits_the_text_comes_back),
        cmocka_unit_test(dropped_lines_stay_as_empty_lines),
        cmocka_unit_test(json_is_whole_and_the_same_each_time),
        cmocka_unit_test(long_json_comes_in_pieces_and_stops_where_they_are_not_taken),
        cmocka_unit_test(csv_is_quoted_and_no_formula),
        cmocka_unit_test(what_is_flagged_or_unsure_is_marked),
        cmocka_unit_test(every_edit_has_a_sentence_in_both_languages),
        cmocka_unit_test(sentences_say_what_was_amiss),
        cmocka_unit_test(halves_of_a_word_are_told_as_such),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
