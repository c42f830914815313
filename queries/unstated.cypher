// title-en: What the texts leave unsaid
// title-ru: О чём тексты молчат
// title-kk: Мәтіндер нені айтпайды
// description-en: Every place where a text names no bearer, issuer, responsible actor, deadline,
//   speaker or whatever else could have been said there: one row for each claim and field. The
//   silence is the text's own and nobody fills it in; what we infer for the field stands beside it.
//   For a part in a meeting whose taker is not named, the row's claim is that participation, beside
//   the one document that tells of it. A document's own silences (its date, its publisher) have no
//   passage and are not here. As of a day, a document counts by its stated date or by our span for
//   it; one that may be later, or that has no date once inferences are left out, counts as
//   'perhaps'.
// description-ru: Каждое место, где текст не называет, кто обязан, кто поручил, кто отвечает, срок,
//   кто сказал или что-то ещё, что здесь могло быть названо: по строке на утверждение и поле.
//   Молчит сам текст, и никто за него не договаривает; наш вывод стоит рядом. Если не назван
//   участник заседания, утверждение строки — это участие, рядом с тем документом, который о нём
//   сообщает. Молчание самого документа (дата, издатель) места в тексте не имеет, его здесь нет. На
//   дату документ считается по названной дате или по нашему промежутку; если он может быть и позже
//   или без выводов остаётся без даты, он помечен «возможно».
// description-kk: Мәтін кімге жүктелгенін, кім бергенін, кім жауапты екенін, мерзімін, кім айтқанын
//   не осы жерде айтылуы мүмкін басқа нәрсені атамаған әр орын: әр мәлімдеме мен өріске бір жол.
//   Үндемейтін — мәтіннің өзі, орнын ешкім толтырмайды; біздің қорытынды жанында тұрады. Отырысқа
//   қатысушы аталмаса, жолдың мәлімдемесі — сол қатысу, ол туралы хабарлаған құжаттың жанында.
//   Құжаттың өзі туралы үнсіздіктің (күні, жариялаушысы) мәтінде орны жоқ, ол мұнда кірмейді.
//   Белгілі күнге құжат айтылған күнімен не біздің аралықпен есептеледі; кейінірек болуы мүмкін
//   немесе қорытындысыз күні қалмаған құжат «мүмкін» деп белгіленеді.
// parameter: field (string = null) — only this field: bearer, issuer, responsible, due, inForce,
//   speaker, addressee, counterparty, jointlyWith, legalBasis, actor, undertaking, proposer … |
//   только это поле: bearer, issuer, responsible, due, inForce, speaker, addressee, counterparty,
//   jointlyWith, legalBasis, actor, undertaking, proposer … | тек осы өріс: bearer, issuer,
//   responsible, due, inForce, speaker, addressee, counterparty, jointlyWith, legalBasis, actor,
//   undertaking, proposer …
// parameter: document (iri of Document = null) — only this document | только этот документ | тек
//   осы құжат
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: issued
// column: issued_earliest
// column: issued_latest
// column: counts
// column: field (term) — What is not said | Что не названо | Не айтылмаған
// column: what
// column: kind
// column: value_inferred (things) — Inferred: what | Вывод: что | Қорытынды: не
// column: value_earliest (date) — Inferred: from | Вывод: с | Қорытынды: қай күннен
// column: value_latest (date) — Inferred: until | Вывод: по | Қорытынды: қай күнге дейін
// column: act
// column: speaker
// column: speaker_inferred
// column: speaker_post
// column: claim
// column: document
// column: passages
// example: document=document/003
// table: issued field what kind act speaker claim
// finish: chronological
// order: yes
// reads: everything
// by: document
WITH 'https://w3id.org/mindet#' AS mn
MATCH (d:Document)
WHERE $document IS NULL OR d.iri = $document
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, d, min(dating.earliest) AS issued_earliest, max(dating.latest) AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
CALL (d) {
  MATCH (d)<-[:IN_DOCUMENT]-(c:Claim) RETURN c, c AS silent
  UNION
  MATCH (d)<-[:IN_DOCUMENT]-(c:Claim)
  MATCH (c)-[:STATES]->(silent:Statement) RETURN c, silent
  UNION
  MATCH (d)<-[:IN_DOCUMENT]-(c:Participation) RETURN c, c AS silent
}
UNWIND [k IN keys(silent) WHERE k ENDS WITH '_unstated' | split(k, '_unstated')[0]] AS field
WITH * WHERE $field IS NULL OR field = $field
OPTIONAL MATCH (c)-[:STATES]->(s:Statement)
OPTIONAL MATCH (silent)<-[:CONCERNS]-(i:Inference)-[:PROPERTY]->(p)
WHERE $inferences AND p.iri = mn + field
OPTIONAL MATCH (i)-[:VALUE]->(v)
WITH mn, d, issued_earliest, issued_latest, latest, c, s, field, collect(v.iri) AS value_inferred,
  min(i.earliest) AS value_earliest, max(i.latest) AS value_latest
WITH *, COLLECT {
  MATCH (c)<-[:CONCERNS]-(i:Inference)
  MATCH (i)-[:PROPERTY]->({iri: 'https://w3id.org/mindet#speaker'})
  MATCH (i)-[:VALUE]->(v)
  WHERE $inferences
  RETURN v.iri
} AS speaker_inferred
RETURN DISTINCT
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  CASE WHEN $as_of IS NULL OR latest <= $as_of THEN 'certain' ELSE 'possible' END AS counts,
  field AS field, s['gist_' + $lang] AS what, s.types AS kind, value_inferred AS value_inferred,
  value_earliest AS value_earliest, value_latest AS value_latest, c.act AS act,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  speaker_inferred AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages
