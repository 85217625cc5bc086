// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>
#include <string.h>

#include "base/pulse.h"
#include "pipeline/engine.h"
#include "pipeline/pipeline.h"
#include "pipeline/running.h"
#include "pipeline/shelf.h"
#include "render/render.h"

// A document of more pages is a long one: what was kept of memory to read pages with is given back.
enum { FEW_PAGES = 50 };

static int finish(esc_engine *engine, esc_doc *doc, bool fields, esc_err *err) {
    if (doc->pages_count > FEW_PAGES) esc_memory_trim();
    esc_running_mark(doc);
    int failed = esc_correct(engine->corrector, doc, err);
    esc_pulse();
    if (!failed && fields) failed = esc_fields_read(doc, engine->lexicon, err);
    esc_pulse();
    // What comes next is rendered and kept: a mistake of ours must stop here, not in somebody's archive.
    if (!failed) failed = esc_doc_check(doc, err);
    return failed;
}

int esc_document_correct(esc_engine *engine, esc_doc *doc, esc_err *err) {
    return finish(engine, doc, false, err);
}

int esc_document_finish(esc_engine *engine, esc_doc *doc, esc_err *err) {
    return finish(engine, doc, true, err);
}

int esc_document_render(esc_engine *engine, const esc_doc *doc, const esc_source *source, esc_buf *text,
                        esc_sink *json, void *json_to, esc_err *err) {
    const esc_render_about about = {
        .name = source->name,
        .sha256 = source->sha256,
        .bytes = source->bytes,
        .type = source->type,
        .engine = source->ocr ? esc_engine_ocr_version(engine) : NULL,
        .models = esc_corrector_models(engine->corrector),
        .glossary_sha256 = esc_lexicon_digest(engine->lexicon),
    };
    esc_render_text(doc, text);
    esc_pulse();
    return esc_render_json(doc, &about, json, json_to, err);
}

esc_doc *esc_page_failed(esc_why why) {
    esc_doc *doc = esc_doc_new();
    esc_doc_add_page(doc, ESC_PAGE_FAILED);
    doc->pages[0].failed = (uint8_t)why;
    return doc;
}

// Whether a document goes on without a page that failed so. What the settings, the system or the user stop
// would stop the next one, too.
static bool is_page_to_blame(const esc_err *err) {
    if (err->why == ESC_WHY_MODELS_MISSING || err->why == ESC_WHY_MODELS_DAMAGED) return false;
    return err->kind == ESC_FORMAT || err->kind == ESC_LIMIT || err->kind == ESC_UNSUPPORTED ||
           err->kind == ESC_LIBRARY;
}

// Puts by all pages, those that cannot be read as failed ones, as the service does. Where no page can be
// read, the first one's reason is the document's.
static int read_pages(esc_engine *engine, esc_input *input, esc_progress *progress, void *user,
                      esc_shelf *shelf, esc_err *err) {
    int32_t pages = esc_input_page_count(input), lost = 0;
    esc_err first = {0};
    for (int32_t i = 0; i < pages; i++) {
        ESC_AUTODOC *page = NULL;
        esc_err wrong = {0};
        int failed = esc_page_read(engine, input, i, &page, &wrong);
        if (failed && !is_page_to_blame(&wrong)) return esc_fail_as(err, failed, wrong.why, &wrong);
        if (failed) {
            page = esc_page_failed(wrong.why);
            if (!lost++) first = wrong;
        }
        esc_shelf_put(shelf, page);
        if (progress && !progress(user, i + 1, pages))
            return esc_fail(err, ESC_CANCELLED, ESC_WHY_OTHER, "stopped");
    }
    return lost == pages ? esc_fail_as(err, first.kind, first.why, &first) : ESC_OK;
}

int esc_document_read(esc_engine *engine, int fd, const char *name, esc_progress *progress, void *user,
                      esc_doc **ret, esc_source *ret_source, esc_err *err) {
    esc_input *input = NULL;
    int failed = esc_input_open(engine, fd, name, &input, err);
    if (failed) return failed;
    ESC_AUTODOC *doc = esc_doc_new();
    ESC_AUTOSHELF shelf = {0};
    failed = read_pages(engine, input, progress, user, &shelf, err);
    if (esc_input_page_count(input) > FEW_PAGES) esc_memory_trim();
    if (!failed) failed = esc_shelf_take(&shelf, doc, err);
    if (!failed) failed = esc_document_finish(engine, doc, err);
    ESC_AUTOBUF same = {0};
    if (!failed && esc_input_keeps_form(input)) failed = esc_input_rewrite(input, doc, &same, err);
    if (!failed) {
        *ret_source = (esc_source){.name = esc_strdup(name),
                                   .type = esc_strdup(esc_input_type(input)),
                                   .sha256 = esc_strdup(esc_input_sha256(input)),
                                   .bytes = esc_input_bytes(input),
                                   .ocr = esc_doc_used_ocr(doc),
                                   .same = same};
        same = (esc_buf){0};
        *ret = doc;
        doc = NULL;
    }
    esc_input_close(input);
    return failed;
}

void esc_source_free(esc_source *source) {
    free(source->name);
    free(source->type);
    free(source->sha256);
    esc_buf_free(&source->same);
    *source = (esc_source){0};
}
