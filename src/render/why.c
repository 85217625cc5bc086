// SPDX-License-Identifier: GPL-3.0-or-later
// The sentence beside an edit. It says what was changed and on what grounds, from what the edit itself
// carries, so that it can be written again in another language at any time.
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "render/render.h"

// What was done, by class; %1$s is the text before and %2$s after.
static const char *const done[ESC_EDIT_CLASS_COUNT] = {
    [ESC_EDIT_NONWORD] = N_("“%1$s” is no word; read as “%2$s”."),
    [ESC_EDIT_REALWORD] = N_("“%1$s” is a word, but does not fit here; read as “%2$s”."),
    [ESC_EDIT_MERGE] = N_("“%1$s” was torn apart; joined to “%2$s”."),
    [ESC_EDIT_SPLIT] = N_("“%1$s” had run together; parted into “%2$s”."),
    [ESC_EDIT_CASE] = N_("“%1$s” mixed capitals and small letters; written “%2$s”."), // or below
    [ESC_EDIT_ACCENT] = N_("“%1$s” had lost or gained an accent; written “%2$s”."),
    [ESC_EDIT_DIGIT] = N_("“%1$s” had digits in place of letters; read as “%2$s”."), // or below
    [ESC_EDIT_ENDING] =
        N_("“%1$s” stands at the edge of the page, which took or added letters; read as “%2$s”."),
    [ESC_EDIT_CODE] =
        N_("“%1$s” does not have the form of a number, a code or an amount; written “%2$s”."), // or below
    [ESC_EDIT_ACRONYM] = N_("“%1$s” was taken for the acronym “%2$s” of the glossary."),
    [ESC_EDIT_NAME] = N_("“%1$s” was taken for the name “%2$s”."),
    [ESC_EDIT_PUNCTUATION] = N_("The punctuation “%1$s” does not fit the sentence; written “%2$s”."),
    [ESC_EDIT_JUNK] = N_("“%1$s” was taken for a mark on the paper and left out."),
    [ESC_EDIT_NUMBERING] = N_("“%1$s” had lost its number in the list; written “%2$s”."),
    [ESC_EDIT_PERSON] = N_("A person changed “%1$s” to “%2$s”."),
};

struct shape {
    int digits, upper;
    bool blank, mixed; // mixed: a capital that is not the first letter, beside small ones
};

static struct shape shape_of(const char *text) {
    struct shape ret = {0};
    bool lower = false, within = false;
    for (const char *p = text, *end = text + strlen(text); p < end;) {
        const bool first = p == text;
        const uint32_t c = esc_utf8_next(&p, end);
        ret.digits += esc_utf8_is_digit(c);
        ret.upper += esc_utf8_is_upper(c);
        ret.blank |= c == ' ';
        lower |= esc_utf8_is_lower(c);
        within |= !first && esc_utf8_is_upper(c);
    }
    ret.mixed = lower && within;
    return ret;
}

// What was done: what the class alone says may be but one of several stories.
static const char *sentence(esc_edit_class class, const char *before, const char *after) {
    if (!*after) return done[ESC_EDIT_JUNK];
    const struct shape was = shape_of(before), is = shape_of(after);
    if (class == ESC_EDIT_CASE && !was.mixed && is.upper < was.upper)
        return N_("“%1$s” has a capital where a small letter belongs; written “%2$s”.");
    if (class == ESC_EDIT_CASE && !was.mixed && is.upper > was.upper)
        return N_("“%1$s” has a small letter where a capital belongs; written “%2$s”.");
    if (class != ESC_EDIT_CODE && class != ESC_EDIT_DIGIT) return done[class];
    if (was.blank && !is.blank) return done[ESC_EDIT_MERGE];
    if (is.digits > was.digits) return N_("“%1$s” had letters in place of digits; read as “%2$s”.");
    return is.digits < was.digits ? done[ESC_EDIT_DIGIT] : done[ESC_EDIT_CODE]; // "-2" and 2
}

static bool is_hyphen(const esc_doc *doc, uint32_t token) {
    const esc_span text = doc->tokens[token].text;
    return text.len == 1 && *esc_doc_text(doc, text) == '-';
}

// Whether a token is one of the halves of a word that a hyphen parts at the end of a line.
static bool is_half(const esc_doc *doc, uint32_t token) {
    const esc_token *at = &doc->tokens[token];
    if (token + 2 < doc->tokens_count && is_hyphen(doc, token + 1) && at[1].line == at->line &&
        at[1].raw.off == at->raw.off + at->raw.len && at[2].line > at->line)
        return true;
    return token > 1 && is_hyphen(doc, token - 1) && at[-1].line < at->line && at[-2].line == at[-1].line &&
           at[-1].raw.off == at[-2].raw.off + at[-2].raw.len;
}

void esc_render_why(const esc_doc *doc, const esc_edit *edit, esc_buf *out) {
    ESC_AUTOFREE char *before = esc_strndup(esc_doc_text(doc, edit->before), edit->before.len);
    ESC_AUTOFREE char *after = esc_strndup(esc_doc_text(doc, edit->after), edit->after.len);
    if ((edit->class == ESC_EDIT_NONWORD || edit->class == ESC_EDIT_ACCENT) && is_half(doc, edit->token))
        esc_buf_printf(
            out, _("“%1$s”, a part of a word that a hyphen parts at the end of a line, was read as “%2$s”."),
            before, after);
    else
        esc_buf_printf(out, _(sentence(edit->class, before, after)), before, after);
    if (edit->by == ESC_BY_GLOSSARY && edit->class != ESC_EDIT_ACRONYM) { // which says so
        esc_buf_putc(out, ' ');
        esc_buf_puts(out, _("A glossary has it."));
    }
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
