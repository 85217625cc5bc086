// SPDX-License-Identifier: GPL-3.0-or-later
// A folder and all below it, watched through inotify.
#pragma once

#include <stdbool.h>

#include "base/err.h"

typedef struct esc_watch esc_watch;

typedef enum esc_watch_event {
    ESC_WATCH_COMPLETE, // a file was closed after writing, or moved in
    ESC_WATCH_APPEARED, // something is there that may not be complete
    ESC_WATCH_WRITTEN,  // a file was made or written to, and its end (COMPLETE) is yet to come
    ESC_WATCH_FOLDER,   // a folder appeared: it has to be added and looked through
    ESC_WATCH_LOST,     // events were lost (path ""), or a folder was renamed: everything has to be looked
                        // through
} esc_watch_event;

typedef void esc_watch_told(void *user, esc_watch_event event, const char *path);

// Errors: SYSTEM.
int esc_watch_new(esc_watch **ret, esc_err *err);
void esc_watch_free(esc_watch *watch); // NULL is fine
int esc_watch_fd(const esc_watch *watch);

// Watches one folder that is open; path is what it is called below the top, "" for the top itself. Errors:
// SYSTEM (the kernel's limit on watches among them).
int esc_watch_add(esc_watch *watch, int folder, const char *path, esc_err *err);
// Hands on the events that have come, with the path of each. Errors: SYSTEM.
int esc_watch_read(esc_watch *watch, esc_watch_told *told, void *user, esc_err *err);
