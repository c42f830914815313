// title-en: Where two languages tell the same differently
// title-ru: Где на двух языках об одном сказано по-разному
// title-kk: Бір нәрсе екі тілде қай жерде басқаша айтылған
// description-en: Two statements of the same thing in documents of different languages, a row for
//   each respect in which they differ, with both values side by side: 'up to 400,000' in one is
//   400,000 in the other. Two statements are of the same thing where a link of ours says that one
//   restates the other, or, without us, where both documents are of the same meeting and both
//   statements are of one kind and count by one indicator or name one task. Differences are
//   computed from the statements (value, bound, addition, date, bearer, counterparty, place,
//   object, addressee, speaker, act) and taken from our links; a column tells which. What only our
//   link names, such as the wording, has no values to show: see its reason. For the act see the
//   two act columns. The first is the one whose language code comes first in the alphabet (kk
//   before ru). What one of the two does not say is shown as not stated. A row that rests on a
//   link of ours is marked as inferred; without inferences our links count for nothing. What else
//   we conclude stands in columns of its own and is not compared. As of a day, both documents must
//   be known; one that may be later, or that has no date once inferences are left out, counts as
//   'perhaps'.
// description-ru: Два утверждения об одном и том же в документах на разных языках; по строке на
//   каждое расхождение, оба значения рядом: «до 400 тысяч» в одном – это 400 тысяч в другом. Речь
//   об одном, если по нашей связи одно повторяет другое или, без нас, если оба документа об одном
//   заседании, а утверждения одного вида и считаются одним показателем или называют одну задачу.
//   Расхождения вычислены по самим утверждениям (число, граница, добавление, дата, кто обязан,
//   вторая сторона, место, предмет, адресат, кто сказал, речевой акт) и взяты из наших связей; что
//   откуда, сказано в столбце. У того, что названо только в связи, например у формулировки,
//   значений нет: смотрите обоснование. Речевые акты стоят в двух своих столбцах. Первым идёт
//   утверждение, чей код языка раньше по алфавиту (kk раньше ru). Чего одно из двух не говорит, то
//   показано как неуказанное. Строка, которая держится на нашей связи, помечена как вывод; без
//   выводов наши связи не считаются. Прочие наши выводы стоят в отдельных столбцах и не
//   сравниваются. На дату должны быть известны оба документа; если один может быть и позже или без
//   выводов остаётся без даты, он помечен «возможно».
// description-kk: Тілі әртүрлі құжаттардағы бір нәрсе туралы екі тұжырым; әр айырмаға бір жол, екі
//   мәні қатар: бірінде «400 мыңға дейін», екіншісінде 400 мың. Біздің байланыс бірі екіншісін
//   қайталайды десе не, бізсіз, екі құжат бір отырыс туралы болып, түрі бір тұжырымдар бір
//   көрсеткішпен саналса не бір міндетті атаса, сөз бір нәрсе туралы. Айырмалар тұжырымдардың
//   өзінен (саны, шегі, қосымша екені, күні, кім міндетті, екінші тарап, орны, нысаны, кімге
//   айтылғаны, кім айтқаны, сөз актісі) есептелген және біздің байланыстардан алынған; қайсысы
//   қайдан екені бағанда тұр. Тек байланыста аталғанның, мысалы, сөз қолданысының көрсететін мәні
//   жоқ: негіздемесін қараңыз. Сөз актілері екі бөлек бағанда. Бірінші болып тіл коды әліпбиде
//   бұрын тұрғаны келеді (kk – ru-дан бұрын). Екеуінің бірі айтпағаны айтылмаған деп көрсетіледі.
//   Біздің байланысқа сүйенген жол қорытынды деп белгіленген; қорытындысыз біздің байланыстар
//   есептелмейді. Басқа қорытындыларымыз бөлек бағандарда тұрады, салыстырылмайды. Белгілі күнге
//   екі құжат та белгілі болуы тиіс; кейінірек болуы мүмкін немесе қорытындысыз күні қалмаған
//   құжат «мүмкін» деп белгіленеді.
// parameter: undertaking (iri of Undertaking or Task = null) — only statements about this
//   undertaking or task | только утверждения об этом начинании или задаче | тек осы бастама не
//   міндет туралы тұжырымдар
// parameter: document (iri of Document = null) — only differences from this document | только
//   расхождения с этим документом | тек осы құжаттан айырмалар
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: field (term) — They differ in | Расходятся в чём | Айырмасы неде
// column: value (things) — In the first | В первом | Біріншіде
// column: value_2 (things) — In the second | Во втором | Екіншіде
// column: seen (term) — Where it is seen | Откуда видно | Қайдан көрінеді
// column: basis (term) — Ground | Основание | Негізі
// column: why (text) — Our reason | Наше обоснование | Біздің негіздеме
// column: issued
// column: issued_earliest
// column: issued_latest
// column: language (text) — Language | Язык | Тілі
// column: what
// column: kind
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
// column: language_2 (text) — Second language | Второй язык | Екінші тіл
// column: what_2 (text) — What, second | Что, второе | Не, екінші
// column: kind_2 (terms) — Kind, second | Вид второго | Екіншінің түрі
// column: act_2 (term) — Speech act, second | Речевой акт, второе | Сөз актісі, екінші
// column: speaker_2 (thing) — Who said the second | Кто сказал второе | Екіншіні кім айтты
// column: speaker_inferred_2 (things) — Inferred: who said the second | Вывод: кто сказал второе |
//   Қорытынды: екіншіні кім айтты
// column: claim_2 (claim) — Second claim | Второе утверждение | Екінші мәлімдеме
// column: document_2 (document) — Second document | Второй документ | Екінші құжат
// column: passages_2 (passages) — Passage in the second | Место во втором | Екінші мәтіндегі орны
// column: counts
// table: field value value_2 act act_2 claim claim_2
// finish: chronological
// order: yes
// reads: everything
// by: document
WITH 'https://w3id.org/mindet#' AS mn
WITH mn, coalesce($document, $undertaking) AS anchor
CALL (anchor) {
  WITH anchor WHERE anchor IS NULL AND $among IS NULL
  MATCH (l:Link)-[:SOURCE]->(f:Statement)
  WHERE $inferences AND l.kind = 'restates'
  RETURN f
  UNION
  WITH anchor WHERE anchor IS NULL AND $among IS NULL
  MATCH (x:Document)-[:REPORTS_ON]->()<-[:REPORTS_ON]-(y:Document)
  WHERE x.language < y.language
  MATCH (x)<-[:IN_DOCUMENT]-(via1:Claim)
  MATCH (via1)-[:STATES]->(f:Statement)
  RETURN f
  UNION
  WITH anchor WHERE anchor IS NULL
  UNWIND coalesce($among, []) AS asked
  MATCH (:Resource {iri: asked})<-[:IN_DOCUMENT]-(via5:Claim)
  MATCH (via5)-[:STATES]->(f:Statement)
  RETURN f
  UNION
  WITH anchor WHERE anchor IS NOT NULL
  MATCH (:Resource {iri: anchor})<-[:ABOUT|TASK]-(f:Statement)
  WHERE $document IS NULL
  RETURN f
  UNION
  WITH anchor WHERE anchor IS NOT NULL
  MATCH (:Resource {iri: anchor})<-[:IN_DOCUMENT]-(via2:Claim)
  MATCH (via2)-[:STATES]->(f:Statement)
  WHERE $undertaking IS NULL
    OR EXISTS { MATCH (f)-[:ABOUT|TASK]->(x) WHERE x.iri = $undertaking }
  RETURN f
}
CALL (f) {
  MATCH (f)<-[:SOURCE|TARGET]-(l:Link)-[:SOURCE|TARGET]->(g:Statement)
  WHERE $inferences AND l.kind = 'restates' AND f <> g
  RETURN g, 'inferred' AS ground
  UNION
  MATCH (f)<-[:STATES]-(via3:Claim)
  MATCH (via3)-[:IN_DOCUMENT]->(x:Document)
  MATCH (f)-[:INDICATOR|TASK]->()<-[:INDICATOR|TASK]-(g:Statement)
  MATCH (g)<-[:STATES]-(via4:Claim)
  MATCH (via4)-[:IN_DOCUMENT]->(y:Document)
  WHERE x.language <> y.language AND any(k IN f.types WHERE k IN g.types) AND EXISTS {
    MATCH (x)-[:REPORTS_ON]->()<-[:REPORTS_ON]-(y) }
  RETURN g, 'stated' AS ground
}
WITH mn, f, g, max(ground) AS ground
MATCH (f)<-[:STATES]-(cf:Claim)-[:IN_DOCUMENT]->(df:Document)
MATCH (g)<-[:STATES]-(cg:Claim)-[:IN_DOCUMENT]->(dg:Document)
WHERE df.language <> dg.language
WITH DISTINCT mn, ground, CASE WHEN df.language < dg.language THEN [f, cf, df] ELSE [g, cg, dg] END
  AS one, CASE WHEN df.language < dg.language THEN [g, cg, dg] ELSE [f, cf, df] END AS two
WITH mn, ground, one[0] AS s, one[1] AS c, one[2] AS d, two[0] AS s2, two[1] AS c2, two[2] AS d2
WHERE $among IS NULL OR d.iri IN $among
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, ground, s, s2, c, d, c2, d2, min(dating.earliest) AS issued_earliest, max(dating.latest)
  AS issued_latest
OPTIONAL MATCH (d2)<-[:CONCERNS]-(dating2:Inference),
  (dating2)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, ground, s, s2, c, d, c2, d2, issued_earliest, issued_latest,
  min(dating2.earliest) AS issued_earliest_2, max(dating2.latest) AS issued_latest_2
WITH *, coalesce(d.issued, issued_earliest) AS earliest,
  coalesce(d.issued, issued_latest) AS latest,
  coalesce(d2.issued, issued_earliest_2) AS earliest_2,
  coalesce(d2.issued, issued_latest_2) AS latest_2
WHERE ($as_of IS NULL OR earliest IS NULL OR earliest <= $as_of)
  AND ($as_of IS NULL OR earliest_2 IS NULL OR earliest_2 <= $as_of)
OPTIONAL MATCH (s)<-[:SOURCE|TARGET]-(l:Link)-[:SOURCE|TARGET]->(s2)
WHERE $inferences AND l.kind = 'restates'
OPTIONAL MATCH (s)-[:QUANTITY]->(q)
OPTIONAL MATCH (s2)-[:QUANTITY]->(q2)
OPTIONAL MATCH (s)-[:DUE|PERIOD|IN_FORCE]->(t)
OPTIONAL MATCH (s2)-[:DUE|PERIOD|IN_FORCE]->(t2)
WITH *, [n IN [q.lower, q.upper] WHERE n IS NOT NULL] AS numbers,
  [n IN [q2.lower, q2.upper] WHERE n IS NOT NULL] AS numbers_2,
  coalesce(q.lower = q2.lower, q.lower IS NULL AND q2.lower IS NULL)
    AND coalesce(q.upper = q2.upper, q.upper IS NULL AND q2.upper IS NULL)
    AND coalesce(q.lowerInclusive, true) = coalesce(q2.lowerInclusive, true)
    AND coalesce(q.upperInclusive, true) = coalesce(q2.upperInclusive, true)
    AND coalesce(q.approximate, false) = coalesce(q2.approximate, false) AS alike,
  coalesce(t.from = t2.from, t.from IS NULL AND t2.from IS NULL)
    AND coalesce(t.strictEnd = t2.strictEnd, t.strictEnd IS NULL AND t2.strictEnd IS NULL)
    AND coalesce(t.lenientEnd = t2.lenientEnd, t.lenientEnd IS NULL AND t2.lenientEnd IS NULL)
    AND all(u IN coalesce(t.urgency, []) WHERE u IN coalesce(t2.urgency, []))
    AND all(u IN coalesce(t2.urgency, []) WHERE u IN coalesce(t.urgency, [])) AS same_time,
  [(s)-[:QUANTITY]->(x) | x.iri] AS figures, [(s2)-[:QUANTITY]->(x) | x.iri] AS figures_2
WITH *, any(n IN numbers WHERE n IN numbers_2) AS met
WITH *, [
    {field: 'value', here: figures, there: figures_2, differ: NOT met AND
      (size(numbers) > 0 OR size(numbers_2) > 0)},
    {field: 'bound', here: figures, there: figures_2, differ: met AND NOT alike},
    {field: 'additional', here: figures, there: figures_2,
      differ: coalesce(q.additional, false) <> coalesce(q2.additional, false)},
    {field: 'date', here: [(s)-[:DUE|PERIOD|IN_FORCE]->(x) | x.iri],
      there: [(s2)-[:DUE|PERIOD|IN_FORCE]->(x) | x.iri], differ: NOT same_time},
    {field: 'bearer', here: [(s)-[:BEARER|RESPONSIBLE|ACTOR|PROPOSER]->(x) | x.iri],
      there: [(s2)-[:BEARER|RESPONSIBLE|ACTOR|PROPOSER]->(x) | x.iri], differ: null},
    {field: 'counterparty', here: [(s)-[:COUNTERPARTY]->(x) | x.iri],
      there: [(s2)-[:COUNTERPARTY]->(x) | x.iri], differ: null},
    {field: 'place', here: [(s)-[:PLACE]->(x) | x.iri], there: [(s2)-[:PLACE]->(x) | x.iri],
      differ: null},
    {field: 'object', here: [(s)-[:TASK|ABOUT|INDICATOR]->(x) | x.iri],
      there: [(s2)-[:TASK|ABOUT|INDICATOR]->(x) | x.iri], differ: null},
    {field: 'addressee', here: [(c)-[:ADDRESSEE]->(x) | x.iri],
      there: [(c2)-[:ADDRESSEE]->(x) | x.iri], differ: null},
    {field: 'speaker', here: [(c)-[:SPEAKER]->(x) | x.iri], there: [(c2)-[:SPEAKER]->(x) | x.iri],
      differ: null},
    {field: 'act', here: [], there: [], differ: coalesce(c.act, '') <> coalesce(c2.act, '')}
  ] AS fields, COLLECT {
    MATCH (s)<-[:SOURCE|TARGET]-(x:Link)-[:SOURCE|TARGET]->(s2)
    WHERE $inferences AND x.kind = 'restates'
    UNWIND x.differsIn AS aspect
    RETURN DISTINCT aspect
  } AS named
WITH *, [f IN fields WHERE coalesce(f.differ, any(x IN f.here WHERE NOT x IN f.there)
  OR any(x IN f.there WHERE NOT x IN f.here))] AS found
UNWIND found + [n IN named WHERE none(f IN found WHERE f.field = n) | {field: n, here: null}] AS row
WITH *, CASE WHEN row.here IS NULL THEN 'byLink' WHEN row.field IN named THEN 'both'
  ELSE 'inStatements' END AS seen
RETURN DISTINCT
  row.field AS field,
  CASE WHEN seen = 'byLink' OR row.field = 'act' THEN [] WHEN size(row.here) = 0
    THEN [mn + 'unstated'] ELSE row.here END AS value,
  CASE WHEN seen = 'byLink' OR row.field = 'act' THEN [] WHEN size(row.there) = 0
    THEN [mn + 'unstated'] ELSE row.there END AS value_2,
  seen AS seen, CASE WHEN seen = 'byLink' THEN 'inferred' ELSE ground END AS basis,
  l['reason_' + $lang] AS why,
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  d.language AS language, s['gist_' + $lang] AS what, s.types AS kind, c.act AS act,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  COLLECT {
    MATCH (c)<-[:CONCERNS]-(i:Inference)
    MATCH (i)-[:PROPERTY]->(p)
    MATCH (i)-[:VALUE]->(v)
    WHERE $inferences AND p.iri = mn + 'speaker' RETURN v.iri
  } AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages,
  d2.issued AS issued_2, issued_earliest_2 AS issued_earliest_2, issued_latest_2 AS issued_latest_2,
  d2.language AS language_2, s2['gist_' + $lang] AS what_2, s2.types AS kind_2, c2.act AS act_2,
  CASE WHEN c2.speaker_unstated THEN mn + 'unstated' ELSE [(c2)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker_2,
  COLLECT {
    MATCH (c2)<-[:CONCERNS]-(i:Inference)
    MATCH (i)-[:PROPERTY]->(p)
    MATCH (i)-[:VALUE]->(v)
    WHERE $inferences AND p.iri = mn + 'speaker' RETURN v.iri
  } AS speaker_inferred_2,
  c2.iri AS claim_2, d2.iri AS document_2,
  [(c2)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages_2,
  CASE WHEN $as_of IS NULL OR latest <= $as_of AND latest_2 <= $as_of THEN 'certain'
    ELSE 'possible' END AS counts
