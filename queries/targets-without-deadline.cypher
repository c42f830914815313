// title-en: Targets without a deadline
// title-ru: Цели без срока
// title-kk: Мерзімі жоқ мақсаттар
// description-en: Targets (and, if asked for, duties) for which the text gives no last day: it is
//   silent, only presses for speed ('promptly', 'in time'), or speaks of some time to come. A
//   deadline whose days hang on an inferred year is a deadline, and not here. A deadline, day or
//   urgency that we infer stands in columns of its own and does not take the row out. An
//   undertaking takes in what is told of tasks that serve it, and of what we infer to be about
//   it. A speaker or responsible that the text does not name is shown as not stated; what we
//   conclude stands in columns of its own. As of a day, a document counts by its stated date or
//   by our span for it; one that may be later, or that has no date once inferences are left out,
//   counts as 'perhaps'.
// description-ru: Цели (а по желанию и обязанности), для которых текст не даёт последнего дня: он
//   молчит, лишь торопит («оперативно», «своевременно») или называет лишь неопределённое будущее.
//   Срок, дни которого зависят от предполагаемого года, — всё же срок, и сюда не входит.
//   Выведенные нами срок, день или срочность стоят в отдельных столбцах, и строка остаётся. К
//   начинанию относится и сказанное о задачах, которые ему служат, и то, что, по нашему выводу, о
//   нём. Если текст не называет, кто отвечает или кто сказал, так и показано; наши выводы стоят в
//   отдельных столбцах. На дату документ считается по названной дате или по нашему промежутку;
//   если он может быть и позже или без выводов остаётся без даты, он помечен «возможно».
// description-kk: Мәтін соңғы күнін бермейтін мақсаттар (сұралса, міндеттер де): мәтін үнсіз, тек
//   асықтырады («жедел», «уақтылы») не алдағы белгісіз уақытты айтады. Күндері болжамды жылға
//   тәуелді мерзім де — мерзім, мұнда кірмейді. Біз қорытқан мерзім, күн не шұғылдық бөлек
//   бағандарда тұрады, жол тізімнен шықпайды. Бастамаға оған қызмет ететін міндеттер туралы
//   айтылғаны да, біздің қорытынды бойынша сол туралы айтылғаны да кіреді. Мәтін кім жауап
//   беретінін не кім айтқанын атамаса, солай көрсетіледі; біздің қорытындыларымыз бөлек
//   бағандарда тұрады. Белгілі күнге құжат айтылған күнімен не біздің аралықпен есептеледі;
//   кейінірек болуы мүмкін немесе қорытындысыз күні қалмаған құжат «мүмкін» деп белгіленеді.
// parameter: duties (boolean = false) — duties as well | и обязанности тоже | міндеттер де
// parameter: undertaking (iri of Undertaking or Task = null) — only about this undertaking or
//   task | только об этом начинании или задаче | тек осы бастама не міндет туралы
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: issued
// column: issued_earliest
// column: issued_latest
// column: counts
// column: what
// column: kind
// column: who (things) — Who | Кто | Кім
// column: who_inferred (things) — Inferred: who | Вывод: кто | Қорытынды: кім
// column: about (things) — About | О чём | Не туралы
// column: about_inferred (things) — Inferred: about | Вывод: о чём | Қорытынды: не туралы
// column: due
// column: urgency (terms) — Urgency | Срочность | Шұғылдығы
// column: due_inferred (things) — Inferred: deadline | Вывод: срок | Қорытынды: мерзім
// column: due_earliest (date) — Inferred: last day not before | Вывод: последний день не раньше |
//   Қорытынды: соңғы күн ең ертесі
// column: due_latest (date) — Inferred: last day not after | Вывод: последний день не позже |
//   Қорытынды: соңғы күн ең кеші
// column: strict_end_inferred
// column: lenient_end_inferred
// column: urgency_inferred (terms) — Inferred: urgency | Вывод: срочность | Қорытынды: шұғылдығы
// column: indicator
// column: quantity
// column: act
// column: speaker
// column: speaker_inferred
// column: speaker_post
// column: claim
// column: document
// column: passages
// table: issued what kind who about due quantity claim
// finish: chronological
// order: yes
// reads: everything
WITH 'https://w3id.org/mindet#' AS mn
CALL (mn) {
  WITH mn WHERE $undertaking IS NULL
  MATCH (s:Duty|Target)
  RETURN s
  UNION
  WITH mn WHERE $undertaking IS NOT NULL
  MATCH (:Resource {iri: $undertaking})<-[:SERVES*0..1]-(via1)
  MATCH (via1)<-[:ABOUT|TASK]-(s:Duty|Target)
  RETURN s
  UNION
  WITH mn WHERE $undertaking IS NOT NULL
  MATCH (:Resource {iri: $undertaking})<-[:VALUE]-(i:Inference)
  MATCH (i)-[:CONCERNS]->(s:Duty|Target)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences AND p.iri IN [mn + 'about', mn + 'task']
  RETURN s
}
WITH mn, s WHERE $duties OR s:Target
OPTIONAL MATCH (s)-[:DUE]->(t:Deadline)
WITH mn, s, t
WHERE s.due_unstated OR t.strictEnd IS NULL AND t.lenientEnd IS NULL
  AND coalesce(t.wording, 'unspecifiedFuture') = 'unspecifiedFuture' AND t IS NOT NULL
MATCH (s)<-[:STATES]-(c:Claim)-[:IN_DOCUMENT]->(d:Document)
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, c, s, t, d, min(dating.earliest) AS issued_earliest, max(dating.latest) AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
OPTIONAL MATCH (s)-[:QUANTITY]->(q)
WITH *, COLLECT {
  UNWIND [c, s, t] AS about
  MATCH (about)<-[:CONCERNS]-(i:Inference)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences
  OPTIONAL MATCH (i)-[:VALUE]->(v)
  RETURN {of: split(p.iri, '#')[-1], is: coalesce(v.iri, i.literal_date), earliest: i.earliest,
    latest: i.latest} ORDER BY i.literal_date
} AS concluded
RETURN DISTINCT
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  CASE WHEN $as_of IS NULL OR latest <= $as_of THEN 'certain' ELSE 'possible' END AS counts,
  s['gist_' + $lang] AS what, s.types AS kind,
  [(s)-[:BEARER|RESPONSIBLE]->(x) | x.iri] +
    CASE WHEN s.bearer_unstated OR s.responsible_unstated THEN [mn + 'unstated'] ELSE [] END AS who,
  [i IN concluded WHERE i.of IN ['bearer', 'responsible'] | i.is] AS who_inferred,
  [(s)-[:ABOUT|TASK]->(x) | x.iri] AS about,
  [i IN concluded WHERE i.of IN ['about', 'task'] | i.is] AS about_inferred,
  CASE WHEN s.due_unstated THEN mn + 'unstated' ELSE t.iri END AS due, t.urgency AS urgency,
  [i IN concluded WHERE i.of = 'due' | i.is] AS due_inferred,
  [i IN concluded WHERE i.of = 'due' | i.earliest][0] AS due_earliest,
  [i IN concluded WHERE i.of = 'due' | i.latest][0] AS due_latest,
  [i IN concluded WHERE i.of = 'strictEnd' | i.is][0] AS strict_end_inferred,
  [i IN concluded WHERE i.of = 'lenientEnd' | i.is][0] AS lenient_end_inferred,
  [i IN concluded WHERE i.of = 'urgency' | i.is] AS urgency_inferred,
  q.iri AS quantity,
  [(s)-[:INDICATOR]->(x) | x.iri] +
    CASE WHEN s.indicator_unstated THEN [mn + 'unstated'] ELSE [] END AS indicator,
  c.act AS act,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  [i IN concluded WHERE i.of = 'speaker' | i.is] AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages
