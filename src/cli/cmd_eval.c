// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/measure.h"
#include "lexicon/lexicon.h"
#include "render/render.h"

// The text as corrected by us, where no OUT is given.
static int corrected(esc_engine *engine, const esc_buf *ocr, esc_buf *out, esc_err *err) {
    ESC_AUTODOC *doc = esc_doc_new();
    int failed = esc_doc_add_text(doc, esc_buf_text(ocr), ocr->len, err);
    if (!failed) failed = esc_document_correct(engine, doc, err);
    if (!failed) esc_render_text(doc, out);
    return failed;
}

static size_t lines_of(const esc_buf *text) {
    size_t lines = text->len && text->bytes[text->len - 1] != '\n';
    for (size_t i = 0; i < text->len; i++) lines += text->bytes[i] == '\n';
    return lines;
}

// Leaves out of every text the lines where the truth has a lone "#": they are not to be judged.
static void leave_out_unjudged(esc_buf *texts, int count) {
    for (int i = 1; i < count; i++)
        if (lines_of(&texts[i]) != lines_of(&texts[0])) return; // not line by line: there is no telling which
    esc_buf kept[3] = {{0}};
    const char *at[3];
    for (int i = 0; i < count; i++) at[i] = esc_buf_text(&texts[i]);
    while (*at[0]) {
        bool judged = !(at[0][0] == '#' && (at[0][1] == '\n' || !at[0][1] || at[0][1] == '\r'));
        for (int i = 0; i < count; i++) {
            size_t len = strcspn(at[i], "\n");
            len += at[i][len] == '\n';
            if (judged) esc_buf_put(&kept[i], at[i], len);
            at[i] += len;
        }
    }
    for (int i = 0; i < count; i++) {
        esc_buf_free(&texts[i]);
        texts[i] = kept[i];
    }
}

static bool known(void *lexicon, const char *word, size_t len) {
    return esc_lexicon_lookup(lexicon, word, len) & ESC_LEX_WORD;
}

static double percent(long part, long whole) { return whole ? 100.0 * (double)part / (double)whole : 0; }

static void print(const esc_measures *m) {
    printf(_("characters          %8ld\n"), m->chars);
    printf(_("  error rate (CER)  %7.3f %%  →  %7.3f %%   edits %ld → %ld\n"),
           percent(m->edits_before, m->chars), percent(m->edits_after, m->chars), m->edits_before,
           m->edits_after);
    printf(_("tokens              %8ld   (words with their punctuation)\n"), m->tokens);
    printf(_("  error rate (WER)  %7.2f  %%  →  %7.2f  %%   fixed %ld of %ld, harmed %ld of %ld\n"),
           percent(m->tokens_wrong_before, m->tokens), percent(m->tokens_wrong_after, m->tokens),
           m->tokens_fixed, m->tokens_wrong_before, m->tokens_harmed, m->tokens - m->tokens_wrong_before);
    printf(_("words               %8ld\n"), m->words);
    printf(_("  error rate        %7.2f  %%  →  %7.2f  %%\n"), percent(m->words_wrong_before, m->words),
           percent(m->words_wrong_after, m->words));
    printf(_("  fixed             %8ld   of %ld wrong ones (%.1f %%)\n"), m->words_fixed,
           m->words_wrong_before, percent(m->words_fixed, m->words_wrong_before));
    printf(_("  harmed            %8ld   of %ld right ones (%.3f %%)\n"), m->words_harmed,
           m->words - m->words_wrong_before, percent(m->words_harmed, m->words - m->words_wrong_before));
    printf(_("  real-word errors  %8ld   fixed %ld (%.1f %%)\n"), m->realword_errors, m->realword_fixed,
           percent(m->realword_fixed, m->realword_errors));
}

static int run(int argc, char **argv) {
    static const struct option options[] = {
        {"show", no_argument, NULL, 'w'}, {"help", no_argument, NULL, 'h'}, ESC_CLI_SETTINGS_OPTIONS, {0}};
    esc_cli_settings settings = {0};
    bool show = false;
    for (int letter; (letter = esc_cli_option(&esc_cmd_eval, argc, argv, ":h", options)) != -1;) {
        if (letter == 'w')
            show = true;
        else if (!esc_cli_settings_take(&settings, letter, optarg))
            return esc_cli_usage(&esc_cmd_eval, _("too many --set"));
    }
    int count = argc - optind;
    if (count < 2 || count > 3)
        return esc_cli_usage(&esc_cmd_eval, _("TRUTH and OCR are needed, OUT may follow"));

    esc_conf *conf = NULL;
    esc_engine *engine = NULL;
    int exit_code = esc_cli_engine(&settings, &conf, &engine);
    if (exit_code) return exit_code;
    esc_buf texts[3] = {{0}}; // truth, before, after
    ESC_AUTOBUF shown = {0};
    esc_measures measures;
    esc_err err = {0};
    int failed = ESC_OK;
    const char *what = "";
    for (int i = 0; i < count && !failed; i++) {
        failed = esc_cli_text(what = argv[optind + i], &texts[i], &err);
        if (!failed && !i && strspn(esc_buf_text(&texts[0]), " \t\r\n\f") == texts[0].len)
            failed = esc_fail(&err, ESC_FORMAT, ESC_WHY_EMPTY, "the truth holds nothing but blanks");
    }
    if (!failed && count == 2) failed = corrected(engine, &texts[1], &texts[2], &err);
    if (!failed) {
        leave_out_unjudged(texts, 3);
        failed =
            esc_measure(esc_buf_text(&texts[0]), esc_buf_text(&texts[1]), esc_buf_text(&texts[2]), known,
                        (void *)(uintptr_t)esc_engine_lexicon(engine), show ? &shown : NULL, &measures, &err);
    }
    if (failed) {
        exit_code = esc_cli_failed(what, &err);
    } else {
        fputs(esc_buf_text(&shown), stdout);
        print(&measures);
    }
    for (int i = 0; i < 3; i++) esc_buf_free(&texts[i]);
    esc_engine_free(engine);
    esc_conf_free(conf);
    return exit_code;
}

const esc_command esc_cmd_eval = {
    "eval",
    N_("measure how right a text is, and what the correction changed"),
    N_("Usage: escribano eval [OPTION…] TRUTH OCR [OUT]\n\n"
       "Holds OCR, and what a correction made of it (OUT; without it, escribano's own), against the TRUTH "
       "that a person\n"
       "typed: error rates of characters and words, wrong words fixed, right words harmed. Where all texts "
       "have the same\n"
       "number of lines, those where the truth is a lone # are left out.\n\n"
       "  --show                    list every word that was fixed, missed or harmed\n"
       "  --config FILE             settings (see “escribano config”)\n"
       "  --set section.key=value   one setting\n"
       "  --help                    this text\n"),
    run,
};
