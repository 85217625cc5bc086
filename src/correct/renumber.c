// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers at the heads of a list's rows that the engine has lost: it takes a column of numbers for something
// else, or for one word on its side, and leaves the rows without them. They are put back where their places
// tell which they were: as many rows stand between 1. and 4. as numbers are missing there; as many between
// what announces the list and its first number; or the rows stand once more, numbered, where the points are
// dealt with, and a row of dirt shows what became of the column.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "correct/numerals.h"
#include "correct/rows.h"

enum {
    MARK_BYTES = 4,
    MOST_LOST = 12,
    MOST_NUMBER = ESC_MOST_NUMERAL,
    ITEM_ROWS = 4,    // of one item at most
    LIST_LINES = 60,  // of one list
    LEAST_BEHIND = 2, // numbers that go on behind those that are lost
    LEAST_TWINS = 3,
    MANY_TWINS = 5,
    MANY_LAST = 2,
    FULL_PERCENT = 85,
    LEAST_SAME = 2, // words
    DIRT_UNITS = 4,
    DIRT_LETTERS = 3, // of a word of the dictionary
    MOST_SIGNS = 2,
    MOST_REST = 3,  // letters of a number that was misread
    DIRT_REACH = 3, // rows
    TITLE_UNITS = 8,
    HEADING_UNITS = 4,    // "Orden del día:"
    MOST_LOOKED = 1 << 22 // rows behind numbers, held against others: a huge document must not take hours
};

struct row {
    esc_row at;             // its text behind the number, or what is left of it
    int value, part;        // "4.1": 4, 1; 0: no number
    char marks[MARK_BYTES]; // behind it: ".", ".-", ")"
    bool roman;
    bool begins; // something, with a capital and known words
    bool opens;  // an item that has lost its number, perhaps
    bool upper;  // its text begins in capitals
    bool dirt;
    bool restored; // its number was put back
};

struct rows {
    struct row *rows;
    uint32_t rows_count, rows_cap;
    uint32_t *numbered; // but for parts
    uint32_t numbered_count, numbered_cap;
    uint32_t looked; // at, for twins
    uint32_t width;  // bytes, of full lines
};

// "4", "4.1", "IV": what mark counts, and the signs behind it; false where it is no number.
static bool parse(const char *mark, struct row *ret) {
    char *end, numeral[ESC_NUMERAL_BYTES];
    long value = 0, part = 0;
    const size_t len = esc_numeral_cut(mark, ".-)", numeral);
    ret->roman = len && (value = esc_numeral_value(numeral)) > 0;
    if (ret->roman)
        end = (char *)mark + len;
    else if (*mark >= '1' && *mark <= '9')
        value = strtol(mark, &end, 10);
    else
        return false;
    if (value < 1 || value > MOST_NUMBER) return false;
    if (*end == '.' && end[1] >= '1' && end[1] <= '9') part = strtol(end + 1, &end, 10);
    if (part > MOST_NUMBER || end[strspn(end, ".-)")]) return false;
    ret->value = (int)value, ret->part = (int)part;
    strcpy(ret->marks, strchr(end, '-') ? ".-" : strchr(end, ')') ? ")" : *end ? "." : "");
    return true;
}

// Behind signs that stand apart, bullets or dirt: "- 2. Lectura"; the row's end where nothing stands there.
static uint32_t behind_signs(const esc_work *work, const esc_row *row) {
    uint32_t at = row->piece;
    for (uint32_t signs = 0; signs < MOST_SIGNS && at < row->end; signs++) {
        const uint32_t next = esc_work_next(work, at);
        if (esc_work_unit(work, at)->kind != ESC_TOKEN_PUNCT || esc_work_is_glued(work, next)) break;
        at = next;
    }
    return at;
}

// The number that the row begins with; its text begins behind that.
static void read_mark(const esc_work *work, struct row *row) {
    const uint32_t first = behind_signs(work, &row->at);
    struct row read = *row;
    esc_head head;
    if (first >= row->at.end || !esc_head_now(work, first, &head)) return;
    if (!esc_row_take_head(work, &read.at, &head) || !parse(head.text, &read)) return;
    if (first > row->at.piece && !*read.marks) return; // "- 2 Sillas"
    *row = read;
}

// Whether most of the row's words are known; and that it is dirt, where hardly any is. parted: from above.
static bool is_known(const esc_work *work, struct row *row, bool parted) {
    uint32_t words = 0, known = 0, telling = 0, units = 0;
    for (uint32_t i = row->at.text; i < row->at.end; i = esc_work_next(work, i), units++) {
        const esc_form *form = esc_work_first_form(work, i);
        if (!esc_unit_is_word(esc_work_unit(work, i))) continue;
        words++;
        known += !form->doubtful || !esc_piece_is_raw(&work->pieces.pieces[i]);
        telling += !form->doubtful && form->letters > DIRT_LETTERS;
    }
    row->dirt = !row->value && units <= DIRT_UNITS && telling * 2 < units && parted;
    return words && known * 5 >= words * 3;
}

// "W. Propuesta", but "W. Pérez"
static bool heads_name(const esc_form *text) {
    return text->classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME) || !(text->classes & ESC_LEX_WORD);
}

// Behind a number that was misread: "Hi. Proyecto", "W. Propuesta", "1, Proyecto", "(5 Presentación", "E
// Informe", "NA Análisis", "la Lectura"; the row's first piece where none is.
static uint32_t behind_misread(const esc_work *work, const esc_row *row) {
    esc_head head;
    if (!esc_head_now(work, row->piece, &head)) return row->piece;
    const uint32_t text = head.piece + head.pieces;
    if (text >= row->end || esc_work_unit(work, text)->kind != ESC_TOKEN_CAPITAL) return row->piece;
    const char *core = head.text + strspn(head.text, "([");
    const size_t letters = strcspn(core, ".,:;)'-"), signs = strlen(core + letters);
    if (!letters || letters > MOST_REST || core[letters + strspn(core + letters, ".,:;)'-")])
        return row->piece;
    const bool odd = core > head.text || strpbrk(core, ",:;'");
    if (strspn(core, "0123456789") == letters)
        return odd || strspn(core, "1") > MOST_SIGNS ? text : row->piece; // 111.
    if (heads_name(esc_work_first_form(work, text))) return row->piece;
    const esc_form *form = esc_forms_find(&work->forms, core, letters);
    if (form && esc_numeral_small(form->text)) return row->piece; // "ii)" below "2."
    const bool strokes = strspn(core, "AHIJKLMNTUVWXY") == letters && (letters > 1 || *core != 'A'); // A., B.
    if (signs)
        return strokes || (letters > 1 && form && form->doubtful && !form->classes) ? text : row->piece;
    static const char *const words[] = {"D", "De", "E", "de", "e", "el", "l", "la", "y", "yo"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(core, words[i])) return text;
    return strokes ? text : row->piece;
}

// Behind what is left of a number: a sign that is no bullet (".-" of "6.-", ":"), or a few letters that are
// no word; the row's first piece where nothing is left.
static uint32_t behind_rest(const esc_work *work, const esc_row *row) {
    const uint32_t piece = row->piece;
    const esc_form *form = esc_work_first_form(work, piece);
    uint32_t next = esc_work_next(work, piece);
    size_t len;
    const char *raw = esc_work_raw_text(work, piece, &len);
    bool rest = len <= MOST_SIGNS && strspn(raw, ":;,.'|!`-+%~^") >= len; // in one piece, or in two
    if (work->pieces.pieces[piece].unit_count > 1)
        return rest && next < row->end && esc_work_unit(work, next)->blank_before ? next : piece;
    if (rest && next < row->end && esc_work_is_glued(work, next) && esc_work_says(work, next, "-"))
        next = esc_work_next(work, next);
    rest |= esc_unit_is_word(esc_work_unit(work, piece)) && form->letters < 4 && form->doubtful &&
            !form->classes && esc_piece_is_raw(&work->pieces.pieces[piece]);
    return rest && next < row->end && esc_work_unit(work, next)->blank_before ? next
                                                                              : behind_misread(work, row);
}

// Whether a row is full and nothing ends with it: "de la Dirección de
// Protección" and below it, for all the gap, "Civil."
static bool runs_on(const esc_work *work, const esc_row *row, uint32_t width) {
    if (!row || esc_row_ends_in(work, row, ".:;)")) return false;
    return esc_work_line_length(work, work->pieces.pieces[row->piece].first_unit) * 100 >=
           width * FULL_PERCENT;
}

// "Orden del día:", "AGENDA": a list's own heading is none of its points.
static bool heads_list(const esc_work *work, const struct row *row) {
    static const char *const words[] = {"orden", "agenda", "temario", "tabla"};
    uint32_t units = 0;
    for (uint32_t i = row->at.text; i < row->at.end; i = esc_work_next(work, i)) units++;
    return units <= HEADING_UNITS && ESC_ONE_OF(esc_work_first_form(work, row->at.text), words);
}

static struct row read_row(const esc_work *work, const struct rows *before, uint32_t piece) {
    static const char *const ordinals[] = {"primero", "primera", "segundo", "segunda", "tercero", "tercera",
                                           "cuarto",  "cuarta",  "quinto",  "quinta",  "único",   "única",
                                           "uno",     "dos",     "tres",    "cuatro",  "cinco"};
    static const char *const heading[] = {"sesión", "reunión", "fecha", "hora", "lugar"};
    static const char *const labels[] = {"punto",   "asunto",   "tema",    "caso",
                                         "acuerdo", "capítulo", "artículo"};
    struct row row = {.at = esc_row_read(work, piece)};
    const esc_row *above = before->rows_count ? &before->rows[before->rows_count - 1].at : NULL;
    read_mark(work, &row);
    if (!row.value) row.at.text = behind_rest(work, &row.at);
    const bool known = is_known(work, &row, esc_row_is_parted(&row.at, above));
    const esc_form *form = esc_work_first_form(work, row.at.text);
    row.upper = form->kind == ESC_TOKEN_UPPER;
    row.begins = !row.value && esc_row_is_fresh(work, &row.at, above, before->width) && known &&
                 form->classes && (form->kind == ESC_TOKEN_CAPITAL || form->kind == ESC_TOKEN_UPPER);
    const uint32_t behind = esc_work_next(work, row.at.text); // "Primero.", but "Segundo debate del proyecto"
    const uint8_t next = behind < row.at.end ? esc_work_unit(work, behind)->kind : ESC_TOKEN_PUNCT;
    const bool counts =
        (ESC_ONE_OF(form, ordinals) && next == ESC_TOKEN_PUNCT) ||
        (ESC_ONE_OF(form, labels) && (next == ESC_TOKEN_NUMBER || next == ESC_TOKEN_ROMAN)); // "Punto 3."
    row.opens = row.begins && form->letters > 2 && !counts && !ESC_ONE_OF(form, heading) &&
                !heads_list(work, &row) && !runs_on(work, above, before->width);
    return row;
}

static bool names_list(const esc_work *work, const struct row *row, uint32_t *ret_units) {
    static const char *const words[] = {"orden", "agenda", "temario", "asuntos", "puntos", "tabla"};
    bool named = false;
    *ret_units = 0;
    for (uint32_t i = row->at.text; i < row->at.end; i = esc_work_next(work, i), ++*ret_units)
        named |= ESC_ONE_OF(esc_work_first_form(work, i), words);
    return named;
}

// Whether the row ends in a colon; "el orden del día: - - - - -" does.
static bool ends_in_colon(const esc_work *work, const esc_row *row) {
    bool ends = false;
    for (uint32_t i = row->text; i < row->end; i = esc_work_next(work, i)) {
        size_t len;
        const char *text = esc_work_piece_text(work, i, &len);
        if (len && strspn(text, "-_=.") < len) ends = text[len - 1] == ':';
    }
    return ends;
}

// "… el siguiente orden del día:", "ORDEN DEL DÍA": a list follows.
static bool announces(const esc_work *work, const struct row *row, const struct row *above) {
    uint32_t units, others;
    const bool named = names_list(work, row, &units);
    if (ends_in_colon(work, &row->at)) return named || (above && names_list(work, above, &others));
    return named && units <= TITLE_UNITS && !esc_row_ends_in(work, &row->at, ".,;");
}

// The row behind a number that says the same, no other one of its list's, from `first` to `last`; NULL: none,
// or several, none of which has the number expected.
static const struct row *twin_of(const esc_work *work, struct rows *all, uint32_t at, uint32_t first,
                                 uint32_t last, int expected) {
    if (all->looked > MOST_LOOKED) return NULL;
    all->looked += all->numbered_count;
    uint32_t most = LEAST_SAME - 1;
    const struct row *found = NULL;
    for (uint32_t i = 0; i < all->numbered_count; i++) {
        const struct row *other = &all->rows[all->numbered[i]];
        if (all->numbered[i] >= first && all->numbered[i] <= last) continue;
        const uint32_t same = esc_rows_alike(work, &all->rows[at].at, &other->at);
        const bool tied = same == most && found && found->value != other->value;
        if (tied && other->value != expected && found->value != expected) found = NULL;
        if (same > most || (tied && other->value == expected)) found = other, most = same;
    }
    return found;
}

// Puts number and signs before a row.
static void put(esc_work *work, struct rows *all, uint32_t at, int value, bool roman, const char *marks) {
    struct row *row = &all->rows[at];
    char number[ESC_NUMERAL_BYTES];
    if (roman)
        esc_numeral_write(value, number);
    else
        snprintf(number, sizeof number, "%d", value);
    if (row->at.text > row->at.piece) { // what is left of it stands there
        const char *after = esc_arena_printf(work->arena, "%s%s", number, marks);
        const bool one = esc_work_next(work, row->at.piece) == row->at.text;
        esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[row->at.piece],
                       one ? 1 : row->at.text - row->at.piece, ESC_EDIT_NUMBERING, after, 0.92f, work->arena);
    } else {
        size_t len;
        const char *text = esc_work_piece_text(work, row->at.piece, &len);
        const char *after = esc_arena_printf(work->arena, "%s%s %.*s", number, marks, (int)len, text);
        if (!esc_piece_change(&work->pieces.pieces[row->at.piece], ESC_EDIT_NUMBERING, ESC_BY_RULE, after,
                              0.92f))
            return;
    }
    row->value = value, row->roman = roman, row->restored = true, row->begins = row->opens = false;
    strcpy(row->marks, marks);
    *ESC_GROW(all, numbered, 1) = at;
}

// "1." and "11." among Roman numerals, misread.
static bool is_stroke(const struct row *row, const struct row *among) {
    return among->roman && !row->roman && !row->part && (row->value == 1 || row->value == 11);
}

// The rows between two that may begin items, if they are `count` and no item is longer than items are.
static bool open_between(const struct rows *all, uint32_t from, uint32_t to, int count,
                         uint32_t ret[MOST_LOST]) {
    int found = 0;
    uint32_t length = 0;
    for (uint32_t i = from + 1; i < to; i++) {
        const struct row *row = &all->rows[i];
        length += !row->dirt;
        const bool stroke = is_stroke(row, &all->rows[to]);
        if (row->value && !stroke) return false;
        if (length > ITEM_ROWS) return false;
        if (!row->opens && !stroke) continue;
        if (found == count || row->upper != all->rows[to].upper) return false;
        ret[found++] = i, length = 1;
    }
    return found == count;
}

static bool counts_on(const struct row *last, const struct row *row) {
    return row->roman == last->roman && ((row->value == last->value && row->part == last->part + 1) ||
                                         (row->value == last->value + 1 && (!row->part || row->part == 1)));
}

// How many rows go on counting from `at` on, until something else begins: under headings, what they head.
static int counted_on(const struct rows *all, uint32_t at) {
    int count = 1;
    const struct row *last = &all->rows[at];
    for (uint32_t i = at + 1; i < all->rows_count && all->rows[i].at.line < last->at.line + LIST_LINES / 2;
         i++) {
        const struct row *row = &all->rows[i];
        if (row->begins || (row->value && !counts_on(last, row))) break;
        if (row->value) count++, last = row;
    }
    return count;
}

// Whether something begins between a number and the one that it counts on from: these are no list's rows, but
// headings.
static bool heads_prose(const struct rows *all, uint32_t at) {
    const struct row *row = &all->rows[at];
    bool begins = false;
    for (uint32_t i = at; row->value && i-- > 0 && all->rows[i].at.line + LIST_LINES > row->at.line;) {
        if (all->rows[i].value) return begins && counts_on(&all->rows[i], row);
        begins |= all->rows[i].begins;
    }
    return false;
}

// Whether a row of dirt stands near the rows: what became of the column of numbers.
static bool dirt_near(const struct rows *all, uint32_t from, uint32_t to) {
    from = from > DIRT_REACH ? from - DIRT_REACH : 0;
    for (uint32_t i = from; i < all->rows_count && i <= to + DIRT_REACH; i++)
        if (all->rows[i].dirt || (!all->rows[i].value && all->rows[i].at.text > all->rows[i].at.piece))
            return true;
    return false;
}

// How many of the rows stand again elsewhere under the numbers from `first` on; −1: one under another number.
static int borne_out(const esc_work *work, struct rows *all, const uint32_t *open, int count, int first) {
    int twins = 0;
    for (int k = 0; k < count; k++) {
        const struct row *twin = twin_of(work, all, open[k], open[0], open[count - 1], first + k);
        if (twin && twin->value != first + k) return -1;
        twins += twin != NULL;
    }
    return twins;
}

// 1.1, 1.2, 2.1, 2.2: groups that have no rows of their own over them. at: the first part of one.
static bool are_groups(const struct rows *all, uint32_t at) {
    const struct row *first = &all->rows[at];
    for (uint32_t i = at + 1; i < all->rows_count && all->rows[i].at.line < first->at.line + LIST_LINES; i++)
        if (all->rows[i].value > first->value)
            return all->rows[i].value == first->value + 1 && all->rows[i].part == 1;
    return false;
}

// Puts back what is lost between a row, which has a number (0: it announces the list), and the number below
// it, if the rows between are as many.
static bool fill_between(esc_work *work, struct rows *all, uint32_t above, int number, uint32_t at,
                         int behind) {
    const struct row *from = &all->rows[above], *row = &all->rows[at];
    const int lost = row->value - number - (row->part != 1);
    uint32_t open[MOST_LOST];
    if (lost < 1 || lost > MOST_LOST || (number && from->roman != row->roman)) return false;
    if (!open_between(all, above, at, lost, open)) return false;
    // "Leído por la secretaria, quedó así:" / "1.1 …"
    if (lost == 1 && !number && row->part &&
        (esc_row_ends_in(work, &all->rows[open[lost - 1]].at, ":") || are_groups(all, at)))
        return false;
    const int twins = borne_out(work, all, open, lost, number + 1);
    int rests = 0; // of numbers that were misread
    for (int k = 0; k < lost; k++) rests += all->rows[open[k]].at.text > all->rows[open[k]].at.piece;
    if (!number) rests /= 2;
    // one number alone at the beginning: the others have to bear it
    if (twins < 0 || behind + twins + rests < LEAST_BEHIND + (lost == 1 && !number)) return false;
    if (twins < lost && number && heads_prose(all, above)) return false;
    const char *marks = row->part && !*row->marks ? "." : row->marks;
    for (int k = 0; k < lost; k++) put(work, all, open[k], number + 1 + k, row->roman, marks);
    return true;
}

// "Lista de asistencia.", "Verificación del quórum": what lists of points begin with.
static bool is_first(const esc_work *work, const struct row *row) {
    static const char *const words[] = {"lista",      "pase",         "registro",
                                        "toma",       "verificación", "comprobación",
                                        "bienvenida", "apertura",     "instalación"};
    return row->opens && ESC_ONE_OF(esc_work_first_form(work, row->at.text), words);
}

// Before a number: what is lost between it and the number, or the announcement, above; or what is always the
// first point.
static void fill_above(esc_work *work, struct rows *all, uint32_t at) {
    const struct row *row = &all->rows[at];
    if (row->part > 1) return;
    const int behind = counted_on(all, at);
    for (uint32_t above = at; above-- > 0;) {
        const struct row *other = &all->rows[above];
        if (other->at.line + LIST_LINES < row->at.line) return;
        if (other->value && fill_between(work, all, above, other->value, at, behind)) return;
        // "2. ORDEN DEL DÍA:", too
        if ((announces(work, other, above ? other - 1 : NULL) ||
             (!other->value && is_first(work, other + 1))) &&
            fill_between(work, all, above, 0, at, behind))
            return;
        if (other->value && !is_stroke(other, row)) return;
    }
}

// "Asuntos generales.", "Clausura": what lists of points end in.
static bool is_last(const esc_work *work, const struct row *row) {
    static const char *const words[] = {"asuntos", "clausura", "cierre", "ruegos", "proposiciones", "varios"};
    return ESC_ONE_OF(esc_work_first_form(work, row->at.text), words);
}

// Whether the numbers of a list go from its announcement, and from 1, up to `at`; and whether all that are no
// part of a point were lost.
static bool whole_above(const esc_work *work, const struct rows *all, uint32_t at, bool *ret_lost) {
    int next = all->rows[at].value;
    uint32_t restored = 0, kept = 0;
    for (uint32_t i = at + 1; i-- > 0 && all->rows[i].at.line + LIST_LINES > all->rows[at].at.line;) {
        const struct row *row = &all->rows[i];
        if (next == 1 && announces(work, row, i ? row - 1 : NULL)) return true; // "2. ORDEN DEL DÍA", too
        if (row->value && row->value != next && row->value != next - 1) return false;
        if (row->value) next = row->value;
        restored += row->restored;
        kept += row->value && !row->part && !row->restored;
        *ret_lost = restored > 1 && !kept;
        if (!row->value && announces(work, row, i ? row - 1 : NULL)) return false;
    }
    return false;
}

// Behind the last number: up to what such lists end in.
static void fill_below(esc_work *work, struct rows *all, uint32_t at) {
    const struct row *row = &all->rows[at];
    uint32_t open[MOST_LOST], length = 1;
    int count = 0;
    bool lost = false;
    for (uint32_t i = at + 1; i < all->rows_count && count < MOST_LOST; i++) {
        const struct row *next = &all->rows[i];
        if (next->value || (length += !next->dirt) > ITEM_ROWS) return;
        if (!next->opens) continue;
        if (next->upper != row->upper) return;
        open[count++] = i, length = 1;
        if (is_last(work, next)) break;
    }
    if (!count || !is_last(work, &all->rows[open[count - 1]]) || !whole_above(work, all, at, &lost)) return;
    if (row->value + count > ESC_MOST_NUMERAL) return;
    const int twins = borne_out(work, all, open, count, row->value + 1);
    if (row->part && count > 1 && !lost && twins < count) return;
    const bool many = count >= MANY_LAST && !row->part; // no list goes on without numbers up to its end
    if (twins < 0 || (twins < count && !many && !lost && !dirt_near(all, at, open[count - 1]))) return;
    for (int k = 0; k < count; k++)
        put(work, all, open[k], row->value + 1 + k, row->roman, *row->marks ? row->marks : ".");
}

// A list that has lost all its numbers: its rows stand again where the points are dealt with.
static void fill_list(esc_work *work, struct rows *all, uint32_t announced) {
    uint32_t open[MOST_LOST], i = announced + 1;
    const struct row *twin = NULL;
    int count = 0, twins = 0, others = 0, last = 0;
    for (uint32_t length = 0; i < all->rows_count && count < MOST_LOST; i++) {
        const struct row *row = &all->rows[i];
        length += !row->dirt;
        if (row->value || length > ITEM_ROWS) break;
        if (!row->opens) continue;
        if (count && row->upper != all->rows[open[0]].upper) break;
        open[count++] = i, length = 1;
        const struct row *again = twin_of(work, all, i, i, i, count);
        if (!again) continue;
        if (twin && again->roman != twin->roman) return;
        if (again->value != count)
            others++;
        else
            twin = again, twins++, last = count;
    }
    // one that was misread there may say another number
    if (twins < LEAST_TWINS || twins * 3 < last * 2 || others > (twins >= MANY_TWINS)) return;
    const bool plain = twins >= MANY_TWINS && twins * 5 >= last * 4;
    if (!plain && !dirt_near(all, open[0], open[last - 1])) return;
    const struct row *behind = i < all->rows_count ? &all->rows[i] : NULL;
    if (behind && (behind->value == 1 || behind->upper)) last = count; // what is dealt with begins there
    for (int k = 0; k < last; k++) put(work, all, open[k], k + 1, twin->roman, twin->marks);
}

// "- Lectura", "- Informe": two strokes one after the other are bullets, and nothing that is left of a
// number; but not among others that are, ".- Lectura", "- Informe".
static void find_bullets(const esc_work *work, struct rows *all) {
    struct row *last = NULL; // that opens
    bool struck = false;     // by a stroke alone
    for (uint32_t i = 0; i < all->rows_count; i++) {
        struct row *row = &all->rows[i];
        if (!row->opens) continue;
        const bool stroke = row->at.text > row->at.piece &&
                            row->at.text == esc_work_next(work, row->at.piece) &&
                            esc_work_says(work, row->at.piece, "-");
        if (stroke && struck && last + ITEM_ROWS >= row) last->opens = row->opens = false;
        last = row, struck = stroke;
    }
}

void esc_work_renumber(esc_work *work) {
    struct rows all = {.width = esc_rows_width(work)};
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        if (!esc_row_begins(work, i) || work->doc->lines[esc_work_unit(work, i)->line].role != ESC_LINE_BODY)
            continue;
        const struct row row = read_row(work, &all, i);
        if (row.value && !row.part) *ESC_GROW(&all, numbered, 1) = all.rows_count;
        *ESC_GROW(&all, rows, 1) = row;
    }
    find_bullets(work, &all);
    for (uint32_t i = all.rows_count; i-- > 0;)
        if (all.rows[i].value) fill_above(work, &all, i);
    for (uint32_t i = 0; i < all.rows_count; i++)
        if (all.rows[i].value) fill_below(work, &all, i);
    for (uint32_t i = 0; i < all.rows_count; i++)
        if (!all.rows[i].value && announces(work, &all.rows[i], i ? &all.rows[i - 1] : NULL))
            fill_list(work, &all, i);
    free(all.rows);
    free(all.numbered);
}
