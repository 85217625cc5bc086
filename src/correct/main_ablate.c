// SPDX-License-Identifier: GPL-3.0-or-later
// For the benchmark only: corrects text with parts of the corrector left out, and tells what it is sure of.
//
//     correct-ablate [--without adaptation|guards]… [--history WORDS] [--models DIR] [--edits] FILE…
//
// prints each file corrected, or, with --edits, the line, offset, length, confidence and new text of every
// edit.
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "correct/correct.h"

static int fail(const char *what, const esc_err *err) {
    fprintf(stderr, "correct-ablate: %s: %s\n", what, err->message);
    return EXIT_FAILURE;
}

static void print_text(const esc_doc *doc) {
    ESC_AUTOBUF out = {0};
    for (uint32_t i = 0; i < doc->lines_count; i++) {
        esc_doc_clean_line(doc, i, &out);
        esc_buf_putc(&out, '\n');
    }
    fwrite(esc_buf_text(&out), 1, out.len, stdout);
}

static void print_edits(const esc_doc *doc) {
    for (uint32_t i = 0; i < doc->edits_count; i++) {
        const esc_edit *edit = &doc->edits[i];
        if (edit->status != ESC_EDIT_APPLIED) continue;
        const esc_token *token = &doc->tokens[edit->token];
        printf("%u\t%u\t%u\t%.3f\t%.*s\n", token->line, token->raw.off - doc->lines[token->line].raw.off,
               token->raw.len, (double)edit->confidence, (int)edit->after.len,
               esc_doc_text(doc, edit->after));
    }
}

static void print_observed(void *to, const esc_correct_observed *edit) {
    printf("%d\t%u\t%u\t%u\t%d\t%d\t%s", *(int *)to, edit->line, edit->off, edit->len, edit->class,
           edit->passes, edit->after);
    for (int i = 0; i < edit->evidence_count; i++) printf("\t%.4g", (double)edit->evidence[i]);
    putchar('\n');
}

int main(int argc, char **argv) {
    static const struct option options[] = {
        {"without", required_argument, NULL, 'w'}, {"history", required_argument, NULL, 'h'},
        {"models", required_argument, NULL, 'm'},  {"edits", no_argument, NULL, 'e'},
        {"evidence", no_argument, NULL, 'v'},      {0}};
    esc_correct_options correct = {0};
    bool edits = false;
    int file = 0;
    for (int letter; (letter = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (letter == 'w' && !strcmp(optarg, "adaptation"))
            correct.leave_out |= ESC_CORRECT_ADAPTATION;
        else if (letter == 'w' && !strcmp(optarg, "guards"))
            correct.leave_out |= ESC_CORRECT_GUARDS;
        else if (letter == 'h')
            correct.history_words = 1 + atoi(optarg);
        else if (letter == 'm')
            correct.model_dir = optarg;
        else if (letter == 'e')
            edits = true;
        else if (letter == 'v')
            correct.observe = print_observed, correct.observe_to = &file;
        else
            return fputs("correct-ablate: wrong option\n", stderr), 2;
    }
    esc_err err = {0};
    esc_lexicon *lexicon = NULL;
    esc_corrector *corrector = NULL;
    if (esc_lexicon_open(NULL, &lexicon, &err) || esc_corrector_new(lexicon, &correct, &corrector, &err))
        return fail("models", &err);
    for (int i = optind; i < argc; i++) {
        ESC_AUTOBUF text = {0};
        ESC_AUTODOC *doc = esc_doc_new();
        if (esc_file_load(argv[i], ESC_MAX_TEXT_BYTES, &text, &err) ||
            esc_doc_add_text(doc, esc_buf_text(&text), text.len, &err) || esc_correct(corrector, doc, &err))
            return fail(argv[i], &err);
        file++;
        if (correct.observe) continue;
        if (edits)
            print_edits(doc);
        else
            print_text(doc);
    }
    esc_corrector_free(corrector);
    esc_lexicon_close(lexicon);
    return EXIT_SUCCESS;
}
