// SPDX-License-Identifier: GPL-3.0-or-later
// The flat list of fields as the tree that the schema describes.
#pragma once

#include <jansson.h>

#include "base/buf.h"
#include "base/err.h"
#include "doc/doc.h"

// Builds /fields: every member of the schema is there, null or [] where the document does not say. Of two
// fields with one pointer the first stands. Owned by the caller.
json_t *esc_fields_tree(const esc_doc *doc);
// Builds /evidence: for each value, keyed by its pointer, where it stands, how sure it is, and what
// contradicts it. Owned by the caller.
json_t *esc_evidence_tree(const esc_doc *doc);

// Writes a tree as all JSON of escribano is written: indented by one blank, a line feed at its end. Frees
// root; NULL is a failure. Errors: LIBRARY.
int esc_tree_dump(json_t *root, esc_buf *out, esc_err *err);

// The tree of fields, also one read from a result, as a table for people. What the evidence flags, or is not
// sure of, is marked behind its value.
void esc_fields_table(const json_t *tree, const json_t *evidence, esc_buf *out);
