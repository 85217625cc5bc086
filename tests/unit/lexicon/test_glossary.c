// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "lexicon/glossary.h"

static esc_glossary read_good(const char *text) {
    esc_glossary g = {.arena = esc_arena_new()};
    esc_err err = {0};
    if (esc_glossary_read(&g, "mi.txt", text, strlen(text), &err)) fail_msg("%s", err.message);
    return g;
}

static void expect_entry(const esc_glossary *g, uint32_t index, esc_glossary_kind kind, const char *text,
                         const char *expansion, int line) {
    assert_true(index < g->entries_count);
    const esc_glossary_entry *entry = &g->entries[index];
    assert_int_equal(entry->kind, kind);
    assert_string_equal(entry->text, text);
    if (expansion)
        assert_string_equal(entry->expansion, expansion);
    else
        assert_null(entry->expansion);
    assert_string_equal(entry->file, "mi.txt");
    assert_int_equal(entry->line, line);
}

static void one_entry_a_line(void **state) {
    (void)state;
    esc_glossary g = read_good("# Archivo municipal\n"
                               "[siglas]\n"
                               "CMT = Comité Municipal de Transporte   # Gaceta 12\n"
                               "CATyD | CATYD = Coordinación de Archivo, Trámite y Digitalización\n"
                               "\n"
                               "[cargos]\n"
                               "Síndico Único | Síndica Única\n"
                               "[palabras]\n"
                               "georreferenciación\n");
    assert_int_equal(g.entries_count, 6);
    expect_entry(&g, 0, ESC_GLOSSARY_ACRONYM, "CMT", "Comité Municipal de Transporte", 3);
    expect_entry(&g, 1, ESC_GLOSSARY_ACRONYM, "CATyD", "Coordinación de Archivo, Trámite y Digitalización",
                 4);
    expect_entry(&g, 2, ESC_GLOSSARY_ACRONYM, "CATYD", "Coordinación de Archivo, Trámite y Digitalización",
                 4);
    expect_entry(&g, 3, ESC_GLOSSARY_OFFICE, "Síndico Único", NULL, 7);
    expect_entry(&g, 4, ESC_GLOSSARY_OFFICE, "Síndica Única", NULL, 7);
    expect_entry(&g, 5, ESC_GLOSSARY_WORD, "georreferenciación", NULL, 9);
    esc_glossary_free(&g);
}

static void as_notepad_and_others_write_it(void **state) {
    (void)state;
    esc_glossary g = read_good("\xEF\xBB\xBF[SIGLAS]\r\n"
                               "CMT\t=\tComité \t de  Movilidad\xC2\xA0y Transporte\r\n"
                               "\t \r\n"
                               "[ Organos ]\r\n"
                               "  Comisio\xCC\x81n de Obras  \r\n"
                               "Colonia #4"); // no comment: no blank before it … and no line end
    assert_int_equal(g.entries_count, 3);
    expect_entry(&g, 0, ESC_GLOSSARY_ACRONYM, "CMT", "Comité de Movilidad y Transporte", 2);
    expect_entry(&g, 1, ESC_GLOSSARY_ORGAN, "Comisión de Obras", NULL, 5);
    expect_entry(&g, 2, ESC_GLOSSARY_ORGAN, "Colonia", NULL, 6);
    esc_glossary_free(&g);
}

static void nothing_is_a_good_glossary_too(void **state) {
    (void)state;
    static const char *const empty[] = {"", "\n\n", "# nada\n", "[siglas]\n", "\xEF\xBB\xBF"};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        esc_glossary g = read_good(empty[i]);
        assert_int_equal(g.entries_count, 0);
        esc_glossary_free(&g);
    }
}

static void acronyms_need_no_section(void **state) {
    (void)state;
    esc_glossary g = read_good("CMT = Comité Municipal de Transporte\n");
    expect_entry(&g, 0, ESC_GLOSSARY_ACRONYM, "CMT", "Comité Municipal de Transporte", 1);
    esc_glossary_free(&g);
}

static void wrong_lines_are_named_with_what_would_be_right(void **state) {
    (void)state;
    static const struct {
        const char *text, *where, *says;
    } wrong[] = {
        {"[sigla]\n", "mi.txt:1: ", "do you mean [siglas]?"},
        {"\n[siglas\n", "mi.txt:2: ", "closing bracket; write it as [siglas]"},
        {"[SIGLAS] nuestras\n",
         "mi.txt:1: ", "only a comment may stand behind the section; write it as [SIGLAS]"},
        {"[qwertyuiop]\n", "mi.txt:1: ", "there are [siglas], [instituciones]"},
        {"Comité de Obras\n", "mi.txt:1: ", "Put a section above it"},
        {"[siglas]\nCMT\n", "mi.txt:2: ", "missing after \"=\"; a good line is: IECM = "},
        {"[siglas]\nCMT =\n", "mi.txt:2: ", "missing after \"=\""},
        {"[siglas]\nCMT = # ojo\n", "mi.txt:2: ", "missing after \"=\""},
        {"[siglas]\n= Comité\n", "mi.txt:2: ", "a text is missing"},
        {"[siglas]\nA = B = C\n", "mi.txt:2: ", "stands twice"},
        {"[siglas]\ncmt = Comité\n", "mi.txt:2: ", "has no capital"},
        {"[siglas]\nC M T = Comité\n", "mi.txt:2: ", "has to be one word"},
        {"[cargos]\nSíndico = Síndica\n", "mi.txt:2: ", "belongs into [siglas]"},
        {"[cargos]\nSíndico | | Síndica\n", "mi.txt:2: ", "a text is missing"},
        {"[cargos]\nSíndico |\n", "mi.txt:2: ", "a text is missing"},
        {"[cargos]\n---\n", "mi.txt:2: ", "has no letter"},
        {"[palabras]\ndos palabras\n", "mi.txt:2: ", "has to be one word; a good line is: georref"},
        {"[palabras]\nbien\n\nsesi\xF3n\n", "mi.txt:4: ", "not UTF-8"},
        {"\xFF\xFE[\0s\0", "mi.txt:1: ", "not UTF-8"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        esc_glossary g = {.arena = esc_arena_new()};
        esc_err err = {0};
        assert_int_equal(esc_glossary_read(&g, "mi.txt", wrong[i].text, strlen(wrong[i].text), &err),
                         ESC_FORMAT);
        if (strncmp(err.message, wrong[i].where, strlen(wrong[i].where)) != 0 ||
            !strstr(err.message, wrong[i].says))
            fail_msg("%s\nshould begin with \"%s\" and say \"%s\"", err.message, wrong[i].where,
                     wrong[i].says);
        esc_glossary_free(&g);
    }
}

static void messages_end_with_a_whole_character(void **state) {
    (void)state;
    for (int pad = 0; pad < 2; pad++) { // "ñ" has two bytes: at one of the two the cut falls inside it
        ESC_AUTOBUF text = {0};
        esc_buf_puts(&text, pad ? "[palabras]\nx" : "[palabras]\n");
        for (int i = 0; i < 80; i++) esc_buf_puts(&text, "ñ");
        esc_buf_puts(&text, " ñ\n");
        esc_glossary g = {.arena = esc_arena_new()};
        esc_err err = {0};
        assert_int_equal(esc_glossary_read(&g, "mi.txt", text.bytes, text.len, &err), ESC_FORMAT);
        assert_true(esc_utf8_valid(err.message, strlen(err.message)));
        esc_glossary_free(&g);
    }
}

static void gather(void *context, const char *message) { esc_buf_printf(context, "%s\n", message); }

static void every_wrong_line_is_told_to_who_asks(void **state) {
    (void)state;
    static const char text[] = "[cargos]\n???\nRegidor\n[sigla]\nAlcalde\n=\n";
    ESC_AUTOBUF told = {0};
    esc_glossary g = {.arena = esc_arena_new(), .tell = gather, .context = &told};
    esc_err err = {0};
    assert_int_equal(esc_glossary_read(&g, "mi.txt", text, strlen(text), &err), ESC_FORMAT);
    const char *first = strstr(told.bytes, "mi.txt:2: "), *second = strstr(told.bytes, "mi.txt:4: "),
               *third = strstr(told.bytes, "mi.txt:6: ");
    assert_true(first == told.bytes && second > first && third > second);
    assert_memory_equal(err.message, "mi.txt:2: ", 10);
    assert_int_equal(g.entries_count, 1); // "Alcalde" is below what was meant for [siglas]
    esc_glossary_free(&g);
}

static void long_lines_and_files_are_refused(void **state) {
    (void)state;
    for (int over = 0; over < 2; over++) {
        ESC_AUTOBUF text = {0};
        esc_buf_puts(&text, "[palabras]\n");
        for (int i = 0; i < 2000 + over; i++) esc_buf_putc(&text, 'a');
        esc_glossary g = {.arena = esc_arena_new()};
        assert_int_equal(esc_glossary_read(&g, "mi.txt", text.bytes, text.len, NULL),
                         over ? ESC_FORMAT : ESC_OK);
        esc_glossary_free(&g);
    }
}

static void a_file_is_checked(void **state) {
    (void)state;
    char path[] = "/tmp/escribano-glossary-XXXXXX";
    int fd = mkstemp(path);
    static const char text[] = "[cargos]\nRegidor | Regidora\n";
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    size_t entries = 0;
    assert_int_equal(esc_glossary_check(path, NULL, NULL, &entries, NULL), ESC_OK);
    assert_int_equal(entries, 2);
    assert_int_equal(write(fd, "=\n", 2), 2);
    esc_err err = {0};
    assert_int_equal(esc_glossary_check(path, NULL, NULL, &entries, &err), ESC_FORMAT);
    assert_non_null(strstr(err.message, ":3: "));
    assert_int_equal(entries, 2);
    assert_int_equal(ftruncate(fd, ESC_MAX_GLOSSARY_BYTES + 1), 0);
    assert_int_equal(esc_glossary_check(path, NULL, NULL, &entries, &err), ESC_LIMIT);
    close(fd);
    unlink(path);
    assert_int_equal(esc_glossary_check(path, NULL, NULL, &entries, &err), ESC_SYSTEM);
    assert_int_equal(esc_glossary_check("/tmp", NULL, NULL, &entries, &err), ESC_ARGUMENT);
}

int main(void) {
    esc_i18n_init("en");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_entry_a_line),
        cmocka_unit_test(as_notepad_and_others_write_it),
        cmocka_unit_test(nothing_is_a_good_glossary_too),
        cmocka_unit_test(acronyms_need_no_section),
        cmocka_unit_test(wrong_lines_are_named_with_what_would_be_right),
        cmocka_unit_test(messages_end_with_a_whole_character),
        cmocka_unit_test(every_wrong_line_is_told_to_who_asks),
        cmocka_unit_test(long_lines_and_files_are_refused),
        cmocka_unit_test(a_file_is_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
