// SPDX-License-Identifier: GPL-3.0-or-later
// The settings in force, as they are handed to workers and compared with new ones.
#pragma once

#include <stdbool.h>

#include "base/err.h"
#include "conf/conf.h"
#include "pipeline/pipeline.h"

// What every worker is born with: settings that were accepted, and the glossaries that they name as these
// were then. A file that is broken, or half written, since then hurts no worker; it counts, once it is whole,
// with the next settings.
typedef struct esc_handed {
    int settings; // a file without a name that nobody can change
    esc_held glossaries;
} esc_handed;
#define ESC_HANDED_NONE ((esc_handed){.settings = -1})

// Every setting as it is in force here, with the glossaries under the descriptors that workers have them at.
// Errors: SYSTEM; those of esc_held_take.
int esc_handed_take(const esc_conf *conf, esc_handed *ret, esc_err *err);
void esc_handed_close(esc_handed *handed);

// Whether both name the same folders: those are open, and cannot change before the next start.
bool esc_settings_same_folders(const esc_conf *a, const esc_conf *b);
