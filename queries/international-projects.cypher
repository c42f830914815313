// title-en: Undertakings with foreign or international parties
// title-ru: Начинания с зарубежным или международным участием
// title-kk: Шетелдік не халықаралық қатысуы бар бастамалар
// description-en: Undertakings in which a party from beyond the home country takes part or which
//   reach a place there, as claims tell it, with the part played, what is planned or told, and
//   when. Such a party is, as the graph states, an international organization, another country, an
//   actor, post or place that lies in, belongs to or administers a place of another country, or a
//   group that is foreign to the home country because a text calls it so. That a sea or continent
//   lies beyond one country only follows from no country being named for it. To take it as foreign
//   is our inference, like a party or undertaking that we conclude. The word 'international' in a
//   name proves nothing; whoever only gains from it takes no part. Without inferences only stated
//   parties are left. A speaker or time that the text does not name is shown as not stated; what we
//   conclude stands in columns of its own. As of a day, a document counts by its stated date or by
//   our span for it; one that may be later, or that has no date once inferences are left out,
//   counts as 'perhaps'.
// description-ru: Начинания, в которых, по утверждениям, участвует сторона из-за пределов своей
//   страны или которые доходят до места за её пределами: в какой роли, что планируется или
//   сообщается и когда. Такая сторона, как указано в графе, — международная организация, другая
//   страна, участник, должность или место, которые находятся в другой стране, относятся к ней или
//   управляют местом в ней, либо группа, зарубежная для своей страны, раз так её называет текст.
//   Что море или часть света лежит за пределами одной страны, следует лишь из того, что страна для
//   них не указана. Считать их зарубежными — наш вывод, как и выведенная нами сторона или
//   начинание. Слово «международный» в названии ничего не доказывает; тот, кто лишь получает
//   пользу, не участник. Без выводов остаются только названные стороны. Если текст не называет, кто
//   сказал или когда, так и показано; наши выводы стоят в отдельных столбцах. На дату документ
//   считается по названной дате или по нашему промежутку; если он может быть и позже или без
//   выводов остаётся без даты, он помечен «возможно».
// description-kk: Мәлімдемелер бойынша өз елінен тыс тарап қатысатын не сырттағы жерге жететін
//   бастамалар: қандай рөлде, не жоспарланған не айтылған және қашан. Графта көрсетілгендей, ондай
//   тарап — халықаралық ұйым, басқа ел, басқа елде орналасқан, соған тиесілі не ондағы жерді
//   басқаратын қатысушы, лауазым, орын не мәтін шетелдік деп атаған, өз еліне шетелдік топ. Теңіз
//   бен құрлықтың бір елге жатпайтыны олардың елі көрсетілмегенінен ғана көрінеді. Оларды шетелдік
//   деу — біз қорытқан тарап не бастама сияқты, біздің қорытынды. Атаудағы «халықаралық» деген сөз
//   ештеңені дәлелдемейді; тек пайда көретін тарап қатысушы емес. Қорытындысыз аталған тараптар
//   ғана қалады. Мәтін кім айтқанын не қашан екенін атамаса, солай көрсетіледі; біздің
//   қорытындыларымыз бөлек бағандарда тұрады. Белгілі күнге құжат айтылған күнімен не біздің
//   аралықпен есептеледі; кейінірек болуы мүмкін немесе қорытындысыз күні қалмаған құжат «мүмкін»
//   деп белгіленеді.
// parameter: home (iri of Country = country/kazakhstan) — the country that is not foreign |
//   страна, которая не зарубежная | шетелдік емес ел
// parameter: undertaking (iri of Undertaking = null) — only this undertaking | только это
//   начинание | тек осы бастама
// parameter: partner (iri of Actor or Post or Place = null) — only this party or place | только
//   эта сторона или место | тек осы тарап не жер
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: issued
// column: issued_earliest
// column: issued_latest
// column: counts
// column: undertaking (thing) — Undertaking | Начинание | Бастама
// column: partner (thing) — Party or place | Сторона или место | Тарап не жер
// column: role (term) — Role | Роль | Рөлі
// column: ground (term) — Why international | Почему международное | Неге халықаралық
// column: basis (term) — Ground | Основание | Негізі
// column: what
// column: kind
// column: stage
// column: due
// column: strict_end
// column: lenient_end
// column: strict_end_inferred
// column: lenient_end_inferred
// column: others (claims) — What else is told of it | Что ещё о нём сказано | Ол туралы тағы не
//   айтылған
// column: act
// column: speaker
// column: speaker_inferred
// column: speaker_post
// column: claim
// column: document
// column: passages
// table: undertaking partner role ground basis what due claim
// finish: chronological
// order: yes
// reads: everything
// by: document
WITH 'https://w3id.org/mindet#' AS mn, {BEARER: 'bearer', JOINTLY_WITH: 'jointlyWith',
  COUNTERPARTY: 'counterparty', ISSUER: 'issuer', RESPONSIBLE: 'responsible', ACTOR: 'actor',
  PROPOSER: 'proposer', ABOUT: 'about', PLACE: 'place'} AS roles
// Of one undertaking only what its statements name is followed, not every partner of a country.
WITH *, CASE WHEN $undertaking IS NULL THEN [] ELSE [$undertaking] END AS asked
WITH *, COLLECT {
  UNWIND asked AS one
  MATCH (:Resource {iri: one})<-[:ABOUT|UNDERTAKING]-(s:Statement) RETURN s
} + COLLECT {
  UNWIND asked AS one
  MATCH (:Resource {iri: one})<-[:SERVES]-(via1:Task)
  MATCH (via1)<-[:TASK|ABOUT]-(s:Statement) RETURN s
} + COLLECT {
  UNWIND asked AS one
  MATCH (:Resource {iri: one})<-[:VALUE]-(via2:Inference)
  MATCH (via2)-[:CONCERNS]->(s:Statement) RETURN s
} AS mine
WITH *, COLLECT {
  UNWIND mine AS s
  MATCH (s)-[:BEARER|JOINTLY_WITH|COUNTERPARTY|ISSUER|RESPONSIBLE|ACTOR|PROPOSER|ABOUT|PLACE]->(p)
  RETURN DISTINCT p.iri
} + COLLECT {
  UNWIND mine AS s
  MATCH (s)<-[:CONCERNS]-(via3:Inference)
  MATCH (via3)-[:VALUE]->(p) RETURN p.iri
} + COLLECT {
  UNWIND asked AS one
  MATCH (:Resource {iri: one})-[:LOCATED_IN]->(p) RETURN p.iri
} AS named
// For some documents it begins with what their statements name.
WITH *, COLLECT {
  UNWIND coalesce($among, []) AS one
  MATCH (:Resource {iri: one})<-[:IN_DOCUMENT]-(via6:Claim)
  MATCH (via6)-[:STATES]->(s:Statement)
  CALL (roles, s) {
    MATCH (s)-[way:BEARER|JOINTLY_WITH|COUNTERPARTY|ISSUER|RESPONSIBLE|ACTOR|PROPOSER|ABOUT|PLACE]->
      (p)
    RETURN p, null AS there, roles[type(way)] AS way, 0 AS concluded
    UNION
    MATCH (s)<-[:CONCERNS]-(i:Inference)
    MATCH (i)-[:VALUE]->(p)
    MATCH (i)-[:PROPERTY]->(of)
    WHERE $inferences AND split(of.iri, '#')[-1] IN ['bearer', 'jointlyWith', 'counterparty',
      'issuer', 'responsible', 'actor', 'proposer', 'about', 'place']
    RETURN p, null AS there, split(of.iri, '#')[-1] AS way, 1 AS concluded
    UNION
    MATCH (s)-[:ABOUT|UNDERTAKING]->(there:Undertaking)
    MATCH (there)-[:LOCATED_IN]->(p)
    RETURN p, there, 'locatedIn' AS way, 0 AS concluded
  }
  WITH p, collect(DISTINCT {s: s, there: there, way: way, concluded: concluded}) AS ties
  RETURN {iri: p.iri, ties: ties}
} AS parties
// What may be a partner is looked at one by one: those of a country are far more.
WITH *, CASE WHEN $partner IS NOT NULL THEN [{iri: $partner, ties: null}]
  WHEN $undertaking IS NOT NULL THEN [iri IN named | {iri: iri, ties: null}]
  WHEN $among IS NOT NULL THEN parties END AS near
CALL (near) {
  WITH near WHERE near IS NULL
  CALL () {
    MATCH (x:InternationalOrganization)
    RETURN x, 1 AS rank
    UNION
    MATCH (:InternationalOrganization)<-[:POST_IN]-(x:Post)
    RETURN x, 1 AS rank
    UNION
    MATCH (x:Country)
    WHERE x.iri <> $home
    RETURN x, 2 AS rank
    UNION
    MATCH (far:Country)
    WHERE far.iri <> $home
    MATCH (far)<-[:LOCATED_IN|JURISDICTION|POST_IN*1..]-(x)
    WHERE x:Actor OR x:Post OR x:Place
    RETURN x, 3 AS rank
    UNION
    MATCH (:Country {iri: $home})<-[:FOREIGN_TO]-(x:ActorGroup)
    RETURN x, 4 AS rank
    UNION
    MATCH (x:Place)
    WHERE $inferences AND NOT x:PlaceGroup AND NOT x:Country
      AND NOT EXISTS { MATCH (x)-[:LOCATED_IN]->() }
    RETURN x, 5 AS rank
  }
  RETURN x, rank, null AS ties
  UNION
  UNWIND near AS party
  MATCH (x:Resource {iri: party.iri})
  WITH x, party.ties AS ties, CASE
    WHEN x:InternationalOrganization OR x:Post
      AND EXISTS { MATCH (x)-[:POST_IN]->(:InternationalOrganization) } THEN 1
    WHEN x:Country AND x.iri <> $home THEN 2
    WHEN (x:Actor OR x:Post OR x:Place) AND EXISTS {
      MATCH (x)-[:LOCATED_IN|JURISDICTION|POST_IN*1..]->(far:Country)
      WHERE far.iri <> $home } THEN 3
    WHEN x:ActorGroup AND EXISTS {
      MATCH (x)-[:FOREIGN_TO]->(country:Country)
      WHERE country.iri = $home } THEN 4
    WHEN $inferences AND x:Place AND NOT x:PlaceGroup AND NOT x:Country
      AND NOT EXISTS { MATCH (x)-[:LOCATED_IN]->() } THEN 5 END AS rank
  WHERE rank IS NOT NULL
  RETURN x, rank, ties
}
WITH mn, roles, named, mine, x, min(rank) AS rank, collect(ties)[0] AS ties
WHERE ($partner IS NULL OR x.iri = $partner) AND ($undertaking IS NULL OR x.iri IN named)
CALL (mn, roles, x, ties) {
  WITH roles, x WHERE $among IS NULL
  MATCH (x)<-[way:BEARER|JOINTLY_WITH|COUNTERPARTY|ISSUER|RESPONSIBLE|ACTOR|PROPOSER|ABOUT|PLACE]-
    (s:Statement)
  RETURN s, null AS there, roles[type(way)] AS way, 0 AS concluded
  UNION
  WITH x WHERE $among IS NULL
  MATCH (x)<-[:VALUE]-(i:Inference)
  MATCH (i)-[:CONCERNS]->(s:Statement)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences AND split(p.iri, '#')[-1] IN ['bearer', 'jointlyWith', 'counterparty',
    'issuer', 'responsible', 'actor', 'proposer', 'about', 'place']
  RETURN s, null AS there, split(p.iri, '#')[-1] AS way, 1 AS concluded
  UNION
  WITH x WHERE $among IS NULL
  MATCH (x)<-[:LOCATED_IN]-(there:Undertaking)
  MATCH (there)<-[:ABOUT|UNDERTAKING]-(s:Statement)
  RETURN s, there, 'locatedIn' AS way, 0 AS concluded
  UNION
  UNWIND coalesce(ties, []) AS tie
  RETURN tie.s AS s, tie.there AS there, tie.way AS way, tie.concluded AS concluded
}
// A statement that is not of the one undertaking leads to others only.
WITH * WHERE $undertaking IS NULL OR s IN mine
WITH mn, x, rank, s, there, way, min(concluded) AS concluded
CALL (mn, s, there) {
  UNWIND CASE WHEN there IS NULL THEN [] ELSE [there] END AS u
  RETURN u, 0 AS far
  UNION
  MATCH (s)-[:ABOUT|UNDERTAKING]->(u:Undertaking)
  WHERE there IS NULL
  RETURN u, 0 AS far
  UNION
  MATCH (s)-[:TASK|ABOUT]->(via4:Task)
  MATCH (via4)-[:SERVES]->(u:Undertaking)
  WHERE there IS NULL
  RETURN u, 0 AS far
  UNION
  MATCH (s)<-[:CONCERNS]-(i:Inference)
  MATCH (i)-[:VALUE]->(u:Undertaking)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE there IS NULL AND $inferences AND p.iri IN [mn + 'about', mn + 'undertaking']
  RETURN u, 1 AS far
}
WITH mn, x, rank, s, way, concluded, u, min(far) AS far
WHERE $undertaking IS NULL OR u.iri = $undertaking
WITH mn, u, collect({x: x, rank: rank, s: s, way: way, concluded: concluded, far: far}) AS ties
WITH *, COLLECT {
  MATCH (u)<-[:ABOUT|UNDERTAKING]-(via5:Statement)
  MATCH (via5)<-[:STATES]-(e:Claim)
  MATCH (e)-[:IN_DOCUMENT]->(f:Document)
  OPTIONAL MATCH (f)<-[:CONCERNS]-(g:Inference)
  WHERE EXISTS { (g)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'}) }
    AND $inferences
  WITH e, f, min(g.earliest) AS first
  WHERE $as_of IS NULL OR coalesce(f.issued, first, $as_of) <= $as_of
  RETURN DISTINCT e.iri
} AS told
UNWIND ties AS tie
WITH mn, u, told, tie.x AS x, tie.rank AS rank, tie.s AS s, tie.way AS way,
  tie.concluded AS concluded, tie.far AS far
MATCH (s)<-[:STATES]-(c:Claim)-[:IN_DOCUMENT]->(d:Document)
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, x, rank, way, concluded, u, told, far, c, s, d, min(dating.earliest) AS issued_earliest,
  max(dating.latest) AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
OPTIONAL MATCH (s)-[:DUE|PERIOD]->(t)
WITH *, COLLECT {
  UNWIND [c, s, t] AS about
  MATCH (about)<-[:CONCERNS]-(i:Inference)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences
  OPTIONAL MATCH (i)-[:VALUE]->(v)
  RETURN {of: split(p.iri, '#')[-1], is: coalesce(v.iri, i.literal_date)} ORDER BY i.literal_date
} AS concluded_too
RETURN DISTINCT
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  CASE WHEN $as_of IS NULL OR latest <= $as_of THEN 'certain' ELSE 'possible' END AS counts,
  u.iri AS undertaking, x.iri AS partner,
  CASE WHEN way = 'actor' THEN coalesce(s.role, way) ELSE way END AS role,
  ['InternationalOrganization', 'foreignCountry', 'inForeignCountry', 'foreignGroup',
    'noCountry'][rank - 1] AS ground,
  CASE WHEN rank > 4 OR concluded = 1 OR far = 1 THEN 'inferred' ELSE 'stated' END AS basis,
  s['gist_' + $lang] AS what, s.types AS kind, s.stage AS stage,
  CASE WHEN s.due_unstated OR s.period_unstated THEN mn + 'unstated' ELSE t.iri END AS due,
  t.strictEnd AS strict_end, t.lenientEnd AS lenient_end,
  [i IN concluded_too WHERE i.of = 'strictEnd' | i.is][0] AS strict_end_inferred,
  [i IN concluded_too WHERE i.of = 'lenientEnd' | i.is][0] AS lenient_end_inferred,
  [e IN told WHERE e <> c.iri] AS others,
  c.act AS act,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x1) | x1.iri][0] END
    AS speaker,
  [i IN concluded_too WHERE i.of = 'speaker' | i.is] AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x1) | x1.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x1) | x1.start + '-' + x1.end] AS passages
