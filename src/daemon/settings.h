// SPDX-License-Identifier: GPL-3.0-or-later
// The settings in force, as they are handed to workers and compared with new ones.
#pragma once

#include <stdbool.h>

#include "base/err.h"
#include "conf/conf.h"

// Every setting as it is in force here, as a file without a name that nobody can change: gives a descriptor.
// Errors: SYSTEM.
int esc_settings_share(const esc_conf *conf, esc_err *err);

// Whether both name the same folders: those are open, and cannot change before the next start.
bool esc_settings_same_folders(const esc_conf *a, const esc_conf *b);
