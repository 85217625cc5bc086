// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>

#include "correct/correct.h"
#include "correct/work.h"

struct esc_corrector {
    const esc_lexicon *lexicon;
    esc_correct_options options;
};

int esc_corrector_new(const esc_lexicon *lexicon, const esc_correct_options *options, esc_corrector **ret,
                      esc_err *err) {
    (void)err;
    esc_corrector *corrector = esc_alloc_zero(1, sizeof *corrector);
    corrector->lexicon = lexicon;
    if (options) corrector->options = *options;
    corrector->options.model_dir = NULL; // lent for this call only
    *ret = corrector;
    return ESC_OK;
}

void esc_corrector_free(esc_corrector *corrector) { free(corrector); }

const char *esc_corrector_models(const esc_corrector *corrector) {
    (void)corrector;
    return "rules";
}

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

int esc_correct(esc_corrector *corrector, esc_doc *doc, esc_err *err) {
    if (doc->tokens_count)
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_OTHER, "the document has been corrected already");
    esc_work work = {
        .lexicon = corrector->lexicon, .options = &corrector->options, .doc = doc, .arena = esc_arena_new()};
    esc_units_cut(doc, &work.units);
    esc_work_repair(&work);
    esc_pieces_emit(doc, &work.units, &work.pieces, work.options, work.lexicon);
    count_known(doc);
    esc_pieces_free(&work.pieces);
    esc_units_free(&work.units);
    esc_arena_free(work.arena);
    return ESC_OK;
}
