// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a person is a man or a woman, by the title and the given name.
#include <string.h>

#include "fields/names.h"

enum { CONFUSED = 3, CERTAIN = 3, ENOUGH = 2, LONGEST_GIVEN = 40 };

char esc_name_title_gender(const esc_reader *r, const esc_person_name *name) {
    const esc_stream *s = &r->body;
    for (uint32_t i = name->from; i < name->name_from; i++) {
        if (esc_atom_is(&s->atoms[i], "ª")) return 'f'; // D.ª
        if (esc_atom_is(&s->atoms[i],
                        "mtra|dra|profra|profa|licda|lcda|sra|srta|maestra|senora|senorita|abogada|companera|"
                        "doctora|licenciada|ingeniera|ciudadana|"
                        "arquitecta|contadora|dona|profesora|dª|dna|excma|ilma|srita|diputada|lda|cra|sor"))
            return 'f';
        if (esc_atom_is(
                &s->atoms[i],
                "mtro|dr|profr|sr|maestro|senor|abogado|companero|doctor|licenciado|ingeniero|ciudadano|don|"
                "excmo|ilmo|diputado|ldo|cr"))
            return 'm';
    }
    return 0;
}

bool esc_name_feminine(const esc_reader *r, const esc_person_name *name) {
    const esc_stream *s = &r->body;
    char gender = esc_name_title_gender(r, name);
    if (gender) return gender == 'f';
    const esc_atom *given = &s->atoms[name->name_from];
    size_t len = given->norm_len;
    if (len && given->norm[len - 1] == 'a')
        return !esc_atom_is(given, "bautista|borja|luca|joshua|garcia|nikita");
    return esc_atom_is(
        given,
        "carmen|guadalupe|rocio|beatriz|isabel|maribel|anabel|mabel|luz|raquel|ines|mercedes|dolores|lourdes|"
        "consuelo|rosario|socorro|amparo|remedios|nieves|milagros|angeles|esther|ester|ruth|edith|judith|"
        "lisbeth|"
        "lizbeth|elizabeth|yazmin|jazmin|pilar|marisol|soledad|leonor|noemi|xochitl|concepcion|asuncion|"
        "encarnacion|purificacion|consolacion|trinidad|caridad|natividad|piedad|flor|irene|selene|marlene|"
        "berenice|ivonne|yvonne|jacqueline|nicole|michelle|denisse|ivette|lidiette|matilde|clotilde|"
        "cleotilde|"
        "gladys|doris|iris|damaris|miriam|lilian|vivian|belen|karen|araceli|nelly|fanny|nancy|wendy|yorleny|"
        "marielos|yamileth|yamilet|mirian|lizeth|lisseth|janeth|jeannette|estefani|"
        "nayeli|citlali|itzel|aide|haydee|montserrat|monserrat|sonsoles|maite|abigail|yamile|salome");
}

const char *esc_gender_agreed(const esc_reader *r, const char *role, bool woman) {
    static const char *const nouns[] = {"secretari", "prosecretari", "consejer", "tesorer", "comisari"},
                             *const kinds[] = {"técnic",   "ejecutiv", "propietari", "alumn",
                                               "académic", "públic",   "profesor"};
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
        const size_t noun = strlen(nouns[i]);
        if (strncmp(role, nouns[i], noun) != 0 || !role[noun] || role[noun + 1] != ' ') continue;
        const char *rest = role + noun + 2;
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
            const size_t kind = strlen(kinds[k]);
            const bool bare = rest[kind] == ' ' || !rest[kind];
            if (strncmp(rest, kinds[k], kind) != 0 || (bare && strcmp(kinds[k], "profesor") != 0)) continue;
            const bool feminine = role[noun] == 'a', other = !bare && rest[kind] == 'a';
            if (feminine == other) return role;
            const char *tail = rest + kind + !bare, *end = woman                          ? "a"
                                                           : strcmp(kinds[k], "profesor") ? "o"
                                                                                          : "";
            return esc_arena_printf(r->arena, "%s%c %s%s%s", nouns[i], woman ? 'a' : 'o', kinds[k], end,
                                    tail);
        }
    }
    return role;
}

bool esc_gender_confused(const esc_reader *r) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < r->doc->edits_count && n < CONFUSED; i++) {
        const char *confusion = esc_doc_text(r->doc, r->doc->edits[i].confusion);
        n += !strcmp(confusion, "a→o") || !strcmp(confusion, "o→a");
    }
    return n == CONFUSED;
}

// How surely the first given name is a woman's (above 0) or a man's (below), where a and o may be each
// other's: certain where the lexicon has no such name of the other gender.
static int of_given(const esc_reader *r, const esc_atom *given) {
    const size_t len = strlen(given->text);
    const char last = len ? given->norm[given->norm_len - 1] : 0;
    const uint32_t at = (uint32_t)(given - r->body.atoms);
    const bool woman = esc_name_feminine(r, &(esc_person_name){.from = at, .name_from = at});
    if (esc_atom_is(given, "guadalupe|rosario|trinidad|natividad|milagros")) return 1; // or a man's
    if (woman && last != 'a') return CERTAIN;                                          // Ruth, Consuelo
    if (woman ? last != 'a' : last != 'o') return 0;                                   // Óscar, Borja
    const int sign = last == 'a' ? 1 : -1;
    if (!r->lexicon || len >= LONGEST_GIVEN || !strchr("aoAO", given->text[len - 1])) return sign;
    char other[LONGEST_GIVEN];
    memcpy(other, given->text, len + 1);
    const bool upper = given->shape == ESC_SHAPE_UPPER;
    other[len - 1] = last == 'a' ? (upper ? 'O' : 'o') : (upper ? 'A' : 'a');
    return (esc_name_classes(r, given) & ESC_LEX_GIVEN) &&
                   !(esc_lexicon_lookup(r->lexicon, other, len) & ESC_LEX_GIVEN)
               ? sign * CERTAIN
               : sign;
}

// The same of the title: what differs by more than an a and an o is certain.
static int of_title(const esc_reader *r, const esc_person_name *name) {
    const char gender = esc_name_title_gender(r, name);
    if (!gender) return 0;
    bool sure = false;
    for (uint32_t i = name->from; i < name->name_from; i++)
        sure |= esc_atom_is(&r->body.atoms[i],
                            "ª|dra|dr|sra|sr|srta|profra|profr|doctora|doctor|senora|senor|don|"
                            "dona");
    return (gender == 'f' ? 1 : -1) * (sure ? CERTAIN : 1);
}

// The word from…to-1 is one whose gender but an a or an o tells.
static bool by_one_letter(const char *from, size_t len) {
    static const char *const stems[] = {"secretari",  "prosecretari", "subsecretari", "consejer", "tesorer",
                                        "comisari",   "invitad",      "síndic",       "diputad",  "magistrad",
                                        "comisionad", "propietari",   "alumn",        "técnic",   "ejecutiv",
                                        "delegad",    "primer",       "segund",       "tercer",   "cuart",
                                        "quint",      "sext"};
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
        if (strlen(stems[i]) + 1 == len && !strncmp(from, stems[i], len - 1))
            return from[len - 1] == 'a' || from[len - 1] == 'o';
    return false;
}

const char *esc_gender_mended(const esc_reader *r, const esc_person_name *name, const char *role) {
    const int said = of_given(r, &r->body.atoms[name->name_from]) + of_title(r, name);
    if (said < ENOUGH && said > -ENOUGH) return role;
    char *out = esc_arena_strndup(r->arena, role, strlen(role));
    for (char *word = out; *word;) {
        const size_t len = strcspn(word, " ");
        if (!strncmp(word, "de", len) || !strncmp(word, "del", len)) break; // whose secretary
        if (by_one_letter(word, len)) word[len - 1] = said > 0 ? 'a' : 'o';
        word += len + (word[len] == ' ');
    }
    return out;
}
