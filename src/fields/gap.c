// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/gap.h"

#include <string.h>

#include "fields/announce.h"
#include "fields/phrases.h"
#include "fields/speakers.h"

enum {
    FAR = 60,
    LONGEST_OWN = 40 // what is said of the last one
};

static bool heads_absent(const esc_stream *s, uint32_t at) {
    for (uint32_t i = at; i < esc_stream_row_end(s, at); i++)
        if (esc_attendance_absence(s, i)) return true;
    return false;
}

// What whoever presides does: asks others for something.
#define ASKS "dio|instruyo|instruye|solicito|solicita|pidio|pide|ordeno|indico|requirio|saludo|agradecio"

// A paragraph of its own that begins to tell of others: "Participaron, asimismo, …", or whatever stands
// behind one that ended in a stop, but for a few words, such as a seat below a signature.
static bool tells_of_others(const esc_stream *s, uint32_t at) {
    enum { FEW = 6 };
    if (!esc_stream_first(s, at) || !s->rows[s->atoms[at].row].gap) return false;
    if (esc_atom_is(&s->atoms[at], "particip*|asistieron|asisten|asistio|concurr*|comparec*|acud*|estuvieron|"
                                   "estuvo|tambien|ademas|asimismo|igualmente"))
        return true;
    return esc_stream_sign(s, at - 1, '.') && at > 1 && s->atoms[at - 2].norm_len > 3 &&
           s->rows[s->atoms[at].row].count > FEW &&
           esc_atom_is(&s->atoms[at], "el|la|los|las|por|se|con|en|no");
}

// What is said of the one whose name ends at `at` ends where others are spoken of: "El señor Alcalde abre la
// sesión" in the next row or sentence, "… y asisten los consejeros; …".
static uint32_t own_to(const esc_stream *s, uint32_t at, uint32_t to) {
    static const char others[] = "el|la|los|las|se|siendo|habiendo";
    static const char verbs[] =
        "preside|presidio|actu@|actuo|se|no|asiste|asistio|firma|firman|tambien|ademas|"
        "asimismo|igualmente|falta|faltan|estuvo|estuvieron|interviene|concurre|"
        "participa|participan"; // "… Luis Paz. Preside el Sr. Soto"
    // "…, instruyó al Secretario a …", "…, quien solicitó a la secretaria …": what he does
    if (esc_cursor_looking_at(s, at, ", " ASKS)) return at;
    // "…, informó que respondieron ocho de los nueve miembros"
    if (esc_cursor_looking_at(s, at, ", informo|informa|manifesto|constato|certifico|verifico que"))
        return at;
    const uint32_t next = at + esc_stream_sign(s, at, '.');
    for (uint32_t i = at + 1; i < to; i++)
        if (tells_of_others(s, i)) to = i;
    for (uint32_t i = at + 1; i < to; i++) // "… Regidora Quinta" / "Enseguida la Secretaria dio cuenta de …"
        if (esc_stream_first(s, i) && s->rows[s->atoms[i].row].gap &&
            esc_atom_is(&s->atoms[i], // "Le informo, Presidenta, que …": to whom he speaks
                        "enseguida|seguidamente|acto|posteriormente|luego|despues|le|les|informo|doy"))
            to = i;
    for (uint32_t i = at; i + 1 < to; i++) // "…, Vocal. La Presidenta dio la bienvenida a …"
        if (esc_announce_stop(s, i, to) && esc_announce_does(s, i + 1, s->atoms_count)) to = i;
    const bool row = next < to && esc_stream_first(s, next), stopped = next > at;
    if (next < to && (row || stopped) && s->atoms[next].shape == ESC_SHAPE_CAPITAL &&
        esc_atom_is(&s->atoms[next], others))
        return at;
    for (uint32_t i = at; i < to; i++)
        if (esc_atom_is(&s->atoms[i], "asisten|asistieron|concurren|concurrieron") ||
            esc_cursor_looking_at(s, i, "quien " ASKS) ||
            // "presidida por la Alcaldesa, Sra. Paz, y con la asistencia de los siguientes concejales:"
            esc_cursor_looking_at(s, i, "y con la asistencia|presencia|participacion|concurrencia de l@s") ||
            esc_cursor_looking_at(s, i, "quien ~2 dijo|dice|expreso|expresa|manifesto|manifiesta") ||
            esc_cursor_looking_at(s, i, "; y? de|del|el|la? la? propi@") ||
            esc_cursor_looking_at(s, i, "actuando|fungiendo en la secretaria el|la") ||
            esc_cursor_looking_at(s, i, "y de l@s senores|senoras|sres|sras") ||
            (i + 1 < to && esc_announce_stop(s, i, to) && esc_atom_is(&s->atoms[i + 1], verbs)))
            return i;
    return to;
}

// Where what announces the i-th name, at `name`, begins.
static uint32_t announced_from(const esc_stream *s, uint32_t i, uint32_t before, uint32_t name,
                               bool roles_first) {
    const uint32_t left = esc_announce_from(s, before, name, roles_first);
    bool none = !i && !roles_first && left > before && !esc_attendance_heads(s, left, name) &&
                esc_announce_label(s, before, name) == ESC_NONE &&
                !esc_atom_is(&s->atoms[left], "por|como|presidencia|presidid@|presidid@s");
    return none ? name : left;
}

// A row that stands apart, and does not go on from the one above.
static bool begins_apart(const esc_stream *s, uint32_t at) {
    return esc_stream_first(s, at) && s->rows[s->atoms[at].row].gap && !esc_phrase_link(&s->atoms[at - 1]);
}

// Up to a heading of those who are not there.
static uint32_t before_absent(const esc_stream *s, uint32_t at, uint32_t to, uint32_t after) {
    for (uint32_t k = at; k < to; k++)
        if (begins_apart(s, k) && esc_attendance_heads(s, k, after) && heads_absent(s, k)) return k;
    return to;
}

// "LIC. LUIS PAZ ROA." / "Secretario": over the stop that ends the row of a name.
static uint32_t over_stop(const esc_stream *s, uint32_t at, uint32_t to) {
    bool goes_on = esc_stream_sign(s, at, '.') && at + 1 < to && esc_stream_first(s, at + 1) &&
                   !s->rows[s->atoms[at + 1].row].gap && esc_seat_word(&s->atoms[at + 1]);
    return at + goes_on;
}

// A sentence ends at the stop, that of no abbreviation.
static bool ends_sentence(const esc_stream *s, uint32_t at, uint32_t to) {
    return esc_stream_sign(s, at, '.') && s->atoms[at - 1].norm_len > 3 && at + 1 < to &&
           s->atoms[at + 1].shape != ESC_SHAPE_LOWER && s->atoms[at + 1].kind == ESC_ATOM_WORD;
}

// Behind the last one, or one with much behind him: to the end of what is said of him.
static uint32_t last_to(const esc_people *all, uint32_t i, const esc_stream *s, uint32_t to) {
    const uint32_t name_to = all->items[i].name.to;
    bool parted = i && esc_announce_parted(s, name_to) && esc_announce_parted(s, all->items[i - 1].name.to);
    for (uint32_t k = over_stop(s, name_to, to); k < to; k++)
        if ((!(parted && esc_announce_parted(s, k)) && ends_sentence(s, k, to)) ||
            k - name_to > LONGEST_OWN || begins_apart(s, k))
            return k;
    return to;
}

// "Directora    D.ª Ana Ruiz Paz": a row of its own, and what follows is of the next one.
static bool fills_row(const esc_stream *s, uint32_t left, const esc_person_name *name) {
    return left < name->from && esc_stream_first(s, left) &&
           s->atoms[left].row == s->atoms[name->to - 1].row && name->to == esc_stream_row_end(s, left) &&
           name->to < s->atoms_count &&
           (s->atoms[name->to].shape == ESC_SHAPE_CAPITAL || s->atoms[name->to].shape == ESC_SHAPE_UPPER);
}

// "SECRETARIO, LUIS PAZ ROA: Con gusto, Presidenta.": what he says is not of him.
static bool speaks(const esc_stream *s, uint32_t left, const esc_person_name *name) {
    const uint32_t stop = name->to;
    return left < name->from &&
           (esc_stream_sign(s, stop, ':') ||
            (esc_stream_sign(s, stop, '.') && esc_stream_sign(s, stop + 1, '-'))) &&
           esc_stream_begins(s, left) &&
           (!esc_attendance_sends(s, left) || esc_seat_is_role(&s->atoms[left]));
}

// "los miembros del Consejo: presidente, Sr. …": from behind the colon.
static uint32_t over_colon(const esc_stream *s, uint32_t left, uint32_t name) {
    for (uint32_t k = name; k-- > left + 2;)
        if (esc_stream_sign(s, k, ':') && esc_announce_seat(s, k, name) &&
            !esc_atom_is(&s->atoms[left], "preside|presidencia"))
            return k + 1;
    return left;
}

esc_gap esc_gap_around(const esc_people *all, uint32_t i, esc_range text, bool roles_first) {
    const esc_stream *s = text.stream;
    const esc_person_name *name = &all->items[i].name;
    const bool last = i + 1 == all->items_count;
    esc_gap gap = {.before = i ? all->items[i - 1].name.to : text.from,
                   .after = last ? text.to : all->items[i + 1].name.from};
    gap.left = announced_from(s, i, gap.before, name->from, roles_first);
    gap.right = last ? gap.after : esc_announce_from(s, name->to, gap.after, roles_first);
    gap.right = before_absent(s, name->to, gap.right, gap.after);
    gap.right = esc_speakers_before(s, name->to, own_to(s, name->to, gap.right));
    if (last || gap.after > name->to + FAR) gap.right = last_to(all, i, s, gap.right);
    if ((roles_first && fills_row(s, gap.left, name)) || speaks(s, gap.left, name)) gap.right = name->to;
    gap.left = over_colon(s, gap.left, name->from);
    return gap;
}
