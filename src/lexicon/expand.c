// SPDX-License-Identifier: GPL-3.0-or-later
// An affix file has rules "SFX flag strip add/flags condition": a stem (or a form made by another suffix)
// that carries the flag and ends as the condition says loses `strip` and gains `add`; prefixes likewise at
// the start. Spanish needs one suffix upon another (the plural of a derived noun) and a prefix upon all of
// them. We make freely and let Hunspell judge each form: what we would combine too eagerly, it refuses.
#include "lexicon/expand.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "lexicon/spell.h"

enum { MAX_FILE_BYTES = 64 * 1024 * 1024, MAX_SUFFIXES = 2 };

typedef struct rule {
    uint32_t flag; // a code point
    bool prefix;
    const char *strip, *add, *flags, *condition; // flags: those that the new form carries
} rule;

typedef struct expander {
    esc_arena *arena;
    rule *rules; // sorted by flag
    uint32_t rules_count, rules_cap;
    esc_spell *spell;
    void (*each)(void *context, const char *form, size_t len);
    void *context;
    size_t refused;
} expander;

// Splits off the next word of a line; "" at its end.
static char *next_word(char **line) {
    char *word = *line + strspn(*line, " \t");
    char *end = word + strcspn(word, " \t");
    *line = *end ? end + 1 : end;
    *end = 0;
    return word;
}

// "0" stands for nothing.
static const char *keep(const expander *x, const char *text) {
    if (!strcmp(text, "0")) text = "";
    return esc_arena_strndup(x->arena, text, strlen(text));
}

static int read_rule(expander *x, char *line, esc_err *err) {
    bool prefix = *next_word(&line) == 'P';
    const char *flag = next_word(&line), *end = flag + strlen(flag);
    if (!*flag) return ESC_OK;
    uint32_t code = esc_utf8_next(&flag, end);
    if (flag != end)
        return esc_fail(err, ESC_UNSUPPORTED, ESC_WHY_OTHER, "the affix file has flags of several letters");
    char *strip = next_word(&line), *add = next_word(&line), *condition = next_word(&line);
    if (!*condition) return ESC_OK; // the head of a group: "SFX S Y 16"
    char *slash = strchr(add, '/');
    if (slash) *slash = 0;
    *ESC_GROW(x, rules, 1) = (rule){.flag = code,
                                    .prefix = prefix,
                                    .strip = keep(x, strip),
                                    .add = keep(x, add),
                                    .flags = keep(x, slash ? slash + 1 : ""),
                                    .condition = keep(x, strcmp(condition, ".") != 0 ? condition : "")};
    return ESC_OK;
}

static int by_flag(const void *a, const void *b) {
    const rule *x = a, *y = b;
    return (x->flag > y->flag) - (x->flag < y->flag);
}

static int read_rules(expander *x, char *text, esc_err *err) {
    static const char *const unknown[] = {"COMPOUND", "FLAG long", "FLAG num", "AF ", "NEEDAFFIX"};
    int rc = ESC_OK;
    for (char *line = text, *next; line && !rc; line = next) {
        next = strchr(line, '\n');
        if (next) *next++ = 0;
        line[strcspn(line, "\r")] = 0;
        if (!strncmp(line, "PFX ", 4) || !strncmp(line, "SFX ", 4)) rc = read_rule(x, line, err);
        for (size_t i = 0; i < sizeof unknown / sizeof *unknown && !rc; i++)
            if (!strncmp(line, unknown[i], strlen(unknown[i])))
                rc = esc_fail(err, ESC_UNSUPPORTED, ESC_WHY_OTHER, "the affix file has %s", unknown[i]);
    }
    qsort(x->rules, x->rules_count, sizeof *x->rules, by_flag);
    return rc;
}

// Whether code point c is what the piece of a condition at *p asks for ("a", "[aeiou]", "[^r]", "."); moves
// *p past that piece.
static bool piece_holds(const char **p, const char *end, uint32_t c) {
    uint32_t first = esc_utf8_next(p, end);
    if (first == '.') return true;
    if (first != '[') return first == c;
    bool negated = *p < end && **p == '^', among = false;
    if (negated) (*p)++;
    while (*p < end) {
        uint32_t one = esc_utf8_next(p, end);
        if (one == ']') break;
        among |= one == c;
    }
    return among != negated;
}

static size_t pieces(const char *condition) {
    size_t n = 0;
    for (const char *p = condition, *end = p + strlen(p); p < end; n++) piece_holds(&p, end, 0);
    return n;
}

static bool condition_holds(const rule *r, const char *word, size_t len) {
    size_t n = pieces(r->condition);
    const char *at = word, *end = word + len;
    if (!r->prefix) {
        for (at = end; n && at > word; n--) esc_utf8_prev(&at, word);
        if (n) return false;
    }
    for (const char *p = r->condition, *stop = p + strlen(p); p < stop;)
        if (at == end || !piece_holds(&p, stop, esc_utf8_next(&at, end))) return false;
    return true;
}

// The word with the rule's affix; false where it does not apply.
static bool affixed(const rule *r, const char *word, size_t len, esc_buf *out) {
    size_t strip = strlen(r->strip);
    if (strip >= len || !condition_holds(r, word, len)) return false;
    if (memcmp(r->prefix ? word : word + len - strip, r->strip, strip) != 0) return false;
    if (r->prefix) {
        esc_buf_puts(out, r->add);
        esc_buf_put(out, word + strip, len - strip);
    } else {
        esc_buf_put(out, word, len - strip);
        esc_buf_puts(out, r->add);
    }
    return true;
}

static void give(expander *x, const char *form, size_t len) {
    if (esc_spell_knows(x->spell, form, len))
        x->each(x->context, form, len);
    else
        x->refused++;
}

static const rule *first_rule(const expander *x, uint32_t flag) {
    uint32_t low = 0, high = x->rules_count;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (x->rules[mid].flag < flag)
            low = mid + 1;
        else
            high = mid;
    }
    return x->rules + low;
}

static void each_affix(expander *x, const char *word, size_t len, const char *own, const char *inherited,
                       bool prefix, int depth);

// Gives a form, then those that its prefixes and further suffixes make of it.
static void expand(expander *x, const char *word, size_t len, const char *own, const char *inherited,
                   int depth) {
    give(x, word, len);
    each_affix(x, word, len, own, inherited, true, depth);
    if (depth < MAX_SUFFIXES) each_affix(x, word, len, own, inherited, false, depth);
}

// own: the flags that this form carries; inherited: those of its stem, whose prefixes (not suffixes) it takes
// too.
static void each_affix(expander *x, const char *word, size_t len, const char *own, const char *inherited,
                       bool prefix, int depth) {
    const char *const sets[] = {own, inherited};
    const rule *end = x->rules + x->rules_count;
    for (int i = 0; i < (prefix ? 2 : 1); i++)
        for (const char *p = sets[i], *stop = p + strlen(p); p < stop;) {
            uint32_t flag = esc_utf8_next(&p, stop);
            for (const rule *r = first_rule(x, flag); r < end && r->flag == flag; r++) {
                ESC_AUTOBUF form = {0};
                if (r->prefix != prefix || !affixed(r, word, len, &form)) continue;
                if (prefix)
                    give(x, form.bytes, form.len);
                else
                    expand(x, form.bytes, form.len, r->flags, depth ? inherited : own, depth + 1);
            }
        }
}

static void expand_all(expander *x, char *text) {
    char *line = strchr(text, '\n'); // past the count
    for (char *next; line; line = next) {
        line++;
        next = strchr(line, '\n');
        if (next) *next = 0;
        line[strcspn(line, "\r\t ")] = 0;
        char *slash = strchr(line, '/');
        size_t len = slash ? (size_t)(slash - line) : strlen(line);
        if (len && len <= ESC_MAX_WORD_BYTES) expand(x, line, len, slash ? slash + 1 : "", "", 0);
    }
}

static int read_file(const char *base, const char *extension, esc_buf *out, esc_err *err) {
    ESC_AUTOFREE char *path = esc_asprintf("%s%s", base, extension);
    int rc = esc_file_load(path, MAX_FILE_BYTES, out, err);
    esc_buf_putc(out, '\n');
    return rc;
}

int esc_expand(const char *base, void (*each)(void *context, const char *form, size_t len), void *context,
               size_t *ret_refused, esc_err *err) {
    expander x = {.arena = esc_arena_new(), .each = each, .context = context};
    ESC_AUTOBUF aff = {0};
    ESC_AUTOBUF dic = {0};
    int rc = esc_spell_open(base, &x.spell, err);
    if (!rc) rc = read_file(base, ".aff", &aff, err);
    if (!rc) rc = read_file(base, ".dic", &dic, err);
    if (!rc) rc = read_rules(&x, aff.bytes, err);
    if (!rc) expand_all(&x, dic.bytes);
    if (!rc && ret_refused) *ret_refused = x.refused;
    esc_spell_close(x.spell);
    free(x.rules);
    esc_arena_free(x.arena);
    return rc;
}
