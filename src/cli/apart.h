// SPDX-License-Identifier: GPL-3.0-or-later
// Work in a process of its own, so that input which brings a library down, or keeps it busy for ever, costs
// no more than that input.
#pragma once

#include <stdint.h>

#include "base/err.h"

// Calls work(user) in a child process and gives what it returns (0..255). Where the child died instead, gives
// 0 and err says how: TIMEOUT from esc_apart_watch, MEMORY where the kernel ended it, CRASH otherwise. Where
// no process can be made, work is called in this one.
int esc_apart_run(int (*work)(void *user), void *user, esc_err *err);

// In the child: from now on it ends where no sign of progress (esc_pulse) comes within so many seconds of its
// own processor time.
void esc_apart_watch(int64_t seconds);
