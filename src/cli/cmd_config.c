// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/i18n.h"
#include "cli/cli.h"

static int run(int argc, char **argv) {
    static const struct option options[] = {
        {"check", required_argument, NULL, 'k'}, {"help", no_argument, NULL, 'h'}, {0}};
    esc_cli_settings settings = {0};
    for (int letter; (letter = esc_cli_option(&esc_cmd_config, argc, argv, ":h", options)) != -1;)
        if (letter == 'k') settings.file = optarg;
    if (optind < argc) return esc_cli_usage(&esc_cmd_config, _("unexpected “%s”"), argv[optind]);

    esc_conf *conf = NULL;
    int exit_code = esc_cli_conf(&settings, &conf);
    if (exit_code) return exit_code;
    esc_err err = {0};
    if (!settings.file) {
        ESC_AUTOBUF text = {0};
        esc_conf_print(conf, &text);
        exit_code = esc_cli_print(esc_buf_text(&text), text.len);
    } else if (esc_conf_check(conf, &err)) {
        exit_code = esc_cli_failed(settings.file, &err);
    } else {
        printf(_("%s: all settings are right\n"), settings.file);
    }
    esc_conf_free(conf);
    return exit_code;
}

const esc_command esc_cmd_config = {
    "config",
    N_("print every setting with its meaning, or check a settings file"),
    N_("Usage: escribano config [--check FILE]\n\n"
       "Prints every setting with its meaning, unit, range and default, as a file that can be used as it "
       "stands.\n\n"
       "  --check FILE   only tell whether FILE is right, and which line is not\n"
       "  --help         this text\n"),
    run,
};
