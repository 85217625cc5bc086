// SPDX-License-Identifier: GPL-3.0-or-later
// The glossary reader, on files that anybody may have edited.
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "lexicon/glossary.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    esc_glossary glossary = {.arena = esc_arena_new()};
    esc_err err = {0};
    int rc = esc_glossary_read(&glossary, "fuzz.txt", (const char *)data, size, &err);
    if (rc && (rc != ESC_FORMAT || strncmp(err.message, "fuzz.txt:", 9) != 0)) abort();
    for (uint32_t i = 0; i < glossary.entries_count; i++) {
        const esc_glossary_entry *entry = &glossary.entries[i];
        if (!*entry->text || !esc_utf8_valid(entry->text, strlen(entry->text)) || entry->line < 1) abort();
        if (entry->expansion && !*entry->expansion) abort();
    }
    esc_glossary_free(&glossary);
    return 0;
}
