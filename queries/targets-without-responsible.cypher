// title-en: Targets for which nobody is named as responsible
// title-ru: Цели, за которые никто не назван ответственным
// title-kk: Жауаптысы аталмаған мақсаттар
// description-en: Targets that are planned or promised while the text names nobody who answers
//   for them. Whom we infer to be responsible stands in a column of its own and does not take the
//   target out. Nobody is filled in from other texts. An undertaking takes in what is told of
//   tasks that serve it, and of what we infer to be about it. A speaker or responsible that the
//   text does not name is shown as not stated; what we conclude stands in columns of its own. As
//   of a day, a document counts by its stated date or by our span for it; one that may be later,
//   or that has no date once inferences are left out, counts as 'perhaps'.
// description-ru: Цели, которые запланированы или обещаны, но в тексте не названо, кто за них
//   отвечает. Тот, кого мы считаем ответственным по выводу, стоит в отдельном столбце, и цель
//   остаётся в списке. Из других текстов никто не подставляется. К начинанию относится и
//   сказанное о задачах, которые ему служат, и то, что, по нашему выводу, о нём. Если текст не
//   называет, кто отвечает или кто сказал, так и показано; наши выводы стоят в отдельных
//   столбцах. На дату документ считается по названной дате или по нашему промежутку; если он
//   может быть и позже или без выводов остаётся без даты, он помечен «возможно».
// description-kk: Жоспарланған не уәде етілген, бірақ мәтінде кім жауап беретіні аталмаған
//   мақсаттар. Біздің қорытынды бойынша жауапты деп саналатын тарап бөлек бағанда тұрады, мақсат
//   тізімнен шықпайды. Басқа мәтіндерден ешкім қойылмайды. Бастамаға оған қызмет ететін міндеттер
//   туралы айтылғаны да, біздің қорытынды бойынша сол туралы айтылғаны да кіреді. Мәтін кім жауап
//   беретінін не кім айтқанын атамаса, солай көрсетіледі; біздің қорытындыларымыз бөлек
//   бағандарда тұрады. Белгілі күнге құжат айтылған күнімен не біздің аралықпен есептеледі;
//   кейінірек болуы мүмкін немесе қорытындысыз күні қалмаған құжат «мүмкін» деп белгіленеді.
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
// column: responsible
// column: responsible_inferred
// column: about (things) — About | О чём | Не туралы
// column: about_inferred (things) — Inferred: about | Вывод: о чём | Қорытынды: не туралы
// column: indicator
// column: quantity
// column: due
// column: strict_end
// column: lenient_end
// column: strict_end_inferred
// column: lenient_end_inferred
// column: act
// column: speaker
// column: speaker_inferred
// column: speaker_post
// column: claim
// column: document
// column: passages
// table: issued what responsible about quantity due claim
// finish: chronological
// order: yes
// reads: everything
WITH 'https://w3id.org/mindet#' AS mn
CALL (mn) {
  WITH mn WHERE $undertaking IS NULL
  MATCH (s:Target)
  RETURN s
  UNION
  WITH mn WHERE $undertaking IS NOT NULL
  MATCH (:Resource {iri: $undertaking})<-[:SERVES*0..1]-(via1)
  MATCH (via1)<-[:ABOUT|TASK]-(s:Target)
  RETURN s
  UNION
  WITH mn WHERE $undertaking IS NOT NULL
  MATCH (:Resource {iri: $undertaking})<-[:VALUE]-(i:Inference)
  MATCH (i)-[:CONCERNS]->(s:Target)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences AND p.iri IN [mn + 'about', mn + 'task']
  RETURN s
}
WITH mn, s WHERE s.responsible_unstated
MATCH (s)<-[:STATES]-(c:Claim)-[:IN_DOCUMENT]->(d:Document)
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, c, s, d, min(dating.earliest) AS issued_earliest, max(dating.latest) AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
OPTIONAL MATCH (s)-[:DUE]->(t)
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
  s['gist_' + $lang] AS what, [mn + 'unstated'] AS responsible,
  [i IN concluded WHERE i.of = 'responsible' | i.is] AS responsible_inferred,
  [(s)-[:ABOUT|TASK]->(x) | x.iri] AS about,
  [i IN concluded WHERE i.of IN ['about', 'task'] | i.is] AS about_inferred,
  q.iri AS quantity,
  [(s)-[:INDICATOR]->(x) | x.iri] +
    CASE WHEN s.indicator_unstated THEN [mn + 'unstated'] ELSE [] END AS indicator,
  CASE WHEN s.due_unstated THEN mn + 'unstated' ELSE t.iri END AS due,
  t.strictEnd AS strict_end, t.lenientEnd AS lenient_end,
  [i IN concluded WHERE i.of = 'strictEnd' | i.is][0] AS strict_end_inferred,
  [i IN concluded WHERE i.of = 'lenientEnd' | i.is][0] AS lenient_end_inferred,
  c.act AS act,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  [i IN concluded WHERE i.of = 'speaker' | i.is] AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages
