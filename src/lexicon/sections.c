// SPDX-License-Identifier: GPL-3.0-or-later
#include "lexicon/sections.h"

#include <string.h>

#include "base/distance.h"
#include "base/utf8.h"

static const esc_section sections[] = {
    {ESC_GLOSSARY_ACRONYM, "siglas", "acronimos acronyms", true, true,
     "IECM = Instituto Electoral de la Ciudad de México"},
    {ESC_GLOSSARY_INSTITUTION, "instituciones", "institutions", false, false, "Instituto Nacional Electoral"},
    {ESC_GLOSSARY_ORGAN, "órganos", "areas comites comisiones organs", false, false,
     "Unidad Técnica de Asuntos Jurídicos"},
    {ESC_GLOSSARY_OFFICE, "cargos", "puestos offices", false, false,
     "Secretario Ejecutivo | Secretaria Ejecutiva"},
    {ESC_GLOSSARY_TITLE, "tratamientos", "titulos titles", false, false, "Mtro. | Mtra."},
    {ESC_GLOSSARY_INSTRUMENT, "ordenamientos", "leyes normas instruments", false, false,
     "Ley General de Archivos"},
    {ESC_GLOSSARY_WORD, "palabras", "words", false, true, "georreferenciación"},
    {ESC_GLOSSARY_ABBREVIATION, "abreviaturas", "abbreviations", true, false, "fracc. = fracción"},
    {ESC_GLOSSARY_PERSON, "personas", "persons", false, false, "María Inés Ocampo Tzuc"},
    {ESC_GLOSSARY_GIVEN, "nombres", "given", false, false, "Xóchitl"},
    {ESC_GLOSSARY_SURNAME, "apellidos", "surnames", false, false, "Villanueva"},
    {ESC_GLOSSARY_PLACE, "lugares", "places", false, false, "Azcapotzalco"},
};
enum { COUNT = sizeof sections / sizeof *sections };

// Lower case without accents.
static void fold(const char *text, size_t len, esc_buf *out) {
    for (const char *p = text, *end = text + len; p < end;) {
        char utf8[ESC_UTF8_MAX];
        esc_buf_put(out, utf8, esc_utf8_put(utf8, esc_utf8_unaccent(esc_utf8_lower(esc_utf8_next(&p, end)))));
    }
}

static bool among(const char *names, const char *name) {
    size_t n = strlen(name);
    for (const char *p = names; *p; p += strspn(p, " ")) {
        size_t len = strcspn(p, " ");
        if (len == n && !memcmp(p, name, n)) return true;
        p += len;
    }
    return false;
}

const esc_section *esc_section_lookup(const char *name, size_t len) {
    ESC_AUTOBUF wanted = {0};
    fold(name, len, &wanted);
    for (int i = 0; i < COUNT; i++) {
        ESC_AUTOBUF own = {0};
        fold(sections[i].name, strlen(sections[i].name), &own);
        if (!strcmp(esc_buf_text(&own), esc_buf_text(&wanted))) return &sections[i];
        if (among(sections[i].others, esc_buf_text(&wanted))) return &sections[i];
    }
    return NULL;
}

const esc_section *esc_section_of(esc_glossary_kind kind) {
    for (int i = 0; i < COUNT; i++)
        if (sections[i].kind == kind) return &sections[i];
    return NULL;
}

const esc_section *esc_section_nearest(const char *name, size_t len) {
    ESC_AUTOBUF wanted = {0};
    fold(name, len, &wanted);
    const esc_section *best = NULL;
    size_t best_distance = 4; // further away is another word
    for (int i = 0; i < COUNT; i++) {
        ESC_AUTOBUF own = {0};
        fold(sections[i].name, strlen(sections[i].name), &own);
        size_t d = esc_distance(esc_buf_text(&own), own.len, esc_buf_text(&wanted), wanted.len);
        if (d < best_distance) best_distance = d, best = &sections[i];
    }
    return best;
}

void esc_section_names(esc_buf *out) {
    for (int i = 0; i < COUNT; i++) esc_buf_printf(out, "%s[%s]", i ? ", " : "", sections[i].name);
}
