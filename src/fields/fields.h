// SPDX-License-Identifier: GPL-3.0-or-later
// Fields: corrected tokens in, values with evidence out; see docs/fields.md for what each one means.
#pragma once

#include "base/err.h"
#include "doc/doc.h"
#include "lexicon/lexicon.h"

// Appends doc->fields. doc has been corrected (it has tokens).
int esc_fields_read(esc_doc *doc, const esc_lexicon *lexicon, esc_err *err);
