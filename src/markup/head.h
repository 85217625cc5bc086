// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room.
#pragma once

#include "base/buf.h"

// Appends the beginning of a file in small letters, without the zero bytes of UTF-16.
void esc_markup_head(const char *bytes, size_t len, esc_buf *out);
