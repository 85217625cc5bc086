// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/inside.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

#include <leptonica/allheaders.h>

#include "base/mem.h"

// Tesseract's threads fight each other: on two cores they take six times the time of one. It asks for four by
// name, so that only OMP_THREAD_LIMIT, which libgomp reads before main, or this keeps them down.
static void use_one_thread(void) {
    void (*set_levels)(int);
    *(void **)&set_levels = dlsym(RTLD_DEFAULT, "omp_set_max_active_levels");
    if (set_levels) set_levels(0);
}

int esc_ocr_new(const char *language, const char *datapath, esc_ocr **ret, esc_err *err) {
    setMsgSeverity(L_SEVERITY_NONE);
    use_one_thread();
    TessBaseAPI *api = TessBaseAPICreate();
    TessBaseAPISetVariable(api, "debug_file", "/dev/null");
    if (TessBaseAPIInit2(api, datapath, language, OEM_LSTM_ONLY)) {
        TessBaseAPIDelete(api);
        return esc_fail(err, ESC_LIBRARY, ESC_WHY_MODELS_MISSING, "Tesseract has no model \"%s\" in %s",
                        language, datapath ? datapath : "the system's folder");
    }
    // 3 (automatic, without orientation), as the tesseract program does: what turns pages is our own.
    TessBaseAPISetPageSegMode(api, PSM_AUTO);
    esc_ocr *ocr = esc_alloc_zero(1, sizeof *ocr);
    ocr->api = api;
    ocr->version = esc_asprintf("tesseract %s, %s", TessVersion(), language);
    *ret = ocr;
    return ESC_OK;
}

void esc_ocr_free(esc_ocr *ocr) {
    if (!ocr) return;
    TessBaseAPIEnd(ocr->api);
    TessBaseAPIDelete(ocr->api);
    free(ocr->version);
    free(ocr);
}

const char *esc_ocr_version(const esc_ocr *ocr) { return ocr->version; }

static double seconds(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int recognize(esc_ocr *ocr, int32_t deadline_ms, esc_err *err) {
    ETEXT_DESC *monitor = TessMonitorCreate();
    double start = seconds(CLOCK_MONOTONIC);
    if (deadline_ms > 0) TessMonitorSetDeadlineMSecs(monitor, deadline_ms);
    int refused = TessBaseAPIRecognize(ocr->api, monitor);
    TessMonitorDelete(monitor);
    // Past the deadline, Tesseract hands out the half that it has read.
    if (deadline_ms > 0 && (seconds(CLOCK_MONOTONIC) - start) * 1000 > deadline_ms)
        return esc_fail(err, ESC_CANCELLED, ESC_WHY_TIMEOUT, "reading took longer than %d ms", deadline_ms);
    if (refused) return esc_fail(err, ESC_LIBRARY, ESC_WHY_OTHER, "Tesseract could not read the page");
    return ESC_OK;
}

int esc_ocr_read(esc_ocr *ocr, const esc_raster *raster, int32_t deadline_ms, esc_doc *doc, esc_err *err) {
    double start = seconds(CLOCK_THREAD_CPUTIME_ID);
    int32_t width = pixGetWidth(raster->pix), height = pixGetHeight(raster->pix);
    TessBaseAPISetImage2(ocr->api, raster->pix);
    if (raster->dpi) TessBaseAPISetSourceResolution(ocr->api, raster->dpi);
    int failed = recognize(ocr, deadline_ms, err);
    if (!failed) {
        uint32_t number = esc_doc_add_page(doc, ESC_PAGE_OCR);
        esc_page *page = &doc->pages[number];
        page->width_px = width;
        page->height_px = height;
        page->dpi = raster->dpi;
        page->rotation_deg = raster->rotation_deg;
        page->skew_deg = raster->skew_deg;
        failed = esc_ocr_harvest(ocr->api, width, height, doc, err);
        page = &doc->pages[number];
        if (!page->line_count) page->origin = ESC_PAGE_BLANK;
        page->seconds = (float)(seconds(CLOCK_THREAD_CPUTIME_ID) - start);
    }
    TessBaseAPIClear(ocr->api);
    return failed;
}
