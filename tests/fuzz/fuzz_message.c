// SPDX-License-Identifier: GPL-3.0-or-later
// What a worker answers: whatever it sends, the supervisor goes on with values within their ranges or refuses
// it.
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/limits.h"
#include "daemon/message.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void try_kind(const uint8_t *data, size_t size, esc_job_kind kind) {
    const esc_request asked = {.magic = ESC_MESSAGE_MAGIC, .kind = kind, .document = 7, .attempt = 2};
    esc_reply reply;
    if (esc_reply_check(data, size, &asked, &reply, NULL)) return;
    assert(reply.document == 7 && reply.status <= 0 && reply.why < ESC_WHY_COUNT);
    assert(strlen(reply.message) < sizeof reply.message);
    if (reply.kind != ESC_JOB_OPEN || reply.status) return;
    assert(reply.pages >= 1 && reply.pages <= ESC_MAX_PAGES);
    assert(strlen(reply.sha256) == 64 && strlen(reply.type) < sizeof reply.type);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    esc_reply reply;
    esc_reply_check(data, size, NULL, &reply, NULL);
    for (int kind = 0; kind < ESC_JOB_KIND_COUNT; kind++) try_kind(data, size, (esc_job_kind)kind);
    return 0;
}
