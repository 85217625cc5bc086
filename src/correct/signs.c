// SPDX-License-Identifier: GPL-3.0-or-later
// Letters and signs that were read as one another: the I of dotted initials as 1 or l (1.N.S., D.l.), the @
// of an address as a letter, the l at a word's end as an exclamation mark (e! Consejo Genera!),
// and any letter that an opening mark or a sign stands for (¿ey, £L, Sec:etario, $e).
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/nouns.h"
#include "correct/numerals.h"

enum {
    LEAST_RUNNING = 5, // letters
    EXCLAMATION_REACH = 40,
    LABEL_REACH = 3,
    MOST_SIGN = 2,
    LEAST_PART = 2,
    LEAST_CAPITALS = 4,
    LEAST_SIGNED = 4,
    LEAST_BROKEN = 7, // bytes
    LEAST_CAPITAL_BROKEN = 6,
    LEAST_TORN = 5
};

// Once in half a million words.
#define TORN_LOG_FREQUENCY -13.0f

#define LEAD_NATS 3.0f
#define LIKELIER_NATS 1.5f
// How likely what stands behind an article is there.
#define ARTICLE_NATS -11.0f

// The form of a piece that no blank parts from the one before; NULL where one does.
static const esc_form *glued(const esc_work *work, uint32_t piece) {
    return esc_work_is_glued(work, piece) ? esc_work_raw_form(work, piece) : NULL;
}

static bool says(const esc_form *form, const char *text) { return form && !strcmp(form->text, text); }

static bool is_initial(const esc_form *form) { return form && form->kind == ESC_TOKEN_INITIAL; }

// "1.N.S.", "D.l."; but "1.A." at the beginning of a line is a point.
static void repair_initial(esc_work *work, uint32_t piece) {
    const esc_form *read = esc_work_raw_form(work, piece);
    static const char *const strokes[] = {"1", "l", "!", "|"};
    if (!ESC_ONE_OF(read, strokes) || !says(glued(work, piece + 1), ".")) return;
    const bool follows = piece && glued(work, piece);
    if (follows && !is_initial(esc_work_raw_form(work, piece - 1))) return;
    const esc_form *next = glued(work, piece + 2);
    const bool point = follows && esc_work_unit(work, piece - 1)->first && !is_initial(next); // C.1. Deuda
    if (point) return;
    const bool leads = !follows && is_initial(next) &&
                       (!esc_work_unit(work, piece)->first || is_initial(glued(work, piece + 3)));
    if (leads || (follows && (!next || is_initial(next))))
        esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_DIGIT, ESC_BY_RULE, "I", 0.92f);
}

// "c.C.p.": con copia para.
static void repair_copy(esc_work *work, uint32_t piece) {
    const uint32_t second = piece + 2;
    if (!says(esc_work_raw_form(work, piece), "c") || !says(glued(work, piece + 1), ".")) return;
    if (!says(glued(work, second), "C.") || !says(glued(work, second + 1), "p") ||
        !says(glued(work, second + 2), "."))
        return;
    esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[piece], second + 2 - piece, ESC_EDIT_CASE,
                   "c.c.p", 0.92f, work->arena);
}

static bool is_label(const esc_form *form) {
    static const char *const labels[] = {"mail", "email", "correo", "electrónico", "correos"};
    for (size_t i = 0; form && i < sizeof labels / sizeof *labels; i++)
        if (esc_form_is(form, labels[i])) return true;
    return false;
}

static bool is_domain(const esc_form *form) {
    static const char *const domains[] = {"com", "es", "mx", "org", "net", "gob", "gov", "edu", "ar",
                                          "cl",  "co", "pe", "uy",  "ec",  "bo",  "cr",  "gt",  "cat"};
    for (size_t i = 0; form && i < sizeof domains / sizeof *domains; i++)
        if (!strcmp(form->text, domains[i])) return true;
    return false;
}

// "E-mail: registroQlazarza.es": no address is without its sign, and none of them has a capital in its midst.
static void repair_address(esc_work *work, uint32_t piece) {
    const esc_form *read = esc_work_raw_form(work, piece);
    if (!read || read->kind != ESC_TOKEN_MIXED || !says(glued(work, piece + 1), ".") ||
        !is_domain(glued(work, piece + 2)))
        return;
    bool labelled = false;
    for (uint32_t back = 1; back <= LABEL_REACH && back <= piece; back++)
        labelled |= is_label(esc_work_raw_form(work, piece - back));
    const size_t before = strspn(read->text, "abcdefghijklmnopqrstuvwxyz"),
                 sign = strspn(read->text + before, "QOGDCU"),
                 behind = strspn(read->text + before + sign, "abcdefghijklmnopqrstuvwxyz");
    if (!labelled || before < LEAST_PART || !sign || sign > MOST_SIGN || behind < LEAST_PART ||
        before + sign + behind != read->len)
        return;
    char *text = esc_arena_alloc(work->arena, read->len + 2u);
    memcpy(text, read->text, before);
    text[before] = '@';
    memcpy(text + before + 1, read->text + before + sign, behind + 1);
    esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_CODE, ESC_BY_RULE, text, 0.9f);
}

// Whether something has opened before a piece and not closed: an exclamation, for which Spanish has a mark,
// or a bracket.
static bool is_within(const esc_work *work, uint32_t piece, const char *open, const char *close) {
    for (uint32_t back = 1; back <= EXCLAMATION_REACH && back <= piece; back++) {
        const esc_form *form = esc_work_raw_form(work, piece - back);
        if (form && strstr(form->text, close)) return false;
        if (form && !strncmp(form->text, open, strlen(open))) return true;
    }
    return false;
}

// "GENIN!", "INEG!": no word in capitals ends in a consonant and an L; whatever ends in a vowel does.
static bool ends_in_i(const esc_work *work, const esc_form *read) {
    const char last = read->text[read->len - 1];
    if (strchr("BCDFGHJKLMNPQRSTVWXYZ", last)) return true;
    char *meant = esc_arena_strndup(work->arena, read->text, read->len + 1u);
    meant[read->len] = 'I';
    return (esc_lexicon_lookup(work->lexicon, meant, read->len + 1u) & ESC_LEX_ACRONYM) != 0;
}

// "As! lo hago", "aqu!": the word with an accented last letter is one.
static bool lost_i(const esc_work *work, const esc_form *read) {
    const char *meant = esc_arena_printf(work->arena, "%sí", read->text);
    return (esc_lexicon_lookup(work->lexicon, meant, strlen(meant)) & ESC_LEX_WORD) != 0;
}

// Whether another word stands better before the next one than what was read.
static bool fits_better(esc_work *work, uint32_t piece, const esc_form *read, const char *meant,
                        const esc_form *next) {
    const esc_form *other = esc_forms_intern(&work->forms, meant, strlen(meant));
    const esc_context before = esc_work_context_before(work, piece);
    esc_context behind;
    float nats = esc_form_step(&work->forms, read, &before, &behind);
    nats += esc_form_step(&work->forms, next, &behind, NULL);
    float other_nats = esc_form_step(&work->forms, other, &before, &behind);
    other_nats += esc_form_step(&work->forms, next, &behind, NULL);
    return other_nats > nats;
}

// "treinta y cinco e) acta": no bracket, nor a list's e) where nothing is counted by letters.
static bool may_be_article(const esc_work *work, uint32_t piece, const esc_form *read) {
    const esc_form *next = esc_work_raw_form(work, piece + 2);
    if (strcmp(read->text, "e") != 0 || !piece || !esc_channel_is_scan(&work->channel) || !next ||
        next->kind != ESC_TOKEN_WORD || esc_work_is_glued(work, piece + 2) ||
        esc_work_unit(work, piece)->first || esc_work_raw_form(work, piece - 1) == NULL ||
        esc_work_raw_form(work, piece - 1)->kind != ESC_TOKEN_WORD || is_within(work, piece, "(", ")"))
        return false;
    for (uint32_t i = 0; i + 1 < work->pieces.pieces_count; i++)
        if ((esc_work_says(work, i, "d") || esc_work_says(work, i, "a")) && esc_work_says(work, i + 1, ")"))
            return false;
    return true;
}

// "e!", "Genera! del", "Xóchit!"
static void repair_last_stroke(esc_work *work, uint32_t piece) {
    static const char *const strokes[] = {"!", "|", "]", ")"}, *const short_words[] = {"e", "de", "a"};
    static const char *const closing[] = {".", ",", ";", ":", ")"};
    const esc_form *stroke = glued(work, piece + 1), *read;
    const esc_piece *p = &work->pieces.pieces[piece];
    if (!ESC_ONE_OF(stroke, strokes) || p->unit_count != 1) return;
    read = work->form_of[p->first_unit];
    if (is_within(work, piece, "¡", "!")) return;
    if (*stroke->text == ']' && is_within(work, piece, "[", "]")) return;
    if (*stroke->text == ')' && !may_be_article(work, piece, read)) return;
    if (read->kind == ESC_TOKEN_ROMAN && *stroke->text == '!') { // II! CONGRESO
        char numeral[ESC_NUMERAL_BYTES + 2] = "";
        if (read->len < ESC_NUMERAL_BYTES) strcat(strcpy(numeral, read->text), "I");
        if (esc_numeral_value(numeral))
            esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[piece], 2, ESC_EDIT_CODE, numeral,
                           0.93f, work->arena);
        return;
    }
    if (read->kind > ESC_TOKEN_MIXED) return;
    const esc_form *next = esc_work_raw_form(work, piece + 2), *behind = glued(work, piece + 2);
    if (*stroke->text == '|' && behind && !ESC_ONE_OF(behind, closing)) return; // a table's: A|B|C
    const bool goes_on = ESC_ONE_OF(read, short_words) || ESC_ONE_OF(behind, closing) ||
                         (next && next->kind == ESC_TOKEN_WORD && !behind);
    const bool capital = read->kind == ESC_TOKEN_UPPER && read->letters > 1;
    const char *const last = capital && ends_in_i(work, read)             ? "I"
                             : capital                                    ? "L"
                             : *stroke->text == '!' && lost_i(work, read) ? "í"
                                                                          : "l";
    const char *const meant = esc_arena_printf(work->arena, "%s%s", read->text, last);
    const size_t len = strlen(meant);
    const esc_form *elsewhere = esc_forms_find(&work->forms, meant, len);
    const bool known = (elsewhere && elsewhere->count) || esc_lexicon_lookup(work->lexicon, meant, len);
    const bool name =
        capital && read->letters >= LEAST_CAPITALS && *last == 'I' && read->doubtful &&
        (esc_channel_is_scan(&work->channel) ||
         (p->first_unit && esc_work_is_name(work, p->first_unit - 1, esc_work_unit(work, piece)->line)));
    const float lead_nats = esc_lexicon_log_frequency(work->lexicon, meant, len) - read->log_frequency;
    // "del Tribuna! Superior", of which no row ends there
    const bool runs_on = next && !behind && read->letters >= LEAST_RUNNING &&
                         next->kind == ESC_TOKEN_CAPITAL && lead_nats >= LIKELIER_NATS &&
                         !esc_work_unit(work, piece + 2)->first;
    if ((!known && !name) || (!read->doubtful && !goes_on && !runs_on)) return;
    // "de! mes", at the edge of a page: a stroke is read behind any word
    if (next && read->letters <= 2 && !read->doubtful && !fits_better(work, piece, read, meant, next)) return;
    // "dijo que sí o que si! por escrito": of two words the likelier one
    if (!read->doubtful && !ESC_ONE_OF(read, short_words) && lead_nats < 0) return;
    esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[piece], 2, ESC_EDIT_NONWORD, meant, 0.93f,
                   work->arena);
}

// ---- signs at words' beginnings and in their midst
// -------------------------------------------------------------------------------------

// What letters, at a word's beginning and within it, an engine reads as a sign, and what would close it.
static const struct sign {
    const char *sign, *first, *within, *mate;
} signs[] = {
    {"¡", "ilIL", "iltrj", "!"}, {"¿", "liLI", "li", "?"},  {"!", "lLiI", "ilt", NULL},
    {"[", "iIlL", "ilt", "]"},   {"|", "lIiL", "ilt", "|"}, {"(", "iI", "", ")"},
    {"£", "Ec", "ef", NULL},     {"$", "", "s", NULL},      {":", "", "ricetl", NULL},
};
enum { SIGNS = sizeof signs / sizeof *signs };

static const struct sign *sign_at(const esc_work *work, uint32_t piece) {
    const esc_form *form = esc_work_raw_form(work, piece);
    for (int i = 0; form && form->kind == ESC_TOKEN_PUNCT && i < SIGNS; i++)
        if (!strcmp(form->text, signs[i].sign)) return &signs[i];
    return NULL;
}

static bool is_closed(const esc_work *work, uint32_t piece, const struct sign *sign) {
    for (uint32_t i = piece + 1; sign->mate && i <= piece + EXCLAMATION_REACH; i++)
        if (esc_work_says(work, i, sign->mate)) return true;
    return false;
}

static bool ends_sentence(const esc_work *work, uint32_t piece) {
    static const char *const stops[] = {".", "?", "!", ".-"};
    return ESC_ONE_OF(esc_work_raw_form(work, piece), stops);
}

static bool begins_sentence(const esc_work *work, uint32_t piece) {
    if (!piece || ends_sentence(work, piece - 1)) return true;
    const uint32_t unit = work->pieces.pieces[piece].first_unit;
    return work->units.units[unit].first &&
           work->units.units[unit].line > work->units.units[unit - 1].line + 1;
}

static uint32_t stands(const esc_work *work, const char *text) {
    const esc_form *form = esc_forms_find(&work->forms, text, strlen(text));
    return form ? form->count : 0;
}

// The likeliest known word that head, one of letters, and tail make, and that is all capitals or has none but
// its first; NULL: none. In the arena.
static const char *likeliest(esc_work *work, const char *head, const char *letters, const char *tail,
                             size_t least) {
    const char *best = NULL;
    float best_frequency = 0;
    for (; *letters; letters++) {
        const char *meant = esc_arena_printf(work->arena, "%s%c%s", head, *letters, tail);
        const size_t len = strlen(meant);
        if (len < least) continue;
        if (!(esc_lexicon_lookup(work->lexicon, meant, len) & (ESC_LEX_WORD | ESC_LEX_ACRONYM))) continue;
        const float frequency = esc_lexicon_log_frequency(work->lexicon, meant, len);
        if (best && frequency <= best_frequency) continue;
        best = meant;
        best_frequency = frequency;
    }
    return best;
}

// The word in small letters, or in a capital where it begins a sentence or the document writes it so most
// often, as in "la Ley".
static const char *cased(esc_work *work, const char *text, bool begins) {
    char *capital = esc_arena_strndup(work->arena, text, strlen(text));
    *capital = (char)(*capital - 'a' + 'A');
    return begins || stands(work, capital) > stands(work, text) ? capital : text;
}

// "izó ¡za", "la ¿ey", "del ¿SSSTE", "£L SECRETARIO", "(nicia la sesión)": a word that is none without the
// letter that was read as a sign. Where something closes a bracket, the letter is lost behind it.
static void repair_first_sign(esc_work *work, uint32_t piece) {
    const struct sign *sign = sign_at(work, piece);
    if (!sign || !*sign->first || !esc_work_is_glued(work, piece + 1)) return;
    uint32_t from = piece; // "¿¡nexistencia"
    if (esc_work_is_glued(work, piece)) {
        const struct sign *before = sign_at(work, piece - 1);
        if (!before || strchr("(:", *before->sign) || esc_work_is_glued(work, piece - 1) ||
            is_closed(work, piece, before))
            return;
        from--;
    }
    const esc_piece *next = &work->pieces.pieces[piece + 1];
    if (next->unit_count != 1) return;
    const esc_form *read = work->form_of[next->first_unit];
    const bool euro = !strcmp(sign->sign, "£") && !strcmp(read->text, "L");
    if (!euro && read->kind != ESC_TOKEN_WORD && read->kind != ESC_TOKEN_UPPER) return;
    const bool bracket = *sign->sign == '(';
    if (is_closed(work, piece, sign) != bracket) return;
    if (bracket && (read->kind != ESC_TOKEN_WORD || read->letters < LEAST_SIGNED)) return; // (SSN), (b
    const bool upper = euro || read->kind == ESC_TOKEN_UPPER;
    char letters[8] = "";
    for (const char *letter = sign->first; *letter; letter++)
        if ((*letter <= 'Z') == upper) strncat(letters, letter, 1);
    const char *meant = likeliest(work, "", letters, read->text, upper && !euro ? LEAST_SIGNED : 2);
    if (!meant) return;
    if (!esc_piece_is_raw(next)) { // "¡as", which is las by now
        size_t len;
        const char *text = esc_piece_text(work->doc, &work->units, next, &len);
        const bool same = strlen(meant) == len && !memcmp(text, meant, len);
        if (!same && (read->classes || *sign->sign != '!')) return;
    } else if (!euro && !read->doubtful) {
        return;
    }
    if (!upper) meant = cased(work, meant, bracket || begins_sentence(work, from));
    if (bracket) meant = esc_arena_printf(work->arena, "(%s", meant);
    esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[from], piece + 2 - from, ESC_EDIT_NONWORD,
                   meant, 0.92f, work->arena);
}

// "AYUN¡AMIENTO", "Sec:etario": no word, nor is what stands behind the sign.
static void repair_inner_sign(esc_work *work, uint32_t piece) {
    const struct sign *sign = sign_at(work, piece + 1);
    if (!sign || !*sign->within || !esc_work_is_glued(work, piece + 1) ||
        !esc_work_is_glued(work, piece + 2) || esc_work_is_glued(work, piece + 3))
        return;
    const esc_piece *head = &work->pieces.pieces[piece], *tail = head + 2;
    if (head->unit_count != 1 || tail->unit_count != 1) return;
    const esc_form *before = work->form_of[head->first_unit], *behind = work->form_of[tail->first_unit];
    const bool upper = before->kind == ESC_TOKEN_UPPER && behind->kind == ESC_TOKEN_UPPER;
    if ((!upper && (before->kind > ESC_TOKEN_CAPITAL || behind->kind != ESC_TOKEN_WORD)) ||
        before->letters < 2 || behind->letters < 2 || (behind->classes && before->classes & ESC_LEX_WORD))
        return;
    char letters[8] = "";
    for (const char *letter = sign->within; *letter; letter++) {
        const char c = upper ? (char)(*letter - 'a' + 'A') : *letter;
        strncat(letters, &c, 1);
    }
    const char *meant =
        likeliest(work, before->text, letters, behind->text, upper ? LEAST_CAPITAL_BROKEN : LEAST_BROKEN);
    if (meant && behind->classes && // "etario" is one
        esc_lexicon_log_frequency(work->lexicon, meant, strlen(meant)) < behind->log_frequency + LEAD_NATS)
        return;
    if (meant)
        esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[piece], 3, ESC_EDIT_NONWORD, meant,
                       0.93f, work->arena);
}

// The word that head and tail are, with the one letter between them that was read as a mark: far likelier
// than any other; NULL: none. In the arena.
static const char *with_letter(esc_work *work, const char *head, const char *tail) {
    static const char *const letters[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j",
                                          "l", "m", "n", "o", "p", "q", "r", "s", "t", "u",
                                          "v", "x", "y", "z", "á", "é", "í", "ó", "ú", "ñ"};
    const char *best = NULL;
    float best_nats = -INFINITY, next_nats = -INFINITY;
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        const char *meant = esc_arena_printf(work->arena, "%s%s%s", head, letters[i], tail);
        const size_t len = strlen(meant);
        if (!(esc_lexicon_lookup(work->lexicon, meant, len) & ESC_LEX_WORD)) continue;
        const float nats = esc_lexicon_log_frequency(work->lexicon, meant, len);
        next_nats = fmaxf(next_nats, fminf(nats, best_nats));
        if (nats > best_nats) best = meant, best_nats = nats;
    }
    return best && best_nats > TORN_LOG_FREQUENCY && best_nats > next_nats + LEAD_NATS ? best : NULL;
}

// "f.acción", "co.tra", "refie:e", "conc: sión": a letter that dirt made a mark of, where one part of the
// word is none.
static void repair_torn(esc_work *work, uint32_t piece) {
    static const char *const marks[] = {".", ",", ":", ";", "*", "'", "\"", "=", "<", ">", "#", "-"};
    const esc_piece *head = &work->pieces.pieces[piece], *tail = head + 2;
    if (head->unit_count != 1 || head[1].unit_count != 1 || tail->unit_count != 1) return;
    const uint32_t unit = head->first_unit;
    const esc_unit *units = &work->units.units[unit];
    const esc_form *before = work->form_of[unit], *mark = work->form_of[unit + 1],
                   *behind = work->form_of[unit + 2];
    if (units[0].last || units[1].last || !ESC_ONE_OF(mark, marks)) return;
    if (before->kind > ESC_TOKEN_CAPITAL || behind->kind != ESC_TOKEN_WORD) return;
    if (before->classes & (ESC_LEX_ABBREVIATION | ESC_LEX_TITLE | ESC_LEX_USER)) return;
    if (piece && esc_work_is_glued(work, piece)) return; // f.a.c
    if (!units[2].last && !units[3].blank_before && work->form_of[unit + 3]->kind <= ESC_TOKEN_MIXED) return;
    const int blanks = units[1].blank_before + units[2].blank_before;
    const uint32_t letters = before->letters + behind->letters + 1u;
    if (blanks > 1 || letters < (blanks ? LEAST_BROKEN : LEAST_TORN)) return;
    const bool odd = before->doubtful && !before->classes, odd_too = behind->doubtful && !behind->classes;
    if (blanks ? !odd && !odd_too : !(odd || before->letters == 1) && !odd_too) return;
    if (!esc_channel_is_scan(&work->channel) && (blanks || !odd || !odd_too)) return;
    // "medi: dos": what stands apart and ends a sentence may be two words
    if (blanks && (*mark->text == '.' || *mark->text == '-' || !odd)) return;
    const char *meant = with_letter(work, before->text, behind->text);
    if (meant)
        esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[piece], 3, ESC_EDIT_NONWORD, meant,
                       0.92f, work->arena);
}

// "$e aprueba", "£l Ing. Ruiz", "y €l acta": nothing costs an e, nor an l.
static void repair_money(esc_work *work, uint32_t piece) {
    static const struct money {
        const char *sign, *letter, *tall, *small;
    } words[] = {
        {"$", "e", "Se", "se"}, {"£", "l", "El", "el"}, {"€", "l", "El", "el"}, {"$", "l", "El", "el"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!esc_work_says(work, piece, words[i].sign) || !esc_work_is_glued(work, piece + 1) ||
            !esc_work_says(work, piece + 1, words[i].letter) || esc_work_is_glued(work, piece + 2))
            continue;
        const bool capital = begins_sentence(work, piece) || esc_work_says(work, piece - 1, ":");
        esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[piece], 2, ESC_EDIT_NONWORD,
                       capital ? words[i].tall : words[i].small, 0.94f, work->arena);
    }
}

// "€. Alberto Colín", "EL €, PRESIDENTE", "la M. en €. Ruiz": the C. of ciudadano and of ciencias. Money
// stands behind its number; of amounts it is said that they are "en €".
static void repair_round_initial(esc_work *work, uint32_t piece) {
    static const char *const of_money[] = {"en", "de", "(", "/"};
    if (!esc_work_says(work, piece, "€") || !esc_work_is_glued(work, piece + 1)) return;
    const esc_form *mark = esc_work_raw_form(work, piece + 1), *next = esc_work_raw_form(work, piece + 2);
    if (!mark || !next || (strcmp(mark->text, ".") && strcmp(mark->text, ",")) ||
        esc_work_is_glued(work, piece + 2) || next->kind < ESC_TOKEN_CAPITAL || next->kind > ESC_TOKEN_UPPER)
        return;
    const bool first = esc_work_unit(work, piece)->first;
    const esc_form *before = piece ? esc_work_raw_form(work, piece - 1) : NULL;
    const bool sciences = piece > 1 && esc_work_says(work, piece - 2, "M.");
    if (!first && (!before || esc_work_is_glued(work, piece) || before->kind == ESC_TOKEN_NUMBER ||
                   (ESC_ONE_OF(before, of_money) && !sciences)))
        return;
    esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[piece], 2, ESC_EDIT_NAME, "C.", 0.93f,
                   work->arena);
}

// "DEL ESTADO D£ GUANAJUATO": between words in capitals.
static void repair_last_pound(esc_work *work, uint32_t piece) {
    if (!piece || !esc_work_says(work, piece, "£") || !esc_work_is_glued(work, piece) ||
        esc_work_is_glued(work, piece - 1) || esc_work_is_glued(work, piece + 1))
        return;
    const esc_form *head = esc_work_raw_form(work, piece - 1), *next = esc_work_raw_form(work, piece + 1);
    const bool upper =
        head && (head->kind == ESC_TOKEN_UPPER || (head->kind == ESC_TOKEN_CAPITAL && head->letters == 1));
    if (!upper || !next || next->kind != ESC_TOKEN_UPPER) return;
    const char *meant = esc_arena_printf(work->arena, "%sE", head->text);
    if (esc_lexicon_lookup(work->lexicon, meant, strlen(meant)) & ESC_LEX_WORD)
        esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[piece - 1], 2, ESC_EDIT_NONWORD, meant,
                       0.93f, work->arena);
}

// "el quórum. 3e encuentran": the S of a sentence's first word.
static void repair_first_figure(esc_work *work, uint32_t piece) {
    if (!esc_channel_is_scan(&work->channel)) return;
    if (!esc_work_says(work, piece, "3e") || !piece || !ends_sentence(work, piece - 1)) return;
    const esc_form *next = esc_work_raw_form(work, piece + 1);
    if (!next || next->kind != ESC_TOKEN_WORD || !(next->classes & ESC_LEX_WORD) ||
        esc_work_is_glued(work, piece + 1))
        return;
    esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_DIGIT, ESC_BY_RULE, "Se", 0.92f);
}

// "EI Presidente", "AI respecto", "deI acta": an I for the l of an article, before what articles stand
// before. "la EI", "(AI)" are somebody's acronym.
static void repair_article(esc_work *work, uint32_t piece) {
    static const struct article {
        const char *read, *meant, *small;
    } articles[] = {{"EI", "El", "el"}, {"AI", "Al", "al"},   {"eI", "el", NULL},
                    {"aI", "al", NULL}, {"deI", "del", NULL}, {"DeI", "Del", NULL}};
    static const char *const before[] = {"la", "una", "de", "del", "el", "en", "por", "con", "(", "al", "/"};
    const esc_piece *p = &work->pieces.pieces[piece];
    if (p->unit_count != 1 || piece + 1 >= work->pieces.pieces_count ||
        !work->pieces.pieces[piece + 1].unit_count)
        return;
    const esc_form *read = esc_work_first_form(work, piece), *next = esc_work_first_form(work, piece + 1);
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
        if (strcmp(read->text, articles[i].read) != 0) continue;
        const bool citizen = !strcmp(next->text, "C.");
        if (esc_work_is_glued(work, piece) || esc_work_is_glued(work, piece + 1) ||
            (next->kind > ESC_TOKEN_CAPITAL && !citizen))
            return;
        for (uint32_t k = 0; k < read->count && articles[i].small; k++) {
            const uint32_t unit = read->places[k];
            if (unit && ESC_ONE_OF(work->form_of[unit - 1], before)) return;
        }
        const char *small = articles[i].small ? articles[i].small : "el";
        const bool held =
            citizen || next->classes & ESC_LEX_TITLE || esc_noun_behind(work, small, next) >= ARTICLE_NATS;
        if (!articles[i].small || (held && !(read->classes & ESC_LEX_USER)))
            esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[piece], 1, ESC_EDIT_NONWORD,
                           articles[i].meant, 0.93f, work->arena);
        return;
    }
}

void esc_work_repair_signs(esc_work *work) {
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        if (!work->pieces.pieces[i].unit_count) continue;
        repair_initial(work, i);
        repair_article(work, i);
        if (i + 5 < work->pieces.pieces_count) repair_copy(work, i);
        repair_address(work, i);
        repair_last_stroke(work, i);
        repair_money(work, i);
        if (work->pieces.pieces[i].unit_count && i + 2 < work->pieces.pieces_count)
            repair_round_initial(work, i);
        if (work->pieces.pieces[i].unit_count) repair_last_pound(work, i);
        if (!work->pieces.pieces[i].unit_count) continue;
        repair_first_figure(work, i);
        if (i + 1 < work->pieces.pieces_count) repair_first_sign(work, i);
        if (work->pieces.pieces[i].unit_count && i + 2 < work->pieces.pieces_count)
            repair_inner_sign(work, i);
        if (work->pieces.pieces[i].unit_count && i + 2 < work->pieces.pieces_count) repair_torn(work, i);
    }
}
