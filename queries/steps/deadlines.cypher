// title-en: Deadlines up to a day
// title-ru: Сроки по этот день
// title-kk: Осы күнге дейінгі мерзімдер, осы күнді қоса
// description-en: Deadlines whose last day, by the reading of their wording, is that day or before
//   it.
// description-ru: Сроки, последний день которых при этом прочтении — этот день или раньше.
// description-kk: Осылай оқылғанда соңғы күні осы күн не одан бұрын болған мерзімдер.
// parameter: date (date, required) — the last day that counts | последний день, который
//   считается | есепке алынатын соңғы күн
// parameter: reading (string = strict, strict or lenient) — how the wording is read | как читать
//   срок | мерзім қалай оқылады
// parameter: inferences (boolean = true) — with our conclusions | с нашими выводами | біздің
//   қорытындыларымызбен
// column: last_day (date) — Last day | Последний день | Соңғы күн
// column: due (things) — Deadlines | Сроки | Мерзімдер
// reads: everything
MATCH (t:Deadline)
WITH t, CASE $reading WHEN 'strict' THEN t.strictEnd ELSE t.lenientEnd END AS told
WHERE told IS NULL OR told <= $date
WITH t, told, CASE WHEN told IS NULL THEN [(t)<-[:CONCERNS]-(i:Inference)-[:PROPERTY]->(p)
  WHERE $inferences | {of: split(p.iri, '#')[-1], is: i.literal_date}] ELSE [] END AS days
WITH t, told,
  coalesce(t.strictEnd, reduce(first = null, i IN days | CASE WHEN i.of = 'strictEnd'
    AND (first IS NULL OR i.is < first) THEN i.is ELSE first END)) AS strict,
  coalesce(t.lenientEnd, reduce(first = null, i IN days | CASE WHEN i.of = 'lenientEnd'
    AND (first IS NULL OR i.is < first) THEN i.is ELSE first END)) AS lenient
WITH t, coalesce(told, CASE $reading WHEN 'strict' THEN coalesce(strict, lenient)
  ELSE coalesce(lenient, strict) END) AS last
WHERE last <= $date
RETURN last AS last_day, collect(t.iri) AS due
