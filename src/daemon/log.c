// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/log.h"

#define SD_JOURNAL_SUPPRESS_LOCATION // where in our source it was logged says nothing to an archive

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <systemd/sd-journal.h>
#include <unistd.h>

#include "base/file.h"

// systemd says which stream is the journal's; somebody may have sent standard error elsewhere since.
bool esc_log_is_journal(void) {
    static int known = -1;
    if (known >= 0) return known;
    const char *stream = getenv("JOURNAL_STREAM");
    unsigned long long device, inode;
    struct stat st;
    known = stream && sscanf(stream, "%llu:%llu", &device, &inode) == 2 && !fstat(STDERR_FILENO, &st) &&
            st.st_dev == device && st.st_ino == inode;
    return known;
}

enum { FIELDS = 10, FIELD_BYTES = 5000 };

typedef struct entry {
    char text[FIELDS][FIELD_BYTES];
    struct iovec fields[FIELDS];
    int count;
} entry;

static __attribute__((format(printf, 2, 3))) void field(entry *e, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *text = e->text[e->count];
    int len = vsnprintf(text, FIELD_BYTES, format, args);
    va_end(args);
    if (len < 0) return;
    e->fields[e->count++] = (struct iovec){text, len < FIELD_BYTES ? (size_t)len : FIELD_BYTES - 1};
}

static bool to_journal(const esc_log_subject *subject, const char *priority, const char *text) {
    entry e;
    e.count = 0;
    field(&e, "MESSAGE=%s", text);
    field(&e, "PRIORITY=%c", priority[1]);
    field(&e, "SYSLOG_IDENTIFIER=escribanod");
    if (subject->id) field(&e, "MESSAGE_ID=%s", subject->id);
    if (subject->document) field(&e, "ESCRIBANO_DOCUMENT=%lld", (long long)subject->document);
    if (subject->page) field(&e, "ESCRIBANO_PAGE=%d", subject->page);
    if (subject->job) field(&e, "ESCRIBANO_JOB=%s", subject->job);
    if (subject->why) field(&e, "ESCRIBANO_REASON=%s", subject->why);
    if (subject->path) {
        int folder = (int)(esc_file_base(subject->path) - subject->path);
        field(&e, "ESCRIBANO_PATH=%s", subject->path);
        field(&e, "ESCRIBANO_CAMPAIGN=%.*s", folder ? folder - 1 : 0, subject->path);
    }
    return sd_journal_sendv(e.fields, e.count) >= 0;
}

static void log_text(const esc_log_subject *subject, const char *priority, const char *format, va_list args) {
    static int terminal = -1;
    if (terminal < 0) terminal = isatty(STDERR_FILENO);
    char text[4096];
    vsnprintf(text, sizeof text, format, args);
    if (esc_log_is_journal() && to_journal(subject, priority, text)) return;
    // One write a line: lines of several processes do not mix.
    char line[sizeof text + 8];
    int len = snprintf(line, sizeof line, "%s%s\n", terminal ? "" : priority, text);
    if (write(STDERR_FILENO, line, (size_t)len) < 0) {
    } // there is nowhere to say that the log cannot be written
}

void esc_log(const char *priority, const char *format, ...) {
    va_list args;
    va_start(args, format);
    log_text(&(esc_log_subject){0}, priority, format, args);
    va_end(args);
}

void esc_log_about(const esc_log_subject *subject, const char *priority, const char *format, ...) {
    va_list args;
    va_start(args, format);
    log_text(subject, priority, format, args);
    va_end(args);
}
