// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/i18n.h"
#include "cli/cli.h"

static void tell(void *user, const char *message) {
    *(bool *)user = true;
    fprintf(stderr, "  %s\n", message);
}

// Every mistake of a settings file; where there is none, whether its folders go together, and whether the
// glossaries and models that it names are there.
static int check(const char *file) {
    esc_conf *conf = esc_conf_new();
    esc_err err = {0};
    bool told = false;
    int failed = esc_conf_load_telling(conf, file, tell, &told, &err);
    if (!failed) failed = esc_conf_check(conf, &err);
    if (!failed) failed = esc_engine_check(conf, tell, &told, &err);
    esc_err silent = {0};
    bool warned = esc_conf_check_command(conf, &silent);
    esc_conf_free(conf);
    if (told) *err.said = 0;
    if (failed) esc_cli_failed(file, &err);
    if (warned) fprintf(stderr, _("%s: nobody could be told anything:\n  %s\n"), file, silent.said);
    if (!failed && !warned) printf(_("%s: all settings are right\n"), file);
    return failed || warned ? ESC_EXIT_CONFIG : ESC_EXIT_DONE;
}

static int run(int argc, char **argv) {
    static const struct option options[] = {
        {"check", required_argument, NULL, 'k'}, {"help", no_argument, NULL, 'h'}, {0}};
    const char *file = NULL;
    for (int letter; (letter = esc_cli_option(&esc_cmd_config, argc, argv, ":h", options)) != -1;)
        if (letter == 'k') file = optarg;
    if (optind < argc) return esc_cli_usage(&esc_cmd_config, _("unexpected “%s”"), argv[optind]);
    if (file) return check(file);

    esc_conf *conf = esc_conf_new();
    ESC_AUTOBUF text = {0};
    esc_conf_print(conf, &text);
    esc_conf_free(conf);
    return esc_cli_print(esc_buf_text(&text), text.len);
}

const esc_command esc_cmd_config = {
    "config",
    N_("print every setting with its meaning, or check a settings file"),
    N_("Usage: escribano config [--check FILE]\n\n"
       "Prints every setting with its meaning, unit, range and default, as a file that can be used as it "
       "stands.\n\n"
       "  --check FILE   only tell whether FILE, its glossaries and models are right, or what is not\n"
       "  --help         this text\n"),
    run,
};
