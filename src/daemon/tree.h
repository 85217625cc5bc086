// SPDX-License-Identifier: GPL-3.0-or-later
// Paths below a folder that is open: found, made and moved without ever following a link, and without ever
// replacing anything. Paths are raw bytes, relative, without "." and "..".
#pragma once

#include <stdbool.h>
#include <sys/stat.h>

#include "base/err.h"

// Opens the folder that holds path below top, making folders that are missing where told. *ret_base points to
// the last part of path. Gives a descriptor, or SYSTEM.
int esc_tree_parent(int top, const char *path, bool make, const char **ret_base, esc_err *err);

// What stands at path, itself and not what it links to. Errors: SYSTEM.
int esc_tree_stat(int top, const char *path, struct stat *ret, esc_err *err);
bool esc_tree_exists(int top, const char *path);

// Opens the regular file at path to read; never blocks. Gives a descriptor. Errors: SYSTEM, ARGUMENT (no
// file).
int esc_tree_open(int top, const char *path, esc_err *err);

// Whether both are regular files that hold the same bytes.
bool esc_tree_same(int a_top, const char *a, int b_top, const char *b);

// Moves whatever stands at from (no folder) to `to`, whose folders are made, and syncs the folder that it
// comes into. From one mount to another (also of the same file system, as in a service's sandbox) it is
// copied beside its goal under a hidden name, synced, renamed, and only then removed where it was; where it
// may not be removed, the copy goes again. A goal that already holds the same bytes is taken for an earlier
// copy that was cut short. Errors: SYSTEM; ARGUMENT where something else stands there: nothing has changed
// then.
int esc_tree_move(int from_top, const char *from, int to_top, const char *to, esc_err *err);

// Gives a file another name within its folder's file system, replacing what has that name, and syncs the
// folder. Errors: SYSTEM.
int esc_tree_replace(int top, const char *from, const char *to, esc_err *err);

// Removes a file; where it is missing, that is as well. Errors: SYSTEM.
int esc_tree_remove(int top, const char *path, esc_err *err);
