// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>
#include <string.h>

#include "base/distance.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/catalogue.h"

struct chosen {
    const char *campaign; // NULL: all
    size_t len;           // of its name, without slashes at its end
    char **ids;
    uint32_t ids_count, ids_cap;
    uint32_t undone; // documents of the campaign that are not done
    // Where nothing was chosen: the name among all campaigns that is most like it.
    char *near;
    size_t distance;
};

static bool is_named(const struct chosen *all, const char *path) {
    return !strncmp(path, all->campaign, all->len) && path[all->len] == '/';
}

// By its name, or by how the lists show it where it holds what cannot be printed.
static bool is_within(const struct chosen *all, const char *path) {
    if (!all->campaign || is_named(all, path)) return true;
    ESC_AUTOFREE char *shown = esc_utf8_shown(path);
    return is_named(all, shown);
}

// Every folder above a document is a campaign.
static void compare_campaigns(struct chosen *all, const char *path) {
    for (const char *slash = path; (slash = strchr(slash, '/')); slash++) {
        size_t distance = esc_distance(all->campaign, all->len, path, (size_t)(slash - path));
        if (distance >= all->distance) continue;
        free(all->near);
        all->near = esc_strndup(path, (size_t)(slash - path));
        all->distance = distance;
    }
}

static int choose(void *user, const esc_record *record, esc_err *err) {
    (void)err;
    struct chosen *all = user;
    if (all->campaign) compare_campaigns(all, record->path);
    if (!is_within(all, record->path)) return ESC_OK;
    if (record->state == ESC_STATE_DONE)
        *ESC_GROW(all, ids, 1) = esc_asprintf("%lld", (long long)record->id);
    else
        all->undone++;
    return ESC_OK;
}

static int nothing_chosen(const struct chosen *all) {
    if (all->campaign && !all->undone) {
        ESC_AUTOFREE char *name = esc_utf8_shown(all->campaign);
        ESC_AUTOFREE char *near = esc_utf8_shown(all->near ? all->near : "");
        fprintf(stderr, _("escribano: no document came in the folder “%s”"), name);
        if (*near) fprintf(stderr, _("; do you mean “%s”?"), near);
        fputc('\n', stderr);
        return ESC_EXIT_FAILED;
    }
    printf(
        _("There is nothing to correct again: no document is done; %u are in the queue or in quarantine.\n"),
        all->undone);
    return ESC_EXIT_DONE;
}

static int recorrect_many(const esc_catalogue *catalogue, const char *campaign) {
    struct chosen all = {
        .campaign = campaign,
    };
    if (campaign) all.len = strlen(campaign);
    while (all.len && campaign[all.len - 1] == '/') all.len--;
    all.distance = all.len / 2 + 2; // what is less alike is no misspelling
    esc_err err = {0};
    uint32_t done = 0;
    int exit_code = ESC_EXIT_DONE;
    if (esc_store_each(catalogue->store, ESC_STATE_COUNT, false, 0, UINT64_MAX, choose, &all, &err))
        exit_code = esc_cli_failed(catalogue->state_folder, &err);
    else if (!all.ids_count)
        exit_code = nothing_chosen(&all);
    else
        exit_code = esc_catalogue_ask(&esc_cmd_recorrect, catalogue, ESC_CONTROL_RECORRECT, NULL, &done,
                                      (int)all.ids_count, all.ids);
    if (done)
        printf(dngettext("escribano", "%u document is corrected again.\n",
                         "%u documents are corrected again.\n", done),
               done);
    for (uint32_t i = 0; i < all.ids_count; i++) free(all.ids[i]);
    free(all.ids);
    free(all.near);
    return exit_code;
}

static int run(int argc, char **argv) {
    static const struct option options[] = {ESC_CLI_SETTINGS_OPTIONS,
                                            {"all", no_argument, NULL, 'a'},
                                            {"campaign", required_argument, NULL, 'C'},
                                            {"help", no_argument, NULL, 'h'},
                                            {0}};
    esc_cli_settings settings = {0};
    bool all = false;
    const char *campaign = NULL;
    for (int letter; (letter = esc_cli_option(&esc_cmd_recorrect, argc, argv, ":c:s:h", options)) != -1;)
        if (letter == 'a')
            all = true;
        else if (letter == 'C')
            campaign = optarg;
        else if (!esc_cli_settings_take(&settings, letter, optarg))
            return esc_cli_usage(&esc_cmd_recorrect, _("too many settings"));
    if (all + (campaign != NULL) + (optind < argc) != 1)
        return esc_cli_usage(&esc_cmd_recorrect,
                             _("say either --all, or --campaign, or the documents' numbers"));
    esc_catalogue catalogue;
    int exit_code = esc_catalogue_open(&settings, &catalogue);
    if (exit_code) return exit_code;
    exit_code = optind < argc
                    ? esc_catalogue_ask(&esc_cmd_recorrect, &catalogue, ESC_CONTROL_RECORRECT,
                                        N_("is corrected again"), NULL, argc - optind, argv + optind)
                    : recorrect_many(&catalogue, campaign);
    esc_catalogue_close(&catalogue);
    return exit_code;
}

const esc_command esc_cmd_recorrect = {
    "recorrect",
    N_("correct documents again, after a glossary has changed"),
    N_("Usage: escribano recorrect [--config FILE] --all | --campaign FOLDER | NUMBER…\n\n"
       "The service corrects them again from what was read of their pages, without reading them anew, and "
       "replaces their\n"
       "results. Results that a person has changed since stay; the new ones get another name.\n\n"
       "  --all               every document that is done\n"
       "  --campaign FOLDER   those that came in this subfolder\n"
       "  --config FILE       the service's settings (/etc/escribano/escribano.ini)\n"
       "  --set SECTION.KEY=VALUE   one setting, over what the file says\n"
       "  --help              this text\n"),
    run,
};
