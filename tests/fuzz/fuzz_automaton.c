// SPDX-License-Identifier: GPL-3.0-or-later
// The lexicon's file. Its checksum is set right first, or nothing but that would ever be tested; what is
// taken for whole then has to be safe to walk.
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "lexicon/automaton.h"
#include "lexicon/format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void walk(const esc_automaton *a, esc_state state, int *steps) {
    if (esc_is_final(state)) {
        if (state.form >= a->form_count) abort();
        esc_automaton_classes(a, state.form);
        esc_automaton_log_frequency(a, state.form);
    }
    for (const esc_automaton_arc *arc = esc_arc_first(a, state); arc && --*steps > 0;
         arc = esc_arc_after(arc))
        walk(a, esc_arc_follow(state, arc), steps);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *bytes = esc_alloc(size);
    if (size) memcpy(bytes, data, size);
    if (size >= sizeof(esc_automaton_header)) {
        size_t from = offsetof(esc_automaton_header, dictionary);
        uint64_t checksum = esc_checksum(0, bytes + from, size - from);
        memcpy(bytes + offsetof(esc_automaton_header, checksum), &checksum, sizeof checksum);
    }
    esc_automaton *a = NULL;
    if (!esc_automaton_read(bytes, size, &a, NULL)) {
        int steps = 10000;
        walk(a, esc_automaton_root(a), &steps);
        char form[256];
        for (uint32_t i = 0; i < a->form_count && i < 100; i++) esc_automaton_form(a, i, form, sizeof form);
        esc_automaton_close(a);
    }
    free(bytes);
    return 0;
}
