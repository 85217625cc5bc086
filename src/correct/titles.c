// SPDX-License-Identifier: GPL-3.0-or-later
// Titles before names: "Mira. Inés Garza" is Mtra., "Lic, Omar Leal" has lost the foot of its stop. The given
// name behind them tells what they are; a word that is one ("mira", "muro") is doubted only within a
// sentence, behind a bullet, or where the document has that title elsewhere.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

enum { LEAST_TIMES = 2, MOST_LETTERS = 6, LEAST_TALL = 3, TALL_A_SMALL_ONE = 3 };

#define TITLE_BUDGET_NATS 11.0f
#define TITLE_LEAD_NATS 1.5f

static const char *const titles[] = {"Mtra",  "Mtro",  "Lic",    "Ing",   "Arq",  "Lcda",  "Lcdo",
                                     "Dra",   "Dr",    "Profra", "Profr", "Prof", "Tnlgo", "Tnlga",
                                     "Mgter", "Cmdte", "Tcnl",   "Arqto", "Arqta"};
enum { TITLES = sizeof titles / sizeof *titles };
static const char *const others[] = {"Abg", "Bach", "Br",   "Cnel", "Gral", "Ma",  "Mag",
                                     "Mg",  "Mgtr", "Pbro", "Psic", "Sr",   "Sra", "Srta",
                                     "Tec", "Téc",  "Tlga", "Tlgo", "Tte"};
enum { OTHERS = sizeof others / sizeof *others };

static const char *any_title(int t) { return t < TITLES ? titles[t] : others[t - TITLES]; }

struct place {
    uint32_t unit;                               // of the title
    const esc_form *title, *mark, *given, *next; // next: what stands behind the given name
};

// How often a title stands, in whichever case.
struct counted {
    const char *title;
    uint32_t times;
};

// A title that stands before a name, and what stands behind the name; NULL: whatever does.
struct titled {
    const esc_form *name, *next, *title;
};

// How often a title stands with its stop, and without one.
struct stopped {
    const esc_form *title;
    uint32_t stops, bare;
};

// What the document tells of its titles, found out once it is asked for.
struct own_titles {
    struct titled *titled; // in order, each once
    uint32_t titled_count, titled_cap;
    struct stopped *stopped;
    uint32_t stopped_count, stopped_cap;
    struct counted *counted;
    uint32_t counted_count, counted_cap;
    bool titled_asked;
    bool tall; // hardly any but what a scan reads small
};

static const esc_form *title_form(esc_work *work, int title) {
    return esc_forms_intern_as(&work->forms, titles[title], strlen(titles[title]), ESC_TOKEN_CAPITAL);
}

// A word, a mark glued to it, and a capitalised given name.
static bool read_place(const esc_work *work, uint32_t unit, struct place *ret) {
    const esc_unit *units = work->units.units;
    if (unit + 2 >= work->units.units_count || units[unit].last || units[unit + 1].blank_before) return false;
    *ret = (struct place){.unit = unit,
                          .title = work->form_of[unit],
                          .mark = work->form_of[unit + 1],
                          .given = work->form_of[unit + 2],
                          .next = unit + 3 < work->units.units_count ? work->form_of[unit + 3] : NULL};
    if (ret->mark->len != 1 || !strchr(".,:;!", *ret->mark->text)) return false;
    return ret->given->kind == ESC_TOKEN_CAPITAL && ret->given->classes & ESC_LEX_GIVEN &&
           (units[unit + 2].blank_before || units[unit + 2].first);
}

static bool names_person(const struct place *place) {
    return place->next && place->next->kind == ESC_TOKEN_CAPITAL;
}

// Whether no sentence begins with the unit, and none ended just before it.
static bool within_sentence(const esc_work *work, uint32_t unit) {
    if (!unit) return false;
    const esc_form *before = work->form_of[unit - 1];
    if (work->units.units[unit].first) return false;
    return before->kind == ESC_TOKEN_WORD || !strcmp(before->text, ",") || !strcmp(before->text, ":");
}

static bool behind_bullet(const esc_work *work, uint32_t unit) {
    const esc_unit *this = &work->units.units[unit];
    if (!unit || this->first || !this->blank_before || !this[-1].first) return false;
    return this[-1].kind == ESC_TOKEN_PUNCT;
}

// "Oc." is no "Dr.": a short title keeps a letter of its own.
static bool shares_letter(const char *read, const char *title) {
    for (; *read; read++)
        if (strchr(title, *read)) return true;
    return false;
}

// "la Leda. Marta Ríos": a given name with a stop of its own, before another one.
static bool is_stopped_name(const esc_work *work, const struct place *place) {
    static const char *const read[] = {"Leda", "Ledo"};
    const uint32_t unit = place->unit;
    const bool behind_name = unit && !work->units.units[unit].first &&
                             work->form_of[unit - 1]->kind == ESC_TOKEN_CAPITAL &&
                             work->form_of[unit - 1]->classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME);
    return ESC_ONE_OF(place->title, read) && *place->mark->text == '.' && names_person(place) && !behind_name;
}

// "Dia. Edith Luna Mora", "Di. Omar Soto": words, and titles before a name and its stop. −1: none.
static int read_for(const esc_work *work, const struct place *place) {
    static const struct misread {
        const char *read, *meant;
    } misread[] = {{"Aba", "Abg"},   {"Srla", "Srta"}, {"Back", "Bach"},   {"Di", "Dr"},
                   {"Dia", "Dra"},   {"Diá", "Dra"},   {"Día", "Dra"},     {"Miro", "Mtro"},
                   {"Mira", "Mtra"}, {"Ara", "Arq"},   {"Mater", "Mgter"}, {"Cmate", "Cmdte"},
                   {"Tenl", "Tcnl"}, {"Muro", "Mtro"}, {"Lie", "Lic"}};
    if (*place->mark->text != '.' || !names_person(place) || !place->unit) return -1;
    if (work->form_of[place->unit - 1]->kind == ESC_TOKEN_CAPITAL && !work->units.units[place->unit].first)
        return -1;
    for (size_t i = 0; i < sizeof misread / sizeof *misread; i++)
        for (int t = 0; t < TITLES + OTHERS && !strcmp(place->title->text, misread[i].read); t++)
            if (!strcmp(any_title(t), misread[i].meant)) return t;
    return -1;
}

// The title that the word is, misread: one that the document has elsewhere, or the only one near. −1: none.
static int meant_title(esc_work *work, const struct place *place) {
    const esc_form *form = place->title;
    int best = -1;
    float best_nats = INFINITY, next_nats = INFINITY;
    for (int t = 0; t < TITLES; t++) {
        const esc_form *title = title_form(work, t);
        if (title->letters > form->letters + 1 || !shares_letter(form->text, title->text)) continue;
        float nats = esc_channel_distance(&work->channel, form->text, title->text, TITLE_BUDGET_NATS);
        if (title->count < LEAST_TIMES && (title->letters < 3 || form->letters < title->letters))
            nats = INFINITY;
        if (title->count >= LEAST_TIMES) nats -= TITLE_LEAD_NATS;
        if (nats < best_nats) {
            next_nats = best_nats;
            best_nats = nats;
            best = t;
        } else if (nats < next_nats) {
            next_nats = nats;
        }
    }
    if (best < 0 || next_nats < best_nats + TITLE_LEAD_NATS) return -1;
    if (title_form(work, best)->count >= LEAST_TIMES || is_stopped_name(work, place)) return best;
    const bool placed = (within_sentence(work, place->unit) || behind_bullet(work, place->unit)) &&
                        form->kind == ESC_TOKEN_CAPITAL; // but not "la mitra. Ofelia Ríos la vio"
    return names_person(place) && (form->classes ? placed : form->doubtful) ? best : -1;
}

// C, D before a name, and the last letter of C.P, L.C, Q.F.B.
static bool is_initial(const esc_work *work, uint32_t unit) {
    const esc_form *form = work->form_of[unit];
    const esc_unit *this = &work->units.units[unit];
    if (form->len != 1 || *form->text < 'A' || *form->text > 'Z') return false;
    if (*form->text == 'C' || *form->text == 'D') return true;
    return unit && esc_unit_is_glued(this) && this[-1].kind == ESC_TOKEN_INITIAL;
}

static bool is_title(const esc_form *form) {
    if (form->kind != ESC_TOKEN_CAPITAL || form->letters > MOST_LETTERS) return false;
    for (int t = 0; t < TITLES; t++)
        if (!strcmp(form->text, titles[t])) return true;
    for (int t = 0; t < OTHERS; t++)
        if (!strcmp(form->text, others[t])) return true;
    return false;
}

static void repair(esc_work *work, uint32_t piece, const struct place *place) {
    const esc_form *form = place->title;
    bool title = is_title(form) || is_initial(work, place->unit);
    if (!title) {
        bool other = form->kind > ESC_TOKEN_MIXED || form->letters > MOST_LETTERS || form->letters < 2 ||
                     form->kind == ESC_TOKEN_UPPER ||
                     (form->classes & ESC_LEX_GIVEN && !is_stopped_name(work, place));
        if (form->kind == ESC_TOKEN_CAPITAL && form->classes & ESC_LEX_TITLE) return;
        int meant = esc_channel_is_scan(&work->channel) ? read_for(work, place) : -1;
        if (meant < 0 && !other) meant = meant_title(work, place);
        if (meant < 0) return;
        work->pieces.pieces[piece].change_count = 0;
        esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_NAME, ESC_BY_RULE, any_title(meant), 0.93f);
    }
    esc_piece *mark = &work->pieces.pieces[piece + 1];
    bool stop = *place->mark->text == '.' || mark->unit_count != 1 || !esc_piece_is_raw(mark);
    if (!stop && names_person(place)) esc_piece_change(mark, ESC_EDIT_PUNCTUATION, ESC_BY_RULE, ".", 0.93f);
}

// "Mitra. Ofelia Barragán", "MITRA. ELOÍSA": no mitre stands before a stop and a name, however clean the
// page.
static void repair_mitre(esc_work *work, uint32_t piece) {
    static const struct mitre {
        const char *read, *meant;
    } mitres[] = {{"Mitra", "Mtra"}, {"Mitro", "Mtro"}, {"MITRA", "MTRA"}, {"MITRO", "MTRO"}};
    const esc_form *read = esc_work_raw_form(work, piece), *given = esc_work_raw_form(work, piece + 2),
                   *next = esc_work_raw_form(work, piece + 3);
    if (!read || !given || !next || !esc_work_says(work, piece + 1, ".") ||
        !esc_work_is_glued(work, piece + 1))
        return;
    if (given->kind != read->kind || next->kind != read->kind || !(given->classes & ESC_LEX_GIVEN)) return;
    for (size_t i = 0; i < sizeof mitres / sizeof *mitres; i++)
        if (!strcmp(read->text, mitres[i].read))
            esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_NAME, ESC_BY_RULE, mitres[i].meant, 0.93f);
}

// How often a title stands in the document, in whichever case.
static uint32_t count_title(const esc_work *work, struct own_titles *own, const char *title) {
    for (uint32_t i = 0; i < own->counted_count; i++)
        if (!strcmp(own->counted[i].title, title)) return own->counted[i].times;
    struct counted *ret = ESC_GROW(own, counted, 1);
    ret->title = title;
    for (uint32_t i = 0; i < work->forms.slot_count; i++) {
        const esc_form *form = work->forms.slots[i];
        if (form && form->count && form->kind != ESC_TOKEN_WORD && esc_form_is(form, title))
            ret->times += form->count;
    }
    return ret->times;
}

// "MIRA. ELOÍSA BARRAGÁN", "PR. OMAR SOTO": a title among capitals, that the document has elsewhere or that
// nothing else can be.
static void repair_capitals(esc_work *work, struct own_titles *own, uint32_t piece) {
    static const struct capitals {
        const char *read, *meant;
    } capitals[] = {{"MIRA", "MTRA"}, {"MIRO", "MTRO"}, {"PR", "DR"}, {"DRÁ", "DRA"},
                    {"LIE", "LIC"},   {"ARA", "ARQ"},   {"IC", "LIC"}};
    const esc_form *read = esc_work_raw_form(work, piece), *given = esc_work_raw_form(work, piece + 2),
                   *next = esc_work_raw_form(work, piece + 3);
    if (!read || !given || read->kind != ESC_TOKEN_UPPER || !esc_work_says(work, piece + 1, ".") ||
        !esc_work_is_glued(work, piece + 1) || given->kind != ESC_TOKEN_UPPER || given->letters < 2)
        return;
    const bool named = (given->classes & ESC_LEX_GIVEN) != 0,
               pair = next && next->kind == ESC_TOKEN_UPPER && next->letters > 1,
               scanned = esc_channel_is_scan(&work->channel) ||
                         (piece && esc_work_says(work, piece - 1, ",")); // LA PRESIDENTA, MIRA. ELOÍSA
    const esc_form *before = piece ? esc_work_raw_form(work, piece - 1) : NULL;
    if (before && before->classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME) && !esc_work_unit(work, piece)->first)
        return;
    for (size_t i = 0; i < sizeof capitals / sizeof *capitals; i++) {
        if (strcmp(read->text, capitals[i].read) != 0) continue;
        const uint32_t times = count_title(work, own, capitals[i].meant);
        if (read->letters < 3 && (times < LEAST_TIMES || !scanned)) return; // the PR is a party
        if (!(named && pair && scanned) && !(times && (named || pair) && (scanned || pair))) return;
        esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_NAME, ESC_BY_RULE, capitals[i].meant, 0.93f);
    }
}

static int by_name(const void *a, const void *b) {
    const struct titled *x = a, *y = b;
    const uint32_t x_next = x->next ? x->next->id + 1 : 0, y_next = y->next ? y->next->id + 1 : 0;
    if (x->name != y->name) return x->name->id < y->name->id ? -1 : 1;
    return (x_next > y_next) - (x_next < y_next);
}

static int by_name_and_title(const void *a, const void *b) {
    const struct titled *x = a, *y = b;
    const int order = by_name(a, b);
    return order ? order : (x->title->id > y->title->id) - (x->title->id < y->title->id);
}

static void collect_titled(const esc_work *work, struct own_titles *own) {
    own->titled_asked = true;
    for (uint32_t u = 2; u < work->units.units_count; u++) {
        const esc_form *title = work->form_of[u - 2];
        if (strcmp(work->form_of[u - 1]->text, ".") != 0 || work->units.units[u - 1].blank_before ||
            !is_title(title))
            continue;
        const esc_form *next = u + 1 < work->units.units_count ? work->form_of[u + 1] : NULL;
        *ESC_GROW(own, titled, 1) = (struct titled){work->form_of[u], NULL, title};
        if (next) *ESC_GROW(own, titled, 1) = (struct titled){work->form_of[u], next, title};
    }
    if (!own->titled_count) return;
    qsort(own->titled, own->titled_count, sizeof *own->titled, by_name_and_title);
    uint32_t last = 0;
    for (uint32_t i = 1; i < own->titled_count; i++)
        if (by_name_and_title(&own->titled[last], &own->titled[i])) own->titled[++last] = own->titled[i];
    own->titled_count = last + 1;
}

// The one title that stands before a name all over the document, "Dr. Olivera", or before the name and what
// is next to it, where that is not NULL; NULL: none, or several.
static const esc_form *title_of(const esc_work *work, struct own_titles *own, const esc_form *name,
                                const esc_form *next) {
    if (!own->titled_asked) collect_titled(work, own);
    if (!own->titled_count) return NULL;
    const struct titled asked = {.name = name, .next = next}, *end = own->titled + own->titled_count,
                        *found = bsearch(&asked, own->titled, own->titled_count, sizeof asked, by_name);
    const bool several = found && ((found > own->titled && !by_name(found - 1, found)) ||
                                   (found + 1 < end && !by_name(found + 1, found)));
    return found && !several ? found->title : NULL;
}

// Whether a word before a stop and a name could be no other word: the document has the name elsewhere, behind
// its title. "Ara. Silvia Luna" where Arq. Silvia Luna stands. Lent; NULL: it could.
static const esc_form *title_elsewhere(const esc_work *work, struct own_titles *own,
                                       const struct place *place) {
    if (names_person(place)) return title_of(work, own, place->given, place->next);
    return place->next && !strcmp(place->next->text, ".") ? title_of(work, own, place->given, NULL) : NULL;
}

static void repair_as_elsewhere(esc_work *work, struct own_titles *own, uint32_t piece,
                                const struct place *place) {
    const esc_form *read = place->title;
    if (read->kind != ESC_TOKEN_CAPITAL || read->letters < 2 || read->letters > MOST_LETTERS ||
        *place->mark->text != '.' || is_title(read) ||
        read->classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME | ESC_LEX_TITLE | ESC_LEX_ABBREVIATION))
        return;
    const bool placed = esc_work_unit(work, piece)->first || within_sentence(work, place->unit);
    if (read->classes && !placed) return;
    const esc_form *title = title_elsewhere(work, own, place);
    if (!title || *title->text != *read->text || title->letters > read->letters + 1 ||
        read->letters > title->letters + 1)
        return;
    work->pieces.pieces[piece].change_count = 0;
    esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_NAME, ESC_BY_RULE, title->text, 0.93f);
}

// "Consejera Electoral Lie. Marbella Luna": words that are none before a stop and two capitals, where the
// document writes Lic.
static void repair_licentiate(esc_work *work, struct own_titles *own, uint32_t piece) {
    static const char *const read[] = {"Lie", "Lte", "Lle", "Lio", "Lit"};
    const esc_piece *title = &work->pieces.pieces[piece];
    if (title->unit_count != 1 || !ESC_ONE_OF(work->form_of[title->first_unit], read) ||
        work->form_of[title->first_unit]->kind != ESC_TOKEN_CAPITAL)
        return;
    const esc_form *name = esc_work_raw_form(work, piece + 2), *next = esc_work_raw_form(work, piece + 3),
                   *before = piece ? esc_work_raw_form(work, piece - 1) : NULL;
    if (!esc_work_says(work, piece + 1, ".") || !esc_work_is_glued(work, piece + 1) || !name || !next ||
        name->kind != ESC_TOKEN_CAPITAL || next->kind != ESC_TOKEN_CAPITAL)
        return;
    if (before && before->classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME) && !esc_work_unit(work, piece)->first)
        return;
    if (count_title(work, own, "Lic") < LEAST_TIMES) return;
    work->pieces.pieces[piece].change_count = 0;
    esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_NAME, ESC_BY_RULE, "Lic", 0.93f);
}

// "Ara. Xunáan Canché Poot" at a row's beginning, "el Di. Olvera", "la 5ra. Peña": where the place asks for a
// title, names that no list knows will do.
static bool repair_placed(esc_work *work, struct own_titles *own, uint32_t piece) {
    static const struct placed {
        const char *read, *meant;
        bool row; // at a row's beginning, too
    } placed[] = {
        {"Di", "Dr", true},    {"Dia", "Dra", true},     {"Mira", "Mtra", true}, {"Miro", "Mtro", true},
        {"Mia", "Mtra", true}, {"Ara", "Arq", true},     {"5r", "Sr", true},     {"5ra", "Sra", true},
        {"Lie", "Lic", true},  {"Lte", "Lic", true},     {"Si", "Sr", false},    {"Sí", "Sr", false},
        {"St", "Sr", false},   {"Argto", "Arqto", true}, {"Srla", "Srta", true}, {"Aba", "Abg", true}};
    static const char *const male[] = {"el", "El", "al", "del"}, *const female[] = {"la", "La"};
    const esc_piece *title = &work->pieces.pieces[piece];
    if (title->unit_count != 1) return false;
    const uint32_t unit = title->first_unit;
    const esc_form *read = work->form_of[unit], *mark = esc_work_raw_form(work, piece + 1),
                   *name = esc_work_raw_form(work, piece + 2), *next = esc_work_raw_form(work, piece + 3);
    if (!mark || !strchr(".:,", *mark->text) || mark->len != 1 || !name || name->kind != ESC_TOKEN_CAPITAL ||
        name->letters < 2 || esc_work_is_glued(work, piece + 2))
        return false;
    const bool first = work->units.units[unit].first;
    const esc_form *before = unit && !first ? work->form_of[unit - 1] : NULL;
    for (size_t i = 0; i < sizeof placed / sizeof *placed; i++) {
        const char *meant = placed[i].meant;
        if (strcmp(read->text, placed[i].read) != 0) continue;
        const bool lady = meant[strlen(meant) - 1] == 'a',
                   either = !strcmp(meant, "Arq") || !strcmp(meant, "Lic") || !strcmp(meant, "Abg");
        const bool asked = ((!lady || either) && ESC_ONE_OF(before, male)) ||
                           ((lady || either) && ESC_ONE_OF(before, female));
        const bool listed = name->classes & ESC_LEX_GIVEN,
                   ordinal = !strcmp(read->text, "5ra"); // 5ra. Sesión
        if (ordinal && !listed) return false;
        const bool office = *read->text == '5' && before && before->kind == ESC_TOKEN_CAPITAL &&
                            before->classes & ESC_LEX_OFFICE;       // "Presidenta 5r. Fabio"
        const esc_form *third = esc_work_raw_form(work, piece + 4); // but "Mira. Julia Cedillo contestó"
        if (esc_channel_is_typed(&work->channel) && (!listed || !third || third->kind != ESC_TOKEN_CAPITAL))
            return false;
        const bool row = first && placed[i].row && *mark->text != ',' && next &&
                         next->kind == ESC_TOKEN_CAPITAL && !esc_work_unit(work, piece + 2)->last;
        if (!row && !asked && !office) return false;
        if (!placed[i].row && !count_title(work, own, meant)) return false;
        work->pieces.pieces[piece].change_count = 0;
        esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_NAME, ESC_BY_RULE, meant, 0.92f);
        if (*mark->text != '.')
            esc_piece_change(&work->pieces.pieces[piece + 1], ESC_EDIT_PUNCTUATION, ESC_BY_RULE, ".", 0.92f);
        return true;
    }
    return false;
}

// "el ng. Pedro Luna": nobody weighs a person in nanograms.
static void repair_headless(esc_work *work, uint32_t piece, const struct place *place) {
    if (strcmp(place->title->text, "ng") != 0 || *place->mark->text != '.' || !names_person(place)) return;
    esc_piece *title = &work->pieces.pieces[piece];
    const bool quoted = piece && esc_work_is_glued(work, piece); // “ng.
    const esc_form *mark = quoted ? esc_work_raw_form(work, piece - 1) : NULL;
    if (quoted && (!mark || mark->kind != ESC_TOKEN_PUNCT || esc_work_is_glued(work, piece - 1))) return;
    title->change_count = 0;
    esc_pieces_say(work->doc, &work->units, title - quoted, 1 + quoted, ESC_EDIT_NAME, "Ing", 0.93f,
                   work->arena);
}

// How often the document has "C.P.".
static uint32_t count_accountants(const esc_work *work) {
    uint32_t count = 0;
    for (uint32_t u = 1; u < work->units.units_count; u++)
        count += *work->form_of[u]->text == 'P' && esc_unit_is_glued(&work->units.units[u]) &&
                 !strcmp(work->form_of[u - 1]->text, "C.");
    return count;
}

// "CP. Ana Ruiz", "CUP. Ana" where the document writes C.P., and "C:P, Ana Ruiz".
static void repair_accountant(esc_work *work, uint32_t piece, uint32_t accountants) {
    static const char *const read[] = {"CP", "CUP", "CIP", "CLP"};
    const esc_form *letters = esc_work_raw_form(work, piece);
    uint32_t stop = piece + 1;
    if (!letters) return;
    const bool joined = ESC_ONE_OF(letters, read) && letters->kind == ESC_TOKEN_UPPER && accountants;
    if (!strcmp(letters->text, "C") &&
        (esc_work_says(work, piece + 1, ":") || esc_work_says(work, piece + 1, ",")) &&
        esc_work_is_glued(work, piece + 1) && esc_work_is_glued(work, piece + 2) &&
        (esc_work_says(work, piece + 2, "P") || esc_work_says(work, piece + 2, "P.")))
        stop = esc_work_says(work, piece + 2, "P.") ? piece + 2 : piece + 3;
    else if (!joined)
        return;
    const esc_form *mark = esc_work_raw_form(work, stop), *given = esc_work_raw_form(work, stop + 1),
                   *next = esc_work_raw_form(work, stop + 2);
    if (!mark || !esc_work_is_glued(work, stop) || !strchr(".,", mark->text[mark->len - 1])) return;
    if (!given || given->kind != ESC_TOKEN_CAPITAL || !next || next->kind != ESC_TOKEN_CAPITAL) return;
    const bool misread = given->doubtful && next->classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME); // Ieódulo Ruiz
    if (!(given->classes & ESC_LEX_GIVEN) && !misread) return;
    esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[piece], stop + 1 - piece, ESC_EDIT_NAME,
                   "C.P.", 0.93f, work->arena);
}

// Whether a scan's titles have their capitals, but for few.
static bool titles_are_tall(const esc_work *work) {
    uint32_t tall = 0, small = 0;
    for (int t = 0; t < TITLES + OTHERS && esc_channel_is_scan(&work->channel); t++) {
        const char *text = any_title(t);
        char lower[MOST_LETTERS * ESC_UTF8_MAX];
        strcpy(lower, text);
        *lower = (char)(*lower - 'A' + 'a');
        const esc_form *forms[] = {esc_forms_find(&work->forms, text, strlen(text)),
                                   esc_forms_find(&work->forms, lower, strlen(lower))};
        tall += forms[0] ? forms[0]->count : 0;
        small += forms[1] ? forms[1]->count : 0;
    }
    return tall >= LEAST_TALL && tall >= TALL_A_SMALL_ONE * small;
}

// "a favor. ing. Byron": small where the document writes the title in a capital, or all of its others.
static void repair_small(esc_work *work, const struct own_titles *own, uint32_t piece) {
    const esc_form *read = esc_work_raw_form(work, piece), *mark = esc_work_raw_form(work, piece + 1);
    if (!read || !mark || read->kind != ESC_TOKEN_WORD || read->letters > MOST_LETTERS ||
        *mark->text != '.' || esc_work_unit(work, piece + 1)->blank_before ||
        esc_work_unit(work, piece)->last)
        return;
    const uint32_t next = work->pieces.pieces[piece + 1].first_unit + 1;
    if (next >= work->units.units_count || work->form_of[next]->kind != ESC_TOKEN_CAPITAL) return;
    for (int t = 0; t < TITLES + OTHERS; t++) {
        const char *text = any_title(t);
        if (!esc_form_is(read, text)) continue;
        const esc_form *title = esc_forms_find(&work->forms, text, strlen(text));
        const bool named = own->tall && *text == 'I' && work->form_of[next]->classes & ESC_LEX_GIVEN;
        if (!named && (!title || title->count < LEAST_TIMES || title->count <= read->count)) continue;
        esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_CASE, ESC_BY_RULE, text, 0.93f);
    }
}

// "la Leda. Yariela Him": no such title but Lcda., whatever the name.
static void repair_licensed(esc_work *work, uint32_t piece) {
    const esc_form *read = esc_work_raw_form(work, piece), *mark = esc_work_raw_form(work, piece + 1),
                   *name = esc_work_raw_form(work, piece + 2), *next = esc_work_raw_form(work, piece + 3);
    if (!read || !mark || !name || !next || strcmp(mark->text, ".") != 0 || name->kind != ESC_TOKEN_CAPITAL)
        return;
    if (strcmp(read->text, "Leda") != 0 && strcmp(read->text, "Ledo") != 0) return;
    static const char *const articles[] = {"la", "el", "La", "El", "LA", "EL", "al", "del"};
    if (next->kind != ESC_TOKEN_CAPITAL &&
        !(piece && ESC_ONE_OF(esc_work_raw_form(work, piece - 1), articles)))
        return;
    const esc_unit *unit = esc_work_unit(work, piece);
    if (unit->last || unit[1].blank_before || unit[1].last ||
        (!unit->first && unit[-1].kind == ESC_TOKEN_CAPITAL && unit[-1].raw.len > sizeof "La"))
        return; // María Leda. Ana
    esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_NAME, ESC_BY_RULE,
                     read->text[3] == 'a' ? "Lcda" : "Lcdo", 0.92f);
}

// How often a title stands with its stop, and without one.
static const struct stopped *count_stops(const esc_work *work, struct own_titles *own,
                                         const esc_form *title) {
    for (uint32_t i = 0; i < own->stopped_count; i++)
        if (own->stopped[i].title == title) return &own->stopped[i];
    struct stopped *ret = ESC_GROW(own, stopped, 1);
    ret->title = title;
    for (uint32_t u = 0; u + 1 < work->units.units_count; u++) {
        if (work->form_of[u] != title) continue;
        const bool stop = !strcmp(work->form_of[u + 1]->text, ".") && !work->units.units[u + 1].blank_before;
        stop ? ret->stops++ : ret->bare++;
    }
    return ret;
}

// "Ing Maximino" where the document writes "Ing." again and again, on a scan that loses stops.
static void add_stop(esc_work *work, struct own_titles *own, uint32_t piece) {
    if (!esc_channel_is_scan(&work->channel)) return;
    const esc_form *read = esc_work_raw_form(work, piece);
    if (!read || esc_work_unit(work, piece)->last) return;
    const esc_unit *next = esc_work_unit(work, piece) + 1;
    if (!next->blank_before || next->kind != ESC_TOKEN_CAPITAL) return;
    if (!is_title(read) && strcmp(read->text, "Agr") != 0) return;
    const struct stopped *stopped = count_stops(work, own, read);
    if (stopped->stops < LEAST_TIMES || stopped->stops < stopped->bare) return;
    esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_PUNCTUATION, ESC_BY_RULE,
                     esc_arena_printf(work->arena, "%s.", read->text), 0.9f);
}

// "Sr, Olaza": behind these a stop is due before any name.
static void stop_title(esc_work *work, uint32_t piece) {
    const esc_form *read = esc_work_raw_form(work, piece), *mark = esc_work_raw_form(work, piece + 1);
    if (!read || !mark || strcmp(mark->text, ",") != 0 || !is_title(read)) return;
    const esc_unit *unit = esc_work_unit(work, piece);
    if (unit->last || unit[1].blank_before || unit[1].last || !unit[2].blank_before) return;
    const esc_form *name = esc_work_raw_form(work, piece + 2);
    if (name && name->kind == ESC_TOKEN_CAPITAL && name->letters > 1)
        esc_piece_change(&work->pieces.pieces[piece + 1], ESC_EDIT_PUNCTUATION, ESC_BY_RULE, ".", 0.92f);
}

bool esc_work_has_title(const esc_work *work, uint32_t stop) {
    if (!stop || esc_work_unit(work, stop)->first) return false;
    const esc_form *own = esc_work_raw_form(work, stop - 1);
    if (!own) return true;
    return own->kind == ESC_TOKEN_CAPITAL &&
           (is_title(own) || !(own->classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME)));
}

// "Mtra. Ruiz: sí . Olivera: sí": a stop between blanks is what the scan has left of "Dr.".
static void restore_title(esc_work *work, struct own_titles *own, uint32_t piece) {
    if (!esc_work_says(work, piece, ".")) return;
    const esc_form *name = esc_work_raw_form(work, piece + 1);
    if (!name || name->kind != ESC_TOKEN_CAPITAL) return;
    const esc_unit *before = esc_work_unit(work, piece), *behind = esc_work_unit(work, piece + 1);
    if (esc_unit_is_glued(before) || behind->first || !behind->blank_before) return;
    const esc_form *title = esc_work_has_title(work, piece) ? NULL : title_of(work, own, name, NULL);
    if (!title) return;
    esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_NAME, ESC_BY_RULE,
                     esc_arena_printf(work->arena, "%s.", title->text), 0.92f);
}

// "Arqto: Luna", which is what it says, though "Argto." stands more often.
static void keep_title(const esc_work *work, uint32_t piece) {
    esc_piece *title = &work->pieces.pieces[piece];
    if (title->unit_count != 1 || esc_piece_is_raw(title)) return;
    const uint32_t unit = title->first_unit;
    const esc_unit *units = work->units.units;
    if (!is_title(work->form_of[unit]) || units[unit].last || units[unit + 1].blank_before ||
        !strchr(".:,", *work->form_of[unit + 1]->text) || units[unit + 1].last ||
        units[unit + 2].kind != ESC_TOKEN_CAPITAL)
        return;
    title->change_count = 0;
}

void esc_work_repair_titles(esc_work *work) {
    struct own_titles own = {.tall = titles_are_tall(work)};
    const uint32_t accountants = count_accountants(work);
    for (uint32_t i = 0; i + 1 < work->pieces.pieces_count; i++) {
        keep_title(work, i);
        restore_title(work, &own, i);
    }
    for (uint32_t i = 0; i + 2 < work->pieces.pieces_count; i++) {
        struct place place;
        add_stop(work, &own, i);
        if (!esc_work_is_glued(work, i + 1)) continue; // no mark behind it
        repair_small(work, &own, i);
        stop_title(work, i);
        repair_licensed(work, i);
        repair_mitre(work, i);
        repair_capitals(work, &own, i);
        repair_licentiate(work, &own, i);
        repair_accountant(work, i, accountants);
        if (repair_placed(work, &own, i)) continue;
        if (work->pieces.pieces[i].unit_count != 1 ||
            !read_place(work, work->pieces.pieces[i].first_unit, &place))
            continue;
        if (!strcmp(place.title->text, "ng"))
            repair_headless(work, i, &place);
        else if (place.title->kind <= ESC_TOKEN_MIXED) {
            repair_as_elsewhere(work, &own, i, &place);
            repair(work, i, &place);
        }
    }
    free(own.titled);
    free(own.stopped);
    free(own.counted);
}
