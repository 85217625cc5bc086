// SPDX-License-Identifier: GPL-3.0-or-later
// The order in which a page is read. Tesseract reads some tables line by line across their cells, and tears
// some justified paragraphs into columns; both can be seen from where the words stand. Pages on which nothing
// stands side by side are left exactly as they are.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "doc/doc.h"

struct Pix;
struct Pixa;
struct esc_lifted;
struct esc_ocr;

// Printed lines of tables and forms.
typedef struct esc_rulings {
    esc_box *across, *down;
    uint32_t across_count, across_cap, down_count, down_cap;
} esc_rulings;

// Finds them on a page of any depth; NULL has none.
void esc_rulings_find(struct Pix *page, esc_rulings *ret);
void esc_rulings_free(esc_rulings *rulings);
#define ESC_AUTORULINGS __attribute__((cleanup(esc_rulings_free))) esc_rulings

// A word, placed in its row.
typedef struct esc_spot {
    uint32_t word; // in the document
    uint32_t line; // of the engine's
    int32_t left, right, top, bottom;
} esc_spot;

// Everything that stands at one height of the page, from left to right, whatever the engine made of it.
typedef struct esc_row {
    uint32_t first_spot, spot_count;
    int32_t left, right, top, bottom;
    uint32_t pieces; // lines of the engine's in it
} esc_row;

typedef struct esc_rows {
    esc_spot *spots;
    uint32_t spots_count, spots_cap;
    esc_row *rows; // from the top down
    uint32_t rows_count, rows_cap;
    int32_t unit;  // the usual height of a word
    int32_t pitch; // the usual distance of one row from the next
} esc_rows;

// The rows of the document's only page.
void esc_rows_find(const esc_doc *doc, esc_rows *ret);
void esc_rows_free(esc_rows *rows);
#define ESC_AUTOROWS __attribute__((cleanup(esc_rows_free))) esc_rows

// For qsort of int32_t, the least first.
int esc_rows_by_number(const void *a, const void *b);

// On a photographed page edges and gutters may lean though its lines are level: puts the rows' words as if
// they stood upright. Gives how far they leaned, in pixels to the right for each one down; 0: nothing
// changed.
double esc_rows_straighten(esc_rows *rows);

// Whether the engine gave the row's pieces one after the other, but not from left to right.
bool esc_row_is_reversed(const esc_rows *rows, uint32_t row);

// Rows that are cut by empty strips into columns, and from top to bottom into bands: each band is read cell
// by cell, from left to right. Entries of one row each (a label and its value, a name and its office) are
// read row by row.
enum { ESC_TABLE_GUTTERS = 7 };
typedef struct esc_table {
    uint32_t first_row, row_count;
    int32_t gutter[ESC_TABLE_GUTTERS]; // where a column ends, from left to right
    uint32_t gutter_count;
    bool *begins_band; // for each of its rows
    bool by_row;
} esc_table;

typedef struct esc_tables {
    esc_table *tables;
    uint32_t tables_count, tables_cap;
} esc_tables;

void esc_tables_find(const esc_doc *doc, const esc_rows *rows, const esc_rulings *rulings, esc_tables *ret);
void esc_tables_free(esc_tables *tables);
#define ESC_AUTOTABLES __attribute__((cleanup(esc_tables_free))) esc_tables

// True where something may stand side by side, so that looking closer is worth its while.
bool esc_rows_worth_a_look(const esc_rows *rows);

// Takes the lines that were read out of stamps and signatures for junk, and notes where these are. page as
// below; ocr: whose lexicon helps, NULL for none. *parts: the page's pieces of ink, NULL until they are first
// needed; for further calls with the same page, and the caller's to destroy.
void esc_marks_find(const struct esc_ocr *ocr, esc_doc *doc, struct Pix *page, struct Pixa **parts);

// Notes the stamps on the page: by their rings, or, where there are none, by the shape of what was lifted, if
// it was.
void esc_marks_note_lifted(esc_doc *doc, const struct esc_lifted *lifted, bool is_lifted);

// The page of doc, which has one, with the words of stamps set aside as lines of junk: owned by the caller;
// NULL where there are none.
esc_doc *esc_stamps_set_aside(const esc_doc *doc, const struct esc_lifted *lifted);

// The page of doc, which has one, in the order in which it is read: owned by the caller; NULL where it is
// that already. page is the picture that the boxes are of; NULL where there is none.
esc_doc *esc_layout_arrange(const esc_doc *doc, struct Pix *page);
