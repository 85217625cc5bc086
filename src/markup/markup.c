// SPDX-License-Identifier: GPL-3.0-or-later
// Opening: the bytes are told apart, held against the limits and parsed.
#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "markup/head.h"
#include "markup/inside.h"

enum { TAIL_BYTES = 256 };

void esc_nodes_free(esc_nodes *nodes) {
    free(nodes->node);
    *nodes = (esc_nodes){0};
}

xmlNode *esc_nodes_next(const xmlNode *root, const xmlNode *node, bool inside) {
    const xmlNode *next = inside ? node->children : NULL;
    for (;;) {
        for (; next; next = next->next)
            if (next->type == XML_ELEMENT_NODE) return (xmlNode *)(uintptr_t)next;
        if (node == root) return NULL;
        next = node->next;
        node = node->parent;
    }
}

char *esc_attribute(const xmlNode *node, const char *name) {
    return (char *)xmlGetProp((xmlNode *)(uintptr_t)node, (const xmlChar *)name);
}

// Whether the root element is closed at the end of the file. HTML that is cut would be parsed without a word.
static bool is_whole(const char *bytes, size_t len, esc_markup_format format) {
    ESC_AUTOBUF tail = {0};
    size_t from = len > TAIL_BYTES ? len - TAIL_BYTES : 0;
    esc_markup_head(bytes + from, len - from, &tail);
    const char *text = esc_buf_text(&tail), *name = format == ESC_MARKUP_ALTO ? "alto" : "html";
    for (const char *p = text; (p = strstr(p, name)); p++)
        if (p > text && (p[-1] == '/' || p[-1] == ':') && p[4 + strspn(p + 4, " \t\r\n")] == '>') return true;
    // An element that holds nothing: <alto/>.
    size_t end = tail.len;
    while (end && strchr(" \t\r\n", text[end - 1])) end--;
    return end > 2 && !strncmp(text + end - 2, "/>", 2);
}

// ---- parsing ----

// Nothing outside of the bytes is ever read.
static xmlParserInputPtr load_nothing(const char *url, const char *id, xmlParserCtxtPtr context) {
    (void)url;
    (void)id;
    (void)context;
    return NULL;
}

// A file that declares entities has something in mind that is no page of text.
static void refuse_entity(void *context, const xmlChar *name, int type, const xmlChar *public_id,
                          const xmlChar *system_id, xmlChar *content) {
    (void)name;
    (void)type;
    (void)public_id;
    (void)system_id;
    (void)content;
    xmlParserCtxtPtr parser = context;
    *(bool *)parser->_private = true;
    xmlStopParser(parser);
}

static xmlDoc *parse_xml(const void *bytes, size_t len, bool *ret_entities, int *ret_error) {
    xmlParserCtxtPtr parser = xmlNewParserCtxt();
    if (!parser) return NULL;
    bool entities = false;
    parser->_private = &entities;
    parser->sax->entityDecl = refuse_entity;
    xmlDoc *tree = xmlCtxtReadMemory(parser, bytes, (int)len, NULL, NULL,
                                     XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    *ret_error = parser->errNo;
    *ret_entities = entities;
    if (entities) {
        xmlFreeDoc(tree);
        tree = NULL;
    }
    xmlFreeParserCtxt(parser);
    return tree;
}

static int parse(esc_markup *markup, const void *bytes, size_t len, esc_err *err) {
    bool entities = false;
    int error = 0;
    xmlSetExternalEntityLoader(load_nothing);
    markup->tree = parse_xml(bytes, len, &entities, &error);
    if (!markup->tree && markup->format == ESC_MARKUP_HOCR && !entities) {
        bool utf8 = esc_utf8_valid(bytes, len); // older HTML says so nowhere, and would be taken for Latin-1
        markup->html = true;
        markup->tree = htmlReadMemory(bytes, (int)len, NULL, utf8 ? "UTF-8" : NULL,
                                      HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                          HTML_PARSE_NOWARNING | HTML_PARSE_NODEFDTD);
    }
    if (markup->tree && xmlDocGetRootElement(markup->tree)) return ESC_OK;
    const char *name = esc_markup_format_name(markup->format);
    if (entities) return esc_fail(err, ESC_FORMAT, ESC_WHY_DAMAGED, "%s that declares entities", name);
    if (error == XML_ERR_NO_MEMORY)
        return esc_fail(err, ESC_LIBRARY, ESC_WHY_MEMORY, "no room to parse %s", name);
    return esc_fail(err, ESC_FORMAT, ESC_WHY_DAMAGED, "%s that is not well-formed (libxml2's error %d)", name,
                    error);
}

static int find_pages(esc_markup *markup, esc_err *err) {
    const xmlNode *root = xmlDocGetRootElement(markup->tree);
    for (xmlNode *node = (xmlNode *)(uintptr_t)root; node;) {
        bool is_page = markup->as->is_page(node);
        if (is_page) *ESC_GROW(&markup->pages, node, 1) = node;
        if (markup->pages.node_count > ESC_MAX_PAGES)
            return esc_fail(err, ESC_LIMIT, ESC_WHY_TOO_MANY_PAGES, "more than %d pages", ESC_MAX_PAGES);
        node = esc_nodes_next(root, node, !is_page);
    }
    if (!markup->pages.node_count)
        return esc_fail(err, ESC_FORMAT, ESC_WHY_NO_PAGES, "%s without a page",
                        esc_markup_format_name(markup->format));
    return ESC_OK;
}

int esc_markup_open(const void *bytes, size_t len, esc_markup **ret, esc_err *err) {
    esc_markup_format format = esc_markup_sniff(bytes, len);
    if (format == ESC_MARKUP_NONE)
        return esc_fail(err, ESC_UNSUPPORTED, ESC_WHY_UNKNOWN_TYPE, "neither ALTO nor hOCR");
    if (len > ESC_MAX_MARKUP_BYTES)
        return esc_fail(err, ESC_LIMIT, ESC_WHY_TOO_MANY_BYTES, "%zu bytes of %s, more than %llu", len,
                        esc_markup_format_name(format), ESC_MAX_MARKUP_BYTES);
    if (!is_whole(bytes, len, format))
        return esc_fail(err, ESC_FORMAT, ESC_WHY_TRUNCATED, "%s without its end",
                        esc_markup_format_name(format));
    esc_markup *markup = esc_alloc_zero(1, sizeof *markup);
    markup->format = format;
    markup->as = format == ESC_MARKUP_ALTO ? &esc_dialect_alto : &esc_dialect_hocr;
    int failed = parse(markup, bytes, len, err);
    if (!failed) failed = find_pages(markup, err);
    if (failed) {
        esc_markup_close(markup);
        return failed;
    }
    *ret = markup;
    return ESC_OK;
}

void esc_markup_close(esc_markup *markup) {
    if (!markup) return;
    esc_nodes_free(&markup->pages);
    xmlFreeDoc(markup->tree);
    free(markup);
}

esc_markup_format esc_markup_kind(const esc_markup *markup) { return markup->format; }
int32_t esc_markup_page_count(const esc_markup *markup) { return (int32_t)markup->pages.node_count; }
