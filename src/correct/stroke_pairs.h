// SPDX-License-Identifier: GPL-3.0-or-later
// Made by scripts/train-capitals: pairs of which hardly anybody writes the first word small; sorted by bytes.
// clang-format off
#pragma once

static const char *const stroke_pairs[] = {
"identificación Forense", "identificación Humana", "identificación Nacional",
"identificación Tributaria", "iglesia Católica", "iglesias Turrión", "ignacio González",
"ignacio Ovalle", "ignacio Zaragoza", "illes Balears", "impacto Ambiental", "impacto Regulatorio",
"impacto Social", "importación Extrazona", "importación Temporaria", "importancia Internacional",
"impuesto Adicional", "impuesto Especial", "impuesto Específico", "impuesto Sobre",
"impuestos Internos", "incapacidad Laboral", "incentivo Docente", "incidencia Delictiva",
"inclusión Social", "indira Vizcaíno", "industria Eléctrica", "información Clasificada",
"información Crediticia", "información Estadística", "información Financiera",
"información Gubernamental", "información Pública", "infraestructura Aeronáutica",
"infraestructura Física", "infraestructura Hídrica", "infraestructura Regional",
"infraestructura Social", "infraestructura Vial", "ingeniero Agrónomo", "ingenieros Militares",
"ingresos Públicos", "iniciativa Privada", "innovación Productiva", "innovación Tecnológica",
"inspección General", "inspector General", "instituciones Financieras", "instituciones Penitenciarias",
"instituciones Policiales", "instituciones Universitarias", "institución Financiera",
"institución Universitaria", "instituto Cervantes", "instituto Electoral", "instituto Estatal",
"instituto Federal", "instituto Geográfico", "instituto Mexicano", "instituto Mexiquense",
"instituto Morelense", "instituto Municipal", "instituto Nacional", "instituto Politécnico",
"instituto Queretano", "instituto Superior", "instituto Tecnológico", "instituto Tlaxcalteca",
"instituto Universitario", "institutos Designados", "institutos Nacionales", "instrucción Militar",
"instrumento Militar", "integración Juvenil", "integración Nacional", "integración Social",
"integración Socio", "inteligencia Artificial", "inteligencia Criminal", "inteligencia Epidemiológica",
"inteligencia Estratégica", "inteligencia Financiera", "inteligencia Nacional",
"intendencia Municipal", "intendencias Municipales", "intervención General", "interés Histórico",
"interés Nacional", "interés Público", "inversiones Mineras", "inversiones Públicas",
"inversión Extranjera", "inversión Pública", "investigaciones Administrativas",
"investigaciones Científicas", "investigaciones Sociológicas", "investigación Científica",
"investigación Criminal", "investigador Científico", "inés Arrimadas", "irene Montero",
"irma Eréndira", "isla Mujeres", "islas Malvinas", "islas Marías", "israel Vallarta", "iván Escalante",
"iván Redondo", "izquierda Unida",
};
