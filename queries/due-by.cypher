// title-en: What falls due by a date
// title-ru: Что должно быть готово к дате
// title-kk: Белгілі күнге дейін не орындалуы тиіс
// description-en: Duties and targets whose last day is the given date or earlier, by the strict
//   reading of the wording (default) or by the lenient one. A day that rests on an inferred year
//   counts too and stands in the inferred columns; without inferences such rows are gone. What is
//   only expected is a forecast, nobody's commitment, and not here. A bearer, issuer or speaker
//   that the text does not name is shown as not stated; what we conclude stands in columns of its
//   own. As of a day, a document counts by its stated date or by our span for it; one that may be
//   later, or that has no date once inferences are left out, counts as 'perhaps'.
// description-ru: Обязанности и цели, последний день которых не позже данной даты при строгом
//   прочтении срока (по умолчанию) или при мягком. День, выведенный из предполагаемого года, тоже
//   считается и стоит в столбцах выводов; без выводов таких строк нет. То, чего лишь ожидают, —
//   прогноз, ничьё не обязательство, и сюда не входит. Если текст не называет, кто обязан, кто
//   поручил или кто сказал, так и показано; наши выводы стоят в отдельных столбцах. На дату
//   документ считается по названной дате или по нашему промежутку; если он может быть и позже или
//   без выводов остаётся без даты, он помечен «возможно».
// description-kk: Соңғы күні берілген күннен кеш емес міндеттер мен мақсаттар: мерзім қатаң
//   (әдепкі) не жұмсақ оқылады. Болжамды жылдан шығарылған күн де есептеледі және қорытынды
//   бағандарында тұрады; қорытындысыз ондай жолдар болмайды. Тек күтілетін нәрсе — болжам, ешкімнің
//   міндеттемесі емес, мұнда кірмейді. Мәтін кімге жүктелгенін, кім бергенін не кім айтқанын
//   атамаса, солай көрсетіледі; біздің қорытындыларымыз бөлек бағандарда тұрады. Белгілі күнге
//   құжат айтылған күнімен не біздің аралықпен есептеледі; кейінірек болуы мүмкін немесе
//   қорытындысыз күні қалмаған құжат «мүмкін» деп белгіленеді.
// parameter: date (date, required) — the last day that counts | последний день, который считается |
//   есепке кіретін соңғы күн
// parameter: reading (string = strict, strict or lenient) — how the wording is read | как читать
//   срок | мерзім қалай оқылады
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: last_day (date) — Last day | Последний день | Соңғы күн
// column: what
// column: kind
// column: who (things) — Who | Кто | Кім
// column: who_inferred (things) — Inferred: who | Вывод: кто | Қорытынды: кім
// column: due
// column: strict_end
// column: lenient_end
// column: strict_end_inferred
// column: lenient_end_inferred
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
// example: date=2026-12-31
// table: last_day what kind who due lenient_end claim
// reads: everything
// by: due
WITH 'https://w3id.org/mindet#' AS mn
CALL () {
  WITH $among AS among WHERE among IS NULL
  MATCH (s:Duty|Target) RETURN s
  UNION
  UNWIND coalesce($among, []) AS one
  MATCH (:Resource {iri: one})<-[:DUE]-(s:Duty|Target)
  RETURN s
}
MATCH (s)<-[:STATES]-(c:Claim)-[:IN_DOCUMENT]->(d:Document)
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, c, s, d, min(dating.earliest) AS issued_earliest, max(dating.latest) AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
OPTIONAL MATCH (s)-[:DUE]->(t)
WITH *, COLLECT {
  UNWIND [c, s, t] AS about
  MATCH (about)<-[:CONCERNS]-(i:Inference)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences
  OPTIONAL MATCH (i)-[:VALUE]->(v)
  RETURN {of: split(p.iri, '#')[-1], is: coalesce(v.iri, i.literal_date)} ORDER BY i.literal_date
} AS concluded
WITH *, coalesce(t.strictEnd, [i IN concluded WHERE i.of = 'strictEnd' | i.is][0]) AS strict,
  coalesce(t.lenientEnd, [i IN concluded WHERE i.of = 'lenientEnd' | i.is][0]) AS lenient
WITH *, CASE $reading WHEN 'strict' THEN coalesce(strict, lenient) ELSE coalesce(lenient,
  strict) END AS last
WHERE last <= $date
RETURN DISTINCT
  last AS last_day, s['gist_' + $lang] AS what, s.types AS kind,
  [(s)-[:BEARER|RESPONSIBLE]->(x) | x.iri] +
    CASE WHEN s.bearer_unstated OR s.responsible_unstated THEN [mn + 'unstated'] ELSE [] END AS who,
  [i IN concluded WHERE i.of IN ['bearer', 'responsible'] | i.is] AS who_inferred,
  CASE WHEN s.due_unstated THEN mn + 'unstated' ELSE t.iri END AS due,
  t.strictEnd AS strict_end, t.lenientEnd AS lenient_end,
  [i IN concluded WHERE i.of = 'strictEnd' | i.is][0] AS strict_end_inferred,
  [i IN concluded WHERE i.of = 'lenientEnd' | i.is][0] AS lenient_end_inferred,
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  CASE WHEN $as_of IS NULL OR latest <= $as_of THEN 'certain' ELSE 'possible' END AS counts,
  c.act AS act,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  [i IN concluded WHERE i.of = 'speaker' | i.is] AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages
