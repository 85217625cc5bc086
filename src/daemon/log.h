// SPDX-License-Identifier: GPL-3.0-or-later
// The service's log: one line an event on standard error, in English, each with its priority as the journal
// reads it ("<6>…", see sd-daemon(3)); without it where standard error is a terminal. Never a document's
// text.
#pragma once

#include <systemd/sd-daemon.h>

// priority: one of SD_ERR, SD_WARNING, SD_NOTICE, SD_INFO, SD_DEBUG.
void esc_log(const char *priority, const char *format, ...) __attribute__((format(printf, 2, 3)));
