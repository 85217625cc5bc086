// SPDX-License-Identifier: GPL-3.0-or-later
// What supervisor and worker say to each other: one fixed struct each way over a SOCK_SEQPACKET pair. Both
// are the same program, so that bytes need no wire format; but a worker has read foreign files and may have
// been taken over, so that the supervisor believes nothing of a reply before it is checked.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/file.h"
#include "store/store.h"

#define ESC_MESSAGE_FDS 6
// What a page may give, and what the results of a document may be.
#define ESC_MAX_PAGE_RESULT_BYTES (64u * 1024 * 1024)
#define ESC_MAX_RESULT_BYTES (512u * 1024 * 1024)

// Descriptors with a request: OPEN: input. PAGE: input, and where the page goes. FINISH: the pages, and where
// text, JSON and findings go; for a file that keeps its form (ALTO, hOCR) its input, too, and where it goes.
typedef struct esc_request {
    uint32_t magic, kind; // esc_job_kind
    int64_t document;
    int32_t page, attempt;
    int32_t pages; // FINISH
    uint64_t bytes;
    char type[16], sha256[ESC_SHA256_TEXT];
    char name[256]; // as it was found, without folders; raw bytes
} esc_request;

typedef struct esc_reply {
    uint32_t magic, kind; // esc_job_kind, ESC_REPLY_HELLO or ESC_REPLY_PROGRESS
    int64_t document;
    int32_t page, attempt;
    int32_t status; // 0 or esc_kind
    int32_t why;    // esc_why, where status is not 0; PAGE: also of one that is not all there, otherwise 0
    int32_t pages;  // OPEN
    uint64_t bytes; // OPEN; PAGE, FINISH: of the (first) result
    char type[16];  // OPEN
    char sha256[ESC_SHA256_TEXT]; // OPEN; also of what cannot be opened, "" where it could not be had
    char message[ESC_MESSAGE_BYTES], said[ESC_MESSAGE_BYTES]; // as in esc_err
} esc_reply;

#define ESC_MESSAGE_MAGIC 0x45534331u
#define ESC_REPLY_HELLO ESC_JOB_KIND_COUNT          // a worker is ready for its first job
#define ESC_REPLY_PROGRESS (ESC_JOB_KIND_COUNT + 1) // it gets on with the job it has
#define ESC_PROGRESS_EVERY_MS 1000                  // at most so often, however often it gets on

// Between the page results that a FINISH gets, one after the other.
typedef struct esc_page_header {
    uint32_t why; // ESC_WHY_COUNT: `bytes` of an encoded document follow; otherwise why the page failed
    uint32_t unused;
    uint64_t bytes;
} esc_page_header;

// Puts what err says into a reply.
void esc_reply_tell(esc_reply *reply, const esc_err *err);
// What a reply that failed says.
esc_err esc_reply_told(const esc_reply *reply);
// Checks len bytes from a worker: length, magic, ranges, ends of texts, and that it answers asked or tells of
// progress with it (NULL: that it is a hello). Control characters in the messages are replaced. Errors:
// FORMAT.
int esc_reply_check(const void *bytes, size_t len, const esc_request *asked, esc_reply *ret, esc_err *err);

// Sends one message with count descriptors. Errors: SYSTEM.
int esc_message_send(int sock, const void *bytes, size_t len, const int *fds, int count, esc_err *err);
// Receives one of exactly len bytes with at most ESC_MESSAGE_FDS descriptors, the caller's. Gives 1, or 0
// where the other side is gone. Errors: SYSTEM, FORMAT.
int esc_message_receive(int sock, void *bytes, size_t len, int fds[ESC_MESSAGE_FDS], int *ret_count,
                        esc_err *err);
