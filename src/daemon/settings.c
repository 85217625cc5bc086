// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/settings.h"

#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "daemon/worker.h"

int esc_handed_take(const esc_conf *conf, esc_handed *ret, esc_err *err) {
    esc_handed handed = ESC_HANDED_NONE;
    int failed = esc_held_take(conf, &handed.glossaries, err);
    if (failed) return failed;
    ESC_AUTOBUF text = {0};
    esc_conf_print(conf, &text);
    if (handed.glossaries.fds_count) esc_buf_puts(&text, "\n[glossary]\nfiles ="); // the last one counts
    for (uint32_t i = 0; i < handed.glossaries.fds_count; i++)
        esc_buf_printf(&text, "%s /proc/self/fd/%u\n", i ? " " : "", ESC_WORKER_GLOSSARIES + i);
    handed.settings = esc_held_text("escribano-settings", &text, err);
    if (handed.settings < 0) {
        failed = handed.settings;
        esc_handed_close(&handed);
        return failed;
    }
    *ret = handed;
    return ESC_OK;
}

void esc_handed_close(esc_handed *handed) {
    if (handed->settings >= 0) close(handed->settings);
    esc_held_close(&handed->glossaries);
    *handed = ESC_HANDED_NONE;
}

bool esc_settings_same_folders(const esc_conf *a, const esc_conf *b) {
    static const esc_conf_key keys[] = {ESC_CONF_FOLDERS_INPUT, ESC_CONF_FOLDERS_OUTPUT,
                                        ESC_CONF_FOLDERS_ORIGINALS, ESC_CONF_FOLDERS_QUARANTINE,
                                        ESC_CONF_FOLDERS_STATE};
    bool same = true;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        ESC_AUTOFREE char *x = esc_conf_folder(a, keys[i]);
        ESC_AUTOFREE char *y = esc_conf_folder(b, keys[i]);
        same &= !strcmp(x, y);
    }
    return same;
}
