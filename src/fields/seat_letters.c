// SPDX-License-Identifier: GPL-3.0-or-later
// Letters that a body is called by behind a seat: "Presidenta de la CPVEC", "Coordinador del COMUDE".
#include <string.h>

#include "fields/seats.h"

// COMUDE: the letters are beginnings of the words at `name`, one or more of each, and of all but the little
// ones.
static bool syllables(const char *name, const char *letter) {
    if (!*name) return !*letter;
    const size_t word = strcspn(name, " "), gap = word + (name[word] == ' ');
    if (word < 4 && strncmp(name, letter, 2) != 0) return syllables(name + gap, letter);
    for (size_t n = 1; n <= word && letter[n - 1] && letter[n - 1] == name[n - 1]; n++)
        if (n < 4 && syllables(name + gap, letter + n)) return true;
    return word < 4 && syllables(name + gap, letter);
}

// "Presidenta de la CPVEC": letters that words of the body's name give in their order, the first word the
// first.
bool esc_seat_calls_body(const esc_reader *r, const esc_atom *atom) {
    const char *letter = atom->norm, *name = r->body_key;
    if (!name || strlen(letter) < 3 || atom->kind != ESC_ATOM_WORD || atom->shape == ESC_SHAPE_LOWER ||
        atom->shape == ESC_SHAPE_CAPITAL || *letter != *name)
        return false;
    if (strlen(letter) > 3 && syllables(name, letter)) return true;
    for (const char *p = name; *p && *letter; p++) letter += (p == name || p[-1] == ' ') && *p == *letter;
    return !*letter;
}
