// SPDX-License-Identifier: GPL-3.0-or-later
// Who each of those named is. What stands between two names is shared out: what describes the one before, and
// what announces the one behind. A heading ("Vocales:") holds for all names below it.
#include "fields/describe.h"

#include <string.h>

#include "fields/absent.h"
#include "fields/announce.h"
#include "fields/apposition.h"
#include "fields/beside.h"
#include "fields/deputies.h"
#include "fields/groups.h"
#include "fields/guests.h"
#include "fields/leaders.h"
#include "fields/phrases.h"
#include "fields/posts.h"
#include "fields/respective.h"
#include "fields/speakers.h"
#include "fields/table_head.h"
#include "fields/units.h"

enum {
    STAFF_WORDS = 5,
    HEAD_WORDS = 7,
    FAR = 60,
    LISTED = 20, // from a plural to the colon before those it tells of
    POST_RANK = 4,
    SERIES_GAP = 5,
    TOP_RANK = 6
};

// "… los siguientes concejales:": a plural role in the sentence that a colon ends right before the names.
static esc_seat listed_as(const esc_reader *r, uint32_t from, uint32_t to) {
    const esc_stream *s = &r->body;
    uint32_t colon = to;
    while (colon > from && colon + 3 > to && !esc_stream_sign(s, colon - 1, ':')) colon--;
    // "asisten los consejeros; Sra. …"
    if (to > from + 1 && esc_stream_sign(s, to - 1, ';') && esc_seat_is_role(&s->atoms[to - 2]) &&
        esc_cursor_within(s, from, to, "asisten|asistieron|concurren|concurrieron|presentes"))
        colon = to;
    else if (colon == from || !esc_stream_sign(s, colon - 1, ':'))
        return (esc_seat){0};
    uint32_t back = colon > from + LISTED ? colon - LISTED : from;
    for (uint32_t i = colon; i-- > back;) {
        if (!esc_seat_is_role(&s->atoms[i]) || s->atoms[i].norm[strlen(s->atoms[i].norm) - 1] != 's')
            continue;
        return esc_seat_read(r, i > back + 2 ? i - 2 : i, colon, false);
    }
    return (esc_seat){0};
}

// "Propietarios asistentes:" are owners.
static const char *without_presence(const esc_reader *r, const char *role) {
    static const char *const words[] = {" asistentes", " presentes"};
    size_t len = strlen(role);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const size_t n = strlen(words[i]);
        if (len > n && !strcmp(role + len - n, words[i])) return esc_arena_strndup(r->arena, role, len - n);
    }
    return role;
}

static bool heads_absent(const esc_stream *s, uint32_t at) {
    for (uint32_t i = at; i < esc_stream_row_end(s, at); i++)
        if (esc_attendance_absence(s, i)) return true;
    return false;
}

// "Abog. Carlos Villula (suplente)" below "Consejeros": which of the seat's two he holds.
static void qualified(esc_reader *r, esc_person *p) {
    const esc_stream *s = &r->body;
    uint32_t at = p->name.to;
    bool told = p->role && p->of_group && at + 2 < s->atoms_count && esc_stream_sign(s, at, '(') &&
                esc_stream_sign(s, at + 2, ')') &&
                esc_atom_is(&s->atoms[at + 1], "suplente|titular|propietari@");
    if (!told || strstr(p->role, s->atoms[at + 1].norm)) return;
    esc_buf out = {0};
    esc_buf_puts(&out, p->role);
    esc_buf_putc(&out, ' ');
    esc_buf_puts(&out, s->atoms[at + 1].norm);
    p->role = esc_arena_strndup(r->arena, esc_buf_text(&out), out.len);
    esc_buf_free(&out);
}

// "Rectora:" alone before the name: the post is the seat.
static bool labels(const esc_stream *s, uint32_t from, uint32_t to) {
    if (esc_attendance_sends(s, from)) return false;
    if (esc_atom_is(&s->atoms[from], "representante|representantes")) return false; // whom one stands for
    if (esc_attendance_heads(s, from, to)) return true;
    return from + 1 < to && to - from < 6 && esc_stream_sign(s, to - 1, ':') && esc_stream_begins(s, from);
}

// The seats that a verb gives are told as a man's.
static const char *of_woman(const char *role) {
    return !strcmp(role, "secretario") ? "secretaria" : !strcmp(role, "invitado") ? "invitada" : "presidenta";
}

// Elsewhere the text says "la regidora Ruiz" of her whom a list has among the "regidores".
static bool called_so(const esc_stream *s, const esc_person_name *name, const char *role) {
    for (uint32_t i = 0; i + 1 < s->atoms_count; i++) {
        const char *norm = s->atoms[i].norm;
        size_t len = strlen(norm);
        if (len < 6 || norm[len - 1] != 'a' || strncmp(norm, role, 5) || !esc_seat_word(&s->atoms[i]))
            continue;
        for (uint32_t k = i + 1; k < i + 5 && k < s->atoms_count; k++)
            for (uint32_t n = name->name_from; n < name->name_to; n++)
                if (strlen(s->atoms[n].norm) > 3 && s->atoms[n].shape != ESC_SHAPE_LOWER && k != n &&
                    !strcmp(s->atoms[n].norm, s->atoms[k].norm))
                    return true;
    }
    return false;
}

// "los regidores Ana Ruiz, Luis Paz y Eva Gil": named one after the other in a sentence, not in rows.
static bool in_series(const esc_stream *s, const esc_people *all, uint32_t i) {
    const esc_person_name *name = &all->items[i].name;
    bool behind =
             i && name->from - all->items[i - 1].name.to < SERIES_GAP && !esc_stream_begins(s, name->from),
         ahead = i + 1 < all->items_count && all->items[i + 1].name.from - name->to < SERIES_GAP &&
                 !esc_stream_begins(s, all->items[i + 1].name.from);
    return behind || ahead;
}

// "Presidenta: D.ª Ana Ruiz Paz, Alcaldesa", "Vocales: …, Teniente de Alcalde": the label says the seat, and
// the town's own office is the post.
static void by_label(esc_reader *r, uint32_t left, const esc_person_name *name, const esc_seat *announced,
                     const esc_seat *group, esc_seat *own) {
    const esc_stream *s = &r->body;
    const bool over = left < name->from && esc_attendance_heads(s, left, name->from); // in a row of its own
    const esc_seat *label = announced->role && (over || esc_stream_sign(s, name->from - 1, ':')) ? announced
                            : !announced->role && group->role                                    ? group
                                                                                                 : NULL;
    bool attests = announced->role && !strncmp(announced->role, "ministr", 7);
    bool sits =
        label && (attests || !strncmp(label->role, "president", 9) || !strncmp(label->role, "vocal", 5));
    if (!sits || left > name->from || !own->role || own->office ||
        !esc_atom_is(&s->atoms[own->role_from],
                     attests ? "secretari@"
                             : "alcalde|alcaldesa|teniente|concejal|concejala|regidor|regidora|interventor|"
                               "interventora"))
        return;
    uint32_t from = own->role_from; // "1.er Teniente de Alcalde", "2.ª Teniente"
    while (from > name->to + 1 &&
           (s->atoms[from - 1].kind == ESC_ATOM_NUMBER || esc_stream_sign(s, from - 1, '.') ||
            esc_atom_is(&s->atoms[from - 1], "er|ª|º|°")))
        from--;
    uint32_t to = own->role_to; // "Concejala de Deportes"
    if (esc_atom_is(&s->atoms[own->role_from], "concejal|concejala|regidor|regidora") &&
        esc_cursor_looking_at(s, to, "de|del"))
        to = esc_phrase_end(s, own->role_from, esc_stream_row_end(s, to), ESC_PHRASE_LISTS);
    own->office = esc_phrase_text(s, r->arena, r->vocabulary, from, to);
    own->office_from = from, own->office_to = to, own->role = NULL, own->rank = 0;
}

// "Personal administrativo" in a row of its own between two names: the seat of those above is theirs alone.
static bool staff_heads(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t row = s->atoms[from].row; row < s->atoms[to].row; row++) {
        uint32_t first = s->rows[row].first;
        if (first >= from && s->rows[row].gap && s->rows[row].count < HEAD_WORDS &&
            s->atoms[first].shape != ESC_SHAPE_LOWER && esc_cursor_looking_at(s, first, "por el|la|los"))
            return true; // "POR LA MESA DE DEBATES"
        if (first >= from && s->rows[row].gap && s->rows[row].count < STAFF_WORDS &&
            s->atoms[first].shape != ESC_SHAPE_LOWER &&
            esc_atom_is(&s->atoms[first],
                        "personal|funcionari@s|administracion|otr@s|demas|equipo|publico|tambien"))
            return true;
    }
    return false;
}

// "Grupo Municipal Verde: D. Luis Paz Roa": the label of a row is whom those in it come from.
static bool party_label(const esc_stream *s, uint32_t left, uint32_t name) {
    return left + 2 < name && esc_stream_begins(s, left) && esc_stream_sign(s, name - 1, ':') &&
           s->atoms[left].row == s->atoms[name].row &&
           esc_atom_is(&s->atoms[left], "grupo|partido|bloque|bancada|coalicion|fraccion|agrupacion");
}

// "Por la Administración:": those who are no members.
static bool administration(const esc_stream *s, uint32_t left, uint32_t name) {
    return left + 3 < name && esc_stream_begins(s, left) && esc_stream_sign(s, name - 1, ':') &&
           esc_cursor_looking_at(s, left, "por la administracion|gerencia|fiscalia|auditoria");
}

// "… y el Gerente General, Sr. …" behind those of a group: an article of his own.
static bool one_of_his_own(const esc_stream *s, uint32_t from, uint32_t to) {
    while (from < to &&
           (s->atoms[from].kind == ESC_ATOM_SIGN || esc_atom_is(&s->atoms[from], "y|e|asi|como")))
        from++;
    if (from + 2 >= to || !esc_atom_is(&s->atoms[from], "el|la|del")) return false;
    return esc_seat_word(&s->atoms[from + 1 + (s->atoms[from + 1].ordinal > 0)]); // "del Primer Visitador"
}

// "Consejera Electoral Lic. Ana Ruiz Paz, integrante" of a commission: the seat is the second, the first the
// post.
static bool mere_member(const esc_reader *r, const esc_person_name *name, const esc_seat *announced,
                        esc_seat *own) {
    const esc_stream *s = &r->body;
    bool post =
        announced->role && !announced->plural && !announced->by_verb && !announced->office &&
        announced->role_to == name->from &&
        esc_atom_is(&s->atoms[announced->role_from],
                    "consejer@|magistrad@|diputad@|regidor|regidora|concejal|concejala|comisionad@") &&
        !(r->body_key && strstr(r->body_key, "consejo"));
    bool vague = !own->role && own->office && own->office_to == own->office_from + 1 &&
                 esc_atom_is(&s->atoms[own->office_from], "integrante|miembro");
    if (!post || !vague) return false;
    own->role = esc_beside_lowered(r, own->office), own->rank = 2;
    own->role_from = own->office_from, own->role_to = own->office_to, own->office = NULL;
    return true;
}

// "Consejero Electoral e integrante de la Comisión": the same, both behind the name.
static void member_and_post(const esc_reader *r, esc_seat *own) {
    const esc_stream *s = &r->body;
    if (!own->role || !own->office || own->plural || own->role_to >= own->office_from ||
        own->role_to + 2 < own->office_from || !esc_atom_is(&s->atoms[own->role_to], "e|y") ||
        !esc_atom_is(&s->atoms[own->role_from], "consejer@") ||
        !esc_atom_is(&s->atoms[own->office_from], "integrante|miembro") ||
        (r->body_key && strstr(r->body_key, "consejo")))
        return;
    const uint32_t from = own->role_from, to = own->role_to;
    own->role = esc_beside_lowered(r, esc_stream_text(s, r->arena, own->office_from, own->office_from + 1));
    own->role_from = own->office_from, own->role_to = own->office_from + 1, own->rank = 2;
    own->office = esc_phrase_text(s, r->arena, r->vocabulary, from, to);
    own->office_from = from, own->office_to = to;
}

// "Magistrada Ana Ruiz Paz     Presidenta": at a row's beginning, before one whose seat stands behind, a
// title.
static void title_of_judge(const esc_stream *s, esc_person *p) {
    uint32_t at = p->name.from ? p->name.from - 1 : 0;
    bool title = p->name.title_from == p->name.title_to && p->role && p->seat.role_from >= p->name.to &&
                 (esc_stream_begins(s, at) || (at && esc_atom_is(&s->atoms[at - 1], "el|la"))) &&
                 s->atoms[at].row == s->atoms[p->name.from].row && s->atoms[at].shape == ESC_SHAPE_CAPITAL &&
                 esc_atom_is(&s->atoms[at], "magistrad@");
    if (!title) return;
    p->name.title_from = p->name.from = at, p->name.title_to = at + 1;
    if (p->seat.office && p->seat.office_from == at) p->seat.office = NULL;
}

static bool crossed(const esc_stream *s, uint32_t from, uint32_t to) {
    return to > from + 1 && s->atoms[to - 1].shape == ESC_SHAPE_UPPER && esc_atom_is(&s->atoms[to - 1], "x");
}

// "RECTOR X", "DECANA DE LA FACULTAD DE ARTES X": the mark in the column of those who came.
static void strike_crosses(const esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    uint32_t crosses = 0;
    for (uint32_t i = 0; i < all->items_count; i++)
        crosses += crossed(s, all->items[i].seat.office_from, all->items[i].seat.office_to);
    for (uint32_t i = 0; i < all->items_count && crosses > 1; i++) {
        esc_person *p = &all->items[i];
        const size_t len = p->role ? strlen(p->role) : 0;
        if (len > 2 && !strcmp(p->role + len - 2, " x"))
            p->role = esc_arena_strndup(r->arena, p->role, len - 2);
        if (!p->seat.office || !crossed(s, p->seat.office_from, p->seat.office_to)) continue;
        p->seat.office_to--;
        p->seat.office = esc_phrase_text(s, r->arena, r->vocabulary, p->seat.office_from, p->seat.office_to);
    }
}

// What is said of the one whose name ends at `at` ends where others are spoken of: "El señor Alcalde abre la
// sesión" in the next row or sentence, "… y asisten los consejeros; …".
static uint32_t own_to(const esc_stream *s, uint32_t at, uint32_t to) {
    static const char others[] = "el|la|los|las|se|siendo|habiendo";
    static const char verbs[] =
        "preside|presidio|actu@|actuo|se|no|asiste|asistio|firma|firman|tambien|ademas|"
        "asimismo|igualmente|falta|faltan|estuvo|estuvieron|interviene|concurre|"
        "participa|participan"; // "… Luis Paz. Preside el Sr. Soto"
    const uint32_t next = at + esc_stream_sign(s, at, '.');
    for (uint32_t i = at + 1; i < to; i++) // "… Regidora Quinta" / "Enseguida la Secretaria dio cuenta de …"
        if (esc_stream_first(s, i) && s->rows[s->atoms[i].row].gap &&
            esc_atom_is(&s->atoms[i], "enseguida|seguidamente|acto|posteriormente|luego|despues"))
            to = i;
    const bool row = next < to && esc_stream_first(s, next), stopped = next > at;
    if (next < to && (row || stopped) && s->atoms[next].shape == ESC_SHAPE_CAPITAL &&
        esc_atom_is(&s->atoms[next], others))
        return at;
    for (uint32_t i = at; i < to; i++)
        if (esc_atom_is(&s->atoms[i], "asisten|asistieron|concurren|concurrieron") ||
            esc_cursor_looking_at(s, i, "actuando|fungiendo en la secretaria el|la") ||
            esc_cursor_looking_at(s, i, "y de l@s senores|senoras|sres|sras") ||
            (i + 1 < to && esc_announce_stop(s, i, to) && esc_atom_is(&s->atoms[i + 1], verbs)))
            return i;
    return to;
}

// "Asisten además los señores …": another sort of those who are there.
static bool others_too(const esc_stream *s, uint32_t from, uint32_t to) {
    return esc_cursor_within(s, from, to,
                             "asist*|concurr*|particip*|acompan*|comparec*|estuvieron|presente|presentes ~2 "
                             "ademas|tambien|asimismo|igualmente") ||
           esc_cursor_within(s, from, to,
                             "ademas|tambien|asimismo|igualmente ~3 "
                             "asist*|concurr*|particip*|acompan*|comparec*|estuvieron|presente|presentes");
}

// A seat that but one holds.
static bool held_by_one(const esc_seat *seat) {
    static const char *const seats[] = {"alcald", "president", "secretari", "tesorer", "rector", "intendent"};
    for (size_t i = 0; i < sizeof seats / sizeof *seats; i++)
        if (seat->role && !seat->plural && !strncmp(seat->role, seats[i], strlen(seats[i]))) return true;
    return false;
}

void esc_describe(esc_reader *r, esc_people *all, uint32_t from, uint32_t end) {
    const esc_stream *s = &r->body;
    uint32_t n = all->items_count;
    if (!n) return;
    bool roles_first = esc_announce_roles_first(s, from, all->items[0].name.from);
    esc_seat group = {0}, members = {0};
    bool staff = false;             // "Por la Administración:" holds
    bool group_heads = false;       // the group stands in a row over the names
    const esc_seat *sent_by = NULL; // "Por el Claustro de Profesores:", "Representantes del Ayuntamiento:"
    esc_seat sender;
    uint32_t left = from;
    for (uint32_t i = 0; i < n; i++) {
        esc_person *p = &all->items[i];
        uint32_t before = i ? all->items[i - 1].name.to : from;
        uint32_t after = i + 1 < n ? all->items[i + 1].name.from : end;
        const bool others = i && others_too(s, before, p->name.from);
        if (others) roles_first = esc_announce_roles_first(s, before, p->name.from);
        left = esc_announce_from(s, before, p->name.from, roles_first);
        if (!i && !roles_first && left > before && !esc_attendance_heads(s, left, p->name.from) &&
            esc_announce_label(s, before, p->name.from) == ESC_NONE &&
            !esc_atom_is(&s->atoms[left], "por|como|presidencia|presidid@|presidid@s"))
            left = p->name.from;
        uint32_t right_end = i + 1 < n ? esc_announce_from(s, p->name.to, after, roles_first) : after;
        for (uint32_t k = p->name.to; k < right_end; k++) // a heading of those who are not there
            if (esc_stream_first(s, k) && s->rows[s->atoms[k].row].gap &&
                !esc_phrase_link(&s->atoms[k - 1]) && esc_attendance_heads(s, k, after) && heads_absent(s, k))
                right_end = k;
        right_end = esc_speakers_before(s, p->name.to, own_to(s, p->name.to, right_end));
        if (i + 1 == n || after > p->name.to + FAR) { // the last one: to the end of what is said of him
            bool parted =
                i && esc_announce_parted(s, p->name.to) && esc_announce_parted(s, all->items[i - 1].name.to);
            // "LIC. LUIS PAZ ROA." / "Secretario": the stop that ends the row of a name
            uint32_t begin = p->name.to;
            if (esc_stream_sign(s, begin, '.') && begin + 1 < right_end && esc_stream_first(s, begin + 1) &&
                !s->rows[s->atoms[begin + 1].row].gap && esc_seat_word(&s->atoms[begin + 1]))
                begin++;
            for (uint32_t k = begin; k < right_end; k++)
                if ((!(parted && esc_announce_parted(s, k)) && esc_stream_sign(s, k, '.') &&
                     strlen(s->atoms[k - 1].norm) > 3 && k + 1 < right_end &&
                     s->atoms[k + 1].shape != ESC_SHAPE_LOWER && s->atoms[k + 1].kind == ESC_ATOM_WORD) ||
                    k - p->name.to > 40 ||
                    (esc_stream_first(s, k) && s->rows[s->atoms[k].row].gap &&
                     !esc_phrase_link(&s->atoms[k - 1]))) {
                    right_end = k;
                    break;
                }
        }
        // "Directora    D.ª Ana Ruiz Paz": a row of its own, and what follows is of the next one
        bool whole_row = roles_first && left < p->name.from && esc_stream_first(s, left) &&
                         s->atoms[left].row == s->atoms[p->name.to - 1].row &&
                         p->name.to == esc_stream_row_end(s, left) && p->name.to < s->atoms_count &&
                         (s->atoms[p->name.to].shape == ESC_SHAPE_CAPITAL ||
                          s->atoms[p->name.to].shape == ESC_SHAPE_UPPER);
        // "SECRETARIO, LUIS PAZ ROA: Con gusto, Presidenta.": what he says is not of him
        const uint32_t stop = p->name.to;
        bool speaks = left < p->name.from &&
                      (esc_stream_sign(s, stop, ':') ||
                       (esc_stream_sign(s, stop, '.') && esc_stream_sign(s, stop + 1, '-'))) &&
                      esc_stream_begins(s, left) &&
                      (!esc_attendance_sends(s, left) || esc_seat_is_role(&s->atoms[left]));
        if (whole_row || speaks) right_end = p->name.to;
        for (uint32_t k = p->name.from; k-- > left + 2;) // "los miembros del Consejo: presidente, Sr. …"
            if (esc_stream_sign(s, k, ':') && esc_announce_seat(s, k, p->name.from) &&
                !esc_atom_is(&s->atoms[left], "preside|presidencia")) {
                left = k + 1;
                break;
            }
        p->absent |= esc_absent_by_row(s, p, after) || esc_groups_stood_for(s, p->name.from);
        if (i && left == p->name.from &&
            (staff_heads(s, before, p->name.from) ||
             esc_cursor_within(s, before, p->name.from,
                               "presencia|asistencia|participacion|concurrencia de|del")))
            group = members = (esc_seat){0}, sent_by = NULL;
        if (i && (left == p->name.from || esc_attendance_sends(s, left)) &&
            ((group_heads && held_by_one(&group)) || others))
            group = members = (esc_seat){0}, sent_by = NULL;
        // "los concejales A y B. Asiste la abogada C": another sentence, of no heading's
        for (uint32_t k = before; i && !group_heads && group.role && k < p->name.from; k++)
            if (esc_announce_stop(s, k, p->name.from)) group = (esc_seat){0};
        if (esc_speakers_label(s, left, p->name.from)) left = p->name.from;
        esc_seat announced = esc_seat_read(r, left, p->name.from, false);
        if (announced.office && !announced.role && announced.office_from > left &&
            esc_cursor_looking_at(s, announced.office_from - 1, "por secretaria se"))
            announced.office = NULL; // "Por Secretaría se pasa lista:"
        if (announced.office && announced.plural && announced.office_from > left &&
            announced.office_from < announced.role_from &&
            esc_atom_is(&s->atoms[announced.office_from - 1], "el|la") &&
            esc_seat_word(&s->atoms[announced.office_from]))
            announced.office = NULL; // "El secretario informa que están los concejales: …": who tells it
        if (!announced.role && announced.office && labels(s, left, p->name.from) &&
            !esc_atom_is(&s->atoms[left], "por")) {
            announced.role = // "Rectora: Lic. Ana Ruiz Paz"
                without_presence(r, esc_beside_lowered(r, announced.office));
            announced.role_from = announced.office_from, announced.role_to = announced.office_to;
            announced.plural = announced.role[strcspn(announced.role, " ") - 1] == 's';
            announced.post = announced.office, announced.office = NULL, announced.rank = POST_RANK;
        }
        if (left < p->name.from && announced.role) esc_groups_heading(r, left, p->name.from, &announced);
        // "El Presidente designó escrutadora a la señora …": who chooses is another one
        if (announced.role && esc_cursor_within(s, announced.role_to, p->name.from,
                                                "design*|nombro|eligio|propuso|propone|invito"))
            announced.role = NULL, announced.office = NULL;
        // "La señora Secretaria procede a llamar a lista: …"
        if (announced.role && !announced.plural && announced.role_to < p->name.from &&
            esc_cursor_looking_at(s, announced.role_to,
                                  "procede|procedio|pasa|paso|llama|llamo|verifica|verifico|hace|hizo ~4 "
                                  "lista|asistencia|llamado"))
            announced.role = NULL, announced.office = NULL;
        const char *by_office = esc_post_of_office(r, left, p->name.from, esc_name_feminine(r, &p->name));
        if (by_office)
            announced =
                (esc_seat){.role = by_office, .role_from = left, .role_to = p->name.from, .rank = TOP_RANK};
        const bool party = !announced.role && party_label(s, left, p->name.from);
        if (party)
            announced.office = esc_phrase_text(s, r->arena, r->vocabulary, left, p->name.from - 1),
            announced.office_from = left, announced.office_to = p->name.from - 1;
        if (administration(s, left, p->name.from))
            group = members = announced = (esc_seat){0}, sent_by = NULL, staff = true;
        else if (left < p->name.from)
            staff = false;
        if (left < p->name.from && announced.role) {
            bool heading = esc_attendance_heads(s, left, p->name.from);
            group =
                (announced.plural || heading) && !esc_seat_vague(announced.role) ? announced : (esc_seat){0};
            members =
                announced.plural && !heading && esc_seat_vague(announced.role) ? announced : (esc_seat){0};
            if ((announced.plural || (heading && !strchr(announced.role, ' '))) && // "Integrante propietaria"
                esc_seat_vague(announced.role))
                announced.role = NULL;
            group_heads = heading || esc_stream_sign(s, p->name.from - 1, ':');
        } else if (left < p->name.from && !party && !esc_atom_is(&s->atoms[left], "por") &&
                   !esc_attendance_sends(s, left) && !esc_seat_place(&s->atoms[left]) &&
                   (esc_attendance_heads(s, left, p->name.from) ||
                    esc_stream_sign(s, p->name.from - 1, ':'))) {
            group =
                (esc_seat){0}; // "AUTORIDADES", "los decanos asistentes:" end what was said of those above
        } else if (left == p->name.from) {
            esc_seat several = listed_as(r, before, p->name.from);
            if (several.role && esc_seat_vague(several.role))
                members = several;
            else if (several.role)
                group = several, group_heads = false;
            else if (p->name.from > before && esc_stream_sign(s, p->name.from - 1, ':'))
                group = (esc_seat){0}, sent_by = NULL; // "con los decanos asistentes:"
        }
        if (left < p->name.from) {
            bool several = announced.plural ||
                           esc_cursor_within(s, left, p->name.from, "por el|la|los|las") ||
                           esc_attendance_sends(s, left);
            sender = announced;
            bool over =
                esc_stream_sign(s, p->name.from - 1, ':') || esc_attendance_heads(s, left, p->name.from);
            // "POR EL COMITÉ EJECUTIVO", which is the one that meets
            const bool own_body =
                r->body_key && announced.office && esc_attendance_sends(s, left) &&
                !strcmp(esc_fold(r->arena, announced.office, strlen(announced.office)), r->body_key);
            sent_by = several && announced.office && over && !own_body ? &sender : NULL;
            if (own_body) announced.office = NULL;
        }
        bool seated = (group.role && group_heads) || (announced.role && !announced.plural);
        esc_seat own = esc_seat_read(r, p->name.to, right_end, seated);
        const uint32_t of = own.plural ? own.role_from : 0;
        if (own.plural && (esc_stream_sign(s, own.role_to, ':') ||
                           esc_cursor_looking_at(s, own.role_to, "por|en su orden :") ||
                           (of > 1 && esc_atom_is(&s->atoms[of - 1], "senores|senoras|sres|sras") &&
                            esc_atom_is(&s->atoms[of - 2], "los|las"))))
            own.role = NULL, own.plural = false;  // of those named next
        if (by_office && own.role && !own.office) // "…: Mtro. …, Secretario Ejecutivo"
            own.office = esc_phrase_text(s, r->arena, r->vocabulary, own.role_from, own.role_to),
            own.office_from = own.role_from, own.office_to = own.role_to, own.role = NULL;
        // "Concejales: A, B y C. Está además el Administrador, don D": not one of them
        bool apart =
            announced.office && !announced.role && left < p->name.from &&
            (esc_cursor_within(s, before, p->name.from, "ademas|tambien|asimismo|igualmente") ||
             (i && esc_cursor_within(s, before, p->name.from,
                                     "presencia|asistencia|participacion|concurrencia de|del")) ||
             (i && esc_cursor_within(s, before, p->name.from, "encuentra|estuvo|estando|hallaba presente")) ||
             one_of_his_own(s, left, p->name.from));
        for (uint32_t k = p->name.to; k < after && k < p->name.to + 3 && !esc_stream_sign(s, k, '.') &&
                                      s->atoms[k].row == s->atoms[p->name.to - 1].row;
             k++)
            if (esc_announce_presides(s, k, after)) // "Ana Ruiz Paz - Preside"
                own.role = "presidente", own.role_from = k, own.role_to = k + 1, own.rank = POST_RANK,
                own.by_verb = true, own.plural = false;
        by_label(r, left, &p->name, &announced, &group, &own);
        if (staff && own.role && !own.office && !strncmp(own.role, "asesor", 6)) { // "Asesora Legal" of those
            own.office_from = own.role_from;
            own.office_to = esc_phrase_end(s, own.role_from, right_end, ESC_PHRASE_LISTS);
            own.office = esc_phrase_text(s, r->arena, r->vocabulary, own.office_from, own.office_to);
            own.role = NULL, own.rank = 0;
        }
        if (group_heads && (left == p->name.from || announced.plural))
            esc_guests_under_heading(r, &group, &p->name, &own);
        esc_guests_post(r, &announced, &own);
        member_and_post(r, &own);
        bool member = mere_member(r, &p->name, &announced, &own);
        esc_deputies_which(r, left, p->name.from, &announced, &own);
        esc_seat role = own.role && own.rank > 1 ? own
                        : announced.role         ? announced
                        : group.role && !apart   ? group
                                                 : own;
        if (esc_seat_vague(own.role) && announced.role && !member) role = announced, own.plural = false;
        p->seat = own;
        bool woman = esc_name_feminine(r, &p->name), several = role.plural;
        woman |= several && role.role && called_so(s, &p->name, role.role);
        // "Consejeros docentes" over a list stays what the heading says of each
        const bool as_headed = group_heads && role.role && !strncmp(role.role, "consejer", 8);
        role.mixed |=
            role.plural &&
            ((esc_name_title_gender(r, &p->name) == 'f' && !as_headed) || // "Regidores: Dra. Ana Ruiz Paz"
             (woman && !esc_seat_owner(&s->atoms[role.role_from]) &&
              (in_series(s, all, i) || called_so(s, &p->name, role.role))));
        if (woman && role.plural && role.role && !strncmp(role.role, "concejales", 10) &&
            called_so(s, &p->name, role.role))
            role.role = "concejala", role.plural = false, role.mixed = false;
        if (role.by_verb && woman) role.role = of_woman(role.role);
        p->role = esc_seat_singular(r, &role, woman);
        p->of_group = several;
        p->seat.role_from = role.role_from, p->seat.role_to = role.role_to, p->seat.post = role.post;
        p->seat.plural = own.role && own.plural;
        // "la Consejera Electoral Ana Ruiz, Presidenta de la Comisión": the first is the post
        if (!p->seat.office && announced.role && !announced.plural && !announced.by_verb &&
            role.role == own.role && own.rank > 1 && left < p->name.from &&
            !esc_attendance_heads(s, left, p->name.from))
            p->seat.office =
                esc_phrase_text(s, r->arena, r->vocabulary, announced.role_from, announced.role_to),
            p->seat.office_from = announced.role_from, p->seat.office_to = announced.role_to;
        const uint32_t comma = p->name.from - 1; // "la Asesora Legal, Abog. Ana Ruiz Paz"
        if (p->seat.office && p->seat.office_from == announced.role_from && announced.role_to < comma &&
            p->seat.office_to == announced.role_to && esc_stream_sign(s, comma, ',') &&
            esc_phrase_end(s, announced.role_from, comma, ESC_PHRASE_LISTS) == comma)
            p->seat.office = esc_phrase_text(s, r->arena, r->vocabulary, announced.role_from, comma),
            p->seat.office_to = comma;
        // "Presidencia: Ana Ruiz Paz": the label is the seat
        if (announced.by_verb && announced.office && announced.office_to == announced.office_from + 1 &&
            esc_atom_is(&s->atoms[announced.office_from], "secretaria|presidencia"))
            announced.office = NULL;
        if (!p->seat.office && announced.office)
            p->seat.office = announced.office, p->seat.office_from = announced.office_from,
            p->seat.office_to = announced.office_to;
        if (!p->seat.office && sent_by)
            p->seat.office = sent_by->office, p->seat.office_from = sent_by->office_from,
            p->seat.office_to = sent_by->office_to;
        if (!p->seat.oficio && announced.oficio)
            p->seat.oficio = announced.oficio, p->seat.oficio_from = announced.oficio_from,
            p->seat.oficio_to = announced.oficio_to;
        // "A, B y C, regidores": the plural holds for those before, too
        for (uint32_t k = i;
             p->seat.plural && k-- > 0 &&
             (!all->items[k].role || (all->items[k].of_group && strncmp(all->items[k].role, role.role, 4)));)
            all->items[k].role = esc_seat_singular(r, &role, esc_name_feminine(r, &all->items[k].name)),
            all->items[k].seat.role_from = role.role_from, all->items[k].seat.role_to = role.role_to;
        uint32_t post = p->role || p->seat.office || group.role ? p->name.from
                                                                : esc_post_strange(s, before, p->name.from);
        if (post < p->name.from)
            p->seat.office = esc_stream_text(s, r->arena, post, p->name.from), p->seat.office_from = post,
            p->seat.office_to = p->name.from;
        qualified(r, p);
        esc_beside_slash(r, p, right_end);
        esc_beside_bracket(r, p);
        esc_beside_column(r, p, after);
        if (!p->role && !p->seat.office && members.role && !group.role) { // no more is said of them
            p->role = esc_seat_singular(r, &members, woman), p->of_group = true;
            p->seat.role_from = members.role_from, p->seat.role_to = members.role_to;
        }
    }
    esc_deputies_oficio(s, all);
    strike_crosses(r, all);
    esc_guests_share(r, all);
    esc_respective_share(r, all, from, end);
    esc_groups_share(r, all, from);
    esc_apposition_share(r, all, end);
    esc_beside_by_shape(r, all, from, end);
    esc_leaders_share(r, all, from);
    esc_table_head_share(r, all);
    esc_units_share(r, all);
    for (uint32_t i = 0; i < n; i++) { // "Primero: Ana Ruiz Paz" behind "los Regidores por su orden:"
        esc_person *p = &all->items[i];
        if (!p->role || p->seat.role_to != p->seat.role_from + 1 || !s->atoms[p->seat.role_from].ordinal)
            continue;
        const char *which = esc_seat_numbered(r, p->seat.role_from, esc_name_feminine(r, &p->name));
        if (which) p->role = which;
    }
    for (uint32_t i = 0; i < n; i++) title_of_judge(s, &all->items[i]);
}

// Who presides over a body ex officio is listed by the post alone: "…, Directora General" among "…, Vocal".
void esc_describe_posts(esc_reader *r, esc_people *all) {
    uint32_t seated = 0;
    bool presided = false; // by another
    for (uint32_t i = 0; i < all->items_count; i++)
        presided |= all->items[i].role && !strncmp(all->items[i].role, "president", 9);
    for (uint32_t i = 0; i < all->items_count; i++)
        seated += all->items[i].role && !esc_seat_vague(all->items[i].role) &&
                  strncmp(all->items[i].role, "representante", 13) != 0;
    for (uint32_t i = 0; i < all->items_count; i++) {
        esc_person *p = &all->items[i];
        if (p->role || !p->seat.office || p->seat.office_from == p->seat.office_to || !seated) continue;
        const esc_stream *s = &r->body;
        uint32_t from = p->seat.office_from, to = p->seat.office_to;
        bool general = esc_cursor_looking_at(s, from, "director|directora general") && to == from + 2;
        bool alone = esc_atom_is(&s->atoms[from],
                                 "rector|rectora|decan@|coordinador|coordinadora|director|directora") &&
                     to == from + 1;
        alone |= esc_cursor_looking_at(s, from, "decan@ regional|nacional|departamental") && to == from + 2;
        if ((!general && !alone) || (general && presided)) continue;
        p->role = esc_beside_lowered(r, p->seat.office);
        p->seat.role_from = from, p->seat.role_to = to;
        p->seat.post = p->seat.office, p->seat.office = NULL;
    }
}
