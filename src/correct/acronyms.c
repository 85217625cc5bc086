// SPDX-License-Identifier: GPL-3.0-or-later
// The letters of a code's acronyms that were read as figures: 0AG/561/2010 is OAG, CDH/O1C/0517/2024 is OIC.
// What could be a number stays unless the document or a glossary knows the acronym: as a word, or by the
// initials of words that stand side by side (Órgano Interno de Control).
#include <string.h>

#include "base/utf8.h"
#include "correct/own_acronyms.h"

enum {
    LEAST_UPPER = 2,
    LEAST_RANDOM = 2,
    LEAST_HEAD = 3, // letters of a word that stand for it
    LEAST_SPELLED = 4,
    LEAST_TIMES = 2,       // that another acronym stands in the document
    LEAST_TIMES_SHORT = 4, // one of four letters
    MOST_ACRONYM = 8,
    MOST_STROKES = 3,
    LEAST_NUMBER = 3,  // figures
    BRACKET_REACH = 40 // pieces
};

// Capitals that are hardly more than a stroke.
#define STROKES "ITLJ"

static bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

// The capital that a figure or a small letter may be, 0 where none.
static char letter_of(char c) { return c == '0' ? 'O' : c == '1' || c == 'l' ? 'I' : c == '5' ? 'S' : 0; }

static bool stands_alone(const esc_work *work, const char *acronym, size_t len) {
    const esc_form *form = esc_forms_find(&work->forms, acronym, len);
    return esc_lexicon_lookup(work->lexicon, acronym, len) & ESC_LEX_ACRONYM ||
           (form && form->count && form->kind == ESC_TOKEN_UPPER);
}

// Whether the figures at an end of a part count the letters beside them: CG1 may be the first paper of CG,
// 1SO the first of the sessions that stand as SO; 5A and B1 are no acronyms. Nobody counts from nought.
static bool counts(const esc_work *work, char figure, size_t figures, const char *letters, size_t len) {
    if (!figures || (figures == 1 && figure == '0')) return false;
    return figures > 1 || len < LEAST_UPPER || stands_alone(work, letters, len);
}

// How often an acronym stands, alone or as the part of a code.
static uint32_t times(const esc_work *work, esc_own_acronyms *own, const char *acronym, size_t len) {
    const esc_form *alone = esc_forms_find(&work->forms, acronym, len);
    return esc_own_acronyms_in_codes(own, acronym, len) +
           (alone && alone->kind == ESC_TOKEN_UPPER ? alone->count : 0);
}

// Mends text[0 … len-1], a part of a code; gives whether it had to be.
static bool mend_part(esc_work *work, esc_own_acronyms *own, char *text, size_t len, bool alone) {
    char meant[ESC_ACRONYM_BYTES];
    size_t upper = 0, figures = 0, tail = 0;
    if (len < 2 || len >= sizeof meant) return false;
    for (size_t i = 0; i < len; i++) {
        bool figure = esc_utf8_is_digit((unsigned char)text[i]);
        meant[i] = is_capital(text[i]) ? text[i] : letter_of(text[i]);
        if (!meant[i]) return false;
        upper += is_capital(text[i]);
        figures += figure;
        tail = figure ? tail + 1 : 0;
    }
    meant[len] = 0;
    if (!upper || upper == len) return false;
    bool nought = figures == 1 && !(tail && alone) && memchr(text, '0', len); // nobody counts from it
    const bool strokes =
        (!alone && !meant[strspn(meant, "I")] && len <= MOST_STROKES &&
         (!figures || len == MOST_STROKES)) ||                                      // CAF-2018-Il, 2187-I11-1
        (!alone && (!strcmp(meant, "IV") || !strcmp(meant, "IX")) && *text == '1'); // SO/1V-21
    bool sure = strokes || (upper >= LEAST_UPPER && (!figures || nought));
    if (!sure) {
        const bool spelled = esc_own_acronyms_spelled(own, meant);
        const bool stands = len > LEAST_UPPER ? stands_alone(work, meant, len) : times(work, own, meant, len);
        if (!spelled && !stands) return false; // S0 may be 50
        const size_t head = strspn(text, "0123456789");
        if (counts(work, text[len - 1], tail, text, len - tail)) return false;
        const bool whole = head && head < len && *text == '5' && len - head >= LEAST_UPPER &&
                           (!spelled || stands_alone(work, meant, len)) &&
                           !stands_alone(work, text + head, len - head); // 55CG where SSCG stands
        if (!whole && counts(work, *text, head, text + head, len - head)) return false;
        if (head && *text != '0' && !spelled && esc_own_acronyms_spelled(own, meant + head)) return false;
    }
    memcpy(text, meant, len);
    return true;
}

// "A7x4-Q0lO-91Ib": a code of chance, as those that a paper is verified by, has no letters that mean
// anything.
static bool is_random(const esc_form *code) {
    static const char small[] = "abcdefghijklmnopqrstuvwxyz", figures[] = "0123456789";
    int mixed = 0;
    for (size_t from = 0, to; from < code->len; from = to + 1) {
        const char *part = code->text + from;
        size_t len = strcspn(part, "-/");
        mixed += strcspn(part, small) < len && strcspn(part, figures) < len;
        to = from + len;
    }
    return mixed >= LEAST_RANDOM;
}

// "TEEX/CG/…" of the Instituto Estatal Electoral de Xaltitlán: an I whose serifs were read as a T, a J or an
// L, where the document spells the acronym so or writes it elsewhere, and has no such other body.
static bool mend_first(esc_work *work, esc_own_acronyms *own, char *text, size_t len) {
    static const char *const tribunals[] = {"Tribunal", "TRIBUNAL", "tribunal"};
    char meant[ESC_ACRONYM_BYTES], read[ESC_ACRONYM_BYTES];
    if (len < LEAST_SPELLED || len >= sizeof meant || !strchr("TJL", *text)) return false;
    for (size_t i = 0; i < len; i++)
        if (!is_capital(text[i])) return false;
    memcpy(read, text, len);
    read[len] = 0;
    memcpy(meant, read, len + 1);
    *meant = 'I';
    if (esc_own_acronyms_spelled(own, read) || esc_lexicon_lookup(work->lexicon, read, len)) return false;
    for (size_t i = 0; i < sizeof tribunals / sizeof *tribunals && *read == 'T'; i++) {
        const esc_form *form = esc_forms_find(&work->forms, tribunals[i], strlen(tribunals[i]));
        if (form && form->count) return false;
    }
    const bool known = esc_lexicon_lookup(work->lexicon, meant, len) & ESC_LEX_ACRONYM;
    if (!esc_own_acronyms_spelled(own, meant) && !known &&
        times(work, own, meant, len) < times(work, own, read, len))
        return false;
    *text = 'I';
    return true;
}

// Whether the document has the acronym often enough, or spells a longer one.
static bool is_own(const esc_work *work, esc_own_acronyms *own, const char *acronym, size_t len) {
    if (len == LEAST_SPELLED) return times(work, own, acronym, len) >= LEAST_TIMES_SHORT;
    return times(work, own, acronym, len) >= LEAST_TIMES || esc_own_acronyms_spelled(own, acronym);
}

// The same without one of its letters, a stroke or one read twice: "ANINP", "IHHERT", "CODRRH" of the
// Comisión de Derechos, Recursos y …; INADI beside INAI is another body. None at an end, as OPLES are several
// OPLE. In the arena; NULL where the document has none.
static const char *without_letter(esc_work *work, esc_own_acronyms *own, const char *text, size_t len) {
    for (size_t i = text[1] == text[0] ? 2 : 1; i + 1 < len && len > LEAST_SPELLED; i++) { // PPSOE
        if (!strchr(STROKES, text[i]) && text[i] != text[i - 1]) continue;
        const char *meant =
            esc_arena_printf(work->arena, "%.*s%.*s", (int)i, text, (int)(len - i - 1), text + i + 1);
        const uint32_t stands = times(work, own, meant, len - 1);
        if (stands >= LEAST_TIMES || (stands && esc_own_acronyms_spelled(own, meant))) return meant;
    }
    return NULL;
}

// "UTEN" where UTCN stands again and again, "IEESE" of the Instituto Electoral del Estado de Sierra Linda: a
// capital read for one that looks like it, or one too many, in an acronym that stands once and that nobody
// else knows. Gives the letters meant, NULL where they are the own ones. In the arena.
static const char *meant_near(esc_work *work, esc_own_acronyms *own, const char *text, size_t len) {
    static const char *const alike[] = {STROKES, "CEFGL", "CGOQD", "EFPRB", "HNM", "UV"};
    const bool typed = esc_channel_is_typed(&work->channel); // IMDER beside IMDPR is another body
    if (len < LEAST_SPELLED || len > MOST_ACRONYM) return NULL;
    for (size_t i = 0; i < len; i++)
        if (!is_capital(text[i])) return NULL;
    char *meant = esc_arena_strndup(work->arena, text, len);
    if (esc_lexicon_lookup(work->lexicon, meant, len) || times(work, own, meant, len) > 1) return NULL;
    if (esc_own_acronyms_spelled(own, meant)) return NULL;
    const char *shorter = without_letter(work, own, text, len);
    if (shorter) return shorter;
    for (size_t i = 0; i < len; i++) {
        for (size_t k = 0; k < sizeof alike / sizeof *alike; k++)
            for (const char *other = strchr(alike[k], text[i]) ? alike[k] : ""; *other; other++) {
                meant[i] = *other;
                if (*other == text[i] || !is_own(work, own, meant, len)) continue;
                if (!typed || !k || times(work, own, meant, len) >= LEAST_TIMES_SHORT) return meant;
            }
        meant[i] = text[i];
    }
    return NULL;
}

// "(EPCA)" and "([EPCA)" for IEPCA: the I went into the bracket, or became one.
static void mend_behind_bracket(esc_work *work, esc_own_acronyms *own, uint32_t piece) {
    const esc_form *form = esc_work_raw_form(work, piece);
    if (!piece || !form || form->kind != ESC_TOKEN_UPPER || form->len + 1u < LEAST_SPELLED ||
        form->len >= MOST_ACRONYM || form->classes || form->count > 1 || *form->text == 'I' ||
        !esc_work_is_glued(work, piece))
        return;
    const bool stroke = esc_work_says(work, piece - 1, "[");
    if (!stroke && !esc_work_says(work, piece - 1, "(")) return;
    const char *meant = esc_arena_printf(work->arena, "I%s", form->text);
    const uint32_t stands = times(work, own, form->text, form->len); // HRET, as its codes have it, too
    if (stands > 1 && stands > times(work, own, meant, form->len + 1u)) return;
    if (!esc_own_acronyms_spelled(own, meant) && times(work, own, meant, form->len + 1u) < LEAST_TIMES)
        return;
    esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_ACRONYM, ESC_BY_RULE, meant, 0.93f);
    if (stroke)
        esc_piece_change(&work->pieces.pieces[piece - 1], ESC_EDIT_PUNCTUATION, ESC_BY_RULE, "", 0.93f);
}

// "Al-09-2022": two letters before two numbers, no word.
static void mend_short(esc_work *work, uint32_t piece) {
    const esc_form *letters = esc_work_raw_form(work, piece), *hyphen = esc_work_raw_form(work, piece + 1),
                   *numbers = esc_work_raw_form(work, piece + 2);
    if (!letters || letters->len != 2 || !is_capital(*letters->text) || letters->text[1] != 'l') return;
    if (!hyphen || strcmp(hyphen->text, "-") || !numbers || !strpbrk(numbers->text, "-/") ||
        numbers->text[strspn(numbers->text, "0123456789-/")])
        return;
    for (uint32_t i = piece + 1; i <= piece + 2; i++)
        if (!esc_unit_is_glued(esc_work_unit(work, i))) return;
    char *meant = esc_arena_strndup(work->arena, letters->text, letters->len);
    meant[1] = 'I';
    esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_CODE, ESC_BY_RULE, meant, 0.9f);
}

// "D5P/5UB/0631": where one S of a code was read as a 5, the one that leads another part of it was, too.
static void mend_beside(const char *code, char *after) {
    bool within = false;
    for (size_t i = 0; code[i]; i++) within |= code[i] == '5' && after[i] == 'S';
    for (size_t from = 0, to; within && after[from]; from = to + (after[to] != 0)) {
        to = from + strcspn(after + from, "-/");
        size_t upper = 0;
        while (is_capital(after[from + 1 + upper]) && from + 1 + upper < to) upper++;
        if (after[from] == '5' && upper >= LEAST_UPPER && from + 1 + upper == to) after[from] = 'S';
    }
}

// Whether the document has the letters as an acronym: alone, in a code, as initials of its words, or as the
// beginning of one (EXT of Extraordinaria).
static bool has_letters(esc_work *work, esc_own_acronyms *own, const char *text, size_t len) {
    if (stands_alone(work, text, len) || esc_own_acronyms_in_codes(own, text, len)) return true;
    return esc_own_acronyms_spelled(own, text) ||
           (len >= LEAST_HEAD && esc_own_acronyms_begun(own, text, len, LEAST_HEAD));
}

// Whether another part of a code is a number with a nought before it: who writes 01 writes 07.
static bool is_padded(const char *code) {
    for (const char *part = code; *part;) {
        const size_t len = strcspn(part, "-/");
        if (*part == '0' && len > 1 && strspn(part, "0123456789") >= len) return true;
        part += len + (part[len] != 0);
    }
    return false;
}

// "EXTO7/01/2023", "CDO6/A-011": the nought of a number behind an acronym. The document has it so elsewhere,
// or has the acronym without the O, none with it, and other numbers with a nought.
static bool mend_nought(esc_work *work, esc_own_acronyms *own, const char *code, char *text, size_t len) {
    char meant[ESC_ACRONYM_BYTES], letters[ESC_ACRONYM_BYTES];
    size_t upper = 0;
    while (upper < len && is_capital(text[upper])) upper++;
    if (upper < LEAST_UPPER + 1 || upper == len || len >= sizeof meant || !strchr("OQ", text[upper - 1]))
        return false;
    if (text[upper] == '0' || strspn(text + upper, "0123456789") < len - upper) return false;
    memcpy(meant, text, len);
    meant[len] = 0;
    meant[upper - 1] = '0';
    memcpy(letters, text, upper);
    letters[upper] = 0;
    if (stands_alone(work, letters, upper) || esc_own_acronyms_in_codes(own, letters, upper)) return false;
    if (!esc_own_acronyms_in_codes(own, meant, len)) {
        if (len > upper + 1 || !is_padded(code) || has_letters(work, own, letters, upper)) return false;
        letters[upper - 1] = 0;
        if (!has_letters(work, own, letters, upper - 1)) return false;
    }
    text[upper - 1] = '0';
    return true;
}

// "cr/sE/03", "CcrI-12" where CT/SE and CTI stand again and again: capitals that were read as small letters,
// a T as an r. Gives the acronym meant, NULL where the document has none. In the arena.
static const char *meant_capitals(esc_work *work, esc_own_acronyms *own, const char *text, size_t len) {
    bool small = false;
    if (len < LEAST_UPPER || len >= ESC_ACRONYM_BYTES) return NULL;
    for (size_t i = 0; i < len; i++) {
        const bool lower = text[i] >= 'a' && text[i] <= 'z';
        if (!lower && !is_capital(text[i])) return NULL;
        small |= lower;
    }
    for (int variant = 0; variant < 4 && small; variant++) {
        const bool stroke = variant & 1, doubled = variant & 2;
        char meant[ESC_ACRONYM_BYTES];
        size_t at = 0;
        if (doubled && (text[0] | 0x20) != (text[1] | 0x20)) break;
        for (size_t i = doubled; i < len; i++) {
            const bool lower = text[i] >= 'a';
            meant[at++] = stroke && text[i] == 'r' ? 'T' : lower ? (char)(text[i] - 'a' + 'A') : text[i];
        }
        meant[at] = 0;
        if (at >= LEAST_UPPER && times(work, own, meant, at) >= LEAST_TIMES)
            return esc_arena_strndup(work->arena, meant, at);
    }
    return NULL;
}

static const char *with_capitals(esc_work *work, esc_own_acronyms *own, const char *code) {
    const char *ret = "";
    bool changed = false;
    for (size_t from = 0, to; code[from]; from = to + (code[to] != 0)) {
        to = from + strcspn(code + from, "-/");
        const char *meant = meant_capitals(work, own, code + from, to - from);
        changed |= meant != NULL;
        const char *part = meant ? meant : esc_arena_strndup(work->arena, code + from, to - from);
        ret = esc_arena_printf(work->arena, "%s%s%.*s", ret, part, code[to] != 0, code + to);
    }
    return changed ? ret : NULL;
}

// "PA/CABJ0387/2023" of the Cabildo: a stroke that was read as a letter between an acronym and a number with
// a nought.
static const char *with_stroke(esc_work *work, esc_own_acronyms *own, const char *code) {
    for (size_t from = 0, to; code[from]; from = to + (code[to] != 0)) {
        to = from + strcspn(code + from, "-/");
        const char *text = code + from;
        size_t upper = 0;
        while (is_capital(text[upper])) upper++;
        if (upper < LEAST_HEAD || upper >= ESC_ACRONYM_BYTES || !strchr("JI", text[upper - 1])) continue;
        if (text[upper] != '0' || to - from - upper < LEAST_NUMBER || code[to] != '/' ||
            strspn(text + upper, "0123456789") != to - from - upper)
            continue;
        const char *whole = esc_arena_strndup(work->arena, text, upper),
                   *less = esc_arena_strndup(work->arena, text, upper - 1);
        if (has_letters(work, own, whole, upper) || !has_letters(work, own, less, upper - 1)) continue;
        return esc_arena_printf(work->arena, "%.*s/%s", (int)(from + upper - 1), code, text + upper);
    }
    return NULL;
}

// "CDE-X1/0027" of a Consejo Distrital XI: a numeral that the document has as one. V1 is a version.
static const char *with_numeral(esc_work *work, const char *code) {
    for (size_t from = 0, to; code[from]; from = to + (code[to] != 0)) {
        to = from + strcspn(code + from, "-/");
        const size_t tens = strspn(code + from, "X"), ones = strspn(code + from + tens, "I1l");
        if (!from || !tens || !ones || from + tens + ones != to || ones > MOST_STROKES) continue;
        char *meant = esc_arena_strndup(work->arena, code, strlen(code));
        memset(meant + from + tens, 'I', ones);
        if (!strcmp(meant, code)) continue;
        const esc_form *form = esc_forms_find(&work->forms, meant + from, to - from);
        if (form && form->count && form->kind == ESC_TOKEN_ROMAN) return meant;
    }
    return NULL;
}

// "3,4S0.00", cut at its letter: no letter belongs there.
static bool is_within_amount(const esc_work *work, uint32_t piece) {
    if (!piece || !esc_work_is_glued(work, piece)) return false;
    size_t len;
    const char *before = esc_work_piece_text(work, piece - 1, &len);
    return len && strchr("0123456789$", before[len - 1]) != NULL;
}

// What a piece says, where it was read so or but its numbers were mended (codes.c); NULL otherwise.
static const esc_form *said(esc_work *work, uint32_t piece) {
    const esc_piece *p = &work->pieces.pieces[piece];
    const esc_change *change = p->unit_count == 1 ? esc_piece_applied(p) : NULL;
    if (!change || change->class != ESC_EDIT_CODE || change->by != ESC_BY_RULE)
        return esc_work_raw_form(work, piece);
    return esc_forms_intern(&work->forms, change->after, strlen(change->after));
}

// One edit, whatever was mended before.
static void say(esc_work *work, uint32_t piece, const char *text) {
    work->pieces.pieces[piece].change_count = 0;
    esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_CODE, ESC_BY_RULE, text, 0.9f);
}

void esc_work_repair_acronyms(esc_work *work) {
    esc_own_acronyms *own = esc_work_own_acronyms(work);
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        mend_short(work, i);
        const esc_form *code = said(work, i);
        if (!code || (code->kind != ESC_TOKEN_CODE && code->kind != ESC_TOKEN_UPPER) || is_random(code))
            continue;
        if (is_within_amount(work, i)) continue;
        const bool figures = code->kind == ESC_TOKEN_CODE || strpbrk(code->text, "05"); // S5CG
        char *after = esc_arena_strndup(work->arena, code->text, code->len);
        bool changed = false;
        for (size_t from = 0, to; from < code->len; from = to + 1) {
            to = from + strcspn(after + from, "-/");
            changed |=
                figures && mend_part(work, own, after + from, to - from, code->kind == ESC_TOKEN_UPPER);
            changed |= mend_first(work, own, after + from, to - from);
            changed |= figures && mend_nought(work, own, code->text, after + from, to - from);
        }
        if (changed && figures) mend_beside(code->text, after);
        if (code->kind == ESC_TOKEN_CODE && !changed) {
            const char *meant = with_capitals(work, own, after);
            if (!meant) meant = with_stroke(work, own, after);
            if (!meant) meant = with_numeral(work, after);
            if (meant) say(work, i, meant);
        }
        if (changed) say(work, i, after);
    }
}

// "[EPCA/CG/087", "¡EPCA/CG": the same at the head of a code.
static void mend_code_behind_bracket(esc_work *work, esc_own_acronyms *own, uint32_t piece) {
    const esc_form *form = esc_work_raw_form(work, piece);
    if (!piece || !form || form->kind != ESC_TOKEN_CODE || !esc_work_is_glued(work, piece) ||
        esc_work_is_glued(work, piece - 1))
        return;
    if (!esc_work_says(work, piece - 1, "[") && !esc_work_says(work, piece - 1, "¡")) return;
    const size_t len = strcspn(form->text, "-/");
    if (len + 1 < LEAST_SPELLED || len >= MOST_ACRONYM) return;
    const char *meant = esc_arena_printf(work->arena, "I%.*s", (int)len, form->text);
    if (!esc_own_acronyms_spelled(own, meant) && times(work, own, meant, len + 1) < LEAST_TIMES) return;
    esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[piece - 1], 2, ESC_EDIT_ACRONYM,
                   esc_arena_printf(work->arena, "I%s", form->text), 0.93f, work->arena);
}

// The same where so few capitals were read that no code was seen: one letter of its run is a capital, and
// there are figures in it.
static void mend_run(esc_work *work, esc_own_acronyms *own, uint32_t piece) {
    const esc_piece *p = &work->pieces.pieces[piece];
    if (p->unit_count != 1) return;
    const esc_form *form = work->form_of[p->first_unit];
    if (form->kind > ESC_TOKEN_MIXED || form->kind == ESC_TOKEN_UPPER || form->classes & ESC_LEX_WORD) return;
    const bool before = piece && esc_work_is_glued(work, piece) &&
                        (esc_work_says(work, piece - 1, "/") || esc_work_says(work, piece - 1, "-")),
               behind = esc_work_is_glued(work, piece + 1) &&
                        (esc_work_says(work, piece + 1, "/") || esc_work_says(work, piece + 1, "-"));
    if (!before && !behind) return;
    uint32_t from = piece, to = piece + 1;
    while (from && esc_work_is_glued(work, from)) from--;
    while (esc_work_is_glued(work, to)) to++;
    bool figures = false, capital = false;
    for (uint32_t i = from; i < to; i++) {
        size_t len;
        const char *text = esc_work_raw_text(work, i, &len);
        for (size_t k = 0; k < len; k++) {
            figures |= esc_utf8_is_digit((unsigned char)text[k]);
            capital |= is_capital(text[k]);
        }
    }
    const char *meant = figures && capital ? meant_capitals(work, own, form->text, form->len) : NULL;
    if (!meant) return;
    work->pieces.pieces[piece].change_count = 0;
    esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_CODE, ESC_BY_RULE, meant, 0.9f);
}

// "PA/UDA]J/0164": a J that was read as two signs.
static void mend_within_bracket(esc_work *work, uint32_t piece) {
    const esc_form *head = esc_work_raw_form(work, piece), *tail = esc_work_raw_form(work, piece + 2);
    if (!head || !tail || !esc_work_says(work, piece + 1, "]") || !esc_work_is_glued(work, piece + 1) ||
        !esc_work_is_glued(work, piece + 2) || *tail->text != 'J' || tail->kind != ESC_TOKEN_CODE)
        return;
    if (!is_capital(head->text[head->len - 1]) || !strpbrk(head->text, "/-") ||
        (tail->text[1] != '/' && tail->text[1] != '-'))
        return;
    esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[piece], 3, ESC_EDIT_CODE,
                   esc_arena_printf(work->arena, "%s%s", head->text, tail->text), 0.93f, work->arena);
}

// "la UT]" of the Unidad Técnica Jurídica: a letter whose stroke was read as a bracket, where nothing opened
// one and the document spells the acronym or has it elsewhere.
static void mend_before_bracket(esc_work *work, esc_own_acronyms *own, uint32_t piece) {
    const esc_form *form = esc_work_raw_form(work, piece);
    if (!form || form->kind != ESC_TOKEN_UPPER || form->len < LEAST_UPPER || form->len >= MOST_ACRONYM ||
        !esc_work_says(work, piece + 1, "]") || !esc_work_is_glued(work, piece + 1) ||
        (piece && esc_work_is_glued(work, piece)))
        return;
    for (uint32_t back = 1; back <= BRACKET_REACH && back <= piece; back++)
        if (esc_work_says(work, piece - back, "[")) return;
    const char *found = NULL;
    for (const char *letter = "JIL"; *letter; letter++) {
        const char *meant = esc_arena_printf(work->arena, "%s%c", form->text, *letter);
        if (!esc_own_acronyms_spelled(own, meant) && !times(work, own, meant, form->len + 1u)) continue;
        if (found) return;
        found = meant;
    }
    if (found)
        esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[piece], 2, ESC_EDIT_ACRONYM, found,
                       0.92f, work->arena);
}

// "I1EHRT", "IlEHRT/DPP/0345": the stroke of an own acronym's I was read twice.
static void mend_double(esc_work *work, esc_own_acronyms *own, uint32_t piece) {
    size_t len;
    const char *text = esc_work_piece_text(work, piece, &len);
    const size_t head = len ? strcspn(text, "-/ ") : 0, upper = head < len ? head : len;
    if (upper < LEAST_SPELLED + 1 || upper >= MOST_ACRONYM || *text != 'I' || !strchr("1lI", text[1])) return;
    for (size_t i = 2; i < upper; i++)
        if (!is_capital(text[i])) return;
    const char *read = esc_arena_strndup(work->arena, text, upper),
               *meant = esc_arena_printf(work->arena, "I%s", read + 2);
    if (esc_lexicon_lookup(work->lexicon, read, upper) || esc_own_acronyms_spelled(own, read)) return;
    const bool known = esc_lexicon_lookup(work->lexicon, meant, upper - 1) & ESC_LEX_ACRONYM;
    if (times(work, own, read, upper) > 1 || (!known && !is_own(work, own, meant, upper - 1))) return;
    esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_ACRONYM, ESC_BY_RULE,
                     esc_arena_printf(work->arena, "%s%.*s", meant, (int)(len - upper), text + upper), 0.93f);
}

void esc_work_match_acronyms(esc_work *work) {
    esc_own_acronyms *own = esc_work_own_acronyms(work);
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        esc_piece *piece = &work->pieces.pieces[i];
        if (!piece->unit_count) continue;
        mend_run(work, own, i);
        mend_double(work, own, i);
        mend_behind_bracket(work, own, i);
        mend_code_behind_bracket(work, own, i);
        mend_before_bracket(work, own, i);
        if (piece->unit_count && i + 2 < work->pieces.pieces_count) mend_within_bracket(work, i);
        if (!piece->unit_count) continue;
        const uint8_t kind = esc_work_unit(work, i)->kind; // of a code that was torn apart, that of its head
        if (kind != ESC_TOKEN_CODE && kind != ESC_TOKEN_UPPER) continue;
        size_t len;
        const char *code = esc_piece_text(work->doc, &work->units, piece, &len), *after = NULL;
        for (size_t from = 0, to; from < len; from = to + 1) {
            for (to = from; to < len && !strchr("-/", code[to]);) to++;
            const char *meant = meant_near(work, own, code + from, to - from);
            if (!meant) continue;
            after = esc_arena_printf(work->arena, "%.*s%s%.*s", (int)from, code, meant, (int)(len - to),
                                     code + to);
            break;
        }
        if (after) esc_piece_change(piece, ESC_EDIT_CODE, ESC_BY_RULE, after, 0.9f);
    }
}
