// SPDX-License-Identifier: GPL-3.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/catalogue.h"

// SQLite's own messages about a file that it cannot make are of no help. It takes one that is empty.
static int backup(esc_store *store, const char *copy) {
    esc_err err = {0};
    int fd = open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0 && errno == EEXIST) {
        fprintf(stderr,
                _("escribano: %s is there already, and a copy never replaces another: give a new name\n"),
                copy);
        return ESC_EXIT_FAILED;
    }
    int failed = fd < 0 ? esc_fail_creating(&err, "cannot create %s", copy) : ESC_OK;
    if (fd >= 0) close(fd);
    if (!failed && (failed = esc_store_backup(store, copy, &err))) unlink(copy);
    if (failed) return esc_cli_failed(copy, &err);
    printf(_("The database is copied to %s.\n"), copy);
    return ESC_EXIT_DONE;
}

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
    exit_code = backup(catalogue.store, argv[optind]);
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
