// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/titles.h"

#include <string.h>

#include "fields/numbers.h"

enum { MOST_SPECKS = 3 };

static const char titles[] =
    "lic|licda|lcda|lcdo|licdo|mtr@|mtra|dr|dra|ing|arq|profr|profra|prof|profa|cp|"
    "cpa|lae|mvz|qfb|psic|biol|bach|quim|tec|gral|"
    "cap|sr|sra|srta|don|dona|abog|lc|mc|md|me|mi|act|lcp|lcc|senor|senora|reg|enf|cmte|tte|cnel|"
    "ciudadan@|licenciad@|maestr@|doctor|"
    "doctora|ingenier@|profesor|profesora|arquitect@|lics|mtros|mtras|dres|ings|ph|"
    "phd|od|med|vet|c|cc|ciudadan@s|d|dª|dº|dna|dn|excm@|ilm@|iltm@|ilustrisim@|excelentisim@|dip|sen|"
    "diputad@|esc|cr|cra|mg|mag|mgr|mgs|msc|mba|srita|sor|fray|fr|pbro|padre|ab|abg|econ|ec|lda|ldo|brs|ftal|"
    "tnte|mons|not|sres|sras|tco|agr|ps|enf|qf|an|cura|est|br|blg@|cdor|cdora|mgtr|mgt|tnlg@|tlg@|cpc|esp|"
    "odont|escriban@|"
    "hn@|rvdo|crnl|sgto|subtte|dn|eco|soc|nut|cmdte|cjal|cjala|cpn|agron|geol|geog|bioq|kine|obst|zoot|"
    "pedag|antrop|hist|cont|farm|insp|cbo|tnlgo|tnlga|rev|brig|univ|agrim|obs|conc|"
    "inspector|inspectora|subinspector|subinspectora|mgd@|perit@|capt|capitan|sargento|suboficial|"
    "subprefect@|subcomisari@";
static const char plural_titles[] = "brs|cc|ciudadan@s|lics|mtros|mtras|dres|ings|sres|sras";
// Of these short ones only a dot makes a title.
static const char dotted_titles[] =
    "eco|soc|bach|nut|esc|cr|cra|mg|mag|ab|ec|econ|not|an|ps|tco|agr|fr|sen|dip|med|od|vet|d|me|mi|"
    "nut|geol|geog|bioq|kine|obst|zoot|pedag|antrop|hist|cont|farm|insp|cbo|rev|brig|univ|agrim|obs|conc|"
    "md|mc|act|reg|cap|gral|dn|mons|qf|lc|est|br|blg@|mgt|tlg@|esp|hn@|cpc";

// In small letters only these stand before a name.
static const char spelled_titles[] =
    "licenciad@|maestr@|doctor|doctora|ingenier@|profesor|profesora|arquitect@|"
    "ciudadan@|ciudadan@s|senor|senora|don|dona|sor|padre|fray|diputad@|abogad@|escriban@";

// Trades that are titles only between an article and a name: "la química Ana Ruiz", "el patrullero Luis Paz".
static const char trades[] =
    "quimic@|enfermer@|patruller@|economista|senorita|contador|contadora|biolog@|psicolog@|medic@|agronom@|"
    "comandante|sargento|capitan|coronel|sociolog@|antropolog@|presbiter@|bachiller|veterinari@|"
    "odontolog@|geolog@|topograf@|pastor|reverend@|historiador|historiadora|notari@|mayor|cabo|farmaceutic@";

// Of these those that are no names.
static const char capital_trades[] = "quimic@|enfermer@|economista|biolog@|psicolog@|agronom@|sociolog@|"
                                     "antropolog@|odontolog@|geolog@|topograf@|"
                                     "historiador|historiadora|farmaceutic@|veterinari@|comandante|coronel";

bool esc_title_word(const esc_atom *atom) {
    if (atom->kind != ESC_ATOM_WORD) return false;
    return atom->shape == ESC_SHAPE_LOWER ? esc_atom_is(atom, spelled_titles) : esc_atom_is(atom, titles);
}

bool esc_title_short_name(const esc_stream *s, uint32_t at) {
    const esc_atom *atom = &s->atoms[at];
    return esc_atom_is(atom, "mª|mº|m.ª|franº|antº") ||
           (esc_atom_is(atom, "ma|fco|fca|gpe|fdo|ant|jph|gmo|sn|sta|sto") &&
            esc_stream_sign(s, at + 1, '.'));
}

bool esc_title_initial(const esc_atom *atom) {
    return atom->kind == ESC_ATOM_WORD && atom->shape == ESC_SHAPE_UPPER && !atom->norm[1];
}

// The Roman numeral that a row begins with, with a sign behind it; 0 where there is none.
static uint32_t row_numeral(const esc_stream *s, uint32_t row) {
    const uint32_t at = s->rows[row].first;
    if (s->rows[row].count < 3 || s->atoms[at].shape != ESC_SHAPE_UPPER || !s->atoms[at + 1].glued ||
        !esc_atom_is(&s->atoms[at + 1], ".|)"))
        return 0;
    return esc_number_roman(s->atoms[at].text, false);
}

bool esc_title_numeral(const esc_stream *s, uint32_t at) {
    enum { REACH = 4 };
    const uint32_t row = s->atoms[at].row;
    const uint32_t value = esc_stream_first(s, at) ? row_numeral(s, row) : 0;
    for (uint32_t k = 1; value && k <= REACH; k++)
        if ((row >= k && row_numeral(s, row - k) + 1 == value && value > 1) ||
            (row + k < s->rows_count && row_numeral(s, row + k) == value + 1))
            return true;
    return false;
}

// All that a title begins with, but for letters with dots.
#define SPELLED_OUT "contador|contadora|perit@|reverend@|tecnic@|tecnolog@|ingenier@|medic@"
static const char *const small[] = {spelled_titles, trades, SPELLED_OUT};
static const char *const capital[] = {titles, SPELLED_OUT, capital_trades};
static esc_pattern_set beginning_small = ESC_PATTERNS(small), beginning_capital = ESC_PATTERNS(capital);

// Most words are no title's: they are told at one look.
static bool may_begin(const esc_stream *s, uint32_t at) {
    return (esc_title_initial(&s->atoms[at]) && esc_stream_sign(s, at + 1, '.')) ||
           esc_cursor_any(s, at,
                          s->atoms[at].shape == ESC_SHAPE_LOWER ? &beginning_small : &beginning_capital);
}

// "Ing. Pesq. Ana Ruiz", "Téc. Adm. Luis Paz": the field of a degree, cut short behind it, where a name
// follows. Gives where it ends, or `at`.
static uint32_t over_field(const esc_stream *s, uint32_t at, uint32_t end) {
    const esc_atom *atom = &s->atoms[at];
    if (at + 2 >= end || atom->shape != ESC_SHAPE_CAPITAL || atom->glued || atom->wide ||
        atom->norm_len < 2 || atom->norm_len > 7 || !esc_stream_sign(s, at + 1, '.') ||
        !s->atoms[at + 1].glued || s->atoms[at + 2].glued || s->atoms[at + 2].shape == ESC_SHAPE_LOWER ||
        s->atoms[at + 2].kind != ESC_ATOM_WORD || esc_title_word(atom) || esc_title_short_name(s, at))
        return at;
    return at + 2;
}

uint32_t esc_title_end(const esc_stream *s, uint32_t at, uint32_t end) {
    if (!may_begin(s, at)) return at;
    esc_cursor c = esc_cursor_on(s, at, end);
    if (esc_cursor_match(&c, "contador|contadora public@") || esc_cursor_match(&c, "perit@ mercantil"))
        return c.at;
    bool master = esc_title_initial(&s->atoms[at]) && esc_stream_sign(s, at + 1, '.') && at + 3 < end &&
                  (s->atoms[at + 2].glued || esc_atom_is(&s->atoms[at + 2], "sc")) &&
                  esc_atom_is(&s->atoms[at + 2], "sc|ed|eng|phil|arch|ph|in") &&
                  esc_stream_sign(s, at + 3, '.'); // M.Sc.
    if (master) return at + 4;
    // "M. en C." and other letters with dots, at least two
    if (esc_title_initial(&s->atoms[at]) && esc_stream_sign(s, at + 1, '.')) {
        uint32_t i = at + 2, letters = 1;
        if (i < end && esc_atom_is(&s->atoms[i], "en") && i + 2 < end &&
            s->atoms[i + 1].shape != ESC_SHAPE_LOWER && esc_stream_sign(s, i + 2, '.')) {
            uint32_t to = i + 3; // "M. en C.Q."
            while (to + 1 < end && s->atoms[to].glued && esc_title_initial(&s->atoms[to]) &&
                   esc_stream_sign(s, to + 1, '.'))
                to += 2;
            return to;
        }
        while (i + 1 < end && esc_title_initial(&s->atoms[i]) && esc_stream_sign(s, i + 1, '.') &&
               !esc_stream_first(s, i)) {
            letters++;
            i += 2;
        }
        uint32_t sign = i; // "D.+* Ana", "D.2 Ana": the same, misread
        while (letters == 1 && sign < end && sign < i + MOST_SPECKS && s->atoms[sign].glued &&
               !s->atoms[sign].text[1] && strchr("+*?'\"2!%^", s->atoms[sign].text[0]))
            sign++;
        bool misread = sign > i && esc_atom_is(&s->atoms[at], "d") && sign < end && !s->atoms[sign].glued &&
                       s->atoms[sign].shape == ESC_SHAPE_CAPITAL;
        if (misread) return sign;
        if (letters == 1 && esc_atom_is(&s->atoms[at], "d") && i < end && s->atoms[i].glued &&
            (esc_atom_is(&s->atoms[i], "ª|º|°|a|o") || esc_stream_sign(s, i, '*')))
            return i + 1; // D.ª
        // "C. J. Jesús …": the second letter, apart and before a given name, is of the name
        bool given = letters == 2 && i < end && esc_atom_is(&s->atoms[at], "c") && !s->atoms[at + 2].glued &&
                     esc_atom_is(&s->atoms[at + 2], "j|m") && s->atoms[i].shape == ESC_SHAPE_CAPITAL;
        if (given) return at + 2;
        bool one = letters == 1 && esc_atom_is(&s->atoms[at], "c|d");
        if (letters > 1 || one) return i;
    }
    bool lower = s->atoms[at].shape == ESC_SHAPE_LOWER;
    if (lower && at && at + 1 < end && s->atoms[at + 1].shape == ESC_SHAPE_CAPITAL &&
        esc_atom_is(&s->atoms[at - 1], "el|la|al|del|,|y") && esc_atom_is(&s->atoms[at], trades))
        return at + 1;
    // "Representante de los vecinos: Bióloga Ana Ruiz"
    if (!lower && at && at + 1 < end && s->atoms[at].shape == ESC_SHAPE_CAPITAL &&
        s->atoms[at + 1].shape == ESC_SHAPE_CAPITAL && s->atoms[at - 1].kind == ESC_ATOM_SIGN &&
        strchr(":;", s->atoms[at - 1].text[0]) && esc_atom_is(&s->atoms[at], capital_trades))
        return at + 1;
    if (at + 1 < end && esc_cursor_looking_at(s, at, "reverend@ padre|madre|herman@")) return at + 2;
    // "Perito Agrónomo Luis Paz Roa", "Técnica Forestal …"
    if (at + 2 < end && esc_cursor_looking_at(s, at,
                                              "perit@|tecnic@|tecnolog@|ingenier@|medic@ agronom@|"
                                              "forestal|contador|contadora|agrimensor|agropecuari@|"
                                              "veterinari@|cirujan@|civil|quimic@|zootecnista"))
        return at + 2;
    if (!esc_title_word(&s->atoms[at])) return at;
    // "licenciado en derecho Luis Paz": the field, in small letters before a name
    if (at + 3 < end && s->atoms[at].norm_len > 5 && esc_atom_is(&s->atoms[at + 1], "en")) {
        enum { FIELD_WORDS = 4 };
        uint32_t to = at + 2;
        while (to < end && to < at + 2 + FIELD_WORDS && s->atoms[to].kind == ESC_ATOM_WORD &&
               s->atoms[to].shape == ESC_SHAPE_LOWER)
            to++;
        if (to > at + 2 && to < end && s->atoms[to].shape == ESC_SHAPE_CAPITAL &&
            !esc_atom_is(&s->atoms[to - 1], "el|la|los|las|de|del|en|y|a|al|con|por"))
            return to;
    }
    bool dot = esc_stream_sign(s, at + 1, '.') && at + 1 < end;
    // "Mg, Amparo …", "Ing; Jairo …": the dot, misread
    if (!dot && at + 2 < end && (esc_stream_sign(s, at + 1, ',') || esc_stream_sign(s, at + 1, ';')) &&
        s->atoms[at + 1].glued && esc_stream_begins(s, at) && strlen(s->atoms[at].norm) < 5 &&
        s->atoms[at + 2].shape == ESC_SHAPE_CAPITAL && !esc_stream_first(s, at + 2))
        dot = true;
    // "CPC Ana Ruiz Paz": letters in capitals before a name that is not
    if (!dot && at + 1 < end && s->atoms[at].shape == ESC_SHAPE_UPPER &&
        s->atoms[at + 1].shape == ESC_SHAPE_CAPITAL && !esc_stream_first(s, at + 1) &&
        !s->atoms[at + 1].wide && esc_atom_is(&s->atoms[at], "cpc|cpn|mba|lae|mvz|qfb|lcp|lcc|msc"))
        return at + 1;
    if (!dot && esc_atom_is(&s->atoms[at], dotted_titles)) return at;
    if (dot && at + 2 < end && s->atoms[at + 2].glued &&
        (esc_atom_is(&s->atoms[at + 2], "ª|º|°") || esc_stream_sign(s, at + 2, '*')))
        return at + 3;
    // "Dra. en Arq."
    if (dot && at + 4 < end && esc_atom_is(&s->atoms[at + 2], "en") &&
        s->atoms[at + 3].shape == ESC_SHAPE_CAPITAL && esc_stream_sign(s, at + 4, '.') &&
        s->atoms[at + 4].glued && strlen(s->atoms[at + 3].norm) < 6)
        return at + 5;
    if (dot && at + 4 < end && esc_stream_sign(s, at + 2, '(') && esc_stream_sign(s, at + 4, ')') &&
        esc_atom_is(&s->atoms[at + 3], "r|re|ret"))
        return at + 5; // "Cnel. (R)"
    if (dot) return over_field(s, at + 2, end);
    bool whole = strlen(s->atoms[at].norm) > 5 || esc_atom_is(&s->atoms[at], "don|dona");
    return whole || strlen(s->atoms[at].norm) > 1 ? at + 1 : at;
}

uint32_t esc_title_strange_end(const esc_stream *s, uint32_t at, uint32_t end) {
    const esc_atom *atom = &s->atoms[at];
    if (atom->kind != ESC_ATOM_WORD || atom->known || atom->listed || atom->shape == ESC_SHAPE_LOWER)
        return at;
    size_t len = strlen(atom->norm);
    bool may =
        !esc_atom_is(
            atom,
            "av|avda|blvd|carr|prol|urb|edif|col|mz|esq|jr|psje|pje|nro|num|tel|telf|art|inc|pag|cfr") &&
        len > 1 && len < 7 && at + 2 < end && esc_stream_sign(s, at + 1, '.') && s->atoms[at + 1].glued &&
        !s->atoms[at + 2].glued &&
        (!esc_stream_first(s, at + 2) || (!esc_stream_first(s, at) && !s->rows[s->atoms[at + 2].row].gap));
    return may && s->atoms[at + 2].shape == ESC_SHAPE_CAPITAL ? at + 2 : at;
}

bool esc_title_of_several(const esc_stream *s, uint32_t at, uint32_t end) {
    bool citizens = at + 3 < end && esc_cursor_looking_at(s, at, "c c") && s->atoms[at + 2].glued; // C.C.
    return citizens || esc_atom_is(&s->atoms[at], plural_titles);
}
