// SPDX-License-Identifier: GPL-3.0-or-later
// ALTO, versions 1 to 4. Elements are told by their names, whatever their namespace: each version has its
// own.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "markup/inside.h"

// More than any page has in any unit.
static const double largest = 1e6;

static bool named(const xmlNode *node, const char *name) { return !strcmp((const char *)node->name, name); }

static bool is_page(const xmlNode *node) { return named(node, "Page"); }
static bool is_block(const xmlNode *node) { return named(node, "TextBlock"); }
static bool is_line(const xmlNode *node) { return named(node, "TextLine"); }
static bool is_word(const xmlNode *node) { return named(node, "String"); }

static double number(const xmlNode *node, const char *name) {
    char *value = esc_attribute(node, name);
    double ret = value ? strtod(value, NULL) : 0;
    xmlFree(value);
    return ret >= 0 && ret <= largest ? ret : 0; // false for NaN
}

static esc_box box(const xmlNode *node) {
    double x = number(node, "HPOS"), y = number(node, "VPOS");
    double w = number(node, "WIDTH"), h = number(node, "HEIGHT");
    return (esc_box){(int32_t)lround(x), (int32_t)lround(y), (int32_t)lround(w), (int32_t)lround(h)};
}

static int32_t dpi(const xmlNode *page) {
    const xmlNode *root = xmlDocGetRootElement(page->doc);
    for (const xmlNode *node = root; node && node != page; node = esc_nodes_next(root, node, true)) {
        if (named(node, "Layout")) break;
        if (!named(node, "MeasurementUnit")) continue;
        char *unit = (char *)xmlNodeGetContent(node);
        int32_t ret = unit && strstr(unit, "mm10") ? 254 : unit && strstr(unit, "inch1200") ? 1200 : 0;
        xmlFree(unit);
        return ret;
    }
    return 0;
}

static float confidence(const xmlNode *word) {
    char *value = esc_attribute(word, "WC");
    float ret = value && *value ? strtof(value, NULL) : -1;
    xmlFree(value);
    return ret >= 0 && ret <= 1 ? ret : -1;
}

static const xmlNode *beside(const xmlNode *node, bool behind) {
    do node = behind ? node->next : node->prev;
    while (node && node->type != XML_ELEMENT_NODE);
    return node;
}

// The hyphen at a line's end is an element of its own.
static bool has_hyphen(const xmlNode *word) {
    const xmlNode *next = beside(word, true);
    return next && named(next, "HYP");
}

static void text(const xmlNode *word, esc_buf *out) {
    if (!is_word(word)) return; // an empty line
    char *content = esc_attribute(word, "CONTENT");
    if (!content) return;
    esc_buf_puts(out, content);
    if (*content && has_hyphen(word)) esc_buf_putc(out, '-');
    xmlFree(content);
}

// What was said of the word's letters holds no longer.
static void forget_letters(xmlNode *word) {
    static const char *const gone[] = {"CC", "SUBS_CONTENT", "SUBS_TYPE"};
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++) xmlUnsetProp(word, (const xmlChar *)gone[i]);
    for (xmlNode *child = word->children, *next; child; child = next) {
        next = child->next;
        if (child->type != XML_ELEMENT_NODE || !named(child, "Glyph")) continue;
        xmlUnlinkNode(child);
        xmlFreeNode(child);
    }
}

static void set_text(xmlNode *word, const char *content) {
    ESC_AUTOFREE char *plain = esc_strdup(content);
    size_t len = strlen(plain);
    if (len && plain[len - 1] == '-' && has_hyphen(word)) plain[len - 1] = 0;
    xmlSetProp(word, (const xmlChar *)"CONTENT", (const xmlChar *)plain);
    forget_letters(word);
}

static void set_box(xmlNode *word, esc_box to) {
    const struct {
        const char *name;
        int32_t value;
    } sides[] = {{"HPOS", to.x}, {"VPOS", to.y}, {"WIDTH", to.w}, {"HEIGHT", to.h}};
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        char shown[16];
        snprintf(shown, sizeof shown, "%d", sides[i].value);
        xmlSetProp(word, (const xmlChar *)sides[i].name, (const xmlChar *)shown);
    }
}

// With the blank before it.
static void remove_word(xmlNode *word) {
    xmlNode *blank = (xmlNode *)(uintptr_t)beside(word, false);
    if (blank && named(blank, "SP") && !blank->children) {
        xmlUnlinkNode(blank);
        xmlFreeNode(blank);
    }
    xmlUnlinkNode(word);
    xmlFreeNode(word);
}

const esc_dialect esc_dialect_alto = {is_page,    is_block, is_line,  is_word, box,        dpi,
                                      confidence, text,     set_text, set_box, remove_word};
