// SPDX-License-Identifier: GPL-3.0-or-later
// The stream: the document's text as the grammar sees it. Tokens are cut into atoms (a run of letters and
// digits, or one sign), lines into rows; every atom knows its tokens, so that a value can say where it
// stands.
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "doc/doc.h"
#include "fields/vocabulary.h"

typedef enum esc_atom_kind { ESC_ATOM_WORD, ESC_ATOM_NUMBER, ESC_ATOM_MIXED, ESC_ATOM_SIGN } esc_atom_kind;

typedef enum esc_atom_shape {
    ESC_SHAPE_NONE,
    ESC_SHAPE_LOWER,
    ESC_SHAPE_CAPITAL,
    ESC_SHAPE_UPPER
} esc_atom_shape;

typedef struct esc_atom {
    const char *text; // as believed; where a word was damaged and is surely one of the vocabulary, that one
    const char *raw;  // the same before that
    const char *norm; // lower case, no accents; the vocabulary's spelling where it is close enough
    uint32_t first_token, last_token; // ESC_NONE in a document without tokens
    uint32_t row;
    uint8_t start;     // number of a bit, of norm's first two letters: patterns are refused by it in passing
    uint8_t tail;      // the same of its last byte and its length
    uint16_t hash;     // of norm, to refuse patterns by: two times eight bits
    uint16_t cardinal; // one more than the number that the word stands for (dos, quinientas, mil); 0: none
    uint16_t ordinal;  // the same of ordinals (segunda, vigésimo), not one more
    uint8_t kind;      // esc_atom_kind
    uint8_t shape;     // esc_atom_shape
    bool glued;        // nothing between it and the atom before
    bool wide;         // three blanks or more before it, or as much white: a column of a table
    bool known;        // a word of the lexicon or the vocabulary
    bool listed;       // what was read is, letter by letter, a word of the vocabulary
    bool guessed;      // norm is a word of the vocabulary that is only near to what was read
    bool twinned;      // text is a word of the vocabulary of the same bones
    bool classed;      // classes were looked up
    uint16_t classes;  // esc_lexicon_class, once somebody asked for them
    uint16_t norm_len; // of norm, in bytes
    uint16_t column;   // how many letters stand, or would fit, before its token in the line
} esc_atom;

// A word in capitals, or with one first.
// "aprobar", "tener", "abrir".
static inline bool esc_atom_infinitive(const esc_atom *atom) {
    const size_t len = atom->norm_len;
    return len > 3 && atom->norm[len - 1] == 'r' && strchr("aei", atom->norm[len - 2]);
}
static inline bool esc_atom_capital(const esc_atom *atom) {
    return atom->shape == ESC_SHAPE_CAPITAL || atom->shape == ESC_SHAPE_UPPER;
}

typedef struct esc_row {
    uint32_t first, count; // atoms; never empty
    uint32_t line, page;
    bool gap;    // an empty line, much white or a page's edge stands before it
    bool fresh;  // its first word would have fitted into the row above: a paragraph, or an entry, begins
    bool upper;  // all its words are in capitals
    bool stop;   // a stop by itself begins the line as it was read: all that is left of a mark
    bool parted; // bars or tabs part its cells, in whatever columns these begin
} esc_row;

typedef struct esc_stream {
    esc_atom *atoms;
    uint32_t atoms_count, atoms_cap;
    esc_row *rows;
    uint32_t rows_count, rows_cap;
    bool tight; // no empty lines part its paragraphs
} esc_stream;

// The number, below 64, of the bit for words that begin with the bytes a and b (0: the word ends).
static inline uint8_t esc_start_bit(char a, char b) {
    return (uint8_t)((((unsigned char)a * 31u) ^ ((unsigned char)b * 7u)) & 63);
}

// The number of the bit for words of len bytes that end in the byte last.
static inline uint8_t esc_tail_bit(char last, size_t len) {
    return (uint8_t)(((unsigned char)last * 5u + (unsigned)len * 11u) & 63);
}

// A word's hash, byte by byte (FNV-1a, its top byte mixed in).
#define ESC_WORD_HASH 2166136261u
static inline uint32_t esc_word_hash_step(uint32_t hash, char c) {
    return (hash ^ (unsigned char)c) * 16777619u;
}
static inline uint16_t esc_word_hash_end(uint32_t hash) { return (uint16_t)(hash ^ hash >> 16); }

// Reads doc's lines: those of the text into body, running heads and feet into margin (also those that only
// their repetition gives away). Texts live in arena.
void esc_stream_read(const esc_doc *doc, const esc_vocabulary *vocabulary, esc_arena *arena,
                     esc_stream *ret_body, esc_stream *ret_margin);
// Puts tables and columns of the body into the order in which they are read, and finds its paragraphs.
void esc_stream_arrange(esc_stream *body, esc_arena *arena);
// Parts cells that all but touch, where rows around have one that begins in the same column.
void esc_stream_part_cells(esc_stream *stream);
// Puts the rows together over which the cells of a table of persons run.
void esc_stream_fold_cells(esc_stream *stream);
// Puts persons who stand side by side, what each is above or below, one behind the other.
void esc_stream_part_blocks(esc_stream *stream);
// Where rows stand in two columns, names in the margin and the text beside them, puts the right column behind
// the left.
void esc_stream_part_columns(esc_stream *stream);
// Puts columns of names, each under a head that says who they are, one behind the other.
void esc_stream_part_headed(esc_stream *stream);
// Gives the marks of a list of ordinals back their sign, where a scan read it as a figure.
void esc_stream_mend_ordinals(esc_stream *stream, esc_arena *arena);
// Makes little words of rows in capitals small ones, but for how they are written.
void esc_stream_lower_links(esc_stream *stream);
// Finds which rows end though more would have fitted, and gaps in texts without empty lines.
void esc_stream_find_paragraphs(esc_stream *stream);
void esc_stream_free(esc_stream *stream);

// The word (accented, lower case) in the case of the text it stands for.
const char *esc_word_in_case(esc_arena *arena, const char *word, esc_atom_shape shape);

// Another word, lower case with its accents, in the atom's place and in its case; what was read stays in raw.
void esc_atom_respell(esc_atom *atom, esc_arena *arena, const char *word);

// Another text, of which nothing else is known, in the place of a word's; text lives as long as the arena.
void esc_atom_retext(esc_atom *atom, const char *text, esc_arena *arena);

// The text of atoms from…to-1 with single blanks, without blanks or loose signs at its ends.
char *esc_stream_text(const esc_stream *stream, esc_arena *arena, uint32_t from, uint32_t to);

// True where atom `at` is the sign c.
static inline bool esc_stream_sign(const esc_stream *stream, uint32_t at, char c) {
    return at < stream->atoms_count && stream->atoms[at].text[0] == c && !stream->atoms[at].text[1];
}

// Where a row's atoms end.
static inline uint32_t esc_row_end(const esc_stream *s, uint32_t row) {
    return s->rows[row].first + s->rows[row].count;
}

// Whether the atoms from…to-1 of stream stand at `at` of other, in whatever case and accents.
bool esc_stream_same(const esc_stream *stream, uint32_t from, uint32_t to, const esc_stream *other,
                     uint32_t at);
// True where atom `at` begins its row.
static inline bool esc_stream_first(const esc_stream *s, uint32_t at) {
    return at < s->atoms_count && s->rows[s->atoms[at].row].first == at;
}
// True where atom `at` begins its row, or nothing but specks in the margin stand before it.
bool esc_stream_begins(const esc_stream *s, uint32_t at);
// The same, or behind nothing but the mark of a list: "3. ", "b) ", or a figure in a column of its own.
bool esc_stream_entry(const esc_stream *s, uint32_t at);
// True where row may begin a paragraph: behind an empty line or, in a text that has none, a row that ends in
// a stop or leaves room.
bool esc_stream_opens(const esc_stream *s, uint32_t row);
// One past the last atom of the row of atom `at`.
static inline uint32_t esc_stream_row_end(const esc_stream *s, uint32_t at) {
    return esc_row_end(s, s->atoms[at].row);
}

// Mends the last row's signs that a scan made of strokes, apostrophes and dirt.
void esc_stream_mend_signs(esc_stream *stream, esc_arena *arena);

// Takes off the last row the leaders of a table of contents, and the page behind them ("Ruegos y preguntas
// . . . . . . . 3"), which say nothing.
void esc_stream_cut_leaders(esc_stream *stream);
