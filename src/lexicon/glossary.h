// SPDX-License-Identifier: GPL-3.0-or-later
// The reader of glossary files, which archivists edit (docs/glossary.md): UTF-8 text, one entry a line, below
// a section that says what the entries are; "#" begins a comment, "|" parts writings of the same.
//
//     [siglas]
//     IECM = Instituto Electoral de la Ciudad de México    # Gaceta Oficial, 7 de junio de 2017
//     [cargos]
//     Secretario Ejecutivo | Secretaria Ejecutiva
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "lexicon/lexicon.h"

// Entries of one file or several; "esc_glossary g = {.arena = esc_arena_new()}" is an empty one.
typedef struct esc_glossary {
    esc_arena *arena; // holds their texts
    esc_glossary_entry *entries;
    uint32_t entries_count, entries_cap;
    void (*tell)(void *context, const char *message); // for each wrong line; NULL: reading ends at the first
    void *context;
} esc_glossary;

// Appends the entries of a file's bytes. Errors: FORMAT with "file:line: what is wrong, what would be right",
// in the user's language, of the first wrong line; what is right is appended all the same.
int esc_glossary_read(esc_glossary *glossary, const char *file, const char *bytes, size_t len, esc_err *err);

// Reads the file path and appends its entries. ret_sha256: its digest; may be NULL. Errors: SYSTEM, ARGUMENT
// (not a file), LIMIT, FORMAT as above.
int esc_glossary_load(esc_glossary *glossary, const char *path, char *ret_sha256, esc_err *err);

void esc_glossary_free(esc_glossary *glossary);
