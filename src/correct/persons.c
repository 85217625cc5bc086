// SPDX-License-Identifier: GPL-3.0-or-later
// The gender of persons, on scans that take o for a or a for o: in "lo Mtro. Irene Rosaria Nájera, Consejero
// Electoral" every ending that could tell it may be misread. They are weighed together: the given name, the
// title, the article, each by how likely this scan makes one of the other. What is said of the person (the
// office, its adjective, "designado") follows if that is likelier than its being an office's usual name.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/guards.h"
#include "correct/work.h"

enum { MOST_NAMES = 7, LEAST_NAMES = 2, MOST_SAID = 6, MOST_BYTES = 48, BOTH_GIVEN = 4 };

#define GENDER_CONFIDENCE 0.9f
// Evidence in nats, above 0 for a woman: of a name that only one of both bears, of an article or Dra., of
// what tells most of the time (Regidora); how much of it makes a gender certain.
#define NAME_NATS 6.5f
#define ARTICLE_NATS 4.0f
#define OFFICE_NATS 2.0f
#define CERTAIN_NATS 2.5f
// Offices are named in the masculine for women, too; a second given name may be the other gender's (José
// María); a participle (designado) hardly ever.
#define OFFICE_AGREES_NATS 2.6f
#define GIVEN_AGREES_NATS 3.0f
#define PARTICIPLE_AGREES_NATS 6.0f
#define LEAST_NATS 0.7f
#define MOST_PRIOR_NATS 3.0f
#define ADJECTIVE_LOG_FREQUENCY -15.0f

struct persons {
    esc_work *work;
    uint32_t *pieces;       // those that have units
    const esc_form **forms; // what they say now
    uint32_t count;
    float a_nats, o_nats; // evidence of a vowel that was read at a word's end
    bool to_a, to_o;      // whether the scan reads a for o, o for a again and again
};

static int compare(const void *a, const void *b) { return strcmp(a, *(const char *const *)b); }
#define LISTED(form, list)                                                                                   \
    (bsearch((form)->text, list, sizeof list / sizeof *list, sizeof *list, compare) != NULL)

// 'o' or 'a' where the form, in the singular, ends in it; 0 otherwise.
static char vowel_of(const esc_form *form) {
    if (form->kind > ESC_TOKEN_CAPITAL || form->letters < 3) return 0;
    char last = form->text[form->len - 1];
    return last == 'o' || last == 'a' ? last : 0;
}

static const esc_form *twin_of(esc_work *work, const esc_form *form) {
    char text[MOST_BYTES];
    if (!vowel_of(form) || form->len >= MOST_BYTES) return NULL;
    memcpy(text, form->text, form->len + 1u);
    text[form->len - 1] = vowel_of(form) == 'o' ? 'a' : 'o';
    return esc_forms_intern_as(&work->forms, text, form->len, form->kind);
}

// The vowel that was read at the end of a piece: evidence, unless it was lost or made a digit.
static float read_nats(const struct persons *p, uint32_t at) {
    const esc_span raw = esc_piece_raw(&p->work->units, &p->work->pieces.pieces[p->pieces[at]]);
    const char last = esc_doc_text(p->work->doc, raw)[raw.len - 1];
    return last == 'a' ? p->a_nats : last == 'o' ? p->o_nats : 0;
}

static bool is_given(const esc_form *form) { return form && form->classes & ESC_LEX_GIVEN; }

static float given_nats(const struct persons *p, uint32_t at) {
    static const char *const women[] = {
        "Amparo",    "Beatriz", "Belén", "Berenice", "Carmen",  "Consuelo", "Dolores",   "Edith",
        "Elizabeth", "Esther",  "Inés",  "Irene",    "Isabel",  "Itzel",    "Judith",    "Karen",
        "Leonor",    "Leticia", "Luz",   "Maribel",  "Marisol", "Mercedes", "Monserrat", "Noemí",
        "Pilar",     "Raquel",  "Rocío", "Ruth",     "Socorro", "Yazmín"};
    static const char *const men[] = {
        "Abel",     "Abraham",  "Adrián",  "Agustín", "Andrés",    "Benjamín", "Borja",   "Cuauhtémoc",
        "César",    "Daniel",   "David",   "Efraín",  "Emmanuel",  "Enrique",  "Esteban", "Felipe",
        "Fermín",   "Fidel",    "Gabriel", "Germán",  "Héctor",    "Isaías",   "Israel",  "Iván",
        "Jaime",    "Javier",   "Jesús",   "Joaquín", "Joel",      "Jorge",    "José",    "Juan",
        "Julián",   "Leonel",   "Luca",    "Luis",    "Manuel",    "Martín",   "Miguel",  "Moisés",
        "Nicolás",  "Noé",      "Omar",    "Óscar",   "Pascual",   "Rafael",   "Ramón",   "Raúl",
        "Rubén",    "Salvador", "Samuel",  "Saúl",    "Sebastián", "Simón",    "Tomás",   "Ulises",
        "Valentín", "Vicente",  "Víctor",  "Ángel",   "Óscar"};
    static const char *const neither[] = {"Guadalupe", "Milagro",  "Nicola", "Refugio",
                                          "Rosario",   "Sagrario", "Santana"};
    const esc_form *form = p->forms[at];
    if (LISTED(form, women)) return NAME_NATS;
    for (size_t i = 0; i < sizeof men / sizeof *men; i++)
        if (!strcmp(form->text, men[i])) return -NAME_NATS;
    if (LISTED(form, neither) || !vowel_of(form)) return 0;
    const esc_form *twin = twin_of(p->work, form);
    const float sign = vowel_of(form) == 'a' ? 1 : -1;
    if (!is_given(twin)) return sign * NAME_NATS;
    const float more =
        fminf(fmaxf(form->log_frequency - twin->log_frequency, -MOST_PRIOR_NATS), MOST_PRIOR_NATS);
    return read_nats(p, at) + sign * more;
}

static float title_nats(const struct persons *p, uint32_t at) {
    static const char *const men[] = {"Don", "Dr",     "Profr",    "Señor", "Sr",
                                      "don", "doctor", "profesor", "señor"};
    static const char *const women[] = {"Doña",    "Dra",  "Profra",    "Señora", "Sra",
                                        "doctora", "doña", "profesora", "señora"};
    const esc_form *form = p->forms[at];
    if (LISTED(form, men)) return -ARTICLE_NATS;
    if (LISTED(form, women)) return ARTICLE_NATS;
    return vowel_of(form) ? read_nats(p, at) : 0;
}

// What could be read as an article of a person: lo is la.
static float article_nats(const esc_form *form) {
    static const char *const men[] = {"Al", "Del", "El", "al", "del", "el"};
    static const char *const women[] = {"La", "Lo", "la", "lo"};
    return LISTED(form, men) ? -ARTICLE_NATS : LISTED(form, women) ? ARTICLE_NATS : 0;
}

static bool is_office(const struct persons *p, uint32_t at) {
    const esc_form *form = p->forms[at];
    if (is_given(form) || !esc_guard_is_office(form)) return false;
    const esc_form *twin = twin_of(p->work, form);
    return twin && esc_guard_gender(form, twin);
}

static bool is_participle(const esc_form *form) {
    static const char *const stems[] = {"acreditad", "adscrit", "designad", "encargad", "invitad", "nombrad"};
    if (form->kind != ESC_TOKEN_WORD) return false;
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
        if (strlen(stems[i]) + 1u == form->len && !memcmp(form->text, stems[i], form->len - 1u)) return true;
    return false;
}

// Técnico, behind an office; no verb: in small letters only what is none.
static bool is_adjective(const struct persons *p, uint32_t at) {
    static const char *const stems[] = {"académic",   "adjunt",  "administrativ", "ciudadan",
                                        "ejecutiv",   "interin", "jurídic",       "operativ",
                                        "propietari", "públic",  "técnic"};
    if (at >= p->count) return false;
    const esc_form *form = p->forms[at], *twin = twin_of(p->work, form);
    static const unsigned names = ESC_LEX_GIVEN | ESC_LEX_SURNAME;
    if (!twin || (form->classes | twin->classes) & names) return false;
    if (form->kind == ESC_TOKEN_CAPITAL)
        return form->log_frequency > ADJECTIVE_LOG_FREQUENCY && twin->log_frequency > ADJECTIVE_LOG_FREQUENCY;
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
        if (strlen(stems[i]) + 1u == form->len && !memcmp(form->text, stems[i], form->len - 1u)) return true;
    return false;
}

static bool in_name(const esc_form *form) {
    static const char *const particles[] = {"de", "del", "la", "las", "los", "y"};
    if (LISTED(form, particles)) return true;
    return form->kind == ESC_TOKEN_CAPITAL && form->letters > 1 && !(form->classes & ESC_LEX_TITLE) &&
           (!form->classes || form->classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME));
}

// Gives the piece the ending of gender, if the scan reads what stands there for it.
static void turn(struct persons *p, uint32_t at, bool woman, esc_edit_class class) {
    esc_work *work = p->work;
    const esc_form *form = p->forms[at], *twin = twin_of(work, form);
    if (!twin || (vowel_of(form) == 'a') == woman) return;
    esc_piece *piece = &work->pieces.pieces[p->pieces[at]];
    const esc_span raw = esc_piece_raw(&work->units, piece);
    const char *read = esc_doc_text(work->doc, raw);
    if (raw.len == twin->len && !memcmp(read, twin->text, raw.len)) { // it was so before the decoder
        piece->change_count = 0;
    } else {
        if (!(woman ? p->to_a : p->to_o) || read[raw.len - 1] != (woman ? 'o' : 'a')) return;
        esc_change *change = esc_piece_change(piece, class, ESC_BY_RULE, twin->text, GENDER_CONFIDENCE);
        if (!change) return;
        change->confusion = woman ? "a→o" : "o→a";
    }
    p->forms[at] = twin;
}

struct said { // of a person, outside the name
    uint32_t at[MOST_SAID];
    int count;
    float nats, agrees_nats;
};

static void say(const struct persons *p, struct said *said, uint32_t at) {
    if (said->count == MOST_SAID) return;
    said->at[said->count++] = at;
    said->nats += read_nats(p, at);
}

// What an office and the adjective behind it tell of a person whose office is mostly named by gender.
static float said_nats(const struct said *said) {
    const float other = expf(-said->agrees_nats);
    return logf((expf(said->nats) + other) / (1 + other * expf(said->nats)));
}

static void agree(struct persons *p, const struct said *said, bool woman) {
    const float sign = woman ? 1 : -1;
    if (sign * said->nats + said->agrees_nats < LEAST_NATS) return;
    for (int i = 0; i < said->count; i++) turn(p, said->at[i], woman, ESC_EDIT_REALWORD);
}

static void read_office(const struct persons *p, uint32_t at, struct said *ret) {
    say(p, ret, at);
    if (is_adjective(p, at + 1)) say(p, ret, at + 1);
}

static bool is_text(const struct persons *p, uint32_t at, const char *text) {
    return at < p->count && !strcmp(p->forms[at]->text, text);
}

// Cultura Ciudadana: the adjective of something else.
static bool belongs_to_noun(const struct persons *p, uint32_t at) {
    return at && p->forms[at - 1]->kind == ESC_TOKEN_CAPITAL && !is_office(p, at - 1) && is_adjective(p, at);
}

// Offices before what names the person: "Consejera Electoral: Mtra. Irene", "la regidora Macrina".
static float office_before(const struct persons *p, uint32_t at, struct said *ret) {
    if (at && is_text(p, at - 1, ":")) at--;
    for (uint32_t back = 1; back <= 2 && back <= at; back++)
        if (is_office(p, at - back)) {
            if (back == 2 && !is_adjective(p, at - 1) && p->forms[at - 1]->kind > ESC_TOKEN_CAPITAL) return 0;
            if (belongs_to_noun(p, at - back)) return 0;
            read_office(p, at - back, ret);
            return at > back ? article_nats(p->forms[at - back - 1]) : 0;
        }
    return 0;
}

// A row of two people: what begins the next row is said of the other one.
static bool is_second_in_row(const struct persons *p, uint32_t first) {
    for (const esc_unit *u = esc_work_unit(p->work, p->pieces[first]); !u->first; u--)
        if (esc_unit_is_across(u - 1, u)) return true;
    return false;
}

// The person whose given name stands at first; gives where the name ends.
static uint32_t judge_person(struct persons *p, uint32_t first) {
    uint32_t end = first, names = 0;
    while (end < p->count && end - first < MOST_NAMES && in_name(p->forms[end]))
        names += p->forms[end++]->kind == ESC_TOKEN_CAPITAL;
    if (names < LEAST_NAMES) return first + 1;
    struct said before = {.agrees_nats = OFFICE_AGREES_NATS}, after = before, participle = before;
    participle.agrees_nats = PARTICIPLE_AGREES_NATS;
    uint32_t head = first; // where title and given name begin
    bool stop = first && is_text(p, first - 1, ".");
    if (first > stop && p->forms[first - 1u - stop]->classes & (ESC_LEX_TITLE | ESC_LEX_ABBREVIATION) &&
        !belongs_to_noun(p, first - 1u - stop))
        head = first - 1u - stop;
    float nats = given_nats(p, first);
    if (head < first) nats += title_nats(p, head);
    const float article = head ? article_nats(p->forms[head - 1]) : 0;
    nats += article + office_before(p, head - (article != 0), &before);
    uint32_t at = end + (is_text(p, end, ",") || is_text(p, end, "."));
    if (at < p->count && is_office(p, at) && !is_participle(p->forms[at]) &&
        !(esc_work_unit(p->work, p->pieces[at])->first && is_second_in_row(p, first))) {
        read_office(p, at, &after);
        at += (uint32_t)after.count;
        at += is_text(p, at, ",");
    }
    if (at < p->count && is_participle(p->forms[at])) say(p, &participle, at);
    nats += said_nats(&before) + said_nats(&after) + said_nats(&participle);
    if (fabsf(nats) < CERTAIN_NATS) return end;
    const bool woman = nats > 0;
    if (head < first && vowel_of(p->forms[head])) turn(p, head, woman, ESC_EDIT_REALWORD);
    if (is_given(twin_of(p->work, p->forms[first]))) turn(p, first, woman, ESC_EDIT_NAME);
    if (end - first >= BOTH_GIVEN) {
        const float second = given_nats(p, first + 1) + (woman ? GIVEN_AGREES_NATS : -GIVEN_AGREES_NATS);
        if ((second > LEAST_NATS && woman) || (second < -LEAST_NATS && !woman))
            if (is_given(twin_of(p->work, p->forms[first + 1]))) turn(p, first + 1, woman, ESC_EDIT_NAME);
    }
    agree(p, &before, woman);
    agree(p, &after, woman);
    agree(p, &participle, woman);
    return end;
}

// "La Secretaria Técnico", without a name.
static void judge_office(struct persons *p, uint32_t at) {
    const float nats = at ? article_nats(p->forms[at - 1]) : 0;
    struct said said = {.agrees_nats = ARTICLE_NATS};
    if (!nats || !is_adjective(p, at + 1)) return;
    read_office(p, at, &said);
    agree(p, &said, nats > 0);
}

void esc_work_repair_persons(esc_work *work) {
    const esc_channel *channel = &work->channel;
    struct persons p = {.work = work,
                        .to_a = esc_channel_shows(channel, 'o', 'a'),
                        .to_o = esc_channel_shows(channel, 'a', 'o')};
    if (!p.to_a && !p.to_o) return;
    const float o_for_a = esc_channel_rate(channel, 'o', 'a'), a_for_o = esc_channel_rate(channel, 'a', 'o');
    p.a_nats = logf((1 - o_for_a) / a_for_o);
    p.o_nats = logf(o_for_a / (1 - a_for_o));
    p.pieces = esc_alloc(work->pieces.pieces_count * sizeof *p.pieces + 1);
    p.forms = esc_alloc(work->pieces.pieces_count * sizeof *p.forms + 1);
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const esc_piece *piece = &work->pieces.pieces[i];
        if (!piece->unit_count) continue;
        const esc_form *form = esc_work_raw_form(work, i);
        if (!form) {
            size_t len;
            const char *text = esc_piece_text(work->doc, &work->units, piece, &len);
            if (!len || memchr(text, ' ', len)) continue;
            form = esc_forms_intern(&work->forms, text, len);
        }
        p.pieces[p.count] = i;
        p.forms[p.count++] = form;
    }
    for (uint32_t at = 0; at < p.count;) {
        const esc_form *form = p.forms[at];
        if (form->kind == ESC_TOKEN_CAPITAL && (is_given(form) || is_given(twin_of(work, form))) &&
            !(at && in_name(p.forms[at - 1]) && p.forms[at - 1]->kind == ESC_TOKEN_CAPITAL)) {
            at = judge_person(&p, at);
            continue;
        }
        if (is_office(&p, at)) judge_office(&p, at);
        at++;
    }
    free(p.pieces);
    free(p.forms);
}
