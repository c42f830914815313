// title-en: How a target has drifted
// title-ru: Как менялась цель
// title-kk: Мақсат қалай өзгерді
// description-en: Each telling of a target in the order of the documents, with its value and
//   deadline, set against the nearest earlier telling. A telling is of the same target where it
//   counts by the same indicator for the same undertaking (or neither names one), names the same
//   task, or is tied to it by a link of ours that restates, revises or contradicts; never where
//   the two name different places or count different things, unless by such a link. A duty or a
//   forecast is here where it tells a target again in another mood. A later result stands in the
//   same order, set against the nearest target before it: whether its figure is greater or smaller
//   is told, whether the target is met is not; what else came of a plan, related but counted
//   otherwise, is in plan-outcome. 'Value up' and 'value down' follow the bounds; 'up to 400,000'
//   against a bare 400,000 is a changed bound. The deadline is compared in its strict and in its
//   lenient reading. Only tellings that are surely earlier are compared: documents whose spans
//   overlap are not. A row that rests on a link or day of ours is marked as inferred; without
//   inferences our links count for nothing. A bearer or speaker that the text does not name is
//   shown as not stated; what we conclude stands in columns of its own. As of a day, a document
//   counts by its stated date or by our span for it; one that may be later, or that has no date
//   once inferences are left out, counts as 'perhaps'.
// description-ru: Каждое упоминание цели в порядке документов, с величиной и сроком, рядом с
//   ближайшим более ранним. Речь о той же цели, если показатель тот же и начинание то же (или не
//   названо в обоих местах), если названа та же задача или если наша связь говорит, что одно
//   повторяет, пересматривает другое или противоречит ему; но не там, где названы разные места или
//   считают разное, разве что по такой связи. Обязанность или прогноз попадают сюда, если
//   повторяют цель в ином виде. Более поздний результат стоит в том же ряду, рядом с ближайшей
//   целью до него: сказано, больше или меньше его число, но не сказано, достигнута ли цель;
//   прочее, что вышло из плана, но считается иначе, – в plan-outcome. «Больше» и «меньше» решают
//   границы; «до 400 тысяч» против просто 400 тысяч – это изменённая граница. Срок сравнивается в
//   строгом и в мягком прочтении. Сравниваются лишь упоминания, которые наверняка раньше:
//   документы, чьи промежутки пересекаются, не сравниваются. Строка, которая держится на нашей
//   связи или выведенном дне, так и помечена; без выводов наши связи не считаются. Если текст не
//   называет, кто отвечает или кто сказал, так и показано; наши выводы стоят в отдельных столбцах.
//   На дату документ считается по названной дате или по нашему промежутку; если он может быть и
//   позже или без выводов остаётся без даты, он помечен «возможно».
// description-kk: Мақсаттың әр айтылуы құжаттар ретімен, мөлшерімен және мерзімімен, өзінен
//   бұрынғы ең жақын айтылуымен қатар. Көрсеткіші де, бастамасы да бір болса (не екеуінде де
//   бастама аталмаса), міндеті бір болса не біздің байланыс бірі екіншісін қайталайды, қайта
//   қарайды немесе оған қайшы келеді десе, мақсат сол; бірақ ондай байланыссыз, орындары басқа не
//   басқа нәрсе саналса, ол мақсат емес. Мақсатты басқа түрде қайталаған міндет не болжам да
//   осында. Кейінгі нәтиже де сол қатарда, алдындағы ең жақын мақсатпен қатар: саны үлкен бе, кіші
//   ме, айтылады, мақсатқа жетті ме, айтылмайды; жоспардан шыққан, бірақ басқаша саналатын өзге
//   нәрсе – plan-outcome сұрағында. «Көбейді» мен «азайды» шектерге қарай; «400 мыңға дейін» мен
//   жай 400 мың – шектің өзгеруі. Мерзім қатаң және жұмсақ оқылуында салыстырылады. Анық бұрын
//   айтылғаны ғана салыстырылады: аралықтары қабаттасатын құжаттар салыстырылмайды. Біздің
//   байланысқа не қорытылған күнге сүйенген жол солай белгіленген; қорытындысыз біздің байланыстар
//   есептелмейді. Мәтін кім жауапты екенін не кім айтқанын атамаса, солай көрсетіледі; біздің
//   қорытындыларымыз бөлек бағандарда тұрады. Белгілі күнге құжат айтылған күнімен не біздің
//   аралықпен есептеледі; кейінірек болуы мүмкін немесе қорытындысыз күні қалмаған құжат «мүмкін»
//   деп белгіленеді.
// parameter: indicator (iri of Indicator = null) — only what is counted by this indicator | только
//   то, что считается этим показателем | тек осы көрсеткішпен саналатыны
// parameter: undertaking (iri of Undertaking or Task = null) — only what is about this undertaking
//   or task | только об этом начинании или задаче | тек осы бастама не міндет туралы
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: issued
// column: issued_earliest
// column: issued_latest
// column: what
// column: kind
// column: quantity
// column: lower
// column: upper
// column: indicator
// column: due
// column: strict_end
// column: lenient_end
// column: strict_end_inferred
// column: lenient_end_inferred
// column: value_change (term) — Value against the earlier | Величина против прежней | Бұрынғыға
//   қарағанда мөлшері
// column: against (terms) — What stands against comparing | Что мешает сравнению | Салыстыруға не
//   кедергі
// column: deadline_change (term) — Deadline, strictly | Срок, строго | Мерзімі, қатаң
// column: deadline_change_lenient (term) — Deadline, leniently | Срок, мягко | Мерзімі, жұмсақ
// column: relation (terms) — How it is the same | Почему это та же цель | Неге сол мақсат
// column: basis (term) — Ground | Основание | Негізі
// column: why (text) — Our reason | Наше обоснование | Біздің негіздеме
// column: act
// column: speaker
// column: speaker_inferred
// column: speaker_post
// column: who (things) — Who | Кто | Кім
// column: claim
// column: document
// column: passages
// column: issued_2 (date) — Earlier document's date | Дата прежнего документа | Бұрынғы құжаттың
//   күні
// column: issued_earliest_2 (date) — Inferred: earlier, not before | Вывод: прежний, не раньше |
//   Қорытынды: бұрынғы, ең ертесі
// column: issued_latest_2 (date) — Inferred: earlier, not after | Вывод: прежний, не позже |
//   Қорытынды: бұрынғы, ең кеші
// column: what_2 (text) — What, earlier | Что, прежде | Не, бұрын
// column: kind_2 (terms) — Kind, earlier | Вид, прежде | Түрі, бұрын
// column: quantity_2 (thing) — Quantity, earlier | Величина, прежде | Мөлшері, бұрын
// column: due_2 (thing) — When, earlier | Когда, прежде | Қашан, бұрын
// column: strict_end_2 (date) — Strict last day, earlier | Последний день, строго, прежде | Соңғы
//   күн, қатаң, бұрын
// column: lenient_end_2 (date) — Lenient last day, earlier | Последний день, мягко, прежде | Соңғы
//   күн, жұмсақ, бұрын
// column: strict_end_inferred_2 (date) — Inferred: strict last day, earlier | Вывод: последний
//   день, строго, прежде | Қорытынды: соңғы күн, қатаң, бұрын
// column: lenient_end_inferred_2 (date) — Inferred: lenient last day, earlier | Вывод: последний
//   день, мягко, прежде | Қорытынды: соңғы күн, жұмсақ, бұрын
// column: claim_2 (claim) — Earlier claim | Прежнее утверждение | Бұрынғы мәлімдеме
// column: document_2 (document) — Earlier document | Прежний документ | Бұрынғы құжат
// column: passages_2 (passages) — Passage in the earlier one | Место в прежнем | Бұрынғы мәтіндегі
//   орны
// column: counts
// table: issued what quantity value_change due deadline_change claim claim_2
// finish: chronological
// order: yes
// reads: everything
// by: document
WITH 'https://w3id.org/mindet#' AS mn
WITH mn, coalesce($indicator, $undertaking) AS anchor
CALL (anchor) {
  WITH anchor WHERE anchor IS NULL AND $among IS NULL
  MATCH (s:Target|Duty|Forecast|Result)
  RETURN s
  UNION
  WITH anchor WHERE anchor IS NULL
  UNWIND coalesce($among, []) AS one
  MATCH (:Resource {iri: one})<-[:IN_DOCUMENT]-(via1:Claim)
  MATCH (via1)-[:STATES]->(s:Target|Duty|Forecast|Result)
  RETURN s
  UNION
  WITH anchor WHERE anchor IS NOT NULL
  MATCH (:Resource {iri: anchor})<-[:INDICATOR|ABOUT|TASK]-(s:Target|Duty|Forecast|Result)
  WHERE ($indicator IS NULL OR EXISTS { MATCH (s)-[:INDICATOR]->(x) WHERE x.iri = $indicator })
    AND ($undertaking IS NULL
      OR EXISTS { MATCH (s)-[:ABOUT|TASK]->(x) WHERE x.iri = $undertaking })
  RETURN s
}
MATCH (s)<-[:STATES]-(c:Claim)-[:IN_DOCUMENT]->(d:Document)
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, c, s, d, min(dating.earliest) AS issued_earliest, max(dating.latest) AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
OPTIONAL CALL (s, earliest) {
  CALL (s) {
    MATCH (s)<-[:SOURCE]-(l:Link)
    MATCH (l)-[:TARGET]->(e:Target|Duty|Forecast)
    WHERE $inferences AND (l.kind IN ['restates', 'revises', 'contradicts']
      OR s:Result AND l.kind IN ['fulfils', 'follows'])
    RETURN e, l.kind AS via
    UNION
    MATCH (s)<-[:TARGET]-(l:Link)
    MATCH (l)-[:SOURCE]->(e:Target|Duty|Forecast)
    WHERE $inferences AND l.kind IN ['restates', 'revises', 'contradicts']
    RETURN e, l.kind AS via
    UNION
    WITH s, [(s)-[:ABOUT]->(x) | x.iri] AS objects
    MATCH (s)-[:INDICATOR]->()<-[:INDICATOR]-(e:Target|Duty|Forecast)
    WHERE e:Target OR s:Target
    WITH e, objects, [(e)-[:ABOUT]->(x) | x.iri] AS objects_2
    WHERE any(o IN objects WHERE o IN objects_2) OR size(objects) = 0 AND size(objects_2) = 0
    RETURN e, 'sameIndicator' AS via
    UNION
    WITH s, [(s)-[:INDICATOR]->(x) | x.iri] AS counted
    WHERE s:Target OR s:Result
    MATCH (s)-[:TASK]->()<-[:TASK]-(e:Target)
    WITH e, counted, [(e)-[:INDICATOR]->(x) | x.iri] AS counted_2
    WHERE size(counted) = 0 OR size(counted_2) = 0 OR any(i IN counted WHERE i IN counted_2)
    RETURN e, 'sameTask' AS via
  }
  WITH s, earliest, e, via,
    CASE WHEN via STARTS WITH 'same' THEN [(s)-[:PLACE]->(x) | x.iri] ELSE [] END AS at,
    CASE WHEN via STARTS WITH 'same' THEN [(e)-[:PLACE]->(x) | x.iri] ELSE [] END AS at_2
  WHERE (e:Target OR s:Target)
    AND (size(at) = 0 OR size(at_2) = 0 OR any(p IN at WHERE p IN at_2))
  WITH s, earliest, e, collect(DISTINCT via) AS relation
  MATCH (e)<-[:STATES]-(c2:Claim)
  MATCH (c2)-[:IN_DOCUMENT]->(d2:Document)
  OPTIONAL MATCH (d2)<-[:CONCERNS]-(dating2:Inference)
  WHERE $inferences AND EXISTS { (dating2)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'}) }
  WITH s, earliest, e, relation, c2, d2, min(dating2.earliest) AS issued_earliest_2,
    max(dating2.latest) AS issued_latest_2
  WITH *, coalesce(d2.issued, issued_latest_2) AS latest_2
  WHERE latest_2 < earliest
  WITH s, collect({e: e, relation: relation, c: c2, d: d2, first: issued_earliest_2,
    last: issued_latest_2, latest: latest_2}) AS tellings, max(latest_2) AS nearest
  UNWIND tellings AS one
  WITH s, one, one.e AS e, one.c AS c2, nearest
  WHERE one.latest = nearest
  OPTIONAL MATCH (s)<-[:SOURCE|TARGET]-(l:Link)-[:SOURCE|TARGET]->(e)
  WHERE $inferences
  OPTIONAL MATCH (e)-[:QUANTITY]->(q2)
  OPTIONAL MATCH (e)-[:DUE|PERIOD]->(t2)
  RETURN e, one.relation AS relation, c2, one.d AS d2, one.first AS issued_earliest_2,
    one.last AS issued_latest_2, l, q2, t2, COLLECT {
      MATCH (s)<-[:SOURCE|TARGET]-(x:Link)-[:SOURCE|TARGET]->(e) WHERE $inferences RETURN x.kind
    } AS links, COLLECT {
      UNWIND [t2] AS about
      MATCH (about)<-[:CONCERNS]-(i:Inference)
      MATCH (i)-[:PROPERTY]->(p)
      WHERE $inferences
      RETURN {of: split(p.iri, '#')[-1], is: i.literal_date} ORDER BY i.literal_date
    } AS concluded_2, [(e)-[:INDICATOR]->(x) | x.iri] AS indicators_2,
    [(e)-[:PLACE]->(x) | x.iri] AS places_2,
    CASE WHEN q2.unit IS NULL THEN [(e)-[:INDICATOR]->(x) WHERE x.unit IS NOT NULL | x.unit]
      ELSE [q2.unit] END AS units_2,
    [(c2)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages_2
}
WITH * WHERE s:Target OR e IS NOT NULL
OPTIONAL MATCH (s)-[:QUANTITY]->(q)
OPTIONAL MATCH (s)-[:DUE|PERIOD]->(t)
WITH *, COLLECT {
    UNWIND [c, t] AS about
    MATCH (about)<-[:CONCERNS]-(i:Inference)
    MATCH (i)-[:PROPERTY]->(p)
    WHERE $inferences
    OPTIONAL MATCH (i)-[:VALUE]->(v)
    RETURN {of: split(p.iri, '#')[-1], is: coalesce(v.iri, i.literal_date)} ORDER BY i.literal_date
  } AS concluded
WITH *, [i IN concluded WHERE i.of = 'strictEnd' | i.is][0] AS strict_end_inferred,
  [i IN concluded WHERE i.of = 'lenientEnd' | i.is][0] AS lenient_end_inferred,
  [i IN concluded_2 WHERE i.of = 'strictEnd' | i.is][0] AS strict_end_inferred_2,
  [i IN concluded_2 WHERE i.of = 'lenientEnd' | i.is][0] AS lenient_end_inferred_2,
  [(s)-[:INDICATOR]->(x) | x.iri] AS indicators, [(s)-[:PLACE]->(x) | x.iri] AS places,
  CASE WHEN q.unit IS NULL THEN [(s)-[:INDICATOR]->(x) WHERE x.unit IS NOT NULL | x.unit]
    ELSE [q.unit] END AS units,
  q.lower IS NULL AND q.upper IS NULL AS silent, q2.lower IS NULL AND q2.upper IS NULL AS silent_2
WITH *, coalesce(t.strictEnd, strict_end_inferred) AS strict,
  coalesce(t.lenientEnd, lenient_end_inferred) AS lenient,
  coalesce(t2.strictEnd, strict_end_inferred_2) AS strict_2,
  coalesce(t2.lenientEnd, lenient_end_inferred_2) AS lenient_2,
  size(units) > 0 AND size(units_2) > 0 AND none(u IN units WHERE u IN units_2) AS unlike
WITH *, [x IN [
    CASE WHEN size(indicators) > 0 AND size(indicators_2) > 0
      AND none(i IN indicators WHERE i IN indicators_2) THEN 'otherIndicator' END,
    CASE WHEN unlike AND ('percent' IN units) <> ('percent' IN units_2) THEN 'shareAgainstCount'
      WHEN unlike THEN 'otherUnit' END,
    CASE WHEN size(places) > 0 AND size(places_2) > 0
      AND none(p IN places WHERE p IN places_2) THEN 'otherPlace' END,
    CASE WHEN coalesce(q.additional, false) <> coalesce(q2.additional, false)
      THEN 'additionAgainstTotal' END,
    CASE WHEN 'notComparable' IN links THEN 'byOurLink' END] WHERE x IS NOT NULL] AS reasons,
  coalesce(q.lower > q2.lower, q.lower IS NOT NULL AND q2.lower IS NULL) AS lower_up,
  coalesce(q.lower < q2.lower, q.lower IS NULL AND q2.lower IS NOT NULL) AS lower_down,
  coalesce(q.upper > q2.upper, q.upper IS NULL AND q2.upper IS NOT NULL) AS upper_up,
  coalesce(q.upper < q2.upper, q.upper IS NOT NULL AND q2.upper IS NULL) AS upper_down,
  coalesce(q.lower IN [q2.lower, q2.upper], false) OR coalesce(q.upper IN [q2.lower, q2.upper],
    false) AS meet,
  (q.lower IS NULL) <> (q2.lower IS NULL) OR (q.upper IS NULL) <> (q2.upper IS NULL)
    OR coalesce(q.lower = q.upper, false) <> coalesce(q2.lower = q2.upper, false) AS reshaped,
  coalesce(q.lowerInclusive, true) <> coalesce(q2.lowerInclusive, true)
    OR coalesce(q.upperInclusive, true) <> coalesce(q2.upperInclusive, true)
    OR coalesce(q.approximate, false) <> coalesce(q2.approximate, false) AS reworded
WITH *, CASE WHEN e IS NULL OR silent OR silent_2 OR 'comparable' IN links THEN [] ELSE reasons END
  AS against
RETURN DISTINCT
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  s['gist_' + $lang] AS what, s.types AS kind, q.iri AS quantity,
  coalesce(q.lower_lexical, q.lower) AS lower, coalesce(q.upper_lexical, q.upper) AS upper,
  indicators AS indicator,
  CASE WHEN s.due_unstated OR s.period_unstated THEN mn + 'unstated' ELSE t.iri END AS due,
  t.strictEnd AS strict_end, t.lenientEnd AS lenient_end,
  strict_end_inferred AS strict_end_inferred, lenient_end_inferred AS lenient_end_inferred,
  CASE WHEN e IS NULL THEN 'noEarlier'
    WHEN silent AND silent_2 THEN 'noValue'
    WHEN silent THEN 'valueDropped'
    WHEN silent_2 THEN 'valueSet'
    WHEN size(against) > 0 THEN 'notComparable'
    WHEN NOT s:Result THEN CASE
      WHEN NOT (lower_up OR lower_down OR upper_up OR upper_down OR reworded) THEN 'same'
      WHEN meet AND reshaped THEN 'boundChanged'
      WHEN (lower_up OR upper_up) AND NOT (lower_down OR upper_down) THEN 'up'
      WHEN (lower_down OR upper_down) AND NOT (lower_up OR upper_up) THEN 'down'
      ELSE 'boundChanged' END
    WHEN q.approximate OR q2.approximate THEN 'orderNotTold'
    WHEN q.lower = q.upper AND q2.lower = q2.upper AND q.lower = q2.lower THEN 'equal'
    WHEN q.lower > q2.upper THEN 'greater'
    WHEN q.upper < q2.lower THEN 'smaller'
    WHEN q.lower = q2.upper AND (q.lowerInclusive = false OR q2.upperInclusive = false)
      THEN 'greater'
    WHEN q.upper = q2.lower AND (q.upperInclusive = false OR q2.lowerInclusive = false)
      THEN 'smaller'
    ELSE 'orderNotTold' END AS value_change,
  against AS against,
  CASE WHEN s:Result THEN null WHEN e IS NULL THEN 'noEarlier'
    WHEN strict IS NULL AND strict_2 IS NULL THEN 'noDate' WHEN strict IS NULL THEN 'dateDropped'
    WHEN strict_2 IS NULL THEN 'dateSet' WHEN strict > strict_2 THEN 'later'
    WHEN strict < strict_2 THEN 'earlier' ELSE 'same' END AS deadline_change,
  CASE WHEN s:Result THEN null WHEN e IS NULL THEN 'noEarlier'
    WHEN lenient IS NULL AND lenient_2 IS NULL THEN 'noDate' WHEN lenient IS NULL THEN 'dateDropped'
    WHEN lenient_2 IS NULL THEN 'dateSet' WHEN lenient > lenient_2 THEN 'later'
    WHEN lenient < lenient_2 THEN 'earlier' ELSE 'same' END AS deadline_change_lenient,
  relation AS relation,
  CASE WHEN e IS NULL THEN null
    WHEN none(r IN relation WHERE r STARTS WITH 'same')
      OR t.strictEnd IS NULL AND strict_end_inferred IS NOT NULL
      OR t.lenientEnd IS NULL AND lenient_end_inferred IS NOT NULL
      OR t2.strictEnd IS NULL AND strict_end_inferred_2 IS NOT NULL
      OR t2.lenientEnd IS NULL AND lenient_end_inferred_2 IS NOT NULL
      OR 'comparable' IN links OR 'notComparable' IN links THEN 'inferred'
    ELSE 'stated' END AS basis,
  l['reason_' + $lang] AS why,
  c.act AS act,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  [i IN concluded WHERE i.of = 'speaker' | i.is] AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  [(s)-[:RESPONSIBLE|BEARER]->(x) | x.iri] + CASE WHEN s.responsible_unstated
    OR s.bearer_unstated THEN [mn + 'unstated'] ELSE [] END AS who,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages,
  d2.issued AS issued_2, issued_earliest_2 AS issued_earliest_2, issued_latest_2 AS issued_latest_2,
  e['gist_' + $lang] AS what_2, e.types AS kind_2, q2.iri AS quantity_2,
  CASE WHEN e.due_unstated OR e.period_unstated THEN mn + 'unstated' ELSE t2.iri END AS due_2,
  t2.strictEnd AS strict_end_2, t2.lenientEnd AS lenient_end_2,
  strict_end_inferred_2 AS strict_end_inferred_2, lenient_end_inferred_2 AS lenient_end_inferred_2,
  c2.iri AS claim_2, d2.iri AS document_2,
  passages_2 AS passages_2,
  CASE WHEN $as_of IS NULL OR latest <= $as_of THEN 'certain' ELSE 'possible' END AS counts
