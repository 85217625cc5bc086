// SPDX-License-Identifier: GPL-3.0-or-later
// Reading order, on pages whose words are placed by hand: each line of a page is a word's place and its text.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <leptonica/allheaders.h>

#include "ocr/inside.h"
#include "ocr/layout.h"

enum { HEIGHT = 30, PITCH = 50, LETTER = 18 };

// A line as the engine gave it: words at x, separated by tabs where more room is between them than a blank.
typedef struct printed {
    int32_t x, y;
    const char *text; // a tab jumps to the next place of `tabs`
} printed;

static const int32_t tabs[] = {700, 1200};

static esc_box box(int32_t x, int32_t y, size_t letters) {
    return (esc_box){x, y, (int32_t)letters * LETTER, HEIGHT};
}

static esc_doc *page(const printed *lines, size_t count) {
    esc_doc *doc = esc_doc_new();
    esc_doc_add_page(doc, ESC_PAGE_OCR);
    doc->pages[0].width_px = 1700;
    doc->pages[0].height_px = 2200;
    uint32_t block = esc_doc_add_block(doc, ESC_BLOCK_TEXT, (esc_box){0, 0, 1700, 2200});
    for (size_t i = 0; i < count; i++) {
        char raw[200];
        size_t len = strlen(lines[i].text);
        memcpy(raw, lines[i].text, len + 1);
        for (char *p = raw; *p; p++)
            if (*p == '\t') *p = ' ';
        esc_doc_add_line(doc, block, raw, len, (esc_box){lines[i].x, lines[i].y, 1600 - lines[i].x, HEIGHT});
        int32_t x = lines[i].x;
        size_t tab = 0;
        for (size_t at = 0, end; at < len; at = end + 1) {
            end = at + strcspn(lines[i].text + at, " \t");
            esc_doc_add_word(doc, (uint32_t)at, (uint32_t)(end - at), box(x, lines[i].y, end - at), 0.9f);
            x += (int32_t)(end - at + 1) * LETTER;
            if (lines[i].text[end] == '\t') x = tabs[tab++];
        }
    }
    return doc;
}

static void holds(const esc_doc *doc, const char *const *lines, size_t count) {
    assert_int_equal(esc_doc_check(doc, NULL), ESC_OK);
    assert_int_equal(doc->lines_count, count);
    for (size_t i = 0; i < count; i++) assert_string_equal(esc_doc_text(doc, doc->lines[i].raw), lines[i]);
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void a_table_is_read_cell_by_cell(void **state) {
    (void)state;
    static const printed woven[] = {{100, 100, "Un título que va por encima de todo"},
                                    {100, 200, "Uno. La lista\tTodas llegaron a la"},
                                    {100, 250, "de asistencia.\thora de la cita, salvo"},
                                    {700, 300, "dos que avisaron."},
                                    {100, 380, "Dos. El orden\tSe leyó y quedó como"},
                                    {100, 430, "del día.\tse había enviado."},
                                    {100, 530, "Y un renglón que otra vez cruza toda la hoja"}};
    static const char *const wanted[] = {"Un título que va por encima de todo",
                                         "Uno. La lista",
                                         "de asistencia.",
                                         "Todas llegaron a la",
                                         "hora de la cita, salvo",
                                         "dos que avisaron.",
                                         "Dos. El orden",
                                         "del día.",
                                         "Se leyó y quedó como",
                                         "se había enviado.",
                                         "Y un renglón que otra vez cruza toda la hoja"};
    ESC_AUTODOC *doc = page(woven, COUNT(woven));
    ESC_AUTODOC *read = esc_layout_arrange(doc, NULL);
    assert_non_null(read);
    holds(read, wanted, COUNT(wanted));
    assert_int_equal(read->blocks[1].kind, ESC_BLOCK_TABLE);
}

// Pieces of the table's rules that were read as marks stand in no cell.
static void marks_that_are_rules_do_not_hide_a_table(void **state) {
    (void)state;
    static const printed woven[] = {{100, 200, "Uno. La lista\tTodas llegaron a la"},
                                    {100, 250, "de asistencia.\thora de la cita, salvo"},
                                    {80, 300, "!"},
                                    {700, 300, "dos que avisaron."},
                                    {80, 340, ":"},
                                    {100, 380, "Dos. El orden\tSe leyó y quedó como"},
                                    {100, 430, "del día.\tse había enviado."}};
    static const char *const wanted[] = {"Uno. La lista",
                                         "de asistencia.",
                                         "Todas llegaron a la",
                                         "hora de la cita, salvo",
                                         "dos que avisaron.",
                                         "Dos. El orden",
                                         "del día.",
                                         "Se leyó y quedó como",
                                         "se había enviado.",
                                         "!",
                                         ":"};
    ESC_AUTODOC *doc = page(woven, COUNT(woven));
    for (uint32_t i = 0; i < doc->words_count; i++)
        if (doc->words[i].raw.len == 1) doc->words[i].box.w = 4;
    ESC_AUTODOC *read = esc_layout_arrange(doc, NULL);
    assert_non_null(read);
    holds(read, wanted, COUNT(wanted));
}

static void columns_are_read_one_after_the_other(void **state) {
    (void)state;
    static const printed woven[] = {{100, 200, "Los textos largos de\tsigue aquí y termina"},
                                    {100, 250, "esta hoja se ponen en\tcon un punto. Luego"},
                                    {100, 300, "dos columnas, y lo que\tviene todavía algo más"},
                                    {100, 350, "no cabe en la primera\tque no importa mucho."}};
    static const char *const wanted[] = {
        "Los textos largos de", "esta hoja se ponen en", "dos columnas, y lo que", "no cabe en la primera",
        "sigue aquí y termina", "con un punto. Luego",   "viene todavía algo más", "que no importa mucho."};
    ESC_AUTODOC *doc = page(woven, COUNT(woven));
    ESC_AUTODOC *read = esc_layout_arrange(doc, NULL);
    assert_non_null(read);
    holds(read, wanted, COUNT(wanted));
}

// Most of their lines begin with a name; they fill their columns all the same.
static void columns_full_of_names_are_columns(void **state) {
    (void)state;
    static const printed woven[] = {{100, 200, "Estuvieron Luis Paz,\tOro, Tesorero del pueblo"},
                                    {100, 250, "Presidente; Ana Lima,\tde Abajo; Eva Ruiz, la"},
                                    {100, 300, "Secretaria del cabildo;\tVocal; Inés Mora y Cruz,"},
                                    {100, 350, "Rosa Arce, Regidora; y\tAsesora, y Juan Cos Rey,"},
                                    {100, 400, "también el señor Blas\tSuplente de la anterior."}};
    static const char *const wanted[] = {"Estuvieron Luis Paz,",     "Presidente; Ana Lima,",
                                         "Secretaria del cabildo;",  "Rosa Arce, Regidora; y",
                                         "también el señor Blas",    "Oro, Tesorero del pueblo",
                                         "de Abajo; Eva Ruiz, la",   "Vocal; Inés Mora y Cruz,",
                                         "Asesora, y Juan Cos Rey,", "Suplente de la anterior."};
    ESC_AUTODOC *doc = page(woven, COUNT(woven));
    ESC_AUTODOC *read = esc_layout_arrange(doc, NULL);
    assert_non_null(read);
    holds(read, wanted, COUNT(wanted));
}

// A long word in one row reaches over the middle of the strip that the rows before left.
static void a_wide_strip_is_narrowed_by_a_long_cell(void **state) {
    (void)state;
    static const printed woven[] = {{100, 200, "Punto\tComentarios"},
                                    {100, 280, "Uno. El orden\tSe leyó el que había"},
                                    {700, 330, "llegado con la cita."},
                                    {100, 410, "Dos. Nombrar un representante y\tSe nombró a quien lo"},
                                    {100, 460, "suplente.\tera."}};
    static const char *const wanted[] = {"Punto",
                                         "Comentarios",
                                         "Uno. El orden",
                                         "Se leyó el que había",
                                         "llegado con la cita.",
                                         "Dos. Nombrar un representante y",
                                         "suplente.",
                                         "Se nombró a quien lo",
                                         "era."};
    ESC_AUTODOC *doc = page(woven, COUNT(woven));
    ESC_AUTODOC *read = esc_layout_arrange(doc, NULL);
    assert_non_null(read);
    holds(read, wanted, COUNT(wanted));
}

// On a photographed page both columns and the strip between them drift to the side.
static void leaning_columns_are_read_one_after_the_other(void **state) {
    (void)state;
    enum { LINES = 20, DRIFT = 3 };
    printed lines[2 * LINES];
    const char *wanted[2 * LINES];
    for (int i = 0; i < 2 * LINES; i++) {
        int row = i % LINES;
        lines[i] = (printed){(i < LINES ? 100 : 690) + DRIFT * row, 200 + PITCH * row,
                             i < LINES ? "lo que dijo la mesa en la hora" : "cuando ya se iban los demas de"};
        wanted[i] = lines[i].text;
    }
    ESC_AUTODOC *doc = page(lines, COUNT(lines));
    ESC_AUTODOC *read = esc_layout_arrange(doc, NULL);
    if (read) holds(read, wanted, COUNT(wanted)); // NULL: as it stands
}

static void names_stand_over_their_offices(void **state) {
    (void)state;
    static const printed woven[] = {{136, 200, "Rosa Arce"},      {736, 200, "Luis Paz"},
                                    {100, 250, "Presidenta del"}, {736, 250, "Tesorero"},
                                    {136, 400, "Ana Lima"},       {736, 400, "Blas Oro"},
                                    {136, 450, "Vocal una"},      {736, 450, "Suplente"}};
    static const char *const wanted[] = {"Rosa Arce", "Presidenta del", "Luis Paz", "Tesorero",
                                         "Ana Lima",  "Vocal una",      "Blas Oro", "Suplente"};
    ESC_AUTODOC *doc = page(woven, COUNT(woven));
    ESC_AUTODOC *read = esc_layout_arrange(doc, NULL);
    assert_non_null(read);
    holds(read, wanted, COUNT(wanted));
}

// Names far apart belong to one block where each stands below a rule to sign on.
static void rules_to_sign_on_hold_names_together(void **state) {
    (void)state;
    static const printed woven[] = {
        {136, 200, "Rosa Arce"}, {736, 200, "Luis Paz"}, {100, 250, "Presidenta del"}, {736, 250, "Tesorero"},
        {136, 500, "Ana Lima"},  {736, 500, "Blas Oro"}, {136, 550, "Vocal una"},      {736, 550, "Suplente"},
        {136, 800, "Eva Rey"},   {736, 800, "Juan Gil"}, {136, 850, "Vocal dos"},      {736, 850, "Asesor"}};
    static const char *const wanted[] = {"Rosa Arce", "Presidenta del", "Luis Paz", "Tesorero",
                                         "Ana Lima",  "Vocal una",      "Blas Oro", "Suplente",
                                         "Eva Rey",   "Vocal dos",      "Juan Gil", "Asesor"};
    static const char *const but_the_first[] = {"Rosa Arce", "Luis Paz",  "Presidenta del", "Tesorero",
                                                "Ana Lima",  "Vocal una", "Blas Oro",       "Suplente",
                                                "Eva Rey",   "Vocal dos", "Juan Gil",       "Asesor"};
    for (int ruled = 0; ruled < 3; ruled++) { // not; all; all but the first
        ESC_AUTODOC *doc = page(woven, COUNT(woven));
        PIX *pix = pixCreate(1700, 2200, 8);
        pixSetAll(pix);
        for (int i = ruled - 1; i < 3 && ruled; i++)
            for (int side = 0; side < 2; side++)
                pixRenderLineArb(pix, 100 + 600 * side, 190 + 300 * i, 500 + 600 * side, 190 + 300 * i, 3, 0,
                                 0, 0);
        ESC_AUTODOC *read = esc_layout_arrange(doc, pix);
        pixDestroy(&pix);
        if (!ruled) {
            assert_null(read);
            continue;
        }
        assert_non_null(read);
        holds(read, ruled == 1 ? wanted : but_the_first, COUNT(wanted));
    }
}

// A speck above an office, a shadow over the end of a name: their words' boxes are higher than their letters.
// A signature that was read as a word runs over the rule that it stands on.
static void a_signature_over_its_rule_parts_no_names(void **state) {
    (void)state;
    static const printed woven[] = {
        {740, 165, "Co"},       {136, 200, "Rosa Arce"}, {736, 200, "Luis Paz"}, {100, 250, "Presidenta del"},
        {736, 250, "Tesorero"}, {136, 500, "Ana Lima"},  {736, 500, "Blas Oro"}, {136, 550, "Vocal una"},
        {736, 550, "Suplente"}};
    static const char *const wanted[] = {"Co",       "Rosa Arce", "Presidenta del", "Luis Paz", "Tesorero",
                                         "Ana Lima", "Vocal una", "Blas Oro",       "Suplente"};
    ESC_AUTODOC *doc = page(woven, COUNT(woven));
    PIX *pix = pixCreate(1700, 2200, 8);
    pixSetAll(pix);
    for (int i = 0; i < 4; i++) {
        int32_t x = 100 + 600 * (i % 2), y = 190 + 300 * (i / 2);
        pixRenderLineArb(pix, x, y, x + 400, y, 3, 0, 0, 0);
    }
    ESC_AUTODOC *read = esc_layout_arrange(doc, pix);
    pixDestroy(&pix);
    assert_non_null(read);
    holds(read, wanted, COUNT(wanted));
}

static void blots_at_words_do_not_tear_rows(void **state) {
    (void)state;
    static const printed woven[] = {{136, 200, "Rosa Arce"},      {736, 200, "Luis Paz"},
                                    {100, 250, "Presidenta del"}, {736, 250, "Tesorero"},
                                    {136, 400, "Ana Lima"},       {736, 400, "Blas Oro"},
                                    {136, 450, "Vocal"},          {736, 450, "Suplente"}};
    static const char *const wanted[] = {"Rosa Arce", "Presidenta del", "Luis Paz", "Tesorero",
                                         "Ana Lima",  "Vocal",          "Blas Oro", "Suplente"};
    ESC_AUTODOC *doc = page(woven, COUNT(woven));
    enum { ARCE = 1, VOCAL = 11 };
    assert_true(esc_doc_same(doc, doc->words[ARCE].raw, "Arce"));
    assert_true(esc_doc_same(doc, doc->words[VOCAL].raw, "Vocal"));
    doc->words[ARCE].box.y -= 2 * HEIGHT;
    doc->words[ARCE].box.h += 4 * HEIGHT;
    doc->words[VOCAL].box.y -= HEIGHT;
    doc->words[VOCAL].box.h += 3 * HEIGHT / 2;
    ESC_AUTODOC *read = esc_layout_arrange(doc, NULL);
    assert_non_null(read);
    holds(read, wanted, COUNT(wanted));
}

// The last name takes two lines, and the tail of a letter in the office below it seems to part them.
static void the_last_office_stays_with_its_name(void **state) {
    (void)state;
    static const printed woven[] = {
        {136, 200, "Rosa Arce"}, {736, 200, "Luis Paz"}, {100, 250, "Presidenta del"},
        {736, 250, "Tesorero"},  {136, 400, "Ana Lima"}, {736, 400, "Blas Oro"},
        {136, 450, "Cantero"},   {736, 450, "Suplente"}, {136, 500, "Vocal que"}};
    static const char *const wanted[] = {"Rosa Arce", "Presidenta del", "Luis Paz", "Tesorero", "Ana Lima",
                                         "Cantero",   "Vocal que",      "Blas Oro", "Suplente"};
    ESC_AUTODOC *doc = page(woven, COUNT(woven));
    for (uint32_t w = doc->lines[8].first_word; w < doc->words_count; w++) doc->words[w].box.h += HEIGHT / 2;
    ESC_AUTODOC *read = esc_layout_arrange(doc, NULL);
    assert_non_null(read);
    holds(read, wanted, COUNT(wanted));
}

static void labels_stand_before_their_values(void **state) {
    (void)state;
    static const printed torn[] = {{100, 200, "Fecha:"},         {100, 250, "Hora de inicio:"},
                                   {100, 340, "Lugar:"},         {100, 390, "Modalidad:"},
                                   {700, 200, "17 de junio"},    {700, 250, "16:30 horas"},
                                   {700, 340, "Sala de juntas"}, {700, 390, "presencial"}};
    static const char *const wanted[] = {"Fecha: 17 de junio", "Hora de inicio: 16:30 horas",
                                         "Lugar: Sala de juntas", "Modalidad: presencial"};
    ESC_AUTODOC *doc = page(torn, COUNT(torn));
    ESC_AUTODOC *read = esc_layout_arrange(doc, NULL);
    assert_non_null(read);
    holds(read, wanted, COUNT(wanted));
}

static void entries_of_one_row_are_read_row_by_row(void **state) {
    (void)state;
    static const printed torn[] = {{100, 200, "Miembro\tSector\tAsiste"},
                                   {100, 290, "D. Luis Paz"},
                                   {100, 340, "D. Ana Lima"},
                                   {100, 390, "D. Blas Oro"},
                                   {100, 440, "D. Eva Ruiz"},
                                   {700, 290, "Decano"},
                                   {700, 340, "PAS"},
                                   {700, 390, "Estudiantes"},
                                   {700, 440, "Docentes"},
                                   {1200, 290, "Sí"},
                                   {1200, 340, "No"},
                                   {1200, 390, "Sí"},
                                   {1200, 440, "Sí"}};
    static const char *const wanted[] = {"Miembro Sector Asiste", "D. Luis Paz Decano Sí",
                                         "D. Ana Lima PAS No", "D. Blas Oro Estudiantes Sí",
                                         "D. Eva Ruiz Docentes Sí"};
    ESC_AUTODOC *doc = page(torn, COUNT(torn));
    ESC_AUTODOC *read = esc_layout_arrange(doc, NULL);
    assert_non_null(read);
    holds(read, wanted, COUNT(wanted));
}

// A bracket that reaches below its row leaves no more room above it: the rows are of one band.
static void a_deep_letter_begins_no_band(void **state) {
    (void)state;
    static const printed torn[] = {{100, 200, "Sra. Ana Lima"},  {700, 200, "Presente"},
                                   {100, 240, "Sr. Blas Oro"},   {700, 240, "Presente"},
                                   {100, 280, "Sra. Eva Ruiz"},  {700, 294, "(llegó tarde)"},
                                   {100, 320, "Sr. Hugo Rivas"}, {700, 320, "Ausente"},
                                   {100, 360, "Sra. Inés Sosa"}, {700, 360, "Presente"}};
    static const char *const wanted[] = {"Sra. Ana Lima Presente", "Sr. Blas Oro Presente",
                                         "Sra. Eva Ruiz (llegó tarde)", "Sr. Hugo Rivas Ausente",
                                         "Sra. Inés Sosa Presente"};
    ESC_AUTODOC *doc = page(torn, COUNT(torn));
    ESC_AUTODOC *read = esc_layout_arrange(doc, NULL);
    assert_non_null(read);
    holds(read, wanted, COUNT(wanted));
}

// As many rows with something on both sides, but they go on from one to the next.
// Each entry begins in a row that has something in every column, though no room is left between them.
static void entries_of_several_lines_leave_no_room(void **state) {
    (void)state;
    static const printed woven[] = {{100, 100, "Lic. Rosa Peña\tCoordinadora de\tPresidenta"},
                                    {700, 150, "Administración"},
                                    {100, 200, "Ing. Saúl Roa\tDirector de Obras\tVocal"},
                                    {100, 250, "Dra. Inés del\tJefa del Banco\tVocal"},
                                    {100, 300, "Carmen Luna\tde Sangre"},
                                    {100, 350, "Mtro. José Cid\tTitular del Órgano\tAsesor"},
                                    {700, 400, "de Control"}};
    static const char *const wanted[] = {
        "Lic. Rosa Peña", "Coordinadora de",    "Administración", "Presidenta",
        "Ing. Saúl Roa",  "Director de Obras",  "Vocal",          "Dra. Inés del",
        "Carmen Luna",    "Jefa del Banco",     "de Sangre",      "Vocal",
        "Mtro. José Cid", "Titular del Órgano", "de Control",     "Asesor"};
    ESC_AUTODOC *doc = page(woven, COUNT(woven));
    ESC_AUTODOC *read = esc_layout_arrange(doc, NULL);
    assert_non_null(read);
    holds(read, wanted, COUNT(wanted));
}

static void cells_of_several_lines_are_no_entries(void **state) {
    (void)state;
    static const printed woven[] = {{100, 200, "Punto\tComentarios"},
                                    {100, 290, "Uno. Lista de\tTodos llegaron a la"},
                                    {100, 340, "quienes asisten\thora, salvo"},
                                    {100, 390, "y cómputo del\tdos que avisaron"},
                                    {100, 440, "quórum.\tantes."}};
    static const char *const wanted[] = {
        "Punto",   "Comentarios",         "Uno. Lista de", "quienes asisten",  "y cómputo del",
        "quórum.", "Todos llegaron a la", "hora, salvo",   "dos que avisaron", "antes."};
    ESC_AUTODOC *doc = page(woven, COUNT(woven));
    ESC_AUTODOC *read = esc_layout_arrange(doc, NULL);
    assert_non_null(read);
    holds(read, wanted, COUNT(wanted));
}

static void a_torn_paragraph_is_put_together(void **state) {
    (void)state;
    static const printed torn[] = {{100, 200, "Cuando un párrafo se justifica quedan huecos así"},
                                   {100, 250, "en los renglones"},
                                   {100, 300, "que alguien"},
                                   {604, 250, "y parecen columnas a"},
                                   {496, 300, "lee sin mirar a los lados."}};
    static const char *const wanted[] = {"Cuando un párrafo se justifica quedan huecos así",
                                         "en los renglones y parecen columnas a",
                                         "que alguien lee sin mirar a los lados."};
    ESC_AUTODOC *doc = page(torn, COUNT(torn));
    ESC_AUTODOC *read = esc_layout_arrange(doc, NULL);
    assert_non_null(read);
    holds(read, wanted, COUNT(wanted));
}

static void a_line_in_the_hole_of_another_is_put_in(void **state) {
    (void)state;
    static const printed torn[] = {{100, 200, "Un párrafo de un solo renglón."},
                                   {442, 300, "se fue a casa"},
                                   {100, 303, "Dicho lo dicho, él\tsin decir nada."}};
    static const char *const wanted[] = {"Un párrafo de un solo renglón.",
                                         "Dicho lo dicho, él se fue a casa sin decir nada."};
    ESC_AUTODOC *doc = page(torn, COUNT(torn));
    ESC_AUTODOC *read = esc_layout_arrange(doc, NULL);
    assert_non_null(read);
    holds(read, wanted, COUNT(wanted));
}

// No page is read from right to left; what comes between the pieces is another matter.
static void pieces_of_a_row_go_from_left_to_right(void **state) {
    (void)state;
    static const printed torn[] = {{100, 200, "Al renglón de arriba le falta"},
                                   {900, 250, "que su principio"},
                                   {100, 250, "sigue uno cuyo final vino antes"},
                                   {100, 300, "y otro."}};
    static const char *const wanted[] = {"Al renglón de arriba le falta",
                                         "sigue uno cuyo final vino antes que su principio", "y otro."};
    ESC_AUTODOC *doc = page(torn, COUNT(torn));
    ESC_AUTODOC *read = esc_layout_arrange(doc, NULL);
    assert_non_null(read);
    holds(read, wanted, COUNT(wanted));

    static const printed column[] = {{900, 200, "Una columna que"},
                                     {900, 250, "va por delante"},
                                     {100, 200, "de esta otra, que"},
                                     {100, 250, "viene luego"}};
    ESC_AUTODOC *columns = page(column, COUNT(column));
    assert_null(esc_layout_arrange(columns, NULL));
}

// A stamp over a paragraph leaves holes below each other, and noise beside them: that is no column.
static void holes_beside_noise_are_no_column(void **state) {
    (void)state;
    static const printed text[] = {{100, 200, "Primero van\tlas cuentas del mes"},
                                   {100, 250, "Luego viene\tla carta del socio"},
                                   {100, 300, "Al final se\tfija la otra fecha"},
                                   {100, 350, "y se cierra."}};
    ESC_AUTODOC *doc = page(text, COUNT(text));
    ESC_AUTODOC *parted = esc_layout_arrange(doc, NULL);
    assert_non_null(parted);
    doc->words[doc->lines[1].first_word + 1].confidence = 0.3f;
    assert_null(esc_layout_arrange(doc, NULL));
}

// A number in the margin, which the engine found first of all, takes its paragraph nowhere.
static void a_paragraph_stands_where_its_first_line_does(void **state) {
    (void)state;
    static const printed torn[] = {{40, 250, "2"},
                                   {400, 100, "El nombre de la casa"},
                                   {100, 200, "Los que firman se reunieron"},
                                   {100, 250, "el martes por la tarde y"},
                                   {100, 300, "leyeron la carta."}};
    static const char *const wanted[] = {"El nombre de la casa", "Los que firman se reunieron",
                                         "2 el martes por la tarde y", "leyeron la carta."};
    ESC_AUTODOC *doc = page(torn, COUNT(torn));
    ESC_AUTODOC *read = esc_layout_arrange(doc, NULL);
    assert_non_null(read);
    holds(read, wanted, COUNT(wanted));
}

static void what_stands_in_one_column_stays(void **state) {
    (void)state;
    static const printed plain[] = {{100, 200, "Un párrafo corriente, que llega de un lado al otro"},
                                    {100, 250, "y que no tiene nada al lado, ni a la izquierda ni"},
                                    {100, 300, "a la derecha."}};
    static const printed list[] = {{100, 200, "Primero.\tSe aprueba la cuenta de este año."},
                                   {100, 250, "Segundo.\tSe turna a quien corresponda."},
                                   {100, 300, "Tercero.\tSe cita para dentro de un mes."},
                                   {100, 350, "Cuarto.\tSe levanta la sesión."}};
    static const printed offices[] = {{100, 200, "Rosa Arce\tPresidenta"},
                                      {100, 250, "Luis Paz\tTesorero"},
                                      {100, 300, "Ana Lima\tVocal"},
                                      {100, 350, "Blas Oro\tSuplente"}};
    ESC_AUTODOC *first = page(plain, COUNT(plain));
    ESC_AUTODOC *second = page(list, COUNT(list));
    ESC_AUTODOC *third = page(offices, COUNT(offices));
    assert_null(esc_layout_arrange(first, NULL));
    assert_null(esc_layout_arrange(second, NULL));
    assert_null(esc_layout_arrange(third, NULL));
}

static void rules_part_the_cells(void **state) {
    (void)state;
    static const printed woven[] = {{100, 200, "Uno. La lista\tTodas llegaron a la"},
                                    {100, 250, "de asistencia.\thora de la cita."},
                                    {100, 300, "Dos. El orden\tSe leyó y quedó como"},
                                    {100, 350, "del día.\tse había enviado."}};
    static const char *const wanted[] = {"Uno. La lista",        "de asistencia.",   "Todas llegaron a la",
                                         "hora de la cita.",     "Dos. El orden",    "del día.",
                                         "Se leyó y quedó como", "se había enviado."};
    ESC_AUTODOC *doc = page(woven, COUNT(woven));
    PIX *pix = pixCreate(1700, 2200, 8);
    pixSetAll(pix);
    const int32_t across[] = {190, 290, 390};
    for (int i = 0; i < 3; i++) pixRenderLineArb(pix, 80, across[i], 1600, across[i], 3, 0, 0, 0);
    pixRenderLineArb(pix, 690, 190, 690, 390, 3, 0, 0, 0);
    ESC_AUTODOC *read = esc_layout_arrange(doc, pix);
    pixDestroy(&pix);
    assert_non_null(read);
    holds(read, wanted, COUNT(wanted));
}

// What a rule runs down parts cells, however little room their words leave beside it.
static void a_ruled_strip_may_be_narrow(void **state) {
    (void)state;
    static const printed woven[] = {{100, 200, "Uno. La lista\tTodas llegaron a la cita d\tRosa Arce"},
                                    {100, 250, "de asistencia.\tel lunes.\tPaz"},
                                    {100, 300, "Dos. El orden\tSe lee y queda aprobada en\tLuis Lima"},
                                    {100, 350, "del día.\tlo general.\tOrtiz"}};
    static const char *const wanted[] = {
        "Uno. La lista", "de asistencia.", "Todas llegaron a la cita d", "el lunes.",   "Rosa Arce", "Paz",
        "Dos. El orden", "del día.",       "Se lee y queda aprobada en", "lo general.", "Luis Lima", "Ortiz"};
    ESC_AUTODOC *doc = page(woven, COUNT(woven));
    PIX *pix = pixCreate(1700, 2200, 8);
    pixSetAll(pix);
    const int32_t across[] = {190, 290, 390}, down[] = {690, 1188};
    for (int i = 0; i < 3; i++) pixRenderLineArb(pix, 80, across[i], 1600, across[i], 3, 0, 0, 0);
    for (int i = 0; i < 2; i++) pixRenderLineArb(pix, down[i], 190, down[i], 390, 3, 0, 0, 0);
    ESC_AUTODOC *read = esc_layout_arrange(doc, pix);
    pixDestroy(&pix);
    assert_non_null(read);
    holds(read, wanted, COUNT(wanted));
}

// A printed rule parts two cells of different height; as many lines on both sides may be entries.
static void one_band_is_parted_by_a_rule_down_it(void **state) {
    (void)state;
    static const printed woven[] = {{100, 200, "Tres. La lista\tTodas llegaron a la"},
                                    {100, 250, "de Asistencia.\tHora de la cita."},
                                    {700, 300, "Después se leyó y"},
                                    {700, 350, "quedó aprobada."}};
    static const char *const wanted[] = {"Tres. La lista",   "de Asistencia.",    "Todas llegaron a la",
                                         "Hora de la cita.", "Después se leyó y", "quedó aprobada."};
    static const printed pairs[] = {
        {100, 200, "Rosa Arce\tPresidenta"}, {100, 250, "Luis Paz\tTesorero"}, {100, 300, "Ana Lima\tVocal"}};
    PIX *pix = pixCreate(1700, 2200, 8);
    pixSetAll(pix);
    pixRenderLineArb(pix, 690, 190, 690, 390, 3, 0, 0, 0);
    ESC_AUTODOC *doc = page(woven, COUNT(woven)), *entries = page(pairs, COUNT(pairs));
    ESC_AUTODOC *read = esc_layout_arrange(doc, pix);
    assert_non_null(read);
    holds(read, wanted, COUNT(wanted));
    assert_null(esc_layout_arrange(entries, pix));
    pixDestroy(&pix);
}

// The same under a shadow, whose paper is darker than ink elsewhere.
static void rules_are_found_in_a_shadow(void **state) {
    (void)state;
    enum { SHADOW = 120, INK = 20 };
    static const printed woven[] = {{100, 200, "Uno. La lista\tTodas llegaron a la"},
                                    {100, 250, "de asistencia.\thora de la cita."},
                                    {100, 300, "Dos. El orden\tSe leyó y quedó como"},
                                    {100, 350, "del día.\tse había enviado."}};
    ESC_AUTODOC *doc = page(woven, COUNT(woven));
    PIX *pix = pixCreate(1700, 2200, 8);
    pixSetAllArbitrary(pix, SHADOW);
    const int32_t across[] = {190, 290, 390};
    for (int i = 0; i < 3; i++) pixRenderLineArb(pix, 80, across[i], 1600, across[i], 3, INK, INK, INK);
    pixRenderLineArb(pix, 690, 190, 690, 390, 3, INK, INK, INK);
    ESC_AUTODOC *read = esc_layout_arrange(doc, pix);
    pixDestroy(&pix);
    assert_non_null(read);
    assert_string_equal(esc_doc_text(read, read->lines[2].raw), "Todas llegaron a la");
    assert_string_equal(esc_doc_text(read, read->lines[4].raw), "Dos. El orden");
}

// Two rows of a justified paragraph leave a ruled table's strip free by chance: they stay as they are.
static void text_above_a_ruled_table_is_not_its_own(void **state) {
    (void)state;
    static const printed woven[] = {{100, 100, "El comité se reunió para tratar\tasuntos de la entidad y"},
                                    {100, 150, "acordó que todo lo que se dijo\tconste en esta minuta"},
                                    {100, 240, "Uno. La lista\tTodas llegaron a la"},
                                    {100, 290, "de asistencia.\thora de la cita."},
                                    {100, 340, "Dos. El orden\tSe leyó y quedó como"},
                                    {100, 390, "del día.\tse había enviado."},
                                    {100, 440, "Tres. La cuenta\tSe aprobó sin cambios."}};
    ESC_AUTODOC *doc = page(woven, COUNT(woven));
    PIX *pix = pixCreate(1700, 2200, 8);
    pixSetAll(pix);
    const int32_t across[] = {230, 330, 430, 490};
    for (int i = 0; i < 4; i++) pixRenderLineArb(pix, 80, across[i], 1600, across[i], 3, 0, 0, 0);
    pixRenderLineArb(pix, 690, 230, 690, 490, 3, 0, 0, 0);
    ESC_AUTODOC *read = esc_layout_arrange(doc, pix);
    pixDestroy(&pix);
    assert_non_null(read);
    assert_string_equal(esc_doc_text(read, read->lines[0].raw),
                        "El comité se reunió para tratar asuntos de la entidad y");
    assert_string_equal(esc_doc_text(read, read->lines[1].raw),
                        "acordó que todo lo que se dijo conste en esta minuta");
    assert_string_equal(esc_doc_text(read, read->lines[2].raw), "Uno. La lista");
    assert_string_equal(esc_doc_text(read, read->lines[4].raw), "Todas llegaron a la");
}

// A page with a name, and with what was read above it out of a stroke, in the picture too where drawn is
// true.
static esc_doc *signed_page(float confidence, bool drawn, PIX **ret_picture) {
    static const printed lines[] = {
        {100, 100, "Un renglón corriente que se lee bien"}, {300, 300, "Nuy"}, {250, 360, "Rosa Arce Lima"}};
    esc_doc *doc = page(lines, COUNT(lines));
    doc->words[doc->lines[1].first_word].confidence = confidence;
    doc->lines[1].box = doc->words[doc->lines[1].first_word].box;
    PIX *pix = pixCreate(1700, 2200, 8);
    pixSetAll(pix);
    for (int i = 0; i < 8 && drawn; i++)
        pixRenderLineArb(pix, 280 + 20 * i, i % 2 ? 340 : 280, 300 + 20 * i, i % 2 ? 280 : 340, 3, 0, 0, 0);
    *ret_picture = pix;
    return doc;
}

static void find_marks(const esc_ocr *ocr, esc_doc *doc, PIX *pix) {
    PIXA *parts = NULL;
    esc_marks_find(ocr, doc, pix, &parts);
    pixaDestroy(&parts);
}

static void a_signature_is_set_aside_and_noted(void **state) {
    (void)state;
    PIX *pix;
    ESC_AUTODOC *doc = signed_page(0.3f, true, &pix);
    uint32_t blocks = doc->blocks_count;
    find_marks(NULL, doc, pix);
    pixDestroy(&pix);
    assert_int_equal(esc_doc_check(doc, NULL), ESC_OK);
    assert_int_equal(doc->lines[0].role, ESC_LINE_BODY);
    assert_int_equal(doc->lines[1].role, ESC_LINE_JUNK);
    assert_int_equal(doc->lines[2].role, ESC_LINE_BODY);
    assert_int_equal(doc->blocks_count, blocks + 1);
    assert_int_equal(doc->blocks[blocks].kind, ESC_BLOCK_SIGNATURE);
    assert_in_range(doc->blocks[blocks].box.x, 260, 290);
}

static bool knows_nuy(const void *user, const char *word, size_t len) {
    return user && len == 3 && !memcmp(word, "Nuy", len);
}

// Read half surely, it is set aside where no lexicon has it, and stays where one does.
static void a_half_sure_stroke_has_to_be_unknown(void **state) {
    (void)state;
    for (int known = 0; known < 2; known++) {
        PIX *pix;
        ESC_AUTODOC *doc = signed_page(0.7f, true, &pix);
        const esc_ocr ocr = {.known = knows_nuy, .known_user = known ? doc : NULL};
        find_marks(&ocr, doc, pix);
        pixDestroy(&pix);
        assert_int_equal(doc->lines[1].role, known ? ESC_LINE_BODY : ESC_LINE_JUNK);
    }
}

// Signatures between names stand in no row: the names of two columns are held against each other.
static void scrawl_stands_in_no_row(void **state) {
    (void)state;
    static const printed woven[] = {
        {136, 200, "Rosa Arce"}, {100, 250, "Presidenta del"}, {136, 340, "NAA"},      {136, 400, "Ana Lima"},
        {136, 450, "Vocal una"}, {736, 200, "Luis Paz"},       {736, 250, "Tesorero"}, {736, 345, "AD V"},
        {736, 400, "Blas Oro"},  {736, 450, "Suplente"}};
    static const char *const wanted[] = {"Rosa Arce", "Presidenta del", "Luis Paz", "Tesorero", "Ana Lima",
                                         "Vocal una", "Blas Oro",       "Suplente", "NAA",      "AD V"};
    ESC_AUTODOC *doc = page(woven, COUNT(woven));
    doc->lines[2].role = doc->lines[7].role = ESC_LINE_JUNK;
    esc_doc_add_block(doc, ESC_BLOCK_SIGNATURE, (esc_box){136, 330, 100, 40});
    ESC_AUTODOC *read = esc_layout_arrange(doc, NULL);
    assert_non_null(read);
    holds(read, wanted, COUNT(wanted));
    assert_int_equal(read->lines[8].role, ESC_LINE_JUNK);
    assert_int_equal(read->blocks[read->blocks_count - 1].kind, ESC_BLOCK_SIGNATURE);
}

// The engine reads two of them side by side as one line. A line as doubtful beside them is none of theirs.
static void signatures_side_by_side_are_set_aside(void **state) {
    (void)state;
    static const printed lines[] = {{100, 100, "Un renglón corriente que se lee bien"},
                                    {290, 300, "AU N PT\tA Y O"},
                                    {250, 360, "Rosa Arce Lima"},
                                    {290, 500, "se lee mal y ya"}};
    ESC_AUTODOC *doc = page(lines, COUNT(lines));
    const uint32_t doubtful[] = {1, 3};
    for (int i = 0; i < 2; i++) {
        const esc_line *line = &doc->lines[doubtful[i]];
        for (uint32_t w = line->first_word; w < line->first_word + line->word_count; w++)
            doc->words[w].confidence = 0.3f;
    }
    PIX *pix = pixCreate(1700, 2200, 8);
    pixSetAll(pix);
    const int32_t left[] = {280, 690};
    for (int s = 0; s < 2; s++)
        for (int i = 0; i < 8; i++)
            pixRenderLineArb(pix, left[s] + 20 * i, i % 2 ? 340 : 280, left[s] + 20 + 20 * i,
                             i % 2 ? 280 : 340, 3, 0, 0, 0);
    uint32_t blocks = doc->blocks_count;
    find_marks(NULL, doc, pix);
    find_marks(NULL, doc, pix); // once more changes nothing
    pixDestroy(&pix);
    assert_int_equal(doc->lines[0].role, ESC_LINE_BODY);
    assert_int_equal(doc->lines[1].role, ESC_LINE_JUNK);
    assert_int_equal(doc->lines[2].role, ESC_LINE_BODY);
    assert_int_equal(doc->lines[3].role, ESC_LINE_BODY);
    assert_int_equal(doc->blocks_count, blocks + 2);
}

static void one_witness_is_not_enough(void **state) {
    (void)state;
    for (int drawn = 0; drawn < 2; drawn++) {
        PIX *pix;
        ESC_AUTODOC *doc = signed_page(drawn ? 0.9f : 0.3f, drawn, &pix);
        uint32_t blocks = doc->blocks_count;
        find_marks(NULL, doc, pix);
        pixDestroy(&pix);
        assert_int_equal(doc->lines[1].role, ESC_LINE_BODY);
        assert_int_equal(doc->blocks_count, blocks);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_is_read_cell_by_cell),
        cmocka_unit_test(marks_that_are_rules_do_not_hide_a_table),
        cmocka_unit_test(columns_are_read_one_after_the_other),
        cmocka_unit_test(leaning_columns_are_read_one_after_the_other),
        cmocka_unit_test(names_stand_over_their_offices),
        cmocka_unit_test(rules_to_sign_on_hold_names_together),
        cmocka_unit_test(a_signature_over_its_rule_parts_no_names),
        cmocka_unit_test(blots_at_words_do_not_tear_rows),
        cmocka_unit_test(columns_full_of_names_are_columns),
        cmocka_unit_test(a_wide_strip_is_narrowed_by_a_long_cell),
        cmocka_unit_test(the_last_office_stays_with_its_name),
        cmocka_unit_test(labels_stand_before_their_values),
        cmocka_unit_test(entries_of_one_row_are_read_row_by_row),
        cmocka_unit_test(entries_of_several_lines_leave_no_room),
        cmocka_unit_test(a_deep_letter_begins_no_band),
        cmocka_unit_test(cells_of_several_lines_are_no_entries),
        cmocka_unit_test(a_torn_paragraph_is_put_together),
        cmocka_unit_test(a_line_in_the_hole_of_another_is_put_in),
        cmocka_unit_test(pieces_of_a_row_go_from_left_to_right),
        cmocka_unit_test(holes_beside_noise_are_no_column),
        cmocka_unit_test(a_paragraph_stands_where_its_first_line_does),
        cmocka_unit_test(what_stands_in_one_column_stays),
        cmocka_unit_test(rules_part_the_cells),
        cmocka_unit_test(a_ruled_strip_may_be_narrow),
        cmocka_unit_test(one_band_is_parted_by_a_rule_down_it),
        cmocka_unit_test(rules_are_found_in_a_shadow),
        cmocka_unit_test(text_above_a_ruled_table_is_not_its_own),
        cmocka_unit_test(a_signature_is_set_aside_and_noted),
        cmocka_unit_test(a_half_sure_stroke_has_to_be_unknown),
        cmocka_unit_test(scrawl_stands_in_no_row),
        cmocka_unit_test(signatures_side_by_side_are_set_aside),
        cmocka_unit_test(one_witness_is_not_enough),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
