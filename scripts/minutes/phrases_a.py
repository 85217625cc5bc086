# SPDX-License-Identifier: GPL-3.0-or-later
"""Family A's sentences: for training and tuning. {Presidente} is "El Presidente", {del_presidente} "del Presidente",
and so on; see compose.Words for every slot."""

TITLES = [
    "{kind} DE LA {sesion} {del_cuerpo} {de_la_institucion}",
    "{kind} DE LA {sesion} {del_cuerpo}, CELEBRADA EL {fecha}",
    "{kind} {id}\n{sesion} {del_cuerpo}",
    "{del_cuerpo_solo}\n{kind} DE LA {sesion} DE {anio_cifras}",
]
OPENINGS = [
    "Siendo las {hora} del día {fecha}, se reunieron en {lugar}, quienes integran {cuerpo} {de_la_institucion}, con el "
    "propósito de celebrar la {sesion} de {anio}.",
    "En {lugar}, a las {hora} del {fecha}, dio inicio la {sesion} {del_cuerpo} {de_la_institucion}, "
    "correspondiente al año {anio}.",
    "A las {hora} del {fecha}, {presidente} abrió los trabajos de la {sesion} de {anio} {del_cuerpo} "
    "{de_la_institucion}, convocada para esa fecha en {lugar}.",
    "Con fundamento en {legal}, y siendo las {hora} del día {fecha}, {presidente} {del_cuerpo} "
    "{de_la_institucion} declaró abierta la {sesion} de {anio} en {lugar}.",
    "El {fecha}, a las {hora}, en {lugar}, tuvo verificativo la {sesion} {del_cuerpo} {de_la_institucion}, "
    "bajo el siguiente desarrollo.",
    "Reunidos en {lugar} siendo las {hora} del {fecha}, los integrantes {del_cuerpo} {de_la_institucion} llevaron a cabo "
    "la {sesion} de {anio}, a la que fueron convocados con la debida anticipación.",
]
# Minutes that begin as a form: what, and its value.
FORMS = [
    (("Fecha", "{fecha}"), ("Hora de inicio", "{hora}"), ("Lugar", "{Lugar_solo}"), ("Sesión", "{sesion} de {anio}")),
    (("Órgano", "{cuerpo_solo}"), ("Tipo de sesión", "{sesion}"), ("Fecha de la sesión", "{fecha}"), ("Inicio", "{hora}"),
     ("Sede", "{Lugar_solo}")),
]
FORM_CLOSINGS = ["Hora de término: {hora_fin}."]
OPENINGS_NO_PLACE = [
    "Siendo las {hora} del día {fecha}, {presidente} pidió {al_secretario} pasar lista para comprobar que hubiera quórum, "
    "según dispone {legal}, y así iniciar la {sesion} {del_cuerpo} {de_la_institucion} de {anio}.",
    "A las {hora} del {fecha} comenzó la {sesion} {del_cuerpo} {de_la_institucion}, de {anio}.",
    "En términos de {legal}, a las {hora} del día {fecha} se dio comienzo a la {sesion} {del_cuerpo} "
    "{de_la_institucion}.",
]
ROLL_CALL = [
    "{Secretario} pasó lista de asistencia y dio cuenta de la presencia de las siguientes personas:",
    "Acto seguido se procedió al pase de lista, al que respondieron:",
    "Se contó con la asistencia de:",
    "Verificada la asistencia por {secretario}, se encontraron presentes:",
    "Estuvieron presentes los siguientes integrantes:",
]
ROLL_PROSE = [
    "Estuvieron presentes: {lista}.",
    "Asistieron a la sesión {lista}.",
    "Al pasar lista respondieron {lista}.",
]
QUORUM = [
    "{Secretario} comunicó que estaban presentes {presentes} de los integrantes {del_cuerpo}, lo que constituye quórum.",
    "{Secretario} informó que se encontraban presentes {presentes} integrantes, por lo que existía quórum para sesionar, y "
    "{presidente} declaró legalmente instalada la sesión.",
    "Con la asistencia de {presentes} de sus integrantes, {presidente} declaró que había quórum legal.",
    "Hecho el cómputo, {secretario} hizo constar la presencia de {presentes} personas y la existencia del quórum requerido; "
    "en consecuencia, se declaró instalada la sesión.",
    "{Presidente}, en vista de que asistieron {presentes} integrantes con derecho a voz y voto, tuvo por válidamente "
    "instalada la sesión al existir el quórum necesario.",
]
QUORUM_NO_COUNT = [
    "Al verificarse que había quórum, {presidente} dio inicio formal a la sesión.",
    "{Presidente} declaró la existencia de quórum y, por tanto, legalmente instalada la sesión.",
    "Comprobado el quórum legal, se declaró formalmente instalada la sesión.",
    "{Secretario} certificó que existía quórum para sesionar válidamente, por lo que se tuvo por instalada la sesión.",
]
AGENDA_INTRO = [
    "{Presidente} solicitó {al_secretario} que diera lectura al orden del día, que fue el siguiente:",
    "La sesión se desarrolló conforme al siguiente orden del día:",
    "Enseguida, {secretario} leyó el orden del día propuesto:",
    "Se sometió a la consideración de los presentes el siguiente orden del día:",
]
AGENDA_HEADINGS = ["ORDEN DEL DÍA", "Orden del día", "PROYECTO DE ORDEN DEL DÍA", None]
WAIVER = [
    "{Secretario} pidió que se dispensara la lectura de los documentos, por haberse circulado con la convocatoria, lo que "
    "se autorizó por unanimidad.",
    "Se dispensó por unanimidad la lectura de los anexos, toda vez que se remitieron con oportunidad.",
]
NEXT = [
    "{Secretario} continuó con el desahogo del siguiente punto.",
    "A continuación se pasó al punto {num}.",
    "En desahogo del punto {num} del orden del día, {presidente} cedió la palabra {al_secretario}.",
    "Respecto del punto {num}, {secretario} dio cuenta con lo siguiente.",
    "Se continuó con el punto {num} del orden del día, relativo a lo siguiente: {tema}",
]
HEADINGS = ["Punto {num}.", "PUNTO {num}", "{num}. {tema}", "Punto {num} del orden del día", None]
PRESENTS = [
    "{Ponente} expuso los antecedentes y el alcance de la propuesta, y señaló que {hecho}.",
    "{Ponente} presentó el asunto y explicó que {hecho}.",
    "En uso de la voz, {ponente} informó que {hecho}.",
    "{Presidente} comentó que los documentos se distribuyeron con anticipación y que {hecho}.",
]
SPEAKS = [
    "{Persona} comentó que {hecho}.",
    "{Persona} manifestó que {hecho}, por lo que sugirió que {propuesta}.",
    "Por su parte, {persona} preguntó si {duda}.",
    "A lo anterior, {presidente} respondió que {hecho}.",
    "{Persona} propuso que {propuesta}.",
    "{Persona} pidió que constara en el documento que {hecho}.",
    "{Persona} solicitó que {propuesta}, dado que {hecho}.",
    "{Secretario} aclaró que {hecho} y que {hecho2}.",
    "{Persona} dijo no tener observaciones, aunque hizo notar que {hecho}.",
]
FACTS = [
    "las observaciones de {unidad} ya fueron incorporadas al documento",
    "el calendario de trabajo prevé concluir la primera etapa en el mes de {mes}",
    "el monto estimado asciende a {monto} y se encuentra previsto en el presupuesto autorizado",
    "{unidad} remitió la información con retraso",
    "se recibieron {cifra} solicitudes, de las cuales {cifra2} cumplieron con los requisitos",
    "la propuesta no implica un gasto adicional",
    "el contrato anterior vence en {mes} y no puede prorrogarse",
    "los equipos tienen más de {cifra} años de uso y ya no cuentan con garantía",
    "los trabajos se llevaron a cabo sin contratiempos en {cifra} de las sedes",
    "la capacitación del personal comenzará durante la segunda quincena de {mes}",
    "hace falta precisar quién será responsable del seguimiento",
    "el dictamen recoge lo que se acordó en la reunión de trabajo previa",
    "las cifras del informe coinciden con las que publicó {unidad}",
    "el padrón contiene {cifra} registros y se depura cada semestre",
    "la redacción del segundo párrafo puede prestarse a confusión",
    "el plazo para entregar la documentación es de {dias} días hábiles",
    "el proveedor no ha entregado la totalidad de los bienes",
    "se atendieron {cifra} de las {cifra2} recomendaciones del órgano de control",
    "el archivo histórico requiere un espacio con control de humedad",
    "la convocatoria se publicó en el mes de {mes} y se amplió en una ocasión",
    "el servicio resulta indispensable para la operación de las oficinas",
    "los formatos se revisaron junto con {unidad}",
    "en el ejercicio anterior se gastaron {monto} por el mismo concepto",
    "la plataforma guarda un respaldo cada noche y permite consultar el historial",
    "el avance reportado es de {cifra} por ciento respecto de la meta anual",
    "ninguna de las personas aspirantes presentó inconformidad",
    "la norma vigente no exige un estudio previo para este tipo de adquisición",
    "la información reservada se protegerá conforme a los lineamientos aplicables",
    "el documento omite señalar la vigencia",
    "las actividades se coordinarán con {unidad} a fin de no duplicar esfuerzos",
    "el edificio presenta filtraciones en la planta baja que deben atenderse antes de {mes}",
    "dicha medida ya se aplicó con buenos resultados en {cifra} oficinas",
    "conviene conocer primero la opinión jurídica sobre el particular",
    "el informe da cuenta de las acciones realizadas entre enero y {mes}",
    "la votación anterior quedó asentada en sus términos",
    "los lineamientos aprobados en su momento ya no responden a las necesidades actuales",
]
PROPOSALS = [
    "se agregue un anexo con el desglose de los costos",
    "se corrija la numeración de los apartados",
    "la fecha de entrega se recorra al mes de {mes}",
    "{unidad} rinda un informe en la próxima sesión",
    "se sustituya la palabra por un término más claro",
    "se invite a {unidad} a las reuniones de trabajo",
    "se publique el documento en la página de internet",
    "se forme un grupo de trabajo que revise los casos pendientes",
    "se notifique a las áreas involucradas dentro de los {dias} días siguientes",
    "el asunto se vote por separado",
    "se incluya una cláusula de confidencialidad",
    "se añada al considerando la referencia a la norma que corresponde",
    "se priorice la atención de las sedes más alejadas",
    "se consulte nuevamente el estudio de mercado",
    "la versión final se circule antes de la firma",
    "se elabore un tablero con los avances de cada mes",
]
DOUBTS = [
    "existe un plan para el caso de que falle el servicio",
    "el gasto puede ejercerse antes de {mes}",
    "ya se cuenta con la opinión de {unidad}",
    "se tiene previsto contratar personal eventual",
    "la cifra de {cifra} incluye los casos que están en trámite",
    "el plazo de {dias} días resulta suficiente",
    "los bienes dados de baja pueden donarse",
    "habrá una segunda convocatoria",
]
NO_COMMENTS = [
    "Al no haber comentarios, {presidente} pidió {al_secretario} tomar la votación.",
    "No habiendo más intervenciones, se sometió a votación.",
    "Sin que nadie más hiciera uso de la palabra, el asunto se puso a votación.",
]
UNANIMOUS = [
    "El punto {num} se aprueba por unanimidad de los presentes.",
    "En votación económica se aprobó por unanimidad {asunto}.",
    "Acuerdo: aprobar, por unanimidad de votos, {asunto}.",
    "Se aprobó por unanimidad {asunto}.",
    "{Asunto} se aprobó por unanimidad de votos de los presentes.",
    "Sometido a votación, el punto {num} fue aprobado por unanimidad.",
    "VOTACIÓN: Se aprueba por unanimidad {asunto}.",
    "Por unanimidad de quienes tienen derecho a voto, se aprobó {asunto}.",
]
UNANIMOUS_COUNTED = [
    "Se aprobó por unanimidad, con {favor}, {asunto}.",
    "Con {favor} se aprobó por unanimidad {asunto}.",
]
MAJORITY = [
    "Por mayoría de {favor}, con {contra} y {abstencion}, se aprueba {asunto}.",
    "Votación: {favor}; {contra}; {abstencion}. Se aprueba por mayoría {asunto}.",
    "Se aprobó por mayoría, con {favor}, {contra} y {abstencion}, {asunto}.",
    "{Asunto} se aprobó por mayoría de votos: {favor}, {contra} y {abstencion}.",
    "Puesto a votación, el punto {num} fue aprobado por mayoría, con {favor}, {contra} y {abstencion}.",
]
REJECTED = [
    "El punto {num} no fue aprobado, por mayoría, al obtener {favor}, {contra} y {abstencion}.",
    "Se rechazó por mayoría {asunto}, con {favor}, {contra} y {abstencion}.",
]
POSTPONED = [
    "Se acordó diferir el punto {num} para una próxima sesión, a fin de contar con más información.",
    "{Presidente} propuso retirar el punto {num} para analizarlo con mayor detalle en una sesión posterior, y así quedó.",
    "A petición de {persona}, el punto {num} se pospuso para la siguiente sesión.",
    "El punto {num} fue retirado del orden del día.",
]
NOTED = [
    "Se tuvo por presentado y no requirió votación.",
    "Los integrantes se dieron por enterados.",
    "{Presidente} dio por desahogado el punto.",
]
GENERAL = [
    "{Presidente} preguntó si había algún asunto que tratar; no se registró ninguno.",
    "En este punto, {persona} comentó que {hecho}.",
    "No se inscribieron asuntos generales.",
]
AGREEMENT_HEADINGS = ["ACUERDOS", "Acuerdos tomados", "Acuerdos:"]
AGREEMENTS = [
    "Se aprueba {asunto}.",
    "Se instruye a {unidad} para que dé seguimiento a lo aprobado en el punto {num}.",
    "Se solicita a {unidad} que presente un informe a más tardar en el mes de {mes}.",
    "{Unidad} remitirá la documentación a quienes integran {cuerpo} en un plazo de {dias} días hábiles.",
]
CLOSINGS = [
    "Sin otro asunto, {presidente} agradeció la asistencia y concluyó la {sesion} a las {hora_fin}.",
    "Se cierra la presente sesión a las {hora_fin} del {fecha}, y se firma para constancia.",
    "No habiendo otro asunto que tratar, {presidente} dio por concluida la {sesion} {del_cuerpo} a las {hora_fin} del "
    "mismo día de su inicio.",
    "Siendo las {hora_fin} del {fecha}, {presidente} declaró clausurada la {sesion} de {anio} {del_cuerpo} "
    "{de_la_institucion}.",
    "Agotados los puntos del orden del día, se levantó la sesión a las {hora_fin} de la fecha al principio señalada, y "
    "firman quienes en ella intervinieron.",
    "Una vez desahogados todos los asuntos, a las {hora_fin} se dio por terminada la sesión.",
]
SIGNATURES = ["FIRMAS", "Firman al calce", None]
HEADS = ["{id}", "{cuerpo_solo} · {sesion}", "{institucion}"]
FEET = ["Página {n} de {total}", "{n}", "- {n} -", "{n}/{total}"]
