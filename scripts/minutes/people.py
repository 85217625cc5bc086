# SPDX-License-Identifier: GPL-3.0-or-later
"""Invented people: names put together at random, common ones unless told. The families share no surname."""

import dataclasses

MEN = """Adrián Agustín Alberto Alfonso Álvaro Andrés Antonio Arturo Benito Bernardo Bruno Camilo Carlos César Damián
Daniel Darío Edgar Efraín Eloy Emilio Enrique Esteban Fabián Felipe Fermín Gabriel Gilberto Gonzalo Guillermo Héctor
Hilario Horacio Humberto Ignacio Isidro Iván Jacinto Jaime Joaquín Joel Julián Leandro Leonel Lorenzo Lucio Manuel
Marcelino Martín Mateo Mauricio Máximo Nicolás Noé Octavio Omar Pablo Pascual Ramiro Raymundo Rodrigo Rogelio Román
Rubén Salvador Saúl Sergio Simón Teodoro Tomás Ulises Valentín Vicente Virgilio""".split()
WOMEN = """Abril Adela Adriana Alicia Amalia Andrea Ángela Aurora Beatriz Berenice Blanca Carmen Carolina Cecilia Clara
Claudia Consuelo Cristina Dalia Delfina Diana Dolores Edith Elena Elisa Elvira Emma Esperanza Estela Eugenia Fernanda
Flor Gabriela Genoveva Gloria Graciela Inés Irene Isabel Jimena Josefina Julieta Laura Leonor Leticia Lidia Lorena
Lourdes Lucía Magdalena Marcela Margarita Mariana Marisol Mercedes Minerva Mónica Nadia Natalia Nora Norma Ofelia Olga
Patricia Paula Pilar Raquel Rebeca Regina Rocío Rosario Sandra Sara Silvia Sofía Sonia Susana Tania Teresa Verónica
Victoria Virginia Yolanda""".split()
SURNAMES = {
    "A": """Acosta Aguirre Alarcón Alcántara Amador Anaya Aranda Arellano Arriaga Ávalos Ayala Balderas Barajas
Barrera Becerra Beltrán Bermúdez Bravo Bustos Cabrera Calderón Camacho Campos Cárdenas Carmona Carrillo Casillas Castañeda
Cedillo Cervantes Cisneros Colín Contreras Córdova Corona Coronado Cuevas Delgado Domínguez Duarte Elizondo Escamilla
Escobedo Esparza Espinoza Esquivel Estrada Fajardo Figueroa Fonseca Franco Fuentes Galindo Gallegos Galván Gálvez Garza
Godínez Granados Guerra Guerrero Guevara Guillén Herrera Hidalgo Huerta Ibarra Infante Islas Jaramillo Juárez Lara
Leal Ledesma Leyva Limón Lozano Lugo Luna""".split(),
    "B": """Macías Madrigal Maldonado Manzano Márquez Mata Medrano Mejía Melgoza Méndez Meza Miranda Mondragón Montes
Montoya Mora Moreno Mosqueda Muñoz Murillo Nájera Navarrete Navarro Nieto Novoa Núñez Ocampo Ochoa Ojeda Olvera Ordóñez Orozco
Ortega Osorio Pacheco Padilla Palacios Paredes Partida Patiño Pedraza Peña Peralta Pineda Pizarro Ponce Portillo Prado
Quezada Quintana Quiroz Rangel Rentería Reséndiz Ríos Robledo Rocha Rojas Rosales Rubio Saavedra Salazar
Salcedo Salinas Santillán Segura Sepúlveda Serrano Sierra Solís Soto Suárez Tapia Tejeda Téllez Toledo Tovar Trejo
Trujillo Ugalde Urbina Valdez Valencia Vallejo Vargas Velasco Vélez Vera Vidal Villaseñor Yáñez Zamora Zapata
Zárate Zavala Zepeda Zúñiga""".split(),
    "C": """Abarca Arce Arteaga Baeza Barragán Bautista Benavides Bonilla Cano Cantú Ceja Chavarría Cordero Corral Covarrubias
Cuéllar Enríquez Farías Gaona Gastélum Gudiño Jasso Lomelí Luján Magaña Mireles Monroy Nava Olmos Plascencia Quijano Rendón
Rico Roldán Rosas Rueda Ruelas Sandoval Solano Tamayo Tello Ulloa Valadez Varela Venegas Villagrán Yépez Zaldívar""".split(),
}
TITLES_MEN = ["Lic."] * 5 + ["Mtro."] * 4 + ["Dr.", "Dr.", "Ing.", "Ing.", "C.P.", "Arq.", "C.", "C."]
TITLES_WOMEN = ["Lic."] * 5 + ["Mtra."] * 4 + ["Dra.", "Dra.", "Ing.", "Ing.", "C.P.", "Arq.", "C.", "C."]


@dataclasses.dataclass(frozen=True)
class Names:
    """What people's names are drawn from."""
    men: list
    women: list
    surnames: list


def common(family):
    """The names of a family."""
    return Names(MEN, WOMEN, SURNAMES[family])


class Person:
    """Someone at the table: who, and as what."""

    def __init__(self, rng, names):
        self.female = rng.random() < 0.5
        given = rng.sample(names.women if self.female else names.men, 2 if rng.random() < 0.45 else 1)
        self.surnames = rng.sample(names.surnames, 2)
        self.name = " ".join(given + self.surnames)
        self.title = rng.choice(TITLES_WOMEN if self.female else TITLES_MEN)
        self.role = None
        self.office = None
        self.oficio = None

    def titled(self):
        return f"{self.title} {self.name}" if self.title else self.name

    def fields(self):
        return {key: getattr(self, key) for key in ("name", "title", "role", "office", "oficio")}


def gendered(words, female):
    """Resolves the "o/a" endings of a role or office: "secretari{o|a} técnic{o|a}"."""
    out, rest = "", words
    while "{" in rest:
        head, _, tail = rest.partition("{")
        choice, _, rest = tail.partition("}")
        man, _, woman = choice.partition("|")
        out += head + (woman if female else man)
    return out + rest


def invite(rng, names, count):
    """That many different people."""
    people, taken = [], set()
    while len(people) < count:
        person = Person(rng, names)
        if person.name not in taken and not taken & set(person.surnames):
            people.append(person)
            taken.add(person.name)
            taken |= set(person.surnames)
    return people
