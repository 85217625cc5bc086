// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a page's own text is used. "auto" takes it where the page was born digital and the text is a
// language. What an older OCR put under a scan is held against our own reading, page by page in a short
// document. In a long one some pages are read first: where their text is no worse than what we read, the text
// of all others is taken that looks as good and leaves no writing of the page out; where it is worse, every
// page is read.
#include "pipeline/sheets.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "pipeline/layer.h"
#include "pipeline/scan.h"

enum {
    SAMPLES = 4,        // read in a long document, from its first page to its last
    LONG = 2 * SAMPLES, // pages
    FEW_CHARS = 16,     // a page number or a stamp alone is no text layer
    ENOUGH_CHARS = 200  // to judge a page by
};
static const float scan_cover = 0.5f;

typedef enum trust { UNKNOWN, TRUSTED, DISTRUSTED } trust;

typedef struct sample {
    int32_t page;
    esc_doc *doc; // what came of it; NULL before it was read
} sample;

struct esc_sheets {
    esc_engine *engine;
    esc_pdf *pdf;
    int32_t pages, dpi;
    trust trust;       // in the text under the scans
    float least_known; // of the samples' texts
    sample samples[SAMPLES];
    int samples_count;
};

esc_sheets *esc_sheets_new(esc_engine *engine, esc_pdf *pdf) {
    esc_sheets *sheets = esc_alloc_zero(1, sizeof *sheets);
    *sheets = (esc_sheets){.engine = engine,
                           .pdf = pdf,
                           .pages = esc_readers_get()->esc_pdf_page_count(pdf),
                           .dpi = (int32_t)esc_conf_integer(engine->conf, ESC_CONF_OCR_RENDER_DPI)};
    return sheets;
}

void esc_sheets_free(esc_sheets *sheets) {
    if (!sheets) return;
    for (int i = 0; i < sheets->samples_count; i++) esc_doc_free(sheets->samples[i].doc);
    free(sheets);
}

// The page's own text. That of a scan comes word by word, and Poppler tears its lines; of one that lies on
// its side, it mixes the paragraphs up.
static int text_of(const esc_sheets *sheets, int32_t index, int32_t dpi, bool is_scan, esc_doc *doc,
                   esc_err *err) {
    ESC_AUTODOC *layer = esc_doc_new();
    int failed = esc_readers_get()->esc_pdf_page_text(sheets->pdf, index, dpi, layer, err);
    if (failed) return failed;
    bool torn = is_scan || layer->pages[0].rotation_deg;
    ESC_AUTODOC *arranged = torn ? esc_readers_get()->esc_ocr_arrange(layer) : NULL;
    esc_doc_append(doc, arranged ? arranged : layer);
    return ESC_OK;
}

static int draw(const esc_sheets *sheets, int32_t index, esc_raster *ret, esc_err *err) {
    const esc_image_limits limits = esc_scan_limits(sheets->engine);
    return esc_readers_get()->esc_pdf_page_raster(sheets->pdf, index, sheets->dpi, &limits, ret, err);
}

// What is missing of the pictures of a page as it was drawn: ESC_WHY_OTHER where that is nothing.
static esc_why what_is_lost(const esc_sheets *sheets, int32_t index, bool whole, bool damaged) {
    if (!whole) return ESC_WHY_TRUNCATED;
    return damaged && esc_readers_get()->esc_pdf_page_lost_picture(sheets->pdf, index) ? ESC_WHY_DAMAGED
                                                                                       : ESC_WHY_OTHER;
}

static bool is_blank(const esc_doc *doc, uint32_t first) {
    for (uint32_t i = first; i < doc->pages_count; i++)
        if (doc->pages[i].origin != ESC_PAGE_BLANK) return false;
    return true;
}

// Reads the page as it is drawn. *ret_lost: as what_is_lost; the page says so, too.
static int read_drawn(const esc_sheets *sheets, int32_t index, esc_doc *doc, esc_why *ret_lost,
                      esc_err *err) {
    uint32_t first = doc->pages_count;
    ESC_AUTOSCAN raster = {0};
    int failed = draw(sheets, index, &raster, err); // which refuses what is too large
    bool damaged = raster.damaged,
         whole = failed || esc_readers_get()->esc_pdf_page_is_whole(sheets->pdf, index);
    if (!failed) failed = esc_scan_read(sheets->engine, &raster, doc, err);
    if (failed) return failed;
    *ret_lost = what_is_lost(sheets, index, whole, damaged);
    for (uint32_t i = first; i < doc->pages_count; i++) doc->pages[i].failed = (uint8_t)*ret_lost;
    return ESC_OK;
}

// Reads a page that has no text of its own. Where a picture cannot be decoded, Poppler leaves the paper
// white: that is no blank page.
static int read_without_text(const esc_sheets *sheets, int32_t index, esc_doc *doc, esc_err *err) {
    uint32_t first = doc->pages_count;
    esc_why lost;
    int failed = read_drawn(sheets, index, doc, &lost, err);
    if (failed || lost == ESC_WHY_OTHER || !is_blank(doc, first)) return failed;
    return esc_fail(err, ESC_FORMAT, ESC_WHY_DAMAGED, "a picture on page %d of the PDF cannot be decoded",
                    index + 1);
}

// Reads a scan that has text, and appends the better of the two. *ret_fits (may be NULL): whether its text
// would have done as well.
static int read_both(const esc_sheets *sheets, int32_t index, const esc_doc *layer, esc_doc *doc,
                     bool *ret_fits, esc_err *err) {
    ESC_AUTODOC *own = esc_doc_new();
    esc_why lost;
    int failed = read_drawn(sheets, index, own, &lost, err);
    if (failed) return failed;
    esc_layer_judgement judged = esc_layer_judge(sheets->engine->lexicon, layer),
                        ours = esc_layer_judge(sheets->engine->lexicon, own);
    bool better = esc_layer_is_better(judged, ours);
    // Of a picture that is cut short, the text may have what is missing.
    if (lost != ESC_WHY_OTHER && judged.words > ours.words) better = esc_layer_is_language(judged);
    if (ret_fits) *ret_fits = better || esc_layer_is_as_good(judged, ours, esc_layer_agreement(layer, own));
    esc_doc_append(doc, better ? layer : own);
    return ESC_OK;
}

// A page that was born digital: its text, and what is written on the pictures on it, such as a scanned annex.
static int take_with_pictures(const esc_sheets *sheets, int32_t index, const esc_doc *layer, bool pictures,
                              esc_doc *doc, esc_err *err) {
    ESC_AUTOSCAN raster = {0};
    ESC_AUTODOC *same_grid = esc_doc_new(), *more = NULL;
    esc_ocr *ocr;
    int32_t deadline_ms =
        (int32_t)esc_conf_integer(sheets->engine->conf, ESC_CONF_WORKERS_PAGE_DEADLINE) * 1000;
    if (pictures && !layer->pages[0].rotation_deg && !draw(sheets, index, &raster, NULL) && raster.dpi &&
        !text_of(sheets, index, raster.dpi, false, same_grid, NULL) &&
        esc_readers_get()->esc_ocr_unread_letters(same_grid, &raster)) {
        int failed = esc_engine_ocr(sheets->engine, &ocr, err);
        if (failed) return failed;
        more = esc_readers_get()->esc_ocr_complete(ocr, same_grid, &raster, deadline_ms);
    }
    esc_doc_append(doc, more ? more : layer);
    return ESC_OK;
}

// ---- samples ----

static bool is_scan_with_text(const esc_sheets *sheets, int32_t index, int32_t chars) {
    esc_pdf_page_info info;
    return !esc_readers_get()->esc_pdf_page_info_read(sheets->pdf, index, &info, NULL) &&
           info.image_cover >= scan_cover && info.text_chars >= chars;
}

// Pages from the first to the last, each the first scan with text at or after its place.
static void choose_samples(esc_sheets *sheets) {
    for (int i = 0; i < SAMPLES; i++) {
        int32_t page = (int32_t)((int64_t)i * (sheets->pages - 1) / (SAMPLES - 1));
        int32_t end = (int32_t)((int64_t)(i + 1) * (sheets->pages - 1) / (SAMPLES - 1));
        if (end > sheets->pages || i == SAMPLES - 1) end = sheets->pages;
        while (page < end && !is_scan_with_text(sheets, page, ENOUGH_CHARS)) page++;
        if (page < end) sheets->samples[sheets->samples_count++] = (sample){page, NULL};
    }
}

static int read_sample(esc_sheets *sheets, sample *this, esc_err *err) {
    ESC_AUTODOC *layer = esc_doc_new(), *doc = esc_doc_new();
    int failed = text_of(sheets, this->page, sheets->dpi, true, layer, err);
    bool fits = false;
    if (!failed) failed = read_both(sheets, this->page, layer, doc, &fits, err);
    if (failed) return failed;
    if (!fits) sheets->trust = DISTRUSTED;
    float known = esc_layer_judge(sheets->engine->lexicon, layer).known;
    if (known < sheets->least_known) sheets->least_known = known;
    this->doc = doc;
    doc = NULL;
    return ESC_OK;
}

// Reads the samples until one of them says that the text cannot be trusted. The page that they are read for
// keeps most of its time: where they take longer, every page is read.
static void judge(esc_sheets *sheets) {
    enum { SHARE = 4 }; // one part of so many of the page's time
    int64_t deadline_s = esc_conf_integer(sheets->engine->conf, ESC_CONF_WORKERS_PAGE_DEADLINE);
    struct timespec start, now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
    choose_samples(sheets);
    sheets->least_known = 1;
    for (int i = 0; i < sheets->samples_count && sheets->trust == UNKNOWN; i++) {
        if (read_sample(sheets, &sheets->samples[i], NULL)) sheets->trust = DISTRUSTED;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
        if ((now.tv_sec - start.tv_sec) * SHARE > deadline_s) sheets->trust = DISTRUSTED;
    }
    if (sheets->trust == UNKNOWN) sheets->trust = sheets->samples_count >= SAMPLES - 1 ? TRUSTED : DISTRUSTED;
}

// What came of the page as a sample, where it was one; the caller's.
static esc_doc *take_sample(esc_sheets *sheets, int32_t index) {
    for (int i = 0; i < sheets->samples_count; i++)
        if (sheets->samples[i].page == index) {
            esc_doc *doc = sheets->samples[i].doc;
            sheets->samples[i].doc = NULL;
            return doc;
        }
    return NULL;
}

static bool is_sample(const esc_sheets *sheets, int32_t index) {
    for (int i = 0; i < sheets->samples_count; i++)
        if (sheets->samples[i].page == index) return true;
    return false;
}

// Whether the text looks as good as that of the samples, and no writing of the page stands outside of it.
static bool is_trusted(const esc_sheets *sheets, int32_t index, const esc_doc *layer) {
    static const float slack = 0.02f;
    esc_layer_judgement judged = esc_layer_judge(sheets->engine->lexicon, layer);
    if (!esc_layer_can_be_judged(judged) || judged.known < sheets->least_known - slack) return false;
    ESC_AUTOSCAN raster = {0};
    ESC_AUTODOC *same_grid = esc_doc_new();
    if (draw(sheets, index, &raster, NULL) || !raster.dpi ||
        text_of(sheets, index, raster.dpi, false, same_grid, NULL))
        return false;
    return !esc_readers_get()->esc_ocr_unread_letters(same_grid, &raster);
}

static int read_scan(esc_sheets *sheets, int32_t index, const esc_doc *layer, esc_doc *doc, esc_err *err) {
    if (sheets->pages >= LONG && sheets->trust == UNKNOWN) judge(sheets);
    ESC_AUTODOC *known = take_sample(sheets, index);
    if (known) {
        esc_doc_append(doc, known);
        return ESC_OK;
    }
    if (sheets->trust == TRUSTED && !is_sample(sheets, index) && is_trusted(sheets, index, layer)) {
        esc_doc_append(doc, layer);
        return ESC_OK;
    }
    return read_both(sheets, index, layer, doc, NULL, err);
}

int esc_sheets_read(esc_sheets *sheets, int32_t index, esc_doc *doc, esc_err *err) {
    const char *policy = esc_conf_text(sheets->engine->conf, ESC_CONF_OCR_TEXT_LAYER);
    esc_pdf_page_info info;
    int failed = esc_readers_get()->esc_pdf_page_info_read(sheets->pdf, index, &info, err);
    if (failed) return failed;
    bool is_scan = info.image_cover >= scan_cover;
    if (!strcmp(policy, "keep") && info.text_chars > 0)
        return text_of(sheets, index, sheets->dpi, is_scan, doc, err);
    if (strcmp(policy, "auto") || info.text_chars < FEW_CHARS)
        return read_without_text(sheets, index, doc, err);
    ESC_AUTODOC *layer = esc_doc_new();
    failed = text_of(sheets, index, sheets->dpi, is_scan, layer, err);
    if (failed) return failed;
    if (is_scan) return read_scan(sheets, index, layer, doc, err);
    if (!esc_layer_is_language(esc_layer_judge(sheets->engine->lexicon, layer)))
        return read_both(sheets, index, layer, doc, NULL, err);
    return take_with_pictures(sheets, index, layer, info.images > 0, doc, err);
}
