// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

static const struct {
    const char *name;
    int transient;
    const char *text;
} reasons[ESC_WHY_COUNT] = {
    [ESC_WHY_OTHER] = {"other", 0, N_("The file could not be processed. The log has the details.")},
    [ESC_WHY_EMPTY] = {"empty", 0, N_("The file is empty. Scan or copy it again.")},
    [ESC_WHY_NOT_A_FILE] =
        {"not_a_file", 0,
         N_("This is no regular file but a folder, link, pipe or device. Use the file itself: its "
            "own path, or in the input "
            "folder a copy of it.")},
    [ESC_WHY_NO_PERMISSION] =
        {"no_permission", 0, N_("The file may not be read. Ask the administrator to give read permission.")},
    [ESC_WHY_VANISHED] = {"vanished", 0,
                          N_("The file is not there: it was moved or deleted, or its name is mistyped.")},
    [ESC_WHY_UNKNOWN_TYPE] =
        {"unknown_type", 0,
         N_("This kind of file is not read. Use PDF, TIFF, PNG, JPEG, JPEG 2000, WebP, PNM, "
            "ALTO, hOCR or plain text.")},
    [ESC_WHY_WRONG_NAME] =
        {"wrong_name", 0,
         N_("The content is not what the name's ending says. Give it its right ending, or export it "
            "again.")},
    [ESC_WHY_TRUNCATED] = {"truncated", 0,
                           N_("The file is cut short: its end is missing. Copy or scan it again.")},
    [ESC_WHY_DAMAGED] = {"damaged", 0, N_("The file is damaged and cannot be read. Copy or scan it again.")},
    [ESC_WHY_ENCRYPTED] =
        {"encrypted", 0,
         N_("The PDF is protected by a password. Save it without the password and try again.")},
    [ESC_WHY_NO_PAGES] = {"no_pages", 0, N_("The file has no pages. Scan or export it again.")},
    [ESC_WHY_TOO_MANY_PAGES] =
        {"too_many_pages", 0,
         N_("The file has more pages than the settings allow. Split it, or raise the limit.")},
    [ESC_WHY_TOO_MANY_PIXELS] =
        {"too_many_pixels", 0,
         N_("A page has more pixels than the settings allow. Scan it at 300 dpi, or raise the "
            "limit.")},
    [ESC_WHY_TOO_MANY_BYTES] =
        {"too_many_bytes", 0,
         N_("The file is larger than the settings allow. Split it, or raise the limit.")},
    [ESC_WHY_NOT_TEXT] = {"not_text", 0,
                          N_("The file is named as text, but its content is not text. Export it again as "
                             "plain text (UTF-8).")},
    [ESC_WHY_TIMEOUT] = {"timeout", 1,
                         N_("Reading took longer than the deadline allows. Scan the page at 300 dpi, or have "
                            "the deadline raised.")},
    [ESC_WHY_CRASH] = {"crash", 1,
                       N_("The program that read this page stopped unexpectedly. Scan or export it again; if "
                          "that does not help, tell the administrator.")},
    [ESC_WHY_MEMORY] = {"memory", 1,
                        N_("Reading needed more memory than is allowed. Scan the page at 300 dpi, or have "
                           "the limit raised.")},
    [ESC_WHY_DISK_FULL] = {"disk_full", 1, N_("The disk is full. Free some space.")},
    [ESC_WHY_IO] = {"io", 1, N_("The disk or the network folder reported an error. Tell the administrator.")},
    [ESC_WHY_MODELS_MISSING] =
        {"models_missing", 0,
         N_("A dictionary or model is missing (the details name it). Dictionaries and Tesseract's models are "
            "Debian packages (hunspell-es, tesseract-ocr-spa; \"scripts/packages\" installs them). What lies "
            "in "
            "models/ and dicts/ comes with escribano: install it again (\"scripts/install-service\"), or in "
            "its "
            "source tree \"git checkout models dicts\".")},
    [ESC_WHY_MODELS_DAMAGED] =
        {"models_damaged", 0,
         N_("A dictionary or model is there, but empty, damaged or of another kind (the details name it). "
            "Install its Debian package again; what lies in models/ and dicts/ comes with escribano: install "
            "that again (\"scripts/install-service\"), or in its source tree \"git checkout models "
            "dicts\".")},
    [ESC_WHY_SETTINGS] =
        {"settings", 0, N_("A setting is wrong. \"escribano config\" lists all of them with their meaning.")},
    [ESC_WHY_CANCELLED] = {"cancelled", 0, N_("It was taken out of the queue on request.")},
    [ESC_WHY_GLOSSARY] = {"glossary", 0,
                          N_("A glossary is missing, or a line of it is wrong. Correct what is named.")},
    [ESC_WHY_FOLDER] = {"folder", 1,
                        N_("A folder is missing, full, or may not be written (the details name it). Make "
                           "it, free some space, or ask the administrator for permission to write there.")},
    [ESC_WHY_DATABASE] =
        {"database", 0,
         N_("The service's database is damaged. Stop the service, move escribano.db, escribano.db-wal and "
            "escribano.db-shm out of its folder, put the latest copy made by \"escribano backup\" there as "
            "escribano.db, and start it again. No file is lost, even without a copy.")},
    [ESC_WHY_NO_RESULT] = {"no_result", 0,
                           N_("This is no result of escribano. Give the NAME.json that \"escribano run\" or "
                              "the service has written.")},
    [ESC_WHY_NO_SETTINGS] =
        {"no_settings", 0,
         N_("The settings file cannot be read. See whether its path is right and who may read it; "
            "\"escribano config > FILE\" writes a new one.")},
    [ESC_WHY_ALREADY_RUNS] =
        {"already_runs", 0,
         N_("Another escribanod is at work on these folders already, and one is enough: \"escribano "
            "status\" tells what it does. To start this one in its place, stop that one first.")},
    [ESC_WHY_NEWER_DATABASE] =
        {"newer_database", 0,
         N_("The database was written by a newer version of escribano. Install that version again; or, to "
            "go back, move escribano.db away and give the copy that the update left beside it "
            "(escribano.db.version-N) its name: what has come since then is not in it.")},
    [ESC_WHY_OLDER_DATABASE] = {"older_database", 0,
                                N_("The service has not brought its database up to date yet. Start it: "
                                   "\"systemctl start escribanod\".")},
    [ESC_WHY_LOCKED_DATABASE] = {"locked_database", 1,
                                 N_("Another program holds the database (an open sqlite3?). Close it.")},
};

// What was found, in English, and (from the same format) in the user's language.
static __attribute__((format(printf, 5, 0))) int fill(esc_err *err, int kind, int sys, esc_why why,
                                                      const char *format, va_list args) {
    if (!err) return kind;
    int keep = errno; // finding the translation may open files
    va_list again;
    va_copy(again, args);
    err->kind = kind;
    err->sys = sys;
    err->why = why;
    vsnprintf(err->message, sizeof err->message, format, args);
    vsnprintf(err->said, sizeof err->said, _(format), again);
    va_end(again);
    errno = keep;
    return kind;
}

static void append(esc_err *err, const char *message, const char *said) {
    if (!err) return;
    size_t used = strlen(err->message);
    snprintf(err->message + used, sizeof err->message - used, ": %s", message);
    used = strlen(err->said);
    snprintf(err->said + used, sizeof err->said - used, ": %s", said);
}

int esc_fail_va(esc_err *err, int kind, esc_why why, const char *format, va_list args) {
    return fill(err, kind, 0, why, format, args);
}

int esc_fail(esc_err *err, int kind, esc_why why, const char *format, ...) {
    va_list args;
    va_start(args, format);
    fill(err, kind, 0, why, format, args);
    va_end(args);
    return kind;
}

int esc_fail_of(esc_err *err, int kind, esc_why why, const char *what, const char *format, ...) {
    va_list args;
    va_start(args, format);
    fill(err, kind, 0, why, format, args);
    va_end(args);
    append(err, what, _(what));
    return kind;
}

int esc_fail_by(esc_err *err, int kind, esc_why why, const esc_err *cause, const char *format, ...) {
    const esc_err copy = *cause; // it may be err itself
    va_list args;
    va_start(args, format);
    fill(err, kind, copy.sys, why, format, args);
    va_end(args);
    append(err, copy.message, copy.said);
    return kind;
}

int esc_fail_library(esc_err *err, int kind, esc_why why, const char *library, const char *words,
                     const char *format, ...) {
    va_list args;
    va_start(args, format);
    fill(err, kind, 0, why, format, args);
    va_end(args);
    if (!err) return kind;
    size_t used = strlen(err->message);
    snprintf(err->message + used, sizeof err->message - used, " (%s: %s)", library, words);
    used = strlen(err->said);
    snprintf(err->said + used, sizeof err->said - used, " (%s: %s)", library, words);
    return kind;
}

int esc_fail_as(esc_err *err, int kind, esc_why why, const esc_err *cause) {
    if (!err) return kind;
    *err = *cause;
    err->kind = kind;
    err->why = why;
    return kind;
}

static esc_why why_of_errno(int sys) {
    switch (sys) {
    case ENOENT:
    case ENOTDIR:
    case ESTALE:
        return ESC_WHY_VANISHED;
    case EACCES:
    case EPERM:
        return ESC_WHY_NO_PERMISSION;
    case EROFS:
        return ESC_WHY_FOLDER;
    case ENOSPC:
    case EDQUOT:
        return ESC_WHY_DISK_FULL;
    case EIO:
        return ESC_WHY_IO;
    case EISDIR:
    case ELOOP:
        return ESC_WHY_NOT_A_FILE;
    case ENOMEM:
        return ESC_WHY_MEMORY;
    default:
        return ESC_WHY_OTHER;
    }
}

// glibc's sentences; its own translations are not on every machine.
static const char *const common_errnos[] = {
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("Read-only file system"),
    N_("No space left on device"),
    N_("Disk quota exceeded"),
    N_("Input/output error"),
    N_("Cannot allocate memory"),
    N_("Not a directory"),
    N_("Is a directory"),
    N_("File exists"),
    N_("Directory not empty"),
    N_("File name too long"),
    N_("File too large"),
    N_("Too many levels of symbolic links"),
    N_("Too many open files"),
    N_("Too many open files in system"),
    N_("Stale file handle"),
    N_("Device or resource busy"),
    N_("No such device or address"),
    N_("Resource temporarily unavailable"),
    N_("Connection refused"),
    N_("Broken pipe"),
    N_("Exec format error"),
    N_("Invalid argument"),
    N_("Operation not supported"),
    N_("Text file busy"),
    N_("Transport endpoint is not connected"),
    N_("Host is down"),
    N_("Connection timed out"),
    N_("No locks available"),
    N_("Interrupted system call"),
    N_("Bad file descriptor"),
    N_("No such device"),
    N_("Remote I/O error"),
    N_("Structure needs cleaning"),
};

static __attribute__((format(printf, 4, 0))) int fill_errno(esc_err *err, int sys, esc_why why,
                                                            const char *format, va_list args) {
    (void)common_errnos; // for the catalogue
    fill(err, ESC_SYSTEM, sys, why, format, args);
    const char *said = strerrordesc_np(sys) ?: N_("unknown error");
    const char *ours = _(said);
    char other[128];
    if (ours == said && strcmp(esc_i18n_language(), "en") != 0) {
        snprintf(other, sizeof other, "%s (%s)", _("the system reports an error"), said);
        ours = other;
    }
    append(err, said, ours);
    return ESC_SYSTEM;
}

int esc_fail_errno(esc_err *err, const char *format, ...) {
    int sys = errno;
    va_list args;
    va_start(args, format);
    fill_errno(err, sys, why_of_errno(sys), format, args);
    va_end(args);
    return ESC_SYSTEM;
}

int esc_fail_writing(esc_err *err, const char *format, ...) {
    int sys = errno;
    esc_why why = why_of_errno(sys);
    va_list args;
    va_start(args, format);
    fill_errno(err, sys, why == ESC_WHY_NO_PERMISSION ? ESC_WHY_FOLDER : why, format, args);
    va_end(args);
    return ESC_SYSTEM;
}

int esc_fail_creating(esc_err *err, const char *format, ...) {
    int sys = errno;
    esc_why why = why_of_errno(sys);
    bool folder = why == ESC_WHY_NO_PERMISSION || why == ESC_WHY_VANISHED;
    va_list args;
    va_start(args, format);
    fill_errno(err, sys, folder ? ESC_WHY_FOLDER : why, format, args);
    va_end(args);
    return ESC_SYSTEM;
}

const char *esc_why_name(esc_why why) { return reasons[why < ESC_WHY_COUNT ? why : ESC_WHY_OTHER].name; }

esc_why esc_why_lookup(const char *name) {
    if (!strcmp(name, "not_writable")) return ESC_WHY_FOLDER; // as earlier versions have stored it
    for (int i = 0; i < ESC_WHY_COUNT; i++)
        if (!strcmp(reasons[i].name, name)) return (esc_why)i;
    return ESC_WHY_OTHER;
}

const char *esc_why_text(esc_why why) { return _(reasons[why < ESC_WHY_COUNT ? why : ESC_WHY_OTHER].text); }

int esc_why_transient(esc_why why) { return reasons[why < ESC_WHY_COUNT ? why : ESC_WHY_OTHER].transient; }
