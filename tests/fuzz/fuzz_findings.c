// SPDX-License-Identifier: GPL-3.0-or-later
// What a worker says that it found: every finding that is taken is within its ranges, and the reading ends.
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "store/findings.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    size_t at = 0, before = 0;
    esc_finding got;
    while (esc_findings_next(data, size, &at, &got, NULL) > 0) {
        assert(at > before && at <= size);
        before = at;
        assert(got.page >= -1 && got.confidence >= 0 && got.confidence <= 1);
        assert(strlen(got.name) <= ESC_MAX_FINDING_TEXT && strlen(got.before) <= ESC_MAX_FINDING_TEXT);
        assert(strlen(got.after) <= ESC_MAX_FINDING_TEXT && strlen(got.status) <= ESC_MAX_FINDING_TEXT);
    }
    assert(at == before);
    return 0;
}
