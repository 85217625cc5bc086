// SPDX-License-Identifier: GPL-3.0-or-later
// Running heads and feet that no layout gives away: in a text whose pages were put together, or that a scan
// reads a little differently on each page.
#pragma once

#include <stdbool.h>

#include "doc/doc.h"

// For each line of doc, whether it is one. The caller frees it.
bool *esc_feet_find(const esc_doc *doc);
