// SPDX-License-Identifier: GPL-3.0-or-later
// Words whose very shape says what was misread: FOND0, SEÑ0R, 5alazar, LElVA, lrma, Argúello, NoMERO. No
// context is asked, so names that nobody knows are mended too; what may be a code or an abbreviation stays as
// it is.
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

enum {
    LEAST_LETTERS = 4,
    LEAST_UNKNOWN = 5,
    LEAST_TOPONYM = 8,
    LEAST_MIXED = 3,
    LEAST_CAPITALS = 7,
    MOST_CHARS = 40,
    LEAST_ACCENTED = 3,
    ACCENTED_A_BARE_ONE = 4
};

// How much more frequent the word with an accent has to be than any other reading.
#define ACCENTED_LEAD_NATS 2.0f
// Once in a million words.
#define ACCENTED_LOG_FREQUENCY -13.8f

#define KNOWN_CONFIDENCE 0.96f
#define UNKNOWN_CONFIDENCE 0.92f

struct shape {
    uint32_t chars[MOST_CHARS];
    int count, upper, lower, digits;
};

// False where the form holds anything but letters and digits.
static bool read_shape(const esc_form *form, struct shape *ret) {
    *ret = (struct shape){0};
    for (const char *p = form->text, *end = p + form->len; p < end;) {
        uint32_t c = esc_utf8_next(&p, end);
        if (ret->count == MOST_CHARS) return false;
        if (esc_utf8_is_digit(c))
            ret->digits++;
        else if (!esc_utf8_is_letter(c))
            return false;
        else if (c == 'l' || c == 'I')
            ; // either case, for who misread it
        else if (esc_utf8_lower(c) != c)
            ret->upper++;
        else
            ret->lower++;
        ret->chars[ret->count++] = c;
    }
    return true;
}

// The letter that a sign is taken for among capitals; the sign itself where it is none of these.
static uint32_t as_capital(uint32_t c) {
    switch (c) {
    case '0':
        return 'O';
    case '1':
    case 'l':
        return 'I';
    case '5':
        return 'S';
    case '8':
        return 'B';
    default:
        return c;
    }
}

static uint32_t as_small(uint32_t c) {
    switch (c) {
    case '0':
        return 'o';
    case '1':
    case 'I':
        return 'l';
    case '5':
        return 's';
    default:
        return c;
    }
}

// "lrma", "lxtapa", "lllescas": no Spanish word begins with an l and a consonant but another l.
static bool begins_with_i(const struct shape *shape) {
    const uint32_t *c = shape->chars;
    if (shape->count < 3 || c[0] != 'l' || c[1] >= 0x80) return false;
    return c[1] == 'l' ? c[2] == 'l' : strchr("bcdfgjkmnpqrstvwxz", (int)c[1]) != NULL;
}

// "lleana", "lldefonso": names that begin with Il, while nothing begins so with Ll.
static bool is_il_name(const esc_lexicon *lexicon, const esc_form *form) {
    static const unsigned names = ESC_LEX_GIVEN | ESC_LEX_SURNAME | ESC_LEX_PLACE;
    char text[MOST_CHARS * ESC_UTF8_MAX + 1];
    if (form->len < 4 || form->len >= sizeof text || strncmp(form->text, "ll", 2)) return false;
    memcpy(text, form->text, form->len);
    *text = 'L';
    if (esc_lexicon_lookup(lexicon, text, form->len)) return false;
    *text = 'I';
    return (esc_lexicon_lookup(lexicon, text, form->len) & names) != 0;
}

// "bilingúe": no ú stands between a g and an e or an i in Spanish.
static bool is_diaeresis(const struct shape *shape, int at) {
    if (at < 1 || at + 1 >= shape->count || esc_utf8_lower(shape->chars[at]) != 0xFA) return false;
    const uint32_t next = esc_utf8_unaccent(esc_utf8_lower(shape->chars[at + 1]));
    return esc_utf8_lower(shape->chars[at - 1]) == 'g' && (next == 'e' || next == 'i');
}

// "Schónfeld", "Schútte", "Hútt": Spanish has no sch, nor these pairs behind a vowel; engines that know
// Spanish only read the dots of a German vowel as its accent.
static bool is_umlaut(const struct shape *shape, int at) {
    static const char *const behind[] = {"tt", "ck", "hn", "hl", "hr"};
    const uint32_t c = esc_utf8_lower(shape->chars[at]);
    char before[4] = "", after[3] = "";
    if (!at || (c != 0xE1 && c != 0xF3 && c != 0xFA) || esc_utf8_lower(shape->chars[0]) == shape->chars[0])
        return false;
    for (int i = 0; i < 3 && at >= 3; i++) {
        const uint32_t letter = esc_utf8_lower(shape->chars[at - 3 + i]);
        before[i] = letter < 0x80 ? (char)letter : ' ';
    }
    for (int i = 0; i < 2 && at + 2 < shape->count; i++) {
        const uint32_t letter = esc_utf8_lower(shape->chars[at + 1 + i]);
        after[i] = letter < 0x80 ? (char)letter : ' ';
    }
    bool german = !strcmp(before, "sch");
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) german |= !strcmp(after, behind[i]);
    return german;
}

static uint32_t with_dots(uint32_t c) {
    const uint32_t small = esc_utf8_lower(c);
    return c + (small == 0xE1 ? 3 : small == 0xF3 ? 3 : 2); // á ä, ó ö, ú ü
}

// "Angúiano", "Schúlz": without the accent it is known. german: whatever the vowel.
static bool known_without(const esc_lexicon *lexicon, const struct shape *shape, bool german) {
    char text[MOST_CHARS * ESC_UTF8_MAX];
    size_t len = 0;
    for (int i = 0; i < shape->count; i++)
        len += esc_utf8_put(text + len, german                    ? esc_utf8_unaccent(shape->chars[i])
                                        : shape->chars[i] == 0xFA ? 'u'
                                                                  : shape->chars[i]);
    return esc_lexicon_lookup(lexicon, text, len) != 0;
}

// The same letters as they were printed, ú for ü mended; 0 where the shape tells nothing. ret_mended: whether
// it was.
static size_t printed(const struct shape *shape, bool stroke, char ret[MOST_CHARS * ESC_UTF8_MAX],
                      bool *ret_mended, bool *ret_german) {
    bool capitals = !shape->lower && shape->upper >= 3, name = !capitals && shape->lower >= 3;
    if (name && shape->upper > (esc_utf8_lower(shape->chars[0]) != shape->chars[0])) return 0;
    if (!capitals && !name) return 0;
    size_t len = 0;
    for (int i = 0; i < shape->count; i++) {
        uint32_t c = shape->chars[i];
        // What stands first is a capital where a digit or a capital was read.
        bool capital =
            capitals || (!i && esc_utf8_lower(as_capital(c)) != as_capital(c) && (c != 'l' || stroke));
        c = capital ? as_capital(c) : as_small(c);
        if (esc_utf8_is_digit(c)) return 0;
        if (is_diaeresis(shape, i)) c += 2, *ret_mended = true;
        if (is_umlaut(shape, i)) c = with_dots(c), *ret_mended = *ret_german = true;
        len += esc_utf8_put(ret + len, c);
    }
    return len;
}

// How frequent the word is that the shape's letters make, written small, with another letter at one place.
// ret_upper: the word in capitals, NULL: not asked for.
static float frequency_with(const esc_lexicon *lexicon, const struct shape *shape, int at, uint32_t letter,
                            char *ret_upper) {
    char small[MOST_CHARS * ESC_UTF8_MAX];
    size_t len = 0, upper_len = 0;
    for (int i = 0; i < shape->count; i++) {
        const uint32_t c = esc_utf8_lower(i == at ? letter : shape->chars[i]);
        len += esc_utf8_put(small + len, c);
        if (ret_upper) upper_len += esc_utf8_put(ret_upper + upper_len, esc_utf8_upper(c));
    }
    if (ret_upper) ret_upper[upper_len] = 0;
    const unsigned known = ESC_LEX_WORD | ESC_LEX_ABBREVIATION;
    return esc_lexicon_lookup(lexicon, small, len) & known ? esc_lexicon_log_frequency(lexicon, small, len)
                                                           : -INFINITY;
}

// The only small letter, one that a capital with an accent may look like; −1: there is none, −2: others.
static int small_vowel(const struct shape *shape) {
    int at = -1;
    for (int i = 0; i < shape->count; i++) {
        const uint32_t c = shape->chars[i];
        if (esc_utf8_is_digit(c) || c == 'l') return -2;
        if (esc_utf8_lower(c) != c) continue;
        if (!i || at >= 0 || c >= 0x80 || !strchr("aeou", (int)c)) return -2;
        at = i;
    }
    return at;
}

// "DoA", "NoMERO", "REPOBLICA": a capital with an accent looks like another vowel, a small one mostly. The
// only word that one makes of the shape; false where none does, or more than one. bare: only letters that
// lost nothing but their accent, "SESION".
static bool is_accented_capital(const esc_lexicon *lexicon, const struct shape *shape, bool bare,
                                char ret[MOST_CHARS * ESC_UTF8_MAX + 1]) {
    static const uint32_t accented[] = {0xE1, 0xE9, 0xED, 0xF3, 0xFA};
    const int small = small_vowel(shape);
    if (small == -2 || (bare && small >= 0)) return false;
    if (shape->count < (small >= 0 ? LEAST_MIXED : bare ? LEAST_LETTERS : LEAST_CAPITALS)) return false;
    float best = -INFINITY, next = -INFINITY;
    uint32_t letter = 0;
    int at = 0;
    for (int i = 1; i < shape->count; i++) {
        const uint32_t c = esc_utf8_lower(shape->chars[i]);
        if ((small >= 0 && i != small) || c >= 0x80 || !strchr(bare ? "aeiou" : "aeou", (int)c)) continue;
        next = fmaxf(next, frequency_with(lexicon, shape, i, c, NULL));
        for (size_t k = 0; k < sizeof accented / sizeof *accented; k++) {
            if (bare && esc_utf8_unaccent(accented[k]) != c) continue;
            const float nats = frequency_with(lexicon, shape, i, accented[k], NULL);
            next = fmaxf(next, fminf(best, nats));
            if (nats > best) best = nats, letter = accented[k], at = i;
        }
    }
    if (best < ACCENTED_LOG_FREQUENCY || best < next + ACCENTED_LEAD_NATS) return false;
    frequency_with(lexicon, shape, at, letter, ret);
    return true;
}

// "Aztatián": of what no list knows, the Nahuatl ending -tlán.
static bool ends_in_tlan(const struct shape *shape, const esc_form *form, char *ret) {
    static const char *const read[] = {"tián", "TIÁN"}, *const meant[] = {"tlán", "TLÁN"};
    if (shape->count < LEAST_TOPONYM || shape->digits || esc_utf8_lower(shape->chars[0]) == shape->chars[0])
        return false;
    const size_t len = strlen(read[0]);
    for (size_t i = 0; i < 2; i++) {
        if (strcmp(form->text + form->len - len, read[i])) continue;
        memcpy(ret, form->text, form->len + 1u);
        strcpy(ret + form->len - len, meant[i]);
        return true;
    }
    return false;
}

// "en Aztatián, a los": behind what stands before places, and no person's.
static bool may_be_place(const esc_work *work, uint32_t piece) {
    static const char *const before[] = {"de", "en", "DE", "EN", "a"};
    const esc_form *behind = esc_work_raw_form(work, piece + 1);
    return piece && ESC_ONE_OF(esc_work_raw_form(work, piece - 1), before) &&
           !(behind && behind->kind == ESC_TOKEN_CAPITAL);
}

// What no list knows is more often a code: no digit at its end and no two of them, none that could be two
// letters, and no name of two parts (McIver).
static bool may_be_unknown(const struct shape *shape) {
    uint32_t last = shape->chars[shape->count - 1];
    if (shape->count < LEAST_UNKNOWN || shape->digits > 1 || esc_utf8_is_digit(last)) return false;
    for (int i = 0; i < shape->count; i++)
        if (shape->chars[i] == '1' || (shape->lower && shape->chars[i] == 'I')) return false;
    return true;
}

// lgbti: an acronym in small letters, not one that begins with an I.
static bool is_acronym(const esc_work *work, const esc_form *form) {
    char *tall = esc_arena_strndup(work->arena, form->text, form->len);
    for (char *c = tall; *c; c++)
        if (*c >= 'a' && *c <= 'z') *c = (char)(*c - 'a' + 'A');
    const esc_form *elsewhere = esc_forms_find(&work->forms, tall, form->len);
    return (elsewhere && elsewhere->count) ||
           esc_lexicon_lookup(work->lexicon, tall, form->len) & ESC_LEX_ACRONYM;
}

// @lruiz, /home/lruiz
static bool in_address(const esc_work *work, uint32_t piece) {
    if (!piece || !esc_unit_is_glued(esc_work_unit(work, piece))) return false;
    const esc_form *before = esc_work_raw_form(work, piece - 1);
    return before && strchr("@/", before->text[before->len - 1]);
}

static const unsigned OWN =
    ESC_LEX_GIVEN | ESC_LEX_SURNAME | ESC_LEX_PLACE | ESC_LEX_ACRONYM | ESC_LEX_USER | ESC_LEX_ABBREVIATION;

static void change(esc_work *work, esc_piece *piece, esc_edit_class class, const char *text, float sure) {
    esc_piece_change(piece, class, ESC_BY_RULE, esc_arena_strndup(work->arena, text, strlen(text)), sure);
}

// The same edit, to another text.
static void change_to(esc_work *work, esc_piece *piece, const char *text) {
    piece->change_count = 0;
    change(work, piece, ESC_EDIT_DIGIT, text, KNOWN_CONFIDENCE);
}

// How many words in capitals have their accents as they were read, and how many lack them.
static void count_accents(const esc_work *work, uint32_t *ret_with, uint32_t *ret_without) {
    *ret_with = *ret_without = 0;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const esc_form *form = esc_work_raw_form(work, i);
        struct shape shape;
        char text[MOST_CHARS * ESC_UTF8_MAX + 1];
        if (!form || form->kind != ESC_TOKEN_UPPER || form->classes & OWN || !read_shape(form, &shape))
            continue;
        if (esc_form_has_accent(form))
            *ret_with += !form->doubtful;
        else
            *ret_without += is_accented_capital(work->lexicon, &shape, true, text);
    }
}

// Whether a scan's words in capitals have their accents, but for one in five.
static bool capitals_have_accents(const esc_work *work) {
    uint32_t with, without;
    if (!esc_channel_is_scan(&work->channel)) return false;
    count_accents(work, &with, &without);
    return with >= LEAST_ACCENTED && without * ACCENTED_A_BARE_ONE <= with;
}

// "COMISI0N", "SESI0N": an Ó, or an O where more of the document's capitals lack their accents than have
// them, all alike.
static void accent_noughts(esc_work *work) {
    uint32_t with = 0, without = 0;
    bool counted = false;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        esc_piece *piece = &work->pieces.pieces[i];
        const esc_change *change = piece->unit_count == 1 ? esc_piece_applied(piece) : NULL;
        if (!change || !strchr(work->form_of[piece->first_unit]->text, '0')) continue;
        const esc_form *now = esc_forms_intern(&work->forms, change->after, strlen(change->after));
        if (now->kind != ESC_TOKEN_UPPER) continue;
        char bare[MOST_CHARS * ESC_UTF8_MAX + 1], text[MOST_CHARS * ESC_UTF8_MAX + 1];
        size_t len = 0;
        for (const char *p = now->text, *end = p + now->len; p < end && len + ESC_UTF8_MAX < sizeof bare;)
            len += esc_utf8_put(bare + len, esc_utf8_unaccent(esc_utf8_next(&p, end)));
        bare[len] = 0;
        struct shape shape;
        if (strlen(bare) != work->form_of[piece->first_unit]->len ||
            !read_shape(esc_forms_intern(&work->forms, bare, len), &shape) ||
            !is_accented_capital(work->lexicon, &shape, true, text))
            continue;
        const char *accent = strstr(text, "Ó"); // in the nought's place
        if (!accent || work->form_of[piece->first_unit]->text[accent - text] != '0') continue;
        if (!counted) count_accents(work, &with, &without);
        counted = true;
        const char *meant = with >= without ? text : bare;
        if (strcmp(meant, change->after) != 0) change_to(work, piece, meant);
    }
}

// Capitals that lost their accents where others were misread for having them, or nearly all others have
// theirs.
static void accent_capitals(esc_work *work) {
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const esc_form *form = esc_work_raw_form(work, i);
        struct shape shape;
        char text[MOST_CHARS * ESC_UTF8_MAX + 1];
        if (form && form->kind == ESC_TOKEN_UPPER && !(form->classes & OWN) && read_shape(form, &shape) &&
            is_accented_capital(work->lexicon, &shape, true, text))
            change(work, &work->pieces.pieces[i], ESC_EDIT_ACCENT, text, UNKNOWN_CONFIDENCE);
    }
}

void esc_work_repair_shapes(esc_work *work) {
    bool misread = false;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        esc_piece *piece = &work->pieces.pieces[i];
        if (piece->unit_count != 1) continue;
        const esc_form *form = work->form_of[piece->first_unit];
        struct shape shape;
        if (!form || form->classes || !read_shape(form, &shape)) continue;
        if (esc_work_is_parted(work, piece->first_unit)) continue;
        char text[MOST_CHARS * ESC_UTF8_MAX + 1];
        if (shape.upper >= 2 && is_accented_capital(work->lexicon, &shape, false, text)) {
            change(work, piece, ESC_EDIT_NONWORD, text, KNOWN_CONFIDENCE);
            misread |= shape.lower > 0;
            continue;
        }
        if (shape.count < LEAST_LETTERS || !esc_piece_is_raw(piece)) continue;
        if (may_be_place(work, i) && ends_in_tlan(&shape, form, text)) {
            change(work, piece, ESC_EDIT_NAME, text, UNKNOWN_CONFIDENCE);
            continue;
        }
        bool accent = false, german = false;
        const bool stroke = begins_with_i(&shape) || is_il_name(work->lexicon, form);
        size_t len = printed(&shape, stroke, text, &accent, &german);
        text[len] = 0;
        if (!len || (len == form->len && !memcmp(text, form->text, len))) continue;
        bool known = esc_lexicon_lookup(work->lexicon, text, len) != 0;
        if (!known && !german && !may_be_unknown(&shape)) continue;
        if (!known && accent && known_without(work->lexicon, &shape, german)) continue;
        if (!known && begins_with_i(&shape) &&
            (in_address(work, i) || is_acronym(work, form) || form->count > 1)) // lspci
            continue;
        change(work, piece,
               shape.digits ? ESC_EDIT_DIGIT
               : accent     ? ESC_EDIT_ACCENT
                            : ESC_EDIT_NONWORD,
               text, known ? KNOWN_CONFIDENCE : UNKNOWN_CONFIDENCE);
    }
    accent_noughts(work);
    if (misread || capitals_have_accents(work)) accent_capitals(work);
}
