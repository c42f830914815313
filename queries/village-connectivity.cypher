// title-en: Connecting the villages
// title-ru: Связь для сёл
// title-kk: Ауылдардың байланысы
// description-en: Targets, forecasts and results for the villages, document by document: those that
//   name the place (or one within it) as place or beneficiary, and those counted by the same
//   indicator as one of these. Give another place for another question. A bearer, issuer or speaker
//   that the text does not name is shown as not stated; what we conclude stands in columns of its
//   own. As of a day, a document counts by its stated date or by our span for it; one that may be
//   later, or that has no date once inferences are left out, counts as 'perhaps'.
// description-ru: Цели, прогнозы и результаты для сёл, документ за документом: те, где место (или
//   место в нём) названо местом или получателем, и те, что считаются тем же показателем. Для
//   другого вопроса дайте другое место. Если текст не называет, кто обязан, кто поручил или кто
//   сказал, так и показано; наши выводы стоят в отдельных столбцах. На дату документ считается по
//   названной дате или по нашему промежутку; если он может быть и позже или без выводов остаётся
//   без даты, он помечен «возможно».
// description-kk: Ауылдарға арналған мақсаттар, болжамдар мен нәтижелер, құжат бойынша: осы жер (не
//   оның ішіндегі жер) орын не алушы ретінде аталғандары және сол көрсеткішпен саналатындары. Басқа
//   сұрақ үшін басқа жерді беріңіз. Мәтін кімге жүктелгенін, кім бергенін не кім айтқанын атамаса,
//   солай көрсетіледі; біздің қорытындыларымыз бөлек бағандарда тұрады. Белгілі күнге құжат
//   айтылған күнімен не біздің аралықпен есептеледі; кейінірек болуы мүмкін немесе қорытындысыз
//   күні қалмаған құжат «мүмкін» деп белгіленеді.
// parameter: place (iri of Place = place-group/rural-settlements) — the place or group of places | место или
//   группа мест | жер не жерлер тобы
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: issued
// column: issued_earliest
// column: issued_latest
// column: counts
// column: basis (term) — Found by | Найдено по | Неге қарап табылды
// column: what
// column: kind
// column: quantity
// column: lower
// column: upper
// column: indicator
// column: who (things) — Who | Кто | Кім
// column: who_inferred (things) — Inferred: who | Вывод: кто | Қорытынды: кім
// column: stage
// column: due
// column: strict_end
// column: lenient_end
// column: strict_end_inferred
// column: lenient_end_inferred
// column: act
// column: speaker
// column: speaker_inferred
// column: speaker_post
// column: claim
// column: document
// column: passages
// table: issued what kind quantity stage due lenient_end claim
// finish: chronological
// order: yes
// reads: everything
WITH 'https://w3id.org/mindet#' AS mn
MATCH (place:Resource {iri: $place})
CALL (place) {
  MATCH (place)<-[:LOCATED_IN*0..]-(inside) RETURN inside
  UNION
  MATCH (place)-[:KNOWN_MEMBER]->(inside) RETURN inside
}
CALL (mn, inside) {
  MATCH (inside)<-[:PLACE|BENEFICIARY]-(s:Statement)
  RETURN s, 1 AS rank
  UNION
  MATCH (inside)<-[:PLACE|BENEFICIARY]-(via1:Statement)
  MATCH (via1)-[:INDICATOR]->()<-[:INDICATOR]-(s:Statement)
  RETURN s, 2 AS rank
  UNION
  MATCH (inside)<-[:VALUE]-(i:Inference)
  MATCH (i)-[:CONCERNS]->(s:Statement)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences AND p.iri IN [mn + 'place', mn + 'beneficiary']
  RETURN s, 3 AS rank
  UNION
  MATCH (inside)<-[:PLACE|BENEFICIARY]-(via2:Statement)
  MATCH (via2)-[:INDICATOR]->(n)
  MATCH (n)<-[:VALUE]-(i:Inference)
  MATCH (i)-[:CONCERNS]->(s:Statement)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences AND p.iri = mn + 'indicator'
  RETURN s, 3 AS rank
  UNION
  MATCH (inside)<-[:PLACE|BENEFICIARY]-(there:Statement)
  MATCH (there)<-[:CONCERNS]-(i:Inference)
  MATCH (i)-[:PROPERTY]->(p)
  MATCH (i)-[:VALUE]->(via3)
  MATCH (via3)<-[:INDICATOR]-(s:Statement)
  WHERE $inferences AND p.iri = mn + 'indicator'
  RETURN s, 3 AS rank
}
WITH mn, s, min(rank) AS rank
WHERE s:Target OR s:Forecast OR s:Result
WITH mn, s, ['place', 'indicator', 'inferred'][rank - 1] AS basis
MATCH (s)<-[:STATES]-(c:Claim)-[:IN_DOCUMENT]->(d:Document)
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, basis, c, s, d, min(dating.earliest) AS issued_earliest, max(dating.latest)
  AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
OPTIONAL MATCH (s)-[:DUE|PERIOD]->(t)
OPTIONAL MATCH (s)-[:QUANTITY]->(q)
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
  basis AS basis,
  s['gist_' + $lang] AS what, s.types AS kind,
  q.iri AS quantity, coalesce(q.lower_lexical, q.lower) AS lower,
  coalesce(q.upper_lexical, q.upper) AS upper,
  [(s)-[:INDICATOR]->(x) | x.iri] +
    CASE WHEN s.indicator_unstated THEN [mn + 'unstated'] ELSE [] END AS indicator,
  [(s)-[:BEARER|RESPONSIBLE|ACTOR|PROPOSER]->(x) | x.iri] +
    CASE WHEN s.bearer_unstated OR s.responsible_unstated OR s.actor_unstated OR s.proposer_unstated
         THEN [mn + 'unstated'] ELSE [] END AS who,
  [i IN concluded WHERE i.of IN ['bearer', 'responsible', 'actor', 'proposer'] | i.is]
    AS who_inferred,
  CASE WHEN s.stage_unstated THEN 'unstated' ELSE s.stage END AS stage,
  CASE WHEN s.due_unstated OR s.period_unstated THEN mn + 'unstated' ELSE t.iri END AS due,
  t.strictEnd AS strict_end, t.lenientEnd AS lenient_end,
  [i IN concluded WHERE i.of = 'strictEnd' | i.is][0] AS strict_end_inferred,
  [i IN concluded WHERE i.of = 'lenientEnd' | i.is][0] AS lenient_end_inferred,
  c.act AS act,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  [i IN concluded WHERE i.of = 'speaker' | i.is] AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages
