# SPDX-License-Identifier: GPL-3.0-or-later
"""Invented institutions and their bodies: who sits there, in which role, what they decide, under which rules."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Body:
    institution: str          # with its article: "el Instituto Electoral de …"
    acronym: str | None       # printed beside the institution's name or in codes; None: it has none
    name: str                 # with its article: "el Comité de Informática"
    code: str                 # what its document ids start with
    chair: str                # roles with {man|woman} endings
    secretary: str
    member: str
    adviser: str | None
    offices: tuple            # posts that members hold, with {man|woman} endings; empty: members have none
    parties: tuple            # whom members may represent instead of holding an office
    topics: tuple             # what points are about: noun phrases, first letter upper case, with {slots}
    rules: tuple              # legal instruments, with article: "el Reglamento Interior"
    places: tuple             # with article: "la Sala de Juntas del …"
    units: tuple              # (name with article, acronym)


ELECTORAL_UNITS_A = (
    ("la Dirección de Sistemas", "DS"), ("la Secretaría Administrativa", "SA"), ("la Unidad de Asuntos Jurídicos", "UAJ"),
    ("la Dirección Ejecutiva de Capacitación", "DEC"), ("la Coordinación de Archivo", "CAR"),
    ("la Unidad de Transparencia", "UT"), ("la Dirección de Organización", "DOE"), ("la Contraloría Interna", "CIN"),
)
CITY_UNITS_A = (
    ("la Tesorería Municipal", "TM"), ("la Dirección de Obras Públicas", "DOP"), ("la Oficialía Mayor", "OM"),
    ("la Dirección de Servicios Públicos", "DSP"), ("la Sindicatura", "SIN"), ("la Dirección de Catastro", "DC"),
)
SCHOOL_UNITS_A = (
    ("la Secretaría Académica", "SAC"), ("la Dirección de Servicios Escolares", "DSE"), ("la Abogacía General", "AG"),
    ("la Dirección de Investigación y Posgrado", "DIP"), ("la Coordinación de Bibliotecas", "CB"),
)
OFFICES_A = (
    "Director{|a} de Sistemas", "Secretari{o|a} Administrativ{o|a}", "Director{|a} Ejecutiv{o|a} de Capacitación",
    "Titular de la Unidad de Asuntos Jurídicos", "Coordinador{|a} de Archivo", "Contralor{|a} Intern{o|a}",
    "Director{|a} de Organización", "Titular de la Unidad de Transparencia", "Subdirector{|a} de Adquisiciones",
)
COMMITTEE_TOPICS_A = (
    "Presentación y, en su caso, aprobación del Programa Anual de {programa} para el ejercicio {anio_cifras}.",
    "Análisis y, en su caso, aprobación del dictamen técnico para contratar el servicio de {servicio}.",
    "Informe sobre el avance de los trabajos de {programa} correspondiente al {trimestre} trimestre de {anio_cifras}.",
    "Aprobación, en su caso, de los Lineamientos para {fin}.",
    "Revisión del calendario de sesiones ordinarias de {anio_cifras}.",
    "Presentación del estudio de mercado para la adquisición de {bienes}, y, en su caso, aprobación de la compra.",
    "Aprobación, en su caso, de la baja de {cifra} bienes muebles por obsolescencia.",
    "Seguimiento de los acuerdos tomados en la sesión anterior.",
    "Discusión y, en su caso, aprobación del Manual de Procedimientos de {unidad_sola}.",
)
CITY_TOPICS_A = (
    "Análisis y, en su caso, aprobación de la cuenta pública del mes de {mes}.",
    "Solicitud de {unidad} para ejercer recursos en {obra}.",
    "Propuesta de reforma al reglamento de {reglamento}.",
    "Autorización para suscribir un convenio con la asociación de {gremio}.",
    "Lectura de la correspondencia recibida.",
    "Aprobación, en su caso, del presupuesto de egresos de {anio_cifras}.",
    "Informe de los trabajos de {obra}.",
)
SCHOOL_TOPICS_A = (
    "Aprobación, en su caso, del plan de estudios de la licenciatura en {carrera}.",
    "Presentación del informe semestral de {unidad}.",
    "Análisis de las solicitudes de año sabático del periodo {anio_cifras}.",
    "Convocatoria para el concurso de oposición en el área de {carrera}.",
    "Ratificación de la persona titular de {unidad}.",
    "Aprobación, en su caso, del calendario escolar {anio_cifras}.",
)
PARTIES_A = ("el Partido de la Concordia", "el Partido Ciudadano del Valle", "el Movimiento Ribereño", "el Partido Labor y Tierra")

A = (
    Body("el Instituto Electoral de la Ribera Norte", "IERN", "el Comité de Sistemas", "CS", "president{e|a}",
         "secretari{o|a} técnic{o|a}", "vocal", "asesor{|a}", OFFICES_A, (), COMMITTEE_TOPICS_A,
         ("el Manual de Integración del Comité de Sistemas", "el Reglamento Interior del Instituto"),
         ("la Sala de Juntas del Instituto, ubicada en Calle del Olmo número 14, colonia Las Huertas",), ELECTORAL_UNITS_A),
    Body("el Instituto Electoral de la Ribera Norte", "IERN", "la Comisión de Capacitación y Cultura Cívica", "CCCC",
         "president{e|a}", "secretari{o|a} técnic{o|a}", "consejer{o|a}", None, (), PARTIES_A, COMMITTEE_TOPICS_A,
         ("el Código Electoral de la Ribera Norte", "el Reglamento de Comisiones del Consejo General"),
         ("el Salón de Sesiones del Instituto",), ELECTORAL_UNITS_A),
    Body("el Instituto Electoral del Valle Alto", "IEVA", "el Consejo General", "CG", "consejer{o|a} president{e|a}",
         "secretari{o|a} ejecutiv{o|a}", "consejer{o|a} electoral", None, (), PARTIES_A, COMMITTEE_TOPICS_A,
         ("la Ley Electoral del Valle Alto", "el Reglamento de Sesiones del Consejo General"),
         ("la Sala de Sesiones del Consejo General, sita en Avenida de los Fresnos 310",), ELECTORAL_UNITS_A),
    Body("el Instituto de Archivos del Valle Alto", "IAVA", "el Comité de Transparencia", "CT", "president{e|a}",
         "secretari{o|a} técnic{o|a}", "vocal", "invitad{o|a}", OFFICES_A, (), COMMITTEE_TOPICS_A + (
             "Confirmación, en su caso, de la clasificación de la información solicitada con el folio {folio}.",
             "Análisis de la versión pública de los contratos celebrados en {anio_cifras}."),
         ("la Ley de Transparencia del Valle Alto", "los Lineamientos de Clasificación"),
         ("la Biblioteca del Instituto",), ELECTORAL_UNITS_A),
    Body("la Comisión de Derechos de la Costa Grande", "CDCG", "la Junta Administrativa", "JA", "president{e|a}",
         "secretari{o|a}", "integrante", "invitad{o|a}", OFFICES_A, (), COMMITTEE_TOPICS_A,
         ("el Estatuto Orgánico", "la Ley de Austeridad de la Costa Grande"),
         ("las oficinas centrales de la Comisión",), ELECTORAL_UNITS_A),
    Body("el Ayuntamiento de San Jacinto del Monte", None, "el Cabildo", "AC", "president{e|a} municipal",
         "secretari{o|a} del Ayuntamiento", "regidor{|a}", None, (), (), CITY_TOPICS_A,
         ("la Ley Orgánica Municipal", "el Reglamento Interior del Cabildo"),
         ("la Sala de Cabildo del Palacio Municipal", "el Salón de Cabildo, en Portal Juárez sin número"), CITY_UNITS_A),
    Body("la Universidad Autónoma de la Sierra Alta", "UASA", "el Consejo Universitario", "CU", "rector{|a}",
         "secretari{o|a} general", "consejer{o|a}", "invitad{o|a}",
         ("Director{|a} de la Facultad de Derecho", "Director{|a} de la Escuela de Enfermería", "Director{|a} del Instituto "
          "de Química", "Director{|a} de la Facultad de Letras", "Coordinador{|a} de Bibliotecas"), (), SCHOOL_TOPICS_A,
         ("la Ley Orgánica de la Universidad", "el Estatuto General"), ("el Aula Magna de la Rectoría",), SCHOOL_UNITS_A),
    Body("la Universidad Autónoma de la Sierra Alta", "UASA", "el Consejo Técnico de la Facultad de Letras", "CTFL",
         "president{e|a}", "secretari{o|a} académic{o|a}", "consejer{o|a}", None, (), (), SCHOOL_TOPICS_A,
         ("el Reglamento de los Consejos Técnicos",), ("la Sala de Profesores de la Facultad",), SCHOOL_UNITS_A),
    Body("el Organismo de Agua de Tres Cerros", "OATC", "el Consejo de Administración", "CA", "president{e|a}",
         "secretari{o|a}", "consejer{o|a}", "comisari{o|a}", OFFICES_A, (), COMMITTEE_TOPICS_A + CITY_TOPICS_A,
         ("el Decreto de Creación", "la Ley de Aguas"), ("la planta potabilizadora El Sabino",), CITY_UNITS_A),
    Body("el Fideicomiso del Centro Histórico de Tres Cerros", "FCHTC", "el Comité Técnico", "CTF", "president{e|a}",
         "secretari{o|a} de actas", "vocal", "invitad{o|a}", OFFICES_A, (), COMMITTEE_TOPICS_A,
         ("el Contrato de Fideicomiso", "las Reglas de Operación"), ("la Casa de los Condes, planta alta",), CITY_UNITS_A),
    Body("el Instituto Electoral del Valle Alto", "IEVA", "la Junta General Ejecutiva", "JGE", "president{e|a}",
         "secretari{o|a}", "integrante", None, OFFICES_A, (), COMMITTEE_TOPICS_A,
         ("el Estatuto del Servicio", "la Ley Electoral del Valle Alto"), ("la Sala Anexa del Instituto",), ELECTORAL_UNITS_A),
    Body("el Instituto Electoral del Valle Alto", "IEVA", "el Comité de Adquisiciones, Arrendamientos y Servicios", "CAAS",
         "president{e|a}", "secretari{o|a} ejecutiv{o|a}", "vocal", "asesor{|a}", OFFICES_A, (), COMMITTEE_TOPICS_A,
         ("los Lineamientos de Adquisiciones",), ("el piso 4 del edificio sede",), ELECTORAL_UNITS_A),
    Body("el Ayuntamiento de Ojo de Agua de los Reyes", None, "la Comisión de Hacienda y Patrimonio", "CHP",
         "regidor{|a} president{e|a}", "secretari{o|a}", "regidor{|a} vocal", None, (), (), CITY_TOPICS_A,
         ("el Reglamento de Comisiones Edilicias",), ("la Sala de Regidores",), CITY_UNITS_A),
    Body("la Secretaría de Cultura de la Costa Grande", "SECUCO", "el Comité de Ética", "CE", "president{e|a}",
         "secretari{o|a} ejecutiv{o|a}", "integrante", "invitad{o|a}", OFFICES_A, (), COMMITTEE_TOPICS_A,
         ("el Código de Conducta", "las Bases del Comité de Ética"), ("el Centro Cultural El Faro",), ELECTORAL_UNITS_A),
    Body("el Colegio de Bachilleres de la Costa Grande", "COBACOG", "la Junta Directiva", "JD", "president{e|a}",
         "secretari{o|a} técnic{o|a}", "consejer{o|a}", "comisari{o|a} públic{o|a}", OFFICES_A, (), SCHOOL_TOPICS_A,
         ("el Decreto de Creación del Colegio",), ("el Plantel Uno, edificio B",), SCHOOL_UNITS_A),
)

UNITS_B = (
    ("la Gerencia de Finanzas", "GF"), ("la Oficina del Abogado General", "OAG"), ("la Jefatura de Acervos", "JAC"),
    ("la Dirección de Vinculación", "DV"), ("la Unidad de Cómputo", "UC"), ("la Dirección de Participación Vecinal", "DPV"),
)
OFFICES_B = (
    "Gerente de Finanzas", "Abogad{o|a} General", "Jef{e|a} de Acervos", "Director{|a} de Vinculación",
    "Titular de la Unidad de Cómputo", "Jef{e|a} de Recursos Materiales", "Director{|a} de Participación Vecinal",
)
PARTIES_B = ("la Alianza por el Bajío", "el Partido del Maíz", "la Unión Serrana")
TOPICS_B = (
    "Propuesta para arrendar {bienes}.",
    "Examen y resolución del proyecto de Reglas para {fin}.",
    "Rendición de cuentas de {unidad} al cierre de {mes}.",
    "Autorización del pago extraordinario por el servicio de {servicio}.",
    "Designación de quienes formarán el grupo revisor de {programa}.",
    "Ajuste al tabulador de viáticos de {anio_cifras}.",
    "Dictamen sobre {obra}.",
)
B = (
    Body("el Consejo Estatal Electoral del Bajío Sur", "CEEBS", "la Comisión de Organización y Logística", "COL",
         "president{e|a}", "secretari{o|a} técnic{o|a}", "consejer{o|a}", None, (), PARTIES_B, TOPICS_B,
         ("la Ley de Instituciones Electorales del Bajío Sur", "el Reglamento de Comisiones"),
         ("la Sala Morelos del propio Consejo",), UNITS_B),
    Body("el Consejo Estatal Electoral del Bajío Sur", "CEEBS", "el Comité Editorial", "CE", "president{e|a}",
         "secretari{o|a} técnic{o|a}", "vocal", "asesor{|a}", OFFICES_B, (), TOPICS_B,
         ("los Lineamientos Editoriales",), ("la Sala de Usos Múltiples",), UNITS_B),
    Body("el Tribunal de Cuentas del Bajío Sur", "TCBS", "el Comité de Adquisiciones y Servicios", "CAS", "president{e|a}",
         "secretari{o|a} ejecutiv{o|a}", "vocal", "asesor{|a}", OFFICES_B, (), TOPICS_B,
         ("la Ley de Adquisiciones del Estado", "el Manual de Operación del Comité"),
         ("la Torre de Cuentas, piso 3, en Boulevard Las Acacias 77",), UNITS_B),
    Body("el Ayuntamiento de Santa Rita Tlahuelompa", None, "el Cabildo", "SC", "president{e|a} municipal",
         "secretari{o|a} del Ayuntamiento", "regidor{|a}", None, (), (), TOPICS_B,
         ("el Bando Municipal", "la Ley del Municipio Libre"), ("el Recinto Oficial de Cabildos",), UNITS_B),
    Body("la Universidad Politécnica del Altiplano", "UPA", "la Junta de Gobierno", "JG", "president{e|a}",
         "secretari{o|a} técnic{o|a}", "integrante", "invitad{o|a}", OFFICES_B, (), TOPICS_B,
         ("el Decreto de la Universidad", "el Reglamento de la Junta"), ("el Edificio de Rectoría, sala 2",), UNITS_B),
    Body("el Colegio de Estudios del Altiplano", "CEA", "el Consejo Académico", "CAC", "director{|a} general",
         "secretari{o|a} académic{o|a}", "consejer{o|a}", None, (), (), TOPICS_B,
         ("el Reglamento Académico",), ("la Sala Audiovisual",), UNITS_B),
    Body("el Patronato del Hospital de las Ánimas", "PHA", "la Junta Directiva", "JD", "president{e|a}", "secretari{o|a}",
         "vocal", None, (), (), TOPICS_B, ("los Estatutos del Patronato",), ("la capilla anexa al hospital",), UNITS_B),
    Body("la Red de Museos del Altiplano", "REMA", "el Comité de Transparencia", "CTR", "president{e|a}",
         "secretari{o|a} técnic{o|a}", "vocal", "invitad{o|a}", OFFICES_B, (), TOPICS_B,
         ("la Ley de Acceso a la Información del Altiplano",), ("el Museo de la Mina",), UNITS_B),
    Body("el Tribunal de Cuentas del Bajío Sur", "TCBS", "el Pleno", "PL", "magistrad{o|a} president{e|a}",
         "secretari{o|a} general de acuerdos", "magistrad{o|a}", None, (), (), TOPICS_B, ("el Reglamento del Tribunal",),
         ("el Salón de Plenos",), UNITS_B),
    Body("el Ayuntamiento de Pueblo Viejo del Llano", None, "el Consejo de Desarrollo Municipal", "CDM", "president{e|a}",
         "secretari{o|a} técnic{o|a}", "consejer{o|a} vecinal", None, (), (), TOPICS_B, ("la Ley de Planeación Municipal",),
         ("la Casa del Pueblo, junto al kiosco",), UNITS_B),
    Body("la Cámara de Textileros de Villa Umbría", "CTVU", "el Consejo Directivo", "CD", "president{e|a}",
         "secretari{o|a}", "consejer{o|a}", "tesorer{o|a}", (), (), TOPICS_B, ("los Estatutos Sociales",),
         ("el domicilio social de la Cámara, Calle Telares 9",), UNITS_B),
)
UNITS_C = (
    ("la Dirección de Patrimonio", "DPA"), ("la Coordinación de Enlace", "COE"), ("la Secretaría de Finanzas", "SF"),
    ("la Unidad de Planeación", "UPL"),
)
OFFICES_C = (
    "Director{|a} de Patrimonio", "Coordinador{|a} de Enlace", "Secretari{o|a} de Finanzas", "Titular de la Unidad de Planeación",
    "Subdirector{|a} de Recursos Humanos", "Jef{e|a} del Departamento de Inventarios", "Delegad{o|a} Regional",
)
TOPICS_C = (
    "Adjudicación del contrato de {servicio}.",
    "Estudio de la iniciativa sobre {reglamento}.",
    "Elección de quien presidirá el grupo de {programa}.",
    "Cierre del ejercicio fiscal {anio_cifras}.",
    "Donación de {bienes} a la comunidad.",
    "Nombramiento de la persona responsable de {unidad_sola}.",
)
C = (
    Body("el Instituto Electoral de las Llanuras", "IELL", "la Comisión de Fiscalización", "CF", "president{e|a}",
         "secretari{o|a} técnic{o|a}", "consejer{o|a} electoral", None, (), ("el Partido del Trigo", "la Fuerza Llanera"),
         TOPICS_C, ("la Ley Electoral de las Llanuras", "el Reglamento de Fiscalización"), ("la Sala Dos del Instituto",), UNITS_C),
    Body("el Instituto Electoral de las Llanuras", "IELL", "el Comité de Obra Pública", "COP", "president{e|a}",
         "secretari{o|a} técnic{o|a}", "vocal", "asesor{|a}", OFFICES_C, (), TOPICS_C, ("el Manual del Comité de Obra Pública",),
         ("la Sala de Juntas B",), UNITS_C),
    Body("el Ayuntamiento de Cerro Partido", None, "el Cabildo", "CAB", "president{e|a} municipal",
         "secretari{o|a} del Ayuntamiento", "regidor{|a}", None, (), (), TOPICS_C, ("la Ley Municipal del Estado",),
         ("el Salón Verde de la Presidencia Municipal",), UNITS_C),
    Body("la Universidad del Litoral Seco", "ULS", "el Consejo Universitario", "CUN", "rector{|a}", "secretari{o|a} general",
         "consejer{o|a}", None, (), (), TOPICS_C, ("el Estatuto Universitario",), ("el Auditorio Norte",), UNITS_C),
    Body("el Fondo de Fomento Pesquero", "FOPESCA", "el Comité Técnico", "CTP", "president{e|a}", "secretari{o|a} de actas",
         "vocal", "invitad{o|a}", OFFICES_C, (), TOPICS_C, ("las Reglas del Fondo",), ("la oficina regional de Puerto Hondo",),
         UNITS_C),
    Body("el Sistema de Radio del Litoral", "SIRALI", "el Consejo Consultivo", "CC", "president{e|a}", "secretari{o|a}",
         "consejer{o|a}", None, (), (), TOPICS_C, ("la Ley del Sistema",), ("la Cabina Uno",), UNITS_C),
    Body("el Archivo General de las Llanuras", "AGELL", "el Grupo Interdisciplinario", "GI", "coordinador{|a}",
         "secretari{o|a} técnic{o|a}", "integrante", "invitad{o|a}", OFFICES_C, (), TOPICS_C, ("la Ley de Archivos del Estado",),
         ("la Sala de Consulta",), UNITS_C),
)
FAMILIES = {"A": A, "B": B, "C": C}

SLOTS = {
    "programa": ("Mantenimiento de Oficinas", "Gestión Documental", "Formación Ciudadana", "Protección Civil",
                 "Digitalización del Acervo", "Renovación de Equipos", "Actividades Editoriales", "Igualdad de Trato"),
    "servicio": ("limpieza y jardinería", "telefonía y enlaces de datos", "vigilancia de los inmuebles",
                 "impresión y fotocopiado", "almacenamiento en línea", "transporte de materiales", "fumigación"),
    "fin": ("el uso de vehículos oficiales", "la conservación de los expedientes", "la entrega de apoyos a la comunidad",
            "el préstamo de salas y auditorios", "la publicación de datos abiertos", "el pago de horas extraordinarias"),
    "bienes": ("mobiliario de oficina", "equipos de cómputo", "cajas y carpetas de archivo", "un vehículo de carga",
               "escáneres de gran formato", "materiales de papelería", "sillas para el auditorio"),
    "obra": ("la pavimentación de la calle Hidalgo", "la rehabilitación del mercado", "el drenaje del barrio de La Loma",
             "la ampliación del panteón", "el alumbrado del parque", "la reparación de la techumbre"),
    "reglamento": ("comercio en la vía pública", "limpia y recolección", "estacionamientos", "espectáculos", "construcción"),
    "gremio": ("comerciantes del centro", "ganaderos", "transportistas", "artesanos", "colonos del norte"),
    "carrera": ("Historia", "Química de los Alimentos", "Derecho Agrario", "Enfermería", "Lingüística", "Topografía"),
    "trimestre": ("primer", "segundo", "tercer", "cuarto"),
}
