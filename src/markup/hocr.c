// SPDX-License-Identifier: GPL-3.0-or-later
// hOCR: HTML whose elements say by their class what they are, and where they stand in their title:
// "bbox 120 80 310 122; x_wconf 93".
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "markup/inside.h"

enum { LARGEST = 1000000 };

// True where one of the element's classes is one of the names.
static bool has_class(const xmlNode *node, const char *const *names, size_t count) {
    char *classes = esc_attribute(node, "class");
    bool found = false;
    for (const char *p = classes; p && *p && !found;) {
        p += strspn(p, " \t\r\n");
        size_t len = strcspn(p, " \t\r\n");
        for (size_t i = 0; i < count; i++) found |= strlen(names[i]) == len && !memcmp(p, names[i], len);
        p += len;
    }
    xmlFree(classes);
    return found;
}

#define HAS_CLASS(node, ...)                                                                                 \
    has_class(node, (const char *const[]){__VA_ARGS__},                                                      \
              sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static bool is_page(const xmlNode *node) { return HAS_CLASS(node, "ocr_page"); }
static bool is_block(const xmlNode *node) { return HAS_CLASS(node, "ocr_carea", "ocrx_block", "ocr_table"); }
static bool is_line(const xmlNode *node) {
    return HAS_CLASS(node, "ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_caption",
                     "ocr_textfloat");
}
static bool is_word(const xmlNode *node) { return HAS_CLASS(node, "ocrx_word", "ocr_word"); }

// Where the values of a property begin in a title; NULL where it is not there.
static const char *property(const char *title, const char *name) {
    size_t len = strlen(name);
    for (const char *p = title; p && *p; p = strchr(p, ';')) {
        p += strspn(p, "; \t\r\n");
        if (!strncmp(p, name, len) && isspace((unsigned char)p[len])) return p + len;
    }
    return NULL;
}

// Up to count numbers behind a property. Gives how many there are.
static int numbers(const xmlNode *node, const char *name, double *ret, int count) {
    char *title = esc_attribute(node, "title");
    const char *p = title ? property(title, name) : NULL;
    int found = 0;
    while (p && found < count) {
        char *end;
        double value = strtod(p, &end);
        if (end == p) break;
        p = end;
        if (!(value >= 0)) value = 0;
        ret[found++] = value < LARGEST ? value : LARGEST;
    }
    xmlFree(title);
    return found;
}

static esc_box box(const xmlNode *node) {
    double at[4];
    if (numbers(node, "bbox", at, 4) < 4 || at[2] < at[0] || at[3] < at[1]) return (esc_box){0};
    return (esc_box){(int32_t)at[0], (int32_t)at[1], (int32_t)at[2] - (int32_t)at[0],
                     (int32_t)at[3] - (int32_t)at[1]};
}

static int32_t dpi(const xmlNode *page) {
    double found;
    return numbers(page, "scan_res", &found, 1) == 1 && found <= 10000 ? (int32_t)found : 0;
}

static float confidence(const xmlNode *word) {
    double found;
    return numbers(word, "x_wconf", &found, 1) == 1 && found <= 100 ? (float)(found / 100) : -1;
}

static void text(const xmlNode *word, esc_buf *out) {
    char *content = (char *)xmlNodeGetContent(word);
    if (content) esc_buf_puts(out, content);
    xmlFree(content);
}

// The first piece of text gets all of it: words may be printed bold or have a letter each in an element.
static void set_text(xmlNode *word, const char *content) {
    bool done = false;
    for (xmlNode *node = word->children, *next; node; node = next) {
        bool is_text = node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
        if (is_text && !xmlIsBlankNode(node)) {
            xmlNodeSetContent(node, (const xmlChar *)(done ? "" : content));
            done = true;
        }
        next = node->type == XML_ELEMENT_NODE ? node->children : NULL;
        for (xmlNode *at = node; !next && at != word; at = at->parent) next = at->next;
    }
}

static void set_box(xmlNode *word, esc_box to) {
    char *title = esc_attribute(word, "title");
    const char *values = title ? property(title, "bbox") : NULL;
    if (values) {
        ESC_AUTOBUF made = {0};
        esc_buf_put(&made, title, (size_t)(values - title));
        esc_buf_printf(&made, " %d %d %d %d%s", to.x, to.y, to.x + to.w, to.y + to.h,
                       values + strcspn(values, ";"));
        xmlSetProp(word, (const xmlChar *)"title", (const xmlChar *)esc_buf_text(&made));
    }
    xmlFree(title);
}

static void remove_word(xmlNode *word) {
    xmlUnlinkNode(word);
    xmlFreeNode(word);
}

const esc_dialect esc_dialect_hocr = {is_page,    is_block, is_line,  is_word, box,        dpi,
                                      confidence, text,     set_text, set_box, remove_word};
