// SPDX-License-Identifier: GPL-3.0-or-later
// Hours that are told in words: "a las mueve horas con treinta y <inico minutos", nueve and cinco. Only
// numbers stand there, so that the nearest one is meant, whether what was read is a word or not.
#include <string.h>

#include "base/distance.h"
#include "correct/work.h"

enum { LEAST_LETTERS = 4, LONG_LETTERS = 8 };

static const char *const hours[] = {
    "dos",       "tres",       "cuatro", "cinco",     "seis",      "siete",     "ocho",      "nueve",
    "diez",      "once",       "doce",   "trece",     "catorce",   "quince",    "dieciséis", "diecisiete",
    "dieciocho", "diecinueve", "veinte", "veintiuna", "veintidós", "veintitrés"};
static const char *const ones[] = {"un",    "uno",  "dos",   "tres", "cuatro",
                                   "cinco", "seis", "siete", "ocho", "nueve"};
static const char *const tens[] = {"diez",         "once",        "doce",       "trece",       "catorce",
                                   "quince",       "dieciséis",   "diecisiete", "dieciocho",   "diecinueve",
                                   "veinte",       "veintiún",    "veintiuno",  "veintidós",   "veintitrés",
                                   "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho",
                                   "veintinueve",  "treinta",     "cuarenta",   "cincuenta"};
static const char *const round_tens[] = {"treinta", "cuarenta", "cincuenta"};

// The number of a list that a word is but for one letter, or two of a long one, or is at once; NULL: none, or
// several.
static const char *nearest(const esc_form *read, const char *const *list, size_t count) {
    const char *best = NULL;
    size_t least = read->letters >= LONG_LETTERS ? 2 : read->letters >= LEAST_LETTERS ? 1 : 0;
    bool alone = true;
    for (size_t i = 0; i < count; i++) {
        const size_t far = esc_distance(read->text, read->len, list[i], strlen(list[i]));
        if (far > least || (best && far == least)) {
            alone &= far != least || !best;
            continue;
        }
        best = list[i], least = far, alone = true;
    }
    return alone ? best : NULL;
}

#define NEAREST(read, list) nearest(read, list, sizeof(list) / sizeof *(list))

static bool is_one_of(const esc_work *work, uint32_t piece, const char *const *list, size_t count) {
    const esc_form *form = piece < work->pieces.pieces_count ? esc_work_raw_form(work, piece) : NULL;
    for (size_t i = 0; form && i < count; i++)
        if (!strcmp(form->text, list[i])) return true;
    return false;
}

#define IS_ONE_OF(work, piece, list) is_one_of(work, piece, list, sizeof(list) / sizeof *(list))

// The number that stands at a piece, by what stands around it; NULL: as it was read, or no hour.
static const char *meant_at(const esc_work *work, uint32_t piece) {
    static const char *const begins[] = {"siendo", "a", "Siendo", "A", "de", "ser", "desde", "hasta"};
    const esc_form *read = esc_work_raw_form(work, piece);
    if (!read || read->kind != ESC_TOKEN_WORD || piece < 2 || esc_work_is_glued(work, piece + 1)) return NULL;
    const char *meant = NULL;
    if (esc_work_says(work, piece + 1, "horas") && esc_work_says(work, piece - 1, "las") &&
        IS_ONE_OF(work, piece - 2, begins))
        meant = NEAREST(read, hours);
    else if (esc_work_says(work, piece + 1, "minutos") && esc_work_says(work, piece - 1, "y") &&
             IS_ONE_OF(work, piece - 2, round_tens))
        meant = NEAREST(read, ones);
    else if (esc_work_says(work, piece + 1, "minutos") && esc_work_says(work, piece - 2, "horas") &&
             (esc_work_says(work, piece - 1, "con") || esc_work_says(work, piece - 1, "y")))
        meant = NEAREST(read, tens);
    else if (esc_work_says(work, piece + 1, "y") && esc_work_says(work, piece + 3, "minutos") &&
             IS_ONE_OF(work, piece + 2, ones))
        meant = NEAREST(read, round_tens);
    return meant && strcmp(meant, read->text) != 0 ? meant : NULL;
}

void esc_work_repair_hours(esc_work *work) {
    if (esc_channel_is_typed(&work->channel) && !work->was_read) return;
    for (uint32_t i = 2; i + 1 < work->pieces.pieces_count; i++) {
        if (!work->pieces.pieces[i].unit_count) continue;
        const char *meant = meant_at(work, i);
        if (!meant) continue;
        work->pieces.pieces[i].change_count = 0;
        esc_piece_change(&work->pieces.pieces[i],
                         esc_work_first_form(work, i)->doubtful ? ESC_EDIT_NONWORD : ESC_EDIT_REALWORD,
                         ESC_BY_RULE, meant, 0.94f);
    }
}
