// title-en: What is overdue
// title-ru: Что просрочено
// title-kk: Мерзімі өткен міндеттер мен мақсаттар
// description-en: Duties and targets whose last day, by the strict reading of the wording
//   (default) or the lenient one, lies before the day of judgement, and for which the graph holds
//   no claim of completion. Completion is told by that day: a result reported as completed about
//   the same task (or as signed, in force or launched, where the same task brings about that very
//   instrument, service or facility), our link that something fulfils it, or our assessment that
//   it is complete. A result for another place, short of the figure or with a figure that the
//   demand does not name is part only; one that may be older than the demand does not count. No
//   evidence is not failure: nothing is guessed. The row says what evidence was looked for, what
//   was found and why it is not enough. A day that rests on an inferred year stands in the
//   inferred columns; without inferences such rows are gone, and our links and assessments count
//   for nothing. A demand that may be later than that day, or that has no date once inferences
//   are left out, counts as 'perhaps'.
// description-ru: Обязанности и цели, последний день которых при строгом прочтении срока (по
//   умолчанию) или при мягком раньше дня проверки и о выполнении которых в графе ничего не
//   сказано. Выполнением считается известное к этому дню: результат «завершено» по той же задаче
//   (или «подписано», «вступило в силу», «запущено», если в той же задаче речь о появлении этого
//   самого документа, сервиса или объекта), наша связь «выполняет» или наша оценка «полностью».
//   Результат для другого места, не достигший числа или с числом, которого нет в требовании, —
//   лишь часть; тот, что может быть старше требования, не считается. Нет свидетельств — не
//   значит, что не сделано: ничего не угадывается. В строке видно, какие свидетельства искали,
//   что нашли и почему этого недостаточно. День, выведенный из предполагаемого года, стоит в
//   столбцах выводов; без выводов таких строк нет, а наши связи и оценки не считаются.
//   Требование, которое может быть и позже этого дня или без выводов остаётся без даты, помечено
//   «возможно».
// description-kk: Соңғы күні (мерзім қатаң, әдепкі, не жұмсақ оқылғанда) тексеру күнінен бұрын
//   өткен және орындалғаны туралы графта мәлімдеме жоқ міндеттер мен мақсаттар. Орындалу деп осы
//   күнге белгілі мыналар саналады: сол міндет бойынша «аяқталды» деген нәтиже (не сол міндет дәл
//   сол құжаттың, сервистің не нысанның пайда болуы туралы болса, «қол қойылды», «күшіне енді»,
//   «іске қосылды»), біздің «орындайды» деген байланыс не біздің «толық» деген баға. Басқа жерге
//   қатысты, санға жетпеген не талапта жоқ саны бар нәтиже — тек бір бөлігі; талаптан бұрын болуы
//   мүмкін нәтиже есептелмейді. Дәлелдің жоқтығы орындалмады дегенді білдірмейді: ештеңе болжанып
//   айтылмайды. Жолда қандай дәлел ізделгені, не табылғаны және оның неге жеткіліксіз екені
//   көрсетіледі. Болжамды жылдан шығарылған күн қорытынды бағандарында тұрады; қорытындысыз ондай
//   жолдар болмайды, біздің байланыстар мен бағалар есептелмейді. Осы күннен кейін болуы мүмкін
//   не қорытындысыз күні қалмаған талап «мүмкін» деп белгіленеді.
// parameter: date (date, required) — the day of judgement | день проверки | тексеру күні
// parameter: reading (string = strict, strict or lenient) — how the wording is read | как читать
//   срок | мерзім қалай оқылады
// parameter: undertaking (iri of Undertaking or Task = null) — only about this undertaking or
//   task | только об этом начинании или задаче | тек осы бастама не міндет туралы
// parameter: actor (iri of Actor or Post = null) — only what this actor or post must do | только
//   то, что обязан этот участник или должность | тек осы қатысушыға не лауазымға жүктелгені
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: last_day (date) — Last day | Последний день | Соңғы күн
// column: what
// column: kind
// column: who (things) — Who | Кто | Кім
// column: who_inferred (things) — Inferred: who | Вывод: кто | Қорытынды: кім
// column: jointly_with
// column: due
// column: strict_end
// column: lenient_end
// column: strict_end_inferred
// column: lenient_end_inferred
// column: sought (things) — Looked for results about | Искали результаты о | Не туралы нәтиже
//   ізделді
// column: sought_inferred (things) — Inferred: looked for results about | Вывод: искали
//   результаты о | Қорытынды: не туралы нәтиже ізделді
// column: why (terms) — Why it does not count as done | Почему не считается выполненным | Неге
//   орындалған деп саналмайды
// column: found (claims) — Found, but not enough | Найдено, но недостаточно | Табылды, бірақ
//   жеткіліксіз
// column: found_inferred (claims) — Inferred: found, but not enough | Вывод: найдено, но
//   недостаточно | Қорытынды: табылды, бірақ жеткіліксіз
// column: rating_inferred (terms) — Inferred: how far done | Вывод: насколько сделано |
//   Қорытынды: қаншалықты орындалғаны
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
// example: date=2026-03-01
// table: last_day what who sought why found claim
// reads: everything
// by: due
WITH 'https://w3id.org/mindet#' AS mn
CALL (mn) {
  WITH mn WHERE $undertaking IS NULL AND $actor IS NULL AND $among IS NULL
  MATCH (s:Duty|Target)
  RETURN s
  UNION
  WITH mn WHERE $undertaking IS NULL AND $actor IS NULL
  UNWIND coalesce($among, []) AS one
  MATCH (:Resource {iri: one})<-[:DUE]-(s:Duty|Target)
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
  UNION
  WITH mn WHERE $actor IS NOT NULL AND $undertaking IS NULL
  MATCH (:Resource {iri: $actor})<-[:BEARER|RESPONSIBLE|JOINTLY_WITH]-(s:Duty|Target)
  RETURN s
  UNION
  WITH mn WHERE $actor IS NOT NULL AND $undertaking IS NULL
  MATCH (:Resource {iri: $actor})<-[:VALUE]-(i:Inference)
  MATCH (i)-[:CONCERNS]->(s:Duty|Target)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences
    AND p.iri IN [mn + 'bearer', mn + 'responsible', mn + 'jointlyWith']
  RETURN s
}
MATCH (s)-[:DUE]->(t:Deadline)
WHERE (t.strictEnd IS NULL OR t.lenientEnd IS NULL OR t.strictEnd < $date OR t.lenientEnd < $date)
  AND ($actor IS NULL OR $undertaking IS NULL
    OR EXISTS { MATCH (s)-[:BEARER|RESPONSIBLE|JOINTLY_WITH]->(w) WHERE w.iri = $actor }
    OR $inferences AND EXISTS {
      MATCH (s)<-[:CONCERNS]-(i:Inference)
      MATCH (i)-[:VALUE]->(w)
      MATCH (i)-[:PROPERTY]->(p)
      WHERE w.iri = $actor AND p.iri IN [mn + 'bearer', mn + 'responsible', mn + 'jointlyWith'] })
WITH mn, s, t, COLLECT {
  MATCH (t)<-[:CONCERNS]-(i:Inference)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences
  RETURN {of: split(p.iri, '#')[-1], is: i.literal_date} ORDER BY i.literal_date
} AS days
WITH *, [i IN days WHERE i.of = 'strictEnd' | i.is][0] AS strict_end_inferred,
  [i IN days WHERE i.of = 'lenientEnd' | i.is][0] AS lenient_end_inferred
WITH *, coalesce(t.strictEnd, strict_end_inferred) AS strict,
  coalesce(t.lenientEnd, lenient_end_inferred) AS lenient
WITH *, CASE $reading WHEN 'strict' THEN coalesce(strict, lenient) ELSE coalesce(lenient,
  strict) END AS last
WHERE last < $date
MATCH (s)<-[:STATES]-(c:Claim)-[:IN_DOCUMENT]->(d:Document)
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, c, s, t, d, last, strict_end_inferred, lenient_end_inferred,
  min(dating.earliest) AS issued_earliest, max(dating.latest) AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE earliest IS NULL OR earliest <= $date AND ($as_of IS NULL OR earliest <= $as_of)
WITH *, COLLECT {
  UNWIND [c, s] AS judged
  MATCH (judged)<-[:OF]-(a:Assessment {criterion: 'completion'})
  WHERE $inferences AND a.rating IS NOT NULL AND a.assessedAsOf <= $date
    AND ($as_of IS NULL OR a.assessedAsOf <= $as_of)
  RETURN a.rating
} AS ratings
WHERE NOT 'complete' IN ratings
CALL (mn, s, d, latest) {
  CALL (mn, s) {
    MATCH (s)-[:TASK|ABOUT]->(:Task)<-[:TASK|ABOUT]-(r:Result)
    RETURN r, 'sameTask' AS tie
    UNION
    MATCH (s)-[:TASK|ABOUT|INDICATOR]->()<-[:TASK|ABOUT|INDICATOR]-(r:Result)
    RETURN r, 'stated' AS tie
    UNION
    MATCH (s)<-[:CONCERNS]-(i:Inference)
    MATCH (i)-[:VALUE]->(x)
    MATCH (i)-[:PROPERTY]->(p)
    WHERE $inferences AND p.iri IN [mn + 'task', mn + 'about', mn + 'indicator']
    MATCH (x)<-[:TASK|ABOUT|INDICATOR]-(r:Result)
    RETURN r, 'inferred' AS tie
    UNION
    CALL (mn, s) {
      MATCH (s)-[:TASK|ABOUT|INDICATOR]->(x)
      RETURN x
      UNION
      MATCH (s)<-[:CONCERNS]-(i:Inference)
      MATCH (i)-[:VALUE]->(x)
      MATCH (i)-[:PROPERTY]->(p)
      WHERE $inferences AND p.iri IN [mn + 'task', mn + 'about', mn + 'indicator']
      RETURN x
    }
    MATCH (x)<-[:VALUE]-(i:Inference)
    MATCH (i)-[:CONCERNS]->(r:Result)
    MATCH (i)-[:PROPERTY]->(p)
    WHERE $inferences AND p.iri IN [mn + 'task', mn + 'about', mn + 'indicator']
    RETURN r, 'inferred' AS tie
    UNION
    MATCH (s)<-[:SOURCE|TARGET]-(l:Link)-[:SOURCE|TARGET]->(r:Result)
    WHERE $inferences AND l.kind IN ['follows', 'comparable', 'notComparable']
    RETURN r, 'linked' AS tie
    UNION
    MATCH (s)<-[:TARGET]-(via2:Link {kind: 'fulfils'})
    MATCH (via2)-[:SOURCE]->(r:Statement)
    WHERE $inferences
    RETURN r, 'fulfils' AS tie
  }
  WITH s, d, latest, r, collect(tie) AS ties
  MATCH (r)<-[:STATES]-(c2:Claim)
  MATCH (c2)-[:IN_DOCUMENT]->(d2:Document)
  OPTIONAL MATCH (d2)<-[:CONCERNS]-(dating2:Inference)
  WHERE $inferences AND EXISTS { (dating2)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'}) }
  WITH s, d, latest, r, ties, c2, d2, min(dating2.earliest) AS issued_earliest_2,
    max(dating2.latest) AS issued_latest_2
  WITH *, coalesce(d2.issued, issued_earliest_2) AS earliest_2, coalesce(d2.issued, issued_latest_2)
    AS latest_2
  WHERE $as_of IS NULL OR earliest_2 IS NULL OR earliest_2 <= $as_of
  WITH *, coalesce(latest_2 <= $date AND ($as_of IS NULL OR latest_2 <= $as_of), false) AS known
  WITH *, CASE
    WHEN 'fulfils' IN ties THEN CASE WHEN known THEN 'done' ELSE 'toldAfter' END
    WHEN NOT 'sameTask' IN ties THEN 'notComparable'
    WHEN coalesce(r.stage, '') <> 'completed' AND (EXISTS { MATCH (s)-[:INDICATOR]->() }
        OR NOT EXISTS {
      MATCH (s)-[:ABOUT]->(b)<-[:ABOUT]-(r)
      WHERE r.stage IN ['signed', 'enteredIntoForce'] AND (b:LegalInstrument OR b:Programme)
        OR r.stage = 'launched' AND (b:Service OR b:Facility) }) THEN 'notCompleted'
    WHEN EXISTS { MATCH (r)-[:PLACE]->() } AND (NOT EXISTS { MATCH (s)-[:PLACE]->() } OR EXISTS {
      MATCH (s)-[:PLACE]->(p)
      WHERE NOT EXISTS {
        MATCH (p)-[:LOCATED_IN*0..]->(via3)
        MATCH (via3)<-[:PLACE]-(r)
        } }) THEN 'partOnly'
    WHEN EXISTS {
      MATCH (r)-[:QUANTITY]->(q2)
      WHERE NOT coalesce(q2.universal, false) AND NOT EXISTS {
        MATCH (s)-[:INDICATOR]->(n)<-[:INDICATOR]-(r)
        MATCH (s)-[:QUANTITY]->(q)
        WHERE CASE coalesce(n.direction, '') WHEN 'lowerIsBetter'
          THEN q2.upper < coalesce(q.upper, q.lower) OR q2.upper = coalesce(q.upper, q.lower)
            AND (q.upper IS NULL OR coalesce(q.upperInclusive, true)
              OR NOT coalesce(q2.upperInclusive, true))
          ELSE q2.lower > coalesce(q.lower, q.upper) OR q2.lower = coalesce(q.lower, q.upper)
            AND (q.lower IS NULL OR coalesce(q.lowerInclusive, true)
              OR NOT coalesce(q2.lowerInclusive, true)) END } } THEN 'partOnly'
    WHEN d2 <> d AND NOT coalesce(earliest_2 >= latest, false) THEN 'toldBefore'
    WHEN known THEN 'done'
    ELSE 'toldAfter' END AS outcome
  RETURN collect({why: outcome, claim: c2.iri, stated: 'stated' IN ties}) AS evidence
}
WITH * WHERE none(e IN evidence WHERE e.why = 'done')
WITH *, COLLECT {
  UNWIND [c, s] AS about
  MATCH (about)<-[:CONCERNS]-(i:Inference)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences
  MATCH (i)-[:VALUE]->(v)
  RETURN {of: split(p.iri, '#')[-1], is: v.iri}
} AS concluded
RETURN DISTINCT
  last AS last_day, s['gist_' + $lang] AS what, s.types AS kind,
  [(s)-[:BEARER|RESPONSIBLE]->(x) | x.iri] +
    CASE WHEN s.bearer_unstated OR s.responsible_unstated THEN [mn + 'unstated'] ELSE [] END AS who,
  [i IN concluded WHERE i.of IN ['bearer', 'responsible'] | i.is] AS who_inferred,
  [(s)-[:JOINTLY_WITH]->(x) | x.iri] +
    CASE WHEN s.jointlyWith_unstated THEN [mn + 'unstated'] ELSE [] END AS jointly_with,
  CASE WHEN s.due_unstated THEN mn + 'unstated' ELSE t.iri END AS due,
  t.strictEnd AS strict_end, t.lenientEnd AS lenient_end,
  strict_end_inferred AS strict_end_inferred, lenient_end_inferred AS lenient_end_inferred,
  [(s)-[:TASK|ABOUT|INDICATOR]->(x) | x.iri] AS sought,
  [i IN concluded WHERE i.of IN ['task', 'about', 'indicator'] | i.is] AS sought_inferred,
  CASE WHEN size(evidence) = 0 THEN ['noEvidence'] ELSE [e IN evidence | e.why] END AS why,
  [e IN evidence WHERE e.stated | e.claim] AS found,
  [e IN evidence WHERE NOT e.stated | e.claim] AS found_inferred,
  ratings AS rating_inferred,
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  CASE WHEN latest <= $date AND ($as_of IS NULL OR latest <= $as_of) THEN 'certain'
    ELSE 'possible' END AS counts,
  c.act AS act,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  [i IN concluded WHERE i.of = 'speaker' | i.is] AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages
