// SPDX-License-Identifier: GPL-3.0-or-later
// Image files as people drop them: whatever the bytes, an answer; whatever is loaded can be cleaned.
#include <stdlib.h>

#include "image/image.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const esc_image_limits limits = {.page_pixels = 1000000};
    int32_t pages = 0;
    if (esc_image_count(data, size, &pages, NULL)) return 0;
    for (int32_t i = 0; i < pages && i < 4; i++) {
        ESC_AUTORASTER raster = {0};
        if (esc_image_load(data, size, i, &limits, &raster, NULL)) continue;
        if (!raster.pix || esc_image_clean(&raster, NULL, NULL) == ESC_ARGUMENT) abort();
    }
    return 0;
}
