// SPDX-License-Identifier: GPL-3.0-or-later
// What sentences tell of votes, and where they contradict themselves.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "correct/correct.h"
#include "fields/fields.h"

static esc_lexicon *lexicon;
static esc_corrector *corrector;

// Seven are there; two points are dealt with.
static const char frame[] =
    "INSTITUTO DE RIEGO DE ZACATECAS\nCOMITÉ DE OBRAS\n"
    "MINUTA DE LA CUARTA SESIÓN ORDINARIA, CELEBRADA EL 9 DE JUNIO DE 2021\n\n"
    "Asistieron la Mtra. Irma Bravo Sosa, Presidenta; el Lic. Raúl Nava Gil, Vocal; la Lic. Eva Luna Paz, "
    "Vocal; la Ing. Rosa Mena Cruz, Vocal; el Ing. Luis Ochoa Vega, Vocal; la Arq. Ana Torres Ríos, Vocal, y "
    "el C.P. Saúl Prado Díaz, Secretario.\n\n"
    "ORDEN DEL DÍA\n1. Lista de asistencia.\n2. Programa de riego.\n3. Compra de bombas.\n4. Clausura.\n\n"
    "%s\n\nSe levantó la sesión a las doce horas.\n";

// "item result how for against abstain" of each vote; "!" behind what is flagged, the other value in
// brackets.
static const struct {
    const char *text, *votes;
} examples[] = {
    // wishes, suppositions, questions and demands are no votes
    {"2. El representante pidió que el programa se aprobara por unanimidad. No hubo votación.", ""},
    {"2. Si el programa se aprobara por mayoría, habría que imprimirlo. Se turnó a la Dirección.", ""},
    {"2. La Presidenta respondió que si se aprobase por mayoría, habría que publicarlo.", ""},
    {"2. La Vocal solicitó que el programa fuera rechazado por unanimidad. El asunto se turnó al área.", ""},
    {"2. Se espera que el programa sea aprobado por mayoría en el Congreso.", ""},
    {"2. De aprobarse por unanimidad, el programa se publicaría en la Gaceta.", ""},
    {"2. El Vocal propuso aprobarlo por unanimidad, pero nadie lo secundó.", ""},
    {"2. El Vocal preguntó si el programa se había aprobado por unanimidad.", ""},
    {"2. Ojalá se apruebe por unanimidad, dijo la Vocal.", ""},
    {"2. El reglamento exige que el programa se apruebe por mayoría de votos.", ""},
    {"2. Con dos votos más se habría aprobado por mayoría.", ""},
    {"2. En caso de que se rechace por mayoría, se hará otro.", ""},
    {"2. El Vocal advirtió que el programa podría rechazarse por mayoría.", ""},
    {"2. Se pediría que se vote a favor cuando se apruebe por mayoría el presupuesto.", ""},
    {"2. El Director sugirió que los vocales votaran a favor.", ""},
    {"2. El Vocal pidió que se aprobara, y así se aprobó por unanimidad.", "2 approved unanimidad - - -"},
    {"2. Se acordó por unanimidad que el programa se aprobara en sus términos.",
     "2 approved unanimidad - - -"},
    {"2. Se preguntó si se aprobaba el programa, aprobándose por mayoría.", "2 approved mayoria - - -"},
    {"2. La Presidenta sometió a votación que se aprobara el programa y hubo unanimidad a favor.",
     "2 approved unanimidad - - -"},
    {"2. Si bien hubo objeciones, el programa se aprobó por mayoría.", "2 approved mayoria - - -"},
    {"2. Aunque el Vocal pidió que se rechazara por unanimidad, se aprobó por mayoría.",
     "2 approved mayoria - - -"},
    {"2. Se aprobó por unanimidad para que se publique.", "2 approved unanimidad - - -"},
    {"2. Quienes estén por que se apruebe, levanten la mano. Aprobado por unanimidad.",
     "2 approved unanimidad - - -"},
    {"2. El Comité resolvió que se apruebe por mayoría.", "2 approved mayoria - - -"},
    // what is denied, who breaks a tie, the whole and its parts
    {"2. La propuesta no fue aprobada por unanimidad sino por mayoría, 2 contra 1.",
     "2 approved mayoria 2 1 -"},
    {"2. No se aprobó por unanimidad sino por mayoría.", "2 approved mayoria - - -"},
    {"2. El programa no se rechazó por unanimidad, sino por mayoría de dos votos contra uno.",
     "2 rejected mayoria 1 2 -"},
    {"2. El programa se aprobó, no por unanimidad, sino por mayoría.", "2 approved mayoria - - -"},
    {"2. No hubo unanimidad: el programa se aprobó por mayoría.", "2 approved mayoria - - -"},
    {"2. Sin alcanzarse la unanimidad, el programa fue aprobado por mayoría de votos.",
     "2 approved mayoria - - -"},
    {"2. El programa no se aprobó, sino que se pospuso para la próxima sesión.", "2 postponed - - - -"},
    {"2. El programa no se rechazó, sino que se aprobó por unanimidad.", "2 approved unanimidad - - -"},
    {"2. No se aprobó por mayoría sino por unanimidad de los presentes.", "2 approved unanimidad - - -"},
    {"2. Por unanimidad no se aprobó el programa.", "2 rejected unanimidad - - -"},
    {"2. Hubo empate a dos votos, por lo que la Presidenta ejerció su voto de calidad en contra.",
     "2 rejected - 2 2 -"},
    {"2. Empatada la votación a tres votos, el Presidente decidió en contra con su voto dirimente.",
     "2 rejected - 3 3 -"},
    {"2. Con dos votos a favor y dos en contra, la Presidenta emitió su voto de calidad a favor.",
     "2 approved mayoria 2 2 -"},
    {"2. Resultaron dos votos a favor y dos en contra. La Presidenta, en ejercicio del voto de calidad, votó "
     "en contra.",
     "2 rejected - 2 2 -"},
    {"2. Hubo empate a dos votos. La Presidenta usó su voto de calidad en sentido negativo.",
     "2 rejected - 2 2 -"},
    {"2. Hubo empate a un voto y, con el voto de calidad de la Presidenta a favor, se aprobó el programa.",
     "2 approved mayoria 1 1 -"},
    {"2. Aprobado en lo general por unanimidad; el artículo 5, reservado, se rechazó por mayoría.",
     "2 approved unanimidad - - -"},
    {"2. El programa se aprobó en lo general por mayoría de dos votos contra uno; en lo particular, el anexo "
     "3 se desechó por unanimidad.",
     "2 approved mayoria 2 1 -"},
    {"2. Se aprobó en lo general por unanimidad y en lo particular por mayoría de dos votos a favor y uno en "
     "contra.",
     "2 approved unanimidad - - -"},
    {"2. En lo general, el programa se aprobó por unanimidad. En lo particular, la reserva al artículo 4 fue "
     "rechazada por dos votos contra uno.",
     "2 approved unanimidad - - -"},
    {"2. El programa fue aprobado por unanimidad tanto en lo general como en lo particular.",
     "2 approved unanimidad - - -"},
    {"2. Se aprobó por unanimidad en lo general y en lo particular.", "2 approved unanimidad - - -"},
    // contradictions: flagged (!), with the other value
    {"2. Se aprobó por unanimidad, con dos votos a favor y uno en contra.",
     "2 approved unanimidad!(mayoria) 2 1! -"},
    {"2. Fue rechazado con tres votos a favor y ninguno en contra.", "2 rejected!(approved) - 3! 0! -"},
    {"2. Se aprobó con un voto a favor y dos en contra.", "2 approved!(rejected) mayoria 1! 2! -"},
    {"2. Se aprobó por mayoría, con tres votos a favor, cero en contra y cero abstenciones.",
     "2 approved mayoria!(unanimidad) 3 0 0"},
    {"2. Se aprobó por mayoría con dos (3) votos a favor y uno (1) en contra.",
     "2 approved mayoria 2!(3) 1 -"},
    {"2. Se aprobó con 3 (dos) votos a favor y 0 (cero) en contra.", "2 approved unanimidad 3!(2) 0 -"},
    {"2. Se aprobó con tres votos (2) a favor.", "2 approved - 3!(2) - -"},
    {"2. Se aprobó por unanimidad de cuatro (3) votos.", "2 approved unanimidad 4!(3) - -"},
    {"2. Se aprobó por treinta y uno (32) votos a favor y dos (2) en contra.",
     "2 approved mayoria 31!(32) 2 -"},
    {"2. Votación: A FAVOR 5 (tres); EN CONTRA 0; ABSTENCIONES 0.", "2 approved unanimidad 5!(3) 0 0"},
    {"2. Se aprueba por mayoría simple, con 3 a favor, 2 en contra, total 4 votos.",
     "2 approved mayoria 3! 2! -"},
    {"2. Se aprueba por mayoría, con 3 a favor, 2 en contra, de un total de 5 votos.",
     "2 approved mayoria 3 2 -"},
    {"2. Por mayoría de 3 votos a favor y 2 en contra, de los 4 consejeros presentes, se aprobó el programa.",
     "2 approved mayoria 3! 2! -"},
    {"2. Por mayoría de 3 votos a favor y 2 en contra, de los 5 consejeros presentes, se aprobó el programa.",
     "2 approved mayoria 3 2 -"},
    {"2. Se aprobó por dos votos a favor, de los Vocales Raúl Nava Gil, Eva Luna Paz e Irma Bravo Sosa.",
     "2 approved - 2!(3) - -"},
    {"2. Se aprobó por dos votos a favor (Nava Gil y Luna Paz) y uno en contra (Bravo Sosa).",
     "2 approved mayoria 2 1 -"},
    {"2. El programa se aprueba por unanimidad, con el voto en contra del Vocal Raúl Nava Gil.",
     "2 approved unanimidad!(mayoria) - 1! -"},
    {"2. Se aprobó con dos votos a favor y dos en contra.", "2 approved! - 2! 2! -"},
    {"2. No se aprobó, con cinco votos a favor y tres en contra, por no alcanzar la mayoría calificada.",
     "2 rejected - 5 3 -"},
    {"2. Se rechazó por unanimidad de tres votos en contra.", "2 rejected unanimidad - 3 -"},
    {"2. Se rechazó por mayoría de dos votos contra uno.", "2 rejected mayoria 1 2 -"},
    {"2. Dos votos a favor, uno en contra. Se aprueba por unanimidad.",
     "2 approved unanimidad!(mayoria) 2 1! -"},
    {"En el punto 2, se aprobó el programa por unanimidad. Más adelante, el punto 2 se rechazó por mayoría.",
     "2 rejected!(approved) mayoria - - -"},
    {"2. Se aprobó por unanimidad de votos con una abstención.", "2 approved unanimidad - - 1"},
    {"2. Se aprobó por mayoría con dos (2) votos a favor y uno (1) en contra.", "2 approved mayoria 2 1 -"},
    {"2. Se aprobó por tres votos a favor y una abstención.", "2 approved mayoria 3 - 1"},
    {"2. Se aprobó por mayoría de tres votos.", "2 approved mayoria 3 - -"},
    // two ballots in one row or sentence
    {"2. Se aprobó por unanimidad. 3. Se rechazó por mayoría de dos votos en contra y uno a favor.",
     "2 approved unanimidad - - - | 3 rejected mayoria 1 2 -"},
    {"2. El programa fue aprobado por dos votos a favor y uno en contra. 3. La compra se aprueba por "
     "unanimidad.",
     "2 approved mayoria 2 1 - | 3 approved unanimidad - - -"},
    {"2) Se aprobó por unanimidad. 3) Se pospone.", "2 approved unanimidad - - - | 3 postponed - - - -"},
    {"2. La compra se rechazó en una primera votación (1-2) y, repetida esta, se aprobó (2-1).",
     "2 approved mayoria 2 1 -"},
    {"2. El programa se desechó en la primera votación por dos votos contra uno; en la segunda se aprobó por "
     "unanimidad.",
     "2 approved unanimidad - - -"},
    {"2. Primero se rechazó por mayoría y, después de un receso, fue aprobado por tres votos a favor.",
     "2 approved - 3 - -"},
    {"2. En una primera votación se aprobó por mayoría, pero al repetirse se rechazó por dos votos contra "
     "uno.",
     "2 rejected mayoria 1 2 -"},
    {"2. Se rechazó la enmienda por dos votos contra uno y se aprobó el programa por unanimidad.",
     "2 approved unanimidad - - -"},
    {"2. Se aprobó el programa por mayoría de tres votos contra uno y se rechazó la enmienda.",
     "2 approved mayoria 3 1 -"},
    {"2. Se rechazó por mayoría y, después de un receso, fue aprobado por tres votos a favor.",
     "2 approved - 3 - -"},
    {"2. Se rechazó por mayoría y, tras un receso, se aprobó por tres votos a favor.", "2 approved - 3 - -"},
    {"2. Se rechazó por mayoría y, después de un receso, se aprobó por mayoría.", "2 approved mayoria - - -"},
    // lost votes
    {"2. Programa de riego.\nVotación nominal:\nIrma Bravo Sosa: SÍ\nRaúl Nava Gil: NO\nEva Luna Paz: "
     "SÍ\nResultado: aprobado.",
     "2 approved mayoria 2 1 -"},
    {"2. Programa de riego.\nIrma Bravo Sosa: a favor\nRaúl Nava Gil: en contra\nEva Luna Paz: a "
     "favor\nSentido: aprobado por mayoría.",
     "2 approved mayoria 2 1 -"},
    {"2. Programa de riego. A favor: Bravo, Luna. En contra: nadie. Abstención: Nava.",
     "2 approved mayoria 2 0 1"},
    {"2. Programa de riego. A favor: Bravo, Luna y Mena. En contra: Nava.", "2 approved mayoria 3 1 -"},
    {"Los puntos 2 y 3 se aprobaron por unanimidad.",
     "2 approved unanimidad - - - | 3 approved unanimidad - - -"},
    {"El Vocal propuso invertir los puntos 2 y 3, lo que se aprobó por unanimidad.", ""},
    {"2 y 3. Se votaron en bloque y se aprobaron por mayoría de dos contra uno.",
     "2 approved mayoria 2 1 - | 3 approved mayoria 2 1 -"},
    {"Puntos 2 y 3: aprobados por unanimidad.", "2 approved unanimidad - - - | 3 approved unanimidad - - -"},
    {"En los puntos segundo y tercero se resolvió por unanimidad su aprobación.",
     "2 approved unanimidad - - - | 3 approved unanimidad - - -"},
    {"2. Aprobado por unanimidad\n3. Rechazado", "2 approved unanimidad - - - | 3 rejected - - - -"},
    {"2. Desechado.\n3. Aprobado.", "2 rejected - - - - | 3 approved - - - -"},
    {"2. Retirado\n3. Pendiente para la próxima reunión", "2 postponed - - - - | 3 postponed - - - -"},
    {"2. Pendiente.\n3. Aprobada por unanimidad.", "2 postponed - - - - | 3 approved unanimidad - - -"},
    {"2. A favor: 2\nEn contra: 1\nAbstenciones: 0\n3. A favor 0, en contra 3, abstenciones 0",
     "2 approved mayoria 2 1 0 | 3 rejected - 0 3 0"},
    {"2. A favor 4, en contra 1, abstenciones 2", "2 approved mayoria 4 1 2"},
    {"2. Con 2 votos de los Vocales Bravo y Luna a favor, y 1 del Vocal Nava en contra, se aprueba.",
     "2 approved mayoria 2 1 -"},
    {"2. Con cinco votos de los vocales a favor y dos de la minoría en contra, se aprueba.",
     "2 approved mayoria 5 2 -"},
    {"ACUERDOS TOMADOS\nPRIMERO. Se aprueba el programa.\nSEGUNDO. Se difiere la compra.\nTERCERO. "
     "Notifíquese.",
     ""},
    {"ACUERDOS:\nPrimero.- Se aprueba el programa por unanimidad.\nSegundo.- Se pospone la "
     "compra.\nTercero.- Publíquese.",
     ""},
};

// What is written under a pointer, flagged or not.
static void append(const esc_doc *doc, const char *pointer, esc_buf *out) {
    bool any = false;
    for (uint32_t i = 0; i < doc->fields_count; i++) {
        const esc_field *field = &doc->fields[i];
        if (!esc_doc_same(doc, field->pointer, pointer)) continue;
        const char *value = esc_doc_text(doc, field->value);
        if (any)
            esc_buf_printf(out, "(%s)", value);
        else
            esc_buf_printf(out, " %s%s", value, field->flagged ? "!" : "");
        any = true;
    }
    if (!any) esc_buf_printf(out, " -");
}

static void sentences_tell_their_votes(void **state) {
    (void)state;
    static const char *const members[] = {"item", "result", "how", "for", "against", "abstain"};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        char *text = NULL, pointer[40];
        assert_true(asprintf(&text, frame, examples[i].text) > 0);
        ESC_AUTODOC *doc = esc_doc_new();
        assert_int_equal(esc_doc_add_text(doc, text, strlen(text), NULL), ESC_OK);
        free(text);
        assert_int_equal(esc_correct(corrector, doc, NULL), ESC_OK); // it tells which words are known
        assert_int_equal(esc_fields_read(doc, lexicon, NULL), ESC_OK);
        assert_int_equal(esc_doc_check(doc, NULL), ESC_OK);
        ESC_AUTOBUF told = {0};
        for (uint32_t k = 0;; k++) {
            bool any = false;
            snprintf(pointer, sizeof pointer, "/votes/%u/result", k);
            for (uint32_t f = 0; f < doc->fields_count; f++)
                any |= esc_doc_same(doc, doc->fields[f].pointer, pointer);
            if (!any) break;
            if (k) esc_buf_printf(&told, " |");
            for (size_t m = 0; m < sizeof members / sizeof *members; m++) {
                snprintf(pointer, sizeof pointer, "/votes/%u/%s", k, members[m]);
                append(doc, pointer, &told);
            }
        }
        const char *got = esc_buf_text(&told);
        if (strcmp(got + (*got == ' '), examples[i].votes))
            fail_msg("%s\n  gave \"%s\", not \"%s\"", examples[i].text, got, examples[i].votes);
    }
}

static int open_models(void **state) {
    (void)state;
    return esc_lexicon_open(NULL, &lexicon, NULL) || esc_corrector_new(lexicon, NULL, &corrector, NULL) ? -1
                                                                                                        : 0;
}

static int close_models(void **state) {
    (void)state;
    esc_corrector_free(corrector);
    esc_lexicon_close(lexicon);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(sentences_tell_their_votes)};
    return cmocka_run_group_tests(tests, open_models, close_models);
}
