// SPDX-License-Identifier: GPL-3.0-or-later
// Running heads and feet, told by their places. Internal to the room.
#pragma once

#include "doc/doc.h"

// Marks lines at the top and bottom edges of pages that come back at the same height, in the same size and
// with the same text but for numbers; page numbers that count the pages likewise. Only pages with boxes are
// looked at; to be called before correction.
void esc_running_mark(esc_doc *doc);
