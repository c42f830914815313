// title-en: Documents and their dates
// title-ru: Документы и их даты
// title-kk: Құжаттар және олардың күндері
// description-en: Every document with the day that it states or, where it states none, our span
//   for it, with the reason and what the reason rests on; a document with two reasons has two
//   rows. Also its language, publisher, what it reports on, and how many claims it holds. The
//   rows are documents, so the column of claims repeats the document; the passages are those of
//   the claims from which we conclude the date, and a stated date has none. Without inferences
//   an undated document has the date 'not stated'. A publisher that the text does not name is
//   shown as not stated. As of a day, a document counts by its stated date or by our span for
//   it; one that may be later, or that has no date once inferences are left out, counts as
//   'perhaps'.
// description-ru: Каждый документ с днём, который в нём назван, а если не назван, с нашим
//   промежутком, его обоснованием и тем, на чём оно стоит; у документа с двумя обоснованиями две
//   строки. Здесь же язык, издатель, то, о чём документ сообщает, и число утверждений в нём.
//   Строки — это документы, поэтому в столбце утверждений повторён сам документ; места в тексте
//   — от тех утверждений, из которых выведена дата, а у названной даты их нет. Без выводов у
//   недатированного документа дата «не указано». Если издатель не назван, так и показано. На
//   дату документ считается по названной дате или по нашему промежутку; если он может быть и
//   позже или без выводов остаётся без даты, он помечен «возможно».
// description-kk: Әр құжат: айтылған күнімен, ал күні айтылмаса, біздің аралықпен, оның
//   негіздемесімен және негіздеме сүйенген деректермен; екі негіздемесі бар құжаттың жолы екеу.
//   Тілі, жариялаушысы, не туралы хабарлайтыны және неше мәлімдемесі бары да көрсетіледі. Жолдар
//   — құжаттар, сондықтан мәлімдеме бағанында құжаттың өзі тұрады; мәтіндегі орындар — күн
//   шығарылған мәлімдемелердікі, айтылған күнде ондай орын жоқ. Қорытындысыз күні айтылмаған
//   құжат «айтылмаған» деп тұрады. Жариялаушысы аталмаса, солай көрсетіледі. Белгілі күнге құжат
//   айтылған күнімен не біздің аралықпен есептеледі; кейінірек болуы мүмкін немесе қорытындысыз
//   күні қалмаған құжат «мүмкін» деп белгіленеді.
// parameter: document (iri of Document = null) — only this document | только этот документ | тек
//   осы құжат
// parameter: publisher (iri of Organization = null) — only documents of this publisher;
//   mn:unstated for none named | только документы этого издателя; mn:unstated, если не назван |
//   тек осы жариялаушының құжаттары; аталмаса mn:unstated
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: issued
// column: issued_earliest
// column: issued_latest
// column: counts
// column: basis (term) — Date is | Дата | Күні
// column: document
// column: language (term) — Language | Язык | Тілі
// column: publisher (thing) — Publisher | Издатель | Жариялаушы
// column: reports_on (things) — Reports on | О чём сообщает | Не туралы хабарлайды
// column: reports_on_inferred (things) — Inferred: reports on | Вывод: о чём сообщает |
//   Қорытынды: не туралы хабарлайды
// column: claims (number) — Claims | Утверждений | Мәлімдеме саны
// column: why (text) — Our reason | Наше обоснование | Біздің негіздеме
// column: premises (things) — Rests on | На чём стоит | Неге сүйенеді
// column: claim
// column: passages
// table: document issued basis language publisher reports_on claims why
// finish: chronological
// order: yes
// reads: everything
WITH 'https://w3id.org/mindet#' AS mn
CALL (mn) {
  WITH mn WHERE $document IS NOT NULL
  MATCH (d:Document {iri: $document}) RETURN d
  UNION
  WITH mn WHERE $document IS NULL AND $publisher IS NOT NULL
  MATCH (:Resource {iri: $publisher})<-[:PUBLISHER]-(d:Document) RETURN d
  UNION
  WITH mn WHERE $document IS NULL AND ($publisher IS NULL OR $publisher = mn + 'unstated')
  MATCH (d:Document) WHERE $publisher IS NULL OR d.publisher_unstated RETURN d
}
WITH mn, d
WHERE $document IS NULL OR $publisher IS NULL
  OR EXISTS { MATCH (d)-[:PUBLISHER]->(p) WHERE p.iri = $publisher }
  OR ($publisher = mn + 'unstated' AND d.publisher_unstated)
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, d, collect(dating) AS datings, min(dating.earliest) AS issued_earliest,
  max(dating.latest) AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
UNWIND CASE WHEN size(datings) = 0 THEN [null] ELSE datings END AS dating
RETURN DISTINCT
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  CASE WHEN $as_of IS NULL OR latest <= $as_of THEN 'certain' ELSE 'possible' END AS counts,
  CASE WHEN d.issued IS NOT NULL THEN 'stated' WHEN dating IS NOT NULL THEN 'inferred'
    ELSE 'unstated' END AS basis,
  d.iri AS document, d.language AS language,
  CASE WHEN d.publisher_unstated THEN mn + 'unstated' ELSE [(d)-[:PUBLISHER]->(x) | x.iri][0] END
    AS publisher,
  [(d)-[:REPORTS_ON]->(x) | x.iri] AS reports_on,
  COLLECT {
    MATCH (d)<-[:CONCERNS]-(i:Inference)
    MATCH (i)-[:PROPERTY]->({iri: mn + 'reportsOn'})
    MATCH (i)-[:VALUE]->(x)
    WHERE $inferences
    RETURN x.iri
  } AS reports_on_inferred,
  COUNT { MATCH (d)<-[:IN_DOCUMENT]-(:Claim) } AS claims,
  dating['reason_' + $lang] AS why,
  COLLECT { MATCH (dating)-[:PREMISE]->(x) RETURN x.iri } AS premises,
  d.iri AS claim,
  COLLECT {
    MATCH (dating)-[:PREMISE]->(x:Claim)
    MATCH (x)-[:IN_DOCUMENT]->(d)
    MATCH (x)-[:PASSAGE]->(at)
    RETURN at.start + '-' + at.end
  } AS passages
