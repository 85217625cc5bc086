// SPDX-License-Identifier: GPL-3.0-or-later
// Single turns of phrase, each with what it has to give, and with cases where the right answer is nothing.
// Without lexicon and correction, so that the grammar stands alone.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fields/fields.h"

// Enough around a sentence for it to be taken for a minute.
static const char frame[] =
    "ACTA DE LA SEXTA SESIÓN ORDINARIA DEL COMITÉ DE ARCHIVO DEL INSTITUTO DE BOSQUES\n\n"
    "Se declaró que existe quórum.\n\n%s\n\nSe dio por concluida la sesión.\n";

static esc_doc *read_fields(const char *format, const char *text) {
    char *whole = NULL;
    assert_true(asprintf(&whole, format, text) > 0);
    esc_doc *doc = esc_doc_new();
    assert_int_equal(esc_doc_add_text(doc, whole, strlen(whole), NULL), ESC_OK);
    free(whole);
    assert_int_equal(esc_fields_read(doc, NULL, NULL), ESC_OK);
    assert_int_equal(esc_doc_check(doc, NULL), ESC_OK);
    return doc;
}

// The n-th value under pointer, "" where there is none.
static const char *value_of(const esc_doc *doc, const char *pointer, int n) {
    for (uint32_t i = 0; i < doc->fields_count; i++)
        if (esc_doc_same(doc, doc->fields[i].pointer, pointer) && !n--)
            return esc_doc_text(doc, doc->fields[i].value);
    return "";
}

static const struct {
    const char *text, *pointer, *value;
} examples[] = {
    // dates and hours: the session's, not another paper's
    {"Siendo las diez horas del 4 de mayo de 2015 se reunieron.", "/date", "2015-05-04"},
    {"Siendo las diez horas del 4 de mayo de 2015 se reunieron.", "/start", "10:00"},
    {"Se leyó el oficio de fecha 3 de abril de 2015.", "/start", ""},
    {"Convocada para las 9:00 horas, siendo las 9:25 horas del 4 de mayo de 2015 inició la sesión.", "/start",
     "09:25"},
    {"Lote 80101911/26.06.2025 del almacén.", "/date", ""},
    // hours, by the verb of their sentence, by labels, and as other countries say them
    {"La reunión comenzó a las diecisiete horas y cuarto.", "/start", "17:15"},
    {"A las 9 y 40 horas se dio comienzo a la sesión.", "/start", "09:40"},
    {"Siendo la hora 17 y 25 sesiona el Comité.", "/start", "17:25"},
    {"Siendo las 19hs. se declaró abierta la sesión.", "/start", "19:00"},
    {"Siendo las diez y media de la mañana se instaló el pleno.", "/start", "10:30"},
    {"Hora de inicio: 12.05 horas", "/start", "12:05"},
    {"Celebrada de las 12:10 a las 13:45 horas.", "/end", "13:45"},
    {"No habiendo más asuntos que tratar, se levantó la sesión siendo las once menos cuarto de la mañana.",
     "/end", "10:45"},
    {"La reunión terminó faltando diez minutos para las diecinueve horas.", "/end", "18:50"},
    {"Hora de término: 14:20 hrs.", "/end", "14:20"},
    {"A las 10:30 horas se incorporó la vocal Rosa Lima.", "/start", ""},
    {"Se acordó un receso de las 11:00 a las 11:15 horas.", "/end", ""},
    {"Es la hora veinte y treinta y siete minutos, y se levanta la sesión.", "/end", "20:37"},
    {"Se levanta la sesión a la hora 23.", "/end", "23:00"},
    {"La reunión concluyó faltando veinte minutos para las nueve.", "/end", "08:40"},
    {"La presidenta levantó la sesión a las nueve y diez, tras un receso de 8:00 a 8:15.", "/end", "09:10"},
    {"Se agotaron los asuntos y, siendo once con veinte, se levantó la sesión.", "/end", "11:20"},
    {"A las 9:15 horas, tras un receso, se reanudó la sesión.", "/end", ""},
    {"Agotados los temas, se levantó la junta al mediodía.", "/end", "12:00"},
    {"A las 9 y 20 se reúne la Junta.", "/start", "09:20"},
    {"La sesión terminó a las 17:48 horas y la siguiente será el 3 de abril.", "/end", "17:48"},
    {"La próxima junta quedó fijada para el 7 de abril en la misma sede.\nA las 18:00 horas, la Presidenta "
     "la dio por "
     "terminada.",
     "/end", "18:00"},
    // dates
    {"Se reunieron a los veintitrés días del mes de mayo de dos mil diecisiete.", "/date", "2017-05-23"},
    {"Se reunieron el día 25 de septiembre de 2.007.", "/date", "2007-09-25"},
    {"Celebrada en Mayo 23, 2017.", "/date", "2017-05-23"},
    {"Siendo las diez horas del tres de junio del presente año, 2019, se reunieron.", "/date", "2019-06-03"},
    {"Siendo las diez horas del tres de junio del presente año (2019) se reunieron.", "/date", "2019-06-03"},
    {"Se reunieron el día 1o. de abril de 2014.", "/date", "2014-04-01"},
    {"Siendo las diez horas del martes 1o de abril del 2014 se reunieron.", "/date", "2014-04-01"},
    {"Siendo las diez horas del jueves 1o de abril del 2014 se reunieron.", "/date", "2014-04-10"},
    {"Siendo las diez horas del 1O de abril del 2014 se reunieron.", "/date", "2014-04-10"},
    // one that no calendar has, and another of its month that is told, too
    {"Se reunieron el 31 de junio de 2014.", "/session/year", "2014"},
    {"Siendo las diez horas del 31 de junio de 2014 se reunieron, en la sesión celebrada el 30 de junio de "
     "2014.",
     "/date", "2014-06-30"},
    // a deadline is no day of the session
    {"Se entregará el padrón antes del 9 de junio de 2015.", "/date", ""},
    // places: a label in a sentence, "desde"
    {"Reunión del 4 de mayo de 2015. Hora: 7:00 p. m. Local social: calle Olmo 12.", "/place",
     "calle Olmo 12"},
    {"Reunidos desde el Salón Ceiba del Club, a las 9:00 horas.", "/place", "Salón Ceiba del Club"},
    // counts
    {"Se reúnen en primera convocatoria los vocales, en número de once de los trece que lo forman.",
     "/quorum/present", "11"},
    {"En sesión extraordinaria y con ocho de sus miembros, se abrió el acto.", "/session/ordinal", "6"},
    // lists that nothing calls an agenda: bullets behind a colon, and brief points before what was said; but
    // not what was resolved, or who came
    {"Vinieron los siguientes vecinos:\n- Ana Rey Gil\n- Luis Paz Roa\n- Rosa Lima Vera", "/agenda/0/text",
     ""},
    {"Con siete vocales se abrió la junta.\n\nA) Poda del parque.\nB) Rifa de mayo.\nC) Toldo.\n\nSe podará "
     "en marzo. La rifa se hará en la plaza con los premios que den los vecinos del barrio y las tiendas.",
     "/agenda/2/text", "Toldo"},
    {"Con siete vocales se abrió la junta.\n\nA) Podar el parque.\nB) Pintar la barda.\nC) Comprar un "
     "toldo.\n\nSe hará en marzo, con lo que den los vecinos del barrio y las tiendas de la plaza mayor.",
     "/agenda/0/text", ""},
    // agendas: broken numerals by their place in the list, points only as headings, long agendas in sections
    {"Orden del día:\n[.- Lista.\nTL.- Informe.\nnI.- Obras.\nIV.- Clausura.", "/agenda/2/number", "III"},
    {"Orden del día:\nI. Lista.\nII. Caja.\nIII. Obra.\nIV. Agua.\nV. Luz.\nVI. Sillas.\nVI. Mesas.",
     "/agenda/6/number", "VII"},
    {"Orden del día:\n1. Lista.\n2. Caja.\n3. Obra.\n[e)) ) Agua.\n5. Luz.", "/agenda/3/text", "Agua"},
    {"Asuntos a tratar:\n1. Lista.\nSillas.\n3. Luz.", "/agenda/1/text", "Sillas"},
    {"Orden del día:\n1. Lista.\n2. Informe.\n3. Presupuesto.\nEl Sr. Presidente preguntó quién vota.",
     "/agenda/3/number", ""},
    {"Asistentes:\nDª Sonia Tamayo Rico D. Unai Cordero Salas\nDª Inés Sotelo Bernal D. Jorge Ledesma Quirós",
     "/attendees/1/name", "Unai Cordero Salas"},
    {"Asistentes:\nD. Juan Tamayo D. Cordero\nDª Inés Sotelo Bernal", "/attendees/0/name",
     "Juan Tamayo D. Cordero"},
    {"Orden del día:\na) Lista\nb) Informe del Decano\n<) Becas del curso\nd) Varios", "/agenda/2/text",
     "Becas del curso"},
    {"Orden del día:\nA. Lista\nB. Caja\n[.- Becas\nD. Varios", "/agenda/2/number", "C"},
    {"Orden del día:\n1. Lista\nsx Caja\n|% Becas\n4. Varios", "/agenda/2/text", "Becas"},
    {"Orden del día:\n1. Lista\n2. Compra de bancas para la\nPlaza Mayor y el Jardín\n4. Varios",
     "/agenda/1/text", "Compra de bancas para la Plaza Mayor y el Jardín"},
    {"Orden del día:\n1. Lista\n2. Obras\n2.1 Puente\nES) 3. Varios", "/agenda/3/number", "3"},
    {"Orden del día:\n1. Lista\n2. Obras de los barrios\ndel 3. Luz", "/agenda/2/number", ""},
    {"Orden del día:\nA. Acta\nB. Despacho\n1. Oficio.\n2. Carta.\nC. Informes\n3. De obras.",
     "/agenda/5/number", "3"},
    {"Orden del día:\nA. Lista\nB. Informes\nB.I Becas\nB.2 Obras\nC. Varios", "/agenda/2/text", "Becas"},
    {"Temas\n1) Lista\n2) Becas: a) Primera b) Segunda\n3) Varios", "/agenda/3/number", "b"},
    {"Se puso a consideración los asuntos: PRIMERO, lista; SEGUNDO, informe.", "/agenda/1/text", "informe"},
    {"PRIMERO. Acta anterior. Quedó aprobada.\n\nSEGUNDO. Licencias. Vistas.\n\nTERCERO. Ruegos. Ninguno.",
     "/agenda/1/text", "Licencias"},
    {"ORDEN DEL DÍA\nI - ORDENANZAS\n1. Nota de vecinos.\n2. Nota del club.\nII - RESOLUCIONES\n3. "
     "Expediente.",
     "/agenda/2/number", "3"},
    {"Se considera:\nI. Acta anterior\nII. Luz de la cancha\nIII. Avisos recibidos\n\nI. Aprobada.",
     "/agenda/2/text", "Avisos recibidos"},
    {"Orden del día\nPRIMERO. Acta anterior. Leída, se aprueba sin ningún reparo.\nSEGUNDO. Ingresos. Se "
     "leen "
     "nueve pedidos de ingreso.\nTERCERO. Caja. El tesorero informa del saldo actual.\nCUARTO. Techo. Se "
     "acuerda pedir dos presupuestos.",
     "/agenda/1/text", "Ingresos"},
    {"Se acordó:\nPRIMERO. Comprar sillas.\nSEGUNDO. Pintar.\nTERCERO. Avisar.", "/agenda/0/number", ""},
    // counts and what is put off
    {"Orden del día:\n1. Lista.\n2. Obra.\n\n2. Obra. Aprobada por mayoría: dos votos positivos y uno "
     "negativo.",
     "/votes/0/against", "1"},
    {"Orden del día:\n1. Lista.\n2. Obra.\n\n2. Obra. Se aprobó por mayoría, dos votos contra uno.",
     "/votes/0/for", "2"},
    {"Orden del día:\n1. Lista.\n2. Obra.\n\n2. Obra. A favor 15, en contra 20, abstenciones 3.",
     "/votes/0/result", "rejected"},
    {"Orden del día:\n1. Lista.\n2. Obra.\n\n2. Obra. Aprobada por unanimidad de los seis presentes.",
     "/votes/0/for", "6"},
    {"Orden del día:\n1. Lista.\n2. Obra.\n\n2. Obra. La resolución se deja sobre la mesa.",
     "/votes/0/result", "postponed"},
    {"Orden del día:\n1. Lista.\n2. Obra.\n\n2. Obra. Se posterga su tratamiento.", "/votes/0/result",
     "postponed"},
    {"Orden del día:\n1. Lista.\n2. Obra.\n\n2. Obra. El vocal se retira de la sala.", "/votes/0/result", ""},
    // people
    {"Señores que asisten:\nAlcaldesa: D.ª Rosa Lima Duarte\nSecretario: D. Luis Mora Paz",
     "/attendees/0/role", "alcaldesa"},
    {"Señores que asisten:\nAlcaldesa: D.ª Rosa Lima Duarte\nSecretario: D. Luis Mora Paz",
     "/attendees/1/title", "D."},
    {"Asistieron el Lic. Luis Mora Paz, Vocal; excusó su ausencia la Lic. Rosa Lima Duarte.",
     "/attendees/1/name", ""},
    // quorum and place
    {"Con quórum legal, la Presidencia da comienzo a la sesión.", "/quorum/declared", "true"},
    {"Se procedió a verificar si hay quórum para sesionar.", "/place", ""},
    {"Se reunieron en el salón comunal de la cooperativa.", "/place", "salón comunal de la cooperativa"},
    {"Verificativo: Sala Norte", "/place", "Sala Norte"},
    // agreements
    {"Se tomaron los siguientes acuerdos:\nPRIMERO.- Se pinta el archivo.\nSEGUNDO.- Se avisa.",
     "/agreements/1/id", "SEGUNDO"},
    {"ACUERDOS\nJG-EXT2-01 Se actualizan las cuotas de agua.", "/agreements/0/id", "JG-EXT2-01"},
    // quorum
    {"Se encuentran presentes 7 de los 9 integrantes.", "/quorum/present", "7"},
    {"Con el voto de 7 de los 9 integrantes.", "/quorum/present", ""},
    // people
    {"Asistentes:\nLic. Rosa Lima Duarte, Vocal.\nIng. Luis Mora Paz, Presidente.", "/attendees/1/role",
     "presidente"},
    {"Asistentes:\nLic. Rosa Lima Duarte, Vocal.\nIng. Luis Mora Paz, Presidente.", "/attendees/0/title",
     "Lic."},
    {"Vocales presentes:\nLic. Rosa Lima Duarte, Jefa de Archivo.", "/attendees/0/office", "Jefa de Archivo"},
    {"Asistentes:\nLic. Rosa Lima Duarte, Vocal.\nAusentes:\nIng. Luis Mora Paz, Vocal.", "/attendees/1/name",
     ""},
    {"Asistieron el C. Juan Mora Paz, designado mediante oficio No. IB/DA/12/2015, y otros.",
     "/attendees/0/oficio", "IB/DA/12/2015"},
    // agenda
    {"Orden del día:\n1. Lista.\n2. Informe del\nprimer semestre.\n3. Clausura.", "/agenda/1/text",
     "Informe del primer semestre"},
    {"Orden del día:\nl. Lista.\n2. Informe.\n3. Clausura.", "/agenda/0/number", "1"},
    {"Orden del día:\nI. Lista.\nII. Informe.\nMI. Clausura.", "/agenda/2/number", "III"},
    {"Orden del día:\n1. Lista.\n2. Informes.\n2.1 De caja.\n2.2 De obra.\n3. Clausura.", "/agenda/3/number",
     "2.2"},
    {"Orden del día: PRIMERO.- Lista. SEGUNDO.- Informe.", "/agenda/1/number", "SEGUNDO"},
    {"Se compró: 1. papel, 2. tinta.", "/agenda/0/number", ""},
    // votes
    {"Orden del día:\n1. Lista.\n2. Informe.\n\n2. Informe. Se aprobó por unanimidad.", "/votes/0/item", "2"},
    {"Orden del día:\n1. Lista.\n2. Informe.\n\n2. Informe. Se rechazó por mayoría: 3 votos en contra y 1 a "
     "favor.",
     "/votes/0/against", "3"},
    {"Orden del día:\n1. Lista.\n2. Informe.\n\n2. Informe. El punto se retira.", "/votes/0/result",
     "postponed"},
    {"Orden del día:\n1. Lista.\n2. Informe.\n\nSe aprobó por unanimidad dispensar la lectura de los "
     "documentos.",
     "/votes/0/item", ""},
    // agreements
    {"ACUERDO CA-06/2015. Se aprueba el informe de caja del año.", "/agreements/0/id", "CA-06/2015"},
    {"Se llegó al acuerdo de esperar.", "/agreements/0/text", ""},
    // codes and laws
    {"Se recibió el oficio No. IB/DA/2 11/20 15 con anexos.", "/oficios/0", "IB/DA/211/2015"},
    {"La licitación LP/01/2015 quedó desierta.", "/oficios/0", ""},
    {"Con base en los artículos 5 y 6, fracción II, de la Ley de Bosques.", "/legal_refs/1/fraction", "II"},
    {"Con base en los artículos 5 y 6, fracción II, de la Ley de Bosques.", "/legal_refs/0/article", "5"},
    {"El artículo se publicó en la revista.", "/legal_refs/0/article", ""},
    {"La UTB revisó el plan.", "/acronyms/0", "UTB"},
    {"La UNIDAD revisó el plan.", "/acronyms/1", ""},
};

static void phrases_give_their_values(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        ESC_AUTODOC *doc = read_fields(frame, examples[i].text);
        const char *value = value_of(doc, examples[i].pointer, 0);
        if (strcmp(value, examples[i].value))
            fail_msg("%s\n  %s: \"%s\", not \"%s\"", examples[i].text, examples[i].pointer, value,
                     examples[i].value);
    }
}

static void the_heading_tells_whose_session_it_is(void **state) {
    (void)state;
    ESC_AUTODOC *doc = read_fields(frame, "");
    assert_string_equal(value_of(doc, "/institution/name", 0), "Instituto de Bosques");
    assert_string_equal(value_of(doc, "/body/name", 0), "Comité de Archivo");
    assert_string_equal(value_of(doc, "/session/ordinal", 0), "6");
    assert_string_equal(value_of(doc, "/session/kind", 0), "ordinaria");
    assert_string_equal(value_of(doc, "/document/kind", 0), "acta");
}

static const struct {
    const char *title, *ordinal;
} titles[] = {
    {"ACTA DE LA VIGÉSIMA TERCERA SESIÓN ORDINARIA", "23"},
    {"ACTA DE LA 5a. SESIÓN EXTRAORDINARIA", "5"},
    {"ACTA DE LA XXIII SESIÓN ORDINARIA", "23"},
    {"ACTA DE SESIÓN ORDINARIA N° 25", "25"},
    {"ACTA DE SESIÓN ORDINARIA N? 25", "25"},
    {"ACTA DE SESIÓN ORDINARIA NÚMERO OCHO", "8"},
    {"ACTA DE SESIÓN ORDINARIA 04/2018", "4"},
    {"ACTA DE SESIÓN ORDINARIA", ""},
};

static void ordinals_of_sessions_are_read(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        ESC_AUTODOC *doc = read_fields("%s\n\nHay quórum. Se levanta la sesión.\n", titles[i].title);
        if (strcmp(value_of(doc, "/session/ordinal", 0), titles[i].ordinal))
            fail_msg("%s gave \"%s\"", titles[i].title, value_of(doc, "/session/ordinal", 0));
    }
}

// Words against figures, clean and as an older engine reads them: both are given, and flagged.
static void words_against_figures_are_flagged(void **state) {
    (void)state;
    static const struct {
        const char *text, *pointer, *value, *other;
    } cases[] = {
        {"El 13 de octubre de 2017 (catorce de octubre de dos mil diecisiete) se reunieron.", "/date",
         "2017-10-13", "2017-10-14"},
        {"El 13 de octubre de 2017 (cotorce de octubrc de dos mil diecisicte) se reunieron.", "/date",
         "2017-10-13", "2017-10-14"},
        {"A los veintiocho (27) días del mes de mayo de dos mil diez se reunieron.", "/date", "2010-05-28",
         "2010-05-27"},
        {"El 4 de mayo de dos mil nueve (2010) se reunieron.", "/date", "2009-05-04", "2010-05-04"},
        {"Siendo las trece horas (14:00) se inició la sesión.", "/start", "13:00", "14:00"},
        {"Siendo las trcce horos (14:00) se inició la sesión.", "/start", "13:00", "14:00"},
        {"Siendo las 19:14 a.m. se inició la sesión.", "/start", "19:14", ""},
        {"Siendo las 11:30 horas se inició la sesión. Concluyó a las 10:05 horas.", "/end", "10:05", ""},
        {"Estaban presentes siete (6) integrantes.", "/quorum/present", "7", "6"},
        {"Hay quórum al estar presentes 6 de los 5 integrantes.", "/quorum/present", "6", ""},
        {"Hay quórum al estar presentes 4 de los 5 integrantes.", "/quorum/present", "4", NULL},
        {"Se reunieron en la Sexta Sesión Extraordinaria.", "/session/kind", "ordinaria", "extraordinaria"},
        {"Siendo las 9:40 nueve horas con veinte minutos se inició la sesión.", "/start", "09:20", "09:40"},
        {"Siendo las 16:00 dieciséis horas con 20 veinte minutos se inició la sesión.", "/start", "16:20",
         "16:00"},
        {"Siendo las 16 diecisiete horas se inició la sesión.", "/start", "17:00", "16:00"},
        {"La sesión inició a las 9:00 horas. Concluyó la sesión a las 11:05 once horas con cincuenta "
         "minutos.",
         "/end", "11:50", "11:05"},
        {"Se reunieron a fin de celebrar la Octava Sesión Ordinaria.", "/session/ordinal", "6", "8"},
        {"Se reunieron para celebrar la Sexta (7a.) Sesión Ordinaria.", "/session/ordinal", "6", "7"},
        {"Siendo las diez horas se dio inicio a la 9a. sesión.", "/session/ordinal", "6", "9"},
        // what can be no day and no hour: nothing is given, and somebody told of it
        {"Se reunieron el 31 de junio de 2014.", "/date", "", ""},
        {"Siendo las diez horas del 30/02/2020 se reunieron.", "/date", "", ""},
        {"Siendo las diez horas del 29 de febrero de 2019 se reunieron.", "/date", "", ""},
        {"La sesión inició a las 9:00 horas. Concluyó la sesión a las 11:72 horas.", "/end", "", ""},
        {"Siendo las veintiséis horas se inició la sesión.", "/start", "", ""},
        {"Siendo las nueve horas con sesenta y cinco minutos se inició la sesión.", "/start", "", ""},
        // and these agree
        {"Siendo las 18 dieciocho horas con 15 quince minutos se inició la sesión.", "/start", "18:15", NULL},
        {"Siendo las 18:15 dieciocho horas con quince minutos se inició la sesión.", "/start", "18:15", NULL},
        {"Siendo las diez horas se aprobó el acta de la Quinta Sesión Ordinaria.", "/session/ordinal", "6",
         NULL},
        {"Se convoca a celebrar la Séptima Sesión Ordinaria.", "/session/ordinal", "6", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        esc_doc *doc = read_fields(frame, cases[i].text);
        assert_string_equal(value_of(doc, cases[i].pointer, 0), cases[i].value);
        assert_string_equal(value_of(doc, cases[i].pointer, 1), cases[i].other ? cases[i].other : "");
        for (uint32_t k = 0; k < doc->fields_count; k++)
            if (esc_doc_same(doc, doc->fields[k].pointer, cases[i].pointer))
                assert_int_equal(doc->fields[k].flagged, cases[i].other != NULL);
        esc_doc_free(doc);
    }
}

static void a_contradiction_is_reported_and_flagged(void **state) {
    (void)state;
    ESC_AUTODOC *doc =
        read_fields("ACTA DE LA SEXTA SESIÓN ORDINARIA, celebrada el 14 de marzo de 2019\n\n"
                    "Siendo las %s horas del trece de marzo de dos mil diecinueve se declara quórum.\n",
                    "diez");
    assert_string_not_equal(value_of(doc, "/date", 0), "");
    assert_string_not_equal(value_of(doc, "/date", 1), "");
    assert_string_not_equal(value_of(doc, "/date", 0), value_of(doc, "/date", 1));
    for (uint32_t i = 0; i < doc->fields_count; i++)
        if (esc_doc_same(doc, doc->fields[i].pointer, "/date")) assert_int_equal(doc->fields[i].flagged, 1);
}

static void an_end_in_another_month_is_flagged(void **state) {
    (void)state;
    static const struct {
        const char *end, *other;
    } cases[] = {{"12 horas del 4 de julio de 2015", "2015-07-04"},
                 {"12 horas del 31 de mayo de 2015", ""},
                 {"0:30 horas del 1 de junio de 2015", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ESC_AUTODOC *doc =
            read_fields("ACTA DE LA SEXTA SESIÓN ORDINARIA\n\nSiendo las diez horas del 31 de mayo "
                        "de 2015 se reunieron los vocales. Hay quórum.\n\nORDEN DEL DÍA\n1. "
                        "Lista.\n2. Obras.\n3. Clausura.\n\nSe dio por concluida la sesión a las "
                        "%s.\n",
                        cases[i].end);
        assert_string_equal(value_of(doc, "/date", 0), "2015-05-31");
        assert_string_equal(value_of(doc, "/date", 1), cases[i].other);
    }
}

static void what_is_said_again_otherwise_is_flagged(void **state) {
    (void)state;
    static const struct {
        const char *last, *pointer, *first, *other;
        uint32_t flags;
    } cases[] = {{"Se cierra la presente acta número 75.", "/document/id", "74", "75", 2},
                 {"Se cierra la presente acta N° 074.", "/document/id", "74", "", 0},
                 {"La presente acta se cierra. El acta número 73 se aprobó.", "/document/id", "74", "", 0},
                 {"ACUERDOS\nCO/5/01. Se compra la bomba.\nCO/5/01. Se vende el pozo.", "/agreements/1/id",
                  "CO/5/01", "", 2},
                 {"ACUERDOS\nCO/5/01. Se compra la bomba.\nCO/5/02. Se vende el pozo.", "/agreements/1/id",
                  "CO/5/02", "", 0},
                 {"Firman los presentes.", "/date", "2016-05-31", "2015-05-31", 2}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const bool other_year = !strcmp(cases[i].pointer, "/date");
        ESC_AUTOFREE char *text = esc_asprintf(
            "AYUNTAMIENTO DE VILLA NUEVA\nACTA NÚMERO 74\n%s\n\nSiendo las diez horas del treinta y uno de "
            "mayo de dos mil dieciséis se reunieron los vocales. Hay quórum.\n\nORDEN DEL DÍA\n1. Lista.\n"
            "2. Obras.\n3. Clausura.\n\n%%s\n",
            other_year ? "31 de mayo de 2015\nSESIÓN ORDINARIA" : "SESIÓN ORDINARIA");
        ESC_AUTODOC *doc = read_fields(text, cases[i].last);
        assert_string_equal(value_of(doc, cases[i].pointer, 0), cases[i].first);
        assert_string_equal(value_of(doc, cases[i].pointer, 1), cases[i].other);
        uint32_t flags = 0;
        for (uint32_t k = 0; k < doc->fields_count; k++) flags += doc->fields[k].flagged;
        assert_int_equal(flags, cases[i].flags);
    }
}

static void an_empty_document_gives_nothing(void **state) {
    (void)state;
    ESC_AUTODOC *doc = esc_doc_new();
    assert_int_equal(esc_doc_add_text(doc, "", 0, NULL), ESC_OK);
    assert_int_equal(esc_fields_read(doc, NULL, NULL), ESC_OK);
    assert_int_equal(doc->fields_count, 0);
}

enum { LETTER_PX = 10, LINE_PX = 20 };

// A page as read from a scan: single blanks in the text, and the layout in the boxes alone. far: the blanks
// of `rows` are as wide as they are there; else no wider than between words.
static esc_doc *read_scan(const char *const *rows, int n, bool far) {
    esc_doc *doc = esc_doc_new();
    esc_doc_add_page(doc, ESC_PAGE_OCR);
    for (int row = 0; row < n; row++) {
        char raw[256] = "";
        uint32_t from[40], len[40], at[40], words = 0, used = 0;
        for (const char *p = rows[row]; *p; p += len[words++]) {
            p += strspn(p, " ");
            len[words] = (uint32_t)strcspn(p, " "), at[words] = (uint32_t)(p - rows[row]);
            if (words) raw[used++] = ' ';
            from[words] = used;
            memcpy(raw + used, p, len[words]);
            used += len[words];
        }
        if (!words) continue;
        int32_t y = 100 + row * LINE_PX;
        esc_doc_add_line(doc, ESC_NONE, raw, used, (esc_box){100, y, 900, 14});
        for (uint32_t w = 0; w < words; w++) {
            int32_t x = 100 + (int32_t)(far ? at[w] : from[w]) * LETTER_PX;
            esc_doc_add_word(doc, from[w], len[w], (esc_box){x, y, (int32_t)len[w] * LETTER_PX, 14}, 0.9f);
        }
    }
    for (uint32_t i = 0; i < doc->lines_count; i++)
        for (uint32_t w = 0; w < doc->lines[i].word_count; w++) {
            const esc_word *word = &doc->words[doc->lines[i].first_word + w];
            esc_doc_add_token(doc, i, word->raw.off - doc->lines[i].raw.off, word->raw.len, ESC_TOKEN_WORD);
        }
    assert_int_equal(esc_fields_read(doc, NULL, NULL), ESC_OK);
    return doc;
}

static void the_boxes_of_a_scan_part_columns_and_paragraphs(void **state) {
    (void)state;
    static const char *const rows[] = {
        "ACTA DE LA SESION ORDINARIA DEL CONSEJO DIRECTIVO",
        "Siendo las 10:00 del 4 de mayo de 2016 hubo quorum.",
        "",
        "ORDEN DEL DIA",
        "",
        "Punto   Asunto                           Responsable",
        "1       Estados financieros de mayo      Tesoreria",
        "2       Tarifas del ejercicio            Gerencia",
        "3       Baja de vehiculos                Contraloria",
        "",
        "Se dio por concluida la sesion a las 11:00.",
    };
    ESC_AUTODOC *apart = read_scan(rows, sizeof rows / sizeof *rows, true);
    assert_string_equal(value_of(apart, "/agenda/0/text", 0), "Estados financieros de mayo");
    assert_string_equal(value_of(apart, "/agenda/2/text", 0), "Baja de vehiculos");
    assert_string_equal(value_of(apart, "/agenda/3/text", 0), "");
    ESC_AUTODOC *close = read_scan(rows, sizeof rows / sizeof *rows, false);
    assert_string_equal(value_of(close, "/agenda/0/text", 0), "Estados financieros de mayo Tesoreria");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(phrases_give_their_values),
        cmocka_unit_test(the_heading_tells_whose_session_it_is),
        cmocka_unit_test(ordinals_of_sessions_are_read),
        cmocka_unit_test(a_contradiction_is_reported_and_flagged),
        cmocka_unit_test(words_against_figures_are_flagged),
        cmocka_unit_test(an_end_in_another_month_is_flagged),
        cmocka_unit_test(what_is_said_again_otherwise_is_flagged),
        cmocka_unit_test(an_empty_document_gives_nothing),
        cmocka_unit_test(the_boxes_of_a_scan_part_columns_and_paragraphs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
