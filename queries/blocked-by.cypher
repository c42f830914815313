// title-en: Which undertakings wait for whom
// title-ru: Какие начинания ждут и кого
// title-kk: Қай бастама кімді күтеді
// description-en: Undertakings that a task enables, directly or along a chain of tasks, and who
//   must do it: each obligation that a claim puts on the task itself, or on a part of it or a
//   broader task that is for nothing else in particular; that step is our inference. A step between
//   that is done holds nothing up: a task that leads on only through done steps is left out, while
//   a done task that itself leads on stays and is marked as done. A step is done where each demand
//   on it has evidence, or, where nobody demands it, where it is reported as completed. Evidence of
//   completion is a result reported as completed for either task, surely not told before the
//   demand, or a statement that our link says fulfils it, and surely known by the day asked for.
//   What may be older than the demand or later than that day is perhaps evidence, stands in a
//   column of its own and does not make anything done. No evidence does not mean undone. A bearer,
//   issuer or speaker that the text does not name is shown as not stated; what we conclude stands
//   in columns of its own. As of a day, a document counts by its stated date or by our span for it;
//   one that may be later, or that has no date once inferences are left out, counts as 'perhaps'.
// description-ru: Начинания, которым открывает путь задача, прямо или по цепи задач, и кто должен
//   её выполнить: каждая обязанность, наложенная на саму задачу либо на её часть или более широкую
//   задачу, если те не для чего-то другого; этот шаг — наш вывод. Выполненный шаг на пути ничего не
//   держит: задача, которая ведёт дальше только через выполненные шаги, опущена, а выполненная
//   задача, от которой путь открыт, остаётся с пометкой. Шаг выполнен, если свидетельство есть по
//   каждому требованию к нему или, когда его никто не требует, если о нём сообщено «завершено».
//   Свидетельство выполнения — результат «завершено» по одной из этих задач, сказанный точно не
//   раньше требования, или утверждение, которое по нашей связи его исполняет, и оба точно известны
//   к нужному дню. То, что может быть старше требования или позже этого дня, стоит в отдельном
//   столбце «возможно» и выполненным ничего не делает. Нет свидетельства — не значит, что не
//   сделано. Если текст не называет, кто обязан, кто поручил или кто сказал, так и показано; наши
//   выводы стоят в отдельных столбцах. На дату документ считается по названной дате или по нашему
//   промежутку; если он может быть и позже или без выводов остаётся без даты, он помечен
//   «возможно».
// description-kk: Міндет тікелей не міндеттер тізбегі арқылы жол ашатын бастамалар және оны кім
//   орындауы тиіс: міндеттің өзіне немесе басқа ешнәрсеге арналмаған бөлігіне не кеңірек міндетке
//   жүктелген әр міндеттеме; бұл қадам — біздің қорытынды. Жолдағы орындалған қадам ештеңені
//   бөгемейді: тек орындалған қадамдар арқылы өтетін міндет алынып тасталған, ал өзінен кейінгі
//   жолы ашық орындалған міндет белгіленіп қалады. Қадамға қойылған әр талаптың дәлелі болса не оны
//   ешкім талап етпеген жағдайда «аяқталды» деп хабарланса, қадам орындалған. Орындалғанының дәлелі
//   — сол міндеттердің бірі бойынша талаптан ерте емес екені анық «аяқталды» деген нәтиже не біздің
//   байланыс бойынша оны орындайтын мәлімдеме, екеуі де сұралған күнге анық белгілі. Талаптан бұрын
//   не сол күннен кейін болуы мүмкін мәлімдеме бөлек «мүмкін» бағанында тұрады және ештеңені
//   орындалған етпейді. Дәлелдің жоқтығы орындалмады дегенді білдірмейді. Мәтін кімге жүктелгенін,
//   кім бергенін не кім айтқанын атамаса, солай көрсетіледі; біздің қорытындыларымыз бөлек
//   бағандарда тұрады. Белгілі күнге құжат айтылған күнімен не біздің аралықпен есептеледі;
//   кейінірек болуы мүмкін немесе қорытындысыз күні қалмаған құжат «мүмкін» деп белгіленеді.
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
// column: evidence_possible (claims) — Perhaps evidence | Возможно, свидетельство | Мүмкін дәлел
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
// reads: everything
// by: undertaking
WITH 'https://w3id.org/mindet#' AS mn
CALL () {
  WITH $undertaking AS asked WHERE asked IS NOT NULL
  MATCH (u:Resource {iri: asked}) WHERE u:Undertaking RETURN u
  UNION
  WITH $undertaking AS asked WHERE asked IS NULL AND $among IS NULL
  MATCH (u:Undertaking) RETURN u
  UNION
  WITH $undertaking AS asked WHERE asked IS NULL
  UNWIND coalesce($among, []) AS one
  MATCH (u:Resource {iri: one}) WHERE u:Undertaking RETURN u
}
MATCH (u)<-[:ENABLES*1..]-(step:Task)
WITH DISTINCT mn, u, step
// A step is done where every demand on it is, or, demanded by nobody, it is told as completed.
WITH *, COLLECT {
  MATCH (step)<-[:TASK|ABOUT]-(r:Result {stage: 'completed'})
  MATCH (r)<-[:STATES]-(e:Claim)
  MATCH (e)-[:IN_DOCUMENT]->(f:Document)
  OPTIONAL MATCH (f)<-[:CONCERNS]-(dates:Inference)
  WHERE $inferences AND EXISTS { (dates)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'}) }
  WITH r, f, min(dates.earliest) AS known_from, max(dates.latest) AS known_by
  WHERE $as_of IS NULL OR coalesce(f.issued, known_by) <= $as_of
  RETURN {result: r.iri, document: f.iri, earliest: coalesce(f.issued, known_from)}
} AS told, COLLECT {
  MATCH (step)<-[:TASK]-(s:Obligation)
  MATCH (s)<-[:STATES]-(via1:Claim)
  MATCH (via1)-[:IN_DOCUMENT]->(d:Document)
  OPTIONAL MATCH (d)<-[:CONCERNS]-(dates:Inference)
  WHERE $inferences AND EXISTS { (dates)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'}) }
  WITH s, d, min(dates.earliest) AS known_from, max(dates.latest) AS known_by
  WHERE $as_of IS NULL OR coalesce(d.issued, known_from, $as_of) <= $as_of
  WITH s, d, coalesce(d.issued, known_by) AS latest, COLLECT {
    MATCH (s)<-[:TARGET]-(via2:Link {kind: 'fulfils'})
    MATCH (via2)-[:SOURCE]->(via3)
    MATCH (via3)<-[:STATES]-(via4:Claim)
    MATCH (via4)-[:IN_DOCUMENT]->(f:Document)
    OPTIONAL MATCH (f)<-[:CONCERNS]-(dates:Inference)
    WHERE EXISTS { (dates)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'}) }
    WITH f, max(dates.latest) AS told_by
    WHERE $inferences AND ($as_of IS NULL OR coalesce(f.issued, told_by) <= $as_of)
    RETURN f.iri
  } AS fulfilled
  RETURN {document: d.iri, latest: latest, fulfilled: fulfilled}
} AS demands
WITH mn, u, step, CASE
  WHEN size(demands) = 0 AND size(told) = 0 THEN null
  WHEN all(one IN demands WHERE size(one.fulfilled) > 0 OR any(r IN told
    WHERE r.document = one.document OR r.earliest >= one.latest)) THEN step.iri END AS done
WITH mn, u, collect(step) AS steps, collect(done) AS over
UNWIND steps AS waits
WITH *
WHERE size(over) = 0 OR EXISTS {
  MATCH (waits)-[:ENABLES*0..]->(x:Task)-[:ENABLES]->(y)
  WHERE NOT y.iri IN over
    AND NOT EXISTS { MATCH (y)-[:ENABLES*1..]->(z:Task) WHERE z.iri IN over }
    AND (y = u OR EXISTS { MATCH (y)-[:ENABLES*1..]->(v) WHERE v = u })
    AND (x = waits OR NOT x.iri IN over
      AND EXISTS { MATCH (x)-[:ENABLES*1..]->(z:Task) WHERE z.iri IN over })
}
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
  MATCH (about)<-[:CONCERNS]-(i:Inference)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences
  OPTIONAL MATCH (i)-[:VALUE]->(v)
  RETURN {of: split(p.iri, '#')[-1], is: coalesce(v.iri, i.literal_date)} ORDER BY i.literal_date
} AS concluded, COLLECT {
  UNWIND [task, waits] AS x
  MATCH (x)<-[:TASK|ABOUT]-(r:Result {stage: 'completed'})
  MATCH (r)<-[:STATES]-(e:Claim)
  MATCH (e)-[:IN_DOCUMENT]->(f:Document)
  OPTIONAL MATCH (f)<-[:CONCERNS]-(dates:Inference)
  WHERE $inferences AND EXISTS { (dates)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'}) }
  WITH r, e, f, min(dates.earliest) AS known_from, max(dates.latest) AS known_by
  RETURN {claim: e.iri, document: f.iri, earliest: coalesce(f.issued, known_from),
    latest: coalesce(f.issued, known_by), linked: $inferences AND EXISTS {
      MATCH (r)<-[:SOURCE]-(l:Link {kind: 'fulfils'})
      MATCH (l)-[:TARGET]->(s) }}
} + COLLECT {
  MATCH (s)<-[:TARGET]-(via5:Link {kind: 'fulfils'})
  MATCH (via5)-[:SOURCE]->(via6)
  MATCH (via6)<-[:STATES]-(e:Claim)
  MATCH (e)-[:IN_DOCUMENT]->(f:Document)
  OPTIONAL MATCH (f)<-[:CONCERNS]-(dates:Inference)
  WHERE EXISTS { (dates)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'}) }
  WITH e, f, min(dates.earliest) AS known_from, max(dates.latest) AS known_by
  WHERE $inferences
  RETURN {claim: e.iri, document: f.iri, earliest: coalesce(f.issued, known_from),
    latest: coalesce(f.issued, known_by), linked: true}
} AS told
WITH *, [e IN told WHERE ($as_of IS NULL OR e.latest <= $as_of)
  AND (e.linked OR e.document = d.iri OR e.earliest >= latest) | e.claim] AS evidence
WITH *, [e IN told WHERE NOT e.claim IN evidence
  AND ($as_of IS NULL OR coalesce(e.earliest, $as_of) <= $as_of)
  AND (e.linked OR e.document = d.iri OR NOT coalesce(e.latest < earliest, false)) | e.claim]
  AS evidence_possible
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
  evidence_possible AS evidence_possible,
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  CASE WHEN $as_of IS NULL OR latest <= $as_of THEN 'certain' ELSE 'possible' END AS counts,
  c.act AS act,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  [i IN concluded WHERE i.of = 'speaker' | i.is] AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages
