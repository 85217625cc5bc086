// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of this room share.
#pragma once

#include <libxml/tree.h>

#include "markup/markup.h"

// Nodes of the tree, in their order; lent.
typedef struct esc_nodes {
    xmlNode **node;
    uint32_t node_count, node_cap;
} esc_nodes;
void esc_nodes_free(esc_nodes *nodes);
#define ESC_AUTONODES __attribute__((cleanup(esc_nodes_free))) esc_nodes

// The element behind node in the order of the file, within root; past its children where inside is false.
// NULL at the end. Trees of foreign bytes are walked without recursion.
xmlNode *esc_nodes_next(const xmlNode *root, const xmlNode *node, bool inside);

// What differs between the two formats.
typedef struct esc_dialect {
    bool (*is_page)(const xmlNode *node);
    bool (*is_block)(const xmlNode *node);
    bool (*is_line)(const xmlNode *node);
    bool (*is_word)(const xmlNode *node);
    // The box in the file's own unit, all zero where it has none. Corners, not yet held against the page.
    esc_box (*box)(const xmlNode *node);
    int32_t (*dpi)(const xmlNode *page); // pixels an inch of that unit; 0 where nobody knows
    float (*confidence)(const xmlNode *word);
    void (*text)(const xmlNode *word, esc_buf *out);
    void (*set_text)(xmlNode *word, const char *text);
    void (*set_box)(xmlNode *word, esc_box box);
    void (*remove)(xmlNode *word);
} esc_dialect;

extern const esc_dialect esc_dialect_alto, esc_dialect_hocr;

struct esc_markup {
    esc_markup_format format;
    const esc_dialect *as;
    xmlDoc *tree;
    bool html; // written as HTML again
    esc_nodes pages;
};

// The lines of a page, and the words of a line: a line without words stands for its words itself.
void esc_markup_lines(const esc_markup *markup, const xmlNode *page, esc_nodes *ret);
void esc_markup_words(const esc_markup *markup, xmlNode *line, esc_nodes *ret);
// The text of a word as the document has it: blanks single, none at the ends. Empty where it holds none.
void esc_markup_text(const esc_markup *markup, const xmlNode *word, esc_buf *out);

// An attribute's value, or NULL; free with xmlFree.
char *esc_attribute(const xmlNode *node, const char *name);
