// title-en: Who reported at a meeting
// title-ru: Кто докладывал на заседании
// title-kk: Отырыста кім баяндады
// description-en: Everyone whom a document names as reporting at a meeting, with the name as it is
//   printed and the post. The row's claim is the participation that the document attests. Of
//   several documents on one meeting, each shows those whom it names itself, with its own passages.
//   A meeting without a stated day shows none, our span stands in the inferred columns. As of a
//   day, a document counts by its stated date or by our span for it; one that may be later, or that
//   has no date once inferences are left out, counts as 'perhaps'.
// description-ru: Все, кого документ называет докладчиками на заседании: имя так, как оно
//   напечатано, и должность. Утверждение строки — участие, которое засвидетельствовал документ.
//   Если об одном заседании сообщают несколько документов, при каждом стоят те, кого называет он
//   сам, и места в его тексте. Если день заседания не назван, его нет; наш промежуток стоит в
//   столбцах выводов. На дату документ считается по названной дате или по нашему промежутку; если
//   он может быть и позже или без выводов остаётся без даты, он помечен «возможно».
// description-kk: Құжат отырыста баяндаушы деп атаған әркім: баспадағы аты-жөні мен лауазымы.
//   Жолдың мәлімдемесі — құжат куәландырған қатысу. Бір отырыс туралы бірнеше құжат хабарласа,
//   әрқайсысының жанында оның өзі атағандар және өз мәтініндегі орындар тұрады. Отырыстың күні
//   айтылмаса, көрсетілмейді; біздің аралық қорытынды бағандарында тұрады. Белгілі күнге құжат
//   айтылған күнімен не біздің аралықпен есептеледі; кейінірек болуы мүмкін немесе қорытындысыз
//   күні қалмаған құжат «мүмкін» деп белгіленеді.
// parameter: meeting (iri of Meeting = null) — only this meeting | только это заседание | тек осы отырыс
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: issued
// column: issued_earliest
// column: issued_latest
// column: counts
// column: meeting (thing) — Meeting | Заседание | Отырыс
// column: held_on (date) — Held on | День заседания | Өткен күні
// column: held_earliest (date) — Inferred: held not before | Вывод: прошло не раньше | Қорытынды: өткені
//   ең ертесі
// column: held_latest (date) — Inferred: held not after | Вывод: прошло не позже | Қорытынды: өткені ең
//   кеші
// column: topic (text) — Topic | Тема | Тақырып
// column: reporter (thing) — Who reported | Кто докладывал | Кім баяндады
// column: printed (text) — Name as printed | Имя в тексте | Мәтіндегі аты
// column: post (things) — Post | Должность | Лауазым
// column: post_inferred (things) — Inferred: post | Вывод: должность | Қорытынды: лауазым
// column: claim
// column: document
// column: passages
// table: meeting held_on reporter printed post claim
// finish: chronological
// order: yes
// reads: everything
WITH 'https://w3id.org/mindet#' AS mn
MATCH (m:Meeting)<-[:MEETING]-(c:Participation {role: 'reporter'})-[:IN_DOCUMENT]->(d:Document)
WHERE $meeting IS NULL OR m.iri = $meeting
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, m, c, d, min(dating.earliest) AS issued_earliest, max(dating.latest) AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
OPTIONAL MATCH (m)<-[:CONCERNS]-(held:Inference)-[:PROPERTY]->
  ({iri: 'https://w3id.org/mindet#heldOn'})
WHERE $inferences
WITH mn, m, c, d, issued_earliest, issued_latest, latest, min(held.earliest) AS held_earliest,
  max(held.latest) AS held_latest
WITH *, COLLECT {
  UNWIND [c] AS about
  MATCH (about)<-[:CONCERNS]-(i:Inference)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences
  OPTIONAL MATCH (i)-[:VALUE]->(v)
  RETURN {of: split(p.iri, '#')[-1], is: coalesce(v.iri, i.literal_date)} ORDER BY i.literal_date
} AS concluded
RETURN DISTINCT
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  CASE WHEN $as_of IS NULL OR latest <= $as_of THEN 'certain' ELSE 'possible' END AS counts,
  m.iri AS meeting, m.heldOn AS held_on, held_earliest AS held_earliest, held_latest AS held_latest,
  m['topic_' + $lang] AS topic,
  CASE WHEN c.participant_unstated THEN mn + 'unstated' ELSE [(c)-[:PARTICIPANT]->(x) | x.iri][0]
    END AS reporter, c['nameAsPrinted_' + d.language] AS printed,
  [(c)-[:IN_POST]->(x) | x.iri] +
    CASE WHEN c.inPost_unstated THEN [mn + 'unstated'] ELSE [] END AS post,
  [i IN concluded WHERE i.of = 'inPost' | i.is] AS post_inferred,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages
