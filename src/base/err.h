// SPDX-License-Identifier: GPL-3.0-or-later
// Errors: a function that can fail returns 0 or a negative kind, and tells the rest in its last parameter.
#pragma once

#include <stdarg.h>

// What went wrong, for a program.
enum esc_kind {
    ESC_OK = 0,
    ESC_SYSTEM = -1,      // the operating system said no (errno is in esc_err.sys)
    ESC_LIBRARY = -2,     // a library failed on input that looked right
    ESC_ARGUMENT = -3,    // the caller or the user asked for something that makes no sense
    ESC_LIMIT = -4,       // a named limit of limits.h or of the settings was passed
    ESC_UNSUPPORTED = -5, // well-formed, but not something we read
    ESC_FORMAT = -6,      // bytes from outside that are not what they should be
    ESC_CANCELLED = -7,   // stopped on request
};

// Why an input could not be used, for a person: each has a name that stays (in the store, in JSON) and a
// translated sentence that says what to do. The order is not stored anywhere.
typedef enum esc_why {
    ESC_WHY_OTHER, // no particular reason: the message has to do
    ESC_WHY_EMPTY,
    ESC_WHY_NOT_A_FILE,
    ESC_WHY_NO_PERMISSION,
    ESC_WHY_VANISHED,
    ESC_WHY_UNKNOWN_TYPE,
    ESC_WHY_WRONG_NAME,
    ESC_WHY_TRUNCATED,
    ESC_WHY_DAMAGED,
    ESC_WHY_ENCRYPTED,
    ESC_WHY_NO_PAGES,
    ESC_WHY_TOO_MANY_PAGES,
    ESC_WHY_TOO_MANY_PIXELS,
    ESC_WHY_TOO_MANY_BYTES,
    ESC_WHY_NOT_TEXT,
    ESC_WHY_TIMEOUT,
    ESC_WHY_CRASH,
    ESC_WHY_MEMORY,
    ESC_WHY_DISK_FULL,
    ESC_WHY_IO,
    ESC_WHY_MODELS_MISSING,
    ESC_WHY_MODELS_DAMAGED,
    ESC_WHY_SETTINGS,
    ESC_WHY_CANCELLED,
    ESC_WHY_GLOSSARY,
    ESC_WHY_FOLDER,
    ESC_WHY_DATABASE,
    ESC_WHY_ALREADY_RUNS,
    ESC_WHY_NEWER_DATABASE,
    ESC_WHY_OLDER_DATABASE,
    ESC_WHY_LOCKED_DATABASE,
    ESC_WHY_NO_SETTINGS,
    ESC_WHY_NO_RESULT,
    ESC_WHY_COUNT,
} esc_why;

enum { ESC_MESSAGE_BYTES = 400 };
typedef struct esc_err {
    int kind;                        // one of esc_kind
    int sys;                         // errno, where kind is ESC_SYSTEM
    esc_why why;                     // for the person
    char message[ESC_MESSAGE_BYTES]; // English, for the log: what, where, which value
    char said[ESC_MESSAGE_BYTES];    // the same in the language of esc_i18n_init, for the person
} esc_err;

// Fills err (which may be NULL) and returns kind, so that "return esc_fail(…)" is one statement. The message
// says what was found and where; its format is English, and a string to be translated without being marked.
int esc_fail(esc_err *err, int kind, esc_why why, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
int esc_fail_va(esc_err *err, int kind, esc_why why, const char *format, va_list args)
    __attribute__((format(printf, 4, 0)));

// The same for the errno that stands now: kind ESC_SYSTEM, ": strerror" appended, and the reason found from
// it (ENOENT vanished, EACCES no permission, EROFS folder, ENOSPC and EDQUOT disk full, EIO input/output,
// otherwise other).
int esc_fail_errno(esc_err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

// The same for what was to be written or moved: where permission is lacking its folder is to blame; and for
// what was to be made: also a folder that is not there.
int esc_fail_writing(esc_err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));
int esc_fail_creating(esc_err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

// The same with ": " and what it comes of: a few words marked with N_, or what cause says.
int esc_fail_of(esc_err *err, int kind, esc_why why, const char *what, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
int esc_fail_by(esc_err *err, int kind, esc_why why, const esc_err *cause, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
// The same with " (library: words)": what a library says is English whatever the language, and a detail.
int esc_fail_library(esc_err *err, int kind, esc_why why, const char *library, const char *words,
                     const char *format, ...) __attribute__((format(printf, 6, 7)));
// What cause says, with another kind and reason.
int esc_fail_as(esc_err *err, int kind, esc_why why, const esc_err *cause);

// The reason's stable name, such as "encrypted"; never NULL.
const char *esc_why_name(esc_why why);

// The reason of that name, or ESC_WHY_OTHER.
esc_why esc_why_lookup(const char *name);

// One or two sentences in the user's language: what is wrong with the file, and what to do about it.
const char *esc_why_text(esc_why why);

// True where trying again later may help (I/O errors, a full disk, a crash, a deadline), false where the file
// itself has to change.
int esc_why_transient(esc_why why);
