// SPDX-License-Identifier: GPL-3.0-or-later
// Pages that lie on their side or upside down. The guess counts ascenders against descenders, which takes
// running text; it is only asked for pages that read badly, and only believed where they then read better.
#include <leptonica/allheaders.h>

#include "image/inside.h"

int32_t esc_image_turn_guess(const esc_raster *raster) {
    PIX *binary = pixConvertTo1(raster->pix, 160);
    // The counting is tuned to letters as they are at 150 to 300 dpi.
    if (binary && raster->dpi > 250) {
        PIX *half = pixReduceRankBinary2(binary, 2, NULL);
        pixDestroy(&binary);
        binary = half;
    }
    l_float32 up = 0, left = 0;
    l_int32 orientation = L_TEXT_ORIENT_UNKNOWN;
    if (binary && !pixOrientDetect(binary, &up, &left, 0, 0))
        makeOrientDecision(up, left, 0, 0, &orientation, 0);
    pixDestroy(&binary);
    switch (orientation) {
    case L_TEXT_ORIENT_UP:
        return 0;
    case L_TEXT_ORIENT_LEFT:
        return 90;
    case L_TEXT_ORIENT_DOWN:
        return 180;
    case L_TEXT_ORIENT_RIGHT:
        return 270;
    default:
        return -1;
    }
}

int esc_image_turn(const esc_raster *raster, int32_t clockwise_deg, esc_raster *ret, esc_err *err) {
    PIX *turned = pixRotateOrth(raster->pix, clockwise_deg / 90 % 4);
    if (!turned) return esc_image_failed(err);
    *ret = *raster;
    ret->pix = turned;
    ret->rotation_deg = (raster->rotation_deg + clockwise_deg) % 360;
    return ESC_OK;
}

int esc_image_mirror(const esc_raster *raster, esc_raster *ret, esc_err *err) {
    PIX *mirrored = pixFlipLR(NULL, raster->pix);
    if (!mirrored) return esc_image_failed(err);
    *ret = *raster;
    ret->pix = mirrored;
    return ESC_OK;
}
