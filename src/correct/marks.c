// SPDX-License-Identifier: GPL-3.0-or-later
// Marks whose meaning follows from their place: the sign N° before a number (N?, N*, N2), the ° and ª behind
// one, the full stop of a list's number, bullets that were read as other marks.
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "correct/work.h"

enum { LEAST_SIGNS = 2, MANY_SIGNS = 4, LEAST_BULLETS = 2, LEAST_HEADS = 3, BULLET_REACH_LINES = 3 };

// How much better a word has to fit than a nought.
#define OR_NATS 4.0f

static void set(esc_work *work, uint32_t piece, esc_edit_class class, const char *text, float confidence) {
    esc_piece_change(&work->pieces.pieces[piece], class, ESC_BY_RULE, text, confidence);
}

static bool is_number(const esc_form *form) {
    return form && (form->kind == ESC_TOKEN_NUMBER || form->kind == ESC_TOKEN_CODE) &&
           esc_utf8_is_digit((unsigned char)*form->text);
}

// ---- N° before a number -----------------------------------------------------------------------------------

// What ° is read as behind an N.
static const char *const degree_marks[] = {"?", "*", "\"", "”", "“", "’", "'", "%", "”"};
// And behind its stop, N.2 for N.º
static const char *const dotted_digits[] = {"2", "0", "9"};
// N° as one word.
static const char *const sign_words[] = {"N2", "N9", "N0", "NO", "Ne", "Nè", "N”"};
// Papers and their parts that are told by number.
static const char *const numbered[] = {
    "acta",      "acuerdo",    "art",         "boletín",  "carta",      "cédula",      "circular",
    "contrato",  "convenio",   "decreto",     "dictamen", "expediente", "expedientes", "exp",
    "expte",     "factura",    "folio",       "gaceta",   "informe",    "ley",         "licitación",
    "memorando", "memorándum", "nota",        "oficio",   "oficios",    "orden",       "ordenanza",
    "ordinaria", "proyecto",   "providencia", "punto",    "registro",   "resolución",  "sesión"};

// What ª is read as behind a lady's title.
static const char *const lady_marks[] = {"*", "?", "\"", "”", "“", "'", "+", ">", "£"};
// Titles that are a lady's only with their sign, or nothing at all.
static const char *const bare_titles[] = {"D", "Prof"};

struct signs {
    bool masculine;         // the document writes º where others write °
    bool counted;           // it has lists that count so
    uint32_t count;         // signs that are certain, or as good as certain
    uint32_t no_blanks;     // "No. 12"
    uint32_t dotted;        // N.º, as far as it can be told
    uint32_t underlined;    // those whose sign was read as a digit or as º: a degree is not
    uint32_t small;         // n.º, likewise
    uint32_t ladies;        // D.ª, likewise
    uint32_t bare_ladies;   // Dª, Profª, likewise
    uint32_t blanks, glued; // of them before a number, with a blank between and without
};

static bool is_number_word(const esc_form *form) {
    return form && (!strcmp(form->text, "No") || !strcmp(form->text, "Núm") || !strcmp(form->text, "núm"));
}

// The number behind a sign whose last piece this is; 0: none.
static uint32_t number_behind(const esc_work *work, uint32_t sign) {
    const esc_form *next = esc_work_raw_form(work, sign + 1);
    if (!next || esc_work_unit(work, sign + 1)->first) return 0;
    if (is_number(next)) return sign + 1;
    // "N*-89/05"
    bool speck = !strcmp(next->text, "-") && !esc_work_unit(work, sign + 1)->blank_before;
    const esc_form *number = speck ? esc_work_raw_form(work, sign + 2) : NULL;
    bool glued = number && esc_unit_is_glued(esc_work_unit(work, sign + 2));
    return glued && is_number(number) ? sign + 2 : 0;
}

// "n.º", "n.*"
static bool is_small_sign(const esc_work *work, uint32_t piece) {
    const esc_form *n = esc_work_raw_form(work, piece), *stop = esc_work_raw_form(work, piece + 1),
                   *sign = esc_work_raw_form(work, piece + 2);
    if (!n || strcmp(n->text, "n") || !stop || strcmp(stop->text, ".") || !sign) return false;
    if (!ESC_ONE_OF(sign, degree_marks) && !ESC_ONE_OF(sign, dotted_digits) && strcmp(sign->text, "º") != 0)
        return false;
    for (uint32_t i = piece + 1; i < piece + 3; i++)
        if (!esc_unit_is_glued(esc_work_unit(work, i))) return false;
    return true;
}

static struct signs count_signs(const esc_work *work) {
    struct signs signs = {0};
    uint32_t masculine = 0;
    for (uint32_t i = 0; i + 2 < work->pieces.pieces_count; i++) {
        const esc_form *n = esc_work_raw_form(work, i), *mark = esc_work_raw_form(work, i + 1);
        if (!n || !mark || !strchr("NnDdPp", *n->text)) continue; // most
        signs.no_blanks +=
            is_number_word(n) && !strcmp(mark->text, ".") && !esc_work_unit(work, i + 1)->blank_before &&
            is_number(esc_work_raw_form(work, i + 2)) && esc_work_unit(work, i + 2)->blank_before;
        signs.dotted += !strcmp(n->text, "N.") && !esc_work_unit(work, i + 1)->blank_before &&
                        (ESC_ONE_OF(mark, degree_marks) || !strcmp(mark->text, "º")) &&
                        is_number(esc_work_raw_form(work, i + 2));
        signs.underlined += !strcmp(n->text, "N.") && !esc_work_unit(work, i + 1)->blank_before &&
                            (ESC_ONE_OF(mark, dotted_digits) || !strcmp(mark->text, "º")) &&
                            number_behind(work, i + 1);
        signs.small += is_small_sign(work, i) && number_behind(work, i + 2);
        signs.ladies += !strcmp(n->text, "D.") && !esc_work_unit(work, i + 1)->blank_before &&
                        (ESC_ONE_OF(mark, lady_marks) || !strcmp(mark->text, "ª"));
        const esc_form *name = esc_work_raw_form(work, i + 2);
        signs.bare_ladies += ESC_ONE_OF(n, bare_titles) && !esc_work_unit(work, i + 1)->blank_before &&
                             (ESC_ONE_OF(mark, lady_marks) || !strcmp(mark->text, "ª")) && name &&
                             name->kind == ESC_TOKEN_CAPITAL;
        bool glued = !strcmp(n->text, "Nº") || !strcmp(n->text, "N°"); // as the tokeniser cuts "N°123"
        bool apart = !strcmp(n->text, "N") && !esc_work_unit(work, i + 1)->blank_before &&
                     is_number(esc_work_raw_form(work, i + 2));
        bool certain = glued || (apart && (!strcmp(mark->text, "°") || !strcmp(mark->text, "º")));
        masculine += certain && (!strcmp(mark->text, "º") || !strcmp(n->text, "Nº"));
        signs.count += certain || (apart && ESC_ONE_OF(mark, degree_marks));
        const uint32_t sign = glued ? i : i + 1, number = certain || apart ? number_behind(work, sign) : 0;
        if (number) (esc_work_unit(work, number)->blank_before ? signs.blanks++ : signs.glued++);
    }
    signs.masculine = masculine * 2 > signs.count;
    return signs;
}

// Whether a number stands behind a blank at the piece behind a sign, or a code, whose letters come first,
// behind a hyphen that is a speck.
static bool number_at(const esc_work *work, uint32_t sign, const esc_form *next) {
    const esc_unit *unit = esc_work_unit(work, sign + 1);
    if (!unit->blank_before && !unit->first) return false;
    if (!strcmp(next->text, "-") && !unit->last) next = esc_work_raw_form(work, sign + 2);
    return is_number(next) || (next && next->kind == ESC_TOKEN_CODE && strpbrk(next->text, "0123456789"));
}

// "N?", "N*" before a number; "N2" and "NO", too, behind a word that is numbered.
static void repair_number_sign(esc_work *work, uint32_t piece, const struct signs *signs) {
    const esc_form *n = esc_work_raw_form(work, piece), *next = esc_work_raw_form(work, piece + 1);
    if (!n || !next) return;
    const bool broken = esc_work_unit(work, piece + 1)->first; // the number stands in the next row
    if (broken && !ESC_ONE_OF(n, sign_words)) return;
    const char *degree = signs->masculine ? "º" : "°";
    if (!strcmp(n->text, "N") && !esc_work_unit(work, piece + 1)->blank_before &&
        ESC_ONE_OF(next, degree_marks)) {
        const esc_form *second = esc_work_raw_form(work, piece + 2); // N?* 12
        if (ESC_ONE_OF(second, degree_marks) && !esc_work_unit(work, piece + 2)->blank_before &&
            number_behind(work, piece + 2)) {
            esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[piece + 1], 2, ESC_EDIT_PUNCTUATION,
                           degree, 0.93f, work->arena);
            return;
        }
        if (number_behind(work, piece + 1)) set(work, piece + 1, ESC_EDIT_PUNCTUATION, degree, 0.95f);
        return;
    }
    const esc_form *before = piece ? esc_work_raw_form(work, piece - 1) : NULL;
    const bool plain = !strcmp(n->text, "No") && signs->count >= MANY_SIGNS && !signs->no_blanks && before &&
                       before->kind <= ESC_TOKEN_UPPER; // "MODIFICACIÓN PRESUPUESTARIA No 9"
    const bool small = *n->text == 'n';
    // "Oficio No 12" is how many write it, where nothing shows that an engine has read it
    const bool typed = !strcmp(n->text, "No") && !signs->count && esc_channel_is_typed(&work->channel);
    if (!number_at(work, piece, next) ||
        (!plain && (!ESC_ONE_OF(n, sign_words) || typed || !strcmp(n->text, "no"))))
        return;
    if (before && !strcmp(before->text, ".") && piece > 1) before = esc_work_raw_form(work, piece - 2);
    // "la calle NO 9", where the document has its N° elsewhere; but not "DICTAMEN NO 9"
    const bool tall = !strcmp(n->text, "NO") && (signs->count < MANY_SIGNS || signs->no_blanks || !before ||
                                                 before->kind != ESC_TOKEN_WORD);
    if (!ESC_ONE_OF(before, numbered) && (small || broken || !signs->count || tall)) return;
    const bool masculine = signs->masculine || (small && signs->small);
    set(work, piece, ESC_EDIT_CODE, small ? masculine ? "nº" : "n°" : masculine ? "Nº" : "N°", 0.93f);
}

// "n.* 083"; "n. 7" where the document writes n.º.
static void repair_small_sign(esc_work *work, uint32_t piece, const struct signs *signs) {
    if (is_small_sign(work, piece)) {
        if (number_behind(work, piece + 2) && strcmp(esc_work_raw_form(work, piece + 2)->text, "º") != 0)
            set(work, piece + 2, ESC_EDIT_PUNCTUATION, "º", 0.93f);
        return;
    }
    const esc_form *n = esc_work_raw_form(work, piece), *stop = esc_work_raw_form(work, piece + 1),
                   *number = esc_work_raw_form(work, piece + 2);
    if (signs->small < LEAST_SIGNS || !n || strcmp(n->text, "n") || !stop || strcmp(stop->text, ".") ||
        !esc_unit_is_glued(esc_work_unit(work, piece + 1)))
        return;
    if (number && number->kind == ESC_TOKEN_NUMBER && number_behind(work, piece + 1))
        set(work, piece + 1, ESC_EDIT_PUNCTUATION, ".º", 0.9f);
}

// "N.2 487", "N.* 12", "N.?* 12" for N.º
static void repair_dotted_sign(esc_work *work, uint32_t piece, const struct signs *signs) {
    const esc_form *n = esc_work_raw_form(work, piece), *sign = esc_work_raw_form(work, piece + 1),
                   *number = esc_work_raw_form(work, piece + 2);
    if (!n || strcmp(n->text, "N.") || !sign || !number || esc_work_unit(work, piece + 2)->first) return;
    if (!esc_unit_is_glued(esc_work_unit(work, piece + 1))) return;
    const char *degree = signs->masculine || signs->small || signs->underlined ? "º" : "°";
    if (ESC_ONE_OF(sign, degree_marks) && ESC_ONE_OF(number, degree_marks) &&
        esc_unit_is_glued(esc_work_unit(work, piece + 2)) && number_behind(work, piece + 2)) {
        esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[piece + 1], 2, ESC_EDIT_PUNCTUATION,
                       degree, 0.93f, work->arena);
        return;
    }
    bool code = number->kind == ESC_TOKEN_CODE; // "N.2 GTI-SEQ-012"
    if (!esc_work_unit(work, piece + 2)->blank_before || (!is_number(number) && !code)) return;
    bool mark = ESC_ONE_OF(sign, degree_marks), digit = ESC_ONE_OF(sign, dotted_digits);
    if (mark || (digit && (code || signs->dotted + signs->small >= LEAST_SIGNS ||
                           (piece && ESC_ONE_OF(esc_work_raw_form(work, piece - 1), numbered)))))
        set(work, piece + 1, ESC_EDIT_PUNCTUATION, degree, 0.93f);
}

// "ACTAN? 1.284", "ORDINARIAN.9 12", "Actan.? 2/2022": the blank before the sign is lost, too.
static void part_glued_sign(esc_work *work, uint32_t piece, const struct signs *signs) {
    const esc_form *word = esc_work_raw_form(work, piece), *stop = esc_work_raw_form(work, piece + 1);
    if (!word || !word->doubtful || !stop) return;
    const bool upper = word->kind == ESC_TOKEN_UPPER, dotted = !strcmp(stop->text, ".");
    if (word->text[word->len - 1] != (upper ? 'N' : 'n') || (!upper && !dotted)) return;
    const uint32_t last = piece + 1 + dotted;
    const esc_form *sign = esc_work_raw_form(work, last);
    if (!sign) return;
    // "ACTAN. 014", "ACTAN.217": of the sign there is no more than the stop
    const bool bare = dotted && upper && is_number(sign) && !number_behind(work, last);
    bool degree = !strcmp(sign->text, "°") || !strcmp(sign->text, "º") || ESC_ONE_OF(sign, degree_marks) ||
                  (dotted && ESC_ONE_OF(sign, dotted_digits));
    if (!bare && (!degree || !number_behind(work, last))) return;
    for (uint32_t i = piece + 1; i <= last - bare; i++)
        if (!esc_unit_is_glued(esc_work_unit(work, i))) return;
    ESC_AUTOBUF stem = {0};
    esc_utf8_lower_text(word->text, word->len - 1u, &stem);
    for (size_t i = 0; i < sizeof numbered / sizeof *numbered; i++) {
        if (strcmp(esc_buf_text(&stem), numbered[i])) continue;
        if (bare) {
            esc_pieces_say(work->doc, &work->units, work->pieces.pieces + piece, 2, ESC_EDIT_SPLIT,
                           esc_arena_printf(work->arena, "%.*s N.", (int)(word->len - 1u), word->text), 0.93f,
                           work->arena);
            return;
        }
        const bool ordinal = signs->masculine || signs->small || signs->underlined || dotted;
        char *apart = esc_arena_printf(work->arena, "%.*s %c%s%s", (int)(word->len - 1u), word->text,
                                       upper ? 'N' : 'n', dotted ? "." : "", ordinal ? "º" : "°");
        esc_pieces_say(work->doc, &work->units, work->pieces.pieces + piece, last - piece + 1, ESC_EDIT_SPLIT,
                       apart, 0.93f, work->arena);
        return;
    }
}

// "N*8", "N°-8" where the document writes "N° 8"; who types a sign without its blank may mean it.
static void part_number_sign(esc_work *work, uint32_t piece, const struct signs *signs) {
    esc_piece *all = work->pieces.pieces;
    if (signs->blanks < LEAST_SIGNS || signs->blanks < 2 * signs->glued || all[piece].unit_count != 1) return;
    size_t len;
    const char *text = esc_work_piece_text(work, piece, &len);
    bool whole = len == strlen("N°") && (!memcmp(text, "N°", len) || !memcmp(text, "Nº", len));
    bool mark = len == strlen("°") && (!memcmp(text, "°", len) || !memcmp(text, "º", len)) && piece &&
                esc_unit_is_glued(esc_work_unit(work, piece)) && esc_work_raw_form(work, piece - 1) &&
                !strcmp(esc_work_raw_form(work, piece - 1)->text, "N");
    uint32_t number = whole || mark ? number_behind(work, piece) : 0;
    if (!number || esc_work_unit(work, number)->blank_before) return;
    const esc_form *raw = esc_work_first_form(work, piece);
    if (number == piece + 1 && strlen(raw->text) == len && !memcmp(raw->text, text, len)) return;
    const esc_form *digits = esc_work_raw_form(work, number);
    char *apart = esc_arena_alloc(work->arena, len + digits->len + 2u);
    memcpy(apart, text, len);
    apart[len] = ' ';
    memcpy(apart + len + 1, digits->text, digits->len + 1u);
    esc_pieces_say(work->doc, &work->units, &all[piece], number - piece + 1, ESC_EDIT_SPLIT, apart, 0.9f,
                   work->arena);
}

// "No.-1739", "No.:676" where the document writes "No. 12".
static void part_abbreviation(esc_work *work, uint32_t piece, const struct signs *signs) {
    static const char *const specks[] = {"-", ":", ".", "*", "'"};
    if (signs->no_blanks < LEAST_SIGNS || !is_number_word(esc_work_raw_form(work, piece))) return;
    const esc_form *stop = esc_work_raw_form(work, piece + 1), *speck = esc_work_raw_form(work, piece + 2),
                   *number = esc_work_raw_form(work, piece + 3);
    if (!stop || strcmp(stop->text, ".") || !ESC_ONE_OF(speck, specks) || !number || !is_number(number))
        return;
    for (uint32_t i = piece + 1; i <= piece + 3; i++)
        if (!esc_unit_is_glued(esc_work_unit(work, i))) return;
    char *apart = esc_arena_alloc(work->arena, number->len + sizeof ". ");
    memcpy(stpcpy(apart, ". "), number->text, number->len + 1u);
    esc_pieces_say(work->doc, &work->units, work->pieces.pieces + piece + 1, 3, ESC_EDIT_SPLIT, apart, 0.9f,
                   work->arena);
}

// ---- ° and ª behind a number
// -------------------------------------------------------------------------------

// Whether a quotation was opened on the line before a mark.
static bool closes_quote(const esc_work *work, uint32_t mark) {
    const esc_unit *units = work->units.units;
    for (uint32_t u = work->pieces.pieces[mark].first_unit; !units[u].first; u--)
        if (*work->form_of[u - 1]->text == '"' || !strcmp(work->form_of[u - 1]->text, "“")) return true;
    return false;
}

// "artículo 9? de la", "10% Sesión"; no question is open there.
static void repair_ordinal(esc_work *work, uint32_t piece, const struct signs *signs) {
    static const char *const marks[] = {"?", "*", "%", "”"};
    static const char *const articles[] = {"artículo", "artículos", "articulo", "art", "arts"};
    static const char *const setiembre[] = {"setiembre"};
    static const char *const feminine[] = {"sesión", "SESIÓN",  "asamblea", "legislatura",
                                           "época",  "reunión", "sección"};
    const esc_form *number = esc_work_raw_form(work, piece), *mark = esc_work_raw_form(work, piece + 1),
                   *behind = esc_work_raw_form(work, piece + 2);
    if (!number || number->kind != ESC_TOKEN_NUMBER || number->len > 3 || !mark || !piece) return;
    const esc_unit *unit = esc_work_unit(work, piece + 1);
    if (!esc_unit_is_glued(unit) || !ESC_ONE_OF(mark, marks) || closes_quote(work, piece + 1)) return;
    const esc_form *part = esc_work_raw_form(work, piece + 3);
    const bool parted = !unit->last && !unit[1].blank_before && behind && !strcmp(behind->text, ".") &&
                        part && part->kind == ESC_TOKEN_NUMBER &&
                        esc_unit_is_glued(esc_work_unit(work, piece + 3)); // artículo 91*.1
    const bool stopped = !unit->last && !unit[1].blank_before && !unit[1].last && behind &&
                         !strcmp(behind->text, ".") && unit[2].blank_before;
    if (stopped && ESC_ONE_OF(part, feminine)) { // la 7*. Sesión
        set(work, piece + 1, ESC_EDIT_PUNCTUATION, "ª", 0.93f);
        return;
    }
    if (!parted && !unit->last && !unit[1].blank_before) return;
    const esc_form *before = esc_work_raw_form(work, piece - 1);
    if (before && !strcmp(before->text, ".") && piece > 1) before = esc_work_raw_form(work, piece - 2);
    bool small = behind && behind->kind == ESC_TOKEN_WORD;
    if (ESC_ONE_OF(before, articles) && parted)
        set(work, piece + 1, ESC_EDIT_PUNCTUATION, signs->count && !signs->masculine ? "°" : "º", 0.93f);
    else if (ESC_ONE_OF(before, articles) && small && signs->count)
        set(work, piece + 1, ESC_EDIT_PUNCTUATION, signs->masculine ? "º" : "°", 0.93f);
    else if (before && !strcmp(before->text, "punto") && signs->counted)
        set(work, piece + 1, ESC_EDIT_PUNCTUATION, "º", 0.93f);
    else if (ESC_ONE_OF(behind, feminine) && !unit->last)
        set(work, piece + 1, ESC_EDIT_PUNCTUATION, "ª", 0.93f);
    else if (!strcmp(number->text, "1") && *mark->text != '%' && behind && !strcmp(behind->text, "de") &&
             (esc_form_is_month(part) || ESC_ONE_OF(part, setiembre))) // 1* de julio
        set(work, piece + 1, ESC_EDIT_PUNCTUATION, signs->count && !signs->masculine ? "°" : "º", 0.93f);
}

// "D.* Carmen", "D.2 Carmen", "Prof.? Inés": a lady's title, whose ª is small.
static void repair_lady(esc_work *work, uint32_t piece, const struct signs *signs) {
    static const char *const digits[] = {"2", "3", "8", "9"};
    static const char *const titles[] = {"D", "D.", "Ilma", "M", "M.", "Excma", "Prof"};
    if (!piece || esc_work_unit(work, piece)->blank_before) return;
    const esc_form *mark = esc_work_raw_form(work, piece), *name = esc_work_raw_form(work, piece + 1);
    if (!mark || !name) return;
    const esc_form *title = esc_work_raw_form(work, piece - 1);
    const bool dotted = title && !strcmp(title->text, "D.");
    if (!ESC_ONE_OF(mark, lady_marks) && !(dotted && ESC_ONE_OF(mark, digits))) return;
    uint32_t behind = piece + 1;
    const bool twice =
        (ESC_ONE_OF(name, digits) || ESC_ONE_OF(name, lady_marks) || !strcmp(name->text, "%")) &&
        !esc_work_unit(work, behind)->blank_before; // D.?2 Ana
    if (twice && !(name = esc_work_raw_form(work, ++behind))) return;
    if (!strcmp(name->text, ".") && !esc_work_unit(work, behind)->blank_before)
        name = esc_work_raw_form(work, ++behind); // D*. Ana
    if (!name || (name->kind != ESC_TOKEN_CAPITAL && name->kind != ESC_TOKEN_UPPER) ||
        !esc_work_unit(work, behind)->blank_before)
        return;
    const bool bare = title && !strcmp(title->text, "D");
    if (title && !strcmp(title->text, ".") && piece > 1) title = esc_work_raw_form(work, piece - 2);
    const bool many = signs->bare_ladies >= LEAST_SIGNS && ESC_ONE_OF(title, bare_titles) &&
                      name->kind == ESC_TOKEN_CAPITAL && !closes_quote(work, piece);
    const bool sure = many || (dotted && (signs->ladies >= LEAST_SIGNS || !ESC_ONE_OF(mark, digits)));
    if (!ESC_ONE_OF(title, titles) || (!sure && !(name->classes & (ESC_LEX_GIVEN | ESC_LEX_TITLE)))) return;
    if (twice)
        esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[piece], 2, ESC_EDIT_PUNCTUATION, "ª",
                       0.93f, work->arena);
    else if (bare && signs->ladies >= LEAST_SIGNS) // the document writes D.ª
        esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[piece - 1], 2, ESC_EDIT_PUNCTUATION,
                       "D.ª", 0.93f, work->arena);
    else
        set(work, piece, ESC_EDIT_PUNCTUATION, "ª", 0.93f);
}

// "yo Bo" on a line of its own: Vº Bº.
static void repair_approval(esc_work *work, uint32_t piece, const struct signs *signs) {
    static const char *const first[] = {"yo", "vo", "y0", "v0", "y9", "v9"}, *const second[] = {
                                                                                 "bo", "po", "pe", "8o",
                                                                                 "b0", "p0", "be", "b9"};
    if (!ESC_ONE_OF(esc_work_raw_form(work, piece), first) ||
        !ESC_ONE_OF(esc_work_raw_form(work, piece + 1), second))
        return;
    const esc_unit *unit = esc_work_unit(work, piece);
    if (!unit->first || !esc_work_unit(work, piece + 1)->last ||
        !strncmp(esc_work_raw_form(work, piece)->text, "V", 1))
        return;
    const bool degree = signs->count && !signs->masculine;
    set(work, piece, ESC_EDIT_CODE, degree ? "V°" : "Vº", 0.9f);
    set(work, piece + 1, ESC_EDIT_CODE, degree ? "B°" : "Bº", 0.9f);
}

// What was read, whatever the decoder has made of it; NULL for joins.
static const esc_form *read_form(const esc_work *work, uint32_t piece) {
    if (piece >= work->pieces.pieces_count || work->pieces.pieces[piece].unit_count != 1) return NULL;
    return esc_work_first_form(work, piece);
}

// "V?B?", "v\"B*" on a line of their own.
static void repair_glued_approval(esc_work *work, uint32_t piece, const struct signs *signs) {
    static const char *const letters[] = {"v", "b"};
    uint32_t at = piece;
    if (!esc_work_unit(work, piece)->first) return;
    for (int i = 0; i < 2; i++) {
        const esc_form *letter = read_form(work, at);
        const bool both = i == 0 && letter && !strcasecmp(letter->text, "vb");
        if (!both && (!letter || strcasecmp(letter->text, letters[i]))) return;
        if (at > piece && !esc_unit_is_glued(esc_work_unit(work, at))) return;
        at++;
        i += both;
        const esc_form *sign = esc_work_raw_form(work, at);
        if (!ESC_ONE_OF(sign, degree_marks) || !esc_unit_is_glued(esc_work_unit(work, at))) return;
        at++;
    }
    if (!esc_work_unit(work, at - 1)->last) return;
    const bool degree = signs->count && !signs->masculine;
    esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[piece], at - piece, ESC_EDIT_CODE,
                   degree ? "V° B°" : "Vº Bº", 0.9f, work->arena);
}

// "V.2 B.2", "V.* B.9": V.º B.º
static void repair_dotted_approval(esc_work *work, uint32_t piece) {
    static const char *const letters[] = {"V", "B"};
    uint32_t signs[2], at = piece;
    for (uint32_t i = 0; i < 2; i++, at = signs[i - 1] + 1) {
        const esc_form *letter = esc_work_raw_form(work, at), *stop = esc_work_raw_form(work, at + 1);
        if (!letter || *letter->text != *letters[i]) return;
        const bool apart =
            !letter->text[1] && stop && !strcmp(stop->text, "."); // V is a numeral, B. an initial
        if (!apart && strcmp(letter->text + 1, ".")) return;
        signs[i] = at + 1 + apart;
        const esc_form *sign = esc_work_raw_form(work, signs[i]);
        if (!ESC_ONE_OF(sign, dotted_digits) && !ESC_ONE_OF(sign, degree_marks)) return;
        for (uint32_t k = at + 1; k <= signs[i]; k++)
            if (!esc_unit_is_glued(esc_work_unit(work, k))) return;
    }
    for (uint32_t i = 0; i < 2; i++) set(work, signs[i], ESC_EDIT_PUNCTUATION, "º", 0.93f);
}

// "en contra: O", "O abstenciones": nobody voted so.
static void repair_nought(esc_work *work, uint32_t piece) {
    static const char *const counted[] = {"votos", "abstenciones", "abstención"};
    static const char *const counts[] = {"favor", "contra", "abstenciones", "abstención", "nulos", "blanco"};
    const esc_form *nought = esc_work_raw_form(work, piece), *behind = esc_work_raw_form(work, piece + 1);
    bool stop = nought && !strcmp(nought->text, "O.");
    if (!nought || (strcmp(nought->text, "O") && !stop) || !piece || esc_work_unit(work, piece)->first)
        return;
    const esc_form *before = esc_work_raw_form(work, piece - 1);
    bool label = before && !strcmp(before->text, ":") && piece > 1 &&
                 ESC_ONE_OF(esc_work_raw_form(work, piece - 2), counts);
    bool ends = !behind || behind->kind == ESC_TOKEN_PUNCT || esc_work_unit(work, piece + 1)->first;
    bool starts = before && !strcmp(before->text, ".");
    // "7 a favor, O en contra"
    const esc_form *third = behind && !strcmp(behind->text, "en") ? esc_work_raw_form(work, piece + 2) : NULL;
    bool listed = before && !strcmp(before->text, ",") && piece > 1 &&
                  ESC_ONE_OF(esc_work_raw_form(work, piece - 2), counts) && ESC_ONE_OF(third, counts);
    if ((label && (ends || stop)) || (listed && !stop) || (!starts && !stop && ESC_ONE_OF(behind, counted)))
        set(work, piece, ESC_EDIT_DIGIT, stop ? "0." : "0", 0.93f);
}

// "rutas 0 ramblas": a nought between two words that count nothing is a letter.
static void repair_or(esc_work *work, uint32_t piece) {
    static const char *const counted[] = {
        "votos",    "voto",      "abstenciones", "abstención", "favor",  "contra", "nulos", "blanco",
        "grados",   "de",        "del",          "a",          "pesos",  "puntos", "horas", "días",
        "en",       "y",         "artículo",     "fracción",   "número", "por",    "al",    "total",
        "ausentes", "presentes", "con",          "es",         "son",    "hay"};
    const esc_form *before = piece ? esc_work_raw_form(work, piece - 1) : NULL,
                   *nought = esc_work_raw_form(work, piece), *behind = esc_work_raw_form(work, piece + 1);
    if (!work->channel.noisy || !before || !nought || !behind) return;
    if (strcmp(nought->text, "0") || esc_work_unit(work, piece)->first) return;
    if (before->kind != ESC_TOKEN_WORD || behind->kind != ESC_TOKEN_WORD || before->doubtful ||
        behind->doubtful)
        return;
    if (!esc_work_unit(work, piece)->blank_before || !esc_work_unit(work, piece + 1)->blank_before ||
        esc_work_unit(work, piece + 1)->first)
        return;
    if (ESC_ONE_OF(before, counted) || ESC_ONE_OF(behind, counted)) return;
    esc_context state = esc_context_nothing(), to;
    esc_form_step(&work->forms, before, &state, &state);
    float as_number = esc_form_step(&work->forms, nought, &state, &to);
    as_number += esc_form_step(&work->forms, behind, &to, NULL);
    float as_word =
        esc_form_step(&work->forms, esc_forms_intern_as(&work->forms, "o", 1, ESC_TOKEN_WORD), &state, &to);
    as_word += esc_form_step(&work->forms, behind, &to, NULL);
    if (as_word > as_number + OR_NATS) set(work, piece, ESC_EDIT_DIGIT, "o", 0.9f);
}

// ---- bullets
// -----------------------------------------------------------------------------------------------

// What stands before the first blank of a line, where it could be a bullet.
struct head {
    uint32_t piece, pieces, line;
    bool bullet, strong; // strong: few texts begin with such a mark
    bool person;         // before a name or a title
    const char *text;    // of its first unit
};

struct heads {
    struct head *heads;
    uint32_t heads_count, heads_cap;
};

static bool read_head(const esc_work *work, uint32_t piece, struct head *ret) {
    static const char *const strong[] = {"+", "»", ">"};
    static const char *const weak[] = {"*", "«", "©", "¢", "°", ".", "-", "¡", "=", "·", "“"};
    if (!work->pieces.pieces[piece].unit_count || !esc_work_unit(work, piece)->first ||
        esc_work_unit(work, piece)->last)
        return false;
    *ret = (struct head){.piece = piece, .line = esc_work_unit(work, piece)->line};
    uint32_t next = piece;
    for (; next == piece || (next < work->pieces.pieces_count && !esc_work_unit(work, next)->blank_before);
         next++) {
        const esc_form *form = esc_work_raw_form(work, next);
        if (!form || (next > piece && esc_work_unit(work, next)->first)) return false;
        ret->strong |= ESC_ONE_OF(form, strong);
        ret->bullet |= !strcmp(form->text, "•");
        bool letter = next == piece && !strcmp(form->text, "e");
        if (!letter && !ret->strong && !ret->bullet && !ESC_ONE_OF(form, weak)) return false;
    }
    ret->pieces = next - piece;
    if (next >= work->pieces.pieces_count || esc_work_unit(work, next)->first || ret->pieces > 3)
        return false;
    const esc_form *text = esc_work_first_form(work, next);
    bool joined = *esc_work_raw_form(work, piece)->text == 'e' &&
                  (strchr("IH", *text->text) || !strncmp(text->text, "Í", 2));
    bool hyphen = *esc_work_raw_form(work, piece)->text == '-' && ret->pieces == 1; // a bullet of its own
    bool initial = text->kind == ESC_TOKEN_INITIAL; // C. Flor Orozco, C.P. Carlos Mora
    ret->person = text->classes & (ESC_LEX_GIVEN | ESC_LEX_TITLE) || (initial && *text->text == 'C');
    ret->text = esc_work_raw_form(work, piece)->text;
    return (text->kind == ESC_TOKEN_CAPITAL || initial) && !joined && !hyphen;
}

static void set_bullet(esc_work *work, const struct head *head) {
    esc_pieces_say(work->doc, &work->units, work->pieces.pieces + head->piece, head->pieces,
                   ESC_EDIT_PUNCTUATION, "•", 0.9f, work->arena);
}

static bool near(const struct head *a, const struct head *b) {
    return b->line - a->line <= BULLET_REACH_LINES;
}

// "+", "»" and the like where lines of the same document begin so, or with "•". A list all of whose items
// begin with the same mark may have been printed so, unless it is one of persons.
static bool has_bullets(const struct heads *all) {
    uint32_t bullets = 0, strong = 0, persons = 0, other = 0;
    for (uint32_t i = 0; i < all->heads_count; i++) {
        const struct head *head = &all->heads[i];
        bullets += head->bullet;
        strong += head->strong;
        persons += head->strong && head->person;
        other += strcmp(head->text, all->heads[0].text) != 0;
    }
    return bullets >= LEAST_BULLETS || persons >= LEAST_BULLETS ||
           (strong && other && all->heads_count >= LEAST_HEADS);
}

static void repair_bullets(esc_work *work) {
    struct heads all = {0};
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        struct head head;
        if (read_head(work, i, &head)) *ESC_GROW(&all, heads, 1) = head;
    }
    bool listed = has_bullets(&all);
    for (uint32_t i = 0; i < all.heads_count && listed; i++) {
        const struct head *head = &all.heads[i];
        bool beside = (i && near(head - 1, head)) || (i + 1 < all.heads_count && near(head, head + 1));
        bool alone = head->bullet && head->pieces == 1;
        if (!alone && (head->strong || beside)) set_bullet(work, head);
    }
    free(all.heads);
}

void esc_work_repair_marks(esc_work *work) {
    struct signs signs = count_signs(work);
    // Who writes 1º writes Nº.
    signs.counted = esc_work_repair_ordinals(work);
    signs.masculine |= signs.counted;
    for (uint32_t i = 0; i + 2 < work->pieces.pieces_count; i++) {
        if (!work->pieces.pieces[i].unit_count) continue;
        repair_number_sign(work, i, &signs);
        repair_dotted_sign(work, i, &signs);
        repair_small_sign(work, i, &signs);
        part_glued_sign(work, i, &signs);
        part_number_sign(work, i, &signs);
        part_abbreviation(work, i, &signs);
        repair_ordinal(work, i, &signs);
        repair_lady(work, i, &signs);
        repair_approval(work, i, &signs);
        repair_dotted_approval(work, i);
        repair_glued_approval(work, i, &signs);
        repair_nought(work, i);
        repair_or(work, i);
    }
    for (uint32_t i = work->pieces.pieces_count > 2 ? work->pieces.pieces_count - 2 : 0;
         i < work->pieces.pieces_count; i++)
        repair_nought(work, i); // the last of all
    esc_work_repair_list_stops(work);
    repair_bullets(work);
}
