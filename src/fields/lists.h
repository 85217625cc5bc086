// SPDX-License-Identifier: GPL-3.0-or-later
// Numbered lists in the text: from the first mark on, only the mark that has to come next is believed.
#pragma once

#include "fields/echoes.h"
#include "fields/points.h"

// A letter's last word, in a row of its own or before who signs.
#define ESC_FAREWELL "atentamente|cordialmente|respetuosamente"

// Reads the list whose first mark is `first`, up to `end` at most, and appends its points to ret. Damaged
// marks are believed where their place in the sequence asks for them; a point whose mark is lost altogether
// is found again where the next mark leaves just one gap.
// whole: the paper holds nothing but points and the headings over them, so that the list goes on as long as
// any row further down bears a mark that may follow.
void esc_list_read(const esc_stream *stream, esc_arena *arena, esc_mark first, uint32_t end, bool whole,
                   esc_points *ret);

// True where atom `at` stands behind a sign that ends a sentence, or a point.
bool esc_list_parted(const esc_stream *stream, uint32_t at);

// The rows within `point`, and before `end`, where as many points as are `missing` begin, whose marks nobody
// can read, and where their texts do. False where other than `missing` rows may be those.
bool esc_list_lost(const esc_stream *stream, const esc_point *point, uint32_t end, uint32_t missing,
                   uint32_t *ret_at, uint32_t *ret_text);

// In a paper of points alone: gives back points whose broken marks stand where the numbers leave some out,
// and behind the last one, up to `end`.
void esc_list_restore(const esc_stream *stream, esc_arena *arena, uint32_t end, esc_points *points);

// Parts whose marks a scan broke, given back: rows within a point, behind a stop, that begin with as much as
// the number asks for that has to stand there.
void esc_list_split(const esc_stream *stream, esc_arena *arena, esc_points *points);

// Where most points are numbered 1º, 2º, so are those whose sign the scan lost; where most are i, ii, all
// are.
void esc_list_mend_numbers(const esc_stream *stream, esc_arena *arena, esc_points *points);

// The points of a text without a list of its own, each a heading over what was said of it: "PRIMERO. Acta de
// la sesión anterior. Se aprueba …". Searches from…end for the longest such sequence, of three at least.
// False where there is none.
bool esc_list_of_headings(const esc_stream *stream, esc_arena *arena, uint32_t from, uint32_t end,
                          esc_points *ret);

// A capital begins what stands at `at`: "Se", and "A" which is a word of one letter.
bool esc_list_capital(const esc_stream *stream, uint32_t at);

// Atom `at` begins the row below a short one that ended, as titles do, without a stop, and does not go on
// with it: "1. Acta anterior" / "Se aprueba …".
bool esc_list_title_ended(const esc_stream *stream, uint32_t at);

// Headings in capitals that say themselves what they number ("PUNTO 2. OBRAS"), or stand apart from what was
// said.
bool esc_list_worded(const esc_stream *stream, const esc_points *points);

// The first words of a list's first point stand at `at`, behind a mark: the business begins.
bool esc_list_said_again(const esc_stream *stream, const esc_point *first, uint32_t at);

// Takes "a) Comisión de Obras" out, in a row of its own between 9. and 10., as "b) …" is before 14.: headings
// over what is numbered through, and no points.
void esc_list_drop_headings(const esc_stream *stream, esc_points *points);

// How many points are no parts of others.
uint32_t esc_list_top(const esc_points *points);

// Whether what was read as a list are headings, all or but the first ones, over what was said.
bool esc_list_same_headings(const esc_stream *s, const esc_points *found, const esc_points *over);

// Rows from `from` on that each begin with what a scan left of a mark, at least four, some of which still
// read as the number that their place gives them.
bool esc_list_of_broken(const esc_stream *stream, esc_arena *arena, uint32_t from, uint32_t end,
                        esc_points *ret);

// A list below a heading that ends at `from`, of which only the second mark and what follows can be read;
// with the first point, where its text stands there.
bool esc_list_anchored(const esc_stream *stream, esc_arena *arena, uint32_t from, uint32_t end,
                       esc_points *ret);

// Paragraphs, or rows, from `from` on, most of which lost their marks: counted, where the marks that can be
// read agree with the count, up to the last of those. marked: by esc_marks_of_rows.
bool esc_list_by_places(const esc_stream *stream, esc_arena *arena, const esc_marks *marked, uint32_t from,
                        uint32_t end, esc_points *ret);

// What the list's points may be headed with again: the marks that rows of the stream begin with as they
// stand, in figures or Roman, in order.
void esc_marks_of_rows(const esc_stream *stream, esc_arena *arena, esc_marks *ret);

// Rows from `from` on that are shared out as points and parts as most of what can still be read, in the list
// and in headings further down that say its points again, speaks for.
bool esc_list_fitted(const esc_stream *stream, esc_arena *arena, const esc_headings *headings, uint32_t from,
                     uint32_t end, esc_points *ret);

// Rows below the last point that lost their marks: those that headings further down say again behind the
// numbers that go on.
void esc_list_end_by_titles(const esc_stream *stream, esc_arena *arena, uint32_t end, esc_points *points);

// Marks in rows of their own, over their texts, that a scan may have broken, from `from` on.
bool esc_list_of_lone(const esc_stream *stream, esc_arena *arena, uint32_t from, uint32_t end,
                      esc_points *ret);

// The paragraphs below a heading that bear no marks at all; at least two, each a sentence of its own. whole:
// as above.
bool esc_list_unmarked(const esc_stream *stream, uint32_t from, uint32_t end, bool whole, esc_points *ret);

// Rows that each begin with the same bullet; those without one go on with the point above. Two at least.
bool esc_list_bulleted(const esc_stream *stream, uint32_t from, uint32_t end, esc_points *ret);

// One paragraph of short lines, each of which begins in a capital and tells nothing; three at least.
bool esc_list_of_lines(const esc_stream *stream, uint32_t from, uint32_t end, esc_points *ret);

// Points that go on with what was said of them, or with what was resolved, are cut to what they are about:
// false where none do, and the list is one.
bool esc_points_cut(const esc_stream *stream, esc_points *points);

// In a paper that only calls a session: what is set further in below several points is said of them.
void esc_points_cut_remarks(const esc_stream *stream, esc_points *points);

// "4. Acuerdos" / "El presidente dio la bienvenida …": the row that begins at `at`, below one without a stop,
// begins to tell.
bool esc_list_told_below(const esc_stream *stream, uint32_t at);

// "… de la Justificación." / "Anexo Técnico …": a point before the last one goes on over what stands around
// the row's beginning at `at`, the last word above and the first two of the row; the stop between is a comma
// that a scan misread.
bool esc_list_ran_on(const esc_stream *stream, const esc_points *points, uint32_t at);

// Where all points before the last are one sentence each that ends in a stop at a row's end, or one row each
// without a stop, so is the last.
void esc_list_end_as_others(const esc_stream *stream, esc_points *points, bool whole);

// Where all points but one end their first rows in a seat, the column of a table whose blanks are lost, it is
// none of their texts.
void esc_points_cut_seats(const esc_stream *stream, esc_points *points);

// Takes signs and an "y" that only join it to the next from both ends of a point's text.
void esc_point_trim(const esc_stream *stream, esc_point *point);

// "q A Orden del Día — + 5": atoms from…to-1 are all that stands in their row but what a scan made of dirt.
bool esc_list_heading_among_specks(const esc_stream *stream, uint32_t from, uint32_t to);

// Whether the row that begins at `at` no longer belongs to the point before it.
bool esc_list_tells_on(const esc_stream *stream, uint32_t at);
