// title-en: Who has which part in what
// title-ru: Кто за что отвечает: матрица
// title-kk: Кім не үшін жауапты: матрица
// description-en: A cell for each actor, undertaking and role: who must, must not or may, who is
//   liable or responsible, carries out, funds or is a partner, who gave, proposes or reports it. An
//   undertaking is what a claim is about, or what its task serves or enables; what we infer makes a
//   cell of its own. Each cell lists its claims; the columns of a claim are those of the earliest.
//   Where nobody is named anywhere who must, may or must not, is liable, responsible or carries
//   out, the undertaking has a cell whose actor is not stated, with all that is told of it. As of a
//   day, a document counts by its stated date or by our span for it; a cell none of whose claims is
//   surely known by then counts as 'perhaps'.
// description-ru: Клетка на каждого участника, начинание и роль: кто обязан, кто вправе и кому
//   запрещено, кто несёт ответственность или назван ответственным, исполняет, финансирует или
//   участвует партнёром, кто поручил, предлагает или докладывает. Начинание — то, о чём сказано,
//   или то, чему служит или открывает путь его задача; наш вывод стоит отдельной клеткой. В клетке
//   перечислены её утверждения, а столбцы утверждения относятся к самому раннему. Если нигде не
//   назван никто, кто обязан, вправе, кому запрещено, кто несёт ответственность, отвечает или
//   исполняет, у начинания есть клетка с неназванным участником и всем, что о нём сказано. На дату
//   документ считается по названной дате или по нашему промежутку; клетка, где ни одно утверждение
//   к этому дню точно не известно, помечена «возможно».
// description-kk: Әр қатысушыға, бастамаға және рөлге бір ұяшық: кім міндетті, кім құқылы, кімге
//   тыйым салынған, кім жауапкершілік көтереді не жауапты деп аталған, орындайды, қаржыландырады не
//   серіктес болады, кім тапсырды, ұсынады не баяндайды. Бастама — мәлімдеменің не туралы екені не
//   оның міндеті қызмет ететін немесе жол ашатын нәрсе; біздің қорытынды бөлек ұяшықта тұрады.
//   Ұяшықта мәлімдемелері тізілген, мәлімдеме бағандары ең ертесінікі. Міндетті, құқылы, тыйым
//   салынған, жауапкершілік көтеретін, жауапты не орындайтын ешкім еш жерде аталмаса, бастаманың
//   қатысушысы айтылмаған ұяшығы болады, онда ол туралы айтылғанның бәрі тұрады. Белгілі күнге
//   құжат айтылған күнімен не біздің аралықпен есептеледі; бірде-бір мәлімдемесі ол күнге анық
//   белгілі болмаған ұяшық «мүмкін» деп белгіленеді.
// parameter: actor (iri of Actor or Post = null) — only this actor or post; mn:unstated for the
//   silent cells | только этот участник или должность; mn:unstated — клетки молчания | тек осы
//   қатысушы не лауазым; mn:unstated — үнсіз ұяшықтар
// parameter: undertaking (iri of Undertaking = null) — only this undertaking | только это начинание
//   | тек осы бастама
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: undertaking (thing) — In what | В чём | Қай істе
// column: actor (thing) — Who | Кто | Кім
// column: role (term) — Role | Роль | Рөлі
// column: basis (term) — Ground | Основание | Негізі
// column: number (number) — How many claims | Сколько утверждений | Неше мәлімдеме
// column: claims (claims) — Claims | Утверждения | Мәлімдемелер
// column: first_known (date) — Earliest stated day | Самый ранний названный день | Ең ерте айтылған
//   күн
// column: last_known (date) — Latest stated day | Самый поздний названный день | Ең кеш айтылған
//   күн
// column: first_earliest (date) — Inferred: not before | Вывод: не раньше | Қорытынды: ең ертесі
// column: last_latest (date) — Inferred: not after | Вывод: не позже | Қорытынды: ең кеші
// column: counts
// column: what
// column: kind
// column: issued
// column: issued_earliest
// column: issued_latest
// column: act
// column: speaker
// column: speaker_inferred
// column: speaker_post
// column: claim
// column: document
// column: passages
// example: actor=operator/kazakhtelecom
// table: undertaking actor role basis number first_known last_known claims
// reads: everything
// by: undertaking
WITH 'https://w3id.org/mindet#' AS mn
CALL (mn) {
  WITH mn WHERE $among IS NULL AND ($actor IS NULL OR $actor = mn + 'unstated')
  MATCH (u:Undertaking)
  WHERE $undertaking IS NULL OR u.iri = $undertaking
  RETURN u, null AS mine
  UNION
  UNWIND coalesce($among, []) AS one
  MATCH (u:Undertaking {iri: one})
  RETURN u, null AS mine
  UNION
  WITH mn WHERE $actor <> mn + 'unstated'
  MATCH (a:Resource {iri: $actor})
  CALL (a) {
    MATCH (a)<-[:BEARER|JOINTLY_WITH|RESPONSIBLE|ACTOR|PROPOSER|ISSUER]-(s:Statement) RETURN s
    UNION
    MATCH (a)<-[:SPEAKER]-(via1:Claim {act: 'reports'})
    MATCH (via1)-[:STATES]->(s) RETURN s
    UNION
    MATCH (a)<-[:VALUE]-(via2:Inference)
    MATCH (via2)-[:CONCERNS]->(s:Statement) WHERE $inferences RETURN s
    UNION
    MATCH (a)<-[:VALUE]-(via3:Inference)
    MATCH (via3)-[:CONCERNS]->(via4:Claim {act: 'reports'})
    MATCH (via4)-[:STATES]->(s)
    WHERE $inferences
    RETURN s
  }
  WITH * WHERE s:Statement
  CALL (mn, s) {
    MATCH (s)-[:ABOUT|UNDERTAKING]->(u:Undertaking) RETURN u, 1 AS tie
    UNION
    MATCH (s)-[:TASK|ABOUT]->(via5:Task)
    MATCH (via5)-[:SERVES|ENABLES]->(u:Undertaking) RETURN u, 1 AS tie
    UNION
    MATCH (s)<-[:CONCERNS]-(via6:Inference)
    MATCH (via6)-[:VALUE]->(u:Undertaking)
    MATCH (via6)-[:PROPERTY]->(p)
    WHERE $inferences AND p.iri IN [mn + 'about', mn + 'undertaking']
    RETURN u, 2 AS tie
  }
  // Of an actor only what it is named in counts, not all that is told of its undertakings.
  RETURN u, collect({s: s, tie: tie}) AS mine
}
WITH mn, u, mine
WHERE $undertaking IS NULL OR u.iri = $undertaking
// an undertaking at a time: the cells of a whole country would not fit in memory
CALL (mn, u, mine) {
  CALL (mn, u, mine) {
    UNWIND coalesce(mine, []) AS one
    RETURN one.s AS s, one.tie AS tie
    UNION
    WITH u, mine WHERE mine IS NULL
    MATCH (u)<-[:ABOUT|UNDERTAKING]-(s:Statement) RETURN s, 1 AS tie
    UNION
    WITH u, mine WHERE mine IS NULL
    MATCH (u)<-[:SERVES|ENABLES]-(via7:Task)
    MATCH (via7)<-[:TASK|ABOUT]-(s:Statement) RETURN s, 1 AS tie
    UNION
    WITH mn, u, mine WHERE mine IS NULL
    MATCH (u)<-[:VALUE]-(i:Inference)
    MATCH (i)-[:CONCERNS]->(s:Statement)
    MATCH (i)-[:PROPERTY]->(p)
    WHERE $inferences AND p.iri IN [mn + 'about', mn + 'undertaking']
    RETURN s, 2 AS tie
  }
  WITH mn, u, s, min(tie) AS tie
  MATCH (s)<-[:STATES]-(c:Claim)
  MATCH (c)-[:IN_DOCUMENT]->(d:Document)
  OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference)
  WHERE $inferences AND EXISTS { (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'}) }
  WITH mn, u, tie, s, c, d, min(dating.earliest) AS issued_earliest, max(dating.latest)
    AS issued_latest
  WITH *, coalesce(d.issued, issued_earliest) AS earliest,
    coalesce(d.issued, issued_latest) AS latest
  WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
  WITH *, CASE
      WHEN s:Duty THEN 'must' WHEN s:Prohibition THEN 'mustNot' WHEN s:Liability THEN 'liable'
      WHEN s:Power OR s:Permission THEN 'may' ELSE 'responsible' END AS borne,
    CASE WHEN c.act = 'reports' THEN 'reports' END AS told
  WITH *, {BEARER: borne, JOINTLY_WITH: borne, RESPONSIBLE: 'responsible', ACTOR: s.role,
    PROPOSER: 'proposer', ISSUER: 'issuer', bearer: borne, jointlyWith: borne,
    responsible: 'responsible', actor: s.role, proposer: 'proposer', issuer: 'issuer',
    speaker: told} AS roles,
    [name IN ['bearer', 'jointlyWith', 'responsible', 'actor', 'proposer', 'issuer'] | mn + name]
      AS inferred
  WITH *, COLLECT {
    MATCH (s)-[r:BEARER|JOINTLY_WITH|RESPONSIBLE|ACTOR|PROPOSER|ISSUER]->(a)
    RETURN {actor: a.iri, role: roles[type(r)], rank: 1}
  } + COLLECT {
    MATCH (c)-[:SPEAKER]->(a)
    WHERE told IS NOT NULL
    RETURN {actor: a.iri, role: told, rank: 1}
  } + COLLECT {
    UNWIND [s, c] AS about
    MATCH (about)<-[:CONCERNS]-(i:Inference)
    MATCH (i)-[:PROPERTY]->(p)
    MATCH (i)-[:VALUE]->(a)
    WHERE $inferences AND (p.iri IN inferred OR p.iri = mn + 'speaker' AND told IS NOT NULL)
    RETURN {actor: a.iri, role: roles[split(p.iri, '#')[-1]], rank: 2}
  } AS parts
  WITH mn, u, collect({claim: c, tie: tie, parts: parts, issued: d.issued, latest: latest,
    issued_earliest: issued_earliest, issued_latest: issued_latest,
    key: coalesce(toString(earliest), '9999-99-99') + ' ' + c.iri}) AS cells
  WITH *, any(t IN cells WHERE t.tie = 1 AND any(p IN t.parts WHERE p.rank = 1 AND p.role IN
    ['must', 'mustNot', 'may', 'liable', 'responsible', 'carriesOut'])) AS named
  UNWIND cells AS t
  UNWIND t.parts + CASE WHEN named OR t.tie > 1 THEN [] ELSE
    [{actor: mn + 'unstated', role: 'responsible', rank: 1}] END AS part
  WITH mn, u.iri AS undertaking, part.actor AS actor, part.role AS role, t,
    min(CASE WHEN part.rank > t.tie THEN part.rank ELSE t.tie END) AS rank
  WHERE $actor IS NULL OR actor = $actor
  WITH undertaking, actor, role, CASE rank WHEN 1 THEN 'stated' ELSE 'inferred' END AS basis,
    collect(t) AS told, count(DISTINCT t.claim) AS number, min(t.issued) AS first_known,
    max(t.issued) AS last_known, min(t.issued_earliest) AS first_earliest,
    max(t.issued_latest) AS last_latest, min(t.key) AS first,
    min(CASE WHEN $as_of IS NULL OR t.latest <= $as_of THEN 'certain' ELSE 'possible' END) AS counts
  RETURN undertaking, actor, role, basis, number, first_known, last_known, first_earliest,
    last_latest, counts, [t IN told | t.claim.iri] AS claims,
    [t IN told WHERE t.key = first | t.claim][0] AS c
}
MATCH (c)-[:IN_DOCUMENT]->(d)
MATCH (c)-[:STATES]->(s)
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, undertaking, actor, role, basis, claims, number, first_known, last_known, first_earliest,
  last_latest, counts, c, s, d, min(dating.earliest) AS issued_earliest, max(dating.latest)
    AS issued_latest
WITH *, COLLECT {
  MATCH (c)<-[:CONCERNS]-(i:Inference)
  MATCH (i)-[:PROPERTY]->({iri: 'https://w3id.org/mindet#speaker'})
  MATCH (i)-[:VALUE]->(v)
  WHERE $inferences
  RETURN v.iri
} AS speaker_inferred
RETURN DISTINCT
  undertaking AS undertaking, actor AS actor, role AS role, basis AS basis, number AS number,
  claims AS claims, first_known AS first_known, last_known AS last_known,
  first_earliest AS first_earliest, last_latest AS last_latest, counts AS counts,
  s['gist_' + $lang] AS what, s.types AS kind,
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  c.act AS act,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  speaker_inferred AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages
