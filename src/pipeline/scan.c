// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/scan.h"

#include "base/pulse.h"

esc_image_limits esc_scan_limits(const esc_engine *engine) {
    return (esc_image_limits){
        .page_pixels = (uint64_t)esc_conf_integer(engine->conf, ESC_CONF_LIMITS_PAGE_MEGAPIXELS) * 1000000};
}

static int read_one(esc_engine *engine, esc_raster *raster, esc_doc *doc, esc_err *err) {
    esc_ocr *ocr;
    ESC_AUTOSCAN plain = {0};
    int failed = esc_engine_ocr(engine, &ocr, err);
    esc_pulse();
    if (!failed) failed = esc_readers_get()->esc_image_clean(raster, &plain, err);
    esc_pulse();
    int32_t deadline_ms = (int32_t)esc_conf_integer(engine->conf, ESC_CONF_WORKERS_PAGE_DEADLINE) * 1000;
    if (!failed)
        failed =
            esc_readers_get()->esc_ocr_read(ocr, raster, plain.pix ? &plain : NULL, deadline_ms, doc, err);
    return failed;
}

int esc_scan_read(esc_engine *engine, esc_raster *raster, esc_doc *doc, esc_err *err) {
    int32_t fold = esc_readers_get()->esc_image_spread(raster);
    if (!fold) return read_one(engine, raster, doc, err);
    for (int right = 0; right < 2; right++) {
        ESC_AUTOSCAN half = {0};
        int failed = esc_readers_get()->esc_image_half(raster, fold, right, &half, err);
        if (!failed) failed = read_one(engine, &half, doc, err);
        if (failed) return failed;
    }
    return ESC_OK;
}
