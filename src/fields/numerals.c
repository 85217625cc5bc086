// SPDX-License-Identifier: GPL-3.0-or-later
// A weighted edit distance between what was read and the numeral that the place in the list asks for. One
// sign may have swallowed several strokes (M for III, N for IV), so that a letter read is set against one to
// three of the numeral. The costs are those of the broken numerals in scans of our own making: a stroke read
// as another upright sign is nearly free, a lost stroke costs about two of those.
#include "fields/numerals.h"

#include <string.h>

#include "base/buf.h"
#include "base/distance.h"
#include "fields/numbers.h"

enum { LONGEST = 12 };

static const float lost = 0.65f, added = 0.55f, strange = 0.9f;
static const float base_allowance = 0.2f, allowance_per_letter = 0.3f;

typedef struct swallowed {
    const char *letters; // any of these, as read
    const char *strokes; // stand for these
    float cost;
} swallowed;

static const swallowed readings[] = {
    {"lL1|!ijJtTf[](){}/\\rE", "I", 0.2f},
    {"vYyUuW", "V", 0.25f},
    {"xKkZ", "X", 0.25f},
    {"nNHUuTMKhW", "II", 0.35f},
    {"Mmwn", "III", 0.4f},
    {"NWM", "IV", 0.4f},
    {"NWM", "VI", 0.45f},
    {"K", "IX", 0.45f},
    {"DR", "IX", 0.6f},
};

// Whether a letter, as read, may stand for strokes of a numeral.
static bool may_stand(char c) {
    static bool ready, may[256];
    if (!ready) {
        for (const char *p = "IVXLCivxlc"; *p; p++) may[(unsigned char)*p] = true;
        for (size_t k = 0; k < sizeof readings / sizeof *readings; k++)
            for (const char *p = readings[k].letters; *p; p++) may[(unsigned char)*p] = true;
        ready = true;
    }
    return may[(unsigned char)c];
}

static float least(float a, float b) { return a < b ? a : b; }

// What the distance is at least: letters that stand for no stroke, and those that are too many.
static float bound(const char *text, size_t wanted) {
    size_t len = strlen(text), foreign = 0;
    for (size_t i = 0; i < len; i++) foreign += !may_stand(text[i]);
    size_t most = len > wanted && len - wanted > foreign ? len - wanted : foreign;
    return added * (float)most;
}

static float distance(const char *text, const char *numeral) {
    size_t n = strlen(text), m = strlen(numeral);
    float cost[LONGEST + 1][LONGEST + 1];
    for (size_t i = 0; i <= n; i++) {
        size_t able[sizeof readings / sizeof *readings], lengths[sizeof readings / sizeof *readings],
            count = 0;
        for (size_t k = 0; i && k < sizeof readings / sizeof *readings; k++)
            if (strchr(readings[k].letters, text[i - 1]))
                able[count] = k, lengths[count++] = strlen(readings[k].strokes);
        for (size_t j = 0; j <= m; j++) {
            cost[i][j] = i || j ? 100 : 0;
            if (i) cost[i][j] = least(cost[i][j], cost[i - 1][j] + added);
            if (j) cost[i][j] = least(cost[i][j], cost[i][j - 1] + lost);
            if (!i) continue;
            char c = text[i - 1];
            if (j) {
                char wanted = numeral[j - 1];
                float one = c == wanted ? 0 : c == wanted + 'a' - 'A' ? 0.1f : strange;
                cost[i][j] = least(cost[i][j], cost[i - 1][j - 1] + one);
            }
            for (size_t k = 0; k < count; k++) {
                const size_t len = lengths[k];
                if (len <= j && !memcmp(numeral + j - len, readings[able[k]].strokes, len))
                    cost[i][j] = least(cost[i][j], cost[i - 1][j - len] + readings[able[k]].cost);
            }
        }
    }
    return cost[n][m];
}

bool esc_numeral_may_be_roman(const char *text, uint32_t expected) {
    size_t len = strlen(text);
    if (!len || len > LONGEST || !expected || expected > 99) return false;
    uint32_t exact = esc_number_roman(text, false);
    if (exact == expected) return true;
    if (exact && (exact <= expected + 3 || strchr(text, 'C'))) return false; // but L and LI may be strokes
    bool figures = strspn(text, "0123456789") == len;
    if (figures && (expected > 3 || len != expected || strspn(text, "1") != len)) return false; // 11 for II
    static const uint8_t letters[10] = {0, 1, 2, 3, 2, 1, 2, 3, 4, 2}; // of I … IX, and of X … XC
    const size_t wanted = letters[expected / 10] + letters[expected % 10];
    const float allowed = base_allowance + allowance_per_letter * (float)wanted;
    if (bound(text, wanted) > allowed) return false;
    ESC_AUTOBUF numeral = {0};
    esc_number_write_roman(expected, &numeral);
    return distance(text, esc_buf_text(&numeral)) <= allowed;
}

bool esc_numeral_may_be_figures(const char *text, uint32_t expected) {
    static const char *const looks[10] = {"oOQD", "lI|i!t", "Zz", "", "A", "Ss", "Gb", "T", "B", "gq"};
    char digits[12];
    size_t n = 0, len = strlen(text);
    for (uint32_t rest = expected; rest || !n; rest /= 10)
        digits[n++] = (char)('0' + rest % 10); // the last first
    if (len != n) return false;
    for (size_t i = 0; i < len; i++) {
        char digit = digits[len - 1 - i];
        if (text[i] != digit && !strchr(looks[digit - '0'], text[i])) return false;
    }
    return true;
}

const char *esc_numeral_misread_ordinal(esc_arena *arena, const esc_stream *s, uint32_t at,
                                        uint32_t expected) {
    static const char *const stems[] = {"segund", "tercer", "cuart", "quint", "sext",
                                        "séptim", "octav",  "noven", "décim"};
    static const char *const folded[] = {"segund", "tercer", "cuart", "quint", "sext",
                                         "septim", "octav",  "noven", "decim"};
    const esc_atom *atom = &s->atoms[at];
    if (expected < 2 || expected > 1 + sizeof stems / sizeof *stems || atom->kind != ESC_ATOM_WORD ||
        atom->ordinal || !esc_atom_capital(atom) || at + 1 >= s->atoms_count || !s->atoms[at + 1].glued ||
        !esc_atom_is(&s->atoms[at + 1], ".|:|-"))
        return NULL;
    const size_t len = atom->norm_len;
    const char ending = atom->norm[len - 1] == 'a' ? 'a' : 'o';
    char word[LONGEST];
    size_t n = strlen(folded[expected - 2]);
    memcpy(word, folded[expected - 2], n);
    word[n++] = ending;
    if (!esc_distance_one(atom->norm, len, word, n)) return NULL;
    return esc_word_in_case(arena, esc_arena_printf(arena, "%s%c", stems[expected - 2], ending),
                            (esc_atom_shape)atom->shape);
}
