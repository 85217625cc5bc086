// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/limits.h"
#include "base/utf8.h"

int esc_cli_option(const esc_command *command, int argc, char **argv, const char *letters,
                   const struct option *options) {
    opterr = 0; // getopt's own messages are not ours to translate
    int letter = getopt_long(argc, argv, letters, options, NULL);
    if (letter == 'h') {
        fputs(_(command->help), stdout);
        exit(ESC_EXIT_DONE);
    }
    if (letter == '?' || letter == ':') {
        const char *wrong = optind > 0 && optind <= argc ? argv[optind - 1] : "";
        exit(letter == ':' ? esc_cli_usage(command, _("option %s needs a value"), wrong)
                           : esc_cli_usage(command, _("there is no option %s"), wrong));
    }
    return letter;
}

int esc_cli_usage(const esc_command *command, const char *format, ...) {
    va_list args;
    va_start(args, format);
    fprintf(stderr, "escribano %s: ", command->name);
    vfprintf(stderr, format, args);
    fprintf(stderr, _("\nSee: escribano %s --help\n"), command->name);
    va_end(args);
    return ESC_EXIT_USAGE;
}

int esc_cli_failed(const char *what, const esc_err *err) {
    bool colour = esc_term_colour(stderr);
    bool plain = err->why == ESC_WHY_OTHER && *err->said; // the reason's sentence points to a log
    fprintf(stderr, "%sescribano: %s: %s%s\n", colour ? ESC_TERM_RED : "", what,
            plain ? err->said : esc_why_text(err->why), colour ? ESC_TERM_PLAIN : "");
    if (*err->said && !plain) fprintf(stderr, _("  detail: %s\n"), err->said);
    static const esc_why settings[] = {ESC_WHY_MODELS_MISSING, ESC_WHY_MODELS_DAMAGED, ESC_WHY_SETTINGS,
                                       ESC_WHY_NO_SETTINGS,    ESC_WHY_GLOSSARY,       ESC_WHY_DATABASE};
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        if (err->why == settings[i]) return ESC_EXIT_CONFIG;
    return ESC_EXIT_FAILED;
}

bool esc_cli_settings_take(esc_cli_settings *settings, int letter, char *value) {
    if (letter == 'c') {
        settings->file = value;
        return true;
    }
    if (settings->count == (int)(sizeof settings->set / sizeof *settings->set)) return false;
    settings->set[settings->count++] = value;
    return true;
}

// told: as of esc_conf_load_telling, or NULL.
static int read_settings(const esc_cli_settings *settings, esc_conf_told *told, void *user, esc_conf **ret) {
    esc_conf *conf = esc_conf_new();
    esc_err err = {0};
    const char *what = settings->file;
    int failed = what ? esc_conf_load_telling(conf, what, told, user, &err) : ESC_OK;
    if (told && err.why == ESC_WHY_SETTINGS) failed = ESC_OK;
    for (int i = 0; i < settings->count && !failed; i++) {
        what = "--set";
        failed = esc_conf_set(conf, settings->set[i], &err);
    }
    if (failed) {
        esc_cli_failed(what, &err);
        esc_conf_free(conf);
        return ESC_EXIT_CONFIG; // also where the settings file is not there
    }
    *ret = conf;
    return ESC_EXIT_DONE;
}

int esc_cli_conf(const esc_cli_settings *settings, esc_conf **ret) {
    return read_settings(settings, NULL, NULL, ret);
}

static void keep(void *user, const char *message) { esc_buf_printf(user, "  %s\n", message); }

int esc_cli_conf_what_is_right(const esc_cli_settings *settings, esc_conf **ret, esc_buf *mistakes) {
    return read_settings(settings, keep, mistakes, ret);
}

int esc_cli_engine(const esc_cli_settings *settings, esc_conf **ret_conf, esc_engine **ret_engine) {
    esc_conf *conf = NULL;
    int exit_code = esc_cli_conf(settings, &conf);
    if (exit_code) return exit_code;
    esc_err err = {0};
    if (esc_engine_new(conf, ret_engine, &err)) {
        esc_cli_failed(_("cannot start"), &err);
        esc_conf_free(conf);
        return ESC_EXIT_CONFIG;
    }
    *ret_conf = conf;
    return ESC_EXIT_DONE;
}

int esc_cli_text(const char *path, esc_buf *out, esc_err *err) {
    ESC_AUTOBUF raw = {0};
    int failed = path ? esc_file_load(path, ESC_MAX_TEXT_BYTES, &raw, err)
                      : esc_file_read(STDIN_FILENO, ESC_MAX_TEXT_BYTES, &raw, err);
    if (failed) return failed;
    if (!esc_utf8_clean(esc_buf_text(&raw), raw.len, out))
        return esc_fail(err, ESC_FORMAT, ESC_WHY_OTHER,
                        "this is not plain text (UTF-8); scans are read by “escribano run”");
    return esc_text_check(esc_buf_text(out), out->len, err);
}

int esc_cli_print(const char *bytes, size_t len) {
    if (fwrite(bytes, 1, len, stdout) == len && !fflush(stdout)) return ESC_EXIT_DONE;
    if (errno == EPIPE) return ESC_EXIT_FAILED; // the reader has left: nobody to tell
    esc_err err = {0};
    esc_fail_errno(&err, "cannot write to the standard output");
    return esc_cli_failed(_("standard output"), &err);
}
