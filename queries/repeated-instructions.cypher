// title-en: The same demand again
// title-ru: То же требование снова
// title-kk: Сол талап қайтадан
// description-en: Duties on one task, or on two parts of one broader task, demanded again at least
//   so many months later, surely: reckoned from the latest day of the earlier document to the
//   earliest day of the later one. Without inferences a document with no stated date can't be
//   placed and its rows are gone. That a text merely reports an older duty is no new demand. A
//   bearer, issuer or speaker that the text does not name is shown as not stated; what we conclude
//   stands in columns of its own. As of a day, a document counts by its stated date or by our span
//   for it; one that may be later, or that has no date once inferences are left out, counts as
//   'perhaps'.
// description-ru: Обязанности по одной задаче или по двум частям более широкой задачи, которых
//   потребовали снова не раньше чем через столько месяцев, наверняка: от самого позднего дня
//   раннего документа до самого раннего дня позднего. Без выводов документ без даты не расположить
//   во времени, и его строк нет. Простое сообщение о прежней обязанности — не новое требование.
//   Если текст не называет, кто обязан, кто поручил или кто сказал, так и показано; наши выводы
//   стоят в отдельных столбцах. На дату документ считается по названной дате или по нашему
//   промежутку; если он может быть и позже или без выводов остаётся без даты, он помечен
//   «возможно».
// description-kk: Бір міндет не кеңірек міндеттің екі бөлігі бойынша кемінде осынша айдан кейін
//   қайта қойылған талаптар, анық есеппен: ертерек құжаттың ең кеш күнінен кейінгі құжаттың ең ерте
//   күніне дейін. Қорытындысыз күні айтылмаған құжатты уақытқа орналастыруға болмайды, оның жолдары
//   шықпайды. Бұрынғы міндет туралы жай хабар жаңа талап емес. Мәтін кімге жүктелгенін, кім
//   бергенін не кім айтқанын атамаса, солай көрсетіледі; біздің қорытындыларымыз бөлек бағандарда
//   тұрады. Белгілі күнге құжат айтылған күнімен не біздің аралықпен есептеледі; кейінірек болуы
//   мүмкін немесе қорытындысыз күні қалмаған құжат «мүмкін» деп белгіленеді.
// parameter: months (integer = 12) — the least number of months between | наименьшее число месяцев
//   между | аралықтағы айлардың ең аз саны
// parameter: task (iri of Task = null) — only pairs whose shared task is this one | только пары с
//   этой общей задачей | тек ортақ міндеті осы болатын жұптар
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: task (thing) — Task they share | Общая задача | Ортақ міндет
// column: months_between (number) — Months between, at least | Месяцев между, не меньше | Арада
//   кемінде неше ай
// column: issued
// column: issued_earliest
// column: issued_latest
// column: act
// column: bearer
// column: what
// column: claim
// column: document
// column: passages
// column: issued_2 (date) — Later document's date | Дата позднего документа | Кейінгі құжаттың күні
// column: issued_earliest_2 (date) — Inferred: later, not before | Вывод: поздний, не раньше |
//   Қорытынды: кейінгі, ең ертесі
// column: issued_latest_2 (date) — Inferred: later, not after | Вывод: поздний, не позже |
//   Қорытынды: кейінгі, ең кеші
// column: act_2 (term) — Speech act, later | Речевой акт, позже | Сөз актісі, кейін
// column: bearer_2 (things) — Who must, later | Кто обязан, позже | Кім міндетті, кейін
// column: what_2 (text) — What, later | Что, позже | Не, кейін
// column: claim_2 (claim) — Later claim | Позднее утверждение | Кейінгі мәлімдеме
// column: document_2 (document) — Later document | Поздний документ | Кейінгі құжат
// column: passages_2 (passages) — Passage in the later one | Место в позднем | Кейінгі мәтіндегі
//   орны
// column: counts
// table: task months_between act what claim act_2 what_2 claim_2
// reads: everything
// by: task
WITH 'https://w3id.org/mindet#' AS mn
CALL () {
  WITH $task AS asked WHERE asked IS NULL AND $among IS NULL
  MATCH (common:Task) RETURN common
  UNION
  WITH $task AS asked WHERE asked IS NOT NULL
  MATCH (common:Resource {iri: asked}) WHERE common:Task RETURN common
  UNION
  WITH $task AS asked WHERE asked IS NULL
  UNWIND coalesce($among, []) AS one
  MATCH (common:Resource {iri: one}) WHERE common:Task RETURN common
}
MATCH (common)<-[:BROADER_TASK*0..]-(t:Task)
WITH DISTINCT mn, common, t
MATCH (t)<-[:TASK]-(s:Duty)<-[:STATES]-(c:Claim)-[:IN_DOCUMENT]->(d:Document)
WHERE c.act IN ['instructs', 'enacts', 'requires', 'reminds', 'appeals']
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, common, t, c, s, d, min(dating.earliest) AS issued_earliest, max(dating.latest)
  AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
WITH mn, common, collect({t: t, c: c, s: s, d: d, issued_earliest: issued_earliest,
  issued_latest: issued_latest, earliest: earliest, latest: latest}) AS demanded
UNWIND demanded AS one
UNWIND demanded AS other
WITH mn, common, one, other, one.latest AS latest, other.earliest AS earliest_2
WITH *, (earliest_2.year - latest.year) * 12 + earliest_2.month - latest.month -
  CASE WHEN earliest_2.day < latest.day THEN 1 ELSE 0 END AS between
WHERE between >= $months
WITH mn, common, between, latest, other.latest AS latest_2, one.t AS t, one.c AS c, one.s AS s,
  one.d AS d, one.issued_earliest AS issued_earliest, one.issued_latest AS issued_latest,
  other.t AS t2, other.c AS c2, other.s AS s2, other.d AS d2,
  other.issued_earliest AS issued_earliest_2, other.issued_latest AS issued_latest_2
WHERE NOT EXISTS {
  MATCH (t)-[:BROADER_TASK*0..]->(near:Task)-[:BROADER_TASK*1..]->(common)
  WHERE EXISTS { MATCH (t2)-[:BROADER_TASK*0..]->(near) } }
RETURN DISTINCT
  common.iri AS task, between AS months_between,
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  c.act AS act, [(s)-[:BEARER]->(x) | x.iri] +
    CASE WHEN s.bearer_unstated THEN [mn + 'unstated'] ELSE [] END AS bearer,
  s['gist_' + $lang] AS what, c.iri AS claim, d.iri AS document,
  [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages,
  d2.issued AS issued_2, issued_earliest_2 AS issued_earliest_2, issued_latest_2 AS issued_latest_2,
  c2.act AS act_2, [(s2)-[:BEARER]->(x) | x.iri] +
    CASE WHEN s2.bearer_unstated THEN [mn + 'unstated'] ELSE [] END AS bearer_2,
  s2['gist_' + $lang] AS what_2, c2.iri AS claim_2, d2.iri AS document_2,
  [(c2)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages_2,
  CASE WHEN $as_of IS NULL OR latest <= $as_of AND latest_2 <= $as_of THEN 'certain'
    ELSE 'possible' END AS counts
