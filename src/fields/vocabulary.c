// SPDX-License-Identifier: GPL-3.0-or-later
// Lookup in three steps, each only where the one before found nothing: the very word; the word with the same
// skeleton (letters that scanners take for each other count as one); for what no lexicon knows, the only word
// within a small weighted edit distance. Words of fewer than five letters are never guessed.
#include "fields/vocabulary.h"

#include <string.h>
#include <threads.h>

#include "base/utf8.h"

static const char words[] =
    // numbers
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
    "diecisiete "
    "dieciocho diecinueve veinte veintiuno veintiún veintiuna veintidós veintitrés veinticuatro veinticinco "
    "veintiséis veintisiete veintiocho veintinueve treinta cuarenta cincuenta sesenta setenta ochenta "
    "noventa cien "
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos "
    "mil "
    "primera primero primer segunda segundo tercera tercero tercer cuarta cuarto quinta quinto sexta sexto "
    "séptima "
    "séptimo octava octavo novena noveno décima décimo undécima undécimo duodécima duodécimo decimoprimera "
    "decimosegunda decimotercera decimocuarta decimoquinta decimosexta decimoséptima decimoctava "
    "decimonovena "
    "vigésima vigésimo vigesimoprimera vigesimosegunda vigesimotercera vigesimocuarta vigesimoquinta "
    "vigesimosexta "
    "vigesimoséptima vigesimoctava vigesimonovena trigésima trigésimo cuadragésima cuadragésimo "
    "quincuagésima "
    "quincuagésimo sexagésima sexagésimo septuagésima septuagésimo octogésima octogésimo nonagésima "
    "nonagésimo "
    "centésima centésimo "
    // dates and times
    "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre "
    "lunes martes "
    "miércoles jueves viernes sábado domingo año años días horas hora minutos minuto siendo mañana tarde "
    "noche "
    "mediodía presente mismo corriente curso fecha inicio término cierre convocatoria receso "
    // sessions and documents
    "sesión ordinaria ordinario extraordinaria extraordinario urgente solemne pública privada especial "
    "permanente "
    "reunión minuta acta acuerdo acuerdos versión estenográfica orden celebrada celebrado celebración "
    "verificada "
    "efectuada correspondiente correspondientes número relativa trabajo instalación "
    // bodies
    "comité comisión consejo concejo junta cabildo subcomité asamblea pleno patronato academia fideicomiso "
    "técnico "
    "técnica directiva directivo gobierno administración vigilancia universitario universitaria municipal "
    "municipales "
    "electoral electorales general distrital local estatal nacional ayuntamiento municipio universidad "
    "instituto "
    "tribunal sistema organismo operador facultad colegio escuela secretaría dirección unidad alcaldía "
    "ciudad méxico estado informática transparencia adquisiciones arrendamientos servicios obras "
    "administrativo "
    "administrativa ejecutivo ejecutiva jurídico jurídica jurídicos "
    // attendance
    "presidente presidenta secretario secretaria vocal vocales asesor asesora asesores asesoras consejero "
    "consejera "
    "consejeros consejeras regidor regidora regidores regidoras síndico síndica síndicos invitado invitada "
    "invitados "
    "invitadas representante representantes integrante integrantes miembro miembros comisionado comisionada "
    "tesorero "
    "tesorera director directora titular suplente propietario propietaria encargado encargada coordinador "
    "coordinadora jefe jefa contralor contralora designado designada oficio oficios mediante lista "
    "asistencia "
    "asistentes asistieron asisten asistió presentes presencia participantes participaron ausentes ausencia "
    "ausencias "
    "inasistencia inasistencias justificada faltas quórum requerido legal legalmente formalmente válidamente "
    "instalada instalado declara declaró declarando existe existencia existió verificar verificó "
    "verificación "
    "procedió procede pase siguientes siguiente reunidos reunieron encontrándose funcionarios servidores "
    "públicos públicas "
    "ciudadanos ciudadanas ciudadano ciudadana licenciado licenciada maestro maestra doctor doctora "
    "ingeniero "
    "ingeniera profesor profesora arquitecto arquitecta contador contadora derecho totalidad total "
    // agenda, votes, agreements
    "lectura aprobación punto puntos desahogo tema temas asunto asuntos generales propuesta propuesto "
    "someter "
    "sometió somete sometido sometida votación votos voto votaron votar votó unanimidad unánime mayoría "
    "favor contra "
    "abstención abstenciones abstuvo abstuvieron aprobó aprueba aprobaron aprueban aprobado aprobada "
    "aprobados "
    "aprobadas aprobándose rechazó rechaza rechazado rechazada rechazaron desechó desecha desechado "
    "desechada "
    "pospone pospuso posponer pospuesto pospuesta aplazó aplazado difiere difirió diferido diferida diferir "
    "retira "
    "retiró retirar retirado retirada dispensa dispensar consideración continuando continuación pasando acto "
    "seguido "
    "tomado tomaron toman adoptaron resolución informes comentarios relevantes análisis presentación "
    "proyecto "
    // closing
    "concluida concluido concluyó concluye terminada terminado terminó termina clausurada clausurado "
    "clausura "
    "clausuró levanta levantó levantada finaliza finalizó finalizada finalizado cerrada firmas firma firman "
    "firmando "
    "calce margen intervinieron constancia haber tratar agotado agotados hacer "
    // law
    // and what else the patterns ask for
    "abierta abierto acreditó acudieron administrador administradora afirmativos alcalde alcaldesa "
    "alcanzó anexa anterior arranca arrancó asistiendo auditoría auditorio ausente auxiliar biblioteca "
    "cabecera "
    "citada citado clausurados clausuradas clausurar comenzó comisario comisaria comisionados comparecen "
    "comparecieron compareció componen concejal concejala concejales concluidas concluidos conclusión "
    "concluyendo concluyeron concurren concurrieron conforman constató constituyeron contando contraloría "
    "convocada convocado convocatoria coordinación culminó cumple cumplió cumplido decidió declaración "
    "declarada declarado declaran declarándose declararon departamento desahogar desarrollo "
    "determinaciones diputada diputado dieron domicilio ediles efectuada encabezada encuentran "
    "encontraban enseguida escrutador escrutadora estando estuvo existiendo favorables fechada "
    "finalizaron gerente habiendo identificado inasistente iniciada iniciado iniciar instalaciones "
    "instaló integran intervenciones intervienen jefatura justificó justificaron levantaron levantar "
    "licenciados localidad magistrada magistrado magistrados marcado municipalidad negativos ninguna "
    "numerales paraninfo participan particular partido partidos pendiente permanentes personas pertenece "
    "plataforma posterior posteriormente presencial presidencia presidida presididos previa procurador "
    "procuradora propietarias propietarios público pública publicado quedó queda realizada reanudó recibido "
    "recinto registraron registró representación representando resolutivos resoluciones resuelve reúnen "
    "reunidas reunido satisfecho secretarias secretarios seguidamente sesionar síndicas subdirección "
    "subdirector subdirectora suficiente suplentes técnicas técnicos tecnológico terminaron tesorería "
    "titulares trabajos ubicada ubicado unánimemente universitarias universitarios válida verificado "
    "vicepresidenta vicepresidente videoconferencia vigencia conformar integrar satisfizo constatarse "
    "aprobaron obtuvieron día temario sumario agenda tabla "
    "con las del los para por que "
    "artículo artículos fracción fracciones inciso incisos párrafo párrafos numeral reglamento manual código "
    "constitución estatuto lineamientos ley leyes orgánica";

enum { BUCKETS = 2048, LONGEST = 24 };

typedef struct entry {
    const char *folded, *accented, *skeleton;
    size_t len;
    uint32_t letters; // which letters its skeleton has, one bit each
    struct entry *next_folded, *next_skeleton, *next_long;
} entry;

struct esc_vocabulary {
    entry *by_folded[BUCKETS], *by_skeleton[BUCKETS];
    entry *by_len[LONGEST + 1];
};

// Letters that scanners take for each other.
char esc_skeletal(char c) {
    static const char map[128] = {
        ['a'] = 'o', ['0'] = 'o', ['6'] = 'o', ['1'] = 'i', ['l'] = 'i', ['|'] = 'i',
        ['!'] = 'i', ['j'] = 'i', ['t'] = 'i', ['f'] = 'i', ['5'] = 's', ['e'] = 'c',
        ['q'] = 'g', ['9'] = 'g', ['8'] = 'b', ['h'] = 'b', ['v'] = 'u', ['n'] = 'u'};
    return (unsigned char)c < 128 && map[(unsigned char)c] ? map[(unsigned char)c] : c;
}

static char *skeleton(esc_arena *arena, const char *folded) {
    char *out = esc_arena_strndup(arena, folded, strlen(folded));
    for (char *p = out; *p; p++) *p = esc_skeletal(*p);
    return out;
}

static uint32_t letters_of(const char *bones) {
    uint32_t bits = 0;
    for (; *bones; bones++) bits |= 1u << (*bones & 31);
    return bits;
}

static uint32_t hash(const char *text) {
    uint32_t h = 2166136261u;
    for (; *text; text++) h = (h ^ (unsigned char)*text) * 16777619u;
    return h % BUCKETS;
}

char *esc_fold(esc_arena *arena, const char *text, size_t len) {
    char *out = esc_arena_alloc(arena, len + 1), *to = out;
    const char *end = text + len;
    while (text < end && to < out + len) {
        if ((unsigned char)*text < 128) {
            char plain = *text++;
            *to++ = (char)(plain >= 'A' && plain <= 'Z' ? plain + 32 : plain);
            continue;
        }
        uint32_t c = esc_utf8_unaccent(esc_utf8_lower(esc_utf8_next(&text, end)));
        char bytes[ESC_UTF8_MAX];
        size_t n = esc_utf8_put(bytes, c == 0xF1 ? 'n' : c);
        if (to + n > out + len) break; // no letter grows when folded; foreign ones that do are cut
        memcpy(to, bytes, n);
        to += n;
    }
    return out;
}

static void add(esc_vocabulary *v, esc_arena *arena, const char *word, size_t len) {
    entry *e = esc_arena_alloc(arena, sizeof *e);
    e->accented = esc_arena_strndup(arena, word, len);
    e->folded = esc_fold(arena, word, len);
    e->skeleton = skeleton(arena, e->folded);
    e->len = strlen(e->folded);
    e->letters = letters_of(e->skeleton);
    entry **slot = &v->by_folded[hash(e->folded)];
    e->next_folded = *slot;
    *slot = e;
    slot = &v->by_skeleton[hash(e->skeleton)];
    e->next_skeleton = *slot;
    *slot = e;
    if (e->len <= LONGEST) {
        e->next_long = v->by_len[e->len];
        v->by_len[e->len] = e;
    }
}

static esc_vocabulary shared;

static void build(void) {
    static esc_arena *arena;
    arena = esc_arena_new();
    for (const char *p = words; *p;) {
        size_t len = strcspn(p, " ");
        add(&shared, arena, p, len);
        p += len + (p[len] == ' ');
    }
}

const esc_vocabulary *esc_vocabulary_shared(void) {
    static once_flag built = ONCE_FLAG_INIT;
    call_once(&built, build);
    return &shared;
}

static const entry *exact(const esc_vocabulary *v, const char *folded) {
    for (const entry *e = v->by_folded[hash(folded)]; e; e = e->next_folded)
        if (!strcmp(e->folded, folded)) return e;
    return NULL;
}

// Fewest letters that differ, among the words of the same skeleton.
static const entry *twin(const esc_vocabulary *v, const char *folded, size_t len) {
    char bones[LONGEST + 1];
    for (size_t i = 0; i <= len; i++) bones[i] = esc_skeletal(folded[i]);
    const entry *best = NULL;
    size_t fewest = len;
    for (const entry *e = v->by_skeleton[hash(bones)]; e; e = e->next_skeleton) {
        if (strcmp(e->skeleton, bones)) continue;
        size_t differ = 0;
        for (size_t i = 0; i < len; i++) differ += e->folded[i] != folded[i];
        if (differ < fewest) best = e, fewest = differ;
    }
    return fewest * 2 <= len ? best : NULL;
}

// Edit distance in halves of a letter: twins cost one, others two. Stops above max.
static int distance(const char *a, size_t n, const char *b, size_t m, int max) {
    int rows[2][LONGEST + 2];
    for (size_t j = 0; j <= m; j++) rows[0][j] = 2 * (int)j;
    for (size_t i = 1; i <= n; i++) {
        int *now = rows[i & 1], *was = rows[~i & 1], least = now[0] = 2 * (int)i;
        for (size_t j = 1; j <= m; j++) {
            char x = a[i - 1], y = b[j - 1];
            int d = was[j - 1] + (x == y ? 0 : esc_skeletal(x) == esc_skeletal(y) ? 1 : 2);
            if (was[j] + 2 < d) d = was[j] + 2;
            if (now[j - 1] + 2 < d) d = now[j - 1] + 2;
            now[j] = d;
            if (d < least) least = d;
        }
        if (least > max) return max + 1;
    }
    return rows[n & 1][m];
}

// Whether the skeletons are the same but for one letter: what costs three halves at most changes no more.
static bool one_edit(const char *a, size_t n, const char *b, size_t m) {
    const size_t least = (n < m ? n : m) - (n == m);
    size_t same = 0;
    while (same < least && a[same] == b[same]) same++;
    for (size_t i = 1; same < least && a[n - i] == b[m - i]; i++) same++;
    return same >= least;
}

static const entry *nearest(const esc_vocabulary *v, const char *folded, size_t len) {
    int max = len >= 11 ? 4 : len >= 8 ? 3 : 2, fewest = max + 1;
    const entry *best = NULL;
    bool tie = false;
    char bones[LONGEST + 1];
    for (size_t i = 0; i <= len; i++) bones[i] = esc_skeletal(folded[i]);
    uint32_t letters = letters_of(bones);
    for (size_t l = len > 6 ? len - 1 : len; l <= len + 1 && l <= LONGEST; l++)
        for (const entry *e = v->by_len[l]; e; e = e->next_long) {
            // What costs two halves changes two letters at most, and twins none.
            if (__builtin_popcount(letters ^ e->letters) > max) continue;
            if (max < 4 && !one_edit(bones, len, e->skeleton, e->len)) continue;
            int d = distance(folded, len, e->folded, e->len, max);
            if (d > fewest || d > max) continue;
            tie = d == fewest;
            if (!tie) best = e, fewest = d;
        }
    // A plural or a tense of its own is another word, not a damaged one.
    if (best && best->len + 1 == len && !strncmp(best->folded, folded, len - 1)) return NULL;
    if (best && best->len == len + 1 && !strncmp(best->folded, folded, len)) return NULL;
    return tie ? NULL : best;
}

bool esc_vocabulary_has(const esc_vocabulary *v, const char *folded) { return exact(v, folded); }

const char *esc_vocabulary_lookup(const esc_vocabulary *v, const char *folded, bool sure,
                                  const char **ret_accented) {
    size_t len = strlen(folded);
    const entry *e = exact(v, folded);
    if (!e && len >= 5 && len <= LONGEST) {
        e = twin(v, folded, len);
        if (!e && !sure) e = nearest(v, folded, len);
    }
    if (!e) return NULL;
    *ret_accented = e->accented;
    return e->folded;
}
