// SPDX-License-Identifier: GPL-3.0-or-later
// A result (NAME.json, schema "escribano.document/1") as the commands see it that show or change one.
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

// Errors: of esc_file_load; FORMAT where it is no result. The caller owns *ret.
int esc_result_load(const char *path, json_t **ret, esc_err *err);

// "" and 0 where there is no such member.
const char *esc_result_text(const json_t *object, const char *key);
json_int_t esc_result_number(const json_t *object, const char *key);
bool esc_result_applied(const json_t *edit);

// A change as it stands in a line: raw bytes from…to became after. Lent by the result.
typedef struct esc_result_change {
    size_t from, to;
    const char *after;
} esc_result_change;
// The next change that was made to a line of len raw bytes; edits from *at on, which is moved behind it, or,
// where there is no more (false), behind the line's last edit. done: where the change before it ended, 0 at
// first.
bool esc_result_next(const json_t *edits, size_t *at, json_int_t page, json_int_t line, size_t len,
                     size_t done, esc_result_change *ret);
// The line as its changes make it; edits from *at on, which is moved behind the line's last one.
void esc_result_line(const char *raw, const json_t *edits, size_t *at, json_int_t page, json_int_t line,
                     esc_buf *out);
