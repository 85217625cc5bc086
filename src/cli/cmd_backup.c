// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/i18n.h"
#include "cli/catalogue.h"

static int run(int argc, char **argv) {
    static const struct option options[] = {ESC_CLI_SETTINGS_OPTIONS, {"help", no_argument, NULL, 'h'}, {0}};
    esc_cli_settings settings = {0};
    for (int letter; (letter = esc_cli_option(&esc_cmd_backup, argc, argv, ":c:s:h", options)) != -1;)
        if (!esc_cli_settings_take(&settings, letter, optarg))
            return esc_cli_usage(&esc_cmd_backup, _("too many settings"));
    if (argc - optind != 1) return esc_cli_usage(&esc_cmd_backup, _("one file is needed to write to"));
    esc_catalogue catalogue;
    int exit_code = esc_catalogue_open(&settings, &catalogue);
    if (exit_code) return exit_code;
    esc_err err = {0};
    if (esc_store_backup(catalogue.store, argv[optind], &err)) exit_code = esc_cli_failed(argv[optind], &err);
    esc_catalogue_close(&catalogue);
    return exit_code;
}

const esc_command esc_cmd_backup = {
    "backup",
    N_("copy the service's database while it works"),
    N_("Usage: escribano backup [--config FILE] COPY\n\n"
       "Writes a consistent copy of the database (the queue, the catalogue, what was read of each page) to "
       "COPY, which\n"
       "must not exist. Originals and results are plain files: copy their folders as well.\n\n"
       "  --config FILE     the service's settings (/etc/escribano/escribano.ini)\n"
       "  --set SECTION.KEY=VALUE   one setting, over what the file says\n"
       "  --help            this text\n"),
    run,
};
