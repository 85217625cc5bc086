// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "pipeline/pipeline.h"
#include "render/render.h"

static esc_conf *conf;
static esc_engine *engine;

static int start(void **state) {
    (void)state;
    conf = esc_conf_new();
    esc_err err = {0};
    if (!esc_engine_new(conf, &engine, &err)) return 0;
    print_error("%s\n", err.message);
    return -1;
}

static int end(void **state) {
    (void)state;
    esc_engine_free(engine);
    esc_conf_free(conf);
    return 0;
}

static int file_of(const char *bytes, size_t len) {
    int fd = memfd_create("input", MFD_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, len), len);
    return fd;
}

// Opens bytes under name; gives the reason where that fails, ESC_WHY_COUNT where it does not.
static esc_why opened(const char *name, const char *bytes, size_t len) {
    esc_err err = {0};
    esc_input *input = NULL;
    int fd = file_of(bytes, len);
    int failed = esc_input_open(engine, fd, name, &input, &err);
    esc_input_close(input);
    close(fd);
    return failed ? err.why : ESC_WHY_COUNT;
}

static void content_and_name_are_held_against_each_other(void **state) {
    (void)state;
    static const char text[] = "Acta de la sesión\n", binary[] = "\1\2\3\4\0\0\0\0\5\6\7\0\0\0\0\0\0\0\0\0";
    assert_int_equal(opened("acta.txt", text, sizeof text - 1), ESC_WHY_COUNT);
    assert_int_equal(opened("acta.TXT", text, sizeof text - 1), ESC_WHY_COUNT);
    assert_int_equal(opened("acta", text, sizeof text - 1), ESC_WHY_COUNT);
    static const char zeros[300] = {0}; // what a copy that was cut short left
    assert_int_equal(opened("acta.pdf", zeros, sizeof zeros), ESC_WHY_DAMAGED);
    assert_int_equal(opened("acta.tif", zeros, sizeof zeros), ESC_WHY_DAMAGED);
    assert_int_equal(opened("acta.pdf", text, sizeof text - 1), ESC_WHY_WRONG_NAME);
    assert_int_equal(opened("acta.tif", text, sizeof text - 1), ESC_WHY_WRONG_NAME);
    assert_int_equal(opened("acta.txt", "%PDF-1.4\n", 9), ESC_WHY_WRONG_NAME);
    assert_int_equal(opened("acta.txt", binary, sizeof binary - 1), ESC_WHY_NOT_TEXT);
    assert_int_equal(opened("acta.doc", binary, sizeof binary - 1), ESC_WHY_UNKNOWN_TYPE);
    assert_int_equal(opened("acta.txt", "", 0), ESC_WHY_EMPTY);
    assert_int_equal(opened("acta.txt", " \n\f\n", 4), ESC_WHY_EMPTY);
    assert_int_equal(opened("acta.html", "<!doctype html><p>a", 19), ESC_WHY_UNKNOWN_TYPE);
    assert_int_equal(opened("acta.tsv", "level\tpage_num\tblock_num\tpar_num\n1\t1\t0\t0\n", 41),
                     ESC_WHY_UNKNOWN_TYPE);
}

static void pages_of_a_text_are_read_one_by_one(void **state) {
    (void)state;
    static const char text[] = "uno\ndos\n\f\fcuatro\r\n\f";
    int fd = file_of(text, sizeof text - 1);
    esc_input *input = NULL;
    assert_int_equal(esc_input_open(engine, fd, "acta.txt", &input, NULL), ESC_OK);
    assert_int_equal(esc_input_page_count(input), 3);
    assert_string_equal(esc_input_type(input), "text");
    ESC_AUTODOC *whole = esc_doc_new();
    for (int32_t i = 0; i < 3; i++) {
        ESC_AUTODOC *page = NULL;
        assert_int_equal(esc_page_read(engine, input, i, &page, NULL), ESC_OK);
        esc_doc_append(whole, page);
    }
    esc_doc *none = NULL;
    assert_int_equal(esc_page_read(engine, input, 3, &none, NULL), ESC_ARGUMENT);
    esc_input_close(input);
    close(fd);

    // The same as read at once.
    ESC_AUTODOC *once = esc_doc_new();
    assert_int_equal(esc_doc_add_text(once, text, sizeof text - 1, NULL), ESC_OK);
    assert_int_equal(whole->pages_count, once->pages_count);
    assert_int_equal(whole->lines_count, once->lines_count);
    for (uint32_t i = 0; i < once->lines_count; i++) {
        assert_int_equal(whole->lines[i].raw.len, once->lines[i].raw.len);
        assert_int_equal(whole->lines[i].end, once->lines[i].end);
    }
}

static bool stop_after_first(void *user, int32_t page, int32_t pages) {
    *(int *)user = page * 100 + pages;
    return false;
}

static void reading_can_be_stopped(void **state) {
    (void)state;
    int seen = 0, fd = file_of("a\fb\fc", 5);
    esc_doc *doc = NULL;
    esc_source source;
    assert_int_equal(esc_document_read(engine, fd, "acta.txt", stop_after_first, &seen, &doc, &source, NULL),
                     ESC_CANCELLED);
    assert_int_equal(seen, 103);
    close(fd);
}

static int keep(void *user, const char *bytes, size_t len, esc_err *err) {
    (void)err;
    esc_buf_put(user, bytes, len);
    return ESC_OK;
}

static void a_failed_page_leaves_the_rest_readable(void **state) {
    (void)state;
    ESC_AUTODOC *doc = esc_doc_new();
    ESC_AUTODOC *lost = esc_page_failed(ESC_WHY_CRASH);
    esc_doc_append(doc, lost);
    assert_int_equal(esc_doc_add_text(doc, "Segunda página\n", 16, NULL), ESC_OK);
    assert_int_equal(esc_document_finish(engine, doc, NULL), ESC_OK);
    esc_source source = {.name = "acta.pdf", .type = "pdf", .sha256 = "00", .bytes = 1};
    ESC_AUTOBUF text = {0};
    ESC_AUTOBUF json = {0};
    assert_int_equal(esc_document_render(engine, doc, &source, &text, keep, &json, NULL), ESC_OK);
    ESC_AUTOBUF notice = {0};
    esc_render_notice(doc, 0, &notice);
    assert_non_null(strstr(esc_buf_text(&notice), esc_why_text(ESC_WHY_CRASH)));
    ESC_AUTOFREE char *whole = esc_asprintf("%s\n\fSegunda página\n", esc_buf_text(&notice));
    assert_string_equal(esc_buf_text(&text), whole);
    esc_buf_truncate(&notice, 0);
    esc_render_notice(doc, 1, &notice);
    assert_int_equal(notice.len, 0); // a page that was read has none
    assert_non_null(strstr(esc_buf_text(&json), "\"notice\": \"⟦escribano: "));
    assert_non_null(strstr(esc_buf_text(&json), "\"failed\": \"crash\""));
    assert_non_null(strstr(esc_buf_text(&json), "\"pages_failed\": 1"));
}

static void limits_of_the_settings_hold(void **state) {
    (void)state;
    assert_int_equal(esc_conf_set(conf, "limits.pages=2", NULL), ESC_OK);
    assert_int_equal(opened("acta.txt", "a\fb", 3), ESC_WHY_COUNT);
    assert_int_equal(opened("acta.txt", "a\fb\fc", 5), ESC_WHY_TOO_MANY_PAGES);
    assert_int_equal(esc_conf_set(conf, "limits.pages=2000", NULL), ESC_OK);
}

static void wrong_classes_in_the_settings_are_told(void **state) {
    (void)state;
    esc_conf *wrong = esc_conf_new();
    assert_int_equal(esc_conf_set(wrong, "correct.off=merge colour", NULL), ESC_OK);
    esc_engine *none = NULL;
    esc_err err = {0};
    assert_int_equal(esc_engine_new(wrong, &none, &err), ESC_ARGUMENT);
    assert_int_equal(err.why, ESC_WHY_SETTINGS);
    assert_non_null(strstr(err.message, "colour"));
    esc_conf_free(wrong);
}

static void glossaries_are_held_as_they_were(void **state) {
    (void)state;
    char path[] = "/tmp/escribano-test-XXXXXX", assignment[64], text[64];
    int file = mkstemp(path);
    assert_true(file >= 0);
    snprintf(assignment, sizeof assignment, "glossary.files=%s", path);
    esc_conf *own = esc_conf_new();
    assert_int_equal(esc_conf_set(own, assignment, NULL), ESC_OK);
    assert_int_equal(write(file, "[palabras]\nuno\n", 15), 15);
    esc_held held = {0};
    esc_err err = {0};
    assert_int_equal(esc_held_take(own, &held, &err), ESC_OK);
    assert_int_equal(held.fds_count, 1);
    assert_int_equal(write(file, "[sigla", 6), 6);
    assert_int_equal(pread(held.fds[0], text, sizeof text, 0), 15);
    assert_int_equal(pwrite(held.fds[0], "x", 1, 0), -1); // nobody can change it
    // A wrong one is told by its own name.
    esc_held none = {0};
    assert_int_equal(esc_held_take(own, &none, &err), ESC_FORMAT);
    assert_int_equal(err.why, ESC_WHY_GLOSSARY);
    assert_int_equal(strncmp(err.message, path, strlen(path)), 0);
    assert_int_equal(strncmp(err.message + strlen(path), ":3:", 3), 0);
    unlink(path);
    assert_int_equal(esc_held_take(own, &none, &err), ESC_SYSTEM);
    assert_int_equal(err.why, ESC_WHY_GLOSSARY);
    assert_int_equal(none.fds_count, 0);
    esc_held_close(&held);
    esc_conf_free(own);
    close(file);
}

// A page of 1000 × 1500 whose lines stand at these heights.
static void add_page(esc_doc *doc, const char *const *texts, const int32_t *tops, size_t count) {
    esc_doc_add_page(doc, ESC_PAGE_OCR);
    doc->pages[doc->pages_count - 1].width_px = 1000;
    doc->pages[doc->pages_count - 1].height_px = 1500;
    for (size_t i = 0; i < count; i++)
        esc_doc_add_line(doc, ESC_NONE, texts[i], strlen(texts[i]), (esc_box){100, tops[i], 500, 30});
}

static void running_heads_and_page_numbers_are_marked(void **state) {
    (void)state;
    static const int32_t tops[] = {60, 200, 260, 1440};
    static const char *const pages[3][4] = {
        {"Comité de Archivo. Acta 12", "Se abre la sesión.", "Se pasa lista.", "— 4 —"},
        {"Comité de Archlvo. Acta 12", "Se lee el acta.", "Se aprueba.", "— 5 —"},
        {"Comite de Archivo, Acta 12", "Se vota.", "Se levanta la sesión.", "— 6 —"}};
    ESC_AUTODOC *doc = esc_doc_new();
    for (int p = 0; p < 3; p++) add_page(doc, pages[p], tops, 4);
    assert_int_equal(esc_document_finish(engine, doc, NULL), ESC_OK);
    for (uint32_t l = 0; l < doc->lines_count; l++)
        assert_int_equal(doc->lines[l].role, l % 4 == 0 || l % 4 == 3 ? ESC_LINE_RUNNING : ESC_LINE_BODY);
}

static void text_at_the_edge_of_a_page_stays(void **state) {
    (void)state;
    static const int32_t tops[] = {60, 200, 1440}, lower[] = {140, 200, 1440};
    static const char *const pages[4][3] = {
        {"Acta del Comité de Archivo", "Se abre la sesión.", "los presentes."},
        {"y nadie más pidió la palabra", "Se lee el acta.", "7"},
        {"por lo que se acordó esto", "Se vota.", "7"},
        {"Acta del Comité de Archivo", "Se cierra.", "3"}};
    ESC_AUTODOC *doc = esc_doc_new();
    for (int p = 0; p < 4; p++) add_page(doc, pages[p], p < 3 ? tops : lower, 3);
    assert_int_equal(esc_document_finish(engine, doc, NULL), ESC_OK);
    for (uint32_t l = 0; l < doc->lines_count; l++) assert_int_equal(doc->lines[l].role, ESC_LINE_BODY);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(content_and_name_are_held_against_each_other),
        cmocka_unit_test(pages_of_a_text_are_read_one_by_one),
        cmocka_unit_test(reading_can_be_stopped),
        cmocka_unit_test(a_failed_page_leaves_the_rest_readable),
        cmocka_unit_test(running_heads_and_page_numbers_are_marked),
        cmocka_unit_test(text_at_the_edge_of_a_page_stays),
        cmocka_unit_test(limits_of_the_settings_hold),
        cmocka_unit_test(glossaries_are_held_as_they_were),
        cmocka_unit_test(wrong_classes_in_the_settings_are_told),
    };
    return cmocka_run_group_tests(tests, start, end);
}
