// SPDX-License-Identifier: GPL-3.0-or-later
// The supervisor: the event loop that takes files in, hands jobs to workers and writes down what became of
// them. It is the only writer of the store and never parses a byte of a document.
#pragma once

#include <stdbool.h>

#include "base/err.h"
#include "conf/conf.h"

// How a run ended, as the program's exit code.
typedef enum esc_ending {
    ESC_ENDING_DONE = 0,
    ESC_ENDING_QUARANTINED = 1, // with once: something was put into cuarentena, or could not be done now;
                                // else: a folder has gone
    ESC_ENDING_UNFIT,           // no worker can be started: the run gives why as its error
} esc_ending;

// Where the settings come from: a fresh set, the caller's; again at each SIGHUP. Errors: those of
// esc_conf_load and esc_conf_check.
typedef int esc_settings_read(void *user, esc_conf **ret, esc_err *err);

// Runs until SIGTERM or SIGINT; with once until everything that lies there is worked off. Errors: of the
// start (settings, folders, store, workers), or SYSTEM where the event loop fails.
int esc_supervisor_run(esc_settings_read *settings, void *user, bool once, esc_ending *ret, esc_err *err);
