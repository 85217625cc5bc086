// SPDX-License-Identifier: GPL-3.0-or-later
// The module: its one symbol that others see.
#include "readers/readers.h"

extern const esc_readers esc_readers_table;

#define ESC_READERS_VALUE(function) .function = function,
__attribute__((visibility("default")))
const esc_readers esc_readers_table = {.version = ESC_VERSION, ESC_READERS(ESC_READERS_VALUE)};
