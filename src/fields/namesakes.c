// SPDX-License-Identifier: GPL-3.0-or-later
// The same person, named twice.
#include <stdlib.h>
#include <string.h>

#include "base/distance.h"
#include "fields/names.h"

// How many words of the shorter stand, nearly so, among those of the longer, in order.
static bool leaves_out(const char *longer, const char *shorter) {
    size_t found = 0, words = 0;
    while (*shorter) {
        size_t n = strcspn(shorter, " ");
        words++;
        bool here = false;
        while (*longer && !here) {
            size_t m = strcspn(longer, " ");
            here = n == m && !strncmp(longer, shorter, n);
            longer += m;
            while (*longer == ' ') longer++;
        }
        found += here;
        shorter += n;
        while (*shorter == ' ') shorter++;
    }
    return words >= 2 && found == words;
}

// "ALMADA, Néstor Fabián" as "Néstor Fabián ALMADA".
static const char *turned(const esc_reader *r, const char *name) {
    const char *comma = strchr(name, ',');
    if (!comma || comma[1] != ' ') return name;
    size_t n = (size_t)(comma - name), m = strlen(comma + 2);
    char *out = esc_arena_alloc(r->arena, n + m + 2);
    memcpy(out, comma + 2, m);
    out[m] = ' ';
    memcpy(out + m + 1, name, n);
    return out;
}

// The same words in another order: "Castaño Muñetón Oliverio", "Oliverio Castaño Muñetón".
static bool rotated(const char *a, const char *b) {
    size_t n = strlen(a);
    if (n != strlen(b)) return false;
    for (const char *p = a; (p = strchr(p, ' ')); p++) {
        size_t head = (size_t)(p - a), tail = n - head - 1;
        if (!strncmp(b, p + 1, tail) && b[tail] == ' ' && !strncmp(b + tail + 1, a, head)) return true;
    }
    return false;
}

const char *esc_name_key(const esc_reader *r, const char *name) {
    name = turned(r, name);
    return esc_fold(r->arena, name, strlen(name));
}

// At most a sixth of the letters differ. One that does is too many in the one name and too few in the other,
// which is counted faster.
static bool misspelt(const char *a, const char *b, size_t shorter) {
    int more[64] = {0};
    size_t odd = 0;
    for (const char *p = a; *p; p++) more[*p & 63]++;
    for (const char *p = b; *p; p++) more[*p & 63]--;
    for (size_t i = 0; i < 64; i++) odd += (size_t)abs(more[i]);
    return odd <= shorter / 6 * 2 && esc_distance(a, strlen(a), b, strlen(b)) * 6 <= shorter;
}

bool esc_name_same(const char *a, const char *b) {
    size_t shorter = strlen(a) < strlen(b) ? strlen(a) : strlen(b), longer = strlen(a) + strlen(b) - shorter;
    bool near = (longer - shorter) * 6 <= shorter;
    if (near && misspelt(a, b, shorter)) return true;
    return rotated(a, b) || (strlen(a) > strlen(b) ? leaves_out(a, b) : leaves_out(b, a));
}
