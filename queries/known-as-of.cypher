// title-en: What had been claimed about an undertaking by a date
// title-ru: Что было сказано о начинании к дате
// title-kk: Белгілі күнге дейін бастама туралы не айтылған еді
// description-en: Every statement about an undertaking or task, as known by the day given as
//   as_of: it is named as the subject or as the undertaking of a role, or the statement is about a
//   task that serves or enables it, about a part of it however deep, or is so by our inference. If
//   a later claim, known by that day too, restates, revises or contradicts it, a row shows each
//   such claim with its own document; otherwise those columns are empty. Which claim is later is
//   told by the dates; where the dates do not tell, the one that our link starts from. Links are
//   ours and gone without inferences. Who has the part that counts (must, answers for it, carries
//   it out, proposes) stands under 'who'. A bearer, issuer or speaker that the text does not name
//   is shown as not stated; what we conclude stands in columns of its own. As of a day, a document
//   counts by its stated date or by our span for it; one that may be later, or that has no date
//   once inferences are left out, counts as 'perhaps', and so does a row of two documents unless
//   both are known for certain.
// description-ru: Каждое утверждение о начинании или задаче, известное к дню as_of: оно названо
//   предметом или начинанием роли либо утверждение относится к задаче, которая ему служит или
//   открывает путь, к его части на любой глубине или к нему по нашему выводу. Если более позднее
//   утверждение, тоже известное к этому дню, его повторяет, пересматривает или ему противоречит,
//   каждое такое стоит в своей строке со своим документом; иначе эти столбцы пусты. Что позднее,
//   решают даты; если они не решают, то направление нашей связи. Связи наши, без выводов их нет.
//   Кто обязан, отвечает, ведёт или предлагает, стоит в столбце «кто». Если текст не называет, кто
//   обязан, кто поручил или кто сказал, так и показано; наши выводы стоят в отдельных столбцах. На
//   дату документ считается по названной дате или по нашему промежутку; если он может быть и позже
//   или без выводов остаётся без даты, он помечен «возможно», как и строка с двумя документами,
//   пока оба не известны точно.
// description-kk: Бастама не міндет туралы as_of күніне дейін белгілі әр мәлімдеме: ол тікелей
//   аталған, рөл атқарылатын бастама ретінде аталған немесе мәлімдеме оған қызмет ететін не жол
//   ашатын міндетке, қанша терең болса да оның бөлігіне қатысты не біздің қорытынды бойынша сол
//   туралы. Сол күнге белгілі кейінгі мәлімдеме оны қайталаса, қайта қараса не оған қайшы келсе,
//   әрқайсысы өз құжатымен бөлек жолда тұрады; әйтпесе ол бағандар бос. Қайсысы кейін екенін
//   күндер шешеді; олар шешпесе — біздің байланыстың бағыты. Байланыстар біздікі, қорытындысыз
//   олар жоқ. Кім міндетті, жауапты, жүргізеді не ұсынады — «кім» бағанында. Мәтін кімге
//   жүктелгенін, кім бергенін не кім айтқанын атамаса, солай көрсетіледі; біздің қорытындыларымыз
//   бөлек бағандарда тұрады. Белгілі күнге құжат айтылған күнімен не біздің аралықпен есептеледі;
//   кейінірек болуы мүмкін немесе қорытындысыз күні қалмаған құжат «мүмкін» деп белгіленеді, екі
//   құжатты жол да екеуі анық белгілі болғанша солай.
// parameter: undertaking (iri of Undertaking or Task, required) — the undertaking or task |
//   начинание или задача | бастама не міндет
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: issued
// column: issued_earliest
// column: issued_latest
// column: counts
// column: basis (term) — Found by | Найдено по | Неге қарап табылды
// column: through (things) — Through which task or part | Через какую задачу или часть | Қай
//   міндет не бөлік арқылы
// column: what
// column: kind
// column: act
// column: who (things) — Who | Кто | Кім
// column: who_inferred (things) — Inferred: who | Вывод: кто | Қорытынды: кім
// column: stage
// column: quantity
// column: lower
// column: upper
// column: due
// column: strict_end
// column: lenient_end
// column: strict_end_inferred
// column: lenient_end_inferred
// column: speaker
// column: speaker_inferred
// column: speaker_post
// column: claim
// column: document
// column: passages
// column: relation (term) — A later claim | Позднее утверждение | Кейінгі мәлімдеме
// column: differs_in (terms) — Differs in | В чём различие | Айырмасы неде
// column: why (text) — Our reason | Наше обоснование | Біздің негіздеме
// column: what_2 (text) — What, later | Что, позже | Не, кейін
// column: act_2 (term) — Speech act, later | Речевой акт, позже | Сөз актісі, кейін
// column: quantity_2 (thing) — Quantity, later | Величина, позже | Мөлшері, кейін
// column: due_2 (thing) — When, later | Когда, позже | Қашан, кейін
// column: issued_2 (date) — Later document's date | Дата позднего документа | Кейінгі құжаттың
//   күні
// column: issued_earliest_2 (date) — Inferred: later, not before | Вывод: поздний, не раньше |
//   Қорытынды: кейінгі, ең ертесі
// column: issued_latest_2 (date) — Inferred: later, not after | Вывод: поздний, не позже |
//   Қорытынды: кейінгі, ең кеші
// column: claim_2 (claim) — Later claim | Позднее утверждение | Кейінгі мәлімдеме
// column: document_2 (document) — Later document | Поздний документ | Кейінгі құжат
// column: passages_2 (passages) — Passage in the later one | Место в позднем | Кейінгі мәтіндегі
//   орны
// example: undertaking=project/last-mile
// table: issued what kind quantity due relation quantity_2 claim claim_2
// finish: chronological
// order: yes
WITH 'https://w3id.org/mindet#' AS mn
MATCH (asked:Resource {iri: $undertaking})
CALL (asked) {
  RETURN asked AS thing, 1 AS rank
  UNION
  MATCH (asked)<-[:SERVES|ENABLES]-(thing) RETURN thing, 2 AS rank
  UNION
  MATCH (asked)<-[:PART_OF|BROADER_TASK*1..]-(thing) RETURN thing, 3 AS rank
  UNION
  MATCH (asked)<-[:PART_OF*1..]-(via1)
  MATCH (via1)<-[:SERVES|ENABLES]-(thing) RETURN thing, 3 AS rank
}
CALL (thing, rank) {
  MATCH (thing)<-[:ABOUT|UNDERTAKING|TASK]-(s:Statement) RETURN s, rank AS ground
  UNION
  MATCH (thing)<-[:VALUE]-(i:Inference)
  MATCH (i)-[:CONCERNS]->(s:Statement)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences AND split(p.iri, '#')[-1] IN ['about', 'undertaking', 'task']
  RETURN s, 4 AS ground
}
WITH mn, s, min(ground) AS ground,
  collect(CASE WHEN thing <> asked THEN thing.iri END) AS through
MATCH (s)<-[:STATES]-(c:Claim)-[:IN_DOCUMENT]->(d:Document)
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, s, ground, through, c, d, min(dating.earliest) AS issued_earliest,
  max(dating.latest) AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
OPTIONAL MATCH (s)-[:DUE|PERIOD|IN_FORCE]->(t)
OPTIONAL MATCH (s)-[:QUANTITY]->(q)
WITH *, COLLECT {
  UNWIND [c, s, t] AS about
  MATCH (about)<-[:CONCERNS]-(i:Inference)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences
  OPTIONAL MATCH (i)-[:VALUE]->(v)
  RETURN {of: split(p.iri, '#')[-1], is: coalesce(v.iri, i.literal_date)} ORDER BY i.literal_date
} AS concluded
OPTIONAL CALL (s, mn, earliest, latest) {
  MATCH (s)<-[side:SOURCE|TARGET]-(link:Link)-[:SOURCE|TARGET]->(s2)
  WHERE $inferences AND s2 <> s AND link.kind IN ['restates', 'revises', 'contradicts']
  MATCH (s2)<-[:STATES]-(c2:Claim)
  MATCH (c2)-[:IN_DOCUMENT]->(d2:Document)
  OPTIONAL MATCH (d2)<-[:CONCERNS]-(dating2:Inference)
  WHERE EXISTS { (dating2)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'}) }
  WITH mn, earliest, latest, type(side) AS side, link, s2, c2, d2,
    min(dating2.earliest) AS issued_earliest_2, max(dating2.latest) AS issued_latest_2
  WITH *, coalesce(d2.issued, issued_earliest_2) AS earliest_2,
    coalesce(d2.issued, issued_latest_2) AS latest_2
  WHERE ($as_of IS NULL OR earliest_2 IS NULL OR earliest_2 <= $as_of)
    AND (coalesce(earliest_2 > latest, false)
      OR side = 'TARGET' AND NOT coalesce(latest_2 < earliest, false))
  OPTIONAL MATCH (s2)-[:DUE|PERIOD|IN_FORCE]->(t2)
  OPTIONAL MATCH (s2)-[:QUANTITY]->(q2)
  RETURN link.kind AS relation, link.differsIn AS differs_in, link['reason_' + $lang] AS why,
    s2['gist_' + $lang] AS what_2, c2.act AS act_2, q2.iri AS quantity_2,
    CASE WHEN s2.due_unstated OR s2.period_unstated OR s2.inForce_unstated THEN mn + 'unstated'
      ELSE t2.iri END AS due_2,
    d2.issued AS issued_2, issued_earliest_2, issued_latest_2, latest_2, c2.iri AS claim_2,
    d2.iri AS document_2, [(c2)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages_2
}
RETURN DISTINCT
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  CASE WHEN $as_of IS NULL OR latest <= $as_of AND (claim_2 IS NULL OR latest_2 <= $as_of)
    THEN 'certain' ELSE 'possible' END AS counts,
  ['named', 'task', 'part', 'inferred'][ground - 1] AS basis, through AS through,
  s['gist_' + $lang] AS what, s.types AS kind, c.act AS act,
  [(s)-[:BEARER|RESPONSIBLE|ACTOR|PROPOSER]->(x) | x.iri] +
    CASE WHEN s.bearer_unstated OR s.responsible_unstated OR s.actor_unstated OR s.proposer_unstated
         THEN [mn + 'unstated'] ELSE [] END AS who,
  [i IN concluded WHERE i.of IN ['bearer', 'responsible', 'actor', 'proposer'] | i.is]
    AS who_inferred,
  CASE WHEN s.stage_unstated THEN 'unstated' ELSE s.stage END AS stage,
  q.iri AS quantity, coalesce(q.lower_lexical, q.lower) AS lower,
  coalesce(q.upper_lexical, q.upper) AS upper,
  CASE WHEN s.due_unstated OR s.period_unstated OR s.inForce_unstated THEN mn + 'unstated'
    ELSE t.iri END AS due,
  t.strictEnd AS strict_end, t.lenientEnd AS lenient_end,
  [i IN concluded WHERE i.of = 'strictEnd' | i.is][0] AS strict_end_inferred,
  [i IN concluded WHERE i.of = 'lenientEnd' | i.is][0] AS lenient_end_inferred,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  [i IN concluded WHERE i.of = 'speaker' | i.is] AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages,
  relation AS relation, differs_in AS differs_in, why AS why, what_2 AS what_2, act_2 AS act_2,
  quantity_2 AS quantity_2, due_2 AS due_2, issued_2 AS issued_2,
  issued_earliest_2 AS issued_earliest_2, issued_latest_2 AS issued_latest_2,
  claim_2 AS claim_2, document_2 AS document_2, passages_2 AS passages_2
