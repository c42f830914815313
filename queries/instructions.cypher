// title-en: Instructions
// title-ru: Поручения
// title-kk: Тапсырмалар
// description-en: Who instructed whom to do what, by when: the duties that a claim gives, and those
//   that it only tells or reminds of. An appeal or a mere requirement is not an instruction; see
//   akimat-requirements for those. A bearer, issuer or speaker that the text does not name is shown
//   as not stated; what we conclude stands in columns of its own. As of a day, a document counts by
//   its stated date or by our span for it; one that may be later, or that has no date once
//   inferences are left out, counts as 'perhaps'.
// description-ru: Кто, кому, что и к какому сроку поручил: обязанности, которые утверждение
//   возлагает, и те, о которых оно лишь сообщает или напоминает. Призыв и простое требование не
//   поручения; для них есть akimat-requirements. Если текст не называет, кто обязан, кто поручил
//   или кто сказал, так и показано; наши выводы стоят в отдельных столбцах. На дату документ
//   считается по названной дате или по нашему промежутку; если он может быть и позже или без
//   выводов остаётся без даты, он помечен «возможно».
// description-kk: Кім, кімге, нені, қай мерзімге тапсырды: мәлімдеме жүктейтін, сондай-ақ тек айтып
//   не еске салып өтетін міндеттер. Үндеу мен жай талап тапсырма емес; олар akimat-requirements
//   сұрауында. Мәтін кімге жүктелгенін, кім бергенін не кім айтқанын атамаса, солай көрсетіледі;
//   біздің қорытындыларымыз бөлек бағандарда тұрады. Белгілі күнге құжат айтылған күнімен не біздің
//   аралықпен есептеледі; кейінірек болуы мүмкін немесе қорытындысыз күні қалмаған құжат «мүмкін»
//   деп белгіленеді.
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: issued
// column: issued_earliest
// column: issued_latest
// column: counts
// column: issuer
// column: issuer_inferred
// column: bearer
// column: bearer_inferred
// column: jointly_with
// column: what
// column: task
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
// table: issued issuer bearer jointly_with what due act claim
// finish: chronological
// order: yes
// reads: everything
// by: document
WITH 'https://w3id.org/mindet#' AS mn
CALL () {
  WITH $among AS among WHERE among IS NULL
  MATCH (d:Document) RETURN d
  UNION
  UNWIND coalesce($among, []) AS one
  MATCH (d:Resource {iri: one}) RETURN d
}
MATCH (d)<-[:IN_DOCUMENT]-(c:Claim)-[:STATES]->(s:Duty)
WHERE c.act IN ['instructs', 'enacts', 'reports', 'reminds']
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, c, s, d, min(dating.earliest) AS issued_earliest, max(dating.latest) AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
OPTIONAL MATCH (s)-[:DUE]->(t)
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
  [(s)-[:ISSUER]->(x) | x.iri] +
    CASE WHEN s.issuer_unstated THEN [mn + 'unstated'] ELSE [] END AS issuer,
  [i IN concluded WHERE i.of = 'issuer' | i.is] AS issuer_inferred,
  [(s)-[:BEARER]->(x) | x.iri] +
    CASE WHEN s.bearer_unstated THEN [mn + 'unstated'] ELSE [] END AS bearer,
  [i IN concluded WHERE i.of = 'bearer' | i.is] AS bearer_inferred,
  [(s)-[:JOINTLY_WITH]->(x) | x.iri] +
    CASE WHEN s.jointlyWith_unstated THEN [mn + 'unstated'] ELSE [] END AS jointly_with,
  s['gist_' + $lang] AS what,
  [(s)-[:TASK]->(x) | x.iri] +
    CASE WHEN s.task_unstated THEN [mn + 'unstated'] ELSE [] END AS task,
  CASE WHEN s.due_unstated THEN mn + 'unstated' ELSE t.iri END AS due,
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
