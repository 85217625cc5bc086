// SPDX-License-Identifier: GPL-3.0-or-later
// One input file: what it is, how many pages it has, and how each is read.
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/file.h"
#include "base/hush.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "pipeline/engine.h"
#include "pipeline/scan.h"
#include "pipeline/sheets.h"

typedef enum kind { KIND_PDF, KIND_IMAGE, KIND_TEXT, KIND_MARKUP, KIND_OTHER } kind;

struct esc_input {
    esc_map map;
    kind kind;
    const char *type;
    char sha256[ESC_SHA256_TEXT];
    int32_t pages;
    esc_pdf *pdf;       // KIND_PDF
    esc_sheets *sheets; // of the pdf
    esc_markup *markup; // KIND_MARKUP
    char *text;         // KIND_TEXT: valid UTF-8
    size_t text_len;
    size_t *starts; // KIND_TEXT: where each page begins, and behind the last one the length
};

// What a name's ending promises; KIND_OTHER where it promises nothing that we know.
static kind kind_of_name(const char *name) {
    static const struct {
        const char *ending;
        kind kind;
    } endings[] = {
        {"pdf", KIND_PDF},      {"tif", KIND_IMAGE},   {"tiff", KIND_IMAGE},  {"png", KIND_IMAGE},
        {"jpg", KIND_IMAGE},    {"jpeg", KIND_IMAGE},  {"jp2", KIND_IMAGE},   {"webp", KIND_IMAGE},
        {"pnm", KIND_IMAGE},    {"pbm", KIND_IMAGE},   {"pgm", KIND_IMAGE},   {"ppm", KIND_IMAGE},
        {"pam", KIND_IMAGE},    {"txt", KIND_TEXT},    {"text", KIND_TEXT},   {"xml", KIND_MARKUP},
        {"alto", KIND_MARKUP},  {"hocr", KIND_MARKUP}, {"html", KIND_MARKUP}, {"htm", KIND_MARKUP},
        {"xhtml", KIND_MARKUP},
    };
    const char *ending = name + esc_file_stem(name);
    for (size_t i = 0; *ending && i < sizeof endings / sizeof *endings; i++)
        if (!strcasecmp(ending + 1, endings[i].ending)) return endings[i].kind;
    return KIND_OTHER;
}

// What Tesseract writes as a table, one word a row.
static bool is_word_table(const char *text, size_t len) {
    static const char head[] = "level\tpage_num\tblock_num\t";
    return len >= sizeof head - 1 && !memcmp(text, head, sizeof head - 1);
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Other XML and HTML is text, but not text of a minute.
static bool is_markup(const char *text, size_t len) {
    size_t at = 0;
    while (at < len && strchr(" \t\r\n", text[at])) at++;
    static const char *const starts[] = {"<?xml", "<!DOCTYPE", "<html", "<alto", "{\\rtf"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (len - at >= strlen(starts[i]) && !strncasecmp(text + at, starts[i], strlen(starts[i])))
            return true;
    // Without a head: a first element, and one that ends. What an engine makes of dirt has no end tags.
    if (len - at < 2 || text[at] != '<' || !(is_letter(text[at + 1]) || text[at + 1] == '!')) return false;
    for (const char *end = text + at; (end = strstr(end, "</")); end++)
        if (is_letter(end[2])) return true;
    return false;
}

// A result of ours, or of another program: its words would be read as a minute.
static bool is_json(const char *text) {
    static const char blanks[] = " \t\r\n";
    text += strspn(text, blanks);
    return *text == '{' && text[1 + strspn(text + 1, blanks)] == '"';
}

int esc_text_check(const char *text, size_t len, esc_err *err) {
    if (esc_markup_sniff(text, len) != ESC_MARKUP_NONE)
        return esc_fail(
            err, ESC_UNSUPPORTED, ESC_WHY_OTHER,
            "ALTO or hOCR, not plain text; “escribano run” reads it, and gives it back corrected");
    if (is_markup(text, len))
        return esc_fail(err, ESC_UNSUPPORTED, ESC_WHY_UNKNOWN_TYPE,
                        "markup (XML, HTML or RTF), not plain text");
    if (is_json(text))
        return esc_fail(err, ESC_UNSUPPORTED, ESC_WHY_UNKNOWN_TYPE,
                        "JSON, not plain text; results are shown by “escribano show”");
    if (is_word_table(text, len))
        return esc_fail(err, ESC_UNSUPPORTED, ESC_WHY_UNKNOWN_TYPE,
                        "a table of words (TSV), not plain text; Tesseract gives hOCR and ALTO, too");
    return ESC_OK;
}

static int open_text(esc_input *input, esc_err *err) {
    if (input->map.len > ESC_MAX_TEXT_BYTES)
        return esc_fail(err, ESC_LIMIT, ESC_WHY_TOO_MANY_BYTES, "%zu bytes of text, more than %llu",
                        input->map.len, ESC_MAX_TEXT_BYTES);
    esc_buf clean = {0};
    bool is_text = esc_utf8_clean(input->map.bytes, input->map.len, &clean);
    input->text = esc_buf_steal(&clean, &input->text_len);
    if (!is_text) return esc_fail(err, ESC_FORMAT, ESC_WHY_NOT_TEXT, "too many bytes that are no text");
    int failed = esc_text_check(input->text, input->text_len, err);
    if (failed) return failed;
    if (strspn(input->text, " \t\r\n\f") == input->text_len)
        return esc_fail(err, ESC_FORMAT, ESC_WHY_EMPTY, "the text holds nothing but blanks");

    input->pages = 1;
    for (size_t i = 0; i + 1 < input->text_len; i++) input->pages += input->text[i] == '\f';
    input->starts = esc_alloc(((size_t)input->pages + 1) * sizeof *input->starts);
    int32_t page = 0;
    input->starts[page++] = 0;
    for (size_t i = 0; i + 1 < input->text_len; i++)
        if (input->text[i] == '\f') input->starts[page++] = i + 1;
    input->starts[page] = input->text_len;
    return ESC_OK;
}

// Tells what the bytes are, whatever the name says, then holds the name against it.
static int identify(esc_input *input, const char *name, esc_err *err) {
    kind promised = kind_of_name(name);
    esc_markup_format markup;
    esc_image_format format = esc_image_sniff(input->map.bytes, input->map.len);
    if (esc_pdf_sniff(input->map.bytes, input->map.len)) {
        input->kind = KIND_PDF;
        input->type = "pdf";
    } else if (format != ESC_IMAGE_NONE) {
        input->kind = KIND_IMAGE;
        input->type = esc_image_format_name(format);
    } else if ((markup = esc_markup_sniff(input->map.bytes, input->map.len)) != ESC_MARKUP_NONE) {
        input->kind = KIND_MARKUP;
        input->type = esc_markup_format_name(markup);
    } else {
        input->kind = KIND_TEXT;
        input->type = "text";
    }
    if (promised == KIND_OTHER || promised == input->kind) return ESC_OK;
    if (promised == KIND_MARKUP && input->kind == KIND_TEXT)
        return ESC_OK; // what it is instead, its text tells
    // A PDF or image whose first bytes are gone looks like anything, or is zeros where a copy was cut short:
    // its name is the better witness then.
    if (input->kind == KIND_TEXT &&
        (!esc_utf8_valid(input->map.bytes, input->map.len) || memchr(input->map.bytes, 0, input->map.len)))
        return esc_fail(err, ESC_FORMAT, ESC_WHY_DAMAGED, "%s does not begin like a file of its kind", name);
    if (input->kind == KIND_TEXT)
        return esc_fail(err, ESC_FORMAT, ESC_WHY_WRONG_NAME, "%s holds plain text", name);
    return esc_fail(err, ESC_FORMAT, ESC_WHY_WRONG_NAME, "%s holds %s", name, input->type);
}

static int open_pages(esc_engine *engine, esc_input *input, const char *name, esc_err *err) {
    int failed = input->kind == KIND_TEXT ? ESC_OK : esc_readers_load(err);
    if (failed) return failed;
    const esc_readers *with = input->kind == KIND_TEXT ? NULL : esc_readers_get();
    switch (input->kind) {
    case KIND_PDF:
        failed = with->esc_pdf_open(input->map.bytes, input->map.len, &input->pdf, err);
        if (failed) break;
        input->pages = with->esc_pdf_page_count(input->pdf);
        input->sheets = esc_sheets_new(engine, input->pdf);
        break;
    case KIND_IMAGE:
        failed = with->esc_image_count(input->map.bytes, input->map.len, &input->pages, err);
        break;
    case KIND_MARKUP:
        failed = with->esc_markup_open(input->map.bytes, input->map.len, &input->markup, err);
        if (!failed) input->pages = with->esc_markup_page_count(input->markup);
        break;
    default:
        failed = open_text(input, err);
        // A name that promises nothing, and bytes that are none of ours: say so rather than "not text".
        if (failed && kind_of_name(name) == KIND_OTHER && err && err->why == ESC_WHY_NOT_TEXT)
            err->why = ESC_WHY_UNKNOWN_TYPE;
    }
    return failed;
}

static size_t most_bytes(const esc_engine *engine) {
    return (size_t)esc_conf_integer(engine->conf, ESC_CONF_LIMITS_FILE_MB) * 1024 * 1024;
}

void esc_input_digest(esc_engine *engine, int fd, char ret[ESC_SHA256_TEXT]) {
    esc_map map;
    *ret = 0;
    if (esc_file_map(fd, most_bytes(engine), &map, NULL)) return;
    esc_file_map_sha256(&map, ret);
    esc_file_unmap(&map);
}

int esc_input_open(esc_engine *engine, int fd, const char *name, esc_input **ret, esc_err *err) {
    esc_input *input = esc_alloc_zero(1, sizeof *input);
    input->map.bytes = "";
    int failed = esc_file_map(fd, most_bytes(engine), &input->map, err);
    if (!failed) failed = identify(input, name, err);
    esc_hush_begin();
    if (!failed) failed = open_pages(engine, input, name, err);
    esc_hush_end();
    esc_file_release(&input->map);
    int64_t max_pages = esc_conf_integer(engine->conf, ESC_CONF_LIMITS_PAGES);
    if (!failed && input->pages > max_pages)
        failed = esc_fail(err, ESC_LIMIT, ESC_WHY_TOO_MANY_PAGES, "%d pages, more than the limit of %lld",
                          input->pages, (long long)max_pages);
    if (!failed && input->pages < 1) failed = esc_fail(err, ESC_FORMAT, ESC_WHY_NO_PAGES, "no pages");
    if (failed) {
        esc_input_close(input);
        return failed;
    }
    *ret = input;
    return ESC_OK;
}

void esc_input_close(esc_input *input) {
    if (!input) return;
    esc_sheets_free(input->sheets);
    if (input->pdf) esc_readers_get()->esc_pdf_close(input->pdf);
    if (input->markup) esc_readers_get()->esc_markup_close(input->markup);
    free(input->text);
    free(input->starts);
    esc_file_unmap(&input->map);
    free(input);
}

int32_t esc_input_page_count(const esc_input *input) { return input->pages; }
const char *esc_input_type(const esc_input *input) { return input->type; }
const char *esc_input_sha256(esc_input *input) {
    // Only when it is asked for: whoever reads a page of a large file has no need of it.
    if (!*input->sha256) esc_file_map_sha256(&input->map, input->sha256);
    return input->sha256;
}

uint64_t esc_input_bytes(const esc_input *input) { return input->map.len; }

bool esc_input_keeps_form(const esc_input *input) { return input->kind == KIND_MARKUP; }

const char *esc_form_ending(const char *type) {
    return !strcmp(type, esc_markup_format_name(ESC_MARKUP_ALTO))   ? ".corregido.xml"
           : !strcmp(type, esc_markup_format_name(ESC_MARKUP_HOCR)) ? ".corregido.hocr"
                                                                    : NULL;
}

int esc_input_rewrite(esc_input *input, const esc_doc *doc, esc_buf *out, esc_err *err) {
    if (input->kind != KIND_MARKUP)
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_OTHER, "%s has no form of its own to be kept",
                        input->type);
    return esc_readers_get()->esc_markup_write(input->markup, doc, out, err);
}

// ---- reading a page ----

static float cpu_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (float)((double)now.tv_sec + (double)now.tv_nsec * 1e-9);
}

static int read_page(esc_engine *engine, esc_input *input, int32_t index, esc_doc *doc, esc_err *err) {
    const esc_image_limits limits = esc_scan_limits(engine);
    switch (input->kind) {
    case KIND_PDF:
        return esc_sheets_read(input->sheets, index, doc, err);
    case KIND_IMAGE: {
        ESC_AUTOSCAN raster = {0};
        int failed =
            esc_readers_get()->esc_image_load(input->map.bytes, input->map.len, index, &limits, &raster, err);
        return failed ? failed : esc_scan_read(engine, &raster, doc, err);
    }
    case KIND_MARKUP:
        return esc_readers_get()->esc_markup_page(input->markup, index, doc, err);
    default: {
        size_t from = input->starts[index], to = input->starts[index + 1];
        if (index + 1 < input->pages) to--; // the form feed
        return esc_doc_add_text(doc, input->text + from, to - from, err);
    }
    }
}

int esc_page_read(esc_engine *engine, esc_input *input, int32_t index, esc_doc **ret, esc_err *err) {
    if (index < 0 || index >= input->pages)
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_OTHER, "page %d of %d", index + 1, input->pages);
    ESC_AUTODOC *doc = esc_doc_new();
    float start = cpu_seconds();
    esc_hush_begin();
    esc_memory_keep();
    int failed = read_page(engine, input, index, doc, err);
    esc_memory_return();
    esc_hush_end();
    esc_file_release(&input->map); // or a long scan would stay in memory as far as it was read
    if (!failed && (doc->pages_count < 1 || doc->pages_count > 2))
        failed = esc_fail(err, ESC_LIBRARY, ESC_WHY_OTHER, "reading gave %u pages", doc->pages_count);
    if (failed) return failed;
    for (uint32_t i = 0; i < doc->pages_count; i++)
        doc->pages[i].seconds = (cpu_seconds() - start) / (float)doc->pages_count;
    *ret = doc;
    doc = NULL;
    return ESC_OK;
}
