// title-en: What we infer, and why
// title-ru: Что мы выводим и почему
// title-kk: Біз нені қорытамыз және неге
// description-en: Every conclusion that is ours and not a text's: what it concerns, for which
//   property, what is concluded (a thing, a day, a number or a span), from which premises and for
//   what reason. Its claim is the one that it concerns, itself or by its statement or a part of it;
//   of a participation or tenure, what attests it; of a document, a meeting or a shared thing, the
//   first premise in each document. All is ours here, so without inferences the answer is empty. As
//   of a day, the row's document and its premises must have been known; where one of them may be
//   later, the row counts as 'perhaps'.
// description-ru: Все заключения, которые сделали мы, а не текст: к чему относится, какое свойство,
//   что выведено (предмет, день, число или промежуток), из каких посылок и на каком основании.
//   Утверждение строки — то, к которому вывод относится: само, через своё содержание или его часть;
//   для участия и пребывания в должности — то, что их засвидетельствовало; для документа, заседания
//   или общего предмета — первая посылка в каждом документе. Здесь всё наше, поэтому без выводов
//   ответ пуст. На дату должны быть известны и документ строки, и посылки; если что-то из них может
//   быть позже, строка помечена «возможно».
// description-kk: Мәтіндікі емес, біздікі болып табылатын әр қорытынды: неге қатысты, қай қасиет,
//   не қорытылды (нысан, күн, сан не аралық), қандай алғышарттардан және қандай негізбен. Жолдың
//   мәлімдемесі — қорытынды қатысты мәлімдеме: өзі, мазмұны не мазмұнының бөлігі арқылы; қатысу мен
//   лауазымда болу үшін — оларды куәландырған мәлімдеме не қатысу; құжат, отырыс не ортақ нысан
//   үшін — әр құжаттағы бірінші алғышарт. Мұнда бәрі біздікі, сондықтан қорытындысыз жауап бос
//   болады. Белгілі күнге жолдың құжаты да, алғышарттар да белгілі болуы тиіс; біреуі кейінірек
//   болуы мүмкін жол «мүмкін» деп белгіленеді.
// parameter: document (iri of Document = null) — only what belongs to this document | только то,
//   что относится к этому документу | тек осы құжатқа қатыстысы
// parameter: property (string = null) — only this property: bearer, issuer, responsible, speaker,
//   about, due, strictEnd, issued, heldOn … | только это свойство: bearer, issuer, responsible,
//   speaker, about, due, strictEnd, issued, heldOn … | тек осы қасиет: bearer, issuer, responsible,
//   speaker, about, due, strictEnd, issued, heldOn …
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: issued
// column: issued_earliest
// column: issued_latest
// column: counts
// column: inference (thing) — Inference | Вывод | Қорытынды
// column: concerns (thing) — What it concerns | К чему относится | Неге қатысты
// column: property (term) — Property | Свойство | Қасиет
// column: value_inferred (things) — Inferred: what | Вывод: что | Қорытынды: не
// column: day_inferred (date) — Inferred: day | Вывод: день | Қорытынды: күн
// column: number_inferred (number) — Inferred: number | Вывод: число | Қорытынды: сан
// column: text_inferred (text) — Inferred: text | Вывод: текст | Қорытынды: мәтін
// column: value_earliest (date) — Inferred: not before | Вывод: не раньше | Қорытынды: ең ертесі
// column: value_latest (date) — Inferred: not after | Вывод: не позже | Қорытынды: ең кеші
// column: reason (text) — Our reason | Наше обоснование | Біздің негіздеме
// column: premises (things) — From what | Из чего | Неден
// column: what
// column: act
// column: speaker
// column: speaker_post
// column: claim
// column: document
// column: passages
// table: concerns property reason premises claim
// finish: chronological
// order: yes
// reads: everything
// by: document
WITH 'https://w3id.org/mindet#' AS mn
CALL () {
  WITH $document AS asked WHERE asked IS NULL AND $among IS NULL AND $inferences
  MATCH (i:Inference)
  RETURN i
  UNION
  UNWIND coalesce($among, CASE WHEN $document IS NULL THEN [] ELSE [$document] END) AS asked
  MATCH (d:Document {iri: asked})
  CALL (d) {
    RETURN d AS x
    UNION
    MATCH (d)<-[:IN_DOCUMENT]-(x) RETURN x
    UNION
    MATCH (d)<-[:IN_DOCUMENT]-(via1:Claim)
    MATCH (via1)-[:STATES]->(x) RETURN x
    UNION
    MATCH (d)<-[:IN_DOCUMENT]-(via2:Claim)
    MATCH (via2)-[:STATES]->(via3)
    MATCH (via3)-[:DUE|IN_FORCE|PERIOD|QUANTITY]->(x) RETURN x
    UNION
    MATCH (d)<-[:IN_DOCUMENT]-(via4)
    MATCH (via4)<-[:ATTESTED_BY]-(x) RETURN x
    UNION
    MATCH (d)-[:REPORTS_ON]->(x) RETURN x
  }
  MATCH (x)<-[:CONCERNS|PREMISE]-(i:Inference)
  WHERE $inferences
  RETURN i
}
MATCH (i)-[:CONCERNS]->(x)
MATCH (i)-[:PROPERTY]->(p)
WITH mn, i, x, split(replace(p.iri, '/', '#'), '#')[-1] AS property
WHERE $property IS NULL OR property = $property
OPTIONAL CALL (i, x) {
  MATCH (x)-[:IN_DOCUMENT]->(d)
  RETURN d, x AS c
  UNION
  MATCH (x)<-[:STATES]-(c)
  MATCH (c)-[:IN_DOCUMENT]->(d)
  RETURN d, c
  UNION
  MATCH (x)<-[:DUE|IN_FORCE|PERIOD|QUANTITY]-(s)
  MATCH (s)<-[:STATES]-(c)
  MATCH (c)-[:IN_DOCUMENT]->(d)
  RETURN d, c
  UNION
  MATCH (x)-[:ATTESTED_BY]->(c)
  MATCH (c)-[:IN_DOCUMENT]->(d)
  RETURN d, c
  UNION
  CALL (x) {
    MATCH (x:Document) RETURN x AS d
    UNION
    MATCH (x)<-[:REPORTS_ON]-(d) RETURN d
  }
  OPTIONAL MATCH (i)-[:PREMISE]->(c)
  WHERE EXISTS { (c)-[:IN_DOCUMENT]->(d) }
  WITH d, c ORDER BY c.iri
  RETURN d, collect(c)[0] AS c
  UNION
  WITH i, x WHERE x:Thing AND NOT x:Document AND NOT x:Meeting
  MATCH (i)-[:PREMISE]->(c)
  MATCH (c)-[:IN_DOCUMENT]->(d)
  WITH d, c ORDER BY c.iri
  RETURN d, collect(c)[0] AS c
}
WITH mn, i, x, property, d, c
WHERE $document IS NULL OR d.iri = $document
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WITH mn, i, x, property, d, c, min(dating.earliest) AS issued_earliest, max(dating.latest)
  AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
WITH *, CASE WHEN $as_of IS NULL THEN [] ELSE COLLECT {
  MATCH (i)-[:PREMISE*1..]->(premise)
  CALL (premise) {
    MATCH (premise)-[:IN_DOCUMENT]->(of) RETURN of
    UNION
    MATCH (premise:Document) RETURN premise AS of
  }
  OPTIONAL MATCH (of)<-[:CONCERNS]-(dating:Inference)
  WHERE EXISTS { (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'}) }
  WITH premise, of, min(dating.earliest) AS day, max(dating.latest) AS last
  WITH premise, min(coalesce(of.issued, day, date('0001-01-01'))) AS day,
    min(coalesce(of.issued, last, date('9999-12-31'))) AS last
  RETURN {day: day, last: last}
} END AS grounds
WHERE all(g IN grounds WHERE g.day <= $as_of)
OPTIONAL CALL (mn, c) {
  WITH mn, c WHERE c IS NOT NULL
  OPTIONAL MATCH (c)-[:STATES]->(s)
  RETURN s['gist_' + $lang] AS what, c.act AS act,
    CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(y) | y.iri][0] END
      AS speaker,
    [(c)-[:SPEAKER_POST]->(y) | y.iri] +
      CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
    [(c)-[:PASSAGE]->(y) | y.start + '-' + y.end] AS passages
}
RETURN DISTINCT
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  CASE WHEN $as_of IS NULL OR latest <= $as_of AND all(g IN grounds WHERE g.last <= $as_of)
    THEN 'certain' ELSE 'possible' END AS counts,
  i.iri AS inference, x.iri AS concerns, property AS property,
  [(i)-[:VALUE]->(v) | v.iri] AS value_inferred, i.literal_date AS day_inferred,
  coalesce(i.literal_decimal_lexical, toString(i.literal_integer)) AS number_inferred,
  coalesce(i.literal, toString(i.literal_boolean)) AS text_inferred,
  i.earliest AS value_earliest, i.latest AS value_latest,
  i['reason_' + $lang] AS reason, [(i)-[:PREMISE]->(y) | y.iri] AS premises,
  what AS what, act AS act, speaker AS speaker, speaker_post AS speaker_post,
  c.iri AS claim, d.iri AS document, passages AS passages
