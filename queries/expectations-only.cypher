// title-en: Expected, but nobody has committed
// title-ru: Ожидается, но никто не обязался
// title-kk: Күтіледі, бірақ ешкім міндеттенбеген
// description-en: What is expected by nobody's commitment: each forecast, and whether any target
//   or duty counts by the same indicator or is about the same undertaking or task (a task that
//   serves the undertaking included). Targets and duties that only our inference or our link ties
//   to it stand in a column of their own. Where there is none, nobody has committed, as far as
//   the texts say. A figure for a past year that is still expected is a forecast as well. An
//   undertaking takes in what is told of tasks that serve it, and of what we infer to be about
//   it. A speaker or responsible that the text does not name is shown as not stated; what we
//   conclude stands in columns of its own. As of a day, a document counts by its stated date or
//   by our span for it; one that may be later, or that has no date once inferences are left out,
//   counts as 'perhaps'.
// description-ru: То, чего ждут без чьего-либо обязательства: каждый прогноз и есть ли цель или
//   обязанность с тем же показателем либо о том же начинании или задаче (в том числе о задаче,
//   которая служит начинанию). Цели и обязанности, связанные с ним лишь нашим выводом или связью,
//   стоят в отдельном столбце. Если нет ни одной, то, насколько говорят тексты, никто не
//   обязался. Число за прошедший год, которого ещё ждут, — тоже прогноз. К начинанию относится и
//   сказанное о задачах, которые ему служат, и то, что, по нашему выводу, о нём. Если текст не
//   называет, кто отвечает или кто сказал, так и показано; наши выводы стоят в отдельных
//   столбцах. На дату документ считается по названной дате или по нашему промежутку; если он
//   может быть и позже или без выводов остаётся без даты, он помечен «возможно».
// description-kk: Ешкім міндеттенбей күтілетіні: әр болжам және сол көрсеткішпен саналатын не сол
//   бастама не міндет (соның ішінде бастамаға қызмет ететін міндет) туралы мақсат не міндет
//   бар-жоғы. Тек біздің қорытынды не байланыс арқылы қатысты мақсаттар мен міндеттер бөлек
//   бағанда тұрады. Біреуі де болмаса, мәтіндерге қарағанда ешкім міндеттенбеген. Өткен жыл үшін
//   әлі күтілетін сан да — болжам. Бастамаға оған қызмет ететін міндеттер туралы айтылғаны да,
//   біздің қорытынды бойынша сол туралы айтылғаны да кіреді. Мәтін кім жауап беретінін не кім
//   айтқанын атамаса, солай көрсетіледі; біздің қорытындыларымыз бөлек бағандарда тұрады. Белгілі
//   күнге құжат айтылған күнімен не біздің аралықпен есептеледі; кейінірек болуы мүмкін немесе
//   қорытындысыз күні қалмаған құжат «мүмкін» деп белгіленеді.
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
// column: period (thing) — For which time | За какое время | Қай уақыт үшін
// column: strict_end
// column: lenient_end
// column: strict_end_inferred
// column: lenient_end_inferred
// column: due_inferred (things) — Inferred: deadline | Вывод: срок | Қорытынды: мерзім
// column: commitment (term) — Commitment | Обязательство | Міндеттеме
// column: same_indicator (claims) — Committed: same indicator | Обязательства: тот же показатель
//   | Міндеттемелер: сол көрсеткіш
// column: same_undertaking (claims) — Committed: same undertaking or task | Обязательства: то же
//   начинание или задача | Міндеттемелер: сол бастама не міндет
// column: committed_inferred (claims) — Inferred: committed | Вывод: обязательства | Қорытынды:
//   міндеттемелер
// column: results_from (claims) — As a consequence of | Как следствие чего | Ненің салдары
// column: act
// column: speaker
// column: speaker_inferred
// column: speaker_post
// column: claim
// column: document
// column: passages
// table: issued what responsible about quantity due period commitment claim
// finish: chronological
// order: yes
// reads: everything
WITH 'https://w3id.org/mindet#' AS mn
CALL (mn) {
  WITH mn WHERE $undertaking IS NULL
  MATCH (s:Forecast)
  RETURN s
  UNION
  WITH mn WHERE $undertaking IS NOT NULL
  MATCH (:Resource {iri: $undertaking})<-[:SERVES*0..1]-(via1)
  MATCH (via1)<-[:ABOUT|TASK]-(s:Forecast)
  RETURN s
  UNION
  WITH mn WHERE $undertaking IS NOT NULL
  MATCH (:Resource {iri: $undertaking})<-[:VALUE]-(i:Inference)
  MATCH (i)-[:CONCERNS]->(s:Forecast)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences AND p.iri IN [mn + 'about', mn + 'task']
  RETURN s
}
MATCH (s)<-[:STATES]-(c:Claim)-[:IN_DOCUMENT]->(d:Document)
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, c, s, d, min(dating.earliest) AS issued_earliest, max(dating.latest) AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
OPTIONAL MATCH (s)-[:DUE]->(by)
OPTIONAL MATCH (s)-[:PERIOD]->(over)
OPTIONAL MATCH (s)-[:QUANTITY]->(q)
WITH *, COLLECT {
  UNWIND [c, s, by, over] AS about
  MATCH (about)<-[:CONCERNS]-(i:Inference)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences
  OPTIONAL MATCH (i)-[:VALUE]->(v)
  RETURN {of: split(p.iri, '#')[-1], is: coalesce(v.iri, i.literal_date)} ORDER BY i.literal_date
} AS concluded
CALL (mn, s) {
  CALL (mn, s) {
    MATCH (s)-[:INDICATOR]->()<-[:INDICATOR]-(o:Duty|Target)
    RETURN o, 1 AS rank
    UNION
    MATCH (s)-[:ABOUT|TASK]->(:Undertaking|Task)<-[:SERVES*0..1]-()<-[:ABOUT|TASK]-(o:Duty|Target)
    RETURN o, 2 AS rank
    UNION
    MATCH (s)<-[:CONCERNS]-(i:Inference)
    MATCH (i)-[:VALUE]->(x:Undertaking|Task|Indicator)
    MATCH (i)-[:PROPERTY]->(p)
    WHERE $inferences AND p.iri IN [mn + 'task', mn + 'about', mn + 'indicator']
    MATCH (x)<-[:SERVES*0..1]-(via2)
    MATCH (via2)<-[:TASK|ABOUT|INDICATOR]-(o:Duty|Target)
    RETURN o, 3 AS rank
    UNION
    CALL (mn, s) {
      MATCH (s)-[:TASK|ABOUT|INDICATOR]->(x:Undertaking|Task|Indicator)
      RETURN x
      UNION
      MATCH (s)<-[:CONCERNS]-(i:Inference)
      MATCH (i)-[:VALUE]->(x:Undertaking|Task|Indicator)
      MATCH (i)-[:PROPERTY]->(p)
      WHERE $inferences AND p.iri IN [mn + 'task', mn + 'about', mn + 'indicator']
      RETURN x
    }
    MATCH (x)<-[:VALUE]-(i:Inference)
    MATCH (i)-[:CONCERNS]->(o:Duty|Target)
    MATCH (i)-[:PROPERTY]->(p)
    WHERE $inferences AND p.iri IN [mn + 'task', mn + 'about', mn + 'indicator']
    RETURN o, 3 AS rank
    UNION
    MATCH (s)<-[:SOURCE|TARGET]-(:Link {kind: 'restates'})-[:SOURCE|TARGET]->(o:Duty|Target)
    WHERE $inferences
    RETURN o, 3 AS rank
    UNION
    MATCH (s)-[:RESULTS_FROM]->(o:Statement)
    RETURN o, 4 AS rank
  }
  MATCH (o)<-[:STATES]-(c2:Claim)
  MATCH (c2)-[:IN_DOCUMENT]->(d2:Document)
  OPTIONAL MATCH (d2)<-[:CONCERNS]-(dating2:Inference)
  WHERE $inferences AND EXISTS { (dating2)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'}) }
  WITH rank, c2, d2, min(dating2.earliest) AS issued_earliest_2
  WITH rank, c2, coalesce(d2.issued, issued_earliest_2) AS earliest_2
  WHERE $as_of IS NULL OR earliest_2 IS NULL OR earliest_2 <= $as_of
  RETURN collect({rank: rank, claim: c2.iri}) AS found
}
WITH *, [o IN found WHERE o.rank = 1 | o.claim] AS counted,
  [o IN found WHERE o.rank = 2 | o.claim] AS pursued
WITH *, [o IN found WHERE o.rank = 3 AND NOT o.claim IN counted + pursued | o.claim] AS concluding
RETURN DISTINCT
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  CASE WHEN $as_of IS NULL OR latest <= $as_of THEN 'certain' ELSE 'possible' END AS counts,
  s['gist_' + $lang] AS what,
  [(s)-[:RESPONSIBLE]->(x) | x.iri] +
    CASE WHEN s.responsible_unstated THEN [mn + 'unstated'] ELSE [] END AS responsible,
  [i IN concluded WHERE i.of = 'responsible' | i.is] AS responsible_inferred,
  [(s)-[:ABOUT|TASK]->(x) | x.iri] AS about,
  [i IN concluded WHERE i.of IN ['about', 'task'] | i.is] AS about_inferred,
  q.iri AS quantity,
  [(s)-[:INDICATOR]->(x) | x.iri] +
    CASE WHEN s.indicator_unstated THEN [mn + 'unstated'] ELSE [] END AS indicator,
  CASE WHEN s.due_unstated THEN mn + 'unstated' ELSE by.iri END AS due,
  CASE WHEN s.period_unstated THEN mn + 'unstated' ELSE over.iri END AS period,
  coalesce(by.strictEnd, over.strictEnd) AS strict_end,
  coalesce(by.lenientEnd, over.lenientEnd) AS lenient_end,
  [i IN concluded WHERE i.of = 'strictEnd' | i.is][0] AS strict_end_inferred,
  [i IN concluded WHERE i.of = 'lenientEnd' | i.is][0] AS lenient_end_inferred,
  [i IN concluded WHERE i.of = 'due' | i.is] AS due_inferred,
  CASE WHEN size(counted) > 0 THEN 'sameIndicator' WHEN size(pursued) > 0 THEN 'sameUndertaking'
    WHEN size(concluding) > 0 THEN 'inferred' ELSE 'nobodyCommitted' END AS commitment,
  counted AS same_indicator, pursued AS same_undertaking, concluding AS committed_inferred,
  [o IN found WHERE o.rank = 4 | o.claim] AS results_from,
  c.act AS act,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  [i IN concluded WHERE i.of = 'speaker' | i.is] AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages
