// SPDX-License-Identifier: GPL-3.0-or-later
// Settings: one table (conf/table.h) of section, key, type, unit, range, default and help feeds the reader,
// "escribano config" and the check before the service starts. An INI file read by inih; unknown keys are
// errors.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

// ESC_CONF_FOLDERS_ROOT, ESC_CONF_WORKERS_COUNT, …: one for each line of the table.
typedef enum esc_conf_key {
#define ESC_CONF(id, ...) ESC_CONF_##id,
#include "conf/table.h"
#undef ESC_CONF
    ESC_CONF_COUNT,
} esc_conf_key;

typedef struct esc_conf esc_conf;

// All defaults. Owned by the caller.
esc_conf *esc_conf_new(void);
void esc_conf_free(esc_conf *conf);

// Reads an INI file over what conf holds. Errors: SYSTEM (ESC_WHY_NO_SETTINGS); FORMAT or LIMIT with
// "file:line: …" that names the key and what would be right. conf is unchanged on error.
int esc_conf_load(esc_conf *conf, const char *path, esc_err *err);
// The same, and tells of every mistake (in the user's language), where esc_conf_load stops at the first; what
// is right besides them is read into conf.
typedef void esc_conf_told(void *user, const char *message);
int esc_conf_load_telling(esc_conf *conf, const char *path, esc_conf_told *told, void *user, esc_err *err);
// Tells of every setting that the file read last gives twice (path is its name); gives how many these are.
int esc_conf_tell_twice(const esc_conf *conf, const char *path, esc_conf_told *told, void *user);
// As esc_conf_load for one setting ("section.key=value", as the command line has it).
int esc_conf_set(esc_conf *conf, const char *assignment, esc_err *err);
// Whether any folder is named: without one, the settings serve the command line only.
bool esc_conf_of_service(const esc_conf *conf);
// What one setting alone cannot tell: folders that overlap or are missing; each such mistake is told (NULL:
// the first is enough). Errors: ARGUMENT.
int esc_conf_check(const esc_conf *conf, esc_conf_told *told, void *user, esc_err *err);
// Whether [notify] command, if there is one, can be run as things are now: a service works without it, too.
// Errors: ARGUMENT.
int esc_conf_check_command(const esc_conf *conf, esc_err *err);

// Whether a file or the command line gave it, or it is the default.
bool esc_conf_given(const esc_conf *conf, esc_conf_key key);
// The values; asserted to be of that type. Texts are lent. The words of a list are separated by blanks.
const char *esc_conf_text(const esc_conf *conf, esc_conf_key key); // "" where not set
int64_t esc_conf_integer(const esc_conf *conf, esc_conf_key key);
double esc_conf_number(const esc_conf *conf, esc_conf_key key);
// A folder: as set, or below [folders] root ("entrada", "salida", "originales", "cuarentena"), or "".
// Owned by the caller.
char *esc_conf_folder(const esc_conf *conf, esc_conf_key key);
// Whether it may be another one, because what it follows from was given a value that could not be taken.
bool esc_conf_folder_mistaken(const esc_conf *conf, esc_conf_key key);

// Every setting with its help, unit, range and default, as an INI file that could be used as it stands.
void esc_conf_print(const esc_conf *conf, esc_buf *out);
