// SPDX-License-Identifier: GPL-3.0-or-later
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/cli.h"

static const esc_command *const commands[] = {
    &esc_cmd_run,        &esc_cmd_correct,  &esc_cmd_fields,   &esc_cmd_show,   &esc_cmd_undo,
    &esc_cmd_eval,       &esc_cmd_glossary, &esc_cmd_config,   &esc_cmd_status, &esc_cmd_queue,
    &esc_cmd_quarantine, &esc_cmd_backup,   &esc_cmd_recorrect};
enum { COMMANDS = sizeof commands / sizeof *commands };

// Tesseract's threads get in each other's way, and it reads this limit only when the program is loaded.
// Only these commands read images; the others are spared being loaded twice.
static void use_one_thread(int argc, char **argv) {
    bool reads = argc > 1 && (!strcmp(argv[1], esc_cmd_run.name) || !strcmp(argv[1], esc_cmd_fields.name));
    if (!reads || getenv("OMP_THREAD_LIMIT")) return;
    setenv("OMP_THREAD_LIMIT", "1", 1);
    execv("/proc/self/exe", argv); // goes on below, with more threads, should it fail
}

static void help(FILE *out) {
    fputs(_("escribano turns scanned Spanish minutes into corrected text and facts.\n\n"
            "Usage: escribano COMMAND [OPTION…] [FILE…]\n\nCommands:\n"),
          out);
    for (int i = 0; i < COMMANDS; i++)
        fprintf(out, "  %-10s %s\n", commands[i]->name, _(commands[i]->summary));
    fputs(_("\nescribano COMMAND --help tells more. The service that watches a folder is escribanod.\n"
            "Exit codes: 0 done, 1 some inputs or pages of them failed, 2 wrong usage, 3 settings or "
            "models wrong or missing.\n"),
          out);
}

static int unknown(const char *command) {
    fprintf(stderr, _("escribano: there is no command “%s”. See: escribano --help\n"), command);
    return ESC_EXIT_USAGE;
}

int main(int argc, char **argv) {
    use_one_thread(argc, argv);
    signal(SIGPIPE, SIG_IGN); // a reader that leaves is told by write
    esc_i18n_init(NULL);
    if (argc < 2) {
        help(stderr);
        return ESC_EXIT_USAGE;
    }
    bool helped = !strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help");
    if (helped && argc > 2 && *argv[2] != '-') {
        for (int i = 0; i < COMMANDS; i++)
            if (!strcmp(argv[2], commands[i]->name))
                return fputs(_(commands[i]->help), stdout), ESC_EXIT_DONE;
        return unknown(argv[2]);
    }
    if (helped) {
        help(stdout);
        return ESC_EXIT_DONE;
    }
    if (!strcmp(argv[1], "--version")) {
        puts("escribano " ESC_VERSION);
        return ESC_EXIT_DONE;
    }
    for (int i = 0; i < COMMANDS; i++)
        if (!strcmp(argv[1], commands[i]->name)) return commands[i]->run(argc - 1, argv + 1);
    return unknown(argv[1]);
}
