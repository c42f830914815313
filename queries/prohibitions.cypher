// title-en: Prohibitions
// title-ru: Запреты
// title-kk: Тыйымдар
// description-en: What is forbidden, to whom, by whom, by which legal instrument and since when. A
//   bearer, issuer or speaker that the text does not name is shown as not stated; what we conclude
//   stands in columns of its own. As of a day, a document counts by its stated date or by our span
//   for it; one that may be later, or that has no date once inferences are left out, counts as
//   'perhaps'.
// description-ru: Что запрещено, кому, кем, каким правовым актом и с какого времени. Если текст не
//   называет, кто обязан, кто поручил или кто сказал, так и показано; наши выводы стоят в отдельных
//   столбцах. На дату документ считается по названной дате или по нашему промежутку; если он может
//   быть и позже или без выводов остаётся без даты, он помечен «возможно».
// description-kk: Не нәрсеге тыйым салынған, кімге, кім, қандай құқықтық актімен және қай уақыттан
//   бері. Мәтін кімге жүктелгенін, кім бергенін не кім айтқанын атамаса, солай көрсетіледі; біздің
//   қорытындыларымыз бөлек бағандарда тұрады. Белгілі күнге құжат айтылған күнімен не біздің
//   аралықпен есептеледі; кейінірек болуы мүмкін немесе қорытындысыз күні қалмаған құжат «мүмкін»
//   деп белгіленеді.
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: issued
// column: issued_earliest
// column: issued_latest
// column: counts
// column: bearer (things) — Who must not | Кому нельзя | Кімге болмайды
// column: bearer_inferred
// column: what
// column: kind
// column: issuer
// column: issuer_inferred
// column: legal_basis (things) — Legal basis | Правовое основание | Құқықтық негізі
// column: since (date) — Since | С какого дня | Қай күннен
// column: since_inferred (date) — Inferred: since | Вывод: с какого дня | Қорытынды: қай күннен
// column: until (date) — Until | По какой день | Қай күнге дейін
// column: act
// column: speaker
// column: speaker_inferred
// column: speaker_post
// column: claim
// column: document
// column: passages
// table: issued bearer what issuer legal_basis since claim
// finish: chronological
// order: yes
// reads: everything
WITH 'https://w3id.org/mindet#' AS mn
MATCH (d:Document)<-[:IN_DOCUMENT]-(c:Claim)-[:STATES]->(s:Prohibition)
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, c, s, d, min(dating.earliest) AS issued_earliest, max(dating.latest) AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
OPTIONAL MATCH (s)-[:IN_FORCE]->(t)
WITH *, COLLECT {
  UNWIND [c, s, t] AS about
  MATCH (about)<-[:CONCERNS]-(i:Inference)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences
  OPTIONAL MATCH (i)-[:VALUE]->(v)
  RETURN {of: split(p.iri, '#')[-1], is: coalesce(v.iri, i.literal_date)} ORDER BY i.literal_date
} AS concluded
RETURN DISTINCT
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  CASE WHEN $as_of IS NULL OR latest <= $as_of THEN 'certain' ELSE 'possible' END AS counts,
  [(s)-[:BEARER]->(x) | x.iri] +
    CASE WHEN s.bearer_unstated THEN [mn + 'unstated'] ELSE [] END AS bearer,
  [i IN concluded WHERE i.of = 'bearer' | i.is] AS bearer_inferred,
  s['gist_' + $lang] AS what, s.types AS kind,
  [(s)-[:ISSUER]->(x) | x.iri] +
    CASE WHEN s.issuer_unstated THEN [mn + 'unstated'] ELSE [] END AS issuer,
  [i IN concluded WHERE i.of = 'issuer' | i.is] AS issuer_inferred,
  [(s)-[:LEGAL_BASIS]->(x) | x.iri] +
    CASE WHEN s.legalBasis_unstated THEN [mn + 'unstated'] ELSE [] END AS legal_basis,
  t.from AS since, [i IN concluded WHERE i.of = 'from' | i.is][0] AS since_inferred,
  t.lenientEnd AS until,
  c.act AS act,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  [i IN concluded WHERE i.of = 'speaker' | i.is] AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages
