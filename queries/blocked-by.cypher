// title-en: Which undertakings wait for whom
// title-ru: Какие начинания ждут и кого
// title-kk: Қай бастама кімді күтеді
// description-en: Undertakings that a task enables, directly or along a chain of tasks, and who
//   must do it: each obligation that a claim puts on the task itself, or on a part of it or a
//   broader task that is for nothing else in particular; that step is our inference. Evidence of completion is a result
//   reported as completed for either task, in a document not dated before the demand, or a
//   statement that our link says fulfils it. No evidence does not mean undone. A bearer, issuer or
//   speaker that the text does not name is shown as not stated; what we conclude stands in columns
//   of its own. As of a day, a document counts by its stated date or by our span for it; one that
//   may be later, or that has no date once inferences are left out, counts as 'perhaps'.
// description-ru: Начинания, которым открывает путь задача, прямо или по цепи задач, и кто должен
//   её выполнить: каждая обязанность, наложенная на саму задачу либо на её часть или более широкую
//   задачу, если те не для чего-то другого; этот шаг — наш вывод. Свидетельство выполнения — результат «завершено» по
//   одной из этих задач в документе не раньше требования или утверждение, которое по нашей связи
//   его исполняет. Нет свидетельства — не значит, что не сделано. Если текст не называет, кто
//   обязан, кто поручил или кто сказал, так и показано; наши выводы стоят в отдельных столбцах. На
//   дату документ считается по названной дате или по нашему промежутку; если он может быть и позже
//   или без выводов остаётся без даты, он помечен «возможно».
// description-kk: Міндет тікелей не міндеттер тізбегі арқылы жол ашатын бастамалар және оны кім
//   орындауы тиіс: міндеттің өзіне немесе басқа ешнәрсеге арналмаған бөлігіне не кеңірек міндетке
//   жүктелген әр міндеттеме; бұл қадам — біздің қорытынды. Орындалғанының дәлелі — талаптан ерте емес құжатта сол міндеттердің
//   бірі бойынша «аяқталды» деген нәтиже не біздің байланыс бойынша оны орындайтын мәлімдеме.
//   Дәлелдің жоқтығы орындалмады дегенді білдірмейді. Мәтін кімге жүктелгенін, кім бергенін не кім
//   айтқанын атамаса, солай көрсетіледі; біздің қорытындыларымыз бөлек бағандарда тұрады. Белгілі
//   күнге құжат айтылған күнімен не біздің аралықпен есептеледі; кейінірек болуы мүмкін немесе
//   қорытындысыз күні қалмаған құжат «мүмкін» деп белгіленеді.
// parameter: undertaking (iri of Undertaking = null) — only this undertaking | только это начинание | тек осы
//   бастама
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: undertaking (thing) — What waits | Что ждёт | Не күтіп тұр
// column: waits_for (thing) — For which task | Какой задачи | Қай міндетті
// column: bearer
// column: bearer_inferred
// column: jointly_with
// column: what
// column: kind
// column: task (thing) — Task demanded | Требуемая задача | Талап етілген міндет
// column: basis (term) — Ground | Основание | Негізі
// column: done (boolean) — Evidence of completion | Есть свидетельство выполнения | Орындалғанының
//   дәлелі бар
// column: evidence (claims) — Evidence | Свидетельство | Дәлел
// column: issued
// column: issued_earliest
// column: issued_latest
// column: counts
// column: act
// column: speaker
// column: speaker_inferred
// column: speaker_post
// column: claim
// column: document
// column: passages
// table: undertaking waits_for bearer what act basis done claim
WITH 'https://w3id.org/mindet#' AS mn
CALL () {
  WITH $undertaking AS asked WHERE asked IS NOT NULL
  MATCH (u:Resource {iri: asked}) WHERE u:Undertaking RETURN u
  UNION
  WITH $undertaking AS asked WHERE asked IS NULL
  MATCH (u:Undertaking) RETURN u
}
MATCH (u)<-[:ENABLES*1..]-(waits:Task)
WITH DISTINCT mn, waits, u
CALL (waits) {
  MATCH (waits)<-[:BROADER_TASK*0..]-(task:Task) RETURN task
  UNION
  MATCH (waits)-[:BROADER_TASK*0..]->(task:Task) RETURN task
}
WITH * WHERE task = waits OR ($inferences AND NOT EXISTS { (task)-[:ENABLES]->() })
MATCH (task)<-[:TASK]-(s:Obligation)<-[:STATES]-(c:Claim)-[:IN_DOCUMENT]->(d:Document)
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, u, waits, task, c, s, d, min(dating.earliest) AS issued_earliest, max(dating.latest)
  AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
WITH *, COLLECT {
  UNWIND [c, s] AS about
  MATCH (about)<-[:CONCERNS]-(i:Inference)-[:PROPERTY]->(p)
  WHERE $inferences
  OPTIONAL MATCH (i)-[:VALUE]->(v)
  RETURN {of: split(p.iri, '#')[-1], is: coalesce(v.iri, i.literal_date)} ORDER BY i.literal_date
} AS concluded
WITH *, COLLECT {
  UNWIND [task, waits] AS x
  MATCH (x)<-[:TASK|ABOUT]-(r:Result {stage: 'completed'})<-[:STATES]-(e:Claim)-[:IN_DOCUMENT]->
    (f:Document)
  WHERE (f.issued IS NULL OR ($as_of IS NULL OR f.issued <= $as_of)
    AND (earliest IS NULL OR f.issued >= earliest))
  RETURN e.iri
} + COLLECT {
  MATCH (s)<-[:TARGET]-(:Link {kind: 'fulfils'})-[:SOURCE]->()<-[:STATES]-(e:Claim)-[:IN_DOCUMENT]->
    (f:Document)
  WHERE $inferences AND (f.issued IS NULL OR $as_of IS NULL OR f.issued <= $as_of)
  RETURN e.iri
} AS evidence
RETURN DISTINCT
  u.iri AS undertaking, waits.iri AS waits_for,
  [(s)-[:BEARER]->(x) | x.iri] +
    CASE WHEN s.bearer_unstated THEN [mn + 'unstated'] ELSE [] END AS bearer,
  [i IN concluded WHERE i.of = 'bearer' | i.is] AS bearer_inferred,
  [(s)-[:JOINTLY_WITH]->(x) | x.iri] +
    CASE WHEN s.jointlyWith_unstated THEN [mn + 'unstated'] ELSE [] END AS jointly_with,
  s['gist_' + $lang] AS what, s.types AS kind, task.iri AS task,
  CASE WHEN task = waits THEN 'stated' ELSE 'inferred' END AS basis,
  size(evidence) > 0 AS done, evidence AS evidence,
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  CASE WHEN $as_of IS NULL OR latest <= $as_of THEN 'certain' ELSE 'possible' END AS counts,
  c.act AS act,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  [i IN concluded WHERE i.of = 'speaker' | i.is] AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages
