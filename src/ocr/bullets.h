// SPDX-License-Identifier: GPL-3.0-or-later
// Bullets. Tesseract's Spanish model has none: it reads them as pluses, quotes or letters, or leaves them
// out. Private to the room.
#pragma once

#include "doc/doc.h"

struct Pix;

// The page of doc, which has one, with • for each dot that a list's lines begin with on page, the picture
// that its boxes are of. Owned by the caller; NULL where there are none.
esc_doc *esc_bullets_read(const esc_doc *doc, struct Pix *page);
