// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/stream.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "fields/cursor.h"
#include "fields/feet.h"
#include "fields/layout.h"
#include "fields/numbers.h"
#include "fields/ruling.h"

enum {
    PIECES = 10,       // a word broken by blanks, or spaced out (O R D E N), falls into at most so many
    LONGEST_JOIN = 24, // bytes of a word put together again
    SEEN = 2048,
    WIDE = 3,     // blanks that part columns
    MOST_RUN = 6, // signs of a line to sign on
};

typedef struct builder {
    const esc_doc *doc;
    const esc_vocabulary *vocabulary;
    esc_arena *arena;
    esc_stream *out;
    uint32_t last_line, last_page; // of the row before
    esc_layout layout;             // of its page
    uint16_t column;               // of the token that is cut
    const esc_atom **seen;         // atoms by a hash of their text: most words of a text come again
} builder;

static bool letter_or_digit(uint32_t c) {
    return esc_utf8_is_letter(c) || esc_utf8_is_digit(c) || c == 0xBA || c == 0xAA || c == 0xB0;
}

static bool plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Where the letters and digits from p on end.
static const char *run_end(const char *p, const char *end) {
    while (p < end) {
        while (p < end && plain(*p)) p++;
        const char *q = p;
        if (p >= end || (unsigned char)*p < 128 || !letter_or_digit(esc_utf8_next(&q, end))) break;
        p = q;
    }
    return p;
}

static esc_atom_shape shape_of(const char *text, size_t len) {
    bool upper = false, lower = false, starts_upper = false;
    const char *end = text + len;
    for (const char *p = text; p < end;) {
        bool at_start = p == text;
        uint32_t c = esc_utf8_next(&p, end);
        if (esc_utf8_is_upper(c)) {
            upper = true;
            starts_upper |= at_start;
        } else if (esc_utf8_is_lower(c)) {
            lower = true;
        }
    }
    return upper && !lower ? ESC_SHAPE_UPPER
           : starts_upper  ? ESC_SHAPE_CAPITAL
           : lower         ? ESC_SHAPE_LOWER
                           : ESC_SHAPE_NONE;
}

static esc_atom_kind kind_of(const char *text, size_t len) {
    bool digits = false, letters = false;
    for (const char *p = text, *end = text + len; p < end;) {
        uint32_t c = esc_utf8_next(&p, end);
        if (esc_utf8_is_digit(c))
            digits = true;
        else
            letters = true;
    }
    return digits ? letters ? ESC_ATOM_MIXED : ESC_ATOM_NUMBER : ESC_ATOM_WORD;
}

const char *esc_word_in_case(esc_arena *arena, const char *word, esc_atom_shape shape) {
    size_t len = strlen(word);
    char *out = esc_arena_alloc(arena, 2 * len + 1), *to = out;
    for (const char *p = word, *end = word + len; p < end;) {
        bool raise = shape == ESC_SHAPE_UPPER || (shape == ESC_SHAPE_CAPITAL && p == word);
        uint32_t c = esc_utf8_next(&p, end);
        to += esc_utf8_put(to, raise ? esc_utf8_upper(c) : c);
    }
    return out;
}

static void take_vocabulary(builder *b, esc_atom *atom) {
    atom->raw = atom->text;
    atom->norm = esc_fold(b->arena, atom->text, strlen(atom->text));
    if (atom->kind != ESC_ATOM_WORD && atom->kind != ESC_ATOM_MIXED) return;
    if (!strcmp(atom->norm, "cuorum")) atom->norm = "quorum"; // the Academy's spelling
    const char *accented;
    const char *norm = esc_vocabulary_lookup(b->vocabulary, atom->norm, true, &accented);
    bool twin = norm != NULL;
    if (!norm && !atom->known) norm = esc_vocabulary_lookup(b->vocabulary, atom->norm, false, &accented);
    if (!norm) return;
    bool damaged = strcmp(norm, atom->norm) != 0;
    atom->listed = !damaged;
    atom->guessed = damaged && !twin;
    atom->norm = norm;
    if (damaged && twin && !atom->known) {
        atom->twinned = true;
        atom->text = esc_word_in_case(b->arena, accented, (esc_atom_shape)atom->shape);
        atom->kind = ESC_ATOM_WORD;
    }
    atom->known = true;
}

static void set_bits(esc_atom *atom) {
    const size_t len = strlen(atom->norm);
    atom->norm_len = (uint16_t)(len < UINT16_MAX ? len : UINT16_MAX);
    atom->start = esc_start_bit(atom->norm[0], len ? atom->norm[1] : 0);
    atom->tail = esc_tail_bit(len ? atom->norm[len - 1] : 0, len);
    uint32_t hash = ESC_WORD_HASH;
    for (const char *p = atom->norm; *p; p++) hash = esc_word_hash_step(hash, *p);
    atom->hash = esc_word_hash_end(hash);
    esc_patterns_meet(atom);
    atom->cardinal = atom->ordinal = 0;
    if (atom->kind == ESC_ATOM_WORD) esc_number_of_word(atom->norm, &atom->cardinal, &atom->ordinal);
}

void esc_atom_respell(esc_atom *atom, esc_arena *arena, const char *word) {
    atom->text = esc_word_in_case(arena, word, (esc_atom_shape)atom->shape);
    atom->norm = esc_fold(arena, word, strlen(word));
    atom->kind = ESC_ATOM_WORD;
    atom->known = true, atom->listed = atom->guessed = atom->classed = false;
    set_bits(atom);
}

void esc_atom_retext(esc_atom *atom, const char *text, esc_arena *arena) {
    const size_t len = strlen(text);
    atom->text = atom->raw = text, atom->norm = esc_fold(arena, text, len);
    atom->shape = (uint8_t)shape_of(text, len);
    atom->known = atom->listed = atom->guessed = atom->classed = false;
    set_bits(atom);
}

static void normalise(builder *b, esc_atom *atom) {
    take_vocabulary(b, atom);
    set_bits(atom);
}

// The atom of a text, but for where it stands.
static const esc_atom *atom_of(builder *b, const char *text, size_t len, bool known) {
    uint32_t hash = known ? ESC_WORD_HASH : ~ESC_WORD_HASH;
    for (size_t i = 0; i < len; i++) hash = esc_word_hash_step(hash, text[i]);
    const esc_atom **slot = &b->seen[hash % SEEN];
    const esc_atom *seen = *slot;
    if (seen && seen->glued == known && !strncmp(seen->raw, text, len) && !seen->raw[len]) return seen;
    const char *p = text;
    bool word = letter_or_digit(esc_utf8_next(&p, text + len));
    esc_atom *atom = esc_arena_alloc(b->arena, sizeof *atom);
    *atom = (esc_atom){.text = esc_arena_strndup(b->arena, text, len),
                       .kind = (uint8_t)(word ? kind_of(text, len) : ESC_ATOM_SIGN),
                       .shape = (uint8_t)(word ? shape_of(text, len) : ESC_SHAPE_NONE),
                       .known = known};
    normalise(b, atom);
    atom->glued = known; // what was asked for, as `known` may have changed
    return *slot = atom;
}

static esc_atom *add_atom(builder *b, const char *text, size_t len, uint32_t token, bool known) {
    ESC_RESERVE(b->out, atoms, 1);
    esc_atom *atom = &b->out->atoms[b->out->atoms_count++];
    *atom = *atom_of(b, text, len, known);
    atom->first_token = atom->last_token = token;
    atom->column = b->column;
    atom->row = b->out->rows_count - 1;
    atom->glued = false;
    b->out->rows[b->out->rows_count - 1].count++;
    return atom;
}

// º, ª or ° that another token holds belongs to the atom before: N°, 5ª.
static bool joins_before(builder *b, const char *sign, size_t len, uint32_t token) {
    esc_row *row = &b->out->rows[b->out->rows_count - 1];
    bool mark = len == 2 && (!memcmp(sign, "º", 2) || !memcmp(sign, "ª", 2) || !memcmp(sign, "°", 2));
    if (!mark || !row->count) return false;
    esc_atom *before = &b->out->atoms[b->out->atoms_count - 1];
    bool dotted = row->count > 1 && before->glued && before->raw[0] == '.',
         mary = dotted && !strcmp(before[-1].raw, "M");      // M.ª
    if (mary || (dotted && !strcmp(before[-1].norm, "n"))) { // N.º
        before--;
        before->text = before->raw = mary ? "M.ª" : "N.º", before->norm = mary ? "mª" : "nº",
        before->kind = ESC_ATOM_WORD;
        set_bits(before);
        before->last_token = token;
        b->out->atoms_count--, row->count--;
        return true;
    }
    if (before->kind == ESC_ATOM_SIGN) return false;
    size_t n = strlen(before->raw);
    char *text = esc_arena_alloc(b->arena, n + len + 1);
    memcpy(text, before->raw, n);
    memcpy(text + n, sign, len);
    before->text = before->raw = text;
    before->norm = esc_fold(b->arena, text, n + len);
    before->kind = (uint8_t)kind_of(text, n + len);
    set_bits(before);
    before->last_token = token;
    return true;
}

// "________________": a line to sign on, however long, is a few signs; distances are told in atoms.
static bool runs_on(const builder *b, const char *sign, size_t len) {
    const esc_stream *s = b->out;
    const esc_row *row = &s->rows[s->rows_count - 1];
    if (row->count < MOST_RUN || len != 1 || !strchr("_-=.*", *sign)) return false;
    for (uint32_t i = 1; i <= MOST_RUN; i++)
        if (!esc_stream_sign(s, s->atoms_count - i, *sign)) return false;
    return true;
}

// Cuts text into atoms. blanks: how many stand before it.
static void cut(builder *b, const char *text, size_t len, uint32_t token, uint32_t blanks, bool known) {
    const char *end = text + len;
    bool tab = false;
    for (const char *p = text; p < end;) {
        const char *start = p;
        uint32_t c = esc_utf8_next(&p, end);
        if (esc_utf8_is_space(c)) {
            blanks++;
            tab |= c == '\t';
            continue;
        }
        if (letter_or_digit(c)) p = run_end(p, end);
        if (!blanks && joins_before(b, start, (size_t)(p - start), token)) continue;
        if (!blanks && runs_on(b, start, (size_t)(p - start))) continue;
        bool whole = p == end && (start == text || blanks); // "2. Lectura" is known by its word
        esc_atom *atom = add_atom(b, start, (size_t)(p - start), token, known && whole);
        atom->glued = !blanks && b->out->rows[b->out->rows_count - 1].count > 1;
        atom->wide = blanks >= WIDE || tab;
        blanks = 0;
        tab = false;
    }
}

// No word by itself: it may be part of one that a scan broke.
static bool a_piece(const esc_atom *atom) {
    if (atom->kind != ESC_ATOM_WORD && atom->kind != ESC_ATOM_MIXED) return false;
    bool letter = !atom->raw[1] && !strchr("aeouyAEOUY", atom->raw[0]);
    return letter || !atom->known || atom->raw != atom->text;
}

// Whether one stands among the words that may be put together with the one at `at`.
static bool piece_near(const esc_stream *s, uint32_t at) {
    size_t bytes = 0;
    for (uint32_t n = 0; n < PIECES && at + n < s->atoms_count; n++) {
        const esc_atom *piece = &s->atoms[at + n];
        bool word = piece->kind == ESC_ATOM_WORD || piece->kind == ESC_ATOM_MIXED;
        if (!word || (n && (piece->glued || piece->wide))) return false;
        bytes += strlen(piece->raw);
        if (bytes > LONGEST_JOIN) return false;
        if (a_piece(piece)) return true;
    }
    return false;
}

// "S.O.": letters with dots are no pieces of the word before them.
static bool initials(const esc_stream *s, uint32_t at) {
    return !s->atoms[at].raw[1] && s->atoms[at].shape == ESC_SHAPE_UPPER && at + 2 < s->atoms_count &&
           esc_stream_sign(s, at + 1, '.') && s->atoms[at + 1].glued && s->atoms[at + 2].glued &&
           s->atoms[at + 2].shape == ESC_SHAPE_UPPER && !s->atoms[at + 2].raw[1];
}

// Puts the pieces of a broken word together again ("Secre torio"): only where the whole is of the vocabulary
// and some piece is no word by itself.
static void join(builder *b, uint32_t first) {
    esc_stream *s = b->out;
    uint32_t to = first;
    bool any = false;
    for (uint32_t at = first; at < s->atoms_count && !any; at++) any = a_piece(&s->atoms[at]);
    if (!any) return;
    bool spaced = false; // the word before is set in letters apart
    for (uint32_t at = first; at < s->atoms_count;) {
        if (!piece_near(s, at)) {
            s->atoms[to++] = s->atoms[at++];
            spaced = false;
            continue;
        }
        esc_atom whole = s->atoms[at];
        char text[LONGEST_JOIN + 1] = "";
        uint32_t taken = 1;
        bool broken = false;
        for (uint32_t n = 0; n < PIECES && at + n < s->atoms_count; n++) {
            const esc_atom *piece = &s->atoms[at + n];
            bool word = piece->kind == ESC_ATOM_WORD || piece->kind == ESC_ATOM_MIXED;
            if (!word || (n && (piece->glued || piece->wide || initials(s, at + n)))) break;
            if (strlen(text) + strlen(piece->raw) > LONGEST_JOIN) break;
            strcat(text, piece->raw);
            broken |= a_piece(piece);
            if (!n || !broken || strlen(text) < 3) continue;
            char *folded = esc_fold(b->arena, text, strlen(text));
            const char *accented;
            if (strlen(folded) < 3) continue;
            bool strange = !esc_vocabulary_has(b->vocabulary, folded);
            if (strange && !esc_vocabulary_lookup(b->vocabulary, folded, true, &accented)) continue;
            whole = (esc_atom){.text = esc_arena_strndup(b->arena, text, strlen(text)),
                               .first_token = s->atoms[at].first_token,
                               .last_token = piece->last_token,
                               .row = s->atoms[at].row,
                               .column = s->atoms[at].column,
                               .shape = (uint8_t)shape_of(text, strlen(text)),
                               .glued = s->atoms[at].glued,
                               .wide = s->atoms[at].wide};
            normalise(b, &whole);
            taken = n + 1;
        }
        // "M I E M B R O S   P R E S E N T E S": blanks between two such words are no column's
        const bool apart = taken > 2 && strlen(whole.norm) == taken;
        if (apart && spaced) whole.wide = false;
        spaced = apart;
        s->atoms[to++] = whole;
        at += taken;
    }
    esc_row *row = &s->rows[s->rows_count - 1];
    s->atoms_count = to;
    row->count = to - row->first;
}

// "AYUN'TAMIENTO", "PARROQU¡AL": a sign within a word of the vocabulary, beside its letters or for one of
// them.
static void join_over_sign(builder *b) {
    esc_stream *s = b->out;
    esc_row *row = &s->rows[s->rows_count - 1];
    for (uint32_t at = row->first; at + 2 < row->first + row->count; at++) {
        esc_atom *head = &s->atoms[at], *sign = head + 1, *tail = head + 2;
        if (sign->kind != ESC_ATOM_SIGN || head->kind != ESC_ATOM_WORD || tail->kind != ESC_ATOM_WORD ||
            !sign->glued || !tail->glued || tail->shape == ESC_SHAPE_CAPITAL ||
            !(strchr("'!|", sign->raw[0]) || !strcmp(sign->raw, "¡") || !strcmp(sign->raw, "’")))
            continue;
        const size_t n = strlen(head->raw), m = strlen(tail->raw);
        const char *letters = "\1ilt"; // \1: none
        for (const char *letter = letters; *letter && n + m + 1 <= LONGEST_JOIN; letter++) {
            char *text = esc_arena_alloc(b->arena, n + m + 2), *end = stpcpy(text, head->raw);
            if (*letter > 1) *end++ = (char)(tail->shape == ESC_SHAPE_UPPER ? *letter - 'a' + 'A' : *letter);
            stpcpy(end, tail->raw);
            if (!esc_vocabulary_has(b->vocabulary, esc_fold(b->arena, text, strlen(text)))) continue;
            head->text = head->raw = text, head->last_token = tail->last_token;
            head->shape = (uint8_t)shape_of(text, strlen(text)), head->known = false;
            normalise(b, head);
            memmove(sign, sign + 2, (s->atoms_count - at - 3) * sizeof *s->atoms);
            s->atoms_count -= 2, row->count -= 2;
            break;
        }
    }
}

// A word that the end of a row divides ("vein-" / "tiuna") stands whole in the row where it begins.
static void undivide(builder *b) {
    esc_stream *s = b->out;
    esc_row *row = &s->rows[s->rows_count - 1];
    uint32_t at = row->first;
    if (s->rows_count < 2 || row[-1].count < 2 || !esc_stream_sign(s, at - 1, '-') || !s->atoms[at - 1].glued)
        return;
    esc_atom *head = &s->atoms[at - 2], *tail = &s->atoms[at];
    if (head->kind != ESC_ATOM_WORD || tail->kind != ESC_ATOM_WORD || tail->shape != ESC_SHAPE_LOWER) return;
    size_t n = strlen(head->raw), m = strlen(tail->raw);
    char *text = esc_arena_alloc(b->arena, n + m + 1);
    memcpy(text, head->raw, n);
    memcpy(text + n, tail->raw, m + 1);
    if (head->known && tail->known && !esc_vocabulary_has(b->vocabulary, esc_fold(b->arena, text, n + m)))
        return; // "secretaria-" / "interventora"
    head->text = text, head->last_token = tail->last_token;
    head->shape = (uint8_t)shape_of(text, n + m), head->known = false;
    normalise(b, head);
    memmove(&s->atoms[at - 1], &s->atoms[at + 1], (s->atoms_count - at - 1) * sizeof *s->atoms);
    s->atoms_count -= 2;
    row[-1].count--;
    row->first--;
    row->count--;
}

// "- a) Obras", ": 3) Informe": a stroke of dirt, or a bullet, before the mark of a list.
static void drop_before_mark(esc_stream *s, esc_row *row) {
    esc_atom *first = &s->atoms[row->first];
    if (row->count < 4 || first->kind != ESC_ATOM_SIGN || !strchr("-:.'*", first->text[0]) ||
        first[1].glued || first[1].kind == ESC_ATOM_SIGN || strlen(first[1].raw) > 2 || first[1].wide ||
        !first[2].glued || !esc_stream_sign(s, row->first + 2, ')'))
        return;
    memmove(first, first + 1, (size_t)(row->count - 1) * sizeof *first);
    row->count--, s->atoms_count--;
}

static void finish_row(builder *b) {
    esc_stream *s = b->out;
    esc_row *row = &s->rows[s->rows_count - 1];
    esc_stream_cut_leaders(s);
    join_over_sign(b);
    esc_stream_mend_signs(s, b->arena);
    join(b, row->first);
    undivide(b);
    if (!row->count) {
        s->rows_count--;
        return;
    }
    drop_before_mark(s, row);
    esc_atom *head = &s->atoms[row->first];
    const bool day = row->count == 3 && !head->known && strlen(head->raw) < 8 &&
                     !strcmp(head[1].norm, "del") && !strcmp(head[2].norm, "dia") &&
                     head[1].shape == ESC_SHAPE_UPPER;
    if (day) esc_atom_respell(head, b->arena, "orden"); // "gru DEL DÍA"
    bool letters = false, small = false;
    for (uint32_t i = 0; i < row->count; i++) {
        const esc_atom *atom = &s->atoms[row->first + i];
        if (!atom->text[0] || !atom->text[1] || !atom->text[2]) continue;
        letters |= atom->shape == ESC_SHAPE_UPPER;
        small |= atom->shape == ESC_SHAPE_LOWER || atom->shape == ESC_SHAPE_CAPITAL;
    }
    row->upper = letters && !small;
}

// ". Correspondencia", ".-. Cuenta", "«= Varios": of the mark nothing but its stop is left, or what a scan
// made of that. A dash alone may be a bullet.
static bool keeps_stop(const char *raw, size_t len) {
    size_t at = 0, signs = 0, stops = 0;
    while (at < len && raw[at] == ' ') at++;
    for (; at < len && signs < 4; signs++) {
        if (strchr(".=", raw[at]))
            stops++, at++;
        else if (raw[at] == '-' || raw[at] == '~')
            at++;
        else if (at + 1 < len && (!strncmp(raw + at, "«", 2) || !strncmp(raw + at, "»", 2)))
            at += 2;
        else
            break;
    }
    return stops && signs < 4 && at + 1 < len && raw[at] == ' ';
}

// Whether correction has put the number back that the line begins with.
static bool renumbered(const esc_doc *doc, const esc_line *line) {
    const uint32_t edit = line->token_count ? doc->tokens[line->first_token].last_edit : ESC_NONE;
    return edit != ESC_NONE && doc->edits[edit].class == ESC_EDIT_NUMBERING;
}

static void add_row(builder *b, uint32_t line_index) {
    const esc_line *line = &b->doc->lines[line_index];
    if (esc_ruling_stroke(b->doc, line)) return; // the rows it parts stand apart
    const bool page_begins = b->last_line == ESC_NONE || line->page != b->last_page,
               right_below = !page_begins && line_index == b->last_line + 1;
    if (right_below && esc_ruling_underline(b->doc, line, &b->doc->lines[b->last_line])) return;
    if (right_below && esc_ruling_border(b->doc, line)) {
        b->last_line = line_index; // the rows it parts are one below the other
        return;
    }
    if (page_begins) b->layout = esc_layout_of(b->doc, line->page);
    bool gap = !right_below || esc_layout_apart(b->doc, &b->layout, b->last_line, line_index);
    uint32_t atoms = b->out->atoms_count;
    *ESC_GROW(b->out, rows, 1) =
        (esc_row){.first = atoms, .line = line_index, .page = line->page, .gap = gap};
    const char *raw = esc_doc_text(b->doc, line->raw);
    b->out->rows[b->out->rows_count - 1].stop = keeps_stop(raw, line->raw.len) && !renumbered(b->doc, line);
    uint32_t at = line->raw.off, begun = at, column = 0;
    esc_box before = {0};
    bool ruled = esc_ruling_ruled(b->doc, line), behind_rule = false, framed = false;
    for (uint32_t i = 0; i < line->token_count; i++) {
        const esc_token *token = &b->doc->tokens[line->first_token + i];
        uint32_t blanks = token->raw.off - at;
        const bool tab = memchr(esc_doc_text(b->doc, (esc_span){at, blanks}), '\t', blanks);
        b->out->rows[b->out->rows_count - 1].parted |= tab || (behind_rule && i > 1);
        if (tab || behind_rule) blanks = WIDE;
        behind_rule = ruled && esc_ruling_rule(b->doc, token);
        framed |= behind_rule && !i;
        if (behind_rule) {
            at = token->raw.off + token->raw.len;
            continue;
        }
        esc_span gone = {begun, token->raw.off - begun};
        column += (uint32_t)esc_utf8_count(esc_doc_text(b->doc, gone), gone.len);
        begun = token->raw.off;
        if (b->layout.unit > 0) {
            esc_box box = esc_doc_token_box(b->doc, line->first_token + i);
            if (blanks && blanks < WIDE && esc_layout_blanks(&b->layout, before, box) > WIDE) blanks = WIDE;
            if (box.w) column = (uint32_t)((float)(box.x > 0 ? box.x : 0) / b->layout.unit), before = box;
        }
        b->column = (uint16_t)(column < UINT16_MAX ? column : UINT16_MAX);
        cut(b, esc_doc_text(b->doc, token->text), token->text.len, line->first_token + i, blanks,
            token->known);
        at = token->raw.off + token->raw.len;
    }
    if (!line->token_count) cut(b, esc_doc_text(b->doc, line->raw), line->raw.len, ESC_NONE, 1, false);
    if (b->out->atoms_count == atoms) {
        b->out->rows_count--;
        return;
    }
    finish_row(b);
    b->out->rows[b->out->rows_count - 1].parted &= !framed; // a frame stands in columns
    b->last_line = line_index;
    b->last_page = line->page;
}

// "Fecha ......... 3 de julio", "Sede ____ Sala de Juntas": the leaders of a form's label are its colon. What
// a seat leads to is leaders.c's.
static void close_labels(esc_stream *s) {
    enum { LEAST_LEADERS = 3, MOST_LABEL = 4 };
    for (uint32_t row = 0; row < s->rows_count; row++) {
        uint32_t at = s->rows[row].first, end = at + s->rows[row].count, leaders = 0, word = at;
        if (!esc_atom_is(&s->atoms[at],
                         "fecha|dia|hora|horario|inicio|apertura|cierre|termino|sede|lugar|recinto|"
                         "domicilio|tipo|caracter|modalidad|numero"))
            continue;
        while (word < end && word < at + MOST_LABEL && s->atoms[word].kind == ESC_ATOM_WORD) word++;
        for (at = word; at < end && s->atoms[at].kind == ESC_ATOM_SIGN && strchr("._-", s->atoms[at].text[0]);
             at++)
            leaders += (uint32_t)strlen(s->atoms[at].raw);
        if (leaders < LEAST_LEADERS || at == end) continue;
        esc_atom *colon = &s->atoms[at - 1];
        colon->text = colon->norm = ":";
        set_bits(colon);
    }
}

void esc_stream_read(const esc_doc *doc, const esc_vocabulary *vocabulary, esc_arena *arena,
                     esc_stream *ret_body, esc_stream *ret_margin) {
    esc_patterns_begin();
    builder body = {.doc = doc,
                    .vocabulary = vocabulary,
                    .arena = arena,
                    .out = ret_body,
                    .last_line = ESC_NONE,
                    .seen = esc_arena_alloc(arena, SEEN * sizeof(esc_atom *))},
            margin = body;
    margin.out = ret_margin;
    ESC_RESERVE(ret_body, atoms, doc->tokens_count + 1); // nearly all tokens are one atom
    ESC_RESERVE(ret_body, rows, doc->lines_count + 1);
    bool *feet = esc_feet_find(doc);
    for (uint32_t i = 0; i < doc->lines_count; i++) {
        uint8_t role = doc->lines[i].role;
        if (role != ESC_LINE_JUNK) add_row(role == ESC_LINE_RUNNING || feet[i] ? &margin : &body, i);
    }
    free(feet);
}

void esc_stream_arrange(esc_stream *body, esc_arena *arena) {
    esc_stream_part_cells(body);
    esc_stream_fold_cells(body);
    esc_stream_part_headed(body);
    esc_stream_part_blocks(body);
    esc_stream_part_columns(body);
    close_labels(body);
    esc_stream_find_paragraphs(body);
    esc_stream_mend_ordinals(body, arena);
    esc_stream_lower_links(body);
}

void esc_stream_free(esc_stream *stream) {
    free(stream->atoms);
    free(stream->rows);
    *stream = (esc_stream){0};
}

bool esc_stream_same(const esc_stream *stream, uint32_t from, uint32_t to, const esc_stream *other,
                     uint32_t at) {
    if (to > stream->atoms_count || at + (to - from) > other->atoms_count ||
        stream->atoms[from].hash != other->atoms[at].hash)
        return false;
    for (uint32_t i = from; i < to; i++, at++)
        if (strcmp(stream->atoms[i].norm, other->atoms[at].norm)) return false;
    return true;
}

bool esc_stream_begins(const esc_stream *s, uint32_t at) {
    if (at >= s->atoms_count) return false;
    uint32_t first = s->rows[s->atoms[at].row].first;
    if (first + 3 <= at && !s->atoms[first].raw[1] && s->atoms[first].kind == ESC_ATOM_WORD &&
        esc_stream_sign(s, first + 1, '-') && esc_stream_sign(s, first + 2, '-'))
        first++; // "j ---PRIMERO.": a speck in the margin
    while (first < at && (esc_stream_sign(s, first, '-') || esc_stream_sign(s, first, '='))) first++; // -----
    if (at - first > 3 || s->atoms[at].kind == ESC_ATOM_SIGN) return at == first;
    for (uint32_t i = first; i < at; i++)
        if (s->atoms[i].kind != ESC_ATOM_SIGN || strchr("(:", s->atoms[i].text[0])) return false;
    return true;
}

bool esc_stream_opens(const esc_stream *s, uint32_t row) {
    const esc_row *x = &s->rows[row];
    return x->gap || (s->tight && s->atoms[x->first].shape != ESC_SHAPE_LOWER && x->first &&
                      (x->fresh || esc_stream_sign(s, x->first - 1, '.') ||
                       (esc_stream_sign(s, x->first - 1, ',') &&
                        esc_atom_is(&s->atoms[x->first], "en|sobre|al|del|respecto|para"))));
}

bool esc_stream_entry(const esc_stream *s, uint32_t at) {
    if (at >= s->atoms_count) return false;
    if (esc_stream_begins(s, at)) return true;
    const uint32_t first = s->rows[s->atoms[at].row].first;
    const bool mark =
        s->atoms[first].norm_len < 4 && (s->atoms[first].kind == ESC_ATOM_NUMBER || !s->atoms[first].norm[1]);
    if (!mark || s->atoms[first].kind == ESC_ATOM_SIGN || s->atoms[at].kind == ESC_ATOM_SIGN) return false;
    if (at == first + 1) return s->atoms[at].wide && s->atoms[first].kind == ESC_ATOM_NUMBER;
    if (at > first + 3 || !s->atoms[first + 1].glued) return false;
    for (uint32_t i = first + 1; i < at; i++)
        if (!esc_atom_is(&s->atoms[i], ".|)|-|°|º")) return false;
    return true;
}

static bool loose(const esc_atom *atom) {
    return atom->kind == ESC_ATOM_SIGN && !strchr("()\"“”«»%", atom->text[0]);
}

// A hyphen at the end of a row that only divides the word.
static bool divides(const esc_stream *s, uint32_t at) {
    return esc_stream_sign(s, at, '-') && s->atoms[at].glued && at + 1 < s->atoms_count &&
           at + 1 == esc_stream_row_end(s, at) && s->atoms[at + 1].shape == ESC_SHAPE_LOWER && at &&
           s->atoms[at - 1].shape != ESC_SHAPE_NONE;
}

char *esc_stream_text(const esc_stream *stream, esc_arena *arena, uint32_t from, uint32_t to) {
    while (from < to && loose(&stream->atoms[from])) from++;
    while (to > from && loose(&stream->atoms[to - 1])) to--;
    size_t bytes = 1;
    for (uint32_t i = from; i < to; i++) bytes += strlen(stream->atoms[i].text) + 1;
    char *out = esc_arena_alloc(arena, bytes), *p = out;
    bool divided = false;
    for (uint32_t i = from; i < to; i++) {
        const esc_atom *atom = &stream->atoms[i];
        bool astray = atom->kind == ESC_ATOM_SIGN && stream->rows[atom->row].count == 1; // a bullet, a speck
        if (astray) continue;
        if (divides(stream, i)) {
            divided = true;
            continue;
        }
        if (i > from && !divided && (!atom->glued || esc_stream_first(stream, i))) *p++ = ' ';
        divided = false;
        p = stpcpy(p, atom->text);
    }
    return out;
}
