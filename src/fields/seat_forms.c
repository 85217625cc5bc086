// SPDX-License-Identifier: GPL-3.0-or-later
// A seat told of several, as it is told of one of them.
#include <string.h>

#include "fields/seats.h"

enum { FAR = 60 }; // from a plural to the last of those numbered behind it

// vocales → vocal, síndicos → síndico, asesores → asesor
static void singular_word(const esc_reader *r, const char *word, bool feminine, bool mixed, esc_buf *out) {
    size_t len = strlen(word);
    char text[64];
    const bool one = len && word[len - 1] != 's'; // "consejeras y consejero"
    if (len >= sizeof text || len < 4 || (one && !(mixed && feminine))) {
        esc_buf_puts(out, word);
        return;
    }
    memcpy(text, word, len + 1);
    if (!one) text[--len] = 0;
    bool consonant = !one && len > 2 && text[len - 1] == 'e' && strchr("rl", text[len - 2]) &&
                     strchr("aeiou", text[len - 3]); // directores, and no padres
    if (consonant) text[--len] = 0;
    if (mixed && feminine && !strcmp(text + len - 1, "o") && strcmp(text, "miembro") != 0)
        text[len - 1] = 'a';
    if (mixed && feminine && len > 4 && !strcmp(text + len - 2, "or")) strcpy(text + len, "a");
    const char *accented = text, *folded = esc_fold(r->arena, text, strlen(text));
    if (esc_vocabulary_has(r->vocabulary, folded))
        esc_vocabulary_lookup(r->vocabulary, folded, true, &accented);
    esc_buf_puts(out, accented);
}

const char *esc_seat_singular(const esc_reader *r, const esc_seat *seat, bool feminine) {
    if (!seat->role || !seat->plural) return seat->role;
    esc_buf out = {0};
    for (const char *p = seat->role; *p;) {
        size_t n = strcspn(p, " ");
        if (out.len) esc_buf_putc(&out, ' ');
        if ((n == 2 || n == 3) && !strncmp(p, "del", n)) { // "de los profesores" are still several
            esc_buf_puts(&out, p);
            break;
        }
        singular_word(r, esc_arena_strndup(r->arena, p, n), feminine, seat->mixed, &out);
        p += n + (p[n] == ' ');
    }
    if (seat->both && feminine && out.len > 1 && esc_buf_text(&out)[out.len - 1] == 'l' &&
        !strchr(esc_buf_text(&out), ' '))
        esc_buf_putc(&out, 'a'); // concejala, edila
    char *text = esc_arena_strndup(r->arena, esc_buf_text(&out), out.len);
    esc_buf_free(&out);
    return text;
}

const char *esc_seat_numbered(const esc_reader *r, uint32_t at, bool feminine) {
    const esc_stream *s = &r->body;
    for (uint32_t i = at, n = 0; i-- > 0 && n < FAR; n++) {
        if (!esc_seat_is_role(&s->atoms[i]) || s->atoms[i].norm[s->atoms[i].norm_len - 1] != 's') continue;
        esc_seat seat = esc_seat_read(r, i, at, false);
        if (!seat.role || !seat.plural) return NULL;
        seat.mixed = true;
        char *text =
            esc_arena_printf(r->arena, "%s %s", esc_seat_singular(r, &seat, feminine), s->atoms[at].norm);
        char *last = text + strlen(text) - 1;
        if (feminine && *last == 'o') *last = 'a';
        return text;
    }
    return NULL;
}
