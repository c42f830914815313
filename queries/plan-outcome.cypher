// title-en: Plans and what came of them
// title-ru: Планы и что из них вышло
// title-kk: Жоспарлар және олардан не шықты
// description-en: Each target with the later evidence for it: results that our links say fulfil
//   or follow it, that are counted by the same indicator, or that are about the same undertaking or
//   task. Comparable is a result with a figure of the same indicator and unit, of the same place
//   (or both of none named) and of the same kind of time, by the rule of 'Which figures may be
//   compared', and one that our link says fulfils the target or may be compared; the rest is
//   related, not comparable, and all that stands against it is listed, also where our link says
//   comparable in spite of it. A target without later evidence has an empty row: nothing was found,
//   which is not failure. Without inferences our links count for nothing. A bearer, issuer or
//   speaker that the text does not name is shown as not stated; what we conclude stands in columns
//   of its own. As of a day, a document counts by its stated date or by our span for it; one that
//   may be later, or that has no date once inferences are left out, counts as 'perhaps'.
// description-ru: Каждая цель и более поздние свидетельства о ней: результаты, которые по нашим
//   связям её исполняют или продолжают, считаются тем же показателем или относятся к тому же
//   начинанию или задаче. Сравним результат с числом того же показателя и в тех же единицах, для
//   того же места (или в обоих случаях без места) и с временем того же рода, по правилу вопроса
//   «Какие числа можно сравнивать», а также тот, который по нашей связи исполняет цель или признан
//   сравнимым; прочее связано, но несравнимо, и всё, что мешает сравнению, перечислено – и там, где
//   наша связь всё же признаёт его сравнимым. У цели без свидетельств пустая строка: ничего не
//   найдено, а не провалено. Без выводов наши связи не считаются. Если текст не называет, кто
//   обязан, кто поручил или кто сказал, так и показано; наши выводы стоят в отдельных столбцах. На
//   дату документ считается по названной дате или по нашему промежутку; если он может быть и позже
//   или без выводов остаётся без даты, он помечен «возможно».
// description-kk: Әр мақсат және кейінгі дәлелдері: біздің байланыс бойынша оны орындайтын не
//   жалғастыратын, сол көрсеткішпен саналатын немесе сол бастамаға не міндетке қатысты нәтижелер.
//   «Қай сандарды салыстыруға болады» сұрағының ережесімен көрсеткіші мен бірлігі бір, орны бірдей
//   (не екеуінде де орын аталмаған), уақытының түрі бірдей саны бар нәтиже және біздің байланыс
//   мақсатты орындайды не салыстыруға болады деген нәтиже салыстырылады; қалғаны қатысты, бірақ
//   салыстырылмайды, салыстыруға кедергінің бәрі тізілген, біздің байланыс сонда да салыстыруға
//   болады десе де тізіледі. Дәлелі жоқ мақсаттың жолы бос: ештеңе табылмады деген сөз, сәтсіздік
//   емес. Қорытындысыз біздің байланыстар есептелмейді. Мәтін кімге жүктелгенін, кім бергенін не
//   кім айтқанын атамаса, солай көрсетіледі; біздің қорытындыларымыз бөлек бағандарда тұрады.
//   Белгілі күнге құжат айтылған күнімен не біздің аралықпен есептеледі; кейінірек болуы мүмкін
//   немесе қорытындысыз күні қалмаған құжат «мүмкін» деп белгіленеді.
// parameter: undertaking (iri of Undertaking or Task = null) — only targets about this undertaking or task | только цели
//   этого начинания или задачи | тек осы бастама не міндеттің мақсаттары
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: issued
// column: issued_earliest
// column: issued_latest
// column: counts
// column: what
// column: quantity
// column: indicator
// column: responsible
// column: due
// column: strict_end
// column: lenient_end
// column: claim
// column: document
// column: passages
// column: relation (term) — How related | Как связано | Қалай байланысты
// column: comparison (term) — Comparison | Сравнение | Салыстыру
// column: against (terms) — What stands against it | Что мешает сравнению | Салыстыруға не кедергі
// column: why (text) — Our reason | Наше обоснование | Біздің негіздеме
// column: what_2 (text) — What came | Что вышло | Не шықты
// column: quantity_2 (thing) — Quantity reported | Величина в отчёте | Айтылған мөлшер
// column: indicator_2 (things) — Counted there | Что там считают | Онда не саналады
// column: stage_2 (term) — Stage | Стадия | Кезеңі
// column: issued_2 (date) — Later document's date | Дата позднего документа | Кейінгі құжаттың күні
// column: issued_earliest_2 (date) — Inferred: later, not before | Вывод: поздний, не раньше |
//   Қорытынды: кейінгі, ең ертесі
// column: issued_latest_2 (date) — Inferred: later, not after | Вывод: поздний, не позже |
//   Қорытынды: кейінгі, ең кеші
// column: claim_2 (claim) — Later claim | Позднее утверждение | Кейінгі мәлімдеме
// column: document_2 (document) — Later document | Поздний документ | Кейінгі құжат
// column: passages_2 (passages) — Passage in the later one | Место в позднем | Кейінгі мәтіндегі
//   орны
// table: what quantity due claim relation comparison against what_2 quantity_2 claim_2
// finish: chronological
// order: yes
// reads: everything
// by: document
WITH 'https://w3id.org/mindet#' AS mn
CALL () {
  WITH $undertaking AS asked WHERE asked IS NOT NULL
  MATCH (:Resource {iri: asked})<-[:ABOUT|TASK]-(s:Target) RETURN DISTINCT s
  UNION
  WITH $undertaking AS asked WHERE asked IS NULL AND $among IS NULL
  MATCH (s:Target) RETURN s
  UNION
  WITH $undertaking AS asked WHERE asked IS NULL
  UNWIND coalesce($among, []) AS one
  MATCH (:Resource {iri: one})<-[:IN_DOCUMENT]-(told:Claim)
  MATCH (told)-[:STATES]->(s:Target) RETURN s
}
MATCH (s)<-[:STATES]-(c:Claim)-[:IN_DOCUMENT]->(d:Document)
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, c, s, d, min(dating.earliest) AS issued_earliest, max(dating.latest) AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
OPTIONAL MATCH (s)-[:DUE]->(t)
OPTIONAL MATCH (s)-[:QUANTITY]->(q)
OPTIONAL CALL (s, mn, earliest, latest) {
  CALL (s) {
    MATCH (s)<-[:TARGET]-(l:Link)
    MATCH (l)-[:SOURCE]->(r:Result)
    WHERE $inferences AND l.kind IN ['fulfils', 'follows']
    RETURN r
    UNION
    MATCH (s)-[:INDICATOR|ABOUT|TASK]->()<-[:INDICATOR|ABOUT|TASK]-(r:Result)
    RETURN r
  }
  MATCH (r)<-[:STATES]-(c2:Claim)
  MATCH (c2)-[:IN_DOCUMENT]->(d2:Document)
  OPTIONAL MATCH (r)<-[side:SOURCE|TARGET]-(link:Link)-[:SOURCE|TARGET]->(s)
  WHERE $inferences AND (link.kind IN ['comparable', 'notComparable']
    OR link.kind IN ['fulfils', 'follows'] AND type(side) = 'SOURCE')
  OPTIONAL MATCH (d2)<-[:CONCERNS]-(dating2:Inference)
  WHERE $inferences AND EXISTS { (dating2)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'}) }
  WITH mn, s, earliest, latest, r, link, c2, d2, min(dating2.earliest) AS issued_earliest_2,
    max(dating2.latest) AS issued_latest_2
  WITH *, coalesce(d2.issued, issued_earliest_2) AS earliest_2, coalesce(d2.issued, issued_latest_2)
    AS latest_2
  WHERE $as_of IS NULL OR earliest_2 IS NULL OR earliest_2 <= $as_of
  WITH *, CASE WHEN link.kind IN ['fulfils', 'follows'] THEN link.kind
      WHEN EXISTS { (s)-[:INDICATOR]->()<-[:INDICATOR]-(r) } THEN 'sameIndicator'
        ELSE 'sameUndertaking' END AS relation
  WHERE link.kind IN ['fulfils', 'follows'] OR earliest_2 > latest
  OPTIONAL MATCH (r)-[:QUANTITY]->(q2)
  OPTIONAL MATCH (s)-[:QUANTITY]->(q1)
  OPTIONAL MATCH (s)-[:DUE|PERIOD]->(t1)
  OPTIONAL MATCH (r)-[:DUE|PERIOD]->(t2)
  WITH *, COLLECT {
      MATCH (s)-[:DUE|PERIOD]->(via1)
      MATCH (via1)<-[:CONCERNS]-(i:Inference)
      MATCH (i)-[:PROPERTY]->(p)
      WHERE $inferences
      RETURN {of: split(p.iri, '#')[-1], is: i.literal_date} ORDER BY i.literal_date
    } AS concluded, COLLECT {
      MATCH (r)-[:DUE|PERIOD]->(via2)
      MATCH (via2)<-[:CONCERNS]-(i:Inference)
      MATCH (i)-[:PROPERTY]->(p)
      WHERE $inferences
      RETURN {of: split(p.iri, '#')[-1], is: i.literal_date} ORDER BY i.literal_date
    } AS concluded_2
  WITH *, coalesce(t1.from, [i IN concluded WHERE i.of = 'from' | i.is][0]) AS begin,
    coalesce(t2.from, [i IN concluded_2 WHERE i.of = 'from' | i.is][0]) AS begin_2,
    coalesce(t1.strictEnd, [i IN concluded WHERE i.of = 'strictEnd' | i.is][0], t1.lenientEnd) AS last,
    coalesce(t2.strictEnd, [i IN concluded_2 WHERE i.of = 'strictEnd' | i.is][0], t2.lenientEnd)
      AS last_2
  WITH *, (last.year - begin.year) * 12 + last.month - begin.month AS span,
    (last_2.year - begin_2.year) * 12 + last_2.month - begin_2.month AS span_2,
    [(s)-[:INDICATOR]->(x) | x.iri] AS indicators, [(r)-[:INDICATOR]->(x) | x.iri] AS indicators_2,
    [(s)-[:PLACE]->(x) | x.iri] AS places, [(r)-[:PLACE]->(x) | x.iri] AS places_2,
    CASE WHEN q1.unit IS NULL THEN [(s)-[:INDICATOR]->(x) WHERE x.unit IS NOT NULL | x.unit]
      ELSE [q1.unit] END AS units,
    CASE WHEN q2.unit IS NULL THEN [(r)-[:INDICATOR]->(x) WHERE x.unit IS NOT NULL | x.unit]
      ELSE [q2.unit] END AS units_2,
    coalesce(q1.additional, false) <> coalesce(q2.additional, false) AS added,
    q1.lower IS NULL AND q1.upper IS NULL OR q2.lower IS NULL AND q2.upper IS NULL AS numberless
  WITH *, size(units) > 0 AND size(units_2) > 0 AND none(u IN units WHERE u IN units_2) AS unlike,
    ('percent' IN units) <> ('percent' IN units_2) AS mixed
  WITH *, [x IN [
      CASE WHEN size(indicators) = 0 OR size(indicators_2) = 0 THEN 'noIndicator'
        WHEN none(i IN indicators WHERE i IN indicators_2) THEN 'otherIndicator' END,
      CASE WHEN unlike AND mixed THEN 'shareAgainstCount' WHEN unlike THEN 'otherUnit' END,
      CASE WHEN (size(places) = 0) <> (size(places_2) = 0) THEN 'placeInOneOnly'
        WHEN size(places) > 0 AND none(p IN places WHERE p IN places_2) THEN 'otherPlace' END,
      CASE WHEN span IS NULL AND span_2 IS NULL OR span = span_2 THEN null
        WHEN last IS NULL OR last_2 IS NULL THEN 'timeInOneOnly' ELSE 'otherTime' END,
      CASE WHEN added THEN 'additionAgainstTotal' END,
      CASE WHEN numberless THEN 'noNumber' END,
      CASE WHEN link.kind = 'notComparable' THEN 'byOurLink' END] WHERE x IS NOT NULL] AS against
  RETURN relation, CASE WHEN link.kind IN ['fulfils', 'comparable'] OR size(against) = 0
      THEN 'comparable' ELSE 'notComparable' END AS comparison, against AS against,
    link['reason_' + $lang] AS why, r['gist_' + $lang] AS what_2, q2.iri AS quantity_2,
      [(r)-[:INDICATOR]->(x) | x.iri] AS indicator_2,
    r.stage AS stage_2, d2.issued AS issued_2, issued_earliest_2 AS issued_earliest_2,
      issued_latest_2 AS issued_latest_2,
    c2.iri AS claim_2, d2.iri AS document_2, [(c2)-[:PASSAGE]->(x) | x.start + '-' + x.end]
      AS passages_2
}
RETURN DISTINCT
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  CASE WHEN $as_of IS NULL OR latest <= $as_of THEN 'certain' ELSE 'possible' END AS counts,
  s['gist_' + $lang] AS what, q.iri AS quantity,
  [(s)-[:INDICATOR]->(x) | x.iri] +
    CASE WHEN s.indicator_unstated THEN [mn + 'unstated'] ELSE [] END AS indicator,
  [(s)-[:RESPONSIBLE]->(x) | x.iri] +
    CASE WHEN s.responsible_unstated THEN [mn + 'unstated'] ELSE [] END AS responsible,
  CASE WHEN s.due_unstated THEN mn + 'unstated' ELSE t.iri END AS due, t.strictEnd AS strict_end,
    t.lenientEnd AS lenient_end,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages,
  relation AS relation, comparison AS comparison, against AS against, why AS why, what_2 AS what_2, quantity_2
    AS quantity_2,
  indicator_2 AS indicator_2, stage_2 AS stage_2,
  issued_2 AS issued_2, issued_earliest_2 AS issued_earliest_2, issued_latest_2 AS issued_latest_2,
  claim_2 AS claim_2, document_2 AS document_2, passages_2 AS passages_2
