# SPDX-License-Identifier: GPL-3.0-or-later
"""Family B's sentences: held back, never trained or tuned on. The slots are those of family A."""

TITLES = [
    "{kind} CORRESPONDIENTE A LA {sesion} {del_cuerpo} {de_la_institucion}",
    "{kind} NÚMERO {id}, QUE SE LEVANTA CON MOTIVO DE LA {sesion} {del_cuerpo}",
    "{cuerpo_solo}\n{sesion}, {anio_cifras}\n{kind}",
]
OPENINGS = [
    "En la sede que ocupa {lugar}, cuando eran las {hora} del {fecha}, se dieron cita las y los miembros {del_cuerpo} "
    "{de_la_institucion} para desahogar la {sesion} del año {anio}.",
    "Previa convocatoria, el día {fecha}, a las {hora}, en {lugar}, se instaló {cuerpo} {de_la_institucion} en "
    "{sesion} de {anio}.",
    "Se levanta el presente documento para dejar constancia de que el {fecha}, a las {hora}, en {lugar}, se celebró la "
    "{sesion} {del_cuerpo} {de_la_institucion} del ejercicio {anio}.",
    "{Presidente} dio la bienvenida a los asistentes cuando el reloj marcaba las {hora} del día {fecha}, en {lugar}, y "
    "con apoyo en {legal} inició la {sesion} {del_cuerpo} {de_la_institucion} de {anio}.",
]
FORMS = [
    (("DÍA", "{fecha}"), ("HORA", "{hora}"), ("RECINTO", "{Lugar_solo}"), ("ASUNTO", "{sesion} {del_cuerpo}, {anio}")),
]
FORM_CLOSINGS = ["TERMINÓ A LAS: {hora_fin}."]
OPENINGS_NO_PLACE = [
    "Con apego a lo que ordena {legal}, el {fecha}, en punto de las {hora}, arrancó la {sesion} {del_cuerpo} "
    "{de_la_institucion} de {anio}.",
    "Para desahogar la {sesion} de {anio}, {cuerpo} {de_la_institucion} se constituyó el {fecha} a las {hora}.",
]
ROLL_CALL = [
    "Por instrucciones {del_presidente}, {secretario} tomó asistencia. Comparecieron:",
    "Concurrieron a esta sesión las personas que enseguida se enlistan:",
    "Lista de presentes:",
    "Registraron su asistencia:",
]
ROLL_PROSE = [
    "Comparecieron {lista}.",
    "Registraron su asistencia {lista}.",
]
QUORUM = [
    "Toda vez que concurrieron {presentes} de quienes conforman {cuerpo}, se cumplió con el quórum exigido y "
    "{presidente} declaró válida la instalación.",
    "{Secretario} dio fe de que estaban en la sala {presentes} integrantes; hubo, pues, quórum, y los acuerdos que se "
    "tomaran serían válidos.",
    "Hay quórum: asisten {presentes} integrantes. La sesión quedó instalada.",
]
QUORUM_NO_COUNT = [
    "Satisfecho el requisito del quórum, {presidente} dio por instalada la sesión y por válidas sus resoluciones.",
    "Al constatarse que había quórum, la sesión quedó instalada conforme a derecho.",
]
AGENDA_INTRO = [
    "Los temas a tratar, según la convocatoria, fueron estos:",
    "{Secretario} dio a conocer los asuntos enlistados en el orden del día:",
    "Para esta sesión se propuso el orden del día que sigue:",
]
AGENDA_HEADINGS = ["ORDEN DEL DÍA", "Orden del día:", None]
WAIVER = [
    "Como los expedientes obraban en poder de todos, se votó unánimemente no leerlos.",
    "Por unanimidad se omitió la lectura íntegra de los materiales, entregados días atrás.",
]
NEXT = [
    "Tocó el turno al punto {num}.",
    "Por lo que hace al punto {num} del orden del día, hizo uso de la palabra {persona}.",
    "Se abordó enseguida el punto {num}: {tema}",
    "Concluido lo anterior, se dio paso al punto {num}.",
]
HEADINGS = ["Asunto {num}", "DESAHOGO DEL PUNTO {num}", "Punto {num}. {tema}", None]
PRESENTS = [
    "{Ponente} hizo una reseña del proyecto y subrayó que {hecho}.",
    "Tocó a {ponente} detallar la propuesta; refirió que {hecho}.",
    "{Ponente} abundó en los motivos del asunto, entre ellos que {hecho}.",
]
SPEAKS = [
    "{Persona} opinó que {hecho}.",
    "{Persona} advirtió que {hecho}; planteó, en consecuencia, que {propuesta}.",
    "Intervino {persona} para saber si {duda}.",
    "En réplica, {presidente} puntualizó que {hecho}.",
    "{Persona} se pronunció a favor y recomendó que {propuesta}.",
    "A pregunta expresa, {secretario} contestó que {hecho} y que {hecho2}.",
]
FACTS = [
    "el acervo suma {cifra} cajas que todavía no se describen",
    "quedan por ejercer {monto} de la partida correspondiente",
    "{unidad} ofreció apoyo técnico sin costo",
    "la licitación se declaró desierta por segunda vez en {mes}",
    "hubo {cifra} asistentes al foro y {cifra2} participaron en línea",
    "las goteras del auditorio dañaron parte del mobiliario",
    "el reglamento en vigor data de hace más de {cifra} años",
    "los vecinos pidieron que las luminarias se repongan antes de {mes}",
    "la matrícula creció {cifra} por ciento en comparación con el ciclo pasado",
    "el cuadro comparativo trae errores de suma",
    "falta la firma de conformidad de {unidad}",
    "los boletines ya están impresos y listos para repartirse",
    "la auditoría externa no arrojó hallazgos graves",
    "el terreno carece de escritura, si bien se tiene la posesión",
    "los aspirantes cuentan con {dias} días naturales para inconformarse",
    "las becas se pagarán en dos exhibiciones, la última en {mes}",
    "la bomba del pozo trabaja a la mitad de su capacidad",
    "nadie objetó la traducción del convenio",
    "se depuraron {cifra} expedientes duplicados",
    "el laboratorio necesita reactivos por {monto}",
]
PROPOSALS = [
    "se afine la exposición de motivos",
    "{unidad} entregue cifras actualizadas",
    "se difiera la compra hasta {mes}",
    "se levante un inventario físico",
    "se redacte de nuevo el transitorio",
    "haya una ronda de consultas con los barrios",
    "se fije un tope de {monto}",
    "se turne copia a {unidad} para su conocimiento",
]
DOUBTS = [
    "queda tiempo para corregir el padrón",
    "los {monto} alcanzan para todo el semestre",
    "{unidad} dio su visto bueno",
    "procede ampliar la vigencia hasta {mes}",
]
NO_COMMENTS = [
    "Como nadie pidió la palabra, se recabó el sentido del voto.",
    "Agotada la lista de oradores, {secretario} recogió la votación.",
]
UNANIMOUS = [
    "{Asunto} quedó aprobado por unanimidad.",
    "Los presentes, por unanimidad, dieron su aprobación al punto {num}.",
    "RESULTADO: aprobado por unanimidad {asunto}.",
]
UNANIMOUS_COUNTED = [
    "Hubo {favor}: {asunto} queda aprobado por unanimidad.",
]
MAJORITY = [
    "Recabada la votación, hubo {favor}, {contra} y {abstencion}; por mayoría quedó aprobado el punto {num}.",
    "Por mayoría, esto es, {favor}, {contra} y {abstencion}, se aprobó {asunto}.",
]
REJECTED = [
    "Al contarse {favor}, {contra} y {abstencion}, el punto {num} quedó rechazado por mayoría.",
]
POSTPONED = [
    "Se convino dejar pendiente el punto {num} para otra sesión.",
    "El punto {num} quedó aplazado, a solicitud de {persona}.",
]
NOTED = [
    "Quedó hecha la presentación, sin que mediara votación.",
    "Se tomó nota del informe.",
]
GENERAL = [
    "Nadie registró otros asuntos.",
    "{Persona} aprovechó para decir que {hecho}.",
]
AGREEMENT_HEADINGS = ["RESOLUTIVOS", "SE ACUERDA", "Acuerdos adoptados"]
AGREEMENTS = [
    "Queda aprobado {asunto}.",
    "{Unidad} se hará cargo de cumplir lo resuelto en el punto {num}.",
    "Comuníquese a {unidad} en un término de {dias} días.",
]
CLOSINGS = [
    "Cumplido el propósito de la reunión, {presidente} levantó la {sesion} siendo las {hora_fin} del propio {fecha}.",
    "Sin más asuntos en cartera, los trabajos terminaron a las {hora_fin} y se extiende este documento para constancia.",
    "La {sesion} {del_cuerpo} concluyó a las {hora_fin} del día de su fecha; la suscriben quienes en ella tomaron parte.",
]
SIGNATURES = ["RÚBRICAS", "Suscriben", None]
HEADS = ["{institucion}", "{id} / {cuerpo_solo}"]
FEET = ["Hoja {n} de {total}", "{n}", "Pág. {n}"]
