// SPDX-License-Identifier: GPL-3.0-or-later
#include "correct/guards.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { MOST_BYTES = 48, LEAST_HUNDREDS = 10 }; // doscientos

static int compare(const void *a, const void *b) { return strcmp(a, *(const char *const *)b); }

// Hundreds have a gender, that of a noun further on: ochocientas mil pesetas.
static bool is_hundreds(const char *text) {
    static const char *const heads[] = {"dos", "tres", "cuatro", "seis", "sete", "ocho", "nove"};
    if (!strncmp(text, "quinient", 8)) return !strcmp(text + 8, "os") || !strcmp(text + 8, "as");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        const size_t len = strlen(heads[i]);
        if (!strncmp(text, heads[i], len))
            return !strcmp(text + len, "cientos") || !strcmp(text + len, "cientas");
    }
    return false;
}

static bool is_held(const esc_form *form) {
    // Sorted by bytes.
    static const char *const held[] = {
        "abril",      "abstenciones", "abstención", "agosto",    "catorce",    "cero",    "cien",
        "ciento",     "cinco",        "cincuenta",  "contra",    "cuarenta",   "cuatro",  "diciembre",
        "diecinueve", "dieciocho",    "diecisiete", "dieciséis", "diez",       "doce",    "dos",
        "enero",      "favor",        "febrero",    "jamás",     "julio",      "junio",   "marzo",
        "mayo",       "mil",          "millones",   "millón",    "ni",         "ninguna", "ninguno",
        "no",         "noventa",      "noviembre",  "nueve",     "nunca",      "ochenta", "ocho",
        "octubre",    "once",         "quince",     "seis",      "septiembre", "sesenta", "setenta",
        "si",         "siete",        "sin",        "sí",        "trece",      "treinta", "tres",
        "veinte",
    };
    char text[MOST_BYTES];
    if (form->letters > 14 || !strchr("acdefjmnoqstv", *form->text | ('a' ^ 'A'))) return false;
    if (!esc_form_lowered(form, text, sizeof text)) return false;
    return (form->len >= LEAST_HUNDREDS && is_hundreds(text)) ||
           bsearch(text, held, sizeof held / sizeof *held, sizeof *held, compare);
}

// A form's answers are kept with it: it is asked again and again, and no form is const itself.
bool esc_guard_holds(const esc_form *form) {
    if (!form->held) ((esc_form *)form)->held = (uint8_t)(1 + is_held(form));
    return form->held > 1;
}

// The ending that carries gender: "o", "a", "os", "as"; the rest's length goes to ret_stem.
static char gender_of(const char *text, size_t *ret_stem) {
    size_t len = strlen(text);
    if (len && text[len - 1] == 's') len--;
    if (len < 3) return 0;
    *ret_stem = len - 1;
    return text[len - 1] == 'o' ? 'm' : text[len - 1] == 'a' ? 'f' : 0;
}

// Whether it may: the same by its last bytes, as cheap as it gets.
static char gender_at_end(const esc_form *form) {
    const unsigned char case_bit = 'a' ^ 'A';
    size_t len = form->len;
    if (len && (form->text[len - 1] | case_bit) == 's') len--;
    const char last = len ? (char)(form->text[len - 1] | case_bit) : 0;
    return last == 'o' ? 'm' : last == 'a' ? 'f' : 0;
}

char esc_guard_ending(const esc_form *form) {
    if (!gender_at_end(form)) return 0;
    char text[MOST_BYTES];
    size_t stem;
    return esc_form_lowered(form, text, sizeof text) ? gender_of(text, &stem) : 0;
}

// Writes the stem that both have to `text` where so.
static bool are_twins(const esc_form *a, const esc_form *b, char text[MOST_BYTES], size_t *stem) {
    char other[MOST_BYTES];
    size_t other_stem = 0;
    if (a->letters != b->letters) return false;
    char gender = gender_at_end(a), other_gender = gender_at_end(b);
    if (!gender || !other_gender || gender == other_gender) return false;
    if (!esc_form_lowered(a, text, MOST_BYTES) || !esc_form_lowered(b, other, MOST_BYTES)) return false;
    gender = gender_of(text, stem), other_gender = gender_of(other, &other_stem);
    return gender && other_gender && gender != other_gender && *stem == other_stem &&
           !memcmp(text, other, other_stem) && !strcmp(text + *stem + 1, other + other_stem + 1);
}

bool esc_guard_twins(const esc_form *a, const esc_form *b) {
    char text[MOST_BYTES];
    size_t stem = 0;
    return are_twins(a, b, text, &stem);
}

// Whether a stem is a person's by what he does.
static bool is_office(const char *text, size_t stem) {
    static const char *const persons[] = {
        "abogad",     "acreditad",    "adscrit",      "alumn",    "apoderad", "arquitect",
        "candidat",   "ciudadan",     "comisionad",   "compañer", "consejer", "decan",
        "delegad",    "designad",     "diputad",      "emplead",  "encargad", "enfermer",
        "funcionari", "hij",          "ingenier",     "invitad",  "letrad",   "licenciad",
        "magistrad",  "maestr",       "miembr",       "ministr",  "nombrad",  "notari",
        "secretari",  "prosecretari", "subsecretari", "síndic",   "tesorer",  "vicedecan",
    };
    for (size_t i = 0; i < sizeof persons / sizeof *persons; i++)
        if (strlen(persons[i]) == stem && !memcmp(text, persons[i], stem)) return true;
    return false;
}

bool esc_guard_is_office(const esc_form *form) {
    char text[MOST_BYTES];
    size_t stem = 0;
    return gender_at_end(form) && esc_form_lowered(form, text, sizeof text) && gender_of(text, &stem) &&
           is_office(text, stem);
}

bool esc_guard_gender(const esc_form *a, const esc_form *b) {
    char text[MOST_BYTES];
    size_t stem = 0;
    return are_twins(a, b, text, &stem) && (a->classes & b->classes & ESC_LEX_GIVEN || is_office(text, stem));
}

static char asks(const esc_form *form) {
    static const char *const male[] = {"al",   "aquel", "del",     "el", "ese",
                                       "este", "los",   "nuestro", "un", "unos"};
    static const char *const female[] = {"aquella", "esa", "esta", "la", "las", "nuestra", "una", "unas"};
    char text[MOST_BYTES];
    if (form->letters > 8 || !esc_form_lowered(form, text, sizeof text)) return 0;
    if (bsearch(text, male, sizeof male / sizeof *male, sizeof *male, compare)) return 'm';
    return bsearch(text, female, sizeof female / sizeof *female, sizeof *female, compare) ? 'f' : 0;
}

char esc_guard_asks(const esc_form *form) {
    if (!form->asks) ((esc_form *)form)->asks = (uint8_t)(1 + asks(form));
    return (char)(form->asks - 1);
}
