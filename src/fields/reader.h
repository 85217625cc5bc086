// SPDX-License-Identifier: GPL-3.0-or-later
// What the readers of the single fields share: the streams, the sections of the document, what was found
// already, and how a value is recorded. Each esc_read_… fills one family of fields.
#pragma once

#include "fields/cursor.h"
#include "fields/dates.h"
#include "fields/points.h"
#include "fields/sections.h"
#include "lexicon/lexicon.h"

// Atoms from…to-1 of one of the streams.
typedef struct esc_range {
    const esc_stream *stream;
    uint32_t from, to;
} esc_range;

// What the lexicon said of a word.
enum { ESC_CLASSED = 1024 };
typedef struct esc_classed {
    const char *text; // by its address; NULL: none
    uint16_t classes; // esc_lexicon_class
} esc_classed;

typedef struct esc_reader {
    esc_doc *doc;
    const esc_lexicon *lexicon; // may be NULL
    esc_arena *arena;
    const esc_vocabulary *vocabulary;
    esc_classed *classed; // ESC_CLASSED of them, by their addresses
    esc_stream body, margin;
    esc_sections sections;
    const char *institution; // NULL while unknown
    bool acronym;            // the institution's stands at atom acronym_at of the text
    uint32_t acronym_at;
    const char *body_key; // the body's name, folded; NULL while unknown
    bool of_union;        // of a trade union, whose secretaries of this and that are seats, not posts
    bool surnames_upper;  // names are written "Julia Inés FERRANDO" throughout
    uint32_t year;        // of the session's date; 0 while unknown
    esc_range year_of;    // that date
    uint32_t id_year;     // the one in the paper's number (CIE/05/2017); 0: none
    esc_range id_of;      // that number
    esc_points points;    // the agenda as read, for the votes
    bool business_named;  // what was said calls the points "Punto …", as the agenda does
    bool business_alone;  // numbers alone in their rows stand over what was said on each point
    int business_style;   // esc_mark_style in which what was said numbers the points; -1: as the agenda
} esc_reader;

// Records a value found in `where`; pointer as a printf format.
esc_field *esc_reader_put(esc_reader *r, esc_value_kind kind, const char *value, const char *rule,
                          float confidence, esc_range where, const char *pointer, ...)
    __attribute__((format(printf, 7, 8)));

// Of what the paper says in two ways: how much less sure the likelier value is, and how sure the other one.
#define ESC_DOUBTED 0.7f
#define ESC_OTHER_READING 0.4f
// Records the other one, flagged.
void esc_reader_put_other(esc_reader *r, esc_value_kind kind, const char *value, const char *rule,
                          esc_range where, const char *pointer);

// Gives tables of persons the blanks between their cells back, where a scan lost them.
void esc_part_flat_tables(esc_reader *r);
// Does so for columns of names below heads of their own, and for names in the margin beside running text.
void esc_part_flat_columns(esc_reader *r);
// Puts the columns of a table of persons beside each other that a scan read one below the other.
void esc_part_apart(esc_reader *r);
// Puts persons who stand side by side, the blanks between them lost, one below the other.
void esc_part_abreast(esc_reader *r);

void esc_read_institution(esc_reader *r); // institution and body
void esc_read_document(esc_reader *r);
void esc_read_session(esc_reader *r);
void esc_read_date(esc_reader *r);
void esc_read_hours(esc_reader *r); // start, end
void esc_read_place(esc_reader *r);
void esc_read_quorum(esc_reader *r);
void esc_read_attendees(esc_reader *r);
// Flags the number of those present where fewer are named: one of the two is wrong or not all of it.
void esc_check_present(esc_reader *r);
// Flags the paper's number where it names itself by another one, and ids that two agreements have.
void esc_check_number(esc_reader *r);
void esc_check_agreement_ids(esc_reader *r);
void esc_read_agenda(esc_reader *r);
void esc_read_votes(esc_reader *r);
void esc_read_agreements(esc_reader *r);
void esc_read_oficios(esc_reader *r);
void esc_read_legal(esc_reader *r);
void esc_read_acronyms(esc_reader *r);
