// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>

#include "base/paths.h"
#include "correct/correct.h"
#include "correct/numerals.h"
#include "correct/own_acronyms.h"
#include "correct/work.h"

struct esc_corrector {
    const esc_lexicon *lexicon;
    esc_lm *lm;
    esc_chars *chars;
    esc_classes *classes;
    esc_correct_options options;
    esc_channel channel; // background
    char *models;
};

int esc_corrector_new(const esc_lexicon *lexicon, const esc_correct_options *options, esc_corrector **ret,
                      esc_err *err) {
    const char *dir = options ? options->model_dir : NULL;
    ESC_AUTOFREE char *own_dir = dir ? NULL : esc_asprintf("%s/models", esc_paths_data());
    if (!dir) dir = own_dir;
    ESC_AUTOFREE char *lm_path = esc_asprintf("%s/spanish.lm", dir);
    ESC_AUTOFREE char *chars_path = esc_asprintf("%s/spanish.chars", dir);
    ESC_AUTOFREE char *classes_path = esc_asprintf("%s/spanish.classes", dir);
    esc_corrector *corrector = esc_alloc_zero(1, sizeof *corrector);
    int failed = esc_lm_open(lm_path, &corrector->lm, err);
    if (!failed) failed = esc_chars_open(chars_path, &corrector->chars, err);
    if (!failed) failed = esc_classes_open(classes_path, corrector->lm, &corrector->classes, err);
    if (failed) {
        esc_corrector_free(corrector);
        return failed;
    }
    corrector->lexicon = lexicon;
    if (options) corrector->options = *options;
    corrector->options.model_dir = NULL; // lent for this call only
    esc_channel_init(&corrector->channel);
    corrector->models = esc_asprintf("spanish.lm sha256:%s spanish.chars sha256:%s spanish.classes sha256:%s",
                                     esc_lm_digest(corrector->lm), esc_chars_digest(corrector->chars),
                                     esc_classes_digest(corrector->classes));
    *ret = corrector;
    return ESC_OK;
}

void esc_corrector_free(esc_corrector *corrector) {
    if (!corrector) return;
    esc_classes_close(corrector->classes);
    esc_lm_close(corrector->lm);
    esc_chars_close(corrector->chars);
    free(corrector->models);
    free(corrector);
}

const char *esc_corrector_models(const esc_corrector *corrector) { return corrector->models; }

// The share of each page's words that the lexicon knows, after correction.
static void count_known(esc_doc *doc) {
    for (uint32_t p = 0; p < doc->pages_count; p++) {
        esc_page *page = &doc->pages[p];
        uint32_t words = 0, known = 0;
        for (uint32_t l = page->first_line; l < page->first_line + page->line_count; l++) {
            const esc_line *line = &doc->lines[l];
            if (line->role != ESC_LINE_BODY) continue;
            for (uint32_t t = line->first_token; t < line->first_token + line->token_count; t++) {
                if (doc->tokens[t].kind > ESC_TOKEN_MIXED) continue;
                words++;
                known += doc->tokens[t].known;
            }
        }
        page->known_words = words ? (float)known / (float)words : -1;
    }
}

// Every form's units, those of one behind those of the other.
static void collect_places(esc_work *work) {
    const uint32_t count = work->units.units_count;
    uint32_t *next = work->places = esc_alloc((size_t)count * sizeof *next + 1);
    for (uint32_t u = 0; u < count; u++) {
        esc_form *form = work->form_of[u];
        if (form->places) continue;
        form->places = next;
        next += form->count;
        form->count = 0; // until all of them are in their places
    }
    for (uint32_t u = 0; u < count; u++) work->form_of[u]->places[work->form_of[u]->count++] = u;
}

static void measure_lines(esc_work *work) {
    const esc_unit *first = work->units.units;
    work->line_bytes = esc_alloc_zero(work->doc->lines_count, sizeof *work->line_bytes);
    for (const esc_unit *unit = first, *end = unit + work->units.units_count; unit < end; unit++) {
        if (unit->first) first = unit;
        work->line_bytes[unit->line] = unit->raw.off + unit->raw.len - first->raw.off;
    }
}

static void intern(esc_work *work, const esc_corrector *corrector) {
    const uint32_t history = work->options->history_words;
    esc_forms_init(&work->forms, work->arena, corrector->lexicon, corrector->lm, corrector->chars,
                   corrector->classes, history ? (int)history - 1 : ESC_LM_MAX_ORDER);
    for (uint32_t u = 0; u < work->units.units_count; u++) {
        size_t len;
        const char *text = esc_work_text(work, u, &len);
        work->form_of[u] = esc_forms_intern_as(&work->forms, text, len, work->units.units[u].kind);
        work->form_of[u]->count++;
    }
}

static void begin(esc_work *work, const esc_corrector *corrector) {
    esc_units_cut(work->doc, &work->units);
    uint32_t count = work->units.units_count;
    work->form_of = esc_alloc_zero(count, sizeof *work->form_of);
    work->arcs_of = esc_alloc_zero(count, sizeof *work->arcs_of);
    intern(work, corrector);
    if (esc_work_drop_mirrored(work)) {
        esc_forms_finish(&work->forms);
        intern(work, corrector);
    }
    collect_places(work);
    measure_lines(work);
}

static void finish(esc_work *work) {
    for (int i = 0; i < ESC_CHANNEL_RULES; i++) free(work->local_nats[i]);
    free(work->form_of);
    free(work->places);
    free(work->line_bytes);
    free(work->mirrored_lines);
    free(work->paragraph_start);
    esc_own_acronyms_free(work->acronyms);
    esc_pieces_free(&work->pieces);
    esc_units_free(&work->units);
    esc_forms_finish(&work->forms);
    esc_arena_free(work->arena);
}

int esc_correct(esc_corrector *corrector, esc_doc *doc, esc_err *err) {
    if (doc->tokens_count)
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_OTHER, "the document has been corrected already");
    esc_work work = {.lexicon = corrector->lexicon,
                     .lm = corrector->lm,
                     .options = &corrector->options,
                     .doc = doc,
                     .channel = corrector->channel,
                     .arena = esc_arena_new()};
    begin(&work, corrector);
    if (!(work.options->leave_out & ESC_CORRECT_GUARDS)) {
        esc_work_keep_neutral(&work);
        esc_work_mark_quotes(&work);
    }
    if (!(work.options->leave_out & ESC_CORRECT_ADAPTATION)) {
        esc_work_adapt(&work);
        esc_work_localize(&work);
        esc_work_count_endings(&work);
    }
    esc_work_find_surprises(&work);
    esc_work_mark_junk(&work);
    if (!(work.options->leave_out & ESC_CORRECT_GUARDS)) esc_work_mark_foreign(&work);
    work.verbatim = esc_work_is_verbatim(&work);
    work.narrates = esc_work_narrates(&work);
    esc_work_offer_names(&work);
    esc_work_offer_splits(&work);
    esc_work_offer_twins(&work);
    esc_work_propose(&work);
    esc_work_decode(&work);
    esc_work_repair_shapes(&work);
    esc_work_repair_strokes(&work);
    esc_work_repair_noughts(&work);
    esc_work_repair_codes(&work);
    esc_work_repair_acronyms(&work);
    esc_work_repair_amounts(&work);
    esc_work_repair_terms(&work);
    esc_work_repair_years(&work);
    esc_work_repair_worded(&work);
    esc_work_repair_numerals(&work);
    esc_work_count_chapters(&work);
    esc_work_repair_letters(&work);
    esc_work_repair_marks(&work);
    esc_work_follow_templates(&work);
    esc_work_match_acronyms(&work);
    esc_work_count_siblings(&work);
    esc_work_repair_points(&work);
    esc_work_repair_parts(&work);
    esc_work_fill_gaps(&work);
    esc_work_repair_sections(&work);
    esc_work_count_figures(&work);
    esc_work_repair_signs(&work);
    esc_work_mend_hyphens(&work);
    esc_work_mend_torn(&work);
    esc_work_repair_titles(&work);
    esc_work_repair_offices(&work);
    esc_work_repair_verbs(&work);
    esc_work_part_enclitics(&work);
    esc_work_repair_persons(&work);
    esc_work_restore_heads(&work);
    esc_work_raise_names(&work);
    esc_work_raise_letters(&work);
    esc_work_raise_serifs(&work);
    esc_work_repair_degrees(&work);
    esc_work_match_framed(&work);
    esc_work_match_names(&work);
    esc_work_drop_flecks(&work);
    esc_work_accent_names(&work);
    esc_work_part_hours(&work);
    esc_work_repair_ballots(&work);
    esc_work_repair_numbers(&work);
    esc_work_repair_sixes(&work);
    esc_work_tell_read(&work);
    esc_work_repair_hours(&work);
    esc_work_lower_capitals(&work);
    esc_work_drop_junk(&work);
    esc_work_clean_endings(&work);
    esc_work_mend_seams(&work);
    esc_work_repair_fillers(&work);
    esc_work_clean_edges(&work);
    esc_work_repair_dashes(&work);
    esc_work_punctuate(&work);
    esc_work_stop_paragraphs(&work);
    esc_work_judge_pauses(&work);
    esc_work_tell_read(&work);
    esc_work_repair_glued(&work);
    esc_work_outline(&work);
    esc_work_renumber(&work);
    if (!(work.options->leave_out & ESC_CORRECT_GUARDS)) esc_work_spare_typist(&work);
    esc_work_drop_lines(&work);
    esc_pieces_emit(doc, &work.units, &work.pieces, work.options, &work.forms);
    count_known(doc);
    finish(&work);
    return ESC_OK;
}
