// SPDX-License-Identifier: GPL-3.0-or-later
// The second look at lines of low confidence. Private to the room.
#pragma once

#include "ocr/inside.h"
#include "ocr/others.h"

// Reads the doubtful lines of a page that reads badly again, from pictures of their own made in two ways, and
// gives the page with the best of all readings, owned by the caller; NULL where nothing is in doubt or
// nothing got better. raster is the picture that doc's boxes, and those of others, are of: what other
// readings of the page have in the place of a line is heard, too. Stops at deadline_s, as esc_ocr_is_late
// has it.
esc_doc *esc_second_look(esc_ocr *ocr, const esc_raster *raster, const esc_doc *doc, const esc_others *others,
                         double deadline_s);
