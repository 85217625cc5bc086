// SPDX-License-Identifier: GPL-3.0-or-later
// The service's log, in English, one line an event; never a document's text. Under systemd's journal each
// entry has fields of its own, so that "journalctl ESCRIBANO_DOCUMENT=17" finds all that concerns a document;
// otherwise it goes to standard error, with its priority as the journal reads it ("<6>…", see sd-daemon(3)),
// and without where that is a terminal.
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <systemd/sd-daemon.h>

// What an entry is about; what is 0 or NULL is left out.
typedef struct esc_log_subject {
    int64_t document;
    int32_t page;     // from 1
    const char *job;  // "open", "page", "finish"
    const char *path; // below entrada, raw bytes: gives the campaign, too
    const char *why;  // a reason's name
    const char *id;   // one of ESC_LOG_ID_…
} esc_log_subject;

// For events that somebody may watch for (MESSAGE_ID=).
#define ESC_LOG_ID_DONE "5d2e0c6b9c8f4b0d9b6f3c1b0a7e4d11"
#define ESC_LOG_ID_QUARANTINED "a41f7be2d3704d7cb0a6e1c95f20886b"
#define ESC_LOG_ID_JOB_FAILED "c0b9d8f6e2f34a19a5d35b7714ce09d2"
#define ESC_LOG_ID_STOPPED "1f6a9b4c0d7e4f35b8a2c6d1e3f05847"
#define ESC_LOG_ID_RESUMED "e7c35a18f2b94d60a1d8034b9c6e7f52"
#define ESC_LOG_ID_DISK "8b2c4d6e0f1a4b3c9d5e7f6071829304"
#define ESC_LOG_ID_STUCK "39d07c5be8a64f1292f4b6a8d0c2e175"

// Whether standard error is the journal.
bool esc_log_is_journal(void);
// priority: one of SD_ERR, SD_WARNING, SD_NOTICE, SD_INFO, SD_DEBUG.
void esc_log(const char *priority, const char *format, ...) __attribute__((format(printf, 2, 3)));
void esc_log_about(const esc_log_subject *subject, const char *priority, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
