// SPDX-License-Identifier: GPL-3.0-or-later
// The command line: one cmd_*.c for each command, and what they share.
#pragma once

#include <getopt.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/err.h"
#include "conf/conf.h"
#include "pipeline/pipeline.h"

// Exit codes, the same for every command.
enum esc_exit {
    ESC_EXIT_DONE = 0,
    ESC_EXIT_FAILED = 1,  // some inputs failed, or some of their pages
    ESC_EXIT_USAGE = 2,   // the command line was wrong
    ESC_EXIT_CONFIG = 3,  // settings or models are wrong or missing, or the service's database is damaged
    ESC_EXIT_UNKNOWN = 4, // this user may not see what the service does
    // Of "status" only, as the LSB has them.
    ESC_EXIT_STOPPED = 1, // the service is there, but its work or its intake has stopped
    ESC_EXIT_DOWN = 3,    // it is not at work
};

typedef struct esc_command {
    const char *name;
    const char *summary;               // one line for "escribano --help", marked with N_
    const char *help;                  // the whole of "escribano NAME --help", marked with N_
    int (*run)(int argc, char **argv); // argv[0] is the command's name; gives an esc_exit
} esc_command;

extern const esc_command esc_cmd_run, esc_cmd_correct, esc_cmd_fields, esc_cmd_show, esc_cmd_undo,
    esc_cmd_eval, esc_cmd_glossary, esc_cmd_config, esc_cmd_status, esc_cmd_queue, esc_cmd_quarantine,
    esc_cmd_backup, esc_cmd_recorrect;

// The next option as getopt_long, with what every command knows: --help (prints command->help, exits), and a
// message in the user's language for a wrong one (exits with ESC_EXIT_USAGE). -1 where there is no more.
int esc_cli_option(const esc_command *command, int argc, char **argv, const char *letters,
                   const struct option *options);
// Says what is wrong with the command line, and where help is; gives ESC_EXIT_USAGE.
int esc_cli_usage(const esc_command *command, const char *format, ...) __attribute__((format(printf, 2, 3)));

// Tells a failure on stderr: what it concerns, the reason in the user's language, and the detail. Gives the
// exit code that fits: CONFIG where models, settings or the database are at fault, otherwise FAILED.
int esc_cli_failed(const char *what, const esc_err *err);

// Options that the commands with an engine share: --config and --set.
typedef struct esc_cli_settings {
    const char *file; // NULL: defaults
    char *set[32];    // "section.key=value"
    int count;
} esc_cli_settings;
#define ESC_CLI_SETTINGS_OPTIONS                                                                             \
    {"config", required_argument, NULL, 'c'}, { "set", required_argument, NULL, 's' }
// Takes option letter 'c' or 's' with optarg; false where there are too many.
bool esc_cli_settings_take(esc_cli_settings *settings, int letter, char *value);
// The settings, and with them the engine; both owned by the caller. A failure has been told, and its exit
// code is given.
int esc_cli_conf(const esc_cli_settings *settings, esc_conf **ret);
// The same for who only has to find the service: mistakes in the file are no failure, but appended to
// mistakes, one a line.
int esc_cli_conf_what_is_right(const esc_cli_settings *settings, esc_conf **ret, esc_buf *mistakes);
int esc_cli_engine(const esc_cli_settings *settings, esc_conf **ret_conf, esc_engine **ret_engine);

// The text in the file at path, cleaned; from the standard input where path is NULL. Errors: of
// esc_file_load; FORMAT where it is no text; of esc_text_check.
int esc_cli_text(const char *path, esc_buf *out, esc_err *err);

// Writes len bytes to stdout. ESC_EXIT_DONE, or FAILED, told.
int esc_cli_print(const char *bytes, size_t len);

// ---- the terminal ----

// True where stream is a terminal and NO_COLOR is not set.
bool esc_term_colour(FILE *stream);
#define ESC_TERM_RED "\033[31m"
#define ESC_TERM_GREEN "\033[32m"
#define ESC_TERM_DIM "\033[2m"
#define ESC_TERM_PLAIN "\033[0m"
// Prints a sentence to stdout as lines of 78 columns at most, indented by so many.
void esc_term_wrap(const char *sentence, int indent);

// Wipes what stands on stderr's line, where that is a terminal.
void esc_term_clear_line(void);

// A progress bar on stderr; shows nothing where stderr is no terminal.
typedef struct esc_bar {
    int32_t files, file; // how many there are; which one is being read, from 0
    int32_t pages, page; // of that file: how many, and how many of them are read
    const char *name;    // of that file
    double started;      // seconds, monotonic; 0 before the first draw
} esc_bar;
void esc_bar_draw(esc_bar *bar);
// An esc_progress whose user is the bar.
bool esc_bar_page(void *user, int32_t page, int32_t pages);
void esc_bar_clear(const esc_bar *bar);
