// SPDX-License-Identifier: GPL-3.0-or-later
// Reading an automaton. A file is proven sound once, when it is opened, so that walking needs no checks:
// every state is a run of arcs that ends, every target stands before its arc (hence no circle), and the
// numbers in `before` are those that a count from the leaves gives (hence every form number is below
// form_count).
#include "lexicon/automaton.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "lexicon/format.h"
#include "lexicon/lexicon.h"

enum { MAX_BYTES = 64 * 1024 * 1024 };

uint64_t esc_checksum(uint64_t seed, const void *bytes, size_t len) {
    const unsigned char *p = bytes;
    uint64_t h = seed ^ (len * 0x9E3779B97F4A7C15u);
    for (; len >= 8; p += 8, len -= 8) {
        uint64_t v;
        memcpy(&v, p, 8);
        h = (h ^ v) * 0xFF51AFD7ED558CCDu;
        h ^= h >> 32;
    }
    uint64_t rest = 0;
    memcpy(&rest, p, len);
    h = (h ^ rest) * 0xC4CEB9FE1A85EC53u;
    return h ^ h >> 29;
}

uint8_t esc_ahead_kind(uint32_t code) {
    static const uint8_t kinds[256] = {
        ['a'] = 1,   ['b'] = 2,   ['c'] = 3,   ['d'] = 4,   ['e'] = 5,   ['f'] = 6,   ['g'] = 7,  ['h'] = 8,
        ['i'] = 9,   ['j'] = 10,  ['l'] = 11,  ['m'] = 12,  ['n'] = 13,  ['o'] = 14,  ['p'] = 15, ['q'] = 16,
        ['r'] = 17,  ['s'] = 18,  ['t'] = 19,  ['u'] = 20,  ['v'] = 21,  ['x'] = 22,  ['y'] = 23, ['z'] = 24,
        [0xE1] = 25, [0xE9] = 26, [0xED] = 27, [0xF1] = 28, [0xF3] = 29, [0xFA] = 30, // á é í ñ ó ú
    };
    return code < sizeof kinds ? kinds[code] : 0;
}

uint8_t esc_automaton_label(const esc_automaton *a, uint32_t code) {
    for (uint8_t i = 0; i < a->label_count; i++)
        if (a->alphabet[i] == code) return (uint8_t)(i + 1);
    return 0;
}

uint32_t esc_automaton_lookup(const esc_automaton *a, const char *form, size_t len) {
    esc_state state = esc_automaton_root(a);
    for (const char *p = form, *end = form + len; p < end;)
        if (!esc_state_next(a, &state, esc_utf8_next(&p, end))) return ESC_NO_FORM;
    return esc_is_final(state) ? state.form : ESC_NO_FORM;
}

size_t esc_automaton_form(const esc_automaton *a, uint32_t form, char *out, size_t cap) {
    size_t len = 0;
    esc_state state = esc_automaton_root(a);
    while (!esc_is_final(state) || state.form != form) {
        // The last arc whose forms do not begin after the one wanted.
        const esc_automaton_arc *through = esc_arc_first(a, state);
        for (const esc_automaton_arc *arc = through; arc; arc = esc_arc_after(arc)) {
            if (esc_arc_follow(state, arc).form > form) break;
            through = arc;
        }
        if (len + ESC_UTF8_MAX > cap) return 0;
        len += esc_utf8_put(out + len, esc_arc_code(a, through));
        state = esc_arc_follow(state, through);
    }
    return len;
}

unsigned esc_automaton_classes(const esc_automaton *a, uint32_t form) {
    if (!(a->has_class[form / 8] >> form % 8 & 1)) return a->default_classes;
    uint32_t low = 0, high = a->class_count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (a->class_key[mid] < form)
            low = mid + 1;
        else
            high = mid;
    }
    return a->class_of[low];
}

static int damaged(esc_err *err, const char *what) {
    return esc_fail_of(err, ESC_FORMAT, ESC_WHY_DAMAGED, what, "lexicon");
}

// Counts the forms below every state, from the leaves up; they have to agree with `before`.
static int check_arcs(const esc_automaton *a, esc_err *err) {
    // Forms below the state whose first arc this is; below[0], of states without arcs, is 0.
    ESC_AUTOFREE uint32_t *below = esc_alloc_zero(a->arc_count, sizeof *below);
    uint32_t first = 1;
    uint64_t forms = 0;
    for (uint32_t i = 1; i < a->arc_count; i++) {
        uint32_t arc = a->arcs[i].to, target = arc >> ESC_ARC_TARGET;
        if ((arc & ESC_ARC_LABEL) >= a->label_count) return damaged(err, N_("an arc without a letter"));
        if (i > first && (arc & ESC_ARC_LABEL) <= esc_arc_label(&a->arcs[i - 1]))
            return damaged(err, N_("arcs out of order"));
        if (target >= first) return damaged(err, N_("an arc that leads back"));
        if (target && !(a->arcs[target - 1].to & ESC_ARC_LAST))
            return damaged(err, N_("an arc into the middle of a state"));
        if (a->arcs[i].before != forms) return damaged(err, N_("wrong numbers of forms"));
        forms += below[target] + ((arc & ESC_ARC_FINAL) != 0);
        if (forms > a->form_count) return damaged(err, N_("more forms than it says"));
        if (!(arc & ESC_ARC_LAST)) continue;
        below[first] = (uint32_t)forms;
        first = i + 1;
        forms = 0;
    }
    if (first != a->arc_count) return damaged(err, N_("a state without an end"));
    if (a->root && !(a->arcs[a->root - 1].to & ESC_ARC_LAST)) return damaged(err, N_("no root"));
    if (below[a->root] != a->form_count) return damaged(err, N_("fewer forms than it says"));
    return ESC_OK;
}

static int check_classes(const esc_automaton *a, esc_err *err) {
    for (uint32_t i = 0; i < a->class_count; i++)
        if (a->class_key[i] >= a->form_count || (i && a->class_key[i] <= a->class_key[i - 1]))
            return damaged(err, N_("classes of no form"));
    return ESC_OK;
}

// From the leaves up, as check_arcs: targets stand before their arcs.
static void look_ahead(esc_automaton *a) {
    for (int i = 0; i < a->label_count; i++) {
        a->kind[i] = esc_ahead_kind(a->alphabet[i]);
        a->small[i] = esc_utf8_is_lower(a->alphabet[i]);
        a->bare[i] = esc_utf8_unaccent(esc_utf8_lower(a->alphabet[i]));
    }
    a->behind = esc_alloc_zero(a->arc_count, sizeof *a->behind);
    // What is ahead of the state whose first arc this is, and the forms below it.
    ESC_AUTOFREE uint32_t *forms = esc_alloc_zero(a->arc_count, sizeof *forms);
    ESC_AUTOFREE uint64_t *into = esc_alloc_zero(a->arc_count, sizeof *into);
    uint32_t first = 1;
    for (uint32_t i = 1; i < a->arc_count; i++) {
        const uint32_t arc = a->arcs[i].to;
        a->arcs[i].ahead = into[arc >> ESC_ARC_TARGET];
        a->behind[i] = forms[arc >> ESC_ARC_TARGET] + ((arc & ESC_ARC_FINAL) != 0);
        forms[first] += a->behind[i];
        if (arc & ESC_ARC_FINAL) a->arcs[i].ahead |= 1ull << ESC_AHEAD_FINAL;
        into[first] |= 1ull << a->kind[arc & ESC_ARC_LABEL];
        into[first] |= a->arcs[i].ahead << ESC_AHEAD_SECOND;
        if (arc & ESC_ARC_LAST) first = i + 1;
    }
}

static void find_offered(esc_automaton *a) {
    bool wanted[256];
    for (int i = 0; i < 256; i++) wanted[i] = a->log_frequency[i] >= ESC_RARE_LOG_FREQUENCY;
    a->offered = esc_alloc_zero(a->form_count / 64 + 1, sizeof *a->offered);
    const bool all = a->default_classes & ~(unsigned)ESC_LEX_WORD;
    for (uint32_t i = 0; i < a->form_count; i++)
        a->offered[i / 64] |= (uint64_t)(all || wanted[a->frequency[i]]) << i % 64;
    for (uint32_t i = 0; i < a->class_count; i++)
        if (a->class_of[i] & ~(unsigned)ESC_LEX_WORD)
            a->offered[a->class_key[i] / 64] |= 1ull << a->class_key[i] % 64;
}

static void index_arcs_and_classes(esc_automaton *a) {
    look_ahead(a);
    find_offered(a);
    const esc_automaton_arc *arc = esc_arc_first(a, esc_automaton_root(a));
    for (; arc; arc = esc_arc_after(arc)) a->root_arc[esc_arc_label(arc)] = (uint32_t)(arc - a->arcs);
    a->has_class = esc_alloc_zero(a->form_count / 8 + 1, 1);
    for (uint32_t i = 0; i < a->class_count; i++)
        a->has_class[a->class_key[i] / 8] |= (uint8_t)(1u << a->class_key[i] % 8);
}

// Points a into the bytes that follow header, and puts its arcs together.
static int find_arrays(esc_automaton *a, const esc_automaton_header *header, size_t len, esc_err *err) {
    uint64_t need =
        sizeof *header + 8ull * header->arc_count + 6ull * header->class_count + (uint64_t)header->form_count;
    if ((need + 7) / 8 * 8 != len) return damaged(err, N_("not the length it says"));
    if (!header->arc_count || header->root >= header->arc_count || header->label_count > 127)
        return damaged(err, N_("a header that makes no sense"));
    const char *p = (const char *)(header + 1);
    const uint32_t *to = (const uint32_t *)(const void *)p, *before = to + header->arc_count;
    a->class_key = before + header->arc_count;
    a->class_of = (const uint16_t *)(const void *)(a->class_key + header->class_count);
    a->frequency = (const uint8_t *)(a->class_of + header->class_count);
    // Where nothing precedes a state, the arc before it is arcs[0]: it has to end like a state.
    if (*to != ESC_ARC_LAST) return damaged(err, N_("no empty state"));
    a->arcs = esc_alloc_large(header->arc_count * sizeof *a->arcs);
    for (uint32_t i = 0; i < header->arc_count; i++)
        a->arcs[i] = (esc_automaton_arc){.to = to[i], .before = before[i]};
    return ESC_OK;
}

int esc_automaton_read(const void *bytes, size_t len, esc_automaton **ret, esc_err *err) {
    const esc_automaton_header *header = bytes;
    if (len < sizeof *header || memcmp(header->magic, ESC_AUTOMATON_MAGIC, sizeof header->magic))
        return damaged(err, N_("this is no lexicon, or one of another version"));
    size_t from = offsetof(esc_automaton_header, dictionary);
    if (header->checksum != esc_checksum(0, (const char *)bytes + from, len - from))
        return damaged(err, N_("wrong checksum"));

    esc_automaton *a = esc_alloc_zero(1, sizeof *a);
    int rc = find_arrays(a, header, len, err);
    a->arc_count = header->arc_count;
    a->root = header->root;
    a->form_count = header->form_count;
    a->class_count = header->class_count;
    a->default_classes = (uint16_t)header->default_classes;
    a->dictionary = header->dictionary;
    a->checksum = header->checksum;
    a->label_count = (uint8_t)(header->label_count & 0x7F);
    memcpy(a->alphabet, header->alphabet, sizeof a->alphabet);
    memcpy(a->log_frequency, header->log_frequency, sizeof a->log_frequency);
    for (uint8_t i = 1; i < a->label_count && !rc; i++)
        if (a->alphabet[i] <= a->alphabet[i - 1]) rc = damaged(err, N_("letters out of order"));
    for (uint8_t i = 0; i < a->label_count; i++)
        if (a->alphabet[i] < sizeof a->label_of) a->label_of[a->alphabet[i]] = (uint8_t)(i + 1);
    if (!rc) rc = check_arcs(a, err);
    if (!rc) rc = check_classes(a, err);
    if (rc) {
        esc_automaton_close(a);
        return rc;
    }
    index_arcs_and_classes(a);
    *ret = a;
    return ESC_OK;
}

int esc_automaton_open(const char *path, esc_automaton **ret, esc_err *err) {
    int fd = esc_file_open(path, true, err);
    if (fd < 0) return fd;
    esc_map map;
    int rc = esc_file_map(fd, MAX_BYTES, &map, err);
    close(fd);
    if (rc) return rc;
    esc_file_fetch(&map);
    rc = esc_automaton_read(map.bytes, map.len, ret, err);
    if (rc) {
        esc_file_unmap(&map);
        return rc;
    }
    (*ret)->map = (void *)(uintptr_t)map.bytes;
    (*ret)->map_bytes = map.len;
    return ESC_OK;
}

void esc_automaton_close(esc_automaton *a) {
    if (!a) return;
    if (a->map) esc_file_unmap(&(esc_map){a->map, a->map_bytes, true});
    free(a->has_class);
    free(a->arcs);
    free(a->behind);
    free(a->offered);
    free(a);
}
