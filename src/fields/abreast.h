// SPDX-License-Identifier: GPL-3.0-or-later
// Names side by side, the blanks between them lost.
#pragma once

#include "fields/reader.h"

// Where the second of two names begins in atoms from…to-1; ESC_NONE where there is but one. ret_end: of the
// first.
uint32_t esc_abreast_second(const esc_reader *r, uint32_t from, uint32_t to, uint32_t *ret_end);
