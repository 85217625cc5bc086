// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "markup/markup.h"

static const char alto[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<a:alto xmlns:a=\"http://www.loc.gov/standards/alto/ns-v2#\"><!-- kept -->\n"
    "<a:Description><a:MeasurementUnit>mm10</a:MeasurementUnit></a:Description>\n"
    "<a:Layout><a:Page ID=\"P1\" WIDTH=\"2100\" HEIGHT=\"2970\"><a:PrintSpace>\n"
    "<a:TextBlock HPOS=\"100\" VPOS=\"90\" WIDTH=\"900\" HEIGHT=\"200\">\n"
    "<a:TextLine HPOS=\"100\" VPOS=\"100\" WIDTH=\"800\" HEIGHT=\"40\">"
    "<a:String CONTENT=\"El\" HPOS=\"100\" VPOS=\"100\" WIDTH=\"40\" HEIGHT=\"40\" WC=\"0.5\"/><a:SP/>"
    "<a:String CONTENT=\"Secre\" HPOS=\"150\" VPOS=\"100\" WIDTH=\"90\" HEIGHT=\"40\" WC=\"1\" "
    "CC=\"00000\"/><a:SP/>"
    "<a:String CONTENT=\"torio\" HPOS=\"250\" VPOS=\"98\" WIDTH=\"80.4\" HEIGHT=\"40\"/><a:SP/>"
    "<a:String CONTENT=\"in&amp;for\" HPOS=\"2000\" VPOS=\"100\" WIDTH=\"400\" HEIGHT=\"40\" "
    "SUBS_TYPE=\"HypPart1\"/>"
    "<a:HYP CONTENT=\"-\"/></a:TextLine>\n"
    "<a:TextLine HPOS=\"100\" VPOS=\"150\" WIDTH=\"800\" HEIGHT=\"40\"/>\n"
    "</a:TextBlock></a:PrintSpace></a:Page><a:Page/></a:Layout></a:alto>\n";

static const char hocr[] =
    "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" "
    "\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">\n"
    "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><meta name=\"ocr-system\" "
    "content=\"x\"/></head><body>"
    "<div class=\"ocr_page\" title='image \"a;b.png\"; bbox 0 0 1000 1500; ppageno 0; scan_res 200 200'>"
    "<div class=\"ocr_carea\" title=\"bbox 10 10 900 200\"><p class=\"ocr_par\">"
    "<span class=\"ocr_line\" title=\"bbox 10 10 900 40; baseline 0 0\">"
    "<span class=\"other ocrx_word\" title=\"bbox 10 10 60 40; x_wconf 93\"><strong>El</strong></span> "
    "<span class=\"ocrx_word\" title=\"bbox 70 10 200 40; x_wconf 10\">comlté</span>"
    "</span></p></div><span class=\"ocr_line\" title=\"bbox 10 60 900 90\">sin "
    "cajas</span></div></body></html>";

static esc_markup *opened(const char *text) {
    esc_markup *markup = NULL;
    assert_int_equal(esc_markup_open(text, strlen(text), &markup, NULL), ESC_OK);
    return markup;
}

static int refused(const char *text, size_t len, esc_why *ret_why) {
    esc_markup *markup = NULL;
    esc_err err = {0};
    int failed = esc_markup_open(text, len, &markup, &err);
    assert_null(markup);
    *ret_why = err.why;
    return failed;
}

static void same_box(esc_box box, int32_t x, int32_t y, int32_t w, int32_t h) {
    assert_int_equal(box.x, x);
    assert_int_equal(box.y, y);
    assert_int_equal(box.w, w);
    assert_int_equal(box.h, h);
}

static void alto_is_read_with_its_boxes(void **state) {
    (void)state;
    esc_markup *markup = opened(alto);
    assert_int_equal(esc_markup_kind(markup), ESC_MARKUP_ALTO);
    assert_int_equal(esc_markup_page_count(markup), 2);
    ESC_AUTODOC *doc = esc_doc_new();
    assert_int_equal(esc_markup_page(markup, 0, doc, NULL), ESC_OK);
    assert_int_equal(esc_markup_page(markup, 1, doc, NULL), ESC_OK);
    assert_int_equal(esc_doc_check(doc, NULL), ESC_OK);
    assert_int_equal(doc->pages[0].width_px, 2100);
    assert_int_equal(doc->pages[0].dpi, 254);
    assert_int_equal(doc->pages[0].origin, ESC_PAGE_OLD_OCR);
    assert_int_equal(doc->lines_count, 1);
    assert_true(esc_doc_same(doc, doc->lines[0].raw, "El Secre torio in&for-"));
    same_box(doc->words[1].box, 150, 100, 90, 40);
    same_box(doc->words[3].box, 2000, 100, 100, 40); // no further than the page
    assert_true(doc->words[0].confidence == 0.5f);
    assert_true(doc->words[2].confidence < 0);
    esc_markup_close(markup);
}

static void hocr_is_read_with_its_boxes(void **state) {
    (void)state;
    esc_markup *markup = opened(hocr);
    assert_int_equal(esc_markup_kind(markup), ESC_MARKUP_HOCR);
    ESC_AUTODOC *doc = esc_doc_new();
    assert_int_equal(esc_markup_page(markup, 0, doc, NULL), ESC_OK);
    assert_int_equal(esc_doc_check(doc, NULL), ESC_OK);
    assert_int_equal(doc->pages[0].height_px, 1500);
    assert_int_equal(doc->pages[0].dpi, 200);
    assert_int_equal(doc->lines_count, 2);
    assert_int_equal(doc->blocks_count, 2);
    assert_true(esc_doc_same(doc, doc->lines[0].raw, "El comlté"));
    assert_true(esc_doc_same(doc, doc->lines[1].raw, "sin cajas"));
    same_box(doc->words[1].box, 70, 10, 130, 30);
    same_box(doc->words[3].box, 10, 60, 890, 30); // its line's
    assert_true(doc->words[1].confidence == 0.1f);
    esc_markup_close(markup);
}

// The whole of line 0 as tokens of one word each, but for one over the words first…last.
static void cut(esc_doc *doc, uint32_t first, uint32_t last) {
    for (uint32_t l = 0; l < doc->lines_count; l++) {
        uint32_t at = doc->lines[l].raw.off, from = doc->lines[l].first_word;
        for (uint32_t i = from; i < from + doc->lines[l].word_count; i++) {
            uint32_t end = i == first ? last : i;
            uint32_t off = doc->words[i].raw.off, stop = doc->words[end].raw.off + doc->words[end].raw.len;
            esc_doc_add_token(doc, l, off - at, stop - off, ESC_TOKEN_WORD);
            i = end;
        }
    }
}

static void edit(esc_doc *doc, uint32_t token, const char *after) {
    esc_doc_add_edit(doc, token, ESC_EDIT_NONWORD, ESC_BY_MODEL, ESC_EDIT_APPLIED, after, strlen(after),
                     0.9f);
}

static void alto_is_written_with_what_changed(void **state) {
    (void)state;
    esc_markup *markup = opened(alto);
    ESC_AUTODOC *doc = esc_doc_new();
    assert_int_equal(esc_markup_page(markup, 0, doc, NULL), ESC_OK);
    assert_int_equal(esc_markup_page(markup, 1, doc, NULL), ESC_OK);
    cut(doc, 1, 2);
    edit(doc, 1, "Secretario");
    edit(doc, 2, "info\"r<-");
    ESC_AUTOBUF out = {0};
    assert_int_equal(esc_markup_write(markup, doc, &out, NULL), ESC_OK);
    const char *text = esc_buf_text(&out);
    assert_non_null(strstr(text, "<!-- kept -->"));
    assert_non_null(strstr(
        text, "<a:String CONTENT=\"El\" HPOS=\"100\" VPOS=\"100\" WIDTH=\"40\" HEIGHT=\"40\" WC=\"0.5\"/>"));
    assert_non_null(strstr(
        text,
        "<a:String CONTENT=\"Secretario\" HPOS=\"150\" VPOS=\"98\" WIDTH=\"180\" HEIGHT=\"42\" WC=\"1\"/>"));
    assert_null(strstr(text, "torio\" HPOS"));
    assert_non_null(strstr(
        text, "CONTENT=\"info&quot;r&lt;\" HPOS=\"2000\" VPOS=\"100\" WIDTH=\"400\" HEIGHT=\"40\"/><a:HYP"));
    esc_markup_close(markup);
    markup = opened(text);
    ESC_AUTODOC *again = esc_doc_new();
    assert_int_equal(esc_markup_page(markup, 0, again, NULL), ESC_OK);
    assert_true(esc_doc_same(again, again->lines[0].raw, "El Secretario info\"r<-"));
    esc_markup_close(markup);
}

static void hocr_is_written_with_what_changed(void **state) {
    (void)state;
    esc_markup *markup = opened(hocr);
    ESC_AUTODOC *doc = esc_doc_new();
    assert_int_equal(esc_markup_page(markup, 0, doc, NULL), ESC_OK);
    cut(doc, ESC_NONE, 0);
    edit(doc, 0, "E&l");
    edit(doc, 1, "comité");
    edit(doc, 3, "");
    ESC_AUTOBUF out = {0};
    assert_int_equal(esc_markup_write(markup, doc, &out, NULL), ESC_OK);
    const char *text = esc_buf_text(&out);
    assert_non_null(strstr(text, "<strong>E&amp;l</strong>"));
    assert_non_null(strstr(text, "title=\"bbox 70 10 200 40; x_wconf 10\">comité</span>"));
    assert_non_null(strstr(text, ">sin</span>"));
    esc_markup_close(markup);
}

static void a_document_of_another_file_is_refused(void **state) {
    (void)state;
    esc_markup *markup = opened(hocr);
    ESC_AUTODOC *doc = esc_doc_new();
    assert_int_equal(esc_doc_add_text(doc, "Otra cosa\n", 10, NULL), ESC_OK);
    ESC_AUTOBUF out = {0};
    assert_int_equal(esc_markup_write(markup, doc, &out, NULL), ESC_ARGUMENT);
    assert_int_equal(out.len, 0);
    esc_markup_close(markup);
}

static void hostile_files_are_refused(void **state) {
    (void)state;
    static const char bomb[] =
        "<?xml version=\"1.0\"?><!DOCTYPE alto [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
        "<alto><Layout><Page><TextLine><String CONTENT=\"&b;\"/></TextLine></Page></Layout></alto>";
    static const char outside[] =
        "<?xml version=\"1.0\"?><!DOCTYPE alto [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
        "<alto><Layout><Page><TextLine><String CONTENT=\"a\"/>&x;</TextLine></Page></Layout></alto>";
    static const char none[] = "<alto><Layout></Layout></alto>";
    static const char broken[] = "<alto><Layout><Page></Layout></alto>";
    esc_why why;
    assert_int_equal(refused(bomb, strlen(bomb), &why), ESC_FORMAT);
    assert_int_equal(why, ESC_WHY_DAMAGED);
    assert_int_equal(refused(outside, strlen(outside), &why), ESC_FORMAT);
    assert_int_equal(refused(broken, strlen(broken), &why), ESC_FORMAT);
    assert_int_equal(why, ESC_WHY_DAMAGED);
    assert_int_equal(refused(none, strlen(none), &why), ESC_FORMAT);
    assert_int_equal(why, ESC_WHY_NO_PAGES);
    assert_int_equal(refused(alto, strlen(alto) - 20, &why), ESC_FORMAT);
    assert_int_equal(why, ESC_WHY_TRUNCATED);
    assert_int_equal(refused(hocr, strlen(hocr) / 2, &why), ESC_FORMAT);
    assert_int_equal(why, ESC_WHY_TRUNCATED);
}

// Elements in elements in elements.
static void deep_files_end(void **state) {
    (void)state;
    enum { DEPTH = 100000 };
    static const struct {
        const char *head, *open, *tail;
    } kinds[] = {
        {"<alto>", "<x>", "</alto>"},
        {"<html><body class='ocr_page'>", "<div class='ocr_carea'>", "<b class='ocr_line'>a</b></html>"}};
    for (int k = 0; k < 2; k++) {
        ESC_AUTOBUF text = {0};
        esc_buf_puts(&text, kinds[k].head);
        for (int i = 0; i < DEPTH; i++) esc_buf_puts(&text, kinds[k].open);
        esc_buf_puts(&text, kinds[k].tail);
        esc_markup *markup = NULL;
        if (esc_markup_open(text.bytes, text.len, &markup, NULL)) continue;
        ESC_AUTODOC *doc = esc_doc_new();
        ESC_AUTOBUF out = {0};
        if (!esc_markup_page(markup, 0, doc, NULL)) {
            assert_int_equal(esc_doc_check(doc, NULL), ESC_OK);
            esc_markup_write(markup, doc, &out, NULL);
        }
        esc_markup_close(markup);
    }
}

static void a_word_within_a_blank_stays_in_the_tree(void **state) {
    (void)state;
    esc_markup *markup =
        opened("<alto><Layout><Page WIDTH='9' HEIGHT='9'><TextLine><SP><String CONTENT='a'/></SP>"
               "<String CONTENT='b'/></TextLine></Page></Layout></alto>");
    ESC_AUTODOC *doc = esc_doc_new();
    assert_int_equal(esc_markup_page(markup, 0, doc, NULL), ESC_OK);
    cut(doc, ESC_NONE, 0);
    edit(doc, 1, "");
    edit(doc, 0, "A");
    ESC_AUTOBUF out = {0};
    assert_int_equal(esc_markup_write(markup, doc, &out, NULL), ESC_OK);
    assert_non_null(strstr(esc_buf_text(&out), "<SP><String CONTENT=\"A\"/></SP></TextLine>"));
    esc_markup_close(markup);
}

static void other_files_are_told_apart(void **state) {
    (void)state;
    static const struct {
        const char *text;
        esc_markup_format format;
    } files[] = {{"", ESC_MARKUP_NONE},
                 {"Se abre la sesión.", ESC_MARKUP_NONE},
                 {"<html><body>Una página</body></html>", ESC_MARKUP_NONE},
                 {"<?xml version='1.0'?><factura/>", ESC_MARKUP_NONE},
                 {"<!-- <alto> --><otro/>", ESC_MARKUP_NONE},
                 {"\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- x --><alto/>", ESC_MARKUP_ALTO},
                 {"<HTML><body><div class='ocr_page'>", ESC_MARKUP_HOCR}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        assert_int_equal(esc_markup_sniff(files[i].text, strlen(files[i].text)), files[i].format);
    static const char wide[] = "\xFF\xFE<\0a\0l\0t\0o\0/\0>\0";
    assert_int_equal(esc_markup_sniff(wide, sizeof wide - 1), ESC_MARKUP_ALTO);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alto_is_read_with_its_boxes),
        cmocka_unit_test(hocr_is_read_with_its_boxes),
        cmocka_unit_test(alto_is_written_with_what_changed),
        cmocka_unit_test(hocr_is_written_with_what_changed),
        cmocka_unit_test(a_document_of_another_file_is_refused),
        cmocka_unit_test(hostile_files_are_refused),
        cmocka_unit_test(deep_files_end),
        cmocka_unit_test(a_word_within_a_blank_stays_in_the_tree),
        cmocka_unit_test(other_files_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
