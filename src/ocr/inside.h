// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of this room share.
#pragma once

#include <stdbool.h>

#include <tesseract/capi.h>

#include "ocr/ocr.h"

struct esc_ocr {
    TessBaseAPI *api;
    char *version;
};

// Appends what the engine read (all of it lies in it since TessBaseAPIRecognize) to the last page of doc, of
// width × height pixels. Errors: LIMIT.
int esc_ocr_harvest(TessBaseAPI *api, int32_t width, int32_t height, esc_doc *doc, esc_err *err);
