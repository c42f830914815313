// title-en: What is required of akimats
// title-ru: Что требуется от акиматов
// title-kk: Әкімдіктерден не талап етіледі
// description-en: Everything that akimats must do, must not do or answer for, by document and
//   speech act. Counted are each akimat, the group of all akimats, groups with a known member among
//   them and, by our inference or link, whoever is the same party under another name; the column
//   Ground says which. A bearer, issuer or speaker that the text does not name is shown as not
//   stated; what we conclude stands in columns of its own. As of a day, a document counts by its
//   stated date or by our span for it; one that may be later, or that has no date once inferences
//   are left out, counts as 'perhaps'.
// description-ru: Всё, что акиматы должны делать, чего им нельзя и за что они отвечают, по
//   документам и речевым актам. Учтены каждый акимат, группа всех акиматов, группы с известным
//   членом из их числа и, по нашему выводу или связи, та же сторона под другим именем; основание
//   указано в столбце. Если текст не называет, кто обязан, кто поручил или кто сказал, так и
//   показано; наши выводы стоят в отдельных столбцах. На дату документ считается по названной дате
//   или по нашему промежутку; если он может быть и позже или без выводов остаётся без даты, он
//   помечен «возможно».
// description-kk: Әкімдіктер не істеуі керек, не істемеуі керек және не үшін жауап береді — құжат
//   пен сөз актісі бойынша. Әр әкімдік, барлық әкімдіктің тобы, белгілі мүшесі бар топтар және
//   біздің қорытынды не байланыс бойынша басқа атпен аталған сол тарап есепке алынады; негізі
//   бағанда көрсетіледі. Мәтін кімге жүктелгенін, кім бергенін не кім айтқанын атамаса, солай
//   көрсетіледі; біздің қорытындыларымыз бөлек бағандарда тұрады. Белгілі күнге құжат айтылған
//   күнімен не біздің аралықпен есептеледі; кейінірек болуы мүмкін немесе қорытындысыз күні
//   қалмаған құжат «мүмкін» деп белгіленеді.
// parameter: group (iri of ActorGroup = group/akimats) — the group of all akimats | группа всех акиматов | барлық
//   әкімдіктің тобы
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: issued
// column: issued_earliest
// column: issued_latest
// column: counts
// column: act
// column: kind
// column: bearer
// column: bearer_inferred
// column: basis (term) — Ground | Основание | Негізі
// column: jointly_with
// column: what
// column: task
// column: issuer
// column: issuer_inferred
// column: due
// column: strict_end
// column: lenient_end
// column: strict_end_inferred
// column: lenient_end_inferred
// column: speaker
// column: speaker_inferred
// column: speaker_post
// column: claim
// column: document
// column: passages
// table: issued act bearer basis what due issuer speaker claim
// finish: chronological
// order: yes
// reads: everything
WITH 'https://w3id.org/mindet#' AS mn
CALL (mn) {
  MATCH (named:Akimat) RETURN named
  UNION
  MATCH (named:Resource {iri: $group}) RETURN named
  UNION
  MATCH (:Resource {iri: $group})-[:KNOWN_MEMBER]->(named) RETURN named
  UNION
  MATCH (named:ActorGroup)-[:KNOWN_MEMBER]->(:Akimat) RETURN named
}
CALL (named) {
  RETURN named AS party, 1 AS distance
  UNION
  MATCH (named)<-[:SOURCE|TARGET]-(l:Link {kind: 'sameParty'})-[:SOURCE|TARGET]->(party)
  WHERE $inferences
  RETURN party, 2 AS distance
}
CALL (mn, party, distance) {
  MATCH (party)<-[:BEARER|JOINTLY_WITH]-(s:Obligation)
  RETURN s, distance AS rank
  UNION
  MATCH (party)<-[:VALUE]-(i:Inference)
  MATCH (i)-[:CONCERNS]->(s:Obligation)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences AND p.iri IN [mn + 'bearer', mn + 'jointlyWith']
  RETURN s, 3 AS rank
}
WITH mn, s, min(rank) AS rank
WHERE s:Duty OR s:Prohibition OR s:Liability
WITH mn, s, ['stated', 'sameParty', 'inferred'][rank - 1] AS basis
MATCH (s)<-[:STATES]-(c:Claim)-[:IN_DOCUMENT]->(d:Document)
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, basis, c, s, d, min(dating.earliest) AS issued_earliest, max(dating.latest)
  AS issued_latest
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
  c.act AS act, s.types AS kind,
  [(s)-[:BEARER]->(x) | x.iri] +
    CASE WHEN s.bearer_unstated THEN [mn + 'unstated'] ELSE [] END AS bearer,
  [i IN concluded WHERE i.of = 'bearer' | i.is] AS bearer_inferred,
  basis AS basis,
  [(s)-[:JOINTLY_WITH]->(x) | x.iri] +
    CASE WHEN s.jointlyWith_unstated THEN [mn + 'unstated'] ELSE [] END AS jointly_with,
  s['gist_' + $lang] AS what,
  [(s)-[:TASK]->(x) | x.iri] +
    CASE WHEN s.task_unstated THEN [mn + 'unstated'] ELSE [] END AS task,
  [(s)-[:ISSUER]->(x) | x.iri] +
    CASE WHEN s.issuer_unstated THEN [mn + 'unstated'] ELSE [] END AS issuer,
  [i IN concluded WHERE i.of = 'issuer' | i.is] AS issuer_inferred,
  CASE WHEN s.due_unstated THEN mn + 'unstated' ELSE t.iri END AS due,
  t.strictEnd AS strict_end, t.lenientEnd AS lenient_end,
  [i IN concluded WHERE i.of = 'strictEnd' | i.is][0] AS strict_end_inferred,
  [i IN concluded WHERE i.of = 'lenientEnd' | i.is][0] AS lenient_end_inferred,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  [i IN concluded WHERE i.of = 'speaker' | i.is] AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages
