// title-en: Who held a post on a date
// title-ru: Кто занимал должность на дату
// title-kk: Белгілі күні лауазымды кім атқарды
// description-en: Each tenure with what attests it: the claim, or the participation, in which a
//   document names the person in the post. Act, speaker and the claim's own post are empty for a
//   participation. The day on which a person is attested is the stated one; where an undated
//   document attests it, our span for the document stands in the inferred columns. With a date,
//   only what speaks for a holder on it is left. 'Yes' is a day within stated days of one tenure
//   (first, last, attested). 'Perhaps' is a day between two known days of the same person in the
//   post, or after the last known one where nobody else is known later, no end is stated and no
//   other body or post took over since: nothing contradicts it, nothing proves it. Shown then are
//   the nearest known days. Beyond that nothing is guessed: between two people there is no row. A
//   post may have several holders, and a post in the body that succeeds is another post. A holder
//   who is only our conclusion stands in a column of its own and is never certain. As of a day, a
//   document counts by its stated date or by our span for it; one that may be later, or that has
//   no date once inferences are left out, counts as 'perhaps'.
// description-ru: Каждое пребывание в должности и то, что его подтверждает: утверждение или
//   участие, в котором документ называет человека в этой должности. У участия речевой акт,
//   говорящий и его должность пусты. День свидетельства — названный; если документ без даты, наш
//   промежуток для него стоит в столбцах выводов. Если дана дата, остаётся лишь то, что говорит,
//   кто занимал должность в этот день. «Да» — день в пределах названных дней одного пребывания
//   (первый, последний, день свидетельства). «Возможно» — день между двумя известными днями того
//   же человека в этой должности или после последнего известного, если позже не известен никто
//   другой, конец не назван и с тех пор ни другой орган, ни другая должность её не сменили: ничто
//   не противоречит, но ничто и не доказывает. Тогда показаны ближайшие известные дни. Дальше мы
//   не гадаем: между двумя разными людьми строки нет. Должность могут занимать несколько человек,
//   а должность в органе-преемнике — другая должность. Человек, о котором мы лишь заключаем, стоит
//   в отдельном столбце и никогда не считается точным. На дату документ считается по названной
//   дате или по нашему промежутку; если он может быть и позже или без выводов остаётся без даты,
//   он помечен «возможно».
// description-kk: Әр лауазымда болу және оны растайтын дерек: құжат адамды сол лауазымда атаған
//   мәлімдеме не қатысу. Қатысуда сөз актісі, айтушы және оның лауазымы бос. Расталған күн —
//   айтылған күн; құжаттың күні айтылмаса, оған біздің аралық қорытынды бағандарында тұрады. Күн
//   берілсе, сол күні лауазымды кім атқарғанын көрсететін жолдар ғана қалады. «Анық» — бір
//   лауазымда болудың айтылған күндері (алғашқы, соңғы, расталған) аясындағы күн. «Мүмкін» — сол
//   адамның осы лауазымдағы екі белгілі күнінің арасы немесе соңғы белгілі күнінен кейінгі күн,
//   егер одан кейін басқа ешкім белгілі болмаса, аяқталуы айтылмаса және содан бері басқа орган не
//   лауазым оны алмастырмаса: қайшы ештеңе жоқ, бірақ дәлел де жоқ. Ондайда ең жақын белгілі
//   күндер көрсетіледі. Бұдан әрі болжам жасалмайды: екі бөлек адамның арасында жол жоқ. Лауазымды
//   бірнеше адам атқаруы мүмкін, ал мирасқор органдағы лауазым — бөлек лауазым. Біз ғана қорытқан
//   адам бөлек бағанда тұрады және ешқашан анық саналмайды. Белгілі күнге құжат айтылған күнімен
//   не біздің аралықпен есептеледі; кейінірек болуы мүмкін немесе қорытындысыз күні қалмаған құжат
//   «мүмкін» деп белгіленеді.
// parameter: post (iri of Post = null) — only this post | только эта должность | тек осы лауазым
// parameter: person (iri of Person = null) — only this person | только этот человек | тек осы адам
// parameter: date (date = null) — the day asked about | день, о котором вопрос | сұралған күн
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: post (thing) — Post | Должность | Лауазым
// column: body (things) — Where | Где | Қайда
// column: holder (thing) — Who held it | Кто занимал | Кім атқарды
// column: holder_inferred (thing) — Inferred: who held it | Вывод: кто занимал | Қорытынды: кім
//   атқарды
// column: held (term) — Held it on that day | Занимал в этот день | Сол күні атқарды
// column: valid_from (date) — First day | Первый день | Алғашқы күні
// column: valid_to (date) — Last day | Последний день | Соңғы күні
// column: attested_on (date) — Attested on | Засвидетельствовано | Расталған күні
// column: attested_earliest (date) — Inferred: attested not before | Вывод: засвидетельствовано не
//   раньше | Қорытынды: расталғаны ең ертесі
// column: attested_latest (date) — Inferred: attested not after | Вывод: засвидетельствовано не
//   позже | Қорытынды: расталғаны ең кеші
// column: issued
// column: issued_earliest
// column: issued_latest
// column: counts
// column: what
// column: act
// column: speaker
// column: speaker_inferred
// column: speaker_post
// column: claim
// column: document
// column: passages
// example: post=post/prime-minister
// table: post holder holder_inferred held valid_from valid_to attested_on claim
// finish: chronological
// order: yes
// reads: everything
WITH 'https://w3id.org/mindet#' AS mn
CALL (mn) {
  WITH mn WHERE $post IS NOT NULL
  MATCH (p:Resource {iri: $post}) RETURN p
  UNION
  WITH mn WHERE $post IS NULL AND $person IS NOT NULL
  MATCH (:Resource {iri: $person})<-[:HOLDER]-(via1:Tenure)
  MATCH (via1)-[:POST]->(p) RETURN p
  UNION
  WITH mn WHERE $post IS NULL AND $person IS NOT NULL
  MATCH (:Resource {iri: $person})<-[:VALUE]-(via2:Inference)
  MATCH (via2)-[:CONCERNS]->(via3:Tenure)
  MATCH (via3)-[:POST]->(p)
  RETURN p
  UNION
  WITH mn WHERE $post IS NULL AND $person IS NULL
  MATCH (p:Post) RETURN p
}
MATCH (p)<-[:POST]-(t:Tenure)-[:ATTESTED_BY]->(c)-[:IN_DOCUMENT]->(d:Document)
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, p, t, c, d, min(dating.earliest) AS issued_earliest, max(dating.latest) AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
WITH *, COLLECT {
  MATCH (t)<-[:CONCERNS]-(i:Inference)
  MATCH (i)-[:PROPERTY]->({iri: 'https://w3id.org/mindet#holder'})
  MATCH (i)-[:VALUE]->(v)
  RETURN DISTINCT v.iri
} AS concluded
WITH *, CASE WHEN t.attestedOn IS NULL AND d.issued IS NULL THEN issued_earliest END AS since,
  CASE WHEN t.attestedOn IS NULL AND d.issued IS NULL THEN issued_latest END AS until
UNWIND [x IN [(t)-[:HOLDER]->(h) | h.iri] WHERE NOT x IN concluded | {is: x, ours: false}] +
  [x IN concluded WHERE $inferences | {is: x, ours: true}] AS who
WITH *, [x IN [t.validFrom, t.validTo, t.attestedOn] WHERE x IS NOT NULL] AS told
WITH mn, p, who.is AS person, collect({c: c, d: d, issued_earliest: issued_earliest,
  issued_latest: issued_latest, latest: latest, ours: who.ours, start: t.validFrom, stop: t.validTo,
  on: t.attestedOn, since: since, until: until,
  opens: [x IN told + [since] WHERE x IS NOT NULL],
  closes: [x IN told + [coalesce(until, since)] WHERE x IS NOT NULL],
  sure: NOT who.ours AND any(x IN told WHERE x <= $date) AND any(x IN told WHERE x >= $date)
}) AS rows
CALL (rows) {
  UNWIND rows AS row
  UNWIND row.opens AS day
  RETURN max(CASE WHEN day <= $date THEN day END) AS before, max(day) AS seen,
    min(CASE WHEN day >= $date THEN day END) AS next
}
CALL (rows) {
  UNWIND rows AS row
  UNWIND row.closes AS day
  RETURN min(CASE WHEN day >= $date THEN day END) AS after, max(day) AS last,
    max(CASE WHEN day <= $date THEN day END) AS past
}
WITH mn, p, collect({person: person, rows: rows, before: before, after: after, seen: seen,
  last: last, past: past, next: next, sure: any(row IN rows WHERE row.sure),
  ended: past < $date AND any(row IN rows WHERE row.stop = past),
  begins: next > $date AND any(row IN rows WHERE row.start = next)}) AS people
WITH mn, p, people, COLLECT {
  MATCH (p)-[:POST_IN*0..1]->(via4)
  MATCH (via4)<-[:SUCCEEDS]-(next)
  OPTIONAL MATCH (next)<-[:CONCERNS]-(i:Inference)
  WHERE EXISTS { (i)-[:PROPERTY]->({iri: mn + 'succeeds'}) }
    AND $inferences
  WITH next, max(i.latest) AS latest
  WHERE coalesce(next.succeededOn, latest) <= $date
  RETURN coalesce(next.succeededOn, latest)
} AS passed
UNWIND people AS one
WITH mn, p, one, any(x IN people WHERE x.seen > one.last) OR any(day IN passed WHERE day > one.last)
  AS rivalled
WHERE $person IS NULL OR one.person = $person
UNWIND one.rows AS row
WITH mn, p, one, row, row.c AS c, row.d AS d, CASE
  WHEN $date IS NULL THEN 'any'
  WHEN row.sure THEN 'certain'
  WHEN one.sure OR one.before IS NULL OR row.start > $date OR row.stop < $date THEN 'no'
  WHEN one.ended AND (one.next IS NULL OR one.begins) THEN 'no'
  WHEN one.begins AND one.past IS NULL OR one.after IS NULL AND rivalled THEN 'no'
  WHEN one.before IN row.opens OR one.after IN row.closes THEN 'possible'
  ELSE 'no' END AS held
WHERE held <> 'no'
OPTIONAL MATCH (c)-[:STATES]->(s:Statement)
OPTIONAL MATCH (c)-[:MEETING]->(m:Meeting)
RETURN DISTINCT
  p.iri AS post, [(p)-[:POST_IN]->(x) | x.iri] AS body,
  CASE WHEN row.ours THEN mn + 'unstated' ELSE one.person END AS holder,
  CASE WHEN row.ours THEN one.person END AS holder_inferred,
  CASE WHEN $date IS NOT NULL THEN held END AS held,
  row.start AS valid_from, row.stop AS valid_to, row.on AS attested_on,
  row.since AS attested_earliest, row.until AS attested_latest,
  d.issued AS issued, row.issued_earliest AS issued_earliest, row.issued_latest AS issued_latest,
  CASE WHEN $as_of IS NULL OR row.latest <= $as_of THEN 'certain' ELSE 'possible' END AS counts,
  coalesce(s['gist_' + $lang], m['label_' + $lang]) AS what, c.act AS act,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  COLLECT {
    MATCH (c)<-[:CONCERNS]-(i:Inference)
    MATCH (i)-[:PROPERTY]->({iri: 'https://w3id.org/mindet#speaker'})
    MATCH (i)-[:VALUE]->(v)
    WHERE $inferences
    RETURN v.iri
  } AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages
