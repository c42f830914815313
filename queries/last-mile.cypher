// title-en: The last mile, and all that bears its name
// title-ru: «Последняя миля» и всё с этим именем
// title-kk: «Соңғы миль» және осы аттас істің бәрі
// description-en: Everything told of the undertakings that bear a name in any of the three
//   languages (by default the last mile), of what belongs to them, and of the tasks that serve or
//   enable them. One name may be several projects: each row names its own, and our links say which
//   statements may be compared and which not. A bearer, issuer or speaker that the text does not
//   name is shown as not stated; what we conclude stands in columns of its own. As of a day, a
//   document counts by its stated date or by our span for it; one that may be later, or that has no
//   date once inferences are left out, counts as 'perhaps'.
// description-ru: Всё, что сказано о начинаниях с данным именем на любом из трёх языков (по
//   умолчанию «последняя миля»), об их частях и о задачах, которые им служат или без которых они
//   стоят. За одним именем могут стоять разные проекты: в каждой строке назван свой, а наши связи
//   говорят, что можно сравнивать, а что нет. Если текст не называет, кто обязан, кто поручил или
//   кто сказал, так и показано; наши выводы стоят в отдельных столбцах. На дату документ считается
//   по названной дате или по нашему промежутку; если он может быть и позже или без выводов остаётся
//   без даты, он помечен «возможно».
// description-kk: Үш тілдің бірінде осындай аты бар бастамалар (әдепкіде «соңғы миль»), олардың
//   бөліктері және оларға қызмет ететін не жол ашатын міндеттер туралы айтылғанның бәрі. Бір аттың
//   артында бірнеше жоба болуы мүмкін: әр жол өзінікін атайды, ал біздің байланыстар нені
//   салыстыруға болатынын, нені болмайтынын көрсетеді. Мәтін кімге жүктелгенін, кім бергенін не кім
//   айтқанын атамаса, солай көрсетіледі; біздің қорытындыларымыз бөлек бағандарда тұрады. Белгілі
//   күнге құжат айтылған күнімен не біздің аралықпен есептеледі; кейінірек болуы мүмкін немесе
//   қорытындысыз күні қалмаған құжат «мүмкін» деп белгіленеді.
// parameter: name (string = last mile) — a part of the name in any language | часть имени на любом
//   языке | атаудың бір бөлігі, кез келген тілде
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: issued
// column: issued_earliest
// column: issued_latest
// column: counts
// column: undertaking (thing) — Undertaking | Начинание | Бастама
// column: basis (term) — Found by | Найдено по | Неге қарап табылды
// column: what
// column: kind
// column: quantity
// column: lower
// column: upper
// column: indicator
// column: who (things) — Who | Кто | Кім
// column: who_inferred (things) — Inferred: who | Вывод: кто | Қорытынды: кім
// column: stage
// column: due
// column: strict_end
// column: lenient_end
// column: strict_end_inferred
// column: lenient_end_inferred
// column: comparable_with (claims) — May be compared with | Можно сравнить с | Немен салыстыруға
//   болады
// column: not_comparable_with (claims) — May not be compared with | Нельзя сравнить с | Немен
//   салыстыруға болмайды
// column: act
// column: speaker
// column: speaker_inferred
// column: speaker_post
// column: claim
// column: document
// column: passages
// example: name='last mile'
// table: issued undertaking what quantity who due comparable_with not_comparable_with claim
// finish: chronological
// order: yes
WITH 'https://w3id.org/mindet#' AS mn
MATCH (x:Undertaking)
WHERE any(n IN [x.label_en, x.label_ru, x.label_kk] + coalesce(x.altLabel_en, [])
  + coalesce(x.altLabel_ru, []) +
    coalesce(x.altLabel_kk, []) + coalesce(x.printedName_en, []) + coalesce(x.printedName_ru, [])
      + coalesce(x.printedName_kk, [])
  WHERE replace(toLower(n), '-', ' ') CONTAINS replace(toLower($name), '-', ' '))
MATCH (u:Undertaking)-[:PART_OF*0..]->(x)
WITH DISTINCT mn, u
CALL (mn, u) {
  MATCH (u)<-[:ABOUT|UNDERTAKING]-(s:Statement)
  RETURN s, 1 AS rank
  UNION
  MATCH (u)<-[:SERVES|ENABLES]-(via1:Task)
  MATCH (via1)<-[:TASK|ABOUT]-(s:Statement)
  RETURN s, 2 AS rank
  UNION
  MATCH (u)<-[:VALUE]-(i:Inference)
  MATCH (i)-[:CONCERNS]->(s:Statement)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences AND p.iri IN [mn + 'about', mn + 'undertaking']
  RETURN s, 3 AS rank
}
WITH mn, u, s, min(rank) AS rank
WITH mn, u, s, ['named', 'task', 'inferred'][rank - 1] AS basis
MATCH (s)<-[:STATES]-(c:Claim)-[:IN_DOCUMENT]->(d:Document)
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, u, basis, c, s, d, min(dating.earliest) AS issued_earliest, max(dating.latest)
  AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
OPTIONAL MATCH (s)-[:DUE|PERIOD]->(t)
OPTIONAL MATCH (s)-[:QUANTITY]->(q)
WITH *, COLLECT {
  UNWIND [c, s, t] AS about
  MATCH (about)<-[:CONCERNS]-(i:Inference)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences
  OPTIONAL MATCH (i)-[:VALUE]->(v)
  RETURN {of: split(p.iri, '#')[-1], is: coalesce(v.iri, i.literal_date)} ORDER BY i.literal_date
} AS concluded
WITH *, COLLECT {
  MATCH (s)<-[:SOURCE|TARGET]-(l:Link)-[:SOURCE|TARGET]->(via2)
  MATCH (via2)<-[:STATES]-(x:Claim)
  WHERE $inferences AND x <> c AND l.kind IN ['comparable', 'restates', 'revises', 'notComparable']
  RETURN {kind: l.kind, claim: x.iri} } AS links
RETURN DISTINCT
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  CASE WHEN $as_of IS NULL OR latest <= $as_of THEN 'certain' ELSE 'possible' END AS counts,
  u.iri AS undertaking, basis AS basis,
  s['gist_' + $lang] AS what, s.types AS kind,
  q.iri AS quantity, coalesce(q.lower_lexical, q.lower) AS lower,
  coalesce(q.upper_lexical, q.upper) AS upper,
  [(s)-[:INDICATOR]->(x) | x.iri] +
    CASE WHEN s.indicator_unstated THEN [mn + 'unstated'] ELSE [] END AS indicator,
  [(s)-[:BEARER|RESPONSIBLE|ACTOR|PROPOSER]->(x) | x.iri] +
    CASE WHEN s.bearer_unstated OR s.responsible_unstated OR s.actor_unstated OR s.proposer_unstated
         THEN [mn + 'unstated'] ELSE [] END AS who,
  [i IN concluded WHERE i.of IN ['bearer', 'responsible', 'actor', 'proposer'] | i.is]
    AS who_inferred,
  CASE WHEN s.stage_unstated THEN 'unstated' ELSE s.stage END AS stage,
  CASE WHEN s.due_unstated OR s.period_unstated THEN mn + 'unstated' ELSE t.iri END AS due,
  t.strictEnd AS strict_end, t.lenientEnd AS lenient_end,
  [i IN concluded WHERE i.of = 'strictEnd' | i.is][0] AS strict_end_inferred,
  [i IN concluded WHERE i.of = 'lenientEnd' | i.is][0] AS lenient_end_inferred,
  [l IN links WHERE l.kind <> 'notComparable' | l.claim] AS comparable_with,
  [l IN links WHERE l.kind = 'notComparable' | l.claim] AS not_comparable_with,
  c.act AS act,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  [i IN concluded WHERE i.of = 'speaker' | i.is] AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages
