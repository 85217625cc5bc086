# SPDX-License-Identifier: GPL-3.0-or-later
"""Family C's sentences: written last, when every reader and model stood, so that its figures are of unseen minutes. Once
it has been looked at to mend something, it is spent: write another family. The slots are those of family A."""

TITLES = [
    "{kind} DE {sesion}\n{cuerpo_solo}",
    "{institucion}\n{kind} RELATIVA A LA {sesion} DE {anio_cifras} {del_cuerpo}",
    "{kind} {id} DE LA {sesion} {del_cuerpo}",
]
OPENINGS = [
    "Constituidos en {lugar}, a las {hora} del {fecha}, quienes conforman {cuerpo} {de_la_institucion} efectuaron la {sesion} "
    "de {anio}.",
    "Hoy, {fecha}, siendo las {hora}, en {lugar}, sesionó {cuerpo} {de_la_institucion}; se trata de la {sesion} del año "
    "{anio}.",
    "Con el fin de llevar a efecto la {sesion} de {anio}, {cuerpo} {de_la_institucion} fue citado para las {hora} del "
    "{fecha} en {lugar}, de conformidad con {legal}.",
]
FORMS = [(("Celebrada el", "{fecha}"), ("A las", "{hora}"), ("En", "{Lugar_solo}"), ("Correspondiente a", "{sesion}, {anio}"))]
FORM_CLOSINGS = ["Cierre: {hora_fin}."]
OPENINGS_NO_PLACE = [
    "De acuerdo con {legal}, {cuerpo} {de_la_institucion} celebró la {sesion} de {anio} el {fecha}, a partir de las {hora}.",
]
ROLL_CALL = [
    "Se encontraban en la sesión:",
    "{Secretario} nombró a los miembros y contestaron presente:",
    "Integrantes que acudieron a la cita:",
]
ROLL_PROSE = ["Acudieron {lista}.", "Se hallaban presentes {lista}."]
QUORUM = [
    "Son {presentes} las personas presentes, suficientes para integrar el quórum; {presidente} así lo declara.",
    "Dado que acudieron {presentes} miembros, hubo quórum y quedó legalmente instalada la reunión.",
]
QUORUM_NO_COUNT = ["Hecha la verificación, se declaró que existe quórum y la sesión se instaló."]
AGENDA_INTRO = [
    "El temario propuesto es este:",
    "{Presidente} dio lectura al orden del día:",
]
AGENDA_HEADINGS = ["ORDEN DEL DÍA", "ORDEN DEL DÍA:", None]
WAIVER = ["Se excusó por unanimidad la lectura de los textos, ya conocidos."]
NEXT = ["Acerca del punto {num}, hubo lo siguiente.", "Turno del punto {num}: {tema}"]
HEADINGS = ["Tema {num}", "Punto {num} — {tema}", "{num}.", None]
PRESENTS = [
    "{Ponente} rindió una explicación del tema e hizo ver que {hecho}.",
    "{Ponente} dio los pormenores: {hecho}.",
]
SPEAKS = [
    "{Persona} agregó que {hecho}.",
    "{Persona} cuestionó si {duda}.",
    "{Persona} exhortó a que {propuesta}.",
    "{Presidente} precisó que {hecho}.",
]
FACTS = [
    "el techo del almacén fue reparado en {mes}",
    "se gastaron {monto} en refacciones",
    "{unidad} avisó de {cifra} quejas nuevas",
    "el convenio no fija fecha de término",
    "hay {cifra} plazas vacantes y {cifra2} ocupadas",
    "el inventario se hará en {dias} días",
    "los visitantes aumentaron en {mes}",
]
PROPOSALS = ["se compren dos extintores", "{unidad} revise el cálculo", "se espere al dictamen pericial", "la obra comience en {mes}"]
DOUBTS = ["la garantía sigue en pie", "alcanza el dinero hasta {mes}", "{unidad} está enterada"]
NO_COMMENTS = ["Discutido lo suficiente, se votó.", "Sin intervenciones, se levantó la votación."]
UNANIMOUS = ["Todos votaron a favor: se aprueba por unanimidad {asunto}.", "Punto {num}: aprobado por unanimidad."]
UNANIMOUS_COUNTED = ["Con {favor}, es decir, por unanimidad, se aprobó {asunto}."]
MAJORITY = ["Punto {num}: aprobado por mayoría, {favor}, {contra}, {abstencion}."]
REJECTED = ["Con {favor} y {contra}, además de {abstencion}, {asunto} no se aprobó, por mayoría."]
POSTPONED = ["{Persona} pidió retirar el punto {num}, que se verá en otra ocasión."]
NOTED = ["El órgano se da por enterado.", "No hubo necesidad de votar."]
GENERAL = ["No los hubo.", "{Persona} recordó que {hecho}."]
AGREEMENT_HEADINGS = ["ACUERDOS", "Se tomaron los siguientes acuerdos:"]
AGREEMENTS = ["Es de aprobarse y se aprueba {asunto}.", "{Unidad} informará del punto {num} en {dias} días."]
CLOSINGS = [
    "A las {hora_fin} del mismo día, {presidente} dio por cerrada la sesión.",
    "Leído lo anterior, terminó la {sesion} a las {hora_fin}; firman al margen y al calce quienes quisieron hacerlo.",
]
SIGNATURES = ["Firmas", None]
HEADS = ["{cuerpo_solo}, {id}"]
FEET = ["{n} de {total}", "– {n} –"]
