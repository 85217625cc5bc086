// SPDX-License-Identifier: GPL-3.0-or-later
// Files: whole ones read under a limit, and written so that nobody ever sees half of one.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

// A file's bytes, mapped read-only.
typedef struct esc_map {
    const char *bytes; // never NULL; "" for an empty file
    size_t len;
    bool mapped;
} esc_map;

// Opens path for reading: a regular file only (never blocks on a FIFO; links are followed where follow is
// true). Errors: SYSTEM (vanished, no permission), ARGUMENT with ESC_WHY_NOT_A_FILE. Gives the descriptor or
// the kind.
int esc_file_open(const char *path, bool follow, esc_err *err);

// Maps what fd holds. Errors: SYSTEM; FORMAT with ESC_WHY_EMPTY; LIMIT where it has more than max bytes.
int esc_file_map(int fd, size_t max, esc_map *ret, esc_err *err);
void esc_file_unmap(esc_map *map);
// Brings all of it to memory in one go: for what is read as a whole, as models are when they are checked.
void esc_file_fetch(const esc_map *map);
// Lets go of the memory that the bytes looked at so far take; they are read from the file again where needed.
void esc_file_release(const esc_map *map);

// Reads fd to its end, from where it stands (also a pipe). Errors: SYSTEM; LIMIT past max bytes.
int esc_file_read(int fd, size_t max, esc_buf *out, esc_err *err);

// Reads the whole file of that name; links are followed. Errors: as esc_file_open and esc_file_read.
int esc_file_load(const char *path, size_t max, esc_buf *out, esc_err *err);

// Writes bytes as name in the folder dir_fd (AT_FDCWD: the current one): temporary name, fsync, rename, fsync
// of the folder. An older file of that name is replaced whole or not at all.
int esc_file_write(int dir_fd, const char *name, const void *bytes, size_t len, esc_err *err);

// The same piece by piece: begin, put (an esc_sink, whose user is the draft), and end, which puts the file in
// its place, or takes it back where failed is a kind; that one, or its own failure, is what it gives.
typedef struct esc_draft {
    int dir_fd, fd;
    char *name, *temporary;
} esc_draft;
int esc_draft_begin(int dir_fd, const char *name, esc_draft *ret, esc_err *err);
int esc_draft_put(void *draft, const char *bytes, size_t len, esc_err *err);
int esc_draft_end(esc_draft *draft, int failed, esc_err *err);

// SHA-256 of len bytes as 64 lower-case hexadecimal digits and a zero byte.
#define ESC_SHA256_TEXT 65
void esc_file_sha256(const void *bytes, size_t len, char ret[ESC_SHA256_TEXT]);
// The same of a whole map, a piece at a time: a file of hundreds of megabytes is never in memory at once.
void esc_file_map_sha256(const esc_map *map, char ret[ESC_SHA256_TEXT]);

// The name without its folders, and the length of that name without its extension (".tar.gz" counts as
// ".gz").
const char *esc_file_base(const char *path);
size_t esc_file_stem(const char *name);
