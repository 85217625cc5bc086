// SPDX-License-Identifier: GPL-3.0-or-later
// Quorum: whether it was declared, and how many were said to be there.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fields/counts.h"
#include "fields/numbers.h"
#include "fields/phrases.h"
#include "fields/reader.h"
#include "fields/sentences.h"

enum { ROLL_REACH = 150, FIRST_POINTS = 2 };

static const char *const declarations[] = {
    "suficiente|suficientes|bastantes|bastante para ~2 quorum",
    "numero suficiente|bastante|necesario para ~2 valid@|celebrar|sesionar|constitu*|deliberar",
    "legalmente|formalmente|validamente instalad@",
    "declar@|declara|declarando|declarar|declarandose ~6 instalad@|abiert@|iniciad@ ~3 sesion",
    "declar@|declarad@|declarando|declararon|declarandose ~7 quorum",
    "cumplio|cumple|cumplido|satisfecho|satisfizo|alcanzo|alcanzado|reunio|reune|reunido|acredito|constato|"
    "constatado|haber|"
    "existe|existiendo|hay|habia|hubo|habiendo|existencia|cuenta|contando|contar|tiene|integra|constituye|"
    "certifica|"
    "certifico|confirma|"
    "confirmo|verificada|verificado ~4 quorum",
    "verificad@|comprobad@|constatad@|acreditad@ ~4 valid@|legal constitucion",
    "con el? quorum legal|suficiente|requerido|necesario|bastante|reglamentario|estatutario|exigido|minimo",
    "previ@ verificacion|comprobacion|constatacion ~2 quorum",
    "con el? quorum de reglamento|ley|rigor|estatuto",
    "da|daba|hacer|hizo|hace|hicieron|dio|informo|manifesto|certifica|determino|determina|tenia|tienen|"
    "contaba|"
    "cuentan|contaban|conto|conta@|concurrir|concurriendo|logro|comprobo|comprobado|comprobada|verifico|"
    "existia|"
    "integrarse|integrado|integro|cubierto|anuncio|constituido ~4 quorum",
    "validamente|legalmente|formalmente constituid@|constituye|reunid@|integrad@",
    "constituye|constituyo|constituid@|queda|quedo validamente|legalmente|formalmente",
    "quorum legal|suficiente|requerido|necesario ~4 sesionar|iniciar|instalar|celebrar|sesion",
    "declar@|declara|declarando|declarandose valid@|validamente ~2 instalacion|sesion|reunion|asamblea|junta",
    "inici*|abr*|abiert@|comenz*|comienz*|sesion*|instal* ~4 con el? quorum",
    // "hay número para sesionar", "podía celebrarse con plena validez", "puede sesionar con los que están"
    "hay|habia|existe|existia|habiendo|existiendo|hubo|reunido|reuniendo|con ~1 numero "
    "legal|suficiente|bastante|"
    "reglamentario|estatutario|necesario|para",
    "pueden|puede|podia|podian|podra|podran|procede ~3 sesionar|celebrarse|constituirse|deliberar|instalarse "
    "~3 "
    "valid*|legal*|quorum|resolver|presentes|asistentes|esten|estan",
    "presente|presentes|asistencia|concurrencia|reunida|reunidos|representada ~2 mayoria ~12 "
    "sesion|instalad@|"
    "abiert@|quorum",
    "quorum :? si|legal|completo|suficiente|reglamentario|valido",
    "quorum se cumpl*|cubr*|acredit*|constat*|verific*|complet*|alcanz*|integr*|reun*|conform*",
    "es|siendo|son numero suficiente|bastante|legal",
    "quorum : conforme|cumplido|cubierto|verificado|acreditado|existente|hay|existe",
    "quorum : se cumple|verifica|verifico|constata|acredita|declara",
    "sesion quedo|queda instalad@",
    "instala|instalo|instalada|abierta legalmente? la sesion",
    "quorum ~1 fue|es|era|quedo|queda|resulto|esta|estaba|estuvo "
    "legal|suficiente|decisorio|deliberatorio|deliberativo|acreditado|cubierto|constituido|integrado|"
    "completo|"
    "cumplido|reglamentario|satisfecho|verificado|confirmado|establecido|reunido",
    "quorum ~2 se? tuvo|tiene|dio|da por acreditado|cumplido|satisfecho|cubierto|reunido|verificado",
    "constituyeron|constituyen|forman|formaron|integran|integraron|hicieron|completaron el? quorum",
    // "Con el quórum que pide el artículo 26, abre la sesión", "con siete de diez, podía sesionar y decidir"
    "con el quorum que ~12 abre|abrio|abren|inicia|inicio|instala|instalo",
    "con ese|este|esto|dicho|tal quorum se? puede|podia|pueden|podian|procede|instala",
    "que ~6 hacen|hace|hacian|hacia|forman|forma|completan el? quorum",
    "numero que ~5 quorum",
    "con el? quorum de # ~4 se? inici*|abr*|instal*",
    "podia|puede|podian|pueden sesionar|deliberar y|, decidir|resolver|deliberar|acordar",
    "numero de miembros|integrantes|asistentes|soci@s que ~2 exig*|requier*|establec*|senal*|marc*|pid*",
};
// These only before the agenda: "viendo que había mayoría, abrió la sesión".
static const char *const openings[] = {
    "hay|habia|hubo|existe|existia|existiendo|habiendo|reunida ~1 mayoria",
    "se declaro|declar@|tuvo|tiene ~2 abierta|instalada|constituida|iniciada",
    "mayoria requerida|necesaria|legal|suficiente|reglamentaria para sesionar|deliberar|iniciar",
};
static const char *const denials[] = {
    "no ~2 exist*|hay|haya|hubo|hub*|hab*|cuent*|cont*|reun*|alcanz*|complet*|logr*|integr*|obt*|conform*|"
    "dio|da|form@|tien*|tuv* ~4 quorum",
    "falta|inexistencia|carece|carecer|sin de? ~1 quorum",
};
static const char *const intentions[] = {
    "verificar|constatar|corroborar|revisar|comprobar si|la|el ~3 quorum",
    "quorum exigido|requerido|necesario|minimo es|sera|de"};

// Where it is no fact: a rule, a condition, what is still to be seen.
static const char *const conditions[] = {
    "exige|exigen|exigia|exigir*|requiere*|requeria*|requerir*|mitad|si|caso|cuando|art|articulo|necesit*",
    "minimo|falta*|solicit*|pedir|deber*|permite|permita|permitir*|sin",
    "para verificar|constatar|comprobar|determinar|establecer",
};
// What answers, behind "verificar el quórum" or the heading of that point, that it was there.
static const char *const answers[] = {
    "lo hay|habia|hubo",
    "si ~1 lo? hay|habia|hubo|existe|existia|cuenta|contaba|contamos|tiene|tenia|tenemos|reune|cumple",
    "con el mismo",
    "posible|puede|pueden|podia|podian ~1 deliberar|decidir|sesionar|resolver",
    "mism@ que|cual ~2 se? declar*|existe|existia|fue|cumpl*|cubr*|constat*|verific*",
    "se declara|declaro|declarandose|constata|constato|verifica|verifico|cumple|cumplio|acredita|acredito",
};
enum { TELLING_REACH = 9, SENTENCE_REACH = 40, SHORTEST_SENTENCE = 5, ANSWER_REACH = 24, DENIED_REACH = 7 };

static esc_pattern_set declares = ESC_PATTERNS(declarations), opens = ESC_PATTERNS(openings),
                       denies = ESC_PATTERNS(denials), intends = ESC_PATTERNS(intentions),
                       supposes = ESC_PATTERNS(conditions), replies = ESC_PATTERNS(answers);

// "declara que no hay quórum", "se acordó esperar al no haber quórum": between the verb at `at` and the word
// stands a no.
static bool denied(const esc_stream *s, uint32_t at) {
    bool no = false;
    for (uint32_t i = at; i < at + DENIED_REACH && i < s->atoms_count; i++) {
        if (esc_count_names_quorum(s, i)) return no;
        no |= esc_atom_is(&s->atoms[i], "no|sin|falta");
    }
    return false;
}

// "Verificación del quórum. La Presidenta manifestó que sí se cuenta con el mismo", "solicita verificar el
// quórum; contesta que lo hay".
static bool answered(const esc_stream *s, uint32_t at) {
    if (!esc_count_names_quorum(s, at)) return false;
    bool asked = false;
    for (uint32_t i = at > TELLING_REACH ? at - TELLING_REACH : 0; i < at; i++)
        asked |= esc_atom_is(&s->atoms[i], "verific*|declar*|comprob*|constat*|pregunt*|consult*|solicit*");
    for (uint32_t i = at + 1; asked && i < at + ANSWER_REACH && i < s->atoms_count; i++) {
        if (esc_atom_is(&s->atoms[i], "no") || esc_stream_sign(s, i, ';')) return false;
        if (esc_stream_first(s, i) && s->rows[s->atoms[i].row].gap) return false;
        if (esc_cursor_any(s, i, &replies)) return true;
    }
    return false;
}

// "… lo que permitió alcanzar el quórum", "verificándose que había quórum": the word in a sentence that has
// a verb of finding or being beside it, and neither denies nor supposes it.
static bool told_in_sentence(const esc_stream *s, uint32_t at) {
    if (!esc_count_names_quorum(s, at)) return false;
    uint32_t from = esc_sentence_from(s, at, SENTENCE_REACH), to = esc_sentence_to(s, at, SENTENCE_REACH);
    if (to - from < SHORTEST_SENTENCE) return false;
    // "existía quórum, según el artículo 22": where the verb is right before it, what follows supposes
    // nothing
    bool told = false, right = at > from && esc_count_tells(s, at - 1);
    for (uint32_t i = from; i < to; i++) {
        uint32_t far = i < at ? at - i : i - at;
        if (far > TELLING_REACH) continue;
        // "el quórum que exigen las reglas", "el quórum mínimo", "el quórum establecido en el artículo 22"
        bool which =
            i > at && (esc_atom_is(&s->atoms[i - 1], "que") || esc_atom_is(&s->atoms[i], "art|articulo") ||
                       (i == at + 1 && esc_atom_is(&s->atoms[i], "minimo")));
        if (!which && !(right && i > at) && esc_cursor_any(s, i, &supposes)) return false;
        if (esc_cursor_any(s, i, &denies)) return false;
        told |= esc_count_tells(s, i);
    }
    return told;
}

// Verbs that only a telling has, besides those in -ó, -aron and -ieron.
static const char finite_verbs[] =
    "hubo|hay|habia|existe|existia|dio|dieron|tuvo|fue|hizo|estuvo|estan|estaban|cuenta|cuentan|"
    "contaba|contamos|conto|tenemos|tiene|constata|certifica|informa|manifiesta|declara|registra|"
    "verifica|comprueba|asisten|concurren|encuentran|encuentra|satisface|cumple|reune|reunen|"
    "instala|abre|inicia|comunica|senala|indica|da|queda|paso|declaro|informo";

static bool tells_verb(const esc_atom *atom) {
    size_t len = strlen(atom->text);
    if (atom->shape != ESC_SHAPE_LOWER) return false;
    return (len > 4 && !strcmp(atom->text + len - 2, "ó")) ||
           (len > 5 && !strcmp(atom->text + len - 4, "aron")) ||
           (len > 6 && !strcmp(atom->text + len - 5, "ieron"));
}

// Where a point of the agenda begins to tell what was done: behind its heading, "1. Quórum. Se constata que
// …", or at once in the tense that only tellings have, "1.- El señor Alcalde, comprobado el quórum, abrió la
// sesión". Its end where it only says what is to be done.
static uint32_t told_from(const esc_stream *s, const esc_point *point) {
    uint32_t tail = point->to;
    for (uint32_t i = point->from; i < point->to && i < s->atoms_count; i++) {
        const esc_atom *atom = &s->atoms[i];
        if (tells_verb(atom)) return tail < i ? tail : point->from;
        if (tail < i && esc_atom_is(atom, finite_verbs)) return tail;
        bool row = i > point->from + 1 && esc_stream_first(s, i) && atom->shape != ESC_SHAPE_LOWER &&
                   !esc_phrase_link(&s->atoms[i - 1]);
        bool stop = i > point->from && i + 1 < point->to && esc_atom_is(atom, ".|:|;");
        if (tail == point->to && (row || stop)) tail = row ? i : i + 1;
    }
    return point->to;
}

// The agenda's points while atoms are walked from the first to the last.
typedef struct walk {
    const esc_reader *r;
    uint32_t next; // point
    uint32_t from, to, told;
} walk;

// Whether what stands at `at` may tell: outside of the agenda, or in a point that goes on to. *ret_heading:
// it is the heading of such a point.
static bool may_tell(walk *w, uint32_t at, bool *ret_heading) {
    const esc_section *agenda = &w->r->sections.agenda;
    *ret_heading = false;
    if (at < agenda->from || at >= agenda->to) return true;
    const esc_points *points = &w->r->points;
    while (at >= w->to && w->next < points->items_count) {
        const esc_point *point = &points->items[w->next++];
        if (point->to <= at) continue;
        w->from = point->from, w->to = point->to, w->told = told_from(&w->r->body, point);
    }
    bool within = at >= w->from && at < w->to && w->told < w->to;
    *ret_heading = within && at < w->told;
    return within;
}

// "1°) QUÓRUM: se registra la presencia de quince representantes, con lo cual …": how many were there, and no
// no.
static bool counted(const esc_stream *s, uint32_t from, uint32_t to) {
    bool out = false;
    for (uint32_t at = from; at < to; at++) {
        if (esc_atom_is(&s->atoms[at], "no|sin|falta|faltan")) return false;
        out |= esc_count_there(s, at);
    }
    return out;
}

static void read_declared(esc_reader *r) {
    const esc_stream *s = &r->body;
    uint32_t yes = ESC_NONE, no = ESC_NONE;
    walk points = {.r = r};
    for (uint32_t at = 0; at < r->sections.closing.from && yes == ESC_NONE; at++) {
        bool heading;
        if (!may_tell(&points, at, &heading)) continue;
        if (answered(s, at)) {
            yes = at;
            break;
        }
        if (esc_cursor_any(s, at, &intends)) {
            at += 3; // to the word, which may be answered
            continue;
        }
        if (no == ESC_NONE && esc_cursor_any(s, at, &denies)) {
            no = at;
            at += 6;
        } else if (esc_cursor_any(s, at, &declares)) {
            if (denied(s, at)) {
                if (no == ESC_NONE) no = at;
                at += DENIED_REACH;
            } else {
                yes = at;
            }
        } else if (at && esc_stream_sign(s, at - 1, ',') &&
                   esc_cursor_looking_at(s, at, "numero suficiente|bastante|necesario")) {
            yes = at; // in apposition to those who are there
        } else if (heading && esc_count_names_quorum(s, at) && counted(s, points.told, points.to)) {
            yes = at;
        } else if ((!heading && told_in_sentence(s, at)) || esc_count_labelled_quorum(s, at) != ESC_NONE ||
                   (at < r->sections.agenda.from && esc_cursor_any(s, at, &opens))) {
            yes = at;
        }
    }
    // "No existiendo quórum a las nueve … en segunda convocatoria se declara quórum": what came later holds.
    uint32_t at = yes != ESC_NONE ? yes : no;
    if (at == ESC_NONE) return;
    uint32_t to = at + 5 < s->atoms_count ? at + 5 : s->atoms_count;
    esc_reader_put(r, yes != ESC_NONE ? ESC_VALUE_TRUE : ESC_VALUE_FALSE, yes != ESC_NONE ? "true" : "false",
                   "quorum.declared", 0.9f, (esc_range){s, at, to}, "/quorum/declared");
}

static void read_present(esc_reader *r) {
    const esc_stream *s = &r->body;
    int best = 2;
    uint32_t from = ESC_NONE, to = 0, present = 0;
    walk points = {.r = r};
    for (uint32_t at = 0; at < r->sections.closing.from; at++) {
        uint32_t n, stop;
        if (!esc_count_may_begin(s, at)) continue;
        esc_cursor year = esc_cursor_on(s, at, s->atoms_count);
        if (esc_number_year(&year, &n)) { // its last words are no count: dos mil diecinueve
            at = year.at - 1;
            continue;
        }
        bool heading;
        int weight;
        if (!may_tell(&points, at, &heading) || !esc_count_read(s, at, &n, &stop, &weight)) continue;
        if (at > r->sections.agenda.to + ROLL_REACH && !esc_cursor_looking_at(s, stop, "~12 quorum"))
            weight -= 5; // told of in the business: visitors, applicants
        if (at >= r->sections.agenda.from && at < r->sections.agenda.to && points.next > FIRST_POINTS)
            weight -= 5;
        if (weight > best) best = weight, from = at, to = stop, present = n;
        at = stop;
    }
    if (from == ESC_NONE) return;
    char text[16];
    uint32_t other = present; // "seis (5) integrantes"
    for (uint32_t at = from; at < to; at++) {
        esc_cursor c = esc_cursor_on(s, at + 1, to), before = esc_cursor_on(s, at ? at - 1 : 0, at);
        uint32_t again, first;
        if (esc_stream_sign(s, at, '(') && esc_number_any(&before, &first) && first == present &&
            esc_number_any(&c, &again) && esc_stream_sign(s, c.at, ')'))
            other = again;
    }
    // "5 de 4 integrantes": more than there are
    esc_cursor whole = esc_cursor_on(s, from, s->atoms_count);
    uint32_t said, all;
    const bool more = esc_number_any(&whole, &said) && said == present &&
                      esc_cursor_match(&whole, "de l@s|sus?") && esc_number_any(&whole, &all) &&
                      all < present && !esc_cursor_looking_at(s, whole.at, "de|del ~2 " ESC_MONTHS);
    const float sure = (best > 5 ? 0.9f : 0.75f) * (other == present && !more ? 1 : ESC_DOUBTED);
    snprintf(text, sizeof text, "%u", present);
    esc_reader_put(r, ESC_VALUE_INTEGER, text, "quorum.present", sure, (esc_range){s, from, to},
                   "/quorum/present")
        ->flagged = other != present || more;
    if (other == present) return;
    snprintf(text, sizeof text, "%u", other);
    esc_reader_put_other(r, ESC_VALUE_INTEGER, text, "quorum.contradiction", (esc_range){s, from, to},
                         "/quorum/present");
}

void esc_read_quorum(esc_reader *r) {
    if (r->sections.notice) return; // nobody has met yet
    read_declared(r);
    read_present(r);
}

uint32_t esc_present_told(const esc_reader *r, uint32_t *ret_named, esc_field **ret) {
    esc_field *present = NULL;
    *ret_named = 0;
    for (uint32_t i = 0; i < r->doc->fields_count; i++) {
        const char *pointer = esc_doc_text(r->doc, r->doc->fields[i].pointer);
        if (!strcmp(pointer, "/quorum/present") && !present) present = &r->doc->fields[i];
        const size_t len = strlen(pointer);
        *ret_named += !strncmp(pointer, "/attendees/", 11) && len > 5 && !strcmp(pointer + len - 5, "/name");
    }
    if (ret) *ret = present;
    return present ? (uint32_t)strtoul(esc_doc_text(r->doc, present->value), NULL, 10) : 0;
}

void esc_check_present(esc_reader *r) {
    enum { LEAST = 3, MOST = 25 }; // of a larger meeting not all are named
    esc_field *present;
    uint32_t named;
    const uint32_t told = esc_present_told(r, &named, &present);
    if (told <= named || named < LEAST || told > MOST || present->flagged ||
        (r->body_key && strstr(r->body_key, "asamblea")))
        return;
    present->flagged = 1, present->confidence *= ESC_DOUBTED;
    char text[16];
    snprintf(text, sizeof text, "%u", named);
    esc_reader_put_other(r, ESC_VALUE_INTEGER, text, "quorum.attendees", (esc_range){0}, "/quorum/present");
}
