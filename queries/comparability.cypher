// title-en: Which figures may be compared
// title-ru: Какие числа можно сравнивать
// title-kk: Қай сандарды салыстыруға болады
// description-en: Pairs of figures, and whether they may be set side by side. A pair is two
//   statements with quantities that share an indicator, an undertaking or a task, or that a link of
//   ours ties together (themselves or their indicators); other pairs are not asked about, so the
//   answer stays bounded. With an indicator or an undertaking, at least one of the two is a figure
//   of it; with a document, the first is a figure from it. Comparable are figures of one indicator
//   and unit, of the same place (or both of none named), and of the same kind of time: levels at a
//   day or at present go together, sums over a stretch of time only with a stretch as long. All
//   that stands against it is listed: it is also listed where a link of ours says comparable in
//   spite of it. Which figure is greater is told only where the bounds allow no other order: 'up to
//   400,000' and 400,000 may stand side by side, but neither is the greater. An approximate figure
//   gives no order. A row that rests on a link or a day of ours is marked as inferred; without
//   inferences our links count for nothing. A speaker that the text does not name is shown as not
//   stated; what we conclude stands in columns of its own. As of a day, both documents must be
//   known; one that may be later, or that has no date once inferences are left out, counts as
//   'perhaps'.
// description-ru: Пары чисел и ответ, можно ли ставить их рядом. Пара – это два утверждения с
//   величинами, у которых общий показатель, начинание или задача либо которые соединены нашей
//   связью (сами или через показатели); прочие пары не рассматриваются, иначе ответ был бы
//   необозрим. Если задан показатель или начинание, хотя бы одно из двух чисел относится к нему;
//   если задан документ, из него взято первое. Сравнимы числа одного показателя и в одних единицах,
//   для того же места (или в обоих случаях без места) и с временем одного рода: уровни на день или
//   на сегодня сравнимы между собой, суммы за отрезок времени – только с отрезком такой же длины.
//   Всё, что мешает сравнению, перечислено – и там, где наша связь всё же признаёт числа
//   сравнимыми. Какое больше, сказано лишь тогда, когда границы не допускают иного порядка: «до 400
//   тысяч» и 400 тысяч можно поставить рядом, но ни одно не больше другого. Приблизительное число
//   порядка не даёт. Строка, которая держится на нашей связи или выведенном дне, так и помечена;
//   без выводов наши связи не считаются. Если текст не называет, кто сказал, так и показано; наши
//   выводы стоят в отдельных столбцах. На дату должны быть известны оба документа; если один может
//   быть и позже или без выводов остаётся без даты, он помечен «возможно».
// description-kk: Сандардың жұптары және оларды қатар қоюға бола ма. Жұп – көрсеткіші, бастамасы не
//   міндеті ортақ немесе біздің байланыс (өздерін не көрсеткіштерін) қосатын, мөлшері бар екі
//   тұжырым; басқа жұптар қаралмайды, әйтпесе жауап шексіз өсер еді. Көрсеткіш не бастама берілсе,
//   екі санның кемінде бірі соған қатысты; құжат берілсе, бірінші сан содан алынған. Көрсеткіші мен
//   бірлігі бір, орны бірдей (не екеуінде де орын аталмаған), уақытының түрі бірдей сандар
//   салыстырылады: бір күнгі не қазіргі деңгейлер өзара, уақыт аралығындағы жиынтық сандар тек
//   ұзақтығы сондай аралықпен. Салыстыруға кедергінің бәрі тізілген, біздің байланыс сонда да
//   салыстыруға болады десе де тізіледі. Қайсысы үлкен екені шектері басқа ретке жол бермегенде
//   ғана айтылады: «400 мыңға дейін» мен 400 мыңды қатар қоюға болады, бірақ ешқайсысы үлкен емес.
//   Шамамен айтылған сан рет бермейді. Біздің байланысқа не қорытылған күнге сүйенген жол солай
//   белгіленген; қорытындысыз біздің байланыстар есептелмейді. Мәтін кім айтқанын атамаса, солай
//   көрсетіледі; біздің қорытындыларымыз бөлек бағандарда тұрады. Белгілі күнге екі құжат та
//   белгілі болуы тиіс; кейінірек болуы мүмкін немесе қорытындысыз күні қалмаған құжат «мүмкін» деп
//   белгіленеді.
// parameter: indicator (iri of Indicator = null) — only pairs with a figure of this indicator |
//   только пары с числом этого показателя | тек осы көрсеткіштің саны бар жұптар
// parameter: undertaking (iri of Undertaking or Task = null) — only pairs with a figure of this
//   undertaking or task | только пары с числом этого начинания или задачи | тек осы бастама не
//   міндеттің саны бар жұптар
// parameter: document (iri of Document = null) — only pairs whose first figure is from this document
//   | только пары, в которых первое число из этого документа | тек бірінші саны осы құжаттан
//   алынған жұптар
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: comparison (term) — Comparison | Сравнение | Салыстыру
// column: against (terms) — What stands against it | Что мешает сравнению | Салыстыруға не кедергі
// column: why (text) — Our reason | Наше обоснование | Біздің негіздеме
// column: second_is (term) — The second is | Второе число | Екінші сан
// column: basis (term) — Ground | Основание | Негізі
// column: relation (terms) — How related | Как связано | Қалай байланысты
// column: issued
// column: issued_earliest
// column: issued_latest
// column: what
// column: kind
// column: quantity
// column: indicator
// column: place (things) — Where | Где | Қайда
// column: due
// column: act
// column: speaker
// column: speaker_inferred
// column: speaker_post
// column: claim
// column: document
// column: passages
// column: issued_2 (date) — Second document's date | Дата второго документа | Екінші құжаттың күні
// column: issued_earliest_2 (date) — Inferred: second, not before | Вывод: второй, не раньше |
//   Қорытынды: екінші, ең ертесі
// column: issued_latest_2 (date) — Inferred: second, not after | Вывод: второй, не позже |
//   Қорытынды: екінші, ең кеші
// column: what_2 (text) — What, second | Что, второе | Не, екінші
// column: kind_2 (terms) — Kind, second | Вид второго | Екіншінің түрі
// column: quantity_2 (thing) — Second quantity | Вторая величина | Екінші мөлшер
// column: indicator_2 (things) — Counted in the second | Что считают во втором | Екіншіде не
//   саналады
// column: place_2 (things) — Where, second | Где, второе | Қайда, екінші
// column: due_2 (thing) — When, second | Когда, второе | Қашан, екінші
// column: act_2 (term) — Speech act, second | Речевой акт, второе | Сөз актісі, екінші
// column: speaker_2 (thing) — Who said the second | Кто сказал второе | Екіншіні кім айтты
// column: speaker_inferred_2 (things) — Inferred: who said the second | Вывод: кто сказал второе |
//   Қорытынды: екіншіні кім айтты
// column: claim_2 (claim) — Second claim | Второе утверждение | Екінші мәлімдеме
// column: document_2 (document) — Second document | Второй документ | Екінші құжат
// column: passages_2 (passages) — Passage in the second | Место во втором | Екінші мәтіндегі орны
// column: counts
// table: comparison against second_is quantity quantity_2 indicator indicator_2 claim claim_2
// finish: chronological
// order: yes
// reads: everything
// by: document
WITH 'https://w3id.org/mindet#' AS mn
WITH mn, coalesce($indicator, $undertaking) AS anchor
CALL (anchor) {
  WITH anchor WHERE anchor IS NULL AND $document IS NULL
  MATCH (f:Statement)-[:QUANTITY]->(:Quantity)
  RETURN f
  UNION
  WITH anchor WHERE anchor IS NULL AND $document IS NOT NULL
  MATCH (:Resource {iri: $document})<-[:IN_DOCUMENT]-(c:Claim)
  MATCH (c)-[:STATES]->(f:Statement)
  MATCH (f)-[:QUANTITY]->(:Quantity)
  RETURN f
  UNION
  WITH anchor WHERE anchor IS NOT NULL
  MATCH (:Resource {iri: anchor})<-[:INDICATOR|ABOUT|TASK]-(f:Statement)
  WHERE EXISTS { MATCH (f)-[:QUANTITY]->() }
    AND ($indicator IS NULL OR EXISTS { MATCH (f)-[:INDICATOR]->(x) WHERE x.iri = $indicator })
    AND ($undertaking IS NULL
      OR EXISTS { MATCH (f)-[:ABOUT|TASK]->(x) WHERE x.iri = $undertaking })
  RETURN f
}
CALL (f) {
  MATCH (f)-[:INDICATOR|ABOUT|TASK]->(tie)<-[:INDICATOR|ABOUT|TASK]-(g:Statement)
  RETURN g
  UNION
  MATCH (f)<-[:SOURCE|TARGET]-(:Link)-[:SOURCE|TARGET]->(g:Statement)
  WHERE $inferences
  RETURN g
  UNION
  MATCH (f)-[:INDICATOR]->()<-[:SOURCE|TARGET]-(:Link)-[:SOURCE|TARGET]->()<-[:INDICATOR]-
    (g:Statement)
  WHERE $inferences
  RETURN g
}
WITH mn, anchor, f, g
WHERE f <> g AND ($document IS NULL OR anchor IS NOT NULL OR f.iri < g.iri)
MATCH (g)-[:QUANTITY]->(:Quantity)
WITH DISTINCT mn, CASE WHEN f.iri < g.iri THEN f ELSE g END AS s,
  CASE WHEN f.iri < g.iri THEN g ELSE f END AS s2
// What a figure's row shows is read once for the figure, not again in each pair.
WITH mn, s2, collect(s) AS firsts
MATCH (s2)<-[:STATES]-(c:Claim)-[:IN_DOCUMENT]->(d:Document)
MATCH (s2)-[:QUANTITY]->(q:Quantity)
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, firsts, s2, c, d, q, min(dating.earliest) AS issued_earliest,
  max(dating.latest) AS issued_latest
WHERE $as_of IS NULL OR coalesce(d.issued, issued_earliest) IS NULL
  OR coalesce(d.issued, issued_earliest) <= $as_of
OPTIONAL MATCH (s2)-[:DUE|PERIOD]->(t)
WITH mn, firsts, s2, c, d, q, t, issued_earliest, issued_latest, COLLECT {
    UNWIND [c, t] AS about
    MATCH (about)<-[:CONCERNS]-(i:Inference)
    MATCH (i)-[:PROPERTY]->(p)
    WHERE $inferences
    OPTIONAL MATCH (i)-[:VALUE]->(v)
    RETURN {of: split(p.iri, '#')[-1], is: coalesce(v.iri, i.literal_date)} ORDER BY i.literal_date
  } AS concluded,
  [(s2)-[:INDICATOR]->(x) | {iri: x.iri, unit: x.unit}] AS measures
WITH mn, firsts, {s: s2.iri, issued: d.issued, issued_earliest: issued_earliest,
  issued_latest: issued_latest, latest: coalesce(d.issued, issued_latest),
  begin: coalesce(t.from, [i IN concluded WHERE i.of = 'from' | i.is][0]),
  last: coalesce(t.strictEnd, [i IN concluded WHERE i.of = 'strictEnd' | i.is][0], t.lenientEnd),
  reckoned: [i IN concluded WHERE i.of IN ['from', 'strictEnd'] AND i.is IS NOT NULL | i.of],
  speakers: [i IN concluded WHERE i.of = 'speaker' | i.is],
  indicators: [m IN measures | m.iri], subjects: [(s2)-[:ABOUT|TASK]->(x) | x.iri],
  places: [(s2)-[:PLACE]->(x) | x.iri],
  units: CASE WHEN q.unit IS NULL THEN [m IN measures WHERE m.unit IS NOT NULL | m.unit]
    ELSE [q.unit] END,
  quantity: q.iri, lower: q.lower, upper: q.upper,
  lower_in: coalesce(q.lowerInclusive, true), upper_in: coalesce(q.upperInclusive, true),
  additional: coalesce(q.additional, false), rough: coalesce(q.approximate, false),
  numberless: q.lower IS NULL AND q.upper IS NULL, what: s2['gist_' + $lang], kind: s2.types,
  due: CASE WHEN s2.due_unstated OR s2.period_unstated THEN mn + 'unstated' ELSE t.iri END,
  act: c.act, speaker: CASE WHEN c.speaker_unstated THEN mn + 'unstated'
    ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END,
  claim: c.iri, document: d.iri, passages: [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end]} AS b
UNWIND firsts AS s
WITH mn, s, collect(b) AS seconds
MATCH (s)<-[:STATES]-(c:Claim)-[:IN_DOCUMENT]->(d:Document)
WHERE $document IS NULL OR d.iri = $document
MATCH (s)-[:QUANTITY]->(q:Quantity)
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, seconds, s, c, d, q, min(dating.earliest) AS issued_earliest,
  max(dating.latest) AS issued_latest
WHERE $as_of IS NULL OR coalesce(d.issued, issued_earliest) IS NULL
  OR coalesce(d.issued, issued_earliest) <= $as_of
OPTIONAL MATCH (s)-[:DUE|PERIOD]->(t)
WITH mn, seconds, s, c, d, q, t, issued_earliest, issued_latest, COLLECT {
    UNWIND [c, t] AS about
    MATCH (about)<-[:CONCERNS]-(i:Inference)
    MATCH (i)-[:PROPERTY]->(p)
    WHERE $inferences
    OPTIONAL MATCH (i)-[:VALUE]->(v)
    RETURN {of: split(p.iri, '#')[-1], is: coalesce(v.iri, i.literal_date)} ORDER BY i.literal_date
  } AS concluded,
  [(s)-[:INDICATOR]->(x) | {iri: x.iri, unit: x.unit}] AS measures
WITH seconds, {issued: d.issued, issued_earliest: issued_earliest,
  issued_latest: issued_latest, latest: coalesce(d.issued, issued_latest),
  begin: coalesce(t.from, [i IN concluded WHERE i.of = 'from' | i.is][0]),
  last: coalesce(t.strictEnd, [i IN concluded WHERE i.of = 'strictEnd' | i.is][0], t.lenientEnd),
  reckoned: [i IN concluded WHERE i.of IN ['from', 'strictEnd'] AND i.is IS NOT NULL | i.of],
  speakers: [i IN concluded WHERE i.of = 'speaker' | i.is],
  indicators: [m IN measures | m.iri], subjects: [(s)-[:ABOUT|TASK]->(x) | x.iri],
  places: [(s)-[:PLACE]->(x) | x.iri],
  units: CASE WHEN q.unit IS NULL THEN [m IN measures WHERE m.unit IS NOT NULL | m.unit]
    ELSE [q.unit] END,
  quantity: q.iri, lower: q.lower, upper: q.upper,
  lower_in: coalesce(q.lowerInclusive, true), upper_in: coalesce(q.upperInclusive, true),
  additional: coalesce(q.additional, false), rough: coalesce(q.approximate, false),
  numberless: q.lower IS NULL AND q.upper IS NULL, what: s['gist_' + $lang], kind: s.types,
  due: CASE WHEN s.due_unstated OR s.period_unstated THEN mn + 'unstated' ELSE t.iri END,
  act: c.act, speaker: CASE WHEN c.speaker_unstated THEN mn + 'unstated'
    ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END,
  posts: [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END,
  claim: c.iri, document: d.iri, passages: [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end],
  links: [(s)<-[:SOURCE|TARGET]-(x:Link)-[:SOURCE|TARGET]->(other) WHERE $inferences |
    {to: other.iri, kind: x.kind, why: x['reason_' + $lang]}],
  judging: [(s)-[:INDICATOR]->()<-[:SOURCE|TARGET]-(x:Link)-[:SOURCE|TARGET]->(other)
    WHERE $inferences AND x.kind IN ['comparable', 'notComparable'] |
    {to: other.iri, kind: x.kind, why: x['reason_' + $lang]}]} AS a
UNWIND seconds AS b
WITH a, b, [x IN a.links WHERE x.to = b.s] AS between
WITH a, b, between, [x IN between WHERE x.kind IN ['comparable', 'notComparable']] +
  [x IN a.judging WHERE x.to IN b.indicators] AS judged
UNWIND CASE WHEN size(judged) = 0 THEN [null] ELSE judged END AS l
WITH a, b, between, l,
  (a.last.year - a.begin.year) * 12 + a.last.month - a.begin.month AS span,
  (b.last.year - b.begin.year) * 12 + b.last.month - b.begin.month AS span_2,
  any(i IN a.indicators WHERE i IN b.indicators) AS counted,
  a.additional <> b.additional AS added, a.numberless OR b.numberless AS numberless,
  size(a.units) > 0 AND size(b.units) > 0 AND none(u IN a.units WHERE u IN b.units) AS unlike
WITH a, b, between, l, counted, added, numberless, unlike, [x IN [
    CASE WHEN size(a.indicators) = 0 OR size(b.indicators) = 0 THEN 'noIndicator'
      WHEN NOT counted THEN 'otherIndicator' END,
    CASE WHEN unlike AND ('percent' IN a.units) <> ('percent' IN b.units) THEN 'shareAgainstCount'
      WHEN unlike THEN 'otherUnit' END,
    CASE WHEN (size(a.places) = 0) <> (size(b.places) = 0) THEN 'placeInOneOnly'
      WHEN size(a.places) > 0 AND none(p IN a.places WHERE p IN b.places) THEN 'otherPlace' END,
    CASE WHEN span IS NULL AND span_2 IS NULL OR span = span_2 THEN null
      WHEN a.last IS NULL OR b.last IS NULL THEN 'timeInOneOnly' ELSE 'otherTime' END,
    CASE WHEN added THEN 'additionAgainstTotal' END,
    CASE WHEN numberless THEN 'noNumber' END,
    CASE WHEN l.kind = 'notComparable' THEN 'byOurLink' END] WHERE x IS NOT NULL] AS against,
  [x IN [CASE WHEN counted THEN 'sameIndicator' END,
    CASE WHEN any(i IN a.subjects WHERE i IN b.subjects) THEN 'sameUndertaking' END]
    WHERE x IS NOT NULL] AS shared
WITH a, b, between, l, added, numberless, unlike, against, shared,
  CASE WHEN l.kind = 'comparable' OR l IS NULL AND size(against) = 0 THEN 'comparable'
  ELSE 'notComparable' END AS comparison
RETURN DISTINCT
  comparison AS comparison, against AS against, l.why AS why,
  CASE WHEN comparison = 'notComparable' THEN null
    WHEN added OR unlike OR numberless OR a.rough OR b.rough THEN 'orderNotTold'
    WHEN a.lower = a.upper AND b.lower = b.upper AND a.lower = b.lower THEN 'equal'
    WHEN b.lower > a.upper THEN 'greater'
    WHEN b.upper < a.lower THEN 'smaller'
    WHEN b.lower = a.upper AND NOT (b.lower_in AND a.upper_in) THEN 'greater'
    WHEN b.upper = a.lower AND NOT (b.upper_in AND a.lower_in) THEN 'smaller'
    WHEN coalesce(a.lower = b.lower, a.lower IS NULL AND b.lower IS NULL)
      AND coalesce(a.upper = b.upper, a.upper IS NULL AND b.upper IS NULL)
      AND a.lower_in = b.lower_in AND a.upper_in = b.upper_in THEN 'sameBounds'
    ELSE 'orderNotTold' END AS second_is,
  CASE WHEN l IS NULL AND size(shared) > 0 AND size(a.reckoned + b.reckoned) = 0 THEN 'stated'
    ELSE 'inferred' END AS basis,
  shared + [l.kind] + [x IN between | x.kind] AS relation,
  a.issued AS issued, a.issued_earliest AS issued_earliest, a.issued_latest AS issued_latest,
  a.what AS what, a.kind AS kind, a.quantity AS quantity, a.indicators AS indicator,
  a.places AS place, a.due AS due, a.act AS act, a.speaker AS speaker,
  a.speakers AS speaker_inferred, a.posts AS speaker_post, a.claim AS claim,
  a.document AS document, a.passages AS passages,
  b.issued AS issued_2, b.issued_earliest AS issued_earliest_2,
  b.issued_latest AS issued_latest_2, b.what AS what_2, b.kind AS kind_2,
  b.quantity AS quantity_2, b.indicators AS indicator_2, b.places AS place_2, b.due AS due_2,
  b.act AS act_2, b.speaker AS speaker_2, b.speakers AS speaker_inferred_2, b.claim AS claim_2,
  b.document AS document_2, b.passages AS passages_2,
  CASE WHEN $as_of IS NULL OR a.latest <= $as_of AND b.latest <= $as_of THEN 'certain'
    ELSE 'possible' END AS counts
