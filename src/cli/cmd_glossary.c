// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/i18n.h"
#include "cli/cli.h"
#include "lexicon/lexicon.h"

// The message names file and line itself.
static void tell(void *context, const char *message) {
    (void)context;
    fprintf(stderr, "%s\n", message);
}

static int check(const char *path) {
    size_t entries = 0;
    esc_err err = {0};
    if (!esc_glossary_check(path, tell, NULL, &entries, &err)) {
        printf(_("%s: all right; entries: %zu\n"), path, entries);
        return ESC_EXIT_DONE;
    }
    if (err.why != ESC_WHY_GLOSSARY) esc_cli_failed(path, &err); // otherwise told already
    return ESC_EXIT_FAILED;
}

static int run(int argc, char **argv) {
    static const struct option options[] = {{"help", no_argument, NULL, 'h'}, {0}};
    esc_cli_option(&esc_cmd_glossary, argc, argv, ":h", options);
    if (optind == argc) return esc_cli_usage(&esc_cmd_glossary, _("which file?"));
    int exit_code = ESC_EXIT_DONE;
    for (int i = optind; i < argc; i++)
        if (check(argv[i])) exit_code = ESC_EXIT_FAILED;
    return exit_code;
}

const esc_command esc_cmd_glossary = {
    "glossary",
    N_("check glossary files before they are used"),
    N_("Usage: escribano glossary FILE…\n\n"
       "Tells of each glossary file whether it is right, or which lines are not and what would be right\n"
       "there.\n"
       "Glossaries that are used are named in the settings, under [glossary] files.\n\n"
       "  --help   this text\n"),
    run,
};
