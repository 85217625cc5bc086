// SPDX-License-Identifier: GPL-3.0-or-later
// Seams: a speck in the place of a blank ties two words together (todo.lo, la'institución, las:doce), or a
// mark has lost the blank behind it (acta,que). The language model tells what the words say without the mark,
// and how many such places the document has tells how far to believe it. A long dash is none of them: older
// printers close it up with both words.
#include <stdlib.h>
#include <string.h>

#include "correct/work.h"

enum {
    MOST_MARKS = 2,
    LEAST_SEAMS = 2,
    MANY_SEAMS = 4,
    LEAST_LETTERS = 2,
    LEAST_STOPPED = 3, // letters
    LEAST_CAPITALS = 4,
    MATE_REACH = 60, // pieces
    MANY_ALIKE = 3,
    MOST_COMPARED = 512,
    LONG_FUNCTION = 5 // no article or preposition between two words has more letters
};

// Least gain where the document has other seams, and where it has none.
#define MARGIN_NATS 3.0f
#define ALONE_NATS 8.0f
// A blank read as a mark, and a blank lost, in a document that has seams.
#define SPECK_NATS 7.0f
#define BLANK_NATS 6.0f
// An article or a preposition: a hyphen beside it is hardly printed, one between others may well be.
#define FUNCTION_LOG_FREQUENCY -7.0f
#define FUNCTION_NATS 5.0f
// A mark between a title and a given name.
#define TITLE_NATS 10.0f

// How unlikely a mark is to be printed between two words without blanks, and whether it stands behind a word.
static const struct mark {
    const char *text;
    float odd_nats;
    bool ends; // a blank may have been lost behind it
} marks[] = {
    {".", 8, true},  {",", 10, true},  {";", 10, true},   {":", 10, true},   {"'", 11, false},
    {"’", 8, false}, {"‘", 10, false}, {"\"", 8, false},  {"”", 8, false},   {"“", 8, false},
    {"«", 9, false}, {"»", 9, false},  {"*", 9, false},   {"+", 9, false},   {"!", 9, false},
    {"¡", 9, false}, {"¿", 9, false},  {"|", 10, false},  {"~", 10, false},  {"^", 10, false},
    {"_", 6, false}, {"=", 9, false},  {"..", 10, false}, {"::", 10, false}, {"-", 1, false},
    {"/", 1, false}, {"·", 9, false},  {"…", 8, true},
};

struct seam {
    uint32_t before, mark, marks, after; // pieces
    float gain;
    bool stays; // the mark does, and a blank follows it
    bool opens; // so does the last one, which opens something, and the blank stands before it
    bool colon; // such a mark
    bool typed; // so, if the document has no specks: whoever types forgets blanks behind commas
};

struct seams {
    struct seam *seams;
    uint32_t seams_count, seams_cap;
};

static const struct mark *mark_of(const esc_work *work, uint32_t piece) {
    const esc_piece *p = &work->pieces.pieces[piece];
    const esc_form *form = work->form_of[p->first_unit];
    if (p->unit_count != 1 || form->kind != ESC_TOKEN_PUNCT || !esc_piece_is_raw(p)) return NULL;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (!strcmp(form->text, marks[i].text)) return &marks[i];
    return NULL;
}

// A word that is none of the kinds that marks are printed behind or within: initials, abbreviations,
// acronyms.
static bool is_plain(const esc_form *form, bool last) {
    if (!form || form->kind > ESC_TOKEN_UPPER || form->doubtful) return false;
    if (last && form->classes & (ESC_LEX_ABBREVIATION | ESC_LEX_TITLE)) return false;
    return form->letters >= LEAST_LETTERS || strchr("yaoe", *form->text);
}

static bool is_function(const esc_form *form) {
    return (form->kind == ESC_TOKEN_WORD || form->kind == ESC_TOKEN_UPPER) &&
           form->letters <= LONG_FUNCTION && form->log_frequency > FUNCTION_LOG_FREQUENCY;
}

// "C." before a name, cut as one piece.
static bool is_title(const esc_form *form) { return form && !strcmp(form->text, "C."); }

// CO.RE.BE, but not DE.REUNIONES.
static bool may_be_acronym(const esc_form *left, const esc_form *right) {
    if (left->kind != ESC_TOKEN_UPPER || right->kind != ESC_TOKEN_UPPER) return false;
    return (left->letters < LEAST_CAPITALS && left->log_frequency < FUNCTION_LOG_FREQUENCY) ||
           (right->letters < LEAST_CAPITALS && right->log_frequency < FUNCTION_LOG_FREQUENCY);
}

// ka'a, k'aax, ra'a: Indigenous languages write a stop of the voice so.
static bool is_glottal(const struct mark *mark, const esc_form *left, const esc_form *right) {
    bool apostrophe = !strcmp(mark->text, "'") || !strcmp(mark->text, "’") || !strcmp(mark->text, "‘");
    return apostrophe && left->letters < LEAST_CAPITALS && right->letters < LEAST_CAPITALS;
}

static bool is_glued_hyphen(const esc_work *work, uint32_t piece) {
    if (piece >= work->pieces.pieces_count || !work->pieces.pieces[piece].unit_count) return false;
    const struct mark *mark = mark_of(work, piece);
    return mark && *mark->text == '-' && !esc_work_unit(work, piece)->blank_before;
}

// "difíciles-de-recordar": a hyphen on either side of a word is no speck in a text that has none.
static bool is_hyphened(const esc_work *work, uint32_t hyphen) {
    return (hyphen > 1 && is_glued_hyphen(work, hyphen - 2)) || is_glued_hyphen(work, hyphen + 2);
}

// "Lic.Arturo": a given name behind a title's stop that lost its blank.
static bool is_titled(const esc_form *left, const esc_form *right) {
    return left && right && left->classes & ESC_LEX_TITLE && right->kind == ESC_TOKEN_CAPITAL &&
           !right->doubtful && right->classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME);
}

// "vocal.Acto seguido": a sentence behind a stop.
static bool is_stopped(const esc_form *left, const esc_form *right) {
    if (is_function(left)) return false; // del.Código: a speck in the blank's place
    return left->kind == ESC_TOKEN_WORD && left->letters >= LEAST_STOPPED && !left->doubtful &&
           left->classes & ESC_LEX_WORD && right->kind == ESC_TOKEN_CAPITAL && !right->doubtful &&
           right->classes & ESC_LEX_WORD;
}

// Marks that stand in pairs.
static const struct pair {
    const char *open, *close;
} pairs[] = {{"¿", "?"}, {"¡", "!"}, {"«", "»"}, {"“", "”"}};

// Whether the mate of a mark stands ahead (step 1) or behind (-1).
static bool has_mate(const esc_work *work, uint32_t piece, const char *mate, int step) {
    for (uint32_t i = piece + (uint32_t)step, n = 0; n < MATE_REACH && i < work->pieces.pieces_count;
         i += (uint32_t)step, n++) {
        const esc_form *form = esc_work_raw_form(work, i);
        if (form && form->kind == ESC_TOKEN_PUNCT && strstr(form->text, mate)) return true;
    }
    return false;
}

// "pero,¿qué?", "provincias”que": marks that have their mates are no specks; a blank was lost beside them.
static bool read_paired(const esc_work *work, struct seam *ret, const struct mark *first) {
    const uint32_t last = ret->after - 1;
    const esc_form *form = esc_work_raw_form(work, last);
    for (size_t i = 0; form && i < sizeof pairs / sizeof *pairs; i++) {
        if (!strcmp(form->text, pairs[i].open) && (ret->marks == 1 || first->ends))
            ret->opens = has_mate(work, last, pairs[i].close, 1);
        else if (!strcmp(form->text, pairs[i].close) && ret->marks == 1)
            ret->stays = has_mate(work, last, pairs[i].open, -1);
    }
    ret->typed = ret->opens || ret->stays;
    ret->gain = TITLE_NATS;
    return ret->typed;
}

// The seam behind a piece; false where there is none.
static bool read_seam(esc_work *work, uint32_t before, struct seam *ret) {
    uint32_t count = work->pieces.pieces_count, mark = before + 1;
    *ret = (struct seam){.before = before, .mark = mark};
    float odd = 0;
    const struct mark *first = NULL;
    for (; mark + 1 < count && ret->marks < MOST_MARKS; mark++, ret->marks++) {
        const struct mark *this = work->pieces.pieces[mark].unit_count ? mark_of(work, mark) : NULL;
        if (!this) break;
        if (!esc_unit_is_glued(esc_work_unit(work, mark))) return false;
        odd += this->odd_nats;
        if (!first) first = this;
    }
    if (!ret->marks || mark >= count || !work->pieces.pieces[mark].unit_count) return false;
    if (!esc_unit_is_glued(esc_work_unit(work, mark))) return false;
    ret->after = mark;
    const esc_form *left = esc_work_word(work, before, true), *right = esc_work_word(work, mark, false);
    if (is_title(left) && right && right->classes & ESC_LEX_GIVEN && right->kind != ESC_TOKEN_WORD &&
        *first->text != '.') {
        ret->gain = TITLE_NATS; // C.-Lorena
        return true;
    }
    if (ret->marks == 1 && !strcmp(first->text, ".") && is_titled(left, right)) {
        ret->typed = ret->stays = true;
        ret->gain = TITLE_NATS;
        return true;
    }
    if (left && right && left->kind <= ESC_TOKEN_UPPER && right->kind <= ESC_TOKEN_UPPER &&
        read_paired(work, ret, first))
        return true;
    // "inclusive;-Artículo", "a.Personal" below a letter's heading, the "e.firma"
    const bool letter = left && left->kind != ESC_TOKEN_NUMBER && left->letters == 1;
    if (!work->channel.noisy && first->ends && (ret->marks > 1 || letter)) return false;
    // "6.en contra": a number before an article or a preposition.
    bool number = left && left->kind == ESC_TOKEN_NUMBER && right && is_function(right);
    if ((!number && !is_plain(left, true)) || !is_plain(right, false)) return false;
    if (number && *first->text == '/' && right->letters == 1) return false; // "la 18/a Zona"
    if (*first->text == '.' && may_be_acronym(left, right)) return false;
    if (is_glottal(first, left, right)) return false;
    if (*first->text == '/' && !esc_channel_is_scan(&work->channel)) return false;
    if (*first->text == '-' && left->kind == ESC_TOKEN_UPPER && right->kind == ESC_TOKEN_UPPER &&
        !is_function(left) && !esc_channel_is_scan(&work->channel))
        return false;                                          // REAL DECRETO-LEY, PODEMOS-EN COMÚ
    if (first->odd_nats < SPECK_NATS && *first->text != '_') { // decretos-leyes, but hardly informe-de
        if (!is_function(left) && !is_function(right)) return false;
        if (*first->text == '/' && is_function(left) == is_function(right)) return false; // el/la
        if (!work->channel.noisy && is_hyphened(work, ret->mark)) return false;
        odd += FUNCTION_NATS;
    }
    esc_context state = esc_work_context_before(work, before), with, without;
    esc_form_step(&work->forms, left, &state, &state);
    const esc_form *sign = esc_work_first_form(work, ret->mark);
    float kept = esc_form_step(&work->forms, sign, &state, &with);
    kept += esc_form_step(&work->forms, right, &with, NULL);
    float dropped = esc_form_step(&work->forms, right, &state, &without);
    const esc_form *next = mark + 1 < count && work->pieces.pieces[mark + 1].unit_count &&
                                   !esc_breaks_before(work, work->pieces.pieces[mark + 1].first_unit)
                               ? esc_work_word(work, mark + 1, false)
                               : NULL;
    if (next) {
        esc_form_step(&work->forms, right, &with, &with);
        kept += esc_form_step(&work->forms, next, &with, NULL);
        dropped += esc_form_step(&work->forms, next, &without, NULL);
    }
    ret->stays = ret->marks == 1 && first->ends && kept - BLANK_NATS > dropped - SPECK_NATS;
    ret->typed = ret->marks == 1 && strchr(",;:", *first->text) &&
                 (!work->channel.noisy || (ret->stays && *first->text != ':'));
    ret->colon = *first->text == ':'; // a speck more often than others
    ret->typed |= ret->marks == 1 && !strcmp(first->text, ".") && is_stopped(left, right);
    ret->gain = odd + (ret->stays ? -BLANK_NATS : dropped - kept - SPECK_NATS);
    return true;
}

static void mend(esc_work *work, const struct seam *seam) {
    esc_piece *all = work->pieces.pieces, *piece = &all[seam->before];
    while (!piece->unit_count) piece--; // joined with the one before it
    size_t left_len, right_len;
    const char *left = esc_piece_text(work->doc, &work->units, piece, &left_len);
    const char *right = esc_piece_text(work->doc, &work->units, &all[seam->after], &right_len);
    const esc_form *first = work->form_of[all[seam->mark].first_unit],
                   *last = work->form_of[all[seam->after - 1].first_unit];
    const bool ends = seam->stays || (seam->opens && seam->marks > 1);
    const char *text =
        esc_arena_printf(work->arena, "%.*s%s %s%.*s", (int)left_len, left, ends ? first->text : "",
                         seam->opens ? last->text : "", (int)right_len, right);
    if (piece->change_count + all[seam->after].change_count >= ESC_PIECE_CHANGES)
        piece->change_count = all[seam->after].change_count = 0; // told as one
    for (uint32_t i = seam->mark; i <= seam->after; i++)
        if (!esc_piece_join(work->doc, &work->units, piece, &all[i], work->arena)) return;
    esc_piece_change(piece, ESC_EDIT_SPLIT, ESC_BY_RULE, text, 0.9f);
}

// The forms on both sides and the mark between.
static bool are_alike(const esc_work *work, const struct seam *a, const struct seam *b) {
    const uint32_t pieces[][2] = {{a->before, b->before}, {a->mark, b->mark}, {a->after, b->after}};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        if (esc_work_raw_form(work, pieces[i][0]) != esc_work_raw_form(work, pieces[i][1])) return false;
    return true;
}

// "e.firma", again and again: who typed it meant it.
static bool is_usual(const esc_work *work, const struct seams *seams, const struct seam *seam) {
    uint32_t times = 0;
    for (uint32_t i = 0; i < seams->seams_count && i < MOST_COMPARED && times < MANY_ALIKE; i++)
        times += are_alike(work, &seams->seams[i], seam);
    return times >= MANY_ALIKE;
}

void esc_work_mend_seams(esc_work *work) {
    struct seams all = {0};
    uint32_t sure = 0, typed = 0;
    for (uint32_t i = 0; i + 2 < work->pieces.pieces_count; i++) {
        struct seam seam;
        if (!work->pieces.pieces[i].unit_count || !read_seam(work, i, &seam)) continue;
        *ESC_GROW(&all, seams, 1) = seam;
        if (seam.typed)
            typed++;
        else
            sure += seam.gain >= MARGIN_NATS;
    }
    const uint32_t least = work->channel.noisy ? LEAST_SEAMS : MANY_SEAMS,
                   least_typed = work->was_read ? 1 : least; // an engine loses one at a time
    const bool specked = sure >= least;
    for (uint32_t i = 0; i < all.seams_count; i++) {
        struct seam *seam = &all.seams[i];
        const bool as_typed = seam->typed && !specked;
        seam->stays |= as_typed && !seam->opens;
        if (seam->marks == 1 && is_usual(work, &all, seam)) continue;
        if (as_typed ? typed >= (seam->colon ? least : least_typed)
                     : seam->gain >= (specked ? MARGIN_NATS : ALONE_NATS))
            mend(work, seam);
    }
    free(all.seams);
}
