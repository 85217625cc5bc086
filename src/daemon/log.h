// SPDX-License-Identifier: GPL-3.0-or-later
// The service's log: one line an event on standard error, in English, each with its priority as the journal
// reads it ("<6>…", see sd-daemon(3)); without it where standard error is a terminal. Never a document's
// text.
#pragma once

#include <systemd/sd-daemon.h>

// priority: one of SD_ERR, SD_WARNING, SD_NOTICE, SD_INFO, SD_DEBUG.
void esc_log(const char *priority, const char *format, ...) __attribute__((format(printf, 2, 3)));

// A file's name so that it fits on one line whatever its bytes are: control characters and what is no UTF-8
// become \xHH. The caller's.
char *esc_log_name(const char *name);
