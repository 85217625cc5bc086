// SPDX-License-Identifier: GPL-3.0-or-later
// Punctuation: a comma that was read as a full stop or the other way round (stops.c), a speck that was, and a
// blank that was put before a mark. What follows tells them: no sentence begins with a small letter.
#include <string.h>

#include "correct/work.h"

enum {
    LEAST_LETTERS = 3,
    MOST_LABEL = 4,
    CONTEXT_PIECES = 3,
    LEAST_LEADER = 2,
    LEAST_LEADERS = 3,
    LEAST_OFFICES = 2,
    COLUMN_ROWS = 2 // to the next label of a column
};

// A comma may fit worse by so much where the document shows the confusion.
#define COMMA_GAIN_NATS -4.0f

struct cursor {
    esc_work *work;
    uint32_t before, mark, after; // pieces
};

static const esc_unit *last_unit(const esc_work *work, uint32_t piece) {
    const esc_piece *p = &work->pieces.pieces[piece];
    return &work->units.units[p->first_unit + p->unit_count - 1];
}

const esc_form *esc_work_word(esc_work *work, uint32_t piece, bool last) {
    const esc_form *raw = esc_work_raw_form(work, piece);
    if (raw) return raw;
    size_t len;
    const char *text = esc_work_piece_text(work, piece, &len);
    const char *blank = last ? memrchr(text, ' ', len) : memchr(text, ' ', len);
    if (blank && last) {
        len -= (size_t)(blank + 1 - text);
        text = blank + 1;
    } else if (blank) {
        len = (size_t)(blank - text);
    }
    return len ? esc_forms_intern(&work->forms, text, len) : NULL;
}

esc_context esc_work_context_before(esc_work *work, uint32_t piece) {
    uint32_t from = piece >= CONTEXT_PIECES ? piece - CONTEXT_PIECES : 0;
    esc_context state = esc_context_nothing();
    for (uint32_t i = from; i < piece; i++) {
        if (!work->pieces.pieces[i].unit_count) continue;
        if (esc_breaks_before(work, work->pieces.pieces[i].first_unit)) state = esc_context_nothing();
        const esc_form *form = esc_work_word(work, i, true);
        if (form) esc_form_step(&work->forms, form, &state, &state);
    }
    return state;
}

// How much likelier a comma is than a full stop between two forms.
static float comma_gain(esc_work *work, const esc_form *before, const esc_form *after) {
    float gain = 0;
    static const char *const marks[] = {".", ","};
    for (int i = 0; i < 2; i++) {
        esc_context start = esc_context_nothing(), from, to;
        esc_form_step(&work->forms, before, &start, &from);
        float score = esc_form_step(
            &work->forms, esc_forms_intern_as(&work->forms, marks[i], 1, ESC_TOKEN_PUNCT), &from, &to);
        score += esc_form_step(&work->forms, after, &to, NULL);
        gain += i ? score : -score;
    }
    return gain;
}

// "la. casa": no mark stands behind an article or a preposition.
static bool takes_no_mark(const esc_form *form) {
    static const char *const words[] = {"con", "de",  "del", "desde", "el",  "en",    "entre",
                                        "la",  "las", "los", "para",  "por", "sobre", "su",
                                        "sus", "un",  "una", "unas",  "unos"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(form->text, words[i])) return true;
    return false;
}

// "la: colonia", where an engine has read: no article is parted from its noun so.
static bool is_article(const esc_form *form) {
    static const char *const words[] = {"del", "el", "la", "las", "los", "un", "una", "su", "sus"};
    return ESC_ONE_OF(form, words);
}

static bool is_colon_speck(struct cursor *c) {
    const esc_work *work = c->work;
    const esc_unit *mark = esc_work_unit(work, c->mark), *next = esc_work_unit(work, c->after);
    if (!esc_channel_is_scan(&work->channel)) return false;
    if (mark->line != next->line || !esc_unit_is_glued(mark) || !next->blank_before) return false;
    const esc_form *before = esc_work_word(c->work, c->before, true),
                   *after = esc_work_word(c->work, c->after, false);
    return before && after && is_article(before) && after->kind <= ESC_TOKEN_CAPITAL && !after->doubtful &&
           after->letters > 1;
}

// A full stop that is none: a speck between an article or a preposition and its word, on one line.
static bool is_speck(struct cursor *c) {
    const esc_unit *mark = esc_work_unit(c->work, c->mark), *next = esc_work_unit(c->work, c->after);
    if (mark->line != next->line || mark->first || !next->blank_before) return false;
    const esc_form *before = esc_work_word(c->work, c->before, true),
                   *after = esc_work_word(c->work, c->after, false);
    return before && after && takes_no_mark(before) && after->kind == ESC_TOKEN_WORD && !after->doubtful;
}

bool esc_work_is_edge_letter(const esc_work *work, const esc_unit *unit) {
    const esc_unit *below = unit + 1, *end = work->units.units + work->units.units_count;
    return unit->last && unit->kind == ESC_TOKEN_WORD && unit->raw.len == 1 &&
           !(below < end && below->line == unit->line + 1 && below->kind == ESC_TOKEN_WORD);
}

static bool is_comma(struct cursor *c) {
    esc_work *work = c->work;
    // Elsewhere most full stops before small letters are the author's: a list, an abbreviation.
    if (!work->channel.commas_active) return false;
    if (last_unit(work, c->after)->kind == ESC_TOKEN_PUNCT) return false;
    const esc_form *before = esc_work_word(work, c->before, true),
                   *after = esc_work_word(work, c->after, false);
    if (!before || !after || after->kind != ESC_TOKEN_WORD || after->doubtful) return false;
    const bool number = before->kind == ESC_TOKEN_NUMBER && !last_unit(work, c->before)->first;
    if (!number && (before->kind > ESC_TOKEN_MIXED || before->doubtful)) return false;
    if (before->classes & (ESC_LEX_ABBREVIATION | ESC_LEX_TITLE) || takes_no_mark(before)) return false;
    if (!number && before->letters < LEAST_LETTERS && strcmp(before->text, "y") != 0)
        return false; // y, en su caso,
    const esc_unit *mark = esc_work_unit(work, c->mark), *next = esc_work_unit(work, c->after);
    if (next->line == mark->line && !next->blank_before) return false; // www.ejemplo, S.A.
    if (next->line > mark->line + 1 || esc_unit_is_across(mark, next)) return false;
    if (next->first && !next->last && !next[1].blank_before && next[1].kind == ESC_TOKEN_PUNCT)
        return false; // the mark of a list's next item: d) … máster. / e) Asuntos
    if (esc_work_is_edge_letter(work, next)) return false;
    return comma_gain(work, before, after) >= COMMA_GAIN_NATS;
}

// "Ana Ruiz Mora. Concejala": a name of several words, and an office behind it.
static bool parts_office(struct cursor *c) {
    const esc_work *work = c->work;
    if (!c->before || !work->channel.commas_active) return false;
    const esc_form *name = esc_work_raw_form(work, c->before - 1),
                   *before = esc_work_word(c->work, c->before, true),
                   *after = esc_work_raw_form(work, c->after);
    if (!name || !before || !after || esc_work_unit(work, c->before)->first) return false;
    if (name->kind != ESC_TOKEN_CAPITAL || before->kind != ESC_TOKEN_CAPITAL ||
        before->classes & (ESC_LEX_OFFICE | ESC_LEX_TITLE | ESC_LEX_ABBREVIATION) ||
        name->classes & ESC_LEX_OFFICE)
        return false;
    const esc_unit *mark = esc_work_unit(work, c->mark), *next = esc_work_unit(work, c->after);
    return after->kind == ESC_TOKEN_CAPITAL && after->classes & ESC_LEX_OFFICE && next->line == mark->line &&
           !esc_unit_is_across(mark, next) && !mark->blank_before && next->blank_before;
}

// Whether the document has several of these.
static bool has_parted_offices(esc_work *work) {
    uint32_t count = 0;
    for (uint32_t i = 1; i + 1 < work->pieces.pieces_count; i++) {
        const esc_form *form = esc_work_raw_form(work, i);
        if (!form || strcmp(form->text, ".") || !work->pieces.pieces[i - 1].unit_count) continue;
        struct cursor cursor = {work, i - 1, i, i + 1};
        count += parts_office(&cursor);
    }
    return count >= LEAST_OFFICES;
}

// A mark that stands by itself between blanks, behind a word or a closing quotation mark.
static bool stands_off(const struct cursor *c, char mark) {
    const esc_work *work = c->work;
    if (!strchr(".,;:", mark) || !esc_work_unit(work, c->mark)->blank_before) return false;
    const esc_unit *before = last_unit(work, c->before), *next = last_unit(work, c->mark) + 1;
    const esc_unit *this = esc_work_unit(work, c->mark);
    if (this->line != before->line || this->raw.off != before->raw.off + before->raw.len + 1) return false;
    const uint32_t last = (uint32_t)(before - work->units.units); // D Í A :
    if (!before->first && work->form_of[last]->letters == 1 && work->form_of[last - 1]->letters == 1)
        return false;
    bool at_end = last_unit(work, c->mark)->last;
    if (!at_end && !next->blank_before && next->kind != ESC_TOKEN_PUNCT) return false;
    if (before->kind <= ESC_TOKEN_MIXED) // "los ."
        return mark == ',' || !takes_no_mark(c->work->form_of[last]);
    size_t len;
    const char *text = esc_work_piece_text(work, c->before, &len);
    if (before->kind != ESC_TOKEN_PUNCT || before->blank_before) return false;
    static const char *const closing[] = {"\"", ")", "”", "»"};
    for (size_t i = 0; i < sizeof closing / sizeof *closing; i++)
        if (strlen(closing[i]) == len && !memcmp(text, closing[i], len)) return true;
    return false;
}

// Whether the unit is a colon that stands off from a label of few words at its line's beginning.
static bool is_label_colon(const esc_work *work, uint32_t unit) {
    const esc_unit *units = work->units.units;
    if (strcmp(work->form_of[unit]->text, ":") != 0 || !units[unit].blank_before) return false;
    for (uint32_t words = 0; !units[unit].first; unit--)
        if (++words > MOST_LABEL) return false;
    return true;
}

// FECHA : 3 de mayo / LUGAR : Sala: colons of labels that stand in a column belong there, a row between them
// or none.
static bool is_in_column(const esc_work *work, uint32_t colon) {
    const esc_unit *units = work->units.units;
    if (!is_label_colon(work, colon)) return false;
    uint32_t line = units[colon].line;
    for (uint32_t u = colon; u-- && units[u].line + COLUMN_ROWS >= line;)
        if (units[u].line < line && is_label_colon(work, u)) return true;
    for (uint32_t u = colon + 1; u < work->units.units_count && units[u].line <= line + COLUMN_ROWS; u++)
        if (units[u].line > line && is_label_colon(work, u)) return true;
    return false;
}

// "Ana Ruiz . . . . . Presente": dots that lead to what stands at the end of the line.
static bool is_leader(const esc_work *work, uint32_t piece) {
    const esc_form *dot = esc_work_raw_form(work, piece), *next = esc_work_raw_form(work, piece + 1);
    return dot && next && !strcmp(dot->text, ".") && strspn(next->text, ".") == next->len &&
           esc_work_unit(work, piece + 1)->blank_before && !esc_work_unit(work, piece + 1)->first;
}

// Whether rows of dots lead across the lines: what is left of one is no full stop.
static bool has_leaders(const esc_work *work) {
    uint32_t rows = 0;
    for (uint32_t u = 0; u < work->units.units_count; u++) {
        const esc_form *form = work->form_of[u];
        rows += form->len >= LEAST_LEADER && strspn(form->text, ".") == form->len &&
                work->units.units[u].blank_before;
    }
    return rows >= LEAST_LEADERS;
}

// "Marcial Ruiz . Olga Paz": what is left of a title before a name; but "sí . Olivera: no".
static bool is_title_rest(const esc_work *work, uint32_t piece) {
    const esc_form *dot = esc_work_raw_form(work, piece), *next = esc_work_raw_form(work, piece + 1);
    if (!dot || strcmp(dot->text, ".") || !next || next->kind != ESC_TOKEN_CAPITAL) return false;
    if (esc_work_unit(work, piece + 1)->first || !esc_work_unit(work, piece + 1)->blank_before) return false;
    if (esc_work_has_title(work, piece)) return false;
    const esc_form *mark = esc_work_raw_form(work, piece + 2);
    return next->classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME) && !(mark && !strcmp(mark->text, ":"));
}

// A stop behind a name or a post in such a document, or behind capitals where there is dirt.
static bool is_rest(const struct cursor *c, bool leaders) {
    const esc_channel *channel = &c->work->channel;
    const esc_token_kind kind = last_unit(c->work, c->before)->kind;
    if (kind == ESC_TOKEN_UPPER && (leaders || esc_channel_is_scan(channel))) return true;
    return leaders && kind == ESC_TOKEN_CAPITAL && last_unit(c->work, c->mark)->last;
}

// "los catorce alumnos ." / "en riesgo": on such a scan a mark apart at the end of a line, before a small
// letter.
static bool is_edge_speck(struct cursor *c) {
    const esc_channel *channel = &c->work->channel;
    const esc_unit *mark = esc_work_unit(c->work, c->mark), *next = esc_work_unit(c->work, c->after);
    const esc_form *before = esc_work_word(c->work, c->before, true);
    return esc_channel_is_scan(channel) && mark->last && mark->blank_before && next->line == mark->line + 1 &&
           next->kind == ESC_TOKEN_WORD && before && before->letters > 3 && before->kind == ESC_TOKEN_WORD &&
           !before->doubtful && !(before->classes & ESC_LEX_ABBREVIATION);
}

static void set_mark(struct cursor *c, char mark, bool glue, float confidence) {
    esc_work *work = c->work;
    esc_piece *before = &work->pieces.pieces[c->before], *piece = &work->pieces.pieces[c->mark];
    if (!glue) {
        esc_piece_change(piece, ESC_EDIT_PUNCTUATION, ESC_BY_RULE, esc_arena_strndup(work->arena, &mark, 1),
                         confidence);
        return;
    }
    size_t len;
    const char *text = esc_piece_text(work->doc, &work->units, before, &len);
    if (before->change_count == ESC_PIECE_CHANGES) return;
    char *after = esc_arena_alloc(work->arena, len + 2);
    memcpy(after, text, len);
    after[len] = mark;
    if (!esc_piece_join(work->doc, &work->units, before, piece, work->arena)) return;
    esc_piece_change(before, ESC_EDIT_PUNCTUATION, ESC_BY_RULE, after, confidence);
}

void esc_work_punctuate(esc_work *work) {
    uint32_t count = work->pieces.pieces_count;
    const bool leaders = has_leaders(work), offices = has_parted_offices(work);
    for (uint32_t i = 1; i < count; i++) {
        const esc_piece *piece = &work->pieces.pieces[i];
        if (piece->unit_count != 1 || !esc_piece_is_raw(piece) || !work->pieces.pieces[i - 1].unit_count)
            continue;
        const esc_form *form = work->form_of[piece->first_unit];
        if (form->len != 1 || form->kind != ESC_TOKEN_PUNCT) continue;
        struct cursor cursor = {work, i - 1, i, i + 1};
        if (i + 1 < count &&
            ((*form->text == '.' && is_speck(&cursor)) || (*form->text == ':' && is_colon_speck(&cursor)))) {
            esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_PUNCTUATION, ESC_BY_RULE, "", 0.93f);
            continue;
        }
        if (i + 1 < count && esc_work_drop_speck(work, i)) continue;
        bool comma =
            *form->text == '.' && i + 1 < count && (is_comma(&cursor) || (offices && parts_office(&cursor)));
        bool glue = stands_off(&cursor, *form->text) && !is_in_column(work, piece->first_unit) &&
                    !is_leader(work, i) && !is_title_rest(work, i) && !is_rest(&cursor, leaders);
        if (glue && *form->text == '.' && i + 1 < count && is_edge_speck(&cursor))
            esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_PUNCTUATION, ESC_BY_RULE, "", 0.9f);
        else if (comma)
            set_mark(&cursor, ',', glue, 0.95f);
        else if (*form->text == ',' && esc_work_is_stop(work, i))
            set_mark(&cursor, '.', glue, 0.93f);
        else if (glue)
            set_mark(&cursor, *form->text, true, 0.9f);
    }
}
