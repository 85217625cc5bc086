// SPDX-License-Identifier: GPL-3.0-or-later
// Where our own files lie: beside the program in a build tree, under PREFIX/share/escribano once installed.
#pragma once

// The folder that holds dicts/ and models/: $ESCRIBANO_DATA if set, else the source tree that the program was
// built in (while it exists and the program runs from its build folder), else the installed data folder.
// Lent; never NULL.
const char *esc_paths_data(void);

// The folder of translations, for bindtextdomain. Lent; never NULL.
const char *esc_paths_locale(void);

// The module that reads images, PDF and markup (src/readers). Lent; never NULL.
const char *esc_paths_readers(void);

// The folder of the running program, without a slash at its end. Lent; never NULL.
const char *esc_paths_program(void);
