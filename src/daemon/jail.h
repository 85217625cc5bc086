// SPDX-License-Identifier: GPL-3.0-or-later
// What a worker may still do once its models are loaded: compute, read and write the descriptors it is given,
// and read the few system folders that hold fonts, character tables and the like. No other file is opened and
// none is made, no socket, no process, no program. Two fences, as each has gaps: seccomp knows calls but not
// paths, Landlock paths but not calls.
#pragma once

#include "base/err.h"

// Goes in, for good. Without Landlock in the kernel, opening files for reading stays possible wherever the
// user may read; nothing else changes. Errors: SYSTEM, LIBRARY; the process is good for nothing then.
int esc_jail_enter(esc_err *err);
