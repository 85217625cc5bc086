// SPDX-License-Identifier: GPL-3.0-or-later
// What the stages of one document's correction share, and the stages in their order.
#pragma once

#include <string.h>

#include "correct/channel.h"
#include "correct/forms.h"
#include "correct/piece.h"

enum { ESC_ARC_WORDS = 6 };

// Another reading of one unit or of several.
typedef struct esc_arc {
    const esc_candidate *candidate;
    const esc_form **forms; // what it says; further ones where it is split, NULL behind the last
    uint32_t span;          // units that it covers
    float cost_nats;        // of the channel
    uint8_t class;          // esc_edit_class
    bool witnessed;         // the engine itself thought of it
} esc_arc;

// The readings of a unit besides leaving it alone.
typedef struct esc_arcs {
    esc_arc *arcs;
    uint32_t arcs_count;
} esc_arcs;

typedef struct esc_work {
    const esc_lexicon *lexicon;
    const esc_lm *lm;
    const esc_correct_options *options;
    esc_doc *doc;
    esc_channel channel; // as this document has it
    esc_units units;
    esc_forms forms;
    esc_form **form_of; // of each unit
    uint32_t *places;   // all forms', one's behind the other's
    esc_arcs *arcs_of;  // of each unit, until they are chosen from
    esc_pieces pieces;
    uint32_t *mirrored_lines; // those that mirrored.c took out, in order
    uint32_t mirrored_lines_count, mirrored_lines_cap;
    uint32_t *line_bytes;                 // of each line: esc_work_line_length
    uint32_t *paragraph_start;            // of each line, the first unit of its paragraph: paragraphs.c
    float *local_nats[ESC_CHANNEL_RULES]; // cost of an active rule by line, NULL where it is the document's
    uint32_t full_line_bytes;             // endings.c
    bool edge_cut, edge_stroked;          // what the edge of the pages does to the ends of lines, likewise
    float stroke_nats;                    // of a stroke behind a word there
    bool verbatim;                        // what is said stands behind who says it
    bool in_capitals;                     // written so all over (paragraphs.c)
    bool was_read;                        // by an engine: esc_work_tell_read
    bool narrates;                        // nobody speaks for himself
    struct esc_own_acronyms *acronyms;    // once asked for: own_acronyms.h
    const struct esc_echoes *echoes;      // of a first decoding, for the second one; NULL: none
    esc_arena *arena;                     // texts of candidates and changes, until the document is done
} esc_work;

// A unit's raw text. Lent.
static inline const char *esc_work_text(const esc_work *work, uint32_t unit, size_t *ret_len) {
    esc_span raw = work->units.units[unit].raw;
    *ret_len = raw.len;
    return esc_doc_text(work->doc, raw);
}

// What a unit is as a word. Lent.
static inline esc_form *esc_work_form(const esc_work *work, uint32_t unit) { return work->form_of[unit]; }

// The first unit of a piece. Lent.
static inline const esc_unit *esc_work_unit(const esc_work *work, uint32_t piece) {
    return &work->units.units[work->pieces.pieces[piece].first_unit];
}

// What that unit is as a word. Lent.
static inline const esc_form *esc_work_first_form(const esc_work *work, uint32_t piece) {
    return work->form_of[work->pieces.pieces[piece].first_unit];
}

// The piece behind one, past those that were joined with it; pieces_count: none.
static inline uint32_t esc_work_next(const esc_work *work, uint32_t piece) {
    do piece++;
    while (piece < work->pieces.pieces_count && !work->pieces.pieces[piece].unit_count);
    return piece;
}

// What a piece says now. Lent.
static inline const char *esc_work_piece_text(const esc_work *work, uint32_t piece, size_t *ret_len) {
    return esc_piece_text(work->doc, &work->units, &work->pieces.pieces[piece], ret_len);
}

// The form of a piece that says what was read, and is of one unit; NULL: none such, or no such piece. Lent.
static inline const esc_form *esc_work_raw_form(const esc_work *work, uint32_t piece) {
    if (piece >= work->pieces.pieces_count) return NULL;
    const esc_piece *p = &work->pieces.pieces[piece];
    return p->unit_count == 1 && esc_piece_is_raw(p) ? work->form_of[p->first_unit] : NULL;
}

// What a piece covers, as it was read. Lent.
static inline const char *esc_work_raw_text(const esc_work *work, uint32_t piece, size_t *ret_len) {
    const esc_span raw = esc_piece_raw(&work->units, &work->pieces.pieces[piece]);
    *ret_len = raw.len;
    return esc_doc_text(work->doc, raw);
}

// Whether a piece is read so, letter by letter.
static inline bool esc_work_says(const esc_work *work, uint32_t piece, const char *text) {
    const esc_form *form = esc_work_raw_form(work, piece);
    return form && *form->text == *text && !strcmp(form->text, text); // most differ at once
}

// A capitalised name of the lists stands at unit, on the line.
static inline bool esc_work_is_name(const esc_work *work, uint32_t unit, uint32_t line) {
    return unit < work->units.units_count && work->units.units[unit].line == line &&
           work->form_of[unit]->kind == ESC_TOKEN_CAPITAL &&
           work->form_of[unit]->classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME);
}

// Whether nothing parts a piece from the one before it in its line.
static inline bool esc_work_is_glued(const esc_work *work, uint32_t piece) {
    return piece < work->pieces.pieces_count && work->pieces.pieces[piece].unit_count &&
           esc_unit_is_glued(esc_work_unit(work, piece));
}

// mirrored.c, first of all: whether rows were found that the paper's other side left, which are junk from
// then on; their units are gone, the forms not up to date.
bool esc_work_drop_mirrored(esc_work *work);
// neighbors.c: whether what stands before or behind a unit holds it as it is against that reading of it.
bool esc_work_neighbors_hold(const esc_work *work, uint32_t unit, const esc_form *read,
                             const esc_form *meant);
// neutral.c: words with an ending for every gender are right in a document that writes several.
void esc_work_keep_neutral(esc_work *work);
// adapt.c: the document's own rates, from words that the lexicon does not know.
void esc_work_adapt(esc_work *work);
// Places in a form where rule would have made a non-word of it (form: not doubtful).
float esc_rule_places(const esc_work *work, const esc_rule *rule, const esc_form *form);
// bursts.c: local_nats, where the confusions come in bursts.
void esc_work_localize(esc_work *work);
// quotes.c: which units are quoted.
void esc_work_mark_quotes(esc_work *work);
// foreign.c: whether a form is a frequent word of another language and no Spanish one; which units are
// foreign.
bool esc_form_is_foreign(const esc_form *form);
void esc_work_mark_foreign(esc_work *work);
// endings.c: the document's rate of letters lost or added at the ends of lines; what is meant by one; the
// marks left of letters there.
void esc_work_count_endings(esc_work *work);
void esc_work_propose_ending(esc_work *work, uint32_t unit);
void esc_work_propose_article(esc_work *work, uint32_t unit);
void esc_work_clean_endings(esc_work *work);
// Whether the unit at the end of a line is a frequent word together with what begins the next one.
bool esc_goes_on_below(const esc_work *work, uint32_t unit);
// Whether a paragraph begins at unit: what stands before does not tell what comes.
bool esc_breaks_before(const esc_work *work, uint32_t unit);
// surprise.c: which units are surprising.
void esc_work_find_surprises(esc_work *work);
// names.c: candidates from elsewhere in the document, before the search adds its own.
void esc_work_offer_names(esc_work *work);
// Whether of two forms that the document has, `own` is surely the print and the other one its misreading:
// each time that either stands it was read as it is, or for the other. Pachaj, and Pochaj twice, are neither
// where a and o are both taken for each other. Of two, what alone the lexicon knows is the print.
bool esc_work_is_print(const esc_work *work, const esc_form *own, const esc_form *other);
// shapes.c, after decoding: digits and l, I within words that nothing else mended.
void esc_work_repair_shapes(esc_work *work);
// strokes.c, after decoding: l and O for the digits of numbers.
void esc_work_repair_strokes(esc_work *work);
// Whether a lone O or o stands where votes are counted, "y O en contra": no word.
bool esc_work_counts_votes(const esc_work *work, uint32_t unit);
// Whether what votes are counted as begins at unit: "en contra", "abstenciones", "votos en contra".
bool esc_work_counts_from(const esc_work *work, uint32_t unit);
// noughts.c, after decoding: letters for figures, where only these can stand; before codes.
void esc_work_repair_noughts(esc_work *work);
// Whether a year stands at a piece, by what is said before it.
bool esc_work_dates_year(const esc_work *work, uint32_t piece);
// amounts.c: what stands behind an amount's groups of three, parted by `group`: its end, or the mark before
// its last two figures; NULL where text is no such amount.
const char *esc_amount_cents(const char *text, char group);
// titles.c, after decoding: titles before given names.
void esc_work_repair_titles(esc_work *work);
// Whether what stands before a stop in its line may be the title it ends: "Lic . Olivera".
bool esc_work_has_title(const esc_work *work, uint32_t stop);
// offices.c: offices that lost their accent and are another word without it.
void esc_work_repair_offices(esc_work *work);
// twins.c: candidates for rare words that one slip makes of frequent ones.
void esc_work_offer_twins(esc_work *work);
// splits.c: candidates with the blanks that were lost; the channel's rate of them.
void esc_work_offer_splits(esc_work *work);
// witness.c: what the engine thought of besides for a unit, as candidates; none for most.
void esc_work_witnesses(esc_work *work, uint32_t unit, esc_candidates *ret);
// candidates.c: whether a hyphen at the end of a line parts the unit's word: each half stays (but hyphens.c).
bool esc_work_is_parted(const esc_work *work, uint32_t unit);
// arcs_of.
void esc_work_propose(esc_work *work);
// joins.c: those of units that were one word, from unit on.
void esc_work_propose_joins(esc_work *work, uint32_t unit);
// One more reading of a unit, copied, or an arc's cost lowered to it; NULL where it is not allowed. Lent
// until the next one.
esc_arc *esc_work_offer(esc_work *work, uint32_t unit, const esc_candidate *candidate);
// decode.c: chooses among the arcs; every unit becomes part of a piece. On bad scans twice, the second time
// with what the document says elsewhere (echoes.h).
void esc_work_decode(esc_work *work);
// codes.c: torn codes and years, lists' numbers; before punctuation.
void esc_work_repair_codes(esc_work *work);
// acronyms.c: figures for letters in codes, behind codes; acronyms that are another one of the document but
// for a letter, behind templates.
void esc_work_repair_acronyms(esc_work *work);
void esc_work_match_acronyms(esc_work *work);
// amounts.c: their marks, and blanks within them; behind codes.
void esc_work_repair_amounts(esc_work *work);
// moods.c: whether a word is a subjunctive that somebody asked for, which the text meant would make a future.
bool esc_work_keeps_mood(const esc_work *work, uint32_t unit, const char *meant);
// worded.c: lists that count in words.
void esc_work_repair_worded(esc_work *work);
// fillers.c: rows of hyphens that fill a line.
void esc_work_repair_fillers(esc_work *work);
// years.c: mil in years told in words.
void esc_work_repair_years(esc_work *work);
// glued.c: words and figures that ran together, parted as the document has them elsewhere; behind
// all that look at what was read.
void esc_work_repair_glued(esc_work *work);
// templates.c: codes after the document's own patterns; behind marks.c, which looks at what was read.
void esc_work_follow_templates(esc_work *work);
// siblings.c: parts of codes that count in Roman numerals; behind acronyms.c and templates.c.
void esc_work_count_siblings(esc_work *work);
// numerals.c: Roman numerals of lists and behind words that ask for them; before marks.
void esc_work_repair_numerals(esc_work *work);
// chapters.c: those that count behind the same word all over the document; behind numerals.
void esc_work_count_chapters(esc_work *work);
// ordinals.c: lists that count 1º, 2º; whether there are any.
bool esc_work_repair_ordinals(esc_work *work);
// figures.c: numbers of lists beyond recognition, by their places; behind sections.c.
void esc_work_count_figures(esc_work *work);
// renumber.c: numbers that the engine lost at the heads of a list's rows; last of all lists.
void esc_work_renumber(esc_work *work);
// signs.c: the I of initials, the @ of addresses, the l at words' ends.
void esc_work_repair_signs(esc_work *work);
// parts.c: parts of points in Roman numerals, III.1; behind numerals, before sections.
void esc_work_repair_parts(esc_work *work);
// sections.c: points in two parts, 4.1; after ordinals, before marks.
void esc_work_repair_sections(esc_work *work);
// terms.c: terms of a year, 2016-II; behind codes.
void esc_work_repair_terms(esc_work *work);
// letters.c: lists whose items are lettered, a) b) c); before marks.
void esc_work_repair_letters(esc_work *work);
// marks.c: number signs, ordinals, stops of lists, bullets; before punctuation.
void esc_work_repair_marks(esc_work *work);
// verbs.c: whether what is said stands behind who says it, all over the document; and whether somebody says a
// verb of himself there, which was no third person's.
bool esc_work_is_verbatim(const esc_work *work);
bool esc_work_is_spoken(const esc_work *work, uint32_t unit, const esc_form *meant);
// Whether nobody speaks for himself in the document, outside of quotation marks.
bool esc_work_narrates(const esc_work *work);
// Whether what was read is a third person of the verb whose first one is meant, behind who does it.
bool esc_work_keeps_person(const esc_work *work, uint32_t unit, const esc_form *read, const esc_form *meant);
// What somebody says of himself, whoever narrates: "De todo lo cual, como Secretario, certifico." (what he
// certified would follow), "creo que" (who created something is followed by it).
bool esc_work_attests(const esc_work *work, uint32_t unit);
// After decoding: first persons where a third one speaks.
void esc_work_repair_verbs(esc_work *work);
// enclitics.c, after decoding: articles glued to the infinitive before them.
void esc_work_part_enclitics(esc_work *work);
// persons.c, after decoding: the gender of what is said of a person right behind the name.
void esc_work_repair_persons(esc_work *work);
// case.c: function words' capitals, after decoding.
void esc_work_lower_capitals(esc_work *work);
// heads.c: words that lost their first letters, after decoding.
void esc_work_restore_heads(esc_work *work);
// accents.c: names that lost their accent among others that have theirs, after decoding.
void esc_work_accent_names(esc_work *work);
// capitals.c: names beside names; articles among capitals; after decoding.
void esc_work_raise_names(esc_work *work);
void esc_work_raise_letters(esc_work *work);
// serifs.c: words that begin with an I that looks small, after decoding.
void esc_work_raise_serifs(esc_work *work);
// sixes.c: 6 read as ó, strokes before years, after decoding.
void esc_work_repair_sixes(esc_work *work);
// degrees.c: degrees in initials, after decoding.
void esc_work_repair_degrees(esc_work *work);
// points.c: lists that count 1.º, hyphens that lost their blank; before sections.
void esc_work_repair_points(esc_work *work);
// framed.c: names that stand between the same two names elsewhere, after decoding; before alike.c.
void esc_work_match_framed(esc_work *work);
// alike.c: names of the document but for one capital, after decoding.
void esc_work_match_names(esc_work *work);
// flecks.c: accents that nobody wrote, after decoding.
void esc_work_drop_flecks(esc_work *work);
// ballots.c: headings and crosses of tables in which votes are marked, after decoding.
void esc_work_repair_ballots(esc_work *work);
// numbers.c: the signs and strokes of papers' numbers; behind marks.
void esc_work_repair_numbers(esc_work *work);
// hour_words.c: hours and minutes told in words, behind esc_work_tell_read.
void esc_work_repair_hours(esc_work *work);
// hours.c: "Alas 10 horas", after decoding.
void esc_work_part_hours(esc_work *work);
// lines.c: finds margin marks and junk lines, before decoding; drops the marks, after it; drops the lines,
// and those that mirrored.c found, last of all.
void esc_work_mark_junk(esc_work *work);
// Whether other bars stand in the line of a unit that is one: then they part a table's cells.
bool esc_work_rules_cells(const esc_work *work, uint32_t unit);
void esc_work_drop_junk(esc_work *work);
void esc_work_drop_lines(esc_work *work);
// hyphens.c: words parted at the ends of lines, after decoding.
void esc_work_mend_hyphens(esc_work *work);
// torn.c: words that a mark tears apart; before what drops marks.
void esc_work_mend_torn(esc_work *work);
// seams.c: specks in the places of blanks, blanks lost behind marks; before punctuation.
void esc_work_mend_seams(esc_work *work);
// The first or last word that a piece says; NULL where it says none (punctuation.c).
const esc_form *esc_work_word(esc_work *work, uint32_t piece, bool last);
// What the language model has seen before a piece (punctuation.c).
esc_context esc_work_context_before(esc_work *work, uint32_t piece);
// specks.c: drops the mark that is this piece, with words before and behind it, where it is a speck, or makes
// the comma of it that it was; whether it did. By punctuation.c.
bool esc_work_drop_speck(esc_work *work, uint32_t mark);
// "… por unanimidad. o": a letter that ends its line, with nothing below it to go on with: dirt.
bool esc_work_is_edge_letter(const esc_work *work, const esc_unit *unit);
// stops.c: full stops behind the numbers of lists; by marks.c. Whether the comma that is this piece was a
// full stop; by punctuation.c.
void esc_work_repair_list_stops(esc_work *work);
bool esc_work_is_stop(const esc_work *work, uint32_t comma);
// paragraphs.c, after punctuation: those that end in a comma, or in no mark, where the others end in a stop.
void esc_work_stop_paragraphs(esc_work *work);
// The bytes of the line that a unit stands in, and how long the lines near it are at most.
uint32_t esc_work_line_length(const esc_work *work, uint32_t unit);
uint32_t esc_work_width_near(const esc_work *work, uint32_t unit);
// pauses.c, last of all that look at punctuation: which mark stands behind a word, by models and the
// document.
void esc_work_judge_pauses(esc_work *work);
// edges.c: opening marks down a page's edge that are dirt; before punctuation.
void esc_work_clean_edges(esc_work *work);
// dashes.c: the stop and dash behind headings and speakers; before punctuation.
void esc_work_repair_dashes(esc_work *work);
// punctuation.c: full stops for commas, blanks before marks.
void esc_work_punctuate(esc_work *work);
// Suggests only what a typist, and no scan, may have left out.
void esc_work_spare_typist(esc_work *work);
// was_read: the channel shows a scan, or something was mended so far that nobody types so. One slip of
// whoever typed makes it true, so it is for what does a typed paper no harm. Numerals that read as others
// (outline.c), colons (specks.c), strokes ("trabajador/a", seams.c), stops behind headings (paragraphs.c),
// accents of names (flecks.c) and nouns like verbs ("un Comando", case.c) came to harm by it: they ask
// esc_channel_is_scan or esc_channel_is_typed.
void esc_work_tell_read(esc_work *work);
// What it would tell now; others are not told before their turn.
bool esc_work_seems_read(esc_work *work);
