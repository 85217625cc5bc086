// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/fields.h"

#include <stdlib.h>

#include "fields/reader.h"
#include "fields/stops.h"

// Below it a document is no minute, and nothing is read from it.
static const float least_likeness = 0.5f;

int esc_fields_read(esc_doc *doc, const esc_lexicon *lexicon, esc_err *err) {
    (void)err;
    esc_reader r = {.doc = doc, .lexicon = lexicon, .arena = esc_arena_new()};
    r.vocabulary = esc_vocabulary_shared();
    r.classed = esc_arena_alloc(r.arena, ESC_CLASSED * sizeof *r.classed);
    esc_stream_read(doc, r.vocabulary, r.arena, &r.body, &r.margin);
    esc_part_apart(&r);
    esc_part_flat_tables(&r);
    esc_part_flat_columns(&r);
    esc_stream_arrange(&r.body, r.arena);
    esc_part_abreast(&r);
    esc_stops_mend_names(&r);
    esc_patterns_narrow(&r.body, r.arena);
    r.sections = esc_sections_find(&r.body);
    if (r.sections.likeness >= least_likeness) {
        if (!r.sections.accord) esc_read_agenda(&r);
        esc_read_institution(&r);
        esc_read_document(&r);
        esc_check_number(&r);
        esc_read_date(&r);
        esc_read_hours(&r);
        esc_read_session(&r);
        esc_read_place(&r);
        if (!r.sections.notice) { // a session that is only called has no one present, and nothing done
            esc_read_quorum(&r);
            esc_read_attendees(&r);
            esc_check_present(&r);
            if (!r.sections.accord) esc_read_votes(&r);
            esc_read_agreements(&r);
            esc_check_agreement_ids(&r);
        }
        esc_read_oficios(&r);
        esc_read_legal(&r);
        esc_read_acronyms(&r);
    }
    esc_patterns_widen();
    free(r.points.items);
    esc_stream_free(&r.body);
    esc_stream_free(&r.margin);
    esc_arena_free(r.arena);
    return ESC_OK;
}
