// SPDX-License-Identifier: GPL-3.0-or-later
// The sentence beside an edit. It says what was changed and on what grounds, from what the edit itself
// carries, so that it can be written again in another language at any time.
#include "base/i18n.h"
#include "render/render.h"

// What was done, by class; %1$s is the text before and %2$s after.
static const char *const done[ESC_EDIT_CLASS_COUNT] = {
    [ESC_EDIT_NONWORD] = N_("“%1$s” is no word; read as “%2$s”."),
    [ESC_EDIT_REALWORD] = N_("“%1$s” is a word, but does not fit here; read as “%2$s”."),
    [ESC_EDIT_MERGE] = N_("“%1$s” was torn apart; joined to “%2$s”."),
    [ESC_EDIT_SPLIT] = N_("“%1$s” had run together; parted into “%2$s”."),
    [ESC_EDIT_CASE] = N_("“%1$s” mixed capitals and small letters; written “%2$s”."),
    [ESC_EDIT_ACCENT] = N_("“%1$s” had lost or gained an accent; written “%2$s”."),
    [ESC_EDIT_DIGIT] = N_("“%1$s” had digits in place of letters; read as “%2$s”."),
    [ESC_EDIT_ENDING] = N_("“%1$s” had lost letters at the edge of the page; completed to “%2$s”."),
    [ESC_EDIT_CODE] = N_("“%1$s” breaks the form of such numbers; written “%2$s”."),
    [ESC_EDIT_ACRONYM] = N_("“%1$s” was taken for the acronym “%2$s” of the glossary."),
    [ESC_EDIT_NAME] = N_("“%1$s” was taken for the name “%2$s”."),
    [ESC_EDIT_PUNCTUATION] = N_("The punctuation “%1$s” does not fit the sentence; written “%2$s”."),
    [ESC_EDIT_JUNK] = N_("“%1$s” was taken for a mark on the paper and left out."),
    [ESC_EDIT_NUMBERING] = N_("“%1$s” had lost its number in the list; written “%2$s”."),
    [ESC_EDIT_PERSON] = N_("A person changed “%1$s” to “%2$s”."),
};

void esc_render_why(const esc_doc *doc, const esc_edit *edit, esc_buf *out) {
    ESC_AUTOFREE char *before = esc_strndup(esc_doc_text(doc, edit->before), edit->before.len);
    ESC_AUTOFREE char *after = esc_strndup(esc_doc_text(doc, edit->after), edit->after.len);
    esc_buf_printf(out, _(done[edit->after.len ? edit->class : ESC_EDIT_JUNK]), before, after);
    if (edit->confusion.len) {
        ESC_AUTOFREE char *confusion = esc_strndup(esc_doc_text(doc, edit->confusion), edit->confusion.len);
        esc_buf_putc(out, ' ');
        if (edit->scan_rate >= 0)
            esc_buf_printf(out, _("This scan shows the confusion %s in %.0f of 100 places."), confusion,
                           100.0 * edit->scan_rate);
        else
            esc_buf_printf(out, _("Scans often show the confusion %s."), confusion);
    }
    if (edit->runner_up.len) {
        ESC_AUTOFREE char *runner_up = esc_strndup(esc_doc_text(doc, edit->runner_up), edit->runner_up.len);
        esc_buf_putc(out, ' ');
        esc_buf_printf(out, _("The next best reading was “%s”."), runner_up);
    }
    if (edit->status == ESC_EDIT_SUGGESTED) {
        esc_buf_putc(out, ' ');
        esc_buf_puts(out, _("Only suggested: the text was left alone."));
    }
}
