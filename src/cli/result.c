// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/result.h"

#include <string.h>

#include "base/file.h"
#include "base/limits.h"

const char *esc_result_text(const json_t *object, const char *key) {
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

json_int_t esc_result_number(const json_t *object, const char *key) {
    return json_integer_value(json_object_get(object, key));
}

bool esc_result_applied(const json_t *edit) { return !strcmp(esc_result_text(edit, "status"), "applied"); }

int esc_result_load(const char *path, json_t **ret, esc_err *err) {
    ESC_AUTOBUF bytes = {0};
    int failed = esc_file_load(path, ESC_MAX_DOC_BYTES, &bytes, err);
    if (failed) return failed;
    json_error_t wrong;
    json_t *document = json_loadb(esc_buf_text(&bytes), bytes.len, 0, &wrong);
    if (!document || strcmp(esc_result_text(document, "schema"), "escribano.document/1")) {
        json_decref(document);
        return esc_fail(err, ESC_FORMAT, ESC_WHY_NO_RESULT,
                        "not a result of escribano (escribano.document/1)");
    }
    *ret = document;
    return ESC_OK;
}

static bool in_line(const json_t *edit, json_int_t page, json_int_t line) {
    return edit && esc_result_number(edit, "page") == page && esc_result_number(edit, "line") == line;
}

bool esc_result_next(const json_t *edits, size_t *at, json_int_t page, json_int_t line, size_t len,
                     size_t done, esc_result_change *ret) {
    for (const json_t *edit; in_line(edit = json_array_get(edits, *at), page, line);) {
        ++*at;
        size_t from = (size_t)esc_result_number(edit, "offset"),
               to = from + (size_t)esc_result_number(edit, "length");
        if (!esc_result_applied(edit) || from < done || to > len || from > to) continue;
        *ret = (esc_result_change){from, to, esc_result_text(edit, "after")};
        // Of several changes to one token the last one's outcome stands.
        const json_t *next;
        for (size_t i = *at; in_line(next = json_array_get(edits, i), page, line); i++)
            if ((size_t)esc_result_number(next, "offset") == from && esc_result_applied(next))
                ret->after = esc_result_text(next, "after");
        return true;
    }
    return false;
}

void esc_result_line(const char *raw, const json_t *edits, size_t *at, json_int_t page, json_int_t line,
                     esc_buf *out) {
    size_t len = strlen(raw), done = 0;
    for (esc_result_change change; esc_result_next(edits, at, page, line, len, done, &change);) {
        // What is dropped takes the blank before it along.
        bool blank = !*change.after && change.from > done && raw[change.from - 1] == ' ';
        esc_buf_put(out, raw + done, change.from - done - blank);
        esc_buf_puts(out, change.after);
        done = change.to;
    }
    esc_buf_put(out, raw + done, len - done);
}
