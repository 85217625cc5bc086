// SPDX-License-Identifier: GPL-3.0-or-later
// A page as scanned becomes a page to read.
#include <math.h>

#include <leptonica/allheaders.h>

#include "image/image.h"

// Tesseract follows lines that lean a little by itself, and turning costs sharpness: only a skew that is
// certain and larger than this is turned back.
static const float least_skew_deg = 0.3f, most_skew_deg = 7, least_certainty = 4;

static int keep(esc_raster *raster, PIX *made, esc_err *err) {
    if (!made) return esc_fail(err, ESC_LIBRARY, ESC_WHY_MEMORY, "Leptonica could not convert a page");
    pixDestroy(&raster->pix);
    raster->pix = made;
    return ESC_OK;
}

static int straighten(esc_raster *raster, esc_err *err) {
    PIX *binary = pixConvertTo1(raster->pix, 160);
    if (!binary) return esc_fail(err, ESC_LIBRARY, ESC_WHY_MEMORY, "Leptonica could not threshold a page");
    l_float32 angle = 0, certainty = 0;
    int unknown = pixFindSkew(binary, &angle, &certainty);
    pixDestroy(&binary);
    if (unknown || certainty < least_certainty) return ESC_OK;
    if (fabsf(angle) < least_skew_deg || fabsf(angle) > most_skew_deg) return ESC_OK;
    float radians = angle * (float)M_PI / 180;
    int failed =
        keep(raster, pixRotate(raster->pix, radians, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0), err);
    if (!failed) raster->skew_deg += angle;
    return failed;
}

int esc_image_clean(esc_raster *raster, esc_err *err) {
    setMsgSeverity(L_SEVERITY_NONE);
    if (pixGetDepth(raster->pix) == 32) {
        int failed = keep(raster, pixConvertRGBToLuminance(raster->pix), err);
        if (failed) return failed;
    }
    return straighten(raster, err);
}
