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
    size_t len = strlen(given->norm);
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
