// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a person is a man or a woman, by the title and the given name.
#include <string.h>

#include "fields/names.h"

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
