// SPDX-License-Identifier: GPL-3.0-or-later
// Names of persons in the text: a title, given names and surnames.
#pragma once

#include "fields/reader.h"

typedef struct esc_person_name {
    uint32_t from, to;             // all of it
    uint32_t title_from, title_to; // equal where there is no title
    uint32_t name_from, name_to;
    uint32_t sure; // how many of its words are known given names or surnames
} esc_person_name;

// The person whose title or name begins at `at`. needs_title: a name alone is not enough. False where none
// is.
bool esc_name_at(const esc_reader *r, uint32_t at, uint32_t end, bool needs_title, esc_person_name *ret);

// What names a word may be of: bits of esc_lexicon_class, looked up once.
unsigned esc_name_classes(const esc_reader *r, const esc_atom *atom);

// A word that is known, and for no name.
bool esc_name_unlikely(const esc_reader *r, const esc_atom *atom);

// ", C. C. 11.798.402, presidente": from the comma behind a name, `at`, to the one behind the number of a
// document; `at` where there is none.
uint32_t esc_name_over_identity(const esc_stream *stream, uint32_t at);

// Atoms from…to-1, an entry of a list, are a person: a name, alone or before its paper or its seat.
bool esc_name_entry(const esc_reader *r, uint32_t from, uint32_t to);

// The name as shown (capitals brought down).
char *esc_name_text(const esc_reader *r, const esc_person_name *name);
// The title as written, or NULL.
char *esc_name_title(const esc_reader *r, const esc_person_name *name);

// What a name as shown is compared by: folded, given names first.
const char *esc_name_key(const esc_reader *r, const char *name);
// True where the keys of two names are one person's: the same but for some letters, or one leaves out some
// words.
bool esc_name_same(const char *a, const char *b);
// f or m where the title says it (Dra., don), else 0.
char esc_name_title_gender(const esc_reader *r, const esc_person_name *name);
// True where the name is more likely a woman's, by its title or its first given name.
bool esc_name_feminine(const esc_reader *r, const esc_person_name *name);
// "secretaria técnico", "consejera profesor": a scan's letter made two genders of one; both words by the
// person's.
const char *esc_gender_agreed(const esc_reader *r, const char *role, bool woman);
// Whether the scan takes a for o, or o for a, again and again.
bool esc_gender_confused(const esc_reader *r);
// "invitado" of Sra. Roxana Ruiz where it does: the role, as the given name and the title ask for.
const char *esc_gender_mended(const esc_reader *r, const esc_person_name *name, const char *role);
// True where the text writes surnames in capitals behind given names that are not: "Julia Inés FERRANDO",
// three at least.
bool esc_name_surnames_upper(const esc_reader *r);
