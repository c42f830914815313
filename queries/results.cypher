// title-en: Results and their periods
// title-ru: Результаты и их периоды
// title-kk: Нәтижелер және олар қамтитын мерзім
// description-en: What claims report as done or under way, how far it has come, for which
//   period, by whom, and with which figure. Narrowed to an undertaking or task, it shows the
//   results about it, about a task that serves it, and those that we take to be about it;
//   narrowed to whoever is responsible, those that name them and those for which we conclude
//   them (mn:unstated finds those that name nobody). That something was reported is no proof
//   that it is so. A stage, period, responsible actor or speaker that the text does not give is
//   shown as not stated; what we conclude stands in columns of its own. As of a day, a document
//   counts by its stated date or by our span for it; one that may be later, or that has no date
//   once inferences are left out, counts as 'perhaps'.
// description-ru: Что, по утверждениям, сделано или делается, насколько продвинулось, за какой
//   период, кем и с какой величиной. Для одного начинания или задачи показаны результаты о нём,
//   о задаче, которая ему служит, и те, что мы к нему относим; для одного ответственного — те,
//   где он назван, и те, где мы его вывели (mn:unstated находит те, где не назван никто).
//   Сообщение о результате ещё не доказательство. Если текст не называет стадию, период,
//   ответственного или кто сказал, так и показано; наши выводы стоят в отдельных столбцах. На
//   дату документ считается по названной дате или по нашему промежутку; если он может быть и
//   позже или без выводов остаётся без даты, он помечен «возможно».
// description-kk: Мәлімдемелер орындалды не орындалып жатыр деген нәрсе: қай кезеңге жетті, қай
//   мерзім үшін, кім істеді және мөлшері қанша. Бір бастама не міндет берілсе, сол туралы, оған
//   қызмет ететін міндет туралы және біз соған жатқызған нәтижелер шығады; бір жауапты берілсе,
//   ол аталған және біз оны қорытқан нәтижелер шығады (mn:unstated ешкім аталмағандарын табады).
//   Нәтиже туралы хабар — әлі дәлел емес. Мәтін кезеңін, мерзімін, жауаптыны не кім айтқанын
//   атамаса, солай көрсетіледі; біздің қорытындыларымыз бөлек бағандарда тұрады. Белгілі күнге
//   құжат айтылған күнімен не біздің аралықпен есептеледі; кейінірек болуы мүмкін немесе
//   қорытындысыз күні қалмаған құжат «мүмкін» деп белгіленеді.
// parameter: undertaking (iri of Undertaking or Task = null) — only results of this undertaking
//   or task | только результаты этого начинания или задачи | тек осы бастама не міндеттің
//   нәтижелері
// parameter: responsible (iri of Actor or Post = null) — only where this actor or post is
//   responsible | только где отвечает этот участник или должность | тек осы қатысушы не лауазым
//   жауапты нәтижелер
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: issued
// column: issued_earliest
// column: issued_latest
// column: counts
// column: what
// column: about (things) — About | О чём | Не туралы
// column: about_inferred (things) — Inferred: about | Вывод: о чём | Қорытынды: не туралы
// column: task
// column: stage
// column: responsible
// column: responsible_inferred
// column: quantity
// column: lower
// column: upper
// column: indicator
// column: indicator_inferred (things) — Inferred: what is counted | Вывод: что считают |
//   Қорытынды: не саналады
// column: place (things) — Where | Где | Қайда
// column: place_inferred (things) — Inferred: where | Вывод: где | Қорытынды: қайда
// column: period (thing) — Period | Период | Мерзімі
// column: since (date) — From | С какого дня | Қай күннен
// column: strict_end
// column: lenient_end
// column: since_inferred (date) — Inferred: from | Вывод: с какого дня | Қорытынды: қай күннен
// column: strict_end_inferred
// column: lenient_end_inferred
// column: act
// column: speaker
// column: speaker_inferred
// column: speaker_post
// column: claim
// column: document
// column: passages
// table: issued what stage responsible quantity indicator period claim
// finish: chronological
// order: yes
// reads: everything
// by: document
WITH 'https://w3id.org/mindet#' AS mn
CALL (mn) {
  UNWIND CASE WHEN $undertaking IS NULL AND
    ($responsible IS NULL OR $responsible = mn + 'unstated') AND $among IS NULL THEN [1] ELSE [] END
    AS every
  MATCH (s:Result)
  RETURN s
  UNION
  UNWIND coalesce($among, []) AS one
  MATCH (:Resource {iri: one})<-[:IN_DOCUMENT]-(told:Claim)
  MATCH (told)-[:STATES]->(s:Result)
  RETURN s
  UNION
  WITH mn, $undertaking AS asked WHERE asked IS NOT NULL
  MATCH (:Resource {iri: asked})<-[:ABOUT|TASK]-(s:Result)
  RETURN s
  UNION
  WITH mn, $undertaking AS asked WHERE asked IS NOT NULL
  MATCH (:Resource {iri: asked})<-[:SERVES]-(via1:Task)
  MATCH (via1)<-[:ABOUT|TASK]-(s:Result)
  RETURN s
  UNION
  WITH mn, $undertaking AS asked WHERE asked IS NOT NULL
  MATCH (:Resource {iri: asked})<-[:VALUE]-(i:Inference)
  MATCH (i)-[:CONCERNS]->(s:Result)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences AND p.iri IN [mn + 'about', mn + 'task']
  RETURN s
  UNION
  WITH mn, $responsible AS asked WHERE asked IS NOT NULL AND $undertaking IS NULL
  MATCH (:Resource {iri: asked})<-[:RESPONSIBLE]-(s:Result)
  RETURN s
  UNION
  WITH mn, $responsible AS asked WHERE asked IS NOT NULL AND $undertaking IS NULL
  MATCH (:Resource {iri: asked})<-[:VALUE]-(via2:Inference)
  MATCH (via2)-[:CONCERNS]->(s:Result)
  RETURN s
}
WITH mn, s
WHERE $responsible IS NULL OR ($responsible = mn + 'unstated' AND s.responsible_unstated)
  OR EXISTS { MATCH (s)-[:RESPONSIBLE]->(x) WHERE x.iri = $responsible }
  OR ($inferences AND EXISTS {
    MATCH (s)<-[:CONCERNS]-(i:Inference)
    MATCH (i)-[:VALUE]->(x)
    MATCH (i)-[:PROPERTY]->(p)
    WHERE x.iri = $responsible AND p.iri = mn + 'responsible' })
MATCH (s)<-[:STATES]-(c:Claim)-[:IN_DOCUMENT]->(d:Document)
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, c, s, d, min(dating.earliest) AS issued_earliest, max(dating.latest) AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
OPTIONAL MATCH (s)-[:PERIOD]->(t)
OPTIONAL MATCH (s)-[:QUANTITY]->(q)
WITH *, COLLECT {
  UNWIND [c, s, t] AS about
  MATCH (about)<-[:CONCERNS]-(i:Inference)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences
  OPTIONAL MATCH (i)-[:VALUE]->(v)
  RETURN {of: split(p.iri, '#')[-1], is: coalesce(v.iri, i.literal_date)} ORDER BY i.literal_date
} AS concluded
RETURN DISTINCT
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  CASE WHEN $as_of IS NULL OR latest <= $as_of THEN 'certain' ELSE 'possible' END AS counts,
  s['gist_' + $lang] AS what, [(s)-[:ABOUT]->(x) | x.iri] AS about,
  [i IN concluded WHERE i.of = 'about' | i.is] AS about_inferred,
  [(s)-[:TASK]->(x) | x.iri] +
    CASE WHEN s.task_unstated THEN [mn + 'unstated'] ELSE [] END AS task,
  coalesce(s.stage, 'unstated') AS stage,
  [(s)-[:RESPONSIBLE]->(x) | x.iri] +
    CASE WHEN s.responsible_unstated THEN [mn + 'unstated'] ELSE [] END AS responsible,
  [i IN concluded WHERE i.of = 'responsible' | i.is] AS responsible_inferred,
  q.iri AS quantity, coalesce(q.lower_lexical, q.lower) AS lower,
  coalesce(q.upper_lexical, q.upper) AS upper,
  [(s)-[:INDICATOR]->(x) | x.iri] +
    CASE WHEN s.indicator_unstated THEN [mn + 'unstated'] ELSE [] END AS indicator,
  [i IN concluded WHERE i.of = 'indicator' | i.is] AS indicator_inferred,
  [(s)-[:PLACE]->(x) | x.iri] +
    CASE WHEN s.place_unstated THEN [mn + 'unstated'] ELSE [] END AS place,
  [i IN concluded WHERE i.of = 'place' | i.is] AS place_inferred,
  coalesce(t.iri, mn + 'unstated') AS period,
  t.from AS since, t.strictEnd AS strict_end, t.lenientEnd AS lenient_end,
  [i IN concluded WHERE i.of = 'from' | i.is][0] AS since_inferred,
  [i IN concluded WHERE i.of = 'strictEnd' | i.is][0] AS strict_end_inferred,
  [i IN concluded WHERE i.of = 'lenientEnd' | i.is][0] AS lenient_end_inferred,
  c.act AS act,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  [i IN concluded WHERE i.of = 'speaker' | i.is] AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages
