// SPDX-License-Identifier: GPL-3.0-or-later
// What a finished document holds that people search for across documents: its edits and its fields, as plain
// bytes. A worker makes them, and the store takes them in after it has checked every one.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "doc/doc.h"

#define ESC_MAX_FINDINGS 200000u
#define ESC_MAX_FINDING_TEXT 4096u // bytes; longer texts are cut at a character
#define ESC_MAX_FINDINGS_BYTES (16u * 1024 * 1024)

typedef struct esc_finding {
    bool field;         // otherwise an edit
    int32_t page;       // from 0; -1 where it stands nowhere (a field that follows from others)
    float confidence;   // 0..1
    const char *name;   // the edit's class ("nonword"), the field's pointer ("/session/date")
    const char *before; // what stood there; of a field, as it is shown in the document
    const char *after;  // what was made of it; of a field, its normalised value
    const char *status; // "applied", "suggested", …; of a field "" or "flagged"
} esc_finding;

// Appends the findings of a finished document, as far as the limits go: the fields, then edits in the order
// of the text.
void esc_findings_collect(const esc_doc *doc, esc_buf *out);

// Reads the finding at *at and moves past it; its texts are lent. Gives 1, or 0 at the end. Errors: FORMAT,
// for anything but what esc_findings_collect writes.
int esc_findings_next(const void *bytes, size_t len, size_t *at, esc_finding *ret, esc_err *err);
