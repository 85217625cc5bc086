// SPDX-License-Identifier: GPL-3.0-or-later
// Apart from the rest: Poppler need not be loaded for that.
#include <string.h>

#include "pdf/pdf.h"

bool esc_pdf_sniff(const void *bytes, size_t len) {
    return memmem(bytes, len < 1024 ? len : 1024, "%PDF-", 5) != NULL;
}
