// SPDX-License-Identifier: GPL-3.0-or-later
#include "correct/spellings.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"

enum {
    LEAST_COMPOUNDED = 5, // letters behind a prefix, or short words would be parts of anything
    LEAST_SAID = 2,       // bytes before the ending
    LEAST_NEGATED = 7     // behind what "de s…" and "en" may be, too, their blank lost: desellos
};

// Less often than that a form is none that anybody writes.
#define RARE_LOG_FREQUENCY -14.5f

static int compare(const void *a, const void *b) { return strcmp(a, *(const char *const *)b); }

static bool has_accent(const char *text) {
    while (*text && (unsigned char)*text < 0x80) text++;
    return *text;
}

// km2, m3
static bool is_square(const char *text) {
    static const char *const listed[] = {"cm2", "cm3", "dm3", "hm2", "hm3", "km2", "mm2"};
    for (size_t i = 0; i < sizeof listed / sizeof *listed; i++)
        if (!strcmp(text, listed[i])) return true;
    return false;
}

static bool is_listed(const char *text) {
    // Sorted by bytes. Units of measure; demonstratives and sólo until 2010, monosyllables with an accent
    // until 1959, letters that are words until 1911.
    static const char *const listed[] = {
        "aquél", "aquélla", "aquéllas", "aquéllos", "cm",    "crió", "cuórum", "dió", "fió",  "fué",
        "fuí",   "guió",    "guión",    "kg",       "km",    "lió",  "mg",     "ml",  "mm",   "pié",
        "rió",   "sólo",    "truhán",   "vió",      "ví",    "á",    "é",      "ésa", "ésas", "ése",
        "ésos",  "ésta",    "éstas",    "éste",     "éstos", "ó",    "ú",
    };
    if (text[0] && text[1] && text[2] && !has_accent(text)) return false;
    return bsearch(text, listed, sizeof listed / sizeof *listed, sizeof *listed, compare);
}

// What the Academy spells with and without an accent; America mostly without.
static bool is_regional(const char *text) {
    static const char *const listed[] = {
        "alveolo",     "amoniaco",  "austriaca", "austriacas", "austriaco", "austriacos", "beisbol",
        "cardiaca",    "cardiacas", "cardiaco",  "cardiacos",  "chofer",    "coctel",     "diesel",
        "elite",       "futbol",    "icono",     "iconos",     "maniaco",   "olimpiada",  "olimpiadas",
        "paradisiaco", "periodo",   "periodos",  "policiaca",  "policiaco", "policiacos", "reuma",
        "rubeola",     "video",     "videos",    "vóleibol",   "zodiaco"};
    return bsearch(text, listed, sizeof listed / sizeof *listed, sizeof *listed, compare);
}

// 1ra, 2do, 3er, 25va: a number with the end of its ordinal, which has to be the right one.
static bool is_ordinal(const char *text) {
    static const char *const ends[10][5] = {{"ma", "mo"}, {"ra", "ro", "er", "era", "ero"},
                                            {"da", "do"}, {"ra", "ro", "er", "era", "ero"},
                                            {"ta", "to"}, {"ta", "to"},
                                            {"ta", "to"}, {"ma", "mo"},
                                            {"va", "vo"}, {"na", "no"}};
    size_t digits = esc_utf8_is_digit((unsigned char)*text) ? strspn(text, "0123456789") : 0;
    if (!digits || digits > 3) return false;
    for (int i = 0; i < 5 && ends[text[digits - 1] - '0'][i]; i++)
        if (!strcmp(text + digits, ends[text[digits - 1] - '0'][i])) return true;
    return false;
}

static bool is_word(const esc_lexicon *lexicon, const char *text, size_t len) {
    return esc_lexicon_lookup(lexicon, text, len) & ESC_LEX_WORD &&
           esc_lexicon_log_frequency(lexicon, text, len) >= RARE_LOG_FREQUENCY;
}

static const char *behind(const char *text, const char *beginning) {
    if (*text != *beginning) return NULL; // most begin otherwise
    size_t len = strlen(beginning);
    return strncmp(text, beginning, len) ? NULL : text + len;
}

static bool ends_as_verb(const char *text) {
    static const char *const endings[] = {"ó", "ía", "ían", "ba", "ban", "ron", "ra", "ran"};
    size_t len = strlen(text);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t end = strlen(endings[i]);
        if (len > end && !strcmp(text + len - end, endings[i])) return true;
    }
    return false;
}

// acordóse, decíale, tratábase, reuniéronse: a past with a pronoun behind it, its accent where the whole has
// it (reunieron) or where the verb by itself has it, which was the rule until 1999.
static bool has_pronoun(const esc_lexicon *lexicon, const char *text, size_t len) {
    static const char *const pronouns[] = {"se", "me", "le", "les", "lo", "los", "la", "las", "nos"};
    for (size_t i = 0; i < sizeof pronouns / sizeof *pronouns; i++) {
        size_t end = strlen(pronouns[i]);
        if (len < end + 4 || strcmp(text + len - end, pronouns[i]) != 0) continue;
        char verb[ESC_MAX_WORD_BYTES + 1], plain[ESC_MAX_WORD_BYTES + 1];
        memcpy(verb, text, len - end);
        verb[len - end] = 0;
        size_t at = 0;
        for (const char *p = verb; *p;)
            at += esc_utf8_put(plain + at, esc_utf8_unaccent(esc_utf8_next(&p, verb + len - end)));
        plain[at] = 0;
        if (at == len - end || !ends_as_verb(verb)) continue; // without an accent it is no such form
        if (is_listed(verb) || is_word(lexicon, verb, len - end) || is_word(lexicon, plain, at)) return true;
    }
    return false;
}

// Two ways to write one word, both of them right.
static bool has_twin(const esc_lexicon *lexicon, const char *text) {
    static const char *const twins[][2] = {{"tras", "trans"}, {"pos", "post"},   {"subs", "sus"},
                                           {"obs", "os"},     {"sico", "psico"}, {"seudo", "pseudo"},
                                           {"seti", "septi"}};
    for (size_t i = 0; i < 2 * sizeof twins / sizeof *twins; i++) {
        const char *rest = behind(text, twins[i / 2][i % 2]);
        if (!rest || strlen(rest) < LEAST_COMPOUNDED) continue;
        char twin[ESC_MAX_WORD_BYTES + 8];
        size_t begin = strlen(twins[i / 2][!(i % 2)]), len = strlen(rest);
        memcpy(twin, twins[i / 2][!(i % 2)], begin);
        memcpy(twin + begin, rest, len + 1);
        if (is_word(lexicon, twin, begin + len)) return true;
    }
    return false;
}

// Whether a word of so many letters at least stands behind one of the prefixes.
static bool has_prefix(const esc_lexicon *lexicon, const char *text, const char *const *prefixes,
                       size_t count, size_t least) {
    for (size_t i = 0; i < count; i++) {
        const char *rest = behind(text, prefixes[i]);
        if (rest && esc_utf8_count(rest, strlen(rest)) >= least && is_word(lexicon, rest, strlen(rest)))
            return true;
    }
    return false;
}

static bool is_compound(const esc_lexicon *lexicon, const char *text) {
    static const char *const prefixes[] = {
        "aero",    "afro",  "agro",  "anti",   "auto",  "bio",   "cardio", "centro", "ciber", "co",
        "electro", "euro",  "ex",    "extra",  "ferro", "foto",  "giga",   "gastro", "geo",   "hemo",
        "hidro",   "hiper", "infra", "inter",  "intra", "macro", "mega",   "micro",  "mili",  "mini",
        "mono",    "multi", "nano",  "neo",    "neuro", "nor",   "petro",  "pico",   "podo",  "pluri",
        "poli",    "post",  "psico", "quimio", "radio", "pre",   "pro",    "re",     "retro", "semi",
        "socio",   "sub",   "super", "sur",    "tele",  "tera",  "termo",  "ultra",  "vice",  "video",
    };
    // inadaptación, descalcificación
    static const char *const negating[] = {"des", "in", "im", "contra", "entre", "sobre", "trans"};
    return has_prefix(lexicon, text, prefixes, sizeof prefixes / sizeof *prefixes, LEAST_COMPOUNDED) ||
           has_prefix(lexicon, text, negating, sizeof negating / sizeof *negating, LEAST_NEGATED);
}

// Whether the text, of so many bytes at least before its ending, has one of those that a verb takes, in the
// place of its infinitive's.
static bool is_of_verb(const esc_lexicon *lexicon, const char *text, size_t len,
                       const char *const (*endings)[2], size_t count, size_t least) {
    for (size_t i = 0; i < count; i++) {
        size_t end = strlen(endings[i][0]);
        if (len < end + least || strcmp(text + len - end, endings[i][0]) != 0) continue;
        char infinitive[ESC_MAX_WORD_BYTES + 1];
        memcpy(infinitive, text, len - end);
        memcpy(infinitive + len - end, endings[i][1], sizeof "ar");
        if (is_word(lexicon, infinitive, len - end + strlen("ar"))) return true;
    }
    return false;
}

// contrastación, bordeable: what is made of a verb.
static bool is_derived(const esc_lexicon *lexicon, const char *text, size_t len) {
    static const char *const endings[][2] = {
        {"ación", "ar"},   {"aciones", "ar"},  {"amiento", "ar"},  {"amientos", "ar"}, {"imiento", "er"},
        {"imiento", "ir"}, {"imientos", "er"}, {"imientos", "ir"}, {"able", "ar"},     {"ables", "ar"},
        {"adora", "ar"},   {"adoras", "ar"},   {"ador", "ar"},     {"adores", "ar"},   {"edor", "er"},
        {"edores", "er"},  {"idor", "ir"},     {"idores", "ir"}};
    return is_of_verb(lexicon, text, len, endings, sizeof endings / sizeof *endings, LEAST_COMPOUNDED);
}

// necesitás, tenés, venís: what vos does, on the Río de la Plata and elsewhere.
static bool is_said_to_vos(const esc_lexicon *lexicon, const char *text, size_t len) {
    static const char *const endings[][2] = {{"ás", "ar"}, {"és", "er"}, {"ís", "ir"}};
    return is_of_verb(lexicon, text, len, endings, sizeof endings / sizeof *endings, LEAST_SAID);
}

bool esc_spelling_stands(const esc_lexicon *lexicon, const char *text, size_t len, bool known) {
    if (len > ESC_MAX_WORD_BYTES) return false;
    char small[ESC_MAX_WORD_BYTES + ESC_UTF8_MAX];
    size_t at = 0;
    for (const char *p = text, *end = text + len; p < end;) {
        if (at + ESC_UTF8_MAX > ESC_MAX_WORD_BYTES) return false;
        at += esc_utf8_put(small + at, esc_utf8_lower(esc_utf8_next(&p, end)));
    }
    small[at] = 0;
    if (is_listed(small) || is_square(small) || is_regional(small) || is_ordinal(small)) return true;
    if (known) return false;
    if (has_pronoun(lexicon, small, at) || has_twin(lexicon, small) || is_said_to_vos(lexicon, small, at))
        return true;
    if (esc_lexicon_lookup_unaccented(lexicon, small, at)) return false; // milimetros
    return is_compound(lexicon, small) || is_derived(lexicon, small, at);
}
