// title-en: Which figures may be compared
// title-ru: Какие числа можно сравнивать
// title-kk: Қай сандарды салыстыруға болады
// description-en: Pairs of figures, and whether they may be set side by side. A pair is two
//   statements with quantities that share an indicator, an undertaking or a task, or that a link
//   of ours ties together (themselves or their indicators); other pairs are not asked about, so
//   the answer stays bounded. With an indicator or an undertaking, at least one of the two is a
//   figure of it. Comparable are figures of one indicator and unit, of the same place (or both of
//   none named), and of the same kind of time: levels at a day or at present go together, sums
//   over a stretch of time only with a stretch as long. All that stands against it is listed: it
//   is also listed where a link of ours says comparable in spite of it. Which figure is greater is
//   told only where the bounds allow no other order: 'up to 400,000' and 400,000 may stand side by
//   side, but neither is the greater. An approximate figure gives no order. A row that rests on a
//   link or a day of ours is marked as inferred; without inferences our links count for nothing. A
//   speaker that the text does not name is shown as not stated; what we conclude stands in columns
//   of its own. As of a day, both documents must be known; one that may be later, or that has no
//   date once inferences are left out, counts as 'perhaps'.
// description-ru: Пары чисел и ответ, можно ли ставить их рядом. Пара – это два утверждения с
//   величинами, у которых общий показатель, начинание или задача либо которые соединены нашей
//   связью (сами или через показатели); прочие пары не рассматриваются, иначе ответ был бы
//   необозрим. Если задан показатель или начинание, хотя бы одно из двух чисел относится к нему.
//   Сравнимы числа одного показателя и в одних единицах, для того же места (или в обоих случаях
//   без места) и с временем одного рода: уровни на день или на сегодня сравнимы между собой, суммы
//   за отрезок времени – только с отрезком такой же длины. Всё, что мешает сравнению, перечислено
//   – и там, где наша связь всё же признаёт числа сравнимыми. Какое больше, сказано лишь тогда,
//   когда границы не допускают иного порядка: «до 400 тысяч» и 400 тысяч можно поставить рядом, но
//   ни одно не больше другого. Приблизительное число порядка не даёт. Строка, которая держится на
//   нашей связи или выведенном дне, так и помечена; без выводов наши связи не считаются. Если
//   текст не называет, кто сказал, так и показано; наши выводы стоят в отдельных столбцах. На дату
//   должны быть известны оба документа; если один может быть и позже или без выводов остаётся без
//   даты, он помечен «возможно».
// description-kk: Сандардың жұптары және оларды қатар қоюға бола ма. Жұп – көрсеткіші, бастамасы
//   не міндеті ортақ немесе біздің байланыс (өздерін не көрсеткіштерін) қосатын, мөлшері бар екі
//   тұжырым; басқа жұптар қаралмайды, әйтпесе жауап шексіз өсер еді. Көрсеткіш не бастама берілсе,
//   екі санның кемінде бірі соған қатысты. Көрсеткіші мен бірлігі бір, орны бірдей (не екеуінде де
//   орын аталмаған), уақытының түрі бірдей сандар салыстырылады: бір күнгі не қазіргі деңгейлер
//   өзара, уақыт аралығындағы жиынтық сандар тек ұзақтығы сондай аралықпен. Салыстыруға кедергінің
//   бәрі тізілген, біздің байланыс сонда да салыстыруға болады десе де тізіледі. Қайсысы үлкен
//   екені шектері басқа ретке жол бермегенде ғана айтылады: «400 мыңға дейін» мен 400 мыңды қатар
//   қоюға болады, бірақ ешқайсысы үлкен емес. Шамамен айтылған сан рет бермейді. Біздің байланысқа
//   не қорытылған күнге сүйенген жол солай белгіленген; қорытындысыз біздің байланыстар
//   есептелмейді. Мәтін кім айтқанын атамаса, солай көрсетіледі; біздің қорытындыларымыз бөлек
//   бағандарда тұрады. Белгілі күнге екі құжат та белгілі болуы тиіс; кейінірек болуы мүмкін
//   немесе қорытындысыз күні қалмаған құжат «мүмкін» деп белгіленеді.
// parameter: indicator (iri of Indicator = null) — only pairs with a figure of this indicator |
//   только пары с числом этого показателя | тек осы көрсеткіштің саны бар жұптар
// parameter: undertaking (iri of Undertaking or Task = null) — only pairs with a figure of this
//   undertaking or task | только пары с числом этого начинания или задачи | тек осы бастама не
//   міндеттің саны бар жұптар
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
WITH 'https://w3id.org/mindet#' AS mn
WITH mn, coalesce($indicator, $undertaking) AS anchor
CALL (anchor) {
  WITH anchor WHERE anchor IS NULL
  MATCH (f:Statement)-[:QUANTITY]->(:Quantity)
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
WITH mn, f, g WHERE f <> g
WITH DISTINCT mn, CASE WHEN f.iri < g.iri THEN f ELSE g END AS s,
  CASE WHEN f.iri < g.iri THEN g ELSE f END AS s2
MATCH (s)<-[:STATES]-(c:Claim)-[:IN_DOCUMENT]->(d:Document)
MATCH (s)-[:QUANTITY]->(q:Quantity)
MATCH (s2)<-[:STATES]-(c2:Claim)-[:IN_DOCUMENT]->(d2:Document)
MATCH (s2)-[:QUANTITY]->(q2:Quantity)
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, s, s2, c, d, q, c2, d2, q2, min(dating.earliest) AS issued_earliest, max(dating.latest)
  AS issued_latest
OPTIONAL MATCH (d2)<-[:CONCERNS]-(dating2:Inference),
  (dating2)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, s, s2, c, d, q, c2, d2, q2, issued_earliest, issued_latest,
  min(dating2.earliest) AS issued_earliest_2, max(dating2.latest) AS issued_latest_2
WITH *, coalesce(d.issued, issued_earliest) AS earliest,
  coalesce(d.issued, issued_latest) AS latest,
  coalesce(d2.issued, issued_earliest_2) AS earliest_2,
  coalesce(d2.issued, issued_latest_2) AS latest_2
WHERE ($as_of IS NULL OR earliest IS NULL OR earliest <= $as_of)
  AND ($as_of IS NULL OR earliest_2 IS NULL OR earliest_2 <= $as_of)
WITH *, [(s)<-[:SOURCE|TARGET]-(x:Link)-[:SOURCE|TARGET]->(s2) WHERE $inferences | x] AS between
WITH *, [x IN between WHERE x.kind IN ['comparable', 'notComparable']] +
  [(s)-[:INDICATOR]->()<-[:SOURCE|TARGET]-(x:Link)-[:SOURCE|TARGET]->()<-[:INDICATOR]-(s2)
    WHERE $inferences AND x.kind IN ['comparable', 'notComparable'] | x] AS judged
UNWIND CASE WHEN size(judged) = 0 THEN [null] ELSE judged END AS l
OPTIONAL MATCH (s)-[:DUE|PERIOD]->(t)
OPTIONAL MATCH (s2)-[:DUE|PERIOD]->(t2)
WITH *, COLLECT {
    UNWIND [c, t] AS about
    MATCH (about)<-[:CONCERNS]-(i:Inference)
    MATCH (i)-[:PROPERTY]->(p)
    WHERE $inferences
    OPTIONAL MATCH (i)-[:VALUE]->(v)
    RETURN {of: split(p.iri, '#')[-1], is: coalesce(v.iri, i.literal_date)} ORDER BY i.literal_date
  } AS concluded, COLLECT {
    UNWIND [c2, t2] AS about
    MATCH (about)<-[:CONCERNS]-(i:Inference)
    MATCH (i)-[:PROPERTY]->(p)
    WHERE $inferences
    OPTIONAL MATCH (i)-[:VALUE]->(v)
    RETURN {of: split(p.iri, '#')[-1], is: coalesce(v.iri, i.literal_date)} ORDER BY i.literal_date
  } AS concluded_2
WITH *, coalesce(t.from, [i IN concluded WHERE i.of = 'from' | i.is][0]) AS begin,
  coalesce(t2.from, [i IN concluded_2 WHERE i.of = 'from' | i.is][0]) AS begin_2,
  coalesce(t.strictEnd, [i IN concluded WHERE i.of = 'strictEnd' | i.is][0], t.lenientEnd) AS last,
  coalesce(t2.strictEnd, [i IN concluded_2 WHERE i.of = 'strictEnd' | i.is][0], t2.lenientEnd)
    AS last_2
WITH *, (last.year - begin.year) * 12 + last.month - begin.month AS span,
  (last_2.year - begin_2.year) * 12 + last_2.month - begin_2.month AS span_2,
  [(s)-[:INDICATOR]->(x) | x.iri] AS indicators, [(s2)-[:INDICATOR]->(x) | x.iri] AS indicators_2,
  [(s)-[:ABOUT|TASK]->(x) | x.iri] AS subjects, [(s2)-[:ABOUT|TASK]->(x) | x.iri] AS subjects_2,
  [(s)-[:PLACE]->(x) | x.iri] AS places, [(s2)-[:PLACE]->(x) | x.iri] AS places_2,
  CASE WHEN q.unit IS NULL THEN [(s)-[:INDICATOR]->(x) WHERE x.unit IS NOT NULL | x.unit]
    ELSE [q.unit] END AS units,
  CASE WHEN q2.unit IS NULL THEN [(s2)-[:INDICATOR]->(x) WHERE x.unit IS NOT NULL | x.unit]
    ELSE [q2.unit] END AS units_2,
  coalesce(q.additional, false) <> coalesce(q2.additional, false) AS added,
  q.lower IS NULL AND q.upper IS NULL OR q2.lower IS NULL AND q2.upper IS NULL AS numberless
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
    CASE WHEN l.kind = 'notComparable' THEN 'byOurLink' END] WHERE x IS NOT NULL] AS against,
  [x IN [CASE WHEN any(i IN indicators WHERE i IN indicators_2) THEN 'sameIndicator' END,
    CASE WHEN any(i IN subjects WHERE i IN subjects_2) THEN 'sameUndertaking' END]
    WHERE x IS NOT NULL] AS shared
WITH *, CASE WHEN l.kind = 'comparable' OR l IS NULL AND size(against) = 0 THEN 'comparable'
  ELSE 'notComparable' END AS comparison
RETURN DISTINCT
  comparison AS comparison, against AS against, l['reason_' + $lang] AS why,
  CASE WHEN comparison = 'notComparable' THEN null
    WHEN added OR unlike OR numberless OR q.approximate OR q2.approximate THEN 'orderNotTold'
    WHEN q.lower = q.upper AND q2.lower = q2.upper AND q.lower = q2.lower THEN 'equal'
    WHEN q2.lower > q.upper THEN 'greater'
    WHEN q2.upper < q.lower THEN 'smaller'
    WHEN q2.lower = q.upper AND (q2.lowerInclusive = false OR q.upperInclusive = false)
      THEN 'greater'
    WHEN q2.upper = q.lower AND (q2.upperInclusive = false OR q.lowerInclusive = false)
      THEN 'smaller'
    WHEN coalesce(q.lower = q2.lower, q.lower IS NULL AND q2.lower IS NULL)
      AND coalesce(q.upper = q2.upper, q.upper IS NULL AND q2.upper IS NULL)
      AND coalesce(q.lowerInclusive, true) = coalesce(q2.lowerInclusive, true)
      AND coalesce(q.upperInclusive, true) = coalesce(q2.upperInclusive, true) THEN 'sameBounds'
    ELSE 'orderNotTold' END AS second_is,
  CASE WHEN l IS NULL AND size(shared) > 0 AND none(i IN concluded + concluded_2
    WHERE i.of IN ['from', 'strictEnd'] AND i.is IS NOT NULL) THEN 'stated' ELSE 'inferred' END
    AS basis,
  shared + [l.kind] + [x IN between | x.kind] AS relation,
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  s['gist_' + $lang] AS what, s.types AS kind, q.iri AS quantity, indicators AS indicator,
  places AS place,
  CASE WHEN s.due_unstated OR s.period_unstated THEN mn + 'unstated' ELSE t.iri END AS due,
  c.act AS act,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  [i IN concluded WHERE i.of = 'speaker' | i.is] AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages,
  d2.issued AS issued_2, issued_earliest_2 AS issued_earliest_2, issued_latest_2 AS issued_latest_2,
  s2['gist_' + $lang] AS what_2, s2.types AS kind_2, q2.iri AS quantity_2,
  indicators_2 AS indicator_2, places_2 AS place_2,
  CASE WHEN s2.due_unstated OR s2.period_unstated THEN mn + 'unstated' ELSE t2.iri END AS due_2,
  c2.act AS act_2,
  CASE WHEN c2.speaker_unstated THEN mn + 'unstated' ELSE [(c2)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker_2,
  [i IN concluded_2 WHERE i.of = 'speaker' | i.is] AS speaker_inferred_2,
  c2.iri AS claim_2, d2.iri AS document_2,
  [(c2)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages_2,
  CASE WHEN $as_of IS NULL OR latest <= $as_of AND latest_2 <= $as_of THEN 'certain'
    ELSE 'possible' END AS counts
